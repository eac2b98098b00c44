/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-grid"

#include "wg-grid.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (WgGrid, wg_grid, wg_grid_ref, wg_grid_unref)

/**
 * wg_grid_new:
 * @id: greater than 0
 * @parent: a grid of a higher level, or 0
 * @depth: of its level, 1 is the top
 * @code: (nullable): UTF-8; %NULL is ""
 * @name: (nullable): UTF-8; %NULL is ""
 *
 * The texts lie in the same block as the record: a county of 100,000 grids is 100,000 blocks.
 *
 * Returns: (transfer full): the record
 */
WgGrid *
wg_grid_new (guint32 id, guint32 parent, guint depth, WgGridKind kind, gboolean is_retired,
             const char *code, const char *name)
{
  gsize code_size = strlen (code != NULL ? code : "") + 1;
  gsize name_size = strlen (name != NULL ? name : "") + 1;
  WgGrid *grid = g_malloc (sizeof (WgGrid) + code_size + name_size);

  grid->ref_count = 1;
  grid->id = id;
  grid->parent = parent;
  grid->depth = (guint8) depth;
  grid->kind = (guint8) kind;
  grid->is_retired = is_retired;
  grid->code = (char *) (grid + 1);
  grid->name = grid->code + code_size;
  memcpy (grid->code, code != NULL ? code : "", code_size);
  memcpy (grid->name, name != NULL ? name : "", name_size);
  return grid;
}

WgGrid *
wg_grid_ref (WgGrid *grid)
{
  g_atomic_int_inc (&grid->ref_count);
  return grid;
}

void
wg_grid_unref (WgGrid *grid)
{
  if (g_atomic_int_dec_and_test (&grid->ref_count))
    g_free (grid);
}

/** TRUE when every field is the same. Both may be %NULL. */
gboolean
wg_grid_equal (const WgGrid *a, const WgGrid *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  return a->id == b->id && a->parent == b->parent && a->depth == b->depth && a->kind == b->kind
         && !a->is_retired == !b->is_retired && strcmp (a->code, b->code) == 0
         && strcmp (a->name, b->name) == 0;
}
