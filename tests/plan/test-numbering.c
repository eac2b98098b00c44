/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plan/wg-number-pattern.h"
#include "app/plan/wg-numbering.h"

#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

#include <string.h>

typedef struct
{
  const char *pattern;
  const char *parent;
  WgGridKind kind;
  guint serial;
  const char *code; /* NULL: none */
} FormatCase;

static const FormatCase format_cases[] = {
  { "{parent}{nnn}", "510129001001", WG_GRID_ORDINARY, 3, "510129001001003" },
  { "{parent}{nn}", "510129001001003", WG_GRID_ORDINARY, 7, "51012900100100307" },
  { "{parent}{nnn:1-900,901-999}", "510129001001", WG_GRID_SPECIAL, 901, "510129001001901" },
  { "{parent}{nnn:1-900,901-999}{kind:,Z}", "330106031100", WG_GRID_SPECIAL, 14,
    "330106031100014Z" },
  { "{parent}{nnn}{kind:,Z}", "330106031100", WG_GRID_ORDINARY, 14, "330106031100014" },
  { "{parent:10}{nn}", "330106031100", WG_GRID_ORDINARY, 2, "330106031102" },
  { "000000{parent:12}{nn!}", "510129001001", WG_GRID_ORDINARY, 0, "00000051012900100100" },
  { "W-{n}", NULL, WG_GRID_ORDINARY, 9, "W-9" },
  { "W-{n}", NULL, WG_GRID_ORDINARY, 10, NULL },
  { "{parent}{nn}", "", WG_GRID_ORDINARY, 1, NULL },
  { "{parent:12}{nn}", "330106031", WG_GRID_ORDINARY, 1, NULL },
  { "{parent}{nnnnnn}", "3301060311000000000", WG_GRID_ORDINARY, 1, NULL },
};

static const char *const bad_patterns[] = {
  "", "330106", "{parent}", "{nn}{nn}", "{nnnnnnn}", "{nn", "nn}", "{code}{n}", "{parent:0}{n}",
  "{parent:x}{n}", "{nn:9-1}", "{nn:1-100}", "{nn:1-9,10-20,30-40}", "{kind:Z}{n}", "{nn:}",
};

static void
test_patterns (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (format_cases); i++)
    {
      const FormatCase *c = &format_cases[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (WgCodePattern) pattern = wg_code_pattern_new (c->pattern, &error);
      g_autofree char *code = NULL;
      guint serial = 0;

      g_test_message ("%s %u", c->pattern, c->serial);
      g_assert_no_error (error);
      code = wg_code_pattern_format (pattern, c->parent, c->kind, c->serial);
      g_assert_cmpstr (code, ==, c->code);
      if (code == NULL)
        continue;
      g_assert_true (wg_code_pattern_read (pattern, code, c->parent, c->kind, &serial));
      g_assert_cmpuint (serial, ==, c->serial);
      g_assert_false (wg_code_pattern_read (pattern, "X", c->parent, c->kind, &serial));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad_patterns); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad_patterns[i]);
      g_assert_null (wg_code_pattern_new (bad_patterns[i], &error));
      g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_PATTERN);
    }
}

static void
test_profiles (void)
{
  const struct
  {
    const char *profile;
    const char *level;
    const char *parent;
    const char *code;
  } cases[] = {
    { "db11", "街道", "990101", "990101002" },
    { "db11", "社区", "990101001", "990101001002" },
    { "db11", "社区", "990101001000", "990101001002" },
    { "db11", "网格", "990101001001", "990101001001002" },
    { "db11", "微网格", "990101001001003", "99010100100100302" },
    { "cjt349", "网格", "990101001001", "01020399010100100102" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = wg_code_profile_pattern (wg_code_profile_find (cases[i].profile),
                                                       cases[i].level, "010203");
      g_autoptr (WgCodePattern) pattern = wg_code_pattern_new (text, NULL);
      g_autofree char *code = wg_code_pattern_format (pattern, cases[i].parent, WG_GRID_ORDINARY, 2);

      g_assert_cmpstr (code, ==, cases[i].code);
    }
  g_assert_null (wg_code_profile_find ("none"));
}

/* The top level has no parents: what its codes begin with is written out, when they agree. */
static void
test_top_level (void)
{
  const struct
  {
    const char *level;
    const char *codes[2];
    const char *pattern;
  } cases[] = {
    { "街道", { "330106100000", "330106090000" }, "330106{nnn}" },
    { "街道", { "330106001", "330105002" }, "{parent:6}{nnn}" },
    { "街道", { "330", "331" }, "{parent:6}{nnn}" },
    { "社区", { "330106001001", "330106001009" }, "330106001{nnn}" },
    { "网格", { "330106001001001", "330106001001017" }, "330106001001{nnn:1-900,901-999}" },
    { "网格", { "330106001001001", "330106001002001" }, "{parent}{nnn:1-900,901-999}" },
    { "网格", { "001", "002" }, "{parent}{nnn:1-900,901-999}" },
    { "网格", { "", "" }, "{parent}{nnn:1-900,901-999}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WgPlan) plan = wg_plan_new ("test", NULL);
      g_autofree char *pattern = NULL;

      wg_plan_add_level (plan, cases[i].level, NULL);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].codes); j++)
        wg_plan_load_grid (plan, wg_grid_new (j + 1, 0, 1, WG_GRID_ORDINARY, FALSE, cases[i].codes[j], "名"));
      pattern = wg_plan_profile_pattern (plan, 1, NULL, NULL);
      g_assert_cmpstr (pattern, ==, cases[i].pattern);
    }
}

/* Places are written as a picture, row by row from the north; the answer is the letters in order. */
static char *
sort_picture (const char *picture, WgNumberOrder order, WgPoint from)
{
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (WgNumberPlace));
  g_auto (GStrv) rows = g_strsplit (picture, "/", -1);
  GString *letters = g_string_new (NULL);

  for (int y = 0; rows[y] != NULL; y++)
    for (int x = 0; rows[y][x] != '\0'; x++)
      {
        WgNumberPlace place = { (guint32) rows[y][x], { x * 250, -y * 250 }, { 0 }, 0 };

        place.extent = (WgEnvelope){ x * 250 - 500, -y * 250 - 500, x * 250 + 500, -y * 250 + 500 };
        place.station = x * 250;
        if (rows[y][x] != '.')
          g_array_append_val (places, place);
      }
  wg_number_sort (places, order, from);
  for (guint i = 0; i < places->len; i++)
    g_string_append_c (letters, (char) g_array_index (places, WgNumberPlace, i).grid);
  return g_string_free (letters, FALSE);
}

static void
test_orders (void)
{
  /* Grids are 4 cells wide: those within two cells of one another stand in one row. */
  const char *picture = "A...B..../"
                        "........C/"
                        "........./"
                        "........./"
                        "D......../"
                        "....E...F";
  const struct
  {
    WgNumberOrder order;
    const char *expected;
  } cases[] = {
    { WG_NUMBER_BY_ROWS, "ABCDEF" },
    { WG_NUMBER_BY_COLUMNS, "ADBECF" },
    { WG_NUMBER_BY_SNAKE, "ABCFED" },
    { WG_NUMBER_ALONG_LINE, "ADBECF" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *letters = sort_picture (picture, cases[i].order, (WgPoint){ 0, 0 });

      g_assert_cmpstr (letters, ==, cases[i].expected);
    }
}

static void
test_outward (void)
{
  g_autofree char *letters = sort_picture ("....B..../"
                                           "........./"
                                           "........./"
                                           "........./"
                                           "A...X...C/"
                                           "........./"
                                           "........./"
                                           "........./"
                                           "....D....",
                                           WG_NUMBER_OUTWARD, (WgPoint){ 1000, -1000 });

  g_assert_cmpstr (letters, ==, "XBCDA");
}

static void
test_station (void)
{
  const WgPoint square[] = { { 0, 0 }, { 100, 0 }, { 100, 100 }, { 0, 100 } };
  const WgPoint through[] = { { -50, 50 }, { 200, 50 } };
  const WgPoint bent[] = { { -50, 300 }, { 50, 300 }, { 50, -50 } };
  const WgPoint beside[] = { { 0, 500 }, { 400, 500 } };
  const WgPoint inside[] = { { 50, 50 }, { 400, 500 } };
  const struct
  {
    const WgPoint *line;
    guint n_points;
    double station;
  } cases[] = { { through, 2, 50 }, { bent, 3, 300 }, { beside, 2, 50 }, { inside, 2, 0 } };
  g_autoptr (WgShape) shape = wg_shape_new ();

  wg_shape_add_ring (shape, square, 4, 0, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (WgPoint));

      g_array_append_vals (line, cases[i].line, cases[i].n_points);
      g_assert_cmpfloat_with_epsilon (wg_number_station (shape, (WgPoint){ 50, 50 }, line),
                                      cases[i].station, 1e-9);
    }
}

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
  GBytes *rows;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->plan = wg_test_plan_grid (8, 8, 7);
  fixture->journal = wg_memory_journal_new (fixture->plan);
  fixture->history = wg_history_new (fixture->plan, WG_JOURNAL (fixture->journal));
  fixture->rows = wg_test_plan_rows (fixture->plan);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->rows, g_bytes_unref);
  g_clear_object (&fixture->history);
  g_clear_object (&fixture->journal);
  g_clear_object (&fixture->plan);
}

static guint
count_outcome (const GPtrArray *rows, WgNumberOutcome outcome)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += ((WgNumberRow *) g_ptr_array_index (rows, i))->outcome == outcome;
  return n;
}

/* After the command every grid has the code that was proposed, codes are unique, a code that fell
 * free cannot be given again, and undo gives back the bytes. */
static void
check_number (Fixture *fixture, const WgNumberTerms *terms, guint n_expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = wg_plan_propose_numbers (fixture->plan, terms, NULL, NULL, &error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GBytes) back = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (wg_command_number (fixture->history, rows, &error), ==, n_expected);
  g_assert_no_error (error);
  wg_plan_verify (fixture->plan, problems);
  g_assert_cmpuint (problems->len, ==, 0);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (fixture->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (fixture->plan, id);

      if (grid != NULL && grid->code[0] != '\0')
        g_assert_true (g_hash_table_add (codes, grid->code));
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpstr (wg_plan_get_grid (fixture->plan, row->grid)->code, ==, row->new_code);
      g_assert_nonnull (wg_plan_find_code (fixture->plan, row->old_code));
    }
  g_assert_true (wg_history_undo (fixture->history, &error));
  back = wg_test_plan_rows (fixture->plan);
  g_assert_true (g_bytes_equal (back, fixture->rows));
}

static void
test_all (Fixture *fixture, gconstpointer data)
{
  WgNumberTerms terms = { .depth = 3, .pattern = "{parent}9{nn}" };

  check_number (fixture, &terms, 64);
  terms.order = WG_NUMBER_BY_SNAKE;
  terms.name_pattern = "第{n}片";
  check_number (fixture, &terms, 64);
  terms = (WgNumberTerms){ .depth = 2, .pattern = "{parent}8{nn}", .is_followed = TRUE };
  check_number (fixture, &terms, 16 + 64);
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  WgNumberTerms terms = { .depth = 3, .pattern = "{parent}Q{n:1-3}" };
  g_autoptr (GPtrArray) rows
    = wg_plan_propose_numbers (fixture->plan, &terms, NULL, NULL, NULL);

  g_assert_cmpuint (rows->len, ==, 64);
  g_assert_cmpuint (count_outcome (rows, WG_NUMBER_FULL), ==, 16);
  g_assert_cmpuint (count_outcome (rows, WG_NUMBER_GIVEN), ==, 48);
}

/* A code that was renumbered away is not given to a new grid, in gaps neither. */
static void
test_never_again (Fixture *fixture, gconstpointer data)
{
  const WgGrid *community = wg_plan_get_grid (
    fixture->plan, wg_plan_get_ancestor (fixture->plan, wg_plan_find_code (
      fixture->plan, "330199001001001")->id, 2));
  WgNumberTerms terms = { .depth = 3, .pattern = "{parent}{nnn}", .parent = community->id,
                          .start = 11 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
    = wg_plan_propose_numbers (fixture->plan, &terms, NULL, NULL, &error);
  g_autoptr (GPtrArray) gaps = NULL;
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 grid = ((WgNumberRow *) g_ptr_array_index (rows, 0))->grid;

  g_assert_cmpuint (wg_command_number (fixture->history, rows, &error), ==, 4);
  g_assert_true (wg_plan_find_code (fixture->plan, "330199001001001")->is_retired);
  g_assert_false (wg_plan_check_code (fixture->plan, grid, "330199001001001", &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CODE_TAKEN);
  g_clear_error (&error);

  /* The four have 11 to 14; one with a foreign code gets the first that was never given. */
  g_assert_true (wg_command_set_attributes (fixture->history, grid, "FREMD", NULL, &error));
  g_array_append_val (one, grid);
  terms = (WgNumberTerms){ .depth = 3, .pattern = "{parent}{nnn}", .grids = one,
                           .scope = WG_NUMBER_GAPS };
  gaps = wg_plan_propose_numbers (fixture->plan, &terms, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gaps->len, ==, 1);
  g_assert_cmpstr (((WgNumberRow *) g_ptr_array_index (gaps, 0))->new_code, ==, "330199001001005");
  g_clear_pointer (&gaps, g_ptr_array_unref);
  terms.scope = WG_NUMBER_NEW;
  gaps = wg_plan_propose_numbers (fixture->plan, &terms, NULL, NULL, &error);
  g_assert_cmpstr (((WgNumberRow *) g_ptr_array_index (gaps, 0))->new_code, ==, "330199001001015");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  WgNumberTerms terms = { .depth = 3, .pattern = "{parent}{nnn}", .name_pattern = "同名" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
    = wg_plan_propose_numbers (fixture->plan, &terms, NULL, NULL, &error);
  g_autoptr (GBytes) after = NULL;

  g_assert_cmpuint (wg_command_number (fixture->history, rows, &error), ==, 0);
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NAME_TAKEN);
  g_clear_error (&error);
  after = wg_test_plan_rows (fixture->plan);
  g_assert_true (g_bytes_equal (after, fixture->rows));
  terms.depth = 9;
  g_assert_null (wg_plan_propose_numbers (fixture->plan, &terms, NULL, NULL, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LEVEL);
  g_clear_error (&error);
  terms = (WgNumberTerms){ .depth = 3, .pattern = "{parent}{nnn}", .scope = WG_NUMBER_GAPS };
  g_assert_null (wg_plan_propose_numbers (fixture->plan, &terms, NULL, NULL, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plan/numbering/patterns", test_patterns);
  g_test_add_func ("/plan/numbering/profiles", test_profiles);
  g_test_add_func ("/plan/numbering/top-level", test_top_level);
  g_test_add_func ("/plan/numbering/orders", test_orders);
  g_test_add_func ("/plan/numbering/outward", test_outward);
  g_test_add_func ("/plan/numbering/station", test_station);
  g_test_add ("/plan/numbering/all", Fixture, NULL, set_up, test_all, tear_down);
  g_test_add ("/plan/numbering/full", Fixture, NULL, set_up, test_full, tear_down);
  g_test_add ("/plan/numbering/never-again", Fixture, NULL, set_up, test_never_again, tear_down);
  g_test_add ("/plan/numbering/refused", Fixture, NULL, set_up, test_refused, tear_down);
  return g_test_run ();
}
