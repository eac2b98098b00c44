/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-figures"

#include "wg-import-figures.h"

#include "../crs/wg-area-scale.h"
#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-coverage-verify.h"
#include "../geometry/wg-forest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_MOVES 10000
#define MOVE_REACH 20 /* mm: the snap distance and what noding may add */

/* The vertices of a coverage, by x, then y. */
typedef struct
{
  WgPoint *points;
  gsize n;
} Vertices;

static int
compare_points (const void *a, const void *b)
{
  return wg_point_compare (*(const WgPoint *) a, *(const WgPoint *) b);
}

static void
collect_vertices (const WgCoverage *coverage, Vertices *vertices)
{
  gsize n = 0;

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    if (wg_coverage_arc (coverage, id) != NULL)
      n += wg_coverage_arc (coverage, id)->line->n_points;
  vertices->points = g_new (WgPoint, MAX (n, 1));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc == NULL)
        continue;
      memcpy (vertices->points + vertices->n, arc->line->points,
              arc->line->n_points * sizeof (WgPoint));
      vertices->n += arc->line->n_points;
    }
  qsort (vertices->points, vertices->n, sizeof (WgPoint), compare_points);
}

/* The first of the vertices that is not before @p. */
static gsize
find_from (const Vertices *vertices, WgPoint p)
{
  gsize low = 0, high = vertices->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (wg_point_compare (vertices->points[middle], p) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The nearest vertex; FALSE when none is within reach: the vertex lay on a border that is gone. */
static gboolean
find_near (const Vertices *vertices, WgPoint p, WgPoint *near_out)
{
  gint64 nearest = MOVE_REACH * MOVE_REACH + 1;

  for (gsize i = find_from (vertices, (WgPoint){ p.x - MOVE_REACH, G_MININT32 });
       i < vertices->n && vertices->points[i].x <= p.x + MOVE_REACH; i++)
    {
      gint64 distance2 = wg_point_distance2 (vertices->points[i], p);

      if (distance2 >= nearest)
        continue;
      nearest = distance2;
      *near_out = vertices->points[i];
    }
  return nearest <= MOVE_REACH * MOVE_REACH;
}

static double
get_way (const WgImportMove *move)
{
  return sqrt ((double) wg_point_distance2 (move->from, move->to));
}

static int
compare_moves (gconstpointer a, gconstpointer b)
{
  double left = get_way (a), right = get_way (b);
  const WgImportMove *first = a, *second = b;

  if (left != right)
    return left > right ? -1 : 1;
  return wg_point_compare (first->from, second->from);
}

static void
find_moves (WgImportFigures *figures, const WgImportReport *report, const WgIncoming *incoming,
            GHashTable *moved)
{
  Vertices vertices = { NULL, 0 };

  collect_vertices (wg_plan_get_coverage (report->plan), &vertices);
  for (guint i = 0; i < incoming->grids->len; i++)
    {
      const WgIncomingGrid *grid = g_ptr_array_index (incoming->grids, i);
      guint32 id = wg_import_report_find_row (report, i);
      guint n_points = grid->shape != NULL && id != 0 ? grid->shape->points->len : 0;

      for (guint j = 0; j < n_points; j++)
        {
          WgImportMove move = { id, WG_SHAPE_POINT (grid->shape, j), { 0, 0 } };
          gsize at = find_from (&vertices, move.from);

          if ((at < vertices.n && wg_point_compare (vertices.points[at], move.from) == 0)
              || !find_near (&vertices, move.from, &move.to))
            continue;
          figures->farthest_m = MAX (figures->farthest_m, get_way (&move) / 1000.0);
          figures->n_moved++;
          g_hash_table_add (moved, GUINT_TO_POINTER (move.grid));
          if (figures->moves->len < MOST_MOVES)
            g_array_append_val (figures->moves, move);
        }
    }
  g_array_sort (figures->moves, compare_moves);
  g_free (vertices.points);
}

/* What a grid's area changed by without anybody winning or losing it. */
static void
explain_rest (WgImportFigures *figures, const WgImportReport *report, GHashTable *moved)
{
  g_autoptr (GHashTable) repaired = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < report->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);

      if (decision->kind == WG_DECISION_RING_REPAIRED)
        g_hash_table_add (repaired, GUINT_TO_POINTER (MAX (decision->winner, decision->loser)));
    }
  for (guint i = 0; i < report->balances->len; i++)
    {
      const WgImportBalance *balance = &g_array_index (report->balances, WgImportBalance, i);

      if (g_hash_table_contains (repaired, GUINT_TO_POINTER (balance->grid)))
        figures->repaired_m2 += balance->adjusted_m2;
      else if (g_hash_table_contains (moved, GUINT_TO_POINTER (balance->grid)))
        figures->moved_m2 += balance->adjusted_m2;
      else
        figures->rest_m2 += balance->adjusted_m2;
    }
}

static void
count_shapes (WgImportSide *side, const WgIncoming *incoming)
{
  for (guint i = 0; i < incoming->grids->len; i++)
    {
      const WgShape *shape = ((WgIncomingGrid *) g_ptr_array_index (incoming->grids, i))->shape;

      side->polygons++;
      side->parts += shape != NULL ? wg_shape_n_parts (shape) : 0;
      side->points += shape != NULL ? shape->points->len : 0;
    }
}

/* An overlap has a decision for each that lost it, all at one place. */
static void
count_overlap (WgImportSide *side, const WgDecision *decision, double sliver_width_m,
               GHashTable *places)
{
  gint64 *place = g_new (gint64, 1);

  *place = (gint64) ((guint64) (guint32) decision->place.x << 32 | (guint32) decision->place.y);
  if (!g_hash_table_add (places, place))
    return;
  side->overlaps++;
  side->overlap_m2 += decision->area_m2;
  side->slivers += decision->width_m < sliver_width_m;
}

static void
count_decisions (WgImportSide *side, const WgImportReport *report)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < report->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);

      switch (decision->kind)
        {
        case WG_DECISION_OVERLAP_CLOSED:
        case WG_DECISION_OVERLAP_RESOLVED:
          count_overlap (side, decision, report->sliver_width_m, places);
          break;
        case WG_DECISION_GAP_CLOSED:
        case WG_DECISION_GAP_KEPT:
        case WG_DECISION_SLOT_LEFT:
          side->gaps++;
          side->gap_m2 += decision->area_m2;
          side->slivers += decision->kind == WG_DECISION_SLOT_LEFT
                           || decision->width_m < report->sliver_width_m;
          break;
        case WG_DECISION_RING_REPAIRED:
          side->invalid_rings++;
          break;
        default:
          break;
        }
    }
}

/* Which grids of which plan are counted. */
typedef struct
{
  WgPlan *plan;
  guint depth;
  guint32 first; /* grids from this id on */
  double sliver_width_m;
  WgAreaScale *scale; /* nullable: the plan has no frame */
} Side;

/* The counted grid that has @face, 0 for others. */
static guint32
find_grid (const Side *counted, WgFaceId face)
{
  guint32 owner = wg_coverage_owner (wg_plan_get_coverage (counted->plan), face);
  guint32 grid = owner != 0 ? wg_plan_get_ancestor (counted->plan, owner, counted->depth) : 0;

  return grid >= counted->first ? grid : 0;
}

/* Parts that hang together by a border, and the points of the borders of the grids. */
static void
count_parts (WgImportSide *side, const Side *counted)
{
  const WgCoverage *coverage = wg_plan_get_coverage (counted->plan);
  WgFaceId limit = wg_coverage_face_limit (coverage);
  g_autofree WgFaceId *roots = g_new0 (WgFaceId, MAX (limit, 1));
  g_autofree guint32 *grids = g_new0 (guint32, MAX (limit, 1));

  for (WgFaceId face = 1; face < limit; face++)
    {
      roots[face] = face;
      grids[face] = wg_coverage_has_face (coverage, face) ? find_grid (counted, face) : 0;
    }
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc == NULL)
        continue;
      if (grids[arc->left] != 0 && grids[arc->left] == grids[arc->right])
        wg_forest_join (roots, arc->left, arc->right);
      else if (grids[arc->left] != 0 || grids[arc->right] != 0)
        side->points += arc->line->n_points - 1;
    }
  for (WgFaceId face = 1; face < limit; face++)
    side->parts += grids[face] != 0 && wg_forest_root (roots, face) == face;
}

static WgAreaScale *
make_scale (WgPlan *plan)
{
  WgFrame *frame = wg_plan_get_frame (plan);

  return frame != NULL ? wg_area_scale_new (frame) : NULL;
}

/* m² on the ellipsoid. */
static double
measure_face (const Side *counted, WgFaceId face)
{
  const WgCoverage *coverage = wg_plan_get_coverage (counted->plan);
  double area_m2 = (double) wg_coverage_face_area2 (coverage, face) / 2e6;
  g_autoptr (WgShape) shape = NULL;

  if (counted->scale == NULL)
    return area_m2;
  shape = wg_shape_new ();
  wg_coverage_face_shape (coverage, face, shape);
  return area_m2 * wg_area_scale_of (counted->scale, shape);
}

/* Land of nobody that a grid lies beside. */
static void
count_gaps (WgImportSide *side, const Side *counted)
{
  const WgCoverage *coverage = wg_plan_get_coverage (counted->plan);
  g_autoptr (GHashTable) gaps = g_hash_table_new (NULL, NULL);
  g_autoptr (WgShape) shape = wg_shape_new ();

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      WgFaceId sides[2] = { 0, 0 };

      if (arc == NULL)
        continue;
      sides[0] = arc->left;
      sides[1] = arc->right;
      for (guint i = 0; i < 2; i++)
        {
          WgFaceId gap = sides[i];
          double width = 0.0;

          if (gap == WG_FACE_OUTSIDE || wg_coverage_owner (coverage, gap) != 0
              || find_grid (counted, sides[1 - i]) == 0
              || !g_hash_table_add (gaps, GUINT_TO_POINTER (gap)))
            continue;
          wg_coverage_face_shape (coverage, gap, shape);
          width = wg_shape_part_width (shape, 0, counted->sliver_width_m * 1000.0, NULL);
          side->gaps++;
          side->gap_m2 += measure_face (counted, gap);
          side->slivers += width < counted->sliver_width_m * 1000.0;
        }
    }
}

static gboolean
count_faults (WgImportSide *side, WgPlan *plan, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));

  if (!wg_coverage_verify (wg_plan_get_coverage (plan), problems, NULL, cancellable, error))
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    {
      WgProblemKind kind = g_array_index (problems, WgProblem, i).kind;

      if (kind == WG_PROBLEM_CROSSING || kind == WG_PROBLEM_AREA)
        side->overlaps++;
      else
        side->invalid_rings++;
    }
  return TRUE;
}

static gboolean
count_after (WgImportSide *side, const WgImportReport *report, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (WgAreaScale) scale = make_scale (report->plan);
  const Side counted = { report->plan, report->depth,
                         report->balances->len > 0
                           ? g_array_index (report->balances, WgImportBalance, 0).grid
                           : G_MAXUINT32,
                         report->sliver_width_m, scale };

  side->polygons = report->n_grids;
  side->area_m2 = report->covered_m2;
  count_parts (side, &counted);
  count_gaps (side, &counted);
  /* Slots are open: no face tells of them, the report does. */
  for (guint i = 0; i < report->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);

      if (decision->kind != WG_DECISION_SLOT_LEFT)
        continue;
      side->gaps++;
      side->slivers++;
      side->gap_m2 += decision->area_m2;
    }
  return count_faults (side, report->plan, cancellable, error);
}

/* A side of an update: the level as @plan has it. */
static gboolean
count_level (WgImportSide *side, WgPlan *plan, const WgImportReport *report,
             GCancellable *cancellable, GError **error)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (WgAreaScale) scale = make_scale (plan);
  const Side counted = { plan, report->depth, 1, report->sliver_width_m, scale };

  side->polygons = wg_plan_count_grids (plan, report->depth);
  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    if (wg_coverage_has_face (coverage, face) && find_grid (&counted, face) != 0)
      side->area_m2 += measure_face (&counted, face);
  count_parts (side, &counted);
  count_gaps (side, &counted);
  return count_faults (side, plan, cancellable, error);
}

static gboolean
count_sides (WgImportFigures *figures, const WgImportReport *report, const WgIncoming *incoming,
             GCancellable *cancellable, GError **error)
{
  if (report->base != NULL)
    return count_level (&figures->before, report->base, report, cancellable, error)
           && count_level (&figures->after, report->plan, report, cancellable, error);
  count_shapes (&figures->before, incoming);
  figures->before.area_m2 = report->claimed_m2;
  count_decisions (&figures->before, report);
  return count_after (&figures->after, report, cancellable, error);
}

gboolean
wg_import_report_measure (WgImportReport *report, const WgIncoming *incoming,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (WgImportFigures) figures = NULL;
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);

  if (report->figures != NULL)
    return TRUE;
  figures = g_new0 (WgImportFigures, 1);
  figures->moves = g_array_new (FALSE, FALSE, sizeof (WgImportMove));
  if (!count_sides (figures, report, incoming, cancellable, error))
    return FALSE;
  find_moves (figures, report, incoming, moved);
  explain_rest (figures, report, moved);
  report->figures = g_steal_pointer (&figures);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
join_sides (WgImportSide *side, const WgImportSide *later)
{
  side->polygons += later->polygons;
  side->parts += later->parts;
  side->points += later->points;
  side->area_m2 += later->area_m2;
  side->overlaps += later->overlaps;
  side->overlap_m2 += later->overlap_m2;
  side->gaps += later->gaps;
  side->gap_m2 += later->gap_m2;
  side->slivers += later->slivers;
  side->invalid_rings += later->invalid_rings;
}

void
wg_import_figures_join (WgImportFigures *figures, const WgImportFigures *later)
{
  WgImportSide after = figures->after;

  join_sides (&figures->before, &later->before);
  figures->after = later->after;
  figures->after.polygons += after.polygons;
  figures->after.parts += after.parts;
  figures->after.points += after.points;
  figures->after.area_m2 += after.area_m2;
  figures->repaired_m2 += later->repaired_m2;
  figures->moved_m2 += later->moved_m2;
  figures->rest_m2 += later->rest_m2;
  figures->n_moved += later->n_moved;
  figures->farthest_m = MAX (figures->farthest_m, later->farthest_m);
  g_array_append_vals (figures->moves, later->moves->data, later->moves->len);
}

void
wg_import_figures_free (WgImportFigures *figures)
{
  if (figures == NULL)
    return;
  g_array_unref (figures->moves);
  g_free (figures);
}
