/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-envelope.h"

G_BEGIN_DECLS

/**
 * WgPixels:
 *
 * A block of picture between the room that reads rasters and the room that draws: premultiplied
 * ARGB32 in machine order (as cairo has it), row 0 at the north. A plain value with one owner.
 */
typedef struct
{
  guint width;
  guint height;
  guint32 *argb;       /* width * height */
  WgEnvelope envelope; /* that it covers, project millimetres */
} WgPixels;

WgPixels *wg_pixels_new  (guint             width,
                          guint             height,
                          const WgEnvelope *envelope);
void      wg_pixels_free (WgPixels         *pixels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPixels, wg_pixels_free)

G_END_DECLS
