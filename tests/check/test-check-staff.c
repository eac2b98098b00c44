/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found of people, that fixes are rid of it, and that the board keeps up with random edits. */
#include "app/base/wg-random.h"
#include "app/check/wg-check-board.h"
#include "app/check/wg-fix.h"
#include "app/plan/wg-land-commands.h"
#include "app/plan/wg-people-commands.h"
#include "app/plan/wg-staffing.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-random-people.h"
#include "tests/support/wg-test-plan.h"

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
  WgCheckSettings settings;
  guint32 grids[4]; /* the first of depth 3 */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  guint n = 0;

  f->plan = wg_test_plan_grid (6, 4, 1);
  f->journal = wg_memory_journal_new (f->plan);
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
  f->settings = WG_CHECK_SETTINGS_DEFAULT;
  f->settings.day = wg_day_new (2026, 11, 22);
  for (guint32 id = 1; n < G_N_ELEMENTS (f->grids); id++)
    if (wg_plan_get_grid (f->plan, id) != NULL && wg_plan_get_grid (f->plan, id)->depth == 3)
      f->grids[n++] = id;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->history);
  g_clear_object (&f->journal);
  g_clear_object (&f->plan);
}

static guint32
add (Fixture *f, const char *name, const char *phone)
{
  return wg_command_put_person (f->history, &(WgPerson){ .name = name, .phone = phone, .is_active = TRUE }, NULL);
}

static guint32
lead (Fixture *f, guint32 person, guint32 grid, WgDay to)
{
  return wg_command_assign_person (f->history,
                                   &(WgAssignment){ .person = person, .grid = grid, .role = WG_ROLE_LEADER, .to = to },
                                   FALSE, NULL);
}

/* How many of a rule; the last one is in *@one. */
static guint
find (Fixture *f, const char *code, WgFinding *one)
{
  g_autoptr (GArray) findings = wg_check_run (f->plan, &f->settings, NULL, NULL, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (g_array_index (findings, WgFinding, i).code, code))
      {
        n++;
        if (one != NULL)
          *one = g_array_index (findings, WgFinding, i);
      }
  return n;
}

static void
set_rules (Fixture *f, guint n_workers)
{
  WgStaffRule rules[] = { { .role = WG_ROLE_LEADER, .min = 1, .max = 1 }, { .role = WG_ROLE_WORKER, .min = n_workers } };
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (WgStaffRule));

  g_array_append_vals (array, rules, n_workers > 0 ? 2 : 1);
  g_assert_true (wg_command_set_staff_rules (f->history, 3, WG_PROPERTY_UNKNOWN, array, NULL));
}

static void
test_vacant (Fixture *f, gconstpointer data)
{
  WgFinding one = { 0 };

  g_assert_cmpuint (find (f, "staff.vacant", NULL), ==, 0); /* nothing is asked */
  set_rules (f, 1);
  g_assert_cmpuint (find (f, "staff.vacant", NULL), ==, 24);
  g_assert_cmpuint (find (f, "staff.missing", NULL), ==, 0);
  lead (f, add (f, "甲", "13800000001"), f->grids[0], WG_DAY_NONE);
  g_assert_cmpuint (find (f, "staff.vacant", NULL), ==, 23);
  g_assert_cmpuint (find (f, "staff.missing", &one), ==, 1);
  g_assert_cmpuint (one.grid, ==, f->grids[0]);
  g_assert_cmpfloat (one.value, ==, 1);
  g_assert_cmpfloat (one.limit, ==, 2);
  f->settings.day = WG_DAY_NONE;
  g_assert_cmpuint (find (f, "staff.vacant", NULL), ==, 0);
}

static void
test_doubled (Fixture *f, gconstpointer data)
{
  guint32 a = add (f, "甲", "13800000001"), b = add (f, "乙", "13800000002");
  g_autoptr (GPtrArray) fixes = NULL;
  WgFinding one = { 0 };
  WgWhen when = { f->settings.day, WG_MODE_ROUTINE };
  g_autoptr (GError) error = NULL;

  lead (f, a, f->grids[0], WG_DAY_NONE);
  g_assert_cmpuint (find (f, "staff.doubled", NULL), ==, 0);
  lead (f, b, f->grids[0], WG_DAY_NONE);
  g_assert_cmpuint (find (f, "staff.doubled", &one), ==, 1);
  fixes = wg_fix_list (f->plan, NULL, &one);
  g_assert_cmpuint (fixes->len, ==, 3);
  g_assert_true (wg_fix_is_question (g_ptr_array_index (fixes, 2)));
  g_assert_false (wg_fix_apply (f->history, &one, g_ptr_array_index (fixes, 2), &error));
  g_assert_error (error, WG_FIX_ERROR, WG_FIX_ERROR_QUESTION);
  g_clear_error (&error);
  g_assert_true (wg_fix_apply (f->history, &one, g_ptr_array_index (fixes, 1), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (find (f, "staff.doubled", NULL), ==, 0);
  g_assert_cmpuint (wg_people_find_leader (wg_plan_get_people (f->plan), f->grids[0], &when)->person, ==, b);
  g_assert_false (wg_fix_apply (f->history, &one, g_ptr_array_index (fixes, 0), &error));
  g_assert_error (error, WG_FIX_ERROR, WG_FIX_ERROR_STALE);
}

static void
test_load (Fixture *f, gconstpointer data)
{
  guint32 a = add (f, "甲", "13800000001");
  WgFinding one = { 0 };

  for (guint i = 0; i < 3; i++)
    lead (f, a, f->grids[i], WG_DAY_NONE);
  g_assert_cmpuint (find (f, "staff.grids", NULL), ==, 0);
  lead (f, a, f->grids[3], WG_DAY_NONE);
  g_assert_cmpuint (find (f, "staff.grids", &one), ==, 1);
  g_assert_cmpuint (one.grid, ==, f->grids[0]);
  g_assert_cmpuint (one.person, ==, a);
  g_assert_cmpfloat (one.value, ==, 4);
}

static void
test_phone_leave_ending (Fixture *f, gconstpointer data)
{
  guint32 a = add (f, "甲", ""), b = add (f, "乙", "1380000"), c = add (f, "丙", "13800000003");
  WgDay today = f->settings.day;
  WgFinding one = { 0 };

  lead (f, a, f->grids[0], today + 31);
  lead (f, b, f->grids[1], WG_DAY_NONE);
  lead (f, c, f->grids[2], today + 30);
  g_assert_cmpuint (find (f, "staff.phone-missing", &one), ==, 1);
  g_assert_cmpuint (one.person, ==, a);
  g_assert_cmpuint (find (f, "staff.phone-bad", &one), ==, 1);
  g_assert_cmpuint (one.person, ==, b);
  g_assert_cmpuint (find (f, "staff.ending", &one), ==, 1);
  g_assert_cmpuint (one.person, ==, c);
  wg_command_assign_person (f->history, &(WgAssignment){ .person = a, .grid = f->grids[2], .role = WG_ROLE_LEADER,
                                                         .from = today + 31 }, FALSE, NULL);
  g_assert_cmpuint (find (f, "staff.ending", NULL), ==, 0);
  wg_command_put_leave (f->history, &(WgLeave){ .person = c, .from = today }, NULL);
  g_assert_cmpuint (find (f, "staff.leave", &one), ==, 1);
  g_assert_cmpuint (one.grid, ==, f->grids[2]);
  wg_command_put_leave (f->history, &(WgLeave){ .id = 1, .person = c, .deputy = a, .from = today }, NULL);
  g_assert_cmpuint (find (f, "staff.leave", NULL), ==, 0);
}

/* Two of one grid have no phone: to accept that of one is not to accept it of the other, and what
 * was accepted before anybody was named is accepted of both. */
static void
test_accepted (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) accepted = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  g_autoptr (GArray) all = NULL;
  WgAcceptance *one = NULL;

  lead (f, add (f, "甲", ""), f->grids[0], WG_DAY_NONE);
  wg_command_assign_person (f->history, &(WgAssignment){ .person = add (f, "乙", ""), .grid = f->grids[0],
                                                         .role = WG_ROLE_WORKER }, FALSE, NULL);
  all = wg_check_run (f->plan, &f->settings, NULL, NULL, NULL, NULL);
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (g_array_index (all, WgFinding, i).code, "staff.phone-missing"))
      g_array_append_val (findings, g_array_index (all, WgFinding, i));
  g_assert_cmpuint (findings->len, ==, 2);
  one = wg_check_make_acceptance (&g_array_index (findings, WgFinding, 1), "用座机", NULL);
  g_ptr_array_add (accepted, one);
  wg_check_divide (findings, accepted, open, done);
  g_assert_cmpuint (done->len, ==, 1);
  g_assert_cmpuint (g_array_index (done, WgFinding, 0).person, ==, one->person);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_cmpuint (g_array_index (open, WgFinding, 0).person, !=, one->person);
  g_assert_null (wg_check_find_acceptance (accepted, &g_array_index (open, WgFinding, 0)));
  g_assert_true (wg_check_find_acceptance (accepted, &g_array_index (done, WgFinding, 0)) == one);
  /* One of nobody. */
  one = wg_acceptance_copy (one);
  one->person = 0;
  g_ptr_array_insert (accepted, 0, one);
  g_assert_true (wg_check_find_acceptance (accepted, &g_array_index (open, WgFinding, 0)) == one);
  g_assert_true (wg_check_find_acceptance (accepted, &g_array_index (done, WgFinding, 0)) != one);
  g_array_set_size (open, 0);
  g_array_set_size (done, 0);
  wg_check_divide (findings, accepted, open, done);
  g_assert_cmpuint (done->len, ==, 2);
  g_assert_cmpuint (open->len, ==, 0);
}

/* Somebody stands in, a role goes on: each is one step, and undone it is found again. */
static void
test_fixes (Fixture *f, gconstpointer data)
{
  guint32 a = add (f, "甲", "13800000001"), b = add (f, "乙", "13800000002");
  WgDay today = f->settings.day;
  static const char *const codes[] = { "staff.leave", "staff.ending" };

  lead (f, a, f->grids[0], today + 12);
  wg_command_assign_person (f->history, &(WgAssignment){ .person = b, .grid = f->grids[0], .role = WG_ROLE_WORKER },
                            FALSE, NULL);
  wg_command_put_leave (f->history, &(WgLeave){ .person = a, .from = today, .to = today + 3 }, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GPtrArray) fixes = NULL;
      g_autoptr (WgLandPreview) land = NULL;
      g_autoptr (GError) error = NULL;
      WgFinding one = { 0 };

      g_assert_cmpuint (find (f, codes[i], &one), ==, 1);
      fixes = wg_fix_list (f->plan, NULL, &one);
      g_assert_cmpuint (fixes->len, ==, i == 0 ? 2 : 3);
      g_assert_true (wg_fix_preview (f->plan, &one, g_ptr_array_index (fixes, 0), &land, &error));
      g_assert_true (wg_fix_apply (f->history, &one, g_ptr_array_index (fixes, 0), &error));
      g_assert_no_error (error);
      g_assert_cmpuint (find (f, codes[i], NULL), ==, 0);
      wg_history_undo (f->history, NULL);
      g_assert_cmpuint (find (f, codes[i], NULL), ==, 1);
      wg_history_redo (f->history, NULL);
      g_assert_cmpuint (find (f, codes[i], NULL), ==, 0);
    }
  {
    const WgPeople *people = wg_plan_get_people (f->plan);
    const WgAssignment *post = wg_people_get_assignment (people, 1);

    g_assert_cmpuint (wg_people_find_acting (people, post, today)->id, ==, b);
    g_assert_cmpuint (post->to, ==, wg_day_new (2027, 12, 4));
  }
}

static void
wait_for (WgCheckBoard *board)
{
  while (wg_check_board_is_busy (board))
    g_main_context_iteration (NULL, TRUE);
}

static void
merge_some (WgRandom *random, Fixture *f)
{
  guint32 limit = wg_plan_get_grid_limit (f->plan);
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WgLandResult) result = NULL;
  guint32 a = (guint32) wg_random_int (random, 1, limit), b = (guint32) wg_random_int (random, 1, limit);

  g_array_append_val (grids, a);
  g_array_append_val (grids, b);
  result = wg_command_merge (f->history, grids, b, WG_LAND_RETIRE, NULL);
}

/* What the board says after each edit is what a whole new check says. */
static void
test_board (Fixture *f, gconstpointer data)
{
  WgRandom random = wg_random (7);
  g_autoptr (WgCheckBoard) board = wg_check_board_new (f->plan);

  wg_check_board_set_settings (board, &f->settings);
  set_rules (f, 1);
  wait_for (board);
  for (guint step = 0; step < 400; step++)
    {
      gint64 dice = wg_random_int (&random, 0, 20);
      g_autoptr (GArray) expected = NULL;
      const GArray *found = NULL;

      if (dice == 0 && step < 200)
        merge_some (&random, f);
      else if (dice < 3)
        wg_history_undo (f->history, NULL);
      else if (dice < 4)
        wg_history_redo (f->history, NULL);
      else
        wg_random_people (&random, f->history, NULL);
      wait_for (board);
      expected = wg_check_run (f->plan, &f->settings, NULL, NULL, NULL, NULL);
      found = wg_check_board_list (board);
      for (guint i = 0; i < MIN (expected->len, found->len); i++)
        {
          const WgFinding *a = &g_array_index (expected, WgFinding, i), *b = &g_array_index (found, WgFinding, i);

          if (!g_str_equal (a->code, b->code) || a->grid != b->grid || a->person != b->person)
            g_error ("step %u: %s grid %u person %u; on the board %s %u %u", step, a->code, a->grid, a->person,
                     b->code, b->grid, b->person);
        }
      g_assert_cmpuint (expected->len, ==, found->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/check/staff/vacant", test_vacant);
  ADD ("/check/staff/doubled", test_doubled);
  ADD ("/check/staff/load", test_load);
  ADD ("/check/staff/phone-leave-ending", test_phone_leave_ending);
  ADD ("/check/staff/accepted", test_accepted);
  ADD ("/check/staff/fixes", test_fixes);
  ADD ("/check/staff/board", test_board);
#undef ADD
  return g_test_run ();
}
