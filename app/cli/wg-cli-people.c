/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../exchange/wg-sheet-file.h"
#include "wg-staff-sheet.h"
#include "wg-words-staff.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static char *option_grid;
static char *option_level;
static char *option_parent;
static char *option_day;
static char *option_mode;
static char *option_edition;
static char *option_output;
static gboolean option_mask;
static gboolean option_gaps;
static gboolean option_csv;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "grid", 'g', 0, G_OPTION_ARG_STRING, &option_grid, N_ ("Who answers for this grid, and for the units above"),
    N_ ("CODE") },
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("Only grids of this level"), N_ ("NAME") },
  { "parent", 0, 0, G_OPTION_ARG_STRING, &option_parent, N_ ("Only this grid and those below it"), N_ ("CODE") },
  { "day", 0, 0, G_OPTION_ARG_STRING, &option_day, N_ ("As of this day (today)"), "2026-11-22" },
  { "mode", 0, 0, G_OPTION_ARG_STRING, &option_mode, N_ ("Routine or emergency staff"), "routine|emergency" },
  { "edition", 0, 0, G_OPTION_ARG_STRING, &option_edition,
    N_ ("public: leaders with name and work phone only; internal: everybody"), "public|internal" },
  { "mask", 0, 0, G_OPTION_ARG_NONE, &option_mask, N_ ("Phones as 138****0000"), NULL },
  { "gaps", 0, 0, G_OPTION_ARG_NONE, &option_gaps, N_ ("Also grids without people"), NULL },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output, N_ ("Write the list to this file"),
    "OUT.xlsx|OUT.csv" },
  { "csv", 0, 0, G_OPTION_ARG_NONE, &option_csv, N_ ("Print the list as CSV"), NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print the list as JSON"), NULL },
  { NULL },
};

static void
write_text (WgJson *json, const char *key, const char *text)
{
  wg_json_string (json, key, text[0] != '\0' ? text : NULL);
}

static void
write_member (WgJson *json, WgPlan *plan, const WgStaffMember *member)
{
  const WgAssignment *assignment = member->assignment;
  g_autofree char *from = wg_day_to_text (assignment->from);
  g_autofree char *to = wg_day_to_text (assignment->to);
  g_autofree char *phone = option_mask ? wg_phone_mask (member->person->phone) : g_strdup (member->person->phone);

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "grid", wg_plan_get_grid (plan, member->grid)->code);
  wg_json_int (json, "assignment", assignment->id);
  wg_json_int (json, "person", member->person->id);
  wg_json_string (json, "role", wg_role_to_code ((WgRole) assignment->role));
  write_text (json, "title", assignment->title);
  wg_json_string (json, "mode", assignment->mode == WG_MODE_EMERGENCY ? "emergency" : "routine");
  wg_json_boolean (json, "deputy", assignment->deputy_of != 0);
  wg_json_string (json, "name", member->person->name);
  write_text (json, "phone", phone);
  if (g_strcmp0 (option_edition, "public") != 0)
    {
      write_text (json, "employer", member->person->employer);
      write_text (json, "post", wg_post_type_to_code ((WgPostType) member->person->post_type));
      write_text (json, "part", assignment->part);
      wg_json_string (json, "from", from);
      wg_json_string (json, "to", to);
      wg_json_boolean (json, "away", member->leave != NULL);
      wg_json_string (json, "acting", member->acting != NULL ? member->acting->name : NULL);
    }
  wg_json_end_object (json);
}

static void
write_staffing (WgJson *json, WgPlan *plan, guint32 id, const WgWhen *when)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (WgStaffingLine));
  WgStaffing staffing = { 0 };

  wg_staffing_get (plan, id, when, &staffing, lines);
  wg_json_begin_object (json, "staffing");
  wg_json_int (json, "filled", staffing.filled);
  wg_json_int (json, "needed", staffing.needed);
  wg_json_begin_array (json, "rules");
  for (guint i = 0; i < lines->len; i++)
    {
      const WgStaffingLine *line = &g_array_index (lines, WgStaffingLine, i);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "role", wg_role_to_code ((WgRole) line->rule->role));
      write_text (json, "title", line->rule->title);
      write_text (json, "post", wg_post_type_to_code ((WgPostType) line->rule->post_type));
      wg_json_int (json, "min", line->rule->min);
      wg_json_int (json, "max", line->rule->max);
      wg_json_int (json, "filled", line->filled);
      wg_json_int (json, "vacant", line->vacant);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
}

static gboolean
is_shown (const WgStaffMember *member)
{
  return g_strcmp0 (option_edition, "public") != 0
         || (member->assignment->role == WG_ROLE_LEADER && member->assignment->deputy_of == 0);
}

static void
print_json (WgPlan *plan, const WgStaffSheetOptions *how)
{
  WgJson *json = wg_json_new ();
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (WgStaffMember));
  const WgGrid *parent = wg_plan_get_grid (plan, how->parent);

  wg_json_begin_object (json, NULL);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid == NULL || grid->is_retired || (how->depth != 0 && grid->depth != how->depth)
          || (option_grid != NULL && id != how->parent)
          || (parent != NULL && wg_plan_get_ancestor (plan, id, parent->depth) != parent->id))
        continue;
      wg_staffing_collect (plan, id, &how->when, option_grid != NULL, members);
    }
  wg_json_begin_array (json, "staff");
  for (guint i = 0; i < members->len; i++)
    if (is_shown (&g_array_index (members, WgStaffMember, i)))
      write_member (json, plan, &g_array_index (members, WgStaffMember, i));
  wg_json_end_array (json);
  if (option_grid != NULL)
    write_staffing (json, plan, how->parent, &how->when);
  wg_json_int (json, "people", wg_people_count (wg_plan_get_people (plan), WG_STAFF_PERSON));
  wg_json_int (json, "assignments", wg_people_count (wg_plan_get_people (plan), WG_STAFF_ASSIGNMENT));
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

static void
print_csv_cell (const char *text, gboolean is_last)
{
  if (strpbrk (text, ",\"\n") != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (text, "\"", -1);
      g_autofree char *quoted = g_strjoinv ("\"\"", parts);

      g_print ("\"%s\"", quoted);
    }
  else
    g_print ("%s", text);
  g_print ("%s", is_last ? "\n" : ",");
}

static void
print_csv (const WgSheet *sheet)
{
  for (guint i = 0; i < sheet->columns->len; i++)
    print_csv_cell (g_ptr_array_index (sheet->columns, i), i + 1 == sheet->columns->len);
  for (guint row = 0; row < sheet->rows->len; row++)
    for (guint i = 0; i < sheet->columns->len; i++)
      print_csv_cell (wg_sheet_get (sheet, row, i), i + 1 == sheet->columns->len);
}

static int
list_people (WgPlan *plan, WgStaffSheetOptions *how)
{
  g_autoptr (WgSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  if ((option_level != NULL && !wg_cli_find_depth (plan, option_level, &how->depth)))
    return WG_CLI_USAGE;
  if (!wg_cli_find_parent (plan, option_grid != NULL ? option_grid : option_parent, &how->parent, &error))
    return wg_cli_refuse (error);
  if (option_grid != NULL)
    how->depth = wg_plan_get_grid (plan, how->parent)->depth;
  if (option_json)
    {
      print_json (plan, how);
      return WG_CLI_OK;
    }
  sheet = wg_staff_sheet_new (plan, how);
  if (option_output != NULL)
    {
      const WgSheet *sheets[] = { sheet };

      return wg_sheet_file_write (option_output, sheets, 1, &error) ? WG_CLI_OK : wg_cli_refuse (error);
    }
  if (option_csv)
    print_csv (sheet);
  else
    wg_cli_print_sheet (sheet);
  return WG_CLI_OK;
}

int
wg_cli_people (int argc, char **argv)
{
  const WgCliUsage usage = { "P.wangge [--grid CODE | --level NAME | --parent CODE] [-o OUT.xlsx]",
                             _ ("List who answers for the grids."), options, 1, 1 };
  static const char *const modes[] = { "routine", "emergency", NULL };
  static const char *const editions[] = { "internal", "public", NULL };
  WgStaffSheetOptions how = { .edition = WG_EDITION_INTERNAL };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;
  int mode = 0, edition = 0;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  mode = wg_cli_find_word (modes, option_mode);
  edition = wg_cli_find_word (editions, option_edition);
  if (mode < 0)
    return wg_cli_wrong_usage (_ ("--mode takes routine or emergency"));
  if (edition < 0)
    return wg_cli_wrong_usage (_ ("--edition takes public or internal"));
  if (!wg_cli_parse_day (option_day, &how.when.day))
    return wg_cli_wrong_usage (_ ("%s is no day such as 2026-11-22"), option_day);
  how.when.mode = (WgMode) mode;
  how.edition = (WgStaffEdition) edition;
  how.is_masked = option_mask;
  how.with_vacant = option_gaps;
  project = wg_cli_open (argv[1], TRUE, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, list_people (wg_project_get_plan (project), &how));
}
