/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* land.none: a grid in use that owns no face, nor does any below it. */
void
wg_check_land_none (WgPlan *plan, GArray *findings, GCancellable *cancellable)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint32 limit = wg_plan_get_grid_limit (plan);
  g_autofree gboolean *has_land = g_new0 (gboolean, limit);

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, wg_coverage_owner (coverage, face));

      for (; grid != NULL && !has_land[grid->id]; grid = wg_plan_get_grid (plan, grid->parent))
        has_land[grid->id] = TRUE;
    }
  for (guint32 id = 1; id < limit; id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (g_cancellable_is_cancelled (cancellable))
        return;
      if (grid != NULL && !grid->is_retired && !has_land[id])
        wg_check_add_grid (plan, findings, id);
    }
}
