/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-aggregate.h"
#include "../../app/plan/wg-rebalance.h"
#include "../../app/plan/wg-subdivide.h"
#include "../../app/render/wg-viewport.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_PROPOSAL_N_COLORS 7
#define WG_PROPOSAL_NEAR_SCALE 2.5e-4 /* pixels for a millimetre from which on buildings are seen */

/** One grid of a proposal, as it is drawn. */
typedef struct
{
  WgShape *shape;
  WgEnvelope extent;  /* of it */
  WgPoint place;      /* inside it, for its number */
  gboolean has_place;
  guint color;        /* place in the palette */
  char *name;         /* "" for a grid that is new */
  gint64 amount;      /* households */
  gboolean is_in_band;
  gboolean is_exempt; /* no band holds for it */
  gboolean is_estimated; /* of the amount: some of its buildings were worked out */
} WgProposalPart;

/** Why one grid, or all of a parent, is not as it was asked for. */
typedef struct
{
  char *sentence;
  WgEnvelope extent;  /* where; may be empty */
} WgProposalTrouble;

/**
 * WgProposal:
 *
 * One way to divide or to join grids, as a window shows it beside others; whoever accepts it runs the
 * command of its kind. Nothing in it changes once it is made, so a worker may read it.
 */
typedef struct
{
  int ref_count;
  char *title;
  WgSubdivideProposal *subdivision; /* one of the three */
  WgAggregation *aggregation;
  WgRebalance *rebalance;           /* drawn as the grids of before, with the new borders over them */
  GPtrArray *parts;                 /* of WgProposalPart */
  WgEnvelope extent;
  WgPartBand band;
  guint n_parts;
  guint n_in_band;
  guint n_small;
  guint n_large;
  guint n_cut;                      /* buildings cut */
  guint n_estimated;                /* buildings whose households were worked out */
  gboolean is_estimated;            /* some part's amount is */
  double worst_deviation;
  double compactness;
  double along_m;                   /* of new borders on streets, rivers, walls */
  double inside_m;                  /* through blocks */
  double crossed_m;                 /* of streets, rivers, walls that lie inside grids */
  double gap_m;                     /* along gaps between buildings: no streets are known there */
  GPtrArray *troubles;              /* of WgProposalTrouble */
} WgProposal;

WgProposal *wg_proposal_ref               (WgProposal           *proposal);
/** Gives one reference back. */
void        wg_proposal_free              (WgProposal           *proposal);
/** Takes @subdivision over. @plan: only read. */
WgProposal *wg_proposal_new_subdivision   (WgPlan               *plan,
                                           const char           *title,
                                           WgSubdivideProposal  *subdivision);
/** Takes @aggregation over. */
WgProposal *wg_proposal_new_aggregation   (WgPlan               *plan,
                                           const char           *title,
                                           WgAggregation        *aggregation,
                                           const WgPartBand     *band);
/** Takes @rebalance over. */
WgProposal *wg_proposal_new_rebalance     (WgPlan               *plan,
                                           const char           *title,
                                           WgRebalance          *rebalance);
/** The land before anything is proposed: the grids of @depth below the parents, else the parents. */
WgProposal *wg_proposal_new_land          (WgPlan               *plan,
                                           const GArray         *parents,
                                           guint                 depth);
/** Do both make the same grids? */
gboolean    wg_proposal_is_like           (const WgProposal     *a,
                                           const WgProposal     *b);
/** "23 grids · 22 in the band, 1 too large": (transfer full). */
char       *wg_proposal_count             (const WgProposal     *proposal);
/** The other numbers of it, on lines of their own: (transfer full). */
char       *wg_proposal_describe          (const WgProposal     *proposal);
/** What an aggregation makes of the grids of each property type, before and after; hidden for others. */
void        wg_proposal_fill_table        (const WgProposal     *proposal,
                                           GtkGrid              *table);
/** The grids in their colours, those outside the band hatched, all of it in a box from (0, 0). */
void        wg_proposal_paint_small       (const WgProposal     *proposal,
                                           cairo_t              *cr,
                                           double                width,
                                           double                height);
/** The same over a map, which shows through where it is near. */
void        wg_proposal_paint_land        (const WgProposal     *proposal,
                                           cairo_t              *cr,
                                           const WgViewport     *view);
/** The borders, and the numbers that have room. */
void        wg_proposal_paint_borders     (const WgProposal     *proposal,
                                           cairo_t              *cr,
                                           const WgViewport     *view);
/** Marks over it. @centres: (element-type WgPoint) */
void        wg_proposal_paint_centres     (const GArray         *centres,
                                           cairo_t              *cr,
                                           const WgViewport     *view);
/** How many grids have how many households, with the band behind. @ink: of the numbers */
void        wg_proposal_paint_histogram   (const WgProposal     *proposal,
                                           cairo_t              *cr,
                                           const GdkRGBA        *ink,
                                           double                width,
                                           double                height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgProposal, wg_proposal_free)

G_END_DECLS
