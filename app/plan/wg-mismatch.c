/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-mismatch"

#include "wg-mismatch.h"

#include "../base/wg-hash.h"
#include "wg-commands.h"

#include <math.h>
#include <stdlib.h>

#define STEP_MM 2000.0
#define CELLS_IN_REACH 4
#define LEAST_CELL_MM 5000.0
/* A border that leads away from another at more than 45 degrees is none of the same. */
#define LEAST_COSINE 0.7071

/* A piece of a border of the other net, no longer than a cell. */
typedef struct
{
  gint64 cell;
  WgPoint from;
  WgPoint to;
} Piece;

/* A segment from its lesser to its greater end. */
typedef struct
{
  WgPoint from;
  WgPoint to;
} Edge;

/* The other net's borders by cells. */
typedef struct
{
  GArray *pieces;  /* of Piece, by cell */
  guint32 *cells;  /* hash of a cell to the place of its first piece + 1; n_cells long */
  guint n_cells;   /* a power of two */
  GArray *edges;   /* of Edge: whole segments, ascending */
  double size;     /* of a cell, mm */
  double reach;    /* mm */
} Borders;

/* The stretch that is being walked. */
typedef struct
{
  WgMismatch *result;
  WgMismatchPlace stretch;
  double weighted; /* sum of length times distance */
} Walk;

static void
clear_borders (Borders *borders)
{
  g_clear_pointer (&borders->pieces, g_array_unref);
  g_clear_pointer (&borders->cells, g_free);
  g_clear_pointer (&borders->edges, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Borders, clear_borders)

void
wg_mismatch_free (WgMismatch *mismatch)
{
  g_array_unref (mismatch->places);
  g_free (mismatch);
}

static gint64
cell_key (gint64 column, gint64 row)
{
  return column * G_GINT64_CONSTANT (4294967296) + row;
}

static gint64
cell_of (const Borders *borders, double coordinate)
{
  return (gint64) floor (coordinate / borders->size);
}

static gboolean
is_border (WgPlan *plan, const WgArc *arc, guint depth)
{
  guint rank = arc != NULL ? wg_plan_get_arc_rank (plan, arc) : 0;

  return rank > 0 && rank <= depth;
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const Piece *) a)->cell, second = ((const Piece *) b)->cell;

  return (first > second) - (first < second);
}

static WgPoint
point_between (WgPoint a, WgPoint b, double share)
{
  return (WgPoint){ (gint32) lround (a.x + share * ((double) b.x - a.x)),
                    (gint32) lround (a.y + share * ((double) b.y - a.y)) };
}

static void
add_segment (Borders *borders, WgPoint a, WgPoint b)
{
  double length = hypot ((double) b.x - a.x, (double) b.y - a.y);
  guint n_pieces = (guint) MAX (1, ceil (length / borders->size));

  for (guint i = 0; i < n_pieces; i++)
    {
      Piece piece = { 0, point_between (a, b, (double) i / n_pieces),
                      point_between (a, b, (double) (i + 1) / n_pieces) };

      piece.cell = cell_key (cell_of (borders, ((double) piece.from.x + piece.to.x) / 2),
                             cell_of (borders, ((double) piece.from.y + piece.to.y) / 2));
      g_array_append_val (borders->pieces, piece);
    }
}

static int
compare_points (WgPoint a, WgPoint b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;
  return (a.y > b.y) - (a.y < b.y);
}

static Edge
make_edge (WgPoint a, WgPoint b)
{
  return compare_points (a, b) < 0 ? (Edge){ a, b } : (Edge){ b, a };
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *first = a, *second = b;
  int order = compare_points (first->from, second->from);

  return order != 0 ? order : compare_points (first->to, second->to);
}

/* The first piece of each cell, so that looking up a place does not search. */
static void
index_cells (Borders *borders)
{
  borders->n_cells = 64;
  while (borders->n_cells < 2 * borders->pieces->len)
    borders->n_cells *= 2;
  borders->cells = g_new0 (guint32, borders->n_cells);
  for (guint i = 0; i < borders->pieces->len; i++)
    {
      gint64 cell = g_array_index (borders->pieces, Piece, i).cell;
      guint at = (guint) wg_hash_u64 ((guint64) cell) & (borders->n_cells - 1);

      if (i > 0 && g_array_index (borders->pieces, Piece, i - 1).cell == cell)
        continue;
      while (borders->cells[at] != 0)
        at = (at + 1) & (borders->n_cells - 1);
      borders->cells[at] = i + 1;
    }
}

static void
collect_borders (Borders *borders, WgPlan *plan, guint depth)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);

  borders->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  borders->edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (!is_border (plan, arc, depth))
        continue;
      for (guint i = 0; i + 1 < arc->line->n_points; i++)
        {
          Edge edge = make_edge (arc->line->points[i], arc->line->points[i + 1]);

          g_array_append_val (borders->edges, edge);
          add_segment (borders, edge.from, edge.to);
        }
    }
  g_array_sort (borders->pieces, compare_pieces);
  g_array_sort (borders->edges, compare_edges);
  index_cells (borders);
}

/* The place of the first piece of a cell; the number of pieces when it has none. */
static guint
find_cell (const Borders *borders, gint64 cell)
{
  guint at = (guint) wg_hash_u64 ((guint64) cell) & (borders->n_cells - 1);

  for (; borders->cells[at] != 0; at = (at + 1) & (borders->n_cells - 1))
    if (g_array_index (borders->pieces, Piece, borders->cells[at] - 1).cell == cell)
      return borders->cells[at] - 1;
  return borders->pieces->len;
}

/* From (x, y) to the nearest place on the piece. */
static void
find_offset (const Piece *piece, double x, double y, double offset[2])
{
  double dx = (double) piece->to.x - piece->from.x, dy = (double) piece->to.y - piece->from.y;
  double length2 = dx * dx + dy * dy;
  double share
    = length2 > 0 ? ((x - piece->from.x) * dx + (y - piece->from.y) * dy) / length2 : 0;

  share = CLAMP (share, 0, 1);
  offset[0] = piece->from.x + share * dx - x;
  offset[1] = piece->from.y + share * dy - y;
}

/* The piece goes the way of (dx, dy) and lies to one side of it, not before or behind. */
static gboolean
is_beside (const Piece *piece, const double offset[2], double dx, double dy)
{
  double px = (double) piece->to.x - piece->from.x, py = (double) piece->to.y - piece->from.y;

  return fabs (px * dx + py * dy) >= LEAST_COSINE * hypot (px, py) * hypot (dx, dy)
         && fabs (offset[0] * dx + offset[1] * dy)
              <= LEAST_COSINE * hypot (offset[0], offset[1]) * hypot (dx, dy);
}

/* The nearest piece of a cell that goes the same way, @best[0], and whatever way it goes, @best[1]: in mm, what is
 * found already. */
static void
look_in_cell (const Borders *borders, gint64 cell, const double at[2], const double way[2], double best[2])
{
  for (guint i = find_cell (borders, cell); i < borders->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (borders->pieces, Piece, i);
      double offset[2] = { 0, 0 }, distance2 = 0;

      if (piece->cell != cell)
        break;
      find_offset (piece, at[0], at[1], offset);
      distance2 = offset[0] * offset[0] + offset[1] * offset[1];
      if (distance2 < best[1] * best[1])
        best[1] = sqrt (distance2);
      if (distance2 < best[0] * best[0]
          && (distance2 <= WG_MISMATCH_SAME_M * WG_MISMATCH_SAME_M * 1e6
              || is_beside (piece, offset, way[0], way[1])))
        best[0] = sqrt (distance2);
    }
}

/* In mm; INFINITY: nothing within reach that goes the same way; @is_near_out: a border is within reach. Rings of cells outwards: a piece lies
 * within a cell of its own cell. */
static double
distance_to_border (const Borders *borders, const double at[2], const double way[2], gboolean *is_near_out)
{
  gint64 column = cell_of (borders, at[0]), row = cell_of (borders, at[1]);
  gint64 n_rings = (gint64) ceil (borders->reach / borders->size) + 1;
  double best[2] = { INFINITY, INFINITY };

  for (gint64 ring = 0; ring <= n_rings && best[0] > (double) (ring - 2) * borders->size; ring++)
    for (gint64 dx = -ring; dx <= ring; dx++)
      {
        gint64 step = ABS (dx) == ring ? 1 : MAX (2 * ring, 1);

        for (gint64 dy = -ring; dy <= ring; dy += step)
          look_in_cell (borders, cell_key (column + dx, row + dy), at, way, best);
      }
  *is_near_out = best[1] <= borders->reach;
  return best[0] <= borders->reach ? best[0] : INFINITY;
}

static void
end_stretch (Walk *walk)
{
  if (walk->stretch.length_m > 0)
    g_array_append_val (walk->result->places, walk->stretch);
  walk->stretch = (WgMismatchPlace){ .length_m = 0 };
}

static void
take_step (Walk *walk, const Borders *borders, const double at[2], const double way[2],
           double length_m)
{
  gboolean is_near = FALSE;
  double distance = distance_to_border (borders, at, way, &is_near) * 1e-3;
  WgMismatch *result = walk->result;

  result->length_m += length_m;
  if (distance <= WG_MISMATCH_SAME_M || isinf (distance))
    {
      *(!isinf (distance) ? &result->same_m : is_near ? &result->across_m : &result->apart_m) += length_m;
      end_stretch (walk);
      return;
    }
  result->near_m += length_m;
  result->worst_m = MAX (result->worst_m, distance);
  walk->weighted += length_m * distance;
  walk->stretch.length_m += length_m;
  if (distance > walk->stretch.distance_m)
    {
      walk->stretch.distance_m = distance;
      walk->stretch.place = (WgPoint){ (gint32) lround (at[0]), (gint32) lround (at[1]) };
    }
}

static void
walk_line (Walk *walk, const Borders *borders, const WgLine *line)
{
  for (guint i = 0; i + 1 < line->n_points; i++)
    {
      WgPoint a = line->points[i], b = line->points[i + 1];
      double dx = (double) b.x - a.x, dy = (double) b.y - a.y, length = hypot (dx, dy);
      guint n_steps = (guint) MAX (1, ceil (length / STEP_MM));
      Edge edge = make_edge (a, b);

      if (borders->edges->len > 0
          && bsearch (&edge, borders->edges->data, borders->edges->len, sizeof (Edge),
                      compare_edges)
                 != NULL)
        {
          walk->result->length_m += length * 1e-3;
          walk->result->same_m += length * 1e-3;
          end_stretch (walk);
          continue;
        }
      for (guint j = 0; j < n_steps; j++)
        {
          double share = (j + 0.5) / n_steps;

          take_step (walk, borders, (double[]){ a.x + dx * share, a.y + dy * share },
                     (double[]){ dx, dy }, length / n_steps * 1e-3);
        }
    }
  end_stretch (walk);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const WgMismatchPlace *first = a, *second = b;

  if (first->distance_m != second->distance_m)
    return first->distance_m > second->distance_m ? -1 : 1;
  if (first->place.x != second->place.x)
    return first->place.x < second->place.x ? -1 : 1;
  return (first->place.y > second->place.y) - (first->place.y < second->place.y);
}

WgMismatch *
wg_plan_measure_mismatch (WgPlan *plan, guint depth, WgPlan *other, guint other_depth, double reach_m,
                          const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (WgMismatch) result = g_new0 (WgMismatch, 1);
  g_auto (Borders) borders = { .reach = CLAMP (reach_m, 1, 1000) * 1e3 };
  Walk walk = { .result = result };

  result->places = g_array_new (FALSE, FALSE, sizeof (WgMismatchPlace));
  if (wg_plan_get_frame (plan) != NULL && wg_plan_get_frame (other) != NULL
      && !wg_frame_equal (wg_plan_get_frame (plan), wg_plan_get_frame (other)))
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_FRAME, "not in the same frame");
      return NULL;
    }
  borders.size = MAX (borders.reach / CELLS_IN_REACH, LEAST_CELL_MM);
  collect_borders (&borders, other, other_depth);
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (id % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (id % 4096 == 0)
        wg_progress_report (progress, (double) id / wg_coverage_arc_limit (coverage));
      if (is_border (plan, arc, depth))
        walk_line (&walk, &borders, arc->line);
    }
  if (result->near_m > 0)
    result->mean_m = walk.weighted / result->near_m;
  g_array_sort (result->places, compare_places);
  if (result->places->len > WG_MISMATCH_MAX_PLACES)
    g_array_set_size (result->places, WG_MISMATCH_MAX_PLACES);
  return g_steal_pointer (&result);
}
