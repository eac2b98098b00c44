/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-border-commands.h"
#include "app/plan/wg-changes.h"
#include "app/plan/wg-land-commands.h"
#include "app/store/wg-past.h"

#include <math.h>

#define N_EDITS 60
#define N_PAIRS 12
#define N_POINTS 1500
#define ROUNDING_M2 0.6 /* of the vertices of strokes on long borders */

static guint32
random_grid (WgRandom *random, WgPlan *plan, guint depth)
{
  const WgGrid *grid = NULL;

  do
    grid = wg_plan_get_grid (plan, (guint32) wg_random_int (random, 1, wg_plan_get_grid_limit (plan)));
  while (grid == NULL || grid->is_retired || grid->depth != depth);
  return grid->id;
}

static WgPoint
random_point (WgRandom *random, WgPlan *plan)
{
  WgEnvelope box = wg_coverage_envelope (wg_plan_get_coverage (plan));

  return (WgPoint){ (gint32) wg_random_int (random, box.min_x, box.max_x),
                    (gint32) wg_random_int (random, box.min_y, box.max_y) };
}

static gboolean
assign (WgRandom *random, WgHistory *history)
{
  WgPlan *plan = wg_history_get_plan (history);
  WgPoint at = random_point (random, plan), corners[4];
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (WgLandResult) result = NULL;

  for (guint i = 0; i < 4; i++)
    corners[i] = (WgPoint){ at.x + (gint32) wg_random_int (random, -90000, 90000),
                            at.y + (gint32) wg_random_int (random, -90000, 90000) };
  wg_shape_add_ring (shape, corners, 4, 0, FALSE);
  result = wg_command_assign (history, shape, random_grid (random, plan, 3), WG_LAND_RETIRE, NULL);
  return result != NULL;
}

static gboolean
merge (WgRandom *random, WgHistory *history)
{
  WgPlan *plan = wg_history_get_plan (history);
  guint depth = wg_random_int (random, 0, 4) == 0 ? 2 : 3;
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WgLandResult) result = NULL;
  guint32 grid = random_grid (random, plan, depth);

  g_array_append_val (grids, grid);
  result = wg_command_merge (history, grids, random_grid (random, plan, depth), WG_LAND_RETIRE, NULL);
  return result != NULL;
}

static gboolean
move (WgRandom *random, WgHistory *history)
{
  WgPlan *plan = wg_history_get_plan (history);
  WgPoint from_to[2] = { random_point (random, plan) }, place;

  if (!wg_coverage_find_vertex (wg_plan_get_coverage (plan), from_to[0], 60000, &from_to[0]))
    return FALSE;
  from_to[1] = (WgPoint){ from_to[0].x + (gint32) wg_random_int (random, -15000, 15000),
                          from_to[0].y + (gint32) wg_random_int (random, -15000, 15000) };
  return wg_command_move (history, WG_MOVE_VERTEX, from_to, 100, &place, NULL);
}

static gboolean
edit (WgRandom *random, WgProject *project, guint number, gboolean may_undo)
{
  WgHistory *history = wg_project_get_history (project);
  WgPlan *plan = wg_project_get_plan (project);
  g_autofree char *name = g_strdup_printf ("改名%u", number);

  switch (wg_random_int (random, 0, 8))
    {
    case 0:
      return wg_command_set_attributes (history, random_grid (random, plan, 3), NULL, name, NULL);
    case 1:
      return merge (random, history);
    case 2:
    case 3:
      return assign (random, history);
    case 4:
    case 5:
      return move (random, history);
    case 6:
      return may_undo && wg_history_undo (history, NULL);
    default:
      return store_fixture_split (project, number);
    }
}

static void
replace (WgProject *project)
{
  const WgLattice lattice = { 10, 9, 100000, 3, 0, 0, 7 };
  g_autoptr (WgPlan) next = wg_lattice_plan_new (&lattice);
  GError *error = NULL;

  wg_plan_set_frame (next, wg_plan_get_frame (wg_project_get_plan (project)));
  g_assert_true (wg_history_replace (wg_project_get_history (project), next, "import", "a.shp", NULL,
                                     NULL, &error));
  g_assert_no_error (error);
}

static gint64
present (WgProject *project)
{
  gint64 step = -1;
  GError *error = NULL;

  g_assert_true (wg_project_get_present (project, &step, &error));
  g_assert_no_error (error);
  return step;
}

static WgPlan *
rebuild (WgProject *project, gint64 step)
{
  WgPlan *plan = wg_plan_snapshot (wg_project_get_plan (project));
  const gint64 from_to[2] = { present (project), step };
  GError *error = NULL;

  g_assert_true (wg_project_go_back (project, plan, from_to, NULL, NULL, &error));
  g_assert_no_error (error);
  return plan;
}

static void
remember (GPtrArray *states, WgProject *project)
{
  gint64 step = present (project);

  if (states->len <= (guint) step)
    g_ptr_array_set_size (states, (int) step + 1);
  g_clear_pointer ((GBytes **) &g_ptr_array_index (states, step), g_bytes_unref);
  g_ptr_array_index (states, step) = wg_test_plan_rows (wg_project_get_plan (project));
}

static void
clear_bytes (gpointer data)
{
  g_clear_pointer ((GBytes **) &data, g_bytes_unref);
}

/* The owner at a point, or G_MAXUINT32 on a border or close to one. */
static guint32
owner_at (const WgCoverage *coverage, WgPoint p)
{
  guint32 owner = wg_coverage_owner (coverage, wg_coverage_face_at (coverage, p));

  for (gint32 dx = -3; dx <= 3; dx += 3)
    for (gint32 dy = -3; dy <= 3; dy += 3)
      {
        WgPoint beside = { p.x + dx, p.y + dy };

        if (wg_coverage_owner (coverage, wg_coverage_face_at (coverage, beside)) != owner)
          return G_MAXUINT32;
      }
  return owner;
}

static gboolean
has_flow (const GArray *flows, guint32 from, guint32 to)
{
  for (guint i = 0; i < flows->len; i++)
    if (g_array_index (flows, WgLineage, i).from == from
        && g_array_index (flows, WgLineage, i).to == to)
      return TRUE;
  return FALSE;
}

/* Against a way that knows nothing of overlays: who owns a place, before and after. */
static void
check_points (const WgChanges *changes, WgRandom *random)
{
  WgPlan *before = wg_changes_get_before (changes), *after = wg_changes_get_after (changes);
  guint n_moved = 0;

  for (guint i = 0; i < N_POINTS; i++)
    {
      WgPoint p = random_point (random, after);
      guint32 from = owner_at (wg_plan_get_coverage (before), p);
      guint32 to = owner_at (wg_plan_get_coverage (after), p);
      WgFaceId face = wg_coverage_face_at (wg_changes_get_overlay (changes), p);

      if (from == G_MAXUINT32 || to == G_MAXUINT32 || face == WG_FACE_OUTSIDE)
        continue;
      g_assert_cmpuint (wg_changes_get_grid_before (changes, face, 0), ==, from);
      g_assert_cmpuint (wg_changes_get_grid_after (changes, face, 0), ==, to);
      if (from == to)
        continue;
      n_moved++;
      g_assert_true (has_flow (wg_changes_get_flows (changes, 0), from, to));
    }
  if (wg_changes_get_moved (changes, 0) > 20000)
    g_assert_cmpuint (n_moved, >, 0);
}

static void
check_balance (const WgChanges *changes)
{
  const GArray *grids = wg_changes_get_grids (changes);
  g_autoptr (WgShape) shape = wg_shape_new ();

  for (guint i = 0; i < grids->len; i++)
    {
      const WgChangedGrid *grid = &g_array_index (grids, WgChangedGrid, i);

      g_assert_cmpuint (grid->flags, !=, 0);
      g_assert_cmpfloat_with_epsilon (grid->area_after - grid->area_before,
                                      grid->gained - grid->lost, ROUNDING_M2);
      wg_plan_get_shape (wg_changes_get_after (changes), grid->grid, shape);
      g_assert_cmpfloat_with_epsilon (
        grid->area_after, wg_plan_measure_area (wg_changes_get_after (changes), shape), ROUNDING_M2);
      wg_plan_get_shape (wg_changes_get_before (changes), grid->grid, shape);
      g_assert_cmpfloat_with_epsilon (
        grid->area_before, wg_plan_measure_area (wg_changes_get_before (changes), shape),
        ROUNDING_M2);
    }
}

static void
check_pair (WgProject *project, WgRandom *random)
{
  gint64 last = present (project), since = wg_random_int (random, 0, last + 1);
  gint64 until = wg_random_int (random, since, last + 1);
  g_autoptr (WgPlan) before = rebuild (project, since);
  g_autoptr (WgPlan) after = rebuild (project, until);
  g_autoptr (WgChanges) changes = NULL;
  GError *error = NULL;

  changes = wg_changes_new (before, after, NULL, NULL, &error);
  g_assert_no_error (error);
  check_balance (changes);
  check_points (changes, random);
  if (since == until)
    g_assert_cmpuint (wg_changes_get_grids (changes)->len, ==, 0);
}

static void
test_every_moment_comes_back (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (clear_bytes);
  WgRandom random = wg_random (20261122);
  WgProject *project = NULL;
  g_autofree char *copy = NULL;
  gint64 copied = 0;

  store_fixture_init (&fixture);
  copy = g_build_filename (fixture.folder, "copy.wangge", NULL);
  project = store_fixture_create (&fixture);
  remember (states, project);
  for (guint i = 0, n = 0; n < N_EDITS; i++)
    {
      if (n == N_EDITS / 2 && wg_plan_count_grids (wg_project_get_plan (project), 3) != 90)
        replace (project);
      else if (!edit (&random, project, i, copied == 0))
        continue;
      n++;
      remember (states, project);
      if (n == N_EDITS / 3)
        {
          GError *error = NULL;

          copied = present (project);
          g_assert_true (wg_project_save_copy (project, copy, &error));
          g_assert_no_error (error);
        }
    }
  g_assert_cmpint (copied, >, 0);
  for (gint64 step = present (project); step >= 0; step--)
    {
      g_autoptr (WgPlan) plan = rebuild (project, step);
      g_autoptr (GBytes) rows = wg_test_plan_rows (plan);

      g_assert_true (g_bytes_equal (rows, g_ptr_array_index (states, step)));
      if (step == copied)
        {
          g_autoptr (WgProject) then = wg_project_open (copy, TRUE, NULL, NULL, NULL);

          store_fixture_assert_equal_plans (plan, wg_project_get_plan (then));
        }
    }
  for (guint i = 0; i < N_PAIRS; i++)
    check_pair (project, &random);
  store_fixture_close (project);
}

/* Half of a face: the numbers are known. */
static void
test_a_known_change (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  WgPlan *plan = NULL;
  WgShape *before = wg_shape_new ();
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (WgPlan) old = NULL;
  g_autoptr (WgChanges) changes = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 from = 0, to = 0;
  double area = 0;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  plan = wg_project_get_plan (project);
  old = wg_plan_snapshot (plan);
  from = g_array_index (wg_plan_get_children (plan, wg_plan_get_ancestor (plan, 90, 2)), guint32, 0);
  to = g_array_index (wg_plan_get_children (plan, wg_plan_get_ancestor (plan, 90, 2)), guint32, 1);
  wg_plan_get_shape (plan, from, before);
  area = wg_plan_measure_area (plan, before);
  g_array_append_val (all, from);
  wg_history_set_reason (wg_project_get_history (project), "  街道办〔2026〕12号 ");
  result = wg_command_merge (wg_project_get_history (project), all, to, WG_LAND_NONE, &error);
  g_assert_no_error (error);

  changes = wg_changes_new (old, plan, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wg_changes_get_grids (changes)->len, ==, 2);
  g_assert_cmpuint (wg_changes_get_flows (changes, 3)->len, ==, 1);
  g_assert_cmpuint (wg_changes_get_flows (changes, 2)->len, ==, 0);
  g_assert_cmpfloat_with_epsilon (wg_changes_get_moved (changes, 3), area, 0.001);

  rows = wg_project_list_lineage (project, from, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  {
    const WgLineageRow *row = g_ptr_array_index (rows, 0);

    g_assert_cmpuint (row->flow.from, ==, from);
    g_assert_cmpuint (row->flow.to, ==, to);
    g_assert_cmpfloat_with_epsilon (row->flow.area_m2, area, 0.001);
    g_assert_cmpstr (row->kind, ==, "merge");
    g_assert_cmpstr (row->reason, ==, "街道办〔2026〕12号");
    g_assert_cmpstr (row->user, ==, g_get_user_name ());
    g_assert_cmpint (row->flow.households, ==, -1);
  }
  wg_shape_free (before);
  store_fixture_close (project);
}

/* An import keeps the lineage that was there and adds its own; its undo takes only that away. */
static void
test_lineage_outlives_an_import (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  WgHistory *history = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n_split = 0;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  history = wg_project_get_history (project);
  for (guint i = 0; n_split < 3; i++)
    n_split += store_fixture_split (project, i);
  before = store_fixture_digest (project);
  replace (project);
  after = store_fixture_digest (project);
  {
    g_autoptr (GPtrArray) rows = wg_project_list_lineage (project, 0, NULL);
    guint n_import = 0;

    for (guint i = 0; i < rows->len; i++)
      n_import += g_str_equal (((WgLineageRow *) g_ptr_array_index (rows, i))->kind, "import");
    g_assert_cmpuint (n_import, >, 0);
    g_assert_cmpuint (rows->len, >, n_import);
  }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      g_assert_true (wg_history_undo (history, NULL));
      undone = store_fixture_digest (project);
      g_assert_cmpstr (undone, ==, before);
      g_assert_true (wg_history_redo (history, NULL));
      redone = store_fixture_digest (project);
      g_assert_cmpstr (redone, ==, after);
    }
  store_fixture_close (project);
}

static void
gone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
go (WgProject *project, int n_steps, GCancellable *cancellable, GError **error)
{
  WgHistory *history = wg_project_get_history (project);
  g_autoptr (GAsyncResult) result = NULL;

  wg_history_go_async (history, n_steps, NULL, cancellable, gone_cb, &result);
  while (result == NULL)
    {
      GError *busy_error = NULL;

      if (wg_history_is_busy (history))
        {
          g_assert_false (wg_history_undo (history, &busy_error));
          g_assert_error (busy_error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY);
          g_clear_error (&busy_error);
        }
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_false (wg_history_is_busy (history));
  return wg_history_go_finish (history, result, error);
}

static void
test_go_many_steps (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  static const int walks[][2] = { { -7, 5 }, { 4, 9 }, { 100, 12 }, { -100, 0 }, { 6, 6 }, { 0, 6 } };
  WgProject *project = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  g_ptr_array_add (digests, store_fixture_digest (project));
  for (guint i = 0; digests->len <= 12; i++)
    if (store_fixture_split (project, i))
      g_ptr_array_add (digests, store_fixture_digest (project));
  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    {
      g_autofree char *digest = NULL;

      g_assert_true (go (project, walks[i][0], NULL, &error));
      g_assert_no_error (error);
      digest = store_fixture_digest (project);
      g_assert_cmpstr (digest, ==, g_ptr_array_index (digests, walks[i][1]));
      g_assert_cmpint (present (project), ==, walks[i][1]);
    }
  g_cancellable_cancel (cancellable);
  g_assert_false (go (project, -5, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (present (project), ==, 6);
  store_fixture_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/past/every-moment-comes-back", test_every_moment_comes_back);
  g_test_add_func ("/store/past/a-known-change", test_a_known_change);
  g_test_add_func ("/store/past/lineage-outlives-an-import", test_lineage_outlives_an_import);
  g_test_add_func ("/store/past/go-many-steps", test_go_many_steps);
  return g_test_run ();
}
