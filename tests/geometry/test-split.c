/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the cases of tests/cases/split-*.txt; the format is told in split-simple.txt. */
#include "app/geometry/wg-build.h"
#include "app/geometry/wg-coverage-edit.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "tests/support/wg-test-coverage.h"
#include "tests/support/wg-test-wkt.h"

#include <math.h>
#include <string.h>

typedef struct
{
  GPtrArray *lines; /* of char *, borrowed: the lines of the case */
} Case;

static GPtrArray *all_texts; /* of GStrv */
static GPtrArray *all_cases; /* of Case */

static void
free_case (gpointer data)
{
  g_ptr_array_unref (((Case *) data)->lines);
  g_free (data);
}

typedef struct
{
  WgCoverage *coverage;
  GArray *stroke;
  GArray *only; /* of guint32; empty: every face */
} Setup;

static double
read_number (const char **at)
{
  char *end = NULL;
  double number = g_ascii_strtod (*at, &end);

  g_assert_true (end != *at);
  *at = end;
  return number;
}

static gboolean
has_more (const char **at)
{
  while (**at == ' ' || **at == ',' || **at == '(')
    (*at)++;
  return **at != '\0' && **at != ')';
}

static void
read_stroke (const char *text, GArray *points)
{
  g_assert_true (g_str_has_prefix (text, "LINESTRING("));
  text += strlen ("LINESTRING");
  while (has_more (&text))
    {
      double x = read_number (&text), y = read_number (&text);
      WgPoint p = { (gint32) lround (x * 1000.0), (gint32) lround (y * 1000.0) };
      g_array_append_val (points, p);
    }
}

static void
make_setup (const Case *one, Setup *setup)
{
  g_autoptr (GArray) claims = g_array_new (FALSE, TRUE, sizeof (WgClaim));
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  g_autoptr (GError) error = NULL;
  WgBuildOptions options = { 0.0, 0.0 };
  WgBuildResult *result = NULL;

  setup->stroke = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  setup->only = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < one->lines->len; i++)
    {
      const char *line = g_ptr_array_index (one->lines, i);

      if (g_str_has_prefix (line, "face "))
        {
          const char *at = line + 5;
          WgClaim claim = { (guint32) read_number (&at), 1, i, TRUE };
          while (*at == ' ')
            at++;
          g_ptr_array_add (shapes, wg_test_shape_from_wkt (at));
          claim.shape = g_ptr_array_index (shapes, shapes->len - 1);
          g_assert_nonnull (claim.shape);
          g_array_append_val (claims, claim);
        }
      else if (g_str_has_prefix (line, "line "))
        read_stroke (line + 5, setup->stroke);
      else if (g_str_has_prefix (line, "only "))
        for (const char *at = line + 5; has_more (&at);)
          {
            guint32 owner = (guint32) read_number (&at);
            g_array_append_val (setup->only, owner);
          }
    }
  result = wg_build ((const WgClaim *) (gpointer) claims->data, claims->len, &options, NULL, NULL,
                     &error);
  g_assert_no_error (error);
  setup->coverage = g_steal_pointer (&result->coverage);
  wg_build_result_free (result);
}

static void
clear_setup (Setup *setup)
{
  wg_coverage_free (setup->coverage);
  g_array_unref (setup->stroke);
  g_array_unref (setup->only);
}

static gboolean
may_cut (WgFaceId face, guint32 owner, gpointer user_data)
{
  const GArray *only = user_data;

  g_assert_cmpuint (face, !=, WG_FACE_OUTSIDE);
  for (guint i = 0; i < only->len; i++)
    if (g_array_index (only, guint32, i) == owner)
      return TRUE;
  return only->len == 0;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first < second) - (first > second);
}

static GArray *
areas_of (const WgCoverage *coverage, guint32 owner)
{
  GArray *areas = g_array_new (FALSE, FALSE, sizeof (double));

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_has_face (coverage, face) && wg_coverage_owner (coverage, face) == owner)
      {
        double area = (double) wg_coverage_face_area2 (coverage, face) / 2e6;
        g_array_append_val (areas, area);
      }
  g_array_sort (areas, compare_doubles);
  return areas;
}

static void
check_pieces (const WgCoverage *coverage, const char *text, GArray *named)
{
  guint32 owner = (guint32) read_number (&text);
  g_autoptr (GArray) areas = areas_of (coverage, owner);
  guint n = 0;

  g_array_append_val (named, owner);
  for (; has_more (&text); n++)
    {
      double area = read_number (&text);
      g_assert_cmpuint (n, <, areas->len);
      g_assert_cmpfloat_with_epsilon (g_array_index (areas, double, n), area, 0.05);
    }
  g_assert_cmpuint (n, ==, areas->len);
}

/* The piece at the point is the one that has the id the face had. */
static void
check_largest (const WgCoverage *coverage, const WgCoverage *before, const char *text)
{
  guint32 owner = (guint32) read_number (&text);
  double x = read_number (&text), y = read_number (&text);
  WgPoint p = { (gint32) lround (x * 1000.0), (gint32) lround (y * 1000.0) };
  WgFaceId face = wg_coverage_face_at (coverage, p);

  g_assert_cmpuint (wg_coverage_owner (coverage, face), ==, owner);
  g_assert_cmpuint (face, ==, wg_coverage_face_at (before, p));
}

static void
check_counts (const WgCoverage *coverage, const char *text)
{
  g_assert_cmpuint (wg_coverage_n_nodes (coverage), ==, (guint) read_number (&text));
  g_assert_cmpuint (wg_coverage_n_arcs (coverage), ==, (guint) read_number (&text));
  g_assert_cmpuint (wg_coverage_n_faces (coverage), ==, (guint) read_number (&text));
  g_assert_cmpuint (wg_coverage_n_points (coverage), ==, (guint) read_number (&text));
}

static void
check_unnamed (const WgCoverage *coverage, const WgCoverage *before, const GArray *named)
{
  for (WgFaceId face = 1; face < wg_coverage_face_limit (before); face++)
    {
      guint32 owner = wg_coverage_owner (before, face);
      gboolean is_named = FALSE;

      for (guint i = 0; i < named->len; i++)
        is_named |= g_array_index (named, guint32, i) == owner;
      if (!wg_coverage_has_face (before, face) || is_named)
        continue;
      g_assert_true (wg_coverage_face_area2 (coverage, face)
                     == wg_coverage_face_area2 (before, face));
    }
}

static void
check_steps (WgCoverage *coverage, const WgCoverageChange *change, GBytes *rows_before)
{
  g_autoptr (GBytes) rows_after = wg_test_coverage_rows (coverage);
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (GBytes) redone = NULL;
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));

  g_assert_true (wg_coverage_verify (coverage, problems, NULL, NULL, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (wg_coverage_apply (coverage, change, TRUE, NULL));
  undone = wg_test_coverage_rows (coverage);
  g_assert_true (g_bytes_equal (undone, rows_before));
  g_assert_true (wg_coverage_apply (coverage, change, FALSE, NULL));
  redone = wg_test_coverage_rows (coverage);
  g_assert_true (g_bytes_equal (redone, rows_after));
}

static void
check_error (const Case *one, const GError *error)
{
  static const char *const names[] = { "NOTHING", "RANGE", "CONFLICT", "CORRUPT", "INVALID" };
  const char *expected = NULL;

  for (guint i = 0; i < one->lines->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (one->lines, i), "error "))
      expected = (const char *) g_ptr_array_index (one->lines, i) + 6;
  g_assert_cmpstr (error != NULL ? names[error->code] : NULL, ==, expected);
}

static void
check_result (const Case *one, const WgCoverage *coverage, const WgCoverage *before)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < one->lines->len; i++)
    {
      const char *line = g_ptr_array_index (one->lines, i);

      if (g_str_has_prefix (line, "pieces "))
        check_pieces (coverage, line + 7, named);
      else if (g_str_has_prefix (line, "largest "))
        check_largest (coverage, before, line + 8);
      else if (g_str_has_prefix (line, "counts "))
        check_counts (coverage, line + 7);
    }
  check_unnamed (coverage, before, named);
}

static void
run_case (gconstpointer data)
{
  const Case *one = data;
  Setup setup = { NULL };
  g_autoptr (WgCoverage) before = NULL;
  g_autoptr (GBytes) rows_before = NULL;
  g_autoptr (GPtrArray) cuts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCoverageChange) change = NULL;

  make_setup (one, &setup);
  before = wg_coverage_copy (setup.coverage);
  rows_before = wg_test_coverage_rows (before);
  change = wg_coverage_split (setup.coverage, (const WgPoint *) (gpointer) setup.stroke->data,
                              setup.stroke->len, may_cut, setup.only, &cuts, &error);
  check_error (one, error);
  check_result (one, setup.coverage, before);
  if (change != NULL)
    {
      check_steps (setup.coverage, change, rows_before);
    }
  else
    {
      g_autoptr (GBytes) rows = wg_test_coverage_rows (setup.coverage);
      g_assert_true (g_bytes_equal (rows, rows_before));
    }
  clear_setup (&setup);
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
        g_autofree char *name = g_strdup_printf ("/split/%s/%s", file, lines[i] + 5);
        one = g_new0 (Case, 1);
        one->lines = g_ptr_array_new ();
        g_ptr_array_add (all_cases, one);
        g_test_add_data_func (name, one, run_case);
      }
    else if (one != NULL && lines[i][0] != '\0' && lines[i][0] != '#')
      g_ptr_array_add (one->lines, lines[i]);
}

static void
test_too_few_points (void)
{
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (2, 2, 1);
  g_autoptr (GError) error = NULL;
  WgPoint point = { 0, 0 };

  g_assert_null (wg_coverage_split (coverage, &point, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  all_texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  all_cases = g_ptr_array_new_with_free_func (free_case);
  add_cases ("split-simple.txt");
  add_cases ("split-degenerate.txt");
  add_cases ("split-holes.txt");
  g_test_add_func ("/split/too-few-points", test_too_few_points);
  result = g_test_run ();
  g_ptr_array_unref (all_cases);
  g_ptr_array_unref (all_texts);
  return result;
}
