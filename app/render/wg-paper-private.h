/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-paper.h"

G_BEGIN_DECLS

/* What is beyond the box by this much is not seen whatever its line width. Points. */
#define WG_PAPER_REACH 12.0
/* 0.07 mm of paper, in points. */
#define WG_PAPER_THINNING 0.2

/* Points of the box, y down. */
typedef struct
{
  double x;
  double y;
} WgPaperPoint;

/* Boxes in the cells of a net: which of them meet a window. */
typedef struct
{
  WgEnvelope extent;
  gint64 cell; /* mm */
  guint n_columns;
  guint n_rows;
  guint32 *first; /* by cell, one more than there are */
  guint32 *items;
  WgEnvelope *boxes; /* by item */
  guint n_items;
} WgPaperIndex;

struct _WgGround
{
  gint ref_count;
  WgPlan *plan;
  GPtrArray *layers; /* of WgLinework */
  WgPaperIndex buildings;
  WgPaperIndex barriers;
  WgPaperIndex *lines; /* by layer */
};

/* One arc on the map. */
typedef struct
{
  WgArcId id;
  guint first; /* of its points */
  guint n_points;
  WgNodeId start;
  WgNodeId end;
  WgPaperLand left;
  WgPaperLand right;
  guint8 rank;       /* 0: not drawn */
  guint8 is_near;    /* may be seen; others only close the rings of what is */
  guint8 is_outline; /* of the subject */
} WgPaperArc;

struct _WgPaperMap
{
  WgGround *ground;
  WgViewport viewport;
  WgPaperLook look;
  GArray *points; /* of WgPaperPoint */
  GArray *arcs;   /* of WgPaperArc, by id */
  GArray *units;  /* of guint32 */
  WgPaperLand whole; /* the land everywhere, where no border is in sight */
  gboolean is_whole;
  gboolean has_rank[WG_MAX_DEPTH + 1];
};

/* wg-paper-index.c */
void         wg_paper_index_init  (WgPaperIndex       *index,
                                   const WgEnvelope   *boxes, /* empty ones are never found */
                                   guint               n);
void         wg_paper_index_clear (WgPaperIndex       *index);
void         wg_paper_index_find  (const WgPaperIndex *index,
                                   const WgEnvelope   *window,
                                   GArray             *items_out);

/* wg-paper-line.c */
/* Appends a line thinned and rounded; its ends stay. Returns how many points. */
guint        wg_paper_thin        (const WgViewport   *viewport,
                                   const WgPoint      *points,
                                   guint               n_points,
                                   GArray             *out);
WgPaperPoint wg_paper_point       (const WgViewport   *viewport,
                                   WgPoint             point);
/* Adds the parts of a line that lie in the box or near it to the path; a ring when its ends meet. */
void         wg_paper_add_line    (cairo_t            *cr,
                                   const WgViewport   *viewport,
                                   const WgPaperPoint *points,
                                   guint               n_points);
/* Cuts a ring by the box and what is near it, in place: nothing is left when it lies outside. */
void         wg_paper_clip_ring   (const WgViewport   *viewport,
                                   GArray             *ring);
void         wg_paper_add_ring    (cairo_t            *cr,
                                   const GArray       *ring);

/* wg-paper-rings.c */
typedef gboolean (*WgPaperSideFunc) (const WgPaperLand *land, guint value);
/* The rings around all land that @is_in picks, clipped (element-type GArray of WgPaperPoint). */
GPtrArray   *wg_paper_map_rings   (const WgPaperMap   *map,
                                   WgPaperSideFunc     is_in,
                                   guint               value);

void         wg_paper_set_rgb     (cairo_t            *cr,
                                   guint32             rgb);

G_END_DECLS
