/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the cases of tests/cases/land-*.txt and border-*.txt; the format is told in
 * land-merge-assign.txt, border-move.txt, border-simplify.txt, land-redraw.txt,
 * land-draw.txt, land-locks.txt. */
#include "app/geometry/wg-build.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/plan/wg-border-commands.h"
#include "app/plan/wg-draw-commands.h"
#include "app/plan/wg-land-commands.h"
#include "app/plan/wg-lock-commands.h"
#include "app/plan/wg-plan-private.h"
#include "app/plan/wg-redraw-commands.h"
#include "app/plan/wg-simplify-commands.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"
#include "tests/support/wg-test-wkt.h"

#include <math.h>
#include <string.h>

typedef struct
{
  GPtrArray *lines; /* of char *, borrowed */
} Case;

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
  WgChange *last; /* lineage of the last change, as the plan said it */
} Run;

static GPtrArray *all_texts, *all_cases;

static void
free_case (gpointer data)
{
  g_ptr_array_unref (((Case *) data)->lines);
  g_free (data);
}

static double
area_of (WgPlan *plan, guint32 id)
{
  g_autoptr (WgShape) shape = wg_shape_new ();

  wg_plan_get_shape (plan, id, shape);
  return wg_shape_area_m2 (shape);
}

static guint32
add_grid (WgPlan *plan, const char *code, guint32 parent)
{
  guint32 id = MAX (wg_plan_get_grid_limit (plan), 1);
  g_autoptr (WgGrid) grid
    = wg_grid_new (id, parent, parent == 0 ? 1 : 2, WG_GRID_ORDINARY, FALSE, code, code);

  wg_plan_load_grid (plan, grid);
  return id;
}

static guint32
find_loaded (WgPlan *plan, const char *code)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    if (strcmp (wg_plan_get_grid (plan, id)->code, code) == 0)
      return id;
  return 0;
}

/* "grid P/A WKT" */
static void
read_grid (WgPlan *plan, const char *text, GArray *claims, GPtrArray *shapes)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  g_auto (GStrv) codes = g_strsplit (words[0], "/", 2);
  guint32 parent = find_loaded (plan, codes[0]);
  WgClaim claim = { 0, 1, claims->len, TRUE };

  if (parent == 0)
    parent = add_grid (plan, codes[0], 0);
  claim.owner = add_grid (plan, codes[1], parent);
  g_ptr_array_add (shapes, wg_test_shape_from_wkt (words[1]));
  claim.shape = g_ptr_array_index (shapes, shapes->len - 1);
  g_assert_nonnull (claim.shape);
  g_array_append_val (claims, claim);
}

static WgPlan *
make_plan (const Case *one)
{
  WgPlan *plan = wg_plan_new ("试验", NULL);
  g_autoptr (GArray) claims = g_array_new (FALSE, TRUE, sizeof (WgClaim));
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  g_autoptr (GError) error = NULL;
  WgBuildOptions options = { 0.0, 0.0 };
  WgBuildResult *result = NULL;

  wg_plan_add_level (plan, "社区", NULL);
  wg_plan_add_level (plan, "网格", NULL);
  for (guint i = 0; i < one->lines->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (one->lines, i), "grid "))
      read_grid (plan, (const char *) g_ptr_array_index (one->lines, i) + 5, claims, shapes);
  result = wg_build ((const WgClaim *) (gpointer) claims->data, claims->len, &options, NULL, NULL,
                     &error);
  g_assert_no_error (error);
  wg_coverage_free (plan->coverage);
  plan->coverage = g_steal_pointer (&result->coverage);
  wg_build_result_free (result);
  g_assert_true (wg_plan_finish_loading (plan, &error));
  return plan;
}

static const char *
find_line (const Case *one, const char *word)
{
  for (guint i = 0; i < one->lines->len; i++)
    {
      const char *line = g_ptr_array_index (one->lines, i);

      if (g_str_has_prefix (line, word))
        return line + strlen (word);
    }
  return NULL;
}

static guint32
find (WgPlan *plan, const char *code)
{
  const WgGrid *grid = wg_plan_find_code (plan, code);

  g_assert_nonnull (grid);
  return grid->id;
}

/* "x y x y", or two numbers for both points; metres. */
static gboolean
run_move (Run *run, WgMoveKind kind, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words);
  WgPoint points[2], place;

  for (guint i = 0; i < 2; i++)
    points[i] = (WgPoint){ (gint32) lround (1e3 * g_ascii_strtod (words[(2 * i) % n], NULL)),
                           (gint32) lround (1e3 * g_ascii_strtod (words[(2 * i + 1) % n], NULL)) };
  return wg_command_move (run->history, kind, points, 1000, &place, error);
}

/* "TOLERANCE [CODE ...]", or a level's depth in place of the codes: "TOLERANCE @2". */
static gboolean
run_simplify (Run *run, const char *text, gboolean is_smooth, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  WgSimplify how = { g_ascii_strtod (words[0], NULL) * 1e3, is_smooth };
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgBorderChoice choice = { 0 };

  for (guint i = 1; words[i] != NULL; i++)
    if (words[i][0] == '@')
      choice.depth = (guint) g_ascii_strtoull (words[i] + 1, NULL, 10);
    else
      {
        guint32 id = find (run->plan, words[i]);

        g_array_append_val (grids, id);
        choice.grids = grids;
      }
  return wg_command_simplify (run->history, &choice, &how, NULL, NULL, NULL, error);
}

/* "x y x y ...": a stroke, metres. */
static gboolean
run_split (Run *run, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GArray) line = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  for (guint i = 0; words[i] != NULL && words[i + 1] != NULL; i += 2)
    {
      WgPoint point = { (gint32) lround (1e3 * g_ascii_strtod (words[i], NULL)),
                        (gint32) lround (1e3 * g_ascii_strtod (words[i + 1], NULL)) };

      g_array_append_val (line, point);
    }
  return wg_command_split (run->history, (const WgPoint *) (gpointer) line->data, line->len, NULL,
                           WG_KEEP_LARGEST, NULL, error);
}

/* What the case fixes before its command. */
static void
run_locks (const Case *one, Run *run)
{
  const char *lock = find_line (one, "lock "), *pin = find_line (one, "pin ");
  g_auto (GStrv) codes = g_strsplit (lock != NULL ? lock : "", " ", -1);
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; codes[i] != NULL; i++)
    {
      guint32 id = find (run->plan, codes[i]);

      g_array_append_val (grids, id);
    }
  if (lock != NULL)
    g_assert_true (wg_command_lock (run->history, grids, TRUE, NULL));
  if (pin != NULL)
    g_assert_true (wg_command_pin_level (run->history, (guint) g_ascii_strtoull (pin, NULL, 10),
                                         TRUE, NULL));
}

static gboolean
is_done (WgLandResult *result)
{
  gboolean is_good = result != NULL;

  wg_land_result_free (result);
  return is_good;
}

/* "SUBJECT LINESTRING(...)", where the subject is a code or -. */
static gboolean
run_redraw (Run *run, const Case *one, const char *text, WgLandFlags flags, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  g_autoptr (GArray) line = wg_test_line_from_wkt (words[1]);
  const char *variant = find_line (one, "variant ");
  WgRedraw redraw = { (const WgPoint *) (gconstpointer) line->data, line->len };
  g_autoptr (WgRedrawPreview) preview = NULL;
  g_autoptr (GBytes) before = wg_test_plan_rows (run->plan);
  g_autoptr (GBytes) after = NULL;
  gboolean is_good = FALSE;

  redraw.subject = strcmp (words[0], "-") == 0 ? 0 : find (run->plan, words[0]);
  redraw.variant = variant != NULL ? (guint) g_ascii_strtoull (variant, NULL, 10) : 0;
  redraw.flags = flags;
  preview = wg_plan_preview_redraw (run->plan, &redraw, NULL, NULL);
  after = wg_test_plan_rows (run->plan);
  g_assert_true (g_bytes_equal (before, after));
  is_good = is_done (wg_command_redraw (run->history, &redraw, NULL, error));
  g_assert_cmpint (is_good, ==, preview != NULL);
  return is_good;
}

/* "DEPTH CODE WKT"; a line "from CODE..." or "from all" says what may be taken, "keep CODE..." what not. */
static gboolean
run_draw (Run *run, const Case *one, const char *text, WgLandFlags flags, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 3);
  g_autoptr (WgShape) shape = wg_test_shape_from_wkt (words[2]);
  const char *takes = find_line (one, "takes "), *keeps = find_line (one, "keeps ");
  g_auto (GStrv) taken = g_strsplit (takes != NULL ? takes : "", " ", -1);
  g_auto (GStrv) kept = g_strsplit (keeps != NULL ? keeps : "", " ", -1);
  g_autoptr (GArray) from = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) keep = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgDraw draw = { shape, (guint) g_ascii_strtoull (words[0], NULL, 10), WG_GRID_ORDINARY };
  g_autoptr (WgDrawnGrid) preview = NULL, drawing = NULL;
  g_autoptr (GBytes) before = wg_test_plan_rows (run->plan);
  g_autoptr (GBytes) after = NULL;
  gboolean is_good = FALSE;

  g_assert_nonnull (shape);
  draw.code = words[1];
  draw.takes_all = g_strcmp0 (takes, "all") == 0;
  draw.from = from;
  draw.kept = keep;
  draw.flags = flags;
  for (guint i = 0; !draw.takes_all && taken[i] != NULL; i++)
    g_array_append_vals (from, (guint32[]){ find (run->plan, taken[i]) }, 1);
  for (guint i = 0; kept[i] != NULL; i++)
    g_array_append_vals (keep, (guint32[]){ find (run->plan, kept[i]) }, 1);
  is_good = wg_plan_preview_draw (run->plan, &draw, &preview, NULL);
  after = wg_test_plan_rows (run->plan);
  g_assert_true (g_bytes_equal (before, after));
  drawing = wg_command_draw (run->history, &draw, error);
  g_assert_cmpint (is_good, ==, drawing != NULL);
  if (is_good)
    g_assert_true (wg_grid_equal (preview->grid, drawing->grid));
  return is_good;
}

static gboolean
run_command (const Case *one, Run *run, GError **error)
{
  static const char *const moves[] = { "move ", "insert ", "delete ", "segment " };
  WgLandFlags flags = WG_LAND_NONE;
  const char *merge = find_line (one, "merge "), *assign = find_line (one, "assign ");

  for (guint i = 0; i < one->lines->len; i++)
    if (strcmp (g_ptr_array_index (one->lines, i), "retire") == 0)
      flags = WG_LAND_RETIRE;
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (find_line (one, moves[i]) != NULL)
      return run_move (run, (WgMoveKind) i, find_line (one, moves[i]), error);
  if (find_line (one, "split ") != NULL)
    return run_split (run, find_line (one, "split "), error);
  if (find_line (one, "simplify ") != NULL)
    return run_simplify (run, find_line (one, "simplify "), FALSE, error);
  if (find_line (one, "smooth ") != NULL)
    return run_simplify (run, find_line (one, "smooth "), TRUE, error);
  if (find_line (one, "redraw ") != NULL)
    return run_redraw (run, one, find_line (one, "redraw "), flags, error);
  if (find_line (one, "draw ") != NULL)
    return run_draw (run, one, find_line (one, "draw "), flags, error);
  if (merge != NULL)
    {
      g_auto (GStrv) codes = g_strsplit (merge, " ", -1);
      g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));

      for (guint i = 0; codes[i] != NULL; i++)
        {
          guint32 id = find (run->plan, codes[i]);
          g_array_append_val (grids, id);
        }
      if (find_line (one, "clusters ") != NULL)
        g_assert_cmpuint (wg_plan_count_clusters (run->plan, grids), ==,
                          (guint) g_ascii_strtoull (find_line (one, "clusters "), NULL, 10));
      return is_done (wg_command_merge (run->history, grids, g_array_index (grids, guint32, 0),
                                        flags, error));
    }
  {
    g_auto (GStrv) words = g_strsplit (assign, " ", 2);
    g_autoptr (WgShape) shape = wg_test_shape_from_wkt (words[1]);

    g_assert_nonnull (shape);
    return is_done (wg_command_assign (run->history, shape, find (run->plan, words[0]), flags,
                                       error));
  }
}

static void
check_locked (const Case *one, const GError *error)
{
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LOCKED);
  g_assert_cmpstr (wg_plan_error_get_grid_name (error), ==, find_line (one, "named "));
}

static void
check_error (const Case *one, const GError *error)
{
  const char *expected = find_line (one, "error ");
  WgPlanError code = WG_PLAN_ERROR_NOTHING;

  if (expected == NULL)
    {
      g_assert_no_error (error);
      return;
    }
  if (strcmp (expected, "LOCKED") == 0)
    {
      check_locked (one, error);
      return;
    }
  if (strcmp (expected, "LANDLESS") != 0
      && (find_line (one, "move ") != NULL || find_line (one, "insert ") != NULL
          || find_line (one, "delete ") != NULL || find_line (one, "segment ") != NULL))
    {
      int crossing = strcmp (expected, "CROSSING") == 0;
      int moved = crossing ? (int) WG_GEOMETRY_ERROR_CROSSING : (int) WG_GEOMETRY_ERROR_NOTHING;

      g_assert_error (error, WG_GEOMETRY_ERROR, moved);
      return;
    }
  if (find_line (one, "redraw ") != NULL && strcmp (expected, "NOTHING") == 0)
    {
      g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING);
      return;
    }
  if (strcmp (expected, "LANDLESS") == 0)
    code = WG_PLAN_ERROR_LANDLESS;
  else if (strcmp (expected, "LEVEL") == 0)
    code = WG_PLAN_ERROR_LEVEL;
  else if (strcmp (expected, "NOT_FREE") == 0)
    code = WG_PLAN_ERROR_NOT_FREE;
  else if (strcmp (expected, "CODE_TAKEN") == 0)
    code = WG_PLAN_ERROR_CODE_TAKEN;
  else
    g_assert_cmpstr (expected, ==, "NOTHING");
  g_assert_error (error, WG_PLAN_ERROR, (int) code);
}

static gboolean
has_lineage (const WgChange *change, guint32 from, guint32 to)
{
  for (guint i = 0; change != NULL && i < change->lineage->len; i++)
    if (g_array_index (change->lineage, WgLineage, i).from == from
        && g_array_index (change->lineage, WgLineage, i).to == to)
      return TRUE;
  return FALSE;
}

static double
total_area (const WgCoverage *coverage)
{
  double area_m2 = 0.0;

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_has_face (coverage, face))
      area_m2 += (double) wg_coverage_face_area2 (coverage, face) / 2e6;
  return area_m2;
}

static void
check_counts (const WgCoverage *coverage, char **words)
{
  g_assert_cmpuint (wg_coverage_n_nodes (coverage), ==, (guint) g_ascii_strtoull (words[1], NULL, 10));
  g_assert_cmpuint (wg_coverage_n_arcs (coverage), ==, (guint) g_ascii_strtoull (words[2], NULL, 10));
  g_assert_cmpuint (wg_coverage_n_faces (coverage), ==, (guint) g_ascii_strtoull (words[3], NULL, 10));
  g_assert_cmpuint ((guint) wg_coverage_n_points (coverage), ==,
                    (guint) g_ascii_strtoull (words[4], NULL, 10));
}

static void
check_line (Run *run, char **words)
{
  WgPlan *plan = run->plan;

  if (strcmp (words[0], "area") == 0)
    g_assert_cmpfloat_with_epsilon (area_of (plan, find (plan, words[1])),
                                    g_ascii_strtod (words[2], NULL), 0.05);
  else if (strcmp (words[0], "territory") == 0)
    g_assert_cmpfloat_with_epsilon (total_area (wg_plan_get_coverage (plan)),
                                    g_ascii_strtod (words[1], NULL), 0.05);
  else if (strcmp (words[0], "faces") == 0)
    g_assert_cmpuint (wg_plan_get_own_faces (plan, find (plan, words[1]))->len, ==,
                      (guint) g_ascii_strtoull (words[2], NULL, 10));
  else if (strcmp (words[0], "parent") == 0)
    g_assert_cmpuint (wg_plan_get_grid (plan, find (plan, words[1]))->parent, ==,
                      strcmp (words[2], "-") == 0 ? 0 : find (plan, words[2]));
  else if (strcmp (words[0], "from") == 0)
    g_assert_true (has_lineage (run->last, find (plan, words[1]), find (plan, words[2])));
  else if (strcmp (words[0], "counts") == 0)
    check_counts (wg_plan_get_coverage (plan), words);
  else if (strcmp (words[0], "retired") == 0)
    for (guint i = 1; words[i] != NULL; i++)
      {
        g_assert_true (wg_plan_get_grid (plan, find (plan, words[i]))->is_retired);
        g_assert_cmpuint (wg_plan_get_own_faces (plan, find (plan, words[i]))->len, ==, 0);
      }
}

static void
check_retired (const Case *one, WgPlan *plan)
{
  const char *text = find_line (one, "retired ");
  g_auto (GStrv) codes = g_strsplit (text != NULL ? text : "", " ", -1);

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    g_assert_cmpint (wg_plan_get_grid (plan, id)->is_retired, ==,
                     g_strv_contains ((const char *const *) codes,
                                      wg_plan_get_grid (plan, id)->code));
}

static void
changed_cb (WgPlan *plan, WgChange *change, gboolean backwards, Run *run)
{
  g_clear_pointer (&run->last, wg_change_free);
  run->last = wg_change_new (change->kind, change->detail);
  g_array_append_vals (run->last->lineage, change->lineage->data, change->lineage->len);
}

static void
check_steps (Run *run, GBytes *before)
{
  g_autoptr (GBytes) after = wg_test_plan_rows (run->plan);
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (GBytes) redone = NULL;

  g_assert_true (wg_history_undo (run->history, NULL));
  undone = wg_test_plan_rows (run->plan);
  g_assert_true (g_bytes_equal (before, undone));
  wg_test_plan_assert_valid (run->plan);
  g_assert_true (wg_history_redo (run->history, NULL));
  redone = wg_test_plan_rows (run->plan);
  g_assert_true (g_bytes_equal (after, redone));
  wg_test_plan_assert_valid (run->plan);
}

static void
run_case (gconstpointer data)
{
  const Case *one = data;
  Run run = { make_plan (one) };
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_good = FALSE;

  run.journal = wg_memory_journal_new (run.plan);
  run.history = wg_history_new (run.plan, WG_JOURNAL (run.journal));
  run_locks (one, &run);
  before = wg_test_plan_rows (run.plan);
  g_signal_connect (run.plan, "changed", G_CALLBACK (changed_cb), &run);
  is_good = run_command (one, &run, &error);
  check_error (one, error);
  wg_test_plan_assert_valid (run.plan);
  if (!is_good)
    {
      g_autoptr (GBytes) rows = wg_test_plan_rows (run.plan);
      g_assert_true (g_bytes_equal (before, rows));
    }
  else
    {
      for (guint i = 0; i < one->lines->len; i++)
        {
          g_auto (GStrv) words = g_strsplit (g_ptr_array_index (one->lines, i), " ", -1);
          check_line (&run, words);
        }
      check_retired (one, run.plan);
      check_steps (&run, before);
    }
  g_clear_pointer (&run.last, wg_change_free);
  g_assert_finalize_object (run.history);
  g_assert_finalize_object (run.journal);
  g_assert_finalize_object (run.plan);
}

static void
add_cases (const char *file)
{
  const char *folder = g_getenv ("WG_CASES_DIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "tests/cases", file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  char **lines = NULL;
  Case *one = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  g_ptr_array_add (all_texts, lines);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "case "))
      {
        g_autofree char *name = g_strdup_printf ("/land/%s/%s", file, lines[i] + 5);
        one = g_new0 (Case, 1);
        one->lines = g_ptr_array_new ();
        g_ptr_array_add (all_cases, one);
        g_test_add_data_func (name, one, run_case);
      }
    else if (one != NULL && lines[i][0] != '\0' && lines[i][0] != '#')
      g_ptr_array_add (one->lines, lines[i]);
}

int
main (int argc, char **argv)
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  all_texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  all_cases = g_ptr_array_new_with_free_func (free_case);
  add_cases ("land-merge-assign.txt");
  add_cases ("land-degenerate.txt");
  add_cases ("border-move.txt");
  add_cases ("border-simplify.txt");
  add_cases ("land-redraw.txt");
  add_cases ("land-locks.txt");
  add_cases ("land-draw.txt");
  result = g_test_run ();
  g_ptr_array_unref (all_cases);
  g_ptr_array_unref (all_texts);
  return result;
}
