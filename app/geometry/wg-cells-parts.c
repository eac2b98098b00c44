/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-parts"

#include "wg-cells-private.h"

#include "wg-coverage-edit.h"
#include "wg-coverage-measure.h"
#include "wg-coverage-shape.h"
#include "wg-forest.h"

#define HAIR 30.0 /* mm */
#define CRUMB2 200e6 /* mm² times two */
#define IN_LAND 1 /* owner of the faces of the land */

/* Whose part a place is, by the cell around it. */
typedef struct
{
  const WgCells *cells;
  const guint32 *parts;
} Cells;

static void
clear_part (gpointer data)
{
  wg_shape_free (((WgCellsPart *) data)->shape);
}

static gboolean
is_land_cb (WgFaceId face, guint32 owner, gpointer user_data)
{
  return owner == IN_LAND;
}

/* A coverage that has the land only. */
static WgCoverage *
make_land (const WgShape *land, GError **error)
{
  g_autoptr (WgCoverage) coverage = wg_coverage_new ();
  WgCarve carve = { .shape = land, .takes_outside = TRUE };
  WgCoverageChange *rows = NULL;

  if (!wg_coverage_finish (coverage, error))
    return NULL;
  rows = wg_coverage_carve (coverage, &carve, NULL, error);
  if (rows == NULL)
    return NULL;
  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      guint32 owner = IN_LAND;
      WgPoint inside;

      if (!wg_coverage_has_face (coverage, face))
        continue;
      wg_coverage_face_shape (coverage, face, shape);
      if (wg_shape_find_inside (shape, &inside) && wg_shape_contains (land, inside))
        rows = wg_coverage_set_owners (coverage, rows, &face, &owner, 1);
    }
  wg_coverage_change_free (rows);
  return g_steal_pointer (&coverage);
}

/* The part of each face, by a point inside of it. */
static guint32 *
find_parts (const WgCoverage *coverage, WgCellsFind find, gpointer user_data)
{
  guint32 *part_of = g_new (guint32, wg_coverage_face_limit (coverage));

  for (WgFaceId face = 0; face < wg_coverage_face_limit (coverage); face++)
    {
      g_autoptr (WgShape) shape = NULL;
      WgPoint inside;

      part_of[face] = G_MAXUINT32;
      if (wg_coverage_owner (coverage, face) != IN_LAND)
        continue;
      shape = wg_shape_new ();
      wg_coverage_face_shape (coverage, face, shape);
      if (wg_shape_find_inside (shape, &inside))
        part_of[face] = find (inside, user_data);
    }
  return part_of;
}

/* Borders were made plain, but over no building: where a face has one, that says whose it is better than a
 * place in it that may have been a neighbour's. */
static void
follow_buildings (const WgCoverage *coverage, const WgCellsPlaces *places, WgCellsFind find,
                  gpointer user_data, guint32 *part_of)
{
  for (guint i = 0; i < places->n_buildings; i++)
    {
      WgFaceId face = wg_coverage_locate (coverage, places->buildings[i].point);
      guint32 part = part_of[face] != G_MAXUINT32 ? find (places->buildings[i].point, user_data)
                                                  : G_MAXUINT32;

      if (part != G_MAXUINT32)
        part_of[face] = part;
    }
}

/* The faces of a part that hang together by no border: the root of each. */
static guint32 *
find_pieces (const WgCoverage *coverage, const guint32 *part_of)
{
  guint limit = wg_coverage_face_limit (coverage);
  guint32 *roots = g_new (guint32, limit);

  for (guint32 i = 0; i < limit; i++)
    roots[i] = i;
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL && part_of[arc->left] != G_MAXUINT32 && part_of[arc->left] == part_of[arc->right])
        wg_forest_join (roots, arc->left, arc->right);
    }
  return roots;
}

/* The part beyond the longest border of a piece; G_MAXUINT32: none. */
static guint32
find_neighbour (const WgCoverage *coverage, const guint32 *part_of, guint32 *roots, guint32 piece)
{
  g_autoptr (GHashTable) lengths = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  double most = 0;
  guint32 best = G_MAXUINT32;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      gboolean is_left = arc != NULL && wg_forest_root (roots, arc->left) == piece;
      guint32 part = arc == NULL ? G_MAXUINT32 : part_of[is_left ? arc->right : arc->left];
      double *length = NULL;

      if (part == G_MAXUINT32 || part == part_of[piece]
          || (!is_left && wg_forest_root (roots, arc->right) != piece))
        continue;
      length = g_hash_table_lookup (lengths, GUINT_TO_POINTER (part));
      if (length == NULL)
        g_hash_table_insert (lengths, GUINT_TO_POINTER (part), length = g_new0 (double, 1));
      *length += wg_coverage_arc_length (coverage, id);
      if (*length > most)
        {
          most = *length;
          best = part;
        }
    }
  return best;
}

/* Where a border was made plain it may leave a corner of some square metres to the wrong side: without a building
 * and apart from the rest of its part, that goes to its neighbour. */
static void
give_crumbs (const WgCoverage *coverage, const WgCellsPlaces *places, guint32 *part_of)
{
  guint limit = wg_coverage_face_limit (coverage);
  g_autofree guint32 *roots = find_pieces (coverage, part_of);
  g_autofree guint8 *has_building = g_new0 (guint8, limit);
  g_autofree double *areas2 = g_new0 (double, limit);
  g_autofree double *most2 = g_new0 (double, MAX (places->n_parts, 1));

  for (guint i = 0; i < places->n_buildings; i++)
    has_building[wg_forest_root (roots, wg_coverage_locate (coverage, places->buildings[i].point))] = TRUE;
  for (WgFaceId face = 1; face < limit; face++)
    if (part_of[face] != G_MAXUINT32)
      areas2[wg_forest_root (roots, face)] += (double) wg_coverage_face_area2 (coverage, face);
  for (guint32 i = 1; i < limit; i++)
    if (part_of[i] != G_MAXUINT32)
      most2[part_of[i]] = MAX (most2[part_of[i]], areas2[i]);
  for (guint32 piece = 1; piece < limit; piece++)
    {
      guint32 part = part_of[piece], neighbour = G_MAXUINT32;

      if (part == G_MAXUINT32 || roots[piece] != piece || has_building[piece]
          || areas2[piece] >= CRUMB2 || areas2[piece] >= most2[part])
        continue;
      neighbour = find_neighbour (coverage, part_of, roots, piece);
      for (WgFaceId face = piece; neighbour != G_MAXUINT32 && face < limit; face++)
        if (wg_forest_root (roots, face) == piece)
          part_of[face] = neighbour;
    }
}

static void
count_pieces (const WgCoverage *coverage, const guint32 *part_of, GArray *result)
{
  g_autofree guint32 *roots = find_pieces (coverage, part_of);

  for (guint32 i = 1; i < wg_coverage_face_limit (coverage); i++)
    if (part_of[i] != G_MAXUINT32 && roots[i] == i)
      g_array_index (result, WgCellsPart, part_of[i]).n_pieces++;
}

static void
shape_parts (const WgCoverage *coverage, const guint32 *part_of, GArray *result)
{
  for (guint32 part = 0; part < result->len; part++)
    {
      g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
      WgShape *shape = wg_shape_new ();

      for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
        if (part_of[face] == part)
          g_array_append_val (faces, face);
      if (faces->len > 0)
        wg_coverage_dissolve (coverage, (const WgFaceId *) (gconstpointer) faces->data, faces->len,
                              shape);
      g_array_index (result, WgCellsPart, part).shape = shape;
    }
}

GArray *
wg_cells_cut_land (const WgShape *land, const GPtrArray *lines, WgCellsFind find, gpointer user_data,
                   WgCellsPlaces *places, GError **error)
{
  g_autoptr (WgCoverage) coverage = make_land (land, error);
  WgCarve carve = { .lines = lines, .filter = is_land_cb };
  g_autofree guint32 *part_of = NULL;
  GArray *result = NULL;

  if (coverage == NULL)
    return NULL;
  if (lines->len > 0)
    {
      WgCoverageChange *rows = wg_coverage_carve (coverage, &carve, NULL, error);

      if (rows == NULL)
        return NULL;
      wg_coverage_change_free (rows);
    }
  part_of = find_parts (coverage, find, user_data);
  follow_buildings (coverage, places, find, user_data, part_of);
  give_crumbs (coverage, places, part_of);
  result = g_array_sized_new (FALSE, TRUE, sizeof (WgCellsPart), places->n_parts);
  g_array_set_clear_func (result, clear_part);
  g_array_set_size (result, places->n_parts);
  count_pieces (coverage, part_of, result);
  shape_parts (coverage, part_of, result);
  for (guint i = 0; places->part_of != NULL && i < places->n_buildings; i++)
    places->part_of[i] = part_of[wg_coverage_locate (coverage, places->buildings[i].point)];
  return result;
}

static guint32
find_unit_cb (WgPoint inside, gpointer user_data)
{
  const Cells *cells = user_data;
  const WgCoverage *coverage = cells->cells->coverage;
  guint32 unit = wg_coverage_owner (coverage, wg_coverage_face_at (coverage, inside));

  return unit != 0 ? cells->parts[unit - 1] : G_MAXUINT32;
}

GArray *
wg_cells_make_parts (const WgCells *cells, const WgCellsInput *input, const GPtrArray *lines,
                     const guint32 *parts, guint n_parts, guint32 *part_of_building, GError **error)
{
  Cells known = { cells, parts };
  WgCellsPlaces places = { n_parts, input->buildings, input->n_buildings, part_of_building };

  return wg_cells_cut_land (input->land, lines, find_unit_cb, &known, &places, error);
}

static GEOSGeometry *
make_lines (GEOSContextHandle_t geos, const GPtrArray *lines)
{
  g_autofree GEOSGeometry **members = g_new0 (GEOSGeometry *, lines->len);

  for (guint i = 0; i < lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (lines, i);
      g_autofree double *xy = g_new (double, 2 * (gsize) line->len);

      for (guint k = 0; k < line->len; k++)
        {
          xy[2 * k] = g_array_index (line, WgPoint, k).x;
          xy[2 * k + 1] = g_array_index (line, WgPoint, k).y;
        }
      members[i] = GEOSGeom_createLineString_r (
        geos, GEOSCoordSeq_copyFromBuffer_r (geos, xy, line->len, FALSE, FALSE));
    }
  return GEOSGeom_createCollection_r (geos, GEOS_MULTILINESTRING, members, lines->len);
}

guint
wg_cells_count_cut (const WgCellsInput *input, const GPtrArray *lines)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *all = make_lines (geos, lines);
  const GEOSPreparedGeometry *prepared = all != NULL ? GEOSPrepare_r (geos, all) : NULL;
  guint n_cut = 0;

  for (guint i = 0; prepared != NULL && i < input->n_buildings; i++)
    {
      GEOSGeometry *footprint = input->buildings[i].footprint != NULL
                                  ? wg_geos_from_shape (input->buildings[i].footprint)
                                  : NULL;
      GEOSGeometry *inner = NULL;

      if (footprint != NULL && GEOSPreparedIntersects_r (geos, prepared, footprint) == 1)
        inner = GEOSBuffer_r (geos, footprint, -HAIR, 1);
      if (inner != NULL && GEOSPreparedIntersects_r (geos, prepared, inner) == 1)
        n_cut++;
      GEOSGeom_destroy_r (geos, inner);
      GEOSGeom_destroy_r (geos, footprint);
    }
  GEOSPreparedGeom_destroy_r (geos, prepared);
  GEOSGeom_destroy_r (geos, all);
  return n_cut;
}
