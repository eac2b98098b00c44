/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-build.h"
#include "wg-plan.h"

G_BEGIN_DECLS

/** Why a row of a file did not become a grid, or became one that needs a look. The reader notes what
 *  the file itself shows, also missing codes and names and codes that an earlier row has; the plan
 *  adds codes that the project has already and NO_PARENT. */
typedef enum
{
  WG_ROW_NO_GEOMETRY,       /* the reader got no geometry (e.g. wrong nesting); rejected */
  WG_ROW_NOT_POLYGON,       /* points or lines; rejected */
  WG_ROW_OUT_OF_RANGE,      /* not finite, or too far from the project; rejected */
  WG_ROW_UNREADABLE,        /* the driver failed on it; rejected */
  WG_ROW_INVALID_GEOMETRY,  /* crosses itself, open ring: repaired */
  WG_ROW_DUPLICATE_CODE,    /* another row, or a grid of the project, has its code: kept */
  WG_ROW_MISSING_CODE,      /* got a code by rule */
  WG_ROW_MISSING_NAME,
  WG_ROW_BAD_TEXT,          /* bytes that are no text in the found encoding: replaced */
  WG_ROW_BAD_NUMBER,        /* a count that is no number (detail): not known */
  WG_ROW_PERSONAL_DATA,     /* (row 0) a column that may hold residents' data was left out */
  WG_ROW_UNMAPPED_FIELD,    /* (row 0) a column that was not brought in */
  WG_ROW_OTHER_LAYER,       /* (row 0) the file has another layer (field) with areas */
  WG_ROW_MISSING_PART,      /* (row 0) a file that belongs to it (field) did not come along */
  WG_ROW_UNREAD_MEMBER,     /* (row 0) a file of the archive (field) could not be read */
  WG_ROW_AXES_SWAPPED,      /* (row 0) y came before x: read the other way round */
  WG_ROW_CRS_DOUBTED,       /* (row 0) the file says a CRS (detail) that its numbers contradict */
  WG_ROW_CRS_GUESSED,       /* (row 0) the CRS (detail) was told by what is in the project */
  WG_ROW_SHIFT_READ,        /* (row 0) the file says that it is shifted (field: gcj02, bd09): taken
                               back */
  WG_ROW_SHIFT_SUSPECTED,   /* (row 0) shifted from (field: gcj02, bd09) it would fit the project
                               better (detail: metres before and after) */
  WG_ROW_LINES_JOINED,      /* (row 0) polygons were made of (detail) loose lines */
  WG_ROW_GAP_BRIDGED,       /* a gap (detail: metres) at the end of a line was closed */
  WG_ROW_LINE_TRIMMED,      /* the end of a line stood over by (detail) metres */
  WG_ROW_LINE_UNUSED,       /* a line, or a piece (detail: metres) of one, encloses nothing */
  WG_ROW_TEXT_UNUSED,       /* a text (detail) of a drawing stands in no polygon, or is one too many */
  WG_ROW_PARENTS_NAMED,     /* (row 0) rows name (detail) grids of the level above (field) that are not
                               there: they can be made of these, see WgParentRule */
  WG_ROW_NO_PARENT,         /* lies in no grid of a higher level */
  WG_ROW_NO_LAND,           /* others have all of its land (e.g. imported twice); rejected */
  WG_ROW_REPEATED,          /* the same building as row (detail), all of it the same; rejected */
  WG_ROW_SAME_PLACE,        /* has the outline of row (detail) and other values: kept, both count */
} WgRowProblemKind;

typedef struct
{
  WgRowProblemKind kind;
  guint row;    /* 1-based place in the file; 0: the file as a whole */
  char *field;  /* nullable */
  char *detail; /* a value, for the sentence; nullable */
  char *layer;  /* of the file, where several were read, with @row counted in it; nullable */
  gboolean has_place;
  WgPoint place;
} WgRowProblem;

WgRowProblem *wg_row_problem_new          (WgRowProblemKind  kind,
                                           guint             row,
                                           const char       *field,
                                           const char       *detail);
void          wg_row_problem_free         (WgRowProblem     *problem);
/** TRUE when a row with it did not become a grid. */
gboolean      wg_row_problem_is_rejection (WgRowProblemKind  kind);

/** One grid that a file brings, in the project's millimetres. */
typedef struct
{
  guint row;
  char *code;        /* "" when missing */
  char *name;
  char *parent_code; /* nullable: the file names its parent, by code or by name */
  char *parent_name; /* nullable: and the parent's name */
  gboolean is_special;
  gint32 households; /* that the file tells; below 0: not known */
  gint32 people;
  WgShape *shape;
} WgIncomingGrid;

/** What the row tells of its land; nothing when it tells no count. */
WgGridTold    wg_incoming_grid_get_told   (const WgIncomingGrid *grid);

/** How it ends when grids reach out of the parents that hold most of them. */
typedef enum
{
  WG_NEST_PARENTS_FOLLOW, /* the lower level decides: parents are made of their children */
  WG_NEST_CHILDREN_FIT,   /* the higher level decides: children end at their parent's border */
} WgNestRule;

/** What becomes of parents that rows name, or their codes, and that are not there. */
typedef enum
{
  WG_PARENTS_PROPOSE, /* the report says how many could be made: WG_ROW_PARENTS_NAMED */
  WG_PARENTS_MAKE,    /* they are made at the level above, with codes, names and their children's land */
} WgParentRule;

/**
 * WgIncoming:
 *
 * What a reader (exchange) hands to the plan: the grids of one file for one level and everything
 * that was wrong with its rows. No outside library's type is in it.
 */
typedef struct
{
  char *source;        /* file name for people */
  WgFrame *frame;      /* the frame of the shapes */
  GPtrArray *grids;    /* of WgIncomingGrid */
  GPtrArray *problems; /* of WgRowProblem */
  GPtrArray *rejected; /* of WgRejectedRow */
  guint n_rows;        /* in the file */
  WgNestRule nest_rule; /* set by whoever imports */
  WgParentRule parent_rule; /* so is this */
  GArray *layers;      /* of WgIncomingLayer: where several were read, else empty */
} WgIncoming;

/** A row of the file that did not become a grid, as it stood there. */
typedef struct
{
  guint row;
  GPtrArray *columns; /* of char *: names, shared by the rows of a layer */
  char **values;      /* one for each column; "" where residents' data may be */
} WgRejectedRow;

/** Where the rows of one of several layers start: its row r is first_row + r of the whole. */
typedef struct
{
  char *name;
  guint first_row;
} WgIncomingLayer;

WgIncoming *wg_incoming_new          (const char  *source,
                                      WgFrame     *frame);
void        wg_incoming_free         (WgIncoming  *incoming);
/** @shape: (transfer full). Returns: (transfer none): the row, for its parent code and kind. */
WgIncomingGrid *wg_incoming_add_grid (WgIncoming       *incoming,
                                      guint             row,
                                      const char       *code,
                                      const char       *name,
                                      WgShape          *shape);
/** @values: (transfer full). */
void        wg_incoming_add_rejected (WgIncoming       *incoming,
                                      guint             row,
                                      GPtrArray        *columns,
                                      char            **values);
/** Names the layer that the rows from here on are of. */
void        wg_incoming_begin_layer  (WgIncoming       *incoming,
                                      const char       *name,
                                      guint             first_row);
/** The problem's row becomes one of its own layer, where several were read. */
void        wg_incoming_locate_problem (const WgIncoming *incoming,
                                      WgRowProblem     *problem);
/** Returns: (transfer none): the problem, for its place. */
WgRowProblem *wg_incoming_add_problem (WgIncoming       *incoming,
                                      WgRowProblemKind  kind,
                                      guint             row,
                                      const char       *field,
                                      const char       *detail);

/** What one grid of the file had and got, on the ellipsoid (planar while there is no frame). after = before + won -
 *  lost + adjusted. */
typedef struct
{
  guint32 grid;
  guint row;            /* of the file; in its layer, where several were read */
  double before_m2;     /* its polygon as it came */
  double after_m2;
  double won_m2;        /* from others or nobody, by the decisions */
  double lost_m2;       /* to others, by the decisions */
  double adjusted_m2;   /* outline repaired, repeats counted once, vertices put together */
} WgImportBalance;

/** Both sides of it counted: wg-import-figures.h. */
typedef struct _WgImportFigures WgImportFigures;

/** How an import went: numbers, rows and decisions; ids are those of @plan. */
typedef struct
{
  WgPlan *plan;         /* the plan after the import: give it to wg_history_replace() */
  guint depth;
  char *source;
  guint n_rows;
  guint n_grids;        /* that landed */
  GPtrArray *problems;  /* of WgRowProblem */
  GPtrArray *rejected;  /* of WgRejectedRow: those that the reader refused */
  GArray *made;         /* of guint32: grids of the level above, made of what rows name */
  GPtrArray *lost;      /* of WgGrid: rows that got no land; decisions name them, not in @plan */
  GArray *decisions;    /* of WgDecision, by kind, then area, largest first; CLAIM_LOST in it is of
                           grids that the plan had before */
  double claimed_m2;    /* of the file's polygons as they came */
  double covered_m2;    /* of the grids that it brought, afterwards */
  double sliver_width_m;
  GArray *balances;     /* of WgImportBalance: each grid of the file, by id */
  double won_m2;        /* sums over them */
  double lost_m2;
  double adjusted_m2;
  GArray *row_grids;    /* (nullable) of guint32: of an update, the grid that each incoming grid went
                           to, 0 for those that are not applied; else row i has balance i */
  WgPlan *base;         /* (nullable): of an update, the plan that it was applied to */
  WgImportFigures *figures; /* nullable: wg_import_report_measure() makes them */
} WgImportReport;

void            wg_import_report_free (WgImportReport *report);
/**
 * wg_import_report_join:
 * @later: (transfer full): of an import into the plan of @report, at another level
 *
 * Makes one report of two: the plan is that of @later, the depth the lower one, figures are sums.
 */
void            wg_import_report_join (WgImportReport *report,
                                       WgImportReport *later);
/** The grid that the incoming grid at @place went to; 0: it was not applied. */
guint32         wg_import_report_find_row (const WgImportReport *report,
                                           guint                 place);
/** A grid of the plan or one that got no land. (transfer none) (nullable). */
WgGrid         *wg_import_report_find_grid (const WgImportReport *report,
                                            guint32               id);
/** For WG_DECISION_PARENT_FOLLOWS: the lower grid that decided; 0 for others. */
guint32         wg_import_report_find_cause (const WgImportReport *report,
                                             const WgDecision     *decision);
/** How many rows of the file did not become a grid: n_rows = n_grids + this. */
guint           wg_import_report_count_rejected (const WgImportReport *report);
/** Stable codes of kinds: "gap-closed", "no-geometry", ... (for JSON, never shown as they are). */
const char     *wg_decision_kind_to_string    (WgDecisionKind   kind);
const char     *wg_row_problem_kind_to_string (WgRowProblemKind kind);

/**
 * wg_plan_import:
 * @plan: a snapshot
 * @depth: the level where the file lands
 *
 * Nests @incoming into the plan: builds one coverage of the present land and the new claims, finds
 * each grid's parent (the grid of the nearest higher level that holds most of its area, unless the
 * file names it, by code or name), gives codes and names by rule where they are missing. Levels may come in any
 * order: grids that are there already get the new level's grids as parents when those are nearer
 * than the parents they have. Present land wins against claims of the same level. @plan is not
 * changed. Worker thread.
 *
 * Returns: (transfer full): the report with the plan that results; %NULL when cancelled, on
 *   %WG_PLAN_ERROR_BAD_FRAME, or with an error of wg_build()
 */
WgImportReport *wg_plan_import        (WgPlan                *plan,
                                       guint                  depth,
                                       const WgIncoming      *incoming,
                                       const WgBuildOptions  *options,
                                       const WgProgress      *progress,
                                       GCancellable          *cancellable,
                                       GError               **error);
/** The report as JSON, for the command line and for saving. */
char           *wg_import_report_to_json (const WgImportReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgIncoming, wg_incoming_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgImportReport, wg_import_report_free)

G_END_DECLS
