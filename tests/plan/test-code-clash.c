/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plan/wg-code-book.h"
#include "app/plan/wg-code-clash.h"
#include "app/plan/wg-commands.h"
#include "app/plan/wg-numbering.h"

#include "tests/support/wg-test-plan.h"

#include <string.h>

/* A code is free again only for the grid that has it everywhere. */
static void
test_book (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (4, 4, 3);
  g_autoptr (WgPlan) copy = NULL;
  g_autoptr (WgCodeBook) book = wg_code_book_new ();
  const WgGrid *grid = wg_plan_get_grid (plan, 1);

  g_assert_true (wg_plan_is_code_spent (plan, grid->code, 0));
  g_assert_false (wg_plan_is_code_spent (plan, grid->code, grid->id));
  g_assert_false (wg_plan_is_code_spent (plan, "A1", 0));
  wg_code_book_add (book, "A1", 5);
  wg_code_book_add (book, "A1", 5);
  wg_code_book_add (book, "A2", 0);
  wg_code_book_add (book, "A3", 5);
  wg_code_book_add (book, "A3", 6);
  wg_code_book_add (book, "", 6);
  wg_code_book_add (book, grid->code, 0);
  g_assert_cmpuint (wg_code_book_count (book), ==, 4);
  wg_plan_set_code_book (plan, book);
  copy = wg_plan_snapshot (plan);
  g_assert_true (wg_plan_get_code_book (copy) == book);
  g_assert_true (wg_plan_is_code_spent (copy, "A1", 0));
  g_assert_false (wg_plan_is_code_spent (copy, "A1", 5));
  g_assert_true (wg_plan_is_code_spent (copy, "A1", 6));
  g_assert_true (wg_plan_is_code_spent (copy, "A2", 5));
  g_assert_true (wg_plan_is_code_spent (copy, "A3", 5));
  /* What the plan itself knows goes by its own rules. */
  g_assert_false (wg_plan_is_code_spent (copy, grid->code, grid->id));
  wg_plan_set_code_book (plan, NULL);
  g_assert_false (wg_plan_is_code_spent (plan, "A1", 0));
}

static void
set_code (WgPlan *plan, guint32 id, const char *code)
{
  WgGrid *before = wg_plan_get_grid (plan, id);
  WgGridRecord record = wg_grid_get_record (before);
  g_autoptr (WgChange) change = wg_change_new ("number", NULL);
  g_autoptr (WgGrid) after = NULL;
  g_autoptr (GError) error = NULL;

  record.code = (char *) code;
  after = wg_grid_new_record (&record);
  wg_change_add_grid (change, before, after);
  g_assert_true (wg_plan_apply (plan, change, FALSE, &error));
  g_assert_no_error (error);
}

/* A grid beside @like, without land, as many as are asked for later. */
static guint32
add_grid (WgPlan *plan, guint32 like, const char *code, gboolean is_retired)
{
  WgGridRecord record = wg_grid_get_record (wg_plan_get_grid (plan, like));
  g_autoptr (WgChange) change = wg_change_new ("split", NULL);
  g_autoptr (WgGrid) grid = NULL;
  g_autoptr (GError) error = NULL;

  record.id = wg_plan_get_grid_limit (plan);
  record.code = (char *) code;
  record.is_retired = is_retired;
  grid = wg_grid_new_record (&record);
  wg_change_add_grid (change, NULL, grid);
  g_assert_true (wg_plan_apply (plan, change, FALSE, &error));
  g_assert_no_error (error);
  return record.id;
}

static GHashTable *
collect_codes (WgPlan *plan)
{
  GHashTable *codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    if (wg_plan_get_grid (plan, id) != NULL)
      g_hash_table_add (codes, g_strdup (wg_plan_get_grid (plan, id)->code));
  return codes;
}

static GPtrArray *
find (WgPlan *next, WgPlan *former, const WgKinship *kinship)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *clashes = wg_plan_find_code_clashes (next, former, kinship, NULL, &error);

  g_assert_no_error (error);
  return clashes;
}

static const WgCodeClash *
get (const GPtrArray *clashes, guint i)
{
  return g_ptr_array_index (clashes, i);
}

/* The two went on after the copy: what they gave since, to grids new or old, and what they only changed about. */
static void
test_since_the_copy (void)
{
  g_autoptr (WgPlan) former = wg_test_plan_grid (4, 4, 3), next = wg_plan_snapshot (former);
  g_autoptr (GHashTable) known = collect_codes (former);
  WgKinship kinship = { TRUE, wg_plan_get_grid_limit (former), known, FALSE };
  g_autofree char *one = g_strdup (wg_plan_get_grid (former, 1)->code);
  g_autofree char *other = g_strdup (wg_plan_get_grid (former, 2)->code);
  g_autoptr (GPtrArray) none = NULL, clashes = NULL, untold = NULL, rows = NULL;
  guint32 theirs = 0, mine = 0, gone = 0;

  /* Two grids change their codes about; a grid gets the same new code in both. */
  set_code (next, 1, "X");
  set_code (next, 2, one);
  set_code (next, 1, other);
  set_code (next, 3, "B3");
  set_code (former, 3, "B3");
  none = find (next, former, &kinship);
  g_assert_cmpuint (none->len, ==, 0);

  theirs = add_grid (former, 4, "N01", FALSE);
  gone = add_grid (former, 4, "N02", TRUE);
  set_code (former, 5, "N03");
  mine = add_grid (next, 4, "N01", FALSE);
  add_grid (next, 4, "N02", FALSE);
  add_grid (next, 4, "N03", FALSE);
  add_grid (next, 4, "N04", FALSE);
  add_grid (next, 4, "N01", TRUE); /* retired: nobody uses it */
  g_assert_cmpuint (mine, ==, theirs);
  clashes = find (next, former, &kinship);
  g_assert_cmpuint (clashes->len, ==, 3);
  g_assert_cmpuint (get (clashes, 0)->former, ==, theirs);
  g_assert_cmpuint (get (clashes, 0)->grid, ==, mine);
  g_assert_cmpuint (get (clashes, 1)->former, ==, gone);
  g_assert_cmpuint (get (clashes, 2)->former, ==, 5);
  g_assert_cmpstr (get (clashes, 0)->new_code, ==, "N05");
  g_assert_cmpstr (get (clashes, 2)->new_code, ==, "N07");
  rows = wg_code_clashes_make_rows (clashes, next);
  g_assert_cmpuint (rows->len, ==, 3);
  /* A file that does not tell the codes of then: only what is new in both is certain. */
  kinship.known = NULL;
  untold = find (next, former, &kinship);
  g_assert_cmpuint (untold->len, ==, 2);
}

/* What is below a grid with a new code and begins with the old one follows it. */
static void
test_below (void)
{
  g_autoptr (WgPlan) former = wg_test_plan_grid (4, 4, 3), next = wg_plan_snapshot (former);
  g_autoptr (GHashTable) known = collect_codes (former);
  g_autoptr (WgCodeBook) book = wg_code_book_new ();
  WgKinship kinship = { TRUE, wg_plan_get_grid_limit (former), known, FALSE };
  const WgGrid *community = wg_plan_get_grid (next, wg_plan_get_grid (next, 1)->parent);
  g_autoptr (GPtrArray) clashes = NULL;
  guint n_followers = 0;

  add_grid (former, community->id, "330106999", FALSE);
  set_code (next, community->id, "330106999");
  for (guint i = 0; i < wg_plan_get_children (next, community->id)->len; i++)
    {
      g_autofree char *code = g_strdup_printf ("33010699900%u", i + 1);

      set_code (next, g_array_index (wg_plan_get_children (next, community->id), guint32, i), code);
    }
  wg_code_book_add (book, "330106999", 0);
  wg_code_book_add (book, "330107000", 0);
  wg_plan_set_code_book (next, book);
  clashes = find (next, former, &kinship);
  g_assert_cmpuint (clashes->len, ==, 5);
  g_assert_cmpuint (get (clashes, 0)->grid, ==, community->id);
  g_assert_nonnull (get (clashes, 0)->new_code);
  g_assert_cmpstr (get (clashes, 0)->new_code, !=, "330107000");
  for (guint i = 1; i < clashes->len; i++)
    {
      n_followers += get (clashes, i)->former == 0;
      g_assert_true (g_str_has_prefix (get (clashes, i)->new_code, get (clashes, 0)->new_code));
      g_assert_true (g_str_has_suffix (get (clashes, i)->new_code, get (clashes, i)->code + 9));
    }
  g_assert_cmpuint (n_followers, ==, 4);
}

/* A net that is no copy: the same code on the same land is the same grid, also under another id. */
static void
test_not_kin (void)
{
  g_autoptr (WgPlan) former = wg_test_plan_grid (4, 4, 3), own = wg_test_plan_grid (4, 4, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgPlan) next = wg_plan_copy_shifted (own, 1, 100, &error);
  const WgKinship kinship = { FALSE, G_MAXUINT32, NULL, FALSE };
  g_autoptr (GPtrArray) none = NULL, clashes = NULL;
  g_autofree char *one = g_strdup (wg_plan_get_grid (former, 1)->code);
  g_autofree char *other = g_strdup (wg_plan_get_grid (former, 2)->code);

  g_assert_no_error (error);
  none = find (next, former, &kinship);
  g_assert_cmpuint (none->len, ==, 0);
  set_code (next, 101, "X");
  set_code (next, 102, one);
  set_code (next, 101, other);
  clashes = find (next, former, &kinship);
  g_assert_cmpuint (clashes->len, ==, 2);
}

/* A net that came from elsewhere: its grids are known by their land, whatever their ids are; one that is not there is
 * no other's. */
static void
test_matched (void)
{
  g_autoptr (WgPlan) own = wg_test_plan_grid (4, 4, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgPlan) net = wg_plan_copy_shifted (own, 1, 100, &error), matched = NULL, bare = NULL;
  g_autoptr (GBytes) expected = wg_test_plan_rows (own), rows = NULL;

  matched = wg_plan_copy_matched (net, own, NULL, NULL, &error);
  g_assert_no_error (error);
  rows = wg_test_plan_rows (matched);
  g_assert_true (g_bytes_equal (rows, expected));
  g_clear_object (&matched);
  bare = wg_plan_new ("x", wg_plan_get_frame (own));
  for (guint depth = 1; depth <= wg_plan_get_n_levels (own); depth++)
    wg_plan_add_level (bare, wg_plan_get_level (own, depth)->name, NULL);
  g_assert_true (wg_plan_finish_loading (bare, &error));
  matched = wg_plan_copy_matched (net, bare, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wg_plan_count_grids (matched, 3), ==, wg_plan_count_grids (own, 3));
}

/* A scheme that comes back: the one in force now keeps its codes as retired, with the names of its grids. */
static void
test_back_again (void)
{
  g_autoptr (WgPlan) former = wg_test_plan_grid (4, 4, 3), next = wg_plan_snapshot (former);
  g_autoptr (GHashTable) known = collect_codes (former);
  WgKinship kinship = { TRUE, wg_plan_get_grid_limit (former), known, FALSE };
  g_autoptr (GPtrArray) clashes = NULL, none = NULL;

  add_grid (former, 4, "OTHER", FALSE);
  add_grid (former, 4, "N01", TRUE);
  add_grid (next, 4, "N01", FALSE);
  clashes = find (next, former, &kinship);
  g_assert_cmpuint (clashes->len, ==, 1);
  kinship.was_in_force = TRUE;
  none = find (next, former, &kinship);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/code-clash/book", test_book);
  g_test_add_func ("/plan/code-clash/since-the-copy", test_since_the_copy);
  g_test_add_func ("/plan/code-clash/below", test_below);
  g_test_add_func ("/plan/code-clash/not-kin", test_not_kin);
  g_test_add_func ("/plan/code-clash/matched", test_matched);
  g_test_add_func ("/plan/code-clash/back-again", test_back_again);
  return g_test_run ();
}
