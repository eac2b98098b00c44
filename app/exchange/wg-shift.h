/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-china-offset.h"
#include "../plan/wg-incoming.h"

G_BEGIN_DECLS

/** How well borders lie on lines of others, read as true, GCJ-02 and BD-09 coordinates. */
typedef struct
{
  guint n_samples;
  guint n_hits[3];     /* by WgChinaDatum: samples within 15 m of a line */
  double median_m[3];  /* of the samples within 150 m of one; NAN: none */
  WgChinaDatum best;
  gboolean is_clear;   /* the best has twice the hits of the coordinates as they are */
} WgShiftTest;

/**
 * wg_shift_test:
 * @incoming: read as true coordinates
 * @lines: (element-type WgLine): borders, streets or tracks that are known to be right; in the frame
 *   of @incoming
 *
 * Tells layers of Chinese web maps that do not say so: a shift of 300 to 700 m moves borders off
 * the streets and borders of others. Samples some thousand vertices. Outside China nothing is
 * clear. Worker thread.
 */
void wg_shift_test (const WgIncoming *incoming,
                    const GPtrArray  *lines,
                    WgShiftTest      *test_out);

G_END_DECLS
