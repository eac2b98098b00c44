/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-coverage-edit.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/geometry/wg-geos.h"
#include "tests/support/wg-test-town.h"

#include <math.h>

#define SIZE 200000 /* mm */

static void
add_line (WgTestTown *town, WgPoint a, WgPoint b, guint8 barrier_class)
{
  WgPoint ends[] = { a, b };

  g_ptr_array_add (town->lines, wg_line_new (ends, 2));
  g_array_append_val (town->classes, barrier_class);
}

static void
add_building (WgTestTown *town, WgRandom *random, double x, double y)
{
  double half = (double) wg_random_int (random, 3000, 6900), turn = wg_random_unit (random) * 1.5;
  WgCellsBuilding building = { { (gint32) x, (gint32) y }, NULL };
  WgShape *shape = NULL;
  WgPoint ring[4];

  for (guint i = 0; i < 4; i++)
    ring[i] = (WgPoint){ (gint32) (x + half * (i == 0 || i == 3 ? -1 : 1) * (1 - turn / 4)
                                   + (i > 1 ? turn : -turn) * 500),
                         (gint32) (y + half * (i > 1 ? 1 : -1)) };
  if (wg_random_int (random, 0, 8) != 0)
    {
      shape = wg_shape_new ();
      wg_shape_add_ring (shape, ring, 4, 0, FALSE);
      g_ptr_array_add (town->shapes, shape);
      building.footprint = shape;
    }
  g_array_append_val (town->buildings, building);
}

/* A few streets: land with a hole, lines, and buildings that turn and may touch. */
static WgTestTown
make_town (guint64 seed)
{
  WgTestTown town = wg_test_town (seed);
  WgPoint rim[] = { { 0, 0 }, { SIZE, 3001 }, { SIZE - 7001, SIZE }, { SIZE / 2, SIZE - 21013 }, { 1777, SIZE } };
  WgPoint hole[] = { { 82000, 82000 }, { 82000, 97000 }, { 97000, 97000 }, { 97000, 82000 } };

  wg_shape_add_ring (town.land, rim, 5, 0, FALSE);
  if (seed % 3 == 0)
    wg_shape_add_ring (town.land, hole, 4, 0, TRUE);
  if (seed % 4 != 0)
    {
      add_line (&town, (WgPoint){ -5000, 70123 }, (WgPoint){ SIZE + 9000, 66000 }, WG_BARRIER_ARTERIAL);
      /* A street that ends 5 mm short of the other. */
      add_line (&town, (WgPoint){ 131000, 67440 }, (WgPoint){ 120000, SIZE }, WG_BARRIER_MINOR);
      add_line (&town, (WgPoint){ 40000, 20000 }, (WgPoint){ 60000, 30000 }, WG_BARRIER_LANE);
      add_line (&town, (WgPoint){ -100, 120000 }, (WgPoint){ SIZE, 130000 }, WG_BARRIER_RIVER);
    }
  for (guint i = 0; i < 12; i++)
    for (guint k = 0; k < 12; k++)
      if (wg_random_int (&town.random, 0, 5) != 0)
        add_building (&town, &town.random, 9000 + i * 14400 + (double) wg_random_int (&town.random, 0, 1500),
                      9000 + k * 14400 + (double) wg_random_int (&town.random, 0, 1500));
  return town;
}

static void
check_coverage (const WgCoverage *coverage)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));

  g_assert_true (wg_coverage_verify (coverage, problems, NULL, NULL, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
}

/* The land of each unit, with GEOS. */
static GPtrArray *
dissolve_units (const WgCells *cells)
{
  GPtrArray *shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);

  for (guint32 unit = 0; unit < cells->units->len; unit++)
    {
      g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
      WgShape *shape = wg_shape_new ();

      for (WgFaceId face = 1; face < wg_coverage_face_limit (cells->coverage); face++)
        if (wg_coverage_owner (cells->coverage, face) == unit + 1)
          g_array_append_val (faces, face);
      wg_coverage_dissolve (cells->coverage, (const WgFaceId *) (gpointer) faces->data, faces->len, shape);
      g_ptr_array_add (shapes, shape);
    }
  return shapes;
}

static double
area_of (GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
  double area = 0;

  g_assert_cmpint (GEOSArea_r (geos, geometry, &area), ==, 1);
  return area;
}

/* No unit has a part of another's footprint: 2 m² stay where streets and the rim cut them anyway. */
static void
check_footprints (const WgTestTown *town, const WgCells *cells, GPtrArray *shapes)
{
  GEOSContextHandle_t geos = wg_geos_context ();

  for (guint u = 0; u < shapes->len; u++)
    {
      GEOSGeometry *unit = wg_geos_from_shape (g_ptr_array_index (shapes, u));

      for (guint i = 0; i < town->buildings->len; i++)
        {
          const WgCellsBuilding *building = &g_array_index (town->buildings, WgCellsBuilding, i);
          GEOSGeometry *footprint = NULL, *common = NULL;

          if (building->footprint == NULL || cells->unit_of[i] == u
              || cells->unit_of[i] == G_MAXUINT32)
            continue;
          footprint = wg_geos_from_shape (building->footprint);
          common = GEOSIntersection_r (geos, unit, footprint);
          g_assert_cmpfloat (area_of (geos, common), <, 2e6);
          GEOSGeom_destroy_r (geos, common);
          GEOSGeom_destroy_r (geos, footprint);
        }
      GEOSGeom_destroy_r (geos, unit);
    }
}

static void
check_areas (const WgTestTown *town, const WgCells *cells)
{
  double sum = 0;
  gint64 known = 0;

  for (guint i = 0; i < cells->units->len; i++)
    known += g_array_index (cells->units, WgCellsUnit, i).area_mm2;
  sum = (double) known * 1e-6;
  /* A street that meets the rim bends it by less than a millimetre. */
  g_assert_cmpfloat_with_epsilon (sum, wg_shape_area_m2 (town->land), 0.3);
}

/* Every border of two units in the coverage is in the edges, and nothing else is. */
static void
check_edges (const WgCells *cells)
{
  double in_coverage = 0, in_edges = 0;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (cells->coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (cells->coverage, id);
      guint32 left = 0, right = 0;

      if (arc == NULL)
        continue;
      left = wg_coverage_owner (cells->coverage, arc->left);
      right = wg_coverage_owner (cells->coverage, arc->right);
      for (guint i = 0; left != right && left != 0 && right != 0 && i + 1 < arc->line->n_points; i++)
        in_coverage += sqrt ((double) wg_point_distance2 (arc->line->points[i], arc->line->points[i + 1]));
    }
  for (guint i = 0; i < cells->edges->len; i++)
    {
      const WgCellsEdge *edge = &g_array_index (cells->edges, WgCellsEdge, i);

      g_assert_cmpuint (edge->a, <, edge->b);
      g_assert_cmpuint (edge->b, <, cells->units->len);
      in_edges += edge->length_mm;
    }
  g_assert_cmpfloat_with_epsilon (in_edges, in_coverage, cells->edges->len * 3.0);
}

/* Parts by halves and thirds of the map, so that borders run in and between blocks. */
static guint32 *
choose_parts (const WgCells *cells)
{
  guint32 *parts = g_new (guint32, cells->units->len);

  for (guint i = 0; i < cells->units->len; i++)
    {
      WgPoint p = g_array_index (cells->units, WgCellsUnit, i).centre;

      parts[i] = (guint32) (p.x / (SIZE / 3)) + 3 * (guint32) (p.y / (SIZE / 2));
    }
  return parts;
}

static void
check_borders (const WgTestTown *town, const WgCellsInput *input, const WgCells *cells)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  g_autofree guint32 *parts = choose_parts (cells);
  g_autofree guint32 *of_faces = wg_cells_parts_of_faces (cells, parts);
  WgCellsOwners owners = { .parts = of_faces };
  g_autoptr (GPtrArray) lines = wg_cells_trace_borders (cells, input, &owners, NULL);
  guint n_points = 0;

  g_assert_cmpuint (lines->len, >, 0);
  for (guint i = 0; i < lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (lines, i);
      g_autofree double *xy = g_new (double, 2 * line->len);
      GEOSGeometry *geometry = NULL;

      n_points += line->len;
      for (guint k = 0; k < line->len; k++)
        {
          xy[2 * k] = g_array_index (line, WgPoint, k).x;
          xy[2 * k + 1] = g_array_index (line, WgPoint, k).y;
        }
      geometry = GEOSGeom_createLineString_r (
        geos, GEOSCoordSeq_copyFromBuffer_r (geos, xy, line->len, FALSE, FALSE));
      for (guint b = 0; b < town->shapes->len && input->lines->len == 0; b++)
        {
          GEOSGeometry *footprint = wg_geos_from_shape (g_ptr_array_index (town->shapes, b));

          g_assert_cmpint (GEOSCrosses_r (geos, geometry, footprint), ==, 0);
          GEOSGeom_destroy_r (geos, footprint);
        }
      GEOSGeom_destroy_r (geos, geometry);
    }
  g_test_message ("%u lines of %u points", lines->len, n_points);
}

static void
test_random_towns (void)
{
  for (guint64 seed = 1; seed <= 16; seed++)
    {
      g_auto (WgTestTown) town = make_town (seed);
      WgCellsInput input = wg_test_town_input (&town);
      g_autoptr (GError) error = NULL;
      g_autoptr (WgCells) cells = wg_cells_new (&input, NULL, NULL, &error);
      g_autoptr (GPtrArray) shapes = NULL;

      g_assert_no_error (error);
      g_test_message ("seed %u: %u buildings, %u units, %u edges", (guint) seed, town.buildings->len,
                      cells->units->len, cells->edges->len);
      g_assert_cmpuint (cells->units->len, >, town.buildings->len / 2);
      check_coverage (cells->coverage);
      check_areas (&town, cells);
      check_edges (cells);
      shapes = dissolve_units (cells);
      check_footprints (&town, cells, shapes);
      check_borders (&town, &input, cells);
    }
}

static void
test_same_twice (void)
{
  g_auto (WgTestTown) town = make_town (5);
  WgCellsInput input = wg_test_town_input (&town);
  g_autoptr (WgCells) one = wg_cells_new (&input, NULL, NULL, NULL);
  g_autoptr (WgCells) two = wg_cells_new (&input, NULL, NULL, NULL);

  /* Member by member: what stands between the members is nobody's. */
  g_assert_cmpuint (one->units->len, ==, two->units->len);
  for (guint i = 0; i < one->units->len; i++)
    {
      const WgCellsUnit *a = &g_array_index (one->units, WgCellsUnit, i);
      const WgCellsUnit *b = &g_array_index (two->units, WgCellsUnit, i);

      g_assert_cmpuint (a->block, ==, b->block);
      g_assert_cmpuint (a->compound, ==, b->compound);
      g_assert_cmpuint (a->n_buildings, ==, b->n_buildings);
      g_assert_cmpint (a->centre.x, ==, b->centre.x);
      g_assert_cmpint (a->centre.y, ==, b->centre.y);
      g_assert_cmpint (a->area_mm2, ==, b->area_mm2);
      g_assert_cmpint (a->outer_mm, ==, b->outer_mm);
    }
  g_assert_cmpuint (one->edges->len, ==, two->edges->len);
  for (guint i = 0; i < one->edges->len; i++)
    {
      const WgCellsEdge *a = &g_array_index (one->edges, WgCellsEdge, i);
      const WgCellsEdge *b = &g_array_index (two->edges, WgCellsEdge, i);

      g_assert_cmpuint (a->a, ==, b->a);
      g_assert_cmpuint (a->b, ==, b->b);
      g_assert_cmpuint (a->length_mm, ==, b->length_mm);
      g_assert_cmpuint (a->barrier_class, ==, b->barrier_class);
    }
}

/* Streets part blocks, whatever runs strongest names the border. */
static void
test_classes (void)
{
  g_auto (WgTestTown) town = make_town (1);
  WgCellsInput input = wg_test_town_input (&town);
  g_autoptr (WgCells) cells = NULL;
  double lengths[WG_BARRIER_N_CLASSES] = { 0 };

  input.n_buildings = 0; /* those that stand on a street would hold its sides together */
  cells = wg_cells_new (&input, NULL, NULL, NULL);
  for (guint i = 0; i < cells->edges->len; i++)
    {
      const WgCellsEdge *edge = &g_array_index (cells->edges, WgCellsEdge, i);

      lengths[edge->barrier_class] += edge->length_mm;
    }
  g_assert_cmpfloat (lengths[WG_BARRIER_ARTERIAL], >, 190000.0);
  g_assert_cmpfloat (lengths[WG_BARRIER_ARTERIAL], <, 202000.0);
  g_assert_cmpfloat (lengths[WG_BARRIER_RIVER], >, 150000.0);
  g_assert_cmpfloat (lengths[WG_BARRIER_MINOR], >, 90000.0);
  g_assert_cmpfloat (lengths[WG_BARRIER_LANE], ==, 0.0); /* a dead end parts nothing */
}

/* A gap that is wide enough for a road is only taken for one: it is never a line that none may cross. */
static void
test_gaps (void)
{
  g_auto (WgTestTown) town = make_town (4);
  WgCellsInput input = wg_test_town_input (&town);

  input.reads_gaps = TRUE;
  for (guint pass = 0; pass < 2; pass++)
    {
      g_autoptr (WgCells) cells = wg_cells_new (&input, NULL, NULL, NULL);
      guint counts[WG_BARRIER_N_CLASSES] = { 0 };

      for (guint i = 0; i < cells->edges->len; i++)
        counts[g_array_index (cells->edges, WgCellsEdge, i).barrier_class]++;
      g_assert_cmpuint (counts[WG_BARRIER_LANE], >, 0);
      g_assert_true ((counts[WG_BARRIER_MINOR] > 0) == (pass == 0));
      input.never = 1u << WG_BARRIER_MINOR;
    }
}

static void
test_no_buildings (void)
{
  g_auto (WgTestTown) town = make_town (1);
  WgCellsInput input = wg_test_town_input (&town);
  g_autoptr (WgCells) cells = NULL;

  input.n_buildings = 0;
  cells = wg_cells_new (&input, NULL, NULL, NULL);
  g_assert_cmpuint (cells->units->len, ==, 5);
  check_areas (&town, cells);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cells/random-towns", test_random_towns);
  g_test_add_func ("/cells/same-twice", test_same_twice);
  g_test_add_func ("/cells/classes", test_classes);
  g_test_add_func ("/cells/gaps", test_gaps);
  g_test_add_func ("/cells/no-buildings", test_no_buildings);
  return g_test_run ();
}
