/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People in the file: what is written is read, steps give back identical rows, schemes have their own. */
#include "store-fixture.h"

#include "app/plan/wg-accept-commands.h"
#include "app/plan/wg-land-commands.h"
#include "app/plan/wg-people-commands.h"
#include "app/plan/wg-staff-fields.h"
#include "app/store/wg-schemes.h"

#define DAY 739942

static void
assert_same (const WgPeople *a, const WgPeople *b)
{
  for (WgStaffKind kind = 0; kind < WG_STAFF_N_KINDS; kind++)
    {
      g_assert_cmpuint (wg_people_limit (a, kind), ==, wg_people_limit (b, kind));
      for (guint32 id = 1; id < wg_people_limit (a, kind); id++)
        g_assert_true (wg_staff_equal (kind, wg_people_get (a, kind, id), wg_people_get (b, kind, id)));
    }
}

static guint32
add_person (WgProject *project, const char *name, gboolean has_photo)
{
  g_autoptr (GBytes) photo = g_bytes_new_static ("\xff\xd8\xff\xe0 a picture", 14);
  g_autoptr (GError) error = NULL;
  guint32 id = wg_command_put_person (wg_project_get_history (project),
                                      &(WgPerson){ .post_type = WG_POST_FULL_TIME,
                                                   .is_active = TRUE,
                                                   .name = name,
                                                   .phone = "13800000001",
                                                   .employer = "柳塘社区",
                                                   .photo = has_photo ? photo : NULL },
                                      &error);

  g_assert_no_error (error);
  return id;
}

static guint32
assign (WgProject *project, guint32 person, guint32 grid)
{
  g_autoptr (GError) error = NULL;
  guint32 id = wg_command_assign_person (wg_project_get_history (project),
                                         &(WgAssignment){ .person = person, .grid = grid,
                                                          .role = WG_ROLE_LEADER, .from = DAY },
                                         FALSE, &error);

  g_assert_no_error (error);
  return id;
}

/* The first two grids of the deepest level that touch nobody asks about: siblings. */
static void
find_siblings (WgPlan *plan, guint32 *a, guint32 *b)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);
      const GArray *children = grid != NULL ? wg_plan_get_children (plan, id) : NULL;

      if (children == NULL || children->len < 2
          || wg_plan_get_own_faces (plan, g_array_index (children, guint32, 0))->len == 0)
        continue;
      *a = g_array_index (children, guint32, 0);
      *b = g_array_index (children, guint32, 1);
      return;
    }
  g_assert_not_reached ();
}

static void
fill (WgProject *project, guint32 grid)
{
  WgHistory *history = wg_project_get_history (project);
  guint32 first = add_person (project, "沈国良", TRUE), second = add_person (project, "阮小凤", FALSE);
  g_autoptr (GArray) rules = g_array_new (FALSE, TRUE, sizeof (WgStaffRule));
  WgStaffRule rule = { .role = WG_ROLE_OTHER, .min = 1, .title = "宣传员" };
  g_autoptr (GError) error = NULL;

  assign (project, first, grid);
  assign (project, second, grid + 1);
  g_array_append_val (rules, rule);
  wg_command_put_leave (history, &(WgLeave){ .person = first, .deputy = second, .from = DAY + 3, .reason = "培训" },
                        &error);
  g_assert_no_error (error);
  wg_command_set_staff_rules (history, 3, WG_PROPERTY_VILLAGE, rules, &error);
  g_assert_no_error (error);
}

static void
test_round_trip (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  g_autoptr (WgPeople) people = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  fill (project, 1);
  people = wg_people_ref (wg_plan_get_people (wg_project_get_plan (project)));
  g_assert_cmpuint (wg_people_count (people, WG_STAFF_PERSON), ==, 2);
  g_assert_cmpuint (wg_people_count (people, WG_STAFF_ASSIGNMENT), ==, 2);
  g_assert_nonnull (wg_people_get_person (people, 1)->photo);
  store_fixture_close (project);
  project = store_fixture_open (&fixture);
  assert_same (people, wg_plan_get_people (wg_project_get_plan (project)));
  store_fixture_close (project);
}

/* Undo and redo of each step, across a restart, with a merge between them. */
static void
test_steps (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  guint32 keep = 0, gone = 0;
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) both = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WgLandResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0, n_steps = 0;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  find_siblings (wg_project_get_plan (project), &keep, &gone);
  fill (project, 1);
  assign (project, 1, gone);
  g_array_append_val (both, keep);
  g_array_append_val (both, gone);
  result = wg_command_merge (wg_project_get_history (project), both, keep, WG_LAND_RETIRE, &error);
  g_assert_no_error (error);
  g_assert_true (wg_plan_get_grid (wg_project_get_plan (project), gone)->is_retired);
  wg_people_list_grid (wg_plan_get_people (wg_project_get_plan (project)), gone, &n);
  g_assert_cmpuint (n, ==, 0);
  wg_people_list_grid (wg_plan_get_people (wg_project_get_plan (project)), keep, &n);
  g_assert_cmpuint (n, >=, 1);
  do
    {
      g_ptr_array_add (digests, store_fixture_digest (project));
      store_fixture_close (project);
      project = store_fixture_open (&fixture);
      n_steps++;
    }
  while (wg_history_undo (wg_project_get_history (project), NULL));
  g_assert_cmpuint (n_steps, >=, 8);
  g_assert_true (wg_people_is_empty (wg_plan_get_people (wg_project_get_plan (project))));
  for (guint i = digests->len - 1; i-- > 0;)
    {
      g_autofree char *digest = NULL;

      store_fixture_step (project, TRUE);
      digest = store_fixture_digest (project);
      g_assert_cmpstr (digest, ==, g_ptr_array_index (digests, i));
    }
  store_fixture_close (project);
}

static WgProject *
open_scheme (StoreFixture *fixture, WgProject *project, gint64 id)
{
  g_autoptr (GError) error = NULL;

  store_fixture_close (project);
  g_assert_true (wg_scheme_open (fixture->path, id, NULL, NULL, &error));
  g_assert_no_error (error);
  return store_fixture_open (fixture);
}

static const WgPerson *
get_person (WgProject *project, guint32 id)
{
  return wg_people_get_person (wg_plan_get_people (wg_project_get_plan (project)), id);
}

static void
correct (WgProject *project, guint32 id, const char *phone, const char *employer)
{
  WgPerson values = *get_person (project, id);
  g_autoptr (GError) error = NULL;

  values.phone = phone;
  values.employer = employer;
  g_assert_cmpuint (wg_command_put_person (wg_project_get_history (project), &values, &error), ==, id);
  g_assert_no_error (error);
}

/* Persons are the project's: somebody new, and a correction, are so in every scheme. Assignments are a scheme's. */
static void
test_schemes (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  const WgPeople *people = NULL;
  gint64 draft = 0;
  guint32 fresh = 0;
  guint n_posts = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgPlan) other = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  fill (project, 1);
  n_posts = wg_people_count (wg_plan_get_people (wg_project_get_plan (project)), WG_STAFF_ASSIGNMENT);
  draft = wg_project_add_scheme (project, "草案", WG_SCHEME_DRAFT, NULL, &error);
  g_assert_no_error (error);
  project = open_scheme (&fixture, project, draft);
  fresh = add_person (project, "史小乙", FALSE);
  correct (project, 1, "13900000009", "柳塘社区");
  other = wg_project_read_scheme (project, 1, wg_project_get_plan (project), &error);
  g_assert_no_error (error);
  assert_same (wg_plan_get_people (wg_project_get_plan (project)), wg_plan_get_people (other));
  assign (project, fresh, 1);
  project = open_scheme (&fixture, project, 1);
  people = wg_plan_get_people (wg_project_get_plan (project));
  g_assert_cmpstr (get_person (project, 1)->phone, ==, "13900000009");
  g_assert_cmpstr (get_person (project, fresh)->name, ==, "史小乙");
  g_assert_cmpuint (wg_people_count (people, WG_STAFF_ASSIGNMENT), ==, n_posts);
  /* Gone from here, needed there. */
  g_assert_true (wg_command_remove_person (wg_project_get_history (project), fresh, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (add_person (project, "另一人", FALSE), >, fresh);
  project = open_scheme (&fixture, project, draft);
  g_assert_cmpstr (get_person (project, fresh)->name, ==, "史小乙");
  store_fixture_close (project);
}

/* What a scheme undoes leaves what was corrected in another since, in memory as in the file. */
static void
test_steps_beside (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  gint64 draft = 0;
  guint32 fresh = 0;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  fill (project, 1);
  draft = wg_project_add_scheme (project, "草案", WG_SCHEME_DRAFT, NULL, &error);
  g_assert_no_error (error);
  fresh = add_person (project, "史小乙", FALSE);
  correct (project, 1, "13900000001", "老单位");
  project = open_scheme (&fixture, project, draft);
  assign (project, fresh, 1);
  correct (project, 1, "13900000002", "老单位");
  project = open_scheme (&fixture, project, 1);
  store_fixture_step (project, FALSE);
  g_assert_cmpstr (get_person (project, 1)->phone, ==, "13900000002");
  g_assert_cmpstr (get_person (project, 1)->employer, ==, "柳塘社区");
  store_fixture_step (project, FALSE);
  g_assert_null (get_person (project, fresh));
  project = open_scheme (&fixture, project, draft);
  g_assert_nonnull (get_person (project, fresh));
  g_assert_cmpstr (get_person (project, 1)->phone, ==, "13900000002");
  project = open_scheme (&fixture, project, 1);
  store_fixture_step (project, TRUE);
  store_fixture_step (project, TRUE);
  g_assert_cmpstr (get_person (project, 1)->phone, ==, "13900000002");
  g_assert_cmpstr (get_person (project, 1)->employer, ==, "老单位");
  store_fixture_close (project);
  project = store_fixture_open (&fixture);
  g_assert_cmpstr (get_person (project, 1)->employer, ==, "老单位");
  store_fixture_close (project);
}

/* Rows that make no sense are said to be damage, not read. */
static void
accept_of (WgProject *project, guint32 person, const char *reason)
{
  g_autoptr (WgAcceptance) one = wg_acceptance_new ("staff.phone-missing", 1, 7, reason, "2999-12-31");
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);

  one->person = person;
  g_ptr_array_add (list, g_steal_pointer (&one));
  g_assert_true (wg_command_accept (wg_project_get_history (project), list, "", NULL));
}

static void
assert_n_accepted (WgProject *project, guint n)
{
  g_autoptr (GPtrArray) list = wg_project_list_acceptances (project, NULL);

  g_assert_cmpuint (list->len, ==, n);
}

static gboolean
is_accepted_for (const GPtrArray *list, const char *reason)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((const WgAcceptance *) g_ptr_array_index (list, i))->reason, reason))
      return TRUE;
  return FALSE;
}

/* What is accepted of one person of a grid is apart from what is of another, and of nobody. */
static void
test_accepted (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) withdrawn = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
  guint seen = 0;
  WgProject *project = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  accept_of (project, 0, "0");
  accept_of (project, 2, "1");
  accept_of (project, 2, "2");
  accept_of (project, 3, "3");
  store_fixture_close (project);
  project = store_fixture_open (&fixture);
  list = wg_project_list_acceptances (project, NULL);
  g_assert_cmpuint (list->len, ==, 3);
  for (guint i = 0; i < list->len; i++)
    {
      const WgAcceptance *one = g_ptr_array_index (list, i);

      g_assert_cmpuint (one->id, ==, 7);
      g_assert_cmpuint (one->person, ==, g_ascii_strtoull (one->reason, NULL, 10));
      seen |= 1u << one->person;
      if (one->person == 2)
        g_ptr_array_add (withdrawn, wg_acceptance_copy (one));
    }
  g_assert_cmpuint (seen, ==, 0xd);
  g_assert_true (wg_command_withdraw (wg_project_get_history (project), withdrawn, "", NULL));
  assert_n_accepted (project, 2);
  /* The withdrawal, the last acceptance, and the second reason of one come back step by step. */
  store_fixture_step (project, FALSE);
  assert_n_accepted (project, 3);
  store_fixture_step (project, FALSE);
  assert_n_accepted (project, 2);
  store_fixture_step (project, FALSE);
  g_ptr_array_unref (list);
  list = wg_project_list_acceptances (project, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_true (is_accepted_for (list, "0") && is_accepted_for (list, "1"));
  store_fixture_close (project);
  project = store_fixture_open (&fixture);
  for (guint i = 0; i < 3; i++)
    store_fixture_step (project, TRUE);
  assert_n_accepted (project, 2);
  store_fixture_close (project);
}

static void
test_damage (void)
{
  static const char *const damages[] = {
    "UPDATE assignment SET grid = 99999",
    "UPDATE assignment SET person = 77",
    "UPDATE assignment SET from_day = \"gestern\"",
    "UPDATE leave SET person = 55",
    "DELETE FROM person WHERE id = 1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_auto (StoreFixture) fixture = { 0 };
      g_autofree char *output = NULL;
      g_autoptr (GError) error = NULL;
      WgProject *project = NULL;

      store_fixture_init (&fixture);
      project = store_fixture_create (&fixture);
      fill (project, 1);
      store_fixture_close (project);
      output = store_fixture_run ("sqlite3 '%s' '%s'", fixture.path, damages[i]);
      project = wg_project_open (fixture.path, FALSE, NULL, NULL, &error);
      g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT);
      g_assert_null (project);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/people/round-trip", test_round_trip);
  g_test_add_func ("/store/people/steps", test_steps);
  g_test_add_func ("/store/people/schemes", test_schemes);
  g_test_add_func ("/store/people/steps-beside", test_steps_beside);
  g_test_add_func ("/store/people/accepted", test_accepted);
  g_test_add_func ("/store/people/damage", test_damage);
  return g_test_run ();
}
