/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-sheets"

#include "wg-import-sheets.h"

#include "wg-words.h"

#include "../plan/wg-import-figures.h"

#include <glib/gi18n.h>
#include <math.h>

static void
add_item (WgSheet *sheet, const char *what, char *value)
{
  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, what);
  wg_sheet_add_text (sheet, value);
  g_free (value);
}

static char *
format_m2 (double area_m2)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.3f", area_m2));
}

/* How the area of the file became the area of the grids. */
static void
add_sum (WgSheet *sheet, const WgImportReport *report)
{
  add_item (sheet, _("m² in the file"), format_m2 (report->claimed_m2));
  add_item (sheet, _("m² won"), format_m2 (report->won_m2));
  add_item (sheet, _("m² lost"), format_m2 (report->lost_m2));
  add_item (sheet, _("m² by putting outlines in order"), format_m2 (report->adjusted_m2));
  if (report->figures != NULL)
    {
      add_item (sheet, _("of it by repairing rings"), format_m2 (report->figures->repaired_m2));
      add_item (sheet, _("of it by vertices that moved"), format_m2 (report->figures->moved_m2));
      add_item (sheet, _("of it otherwise"), format_m2 (report->figures->rest_m2));
      add_item (sheet, _("Vertices that moved"), g_strdup_printf ("%u", report->figures->n_moved));
      add_item (sheet, _("Longest way of a vertex in metres"),
                format_m2 (report->figures->farthest_m));
    }
  add_item (sheet, _("m² of the grids now"), format_m2 (report->covered_m2));
}

static void
add_update (WgSheet *sheet, const WgImportReport *report)
{
  if (report->figures == NULL)
    return;
  add_item (sheet, _("m² of the level before"), format_m2 (report->figures->before.area_m2));
  add_item (sheet, _("m² of the level now"), format_m2 (report->figures->after.area_m2));
}

static WgSheet *
make_summary (const WgImportReport *report)
{
  WgSheet *sheet = wg_sheet_new (_("Summary"));
  const WgLevel *level = wg_plan_get_level (report->plan, report->depth);
  const WgFrame *frame = wg_plan_get_frame (report->plan);

  wg_sheet_add_column (sheet, _("Item"), -1);
  wg_sheet_add_column (sheet, _("Value"), -1);
  add_item (sheet, _("File"), g_strdup (report->source));
  add_item (sheet, _("Level"), g_strdup (level != NULL ? level->name : ""));
  if (frame != NULL)
    add_item (sheet, _("Coordinate system"), wg_words_crs (wg_frame_get_crs (frame)));
  add_item (sheet, _("Rows in the file"), g_strdup_printf ("%u", report->n_rows));
  add_item (sheet, report->base != NULL ? _("New grids") : _("Grids"),
            g_strdup_printf ("%u", report->n_grids));
  add_item (sheet, _("Refused rows"),
            g_strdup_printf ("%u", wg_import_report_count_rejected (report)));
  if (report->base != NULL)
    add_update (sheet, report);
  else
    add_sum (sheet, report);
  add_item (sheet, _("Sliver width in metres"), format_m2 (report->sliver_width_m));
  return sheet;
}

GPtrArray *
wg_import_figure_rows (const WgImportReport *report)
{
  const WgImportSide *before = &report->figures->before, *after = &report->figures->after;
  const WgImportFigureRow rows[] = {
    { N_("Polygons"), before->polygons, after->polygons, 0 },
    { N_("Parts"), before->parts, after->parts, 0 },
    { N_("Vertices"), before->points, after->points, 0 },
    { N_("Area, m²"), before->area_m2, after->area_m2, 3 },
    { N_("Overlaps"), before->overlaps, after->overlaps, 0 },
    { N_("Overlaps, m²"), before->overlap_m2, after->overlap_m2, 3 },
    { N_("Gaps"), before->gaps, after->gaps, 0 },
    { N_("Gaps, m²"), before->gap_m2, after->gap_m2, 3 },
    { N_("Slivers (of gaps and overlaps)"), before->slivers, after->slivers, 0 },
    { N_("Invalid rings"), before->invalid_rings, after->invalid_rings, 0 },
  };
  GPtrArray *result = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      WgImportFigureRow *row = g_memdup2 (&rows[i], sizeof rows[i]);

      row->words = _(row->words);
      g_ptr_array_add (result, row);
    }
  return result;
}

static WgSheet *
make_figures (const WgImportReport *report)
{
  WgSheet *sheet = wg_sheet_new (_("File and result"));
  g_autoptr (GPtrArray) rows = report->figures != NULL ? wg_import_figure_rows (report) : NULL;

  wg_sheet_add_column (sheet, _("Item"), -1);
  wg_sheet_add_column (sheet, _("Before"), 3);
  wg_sheet_add_column (sheet, _("After"), 3);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const WgImportFigureRow *row = g_ptr_array_index (rows, i);

      wg_sheet_begin_row (sheet);
      wg_sheet_add_text (sheet, row->words);
      wg_sheet_add_number (sheet, row->before);
      wg_sheet_add_number (sheet, row->after);
    }
  return sheet;
}

static void
add_grid (WgSheet *sheet, const WgGrid *grid)
{
  wg_sheet_add_text (sheet, grid != NULL ? grid->code : "");
  wg_sheet_add_text (sheet, grid != NULL ? grid->name : "");
}

static WgSheet *
make_balance (const WgImportReport *report)
{
  WgSheet *sheet = wg_sheet_new (_("Before and after"));

  wg_sheet_add_column (sheet, _("Row"), 0);
  wg_sheet_add_column (sheet, _("Code"), -1);
  wg_sheet_add_column (sheet, _("Name"), -1);
  wg_sheet_add_column (sheet, _("m² before"), 3);
  wg_sheet_add_column (sheet, _("m² won"), 3);
  wg_sheet_add_column (sheet, _("m² lost"), 3);
  wg_sheet_add_column (sheet, _("m² by putting outlines in order"), 3);
  wg_sheet_add_column (sheet, _("m² after"), 3);
  for (guint i = 0; i < report->balances->len; i++)
    {
      const WgImportBalance *balance = &g_array_index (report->balances, WgImportBalance, i);

      wg_sheet_begin_row (sheet);
      wg_sheet_add_number (sheet, balance->row);
      add_grid (sheet, wg_import_report_find_grid (report, balance->grid));
      wg_sheet_add_number (sheet, balance->before_m2);
      wg_sheet_add_number (sheet, balance->won_m2);
      wg_sheet_add_number (sheet, balance->lost_m2);
      wg_sheet_add_number (sheet, balance->adjusted_m2);
      wg_sheet_add_number (sheet, balance->after_m2);
    }
  return sheet;
}

static void
add_place (WgSheet *sheet, const WgImportReport *report, gboolean has_place, WgPoint place)
{
  const WgFrame *frame = wg_plan_get_frame (report->plan);
  double longitude = NAN, latitude = NAN;

  if (has_place && frame != NULL)
    wg_frame_to_degrees (frame, place, &longitude, &latitude);
  wg_sheet_add_number (sheet, longitude);
  wg_sheet_add_number (sheet, latitude);
}

static WgSheet *
make_decisions (const WgImportReport *report)
{
  WgSheet *sheet = wg_sheet_new (_("Decisions"));

  wg_sheet_add_column (sheet, _("Kind"), -1);
  wg_sheet_add_column (sheet, _("Code of who got it"), -1);
  wg_sheet_add_column (sheet, _("Who got it"), -1);
  wg_sheet_add_column (sheet, _("Code of who lost it"), -1);
  wg_sheet_add_column (sheet, _("Who lost it"), -1);
  wg_sheet_add_column (sheet, _("m²"), 3);
  wg_sheet_add_column (sheet, _("Width in metres"), 3);
  wg_sheet_add_column (sheet, _("Longitude"), 7);
  wg_sheet_add_column (sheet, _("Latitude"), 7);
  for (guint i = 0; i < report->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);

      wg_sheet_begin_row (sheet);
      wg_sheet_add_text (sheet, wg_words_decision_kind (decision->kind));
      add_grid (sheet, wg_import_report_find_grid (report, decision->winner));
      add_grid (sheet, wg_import_report_find_grid (report, decision->loser));
      wg_sheet_add_number (sheet, decision->area_m2);
      wg_sheet_add_number (sheet, decision->width_m);
      add_place (sheet, report, TRUE, decision->place);
    }
  return sheet;
}

static WgSheet *
new_problem_sheet (void)
{
  WgSheet *sheet = wg_sheet_new (_("Rows"));

  wg_sheet_add_column (sheet, _("Kind"), -1);
  wg_sheet_add_column (sheet, _("Refused"), -1);
  wg_sheet_add_column (sheet, _("Layer"), -1);
  wg_sheet_add_column (sheet, _("Row"), 0);
  wg_sheet_add_column (sheet, _("What"), -1);
  return sheet;
}

static void
add_problem (WgSheet *sheet, const WgRowProblem *problem)
{
  g_autofree char *words = wg_words_row_problem (problem);

  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, wg_words_problem_kind (problem->kind));
  wg_sheet_add_text (sheet, wg_row_problem_is_rejection (problem->kind) ? _("yes") : "");
  wg_sheet_add_text (sheet, problem->layer != NULL ? problem->layer : "");
  wg_sheet_add_number (sheet, problem->row > 0 ? problem->row : NAN);
  wg_sheet_add_text (sheet, words);
}

static WgSheet *
make_problems (const WgImportReport *report)
{
  WgSheet *sheet = new_problem_sheet ();

  wg_sheet_add_column (sheet, _("Longitude"), 7);
  wg_sheet_add_column (sheet, _("Latitude"), 7);
  for (guint i = 0; i < report->problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (report->problems, i);

      add_problem (sheet, problem);
      add_place (sheet, report, problem->has_place, problem->place);
    }
  return sheet;
}

/* All columns of all layers that have refused rows, each once. */
static GPtrArray *
list_columns (const WgImportReport *report)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < report->rejected->len; i++)
    {
      const WgRejectedRow *row = g_ptr_array_index (report->rejected, i);

      for (guint j = 0; j < row->columns->len; j++)
        if (!g_ptr_array_find_with_equal_func (names, g_ptr_array_index (row->columns, j),
                                               g_str_equal, NULL))
          g_ptr_array_add (names, g_ptr_array_index (row->columns, j));
    }
  return names;
}

static WgSheet *
make_rejected (const WgImportReport *report)
{
  WgSheet *sheet = wg_sheet_new (_("Refused rows"));
  g_autoptr (GPtrArray) names = list_columns (report);

  wg_sheet_add_column (sheet, _("Row"), 0);
  for (guint i = 0; i < names->len; i++)
    wg_sheet_add_column (sheet, g_ptr_array_index (names, i), -1);
  for (guint i = 0; i < report->rejected->len; i++)
    {
      const WgRejectedRow *row = g_ptr_array_index (report->rejected, i);

      wg_sheet_begin_row (sheet);
      wg_sheet_add_number (sheet, row->row);
      for (guint j = 0; j < names->len; j++)
        {
          guint column = 0;

          wg_sheet_add_text (sheet, g_ptr_array_find_with_equal_func (
                                      row->columns, g_ptr_array_index (names, j), g_str_equal,
                                      &column)
                                      ? row->values[column]
                                      : "");
        }
    }
  return sheet;
}

GPtrArray *
wg_import_sheets (const WgImportReport *report)
{
  WgSheet *(*const makers[]) (const WgImportReport *)
    = { make_summary, make_figures, make_balance, make_decisions, make_problems, make_rejected };
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_sheet_free);

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      WgSheet *sheet = makers[i] (report);

      if (sheet->rows->len > 0)
        g_ptr_array_add (sheets, sheet);
      else
        wg_sheet_free (sheet);
    }
  return sheets;
}

GPtrArray *
wg_import_problem_sheets (const GPtrArray *problems)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_sheet_free);
  WgSheet *sheet = new_problem_sheet ();

  for (guint i = 0; i < problems->len; i++)
    add_problem (sheet, g_ptr_array_index (problems, i));
  g_ptr_array_add (sheets, sheet);
  return sheets;
}
