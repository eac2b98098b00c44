/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Barriers in the file: what is written is read, undo and redo exchange whole sets, also after a restart. */
#include "store-fixture.h"

static WgBarrierSet *
make_set (guint n, const char *layer)
{
  WgBarrierSet *set = wg_barrier_set_new ();

  for (guint i = 0; i < n; i++)
    {
      WgPoint points[] = { { (gint32) i * 1000, 0 }, { (gint32) i * 1000 + 77, 5000 }, { -20, 9000 } };
      g_autoptr (WgLine) line = wg_line_new (points, 3);

      wg_barrier_set_add (set, line, (WgBarrierClass) (1 + i % (WG_BARRIER_N_CLASSES - 1)), layer);
    }
  return set;
}

static void
assert_same (WgBarrierSet *a, WgBarrierSet *b)
{
  g_assert_cmpuint (wg_barrier_set_count (a), ==, wg_barrier_set_count (b));
  for (guint i = 0; i < wg_barrier_set_count (a); i++)
    {
      const WgBarrier *x = wg_barrier_set_get (a, i), *y = wg_barrier_set_get (b, i);

      g_assert_true (wg_line_equal (x->line, y->line));
      g_assert_cmpint (x->barrier_class, ==, y->barrier_class);
      g_assert_cmpstr (x->layer, ==, y->layer);
    }
}

static void
put (WgProject *project, WgBarrierSet *set)
{
  g_autoptr (GError) error = NULL;

  wg_history_put_barriers (wg_project_get_history (project), set, "import-barriers", "道路", &error);
  g_assert_no_error (error);
  g_assert_true (wg_plan_get_barriers (wg_project_get_plan (project)) == set);
}

static void
put_whole (WgProject *project, gpointer whole)
{
  put (project, whole);
}

static gpointer
get_whole (WgPlan *plan)
{
  return wg_plan_get_barriers (plan);
}

static void
assert_whole (gpointer a, gpointer b)
{
  assert_same (a, b);
}

static void
test_undo (void)
{
  const StoreWhole about = { put_whole, get_whole, assert_whole };
  g_autoptr (WgBarrierSet) first = make_set (40, "道路");
  g_autoptr (WgBarrierSet) second = make_set (9, "河");

  store_fixture_check_whole (&about, first, second);
}

/* A row that makes no sense: the project says so, it does not drop it. */
static void
test_damaged (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgBarrierSet) set = make_set (4, "道路");
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  WgProject *project = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  put (project, set);
  store_fixture_close (project);
  output = store_fixture_run ("sqlite3 '%s' \"UPDATE barrier SET line = x'0102' WHERE id = 2\"",
                              fixture.path);
  project = wg_project_open (fixture.path, FALSE, NULL, NULL, &error);
  g_assert_null (project);
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/barriers/undo", test_undo);
  g_test_add_func ("/barriers/damaged", test_damaged);
  return g_test_run ();
}
