/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* The deepest level that at least half of the owned faces reach: what counts as "grid level" is
 * what the plan does, not what its template could do. */
static guint
find_level_in_use (WgPlan *plan)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint n_faces[WG_MAX_DEPTH + 1] = { 0 }, n_owned = 0, n_deeper = 0;

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, wg_coverage_owner (coverage, face));

      if (!wg_coverage_has_face (coverage, face) || grid == NULL)
        continue;
      n_faces[MIN (grid->depth, WG_MAX_DEPTH)]++;
      n_owned++;
    }
  for (guint depth = WG_MAX_DEPTH; depth >= 1; depth--)
    {
      n_deeper += n_faces[depth];
      if (n_owned > 0 && n_deeper * 2 >= n_owned)
        return depth;
    }
  return 0;
}

/* land.undivided: a face that a parent owns itself while its other land, or most land of the plan,
 * is divided further. */
void
wg_check_land_undivided (WgPlan *plan, GArray *findings, GCancellable *cancellable)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint level = find_level_in_use (plan);

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      guint32 owner = wg_coverage_owner (coverage, face);
      const WgGrid *grid = wg_plan_get_grid (plan, owner);

      if (g_cancellable_is_cancelled (cancellable))
        return;
      if (!wg_coverage_has_face (coverage, face) || grid == NULL)
        continue;
      if (grid->depth < level || wg_plan_get_children (plan, owner)->len > 0)
        wg_check_add_face (plan, findings, face, owner);
    }
}
