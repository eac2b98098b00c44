/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-point.h"

G_BEGIN_DECLS

/** One triangle, counter-clockwise. Edge i is opposite to vertex i: from v[i + 1] to v[i + 2]. */
typedef struct
{
  guint32 v[3];
  gint32 n[3];       /* the triangle across edge i; -1 for none */
  gboolean fixed[3]; /* edge i is (part of) a segment that was asked for */
} WgTriangle;

/**
 * WgTriangulation:
 *
 * A constrained Delaunay triangulation of points on whole millimetres. All predicates are exact, so
 * the same input gives the same triangles. The first three vertices are corners of a triangle
 * around everything; those that are asked for follow. Owned by one thread.
 */
typedef struct _WgTriangulation WgTriangulation;

/** The number of vertices that are not the caller's. */
#define WG_TRIANGULATION_N_CORNERS 3

/**
 * wg_triangulation_new:
 * @points: may repeat; within 2^27 mm of one another
 * @vertices_out: (out caller-allocates): of @n_points: the vertex of each point
 *
 * Source: incremental insertion with edge flips, C. L. Lawson, "Software for C1 surface
 * interpolation", 1977; points in the order of a Hilbert curve, so that the way to each is short.
 */
WgTriangulation  *wg_triangulation_new        (const WgPoint         *points,
                                               guint                  n_points,
                                               guint32               *vertices_out);
void              wg_triangulation_free       (WgTriangulation       *self);
/**
 * wg_triangulation_fix:
 *
 * Makes the segment between two vertices an edge, or several where it passes over vertices.
 * Source: S. W. Sloan, "A fast algorithm for generating constrained Delaunay triangulations", 1993.
 *
 * Returns: FALSE when it crosses a fixed edge: what lies before the crossing may be fixed
 */
gboolean          wg_triangulation_fix        (WgTriangulation       *self,
                                               guint32                from,
                                               guint32                to);
guint             wg_triangulation_n_vertices (const WgTriangulation *self);
WgPoint           wg_triangulation_point      (const WgTriangulation *self,
                                               guint32                vertex);
guint             wg_triangulation_count      (const WgTriangulation *self);
const WgTriangle *wg_triangulation_get        (const WgTriangulation *self,
                                               guint                  triangle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTriangulation, wg_triangulation_free)

G_END_DECLS
