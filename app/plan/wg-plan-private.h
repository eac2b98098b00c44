/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-code-book.h"
#include "wg-plan-index.h"
#include "wg-plan.h"
#include "wg-tally-index.h"

G_BEGIN_DECLS

struct _WgPlan
{
  GObject parent_instance;

  char *name;
  char *wanted_crs;
  WgFrame *frame;
  WgCoverage *coverage;
  GArray *levels;     /* of WgLevel */
  GPtrArray *grids;   /* of WgGrid, by id, with holes */
  WgBuildingSet *buildings; /* nullable */
  WgBarrierSet *barriers;   /* nullable */
  WgAddressSet *addresses;  /* nullable */
  WgPeople *people;
  WgCodeBook *code_book;    /* (nullable): codes of the other schemes */
  WgPlanIndex *index;       /* made when first needed */
  WgTallyIndex *tally;      /* made when first needed */
  WgTallyIndex *offered;    /* nullable: made elsewhere, for buildings that are about to come */
  GHashTable *rows;   /* (nullable) of WgGridRow: what was asked of the codes in use */
  guint n_locked;     /* how many of them are locked */
};

/* @grid: (nullable): %NULL takes it away. Keeps nothing else up. */
void         wg_plan_set_grid      (WgPlan         *self,
                                    guint32         id,
                                    WgGrid         *grid);
/* Brings the grids and what is derived to their state after (or before) @change, whose coverage
 * rows are already so. Fails, changing nothing, when the grids are not as @change expects them.
 * Emits nothing. */
gboolean     wg_plan_follow_change (WgPlan         *self,
                                    const WgChange *change,
                                    gboolean        backwards,
                                    GError        **error);
void         wg_plan_emit_changed  (WgPlan         *self,
                                    const WgChange *change,
                                    gboolean        backwards);
WgPlanIndex *wg_plan_get_index     (WgPlan         *self);
WgTallyIndex *wg_plan_get_tally_index (WgPlan       *self);
/* @counted: (nullable): a snapshot in which a worker has made the change that comes next: what it counted is
 * taken over with that change, not counted again; %NULL takes the offer back. */
void         wg_plan_offer_tally     (WgPlan        *self,
                                      WgPlan        *counted);
gboolean     wg_plan_has_tally_index (WgPlan        *self);
/* Exchanges the content of two plans, without a signal. */
void         wg_plan_swap_content  (WgPlan         *self,
                                    WgPlan         *other);
void         wg_level_clear        (WgLevel        *level);

G_END_DECLS
