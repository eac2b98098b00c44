/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-touched"

#include "wg-touched.h"

/* One of the two states: the plan's own, or the plan's with the other side of the change laid over. */
typedef struct
{
  WgPlan *plan;
  GHashTable *owners; /* face to owner; NULL: the plan's own state */
  GHashTable *grids;  /* id to WgGrid (or NULL: absent) */
} State;

static const WgGrid *
get_grid (const State *state, guint32 id)
{
  gpointer grid = NULL;

  if (id == 0)
    return NULL;
  if (state->grids != NULL
      && g_hash_table_lookup_extended (state->grids, GUINT_TO_POINTER (id), NULL, &grid))
    return grid;
  return wg_plan_get_grid (state->plan, id);
}

static guint32
get_owner (const State *state, WgFaceId face)
{
  gpointer owner = NULL;

  if (face == WG_FACE_OUTSIDE)
    return 0;
  if (state->owners != NULL
      && g_hash_table_lookup_extended (state->owners, GUINT_TO_POINTER (face), NULL, &owner))
    return GPOINTER_TO_UINT (owner);
  return wg_coverage_owner (wg_plan_get_coverage (state->plan), face);
}

/* The grid and its ancestors, each at the place of its depth. */
static void
get_chain (const State *state, guint32 id, guint32 chain[WG_MAX_DEPTH + 1])
{
  const WgGrid *grid = get_grid (state, id);

  for (guint depth = 0; depth <= WG_MAX_DEPTH; depth++)
    chain[depth] = 0;
  for (guint steps = 0; grid != NULL && grid->depth <= WG_MAX_DEPTH && steps <= WG_MAX_DEPTH; steps++)
    {
      chain[grid->depth] = grid->id;
      grid = get_grid (state, grid->parent);
    }
}

static void
add_differences (GHashTable *touched, const guint32 *a, const guint32 *b)
{
  for (guint depth = 1; depth <= WG_MAX_DEPTH; depth++)
    {
      if (a[depth] == b[depth])
        continue;
      if (a[depth] != 0)
        g_hash_table_insert (touched, GUINT_TO_POINTER (a[depth]), GUINT_TO_POINTER (depth));
      if (b[depth] != 0)
        g_hash_table_insert (touched, GUINT_TO_POINTER (b[depth]), GUINT_TO_POINTER (depth));
    }
}

static void
add_sides (GHashTable *touched, const State *state, const WgArc *arc)
{
  guint32 left[WG_MAX_DEPTH + 1], right[WG_MAX_DEPTH + 1];

  if (arc->line == NULL)
    return;
  get_chain (state, get_owner (state, arc->left), left);
  get_chain (state, get_owner (state, arc->right), right);
  add_differences (touched, left, right);
}

static void
add_coverage (GHashTable *touched, const WgCoverageChange *change, const State *before,
              const State *after)
{
  for (guint i = 0; i < change->arcs->len; i++)
    {
      const WgArcChange *arc = &g_array_index (change->arcs, WgArcChange, i);

      add_sides (touched, before, &arc->before);
      add_sides (touched, after, &arc->after);
    }
  for (guint i = 0; i < change->faces->len; i++)
    {
      const WgFaceChange *face = &g_array_index (change->faces, WgFaceChange, i);
      guint32 a[WG_MAX_DEPTH + 1], b[WG_MAX_DEPTH + 1];

      if (!face->had || !face->has || face->owner_before == face->owner_after)
        continue;
      get_chain (before, face->owner_before, a);
      get_chain (after, face->owner_after, b);
      add_differences (touched, a, b);
    }
}

/* A grid that came, went, or moved to another parent takes its land along. */
static void
add_grids (GHashTable *touched, const WgChange *change, const State *before, const State *after)
{
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *grid = g_ptr_array_index (change->grids, i);
      guint32 id = grid->before != NULL ? grid->before->id : grid->after->id;
      guint32 a[WG_MAX_DEPTH + 1], b[WG_MAX_DEPTH + 1];

      get_chain (before, grid->before != NULL ? id : 0, a);
      get_chain (after, grid->after != NULL ? id : 0, b);
      if (grid->before != NULL && grid->after != NULL)
        add_differences (touched, a, b);
      else
        g_hash_table_insert (touched, GUINT_TO_POINTER (id),
                             GUINT_TO_POINTER (grid->before != NULL ? grid->before->depth
                                                                    : grid->after->depth));
    }
}

static void
fill_other_side (State *state, const WgChange *change, gboolean is_before)
{
  state->owners = g_hash_table_new (NULL, NULL);
  state->grids = g_hash_table_new (NULL, NULL);
  for (guint i = 0; change->coverage != NULL && i < change->coverage->faces->len; i++)
    {
      const WgFaceChange *face = &g_array_index (change->coverage->faces, WgFaceChange, i);

      g_hash_table_insert (state->owners, GUINT_TO_POINTER (face->id),
                           GUINT_TO_POINTER (is_before ? face->owner_before : face->owner_after));
    }
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *grid = g_ptr_array_index (change->grids, i);
      guint32 id = grid->before != NULL ? grid->before->id : grid->after->id;

      g_hash_table_insert (state->grids, GUINT_TO_POINTER (id), is_before ? grid->before : grid->after);
    }
}

static int
compare_deepest_first (gconstpointer a, gconstpointer b, gpointer depths)
{
  guint32 id_a = *(const guint32 *) a, id_b = *(const guint32 *) b;
  guint depth_a = GPOINTER_TO_UINT (g_hash_table_lookup (depths, GUINT_TO_POINTER (id_a)));
  guint depth_b = GPOINTER_TO_UINT (g_hash_table_lookup (depths, GUINT_TO_POINTER (id_b)));

  if (depth_a != depth_b)
    return depth_a > depth_b ? -1 : 1;
  return (id_a > id_b) - (id_a < id_b);
}

GArray *
wg_touched_grids (WgPlan *plan, const WgChange *change, gboolean is_after)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  State own = { plan, NULL, NULL }, other = { plan, NULL, NULL };
  GHashTableIter iter;
  gpointer id = NULL;

  fill_other_side (&other, change, is_after);
  if (change->coverage != NULL)
    add_coverage (touched, change->coverage, is_after ? &other : &own, is_after ? &own : &other);
  add_grids (touched, change, is_after ? &other : &own, is_after ? &own : &other);
  g_hash_table_unref (other.owners);
  g_hash_table_unref (other.grids);

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      guint32 value = GPOINTER_TO_UINT (id);

      g_array_append_val (ids, value);
    }
  g_array_sort_with_data (ids, compare_deepest_first, touched);
  return ids;
}
