/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-sheet.h"
#include "../plan/wg-changes.h"
#include "wg-chart-ink.h"
#include "wg-render-error.h"
#include "wg-scene.h"

G_BEGIN_DECLS

#define WG_CHANGES_REPORT_N_TABLES 3

/** Words on the report, translated by the caller. */
typedef struct
{
  const char *title;
  const char *legend;
  const char *moved;      /* legend: land that changed hands */
  const char *new_border;
  const char *old_border; /* that is none any more */
  const char *kept_border;
  const char *scale;
  const char *north;
  const char *nothing;    /* said instead of the tables when nothing changed */
  const char *foot;
} WgChangesReportWords;

/**
 * WgChangesReport:
 *
 * The report of what changed between two moments, on A4 across: the first page has the facts and
 * the map, the tables flow over those that follow. The preview and the file call the same painter.
 * Any thread that owns it.
 */
typedef struct _WgChangesReport WgChangesReport;

/**
 * wg_changes_report_new:
 * @changes, @facts, @tables: borrowed for the life of the report
 * @facts: two columns, for the first page
 * @words: copied
 *
 * Returns: (transfer full)
 */
WgChangesReport *wg_changes_report_new       (const WgChanges             *changes,
                                              const WgSheet               *facts,
                                              const WgSheet *const         tables[WG_CHANGES_REPORT_N_TABLES],
                                              const WgChangesReportWords  *words);
void             wg_changes_report_free      (WgChangesReport             *report);
guint            wg_changes_report_n_pages   (const WgChangesReport       *report);
/** In points (1/72 inch), of every page. */
void             wg_changes_report_get_size  (const WgChangesReport       *report,
                                              double                      *width_out,
                                              double                      *height_out);
void             wg_changes_report_paint     (const WgChangesReport       *report,
                                              guint                        page,
                                              cairo_t                     *cr);
/** Written whole or not at all: %WG_RENDER_ERROR_WRITE. */
gboolean         wg_changes_report_write_pdf (const WgChangesReport       *report,
                                              const char                  *path,
                                              GError                     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgChangesReport, wg_changes_report_free)

G_END_DECLS
