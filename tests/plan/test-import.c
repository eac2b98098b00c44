/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-commands.h"
#include "app/plan/wg-import-figures.h"
#include "app/plan/wg-update.h"
#include "app/plan/wg-incoming.h"
#include "app/plan/wg-template.h"
#include "tests/support/wg-test-plan.h"

#include <string.h>

/* One row of a file: a rectangle in metres, and texts. */
typedef struct
{
  int west, south, east, north;
  const char *code, *name, *parent_code, *parent_name;
} Box;

static const Box towns[] = {
  { 0, 0, 1000, 1000, "1", "东街道" },
  { 1000, 0, 2000, 1000, "2", "西街道" },
};

static const Box grids[] = {
  { 0, 0, 500, 1000, "101", "第一网格" },
  { 500, 0, 1000, 1000, "102", "第二网格" },
  { 1000, 0, 1500, 1000, "201", "第一网格" },
  { 1500, 0, 2000, 1000, "202", "第二网格" },
};

static const Box communities[] = {
  { 0, 0, 1000, 1000, "10", "甲社区" },
  { 1000, 0, 2000, 1000, "20", "乙社区" },
};

static WgFrame *
make_frame (void)
{
  GError *error = NULL;
  WgFrame *frame = wg_frame_new ("EPSG:4549", 500000, 3300000, &error);

  g_assert_no_error (error);
  return frame;
}

static WgPlan *
make_plan (void)
{
  WgPlan *plan = wg_plan_new ("试验", NULL);

  wg_template_apply (wg_template_get (0), plan);
  return plan;
}

static WgShape *
make_shape (const Box *box)
{
  WgShape *shape = wg_shape_new ();
  WgPoint points[] = { { box->west * 1000, box->south * 1000 },
                       { box->east * 1000, box->south * 1000 },
                       { box->east * 1000, box->north * 1000 },
                       { box->west * 1000, box->north * 1000 } };

  wg_shape_add_ring (shape, points, 4, 0, FALSE);
  return shape;
}

static WgIncoming *
make_incoming (const Box *boxes, guint n_boxes)
{
  g_autoptr (WgFrame) frame = make_frame ();
  WgIncoming *incoming = wg_incoming_new ("试验.shp", frame);

  incoming->n_rows = n_boxes;
  for (guint i = 0; i < n_boxes; i++)
    {
      WgIncomingGrid *grid = wg_incoming_add_grid (incoming, i + 1, boxes[i].code, boxes[i].name,
                                                   make_shape (&boxes[i]));

      grid->parent_code = g_strdup (boxes[i].parent_code);
      grid->parent_name = g_strdup (boxes[i].parent_name);
    }
  return incoming;
}

/* Imports and takes the result over into @plan. */
static WgImportReport *
import (WgPlan *plan, guint depth, const Box *boxes, guint n_boxes)
{
  g_autoptr (WgIncoming) incoming = make_incoming (boxes, n_boxes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  WgImportReport *report = wg_plan_import (plan, depth, incoming, NULL, NULL, NULL, &error);
  g_autoptr (WgPlan) copy = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (report);
  g_assert_cmpuint (report->n_rows, ==,
                    report->n_grids + wg_import_report_count_rejected (report));
  wg_plan_verify (report->plan, sentences);
  g_assert_cmpuint (sentences->len, ==, 0);
  copy = wg_plan_snapshot (report->plan);
  wg_plan_replace (plan, copy);
  return report;
}

#define IMPORT(plan, depth, boxes) import (plan, depth, boxes, G_N_ELEMENTS (boxes))

static const char *
parent_code (WgPlan *plan, const char *code)
{
  const WgGrid *grid = wg_plan_find_code (plan, code);
  const WgGrid *parent = wg_plan_get_grid (plan, grid->parent);

  return parent != NULL ? parent->code : NULL;
}

static guint
count_problems (const WgImportReport *report, WgRowProblemKind kind)
{
  guint n = 0;

  for (guint i = 0; i < report->problems->len; i++)
    n += ((WgRowProblem *) g_ptr_array_index (report->problems, i))->kind == kind;
  return n;
}

static const WgDecision *
find_decision (const WgImportReport *report, WgDecisionKind kind)
{
  for (guint i = 0; i < report->decisions->len; i++)
    if (g_array_index (report->decisions, WgDecision, i).kind == kind)
      return &g_array_index (report->decisions, WgDecision, i);
  return NULL;
}

static double
area_of (WgPlan *plan, const char *code)
{
  g_autoptr (WgShape) shape = wg_shape_new ();

  wg_plan_get_shape (plan, wg_plan_find_code (plan, code)->id, shape);
  return wg_shape_area_m2 (shape);
}

/* @measured is @planar_m2 as it lies on the ellipsoid: measured on a square in its first face. */
static void
assert_on_ellipsoid (WgPlan *plan, double measured, double planar_m2)
{
  WgEnvelope extent = wg_coverage_face_extent (wg_plan_get_coverage (plan), 1);
  gint32 x = extent.min_x / 2 + extent.max_x / 2, y = extent.min_y / 2 + extent.max_y / 2;
  g_autoptr (WgShape) square = wg_shape_new ();

  wg_shape_add_ring (square,
                     (WgPoint[]){ { x - 500000, y - 500000 }, { x + 500000, y - 500000 },
                                  { x + 500000, y + 500000 }, { x - 500000, y + 500000 } },
                     4, 0, FALSE);
  g_assert_cmpfloat_with_epsilon (measured, planar_m2 * wg_plan_measure_area (plan, square) / 1e6,
                                  planar_m2 * 1e-6);
}

static void
test_towns_then_grids (void)
{
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgImportReport) first = IMPORT (plan, 1, towns);
  g_autoptr (WgImportReport) second = NULL;

  g_assert_cmpuint (first->n_grids, ==, 2);
  g_assert_cmpuint (first->decisions->len, ==, 0);
  g_assert_cmpuint (first->problems->len, ==, 0);
  assert_on_ellipsoid (first->plan, first->claimed_m2, 2e6);
  assert_on_ellipsoid (first->plan, first->covered_m2, 2e6);
  g_assert_nonnull (wg_plan_get_frame (plan));
  second = IMPORT (plan, 3, grids);
  g_assert_cmpuint (second->n_grids, ==, 4);
  g_assert_cmpuint (second->decisions->len, ==, 0);
  g_assert_cmpuint (second->problems->len, ==, 0);
  g_assert_cmpstr (parent_code (plan, "101"), ==, "1");
  g_assert_cmpstr (parent_code (plan, "202"), ==, "2");
  g_assert_cmpuint (wg_coverage_n_faces (wg_plan_get_coverage (plan)), ==, 4);
  g_assert_cmpfloat_with_epsilon (area_of (plan, "1"), 1e6, 1e-6);
}

static void
test_grids_then_towns (void)
{
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgImportReport) first = IMPORT (plan, 3, grids);
  g_autoptr (WgImportReport) second = NULL;

  g_assert_cmpuint (count_problems (first, WG_ROW_NO_PARENT), ==, 0);
  second = IMPORT (plan, 1, towns);
  g_assert_cmpuint (second->n_grids, ==, 2);
  g_assert_cmpuint (second->decisions->len, ==, 0);
  assert_on_ellipsoid (second->plan, second->covered_m2, 2e6);
  g_assert_cmpstr (parent_code (plan, "102"), ==, "1");
  g_assert_cmpstr (parent_code (plan, "201"), ==, "2");
  g_assert_cmpuint (wg_coverage_n_faces (wg_plan_get_coverage (plan)), ==, 4);
}

static void
test_level_between (void)
{
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgImportReport) first = IMPORT (plan, 1, towns);
  g_autoptr (WgImportReport) second = IMPORT (plan, 3, grids);
  g_autoptr (WgImportReport) third = IMPORT (plan, 2, communities);

  g_assert_cmpuint (third->n_grids, ==, 2);
  g_assert_cmpuint (count_problems (third, WG_ROW_NO_PARENT), ==, 0);
  g_assert_cmpstr (parent_code (plan, "101"), ==, "10");
  g_assert_cmpstr (parent_code (plan, "202"), ==, "20");
  g_assert_cmpstr (parent_code (plan, "10"), ==, "1");
  g_assert_cmpstr (parent_code (plan, "20"), ==, "2");
  g_assert_cmpuint (wg_plan_count_grids (plan, 2), ==, 2);
}

static void
test_twice (void)
{
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgImportReport) first = IMPORT (plan, 1, towns);
  g_autoptr (WgImportReport) second = IMPORT (plan, 3, grids);
  g_autoptr (GBytes) before = wg_test_plan_rows (plan);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (WgImportReport) again = IMPORT (plan, 3, grids);
  g_autoptr (WgImportReport) towns_again = IMPORT (plan, 1, towns);

  g_assert_cmpuint (again->n_grids, ==, 0);
  g_assert_cmpuint (count_problems (again, WG_ROW_DUPLICATE_CODE), ==, 4);
  g_assert_cmpuint (count_problems (again, WG_ROW_NO_LAND), ==, 4);
  g_assert_cmpuint (towns_again->n_grids, ==, 0);
  g_assert_cmpuint (count_problems (towns_again, WG_ROW_NO_LAND), ==, 2);
  after = wg_test_plan_rows (plan);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_disagreement (void)
{
  static const Box reaching[] = {
    { 0, 0, 500, 1000, "101", "一" },
    { 500, 0, 1100, 1000, "102", "二" },  /* 100 m into the other town */
    { 1090, 0, 1600, 1000, "201", "三" }, /* overlaps 102 by 10 m */
    { 1601, 0, 2000, 1000, "202", "四" }, /* a gap of 1 m; */
    { 2000, 0, 2100, 1000, "203", "五" }, /* in no town */
  };
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgImportReport) first = IMPORT (plan, 1, towns);
  g_autoptr (WgImportReport) report = IMPORT (plan, 3, reaching);
  g_autofree char *json = wg_import_report_to_json (report);
  const WgDecision *decision = find_decision (report, WG_DECISION_PARENT_FOLLOWS);

  g_assert_cmpuint (report->n_grids, ==, 5);
  g_assert_nonnull (decision);
  g_assert_cmpstr (wg_plan_get_grid (plan, decision->winner)->code, ==, "1");
  g_assert_cmpstr (wg_plan_get_grid (plan, decision->loser)->code, ==, "2");
  assert_on_ellipsoid (report->plan, decision->area_m2, 100000.0);
  decision = find_decision (report, WG_DECISION_OVERLAP_RESOLVED);
  g_assert_nonnull (decision);
  g_assert_cmpstr (wg_plan_get_grid (plan, decision->winner)->code, ==, "102");
  g_assert_cmpstr (wg_plan_get_grid (plan, decision->loser)->code, ==, "201");
  assert_on_ellipsoid (report->plan, decision->area_m2, 10000.0);
  decision = find_decision (report, WG_DECISION_PARENT_SLIVER);
  g_assert_nonnull (decision);
  assert_on_ellipsoid (report->plan, decision->area_m2, 1000.0);
  g_assert_cmpuint (count_problems (report, WG_ROW_NO_PARENT), ==, 1);
  g_assert_null (parent_code (plan, "203"));
  g_assert_cmpfloat_with_epsilon (area_of (plan, "1"), 1.1e6, 1e-6);
  g_assert_cmpfloat_with_epsilon (area_of (plan, "2"), 0.9e6, 1e-6);
  g_assert_nonnull (strstr (json, "\"overlap-resolved\": {\n      \"count\": 1"));
  g_assert_nonnull (strstr (json, "\"kind\": \"no-parent\""));
  g_assert_nonnull (strstr (json, "\"lon\": 12"));
  g_assert_nonnull (strstr (json, "\"rejected\": 0,"));
  g_assert_nonnull (strstr (json, "\"because_of\": {\n            \"code\": \"102\""));
}

static void
test_present_land_wins (void)
{
  static const Box later[] = {
    { 400, 0, 700, 1000, "301", "后来" },   /* wholly inside 101 and 102 */
    { 1900, 0, 2200, 1000, "302", "旁边" }, /* partly */
  };
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgImportReport) first = IMPORT (plan, 3, grids);
  g_autoptr (WgImportReport) report = IMPORT (plan, 3, later);
  const WgDecision *decision = NULL;

  g_assert_cmpuint (report->n_grids, ==, 1);
  g_assert_cmpuint (count_problems (report, WG_ROW_NO_LAND), ==, 1);
  g_assert_null (wg_plan_find_code (plan, "301"));
  g_assert_cmpuint (report->lost->len, ==, 1);
  decision = find_decision (report, WG_DECISION_OVERLAP_RESOLVED);
  g_assert_nonnull (decision);
  g_assert_cmpstr (wg_import_report_find_grid (report, decision->loser)->code, ==, "301");
  g_assert_cmpfloat_with_epsilon (area_of (plan, "101"), 0.5e6, 1e-6);
  g_assert_cmpfloat_with_epsilon (area_of (plan, "302"), 0.2e6, 1e-6);
}

static void
test_texts (void)
{
  static const Box missing[] = {
    { 0, 0, 500, 1000, "1003", "第二网格" },
    { 500, 0, 1000, 1000, "", "" },
    { 1000, 0, 1200, 1000, "", " " },
    { 1200, 0, 1500, 1000, "1003", "双" },
    { 1500, 0, 2000, 1000, " 7 ", " 空白 ", "1" }, /* says that it belongs to the first town */
  };
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgImportReport) first = IMPORT (plan, 1, towns);
  g_autoptr (WgImportReport) report = IMPORT (plan, 3, missing);
  const WgGrid *grid = NULL;

  g_assert_cmpuint (report->n_grids, ==, 5);
  g_assert_cmpuint (count_problems (report, WG_ROW_MISSING_CODE), ==, 2);
  g_assert_cmpuint (count_problems (report, WG_ROW_MISSING_NAME), ==, 2);
  g_assert_cmpuint (count_problems (report, WG_ROW_DUPLICATE_CODE), ==, 1);
  grid = wg_plan_find_code (plan, "1004");
  g_assert_nonnull (grid);
  g_assert_cmpstr (grid->name, ==, "第一网格");
  g_assert_cmpstr (wg_plan_find_code (plan, "7")->name, ==, "空白");
  g_assert_cmpstr (parent_code (plan, "7"), ==, "1");
  g_assert_nonnull (find_decision (report, WG_DECISION_PARENT_FOLLOWS));
}

static void
test_no_texts_at_all (void)
{
  Box boxes[120];
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgImportReport) report = NULL;

  for (int i = 0; i < 120; i++)
    boxes[i] = (Box){ i * 100, 0, i * 100 + 100, 100, "", "" };
  report = IMPORT (plan, 3, boxes);
  g_assert_cmpuint (report->n_grids, ==, 120);
  g_assert_cmpstr (wg_plan_find_code (plan, "001")->name, ==, "第一网格");
  g_assert_cmpstr (wg_plan_find_code (plan, "120")->name, ==, "第一百二十网格");
}

static WgImportReport *
import_by_rule (WgPlan *plan, guint depth, const Box *boxes, guint n_boxes, WgNestRule nest_rule,
                WgParentRule parent_rule)
{
  g_autoptr (WgIncoming) incoming = make_incoming (boxes, n_boxes);
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgPlan) copy = NULL;
  WgImportReport *report = NULL;

  incoming->nest_rule = nest_rule;
  incoming->parent_rule = parent_rule;
  report = wg_plan_import (plan, depth, incoming, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  wg_plan_verify (report->plan, sentences);
  g_assert_cmpuint (sentences->len, ==, 0);
  copy = wg_plan_snapshot (report->plan);
  wg_plan_replace (plan, copy);
  return report;
}

#define MAKE_PARENTS(plan, depth, boxes)                                                           \
  import_by_rule (plan, depth, boxes, G_N_ELEMENTS (boxes), WG_NEST_PARENTS_FOLLOW, WG_PARENTS_MAKE)

static void
assert_made (const WgImportReport *report, guint place, const char *code, const char *name,
             guint depth)
{
  const WgGrid *grid
    = wg_plan_get_grid (report->plan, g_array_index (report->made, guint32, place));

  g_assert_nonnull (grid);
  g_assert_cmpstr (grid->code, ==, code);
  g_assert_cmpstr (grid->name, ==, name);
  g_assert_cmpuint (grid->depth, ==, depth);
}

/* Codes and names in columns; one of them is there already, one has a row without land only. */
static void
test_parents_of_columns (void)
{
  static const Box there[] = { { 1000, 0, 2000, 1000, "20", "乙社区" } };
  static const Box rows[] = {
    { 0, 0, 500, 1000, "101", "一", "10", "甲社区" },
    { 500, 0, 1000, 1000, "102", "二", "10", "甲社区" },
    { 1000, 0, 1500, 1000, "201", "三", "20", "乙社区" },
    { 2000, 0, 2500, 1000, "301", "四", NULL, "丙社区" },
    { 1500, 0, 2000, 1000, "202", "五", "乙社区", NULL },
    { 0, 0, 500, 1000, "101", "又", "40", "丁社区" }, /* gets no land: no parent for it */
    { 2500, 0, 3000, 1000, "401", "六", "", "" },
  };
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgImportReport) first = IMPORT (plan, 1, towns);
  g_autoptr (WgImportReport) second = IMPORT (plan, 2, there);
  g_autoptr (WgImportReport) told = NULL;
  g_autoptr (WgImportReport) report = NULL;
  g_autofree char *json = NULL;
  guint n_before = wg_plan_count_grids (plan, 2);

  {
    g_autoptr (WgPlan) other = wg_plan_snapshot (plan);

    told = IMPORT (other, 3, rows);
    g_assert_cmpuint (count_problems (told, WG_ROW_PARENTS_NAMED), ==, 1);
    g_assert_cmpuint (told->made->len, ==, 0);
    g_assert_cmpuint (wg_plan_count_grids (other, 2), ==, n_before);
    g_assert_cmpstr (parent_code (other, "101"), ==, "1");
  }
  report = MAKE_PARENTS (plan, 3, rows);
  g_assert_cmpuint (count_problems (report, WG_ROW_PARENTS_NAMED), ==, 0);
  g_assert_cmpuint (report->made->len, ==, 2);
  assert_made (report, 0, "10", "甲社区", 2);
  /* No code in the file: the row of the level is gone on with. */
  assert_made (report, 1, "21", "丙社区", 2);
  g_assert_cmpuint (wg_plan_count_grids (plan, 2), ==, n_before + 2);
  g_assert_cmpstr (parent_code (plan, "101"), ==, "10");
  g_assert_cmpstr (parent_code (plan, "102"), ==, "10");
  g_assert_cmpstr (parent_code (plan, "201"), ==, "20");
  g_assert_cmpstr (parent_code (plan, "202"), ==, "20");
  g_assert_cmpstr (parent_code (plan, "301"), ==, "21");
  g_assert_null (parent_code (plan, "401"));
  g_assert_null (wg_plan_find_code (plan, "40"));
  /* The one that was made found its own parent by its children's land. */
  g_assert_cmpstr (parent_code (plan, "10"), ==, "1");
  g_assert_null (parent_code (plan, "21"));
  g_assert_cmpfloat_with_epsilon (area_of (plan, "10"), 1e6, 1e-6);
  json = wg_import_report_to_json (report);
  g_assert_nonnull (strstr (json, "\"parents_made\": [\n    {\n      \"code\": \"10\""));
}

/* No column names a parent, but the codes of 15 digits start with the community's. */
static void
test_parents_of_codes (void)
{
  static const Box rows[] = {
    { 0, 0, 500, 1000, "330106001001001", "一" },    { 500, 0, 1000, 1000, "330106001001002", "二" },
    { 1000, 0, 1500, 1000, "330106001002001", "三" }, { 1500, 0, 2000, 1000, "330106001002002", "四" },
  };
  static const Box single[] = {
    { 0, 0, 500, 1000, "330106001001001", "一" },
    { 1000, 0, 1500, 1000, "330106001002001", "三" },
  };
  static const Box dashes[] = {
    { 0, 0, 500, 1000, "A-01-1", "一" },
    { 500, 0, 1000, 1000, "A-01-2", "二" },
  };
  static const Box two_levels[] = {
    { 0, 0, 500, 1000, "330106001001001", "一" },
    { 500, 0, 1000, 1000, "330106001001002", "二" },
    { 1000, 0, 1500, 1000, "330106001001", "社区" },
  };
  g_autoptr (WgPlan) plan = make_plan ();
  WgPlan *others[] = { make_plan (), make_plan (), make_plan () };
  g_autoptr (WgImportReport) report = MAKE_PARENTS (plan, 3, rows);
  g_autoptr (WgImportReport) again = NULL;

  g_assert_cmpuint (report->made->len, ==, 2);
  assert_made (report, 0, "330106001001", "社区1", 2);
  assert_made (report, 1, "330106001002", "社区2", 2);
  g_assert_cmpstr (parent_code (plan, "330106001002001"), ==, "330106001002");
  g_assert_cmpfloat_with_epsilon (area_of (plan, "330106001001"), 1e6, 1e-6);
  /* Each a parent of its own: codes that look alike say nothing. */
  again = MAKE_PARENTS (others[0], 3, single);
  g_assert_cmpuint (again->made->len, ==, 0);
  g_clear_pointer (&again, wg_import_report_free);
  again = MAKE_PARENTS (others[1], 3, dashes);
  g_assert_cmpuint (again->made->len, ==, 1);
  assert_made (again, 0, "A-01", "社区1", 2);
  g_clear_pointer (&again, wg_import_report_free);
  again = MAKE_PARENTS (others[2], 3, two_levels);
  g_assert_cmpuint (again->made->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_clear_object (&others[i]);
}

/* Children end at their parents: what lies outside is cut off or, where nobody is, stays; a grid
 * that lies half in each of two goes to the lower, always. */
static void
test_children_fit (void)
{
  static const Box rows[] = {
    { 0, 0, 500, 1100, "101", "一" },     /* 100 m out of everything */
    { 500, 0, 1500, 1000, "102", "二" },  /* half and half */
    { 1500, 0, 2000, 1000, "201", "三" },
    { 3000, 0, 3500, 1000, "301", "四" }, /* in no town at all */
  };
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgImportReport) first = IMPORT (plan, 1, towns);
  g_autoptr (WgImportReport) report = import_by_rule (plan, 3, rows, G_N_ELEMENTS (rows),
                                                      WG_NEST_CHILDREN_FIT, WG_PARENTS_PROPOSE);
  double cut = 0.0;

  for (guint i = 0; i < report->decisions->len; i++)
    if (g_array_index (report->decisions, WgDecision, i).kind == WG_DECISION_CLAIM_CUT)
      cut += g_array_index (report->decisions, WgDecision, i).area_m2;
  assert_on_ellipsoid (plan, cut, 50000.0 + 500000.0);
  g_assert_cmpfloat_with_epsilon (area_of (plan, "101"), 500000.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (area_of (plan, "102"), 500000.0, 1e-6);
  g_assert_cmpstr (parent_code (plan, "102"), ==, "1");
  g_assert_cmpfloat_with_epsilon (area_of (plan, "1"), 1e6, 1e-6);
  g_assert_cmpfloat_with_epsilon (area_of (plan, "2"), 1e6, 1e-6);
  g_assert_cmpfloat_with_epsilon (area_of (plan, "301"), 500000.0, 1e-6);
  g_assert_null (parent_code (plan, "301"));
  g_assert_cmpuint (count_problems (report, WG_ROW_NO_PARENT), ==, 1);
}

static void
test_errors (void)
{
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgFrame) other = wg_frame_new ("EPSG:4547", 500000, 3300000, NULL);
  g_autoptr (WgIncoming) incoming = make_incoming (towns, 2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GError *error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (wg_plan_import (plan, 1, incoming, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  wg_plan_set_frame (plan, other);
  g_assert_null (wg_plan_import (plan, 1, incoming, NULL, NULL, NULL, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_FRAME);
  g_clear_error (&error);
}

/* Rows that the reader rejected count, and an empty file is no error. */
static void
test_rejected_rows (void)
{
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgIncoming) incoming = make_incoming (towns, 2);
  g_autoptr (WgIncoming) empty = make_incoming (towns, 0);
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgImportReport) nothing = NULL;

  incoming->n_rows = 4;
  wg_incoming_add_problem (incoming, WG_ROW_NO_GEOMETRY, 3, NULL, NULL);
  wg_incoming_add_problem (incoming, WG_ROW_NOT_POLYGON, 4, NULL, "POINT");
  wg_incoming_add_problem (incoming, WG_ROW_BAD_TEXT, 4, "name", "x");
  report = wg_plan_import (plan, 1, incoming, NULL, NULL, NULL, NULL);
  g_assert_nonnull (report);
  g_assert_cmpuint (report->n_grids, ==, 2);
  g_assert_cmpuint (wg_import_report_count_rejected (report), ==, 2);
  nothing = wg_plan_import (plan, 1, empty, NULL, NULL, NULL, NULL);
  g_assert_nonnull (nothing);
  g_assert_cmpuint (nothing->n_grids, ==, 0);
}

/* Overlaps of 10 m and 1 m, gaps of 1 m and 50 m in a ring of grids, vertices 5 mm apart. */
static void
test_figures (void)
{
  static const Box rows[] = {
    { 0, 0, 510, 1000, "101", "一" },
    { 500, 0, 1001, 1000, "102", "二" },
    { 1000, 0, 1500, 400, "201", "三" },
    { 1000, 450, 1500, 1000, "202", "四" },
    { 1501, 0, 2000, 1000, "203", "五" },
    { 1400, 1000, 2000, 1100, "204", "六" },
    { 1400, -100, 2000, 0, "205", "七" },
    { 1490, 395, 1501, 460, "206", "八" },
  };
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgIncoming) incoming = make_incoming (rows, G_N_ELEMENTS (rows));
  g_autoptr (WgImportReport) report = NULL;
  g_autoptr (WgShape) land = wg_shape_new ();
  const WgIncomingGrid *last = g_ptr_array_index (incoming->grids, 6);
  const WgDecision *overlap = NULL;
  g_autofree char *json = NULL;

  WG_SHAPE_POINT (last->shape, 2).x += 5; /* of 203's corner */
  report = wg_plan_import (plan, 3, incoming, NULL, NULL, NULL, NULL);
  g_assert_nonnull (report);
  g_assert_true (wg_import_report_measure (report, incoming, NULL, NULL));
  g_assert_cmpuint (report->figures->before.polygons, ==, 8);
  g_assert_cmpuint (report->figures->before.parts, ==, 8);
  g_assert_cmpuint (report->figures->before.overlaps, ==, 5);
  g_assert_cmpuint (report->figures->before.invalid_rings, ==, 0);
  g_assert_cmpuint (report->figures->after.polygons, ==, 8);
  g_assert_cmpuint (report->figures->after.overlaps, ==, 0);
  g_assert_cmpuint (report->figures->after.invalid_rings, ==, 0);
  g_assert_cmpuint (report->figures->after.gaps, ==, 1);
  g_assert_cmpuint (report->figures->after.slivers, ==, 0);
  g_assert_cmpfloat_with_epsilon (report->figures->after.gap_m2, 50.0 * 489.0, 51.0);
  g_assert_cmpuint (report->figures->n_moved, ==, 1);
  g_assert_cmpfloat_with_epsilon (report->figures->farthest_m, 0.005, 1e-9);
  g_assert_cmpfloat_with_epsilon (report->figures->rest_m2, 0.0, 1e-6);
  overlap = find_decision (report, WG_DECISION_OVERLAP_RESOLVED);
  g_assert_true (wg_import_report_find_land (report, plan, incoming, overlap, land));
  g_assert_cmpfloat_with_epsilon (wg_shape_area_m2 (land), overlap->area_m2, 0.01);
  json = wg_import_report_to_json (report);
  g_assert_nonnull (strstr (json, "\"moved_vertices\": 1"));
}

/* Of an update both sides are the level: before, and with what was applied. */
static void
test_update_figures (void)
{
  static const Box rows[] = {
    { 0, 0, 500, 1000, "101", "一" },
    { 500, 0, 1000, 1000, "102", "二" },
    { 1000, 0, 1500, 1000, "103", "三" },
  };
  static const Box later[] = {
    { 0, 0, 500, 1000, "101", "一" },
    { 500, 0, 1000, 1500, "102", "二" },
    { 1500, 0, 2000, 1000, "201", "四" },
    { 2000, 0, 2500, 1000, "202", "五" },
  };
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgIncoming) incoming = make_incoming (rows, G_N_ELEMENTS (rows));
  g_autoptr (WgIncoming) newer = make_incoming (later, G_N_ELEMENTS (later));
  g_autoptr (WgImportReport) report = wg_plan_import (plan, 3, incoming, NULL, NULL, NULL, NULL);
  g_autoptr (WgImportReport) update = NULL;
  g_autoptr (WgImportReport) part = NULL;
  g_autoptr (GHashTable) left_out = g_hash_table_new (g_int64_hash, g_int64_equal);
  WgBuildOptions options = WG_BUILD_OPTIONS_DEFAULT;
  gint64 gone = 0;

  g_assert_nonnull (report);
  update = wg_plan_import_update (report->plan, 3, newer, NULL, &options, NULL, NULL, NULL);
  g_assert_nonnull (update);
  g_assert_true (wg_import_report_measure (update, newer, NULL, NULL));
  g_assert_cmpuint (update->figures->before.polygons, ==, 3);
  g_assert_cmpuint (update->figures->before.parts, ==, 3);
  g_assert_cmpuint (update->figures->after.polygons, ==, 4);
  g_assert_cmpuint (update->figures->after.parts, ==, 4);
  g_assert_cmpuint (update->figures->after.overlaps, ==, 0);
  assert_on_ellipsoid (update->plan, update->figures->before.area_m2, 1.5e6);
  assert_on_ellipsoid (update->plan, update->figures->after.area_m2, 2.25e6);

  gone = wg_plan_find_code (report->plan, "103")->id;
  g_hash_table_add (left_out, &gone);
  part = wg_plan_import_update (report->plan, 3, newer, left_out, &options, NULL, NULL, NULL);
  g_assert_nonnull (part);
  g_assert_true (wg_import_report_measure (part, newer, NULL, NULL));
  g_assert_cmpuint (part->figures->before.polygons, ==, 3);
  g_assert_cmpuint (part->figures->after.polygons, ==, 5);
  assert_on_ellipsoid (part->plan, part->figures->after.area_m2, 2.75e6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/import/towns-then-grids", test_towns_then_grids);
  g_test_add_func ("/plan/import/grids-then-towns", test_grids_then_towns);
  g_test_add_func ("/plan/import/level-between", test_level_between);
  g_test_add_func ("/plan/import/twice", test_twice);
  g_test_add_func ("/plan/import/disagreement", test_disagreement);
  g_test_add_func ("/plan/import/present-land-wins", test_present_land_wins);
  g_test_add_func ("/plan/import/texts", test_texts);
  g_test_add_func ("/plan/import/no-texts-at-all", test_no_texts_at_all);
  g_test_add_func ("/plan/import/parents-of-columns", test_parents_of_columns);
  g_test_add_func ("/plan/import/parents-of-codes", test_parents_of_codes);
  g_test_add_func ("/plan/import/children-fit", test_children_fit);
  g_test_add_func ("/plan/import/errors", test_errors);
  g_test_add_func ("/plan/import/rejected-rows", test_rejected_rows);
  g_test_add_func ("/plan/import/figures", test_figures);
  g_test_add_func ("/plan/import/update-figures", test_update_figures);
  return g_test_run ();
}
