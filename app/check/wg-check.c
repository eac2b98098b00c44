/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

#include <math.h>
#include <string.h>

#define STEP 1024 /* subjects between two looks at the cancellable */

static const WgCheckRule rules[] = {
  { "land.unowned", WG_SEVERITY_CRITICAL, TRUE, wg_check_land_unowned, NULL },
  { "land.hole", WG_SEVERITY_CRITICAL, TRUE, wg_check_land_hole, NULL },
  { "land.undivided", WG_SEVERITY_WARNING, TRUE, wg_check_land_undivided, NULL },
  { "land.none", WG_SEVERITY_CRITICAL, TRUE, NULL, wg_check_land_none },
  { "land.sliver", WG_SEVERITY_CRITICAL, FALSE, NULL, wg_check_land_sliver },
  { "land.narrow", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_land_narrow },
  { "land.parts", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_land_parts },
  { "land.island", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_land_island },
  { "building.unowned", WG_SEVERITY_CRITICAL, TRUE, wg_check_building_unowned, NULL, TRUE },
  { "building.cut", WG_SEVERITY_WARNING, FALSE, .building = wg_check_building_cut },
  { "building.shares", WG_SEVERITY_WARNING, FALSE, .building = wg_check_building_shares },
  { "building.parts", WG_SEVERITY_WARNING, FALSE, .building = wg_check_building_parts },
  { "building.none", WG_SEVERITY_NOTE, FALSE, NULL, wg_check_building_none },
  { "border.off-line", WG_SEVERITY_NOTE, FALSE, .border = wg_check_border_off_line },
  { "size.households", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_size_households },
  { "size.people", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_size_people },
  { "size.area", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_size_area },
  { "order.code-missing", WG_SEVERITY_WARNING, TRUE, NULL, wg_check_code_missing },
  { "order.code-duplicate", WG_SEVERITY_CRITICAL, FALSE, NULL, wg_check_code_duplicate },
  { "order.code-reused", WG_SEVERITY_CRITICAL, FALSE, NULL, wg_check_code_reused },
  { "order.code-pattern", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_code_pattern },
  { "order.code-prefix", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_code_prefix },
  { "order.name-missing", WG_SEVERITY_WARNING, TRUE, NULL, wg_check_name_missing },
  { "order.name-duplicate", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_name_duplicate },
  { "order.parent-missing", WG_SEVERITY_WARNING, TRUE, NULL, wg_check_parent_missing },
  { "staff.vacant", WG_SEVERITY_WARNING, TRUE, NULL, wg_check_staff_vacant },
  { "staff.missing", WG_SEVERITY_WARNING, TRUE, NULL, wg_check_staff_missing },
  { "staff.doubled", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_staff_doubled },
  { "staff.grids", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_staff_grids },
  { "staff.households", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_staff_households },
  { "staff.phone-missing", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_staff_phone_missing },
  { "staff.phone-bad", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_staff_phone_bad },
  { "staff.leave", WG_SEVERITY_WARNING, FALSE, NULL, wg_check_staff_leave },
  { "staff.ending", WG_SEVERITY_NOTE, FALSE, NULL, wg_check_staff_ending },
};

G_STATIC_ASSERT (G_N_ELEMENTS (rules) <= 64);

static gboolean
is_unfinished (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].code, code))
      return rules[i].is_unfinished;
  return FALSE;
}

const WgCheckRule *
wg_check_rules (guint *n_out)
{
  *n_out = G_N_ELEMENTS (rules);
  return rules;
}

GArray *
wg_check_run (WgPlan *plan, const WgCheckSettings *settings, WgCheckAlong *along,
              const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgCheckContext) context = wg_check_context_new (plan, settings, along, NULL);
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  WgBuildingSet *buildings = wg_plan_get_buildings (plan);
  const guint32 limits[WG_N_SUBJECTS] = {
    [WG_SUBJECT_FACE] = wg_coverage_face_limit (context->coverage),
    [WG_SUBJECT_GRID] = wg_plan_get_grid_limit (plan),
    [WG_SUBJECT_BUILDING] = buildings != NULL ? wg_building_set_count (buildings) : 0,
    [WG_SUBJECT_BORDER] = along != NULL ? wg_coverage_arc_limit (context->coverage) : 0,
  };
  guint64 n_done = 0, all = 0;

  for (guint subject = 0; subject < WG_N_SUBJECTS; subject++)
    all += limits[subject];
  context->findings = findings;
  for (guint subject = 0; subject < WG_N_SUBJECTS; subject++)
    for (guint32 i = 0; i < limits[subject]; i++)
      {
        if (n_done++ % STEP == 0)
          {
            if (g_cancellable_set_error_if_cancelled (cancellable, error))
              return NULL;
            wg_progress_report (progress, (double) n_done / (double) all);
          }
        wg_check_context_subject (context, subject, i);
      }
  g_array_sort (findings, wg_finding_compare);
  return g_steal_pointer (&findings);
}

int
wg_finding_compare (gconstpointer a, gconstpointer b)
{
  const WgFinding *left = a, *right = b;
  /* One rule finds whole grids, with no area, and parts of grids: the order must be a total one. */
  double left_area = isnan (left->area_m2) ? INFINITY : left->area_m2;
  double right_area = isnan (right->area_m2) ? INFINITY : right->area_m2;
  int order = 0;

  if (left->severity != right->severity)
    return left->severity > right->severity ? -1 : 1;
  order = strcmp (left->code, right->code);
  if (order != 0)
    return order;
  if (left_area != right_area)
    return left_area > right_area ? -1 : 1;
  if (left->grid != right->grid)
    return left->grid < right->grid ? -1 : 1;
  if (left->face != right->face)
    return left->face < right->face ? -1 : 1;
  if (left->building != right->building)
    return left->building < right->building ? -1 : 1;
  if (left->person != right->person)
    return left->person < right->person ? -1 : 1;
  if (left->border != right->border)
    return left->border < right->border ? -1 : 1;
  if (left->place.x != right->place.x)
    return left->place.x < right->place.x ? -1 : 1;
  return (left->place.y > right->place.y) - (left->place.y < right->place.y);
}

guint32
wg_finding_get_id (const WgFinding *finding)
{
  switch (finding->subject)
    {
    case WG_SUBJECT_FACE:
      return finding->face;
    case WG_SUBJECT_BUILDING:
      return finding->building;
    case WG_SUBJECT_BORDER:
      return finding->border;
    case WG_SUBJECT_GRID:
    default:
      return finding->grid;
    }
}

double
wg_finding_get_number (const WgFinding *finding, WgFindingUnit *unit_out, gboolean *is_more_worse_out)
{
  gboolean has_value = !isnan (finding->value), is_more_worse = TRUE;
  WgFindingUnit unit = WG_FINDING_AREA;
  double number = finding->area_m2;

  if (finding->subject == WG_SUBJECT_BORDER
      || (finding->subject == WG_SUBJECT_GRID && !has_value))
    {
      unit = WG_FINDING_WIDTH;
      number = finding->width_m;
      is_more_worse = finding->subject == WG_SUBJECT_BORDER;
    }
  else if (has_value && finding->subject != WG_SUBJECT_BUILDING)
    {
      unit = g_str_equal (finding->code, "size.area") ? WG_FINDING_AREA : WG_FINDING_COUNT;
      number = finding->value;
      is_more_worse = isnan (finding->limit) || finding->value > finding->limit;
    }
  if (unit_out != NULL)
    *unit_out = unit;
  if (is_more_worse_out != NULL)
    *is_more_worse_out = is_more_worse;
  return number;
}

WgPlanState
wg_check_state (const GArray *findings)
{
  WgPlanState state = WG_PLAN_VALID;

  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);

      if (is_unfinished (finding->code))
        state = MAX (state, WG_PLAN_UNFINISHED);
      else if (finding->severity == WG_SEVERITY_CRITICAL)
        return WG_PLAN_INVALID;
    }
  return state;
}

const char *const *
wg_check_list_codes (void)
{
  static const char *codes[G_N_ELEMENTS (rules) + 1];
  static gsize is_ready = 0;

  if (g_once_init_enter (&is_ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
        codes[i] = rules[i].code;
      g_once_init_leave (&is_ready, 1);
    }
  return codes;
}

WgSeverity
wg_check_get_severity (guint place)
{
  return rules[place].severity;
}

gboolean
wg_check_is_unfinished (guint place)
{
  return rules[place].is_unfinished;
}

gboolean
wg_check_choose (const char *codes, guint64 *rules_out, char **unknown_out)
{
  g_auto (GStrv) wanted = g_strsplit (codes, ",", -1);
  guint64 chosen = 0;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      guint k = 0;

      g_strstrip (wanted[i]);
      while (k < G_N_ELEMENTS (rules) && !g_str_equal (rules[k].code, wanted[i]))
        k++;
      if (k == G_N_ELEMENTS (rules))
        {
          *unknown_out = g_strdup (wanted[i]);
          return FALSE;
        }
      chosen |= G_GUINT64_CONSTANT (1) << k;
    }
  *rules_out = ~chosen;
  return TRUE;
}
