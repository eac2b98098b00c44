/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-plan.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** What the table of people shows and sorts by; the numbers are those of its columns. */
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

WgPersonState wg_person_get_state  (const WgPeople *people,
                                    const WgPerson *person,
                                    WgDay           day);
/** The grids for which somebody answers that day, with the roles: "3网格 Grid leader; …". (transfer full) */
char         *wg_person_get_places (WgPlan         *plan,
                                    guint32         person,
                                    WgDay           day);

/**
 * WgPeopleWork:
 *
 * What a worker made of people and can use again while they stay the same: their texts packed for the search, and
 * their order by one column. Immutable, counted by reference (atomic).
 */
typedef struct _WgPeopleWork WgPeopleWork;

/** What is asked of a plan's people. */
typedef struct
{
  WgPlan *plan; /* a snapshot that belongs to the worker */
  guint stamp;  /* differs whenever names, people or grids differ */
  WgDay day;
  WgPeopleShow show;
  const char *text; /* (nullable) */
  WgPeopleColumn column;
  gboolean is_descending;
} WgPeopleQuestion;

WgPeopleWork *wg_people_work_ref   (WgPeopleWork           *work);
void          wg_people_work_unref (WgPeopleWork           *work);
/**
 * wg_people_answer:
 * @work: (inout) (nullable): of an earlier question, replaced when it does not serve for this one
 *
 * Who is to be shown, in order. Ties keep the order of ids in both directions: a second sort does not shuffle.
 *
 * Returns: (transfer full) (element-type guint32): ids; %NULL when cancelled
 */
GArray       *wg_people_answer     (const WgPeopleQuestion *question,
                                    WgPeopleWork          **work,
                                    GCancellable           *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgPeopleWork, wg_people_work_unref)

G_END_DECLS
