/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "../plan/wg-plan.h"
#include "wg-check-along.h"

G_BEGIN_DECLS

typedef enum
{
  WG_SEVERITY_NOTE,     /* worth a look */
  WG_SEVERITY_WARNING,
  WG_SEVERITY_CRITICAL,
} WgSeverity;

/** What a finding is about. */
typedef enum
{
  WG_SUBJECT_FACE,
  WG_SUBJECT_GRID,
  WG_SUBJECT_BUILDING,
  WG_SUBJECT_BORDER,
} WgSubject;

#define WG_N_SUBJECTS (WG_SUBJECT_BORDER + 1)

/** One thing that is wrong with a plan: data, no words. Numbers that do not apply are NaN. */
typedef struct
{
  const char *code;     /* stable: "land.unowned", "order.code-missing", ... */
  WgSeverity severity;
  WgSubject subject;
  guint32 grid;         /* 0: none */
  guint32 other;        /* the other grid that it is about; 0: none */
  WgFaceId face;        /* 0: none */
  guint32 building;     /* 0: none */
  WgArcId border;       /* 0: none */
  guint32 person;       /* 0: none */
  WgDay day;            /* of people: as of when; else WG_DAY_NONE */
  const char *line_name; /* (nullable) of the road or river that it is about; interned */
  WgEnvelope extent;
  WgPoint place;        /* the worst place, inside @extent */
  double area_m2;       /* planar */
  double width_m;       /* inscribed */
  double value, limit;  /* a count or a sum, and what it should have kept to */
} WgFinding;

typedef struct
{
  double sliver_width_m; /* land narrower than this is a sliver; 2 */
  double narrow_width_m; /* and below this too narrow for a grid; 8 */
  guint most_parts;      /* of one grid; 1 */
  double least_cut;      /* share of a building that a border may cut off; 0.05 */
  WgAlongLimits along;   /* for borders that follow lines */
  guint64 rules;         /* bit i: rule i of wg_check_list_codes() is left out; 0 runs all */
  WgDay day;             /* as of which people are judged; WG_DAY_NONE: they are not */
  guint ending_days;     /* a role that ends within so many days; 30 */
  guint most_grids;      /* that one person leads or works in; 3; 0: any number */
  guint most_households; /* in all grids of one person; 1500; 0: any number */
} WgCheckSettings;

/** What the number of a finding is of. */
typedef enum
{
  WG_FINDING_COUNT,
  WG_FINDING_AREA,  /* m² */
  WG_FINDING_WIDTH, /* m */
} WgFindingUnit;

/** How far a plan is: @WG_PLAN_UNFINISHED has land or codes to be given and nothing wrong else. */
typedef enum
{
  WG_PLAN_VALID,
  WG_PLAN_UNFINISHED,
  WG_PLAN_INVALID,
} WgPlanState;

#define WG_CHECK_SETTINGS_DEFAULT ((WgCheckSettings){ 2.0, 8.0, 1, 0.05, WG_ALONG_LIMITS_DEFAULT, 0, WG_DAY_NONE, 30, 3, 1500 })

/**
 * wg_check_run:
 * @plan: a snapshot, or the plan while nothing else uses it
 * @settings: (nullable): %NULL is %WG_CHECK_SETTINGS_DEFAULT
 * @along: (nullable): the lines that borders are meant to follow
 *
 * Runs every rule (one file each). Worker thread.
 *
 * Returns: (transfer full) (element-type WgFinding): sorted as wg_finding_compare() does; %NULL
 *   when cancelled
 */
GArray     *wg_check_run         (WgPlan                *plan,
                                  const WgCheckSettings *settings,
                                  WgCheckAlong          *along,
                                  const WgProgress      *progress,
                                  GCancellable          *cancellable,
                                  GError               **error);
/** The worst first, then by code, the largest area first, then by id. */
int         wg_finding_compare   (gconstpointer          a,
                                  gconstpointer          b);
/** The id of what it is about: of its face, grid, building or border. */
guint32     wg_finding_get_id    (const WgFinding       *finding);
/**
 * wg_finding_get_number:
 * @unit_out: (out) (optional)
 * @is_more_worse_out: (out) (optional): FALSE: the less, the worse
 *
 * Returns: how bad it is; NaN when that is no matter of more and less
 */
double      wg_finding_get_number (const WgFinding       *finding,
                                   WgFindingUnit         *unit_out,
                                   gboolean              *is_more_worse_out);
/** What @findings (element-type WgFinding) make of a plan. */
WgPlanState wg_check_state       (const GArray          *findings);

/** The codes of all rules: (transfer none), NULL-terminated. */
const char *const *wg_check_list_codes (void);
/** Of the rule at @place in the list: how bad what it finds is, and whether that makes the plan
 *  unfinished rather than wrong. */
WgSeverity  wg_check_get_severity (guint                  place);
gboolean    wg_check_is_unfinished (guint                 place);
/** "land.unowned,size.area" as the bits of WgCheckSettings.rules that leave all others out; FALSE
 *  when a code is unknown, which is then in @unknown_out (transfer full). */
gboolean    wg_check_choose      (const char            *codes,
                                  guint64               *rules_out,
                                  char                 **unknown_out);

G_END_DECLS
