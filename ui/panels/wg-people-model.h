/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-people-answer.h"
#include "wg-place-list.h"

G_BEGIN_DECLS

#define WG_TYPE_PEOPLE_MODEL (wg_people_model_get_type ())

/**
 * WgPeopleModel:
 *
 * The people of a plan as a list of places (by person), filtered and sorted by a worker. Follows the plan. Main thread.
 */
G_DECLARE_FINAL_TYPE (WgPeopleModel, wg_people_model, WG, PEOPLE_MODEL, WgPlaceList)

WgPeopleModel *wg_people_model_new      (void);
/** @plan: (nullable) */
void           wg_people_model_set_plan (WgPeopleModel *self,
                                         WgPlan        *plan);
/** As of that day: who is free, who is away. */
void           wg_people_model_set_day  (WgPeopleModel *self,
                                         WgDay          day);
/** @text: (nullable): found in names, phones, employers, grids; also by pinyin. */
void           wg_people_model_filter   (WgPeopleModel *self,
                                         WgPeopleShow   show,
                                         const char    *text);
void           wg_people_model_sort     (WgPeopleModel *self,
                                         WgPeopleColumn column,
                                         gboolean       is_descending);
/** A worker filters and sorts now, or rows come and go. */
gboolean       wg_people_model_is_busy  (WgPeopleModel *self);

G_END_DECLS
