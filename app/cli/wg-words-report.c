/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-words"

#include "wg-words-tally.h"
#include "wg-words.h"

#include <glib/gi18n.h>

#define LEAST_CHANGE_M2 1.0 /* of a grid, to be worth a line */
#define MAX_LINES 20 /* of one kind; the JSON report has all */

static void
add_line (GString *text, const char *indent, char *line)
{
  g_string_append_printf (text, "%s%s\n", indent, line);
  g_free (line);
}

/* Why the two areas differ. */
static char *
describe_balance (const WgImportReport *report)
{
  g_autofree char *won = wg_words_area (report->won_m2);
  g_autofree char *lost = wg_words_area (report->lost_m2);
  char adjusted[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (adjusted, sizeof adjusted, "%+.2f", report->adjusted_m2);
  /* Translators: two areas, a number with its sign */
  return g_strdup_printf (_("Won %s, lost %s; outlines put in order: %s m²"), won, lost, adjusted);
}

static void
add_summary (GString *text, const WgImportReport *report)
{
  const WgLevel *level = wg_plan_get_level (report->plan, report->depth);
  g_autofree char *rows = wg_words_count (report->n_rows);
  g_autofree char *grids = wg_words_count (report->n_grids);
  g_autofree char *claimed = wg_words_area (report->claimed_m2);
  g_autofree char *covered = wg_words_area (report->covered_m2);

  /* Translators: file name, number of rows, number of grids, name of a level */
  add_line (text, "",
            g_strdup_printf (_("%s: %s rows, %s grids at level %s"), report->source, rows, grids,
                             level != NULL ? level->name : ""));
  /* Translators: two areas */
  add_line (text, "", g_strdup_printf (_("Area in the file %s, of the grids now %s"), claimed,
                                       covered));
  add_line (text, "", describe_balance (report));
}

static void
add_problems (GString *text, GPtrArray *problems, WgRowProblemKind kind)
{
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += ((WgRowProblem *) problems->pdata[i])->kind == kind;
  if (n == 0)
    return;

  g_string_append_printf (text, "%s (%u)\n", wg_words_problem_kind (kind), n);
  for (guint i = 0, shown = 0; i < problems->len && shown < MAX_LINES; i++)
    {
      const WgRowProblem *problem = problems->pdata[i];

      if (problem->kind == kind)
        {
          add_line (text, "  ", wg_words_row_problem (problem));
          shown++;
        }
    }
  if (n > MAX_LINES)
    add_line (text, "  ", g_strdup_printf (_("… and %u more"), n - MAX_LINES));
}

static void
add_decisions (GString *text, const WgImportReport *report, WgDecisionKind kind)
{
  guint n = 0;
  double sum = 0.0;
  g_autofree char *area = NULL;

  for (guint i = 0; i < report->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);

      if (decision->kind == kind)
        {
          n++;
          sum += decision->area_m2;
        }
    }
  if (n == 0)
    return;

  area = wg_words_area (sum);
  g_string_append_printf (text, "%s (%u, %s)\n", wg_words_decision_kind (kind), n, area);
  for (guint i = 0, shown = 0; i < report->decisions->len && shown < MAX_LINES; i++)
    {
      const WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);

      if (decision->kind == kind)
        {
          add_line (text, "  ", wg_words_report_decision (report, decision));
          shown++;
        }
    }
  if (n > MAX_LINES)
    add_line (text, "  ", g_strdup_printf (_("… and %u more"), n - MAX_LINES));
}

static int
compare_balances (gconstpointer a, gconstpointer b)
{
  const WgImportBalance *first = *(const WgImportBalance *const *) a;
  const WgImportBalance *second = *(const WgImportBalance *const *) b;
  double one = first->won_m2 + first->lost_m2, two = second->won_m2 + second->lost_m2;

  if (one != two)
    return one > two ? -1 : 1;
  return (first->grid > second->grid) - (first->grid < second->grid);
}

/* Who won and lost most. */
static void
add_balances (GString *text, const WgImportReport *report)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();

  for (guint i = 0; i < report->balances->len; i++)
    {
      WgImportBalance *balance = &g_array_index (report->balances, WgImportBalance, i);

      if (balance->won_m2 + balance->lost_m2 >= LEAST_CHANGE_M2)
        g_ptr_array_add (changed, balance);
    }
  if (changed->len == 0)
    return;
  g_ptr_array_sort (changed, compare_balances);
  g_string_append_printf (text, _("Grids that won or lost land (%u)\n"), changed->len);
  for (guint i = 0; i < MIN (changed->len, MAX_LINES); i++)
    {
      const WgImportBalance *balance = g_ptr_array_index (changed, i);
      g_autofree char *name = wg_words_report_grid (report, balance->grid);
      g_autofree char *before = wg_words_area (balance->before_m2);
      g_autofree char *after = wg_words_area (balance->after_m2);
      g_autofree char *won = wg_words_area (balance->won_m2);
      g_autofree char *lost = wg_words_area (balance->lost_m2);

      /* Translators: name of a grid, then four areas */
      add_line (text, "  ", g_strdup_printf (_("%s: %s before, %s now; won %s, lost %s"), name, before,
                                             after, won, lost));
    }
  if (changed->len > MAX_LINES)
    add_line (text, "  ", g_strdup_printf (_("… and %u more"), changed->len - MAX_LINES));
}

/* The grids that were made of what the rows name. */
static void
add_made (GString *text, const WgImportReport *report)
{
  const WgLevel *level = report->depth > 1 ? wg_plan_get_level (report->plan, report->depth - 1)
                                           : NULL;

  if (report->made->len == 0 || level == NULL)
    return;
  /* Translators: name of a level, number of grids */
  g_string_append_printf (text, _("Made at level %s, as the rows name them (%u)\n"), level->name,
                          report->made->len);
  for (guint i = 0; i < MIN (report->made->len, MAX_LINES); i++)
    {
      guint32 id = g_array_index (report->made, guint32, i);
      const WgGrid *grid = wg_plan_get_grid (report->plan, id);

      add_line (text, "  ", g_strdup_printf ("%s %s", grid->code, grid->name));
    }
  if (report->made->len > MAX_LINES)
    add_line (text, "  ", g_strdup_printf (_("… and %u more"), report->made->len - MAX_LINES));
}

char *
wg_words_import_report (const WgImportReport *report)
{
  GString *text = g_string_new (NULL);

  add_summary (text, report);
  add_made (text, report);
  for (int kind = WG_ROW_NO_GEOMETRY; kind <= WG_ROW_SAME_PLACE; kind++)
    add_problems (text, report->problems, kind);
  for (int kind = WG_DECISION_GAP_CLOSED; kind <= WG_DECISION_RING_REPAIRED; kind++)
    add_decisions (text, report, kind);
  add_balances (text, report);

  return g_string_free (text, FALSE);
}

/* "households: 户数", of the columns that were read. */
static void
add_mapping (GString *text, const WgBuildingReport *report)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    if (report->fields[role] != NULL)
      g_string_append_printf (list, "%s%s=%s", list->len > 0 ? ", " : "",
                              wg_building_role_to_string (role), report->fields[role]);
  /* Translators: %s is which column of the file holds what: "households=户数, floors=层数" */
  add_line (text, "", g_strdup_printf (_("Columns read: %s"), list->len > 0 ? list->str : "—"));
}

static void
add_building_sum (GString *text, const WgBuildingReport *report)
{
  g_autofree char *households = wg_words_tally_count (&report->sum, &report->sum.households);
  g_autofree char *people = wg_words_tally_count (&report->sum, &report->sum.people);
  g_autofree char *unknown = wg_words_count (report->sum.households.n_unknown);
  g_autofree char *outside = wg_words_count (report->n_outside);
  g_autofree char *updated = wg_words_count (report->n_updated);

  add_line (text, "", g_strdup_printf (_("Households %s, people %s"), households, people));
  if (report->sum.households.n_unknown > 0)
    add_line (text, "", g_strdup_printf (_("%s buildings do not tell their households"), unknown));
  if (report->n_updated > 0)
    add_line (text, "", g_strdup_printf (_("%s buildings took the place of those with the same code"),
                                         updated));
  if (report->n_outside > 0)
    add_line (text, "", g_strdup_printf (_("%s buildings lie in no grid"), outside));
}

char *
wg_words_building_report (const WgBuildingReport *report)
{
  GString *text = g_string_new (NULL);
  g_autofree char *rows = wg_words_count (report->n_rows);
  g_autofree char *buildings = wg_words_count (report->n_buildings);

  /* Translators: file name, number of rows, number of buildings */
  add_line (text, "", g_strdup_printf (_("%s: %s rows, %s buildings"), report->source, rows, buildings));
  add_building_sum (text, report);
  add_mapping (text, report);
  for (int kind = WG_ROW_NO_GEOMETRY; kind <= WG_ROW_SAME_PLACE; kind++)
    add_problems (text, report->problems, kind);
  return g_string_free (text, FALSE);
}
