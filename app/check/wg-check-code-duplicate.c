/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* order.code-duplicate: a grid in use whose code another grid has or had; each of them is found. */
void
wg_check_code_duplicate (WgPlan *plan, GArray *findings, GCancellable *cancellable)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      guint count = 0;

      if (grid == NULL || grid->code[0] == '\0')
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, grid->code));
      g_hash_table_insert (counts, grid->code, GUINT_TO_POINTER (count + 1));
    }
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (g_cancellable_is_cancelled (cancellable))
        return;
      if (grid != NULL && !grid->is_retired && grid->code[0] != '\0'
          && GPOINTER_TO_UINT (g_hash_table_lookup (counts, grid->code)) > 1)
        wg_check_add_grid (plan, findings, id);
    }
}
