/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-mismatch.h"
#include "../store/wg-scheme-log.h"
#include "../store/wg-schemes.h"
#include "wg-report-job.h"

G_BEGIN_DECLS

#define WG_SCHEME_REACH_M 50.0

/** What two schemes are compared by. */
typedef struct
{
  WgProject *project;  /* referenced */
  WgPlan *open;        /* owned: a snapshot of what is open */
  gint64 ids[2];
  WgPlan *plans[2];    /* owned; wg_scheme_pair_read() */
  char *names[2];      /* owned */
  guint depths[2];     /* whose borders are measured; 0: the deepest that has grids */
  double reach_m;      /* of a border that is meant to be the same */
  gboolean is_kindred; /* one was copied from the other: their grids are the same by id */
} WgSchemePair;

/**
 * WgSchemeComparison:
 *
 * What the command and the window show of two schemes. Owned as one value.
 */
typedef struct
{
  WgReport *report;       /* the map of differences, the table of grids; its summary tells of the borders too */
  WgMismatch *mismatch[2]; /* the borders of the first against those of the second; and back */
  WgSheet *borders;       /* the two as a table */
} WgSchemeComparison;

/** Main thread; reads nothing yet. */
void                wg_scheme_pair_init         (WgSchemePair        *pair,
                                                 WgProject           *project,
                                                 const WgScheme      *first,
                                                 const WgScheme      *second);
/** Any thread that owns @pair, while nothing is edited: reads the two. FALSE with %WG_STORE_ERROR_NO_SCHEME,
 *  _CORRUPT, %G_IO_ERROR_CANCELLED. */
gboolean            wg_scheme_pair_read         (WgSchemePair        *pair,
                                                 const WgProgress    *progress,
                                                 GCancellable        *cancellable,
                                                 GError             **error);
void                wg_scheme_pair_clear        (WgSchemePair        *pair);
/** Any thread that owns @pair. */
WgSchemeComparison *wg_scheme_comparison_new    (const WgSchemePair  *pair,
                                                 const WgProgress    *progress,
                                                 GCancellable        *cancellable,
                                                 GError             **error);
void                wg_scheme_comparison_free   (WgSchemeComparison  *comparison);
/** .xlsx, .csv or .pdf, by the ending of @path. */
gboolean            wg_scheme_comparison_write  (const WgSchemeComparison *comparison,
                                                 const char          *path,
                                                 GError             **error);
/** (transfer full): a plan with the frame, the name and the levels of @plan, without grids. */
WgPlan             *wg_scheme_make_empty        (WgPlan              *plan);
/** "In force", "Draft", "Department's net", "Past": translated. */
const char         *wg_words_scheme_kind        (WgSchemeKind         kind);
/** The kind with its day: "In force since 2027-01-01", of a day to come "In force from 2027-01-01 on"; (transfer
 *  full). */
char               *wg_words_scheme_state       (const WgScheme      *scheme);
/** What happened to a scheme: "In force from 2027-01-01 on, in place of “Plan”"; (transfer full). */
char               *wg_words_scheme_event       (const WgSchemeEvent *event);
/** "23 Nov 2026, 20:12 · user"; (transfer full): when and by whom that was done. */
char               *wg_words_scheme_event_facts (const WgSchemeEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSchemeComparison, wg_scheme_comparison_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgSchemePair, wg_scheme_pair_clear)

G_END_DECLS
