/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-pieces"

#include "wg-cells-private.h"

#include "wg-forest.h"

#include <math.h>

#define LEAST_PIECE 2e2 /* mm²: of what lies in another block next to nothing is left by the inset */

/* The footprints near one block, with GEOS. */
typedef struct
{
  GEOSContextHandle_t geos;
  WgCellsBlock *block;
  GEOSGeometry *inset;   /* where footprints may be, so that they are INSET off the border when wider */
  const GEOSPreparedGeometry *prepared;
  GEOSGeometry *room;    /* where they may be when wider */
  GPtrArray *geometries; /* of each piece; NULL of a point */
  GArray *roots;         /* of guint32: wg-forest.h over the pieces */
} Pieces;

#define ROOTS(pieces) ((guint32 *) (gpointer) (pieces)->roots->data)

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

static void
add_building (Pieces *pieces, const WgCellsInput *input, guint32 index)
{
  GEOSContextHandle_t geos = pieces->geos;
  const WgCellsBuilding *building = &input->buildings[index];
  GEOSGeometry *geometry = NULL;

  if (building->footprint != NULL)
    geometry = wg_cells_read_footprint (geos, building->footprint);
  if (geometry == NULL)
    {
      if (wg_shape_contains (pieces->block->shape, building->point))
        add_piece (pieces, index, building->point, NULL);
      return;
    }
  if (GEOSPreparedContains_r (geos, pieces->prepared, geometry) == 1)
    {
      WgPoint inside = building->point;

      if (!wg_shape_contains (building->footprint, inside))
        find_point (geos, geometry, &inside);
      add_piece (pieces, index, inside, geometry);
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

/* A building of which only the place is known may stand in the footprint of another, or right at it. */
static void
join_points (Pieces *pieces, const GArray *spans)
{
  for (guint32 i = 0; i < pieces->geometries->len; i++)
    {
      WgPoint p = ((const WgCellsPiece *) g_ptr_array_index (pieces->block->pieces, i))->point;
      GEOSGeometry *point = NULL;

      if (g_ptr_array_index (pieces->geometries, i) != NULL)
        continue;
      for (guint k = 0; k < spans->len; k++)
        {
          const Span *span = &g_array_index (spans, Span, k);

          if (span->min_x > p.x + WG_CELLS_TOUCH)
            break;
          if (span->max_x < p.x - WG_CELLS_TOUCH)
            continue;
          if (point == NULL)
            point = GEOSGeom_createPointFromXY_r (pieces->geos, p.x, p.y);
          if (GEOSDistanceWithin_r (pieces->geos, g_ptr_array_index (pieces->geometries, span->piece), point,
                                    WG_CELLS_TOUCH)
              == 1)
            wg_forest_join (ROOTS (pieces), i, span->piece);
        }
      GEOSGeom_destroy_r (pieces->geos, point);
    }
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

          if (other->min_x > span->max_x + WG_CELLS_TOUCH)
            break;
          if (GEOSDistanceWithin_r (pieces->geos, geometry,
                                    g_ptr_array_index (pieces->geometries, other->piece),
                                    WG_CELLS_TOUCH)
              == 1)
            wg_forest_join (ROOTS (pieces), span->piece, other->piece);
        }
    }
  join_points (pieces, spans);
}

/* Footprints that touch, without what is between them. */
static GEOSGeometry *
close_gaps (GEOSContextHandle_t geos, const GEOSGeometry *footprints)
{
  GEOSGeometry *merged = GEOSUnaryUnion_r (geos, footprints), *narrow = NULL;

  if (merged == NULL)
    return NULL;
  narrow = wg_cells_buffer (geos, merged, -WG_CELLS_TOUCH / 2);
  GEOSGeom_destroy_r (geos, merged);
  return narrow;
}

/* One shape of all pieces of a group; the first piece has it. */
static GEOSGeometry *
merge_group (Pieces *pieces, const GArray *members)
{
  GEOSContextHandle_t geos = pieces->geos;
  g_autofree GEOSGeometry **grown = g_new0 (GEOSGeometry *, members->len);
  GEOSGeometry *collection = NULL, *merged = NULL, *inner = NULL;
  guint n = 0;

  for (guint i = 0; i < members->len; i++)
    {
      const GEOSGeometry *geometry
        = g_ptr_array_index (pieces->geometries, g_array_index (members, guint32, i));
      GEOSGeometry *wider
        = geometry != NULL ? wg_cells_buffer (geos, geometry, WG_CELLS_CLEAR + WG_CELLS_TOUCH / 2) : NULL;

      if (wider != NULL)
        grown[n++] = wider;
    }
  if (n == 0)
    return NULL;
  collection = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, grown, n);
  merged = close_gaps (geos, collection);
  GEOSGeom_destroy_r (geos, collection);
  inner = merged != NULL ? GEOSIntersection_r (geos, merged, pieces->room) : NULL;
  if (inner == NULL)
    return merged;
  GEOSGeom_destroy_r (geos, merged);
  return inner;
}

/* That of a piece that touches no other. */
static GEOSGeometry *
widen_piece (Pieces *pieces, guint32 piece)
{
  const GEOSGeometry *geometry = g_ptr_array_index (pieces->geometries, piece);

  return geometry != NULL ? wg_cells_buffer (pieces->geos, geometry, WG_CELLS_CLEAR) : NULL;
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
      merged = members->len == 1 ? widen_piece (pieces, i) : merge_group (pieces, members);
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
  Pieces pieces = { .geos = wg_geos_context (), .block = block };
  GEOSGeometry *land = wg_geos_from_shape (block->shape);

  if (land != NULL)
    {
      pieces.inset = wg_cells_buffer (pieces.geos, land, -WG_CELLS_INSET - WG_CELLS_CLEAR);
      pieces.room = wg_cells_buffer (pieces.geos, land, -WG_CELLS_INSET);
    }
  pieces.prepared = pieces.inset != NULL ? GEOSPrepare_r (pieces.geos, pieces.inset) : NULL;
  pieces.geometries = g_ptr_array_new ();
  pieces.roots = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (pieces.prepared != NULL && pieces.room != NULL)
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
  GEOSGeom_destroy_r (pieces.geos, pieces.room);
  GEOSGeom_destroy_r (pieces.geos, land);
}

