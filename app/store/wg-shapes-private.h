/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../crs/wg-area-scale.h"
#include "wg-shapes.h"

G_BEGIN_DECLS

struct _WgShapes
{
  WgConnection *connection; /* borrowed */
  int srid;
  char *layers[WG_MAX_DEPTH + 1]; /* by depth */
  WgAreaScale *scale;             /* of the plan's frame; NULL until needed */
  GByteArray *blob;
  WgShape *shape;
  GArray *faces;
};

/* The geodesic area of @shape by the scale of the place it is at. Any thread that owns @scale. */
double   wg_shapes_scaled_area_m2 (WgAreaScale *scale,
                                   const WgShape *shape);
/* Binds geometry and area (?2, ?3) of @grid in @plan; nothing when it has no land. The bytes live
 * until the next call. Returns its envelope in metres of the CRS, for the R-tree. */
gboolean wg_shapes_bind_geometry (WgShapes     *self,
                                  WgPlan       *plan,
                                  guint32       grid,
                                  sqlite3_stmt *statement);
/* Binds code, name, the parent's code and name, and kind from ?4 on: not copied, so that the statement has to be
 * run while these are as they are. */
void     wg_shapes_bind_attributes (WgShapes     *self,
                                    WgPlan       *plan,
                                    const WgGrid *grid,
                                    const WgGrid *parent,
                                    sqlite3_stmt *statement);
/* A statement on the table of a level; @format has one %s for its quoted name. */
sqlite3_stmt *wg_shapes_prepare  (WgShapes     *self,
                                  guint         depth,
                                  const char   *format,
                                  GError      **error);

G_END_DECLS
