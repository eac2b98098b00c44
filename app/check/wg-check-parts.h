/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"

G_BEGIN_DECLS

/**
 * wg_check_parts:
 * @smallest_out: (out) (optional) (element-type WgFaceId): the faces of the smallest part, cleared
 *   first; empty when the grid has no land
 * @area_m2_out: (out) (optional): of the smallest part, planar
 *
 * Faces that share a line are one part; parts that touch in a point are two.
 *
 * Returns: how many parts the land of @grid has
 */
guint wg_check_parts (WgPlan  *plan,
                      guint32  grid,
                      GArray  *smallest_out,
                      double  *area_m2_out);

G_END_DECLS
