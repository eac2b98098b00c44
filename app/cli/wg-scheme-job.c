/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-scheme-job"

#include "wg-scheme-job.h"

#include "wg-words.h"

#include "../exchange/wg-sheet-file.h"
#include "../plan/wg-code-clash.h"
#include "../store/wg-scheme-origin.h"

#include <glib/gi18n.h>
#include <string.h>

const char *
wg_words_scheme_kind (WgSchemeKind kind)
{
  switch (kind)
    {
    case WG_SCHEME_IN_FORCE:
      return _("In force");
    case WG_SCHEME_NET:
      return _("Department’s net");
    case WG_SCHEME_PAST:
      return _("Past");
    case WG_SCHEME_DRAFT:
    default:
      return C_ ("scheme", "Draft");
    }
}

char *
wg_words_scheme_state (const WgScheme *scheme)
{
  const char *kind = wg_words_scheme_kind (scheme->kind);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  if (scheme->until != NULL && strcmp (scheme->until, today) > 0)
    return g_strdup_printf (_("Still in force, until %s"), scheme->until);
  if (scheme->until != NULL && scheme->adopted == NULL)
    return g_strdup_printf (_("%s, in force until %s"), kind, scheme->until);
  if (scheme->until != NULL)
    return g_strdup_printf (_("%s, in force from %s to %s"), kind, scheme->adopted, scheme->until);
  if (scheme->adopted == NULL)
    return g_strdup (kind);
  if (scheme->kind != WG_SCHEME_IN_FORCE)
    return g_strdup_printf (_("%s, in force from %s"), kind, scheme->adopted);
  /* Translators: the kind of a scheme and a day: "In force since 2027-01-01", "In force from 2027-01-01 on" */
  return g_strdup_printf (strcmp (scheme->adopted, today) > 0 ? _("%s from %s on") : _("%s since %s"), kind,
                          scheme->adopted);
}

char *
wg_words_scheme_event (const WgSchemeEvent *event)
{
  switch (event->kind)
    {
    case WG_SCHEME_DAY_CHANGED:
      return g_strdup_printf (_("In force from %s on: the day was changed"), event->day);
    case WG_SCHEME_REPLACED:
      /* Translators: the name of a scheme, a day */
      return g_strdup_printf (_("“%s” in force in its place from %s on"), event->other, event->day);
    case WG_SCHEME_ADOPTED:
    default:
      /* Translators: a day, the name of a scheme */
      return event->other[0] != '\0'
               ? g_strdup_printf (_("In force from %s on, in place of “%s”"), event->day, event->other)
               : g_strdup_printf (_("In force from %s on"), event->day);
    }
}

char *
wg_words_scheme_event_facts (const WgSchemeEvent *event)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (event->time);
  g_autofree char *when
    = time != NULL ? g_strstrip (g_date_time_format (time, _("%e %b %Y, %H:%M"))) : g_strdup ("");

  return event->user[0] != '\0' ? g_strdup_printf ("%s · %s", when, event->user) : g_steal_pointer (&when);
}

static guint
deepest (WgPlan *plan)
{
  guint depth = wg_plan_get_n_levels (plan);

  while (depth > 1 && wg_plan_count_grids (plan, depth) == 0)
    depth--;
  return depth;
}

void
wg_scheme_pair_init (WgSchemePair *pair, WgProject *project, const WgScheme *first, const WgScheme *second)
{
  const WgScheme *const schemes[] = { first, second };

  pair->project = g_object_ref (project);
  pair->open = wg_plan_snapshot (wg_project_get_plan (project));
  pair->reach_m = WG_SCHEME_REACH_M;
  for (guint i = 0; i < 2; i++)
    {
      pair->ids[i] = schemes[i]->id;
      pair->names[i] = g_strdup (schemes[i]->name);
    }
}

gboolean
wg_scheme_pair_read (WgSchemePair *pair, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  guint32 limit = 0, present = 0;

  for (guint i = 0; i < 2; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      pair->plans[i] = wg_project_read_scheme (pair->project, pair->ids[i], pair->open, error);
      if (pair->plans[i] == NULL)
        return FALSE;
    }
  pair->is_kindred = wg_plan_are_kindred (pair->plans[0], pair->plans[1]);
  if (!wg_project_find_shared_limit (pair->project, pair->ids[0], pair->ids[1], &limit, error))
    return FALSE;
  present = wg_plan_get_grid_limit (pair->plans[0]);
  if (!pair->is_kindred || limit < present)
    {
      g_autoptr (WgPlan) own = g_steal_pointer (&pair->plans[1]);

      pair->plans[1] = pair->is_kindred
                         ? wg_plan_copy_shifted (own, limit, present - limit, error)
                         : wg_plan_copy_matched (own, pair->plans[0], progress, cancellable, error);
    }
  return pair->plans[1] != NULL;
}

void
wg_scheme_pair_clear (WgSchemePair *pair)
{
  g_clear_object (&pair->project);
  g_clear_object (&pair->open);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_object (&pair->plans[i]);
      g_clear_pointer (&pair->names[i], g_free);
    }
}

static void
add_row (WgSheet *sheet, const char *what, double first, double second)
{
  wg_sheet_begin_row (sheet);
  wg_sheet_add_text (sheet, what);
  wg_sheet_add_number (sheet, first);
  wg_sheet_add_number (sheet, second);
}

static WgSheet *
make_borders (const WgSchemePair *pair, WgMismatch *const mismatch[2])
{
  WgSheet *sheet = wg_sheet_new (_("Borders"));
  const WgMismatch *a = mismatch[0], *b = mismatch[1];
  /* Translators: a distance in metres: what lies in a buffer around the borders of the other net */
  g_autofree char *reach = g_strdup_printf (_("All within %.0f m of a border of the other"), pair->reach_m);

  wg_sheet_add_column (sheet, _("In metres"), -1);
  for (guint i = 0; i < 2; i++)
    wg_sheet_add_column (sheet, pair->names[i], 1);
  add_row (sheet, _("Length of the borders"), a->length_m, b->length_m);
  add_row (sheet, _("The same in both"), a->same_m, b->same_m);
  add_row (sheet, _("Beside a border of the other that goes the same way"), a->near_m, b->near_m);
  add_row (sheet, _("Mean distance there"), a->mean_m, b->mean_m);
  add_row (sheet, _("Greatest distance there"), a->worst_m, b->worst_m);
  add_row (sheet, _("Near only where borders cross or lead away"), a->across_m, b->across_m);
  add_row (sheet, reach, a->same_m + a->near_m + a->across_m, b->same_m + b->near_m + b->across_m);
  add_row (sheet, _("Without a border of the other near"), a->apart_m, b->apart_m);
  return sheet;
}

/* (transfer full): the borders of one against those of the other, in a line. */
static char *
describe_borders (const WgMismatch *mismatch)
{
  g_autofree char *length = wg_words_length (mismatch->length_m), *same = wg_words_length (mismatch->same_m);
  g_autofree char *across = wg_words_length (mismatch->across_m), *apart = wg_words_length (mismatch->apart_m);
  g_autofree char *near = wg_words_length (mismatch->near_m), *mean = wg_words_length (mismatch->mean_m);
  g_autofree char *worst = wg_words_length (mismatch->worst_m);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("%s, the same in both %s"), length, same);
  /* Translators: parts of the length of the borders, each behind the one before */
  if (mismatch->near_m > 0)
    g_string_append_printf (text, _("; beside one another %s (mean %s, most %s)"), near, mean, worst);
  if (mismatch->across_m > 0)
    g_string_append_printf (text, _("; only near %s"), across);
  if (mismatch->apart_m > 0)
    g_string_append_printf (text, _("; none near %s"), apart);
  return g_string_free (text, FALSE);
}

/* In the summary, which is on paper too. */
static void
add_borders (WgSheet *summary, WgMismatch *const mismatch[2])
{
  const char *const labels[] = { _("Borders before"), _("Borders after") };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *line = describe_borders (mismatch[i]);

      wg_sheet_begin_row (summary);
      wg_sheet_add_text (summary, labels[i]);
      wg_sheet_add_text (summary, line);
    }
}

static gboolean
measure (WgSchemeComparison *comparison, const WgSchemePair *pair, const WgProgress *progress,
         GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < 2; i++)
    {
      WgProgress part = wg_progress_part (progress, 0.5 * i, 0.5 * (i + 1));
      WgPlan *plan = pair->plans[i], *other = pair->plans[1 - i];

      comparison->mismatch[i] = wg_plan_measure_mismatch (
        plan, pair->depths[i] != 0 ? pair->depths[i] : deepest (plan), other,
        pair->depths[1 - i] != 0 ? pair->depths[1 - i] : deepest (other), pair->reach_m, &part,
        cancellable, error);
      if (comparison->mismatch[i] == NULL)
        return FALSE;
    }
  comparison->borders = make_borders (pair, comparison->mismatch);
  add_borders (comparison->report->sheets[WG_REPORT_SUMMARY], comparison->mismatch);
  return TRUE;
}

WgSchemeComparison *
wg_scheme_comparison_new (const WgSchemePair *pair, const WgProgress *progress,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (WgSchemeComparison) comparison = g_new0 (WgSchemeComparison, 1);
  WgProgress parts[2] = { wg_progress_part (progress, 0, 0.6), wg_progress_part (progress, 0.6, 1) };
  WgMoment moments[2] = { { 0, 0, pair->names[0] }, { 0, 0, pair->names[1] } };
  WgMoment *const borrowed[2] = { &moments[0], &moments[1] };

  comparison->report = wg_report_new_between (pair->plans[0], pair->plans[1], borrowed, &parts[0],
                                              cancellable, error);
  if (comparison->report == NULL || !measure (comparison, pair, &parts[1], cancellable, error))
    return NULL;
  return g_steal_pointer (&comparison);
}

void
wg_scheme_comparison_free (WgSchemeComparison *comparison)
{
  g_clear_pointer (&comparison->report, wg_report_free);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&comparison->mismatch[i], wg_mismatch_free);
  g_clear_pointer (&comparison->borders, wg_sheet_free);
  g_free (comparison);
}

gboolean
wg_scheme_comparison_write (const WgSchemeComparison *comparison, const char *path, GError **error)
{
  const WgSheet *sheets[WG_REPORT_N_SHEETS + 1] = { NULL };
  const char *ending = strrchr (path, '.');

  if (ending != NULL && g_ascii_strcasecmp (ending, ".pdf") == 0)
    return wg_report_write (comparison->report, path, error);
  for (guint i = 0; i < WG_REPORT_N_SHEETS; i++)
    sheets[i] = comparison->report->sheets[i];
  sheets[WG_REPORT_N_SHEETS] = comparison->borders;
  return wg_sheet_file_write (path, sheets, G_N_ELEMENTS (sheets), error);
}

WgPlan *
wg_scheme_make_empty (WgPlan *plan)
{
  WgPlan *empty = wg_plan_new (wg_plan_get_name (plan), wg_plan_get_frame (plan));

  wg_plan_set_wanted_crs (empty, wg_plan_get_wanted_crs (plan));
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      const WgLevel *level = wg_plan_get_level (plan, depth);

      wg_plan_add_level (empty, level->name, level->special_name);
      wg_plan_set_level_rule (empty, depth, &level->rule);
    }
  return empty;
}
