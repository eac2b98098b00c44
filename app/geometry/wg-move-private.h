/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-move.h"
#include "wg-coverage-private.h"

G_BEGIN_DECLS

/* A move of one vertex, or of the two ends of a segment, before it is made: wg-move-collect.c
 * finds what moves, wg-move-check.c says whether it may as it is, wg-coverage-move.c records that, and
 * wg-move-touch.c makes a move after which borders touch. */

/* A segment from a moved vertex to one that stays: its arc, its place there, its fixed end. */
typedef struct
{
  WgArcId arc;
  guint segment;
  WgPoint end;
  guint at; /* which of the moved vertices */
} WgMoveSpoke;

/* An arc as it will be. */
typedef struct
{
  WgArcId arc;
  GArray *points;
} WgMoveDraft;

typedef struct
{
  const WgCoverage *coverage;
  guint n_moved;          /* 1 or 2 vertices */
  WgPoint from[2], to[2]; /* the spokes run from their ends to from[at], and to to[at] afterwards */
  GArray *spokes;         /* of WgMoveSpoke */
  GArray *drafts;         /* of WgMoveDraft */
  WgNodeId nodes[2];      /* that move, or 0 */
  WgArcId bridge;         /* the arc with the segment between both vertices, when there are two */
  guint bridge_segment;
  const WgMoveSlide *slides[2]; /* (nullable) */
  WgPoint place;          /* where it fails */
} WgMove;

typedef enum
{
  WG_MOVE_FREE,    /* what stays keeps its place among the faces, untouched */
  WG_MOVE_TOUCHES, /* perhaps it may: borders meet in vertices or along a stretch */
  WG_MOVE_CROSSES, /* two lines go through one another */
} WgMoveVerdict;

#define WG_MOVE_SPOKE(move, i) (&g_array_index ((move)->spokes, WgMoveSpoke, (i)))

void          wg_move_init        (WgMove           *move,
                                   const WgCoverage *coverage,
                                   const WgPoint     from_to[2]);
void          wg_move_clear       (WgMove           *move);
/** Finds the spokes; FALSE: there is nothing to move. */
gboolean      wg_move_collect     (WgMove           *move,
                                   WgMoveKind        kind,
                                   gint32            reach);
gboolean      wg_move_is_in_range (const WgMove     *move);
/** The box around the old lines and the new ones. */
WgEnvelope    wg_move_find_box    (const WgMove     *move);
/** Sets the place where it crosses or touches. */
WgMoveVerdict wg_move_check       (WgMove           *move);

G_END_DECLS
