/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

static void
check_siblings (WgPlan *plan, guint32 parent, GArray *findings)
{
  const GArray *siblings = wg_plan_get_children (plan, parent);
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < siblings->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, g_array_index (siblings, guint32, i));
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, grid->name));

      g_hash_table_insert (counts, grid->name, GUINT_TO_POINTER (count + 1));
    }
  for (guint i = 0; i < siblings->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, g_array_index (siblings, guint32, i));

      if (grid->name[0] != '\0'
          && GPOINTER_TO_UINT (g_hash_table_lookup (counts, grid->name)) > 1)
        wg_check_add_grid (plan, findings, grid->id);
    }
}

/* order.name-duplicate: two grids of one parent with the same name; each of them is found. Grids
 * without parent are not siblings of one another: many files have no parents. */
void
wg_check_name_duplicate (WgPlan *plan, GArray *findings, GCancellable *cancellable)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (g_cancellable_is_cancelled (cancellable))
        return;
      if (grid != NULL && !grid->is_retired)
        check_siblings (plan, id, findings);
    }
}
