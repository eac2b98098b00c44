/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-build.h"
#include "app/geometry/wg-coverage-edit.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "tests/support/wg-test-wkt.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *kinds[] = { "GAP_CLOSED", "GAP_KEPT", "OVERLAP_CLOSED", "OVERLAP_RESOLVED",
                               "PARENT_FOLLOWS", "PARENT_SLIVER", "CLAIM_LOST", "CLAIM_CUT",
                               "SLOT_LEFT",
                               "RING_REPAIRED" };

typedef struct
{
  GArray *claims;    /* of WgClaim */
  GPtrArray *shapes;
  GArray *answers;   /* of WgOverlapAnswer */
  WgBuildOptions options;
  GPtrArray *expected; /* lines */
} Case;

static double
owned_m2 (const WgCoverage *coverage, guint32 owner)
{
  __int128 sum = 0;

  for (WgFaceId f = 1; f < wg_coverage_face_limit (coverage); f++)
    if (wg_coverage_has_face (coverage, f) && wg_coverage_owner (coverage, f) == owner)
      sum += wg_coverage_face_area2 (coverage, f);
  return (double) sum / 2e6;
}

static gboolean
is_near (double a, double b)
{
  return fabs (a - b) <= 0.005 + 1e-4 * fabs (b);
}

/** Takes the decision that an expected line tells of out of those left. */
static void
check_decision (GArray *left, char **words)
{
  for (guint i = 0; i < left->len; i++)
    {
      const WgDecision *d = &g_array_index (left, WgDecision, i);

      if (strcmp (kinds[d->kind], words[1]) == 0 && d->winner == (guint) atoi (words[2])
          && d->loser == (guint) atoi (words[3])
          && is_near (d->area_m2, g_ascii_strtod (words[4], NULL)))
        {
          g_array_remove_index (left, i);
          return;
        }
    }
  g_test_message ("no decision %s %s %s %s", words[1], words[2], words[3], words[4]);
  g_test_fail ();
}

static void
check_nesting (const WgBuildResult *result, char **words)
{
  for (guint i = 0; i < result->nestings->len; i++)
    {
      const WgNesting *n = &g_array_index (result->nestings, WgNesting, i);

      if (n->child == (guint) atoi (words[1]) && n->parent == (guint) atoi (words[2])
          && n->parent_depth == (guint) atoi (words[3])
          && is_near (n->area_m2, g_ascii_strtod (words[4], NULL)))
        return;
    }
  g_test_message ("no nesting %s %s %s %s", words[1], words[2], words[3], words[4]);
  g_test_fail ();
}

static void
check_count (const char *what, guint is, const char *wanted)
{
  if (is == (guint) atoi (wanted))
    return;
  g_test_message ("%u %s, not %s", is, what, wanted);
  g_test_fail ();
}

static void
check_expected (const Case *one, const WgBuildResult *result)
{
  g_autoptr (GArray) left = g_array_copy (result->decisions);

  for (guint i = 0; i < one->expected->len; i++)
    {
      g_auto (GStrv) words = g_strsplit (one->expected->pdata[i], " ", -1);

      if (strcmp (words[0], "owner") == 0)
        {
          double is = owned_m2 (result->coverage, atoi (words[1]));

          if (!is_near (is, g_ascii_strtod (words[2], NULL)))
            {
              g_test_message ("%s owns %.3f m2, not %s", words[1], is, words[2]);
              g_test_fail ();
            }
        }
      else if (strcmp (words[0], "decision") == 0)
        check_decision (left, words);
      else if (strcmp (words[0], "nesting") == 0)
        check_nesting (result, words);
      else if (strcmp (words[0], "faces") == 0)
        check_count ("faces", wg_coverage_n_faces (result->coverage), words[1]);
      else if (strcmp (words[0], "arcs") == 0)
        check_count ("arcs", wg_coverage_n_arcs (result->coverage), words[1]);
      else if (strcmp (words[0], "splits") == 0)
        check_count ("splits", result->n_splits, words[1]);
      else
        g_error ("what is '%s'?", words[0]);
    }
  for (guint i = 0; i < left->len; i++)
    {
      const WgDecision *d = &g_array_index (left, WgDecision, i);

      g_test_message ("decision not expected: %s %u %u %.3f m2, %.3f m at %d %d", kinds[d->kind], d->winner,
                      d->loser, d->area_m2, d->width_m, d->place.x, d->place.y);
      g_test_fail ();
    }
}

static void
free_case (gpointer data)
{
  Case *one = data;

  g_array_unref (one->claims);
  g_array_unref (one->answers);
  g_ptr_array_unref (one->shapes);
  g_ptr_array_unref (one->expected);
  g_free (one);
}

static void
run_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBuildResult) result = NULL;
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));

  result = wg_build ((const WgClaim *) one->claims->data, one->claims->len, &one->options, NULL,
                     NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result);
  check_expected (one, result);
  wg_coverage_verify (result->coverage, problems, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
read_claim (Case *one, const char *line)
{
  WgClaim claim = { 0 };
  char *end = NULL;
  WgShape *shape = NULL;

  claim.owner = g_ascii_strtoull (line, &end, 10);
  claim.depth = g_ascii_strtoull (end, &end, 10);
  claim.order = one->claims->len + 1;
  claim.is_settled = g_str_has_prefix (end + 1, "settled ");
  shape = wg_test_shape_from_wkt (end + 1 + (claim.is_settled ? 8 : 0));
  g_assert_nonnull (shape);
  claim.shape = shape;
  g_ptr_array_add (one->shapes, shape);
  g_array_append_val (one->claims, claim);
}

static void
read_answer (Case *one, const char *line)
{
  char *end = NULL;
  WgOverlapAnswer answer = { { 0, 0 }, 0 };

  answer.place.x = (gint32) lround (g_ascii_strtod (line, &end) * 1000.0);
  answer.place.y = (gint32) lround (g_ascii_strtod (end, &end) * 1000.0);
  answer.owner = g_ascii_strtoull (end, NULL, 10);
  g_array_append_val (one->answers, answer);
  one->options.answers = (const WgOverlapAnswer *) one->answers->data;
  one->options.n_answers = one->answers->len;
}

static Case *
add_case (const char *file, const char *name)
{
  g_autofree char *path = g_strdup_printf ("/geometry/build/%s/%s", file, name);
  Case *one = g_new0 (Case, 1);

  one->claims = g_array_new (FALSE, FALSE, sizeof (WgClaim));
  one->answers = g_array_new (FALSE, FALSE, sizeof (WgOverlapAnswer));
  one->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  one->expected = g_ptr_array_new_with_free_func (g_free);
  one->options = WG_BUILD_OPTIONS_DEFAULT;
  g_test_add_data_func_full (path, one, run_case, free_case);
  return one;
}

static void
add_cases (const char *name)
{
  g_autofree char *file = g_strdup_printf ("build-%s.txt", name);
  g_autofree char *path = g_build_filename (g_getenv ("WG_CASES_DIR"), file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  Case *one = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (line[0] == '\0' || line[0] == '#')
        continue;
      if (g_str_has_prefix (line, "case "))
        one = add_case (name, line + 5);
      else if (g_str_has_prefix (line, "claim "))
        read_claim (one, line + 6);
      else if (g_str_has_prefix (line, "within "))
        g_array_index (one->claims, WgClaim, one->claims->len - 1).within = atoi (line + 7);
      else if (g_str_has_prefix (line, "overlap "))
        one->options.overlap = atoi (line + 8);
      else if (g_str_has_prefix (line, "answer "))
        read_answer (one, line + 7);
      else if (g_str_has_prefix (line, "options "))
        sscanf (line + 8, "%lf %lf", &one->options.sliver_width_m, &one->options.snap_m);
      else
        g_ptr_array_add (one->expected, g_strdup (line));
    }
}

static void
test_range (void)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBuildResult) result = NULL;
  WgPoint far[] = { { 0, 0 }, { WG_COORDINATE_MAX + 1, 0 }, { 0, 1000 } };
  WgClaim claim = { 1, 1, 1, FALSE, shape };

  wg_shape_add_ring (shape, far, 3, 0, FALSE);
  result = wg_build (&claim, 1, NULL, NULL, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE);
}

static void
test_cancelled (void)
{
  g_autoptr (WgShape) shape = wg_test_shape_from_wkt ("POLYGON((0 0,1 0,1 1,0 0))");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBuildResult) result = NULL;
  WgClaim claim = { 1, 1, 1, FALSE, shape };

  g_cancellable_cancel (cancellable);
  result = wg_build (&claim, 1, NULL, NULL, cancellable, &error);
  g_assert_null (result);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBuildResult) result = wg_build (NULL, 0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpuint (wg_coverage_n_faces (result->coverage), ==, 0);
  g_assert_cmpuint (result->decisions->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/build/range", test_range);
  g_test_add_func ("/geometry/build/cancelled", test_cancelled);
  g_test_add_func ("/geometry/build/nothing", test_nothing);
  add_cases ("overlaps");
  add_cases ("rules");
  add_cases ("gaps");
  add_cases ("rings");
  add_cases ("noding");
  add_cases ("levels");
  return g_test_run ();
}
