/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board after random edits, undo and redo is what a check of everything finds. */
#include "app/base/wg-random.h"
#include "app/check/wg-check-board.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-border-commands.h"
#include "app/plan/wg-land-commands.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"
#include "tests/support/wg-test-surroundings.h"

#include <math.h>
#include <string.h>

#define N_EDITS 300

typedef struct
{
  WgPlan *plan;
  WgHistory *history;
  WgCheckBoard *board;
  WgCheckAlong *along;
  WgRandom random;
} Fixture;

static void
wait_for (WgCheckBoard *board)
{
  while (wg_check_board_is_busy (board))
    g_main_context_iteration (NULL, TRUE);
}

static guint32
random_grid (Fixture *f)
{
  const WgGrid *grid = NULL;

  do
    grid = wg_plan_get_grid (f->plan,
                             (guint32) wg_random_int (&f->random, 1, wg_plan_get_grid_limit (f->plan)));
  while (grid == NULL || grid->is_retired);
  return grid->id;
}

static WgPoint
random_point (Fixture *f, gint32 beyond)
{
  WgEnvelope e = wg_coverage_envelope (wg_plan_get_coverage (f->plan));

  return (WgPoint){
    (gint32) wg_random_int (&f->random, (gint64) e.min_x - beyond, (gint64) e.max_x + beyond),
    (gint32) wg_random_int (&f->random, (gint64) e.min_y - beyond, (gint64) e.max_y + beyond) };
}

static void
split (Fixture *f)
{
  WgPoint start = random_point (f, 0), line[3];

  for (guint i = 0; i < 3; i++)
    line[i] = (WgPoint){ start.x + (gint32) wg_random_int (&f->random, -150000, 150000),
                         start.y + (gint32) wg_random_int (&f->random, -150000, 150000) };
  wg_command_split (f->history, line, 3, NULL, WG_KEEP_LARGEST, NULL, NULL);
}

static void
give (Fixture *f)
{
  WgFaceId face = wg_coverage_face_at (wg_plan_get_coverage (f->plan), random_point (f, 0));
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgLandResult *result = NULL;

  if (face == WG_FACE_OUTSIDE)
    return;
  g_array_append_val (faces, face);
  result = wg_command_assign_faces (f->history, faces, random_grid (f), WG_LAND_RETIRE, NULL);
  g_clear_pointer (&result, wg_land_result_free);
}

static void
merge (Fixture *f)
{
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 a = random_grid (f), b = random_grid (f);
  WgLandResult *result = NULL;

  g_array_append_val (grids, a);
  g_array_append_val (grids, b);
  result = wg_command_merge (f->history, grids, a, WG_LAND_RETIRE, NULL);
  g_clear_pointer (&result, wg_land_result_free);
}

static void
move (Fixture *f)
{
  WgPoint from_to[2];

  if (!wg_coverage_find_vertex (wg_plan_get_coverage (f->plan), random_point (f, 0), 80000, &from_to[0]))
    return;
  from_to[1] = (WgPoint){ from_to[0].x + (gint32) wg_random_int (&f->random, -60000, 60000),
                          from_to[0].y + (gint32) wg_random_int (&f->random, -60000, 60000) };
  wg_command_move (f->history, WG_MOVE_VERTEX, from_to, 0, NULL, NULL);
}

static void
rename (Fixture *f)
{
  static const char *const codes[] = { "", "330106001001", "X9", "330106001001002", "88" };
  guint32 grid = random_grid (f);
  const char *code = codes[wg_random_int (&f->random, 0, G_N_ELEMENTS (codes))];
  g_autofree char *name
    = g_strdup_printf ("第%u网格", (guint) wg_random_int (&f->random, 1, 6));

  wg_command_set_attributes (f->history, grid, code, NULL, NULL);
  wg_command_set_attributes (f->history, grid, NULL, name, NULL);
}

static void
edit (Fixture *f)
{
  switch (wg_random_int (&f->random, 0, 8))
    {
    case 0:
    case 1:
      split (f);
      break;
    case 2:
      give (f);
      break;
    case 3:
      merge (f);
      break;
    case 4:
      move (f);
      break;
    case 5:
      rename (f);
      break;
    case 6:
      for (guint i = 0; i < 3; i++)
        wg_history_undo (f->history, NULL);
      break;
    default:
      for (guint i = 0; i < 2; i++)
        wg_history_redo (f->history, NULL);
      break;
    }
}

static gboolean
is_same (const WgFinding *a, const WgFinding *b)
{
  return g_str_equal (a->code, b->code) && a->grid == b->grid && a->face == b->face
         && a->building == b->building && a->border == b->border && a->other == b->other
         && wg_point_equal (a->place, b->place)
         && memcmp (&a->extent, &b->extent, sizeof a->extent) == 0
         && memcmp (&a->area_m2, &b->area_m2, sizeof a->area_m2) == 0
         && memcmp (&a->value, &b->value, sizeof a->value) == 0;
}

static void
assert_like_new (Fixture *f, guint step)
{
  g_autoptr (GArray) expected = wg_check_run (f->plan, NULL, f->along, NULL, NULL, NULL);
  const GArray *found = wg_check_board_list (f->board);

  for (guint i = 0; i < MIN (expected->len, found->len); i++)
    {
      const WgFinding *a = &g_array_index (expected, WgFinding, i);
      const WgFinding *b = &g_array_index (found, WgFinding, i);

      if (is_same (a, b))
        continue;
      g_test_message ("step %u, finding %u: %s grid %u face %u, on the board %s grid %u face %u",
                      step, i, a->code, a->grid, a->face, b->code, b->grid, b->face);
      g_test_fail ();
      return;
    }
  g_assert_cmpuint (expected->len, ==, found->len);
}

static const WgFinding *
find (WgCheckBoard *board, const char *code)
{
  const GArray *findings = wg_check_board_list (board);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (g_array_index (findings, WgFinding, i).code, code))
      return &g_array_index (findings, WgFinding, i);
  return NULL;
}

static void
test_random (gconstpointer data)
{
  Fixture f = { .plan = wg_test_plan_grid (12, 8, 3) };
  g_autoptr (GError) error = NULL;
  WgMemoryJournal *journal = wg_memory_journal_new (f.plan);
  g_autoptr (WgLinework) roads = NULL;
  guint n_busy = 0;

  g_assert_true (wg_plan_finish_loading (f.plan, &error));
  f.random = wg_random (GPOINTER_TO_UINT (data));
  f.history = wg_history_new (f.plan, WG_JOURNAL (journal));
  wg_test_put_buildings (f.plan, 100, &f.random);
  roads = wg_test_make_roads (f.plan, &f.random);
  f.along = wg_check_along_new ();
  wg_check_along_add (f.along, roads);
  f.board = wg_check_board_new (f.plan);
  wg_check_board_set_along (f.board, f.along);
  /* The first edits happen while the worker still looks at its snapshot. */
  for (guint i = 0; i < 5; i++)
    edit (&f);
  wait_for (f.board);
  assert_like_new (&f, 0);
  for (guint i = 1; i <= N_EDITS; i++)
    {
      edit (&f);
      n_busy += wg_check_board_is_busy (f.board);
      wait_for (f.board);
      assert_like_new (&f, i);
    }
  g_assert_cmpuint (n_busy, <, N_EDITS / 10);
  g_assert_nonnull (find (f.board, "building.cut"));
  g_assert_nonnull (find (f.board, "border.off-line"));
  wg_check_along_unref (f.along);
  g_object_unref (f.board);
  g_object_unref (f.history);
  g_object_unref (journal);
  g_object_unref (f.plan);
}

static void
test_accepted (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, 1);
  g_autoptr (GPtrArray) accepted
    = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
  g_autoptr (WgCheckBoard) board = NULL;
  WgFaceId face = 10;
  guint32 nobody = 0;
  guint n_open = 0;

  wg_coverage_change_free (wg_coverage_set_owners (wg_plan_get_coverage (plan), NULL, &face, &nobody, 1));
  g_assert_true (wg_plan_finish_loading (plan, NULL));
  board = wg_check_board_new (plan);
  wait_for (board);
  n_open = wg_check_board_list (board)->len;
  g_assert_cmpuint (n_open, ==, 2);
  g_assert_cmpint (wg_check_board_get_state (board), ==, WG_PLAN_UNFINISHED);
  g_ptr_array_add (accepted, wg_acceptance_new ("land.unowned", WG_SUBJECT_FACE, 10, "军事用地", NULL));
  g_ptr_array_add (accepted, wg_acceptance_new ("land.none", WG_SUBJECT_GRID, 10, "拆迁", "2001-01-01"));
  /* Not at this place: an import gave the number to other land. */
  wg_check_board_set_accepted (board, accepted);
  g_assert_cmpuint (wg_check_board_list_accepted (board)->len, ==, 0);
  ((WgAcceptance *) g_ptr_array_index (accepted, 0))->place
    = g_array_index (wg_check_board_list (board), WgFinding, 1).place;
  wg_check_board_set_accepted (board, accepted);
  g_assert_cmpuint (wg_check_board_list_accepted (board)->len, ==, 1);
  g_assert_cmpuint (wg_check_board_list (board)->len, ==, 1);
  g_assert_cmpstr (g_array_index (wg_check_board_list (board), WgFinding, 0).code, ==, "land.none");
  g_assert_cmpstr (wg_check_board_find_acceptance (
                     board, &g_array_index (wg_check_board_list_accepted (board), WgFinding, 0))->reason,
                   ==, "军事用地");
}

static double
find_accepted_area (WgCheckBoard *board)
{
  return g_array_index (wg_check_board_list_accepted (board), WgFinding, 0).area_m2;
}

/* Accepted stays accepted while other land is edited, and not when its own is; with a last day it
 * comes back after that day. */
static void
test_acceptance_lives (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, 1);
  WgMemoryJournal *journal = wg_memory_journal_new (plan);
  g_autoptr (WgHistory) history = NULL;
  g_autoptr (WgCheckBoard) board = NULL;
  g_autoptr (GPtrArray) accepted
    = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_acceptance_free);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgAcceptance *one = wg_acceptance_new ("land.unowned", WG_SUBJECT_FACE, 10, "军事用地", "2999-12-31");
  WgPoint c = wg_coverage_label_point (wg_plan_get_coverage (plan), 40);
  WgPoint line[] = { { c.x - 200000, c.y }, { c.x + 200000, c.y + 500 } };
  WgFaceId face = 10;
  guint32 nobody = 0;

  wg_coverage_change_free (wg_coverage_set_owners (wg_plan_get_coverage (plan), NULL, &face, &nobody, 1));
  g_assert_true (wg_plan_finish_loading (plan, NULL));
  history = wg_history_new (plan, WG_JOURNAL (journal));
  board = wg_check_board_new (plan);
  wait_for (board);
  one->place = find (board, "land.unowned")->place;
  g_ptr_array_add (accepted, one);
  wg_check_board_set_accepted (board, accepted);
  g_assert_cmpuint (wg_check_board_list_accepted (board)->len, ==, 1);
  /* Elsewhere. */
  g_assert_true (wg_command_split (history, line, 2, NULL, WG_KEEP_LARGEST, NULL, NULL));
  wait_for (board);
  g_assert_cmpuint (wg_check_board_list_accepted (board)->len, ==, 1);
  /* The land itself: it is a grid's now, and nobody's again when that is undone. */
  g_array_append_val (faces, face);
  wg_land_result_free (wg_command_assign_faces (history, faces, 9, WG_LAND_RETIRE, NULL));
  wait_for (board);
  g_assert_cmpuint (wg_check_board_list_accepted (board)->len, ==, 0);
  g_assert_true (wg_history_undo (history, NULL));
  wait_for (board);
  g_assert_cmpuint (wg_check_board_list_accepted (board)->len, ==, 1);
  g_assert_null (find (board, "land.unowned"));
  /* It was a quarter as large when it was accepted. */
  one->number = find_accepted_area (board) / 4;
  wg_check_board_set_accepted (board, accepted);
  g_assert_cmpuint (wg_check_board_list_accepted (board)->len, ==, 0);
  g_assert_nonnull (find (board, "land.unowned"));
  g_assert_cmpstr (wg_check_board_find_acceptance (board, find (board, "land.unowned"))->reason, ==,
                   "军事用地");
  one->number *= 4;
  wg_check_board_set_accepted (board, accepted);
  g_assert_cmpuint (wg_check_board_list_accepted (board)->len, ==, 1);
  /* Its last day is over. */
  g_free (one->until);
  one->until = g_strdup ("2001-01-01");
  wg_check_board_set_accepted (board, accepted);
  g_assert_cmpuint (wg_check_board_list_accepted (board)->len, ==, 0);
  g_assert_nonnull (find (board, "land.unowned"));
  g_object_unref (journal);
}

/* What is clearly worse than it was when it was accepted is open again, with the reason kept. */
static void
test_acceptance_outgrown (void)
{
  static const struct
  {
    const char *code;
    WgSubject subject;
    double area, width, value, limit, number;
    gboolean is_more_worse;
  } cases[] = {
    { "land.unowned", WG_SUBJECT_FACE, 100, 5, NAN, NAN, 100, TRUE },
    { "building.unowned", WG_SUBJECT_FACE, 100, 5, 7, NAN, 7, TRUE },
    { "land.narrow", WG_SUBJECT_GRID, NAN, 6, NAN, 8, 6, FALSE },
    { "land.parts", WG_SUBJECT_GRID, 40, NAN, 3, 1, 3, TRUE },
    { "size.households", WG_SUBJECT_GRID, NAN, NAN, 600, 500, 600, TRUE },
    { "size.households", WG_SUBJECT_GRID, NAN, NAN, 100, 200, 100, FALSE },
    { "building.cut", WG_SUBJECT_BUILDING, 30, NAN, 80, 20, 30, TRUE },
    { "border.off-line", WG_SUBJECT_BORDER, NAN, 4, 60, 3, 4, TRUE },
  };
  const WgFinding bare = { .code = "order.code-missing", .subject = WG_SUBJECT_GRID, .area_m2 = NAN,
                           .width_m = NAN, .value = NAN, .limit = NAN };
  g_autoptr (WgAcceptance) always = wg_check_make_acceptance (&bare, "x", NULL);

  g_assert_true (isnan (always->number));
  g_assert_false (wg_check_is_outgrown (always, &bare));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WgFinding finding = { .code = cases[i].code, .subject = cases[i].subject,
                            .area_m2 = cases[i].area, .width_m = cases[i].width,
                            .value = cases[i].value, .limit = cases[i].limit };
      g_autoptr (WgAcceptance) one = wg_check_make_acceptance (&finding, "x", NULL);

      g_assert_cmpfloat (one->number, ==, cases[i].number);
      g_assert_false (wg_check_is_outgrown (one, &finding));
      one->number = cases[i].number * (cases[i].is_more_worse ? 1 / 1.4 : 1.4);
      g_assert_false (wg_check_is_outgrown (one, &finding));
      one->number = cases[i].number * (cases[i].is_more_worse ? 1 / 1.6 : 1.6);
      g_assert_true (wg_check_is_outgrown (one, &finding));
      one->number = cases[i].number * (cases[i].is_more_worse ? 9 : 1 / 9.0);
      g_assert_false (wg_check_is_outgrown (one, &finding));
      one->number = NAN; /* accepted by an older program */
      g_assert_false (wg_check_is_outgrown (one, &finding));
    }
}

static void
test_days (void)
{
  g_assert_true (wg_is_day ("2028-02-29"));
  g_assert_false (wg_is_day ("2027-02-29"));
  g_assert_false (wg_is_day ("2027-2-9"));
  g_assert_false (wg_is_day ("2027-13-01"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/board/accept/outgrown", test_acceptance_outgrown);
  g_test_add_data_func ("/board/random/1", GUINT_TO_POINTER (1), test_random);
  g_test_add_data_func ("/board/random/2", GUINT_TO_POINTER (2), test_random);
  g_test_add_data_func ("/board/random/3", GUINT_TO_POINTER (3), test_random);
  g_test_add_func ("/board/accepted", test_accepted);
  g_test_add_func ("/board/acceptance-lives", test_acceptance_lives);
  g_test_add_func ("/board/days", test_days);
  return g_test_run ();
}
