/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How grids are staffed, kept while people and land are edited: always what a new map says. */
#include "app/plan/wg-land-commands.h"
#include "app/plan/wg-people-commands.h"
#include "app/plan/wg-staffing-map.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
  WgWhen when;
  WgStaffingMap *map;
} Fixture;

static void
assert_same_as_new (Fixture *f)
{
  g_autoptr (WgStaffingMap) fresh = wg_staffing_map_new (f->plan, &f->when);

  for (guint32 id = 0; id < wg_plan_get_grid_limit (f->plan); id++)
    {
      WgStaffingSum kept, made;

      wg_staffing_map_get_sum (f->map, id, &kept);
      wg_staffing_map_get_sum (fresh, id, &made);
      g_assert_cmpuint (kept.filled, ==, made.filled);
      g_assert_cmpuint (kept.needed, ==, made.needed);
      g_assert_cmpuint (kept.flags, ==, made.flags);
      g_assert_cmpint (kept.has_flaw, ==, made.has_flaw);
      g_assert_cmpint (wg_staffing_map_get_class (f->map, id), ==,
                       wg_staffing_map_get_class (fresh, id));
    }
}

static void
changed_cb (WgPlan *plan, const WgChange *change, gboolean backwards, Fixture *f)
{
  wg_staffing_map_update (f->map, change);
  assert_same_as_new (f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->plan = wg_test_plan_grid (4, 4, 1);
  f->journal = wg_memory_journal_new (f->plan);
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
  f->when = (WgWhen){ wg_day_new (2026, 11, 22), WG_MODE_ROUTINE };
  f->map = wg_staffing_map_new (f->plan, &f->when);
  g_signal_connect (f->plan, "changed", G_CALLBACK (changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (f->plan, f);
  wg_staffing_map_free (f->map);
  g_clear_object (&f->history);
  g_clear_object (&f->journal);
  g_clear_object (&f->plan);
}

static guint32
find_grid (Fixture *f, guint index)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (f->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (f->plan, id);

      if (grid != NULL && !grid->is_retired && grid->depth == 3 && index-- == 0)
        return id;
    }
  return 0;
}

static guint32
add_person (Fixture *f, const char *name, const char *phone)
{
  WgPerson values = { .name = name, .phone = phone, .is_active = TRUE };

  return wg_command_put_person (f->history, &values, NULL);
}

static void
set_rules (Fixture *f)
{
  g_autoptr (GArray) rules = g_array_new (FALSE, TRUE, sizeof (WgStaffRule));
  WgStaffRule leader = { .depth = 3, .role = WG_ROLE_LEADER, .min = 1, .max = 1, .title = "" };
  WgStaffRule worker = { .depth = 3, .role = WG_ROLE_WORKER, .min = 2, .title = "" };
  g_autoptr (GError) error = NULL;

  g_array_append_val (rules, leader);
  g_array_append_val (rules, worker);
  wg_command_set_staff_rules (f->history, 3, WG_PROPERTY_UNKNOWN, rules, &error);
  g_assert_no_error (error);
}

static guint32
assign (Fixture *f, guint32 person, guint32 grid, WgRole role)
{
  WgAssignment values = { .person = person, .grid = grid, .role = role, .from = f->when.day };
  g_autoptr (GError) error = NULL;
  guint32 id = wg_command_assign_person (f->history, &values, FALSE, &error);

  g_assert_no_error (error);
  return id;
}

/* From nobody needed over nobody there to complete and to be looked at. */
static void
test_classes (Fixture *f, gconstpointer data)
{
  guint32 grid = find_grid (f, 0);
  guint counts[WG_STAFFING_N_CLASSES];
  g_autoptr (GError) error = NULL;
  WgLeave leave = { .from = f->when.day, .to = f->when.day, .reason = "" };

  g_assert_cmpint (wg_staffing_map_get_class (f->map, grid), ==, WG_STAFFING_CLASS_NONE);
  set_rules (f);
  g_assert_cmpint (wg_staffing_map_get_class (f->map, grid), ==, WG_STAFFING_CLASS_VACANT);
  assign (f, add_person (f, "Wang", "13800000001"), grid, WG_ROLE_WORKER);
  g_assert_cmpint (wg_staffing_map_get_class (f->map, grid), ==, WG_STAFFING_CLASS_THIN);
  assign (f, add_person (f, "Li", "13800000002"), grid, WG_ROLE_LEADER);
  g_assert_cmpint (wg_staffing_map_get_class (f->map, grid), ==, WG_STAFFING_CLASS_SHORT);
  leave.person = add_person (f, "Zhao", "13800000003");
  assign (f, leave.person, grid, WG_ROLE_WORKER);
  g_assert_cmpint (wg_staffing_map_get_class (f->map, grid), ==, WG_STAFFING_CLASS_FULL);
  wg_command_put_leave (f->history, &leave, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wg_staffing_map_get_class (f->map, grid), ==, WG_STAFFING_CLASS_FLAWED);
  wg_staffing_map_count (f->map, 3, counts);
  g_assert_cmpuint (counts[WG_STAFFING_CLASS_FLAWED], ==, 1);
  g_assert_cmpuint (counts[WG_STAFFING_CLASS_VACANT] + 1, ==, wg_plan_count_grids (f->plan, 3));
}

/* A parent has what is below it. */
static void
test_sums (Fixture *f, gconstpointer data)
{
  guint32 grid = find_grid (f, 0), parent = wg_plan_get_grid (f->plan, grid)->parent;
  WgStaffingSum sum;
  guint n = wg_plan_get_children (f->plan, parent)->len;

  set_rules (f);
  assign (f, add_person (f, "Li", "13800000002"), grid, WG_ROLE_LEADER);
  wg_staffing_map_get_sum (f->map, parent, &sum);
  g_assert_cmpuint (sum.needed, ==, 3 * n);
  g_assert_cmpuint (sum.filled, ==, 1);
  g_assert_cmpuint (sum.flags & WG_STAFFING_VACANT, ==, 0);
}

/* Edits of people and land in any order, undone and done again: changed_cb() compares after each. */
static void
test_random (Fixture *f, gconstpointer data)
{
  guint32 people[8];

  set_rules (f);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    people[i] = add_person (f, "Wang", i % 3 == 0 ? "" : "13800000001");
  for (guint step = 0; step < 300; step++)
    {
      guint32 person = people[g_test_rand_int_range (0, G_N_ELEMENTS (people))];
      guint32 grid = find_grid (f, (guint) g_test_rand_int_range (0, 16));
      guint32 other = find_grid (f, (guint) g_test_rand_int_range (0, 16));
      WgAssignment values = { .person = person,
                              .grid = grid,
                              .role = (guint32) g_test_rand_int_range (1, 4),
                              .from = f->when.day };
      gint32 what = g_test_rand_int_range (0, 8);

      if (what < 4 && grid != 0)
        wg_command_assign_person (f->history, &values, what == 0, NULL);
      else if (what == 4)
        wg_command_put_leave (f->history,
                              &(WgLeave){ .person = person, .from = f->when.day,
                                          .to = f->when.day + 3, .reason = "" },
                              NULL);
      else if (what == 5 && grid != 0 && other != 0 && grid != other)
        {
          guint32 pair[] = { grid, other };
          g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_autoptr (WgLandResult) result = NULL;

          g_array_append_vals (grids, pair, 2);
          result = wg_command_merge (f->history, grids, grid, 0, NULL);
        }
      else if (what == 6)
        wg_history_undo (f->history, NULL);
      else
        wg_history_redo (f->history, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/staffing-map/classes", test_classes);
  ADD ("/staffing-map/sums", test_sums);
  ADD ("/staffing-map/random", test_random);
#undef ADD
  return g_test_run ();
}
