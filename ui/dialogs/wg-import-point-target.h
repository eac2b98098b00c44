/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/crs/wg-frame.h"
#include "../../app/render/wg-viewport.h"
#include "wg-import-point-pair.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/** What lies on the project's map while control points are set. Borrowed. */
typedef struct
{
  WgFrame *frame;
  const WgControlFit *fit;    /* nullable */
  GdkPixbuf *image;           /* (nullable): of a picture that gets its place; may be shrunk */
  int image_width;            /* of the picture itself */
  const GPtrArray *pairs;     /* of WgPointPair */
  const WgPointPair *current; /* nullable */
} WgPointTarget;

/** Draws the picture as it would lie there, then the points with their numbers. */
void wg_point_target_draw (const WgPointTarget *target,
                           cairo_t             *cr,
                           const WgViewport    *view);

G_END_DECLS
