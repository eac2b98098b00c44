/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People: lookups as of a day, staffing, deputies, phones, days, edits with undo, and how they follow the land. */
#include "app/plan/wg-commands.h"
#include "app/plan/wg-land-commands.h"
#include "app/plan/wg-people-commands.h"
#include "app/plan/wg-people-follow.h"
#include "app/plan/wg-staffing.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
  WgDay today;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->plan = wg_test_plan_grid (4, 4, 1);
  f->journal = wg_memory_journal_new (f->plan);
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
  f->today = wg_day_new (2026, 11, 22);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->history);
  g_clear_object (&f->journal);
  g_clear_object (&f->plan);
}

static WgPeople *
people_of (Fixture *f)
{
  return wg_plan_get_people (f->plan);
}

/* The first grids of depth 3, by id. */
static guint32
grid_at (Fixture *f, guint index)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (f->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (f->plan, id);

      if (grid != NULL && grid->depth == 3 && index-- == 0)
        return id;
    }
  g_assert_not_reached ();
}

static guint32
add (Fixture *f, const char *name, const char *phone, WgPostType post)
{
  g_autoptr (GError) error = NULL;
  guint32 id = wg_command_put_person (f->history,
                                      &(WgPerson){ .name = name, .phone = phone, .post_type = post, .is_active = TRUE },
                                      &error);

  g_assert_no_error (error);
  return id;
}

static guint32
assign (Fixture *f, const WgAssignment *values)
{
  g_autoptr (GError) error = NULL;
  guint32 id = wg_command_assign_person (f->history, values, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (id, >, 0);
  return id;
}

static void
test_days (void)
{
  static const struct { const char *text; const char *day; } cases[] = {
    { "2026-11-22", "2026-11-22" }, { "2026/1/2", "2026-01-02" },   { "2026.1.2", "2026-01-02" },
    { "2026年1月2日", "2026-01-02" }, { "20260102", "2026-01-02" },   { "46348", "2026-11-22" },
    { "2026-11-22T00:00:00", "2026-11-22" }, { "2026/11/22 08:30:00", "2026-11-22" },
    { "2026年3月", "2026-03-01" },   { "2026-13-01", NULL },          { "2026-02-30", NULL },
    { "", NULL },                    { "长期", NULL },                { "13800000001", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *day = wg_day_to_text (wg_day_from_text (cases[i].text));

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (day, ==, cases[i].day);
    }
  g_assert_true (wg_day_is_within (10, 0, 0));
  g_assert_true (wg_day_is_within (10, 10, 10));
  g_assert_false (wg_day_is_within (10, 11, 0));
  g_assert_false (wg_day_is_within (10, 0, 9));
}

static void
test_phones (void)
{
  static const struct { const char *text; const char *phone; gboolean is_good; } cases[] = {
    { "13800000001", "13800000001", TRUE },
    { " 138 0000 0001 ", "13800000001", TRUE },
    { "138-0000-0001", "13800000001", TRUE },
    { "１３８００００００１２", "13800000012", TRUE },
    { "+86 138 0000 0001", "13800000001", TRUE },
    { "008613800000001", "13800000001", TRUE },
    { "13800000001.0", "13800000001", TRUE },
    { "1.3800000001E+10", "13800000001", TRUE },
    { "1.38E+10", "1.38E10", FALSE },
    { "'13800000001", "13800000001", TRUE },
    { "1380000000", "1380000000", FALSE },
    { "23800000001", "23800000001", FALSE },
    { "0571-88000000", "0571-88000000", TRUE },
    { "（0571）88000000", "0571-88000000", TRUE },
    { "0571-88000000转801", "0571-88000000-801", TRUE },
    { "057188000000", "057188000000", TRUE },
    { "88000000", "88000000", TRUE },
    { "12345", "12345", TRUE },
    { "400-800-8000", "400-800-8000", TRUE },
    { "无", "无", FALSE },
    { "", "", FALSE },
  };
  static const struct { const char *phone; const char *masked; } masks[] = {
    { "13800000001", "138****0001" }, { "0571-88000000", "057*-****0000" }, { "12345", "***45" }, { "无", "***" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_good = FALSE;
      g_autofree char *phone = wg_phone_tidy (cases[i].text, &is_good);

      g_test_message ("%s", cases[i].text);
      if (strchr (cases[i].text, 'E') == NULL || is_good)
        g_assert_cmpstr (phone, ==, cases[i].phone);
      g_assert_cmpint (is_good, ==, cases[i].is_good);
    }
  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autofree char *masked = wg_phone_mask (masks[i].phone);

      g_assert_cmpstr (masked, ==, masks[i].masked);
    }
}

static void
test_words (void)
{
  static const struct { const char *text; WgRole role; WgPostType post; } cases[] = {
    { "网格长", WG_ROLE_LEADER, WG_POST_UNKNOWN },       { "一级网格长", WG_ROLE_LEADER, WG_POST_UNKNOWN },
    { "专职网格员", WG_ROLE_WORKER, WG_POST_FULL_TIME },  { "兼职网格员", WG_ROLE_WORKER, WG_POST_PART_TIME },
    { "网格指导员", WG_ROLE_ADVISER, WG_POST_UNKNOWN },   { "楼栋长", WG_ROLE_BUILDING_CHIEF, WG_POST_UNKNOWN },
    { "下沉干部", WG_ROLE_CADRE, WG_POST_DELEGATED },     { "leader", WG_ROLE_LEADER, WG_POST_UNKNOWN },
    { "宣传员", WG_ROLE_OTHER, WG_POST_UNKNOWN },         { "联络员", WG_ROLE_LIAISON, WG_POST_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WgPostType post = WG_POST_UNKNOWN;

      g_assert_cmpint (wg_role_from_text (cases[i].text, &post), ==, cases[i].role);
      g_assert_cmpint (post, ==, cases[i].post);
    }
  for (guint role = 0; role < WG_ROLE_N; role++)
    g_assert_cmpint (wg_role_from_text (wg_role_to_code (role), NULL), ==, role);
}

static void
test_as_of_a_day (Fixture *f, gconstpointer data)
{
  guint32 grid = grid_at (f, 0);
  guint32 one = add (f, "沈国良", "13800000001", 0), two = add (f, "阮小凤", "13800000002", 0);
  g_autoptr (WgPeople) before = NULL;
  WgWhen when = { f->today, WG_MODE_ROUTINE };
  WgWhen emergency = { f->today, WG_MODE_EMERGENCY };
  const WgAssignment *leader = NULL;
  g_autoptr (GError) error = NULL;

  assign (f, &(WgAssignment){ .person = one, .grid = grid, .role = WG_ROLE_LEADER, .from = f->today - 100 });
  before = wg_people_ref (people_of (f));
  /* Two takes over from the next day on. */
  g_assert_true (wg_command_assign_person (f->history,
                                           &(WgAssignment){ .person = two, .grid = grid, .role = WG_ROLE_LEADER,
                                                            .from = f->today + 1 },
                                           TRUE, &error));
  leader = wg_people_find_leader (people_of (f), grid, &when);
  g_assert_cmpuint (leader->person, ==, one);
  g_assert_cmpuint (leader->to, ==, f->today);
  when.day++;
  g_assert_cmpuint (wg_people_find_leader (people_of (f), grid, &when)->person, ==, two);
  when.day = f->today - 101;
  g_assert_null (wg_people_find_leader (people_of (f), grid, &when));
  /* The snapshot from before knows nothing of it. */
  when.day = f->today + 1;
  g_assert_cmpuint (wg_people_find_leader (before, grid, &when)->person, ==, one);
  /* Emergency staff comes in place of the role's own, and of nobody else. */
  assign (f, &(WgAssignment){ .person = two, .grid = grid, .role = WG_ROLE_LEADER, .mode = WG_MODE_EMERGENCY });
  g_assert_cmpuint (wg_people_find_leader (people_of (f), grid, &emergency)->person, ==, two);
  when.day = f->today;
  g_assert_cmpuint (wg_people_find_leader (people_of (f), grid, &when)->person, ==, one);
  /* Who has left answers for nothing any more. */
  g_assert_true (wg_command_put_person (f->history, &(WgPerson){ .id = one, .name = "沈国良", .is_active = FALSE }, &error));
  g_assert_null (wg_people_find_leader (people_of (f), grid, &when));
}

static void
test_leave_and_deputy (Fixture *f, gconstpointer data)
{
  guint32 grid = grid_at (f, 0);
  guint32 a = add (f, "甲", "13800000001", 0), b = add (f, "乙", "13800000002", 0), c = add (f, "丙", "13800000003", 0);
  guint32 post = assign (f, &(WgAssignment){ .person = a, .grid = grid, .role = WG_ROLE_LEADER });
  WgStaffing staffing = { 0 };
  WgWhen when = { f->today, WG_MODE_ROUTINE };
  g_autoptr (GPtrArray) staff = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  wg_command_put_leave (f->history, &(WgLeave){ .person = a, .from = f->today, .to = f->today + 2 }, &error);
  g_assert_no_error (error);
  wg_staffing_get (f->plan, grid, &when, &staffing, NULL);
  g_assert_true (staffing.flags & WG_STAFFING_UNCOVERED);
  assign (f, &(WgAssignment){ .person = b, .grid = grid, .role = WG_ROLE_LEADER, .deputy_of = post });
  wg_staffing_get (f->plan, grid, &when, &staffing, NULL);
  g_assert_false (staffing.flags & (WG_STAFFING_UNCOVERED | WG_STAFFING_DOUBLED));
  g_assert_cmpuint (wg_people_find_acting (people_of (f), wg_people_get_assignment (people_of (f), post), f->today)->id, ==, b);
  g_assert_cmpuint (wg_people_find_acting (people_of (f), wg_people_get_assignment (people_of (f), post), f->today + 3)->id, ==, a);
  wg_people_collect (people_of (f), grid, &when, staff);
  g_assert_cmpuint (staff->len, ==, 2);
  g_assert_cmpuint (((WgAssignment *) staff->pdata[1])->deputy_of, ==, post);
  /* The deputy is away, too, and covers somebody himself: the leave names one. */
  wg_command_put_leave (f->history, &(WgLeave){ .person = b, .from = f->today, .to = f->today }, &error);
  g_assert_null (wg_people_find_acting (people_of (f), wg_people_get_assignment (people_of (f), post), f->today));
  wg_command_put_leave (f->history, &(WgLeave){ .id = 1, .person = a, .deputy = c, .from = f->today, .to = f->today + 2 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wg_people_find_acting (people_of (f), wg_people_get_assignment (people_of (f), post), f->today)->id, ==, c);
}

static void
test_staffing (Fixture *f, gconstpointer data)
{
  guint32 grid = grid_at (f, 0);
  g_autoptr (GArray) rules = wg_staff_preset_rules (WG_STAFF_PRESET_1_1_N, 3, WG_PROPERTY_UNKNOWN);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (WgStaffingLine));
  WgWhen when = { f->today, WG_MODE_ROUTINE };
  WgStaffing staffing = { 0 };
  guint32 leader = add (f, "甲", "13800000001", 0), worker = add (f, "乙", "", 0);
  g_autoptr (GError) error = NULL;

  wg_staffing_get (f->plan, grid, &when, &staffing, lines);
  g_assert_cmpint (staffing.flags, ==, WG_STAFFING_NO_RULES);
  g_assert_true (wg_command_set_staff_rules (f->history, 3, WG_PROPERTY_UNKNOWN, rules, &error));
  wg_staffing_get (f->plan, grid, &when, &staffing, lines);
  g_assert_cmpuint (staffing.needed, ==, 3);
  g_assert_cmpuint (staffing.filled, ==, 0);
  g_assert_cmpint (staffing.flags, ==, WG_STAFFING_VACANT | WG_STAFFING_MISSING | WG_STAFFING_NO_LEADER);
  assign (f, &(WgAssignment){ .person = leader, .grid = grid, .role = WG_ROLE_LEADER });
  assign (f, &(WgAssignment){ .person = worker, .grid = grid, .role = WG_ROLE_WORKER });
  wg_staffing_get (f->plan, grid, &when, &staffing, lines);
  g_assert_cmpuint (staffing.filled, ==, 2);
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpint (staffing.flags, ==, WG_STAFFING_MISSING | WG_STAFFING_NO_PHONE);
  assign (f, &(WgAssignment){ .person = worker, .grid = grid, .role = WG_ROLE_LEADER });
  wg_staffing_get (f->plan, grid, &when, &staffing, NULL);
  g_assert_true (staffing.flags & WG_STAFFING_DOUBLED);
  g_assert_true (staffing.flags & WG_STAFFING_OVER);
  /* A property type with rules of its own is asked by them alone. */
  g_array_set_size (rules, 1);
  g_assert_true (wg_command_set_staff_rules (f->history, 3, WG_PROPERTY_VILLAGE, rules, &error));
  wg_staffing_get (f->plan, grid, &when, &staffing, NULL);
  g_assert_cmpuint (staffing.needed, ==, 3);
  g_assert_true (wg_command_set_staff_rules (f->history, 3, WG_PROPERTY_UNKNOWN, NULL, &error));
  wg_staffing_get (f->plan, grid, &when, &staffing, NULL);
  g_assert_true (staffing.flags & WG_STAFFING_NO_RULES);
}

static void
test_members_with_parents (Fixture *f, gconstpointer data)
{
  guint32 grid = grid_at (f, 0), parent = wg_plan_get_grid (f->plan, grid)->parent;
  guint32 one = add (f, "甲", "13800000001", 0), two = add (f, "乙", "13800000002", 0);
  WgWhen when = { f->today, WG_MODE_ROUTINE };
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (WgStaffMember));

  assign (f, &(WgAssignment){ .person = one, .grid = parent, .role = WG_ROLE_LEADER });
  assign (f, &(WgAssignment){ .person = two, .grid = grid, .role = WG_ROLE_WORKER });
  wg_staffing_collect (f->plan, grid, &when, TRUE, members);
  g_assert_cmpuint (members->len, ==, 2);
  g_assert_cmpuint (g_array_index (members, WgStaffMember, 0).grid, ==, grid);
  g_assert_cmpuint (g_array_index (members, WgStaffMember, 1).grid, ==, parent);
  g_array_set_size (members, 0);
  wg_staffing_collect (f->plan, grid, &when, FALSE, members);
  g_assert_cmpuint (members->len, ==, 1);
}

static void
test_merge_follows (Fixture *f, gconstpointer data)
{
  guint32 a = grid_at (f, 0), b = grid_at (f, 1);
  guint32 one = add (f, "甲", "13800000001", 0), two = add (f, "乙", "13800000002", 0);
  g_autoptr (GArray) both = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  guint32 principal = 0;
  guint n = 0;

  assign (f, &(WgAssignment){ .person = one, .grid = a, .role = WG_ROLE_WORKER });
  assign (f, &(WgAssignment){ .person = one, .grid = b, .role = WG_ROLE_WORKER }); /* the same in both */
  principal = assign (f, &(WgAssignment){ .person = two, .grid = b, .role = WG_ROLE_LEADER });
  assign (f, &(WgAssignment){ .person = one, .grid = b, .role = WG_ROLE_LEADER, .deputy_of = principal });
  before = wg_test_plan_rows (f->plan);
  g_array_append_val (both, a);
  g_array_append_val (both, b);
  result = wg_command_merge (f->history, both, a, WG_LAND_RETIRE, &error);
  g_assert_no_error (error);
  wg_people_list_grid (people_of (f), b, &n);
  g_assert_cmpuint (n, ==, 0);
  wg_people_list_grid (people_of (f), a, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (wg_people_get_assignment (people_of (f), principal)->grid, ==, a);
  after = wg_test_plan_rows (f->plan);
  g_assert_true (wg_history_undo (f->history, NULL));
  again = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, again));
  g_clear_pointer (&again, g_bytes_unref);
  g_assert_true (wg_history_redo (f->history, NULL));
  again = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (after, again));
}

/* A new content takes the people over, by id and code. */
static void
test_carry (Fixture *f, gconstpointer data)
{
  guint32 a = grid_at (f, 0), b = grid_at (f, 1);
  guint32 one = add (f, "甲", "13800000001", 0);
  g_autoptr (WgPlan) next = wg_test_plan_grid (4, 4, 1);
  WgGridRecord record = wg_grid_get_record (wg_plan_get_grid (next, b));
  g_autoptr (WgGrid) other = NULL;
  guint n = 0;

  assign (f, &(WgAssignment){ .person = one, .grid = a, .role = WG_ROLE_WORKER });
  assign (f, &(WgAssignment){ .person = one, .grid = b, .role = WG_ROLE_WORKER });
  record.code = "999";
  other = wg_grid_new_record (&record);
  wg_plan_load_grid (next, other);
  wg_people_carry (f->plan, next);
  wg_people_list_grid (wg_plan_get_people (next), a, &n);
  g_assert_cmpuint (n, ==, 1);
  wg_people_list_grid (wg_plan_get_people (next), b, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (wg_people_count (wg_plan_get_people (next), WG_STAFF_PERSON), ==, 1);
  g_assert_cmpuint (wg_people_count (people_of (f), WG_STAFF_ASSIGNMENT), ==, 2);
}

static void
assert_refused (guint32 id, int code, GError **error)
{
  g_assert_cmpuint (id, ==, 0);
  g_assert_error (*error, WG_PLAN_ERROR, code);
  g_clear_error (error);
}

static void
test_refusals (Fixture *f, gconstpointer data)
{
  guint32 grid = grid_at (f, 0), one = add (f, "甲", "13800000001", 0);
  WgAssignment good = { .person = one, .grid = grid, .role = WG_ROLE_LEADER };
  WgAssignment bad = good;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;

  assign (f, &good);
  before = wg_test_plan_rows (f->plan);
  assert_refused (wg_command_assign_person (f->history, &good, FALSE, &error), WG_PLAN_ERROR_NOTHING, &error);
  bad.grid = 9999;
  assert_refused (wg_command_assign_person (f->history, &bad, FALSE, &error), WG_PLAN_ERROR_NO_GRID, &error);
  bad = good;
  bad.person = 9999;
  assert_refused (wg_command_assign_person (f->history, &bad, FALSE, &error), WG_PLAN_ERROR_NO_PERSON, &error);
  bad = good;
  bad.role = WG_ROLE_OTHER;
  assert_refused (wg_command_assign_person (f->history, &bad, FALSE, &error), WG_PLAN_ERROR_BAD_STAFF, &error);
  bad = good;
  bad.role = WG_ROLE_WORKER;
  bad.from = f->today;
  bad.to = f->today - 1;
  assert_refused (wg_command_assign_person (f->history, &bad, FALSE, &error), WG_PLAN_ERROR_BAD_STAFF, &error);
  assert_refused (wg_command_put_person (f->history, &(WgPerson){ .name = "" }, &error), WG_PLAN_ERROR_BAD_STAFF, &error);
  after = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, after));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/people/days", test_days);
  g_test_add_func ("/people/phones", test_phones);
  g_test_add_func ("/people/words", test_words);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/people/as-of-a-day", test_as_of_a_day);
  ADD ("/people/leave-and-deputy", test_leave_and_deputy);
  ADD ("/people/staffing", test_staffing);
  ADD ("/people/members-with-parents", test_members_with_parents);
  ADD ("/people/merge-follows", test_merge_follows);
  ADD ("/people/carry", test_carry);
  ADD ("/people/refusals", test_refusals);
#undef ADD
  return g_test_run ();
}
