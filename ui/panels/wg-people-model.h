/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-people-answer.h"

G_BEGIN_DECLS

#define WG_TYPE_PERSON_ITEM (wg_person_item_get_type ())

/** One row of the table of people: who stands there now, by id; 0 while the row is about to go. */
G_DECLARE_FINAL_TYPE (WgPersonItem, wg_person_item, WG, PERSON_ITEM, GObject)

/** Of a person, whatever becomes of the rows: what is dragged. */
WgPersonItem *wg_person_item_new    (guint32       person);
guint32       wg_person_item_get_id (WgPersonItem *self);

#define WG_TYPE_PEOPLE_MODEL (wg_people_model_get_type ())

/**
 * WgPeopleModel:
 *
 * The people of a plan as a #GListModel of #WgPersonItem, filtered and sorted by a worker. A row is a place: the items
 * that widgets hold are told who stands there now, and only how many rows there are changes, at the end and a few at a
 * time, so that no turn of the main loop makes hundreds of widgets. Follows the plan. Main thread.
 *
 * Signals:
 * - ::renewed (gboolean is_other): the rows say something else; @is_other: it was asked for another filter or order
 * - ::settled: all rows are there
 */
G_DECLARE_FINAL_TYPE (WgPeopleModel, wg_people_model, WG, PEOPLE_MODEL, GObject)

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
/** How many people are shown, also when their rows are not all there yet. */
guint          wg_people_model_count    (WgPeopleModel *self);
/** The row of a person; %G_MAXUINT when not shown. */
guint          wg_people_model_find     (WgPeopleModel *self,
                                         guint32        person);
/** A worker filters and sorts now, or rows come and go. */
gboolean       wg_people_model_is_busy  (WgPeopleModel *self);

G_END_DECLS
