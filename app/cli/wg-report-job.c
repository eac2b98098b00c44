/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-report-job"

#include "wg-report-job.h"

#include "../exchange/wg-sheet-file.h"
#include "wg-words.h"

#include <glib/gi18n.h>
#include <string.h>

static WgPlan *
rebuild (WgProject *project, WgPlan *plan, gint64 present, gint64 step, const WgProgress *progress,
         GCancellable *cancellable, GError **error)
{
  g_autoptr (WgPlan) past = wg_plan_snapshot (plan);
  const gint64 from_to[2] = { present, step };

  if (!wg_project_go_back (project, past, from_to, progress, cancellable, error))
    return NULL;
  return g_steal_pointer (&past);
}

static WgChangesReport *
make_pages (const WgReport *report)
{
  WgPlan *after = wg_changes_get_after (report->changes);
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();
  /* Translators: a full date on a printed chart, for strftime */
  g_autofree char *date = g_date_time_format (today, _ ("%B %-d, %Y"));
  g_autofree char *crs
    = wg_words_crs (wg_plan_get_frame (after) != NULL ? wg_frame_get_crs (wg_plan_get_frame (after))
                                                      : NULL);
  g_autofree char *foot = g_strdup_printf (_ ("Made on %s · %s"), date, crs);
  WgChangesReportWords words = {
    .title = _ ("Report of Changed Grids"),
    .legend = _ ("Legend"),
    .moved = _ ("Land that changed hands"),
    .new_border = _ ("New border"),
    .old_border = _ ("Former border"),
    .kept_border = _ ("Unchanged border"),
    .scale = _ ("Scale"),
    .north = C_ ("compass", "N"),
    .nothing = _ ("Nothing changed between these moments."),
    .foot = foot,
  };

  const WgSheet *const tables[WG_CHANGES_REPORT_N_TABLES]
    = { report->sheets[0], report->sheets[1], report->sheets[3] };

  return wg_changes_report_new (report->changes, report->sheets[WG_REPORT_SUMMARY], tables, &words);
}

gboolean
wg_report_source_init (WgReportSource *source, WgProject *project, GError **error)
{
  source->project = project;
  if (!wg_project_get_present (project, &source->present, error))
    return FALSE;
  source->plan = wg_plan_snapshot (wg_project_get_plan (project));
  return TRUE;
}

void
wg_report_source_clear (WgReportSource *source)
{
  g_clear_object (&source->plan);
}

WgReport *
wg_report_new (const WgReportSource *source, WgMoment *const moments[2],
               const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgPlan) before = NULL;
  g_autoptr (WgPlan) after = NULL;
  WgProgress parts[3] = { wg_progress_part (progress, 0.0, 0.25),
                          wg_progress_part (progress, 0.25, 0.5),
                          wg_progress_part (progress, 0.5, 1.0) };
  after = rebuild (source->project, source->plan, source->present, moments[1]->step, &parts[0],
                   cancellable, error);
  if (after == NULL)
    return NULL;
  before = rebuild (source->project, after, moments[1]->step, moments[0]->step, &parts[1],
                    cancellable, error);
  if (before == NULL)
    return NULL;
  return wg_report_new_between (before, after, moments, &parts[2], cancellable, error);
}

WgReport *
wg_report_new_between (WgPlan *before, WgPlan *after, WgMoment *const moments[2],
                       const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgReport) report = g_new0 (WgReport, 1);

  report->changes = wg_changes_new (before, after, progress, cancellable, error);
  if (report->changes == NULL)
    return NULL;
  report->sheets[0] = wg_changes_words_grids (report->changes);
  report->sheets[1] = wg_changes_words_flows (report->changes);
  report->shares = wg_share_words_list (before, after);
  report->sheets[WG_REPORT_SUMMARY] = wg_changes_words_summary (report->changes, moments[0], moments[1]);
  wg_share_words_count (report->shares, report->sheets[WG_REPORT_SUMMARY]);
  report->sheets[3] = wg_share_words_sheet (before, after, report->shares);
  report->pages = make_pages (report);
  return g_steal_pointer (&report);
}

void
wg_report_free (WgReport *report)
{
  if (report == NULL)
    return;
  g_clear_pointer (&report->pages, wg_changes_report_free);
  g_clear_pointer (&report->shares, g_array_unref);
  g_clear_pointer (&report->changes, wg_changes_free);
  for (guint i = 0; i < WG_REPORT_N_SHEETS; i++)
    g_clear_pointer (&report->sheets[i], wg_sheet_free);
  g_free (report);
}

gboolean
wg_report_write (const WgReport *report, const char *path, GError **error)
{
  const char *ending = strrchr (path, '.');

  if (ending == NULL || g_ascii_strcasecmp (ending, ".pdf") != 0)
    return wg_sheet_file_write (path, (const WgSheet *const *) report->sheets, WG_REPORT_N_SHEETS,
                                error);
  return wg_changes_report_write_pdf (report->pages, path, error);
}
