/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-detour"

#include "wg-cells-private.h"

#include "wg-coverage-measure.h"
#include "wg-coverage-shape.h"
#include "wg-coverage-share.h"
#include "wg-forest.h"
#include "wg-lines.h"

#define UNKNOWN G_MAXUINT32
#define LEAST_YARD 0.5 /* of the border of land that footprints cut off is along them */

/* Streets and the outlines of footprints, noded; whose each face is. */
typedef struct
{
  WgCellsWork *work;
  WgCoverage *coverage;
  guint limit;      /* of its faces */
  guint32 *label;   /* of each face: a face of the streets; 0: not in the land; UNKNOWN: thinner than a mm */
  guint32 *claim;   /* of each face: the claim that it is of + 1; 0: of none */
} Detour;

#define CLAIM(work, i) ((WgCellsClaim *) g_ptr_array_index ((work)->claims, (i)))

static void
add_rings (GPtrArray *lines, const WgShape *shape)
{
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, r);
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

      for (guint i = 0; i <= ring->n_points; i++)
        {
          WgPoint p = WG_SHAPE_POINT (shape, ring->first + i % ring->n_points);

          if (points->len == 0 || !wg_point_equal (g_array_index (points, WgPoint, points->len - 1), p))
            g_array_append_val (points, p);
        }
      if (points->len >= 4)
        g_ptr_array_add (lines, wg_line_new ((const WgPoint *) (gconstpointer) points->data, points->len));
    }
}

static WgCoverage *
node_lines (const GPtrArray *lines, GCancellable *cancellable, GError **error)
{
  static const WgLinesOptions exact = { 0.0, 0.0 };
  g_autoptr (WgLinesResult) joined = wg_lines_join (lines, &exact, NULL, cancellable, error);

  return joined != NULL ? g_steal_pointer (&joined->coverage) : NULL;
}

static WgCoverage *
node_claims (const WgCellsWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (work->streets); id++)
    {
      const WgArc *arc = wg_coverage_arc (work->streets, id);

      if (arc != NULL && (work->is_land[arc->left] || work->is_land[arc->right]))
        g_ptr_array_add (lines, wg_line_ref (arc->line));
    }
  for (guint i = 0; i < work->claims->len; i++)
    {
      const WgCellsClaim *claim = CLAIM (work, i);

      if (claim->is_active)
        add_rings (lines, claim->outer);
      if (claim->has_rival)
        add_rings (lines, claim->inner);
    }
  return node_lines (lines, cancellable, error);
}

/* Inside a footprint: its block. Else beside one: its block. Else that of the place itself. */
static void
label_place (Detour *detour, WgFaceId face, WgPoint inside)
{
  const WgCellsWork *work = detour->work;
  WgFaceId street = wg_coverage_face_at (work->streets, inside), home = WG_FACE_OUTSIDE;
  guint32 beside = 0, within = 0;

  detour->label[face] = work->is_land[street] ? street : WG_FACE_OUTSIDE;
  if (detour->label[face] == WG_FACE_OUTSIDE)
    return;
  for (guint i = 0; i < work->claims->len && within == 0; i++)
    {
      const WgCellsClaim *claim = CLAIM (work, i);

      if (!claim->is_active || !wg_envelope_contains (&claim->box, inside))
        continue;
      if (wg_shape_contains (claim->inner, inside))
        within = i + 1;
      else if (beside == 0 && wg_shape_contains (claim->outer, inside))
        beside = i + 1;
    }
  detour->claim[face] = within != 0 ? within : beside;
  if (detour->claim[face] == 0)
    return;
  home = wg_cells_home_of (work, CLAIM (work, detour->claim[face] - 1), work->zones[street]);
  if (home != WG_FACE_OUTSIDE)
    detour->label[face] = home;
}

static void
label_faces (Detour *detour)
{
  for (WgFaceId face = 1; face < detour->limit; face++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      WgPoint inside;

      if (!wg_coverage_has_face (detour->coverage, face))
        continue;
      wg_coverage_face_shape (detour->coverage, face, shape);
      if (wg_shape_find_inside (shape, &inside) && wg_shape_contains (shape, inside))
        label_place (detour, face, inside);
      else
        detour->label[face] = UNKNOWN;
    }
}

/* What is thinner than a millimetre goes to the neighbour with the longest border. */
static void
label_slivers (Detour *detour)
{
  const WgCoverage *coverage = detour->coverage;
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  gboolean is_any = TRUE;

  while (is_any)
    {
      is_any = FALSE;
      for (WgFaceId face = 1; face < detour->limit; face++)
        {
          double most = 0;
          WgFaceId best = WG_FACE_OUTSIDE;

          if (detour->label[face] != UNKNOWN)
            continue;
          g_array_set_size (edges, 0);
          wg_coverage_face_edges (coverage, face, edges);
          for (guint i = 0; i < edges->len; i++)
            {
              WgHalfEdge edge = g_array_index (edges, WgHalfEdge, i);
              WgFaceId beyond = wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (edge));
              double length = wg_coverage_arc_length (coverage, WG_HALF_EDGE_ARC (edge));

              if (detour->label[beyond] == UNKNOWN || length <= most)
                continue;
              most = length;
              best = beyond;
            }
          if (most == 0)
            continue;
          detour->label[face] = detour->label[best];
          detour->claim[face] = detour->claim[best];
          is_any = TRUE;
        }
    }
}

/* Land of one label that hangs together. */
typedef struct
{
  double area2;
  double border;     /* mm */
  double along;      /* mm of it: where a footprint begins */
  guint32 beyond;    /* the only label around it; UNKNOWN: there are several */
} Piece;

static guint32 *
find_pieces (const Detour *detour)
{
  guint32 *roots = g_new (guint32, detour->limit + 1);

  for (guint32 i = 0; i < detour->limit; i++)
    roots[i] = i;
  for (WgArcId id = 1; id < wg_coverage_arc_limit (detour->coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (detour->coverage, id);

      if (arc != NULL && detour->label[arc->left] != 0 && detour->label[arc->left] == detour->label[arc->right])
        wg_forest_join (roots, arc->left, arc->right);
    }
  return roots;
}

static void
measure_side (const Detour *detour, Piece *piece, WgFaceId own, WgFaceId beyond, double length)
{
  guint32 label = detour->label[beyond];

  piece->border += length;
  if (detour->claim[beyond] != 0 && detour->claim[own] == 0)
    piece->along += length;
  if (piece->beyond == 0)
    piece->beyond = label != 0 ? label : UNKNOWN;
  else if (piece->beyond != label)
    piece->beyond = UNKNOWN;
}

static Piece *
measure_pieces (const Detour *detour, guint32 *roots)
{
  Piece *pieces = g_new0 (Piece, detour->limit + 1);

  for (WgFaceId face = 1; face < detour->limit; face++)
    if (wg_coverage_has_face (detour->coverage, face))
      pieces[wg_forest_root (roots, face)].area2 += (double) wg_coverage_face_area2 (detour->coverage, face);
  for (WgArcId id = 1; id < wg_coverage_arc_limit (detour->coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (detour->coverage, id);
      double length = 0;

      if (arc == NULL || detour->label[arc->left] == detour->label[arc->right])
        continue;
      length = wg_coverage_arc_length (detour->coverage, id);
      measure_side (detour, &pieces[wg_forest_root (roots, arc->left)], arc->left, arc->right, length);
      measure_side (detour, &pieces[wg_forest_root (roots, arc->right)], arc->right, arc->left, length);
    }
  return pieces;
}

/* A yard that a footprint cuts off from its block, with one block all around, is of that block: nobody
 * comes to it otherwise. */
static void
give_yards (Detour *detour)
{
  g_autofree guint32 *roots = find_pieces (detour);
  g_autofree Piece *pieces = measure_pieces (detour, roots);
  g_autofree double *largest = g_new0 (double, wg_coverage_face_limit (detour->work->streets) + 1);
  g_autofree guint32 *given = g_new0 (guint32, detour->limit + 1);

  for (WgFaceId face = 1; face < detour->limit; face++)
    if (wg_coverage_has_face (detour->coverage, face) && roots[face] == face && detour->label[face] != 0)
      largest[detour->label[face]] = MAX (largest[detour->label[face]], pieces[face].area2);
  for (WgFaceId face = 1; face < detour->limit; face++)
    {
      const Piece *piece = &pieces[face];

      if (wg_coverage_has_face (detour->coverage, face) && roots[face] == face && detour->label[face] != 0
          && piece->area2 < largest[detour->label[face]] && piece->beyond != UNKNOWN && piece->beyond != 0
          && piece->along >= LEAST_YARD * piece->border)
        given[face] = piece->beyond;
    }
  for (WgFaceId face = 1; face < detour->limit; face++)
    if (given[wg_forest_root (roots, face)] != 0)
      detour->label[face] = given[wg_forest_root (roots, face)];
}

static void
look_at_crossings (const Detour *detour, guint32 claim, const WgFaceId *labels, guint *best)
{
  const WgCellsWork *work = detour->work;
  const GArray *crossings = NULL;

  if (claim == 0)
    return;
  crossings = CLAIM (work, CLAIM (work, claim - 1)->cluster)->crossings;
  for (guint i = 0; i < crossings->len; i++)
    {
      const WgCellsCrossing *crossing = &g_array_index (crossings, WgCellsCrossing, i);
      guint n_same = (crossing->left == labels[0] || crossing->right == labels[0])
                     + (crossing->left == labels[1] || crossing->right == labels[1]);

      /* The line between these two blocks; else one of theirs; else any: and the strongest of them. */
      *best = MAX (*best, ((n_same * 64 + wg_cells_strength (work->input, crossing->barrier_class)) << 8)
                            + crossing->barrier_class);
    }
}

/* What a border is that was led round a footprint: the line that enters it. */
static guint8
class_of_detour (const Detour *detour, const WgArc *arc)
{
  WgFaceId labels[2] = { detour->label[arc->left], detour->label[arc->right] };
  WgPoint a = arc->line->points[0], b = arc->line->points[1];
  guint best = 0;

  look_at_crossings (detour, detour->claim[arc->left], labels, &best);
  look_at_crossings (detour, detour->claim[arc->right], labels, &best);
  if (best != 0)
    return best & 0xff;
  return wg_cells_find_class (detour->work->input, (WgPoint){ (gint32) (((gint64) a.x + b.x) / 2),
                                                              (gint32) (((gint64) a.y + b.y) / 2) });
}

static void
name_segments (const Detour *detour, const WgArc *arc)
{
  WgCellsWork *work = detour->work;
  guint8 detour_class = WG_BARRIER_NONE;

  for (guint i = 0; i + 1 < arc->line->n_points; i++)
    {
      guint64 key = wg_cells_key_of_segment (arc->line->points[i], arc->line->points[i + 1]);

      if (wg_key_map_get (&work->barriers, key, WG_BARRIER_NONE) != WG_BARRIER_NONE)
        continue;
      if (detour_class == WG_BARRIER_NONE)
        detour_class = class_of_detour (detour, arc);
      wg_key_map_set (&work->barriers, key, detour_class);
    }
}

/* What is left of all lines: those between land of different blocks, and the rim. */
static gboolean
join_kept (Detour *detour, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (detour->coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (detour->coverage, id);

      if (arc == NULL || detour->label[arc->left] == detour->label[arc->right])
        continue;
      if (detour->label[arc->left] != 0 && detour->label[arc->right] != 0)
        name_segments (detour, arc);
      g_ptr_array_add (lines, wg_line_ref (arc->line));
    }
  detour->work->blocks = node_lines (lines, cancellable, error);
  return detour->work->blocks != NULL;
}

/* The zone of each block, by the streets below it. */
static void
find_zones (WgCellsWork *work, const Detour *detour)
{
  work->zone_of_block = g_new0 (guint32, wg_coverage_face_limit (work->blocks) + 1);
  for (WgFaceId face = 1; face < wg_coverage_face_limit (work->blocks); face++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      WgPoint inside;

      if (!work->is_block[face])
        continue;
      wg_coverage_face_shape (work->blocks, face, shape);
      if (wg_shape_find_inside (shape, &inside))
        work->zone_of_block[face]
          = work->zones[detour->label[wg_coverage_face_at (detour->coverage, inside)]];
    }
}

static gboolean
lead_round (WgCellsWork *work, GCancellable *cancellable, GError **error)
{
  Detour detour = { .work = work };
  gboolean is_done = FALSE;

  detour.coverage = node_claims (work, cancellable, error);
  if (detour.coverage == NULL)
    return FALSE;
  detour.limit = wg_coverage_face_limit (detour.coverage);
  detour.label = g_new0 (guint32, detour.limit + 1);
  detour.claim = g_new0 (guint32, detour.limit + 1);
  label_faces (&detour);
  label_slivers (&detour);
  give_yards (&detour);
  is_done = join_kept (&detour, cancellable, error);
  if (is_done)
    {
      work->is_block = wg_cells_find_land (work->blocks, work->input->land);
      find_zones (work, &detour);
    }
  wg_coverage_free (detour.coverage);
  g_free (detour.label);
  g_free (detour.claim);
  return is_done;
}

gboolean
wg_cells_make_blocks (WgCellsWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) own_error = NULL;
  gboolean is_any = FALSE;

  for (guint i = 0; i < work->claims->len; i++)
    is_any |= CLAIM (work, i)->is_active;
  if (is_any && lead_round (work, cancellable, &own_error))
    return TRUE;
  if (g_error_matches (own_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&own_error));
      return FALSE;
    }
  /* Lines that cannot be noded with the outlines stay as they are: what that cuts is counted. */
  work->blocks = g_steal_pointer (&work->streets);
  work->is_block = g_steal_pointer (&work->is_land);
  work->zone_of_block = g_steal_pointer (&work->zones);
  return TRUE;
}
