/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* land.unowned: land between several grids, or at the rim, that is in no grid. */
void
wg_check_land_unowned (WgCheckContext *context, WgFaceId face)
{
  if (wg_coverage_owner (context->coverage, face) == 0
      && wg_check_neighbours (context, face)->len != 1)
    wg_check_add_face (context, face, 0);
}
