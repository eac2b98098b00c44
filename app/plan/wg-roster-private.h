/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-roster.h"

G_BEGIN_DECLS

#define WG_ROSTER_IDENTITY_DIGITS 18

struct _WgRoster
{
  gint ref_count;
  WgRosterTable *table;    /* a copy */
  WgRosterOptions options;
  WgPlan *plan;            /* for wg_roster_set_grid(); referenced */
  WgPeople *people;
  GArray *items;           /* of WgRosterItem */
  GArray *taken;           /* of gboolean */
  GPtrArray *dropped;      /* of char * */
  GStringChunk *texts;
  guint n_new_people;
};

/** Does the roster say something of @person that is not known? */
gboolean        wg_roster_has_news      (const WgPerson     *person,
                                         const WgRosterItem *item);

/* wg-roster-words.c: what cells say. */

/** (transfer full): half width, no blanks at the ends or between Chinese letters; lines stay. */
char           *wg_roster_tidy          (const char         *cell);
/** What a heading says of its column: meaning, role, title and post type. */
void            wg_roster_read_heading  (WgRosterColumn     *column);
/** Is it (part of) a heading? */
gboolean        wg_roster_is_heading    (const char         *cell);
/** An identity number with the right check digit, somewhere in @text; %NULL when there is none. */
const char     *wg_roster_find_identity (const char         *text);
/** A word that only says something personal: an ethnicity, a party. */
gboolean        wg_roster_is_personal   (const char         *cell);
/** A row below or between the people: sums, who filled in the form. */
gboolean        wg_roster_is_remark     (const char         *cell);
/** (transfer full): the parts of a cell with several names or phones: "张三、李四". */
char          **wg_roster_split         (const char         *cell);

/* wg-roster-grids.c: which grids cells name. */

typedef struct _WgRosterGrids WgRosterGrids;

WgRosterGrids  *wg_roster_grids_new     (WgPlan             *plan);
void            wg_roster_grids_free    (WgRosterGrids      *self);
/** "第一、二、三网格" -> "第一网格", "第二网格", "第三网格". (transfer full) */
char          **wg_roster_grids_expand  (const char         *cell);
/**
 * wg_roster_grids_find:
 * @above: (array length=n_above): names of levels above, from the top; "" says nothing
 * @found_out: (element-type guint32): emptied, then the grids that it may be
 */
void            wg_roster_grids_find    (WgRosterGrids      *self,
                                         const char         *name,
                                         const char *const  *above,
                                         guint               n_above,
                                         GArray             *found_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRosterGrids, wg_roster_grids_free)

G_END_DECLS
