/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules about buildings and roads, against overlays and distances of GEOS. */
#include "app/base/wg-random.h"
#include "app/check/wg-check.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-geos.h"
#include "tests/support/wg-test-plan.h"
#include "tests/support/wg-test-surroundings.h"

#include <math.h>

#define N_BUILDINGS 400

typedef struct
{
  WgPlan *plan;
  GArray *findings;
  GEOSContextHandle_t geos;
} Fixture;

static const WgFinding *
find (const GArray *findings, const char *code, guint32 id)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (findings, WgFinding, i);

      if (g_str_equal (finding->code, code) && wg_finding_get_id (finding) == id)
        return finding;
    }
  return NULL;
}

static double
area_m2 (Fixture *f, const GEOSGeometry *geometry)
{
  double area = 0.0;

  g_assert_cmpint (GEOSArea_r (f->geos, geometry, &area), ==, 1);
  return area / 1e6;
}

/** What of a footprint lies in each grid (m²), by overlay; the rest is nobody's. */
static double *
overlay (Fixture *f, const GEOSGeometry *footprint, GEOSGeometry *const *land, guint n_grids)
{
  double *shares = g_new0 (double, n_grids);

  shares[0] = area_m2 (f, footprint);
  for (guint32 id = 1; id < n_grids; id++)
    {
      GEOSGeometry *part = NULL;

      if (land[id] == NULL)
        continue;
      part = GEOSIntersection_r (f->geos, land[id], footprint);
      shares[id] = area_m2 (f, part);
      shares[0] -= shares[id];
      GEOSGeom_destroy_r (f->geos, part);
    }
  return shares;
}

static void
compare_building (Fixture *f, guint index, GEOSGeometry *const *land, guint *n_cut)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (f->plan);
  const WgFinding *finding
    = find (f->findings, "building.cut", wg_building_set_get (buildings, index)->id);
  guint n_grids = wg_plan_get_grid_limit (f->plan), most = 0;
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autofree double *shares = NULL;
  GEOSGeometry *footprint = NULL;
  double whole = 0.0, beyond = 0.0;

  wg_building_set_get_footprint (buildings, index, shape);
  footprint = wg_geos_from_shape (shape);
  whole = area_m2 (f, footprint);
  shares = overlay (f, footprint, land, n_grids);
  for (guint32 id = 1; id < n_grids; id++)
    if (shares[id] > shares[most])
      most = id;
  beyond = whole - shares[most];
  if (fabs (beyond - MAX (0.05 * whole, 1.0)) > 1e-3)
    g_assert_true ((finding != NULL) == (beyond > MAX (0.05 * whole, 1.0)));
  if (finding != NULL)
    {
      double left = whole - shares[most];

      /* Two halves may be told in either order. */
      if (finding->grid != most)
        g_assert_cmpfloat_with_epsilon (shares[finding->grid], shares[most], 1e-3);
      g_assert_cmpfloat_with_epsilon (finding->area_m2, left, 1e-3);
      g_assert_cmpfloat_with_epsilon (finding->value, 100.0 * shares[finding->grid] / whole, 1e-2);
      g_assert_cmpfloat_with_epsilon (finding->limit, 100.0 * shares[finding->other] / whole, 1e-2);
      g_assert_true (wg_shape_contains (shape, finding->place));
      (*n_cut)++;
    }
  GEOSGeom_destroy_r (f->geos, footprint);
}

static void
test_cut (void)
{
  guint n_cut = 0;

  for (guint64 seed = 1; seed <= 4; seed++)
    {
      Fixture f = { .plan = wg_test_plan_grid (8, 8, seed), .geos = wg_geos_context () };
      WgRandom random = wg_random (seed);
      WgFaceId face = 28;
      guint32 nobody = 0;
      GEOSGeometry **land = NULL;
      guint n_grids = 0;

      wg_coverage_change_free (
        wg_coverage_set_owners (wg_plan_get_coverage (f.plan), NULL, &face, &nobody, 1));
      g_assert_true (wg_plan_finish_loading (f.plan, NULL));
      wg_test_put_buildings (f.plan, N_BUILDINGS, &random);
      f.findings = wg_check_run (f.plan, NULL, NULL, NULL, NULL, NULL);
      n_grids = wg_plan_get_grid_limit (f.plan);
      land = g_new0 (GEOSGeometry *, n_grids);
      for (guint32 id = 1; id < n_grids; id++)
        if (wg_plan_get_own_faces (f.plan, id)->len > 0)
          {
            g_autoptr (WgShape) shape = wg_shape_new ();
            const GArray *own = wg_plan_get_own_faces (f.plan, id);

            wg_coverage_dissolve (wg_plan_get_coverage (f.plan),
                                  (const WgFaceId *) (gconstpointer) own->data, own->len, shape);
            land[id] = wg_geos_from_shape (shape);
          }
      for (guint i = 0; i < N_BUILDINGS; i++)
        compare_building (&f, i, land, &n_cut);
      for (guint32 id = 1; id < n_grids; id++)
        GEOSGeom_destroy_r (f.geos, land[id]);
      g_free (land);
      g_array_unref (f.findings);
      g_object_unref (f.plan);
    }
  g_test_message ("%u buildings are cut", n_cut);
  g_assert_cmpuint (n_cut, >, 100);
}

/* A tower that was divided by entrances is cut on purpose; points and small corners are no matter. */
static void
test_cut_on_purpose (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (8, 6, 1);
  g_autoptr (WgBuildingSet) set = wg_building_set_new (3);
  g_autoptr (GArray) findings = NULL;
  const WgArc *arc = wg_coverage_arc (wg_plan_get_coverage (plan), 40);
  WgPoint p = { arc->line->points[0].x / 2 + arc->line->points[1].x / 2,
                arc->line->points[0].y / 2 + arc->line->points[1].y / 2 };

  for (guint i = 0; i < 3; i++)
    {
      WgBuilding building = { .id = i + 1, .point = p, .households = 1, .people = 1 };

      if (i < 2)
        {
          building.footprint = wg_shape_new ();
          wg_shape_add_ring (building.footprint,
                             (WgPoint[]){ { p.x - 8000, p.y - 8000 }, { p.x + 8000, p.y - 8000 },
                                          { p.x + 8000, p.y + 8000 }, { p.x - 8000, p.y + 8000 } },
                             4, 0, FALSE);
        }
      wg_building_set_add (set, &building);
    }
  wg_building_set_add_share (set, &(WgBuildingShare){ 2, 5, 12, 30, "1-2", NULL });
  g_assert_true (wg_plan_finish_loading (plan, NULL));
  wg_plan_set_buildings (plan, set);
  findings = wg_check_run (plan, NULL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (find (findings, "building.cut", 1));
  g_assert_null (find (findings, "building.cut", 2));
  g_assert_null (find (findings, "building.cut", 3));
}

static GEOSGeometry *
line_of (Fixture *f, const WgLine *line)
{
  GEOSCoordSequence *points = GEOSCoordSeq_create_r (f->geos, line->n_points, 2);

  for (guint i = 0; i < line->n_points; i++)
    GEOSCoordSeq_setXY_r (f->geos, points, i, line->points[i].x, line->points[i].y);
  return GEOSGeom_createLineString_r (f->geos, points);
}

/** What buffers of the road tell of a border that runs along it: the part within 15 m, and how far
 *  it comes from the road. */
static void
measure_by_buffers (Fixture *f, const WgLine *border, const WgLinework *roads, guint feature,
                    double *followed, double *farthest)
{
  GEOSGeometry *line = line_of (f, border), *road = NULL, *near = NULL, *inside = NULL;
  double length = 0.0, all = 0.0;

  *followed = *farthest = 0.0;
  for (guint i = 0; i < roads->items->len && road == NULL; i++)
    if (g_array_index (roads->items, WgLineworkItem, i).feature == feature)
      road = line_of (f, g_array_index (roads->items, WgLineworkItem, i).line);
  if (road != NULL)
    {
      near = GEOSBuffer_r (f->geos, road, 15000.0, 16);
      inside = GEOSIntersection_r (f->geos, line, near);
      GEOSLength_r (f->geos, inside, &length);
      GEOSLength_r (f->geos, line, &all);
      *followed = length / all;
      /* The least buffer that holds the border, within 5 cm. */
      for (double low = 0.0, high = 32000.0; high - low > 50.0;)
        {
          double middle = (low + high) / 2.0;
          GEOSGeometry *buffer = GEOSBuffer_r (f->geos, road, middle, 16);

          if (GEOSCovers_r (f->geos, buffer, line) == 1)
            high = middle;
          else
            low = middle;
          *farthest = high / 1000.0;
          GEOSGeom_destroy_r (f->geos, buffer);
        }
      GEOSGeom_destroy_r (f->geos, near);
      GEOSGeom_destroy_r (f->geos, inside);
      GEOSGeom_destroy_r (f->geos, road);
    }
  GEOSGeom_destroy_r (f->geos, line);
}

static void
test_off_line (void)
{
  guint n_off = 0, n_on = 0;

  for (guint64 seed = 1; seed <= 4; seed++)
    {
      Fixture f = { .plan = wg_test_plan_grid (8, 8, seed), .geos = wg_geos_context () };
      const WgCoverage *coverage = wg_plan_get_coverage (f.plan);
      WgRandom random = wg_random (seed);
      g_autoptr (WgLinework) roads = wg_test_make_roads (f.plan, &random);
      g_autoptr (WgCheckAlong) along = wg_check_along_new ();

      g_assert_true (wg_plan_finish_loading (f.plan, NULL));
      wg_check_along_add (along, roads);
      f.findings = wg_check_run (f.plan, NULL, along, NULL, NULL, NULL);
      for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
        {
          const WgArc *arc = wg_coverage_arc (coverage, id);
          const WgFinding *finding = find (f.findings, "border.off-line", id);
          double followed = 0.0, farthest = 0.0;

          if (arc == NULL)
            continue;
          measure_by_buffers (&f, arc->line, roads, id, &followed, &farthest);
          /* Far from the limits both methods have to agree. */
          if (followed > 0.95 && farthest > 4.5 && farthest < 14.0)
            g_assert_nonnull (finding);
          if (followed > 0.95 && farthest < 2.8)
            g_assert_null (finding);
          if (finding == NULL)
            {
              n_on += followed > 0.95;
              continue;
            }
          n_off++;
          g_assert_cmpfloat (followed, >, 0.7);
          /* Samples are five metres apart; another road may be nearer. */
          g_assert_cmpfloat (finding->width_m, <=, farthest + 0.1);
          g_assert_cmpfloat (finding->width_m, >, 3.0);
          g_assert_cmpstr (finding->line_name, ==, "文三路");
          g_assert_true (wg_envelope_contains (&arc->line->envelope, finding->place));
        }
      g_array_unref (f.findings);
      g_object_unref (f.plan);
    }
  g_test_message ("%u borders are off their road, %u follow it", n_off, n_on);
  g_assert_cmpuint (n_off, >, 50);
  g_assert_cmpuint (n_on, >, 20);
}

static WgLine *
make_line (const WgPoint *points, guint n_points)
{
  return wg_line_new (points, n_points);
}

static gboolean
measure (const WgPoint *border, guint n_border, const WgPoint *road, guint n_road, guint class,
         WgAlongStretch *stretch, GArray *stroke)
{
  g_autoptr (WgLinework) roads = wg_linework_new ();
  g_autoptr (WgCheckAlong) along = wg_check_along_new ();
  g_autoptr (WgLine) line = make_line (border, n_border);
  const WgAlongLimits limits = WG_ALONG_LIMITS_DEFAULT;

  wg_linework_add (roads, make_line (road, n_road), 1, FALSE, class, "湖墅路");
  wg_check_along_add (along, roads);
  wg_check_along_prepare (along);
  return wg_check_along_measure (along, line, &limits, stretch, stroke);
}

static void
test_along (void)
{
  const WgPoint road[] = { { 0, 0 }, { 200000, 0 } };
  const WgPoint on[] = { { 0, 500 }, { 100000, -2000 }, { 200000, 1000 } };
  const WgPoint bulge[] = { { 0, 0 }, { 80000, 0 }, { 90000, 7000 }, { 110000, 7000 }, { 120000, 0 }, { 200000, 0 } };
  const WgPoint across[] = { { 100000, -20000 }, { 100000, 20000 } };
  const WgPoint leaving[] = { { 0, 0 }, { 190000, 0 }, { 200000, 30000 } };
  const WgPoint far_off[] = { { 0, 60000 }, { 200000, 60000 } };
  g_autoptr (GArray) stroke = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  WgAlongStretch stretch;

  g_assert_false (measure (on, 3, road, 2, 3, &stretch, NULL));
  g_assert_false (measure (across, 2, road, 2, 3, &stretch, NULL));
  g_assert_false (measure (leaving, 3, road, 2, 3, &stretch, NULL));
  g_assert_false (measure (far_off, 2, road, 2, 3, &stretch, NULL));
  g_assert_false (measure (bulge, 6, road, 2, 10, &stretch, NULL)); /* a boundary is no road */
  g_assert_true (measure (bulge, 6, road, 2, 3, &stretch, stroke));
  g_assert_cmpfloat_with_epsilon (stretch.deviation_m, 7.0, 1e-6);
  g_assert_cmpfloat (stretch.length_m, >, 20.0);
  g_assert_cmpfloat (stretch.length_m, <, 45.0);
  g_assert_cmpint (stretch.place.y, ==, 7000);
  g_assert_cmpstr (stretch.name, ==, "湖墅路");
  g_assert_cmpuint (stroke->len, >=, 2);
  for (guint i = 1; i + 1 < stroke->len; i++)
    g_assert_cmpint (g_array_index (stroke, WgPoint, i).y, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/building-cut/oracle", test_cut);
  g_test_add_func ("/check/building-cut/on-purpose", test_cut_on_purpose);
  g_test_add_func ("/check/border-off-line/oracle", test_off_line);
  g_test_add_func ("/check/border-off-line/cases", test_along);
  return g_test_run ();
}
