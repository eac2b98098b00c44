/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-block"

#include "wg-cells-private.h"

#include "wg-forest.h"
#include "wg-triangulation.h"

#include <math.h>

#define INSET 25.0       /* mm that a footprint keeps off the block's border */
#define TOUCH 20.0       /* mm within which footprints count as touching */
#define GROW 5.0         /* mm that touching ones are grown by, to become one */
#define LEAST_PIECE 2e2  /* mm²: any part that wg_cells_count_cut() would find beyond a line leaves more than this */
#define RIM G_MAXUINT32
#define NOBODY (G_MAXUINT32 - 1)

/* The footprints near one block, with GEOS. */
typedef struct
{
  GEOSContextHandle_t geos;
  WgCellsBlock *block;
  GEOSGeometry *inset;
  const GEOSPreparedGeometry *prepared;
  GPtrArray *geometries; /* of each piece; NULL of a point */
  GArray *roots;         /* of guint32: wg-forest.h over the pieces */
} Pieces;

#define ROOTS(pieces) ((guint32 *) (gpointer) (pieces)->roots->data)

/* The triangles of a block. */
typedef struct
{
  WgCellsBlock *block;
  GArray *points;     /* of WgPoint */
  GArray *owners;     /* of guint32, of each point: RIM or a group */
  GArray *rings;      /* of guint32: one past the last point of each ring */
  WgTriangulation *triangles;
  guint32 *owner_of;  /* of each vertex */
  guint8 *is_inside;  /* of each triangle */
  guint32 *label;     /* of each triangle that has one owner only: that one; or NOBODY */
} Cut;

static void
add_piece (Pieces *pieces, guint32 building, WgPoint point, GEOSGeometry *geometry)
{
  WgCellsPiece *piece = g_new0 (WgCellsPiece, 1);
  guint32 root = pieces->roots->len;

  piece->building = building;
  piece->point = point;
  g_ptr_array_add (pieces->block->pieces, piece);
  g_ptr_array_add (pieces->geometries, geometry);
  g_array_append_val (pieces->roots, root);
}

/* Some point inside of a polygon. */
static gboolean
find_point (GEOSContextHandle_t geos, const GEOSGeometry *polygon, WgPoint *point_out)
{
  GEOSGeometry *point = GEOSPointOnSurface_r (geos, polygon);
  double x = 0, y = 0;
  gboolean is_found = point != NULL && GEOSGeomGetX_r (geos, point, &x) == 1
                      && GEOSGeomGetY_r (geos, point, &y) == 1;

  GEOSGeom_destroy_r (geos, point);
  *point_out = (WgPoint){ (gint32) floor (x + 0.5), (gint32) floor (y + 0.5) };
  return is_found;
}

/* The parts of a footprint that lies across the block's border. */
static void
add_parts (Pieces *pieces, guint32 building, const GEOSGeometry *footprint)
{
  GEOSContextHandle_t geos = pieces->geos;
  GEOSGeometry *common = GEOSIntersection_r (geos, footprint, pieces->inset);

  for (int i = 0; common != NULL && i < GEOSGetNumGeometries_r (geos, common); i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (geos, common, i);
      double area = 0;
      WgPoint point;

      if (GEOSGeomTypeId_r (geos, part) == GEOS_POLYGON && GEOSArea_r (geos, part, &area) == 1
          && area >= LEAST_PIECE && find_point (geos, part, &point))
        add_piece (pieces, building, point, GEOSGeom_clone_r (geos, part));
    }
  GEOSGeom_destroy_r (geos, common);
}

static GEOSGeometry *
read_footprint (GEOSContextHandle_t geos, const WgShape *shape)
{
  GEOSGeometry *geometry = wg_geos_from_shape (shape);

  if (geometry != NULL && GEOSisValid_r (geos, geometry) != 1)
    {
      GEOSGeometry *valid = GEOSMakeValid_r (geos, geometry);

      GEOSGeom_destroy_r (geos, geometry);
      geometry = valid;
    }
  return geometry;
}

static void
add_building (Pieces *pieces, const WgCellsInput *input, guint32 index)
{
  GEOSContextHandle_t geos = pieces->geos;
  const WgCellsBuilding *building = &input->buildings[index];
  GEOSGeometry *geometry = NULL;

  if (building->footprint != NULL)
    geometry = read_footprint (geos, building->footprint);
  if (geometry == NULL)
    {
      if (wg_shape_contains (pieces->block->shape, building->point))
        add_piece (pieces, index, building->point, NULL);
      return;
    }
  if (GEOSPreparedContains_r (geos, pieces->prepared, geometry) == 1)
    {
      add_piece (pieces, index, building->point, geometry);
      return;
    }
  if (GEOSPreparedIntersects_r (geos, pieces->prepared, geometry) == 1)
    add_parts (pieces, index, geometry);
  GEOSGeom_destroy_r (geos, geometry);
}

typedef struct
{
  double min_x, max_x;
  guint32 piece;
} Span;

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *first = a, *second = b;

  if (first->min_x != second->min_x)
    return first->min_x < second->min_x ? -1 : 1;
  return (first->piece > second->piece) - (first->piece < second->piece);
}

static GArray *
sort_spans (const Pieces *pieces)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint32 i = 0; i < pieces->geometries->len; i++)
    {
      const GEOSGeometry *geometry = g_ptr_array_index (pieces->geometries, i);
      Span span = { 0, 0, i };

      if (geometry == NULL || GEOSGeom_getXMin_r (pieces->geos, geometry, &span.min_x) != 1
          || GEOSGeom_getXMax_r (pieces->geos, geometry, &span.max_x) != 1)
        continue;
      g_array_append_val (spans, span);
    }
  g_array_sort (spans, compare_spans);
  return spans;
}

/* Pieces that touch, and those of one building, become one group. */
static void
join_touching (Pieces *pieces)
{
  g_autoptr (GArray) spans = sort_spans (pieces);

  for (guint i = 1; i < pieces->block->pieces->len; i++)
    {
      const WgCellsPiece *piece = g_ptr_array_index (pieces->block->pieces, i);
      const WgCellsPiece *before = g_ptr_array_index (pieces->block->pieces, i - 1);

      if (piece->building == before->building)
        wg_forest_join (ROOTS (pieces), i - 1, i);
    }
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      const GEOSGeometry *geometry = g_ptr_array_index (pieces->geometries, span->piece);

      for (guint k = i + 1; k < spans->len; k++)
        {
          const Span *other = &g_array_index (spans, Span, k);

          if (other->min_x > span->max_x + TOUCH)
            break;
          if (GEOSDistanceWithin_r (pieces->geos, geometry,
                                    g_ptr_array_index (pieces->geometries, other->piece), TOUCH)
              == 1)
            wg_forest_join (ROOTS (pieces), span->piece, other->piece);
        }
    }
}

/* One shape of all pieces of a group; the first piece has it. */
static GEOSGeometry *
merge_group (Pieces *pieces, const GArray *members)
{
  GEOSContextHandle_t geos = pieces->geos;
  g_autofree GEOSGeometry **grown = g_new0 (GEOSGeometry *, members->len);
  GEOSGeometry *collection = NULL, *merged = NULL;
  guint n = 0;

  for (guint i = 0; i < members->len; i++)
    {
      const GEOSGeometry *geometry
        = g_ptr_array_index (pieces->geometries, g_array_index (members, guint32, i));
      GEOSGeometry *wider
        = geometry != NULL ? GEOSBufferWithStyle_r (geos, geometry, GROW + TOUCH / 2, 1, GEOSBUF_CAP_FLAT,
                                                    GEOSBUF_JOIN_MITRE, 2.0)
                           : NULL;

      if (wider != NULL)
        grown[n++] = wider;
    }
  if (n == 0)
    return NULL;
  collection = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, grown, n);
  merged = GEOSUnaryUnion_r (geos, collection);
  GEOSGeom_destroy_r (geos, collection);
  if (merged != NULL)
    {
      GEOSGeometry *narrow = GEOSBufferWithStyle_r (geos, merged, -TOUCH / 2, 1, GEOSBUF_CAP_FLAT,
                                                    GEOSBUF_JOIN_MITRE, 2.0);

      GEOSGeom_destroy_r (geos, merged);
      merged = narrow;
    }
  return merged;
}

static WgShape *
make_shape (const GEOSGeometry *geometry)
{
  WgShape *shape = wg_shape_new ();

  if (wg_geos_to_shape (geometry, shape) && shape->rings->len > 0)
    return shape;
  wg_shape_free (shape);
  return NULL;
}

static void
shape_groups (Pieces *pieces)
{
  guint n = pieces->block->pieces->len;
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  g_ptr_array_set_size (groups, (int) n);
  for (guint32 i = 0; i < n; i++)
    {
      WgCellsPiece *piece = g_ptr_array_index (pieces->block->pieces, i);
      GArray **members = NULL;

      piece->group = wg_forest_root (ROOTS (pieces), i);
      members = (GArray **) &g_ptr_array_index (groups, piece->group);
      if (*members == NULL)
        *members = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_val (*members, i);
    }
  for (guint32 i = 0; i < n; i++)
    {
      WgCellsPiece *piece = g_ptr_array_index (pieces->block->pieces, i);
      const GArray *members = g_ptr_array_index (groups, i);
      GEOSGeometry *merged = NULL;

      if (members == NULL)
        {
          g_ptr_array_index (groups, i) = g_array_new (FALSE, FALSE, 4);
          continue;
        }
      if (members->len == 1)
        {
          if (g_ptr_array_index (pieces->geometries, i) != NULL)
            piece->shape = make_shape (g_ptr_array_index (pieces->geometries, i));
          continue;
        }
      merged = merge_group (pieces, members);
      if (merged != NULL)
        piece->shape = make_shape (merged);
      GEOSGeom_destroy_r (pieces->geos, merged);
    }
}

void
wg_cells_piece_free (WgCellsPiece *piece)
{
  wg_shape_free (piece->shape);
  g_free (piece);
}

void
wg_cells_find_pieces (WgCellsBlock *block, const WgCellsInput *input, const GArray *near)
{
  Pieces pieces = { wg_geos_context (), block, NULL, NULL, NULL, NULL };
  GEOSGeometry *land = wg_geos_from_shape (block->shape);

  pieces.inset = land != NULL ? GEOSBufferWithStyle_r (pieces.geos, land, -INSET, 1,
                                                       GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_MITRE, 2.0)
                              : NULL;
  pieces.prepared = pieces.inset != NULL ? GEOSPrepare_r (pieces.geos, pieces.inset) : NULL;
  pieces.geometries = g_ptr_array_new ();
  pieces.roots = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (pieces.prepared != NULL)
    {
      for (guint i = 0; i < near->len; i++)
        add_building (&pieces, input, g_array_index (near, guint32, i));
      join_touching (&pieces);
      shape_groups (&pieces);
    }
  for (guint i = 0; i < pieces.geometries->len; i++)
    GEOSGeom_destroy_r (pieces.geos, g_ptr_array_index (pieces.geometries, i));
  g_ptr_array_unref (pieces.geometries);
  g_array_unref (pieces.roots);
  GEOSPreparedGeom_destroy_r (pieces.geos, pieces.prepared);
  GEOSGeom_destroy_r (pieces.geos, pieces.inset);
  GEOSGeom_destroy_r (pieces.geos, land);
}

/* The points of a ring, and others between them so that none is farther than @step from the next. */
static void
add_ring (Cut *cut, const WgPoint *points, guint n_points, guint32 owner, double step)
{
  guint32 end = 0;

  for (guint i = 0; i < n_points; i++)
    {
      WgPoint a = points[i], b = points[(i + 1) % n_points];
      guint n = (guint) ceil (sqrt ((double) wg_point_distance2 (a, b)) / step);

      for (guint k = 0; k < MAX (n, 1); k++)
        {
          WgPoint p = { a.x + (gint32) ((gint64) k * ((gint64) b.x - a.x) / MAX (n, 1)),
                        a.y + (gint32) ((gint64) k * ((gint64) b.y - a.y) / MAX (n, 1)) };

          g_array_append_val (cut->points, p);
          g_array_append_val (cut->owners, owner);
        }
    }
  end = cut->points->len;
  g_array_append_val (cut->rings, end);
}

static void
add_shape (Cut *cut, const WgShape *shape, guint32 owner, double step)
{
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      add_ring (cut, &WG_SHAPE_POINT (shape, ring->first), ring->n_points, owner, step);
    }
}

static void
triangulate (Cut *cut)
{
  g_autofree guint32 *vertices = g_new (guint32, MAX (cut->points->len, 1));
  guint32 first = 0;
  guint n = 0;

  cut->triangles = wg_triangulation_new ((const WgPoint *) (gconstpointer) cut->points->data,
                                         cut->points->len, vertices);
  n = wg_triangulation_n_vertices (cut->triangles);
  cut->owner_of = g_new (guint32, n);
  for (guint i = 0; i < n; i++)
    cut->owner_of[i] = RIM;
  for (guint i = cut->points->len; i-- > 0;)
    cut->owner_of[vertices[i]] = g_array_index (cut->owners, guint32, i);
  for (guint r = 0; r < cut->rings->len; r++)
    {
      guint32 end = g_array_index (cut->rings, guint32, r);

      for (guint32 i = first; end - first > 1 && i < end; i++)
        wg_triangulation_fix (cut->triangles, vertices[i], vertices[i + 1 < end ? i + 1 : first]);
      first = end;
    }
}

static gboolean
is_rim_edge (const Cut *cut, const WgTriangle *triangle, guint i)
{
  return triangle->fixed[i] && cut->owner_of[triangle->v[(i + 1) % 3]] == RIM
         && cut->owner_of[triangle->v[(i + 2) % 3]] == RIM;
}

static double
area_of (const Cut *cut, const WgTriangle *triangle)
{
  return (double) wg_point_cross (wg_triangulation_point (cut->triangles, triangle->v[0]),
                                  wg_triangulation_point (cut->triangles, triangle->v[1]),
                                  wg_triangulation_point (cut->triangles, triangle->v[2]));
}

static WgPoint
centre_of (const Cut *cut, const WgTriangle *triangle)
{
  WgPoint a = wg_triangulation_point (cut->triangles, triangle->v[0]);
  WgPoint b = wg_triangulation_point (cut->triangles, triangle->v[1]);
  WgPoint c = wg_triangulation_point (cut->triangles, triangle->v[2]);

  return (WgPoint){ (gint32) floor (((double) a.x + b.x + c.x) / 3 + 0.5),
                    (gint32) floor (((double) a.y + b.y + c.y) / 3 + 0.5) };
}

static gboolean
has_corner (const WgTriangle *triangle)
{
  return triangle->v[0] < WG_TRIANGULATION_N_CORNERS || triangle->v[1] < WG_TRIANGULATION_N_CORNERS
         || triangle->v[2] < WG_TRIANGULATION_N_CORNERS;
}

/* The triangles around @start that no rim parts from it; are they in the block? */
static void
flood_region (Cut *cut, guint32 start, guint8 *is_seen)
{
  g_autoptr (GArray) region = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean is_outside = FALSE;
  const WgTriangle *largest = NULL;
  double most = 0;

  g_array_append_val (region, start);
  is_seen[start] = TRUE;
  for (guint at = 0; at < region->len; at++)
    {
      const WgTriangle *triangle
        = wg_triangulation_get (cut->triangles, g_array_index (region, guint32, at));

      is_outside |= has_corner (triangle);
      if (area_of (cut, triangle) > most)
        {
          largest = triangle;
          most = area_of (cut, triangle);
        }
      for (guint i = 0; i < 3; i++)
        {
          guint32 next = (guint32) triangle->n[i];

          if (triangle->n[i] < 0 || is_seen[next] || is_rim_edge (cut, triangle, i))
            continue;
          is_seen[next] = TRUE;
          g_array_append_val (region, next);
        }
    }
  if (is_outside || largest == NULL
      || !wg_shape_contains (cut->block->shape, centre_of (cut, largest)))
    return;
  for (guint i = 0; i < region->len; i++)
    cut->is_inside[g_array_index (region, guint32, i)] = TRUE;
}

static void
find_inside (Cut *cut)
{
  guint n = wg_triangulation_count (cut->triangles);
  g_autofree guint8 *is_seen = g_new0 (guint8, n);

  cut->is_inside = g_new0 (guint8, n);
  for (guint32 t = 0; t < n; t++)
    if (!is_seen[t])
      flood_region (cut, t, is_seen);
}

/* The owners of a triangle, each once, without the rim. */
static guint
collect_owners (const Cut *cut, const WgTriangle *triangle, guint32 *owners)
{
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    {
      guint32 owner = cut->owner_of[triangle->v[i]];
      gboolean is_known = owner == RIM;

      for (guint k = 0; k < n; k++)
        is_known |= owners[k] == owner;
      if (!is_known)
        owners[n++] = owner;
    }
  return n;
}

/* Triangles between places of the rim only go to who is beside them. */
static void
label_triangles (Cut *cut)
{
  guint n = wg_triangulation_count (cut->triangles);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 owners[3];

  cut->label = g_new (guint32, n);
  for (guint32 t = 0; t < n; t++)
    {
      cut->label[t] = NOBODY;
      if (!cut->is_inside[t]
          || collect_owners (cut, wg_triangulation_get (cut->triangles, t), owners) != 1)
        continue;
      cut->label[t] = owners[0];
      g_array_append_val (queue, t);
    }
  for (guint at = 0; at < queue->len; at++)
    {
      guint32 t = g_array_index (queue, guint32, at);
      const WgTriangle *triangle = wg_triangulation_get (cut->triangles, t);

      for (guint i = 0; i < 3; i++)
        {
          guint32 next = (guint32) triangle->n[i];

          if (triangle->n[i] < 0 || triangle->fixed[i] || !cut->is_inside[next]
              || cut->label[next] != NOBODY
              || collect_owners (cut, wg_triangulation_get (cut->triangles, next), owners) != 0)
            continue;
          cut->label[next] = cut->label[t];
          g_array_append_val (queue, next);
        }
    }
}

static void
add_segment (Cut *cut, WgPoint from, WgPoint to, double gap)
{
  WgCellsSegment segment = { from, to, (guint32) MIN (gap, 1e9) };

  if (!wg_point_equal (from, to))
    g_array_append_val (cut->block->segments, segment);
}

static WgPoint
middle_of (const Cut *cut, const WgTriangle *triangle, guint i, double *length)
{
  WgPoint a = wg_triangulation_point (cut->triangles, triangle->v[(i + 1) % 3]);
  WgPoint b = wg_triangulation_point (cut->triangles, triangle->v[(i + 2) % 3]);

  *length = sqrt ((double) wg_point_distance2 (a, b));
  return (WgPoint){ (gint32) (((gint64) a.x + b.x) >> 1), (gint32) (((gint64) a.y + b.y) >> 1) };
}

/* The border inside of one triangle. */
static void
cut_triangle (Cut *cut, const WgTriangle *triangle, guint n_owners)
{
  WgPoint middles[3], centre = centre_of (cut, triangle);
  double gaps[3];
  guint n = 0, rim = 3;

  for (guint i = 0; i < 3; i++)
    {
      guint32 a = cut->owner_of[triangle->v[(i + 1) % 3]], b = cut->owner_of[triangle->v[(i + 2) % 3]];

      if (cut->owner_of[triangle->v[i]] == RIM)
        rim = i;
      if (a != b && a != RIM && b != RIM)
        {
          middles[n] = middle_of (cut, triangle, i, &gaps[n]);
          n++;
        }
    }
  if (n_owners == 3)
    for (guint i = 0; i < 3; i++)
      add_segment (cut, centre, middles[i], gaps[i]);
  else if (n == 2)
    add_segment (cut, middles[0], middles[1], (gaps[0] + gaps[1]) / 2);
  else if (n == 1 && rim < 3)
    add_segment (cut, middles[0], wg_triangulation_point (cut->triangles, triangle->v[rim]), gaps[0]);
}

/* Where two cells meet along an edge between two places of the rim. */
static void
cut_rim_edges (Cut *cut, guint32 t, const WgTriangle *triangle)
{
  for (guint i = 0; i < 3; i++)
    {
      guint32 next = (guint32) triangle->n[i], a = triangle->v[(i + 1) % 3], b = triangle->v[(i + 2) % 3];
      double length = 0;

      if (triangle->n[i] < 0 || next < t || triangle->fixed[i] || !cut->is_inside[next]
          || cut->owner_of[a] != RIM || cut->owner_of[b] != RIM || cut->label[next] == cut->label[t])
        continue;
      middle_of (cut, triangle, i, &length);
      add_segment (cut, wg_triangulation_point (cut->triangles, a),
                   wg_triangulation_point (cut->triangles, b), length);
    }
}

void
wg_cells_cut_block (WgCellsBlock *block)
{
  Cut cut = { block, g_array_new (FALSE, FALSE, sizeof (WgPoint)),
              g_array_new (FALSE, FALSE, sizeof (guint32)),
              g_array_new (FALSE, FALSE, sizeof (guint32)), NULL, NULL, NULL, NULL };

  add_shape (&cut, block->shape, RIM, G_MAXDOUBLE);
  for (guint i = 0; i < block->pieces->len; i++)
    {
      const WgCellsPiece *piece = g_ptr_array_index (block->pieces, i);

      if (piece->shape != NULL)
        add_shape (&cut, piece->shape, piece->group, WG_CELLS_FOOTPRINT_STEP);
      else if (piece->group == i)
        add_ring (&cut, &piece->point, 1, piece->group, G_MAXDOUBLE);
    }
  triangulate (&cut);
  find_inside (&cut);
  label_triangles (&cut);
  for (guint32 t = 0; t < wg_triangulation_count (cut.triangles); t++)
    {
      const WgTriangle *triangle = wg_triangulation_get (cut.triangles, t);
      guint32 owners[3];
      guint n_owners = 0;

      if (!cut.is_inside[t])
        continue;
      n_owners = collect_owners (&cut, triangle, owners);
      if (n_owners >= 2)
        cut_triangle (&cut, triangle, n_owners);
      else
        cut_rim_edges (&cut, t, triangle);
    }
  wg_triangulation_free (cut.triangles);
  g_array_unref (cut.points);
  g_array_unref (cut.owners);
  g_array_unref (cut.rings);
  g_free (cut.owner_of);
  g_free (cut.is_inside);
  g_free (cut.label);
}
