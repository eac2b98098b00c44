/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-frame.h"

G_BEGIN_DECLS

struct _WgFrame
{
  gint ref_count;
  char *crs;            /* "EPSG:n", or WKT as it was given */
  char *name;           /* of the CRS, as its authority writes it */
  char *geographic_crs; /* WKT of the geographic CRS that it is built on */
  int epsg;
  double easting;       /* of the origin */
  double northing;
  double semi_major_m;  /* of the ellipsoid */
  double flattening;

  GMutex lock;          /* guards the next one */
  GPtrArray *idle;      /* of WgTransform, to degrees; a caller borrows one and brings it back */
};

/** Points to degrees in bulk: @x and @y are n_points long and written. Any thread. */
gboolean wg_frame_points_to_degrees (const WgFrame *frame,
                                     const WgPoint *points,
                                     guint          n_points,
                                     double        *x,
                                     double        *y);

G_END_DECLS
