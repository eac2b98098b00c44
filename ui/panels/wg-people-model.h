/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-plan.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define WG_TYPE_PERSON_ITEM (wg_person_item_get_type ())

/** One row of the table of people: a person of the plan by id. */
G_DECLARE_FINAL_TYPE (WgPersonItem, wg_person_item, WG, PERSON_ITEM, GObject)

guint32 wg_person_item_get_id (WgPersonItem *self);

/** What the table shows and sorts by; the numbers are those of its columns. */
typedef enum
{
  WG_PEOPLE_COLUMN_NAME,
  WG_PEOPLE_COLUMN_PHONE,
  WG_PEOPLE_COLUMN_PLACES, /* grids and roles */
  WG_PEOPLE_COLUMN_POST,
  WG_PEOPLE_COLUMN_EMPLOYER,
  WG_PEOPLE_COLUMN_STATE,
  WG_PEOPLE_N_COLUMNS,
} WgPeopleColumn;

typedef enum
{
  WG_PEOPLE_SHOW_ACTIVE,
  WG_PEOPLE_SHOW_FREE,     /* of no grid that day */
  WG_PEOPLE_SHOW_AWAY,     /* on leave */
  WG_PEOPLE_SHOW_NO_PHONE, /* without a phone, or with one that cannot be right */
  WG_PEOPLE_SHOW_LEFT,     /* not active any more */
  WG_PEOPLE_SHOW_ALL,
} WgPeopleShow;

typedef enum
{
  WG_PERSON_ANSWERS, /* for a grid */
  WG_PERSON_FREE,
  WG_PERSON_AWAY,
  WG_PERSON_LEFT,
} WgPersonState;

#define WG_TYPE_PEOPLE_MODEL (wg_people_model_get_type ())

/**
 * WgPeopleModel:
 *
 * The people of a plan as a #GListModel of #WgPersonItem, filtered and sorted by a worker; rows are made when a widget
 * asks for them. Follows the plan; keeps the rows that stay, so that a table does not jump. Emits ::settled when what
 * was asked for is shown. Main thread.
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
/** The row of a person; %G_MAXUINT when not shown. */
guint          wg_people_model_find     (WgPeopleModel *self,
                                         guint32        person);
/** A worker filters and sorts now. */
gboolean       wg_people_model_is_busy  (WgPeopleModel *self);

WgPersonState  wg_person_get_state      (const WgPeople *people,
                                         const WgPerson *person,
                                         WgDay           day);
/** The grids for which somebody answers that day, with the roles: "3网格 Grid leader; …". (transfer full) */
char          *wg_person_get_places     (WgPlan         *plan,
                                         guint32         person,
                                         WgDay           day);

G_END_DECLS
