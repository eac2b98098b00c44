/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random towns: lines that slant through houses, run along walls, end in houses, meet at corners and make loops;
 * houses with courtyards, rows of them, slivers, and places without a footprint. No border may enter a house,
 * by our own count and by areas of GEOS; no part may lie on both sides of a line that is never crossed
 * because a house bridges it. test-geometry-cells-random [FIRST SEEDS] tries others. */
#include "app/geometry/wg-coverage-edit.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/geometry/wg-coverage-verify.h"
#include "app/geometry/wg-forest.h"
#include "app/geometry/wg-geos.h"
#include "tests/support/wg-test-town.h"

#include <math.h>
#include <stdlib.h>

#define SIZE 160000   /* mm */
#define N_SEEDS 100
#define NEVER WG_BARRIER_RAILWAY
#define ROUNDED 0.8   /* mm that a wall may be off where houses touch */
#define EXACT_MM2 2.0 /* what doubles of GEOS come to */
#define CRUMB_MM2 101e6

static guint64 first_seed = 1;
static guint64 n_seeds = N_SEEDS;

static double
draw (WgTestTown *town, double low, double high)
{
  return low + (high - low) * wg_random_unit (&town->random);
}

static WgPoint
turn (double x, double y, double angle, double right, double up)
{
  return (WgPoint){ (gint32) lround (x + right * cos (angle) - up * sin (angle)),
                    (gint32) lround (y + right * sin (angle) + up * cos (angle)) };
}

static void
add_house (WgTestTown *town, const double (*corners)[2], guint n, const double *at)
{
  g_autofree WgPoint *ring = g_new (WgPoint, n);
  WgCellsBuilding building = { { 0, 0 }, NULL };
  WgShape *shape = wg_shape_new ();

  for (guint i = 0; i < n; i++)
    ring[i] = turn (at[0], at[1], at[2], corners[i][0], corners[i][1]);
  wg_shape_add_ring (shape, ring, n, 0, FALSE);
  g_ptr_array_add (town->shapes, shape);
  building.footprint = shape;
  building.point = ring[0];
  wg_shape_find_inside (shape, &building.point);
  g_array_append_val (town->buildings, building);
}

static void
add_box (WgTestTown *town, const double *at, double left, double low, double width, double height)
{
  const double corners[4][2]
    = { { left, low }, { left + width, low }, { left + width, low + height }, { left, low + height } };

  add_house (town, corners, 4, at);
}

/* Houses wall to wall; the backs do not line up. */
static void
add_row (WgTestTown *town, const double *at)
{
  double left = 0;
  guint n = (guint) draw (town, 2, 7);

  for (guint i = 0; i < n; i++)
    {
      double width = floor (draw (town, 3500, 8000));

      add_box (town, at, left, floor (draw (town, -1500, 0)), width, floor (draw (town, 5000, 9000)));
      left += width;
    }
}

static void
add_court (WgTestTown *town, const double *at)
{
  double half = floor (draw (town, 8000, 14000)), wall = floor (draw (town, 2000, 5000));
  const double corners[4][2] = { { -half, -half }, { half, -half }, { half, half }, { -half, half } };
  double inner = half - wall;
  WgPoint hole[4] = { turn (at[0], at[1], at[2], -inner, -inner), turn (at[0], at[1], at[2], -inner, inner),
                      turn (at[0], at[1], at[2], inner, inner), turn (at[0], at[1], at[2], inner, -inner) };
  WgCellsBuilding *house = NULL;

  add_house (town, corners, 4, at);
  house = &g_array_index (town->buildings, WgCellsBuilding, town->buildings->len - 1);
  wg_shape_add_ring ((WgShape *) house->footprint, hole, 4, 0, TRUE);
  wg_shape_find_inside (house->footprint, &house->point);
  if (draw (town, 0, 1) < 0.5)
    add_box (town, at, -1500, -1200, 3000, 2400);
}

static void
add_building (WgTestTown *town, double x, double y)
{
  double at[3] = { x, y, draw (town, 0, 1) < 0.3 ? 0 : draw (town, 0, 3) };
  double kind = draw (town, 0, 1), a = floor (draw (town, 3000, 8000)), b = floor (draw (town, 3000, 8000));
  const double ell[6][2] = { { 0, 0 }, { 2 * a, 0 }, { 2 * a, b }, { a, b }, { a, 2 * b }, { 0, 2 * b } };

  if (kind < 0.4)
    add_box (town, at, -a, -b, 2 * a, 2 * b);
  else if (kind < 0.6)
    add_house (town, ell, 6, at);
  else if (kind < 0.75)
    add_row (town, at);
  else if (kind < 0.82)
    add_court (town, at);
  else if (kind < 0.87)
    add_box (town, at, -a, 0, 2 * a, floor (draw (town, 40, 400)));
  else if (kind < 0.9)
    {
      add_box (town, at, -a, -b, 2 * a, 2 * b);
      add_box (town, at, -a / 2, -b / 2, a, b + 3000); /* a tower on it that stands over */
    }
  else
    {
      WgCellsBuilding point = { { (gint32) x, (gint32) y }, NULL };

      g_array_append_val (town->buildings, point);
    }
}

static void
add_line (WgTestTown *town, const WgPoint *points, guint n)
{
  guint8 barrier_class = draw (town, 0, 1) < 0.5 ? NEVER : draw (town, 0, 1) < 0.5 ? WG_BARRIER_LANE
                                                                                  : WG_BARRIER_ARTERIAL;

  g_ptr_array_add (town->lines, wg_line_new (points, n));
  g_array_append_val (town->classes, barrier_class);
}

static WgPoint
draw_place (WgTestTown *town)
{
  return (WgPoint){ (gint32) draw (town, 0, SIZE), (gint32) draw (town, 0, SIZE) };
}

/* Some corner of some house; sometimes only near it. */
static WgPoint
draw_corner (WgTestTown *town)
{
  const WgShape *shape = NULL;
  WgPoint p;

  if (town->shapes->len == 0)
    return draw_place (town);
  shape = g_ptr_array_index (town->shapes, (guint) draw (town, 0, town->shapes->len - 0.001));
  p = WG_SHAPE_POINT (shape, (guint) draw (town, 0, shape->points->len - 0.001));
  if (draw (town, 0, 1) < 0.4)
    p = (WgPoint){ p.x + (gint32) draw (town, -12, 12), p.y + (gint32) draw (town, -12, 12) };
  return p;
}

static void
add_wall (WgTestTown *town)
{
  const WgShape *shape = NULL;
  WgPoint a, b, ends[2];
  double far = 300000, dx = 0, dy = 0, length = 0;

  if (town->shapes->len == 0)
    return;
  shape = g_ptr_array_index (town->shapes, (guint) draw (town, 0, town->shapes->len - 0.001));
  a = WG_SHAPE_POINT (shape, 0);
  b = WG_SHAPE_POINT (shape, 1);
  dx = (double) b.x - a.x;
  dy = (double) b.y - a.y;
  length = hypot (dx, dy);
  if (length < 1)
    return;
  ends[0] = (WgPoint){ a.x - (gint32) (dx / length * far), a.y - (gint32) (dy / length * far) };
  ends[1] = (WgPoint){ b.x + (gint32) (dx / length * far), b.y + (gint32) (dy / length * far) };
  add_line (town, ends, 2);
}

static void
add_loop (WgTestTown *town)
{
  WgPoint centre = draw_place (town), ring[13];
  double radius = draw (town, 8000, 40000);

  for (guint i = 0; i < 12; i++)
    ring[i] = turn (centre.x, centre.y, i * G_PI / 6, radius * draw (town, 0.9, 1.1), 0);
  ring[12] = ring[0];
  add_line (town, ring, 13);
}

static void
add_lines (WgTestTown *town)
{
  guint n = (guint) draw (town, 0, 7);

  for (guint i = 0; i < n; i++)
    {
      double kind = draw (town, 0, 1);
      WgPoint ends[3] = { { -9000, (gint32) draw (town, 0, SIZE) }, draw_place (town),
                          { SIZE + 9000, (gint32) draw (town, 0, SIZE) } };

      if (draw (town, 0, 1) < 0.5)
        for (guint k = 0; k < 3; k++)
          ends[k] = (WgPoint){ ends[k].y, ends[k].x };
      if (kind < 0.2)
        ends[1] = draw_corner (town);
      if (kind < 0.45)
        add_line (town, ends, 3);
      else if (kind < 0.6)
        {
          ends[2] = draw_corner (town); /* ends in a house, or at its wall */
          add_line (town, ends + 1, 2);
        }
      else if (kind < 0.8)
        add_wall (town);
      else if (kind < 0.9)
        add_loop (town);
      else
        {
          WgPoint cross[2] = { ends[0], ends[2] };

          add_line (town, cross, 2);
        }
    }
}

static void
add_land (WgTestTown *town)
{
  WgPoint rim[] = { { 0, 0 }, { SIZE, 3001 }, { SIZE - 7001, SIZE }, { SIZE / 2, SIZE - 21013 }, { 1777, SIZE } };
  WgPoint hole[] = { { 62000, 62000 }, { 62000, 77000 }, { 77003, 78000 }, { 77000, 62000 } };
  WgPoint apart[] = { { SIZE + 5000, 0 }, { SIZE + 45000, 2000 }, { SIZE + 44000, 50000 }, { SIZE + 5000, 30000 } };

  wg_shape_add_ring (town->land, rim, 5, 0, FALSE);
  if (town->seed % 3 == 0)
    wg_shape_add_ring (town->land, hole, 4, 0, TRUE);
  if (town->seed % 5 == 0)
    wg_shape_add_ring (town->land, apart, 4, 1, FALSE);
}

static WgTestTown
make_town (guint64 seed)
{
  WgTestTown town = wg_test_town (seed);
  double step = draw (&town, 19000, 40000);

  add_land (&town);
  for (double x = 0; x < SIZE + 40000; x += step)
    for (double y = 0; y < SIZE + 5000; y += step)
      if (draw (&town, 0, 1) < 0.8)
        add_building (&town, x + draw (&town, -6000, 6000), y + draw (&town, -6000, 6000));
  add_lines (&town);
  return town;
}

static WgCellsInput
input_of (const WgTestTown *town)
{
  WgCellsInput input = wg_test_town_input (town);

  input.never = 1u << NEVER;
  return input;
}

/* Parts of some units each that hang together and lie on one side of lines that are never crossed. */
static guint32 *
choose_parts (WgTestTown *town, const WgCells *cells, guint32 *n_out)
{
  guint n = cells->units->len;
  guint32 *parts = g_new (guint32, n + 1);
  g_autofree guint32 *sizes = g_new0 (guint32, n + 1);
  guint most = (guint) draw (town, 3, 25);

  for (guint32 i = 0; i < n; i++)
    {
      parts[i] = i;
      sizes[i] = 1;
    }
  for (guint round = 0; round < 6; round++)
    for (guint i = 0; i < cells->edges->len; i++)
      {
        const WgCellsEdge *edge = &g_array_index (cells->edges, WgCellsEdge, i);
        guint32 a = wg_forest_root (parts, edge->a), b = wg_forest_root (parts, edge->b);

        if (edge->barrier_class == NEVER || a == b || sizes[a] + sizes[b] > most || draw (town, 0, 1) < 0.6)
          continue;
        wg_forest_join (parts, a, b);
        sizes[MIN (a, b)] = sizes[a] + sizes[b];
      }
  /* As the solver has it, land with nothing is no part when it has a neighbour. */
  for (guint32 i = 0; i < n; i++)
    sizes[i] = 0;
  for (guint32 i = 0; i < n; i++)
    sizes[wg_forest_root (parts, i)] += g_array_index (cells->units, WgCellsUnit, i).n_buildings;
  for (guint i = 0; i < cells->edges->len; i++)
    {
      const WgCellsEdge *edge = &g_array_index (cells->edges, WgCellsEdge, i);
      guint32 a = wg_forest_root (parts, edge->a), b = wg_forest_root (parts, edge->b);

      if (edge->barrier_class == NEVER || a == b || (sizes[a] > 0 && sizes[b] > 0))
        continue;
      wg_forest_join (parts, a, b);
      sizes[MIN (a, b)] = sizes[a] + sizes[b];
    }
  *n_out = 0;
  for (guint32 i = 0; i < n; i++)
    parts[i] = wg_forest_root (parts, i);
  for (guint32 i = 0; i < n; i++)
    sizes[i] = parts[i] == i ? (*n_out)++ : 0;
  for (guint32 i = 0; i < n; i++)
    parts[i] = sizes[parts[i]];
  return parts;
}

static void
check_units (const WgCells *cells)
{
  const WgCoverage *coverage = cells->coverage;
  guint limit = wg_coverage_face_limit (coverage);
  g_autofree guint32 *roots = g_new (guint32, limit + 1);
  g_autofree guint32 *of_unit = g_new0 (guint32, cells->units->len + 2);

  for (guint32 i = 0; i < limit; i++)
    roots[i] = i;
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL && wg_coverage_owner (coverage, arc->left) != 0
          && wg_coverage_owner (coverage, arc->left) == wg_coverage_owner (coverage, arc->right))
        wg_forest_join (roots, arc->left, arc->right);
    }
  for (WgFaceId face = 1; face < limit; face++)
    {
      guint32 unit = wg_coverage_has_face (coverage, face) ? wg_coverage_owner (coverage, face) : 0;

      if (unit == 0)
        continue;
      if (of_unit[unit] == 0)
        of_unit[unit] = wg_forest_root (roots, face);
      g_assert_cmpuint (of_unit[unit], ==, wg_forest_root (roots, face));
    }
}

static double
area_of (GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
  double area = 0;

  g_assert_nonnull (geometry);
  g_assert_cmpint (GEOSArea_r (geos, geometry, &area), ==, 1);
  return area;
}

static __int128
exact_area2 (const WgShape *shape)
{
  __int128 sum = 0;

  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, r);
      __int128 area2 = wg_ring_area2 (&WG_SHAPE_POINT (shape, ring->first), ring->n_points);

      sum += ring->is_hole ? -(area2 < 0 ? -area2 : area2) : (area2 < 0 ? -area2 : area2);
    }
  return sum;
}

/* Every part is there and in one piece, none overlaps another, and all together are the land: where a
 * border ends at a slanting rim that is bent to a whole millimetre. */
static void
check_parts (const WgTestTown *town, const GArray *parts)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  g_autofree GEOSGeometry **members = g_new0 (GEOSGeometry *, parts->len + 1);
  GEOSGeometry *land = wg_geos_from_shape (town->land), *all = NULL, *whole = NULL, *rest = NULL;
  double length = 0;
  __int128 sum = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const WgCellsPart *part = &g_array_index (parts, WgCellsPart, i);

      g_assert_cmpuint (part->n_pieces, ==, 1);
      sum += exact_area2 (part->shape);
      members[i] = wg_geos_from_shape (part->shape);
    }
  all = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, members, parts->len);
  whole = GEOSUnaryUnion_r (geos, all);
  g_assert_cmpfloat_with_epsilon (area_of (geos, whole), (double) sum / 2, EXACT_MM2);
  rest = GEOSSymDifference_r (geos, whole, land);
  GEOSLength_r (geos, land, &length);
  g_assert_cmpfloat (area_of (geos, rest), <, length * ROUNDED / 2);
  GEOSGeom_destroy_r (geos, rest);
  GEOSGeom_destroy_r (geos, whole);
  GEOSGeom_destroy_r (geos, all);
  GEOSGeom_destroy_r (geos, land);
}

/* By how much a house may be off its walls: nothing, but where others touch it. */
static double
tolerance_of (const WgTestTown *town, GEOSContextHandle_t geos, GEOSGeometry **houses, guint at)
{
  double length = 0, overlap = 0;
  gboolean is_alone = TRUE;

  for (guint i = 0; i < town->shapes->len; i++)
    if (i != at && GEOSDistanceWithin_r (geos, houses[at], houses[i], 12.5) == 1)
      {
        GEOSGeometry *common = GEOSIntersection_r (geos, houses[at], houses[i]);

        is_alone = FALSE;
        overlap = MAX (overlap, area_of (geos, common));
        GEOSGeom_destroy_r (geos, common);
      }
  GEOSLength_r (geos, houses[at], &length);
  return is_alone ? EXACT_MM2 : EXACT_MM2 + ROUNDED * length / 2;
}

/* Each piece of a house in the land lies in one part. */
static void
check_house (const WgTestTown *town, GEOSContextHandle_t geos, GEOSGeometry **parts, guint n_parts,
             const GEOSGeometry *piece, double tolerance)
{
  double whole = area_of (geos, piece), most = 0;

  for (guint i = 0; i < n_parts && most < whole - tolerance; i++)
    {
      GEOSGeometry *common = GEOSIntersects_r (geos, parts[i], piece) == 1
                               ? GEOSIntersection_r (geos, parts[i], piece)
                               : NULL;

      if (common != NULL)
        most = MAX (most, area_of (geos, common));
      GEOSGeom_destroy_r (geos, common);
    }
  if (whole - most > tolerance)
    {
      g_autofree char *text = GEOSGeomToWKT_r (geos, piece);

      g_test_message ("seed %u: %.1f mm² of %.1f are cut off (%.1f may be) of %s", (guint) town->seed,
                      whole - most, whole, tolerance, text);
    }
  g_assert_cmpfloat (whole - most, <=, tolerance);
}

/* The land without its outermost millimetre, where borders that end there bend the rim. */
static GEOSGeometry *
read_land (const WgTestTown *town, GEOSContextHandle_t geos)
{
  GEOSGeometry *whole = wg_geos_from_shape (town->land), *land = GEOSBuffer_r (geos, whole, -1.5, 4);

  GEOSGeom_destroy_r (geos, whole);
  return land;
}

static void
check_houses (const WgTestTown *town, const GArray *parts)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *land = read_land (town, geos);
  g_autofree GEOSGeometry **shapes = g_new0 (GEOSGeometry *, parts->len + 1);
  g_autofree GEOSGeometry **houses = g_new0 (GEOSGeometry *, town->shapes->len + 1);

  for (guint i = 0; i < parts->len; i++)
    shapes[i] = wg_geos_from_shape (g_array_index (parts, WgCellsPart, i).shape);
  for (guint i = 0; i < town->shapes->len; i++)
    houses[i] = wg_geos_from_shape (g_ptr_array_index (town->shapes, i));
  for (guint i = 0; i < town->shapes->len; i++)
    {
      GEOSGeometry *inside = GEOSIntersection_r (geos, land, houses[i]);
      double tolerance = tolerance_of (town, geos, houses, i);

      for (int k = 0; k < GEOSGetNumGeometries_r (geos, inside); k++)
        check_house (town, geos, shapes, parts->len, GEOSGetGeometryN_r (geos, inside, k), tolerance);
      GEOSGeom_destroy_r (geos, inside);
    }
  for (guint i = 0; i < parts->len; i++)
    GEOSGeom_destroy_r (geos, shapes[i]);
  for (guint i = 0; i < town->shapes->len; i++)
    GEOSGeom_destroy_r (geos, houses[i]);
  GEOSGeom_destroy_r (geos, land);
}

/* The land that lines which are never crossed leave together when there is no house: by unit of @bare. */
static guint32 *
find_islands (const WgCells *bare)
{
  guint32 *roots = g_new (guint32, bare->units->len + 1);

  for (guint32 i = 0; i < bare->units->len; i++)
    roots[i] = i;
  for (guint i = 0; i < bare->edges->len; i++)
    {
      const WgCellsEdge *edge = &g_array_index (bare->edges, WgCellsEdge, i);

      if (edge->barrier_class != NEVER)
        wg_forest_join (roots, edge->a, edge->b);
    }
  for (guint32 i = 0; i < bare->units->len; i++)
    roots[i] = wg_forest_root (roots, i);
  return roots;
}

static GEOSGeometry *
join_shapes (GEOSContextHandle_t geos, GPtrArray *shapes, double by)
{
  g_autofree GEOSGeometry **members = g_new0 (GEOSGeometry *, shapes->len + 1);
  GEOSGeometry *all = NULL, *joined = NULL;

  for (guint i = 0; i < shapes->len; i++)
    {
      GEOSGeometry *one = wg_geos_from_shape (g_ptr_array_index (shapes, i));

      members[i] = GEOSBuffer_r (geos, one, by, 4);
      GEOSGeom_destroy_r (geos, one);
    }
  all = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, members, shapes->len);
  joined = GEOSUnaryUnion_r (geos, all);
  GEOSGeom_destroy_r (geos, all);
  return joined;
}

/* What a part has beyond its own island is a house with its margin, a yard that houses cut off, or a crumb. */
static void
check_beyond (const WgTestTown *town, GEOSContextHandle_t geos, const GEOSGeometry *beyond, const GEOSGeometry *near)
{
  for (int i = 0; i < GEOSGetNumGeometries_r (geos, beyond); i++)
    {
      const GEOSGeometry *piece = GEOSGetGeometryN_r (geos, beyond, i);
      double area = area_of (geos, piece), length = 0, along = 0;
      GEOSGeometry *rim = NULL, *common = NULL;

      if (area < CRUMB_MM2)
        continue;
      rim = GEOSBoundary_r (geos, piece);
      common = GEOSIntersection_r (geos, rim, near);
      GEOSLength_r (geos, rim, &length);
      GEOSLength_r (geos, common, &along);
      if (along < 0.25 * length && area / length >= 750)
        {
          g_autofree char *text = GEOSGeomToWKT_r (geos, piece);

          g_test_message ("seed %u: %.1f m² beyond a line that is never crossed: %s", (guint) town->seed,
                          area * 1e-6, text);
          g_assert_not_reached ();
        }
      GEOSGeom_destroy_r (geos, common);
      GEOSGeom_destroy_r (geos, rim);
    }
}

/* The land of each island, with GEOS. */
static GPtrArray *
dissolve_islands (const WgCells *bare)
{
  GPtrArray *shapes = g_ptr_array_new ();
  g_autofree guint32 *islands = find_islands (bare);

  for (guint32 i = 0; i < bare->units->len; i++)
    {
      g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
      g_autoptr (WgShape) shape = wg_shape_new ();

      for (WgFaceId face = 1; islands[i] == i && face < wg_coverage_face_limit (bare->coverage); face++)
        {
          guint32 unit = wg_coverage_owner (bare->coverage, face);

          if (unit != 0 && islands[unit - 1] == i)
            g_array_append_val (faces, face);
        }
      if (faces->len == 0)
        continue;
      wg_coverage_dissolve (bare->coverage, (const WgFaceId *) (gpointer) faces->data, faces->len, shape);
      g_ptr_array_add (shapes, wg_geos_from_shape (shape));
    }
  return shapes;
}

/* The island that a part has most land of. */
static const GEOSGeometry *
find_own (GEOSContextHandle_t geos, GPtrArray *islands, const GEOSGeometry *part)
{
  const GEOSGeometry *own = NULL;
  double most = -1;

  for (guint i = 0; i < islands->len; i++)
    {
      GEOSGeometry *common = GEOSIntersection_r (geos, g_ptr_array_index (islands, i), part);

      if (area_of (geos, common) > most)
        {
          most = area_of (geos, common);
          own = g_ptr_array_index (islands, i);
        }
      GEOSGeom_destroy_r (geos, common);
    }
  return own;
}

static void
check_never (const WgTestTown *town, const GArray *parts)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  WgCellsInput input = input_of (town);
  g_autoptr (WgCells) bare = NULL;
  g_autoptr (GPtrArray) islands = NULL;
  GEOSGeometry *houses = join_shapes (geos, town->shapes, 30), *near = join_shapes (geos, town->shapes, 60);

  input.n_buildings = 0;
  bare = wg_cells_new (&input, NULL, NULL, NULL);
  islands = dissolve_islands (bare);
  for (guint k = 0; k < parts->len; k++)
    {
      GEOSGeometry *part = wg_geos_from_shape (g_array_index (parts, WgCellsPart, k).shape);
      GEOSGeometry *rest = GEOSDifference_r (geos, part, find_own (geos, islands, part));
      GEOSGeometry *beyond = GEOSDifference_r (geos, rest, houses);

      check_beyond (town, geos, beyond, near);
      GEOSGeom_destroy_r (geos, rest);
      GEOSGeom_destroy_r (geos, beyond);
      GEOSGeom_destroy_r (geos, part);
    }
  for (guint i = 0; i < islands->len; i++)
    GEOSGeom_destroy_r (geos, g_ptr_array_index (islands, i));
  GEOSGeom_destroy_r (geos, houses);
  GEOSGeom_destroy_r (geos, near);
}

static void
check_town (guint64 seed)
{
  g_auto (WgTestTown) town = make_town (seed);
  WgCellsInput input = input_of (&town);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCells) cells = wg_cells_new (&input, NULL, NULL, &error);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GArray) shapes = NULL;
  g_autofree guint32 *parts = NULL, *of_faces = NULL, *of_buildings = NULL;
  WgCellsOwners owners = { 0 };
  guint32 n_parts = 0;

  g_assert_no_error (error);
  g_assert_true (wg_coverage_verify (cells->coverage, problems, NULL, NULL, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  check_units (cells);
  parts = choose_parts (&town, cells, &n_parts);
  of_faces = wg_cells_parts_of_faces (cells, parts);
  of_buildings = g_new (guint32, town.buildings->len + 1);
  owners.parts = of_faces;
  lines = wg_cells_trace_borders (cells, &input, &owners, NULL);
  shapes = wg_cells_make_parts (cells, &input, lines, parts, n_parts, of_buildings, &error);
  g_assert_no_error (error);
  g_test_message ("seed %u: %u buildings, %u lines, %u units, %u parts", (guint) seed, town.buildings->len,
                  town.lines->len, cells->units->len, n_parts);
  check_parts (&town, shapes);
  g_assert_cmpuint (wg_cells_count_cut (&input, lines), ==, 0);
  check_houses (&town, shapes);
  check_never (&town, shapes);
}

static void
test_towns (void)
{
  for (guint64 seed = first_seed; seed < first_seed + n_seeds; seed++)
    check_town (seed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (argc > 2)
    {
      first_seed = strtoull (argv[1], NULL, 10);
      n_seeds = strtoull (argv[2], NULL, 10);
    }
  g_test_add_func ("/cells/random-houses", test_towns);
  return g_test_run ();
}
