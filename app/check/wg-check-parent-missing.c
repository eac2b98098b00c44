/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* order.parent-missing: a grid below the top that lies in no higher grid. Where the plan has no
 * higher grid at all, nothing is missing. */
void
wg_check_parent_missing (WgCheckContext *context, const WgGrid *grid)
{
  const WgGrid *parent = wg_plan_get_grid (context->plan, grid->parent);
  guint n_above = 0;

  for (guint depth = 1; depth < grid->depth; depth++)
    n_above += wg_plan_count_grids (context->plan, depth);
  if (n_above > 0 && (parent == NULL || parent->is_retired))
    wg_check_add_grid (context, grid->id);
}
