/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* land.undivided: a face that a parent owns itself while its other land, or most land of the plan,
 * is divided further. What counts as the grid level is what the plan does, not what its template
 * could do. */
void
wg_check_land_undivided (WgCheckContext *context, WgFaceId face)
{
  guint32 owner = wg_coverage_owner (context->coverage, face);
  const WgGrid *grid = wg_plan_get_grid (context->plan, owner);

  if (grid != NULL
      && (grid->depth < context->level || wg_plan_get_children (context->plan, owner)->len > 0))
    wg_check_add_face (context, face, owner);
}
