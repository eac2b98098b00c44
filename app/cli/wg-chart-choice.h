/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../render/wg-atlas.h"
#include "../store/wg-editions.h"
#include "wg-changes-words.h"
#include "wg-report-job.h"

G_BEGIN_DECLS

/**
 * WgChartChoice:
 *
 * Which grids an atlas has sheets of, and the changes that chose them: filled on the main thread, then
 * only read. A plain value with one owner.
 */
typedef struct
{
  WgPlan *plan;       /* a snapshot, owned */
  GArray *grids;      /* of guint32, as the tree of the plan has them */
  guint32 unit;       /* what they all belong to; 0: the whole plan */
  WgProject *project; /* referenced, like the next: NULL: not chosen by changes */
  WgMoment *since;
  WgMoment *now;
  WgReport *report;   /* filled by wg_chart_choice_keep_changed() */
  WgReportSource source;
} WgChartChoice;

void     wg_chart_choice_init  (WgChartChoice *choice,
                                WgPlan        *plan);
void     wg_chart_choice_clear (WgChartChoice *choice);
/**
 * wg_chart_choice_set_since:
 * @text: a date, a time, or the number of an edit, as wg_moment_parse() has it; "edition:3": as that edition
 *   was issued; "edition": the last that was
 *
 * Says since when grids must have changed. Main thread.
 *
 * Returns: FALSE with %G_IO_ERROR_INVALID_ARGUMENT when @text is no moment, %G_IO_ERROR_NOT_FOUND when there is
 *   no such edition or what it was issued after has been undone, or what the history says
 */
gboolean wg_chart_choice_set_since    (WgChartChoice    *choice,
                                       WgProject        *project,
                                       const char       *text,
                                       GError          **error);
/** Keeps the grids that are not as they were then: new, other land, code, name or parent; all of them when
 *  no moment was set. Any thread. */
gboolean wg_chart_choice_keep_changed (WgChartChoice    *choice,
                                       const WgProgress *progress,
                                       GCancellable     *cancellable,
                                       GError          **error);
/** A #WgAtlasChangesFunc; @user_data: the choice. */
WgSheet *wg_chart_choice_list_changes (guint32        unit,
                                       gpointer       user_data);

/** The number that the next edition gets: one more than the greatest. */
guint    wg_chart_next_edition        (WgProject        *project);
/** "Edition 3, 2026-11-23". (transfer full) */
char    *wg_chart_words_edition       (const WgEditionRecord *record);

G_END_DECLS
