/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/check/wg-check.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-plan-private.h"
#include "tests/support/wg-test-plan.h"

#include <math.h>

static guint
count (const GArray *findings, const char *code)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += g_str_equal (g_array_index (findings, WgFinding, i).code, code);
  return n;
}

static const WgFinding *
find (const GArray *findings, const char *code)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (g_array_index (findings, WgFinding, i).code, code))
      return &g_array_index (findings, WgFinding, i);
  return NULL;
}

static GArray *
run (WgPlan *plan)
{
  g_autoptr (GError) error = NULL;
  GArray *findings = NULL;

  g_assert_true (wg_plan_finish_loading (plan, &error));
  g_assert_no_error (error);
  findings = wg_check_run (plan, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (findings);
  return findings;
}

static void
own (WgPlan *plan, WgFaceId face, guint32 owner)
{
  wg_coverage_change_free (
    wg_coverage_set_owners (wg_plan_get_coverage (plan), NULL, &face, &owner, 1));
}

static void
rewrite (WgPlan *plan, guint32 id, guint32 parent, const char *code, const char *name)
{
  const WgGrid *old = wg_plan_get_grid (plan, id);
  g_autoptr (WgGrid) grid
    = wg_grid_new (id, parent, old->depth, old->kind, FALSE, code, name);

  wg_plan_load_grid (plan, grid);
}

static void
test_clean (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, 1);
  g_autoptr (GArray) findings = run (plan);

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_empty (void)
{
  g_autoptr (WgPlan) plan = wg_plan_new ("", NULL);
  g_autoptr (GArray) findings = run (plan);

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_land (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, 1);
  g_autoptr (GArray) findings = NULL;
  const WgFinding *finding = NULL;

  own (plan, 10, 0);  /* nobody's */
  own (plan, 20, 50); /* its community's, undivided; grid 20 without land */
  findings = run (plan);
  g_assert_cmpuint (count (findings, "land.unowned"), ==, 1);
  g_assert_cmpuint (count (findings, "land.undivided"), ==, 1);
  g_assert_cmpuint (count (findings, "land.none"), ==, 2);
  g_assert_cmpuint (findings->len, ==, 4);
  finding = find (findings, "land.unowned");
  g_assert_cmpuint (finding->face, ==, 10);
  g_assert_cmpuint (finding->grid, ==, 0);
  g_assert_cmpint (finding->severity, ==, WG_SEVERITY_CRITICAL);
  g_assert_cmpfloat (finding->area_m2, >, 1000.0);
  g_assert_cmpfloat (finding->area_m2, <, 40000.0);
  g_assert_false (wg_envelope_is_empty (&finding->extent));
  finding = find (findings, "land.undivided");
  g_assert_cmpuint (finding->face, ==, 20);
  g_assert_cmpuint (finding->grid, ==, 50);
  g_assert_cmpint (finding->severity, ==, WG_SEVERITY_WARNING);
}

static void
test_whole_community_undivided (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, 1);
  g_autoptr (GArray) findings = NULL;
  const WgFaceId faces[] = { 1, 2, 9, 10 };

  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    {
      own (plan, faces[i], 49);
      rewrite (plan, faces[i], 50, "", "");
    }
  findings = run (plan);
  g_assert_cmpuint (count (findings, "land.undivided"), ==, 4);
  g_assert_cmpuint (count (findings, "order.code-missing"), ==, 4);
  g_assert_cmpuint (count (findings, "order.name-missing"), ==, 4);
  g_assert_cmpuint (count (findings, "order.code-duplicate"), ==, 0);
  g_assert_cmpuint (count (findings, "order.name-duplicate"), ==, 0);
}

static void
test_order (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, 1);
  g_autoptr (GArray) findings = NULL;
  const WgFinding *finding = NULL;

  rewrite (plan, 1, 49, "X", "第二网格");
  rewrite (plan, 30, wg_plan_get_grid (plan, 30)->parent, "X", "别名");
  rewrite (plan, 31, 0, "Y", "第二网格");
  findings = run (plan);
  g_assert_cmpuint (count (findings, "order.code-duplicate"), ==, 2);
  g_assert_cmpuint (count (findings, "order.name-duplicate"), ==, 2);
  g_assert_cmpuint (count (findings, "order.parent-missing"), ==, 1);
  g_assert_cmpuint (count (findings, "order.code-pattern"), ==, 3);
  g_assert_cmpuint (count (findings, "order.code-prefix"), ==, 2);
  g_assert_cmpuint (findings->len, ==, 10);
  g_assert_cmpstr (g_array_index (findings, WgFinding, 0).code, ==, "order.code-duplicate");
  finding = find (findings, "order.parent-missing");
  g_assert_cmpuint (finding->grid, ==, 31);
  g_assert_true (isnan (finding->area_m2));
}

/* The lattice's grids have 1 to 4 ha: a band that the middle of them keeps to. */
static void
test_size (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, 1);
  g_autoptr (GArray) findings = NULL;
  WgLevelRule rule = { .area = { 9000, 0, 11000 }, .households = { 1, 0, 2 } };
  guint n_expected = 0;

  wg_plan_set_level_rule (plan, 3, &rule);
  findings = run (plan);
  for (guint32 id = 1; id <= 48; id++)
    {
      WgTally tally = { 0 };

      wg_plan_get_tally (plan, id, &tally);
      n_expected += wg_tally_area_m2 (&tally) < 9000 || wg_tally_area_m2 (&tally) > 11000;
    }
  g_assert_cmpuint (n_expected, >, 0);
  g_assert_cmpuint (n_expected, <, 48);
  g_assert_cmpuint (count (findings, "size.area"), ==, n_expected);
  /* No building tells anything: unknown is not zero. */
  g_assert_cmpuint (count (findings, "size.households"), ==, 0);
  g_assert_cmpuint (findings->len, ==, n_expected);
}

static WgBuildingSet *
place_buildings (const WgPoint *points, guint n, gint32 households)
{
  WgBuildingSet *set = wg_building_set_new (n);

  for (guint i = 0; i < n; i++)
    {
      WgBuilding building = { .id = i + 1, .point = points[i], .households = households,
                              .people = WG_COUNT_NOT_KNOWN, .floors = WG_COUNT_NOT_KNOWN,
                              .units = WG_COUNT_NOT_KNOWN };

      wg_building_set_add (set, &building);
    }
  return set;
}

static void
test_buildings (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, 1);
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgLevelRule rule = { .households = { 5, 0, 7 } };
  g_autoptr (WgBuildingSet) buildings = NULL;
  g_autoptr (GArray) findings = NULL;
  WgPoint points[3];

  g_assert_true (wg_plan_finish_loading (plan, NULL));
  points[0] = wg_coverage_label_point (coverage, 10); /* will be nobody's */
  points[1] = wg_coverage_label_point (coverage, 11);
  points[2] = (WgPoint){ wg_coverage_envelope (coverage).max_x + 50000, 0 };
  buildings = place_buildings (points, 3, 8);
  own (plan, 10, 0);
  wg_plan_set_buildings (plan, buildings);
  wg_plan_set_level_rule (plan, 3, &rule);
  findings = run (plan);
  g_assert_cmpuint (count (findings, "building.unowned"), ==, 2);
  g_assert_cmpuint (find (findings, "building.unowned")->value, ==, 1);
  g_assert_cmpuint (count (findings, "size.households"), ==, 1);
  g_assert_cmpuint (find (findings, "size.households")->grid, ==, 11);
  g_assert_cmpfloat (find (findings, "size.households")->value, ==, 8);
  g_assert_cmpfloat (find (findings, "size.households")->limit, ==, 7);
  g_assert_cmpuint (count (findings, "building.none"), ==, 46);
}

static void
test_cancel (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (2, 2, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (wg_check_run (plan, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* docs/checks.md has a row for each rule, with its severity, and no other. */
static void
test_documented (void)
{
  static const char *const words[] = { "note", "warning", "critical" };
  const char *const *codes = wg_check_list_codes ();
  g_autofree char *path = g_build_filename (g_getenv ("WG_CASES_DIR"), "..", "..", "docs", "checks.md", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_rows = 0, n_codes = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    n_rows += g_str_has_prefix (lines[i], "| `");
  for (; codes[n_codes] != NULL; n_codes++)
    {
      g_autofree char *row = g_strdup_printf ("| `%s` | %s |", codes[n_codes],
                                              words[wg_check_get_severity (n_codes)]);
      guint n = 0;

      for (guint i = 0; lines[i] != NULL; i++)
        n += g_str_has_prefix (lines[i], row);
      g_test_message ("%s", row);
      g_assert_cmpuint (n, ==, 1);
    }
  g_assert_cmpuint (n_rows, ==, n_codes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/clean", test_clean);
  g_test_add_func ("/check/empty", test_empty);
  g_test_add_func ("/check/land", test_land);
  g_test_add_func ("/check/whole-community-undivided", test_whole_community_undivided);
  g_test_add_func ("/check/order", test_order);
  g_test_add_func ("/check/size", test_size);
  g_test_add_func ("/check/buildings", test_buildings);
  g_test_add_func ("/check/cancel", test_cancel);
  g_test_add_func ("/check/documented", test_documented);
  return g_test_run ();
}
