/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../render/wg-changes-report.h"
#include "wg-changes-words.h"
#include "wg-share-words.h"

G_BEGIN_DECLS

#define WG_REPORT_N_SHEETS 4
#define WG_REPORT_SUMMARY 2 /* the place of that sheet */

/** Where a report takes its moments from; filled on the main thread, borrowed but for @plan. */
typedef struct
{
  WgProject *project;
  WgPlan *plan;   /* a snapshot; owned */
  gint64 present; /* the moment it was taken at */
} WgReportSource;

gboolean  wg_report_source_init  (WgReportSource   *source,
                                  WgProject        *project,
                                  GError          **error);
void      wg_report_source_clear (WgReportSource   *source);

/**
 * WgReport:
 *
 * The changes between two moments and the tables that say them: what the command and the window
 * show and write. Owned as one value.
 */
typedef struct
{
  WgChanges *changes;
  GArray *shares; /* of WgDividedBuilding */
  WgSheet *sheets[WG_REPORT_N_SHEETS]; /* changed grids, land moved, summary, divided buildings */
  WgChangesReport *pages;
} WgReport;

/**
 * wg_report_new:
 * @moments: the earlier, the later
 *
 * Rebuilds both moments and compares them. Any thread: no locale is changed meanwhile.
 */
WgReport *wg_report_new   (const WgReportSource *source,
                           WgMoment *const   moments[2],
                           const WgProgress *progress,
                           GCancellable     *cancellable,
                           GError          **error);
/** The same of two plans, such as two schemes: @moments only name them. */
WgReport *wg_report_new_between (WgPlan           *before,
                                 WgPlan           *after,
                                 WgMoment *const   moments[2],
                                 const WgProgress *progress,
                                 GCancellable     *cancellable,
                                 GError          **error);
void      wg_report_free  (WgReport         *report);
/** .xlsx, .csv or .pdf, by the ending of @path. */
gboolean  wg_report_write (const WgReport   *report,
                           const char       *path,
                           GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgReport, wg_report_free)

G_END_DECLS
