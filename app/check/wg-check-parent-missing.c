/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* order.parent-missing: a grid below the top level that lies in no grid of a higher level, while
 * the plan has such grids. */
void
wg_check_parent_missing (WgPlan *plan, GArray *findings, GCancellable *cancellable)
{
  guint highest = 1;

  while (highest < wg_plan_get_n_levels (plan) && wg_plan_count_grids (plan, highest) == 0)
    highest++;
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (g_cancellable_is_cancelled (cancellable))
        return;
      if (grid != NULL && !grid->is_retired && grid->depth > highest && grid->parent == 0)
        wg_check_add_grid (plan, findings, id);
    }
}
