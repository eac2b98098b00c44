/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-page.h"
#include "../base/wg-sheet.h"
#include "wg-history.h"

G_BEGIN_DECLS

/*
 * Import of rosters (花名册), in three steps that a window and the command line share:
 *   1. a table of texts, read by exchange (wg_roster_read(), wg-roster-read.h) or from the clipboard (wg_roster_table_parse());
 *   2. wg_roster_new(): what its columns mean, what is dropped, and per person and grid what would be done;
 *   3. wg_roster_commit(): does it, as one undo step.
 */

/** What a column holds. */
typedef enum
{
  WG_ROSTER_IGNORED,
  WG_ROSTER_PERSONAL,   /* ID number, ethnicity, party, home address ...: emptied before anything else sees it */
  WG_ROSTER_STREET,     /* names of the levels above, from the top: they narrow the grid */
  WG_ROSTER_COMMUNITY,
  WG_ROSTER_GRID,       /* name, or "街道/社区/网格", or several */
  WG_ROSTER_GRID_CODE,
  WG_ROSTER_NAME,       /* of a person; of the role at hand where there is one column per role */
  WG_ROSTER_PHONE,
  WG_ROSTER_ROLE,
  WG_ROSTER_EMPLOYER,
  WG_ROSTER_POST,
  WG_ROSTER_FROM,
  WG_ROSTER_TO,
  WG_ROSTER_PART,       /* 负责楼栋 */
  WG_ROSTER_LEADER,     /* leader of the grid, where the row is of somebody else: tells which grid */
  WG_ROSTER_NOTE,
  WG_ROSTER_N_MEANINGS,
} WgRosterMeaning;

/** One column of the table. */
typedef struct
{
  char *heading;        /* the rows of the heading joined by "/": "网格员/姓名" */
  WgRosterMeaning meaning;
  gboolean has_role;    /* a column of one role: "网格长", "网格长电话" */
  guint role;           /* WgRole */
  char *title;          /* of %WG_ROLE_OTHER */
  guint post_type;      /* WgPostType that the heading says ("专职网格员"), or 0 */
  guint group;          /* names and phones with the same number belong together */
} WgRosterColumn;

/**
 * WgRosterTable:
 *
 * A sheet as it was read, before anything is decided: cells are tidy texts (no blanks at the ends or between Chinese
 * letters, full width made half), merged cells are filled, all rows have all columns.
 */
typedef struct
{
  gint ref_count;
  char *source;         /* the file, or NULL */
  char *name;           /* the sheet */
  GPtrArray *rows;      /* of char ** ended by NULL; headings too */
  GArray *row_numbers;  /* of guint: in the file, from 1 */
  guint n_columns;
  guint n_heading;      /* how many of the first rows are headings (with a title above them) */
  GPtrArray *columns;   /* of WgRosterColumn */
  GHashTable *identities; /* numbers of the rows in which an identity number stood outside its column: taken out */
} WgRosterTable;

typedef enum
{
  WG_ROSTER_NEW,          /* a person or an assignment that was not there */
  WG_ROSTER_CHANGED,      /* the person is known: phone, employer ... differ */
  WG_ROSTER_SAME,
  WG_ROSTER_AMBIGUOUS,    /* several grids or several people of that name */
  WG_ROSTER_UNKNOWN_GRID, /* the person comes in, the assignment does not */
  WG_ROSTER_REJECTED,     /* no name, or nothing to be done with */
  WG_ROSTER_N_STATES,
} WgRosterState;

typedef enum
{
  WG_ROSTER_PHONE_MISSING = 1 << 0,
  WG_ROSTER_PHONE_BAD = 1 << 1,      /* kept as it is */
  WG_ROSTER_PHONE_MENDED = 1 << 2,   /* ".0", full width, +86, blanks */
  WG_ROSTER_PHONE_LOST = 1 << 3,     /* scientific notation that lost digits: left empty */
  WG_ROSTER_ZERO_LOST = 1 << 4,      /* an area code lost its leading 0: put back */
  WG_ROSTER_TWICE = 1 << 5,          /* the same person stands in an earlier row: one person */
  WG_ROSTER_SAME_NAME = 1 << 6,      /* another person of that name with another phone */
  WG_ROSTER_NO_GRID = 1 << 7,        /* the row names no grid */
  WG_ROSTER_GRID_UNKNOWN = 1 << 8,
  WG_ROSTER_GRID_AMBIGUOUS = 1 << 9,
  WG_ROSTER_NO_NAME = 1 << 10,
  WG_ROSTER_BAD_DAY = 1 << 11,       /* left open */
  WG_ROSTER_SECOND_LEADER = 1 << 12, /* the grid has another leader already */
  WG_ROSTER_BY_LEADER = 1 << 13,     /* the grid was told by its leader's name */
  WG_ROSTER_IDENTITY = 1 << 14,      /* an identity number stood in a cell: taken out */
  WG_ROSTER_PERSON_AMBIGUOUS = 1 << 15, /* several known people fit */
} WgRosterReasons;

/** One person in one grid, as a row (or a part of one) says. A plain value; texts belong to the roster. */
typedef struct
{
  guint row;            /* in the file, from 1 */
  WgRosterState state;
  WgRosterReasons reasons;
  const char *name;
  const char *phone;    /* tidy */
  const char *employer;
  const char *note;
  guint post_type;
  guint role;
  const char *title;
  const char *part;
  const char *grid_text; /* as the row names it: "柳塘街道/北塘社区/第一网格" */
  guint32 grid;         /* 0: none */
  guint32 person;       /* known one; 0: new */
  guint new_person;     /* new ones are counted from 1: rows with the same number are one person */
  WgDay from;
  WgDay to;
  guint32 assignment;   /* the present one that it is, or 0 */
} WgRosterItem;

typedef struct
{
  guint mode;           /* WgMode of the assignments */
  WgDay day;            /* from when assignments hold whose rows say nothing; 0: open */
  gboolean replaces;    /* who has a role in a grid of the roster and is not in it any more ends the day before @day
                         * (which must be given then) */
} WgRosterOptions;

/**
 * WgRoster:
 *
 * What an import would do: for the preview, the report and the commit. Immutable once made.
 */
typedef struct _WgRoster WgRoster;

WgRosterTable *wg_roster_table_new   (const char         *source,
                                      const char         *name);
/** While others have it nobody changes it. Any thread. */
WgRosterTable *wg_roster_table_ref   (WgRosterTable      *table);
/** Gives back one reference. */
void           wg_roster_table_free  (WgRosterTable      *table);
/** @cells: (array length=n): copied and tidied. */
void           wg_roster_table_add_row (WgRosterTable    *table,
                                      guint               number,
                                      const char *const  *cells,
                                      guint               n);
/** The rows of a sheet. Finished when it returns. @source: (nullable): the file. */
WgRosterTable *wg_roster_table_new_from_page (const char *source,
                                      const WgPage       *page);
/** Text of the clipboard (wg_page_parse_text()), or HTML of it. Finished when it returns. */
WgRosterTable *wg_roster_table_parse (const char         *text);
WgRosterTable *wg_roster_table_parse_html (const char    *text);
/** Finds the headings, what the columns hold, fills merged cells; empties personal columns. After the last row. */
void           wg_roster_table_finish (WgRosterTable     *table);
/** Another meaning for a column, before wg_roster_new(). A personal one stays empty whatever it is called. */
void           wg_roster_table_set   (WgRosterTable      *table,
                                      guint               column,
                                      WgRosterMeaning     meaning,
                                      guint               role);

/** @options: (nullable). @table: may be freed afterwards. Any thread that owns @plan. */
WgRoster      *wg_roster_new         (WgPlan             *plan,
                                      const WgRosterTable *table,
                                      const WgRosterOptions *options);
WgRoster      *wg_roster_ref         (WgRoster           *self);
/** Gives back one reference. Any thread. */
void           wg_roster_free        (WgRoster           *self);
guint          wg_roster_count       (const WgRoster     *self);
const WgRosterItem *wg_roster_get    (const WgRoster     *self,
                                      guint               index);
guint          wg_roster_count_state (const WgRoster     *self,
                                      WgRosterState       state);
/** How many new people, changed people, new assignments, ended assignments it makes. */
void           wg_roster_get_sums    (const WgRoster     *self,
                                      guint               sums_out[4]);
/** (element-type utf8): headings of the columns that were dropped because they hold personal data. */
const GPtrArray *wg_roster_get_dropped (const WgRoster   *self);
const WgRosterTable *wg_roster_get_table (const WgRoster *self);
/** Decides where the roster could not: @grid for an item (0: none). */
void           wg_roster_set_grid    (WgRoster           *self,
                                      guint               index,
                                      guint32             grid);
/** Whether an item takes part in the commit; ambiguous, unknown and rejected ones bring no assignment in any case. */
void           wg_roster_set_taken   (WgRoster           *self,
                                      guint               index,
                                      gboolean            is_taken);
gboolean       wg_roster_is_taken    (const WgRoster     *self,
                                      guint               index);
/** One undo step, "people-import". %WG_PLAN_ERROR_NOTHING, _BUSY; what the journal says. Main thread. */
gboolean       wg_roster_commit      (WgRoster           *self,
                                      WgHistory          *history,
                                      GError            **error);
/** The same in a worker, which a window wants; nothing is taken when cancelled. Progress is told on the worker. */
void           wg_roster_commit_async (WgRoster          *self,
                                      WgHistory          *history,
                                      const WgProgress   *progress,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean       wg_roster_commit_finish (WgHistory        *history,
                                      GAsyncResult       *result,
                                      GError            **error);
/** (transfer full): the rows that did not come in whole, as they stood, without personal columns. */
WgSheet       *wg_roster_make_rejects (const WgRoster    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRosterTable, wg_roster_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRoster, wg_roster_free)

G_END_DECLS
