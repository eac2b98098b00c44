/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-text-pack.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/** The texts of one kind of thing, made of its source; immutable once filled, counted by reference (atomic). */
typedef struct
{
  gint ref_count;
  GPtrArray *grids;   /* of WgGrid, by id; or */
  WgPeople *people;   /* or */
  WgBuildingSet *buildings;
  WgTextPack *texts;  /* NULL: not filled */
  GArray *ids;        /* of guint32, by row */
} WgFinderIndex;

/** Of what the plan has now: @known (nullable) again when it is of the same. Main thread. (transfer full)
 *  (nullable): there is nothing of the kind. */
WgFinderIndex *wg_finder_index_of_grids     (WgFinderIndex *known,
                                             WgPlan        *plan);
WgFinderIndex *wg_finder_index_of_people    (WgFinderIndex *known,
                                             WgPlan        *plan);
WgFinderIndex *wg_finder_index_of_buildings (WgFinderIndex *known,
                                             WgPlan        *plan);
/** Makes the texts where there are none. Any thread. */
void           wg_finder_index_fill         (WgFinderIndex *index);
WgFinderIndex *wg_finder_index_ref          (WgFinderIndex *index);
void           wg_finder_index_unref        (WgFinderIndex *index);

G_END_DECLS
