/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* order.name-missing: a grid in use without name. */
void
wg_check_name_missing (WgPlan *plan, GArray *findings, GCancellable *cancellable)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (g_cancellable_is_cancelled (cancellable))
        return;
      if (grid != NULL && !grid->is_retired && grid->name[0] == '\0')
        wg_check_add_grid (plan, findings, id);
    }
}
