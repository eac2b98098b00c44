/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../render/wg-atlas.h"
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
  WgReport *report;   /* NULL: not chosen by changes */
  WgMoment *since;
} WgChartChoice;

void     wg_chart_choice_init  (WgChartChoice *choice,
                                WgPlan        *plan);
void     wg_chart_choice_clear (WgChartChoice *choice);
/**
 * wg_chart_choice_keep_changed:
 * @text: a date, a time, or the number of an edit, as wg_moment_parse() has it
 *
 * Keeps the grids that are not as they were then: new, other land, code, name or parent.
 *
 * Returns: FALSE with %G_IO_ERROR_INVALID_ARGUMENT when @text is no moment, or what the history says
 */
gboolean wg_chart_choice_keep_changed (WgChartChoice    *choice,
                                       WgProject        *project,
                                       const char       *text,
                                       const WgProgress *progress,
                                       GError          **error);
/** A #WgAtlasChangesFunc; @user_data: the choice. */
WgSheet *wg_chart_choice_list_changes (guint32        unit,
                                       gpointer       user_data);

G_END_DECLS
