/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-choice"

#include "wg-chart-choice.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define EDITION "edition"

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
  g_clear_pointer (&choice->now, wg_moment_free);
  wg_report_source_clear (&choice->source);
  g_clear_object (&choice->project);
}

guint
wg_chart_next_edition (WgProject *project)
{
  g_autoptr (GPtrArray) records = wg_project_list_editions (project, NULL);
  guint greatest = 0;

  for (guint i = 0; records != NULL && i < records->len; i++)
    greatest = MAX (greatest, ((WgEditionRecord *) g_ptr_array_index (records, i))->number);
  return greatest + 1;
}

char *
wg_chart_words_edition (const WgEditionRecord *record)
{
  /* Translators: a number and a day */
  return g_strdup_printf (_ ("Edition %u, %s"), record->number, record->day);
}

/* The edition that @text names, "edition:3" or "edition", or NULL. */
static WgEditionRecord *
find_edition (const GPtrArray *records, const char *text)
{
  const char *number = text + strlen (EDITION);

  if (*number == '\0')
    return records->len > 0 ? g_ptr_array_index ((GPtrArray *) records, records->len - 1) : NULL;
  for (guint i = 0; i < records->len; i++)
    {
      WgEditionRecord *record = g_ptr_array_index ((GPtrArray *) records, i);
      g_autofree char *name = g_strdup_printf (":%u", record->number);

      if (strcmp (number, name) == 0)
        return record;
    }
  return NULL;
}

/* The moment an edition was issued at, under its name. */
static WgMoment *
parse_edition (WgProject *project, const GPtrArray *rows, const char *text, GError **error)
{
  g_autoptr (GPtrArray) records = wg_project_list_editions (project, error);
  const WgEditionRecord *record = NULL;
  g_autofree char *step = NULL;
  WgMoment *moment = NULL;

  if (records == NULL)
    return NULL;
  record = find_edition (records, text);
  step = record != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, record->step) : NULL;
  moment = step != NULL ? wg_moment_parse (rows, step, FALSE) : NULL;
  if (moment == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: %s", text,
                   record == NULL ? "not issued" : "its step was undone");
      return NULL;
    }
  g_free (moment->words);
  moment->words = wg_chart_words_edition (record);
  return moment;
}

gboolean
wg_chart_choice_set_since (WgChartChoice *choice, WgProject *project, const char *text, GError **error)
{
  g_autoptr (GPtrArray) rows = wg_history_list (wg_project_get_history (project), 0, error);

  if (rows == NULL)
    return FALSE;
  if (g_str_has_prefix (text, EDITION))
    {
      choice->since = parse_edition (project, rows, text, error);
      if (choice->since == NULL)
        return FALSE;
    }
  else
    choice->since = wg_moment_parse (rows, text, FALSE);
  if (choice->since == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "no moment: %s", text);
      return FALSE;
    }
  choice->now = wg_moment_parse (rows, NULL, TRUE);
  choice->project = g_object_ref (project);
  return wg_report_source_init (&choice->source, project, error);
}

gboolean
wg_chart_choice_keep_changed (WgChartChoice *choice, const WgProgress *progress,
                              GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) changed = g_hash_table_new (NULL, NULL);
  WgMoment *moments[2] = { choice->since, choice->now };
  const GArray *grids = NULL;
  guint kept = 0;

  if (choice->since == NULL)
    return TRUE;
  choice->report = wg_report_new (&choice->source, moments, progress, cancellable, error);
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
add_row (WgSheet *sheet, const WgChanges *changes, const WgChangedGrid *changed)
{
  const WgGrid *any = changed->after != NULL ? changed->after : changed->before;
  g_autofree char *flags = wg_changes_words_flags (changed->flags);
  g_autofree char *lands = wg_changes_words_lands (changes, changed);
  gboolean is_there = changed->after != NULL && !changed->after->is_retired;

  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, flags);
  wg_sheet_add_text (sheet, any->code);
  wg_sheet_add_text (sheet, any->name);
  add_former (sheet, changed);
  wg_sheet_add_text (sheet, lands);
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
  g_autofree char *title = NULL;

  if (choice->report == NULL)
    return NULL;
  grids = wg_changes_get_grids (choice->report->changes);
  /* Translators: heading of a list; %s is a moment: "Edition 3, 2026-11-23" */
  title = g_strdup_printf (_ ("Changed grids since %s"), choice->since->words);
  sheet = wg_sheet_new (title);
  wg_sheet_add_column (sheet, _ ("Change"), -1);
  wg_sheet_add_column (sheet, _ ("Code"), -1);
  wg_sheet_add_column (sheet, _ ("Name"), -1);
  wg_sheet_add_column (sheet, C_ ("column", "Formerly"), -1);
  wg_sheet_add_column (sheet, C_ ("column", "Land"), -1);
  wg_sheet_add_column (sheet, _ ("m² before"), 0);
  wg_sheet_add_column (sheet, _ ("m² after"), 0);
  for (guint i = 0; i < grids->len; i++)
    {
      const WgChangedGrid *changed = &g_array_index (grids, WgChangedGrid, i);

      if (belongs_to (wg_changes_get_after (choice->report->changes), changed->after, unit)
          || belongs_to (wg_changes_get_before (choice->report->changes), changed->before, unit))
        add_row (sheet, choice->report->changes, changed);
    }
  return sheet->rows->len > 0 ? g_steal_pointer (&sheet) : NULL;
}
