/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* land.hole: land in no grid that one grid encloses. */
void
wg_check_land_hole (WgCheckContext *context, WgFaceId face)
{
  const GArray *neighbours = NULL;

  if (wg_coverage_owner (context->coverage, face) != 0)
    return;
  neighbours = wg_check_neighbours (context, face);
  if (neighbours->len == 1)
    {
      guint32 around = g_array_index (neighbours, WgNeighbour, 0).owner;

      wg_check_add_face (context, face, 0)->other = around;
    }
}
