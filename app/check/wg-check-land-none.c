/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* land.none: a grid in use that has no land, itself or below. */
void
wg_check_land_none (WgCheckContext *context, const WgGrid *grid)
{
  WgEnvelope extent = wg_plan_get_extent (context->plan, grid->id);

  if (wg_envelope_is_empty (&extent))
    wg_check_add_grid (context, grid->id);
}
