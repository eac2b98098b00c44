/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* land.unowned: a bounded face that nobody owns, so land between grids that is in no grid. */
void
wg_check_land_unowned (WgPlan *plan, GArray *findings, GCancellable *cancellable)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return;
      if (wg_coverage_has_face (coverage, face) && wg_coverage_owner (coverage, face) == 0)
        wg_check_add_face (plan, findings, face, 0);
    }
}
