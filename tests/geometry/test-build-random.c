/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Properties of wg_build() on generated claims, with GEOS as the independent judge of areas. */
#include "app/geometry/wg-build.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/geometry/wg-geos.h"
#include "app/base/wg-random.h"
#include "tests/support/wg-test-claims.h"
#include "tests/support/wg-test-coverage.h"

#include <math.h>

#define N_SEEDS 12
#define FIRST_TOWN 1000001 /* as wg_test_claims_new() numbers them */

static WgBuildResult *
build (const WgTestClaims *claims, double snap_m)
{
  g_autoptr (GError) error = NULL;
  WgBuildOptions options = { 2.0, snap_m };
  WgBuildResult *result = wg_build ((const WgClaim *) claims->claims->data, claims->claims->len,
                                    &options, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

static void
assert_verified (const WgCoverage *coverage)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
  g_autoptr (GError) error = NULL;

  wg_coverage_verify (coverage, problems, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < MIN (problems->len, 10); i++)
    {
      const WgProblem *p = &g_array_index (problems, WgProblem, i);
      g_test_message ("problem %d of %u and %u at %d %d", p->kind, p->id, p->other, p->place.x,
                      p->place.y);
    }
  g_assert_cmpuint (problems->len, ==, 0);
}

/** Two faces of one owner never share an arc; no node of degree two but on a ring. */
static void
assert_maximal (const WgCoverage *coverage)
{
  g_autofree guint *degree = g_new0 (guint, wg_coverage_node_limit (coverage) + 1);
  g_autofree gboolean *has_ring = g_new0 (gboolean, wg_coverage_node_limit (coverage) + 1);

  for (WgArcId i = 1; i < wg_coverage_arc_limit (coverage); i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, i);

      degree[arc->start]++;
      degree[arc->end]++;
      has_ring[arc->start] |= arc->start == arc->end;
      if (arc->left != 0 && arc->right != 0)
        g_assert_cmpuint (wg_coverage_owner (coverage, arc->left), !=,
                          wg_coverage_owner (coverage, arc->right));
    }
  for (WgNodeId i = 1; i < wg_coverage_node_limit (coverage); i++)
    g_assert_true (degree[i] > 2 || has_ring[i]);
}

/**
 * Of the decisions between the deepest claims, as towns lose and win among themselves; and of
 * slivers that go from towns to grids.
 */
static double
sum_decisions (const WgBuildResult *result, WgDecisionKind kind)
{
  double sum = 0.0;

  for (guint i = 0; i < result->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (result->decisions, WgDecision, i);

      if (decision->kind == kind && decision->winner < FIRST_TOWN
          && (decision->loser < FIRST_TOWN) == (kind != WG_DECISION_PARENT_SLIVER))
        sum += decision->area_m2;
    }
  return sum;
}

/** claimed - overlaps + gaps closed + land of parents = covered. */
static void
assert_conserved (const WgBuildResult *result)
{
  double faces = 0.0, parents = 0.0, expected = 0.0;

  for (WgFaceId f = 1; f < wg_coverage_face_limit (result->coverage); f++)
    {
      guint32 owner = wg_coverage_owner (result->coverage, f);
      double area = (double) wg_coverage_face_area2 (result->coverage, f) / 2e6;

      if (owner == 0)
        continue;
      faces += area;
      if (owner >= FIRST_TOWN)
        parents += area;
    }
  expected = result->claimed_m2 - sum_decisions (result, WG_DECISION_OVERLAP_CLOSED)
             - sum_decisions (result, WG_DECISION_OVERLAP_RESOLVED)
             + sum_decisions (result, WG_DECISION_GAP_CLOSED)
             + sum_decisions (result, WG_DECISION_PARENT_SLIVER) + parents;
  g_assert_cmpfloat (fabs (faces - result->covered_m2), <=, 1e-9 * faces);
  g_assert_cmpfloat (fabs (expected - result->covered_m2), <=, 1e-6 * faces);
}

static void
assert_same (const WgBuildResult *a, const WgBuildResult *b)
{
  g_autoptr (GBytes) rows_a = wg_test_coverage_rows (a->coverage);
  g_autoptr (GBytes) rows_b = wg_test_coverage_rows (b->coverage);

  g_assert_true (g_bytes_equal (rows_a, rows_b));
  g_assert_cmpmem (a->decisions->data, a->decisions->len * sizeof (WgDecision),
                   b->decisions->data, b->decisions->len * sizeof (WgDecision));
  g_assert_cmpmem (a->nestings->data, a->nestings->len * sizeof (WgNesting), b->nestings->data,
                   b->nestings->len * sizeof (WgNesting));
}

static void
check (const WgTestClaimsOptions *options, double snap_m)
{
  g_autoptr (WgTestClaims) claims = wg_test_claims_new (options);
  g_autoptr (WgBuildResult) result = build (claims, snap_m);
  g_autoptr (WgBuildResult) again = NULL;

  assert_verified (result->coverage);
  assert_maximal (result->coverage);
  assert_conserved (result);
  wg_test_claims_shuffle (claims, options->seed + 7);
  again = build (claims, snap_m);
  assert_same (result, again);
}

static void
test_clean (void)
{
  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      WgTestClaimsOptions options = { 9, 8, 11, seed % 2 == 0 ? 3 : 0, FALSE, 0.0, seed };
      g_autoptr (WgTestClaims) claims = wg_test_claims_new (&options);
      g_autoptr (WgBuildResult) result = build (claims, 0.01);
      guint n_grids = 0;

      for (guint i = 0; i < claims->claims->len; i++)
        {
          const WgClaim *claim = &g_array_index (claims->claims, WgClaim, i);
          n_grids += claim->owner < FIRST_TOWN;
        }
      g_assert_cmpuint (wg_coverage_n_faces (result->coverage), ==, n_grids);
      g_assert_cmpuint (result->decisions->len, ==, 0);
      g_assert_cmpuint (result->n_splits, ==, 0);
      check (&options, 0.01);
    }
}

/** Every face of a clean coverage is the claim as it came: the same vertices, none moved. */
static void
test_clean_is_untouched (void)
{
  WgTestClaimsOptions options = { 12, 12, 15, 4, FALSE, 0.0, 99 };
  g_autoptr (WgTestClaims) claims = wg_test_claims_new (&options);
  g_autoptr (WgBuildResult) result = build (claims, 0.01);
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autofree guint64 *sums = g_new0 (guint64, 1000000);

  for (guint i = 0; i < claims->claims->len; i++)
    {
      const WgClaim *claim = &g_array_index (claims->claims, WgClaim, i);

      for (guint j = 0; claim->depth == 2 && j < claim->shape->points->len; j++)
        sums[claim->owner] += (guint32) WG_SHAPE_POINT (claim->shape, j).x * 2654435761u
                              + (guint32) WG_SHAPE_POINT (claim->shape, j).y;
    }
  for (WgFaceId f = 1; f < wg_coverage_face_limit (result->coverage); f++)
    {
      guint32 owner = wg_coverage_owner (result->coverage, f);

      wg_coverage_face_shape (result->coverage, f, shape);
      for (guint j = 0; j < shape->points->len; j++)
        sums[owner] -= (guint32) WG_SHAPE_POINT (shape, j).x * 2654435761u
                       + (guint32) WG_SHAPE_POINT (shape, j).y;
      g_assert_cmpuint (sums[owner], ==, 0);
    }
}

static void
test_mixed (void)
{
  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      WgTestClaimsOptions options = { 12, 12, 7, seed % 3 == 0 ? 4 : 0, TRUE, 0.0, seed + 100 };
      check (&options, 0.01);
    }
}

static void
test_jittered (void)
{
  static const double jitters[] = { 0.001, 0.003, 0.02, 0.1, 0.5, 1.5 };

  for (guint seed = 0; seed < N_SEEDS; seed++)
    {
      WgTestClaimsOptions options = { 8, 8, 9, seed % 2 == 0 ? 3 : 0, FALSE,
                                      jitters[seed % G_N_ELEMENTS (jitters)], seed + 200 };
      check (&options, seed % 4 == 3 ? 0.15 : 0.01);
      options.is_mixed = TRUE;
      check (&options, 0.01);
    }
}

/** Polygons of random points within @size of the origin, on two levels, some of them settled. */
static WgTestClaims *
random_claims (WgRandom *random, guint n_claims, gint64 size)
{
  WgTestClaims *claims = g_new0 (WgTestClaims, 1);

  claims->claims = g_array_new (FALSE, FALSE, sizeof (WgClaim));
  claims->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  for (guint i = 0; i < n_claims; i++)
    {
      WgShape *shape = wg_shape_new ();
      WgClaim claim = { i + 1, 1 + i % 2, i + 1, i % 5 == 4, shape };
      WgPoint points[8];
      guint n = wg_random_int (random, 3, 9);

      for (guint j = 0; j < n; j++)
        points[j] = (WgPoint){ wg_random_int (random, -size, size + 1),
                               wg_random_int (random, -size, size + 1) };
      wg_shape_add_ring (shape, points, n, 0, FALSE);
      g_ptr_array_add (claims->shapes, shape);
      g_array_append_val (claims->claims, claim);
    }
  return claims;
}

static void
check_random (guint64 seed, guint n_claims, gint64 most)
{
  WgRandom random = wg_random (seed);
  g_autoptr (WgTestClaims) claims = random_claims (&random, n_claims, most);
  g_autoptr (WgBuildResult) result = build (claims, 0.0);
  g_autoptr (WgBuildResult) again = NULL;

  assert_verified (result->coverage);
  assert_maximal (result->coverage);
  wg_test_claims_shuffle (claims, seed);
  again = build (claims, 0.0);
  assert_same (result, again);
}

/** Scattered small polygons on a few whole millimetres: every degenerate case at once. */
static void
test_tiny (void)
{
  for (guint seed = 0; seed < 300; seed++)
    check_random (seed + 300, 12, 2 + seed % 13);
}

/** Long segments that cross at all angles, up to the greatest coordinates there are. */
static void
test_long (void)
{
  static const gint64 sizes[] = { 300, 1000, 30000, 5000000, WG_COORDINATE_MAX };

  for (guint seed = 0; seed < 40; seed++)
    check_random (seed + 700, 10 + seed % 20, sizes[seed % G_N_ELEMENTS (sizes)]);
}

static GEOSGeometry *
collect (const WgTestClaims *claims)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  g_autofree GEOSGeometry **parts = g_new (GEOSGeometry *, claims->claims->len);

  for (guint i = 0; i < claims->claims->len; i++)
    parts[i] = wg_geos_from_shape (g_array_index (claims->claims, WgClaim, i).shape);
  return GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, parts, claims->claims->len);
}

static double
area_m2 (const GEOSGeometry *geometry)
{
  double area = 0.0;

  g_assert_true (GEOSArea_r (wg_geos_context (), geometry, &area) == 1);
  return area / 1e6;
}

/** The holes of a union: what lies within and is nobody's. */
static double
hole_area_m2 (const GEOSGeometry *geometry)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  double sum = 0.0;

  for (int i = 0; i < GEOSGetNumGeometries_r (geos, geometry); i++)
    {
      const GEOSGeometry *polygon = GEOSGetGeometryN_r (geos, geometry, i);

      for (int j = 0; j < GEOSGetNumInteriorRings_r (geos, polygon); j++)
        {
          const GEOSGeometry *ring = GEOSGetInteriorRingN_r (geos, polygon, j);
          GEOSGeometry *hole = GEOSGeom_createPolygon_r (geos, GEOSGeom_clone_r (geos, ring), NULL,
                                                         0);
          sum += area_m2 (hole);
          GEOSGeom_destroy_r (geos, hole);
        }
    }
  return sum;
}

/** Union, gaps and overlaps by GEOS agree with what the kernel decided. */
static void
test_geos_agrees (void)
{
  GEOSContextHandle_t geos = wg_geos_context ();

  for (guint seed = 0; seed < 6; seed++)
    {
      WgTestClaimsOptions options = { 8, 8, 9, 0, FALSE, seed < 3 ? 0.3 : 0.05, seed + 400 };
      g_autoptr (WgTestClaims) claims = wg_test_claims_new (&options);
      g_autoptr (WgBuildResult) result = build (claims, 0.0);
      GEOSGeometry *all = collect (claims);
      GEOSGeometry *whole = GEOSUnaryUnion_r (geos, all);
      double sum = area_m2 (all), united = area_m2 (whole), gaps = hole_area_m2 (whole);
      double closed = sum_decisions (result, WG_DECISION_GAP_CLOSED);
      double kept = sum_decisions (result, WG_DECISION_GAP_KEPT);
      double overlaps = sum_decisions (result, WG_DECISION_OVERLAP_CLOSED)
                        + sum_decisions (result, WG_DECISION_OVERLAP_RESOLVED);

      g_assert_cmpfloat (gaps, >, 1.0);
      /* A gap that opens to the outside by less than a millimetre is closed on whole ones. */
      g_assert_cmpfloat (fabs (closed + kept - gaps), <, 1e-2 * gaps);
      g_assert_cmpfloat (fabs (overlaps - (sum - united)), <, 1e-3 * overlaps);
      g_assert_cmpfloat (fabs (result->claimed_m2 - sum), <, 1e-6 * sum);
      g_assert_cmpfloat (fabs (result->covered_m2 - (united + closed)), <, 1e-6 * united);
      GEOSGeom_destroy_r (geos, whole);
      GEOSGeom_destroy_r (geos, all);
    }
}

static void
test_geos_shapes (void)
{
  WgTestClaimsOptions options = { 40, 40, 5, 0, FALSE, 0.0, 5 };
  g_autoptr (WgTestClaims) claims = wg_test_claims_new (&options);
  g_autoptr (WgShape) back = wg_shape_new ();
  WgPoint bow_tie[] = { { 0, 0 }, { 1000, 1000 }, { 1000, 0 }, { 0, 1000 } };
  WgPoint place = { 0, 0 };

  for (guint i = 0; i < claims->shapes->len; i++)
    {
      const WgShape *shape = claims->shapes->pdata[i];
      GEOSGeometry *geometry = wg_geos_from_shape (shape);

      g_assert_true (wg_geos_is_valid (shape, NULL, NULL));
      g_assert_true (wg_geos_to_shape (geometry, back));
      g_assert_cmpmem (shape->points->data, shape->rings->len == 1 ? shape->points->len * 8 : 0,
                       back->points->data, shape->rings->len == 1 ? back->points->len * 8 : 0);
      g_assert_cmpfloat_with_epsilon (wg_shape_area_m2 (shape), wg_shape_area_m2 (back), 1e-9);
      g_assert_true (wg_geos_interior_point (shape, &place));
      g_assert_true (wg_shape_contains (shape, place));
      GEOSGeom_destroy_r (wg_geos_context (), geometry);
    }
  wg_shape_clear (back);
  wg_shape_add_ring (back, bow_tie, 4, 0, FALSE);
  g_assert_false (wg_geos_is_valid (back, &place, NULL));
  g_assert_cmpint (place.x, ==, 500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/build-random/clean", test_clean);
  g_test_add_func ("/geometry/build-random/clean-is-untouched", test_clean_is_untouched);
  g_test_add_func ("/geometry/build-random/mixed", test_mixed);
  g_test_add_func ("/geometry/build-random/jittered", test_jittered);
  g_test_add_func ("/geometry/build-random/tiny", test_tiny);
  g_test_add_func ("/geometry/build-random/long", test_long);
  g_test_add_func ("/geometry/build-random/geos-agrees", test_geos_agrees);
  g_test_add_func ("/geometry/build-random/geos-shapes", test_geos_shapes);
  return g_test_run ();
}
