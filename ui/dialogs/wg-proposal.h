/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-aggregate.h"
#include "../../app/plan/wg-rebalance.h"
#include "../../app/plan/wg-subdivide.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_PROPOSAL_N_COLORS 7

/** One grid of a proposal, as it is drawn. */
typedef struct
{
  WgShape *shape;
  WgEnvelope extent;  /* of it */
  guint color;        /* place in the palette */
  char *name;         /* "" for a grid that is new */
  gint64 amount;      /* households */
  gboolean is_in_band;
  gboolean is_exempt; /* no band holds for it */
  gboolean is_estimated; /* of the amount: some of its buildings were worked out */
} WgProposalPart;

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
  WgShape *outline;                 /* (nullable): the land of the parents */
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
  char *troubles;                   /* "" or lines of sentences */
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
/** "23 grids · 22 in the band · …": (transfer full). */
char       *wg_proposal_describe          (const WgProposal     *proposal);
/** What an aggregation makes of the grids of each property type, before and after; hidden for others. */
void        wg_proposal_fill_table        (const WgProposal     *proposal,
                                           GtkGrid              *table);
/** The grids in their colours, those outside the band hatched, into a box from (0, 0). */
void        wg_proposal_paint             (const WgProposal     *proposal,
                                           cairo_t              *cr,
                                           double                width,
                                           double                height,
                                           gboolean              has_numbers);
/** How the picture lies in such a box, from millimetres; returns its scale, 0: there is nothing. */
double      wg_proposal_get_map           (const WgProposal     *proposal,
                                           double                width,
                                           double                height,
                                           cairo_matrix_t       *map_out);
/** Marks over it. @centres: (element-type WgPoint) */
void        wg_proposal_paint_centres     (const WgProposal     *proposal,
                                           const GArray         *centres,
                                           cairo_t              *cr,
                                           double                width,
                                           double                height);
/** How many grids have how many households, with the band behind. */
void        wg_proposal_paint_histogram   (const WgProposal     *proposal,
                                           cairo_t              *cr,
                                           double                width,
                                           double                height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgProposal, wg_proposal_free)

G_END_DECLS
