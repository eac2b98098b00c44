/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-coverage-private.h"

G_BEGIN_DECLS

/* A move of one vertex, or of the two ends of a segment, before it is made: wg-coverage-move.c
 * collects what moves and records it, wg-move-check.c says whether it may. */

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
  WgPoint place;          /* where it fails */
} WgMove;

#define WG_MOVE_SPOKE(move, i) (&g_array_index ((move)->spokes, WgMoveSpoke, (i)))

/** Does everything that stays keep its place among the faces, untouched? Sets the place if not. */
gboolean wg_move_check (WgMove *move);

G_END_DECLS
