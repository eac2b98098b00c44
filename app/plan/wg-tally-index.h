/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-building-set.h"
#include "wg-plan.h"
#include "wg-tally.h"

G_BEGIN_DECLS

/**
 * WgTallyIndex:
 *
 * The tallies of all faces and grids of a plan, and the face of each building. Kept up with every
 * edit for the cost of the edit: a #WgTallyChange is worked out while the coverage is in its state
 * after and the grids in theirs before, then it is applied, or looked at and dropped.
 */
typedef struct _WgTallyIndex WgTallyIndex;
typedef struct _WgTallyChange WgTallyChange;

/** A grid's record after a change; NULL when it is absent then. Borrowed. */
typedef struct
{
  guint32 id;
  const WgGrid *after;
} WgGridAfter;

/** One face that a change meets. */
typedef struct
{
  WgFaceId face;
  gboolean had, has;
  guint32 owner_before, owner_after;
  WgTally before, after;
} WgFaceTally;

/** What a grid wins and loses. */
typedef struct
{
  guint32 grid; /* 0: nobody's */
  WgTally difference;
} WgGridTally;

/** The buildings whose land passes from one owner to another. */
typedef struct
{
  guint32 from, to; /* owners themselves; 0: nobody */
  WgCount households;
} WgOwnerFlow;

/** @buildings: (nullable). Counts everything; the plan is borrowed and owns the index. */
WgTallyIndex  *wg_tally_index_new      (WgPlan                 *plan,
                                        WgBuildingSet          *buildings);
/** Belongs to @plan from now on, whose land and grids are the same. */
void           wg_tally_index_move     (WgTallyIndex           *self,
                                        WgPlan                 *plan);
gboolean       wg_tally_index_is_of    (const WgTallyIndex     *self,
                                        const WgBuildingSet    *buildings);
void           wg_tally_index_free     (WgTallyIndex           *self);
/** @grid: 0 is what nobody owns, the outside too. */
void           wg_tally_index_get      (const WgTallyIndex     *self,
                                        guint32                 grid,
                                        WgTally                *tally_out);
/** The face of the building at @index of the set. */
WgFaceId       wg_tally_index_get_face (const WgTallyIndex     *self,
                                        guint                   index);

/** The same of the plan's own index; it has counted (wg_plan_get_tally()) before threads ask. */
WgFaceId       wg_plan_get_building_face (WgPlan               *self,
                                          guint                 index);

/** How many buildings stand on @face (0: outside the map); @first_out: the index of one of them. */
guint          wg_tally_index_count    (const WgTallyIndex     *self,
                                        WgFaceId                face,
                                        guint                  *first_out);

/** @buildings: (nullable): those of the index with other shares; %NULL: their shares stay as they are.
 *  @rows: (nullable); @grids: (nullable) (element-type WgGridAfter): the records that change. */
WgTallyChange *wg_tally_change_new     (WgTallyIndex           *index,
                                        const WgCoverageChange *rows,
                                        gboolean                backwards,
                                        const GArray           *grids,
                                        WgBuildingSet          *buildings);
void           wg_tally_change_free    (WgTallyChange          *self);
/** (element-type WgGridTally): each grid once; a difference may be nothing. */
const GArray  *wg_tally_change_grids   (const WgTallyChange    *self);
/** (element-type WgFaceTally) */
const GArray  *wg_tally_change_faces   (const WgTallyChange    *self);
/** (transfer full) (element-type WgOwnerFlow): each pair of owners once, in no order. */
GArray        *wg_tally_change_collect_flows (const WgTallyChange *self);
void           wg_tally_index_apply    (WgTallyIndex           *self,
                                        const WgTallyChange    *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTallyIndex, wg_tally_index_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgTallyChange, wg_tally_change_free)

G_END_DECLS
