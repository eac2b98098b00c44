/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The land rules against a second method: polygons of the faces, united and buffered by GEOS. */
#include "app/plan/wg-history.h"
#include "oracle-fixture.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

#include <math.h>

/** The diameter of the widest circle in a polygon, in metres, within 1 cm. (Buffers inwards of GEOS
 *  3.11 lose polygons that are wide enough.) */
static double
width_m (OracleFixture *f, const GEOSGeometry *polygon)
{
  GEOSGeometry *radius = GEOSMaximumInscribedCircle_r (f->geos, polygon, 5.0);
  double length = 0.0;

  g_assert_nonnull (radius);
  g_assert_cmpint (GEOSLength_r (f->geos, radius, &length), ==, 1);
  GEOSGeom_destroy_r (f->geos, radius);
  return 2.0 * length / 1000.0;
}

/* Parts, slivers and narrow parts of every grid. */
static void
compare_grids (OracleFixture *f, guint *n_parts, guint *n_narrow)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (f->plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (f->plan, id);
      GEOSGeometry *land = NULL;
      gboolean is_narrow = FALSE;
      int n = 0;

      if (grid == NULL || grid->is_retired)
        continue;
      land = oracle_land_of (f, id);
      n = GEOSGetNumGeometries_r (f->geos, land);
      if (GEOSisEmpty_r (f->geos, land))
        {
          g_assert_nonnull (oracle_find (f, "land.none", id));
          GEOSGeom_destroy_r (f->geos, land);
          continue;
        }
      g_assert_true ((oracle_find (f, "land.parts", id) != NULL) == (n > 1));
      if (n > 1)
        g_assert_cmpfloat (oracle_find (f, "land.parts", id)->value, ==, n);
      *n_parts += n > 1;
      for (int i = 0; i < n; i++)
        is_narrow = is_narrow || width_m (f, GEOSGetGeometryN_r (f->geos, land, i)) < 0.97 * 8.0;
      /* The width is told within 2 %: what is clearly narrow has to be found. */
      if (is_narrow)
        g_assert_true (oracle_find (f, "land.narrow", id) != NULL || oracle_find (f, "land.sliver", id) != NULL);
      *n_narrow += is_narrow;
      GEOSGeom_destroy_r (f->geos, land);
    }
}

/* What is found to be narrow has a part without room for a circle that is a little wider. */
static void
check_narrow_findings (OracleFixture *f)
{
  for (guint i = 0; i < f->findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (f->findings, WgFinding, i);
      GEOSGeometry *land = NULL;
      gboolean fits = FALSE;

      if (!g_str_equal (finding->code, "land.narrow") && !g_str_equal (finding->code, "land.sliver"))
        continue;
      land = oracle_land_of (f, finding->grid);
      for (int part = 0; part < GEOSGetNumGeometries_r (f->geos, land) && !fits; part++)
        fits = width_m (f, GEOSGetGeometryN_r (f->geos, land, part)) < 1.03 * finding->limit;
      g_assert_true (fits);
      GEOSGeom_destroy_r (f->geos, land);
    }
}

/* Holes of the union of all owned land are what belongs to nobody inside. */
static void
compare_gaps (OracleFixture *f, guint *n_gaps)
{
  const WgCoverage *coverage = wg_plan_get_coverage (f->plan);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  GEOSGeometry *owned = NULL;
  double holes = 0.0, found = 0.0;

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_has_face (coverage, face) && wg_coverage_owner (coverage, face) != 0)
      g_array_append_val (faces, face);
  owned = oracle_unite (f, faces);
  {
    int n = GEOSGetNumGeometries_r (f->geos, owned);
    GEOSGeometry **filled = g_new (GEOSGeometry *, n), *all = NULL, *hull = NULL;

    for (int i = 0; i < n; i++)
      filled[i] = GEOSGeom_createPolygon_r (
        f->geos,
        GEOSGeom_clone_r (f->geos,
                          GEOSGetExteriorRing_r (f->geos, GEOSGetGeometryN_r (f->geos, owned, i))),
        NULL, 0);
    all = GEOSGeom_createCollection_r (f->geos, GEOS_GEOMETRYCOLLECTION, filled, (guint) n);
    hull = GEOSUnaryUnion_r (f->geos, all);
    holes = oracle_area_m2 (f, hull) - oracle_area_m2 (f, owned);
    GEOSGeom_destroy_r (f->geos, hull);
    GEOSGeom_destroy_r (f->geos, all);
    g_free (filled);
  }
  GEOSGeom_destroy_r (f->geos, owned);
  for (guint i = 0; i < f->findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (f->findings, WgFinding, i);

      if (!g_str_equal (finding->code, "land.unowned") && !g_str_equal (finding->code, "land.hole"))
        continue;
      found += finding->area_m2;
      (*n_gaps)++;
    }
  g_assert_cmpfloat (fabs (holes - found), <, 1e-3);
}

/* An island fills a hole of the one grid around it. */
static void
compare_islands (OracleFixture *f, guint *n_islands)
{
  for (guint i = 0; i < f->findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (f->findings, WgFinding, i);
      GEOSGeometry *island = NULL, *around = NULL, *both = NULL;
      double before = 0.0, shared = 0.0, rim = 0.0;

      if (!g_str_equal (finding->code, "land.island"))
        continue;
      island = oracle_land_of (f, finding->grid);
      around = oracle_land_of (f, finding->other);
      both = GEOSIntersection_r (f->geos, island, around);
      GEOSLength_r (f->geos, both, &shared);
      GEOSLength_r (f->geos, island, &rim);
      before = fabs (shared - rim);
      g_assert_cmpfloat (before, <, 1.0);
      (*n_islands)++;
      GEOSGeom_destroy_r (f->geos, both);
      GEOSGeom_destroy_r (f->geos, around);
      GEOSGeom_destroy_r (f->geos, island);
    }
}

static gboolean
is_outer (const WgArc *arc)
{
  return arc->left == WG_FACE_OUTSIDE || arc->right == WG_FACE_OUTSIDE;
}

/** Does a face have no line and no node at the rim? */
static gboolean
is_inside (const WgCoverage *coverage, WgFaceId face)
{
  g_autoptr (GHashTable) rim = g_hash_table_new (NULL, NULL);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL && is_outer (arc))
        {
          g_hash_table_add (rim, GUINT_TO_POINTER (arc->start));
          g_hash_table_add (rim, GUINT_TO_POINTER (arc->end));
        }
    }
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL && (arc->left == face || arc->right == face)
          && (is_outer (arc) || g_hash_table_contains (rim, GUINT_TO_POINTER (arc->start))
              || g_hash_table_contains (rim, GUINT_TO_POINTER (arc->end))))
        return FALSE;
    }
  return TRUE;
}

/** Takes the owner from some faces that do not lie at the rim. */
static void
make_gaps (WgPlan *plan, WgRandom *random)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint32 nobody = 0;

  for (guint i = 0; i < 6; i++)
    {
      WgFaceId face = (WgFaceId) wg_random_int (random, 1, wg_coverage_face_limit (coverage));

      if (wg_coverage_has_face (coverage, face) && is_inside (coverage, face))
        wg_coverage_change_free (wg_coverage_set_owners (coverage, NULL, &face, &nobody, 1));
    }
}

static void
test_oracle (void)
{
  guint n_parts = 0, n_narrow = 0, n_gaps = 0, n_islands = 0;

  for (guint64 seed = 1; seed <= 6; seed++)
    {
      OracleFixture f = { .plan = wg_test_plan_grid (8, 8, seed), .geos = wg_geos_context () };
      WgMemoryJournal *journal = wg_memory_journal_new (f.plan);
      WgHistory *history = NULL;
      WgRandom random = wg_random (seed);
      g_autoptr (WgPlan) snapshot = NULL;

      g_assert_true (wg_plan_finish_loading (f.plan, NULL));
      history = wg_history_new (f.plan, WG_JOURNAL (journal));
      oracle_make_untidy (history, &random);
      make_gaps (f.plan, &random);
      g_assert_true (wg_plan_finish_loading (f.plan, NULL));
      f.findings = wg_check_run (f.plan, NULL, NULL, NULL, NULL, NULL);
      g_assert_nonnull (f.findings);
      compare_grids (&f, &n_parts, &n_narrow);
      check_narrow_findings (&f);
      compare_gaps (&f, &n_gaps);
      compare_islands (&f, &n_islands);
      g_array_unref (f.findings);
      g_object_unref (history);
      g_object_unref (journal);
      g_object_unref (f.plan);
    }
  g_test_message ("%u grids in parts, %u narrow, %u gaps, %u islands", n_parts, n_narrow, n_gaps, n_islands);
  g_assert_cmpuint (n_parts, >, 5);
  g_assert_cmpuint (n_narrow, >, 5);
  g_assert_cmpuint (n_gaps, >, 5);
  g_assert_cmpuint (n_islands, >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/oracle", test_oracle);
  return g_test_run ();
}
