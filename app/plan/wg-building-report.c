/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-report"

#include "wg-building-report.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-tally-json.h"

static const char *const roles[WG_BUILDING_N_ROLES]
  = { "code", "name", "address", "households", "people", "floors", "units", "kind", "management" };

static void
take_count (WgCount *count, gint32 number)
{
  if (number == WG_COUNT_NOT_KNOWN)
    count->n_unknown++;
  else
    count->sum += number;
}

static void
add_to_sum (WgBuildingReport *report, WgPlan *plan, const WgBuilding *building)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgFaceId face = wg_coverage_locate (coverage, building->point);

  report->sum.n_buildings++;
  take_count (&report->sum.households, building->households);
  take_count (&report->sum.people, building->people);
  report->n_outside += wg_coverage_owner (coverage, face) == 0;
}

/* code -> place, of the present ones; a code that stands twice names neither. */
static GHashTable *
index_codes (WgBuildingSet *present)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; present != NULL && i < wg_building_set_count (present); i++)
    {
      const char *code = wg_building_set_get (present, i)->code;

      if (code != NULL)
        g_hash_table_insert (places, (gpointer) code,
                             GUINT_TO_POINTER (g_hash_table_contains (places, code) ? 0 : i + 1));
    }
  return places;
}

static void
copy_building (WgBuildingSet *set, const WgBuildingSet *from, guint index, guint32 id)
{
  WgBuilding copy = *wg_building_set_get (from, index);

  copy.id = id;
  if (wg_building_set_has_footprint (from, index))
    {
      copy.footprint = wg_shape_new ();
      wg_building_set_get_footprint (from, index, copy.footprint);
    }
  wg_building_set_add (set, &copy);
}

/* Which building of the file takes the place of which present one; 0: none. */
static guint *
match (WgBuildingReport *report, WgBuildingSet *present, gboolean *is_update)
{
  g_autoptr (GHashTable) places = index_codes (present);
  guint *updates = g_new0 (guint, MAX (wg_building_set_count (present), 1));

  for (guint i = 0; i < wg_building_set_count (report->set); i++)
    {
      const WgBuilding *building = wg_building_set_get (report->set, i);
      guint place = building->code != NULL
                      ? GPOINTER_TO_UINT (g_hash_table_lookup (places, building->code))
                      : 0;

      if (place == 0 || updates[place - 1] != 0)
        continue;
      updates[place - 1] = i + 1;
      is_update[i] = TRUE;
      report->n_updated++;
    }
  return updates;
}

static WgBuildingSet *
merge (WgBuildingReport *report, WgBuildingSet *present)
{
  guint n_present = wg_building_set_count (present), n_new = wg_building_set_count (report->set);
  g_autofree gboolean *is_update = g_new0 (gboolean, MAX (n_new, 1));
  g_autofree guint *updates = match (report, present, is_update);
  WgBuildingSet *merged = wg_building_set_new (n_present + n_new);
  const GArray *shares = wg_building_set_shares (present);
  guint32 last = 0;

  for (guint i = 0; i < n_present; i++)
    {
      gboolean is_new = updates[i] != 0;

      last = wg_building_set_get (present, i)->id;
      copy_building (merged, is_new ? report->set : present, is_new ? updates[i] - 1 : i, last);
    }
  for (guint i = 0; i < n_new; i++)
    if (!is_update[i])
      copy_building (merged, report->set, i, ++last);
  for (guint i = 0; i < shares->len; i++)
    wg_building_set_add_share (merged, &g_array_index (shares, WgBuildingShare, i));
  return merged;
}

const char *
wg_building_role_to_string (WgBuildingRole role)
{
  return roles[role];
}

WgBuildingReport *
wg_building_report_new (const char *source)
{
  WgBuildingReport *report = g_new0 (WgBuildingReport, 1);

  report->source = g_strdup (source);
  report->set = wg_building_set_new (0);
  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_row_problem_free);
  return report;
}

void
wg_building_report_free (WgBuildingReport *report)
{
  if (report == NULL)
    return;
  g_free (report->source);
  wg_building_set_unref (report->set);
  g_ptr_array_unref (report->problems);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    g_free (report->fields[role]);
  g_free (report);
}

void
wg_building_report_join (WgBuildingReport *report, WgPlan *plan, WgBuildingSet *present)
{
  report->sum.is_counted = TRUE;
  for (guint i = 0; i < wg_building_set_count (report->set); i++)
    add_to_sum (report, plan, wg_building_set_get (report->set, i));
  if (present != NULL)
    {
      WgBuildingSet *merged = merge (report, present);

      wg_building_set_unref (report->set);
      report->set = merged;
    }
}

char *
wg_building_report_to_json (const WgBuildingReport *report)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "source", report->source);
  wg_json_int (json, "rows", report->n_rows);
  wg_json_int (json, "buildings", report->n_buildings);
  wg_json_int (json, "updated", report->n_updated);
  wg_json_int (json, "in_no_grid", report->n_outside);
  wg_tally_write_json (json, "sum", &report->sum);
  wg_json_begin_object (json, "fields");
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    wg_json_string (json, roles[role], report->fields[role]);
  wg_json_end_object (json);
  wg_json_begin_array (json, "problems");
  for (guint i = 0; i < report->problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (report->problems, i);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "kind", wg_row_problem_kind_to_string (problem->kind));
      wg_json_int (json, "row", problem->row);
      wg_json_string (json, "field", problem->field);
      wg_json_string (json, "detail", problem->detail);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
  return wg_json_finish (json);
}
