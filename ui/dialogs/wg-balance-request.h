/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-proposal.h"

G_BEGIN_DECLS

typedef enum
{
  WG_BALANCE_SUBDIVIDE, /* grids are cut into smaller ones */
  WG_BALANCE_AGGREGATE, /* small grids are joined */
  WG_BALANCE_REBALANCE, /* as few households as can be move until all are in the band */
} WgBalanceMode;

/** What a worker is asked for: one proposal. Owned as one value. */
typedef struct
{
  WgPlan *plan;    /* a snapshot */
  GArray *parents; /* of guint32 */
  gboolean is_all; /* these are every grid of their level */
  char *title;     /* of the proposal */
  WgBalanceMode mode;
  guint depth;     /* of the grids that come out */
  WgPartitionTerms terms;
  /* Of a subdivision. */
  WgWorkload workload;
  WgCompoundColumn compound_column;
  char *compounds_path; /* nullable: a file of areas */
  GArray *centres;      /* nullable, of WgPoint */
  char *centres_path;   /* nullable: a file of points */
  WgSubdivideProposal *before; /* nullable: only its bad parts are divided anew */
  /* Of a rebalance. */
  gboolean only_bad;
} WgBalanceRequest;

void        wg_balance_request_free (WgBalanceRequest       *request);
/** Any thread that owns @request: what the engine says; (transfer full). */
WgProposal *wg_balance_request_run  (const WgBalanceRequest *request,
                                     const WgProgress       *progress,
                                     GCancellable           *cancellable,
                                     GError                **error);
/** Makes the grids of a proposal, as one undo step. */
gboolean    wg_proposal_commit      (const WgProposal       *proposal,
                                     WgHistory              *history,
                                     GError                **error);
/** The same as a #WgChangeMaker, for wg_history_make_async(). */
WgChange   *wg_proposal_make_change (WgPlan                 *plan,
                                     gpointer                proposal,
                                     GCancellable           *cancellable,
                                     GError                **error);
/** A card with the picture, the numbers and the histogram of a proposal, which is borrowed. */
GtkWidget  *wg_proposal_card_new    (WgProposal             *proposal);
/** Another proposal, called @title, came out like that of @card: both titles stand on it. */
void        wg_proposal_card_add_title (GtkWidget           *card,
                                        const char          *title);

G_END_DECLS
