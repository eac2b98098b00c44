/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-roster-words.h"

#include "../base/wg-json.h"
#include "wg-words-staff.h"
#include "wg-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *code;
  const char *words;
} states[WG_ROSTER_N_STATES] = {
  [WG_ROSTER_NEW] = { "new", N_ ("To be added") },
  [WG_ROSTER_CHANGED] = { "changed", N_ ("Changed") },
  [WG_ROSTER_SAME] = { "same", N_ ("The same") },
  [WG_ROSTER_AMBIGUOUS] = { "ambiguous", N_ ("Not clear") },
  [WG_ROSTER_UNKNOWN_GRID] = { "unknown-grid", N_ ("Grid not known") },
  [WG_ROSTER_REJECTED] = { "rejected", N_ ("Left out") },
};

static const struct
{
  WgRosterReasons reason;
  const char *code;
  const char *words;
} reasons[] = {
  { WG_ROSTER_NO_NAME, "no-name", N_ ("no name") },
  { WG_ROSTER_GRID_UNKNOWN, "grid-unknown", N_ ("no grid of this code, name or leader") },
  { WG_ROSTER_GRID_AMBIGUOUS, "grid-ambiguous", N_ ("several grids have this name") },
  { WG_ROSTER_PERSON_AMBIGUOUS, "person-ambiguous", N_ ("several people of this name are known") },
  { WG_ROSTER_NO_GRID, "no-grid", N_ ("names no grid: taken for the unit above") },
  { WG_ROSTER_BY_LEADER, "by-leader", N_ ("the grid was told by its leader") },
  { WG_ROSTER_TWICE, "twice", N_ ("the same person as in a row above") },
  { WG_ROSTER_SAME_NAME, "same-name", N_ ("somebody else has this name and another phone") },
  { WG_ROSTER_SECOND_LEADER, "second-leader", N_ ("the grid has a leader already") },
  { WG_ROSTER_PHONE_MISSING, "phone-missing", N_ ("no phone") },
  { WG_ROSTER_PHONE_BAD, "phone-bad", N_ ("the phone cannot be right") },
  { WG_ROSTER_PHONE_LOST, "phone-lost", N_ ("the spreadsheet has lost digits of the phone: left empty") },
  { WG_ROSTER_PHONE_MENDED, "phone-mended", N_ ("the phone was tidied") },
  { WG_ROSTER_ZERO_LOST, "zero-lost", N_ ("the leading 0 of the phone was put back") },
  { WG_ROSTER_BAD_DAY, "bad-day", N_ ("a date cannot be read: left open") },
  { WG_ROSTER_IDENTITY, "identity", N_ ("an identity number was taken out") },
};

static const char *const meanings[WG_ROSTER_N_MEANINGS] = {
  [WG_ROSTER_IGNORED] = N_ ("Not read"),
  [WG_ROSTER_PERSONAL] = N_ ("Left out: personal data"),
  [WG_ROSTER_STREET] = N_ ("Street or town"),
  [WG_ROSTER_COMMUNITY] = N_ ("Community or village"),
  [WG_ROSTER_GRID] = N_ ("Grid"),
  [WG_ROSTER_GRID_CODE] = N_ ("Code of the grid"),
  [WG_ROSTER_NAME] = N_ ("Full name"),
  [WG_ROSTER_PHONE] = N_ ("Work phone"),
  [WG_ROSTER_ROLE] = N_ ("Role"),
  [WG_ROSTER_EMPLOYER] = N_ ("Employer"),
  [WG_ROSTER_POST] = N_ ("Full-time or part-time"),
  [WG_ROSTER_FROM] = N_ ("From"),
  [WG_ROSTER_TO] = N_ ("Until"),
  [WG_ROSTER_PART] = N_ ("Part of the grid"),
  [WG_ROSTER_LEADER] = N_ ("Leader of the grid"),
  [WG_ROSTER_NOTE] = N_ ("Note"),
};

static const char *
grid_code (WgPlan *plan, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);

  return grid != NULL ? grid->code : "";
}

const char *
wg_words_roster_state (WgRosterState state)
{
  return _(states[state].words);
}

const char *
wg_roster_state_to_code (WgRosterState state)
{
  return states[state].code;
}

const char *
wg_words_roster_meaning (WgRosterMeaning meaning)
{
  return _(meanings[meaning]);
}

char *
wg_words_roster_reasons (WgRosterReasons all)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (all & reasons[i].reason)
      g_string_append_printf (text, "%s%s", text->len > 0 ? _("; ") : "", _(reasons[i].words));
  return g_string_free (text, FALSE);
}

static void
report_dropped (GString *text, const WgRoster *roster)
{
  const GPtrArray *dropped = wg_roster_get_dropped (roster);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < dropped->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? _(", ") : "", (const char *) g_ptr_array_index (dropped, i));
  if (dropped->len > 0)
    g_string_append_printf (text, _("Columns left out, because they hold personal data: %s\n"), list->str);
}

static void
report_item (GString *text, const WgRosterItem *item)
{
  g_autofree char *why = wg_words_roster_reasons (item->reasons);
  g_autofree char *role = wg_words_role ((WgRole) item->role, item->title);

  /* Translators: number of a row; name, role, grid as the row names it; what became of it; why */
  g_string_append_printf (text, _("Row %u: %s, %s, “%s”: %s (%s)\n"), item->row, item->name, role,
                          item->grid_text != NULL ? item->grid_text : "", wg_words_roster_state (item->state),
                          why);
}

char *
wg_words_roster_report (WgPlan *plan, const WgRoster *roster)
{
  GString *text = g_string_new (NULL);
  guint sums[4] = { 0 };

  wg_roster_get_sums (roster, sums);
  for (guint i = 0; i < WG_ROSTER_N_STATES; i++)
    if (wg_roster_count_state (roster, (WgRosterState) i) > 0)
      g_string_append_printf (text, "%s: %u\n", wg_words_roster_state ((WgRosterState) i),
                              wg_roster_count_state (roster, (WgRosterState) i));
  g_string_append_printf (text,
                          _("New people: %u; changed people: %u; new assignments: %u; ended assignments: %u\n"),
                          sums[0], sums[1], sums[2], sums[3]);
  report_dropped (text, roster);
  for (guint i = 0; i < wg_roster_count (roster); i++)
    {
      const WgRosterItem *item = wg_roster_get (roster, i);

      if (item->state >= WG_ROSTER_AMBIGUOUS
          || (item->reasons & ~(WgRosterReasons) (WG_ROSTER_PHONE_MENDED | WG_ROSTER_TWICE)) != 0)
        report_item (text, item);
    }
  return g_string_free (text, FALSE);
}

static void
write_item (WgJson *json, WgPlan *plan, const WgRosterItem *item)
{
  g_autofree char *from = wg_day_to_text (item->from);
  g_autofree char *to = wg_day_to_text (item->to);

  wg_json_begin_object (json, NULL);
  wg_json_int (json, "row", item->row);
  wg_json_string (json, "state", wg_roster_state_to_code (item->state));
  wg_json_begin_array (json, "reasons");
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (item->reasons & reasons[i].reason)
      wg_json_string (json, NULL, reasons[i].code);
  wg_json_end_array (json);
  wg_json_string (json, "name", item->name);
  wg_json_string (json, "phone", item->phone);
  wg_json_string (json, "role", item->state == WG_ROSTER_REJECTED ? NULL : wg_role_to_code ((WgRole) item->role));
  if (item->role == WG_ROLE_OTHER && item->title != NULL && item->title[0] != '\0')
    wg_json_string (json, "title", item->title);
  wg_json_string (json, "named", item->grid_text);
  wg_json_string (json, "grid", item->grid != 0 ? grid_code (plan, item->grid) : NULL);
  wg_json_string (json, "from", from);
  wg_json_string (json, "to", to);
  wg_json_end_object (json);
}

char *
wg_roster_to_json (WgPlan *plan, const WgRoster *roster, gboolean is_done)
{
  static const char *const names[] = { "new_people", "changed_people", "new_assignments", "ended_assignments" };
  WgJson *json = wg_json_new ();
  const GPtrArray *dropped = wg_roster_get_dropped (roster);
  guint sums[4] = { 0 };

  wg_roster_get_sums (roster, sums);
  wg_json_begin_object (json, NULL);
  wg_json_boolean (json, "done", is_done);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    wg_json_int (json, names[i], sums[i]);
  wg_json_begin_object (json, "states");
  for (guint i = 0; i < WG_ROSTER_N_STATES; i++)
    wg_json_int (json, states[i].code, wg_roster_count_state (roster, (WgRosterState) i));
  wg_json_end_object (json);
  wg_json_begin_array (json, "dropped");
  for (guint i = 0; i < dropped->len; i++)
    wg_json_string (json, NULL, g_ptr_array_index (dropped, i));
  wg_json_end_array (json);
  wg_json_begin_array (json, "rows");
  for (guint i = 0; i < wg_roster_count (roster); i++)
    write_item (json, plan, wg_roster_get (roster, i));
  wg_json_end_array (json);
  wg_json_end_object (json);
  return wg_json_finish (json);
}

WgSheet *
wg_roster_preview_sheet (WgPlan *plan, const WgRoster *roster)
{
  WgSheet *sheet = wg_sheet_new (_("Preview"));
  const char *const headings[] = { _("Row"),  _("State"),      _("Why"),  _("Full name"), _("Work phone"),
                                   _("Role"), _("Named grid"), _("Code"), _("Grid") };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    wg_sheet_add_column (sheet, headings[i], i == 0 ? 0 : -1);
  for (guint i = 0; i < wg_roster_count (roster); i++)
    {
      const WgRosterItem *item = wg_roster_get (roster, i);
      const WgGrid *grid = wg_plan_get_grid (plan, item->grid);
      g_autofree char *why = wg_words_roster_reasons (item->reasons);
      g_autofree char *role = wg_words_role ((WgRole) item->role, item->title);

      wg_sheet_begin_row (sheet);
      wg_sheet_add_number (sheet, item->row);
      wg_sheet_add_text (sheet, wg_words_roster_state (item->state));
      wg_sheet_add_text (sheet, why);
      wg_sheet_add_text (sheet, item->name);
      wg_sheet_add_text (sheet, item->phone);
      wg_sheet_add_text (sheet, item->state == WG_ROSTER_REJECTED ? "" : role);
      wg_sheet_add_text (sheet, item->grid_text != NULL ? item->grid_text : "");
      wg_sheet_add_text (sheet, grid != NULL ? grid->code : "");
      wg_sheet_add_text (sheet, grid != NULL ? grid->name : "");
    }
  return sheet;
}
