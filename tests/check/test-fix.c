/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fixes: what is proposed, and that the finding is gone when it is done. */
#include "app/base/wg-random.h"
#include "app/check/wg-check-parts.h"
#include "app/check/wg-fix.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-commands.h"
#include "app/plan/wg-land-commands.h"
#include "app/plan/wg-lock-commands.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

#include <math.h>

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->plan = wg_test_plan_grid (8, 6, 1);
  f->journal = wg_memory_journal_new (f->plan);
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->history);
  g_object_unref (f->journal);
  g_object_unref (f->plan);
}

static void
disown (Fixture *f, WgFaceId face)
{
  guint32 nobody = 0;

  wg_coverage_change_free (
    wg_coverage_set_owners (wg_plan_get_coverage (f->plan), NULL, &face, &nobody, 1));
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
}

/** The first finding with @code, of @grid when it is not 0. */
static WgFinding
find_of (Fixture *f, const char *code, guint32 grid)
{
  g_autoptr (GArray) findings = wg_check_run (f->plan, NULL, NULL, NULL, NULL, NULL);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (g_array_index (findings, WgFinding, i).code, code)
        && (grid == 0 || g_array_index (findings, WgFinding, i).grid == grid))
      return g_array_index (findings, WgFinding, i);
  g_test_message ("no %s", code);
  g_assert_not_reached ();
}

static WgFinding
find (Fixture *f, const char *code)
{
  return find_of (f, code, 0);
}

static guint
count (Fixture *f, const char *code)
{
  g_autoptr (GArray) findings = wg_check_run (f->plan, NULL, NULL, NULL, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += g_str_equal (g_array_index (findings, WgFinding, i).code, code);
  return n;
}

static void
test_gap (Fixture *f, gconstpointer data)
{
  WgFinding finding;
  g_autoptr (GPtrArray) fixes = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  disown (f, 10);
  before = wg_test_plan_rows (f->plan);
  finding = find (f, "land.unowned");
  fixes = wg_fix_list (f->plan, NULL, &finding);
  g_assert_cmpuint (fixes->len, ==, 4);
  for (guint i = 0; i + 1 < fixes->len; i++)
    {
      const WgFix *fix = g_ptr_array_index (fixes, i);

      g_assert_cmpint (fix->kind, ==, WG_FIX_GIVE);
      g_assert_false (fix->retires);
      g_assert_cmpfloat (fix->border_m, >, 10.0);
      if (i > 0)
        g_assert_cmpfloat (fix->border_m, <=,
                           ((const WgFix *) g_ptr_array_index (fixes, i - 1))->border_m);
    }
  g_assert_true (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (f, "land.unowned"), ==, 0);
  g_assert_false (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), &error));
  g_assert_error (error, WG_FIX_ERROR, WG_FIX_ERROR_STALE);
  g_assert_true (wg_history_undo (f->history, NULL));
  after = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, after));
}

/* Undivided land of a community goes to one of its own grids only. */
static void
test_undivided (Fixture *f, gconstpointer data)
{
  WgFinding finding;
  g_autoptr (GPtrArray) fixes = NULL;
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgFaceId face = 20;
  guint32 community = wg_plan_get_grid (f->plan, 20)->parent;

  g_array_append_val (faces, face);
  wg_land_result_free (wg_command_assign_faces (f->history, faces, community, WG_LAND_RETIRE, NULL));
  finding = find (f, "land.undivided");
  fixes = wg_fix_list (f->plan, NULL, &finding);
  g_assert_cmpuint (fixes->len, >, 0);
  for (guint i = 0; i < fixes->len; i++)
    {
      const WgFix *fix = g_ptr_array_index (fixes, i);

      if (fix->kind == WG_FIX_GIVE)
        g_assert_cmpuint (wg_plan_get_grid (f->plan, fix->grid)->parent, ==, community);
    }
  g_assert_true (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), NULL));
  g_assert_cmpuint (count (f, "land.undivided"), ==, 0);
}

/* The smaller part of a grid in two goes to its neighbour; the grid goes on. */
static void
test_parts (Fixture *f, gconstpointer data)
{
  WgFinding finding;
  g_autoptr (GPtrArray) fixes = NULL;
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgFaceId face = 1;

  g_array_append_val (faces, face);
  wg_land_result_free (wg_command_assign_faces (f->history, faces, 40, WG_LAND_RETIRE, NULL));
  finding = find_of (f, "land.parts", 40);
  g_assert_cmpfloat (finding.value, ==, 2);
  fixes = wg_fix_list (f->plan, NULL, &finding);
  g_assert_cmpuint (fixes->len, >, 0);
  g_assert_false (((const WgFix *) g_ptr_array_index (fixes, 0))->retires);
  g_assert_true (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), NULL));
  g_assert_cmpuint (wg_check_parts (f->plan, 40, NULL, NULL), ==, 1);
  g_assert_false (wg_plan_get_grid (f->plan, 40)->is_retired);
}

/* A sliver that is all the land of a grid: its neighbour takes it over. */
static void
test_sliver (Fixture *f, gconstpointer data)
{
  WgEnvelope e = wg_plan_get_extent (f->plan, 12);
  gint32 x = e.min_x / 2 + e.max_x / 2;
  WgPoint lines[2][2] = { { { x, e.min_y - 9000 }, { x, e.max_y + 9000 } },
                          { { x + 1500, e.min_y - 9000 }, { x + 1500, e.max_y + 9000 } } };
  WgFinding finding;
  g_autoptr (GPtrArray) fixes = NULL;
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 grid = 12;
  guint n = 0;

  g_array_append_val (only, grid);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GArray) parts = NULL;

      if (!wg_command_split (f->history, lines[i], 2, only, WG_KEEP_LARGEST, &parts, NULL))
        continue;
      for (guint k = 0; k < parts->len; k++)
        g_array_append_val (only, g_array_index (parts, WgSplitPart, k).grid);
    }
  n = count (f, "land.sliver");
  g_assert_cmpuint (n, >, 0);
  finding = find (f, "land.sliver");
  g_assert_cmpfloat (finding.width_m, <, 2.0);
  g_assert_cmpfloat (finding.width_m, >, 1.3);
  fixes = wg_fix_list (f->plan, NULL, &finding);
  g_assert_true (((const WgFix *) g_ptr_array_index (fixes, 0))->retires);
  g_assert_true (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), NULL));
  g_assert_cmpuint (count (f, "land.sliver"), ==, n - 1);
  g_assert_true (wg_plan_get_grid (f->plan, finding.grid)->is_retired);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  static const char *const codes[] = { "order.code-missing", "order.name-missing" };
  guint32 grid = 7;

  g_autoptr (WgGrid) bare = NULL;
  const WgGrid *old = wg_plan_get_grid (f->plan, grid);

  bare = wg_grid_new (grid, old->parent, old->depth, old->kind, FALSE, "", "");
  wg_plan_load_grid (f->plan, bare);
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      WgFinding finding = find (f, codes[i]);
      g_autoptr (GPtrArray) fixes = wg_fix_list (f->plan, NULL, &finding);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (fixes->len, ==, 1);
      g_assert_true (wg_fix_apply (f->history, &finding, g_ptr_array_index (fixes, 0), &error));
      g_assert_no_error (error);
      g_assert_cmpuint (count (f, codes[i]), ==, 0);
    }
  g_assert_cmpuint (count (f, "order.code-pattern"), ==, 0);
  g_assert_cmpuint (count (f, "order.code-duplicate"), ==, 0);
  g_assert_cmpuint (count (f, "order.name-duplicate"), ==, 0);
  g_assert_cmpuint (count (f, "order.code-prefix"), ==, 0);
}

/* The code of a fix is the one that numbering gives: behind the greatest serial that any grid below
 * the parent has or had. */
static void
test_code_is_numbered (Fixture *f, gconstpointer data)
{
  const guint32 grid = 7;
  const WgGrid *old = wg_plan_get_grid (f->plan, grid);
  const char *above = wg_plan_get_grid (f->plan, old->parent)->code;
  g_autofree char *retired_code = g_strdup_printf ("%s%03u", above, 40), *next
    = g_strdup_printf ("%s%03u", above, 41);
  guint32 limit = wg_plan_get_grid_limit (f->plan);
  g_autoptr (WgGrid) retired
    = wg_grid_new (limit, old->parent, old->depth, old->kind, TRUE, retired_code, "旧网格");
  g_autoptr (WgGrid) bare
    = wg_grid_new (grid, old->parent, old->depth, old->kind, FALSE, "", old->name);
  g_autoptr (GPtrArray) fixes = NULL;
  WgFinding finding;

  wg_plan_load_grid (f->plan, bare);
  wg_plan_load_grid (f->plan, retired);
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
  finding = find_of (f, "order.code-missing", grid);
  fixes = wg_fix_list (f->plan, NULL, &finding);
  g_assert_cmpuint (fixes->len, ==, 1);
  g_assert_cmpstr (((WgFix *) g_ptr_array_index (fixes, 0))->text, ==, next);
}

/* Of two grids with one code, one gets another; which one is told. */
static void
test_code_of_two (Fixture *f, gconstpointer data)
{
  const WgGrid *first = wg_plan_get_grid (f->plan, 7);
  g_autofree char *code = g_strdup (first->code);
  g_autoptr (WgGrid) second = NULL;
  const guint32 both[] = { 7, 8 };

  first = wg_plan_get_grid (f->plan, 8);
  second = wg_grid_new (8, first->parent, first->depth, first->kind, FALSE, code, first->name);
  wg_plan_load_grid (f->plan, second);
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      WgFinding finding = find_of (f, "order.code-duplicate", both[i]);
      g_autoptr (GPtrArray) fixes = wg_fix_list (f->plan, NULL, &finding);
      const WgFix *fix = g_ptr_array_index (fixes, 0);

      g_assert_cmpuint (fixes->len, ==, 1);
      g_assert_cmpuint (fix->grid, ==, wg_plan_find_code (f->plan, code)->id == 7 ? 8 : 7);
      g_assert_null (wg_plan_find_code (f->plan, fix->text));
    }
}

/** The fix of a kind; what it would do is told before, and is what it does; undo takes it back. */
static void
try_fix (Fixture *f, const WgFinding *finding, const WgCheckAlong *along, WgFixKind kind)
{
  g_autoptr (GPtrArray) fixes = wg_fix_list (f->plan, along, finding);
  g_autoptr (GBytes) before = wg_test_plan_rows (f->plan);
  g_autoptr (GBytes) still = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GArray) tallies = wg_plan_note_tallies (f->plan);
  g_autoptr (WgLandPreview) told = NULL;
  g_autoptr (WgLandPreview) done = NULL;
  g_autoptr (WgShape) land = wg_shape_new ();
  g_autoptr (GError) error = NULL;
  const WgFix *fix = NULL;

  for (guint i = 0; i < fixes->len && fix == NULL; i++)
    if (((const WgFix *) g_ptr_array_index (fixes, i))->kind == kind)
      fix = g_ptr_array_index (fixes, i);
  g_assert_nonnull (fix);
  g_assert_true (wg_fix_preview (f->plan, finding, fix, &told, &error));
  g_assert_no_error (error);
  wg_fix_get_land (f->plan, finding, fix, land);
  g_assert_cmpuint (land->rings->len, >, 0);
  still = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, still));
  g_assert_true (wg_fix_apply (f->history, finding, fix, &error));
  g_assert_no_error (error);
  if (told != NULL)
    {
      done = wg_land_preview_new_since (f->plan, tallies);
      g_assert_cmpuint (told->grids->len, ==, done->grids->len);
      for (guint i = 0; i < told->grids->len; i++)
        {
          const WgGridPreview *a = g_ptr_array_index (told->grids, i);
          const WgGridPreview *b = g_ptr_array_index (done->grids, i);

          g_assert_cmpuint (a->grid->id, ==, b->grid->id);
          g_assert_true (wg_tally_equal (&a->after, &b->after));
        }
    }
  g_assert_true (wg_history_undo (f->history, NULL));
  back = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, back));
  g_assert_true (wg_history_redo (f->history, NULL));
}

/* Land of nobody, and land left undivided, become grids. */
static void
test_own_grid (Fixture *f, gconstpointer data)
{
  WgFaceId face = 20;
  guint32 community = wg_plan_get_grid (f->plan, 20)->parent;
  WgFinding finding;

  disown (f, 10);
  wg_coverage_change_free (
    wg_coverage_set_owners (wg_plan_get_coverage (f->plan), NULL, &face, &community, 1));
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
  finding = find (f, "land.unowned");
  try_fix (f, &finding, NULL, WG_FIX_DRAW);
  g_assert_cmpuint (count (f, "land.unowned"), ==, 0);
  finding = find (f, "land.undivided");
  try_fix (f, &finding, NULL, WG_FIX_DRAW);
  g_assert_cmpuint (count (f, "land.undivided"), ==, 0);
  g_assert_cmpuint (
    wg_plan_get_grid (f->plan, wg_coverage_owner (wg_plan_get_coverage (f->plan), 20))->parent, ==,
    community);
  g_assert_cmpuint (count (f, "order.code-duplicate") + count (f, "order.name-duplicate"), ==, 0);
}

/* The smaller part becomes a grid beside the rest. */
static void
test_part_own_grid (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgFaceId face = 1;
  WgFinding finding;

  g_array_append_val (faces, face);
  wg_land_result_free (wg_command_assign_faces (f->history, faces, 40, WG_LAND_RETIRE, NULL));
  finding = find_of (f, "land.parts", 40);
  try_fix (f, &finding, NULL, WG_FIX_DRAW);
  g_assert_cmpuint (wg_check_parts (f->plan, 40, NULL, NULL), ==, 1);
}

/** A ring inside grid 12 becomes a grid of its own. */
static guint32
make_island (Fixture *f)
{
  WgPoint c = wg_coverage_label_point (wg_plan_get_coverage (f->plan), 12);
  WgPoint ring[] = { { c.x - 15000, c.y - 15000 }, { c.x + 15000, c.y - 15000 }, { c.x + 15000, c.y + 15000 },
                     { c.x - 15000, c.y + 15000 }, { c.x - 15000, c.y - 15000 } };
  g_autoptr (GArray) parts = NULL;

  g_assert_true (wg_command_split (f->history, ring, 5, NULL, WG_KEEP_LARGEST, &parts, NULL));
  return g_array_index (parts, WgSplitPart, 0).grid;
}

static void
test_island (Fixture *f, gconstpointer data)
{
  guint32 island = make_island (f);
  WgFinding finding = find (f, "land.island");

  g_assert_cmpuint (finding.grid, ==, island);
  try_fix (f, &finding, NULL, WG_FIX_GIVE);
  g_assert_cmpuint (count (f, "land.island"), ==, 0);
  g_assert_true (wg_plan_get_grid (f->plan, island)->is_retired);
}

static void
test_parent (Fixture *f, gconstpointer data)
{
  const WgGrid *old = wg_plan_get_grid (f->plan, 12);
  guint32 community = old->parent;
  g_autoptr (WgGrid) lost = wg_grid_new (12, 0, old->depth, old->kind, FALSE, old->code, old->name);
  WgFinding finding;

  wg_plan_load_grid (f->plan, lost);
  g_assert_true (wg_plan_finish_loading (f->plan, NULL));
  finding = find (f, "order.parent-missing");
  {
    g_autoptr (GPtrArray) fixes = wg_fix_list (f->plan, NULL, &finding);
    const WgFix *fix = g_ptr_array_index (fixes, fixes->len - 1);
    const WgGrid *made = NULL;

    g_assert_cmpint (fix->kind, ==, WG_FIX_NEW_PARENT);
    try_fix (f, &finding, NULL, WG_FIX_NEW_PARENT);
    g_assert_cmpuint (wg_plan_get_grid (f->plan, 12)->parent, !=, 0);
    made = wg_plan_get_grid (f->plan, wg_plan_get_grid (f->plan, 12)->parent);
    g_assert_cmpuint (made->depth, ==, 2);
    g_assert_cmpstr (made->name, ==, fix->text);
    g_assert_cmpstr (made->code, ==, fix->code);
    g_assert_true (wg_history_undo (f->history, NULL));
    g_assert_cmpuint (wg_plan_get_grid (f->plan, 12)->parent, ==, 0);
    finding = find (f, "order.parent-missing");
  }
  try_fix (f, &finding, NULL, WG_FIX_PARENT);
  g_assert_cmpuint (count (f, "order.parent-missing"), ==, 0);
  g_assert_cmpuint (wg_plan_get_grid (f->plan, 12)->parent, !=, 0);
  g_assert_cmpuint (wg_plan_get_grid (f->plan, 12)->depth,
                    ==, wg_plan_get_grid (f->plan, community)->depth + 1);
}

/** An inner border, and a building across it that lies three quarters on one side. */
static WgArcId
put_building (Fixture *f)
{
  const WgCoverage *coverage = wg_plan_get_coverage (f->plan);
  g_autoptr (WgBuildingSet) set = wg_building_set_new (1);
  WgBuilding building = { .id = 7, .households = 24, .people = 60, .name = "12幢" };
  WgArcId id = 1;
  const WgArc *arc = wg_coverage_arc (coverage, id);
  WgPoint a, b, p;

  while (arc == NULL || arc->left == WG_FACE_OUTSIDE || arc->right == WG_FACE_OUTSIDE)
    {
      g_assert_cmpuint (id, <, wg_coverage_arc_limit (coverage));
      arc = wg_coverage_arc (coverage, ++id);
    }
  a = arc->line->points[arc->line->n_points / 2 - 1];
  b = arc->line->points[arc->line->n_points / 2];
  p = (WgPoint){ a.x / 2 + b.x / 2 + 3000, a.y / 2 + b.y / 2 + 3000 };
  building.point = p;
  building.footprint = wg_shape_new ();
  wg_shape_add_ring (building.footprint,
                     (WgPoint[]){ { p.x - 8000, p.y - 8000 }, { p.x + 8000, p.y - 8000 },
                                  { p.x + 8000, p.y + 8000 }, { p.x - 8000, p.y + 8000 } },
                     4, 0, FALSE);
  wg_building_set_add (set, &building);
  wg_plan_set_buildings (f->plan, set);
  return id;
}

static void
test_building (Fixture *f, gconstpointer data)
{
  WgFinding finding;

  put_building (f);
  finding = find (f, "building.cut");
  g_assert_cmpfloat (finding.value, >, 50.0);
  try_fix (f, &finding, NULL, WG_FIX_TAKE);
  g_assert_cmpuint (count (f, "building.cut"), ==, 0);
}

/* A road runs up to six metres beside a border: redrawn, it follows the road. */
static void
test_border (Fixture *f, gconstpointer data)
{
  const WgCoverage *coverage = wg_plan_get_coverage (f->plan);
  g_autoptr (WgLinework) roads = wg_linework_new ();
  g_autoptr (WgCheckAlong) along = wg_check_along_new ();
  g_autoptr (GArray) findings = NULL;
  WgArcId id = put_building (f);
  const WgArc *arc = wg_coverage_arc (coverage, id);
  const WgLine *line = arc->line;
  g_autoptr (GArray) road = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  guint n = 0;

  for (guint i = 0; i < line->n_points; i++)
    {
      double bulge = 6000.0 * sin (G_PI * i / (line->n_points - 1));
      WgPoint p = { line->points[i].x, line->points[i].y + (gint32) bulge };

      g_array_append_val (road, p);
    }
  wg_linework_add (roads, wg_line_new ((const WgPoint *) (gconstpointer) road->data, road->len), 1, FALSE, 3, NULL);
  wg_check_along_add (along, roads);
  findings = wg_check_run (f->plan, NULL, along, NULL, NULL, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);

      if (!g_str_equal (finding->code, "border.off-line") || finding->border != id)
        continue;
      n++;
      g_test_message ("%s %u %u, %.1f m", finding->code, finding->grid, finding->other, finding->width_m);
      try_fix (f, finding, along, WG_FIX_ALONG);
    }
  g_assert_cmpuint (n, ==, 1);
  g_array_unref (findings);
  findings = wg_check_run (f->plan, NULL, along, NULL, NULL, NULL);
  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);

      g_test_message ("%s %u %u, %.1f m", finding->code, finding->grid, finding->other, finding->width_m);
      g_assert_cmpstr (finding->code, !=, "border.off-line");
    }
}

/* A locked grid keeps its land: the preview and the fix say so, and nothing changes. */
static void
test_locked (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) fixes = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (WgLandPreview) land = NULL;
  g_autoptr (GError) error = NULL;
  WgFinding finding;
  const WgFix *fix = NULL;

  put_building (f);
  finding = find (f, "building.cut");
  g_array_append_val (grids, finding.grid);
  g_assert_true (wg_command_lock (f->history, grids, TRUE, &error));
  g_assert_no_error (error);
  before = wg_test_plan_rows (f->plan);
  fixes = wg_fix_list (f->plan, NULL, &finding);
  g_assert_cmpuint (fixes->len, >, 0);
  fix = g_ptr_array_index (fixes, 0);
  g_assert_false (wg_fix_preview (f->plan, &finding, fix, &land, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (wg_fix_apply (f->history, &finding, fix, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LOCKED);
  after = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, after));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/fix/code-is-numbered", test_code_is_numbered);
  ADD ("/fix/code-of-two", test_code_of_two);
  ADD ("/fix/gap", test_gap);
  ADD ("/fix/undivided", test_undivided);
  ADD ("/fix/parts", test_parts);
  ADD ("/fix/sliver", test_sliver);
  ADD ("/fix/order", test_order);
  ADD ("/fix/own-grid", test_own_grid);
  ADD ("/fix/part-own-grid", test_part_own_grid);
  ADD ("/fix/island", test_island);
  ADD ("/fix/parent", test_parent);
  ADD ("/fix/building", test_building);
  ADD ("/fix/border", test_border);
  ADD ("/fix/locked", test_locked);
  return g_test_run ();
}
