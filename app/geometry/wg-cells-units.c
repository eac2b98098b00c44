/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-units"

#include "wg-cells-private.h"

#include "wg-coverage-edit.h"
#include "wg-coverage-measure.h"
#include "wg-coverage-shape.h"
#include "wg-forest.h"

#define NARROW 1500.0      /* mm: twice area by perimeter of land that is no place of its own */
#define SMALL2 200e6       /* mm² times two: likewise */
#define IN_BLOCK 1000.0    /* how much better a neighbour in the block is, by the length of the border */
#define UNCROSSED 30.0     /* likewise one that no line which is never crossed parts from it */

/* The faces of the cells while they are put together. */
typedef struct
{
  WgCellsWork *work;
  const WgCoverage *coverage;
  guint limit;         /* of the faces */
  guint32 *root;       /* union-find */
  guint32 *block;      /* of each face: face of the blocks; 0: not in the land */
  guint8 *has_building;
  guint32 *unit;       /* of each face; G_MAXUINT32: none */
} Units;

/* Which block each face is in: from its pieces, else from a point inside. */
static void
find_blocks (Units *units)
{
  const GPtrArray *pieces = units->work->pieces;

  for (guint i = 0; i < pieces->len; i++)
    {
      const WgCellsPiece *piece = g_ptr_array_index (pieces, i);
      WgFaceId face = wg_coverage_face_at (units->coverage, piece->point);

      if (face == WG_FACE_OUTSIDE)
        continue;
      units->block[face] = piece->block;
      units->has_building[face] = TRUE;
    }
  for (WgFaceId face = 1; face < units->limit; face++)
    {
      g_autoptr (WgShape) shape = NULL;
      WgFaceId block = 0;
      WgPoint inside;

      if (units->block[face] != 0 || !wg_coverage_has_face (units->coverage, face))
        continue;
      shape = wg_shape_new ();
      wg_coverage_face_shape (units->coverage, face, shape);
      if (!wg_shape_find_inside (shape, &inside))
        continue;
      block = wg_coverage_face_at (units->work->blocks, inside);
      units->block[face] = units->work->is_block[block] ? block : 0;
    }
}

/* A footprint of several parts has a cell around each. */
static void
join_parts (Units *units, const WgCellsPiece *piece, WgFaceId face)
{
  for (guint r = 0; piece->shape != NULL && r < piece->shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (piece->shape, r);
      WgFaceId other = wg_coverage_face_at (units->coverage, WG_SHAPE_POINT (piece->shape, ring->first));

      if (ring->is_hole || other == WG_FACE_OUTSIDE)
        continue;
      units->block[other] = piece->block;
      units->has_building[other] = TRUE;
      wg_forest_join (units->root, face, other);
    }
}

/* In one block, or where a line that stays is between them: houses are not to bridge any other. */
static gboolean
may_join (const Units *units, WgFaceId a, WgFaceId b)
{
  const guint32 *zones = units->work->zone_of_block;

  return units->block[a] == units->block[b] || zones[units->block[a]] != zones[units->block[b]];
}

/* All cells of a building become one. */
static void
join_buildings (Units *units)
{
  const WgCellsInput *input = units->work->input;
  g_autofree WgFaceId *first = g_new0 (WgFaceId, MAX (input->n_buildings, 1));

  for (guint i = 0; i < units->work->pieces->len; i++)
    {
      const WgCellsPiece *piece = g_ptr_array_index (units->work->pieces, i);
      WgFaceId face = wg_coverage_face_at (units->coverage, piece->point);

      if (face == WG_FACE_OUTSIDE || units->block[face] == 0)
        continue;
      if (first[piece->building] != 0 && may_join (units, first[piece->building], face))
        wg_forest_join (units->root, first[piece->building], face);
      first[piece->building] = face;
      join_parts (units, piece, face);
    }
  for (guint i = 0; i < input->n_buildings; i++)
    {
      WgFaceId face = wg_coverage_locate (units->coverage, input->buildings[i].point);

      if (face == WG_FACE_OUTSIDE || units->block[face] == 0)
        continue;
      units->has_building[face] = TRUE;
      if (first[i] != 0 && may_join (units, first[i], face))
        wg_forest_join (units->root, first[i], face);
    }
}

/* What was joined but does not hang together is parted again: a unit is in one piece. */
static void
part_pieces (Units *units)
{
  guint32 *roots = g_new (guint32, units->limit);

  for (guint32 face = 0; face < units->limit; face++)
    roots[face] = face;
  for (WgArcId id = 1; id < wg_coverage_arc_limit (units->coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (units->coverage, id);

      if (arc != NULL && wg_forest_root (units->root, arc->left) == wg_forest_root (units->root, arc->right))
        wg_forest_join (roots, arc->left, arc->right);
    }
  g_free (units->root);
  units->root = roots;
}

/* How good a neighbour is for a crumb, by their border; 0: it is none. */
static double
rate_neighbour (const Units *units, WgFaceId face, WgHalfEdge edge)
{
  WgFaceId beyond = wg_coverage_left_face (units->coverage, WG_HALF_EDGE_TWIN (edge));
  WgArcId arc = WG_HALF_EDGE_ARC (edge);
  double length = wg_coverage_arc_length (units->coverage, arc);

  if (units->block[beyond] == 0 || beyond == face)
    return 0;
  if (units->block[beyond] == units->block[face])
    return IN_BLOCK * length;
  return units->work->input->never & (1u << units->work->cells->arc_classes[arc]) ? length
                                                                                  : UNCROSSED * length;
}

/* Land without a building that is too narrow or small to be a unit goes to the neighbour in its
 * block with the longest border, else to any: rather not over a line that is never crossed. */
static void
join_crumbs (Units *units)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));

  for (WgFaceId face = 1; face < units->limit; face++)
    {
      double perimeter = 0, area2 = 0, most = 0;
      WgFaceId best = 0;

      if (units->block[face] == 0 || units->has_building[face])
        continue;
      g_array_set_size (edges, 0);
      wg_coverage_face_edges (units->coverage, face, edges);
      area2 = (double) wg_coverage_face_area2 (units->coverage, face);
      for (guint i = 0; i < edges->len; i++)
        {
          WgHalfEdge edge = g_array_index (edges, WgHalfEdge, i);
          double rate = rate_neighbour (units, face, edge);

          perimeter += wg_coverage_arc_length (units->coverage, WG_HALF_EDGE_ARC (edge));
          if (rate <= most)
            continue;
          most = rate;
          best = wg_coverage_left_face (units->coverage, WG_HALF_EDGE_TWIN (edge));
        }
      if (best != 0 && (area2 < SMALL2 || area2 / perimeter < NARROW))
        wg_forest_join (units->root, face, best);
    }
}

/* Crumbs that went to one another only are still crumbs; TRUE when any found a neighbour. */
static gboolean
join_groups (Units *units)
{
  const WgCoverage *coverage = units->coverage;
  g_autofree double *areas2 = g_new0 (double, units->limit);
  g_autofree double *most = g_new0 (double, units->limit);
  g_autofree WgFaceId *best = g_new0 (WgFaceId, units->limit);
  gboolean is_any = FALSE;

  for (WgFaceId face = 1; face < units->limit; face++)
    if (units->block[face] != 0)
      areas2[wg_forest_root (units->root, face)]
        += units->has_building[face] ? SMALL2 : (double) wg_coverage_face_area2 (coverage, face);
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    for (guint side = 0; side < 2 && wg_coverage_arc (coverage, id) != NULL; side++)
      {
        WgHalfEdge edge = WG_HALF_EDGE (id, side);
        WgFaceId face = wg_coverage_left_face (coverage, edge);
        WgFaceId beyond = wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (edge));
        guint32 own = wg_forest_root (units->root, face);
        double rate = 0;

        if (units->block[face] == 0 || areas2[own] >= SMALL2
            || own == wg_forest_root (units->root, beyond))
          continue;
        rate = rate_neighbour (units, face, edge);
        if (rate <= most[own])
          continue;
        most[own] = rate;
        best[own] = beyond;
      }
  for (WgFaceId face = 1; face < units->limit; face++)
    if (best[face] != 0)
      {
        wg_forest_join (units->root, face, best[face]);
        is_any = TRUE;
      }
  return is_any;
}

static void
number_units (Units *units)
{
  WgCells *cells = units->work->cells;

  for (WgFaceId face = 1; face < units->limit; face++)
    {
      guint32 root = 0;
      WgCellsUnit *unit = NULL;

      units->unit[face] = G_MAXUINT32;
      if (units->block[face] == 0)
        continue;
      root = wg_forest_root (units->root, face);
      if (root == face)
        {
          WgCellsUnit blank = { .block = units->block[face] };

          units->unit[face] = cells->units->len;
          g_array_append_val (cells->units, blank);
        }
      units->unit[face] = units->unit[root];
      unit = &g_array_index (cells->units, WgCellsUnit, units->unit[face]);
      unit->area_mm2 += (gint64) (wg_coverage_face_area2 (units->coverage, face) / 2);
    }
}

static void
set_owners (Units *units)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (WgFaceId face = 1; face < units->limit; face++)
    {
      guint32 owner = units->block[face] != 0 ? units->unit[face] + 1 : 0;

      if (!wg_coverage_has_face (units->coverage, face))
        continue;
      g_array_append_val (faces, face);
      g_array_append_val (owners, owner);
    }
  wg_coverage_change_free (
    wg_coverage_set_owners (units->work->cells->coverage, NULL,
                            (const WgFaceId *) (gconstpointer) faces->data,
                            (const guint32 *) (gconstpointer) owners->data, faces->len));
}

static guint32
find_compound (const WgCellsInput *input, WgPoint p)
{
  for (guint i = 0; input->compounds != NULL && i < input->compounds->len; i++)
    if (wg_shape_contains (g_ptr_array_index (input->compounds, i), p))
      return i + 1;
  return 0;
}

/* Which unit each building is in, and where the units are. */
static void
place_buildings (Units *units)
{
  WgCells *cells = units->work->cells;
  const WgCellsInput *input = units->work->input;
  g_autofree double *sums = g_new0 (double, 2 * (gsize) MAX (cells->units->len, 1));

  cells->unit_of = g_new (guint32, MAX (input->n_buildings, 1));
  for (guint i = 0; i < input->n_buildings; i++)
    {
      WgPoint p = input->buildings[i].point;
      WgFaceId face = wg_coverage_locate (units->coverage, p);
      guint32 unit = face != WG_FACE_OUTSIDE && units->block[face] != 0 ? units->unit[face] : G_MAXUINT32;

      cells->unit_of[i] = unit;
      if (unit == G_MAXUINT32)
        continue;
      g_array_index (cells->units, WgCellsUnit, unit).n_buildings++;
      sums[2 * unit] += p.x;
      sums[2 * unit + 1] += p.y;
    }
  for (WgFaceId face = 1; face < units->limit; face++)
    {
      guint32 u = units->block[face] != 0 ? units->unit[face] : G_MAXUINT32;
      WgCellsUnit *unit = u != G_MAXUINT32 ? &g_array_index (cells->units, WgCellsUnit, u) : NULL;

      if (unit == NULL || wg_forest_root (units->root, face) != face)
        continue;
      if (unit->n_buildings > 0)
        unit->centre = (WgPoint){ (gint32) (sums[2 * u] / unit->n_buildings),
                                  (gint32) (sums[2 * u + 1] / unit->n_buildings) };
      else
        {
          g_autoptr (WgShape) shape = wg_shape_new ();

          wg_coverage_face_shape (units->coverage, face, shape);
          wg_shape_find_inside (shape, &unit->centre);
        }
      unit->compound = find_compound (input, unit->centre);
    }
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const WgCellsEdge *first = a, *second = b;

  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;
  if (first->b != second->b)
    return first->b < second->b ? -1 : 1;
  return (int) first->barrier_class - second->barrier_class;
}

/* Edges of one pair and class become one. */
static void
merge_edges (GArray *edges)
{
  guint n = 0;

  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < edges->len; i++)
    {
      WgCellsEdge edge = g_array_index (edges, WgCellsEdge, i);
      WgCellsEdge *last = n > 0 ? &g_array_index (edges, WgCellsEdge, n - 1) : NULL;

      if (last != NULL && compare_edges (last, &edge) == 0)
        last->length_mm += edge.length_mm;
      else
        g_array_index (edges, WgCellsEdge, n++) = edge;
    }
  g_array_set_size (edges, n);
}

static void
make_edges (Units *units)
{
  WgCells *cells = units->work->cells;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (units->coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (units->coverage, id);
      guint32 left = 0, right = 0;
      double length = 0;

      if (arc == NULL)
        continue;
      left = wg_coverage_owner (units->coverage, arc->left);
      right = wg_coverage_owner (units->coverage, arc->right);
      length = wg_coverage_arc_length (units->coverage, id);
      if (left == right)
        {
          if (left != 0 && !cells->is_in_block[id])
            cells->inside_mm[cells->arc_classes[id]] += length;
          continue;
        }
      if (left == 0 || right == 0)
        g_array_index (cells->units, WgCellsUnit, MAX (left, right) - 1).outer_mm += (gint64) (length + 0.5);
      else
        {
          WgCellsEdge edge = { MIN (left, right) - 1, MAX (left, right) - 1, (guint32) MAX (length + 0.5, 1),
                               cells->arc_classes[id] };

          g_array_append_val (cells->edges, edge);
        }
    }
  merge_edges (cells->edges);
}

void
wg_cells_make_units (WgCellsWork *work)
{
  Units units = { work, work->cells->coverage, wg_coverage_face_limit (work->cells->coverage),
                  NULL, NULL, NULL, NULL };

  units.root = g_new (guint32, units.limit);
  units.block = g_new0 (guint32, units.limit);
  units.has_building = g_new0 (guint8, units.limit);
  units.unit = g_new (guint32, units.limit);
  for (guint32 face = 0; face < units.limit; face++)
    units.root[face] = face;
  find_blocks (&units);
  join_buildings (&units);
  part_pieces (&units);
  wg_cells_classify_arcs (work, units.block);
  join_crumbs (&units);
  while (join_groups (&units))
    ;
  number_units (&units);
  set_owners (&units);
  place_buildings (&units);
  make_edges (&units);
  g_free (units.root);
  g_free (units.block);
  g_free (units.has_building);
  g_free (units.unit);
}
