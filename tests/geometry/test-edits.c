/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-edit.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "tests/support/wg-test-coverage.h"

#define SPAN 600000 /* mm; the coverages of these tests reach about as far */

/* The rows of @coverage, loaded into a new one: everything derived is made from nothing. */
static WgCoverage *
reload (const WgCoverage *coverage)
{
  WgCoverage *fresh = wg_coverage_new ();
  g_autoptr (GError) error = NULL;

  for (WgNodeId id = 1; id < wg_coverage_node_limit (coverage); id++)
    if (wg_coverage_has_node (coverage, id))
      wg_coverage_load_node (fresh, id, wg_coverage_node_point (coverage, id));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    if (wg_coverage_arc (coverage, id) != NULL)
      wg_coverage_load_arc (fresh, id, wg_coverage_arc (coverage, id));
  for (WgFaceId id = 1; id < wg_coverage_face_limit (coverage); id++)
    if (wg_coverage_has_face (coverage, id))
      wg_coverage_load_face (fresh, id, wg_coverage_owner (coverage, id));
  wg_coverage_finish (fresh, &error);
  g_assert_no_error (error);
  return fresh;
}

/* What was renewed in a neighbourhood is what a load from nothing gives. */
static void
check_derived (const WgCoverage *coverage)
{
  g_autoptr (WgCoverage) fresh = reload (coverage);
  WgEnvelope a = wg_coverage_envelope (coverage), b = wg_coverage_envelope (fresh);

  g_assert_cmpuint (wg_coverage_n_nodes (coverage), ==, wg_coverage_n_nodes (fresh));
  g_assert_cmpuint (wg_coverage_n_arcs (coverage), ==, wg_coverage_n_arcs (fresh));
  g_assert_cmpuint (wg_coverage_n_faces (coverage), ==, wg_coverage_n_faces (fresh));
  g_assert_cmpuint (wg_coverage_n_points (coverage), ==, wg_coverage_n_points (fresh));
  g_assert_cmpuint (wg_coverage_arc_limit (coverage), ==, wg_coverage_arc_limit (fresh));
  g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
  for (WgHalfEdge at = 2; at < wg_coverage_arc_limit (coverage) * 2; at++)
    if (wg_coverage_arc (coverage, at >> 1) != NULL)
      g_assert_cmpuint (wg_coverage_next (coverage, at), ==, wg_coverage_next (fresh, at));
  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_has_face (coverage, face))
      {
        g_autoptr (WgShape) one = wg_shape_new ();
        g_autoptr (WgShape) two = wg_shape_new ();
        wg_coverage_face_shape (coverage, face, one);
        wg_coverage_face_shape (fresh, face, two);
        g_assert_cmpmem (one->points->data, one->points->len * sizeof (WgPoint),
                         two->points->data, two->points->len * sizeof (WgPoint));
      }
}

static void
check_invariants (const WgCoverage *coverage)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));

  g_assert_true (wg_coverage_verify (coverage, problems, NULL, NULL, NULL));
  for (guint i = 0; i < problems->len; i++)
    {
      const WgProblem *problem = &g_array_index (problems, WgProblem, i);
      g_test_message ("problem %d at row %u, %u (%d %d)", problem->kind, problem->id,
                      problem->other, problem->place.x, problem->place.y);
    }
  g_assert_cmpuint (problems->len, ==, 0);
}

static GArray *
random_stroke (WgRandom *random)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  guint n = (guint) wg_random_int (random, 2, 12);
  gint64 step = wg_random_int (random, 0, 4) == 0 ? SPAN : SPAN / 6;
  WgPoint p = { (gint32) wg_random_int (random, -SPAN / 10, SPAN),
                (gint32) wg_random_int (random, -SPAN / 10, SPAN) };

  for (guint i = 0; i < n; i++)
    {
      g_array_append_val (points, p);
      p.x += (gint32) wg_random_int (random, -step, step);
      p.y += (gint32) wg_random_int (random, -step, step);
    }
  if (wg_random_int (random, 0, 4) == 0)
    {
      p = g_array_index (points, WgPoint, 0);
      g_array_append_val (points, p);
    }
  return points;
}

static WgFaceId
random_face (WgRandom *random, const WgCoverage *coverage)
{
  WgFaceId face = 0;

  do
    face = (WgFaceId) wg_random_int (random, 1, wg_coverage_face_limit (coverage));
  while (!wg_coverage_has_face (coverage, face));
  return face;
}

static WgCoverageChange *
split_at_random (WgRandom *random, WgCoverage *coverage)
{
  g_autoptr (GArray) stroke = random_stroke (random);
  g_autoptr (GPtrArray) cuts = NULL;
  g_autoptr (GError) error = NULL;
  WgCoverageChange *change = wg_coverage_split (coverage, (WgPoint *) (gpointer) stroke->data,
                                                stroke->len, NULL, NULL, &cuts, &error);

  if (change == NULL)
    {
      g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING);
      return NULL;
    }
  for (guint i = 0; i < cuts->len; i++)
    {
      const WgFaceCut *cut = g_ptr_array_index (cuts, i);

      g_assert_cmpuint (cut->pieces->len, >=, 2);
      g_assert_cmpuint (g_array_index (cut->pieces, WgFaceId, 0), ==, cut->whole);
      for (guint k = 1; k < cut->pieces->len; k++)
        g_assert_true (
          wg_coverage_face_area2 (coverage, g_array_index (cut->pieces, WgFaceId, k - 1))
          >= wg_coverage_face_area2 (coverage, g_array_index (cut->pieces, WgFaceId, k)));
    }
  return change;
}

/* Merges a face with one of its neighbours. */
static WgCoverageChange *
merge_at_random (WgRandom *random, WgCoverage *coverage)
{
  g_autoptr (GError) error = NULL;
  const WgArc *arc = NULL;
  WgCoverageChange *change = NULL;
  __int128 area2 = 0;
  WgFaceId keep = 0, gone = 0;

  do
    arc = wg_coverage_arc (coverage,
                           (WgArcId) wg_random_int (random, 1, wg_coverage_arc_limit (coverage)));
  while (arc == NULL || arc->left == WG_FACE_OUTSIDE || arc->right == WG_FACE_OUTSIDE);
  keep = arc->left;
  gone = arc->right;
  area2 = wg_coverage_face_area2 (coverage, keep) + wg_coverage_face_area2 (coverage, gone);
  change = wg_coverage_merge_faces (coverage, keep, gone, &error);
  g_assert_no_error (error);
  g_assert_false (wg_coverage_has_face (coverage, gone));
  g_assert_true (wg_coverage_face_area2 (coverage, keep) == area2);
  return change;
}

static WgCoverageChange *
own_at_random (WgRandom *random, WgCoverage *coverage)
{
  WgFaceId faces[4];
  guint32 owners[4];

  for (guint i = 0; i < 4; i++)
    {
      faces[i] = random_face (random, coverage);
      owners[i] = (guint32) wg_random_int (random, 0, 50);
    }
  return wg_coverage_set_owners (coverage, NULL, faces, owners, 4);
}

static void
assert_rows (const WgCoverage *coverage, GBytes *expected)
{
  g_autoptr (GBytes) rows = wg_test_coverage_rows (coverage);

  g_assert_true (g_bytes_equal (rows, expected));
  check_derived (coverage);
}

/* Splits, merges, owner changes, and steps back and forth between them; at the end everything
 * undone and done again, to the byte. */
static void
run_random_edits (guint64 seed, guint n_edits, guint side)
{
  WgRandom random = wg_random (seed);
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (side, side, seed);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                                  wg_coverage_change_free);
  g_autoptr (GBytes) start = wg_test_coverage_rows (coverage);
  g_autoptr (GBytes) end = NULL;
  guint n_splits = 0;

  for (guint i = 0; i < n_edits; i++)
    {
      gint64 what = wg_random_int (&random, 0, 10);
      gboolean is_full = wg_coverage_n_faces (coverage) > 1000;
      gboolean is_poor = wg_coverage_n_faces (coverage) < 8;
      WgCoverageChange *change = NULL;

      if ((what < 4 && !is_full) || is_poor)
        change = split_at_random (&random, coverage);
      else if (what < 7)
        change = merge_at_random (&random, coverage);
      else if (what < 8)
        change = own_at_random (&random, coverage);
      else if (changes->len > 0)
        {
          WgCoverageChange *last = g_ptr_array_index (changes, changes->len - 1);
          g_assert_true (wg_coverage_apply (coverage, last, TRUE, NULL));
          if (what == 8)
            g_assert_true (wg_coverage_apply (coverage, last, FALSE, NULL));
          else
            g_ptr_array_set_size (changes, (gint) changes->len - 1);
        }
      if (change != NULL)
        g_ptr_array_add (changes, change);
      n_splits += (what < 4 || is_poor) && change != NULL;
      check_invariants (coverage);
      if (i % 32 == 0)
        check_derived (coverage);
    }
  g_test_message ("%u splits, %u faces, %u arcs", n_splits, wg_coverage_n_faces (coverage),
                  wg_coverage_n_arcs (coverage));
  end = wg_test_coverage_rows (coverage);
  for (guint i = changes->len; i-- > 0;)
    g_assert_true (wg_coverage_apply (coverage, g_ptr_array_index (changes, i), TRUE, NULL));
  assert_rows (coverage, start);
  for (guint i = 0; i < changes->len; i++)
    g_assert_true (wg_coverage_apply (coverage, g_ptr_array_index (changes, i), FALSE, NULL));
  assert_rows (coverage, end);
}

static void
test_random_edits (void)
{
  for (guint64 seed = 1; seed <= 6; seed++)
    run_random_edits (seed, 500, (guint) seed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edits/random", test_random_edits);
  return g_test_run ();
}
