/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-envelope.h"

G_BEGIN_DECLS

/** One closed ring of a #WgShape; the first point is not repeated at the end. */
typedef struct
{
  guint first;    /* index of its first point in WgShape.points */
  guint n_points; /* at least 3 in a valid shape */
  guint part;     /* which polygon it belongs to, from 0 */
  gboolean is_hole;
  gboolean is_simple; /* known to be: whoever looked with wg_ring_is_simple() may say so */
} WgRing;

/**
 * WgShape:
 *
 * A (multi)polygon in project millimetres: for each part its outer ring, then its holes. From the
 * coverage, outer rings run counter-clockwise and holes clockwise; from a file they run as they
 * came. A plain value with one owner.
 */
typedef struct
{
  GArray *points; /* of WgPoint */
  GArray *rings;  /* of WgRing */
} WgShape;

WgShape *wg_shape_new       (void);
void     wg_shape_free      (WgShape       *shape);
WgShape *wg_shape_copy      (const WgShape *shape);
void     wg_shape_clear     (WgShape       *shape);
void     wg_shape_add_ring  (WgShape       *shape,
                             const WgPoint *points,
                             guint          n_points,
                             guint          part,
                             gboolean       is_hole);
guint    wg_shape_n_parts   (const WgShape *shape);
WgEnvelope wg_shape_envelope (const WgShape *shape);

/** Twice the signed area of a ring in mm² (counter-clockwise is positive). Exact. */
__int128 wg_ring_area2      (const WgPoint *points,
                             guint          n_points);
/** FALSE when two segments of a ring meet other than in a vertex of both, or cover each other. Exact. */
gboolean wg_ring_is_simple  (const WgPoint *points,
                             guint          n_points);
/** TRUE when a vertex stands in a ring twice. */
gboolean wg_ring_repeats_a_point (const WgPoint *points,
                                  guint          n_points);
/** Planar area in m², holes taken off; rings as they run in a shape from the coverage. */
double   wg_shape_area_m2   (const WgShape *shape);
/** TRUE when @p is inside or on the border (even-odd). Exact. */
gboolean wg_shape_contains  (const WgShape *shape,
                             WgPoint        p);

/** Some point inside @shape (GEOS); FALSE when it has no land. */
gboolean wg_shape_find_inside (const WgShape  *shape,
                               WgPoint        *point_out);

#define WG_SHAPE_POINT(shape, i) g_array_index ((shape)->points, WgPoint, (i))
#define WG_SHAPE_RING(shape, i) g_array_index ((shape)->rings, WgRing, (i))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgShape, wg_shape_free)

G_END_DECLS
