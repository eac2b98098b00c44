/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-join-words"

#include "wg-join-words.h"

#include "wg-words.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_EXAMPLES 5

const char *
wg_join_words_outcome (WgJoinOutcome outcome)
{
  switch (outcome)
    {
    case WG_JOIN_NO_KEY:
      return _("It has neither code nor address nor name");
    case WG_JOIN_NOT_FOUND:
      return _("No building has this code or address");
    case WG_JOIN_AMBIGUOUS:
      return _("Several buildings have this code or address");
    case WG_JOIN_TWICE:
      return _("An earlier row has the same building");
    case WG_JOIN_TAKEN:
    case WG_JOIN_SAME:
    default:
      return "";
    }
}

static const char *
key_of (const WgBuilding *told)
{
  return told->code != NULL      ? told->code
         : told->address != NULL ? told->address
         : told->name != NULL    ? told->name
                                 : "—";
}

static void
add_rejected (GString *text, const WgBuildingJoin *join, WgJoinOutcome outcome)
{
  g_autofree char *count = wg_words_count (join->counts[outcome]);
  guint n = 0;

  if (join->counts[outcome] == 0)
    return;
  /* Translators: why rows were not taken, and how many */
  g_string_append_printf (text, _("%s (%s)\n"), wg_join_words_outcome (outcome), count);
  for (guint i = 0; i < join->rows->len && n < MAX_EXAMPLES; i++)
    {
      const WgJoinRow *row = &g_array_index (join->rows, WgJoinRow, i);

      if (row->outcome != outcome)
        continue;
      n++;
      g_string_append_printf (text, _("  Row %u: %s\n"), row->row,
                              key_of (wg_building_set_get (join->report->set, row->place)));
    }
}

char *
wg_join_words_report (const WgBuildingJoin *join)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GString) columns = g_string_new (NULL);
  guint n_matched = join->counts[WG_JOIN_TAKEN] + join->counts[WG_JOIN_SAME];
  g_autofree char *rows = wg_words_count (join->report->n_rows);
  g_autofree char *matched = wg_words_count (n_matched);
  g_autofree char *by_code = wg_words_count (join->n_by_code);
  g_autofree char *changed = wg_words_count (join->counts[WG_JOIN_TAKEN]);

  /* Translators: file, rows, rows that found their building, of them by code, buildings changed */
  g_string_append_printf (text, _("%s: %s rows; %s found their building, %s of them by code; %s change it\n"),
                          join->report->source, rows, matched, by_code, changed);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    if (join->report->fields[role] != NULL)
      g_string_append_printf (columns, "%s%s=%s", columns->len > 0 ? ", " : "",
                              wg_building_role_to_string (role), join->report->fields[role]);
  g_string_append_printf (text, _("Columns read: %s"), columns->len > 0 ? columns->str : "—");
  g_string_append_c (text, '\n');
  for (guint outcome = WG_JOIN_NO_KEY; outcome < WG_JOIN_N_OUTCOMES; outcome++)
    add_rejected (text, join, outcome);
  for (guint i = 0; i < join->report->problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (join->report->problems, i);
      g_autofree char *sentence = wg_words_row_problem (problem);

      if (problem->kind == WG_ROW_PERSONAL_DATA || problem->kind == WG_ROW_BAD_NUMBER)
        g_string_append_printf (text, "%s\n", sentence);
    }
  return g_string_free (text, FALSE);
}

static void
add_number (WgSheet *sheet, gint32 number)
{
  wg_sheet_add_number (sheet, number != WG_COUNT_NOT_KNOWN ? number : NAN);
}

GPtrArray *
wg_join_words_sheets (const WgBuildingJoin *join)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_sheet_free);
  WgSheet *sheet = wg_sheet_new (_("Rows not taken"));
  const char *const texts[] = { _("Reason"), _("Code"), _("Name"), _("Address"), _("Management class") };
  const char *const numbers[] = { _("Households"), _("People"), _("Floors"), _("Units") };

  g_ptr_array_add (sheets, sheet);
  wg_sheet_add_column (sheet, _("Row"), 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    wg_sheet_add_column (sheet, texts[i], -1);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    wg_sheet_add_column (sheet, numbers[i], 0);
  for (guint i = 0; i < join->rows->len; i++)
    {
      const WgJoinRow *row = &g_array_index (join->rows, WgJoinRow, i);
      const WgBuilding *told = wg_building_set_get (join->report->set, row->place);

      if (row->outcome <= WG_JOIN_SAME)
        continue;
      wg_sheet_begin_row (sheet);
      wg_sheet_add_number (sheet, row->row);
      wg_sheet_add_text (sheet, wg_join_words_outcome (row->outcome));
      wg_sheet_add_text (sheet, told->code != NULL ? told->code : "");
      wg_sheet_add_text (sheet, told->name != NULL ? told->name : "");
      wg_sheet_add_text (sheet, told->address != NULL ? told->address : "");
      wg_sheet_add_text (sheet, told->management != NULL ? told->management : "");
      add_number (sheet, told->households);
      add_number (sheet, told->people);
      add_number (sheet, told->floors);
      add_number (sheet, told->units);
    }
  return sheets;
}
