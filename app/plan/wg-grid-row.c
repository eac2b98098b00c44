/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-grid-row"

#include "wg-grid-row.h"

#include "wg-plan-private.h"

#include <string.h>

#define ROW_KEY(parent, depth) GSIZE_TO_POINTER ((gsize) (parent) * (WG_MAX_DEPTH + 1) + (depth))

static void
free_row (gpointer data)
{
  WgGridRow *row = data;

  g_hash_table_unref (row->known_codes);
  g_hash_table_unref (row->known_names);
  g_hash_table_unref (row->taken_names);
  g_ptr_array_unref (row->codes);
  g_ptr_array_unref (row->names);
  g_ptr_array_unref (row->grids);
  g_free (row);
}

static void
add_grid (WgGridRow *row, WgGrid *grid)
{
  g_ptr_array_add (row->grids, wg_grid_ref (grid));
  g_ptr_array_add (row->codes, grid->code);
  g_ptr_array_add (row->names, grid->name);
  g_hash_table_add (row->taken_names, grid->name);
}

static WgGridRow *
make_row (WgPlan *plan, guint32 parent, guint depth)
{
  WgGridRow *row = g_new0 (WgGridRow, 1);
  const GArray *children = wg_plan_get_children (plan, parent);

  row->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_grid_unref);
  row->codes = g_ptr_array_new ();
  row->names = g_ptr_array_new ();
  row->taken_names = g_hash_table_new (g_str_hash, g_str_equal);
  row->known_codes = wg_text_memo_new ();
  row->known_names = wg_text_memo_new ();
  for (guint i = 0; i < children->len; i++)
    {
      WgGrid *grid = wg_plan_get_grid (plan, g_array_index (children, guint32, i));

      if (grid->depth == depth)
        add_grid (row, grid);
    }
  return row;
}

static gboolean
is_same_place (const WgGrid *a, const WgGrid *b)
{
  return a->parent == b->parent && a->depth == b->depth && a->is_retired == b->is_retired
         && strcmp (a->code, b->code) == 0 && strcmp (a->name, b->name) == 0;
}

GHashTable *
wg_grid_rows_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, free_row);
}

void
wg_grid_rows_follow (GHashTable *rows, WgGrid *before, WgGrid *after)
{
  WgGridRow *row = NULL;

  if (before != NULL && after != NULL && is_same_place (before, after))
    return;
  if (before != NULL)
    g_hash_table_remove (rows, ROW_KEY (before->parent, before->depth));
  if (after == NULL || after->is_retired)
    return;
  row = g_hash_table_lookup (rows, ROW_KEY (after->parent, after->depth));
  if (row != NULL && before == NULL)
    add_grid (row, after);
  else if (row != NULL)
    g_hash_table_remove (rows, ROW_KEY (after->parent, after->depth));
}

const WgGridRow *
wg_plan_get_row (WgPlan *plan, guint32 parent, guint depth)
{
  WgGridRow *row = NULL;

  if (plan->rows == NULL)
    plan->rows = wg_grid_rows_new ();
  row = g_hash_table_lookup (plan->rows, ROW_KEY (parent, depth));
  if (row == NULL)
    {
      row = make_row (plan, parent, depth);
      g_hash_table_insert (plan->rows, ROW_KEY (parent, depth), row);
    }
  return row;
}
