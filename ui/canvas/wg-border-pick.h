/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

G_BEGIN_DECLS

/** What of a border lies at a place of the map. */
typedef enum
{
  WG_PICK_NONE,
  WG_PICK_VERTEX,  /* or a junction of borders */
  WG_PICK_MIDDLE,  /* the handle in the middle of a segment: drags out a new vertex */
  WG_PICK_SEGMENT,
} WgPickKind;

typedef struct
{
  WgPickKind kind;
  WgArcId arc;
  WgPoint ends[2]; /* the vertex twice, or the ends of the segment */
  gboolean is_node;
  double spacing;  /* of a vertex: pixels to the nearer of its neighbours on the border */
} WgBorderPick;

/** A segment that ends at a moved point. */
typedef struct
{
  WgPoint end;
  guint at; /* which of the moved points */
} WgBorderLeg;

/** The least length of a segment with a handle in its middle, logical pixels. */
#define WG_MIDDLE_MIN_PIXELS 40.0

/** Vertices win over handles, those over segments; within each the nearest wins. Borders between
 *  two faces of one grid cannot be seen and are not picked. */
WgBorderPick wg_border_pick      (WgCanvas       *canvas,
                                  WgPoint         place,
                                  double          pixels);
/** FALSE where more than four faces come within @pixels of @place: borders lie too close there to
 *  be taken by accident. */
gboolean     wg_border_is_sparse (WgCanvas       *canvas,
                                  WgPoint         place,
                                  double          pixels);
gboolean     wg_border_pick_equal (const WgBorderPick *a,
                                   const WgBorderPick *b);
/** (transfer full) (element-type WgBorderLeg): the segments that follow when @moved (1 or 2 points,
 *  two: the ends of a segment) go elsewhere. */
GArray      *wg_border_find_legs (WgCoverage     *coverage,
                                  const WgPoint  *moved,
                                  guint           n_moved);
/** (transfer full) (element-type WgArcId): the borders with a vertex there. */
GArray      *wg_border_arcs_at   (WgCoverage     *coverage,
                                  WgPoint         vertex);
WgPoint      wg_border_middle    (WgPoint         a,
                                  WgPoint         b);

G_END_DECLS
