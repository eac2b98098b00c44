/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-id-map.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/** Faces that change hands in one reading of a stroke. */
typedef struct
{
  GArray *faces;  /* of WgFaceId, ascending */
  GArray *owners; /* of guint32: who gets them */
  guint rank;     /* lower is meant first */
  double area_m2;
} WgRedrawMoves;

/** A stroke that was cut into the coverage, while it is worked out what it means. */
typedef struct
{
  WgPlan *plan;
  WgCoverage *coverage;
  const GPtrArray *cuts; /* of WgFaceCut, borrowed */
  WgIdMap whole_of;      /* piece -> the face that it was part of */
  GArray *strokes;       /* of WgArcId: the arcs that the stroke made */
  GPtrArray *readings;   /* of WgRedrawMoves */
} WgRedrawWork;

WgRedrawMoves *wg_redraw_moves_new    (void);
void           wg_redraw_moves_free   (WgRedrawMoves       *moves);

void           wg_redraw_work_init    (WgRedrawWork        *work,
                                       WgPlan              *plan,
                                       const GPtrArray     *cuts);
void           wg_redraw_work_clear   (WgRedrawWork        *work);
/** The face that @face was before the cut. */
WgFaceId       wg_redraw_work_whole   (const WgRedrawWork  *work,
                                       WgFaceId             face);
/** TRUE for an arc that the stroke made. */
gboolean       wg_redraw_work_is_new  (const WgRedrawWork  *work,
                                       WgHalfEdge           half_edge);

/** May the owner on the right of the half-edge get the face on its left? */
typedef gboolean (*WgClaims)          (WgHalfEdge           half_edge,
                                       gpointer             user_data);
/** Gives each of @moving (element-type WgFaceId) to the owner with the longest border that @claims
 *  allows, the others to those of their neighbours; faces that nobody claims are left out. */
void           wg_redraw_share_out    (const WgRedrawWork  *work,
                                       const GArray        *moving,
                                       WgClaims             claims,
                                       gpointer             user_data,
                                       WgRedrawMoves       *moves);

/** What the stroke means for the border of @subject; @is_flipped: the larger part of its own land
 *  goes. %NULL: nothing. */
WgRedrawMoves *wg_redraw_read_subject (const WgRedrawWork  *work,
                                       const WgGrid        *subject,
                                       gboolean             is_flipped);
/** Every cut face keeps its largest (flipped: second) piece. %NULL: nothing. */
WgRedrawMoves *wg_redraw_read_cuts    (const WgRedrawWork  *work,
                                       gboolean             is_flipped);

/** The grids of all levels whose border is at both ends of the stroke, ascending; the deepest owners
 *  there, with 0 for nobody, in @owners_out. */
GArray        *wg_redraw_find_ends    (const WgRedrawWork  *work,
                                       const WgPoint       *line,
                                       guint                n_points,
                                       GArray              *owners_out);

G_END_DECLS
