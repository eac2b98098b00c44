/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-choice"

#include "wg-chart-choice.h"

#include <glib/gi18n.h>
#include <math.h>

void
wg_chart_choice_init (WgChartChoice *choice, WgPlan *plan)
{
  *choice = (WgChartChoice){ .plan = wg_plan_snapshot (plan) };
  choice->grids = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
wg_chart_choice_clear (WgChartChoice *choice)
{
  g_clear_object (&choice->plan);
  g_clear_pointer (&choice->grids, g_array_unref);
  g_clear_pointer (&choice->report, wg_report_free);
  g_clear_pointer (&choice->since, wg_moment_free);
}

static WgReport *
compare (WgProject *project, WgMoment *since, const GPtrArray *rows, const WgProgress *progress,
         GError **error)
{
  g_autoptr (WgMoment) now = wg_moment_parse (rows, NULL, TRUE);
  WgMoment *moments[2] = { since, now };
  WgReportSource source = { 0 };
  WgReport *report = NULL;

  if (wg_report_source_init (&source, project, error))
    report = wg_report_new (&source, moments, progress, NULL, error);
  wg_report_source_clear (&source);
  return report;
}

gboolean
wg_chart_choice_keep_changed (WgChartChoice *choice, WgProject *project, const char *text,
                              const WgProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) rows = wg_history_list (wg_project_get_history (project), 0, error);
  g_autoptr (GHashTable) changed = g_hash_table_new (NULL, NULL);
  const GArray *grids = NULL;
  guint kept = 0;

  if (rows == NULL)
    return FALSE;
  choice->since = wg_moment_parse (rows, text, FALSE);
  if (choice->since == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "no moment: %s", text);
      return FALSE;
    }
  choice->report = compare (project, choice->since, rows, progress, error);
  if (choice->report == NULL)
    return FALSE;
  grids = wg_changes_get_grids (choice->report->changes);
  for (guint i = 0; i < grids->len; i++)
    g_hash_table_add (changed, GUINT_TO_POINTER (g_array_index (grids, WgChangedGrid, i).grid));
  for (guint i = 0; i < choice->grids->len; i++)
    {
      guint32 grid = g_array_index (choice->grids, guint32, i);

      if (g_hash_table_contains (changed, GUINT_TO_POINTER (grid)))
        g_array_index (choice->grids, guint32, kept++) = grid;
    }
  g_array_set_size (choice->grids, kept);
  return TRUE;
}

static gboolean
belongs_to (WgPlan *plan, const WgGrid *grid, guint32 unit)
{
  const WgGrid *at = wg_plan_get_grid (plan, unit);

  if (unit == 0)
    return TRUE;
  if (grid == NULL || at == NULL)
    return FALSE;
  return wg_plan_get_ancestor (plan, grid->id, at->depth) == unit;
}

/* What it was called, where that is not the same. */
static void
add_former (WgSheet *sheet, const WgChangedGrid *changed)
{
  const WgGrid *before = changed->before, *after = changed->after;
  gboolean has_code = before != NULL && after != NULL && g_strcmp0 (before->code, after->code) != 0;
  gboolean has_name = before != NULL && after != NULL && g_strcmp0 (before->name, after->name) != 0;
  g_autofree char *text = g_strdup_printf ("%s%s%s", has_code ? before->code : "",
                                           has_code && has_name ? " " : "",
                                           has_name ? before->name : "");

  wg_sheet_add_text (sheet, text);
}

static void
add_row (WgSheet *sheet, const WgChangedGrid *changed)
{
  const WgGrid *any = changed->after != NULL ? changed->after : changed->before;
  g_autofree char *flags = wg_changes_words_flags (changed->flags);
  gboolean is_there = changed->after != NULL && !changed->after->is_retired;

  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, flags);
  wg_sheet_add_text (sheet, any->code);
  wg_sheet_add_text (sheet, any->name);
  add_former (sheet, changed);
  wg_sheet_add_number (sheet, changed->before != NULL ? changed->area_before : NAN);
  wg_sheet_add_number (sheet, is_there ? changed->area_after : NAN);
}

/* Narrow enough for a sheet of paper; the report of changes has all columns. */
WgSheet *
wg_chart_choice_list_changes (guint32 unit, gpointer user_data)
{
  const WgChartChoice *choice = user_data;
  const GArray *grids = NULL;
  g_autoptr (WgSheet) sheet = NULL;

  if (choice->report == NULL)
    return NULL;
  grids = wg_changes_get_grids (choice->report->changes);
  sheet = wg_sheet_new (_ ("Changed grids"));
  wg_sheet_add_column (sheet, _ ("Change"), -1);
  wg_sheet_add_column (sheet, _ ("Code"), -1);
  wg_sheet_add_column (sheet, _ ("Name"), -1);
  wg_sheet_add_column (sheet, C_ ("column", "Formerly"), -1);
  wg_sheet_add_column (sheet, _ ("m² before"), 0);
  wg_sheet_add_column (sheet, _ ("m² after"), 0);
  for (guint i = 0; i < grids->len; i++)
    {
      const WgChangedGrid *changed = &g_array_index (grids, WgChangedGrid, i);

      if (belongs_to (wg_changes_get_after (choice->report->changes), changed->after, unit)
          || belongs_to (wg_changes_get_before (choice->report->changes), changed->before, unit))
        add_row (sheet, changed);
    }
  return sheet->rows->len > 0 ? g_steal_pointer (&sheet) : NULL;
}
