/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-edit.h"

G_BEGIN_DECLS

typedef enum
{
  WG_MOVE_VERTEX, /* the vertex, or the node with all its borders, goes to another place */
  WG_MOVE_INSERT, /* a segment gets a vertex at that place */
  WG_MOVE_DELETE, /* the vertex goes away; nodes stay */
  WG_MOVE_SEGMENT, /* a segment moves parallel to itself, its neighbours follow its ends */
} WgMoveKind;

/** The vertex nearest to @p that is at most @reach mm away (a box); FALSE when there is none. */
gboolean          wg_coverage_find_vertex (const WgCoverage *coverage,
                                           WgPoint           p,
                                           gint32            reach,
                                           WgPoint          *vertex_out);
/** The ends, as the border runs, of the segment nearest to @p within @reach mm. */
gboolean          wg_coverage_find_segment (const WgCoverage *coverage,
                                            WgPoint           p,
                                            gint32            reach,
                                            WgPoint           ends_out[2]);
/**
 * wg_coverage_move:
 * @from_to: first exactly a vertex (wg_coverage_find_vertex()), for %WG_MOVE_INSERT and _SEGMENT a
 *   place within @reach of the segment; then where that goes, or the new vertex lies (not used by
 *   %WG_MOVE_DELETE)
 * @reach: in mm, for %WG_MOVE_INSERT and _SEGMENT
 * @place_out: (out) (optional): where it would cross, with %WG_GEOMETRY_ERROR_CROSSING
 *
 * The borders at the vertex follow; all else stays. Refused when a border would cross another one
 * afterwards, or would have passed over one: what lies between the old and the new line must be the
 * same faces as before. Where borders would only touch (in a vertex, on a line that passes the
 * moved vertex within its millimetre, or along a stretch) faces come apart or vanish, and
 * wg_coverage_move_touching() has to make it. Exact; costs the neighbourhood. Undo it with
 * wg_coverage_apply() for a preview.
 *
 * Returns: (transfer full): what changed, already applied; %NULL on error
 * (%WG_GEOMETRY_ERROR_CROSSING, _TOUCHING, _NOTHING: no such vertex or segment or it stays, _RANGE)
 */
WgCoverageChange *wg_coverage_move        (WgCoverage       *coverage,
                                           WgMoveKind        kind,
                                           const WgPoint     from_to[2],
                                           gint32            reach,
                                           WgPoint          *place_out,
                                           GError          **error);

/** A line that stays while the other borders at a vertex on it slide along it. */
typedef struct
{
  GArray *line;    /* of WgPoint: from the vertex to the place where they will meet it */
  WgArcId arcs[2]; /* its arcs at the vertex, twice the same for a ring with one node */
} WgMoveSlide;

WgMoveSlide      *wg_move_slide_new       (void);
void              wg_move_slide_free      (WgMoveSlide      *slide);

/** A move of a border as a cut along the new lines, with the faces that change hands. */
typedef struct
{
  WgCoverageChange *rows; /* already applied; NULL when nothing had to be cut */
  GPtrArray *cuts;        /* of WgFaceCut */
  GArray *faces;          /* of WgFaceId: those between the old lines and the new ones */
  GArray *owners;         /* of guint32: who gets them; 0: nobody */
} WgTouchingMove;

void              wg_touching_move_free   (WgTouchingMove   *touching);

/**
 * wg_coverage_move_touching:
 * @slides: (nullable): for the moved vertex, or both ends of the segment: lines that they slide along
 *   (each nullable); their last points are where the vertices go, whatever @from_to says
 *
 * As wg_coverage_move(), for all moves that do not cross. A *crossing* is a move after which land
 * would lie on the other side of a border that stays: a line that passes through another one, that
 * turns an island over, or that goes past a border to its other side. To reach a border, in a point
 * or along a stretch, is none: there the land between both is gone, or in two pieces.
 *
 * The new lines are cut into the coverage; of each face there, by the parity of the loops of old and
 * new lines around it, it is worked out which face before has it afterwards. When that is not just
 * one, or a border that stays has other land beside it than before without a new line along it, the
 * move is a crossing. The caller gives the faces to their owners and takes the borders away that are
 * none any more.
 *
 * Returns: (transfer full): what to do; %NULL on error, with the coverage as it was
 */
WgTouchingMove   *wg_coverage_move_touching (WgCoverage     *coverage,
                                           WgMoveKind        kind,
                                           const WgPoint     from_to[2],
                                           gint32            reach,
                                           WgMoveSlide      *const slides[2],
                                           WgPoint          *place_out,
                                           GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgMoveSlide, wg_move_slide_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTouchingMove, wg_touching_move_free)

G_END_DECLS
