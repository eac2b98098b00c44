/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-arc-index.h"

G_BEGIN_DECLS

#define WG_DRAFT_NONE G_MAXUINT32
#define WG_DRAFT_MAX_NEW 2

/**
 * WgBorderDraft:
 *
 * One line of a coverage while its vertices are changed, among the segments near it. Each step
 * replaces one vertex by none, one or two others and is refused when the line would touch or cross
 * a segment (its own ones too) or pass over a vertex: what is left of the line stays left of it.
 * The ends never move. Exact. A plain value, any thread.
 */
typedef struct
{
  GArray *points;    /* of WgPoint, by vertex */
  GArray *before;    /* of guint32: the vertex before, or WG_DRAFT_NONE */
  GArray *after;     /* of guint32: the vertex behind, or WG_DRAFT_NONE */
  GArray *obstacles; /* of WgPoint: two a segment */
  WgArcIndex index;  /* of the segments of the line and of the obstacles */
  GArray *near;      /* of guint32: what a query found */
} WgBorderDraft;

void     wg_border_draft_init         (WgBorderDraft       *draft);
void     wg_border_draft_clear        (WgBorderDraft       *draft);
/** Forgets the line and the obstacles. */
void     wg_border_draft_reset        (WgBorderDraft       *draft);
/** A segment that the line must not meet; once or more often. */
void     wg_border_draft_add_obstacle (WgBorderDraft       *draft,
                                       WgPoint              a,
                                       WgPoint              b);
/** Takes the line; its vertices are 0 to @n_points - 1. The obstacles stay. */
void     wg_border_draft_set_line     (WgBorderDraft       *draft,
                                       const WgPoint       *points,
                                       guint                n_points);
/** Appends the line as it is to @points_out (of WgPoint). */
void     wg_border_draft_get_line     (const WgBorderDraft *draft,
                                       GArray              *points_out);
/**
 * wg_border_draft_replace:
 * @vertex: not an end of the line
 * @points: what comes in its place, @n_points of them: 0 to %WG_DRAFT_MAX_NEW
 *
 * Returns: FALSE when the step is refused and nothing has changed. New vertices have the next
 *   numbers; @vertex is gone.
 */
gboolean wg_border_draft_replace      (WgBorderDraft       *draft,
                                       guint32              vertex,
                                       const WgPoint       *points,
                                       guint                n_points);

static inline WgPoint
wg_border_draft_point (const WgBorderDraft *draft, guint32 vertex)
{
  return g_array_index (draft->points, WgPoint, vertex);
}

static inline guint32
wg_border_draft_before (const WgBorderDraft *draft, guint32 vertex)
{
  return g_array_index (draft->before, guint32, vertex);
}

static inline guint32
wg_border_draft_after (const WgBorderDraft *draft, guint32 vertex)
{
  return g_array_index (draft->after, guint32, vertex);
}

G_END_DECLS
