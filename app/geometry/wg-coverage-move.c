/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-move"

#include "wg-coverage-move.h"

#include "wg-coverage-private.h"
#include "wg-coverage-shape.h"

/* A segment that ends at the vertex: its arc, its place there, and its other end. */
typedef struct
{
  WgArcId arc;
  guint segment;
  WgPoint end;
} Spoke;

/* An arc as it will be. */
typedef struct
{
  WgArcId arc;
  GArray *points;
} Draft;

typedef struct
{
  const WgCoverage *coverage;
  WgPoint from, to; /* the spokes run from their ends to @from, and to @to afterwards */
  GArray *spokes;   /* of Spoke */
  GArray *drafts;   /* of Draft */
  WgNodeId node;    /* that moves, or 0 */
  WgPoint place;    /* where it fails */
} Move;

#define SPOKE(move, i) (&g_array_index ((move)->spokes, Spoke, (i)))

static void
clear_draft (gpointer data)
{
  g_array_unref (((Draft *) data)->points);
}

static void
move_init (Move *move, const WgCoverage *coverage, WgPoint from, WgPoint to)
{
  *move = (Move){ coverage, from, to };
  move->spokes = g_array_new (FALSE, FALSE, sizeof (Spoke));
  move->drafts = g_array_new (FALSE, FALSE, sizeof (Draft));
  g_array_set_clear_func (move->drafts, clear_draft);
}

static void
move_clear (Move *move)
{
  g_array_unref (move->spokes);
  g_array_unref (move->drafts);
}

static WgEnvelope
box_around (WgPoint p, gint32 reach)
{
  return (WgEnvelope){ p.x - reach, p.y - reach, p.x + reach, p.y + reach };
}

static Draft *
add_draft (Move *move, WgArcId arc)
{
  const WgLine *line = move->coverage->arcs[arc].line;
  Draft draft = { arc, g_array_sized_new (FALSE, FALSE, sizeof (WgPoint), line->n_points + 1) };

  for (guint i = 0; i < move->drafts->len; i++)
    if (g_array_index (move->drafts, Draft, i).arc == arc)
      {
        g_array_unref (draft.points);
        return &g_array_index (move->drafts, Draft, i);
      }
  g_array_append_vals (draft.points, line->points, line->n_points);
  g_array_append_val (move->drafts, draft);
  return &g_array_index (move->drafts, Draft, move->drafts->len - 1);
}

static void
add_spoke (Move *move, WgArcId arc, guint segment, gboolean is_end_first)
{
  const WgLine *line = move->coverage->arcs[arc].line;
  Spoke spoke = { arc, segment, line->points[is_end_first ? segment : segment + 1] };

  g_array_append_val (move->spokes, spoke);
}

/* The borders at the vertex @from, with the vertex at @to or, to delete it, without it. */
static gboolean
collect_vertex (Move *move, gboolean is_deleted)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = box_around (move->from, 0);

  wg_coverage_arcs_in (move->coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      WgArcId id = g_array_index (arcs, WgArcId, i);
      const WgArc *arc = &move->coverage->arcs[id];
      guint n = arc->line->n_points;

      for (guint k = 0; k < n; k++)
        {
          if (!wg_point_equal (arc->line->points[k], move->from))
            continue;
          if (k == 0 || k + 1 == n)
            move->node = k == 0 ? arc->start : arc->end;
          if (is_deleted && (k == 0 || k + 1 == n))
            return FALSE;
          if (k > 0)
            add_spoke (move, id, k - 1, TRUE);
          if (k + 1 < n)
            add_spoke (move, id, k, FALSE);
          if (is_deleted)
            {
              move->to = arc->line->points[k - 1];
              g_array_remove_index (add_draft (move, id)->points, k);
              break;
            }
          g_array_index (add_draft (move, id)->points, WgPoint, k) = move->to;
        }
    }
  return move->spokes->len > 0;
}

static double
distance2_to_segment (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double along = ((p.x - (double) a.x) * dx + (p.y - (double) a.y) * dy) / (dx * dx + dy * dy);
  double x = 0.0, y = 0.0;

  along = CLAMP (along, 0.0, 1.0);
  x = a.x + along * dx - p.x;
  y = a.y + along * dy - p.y;
  return x * x + y * y;
}

/* The segment nearest to @p gets a vertex: as if it had one at its start already. */
static gboolean
collect_segment (Move *move, WgPoint p, gint32 reach)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = box_around (p, reach);
  double best2 = (double) reach * reach;
  WgArcId best = 0;
  guint segment = 0;

  wg_coverage_arcs_in (move->coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgLine *line = move->coverage->arcs[g_array_index (arcs, WgArcId, i)].line;

      for (guint k = 0; k + 1 < line->n_points; k++)
        {
          double d2 = distance2_to_segment (p, line->points[k], line->points[k + 1]);

          if (d2 > best2 || (d2 == best2 && best != 0))
            continue;
          best2 = d2;
          best = g_array_index (arcs, WgArcId, i);
          segment = k;
        }
    }
  if (best == 0)
    return FALSE;
  move->from = move->coverage->arcs[best].line->points[segment];
  add_spoke (move, best, segment, TRUE);
  add_spoke (move, best, segment, FALSE);
  g_array_insert_val (add_draft (move, best)->points, segment + 1, move->to);
  return TRUE;
}

static gboolean
is_spoke (const Move *move, WgArcId arc, guint segment)
{
  for (guint i = 0; i < move->spokes->len; i++)
    if (SPOKE (move, i)->arc == arc && SPOKE (move, i)->segment == segment)
      return TRUE;
  return FALSE;
}

/* Does a new segment from @to to @end meet the old segment c-d anywhere but in a vertex of both
 * that was one before? */
static gboolean
meets (const Move *move, WgPoint end, WgPoint c, WgPoint d, gboolean may_share_to)
{
  WgPoint to = move->to, ends[2] = { c, d };

  if (wg_point_side (to, end, c) * wg_point_side (to, end, d) < 0
      && wg_point_side (c, d, to) * wg_point_side (c, d, end) < 0)
    return TRUE;
  if ((wg_point_equal (c, to) && wg_point_equal (d, end))
      || (wg_point_equal (d, to) && wg_point_equal (c, end)))
    return TRUE;
  for (guint i = 0; i < 2; i++)
    if (wg_point_on_segment (ends[i], to, end) && !wg_point_equal (ends[i], end)
        && !(may_share_to && wg_point_equal (ends[i], to)))
      return TRUE;
  if (wg_point_equal (to, c) || wg_point_equal (to, d))
    return !may_share_to;
  return wg_point_on_segment (to, c, d);
}

/* Is the middle of c-d left of the directed edge a-b and within its height? One step of an even-odd
 * test, exact: all coordinates are doubled. */
static gboolean
is_passed (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  gint64 x = (gint64) c.x + d.x, y = (gint64) c.y + d.y;
  WgPoint low = a.y < b.y ? a : b, high = a.y < b.y ? b : a;

  if (2 * (gint64) low.y > y || y >= 2 * (gint64) high.y)
    return FALSE;
  return (__int128) (2 * ((gint64) high.x - low.x)) * (y - 2 * (gint64) low.y)
           - (__int128) (2 * ((gint64) high.y - low.y)) * (x - 2 * (gint64) low.x)
         > 0;
}

/* A segment stays where it is among the faces when either none or all of the spokes pass over it:
 * the triangles from-to-end hold its middle all or none (their common edge from-to cancels). */
static gboolean
is_swept (const Move *move, WgPoint c, WgPoint d)
{
  gboolean first = FALSE;

  for (guint i = 0; i < move->spokes->len; i++)
    {
      WgPoint end = SPOKE (move, i)->end;
      gboolean is_in = is_passed (move->from, end, c, d) != is_passed (end, move->to, c, d);

      if (i > 0 && is_in != first)
        return TRUE;
      first = is_in;
    }
  return FALSE;
}

static gboolean
check_segment (Move *move, WgPoint c, WgPoint d, gboolean may_share_to)
{
  for (guint i = 0; i < move->spokes->len; i++)
    {
      WgPoint end = SPOKE (move, i)->end;

      if (!wg_point_equal (end, move->to) && meets (move, end, c, d, may_share_to))
        {
          move->place = c;
          return FALSE;
        }
    }
  move->place = c;
  return !is_swept (move, c, d);
}

/* The new segments among themselves: all start at @to. */
static gboolean
check_spokes (Move *move)
{
  for (guint i = 0; i < move->spokes->len; i++)
    for (guint k = 0; k < move->spokes->len; k++)
      {
        WgPoint a = SPOKE (move, i)->end, b = SPOKE (move, k)->end;

        if (i == k || wg_point_equal (a, move->to) || wg_point_equal (b, move->to)
            || !wg_point_on_segment (a, move->to, b))
          continue;
        move->place = a;
        return FALSE;
      }
  return TRUE;
}

static gboolean
check (Move *move)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = WG_ENVELOPE_EMPTY;
  gboolean may_share_to = FALSE;

  wg_envelope_add_point (&box, move->from);
  wg_envelope_add_point (&box, move->to);
  for (guint i = 0; i < move->spokes->len; i++)
    {
      wg_envelope_add_point (&box, SPOKE (move, i)->end);
      may_share_to |= wg_point_equal (SPOKE (move, i)->end, move->to);
    }
  if (!check_spokes (move))
    return FALSE;
  wg_coverage_arcs_in (move->coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      WgArcId id = g_array_index (arcs, WgArcId, i);
      const WgLine *line = move->coverage->arcs[id].line;

      for (guint k = 0; k + 1 < line->n_points; k++)
        {
          WgEnvelope extent = WG_ENVELOPE_EMPTY;

          wg_envelope_add_point (&extent, line->points[k]);
          wg_envelope_add_point (&extent, line->points[k + 1]);
          if (wg_envelope_intersects (&extent, &box) && !is_spoke (move, id, k)
              && !check_segment (move, line->points[k], line->points[k + 1], may_share_to))
            return FALSE;
        }
    }
  return TRUE;
}

/* A vertex on the next one is that one; FALSE when a border has no length left. */
static gboolean
drop_repeats (GArray *points)
{
  guint kept = 1;

  for (guint i = 1; i < points->len; i++)
    {
      WgPoint p = g_array_index (points, WgPoint, i);
      if (!wg_point_equal (p, g_array_index (points, WgPoint, kept - 1)))
        g_array_index (points, WgPoint, kept++) = p;
    }
  g_array_set_size (points, kept);
  return kept >= 2;
}

static gboolean
record (Move *move, WgCoverageChange *change)
{
  if (move->node != 0)
    wg_coverage_change_record_node (change, move->coverage, move->node, &move->to);
  for (guint i = 0; i < move->drafts->len; i++)
    {
      const Draft *draft = &g_array_index (move->drafts, Draft, i);
      WgArc row = move->coverage->arcs[draft->arc];

      move->place = move->to;
      if (!drop_repeats (draft->points))
        return FALSE;
      row.line = wg_line_new ((const WgPoint *) (gconstpointer) draft->points->data,
                              draft->points->len);
      wg_coverage_change_record_arc (change, move->coverage, draft->arc, &row);
      wg_line_unref (row.line);
    }
  wg_coverage_change_sort (change);
  return TRUE;
}

gboolean
wg_coverage_find_vertex (const WgCoverage *coverage, WgPoint p, gint32 reach, WgPoint *vertex_out)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = box_around (p, reach);
  gint64 best2 = G_MAXINT64;

  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgLine *line = coverage->arcs[g_array_index (arcs, WgArcId, i)].line;

      for (guint k = 0; k < line->n_points; k++)
        {
          WgPoint q = line->points[k];
          gint64 d2 = 0;

          if (!wg_envelope_contains (&box, q))
            continue;
          d2 = wg_point_distance2 (p, q);
          if (d2 > best2 || (d2 == best2 && wg_point_compare (q, *vertex_out) >= 0))
            continue;
          best2 = d2;
          *vertex_out = q;
        }
    }
  return best2 < G_MAXINT64;
}

static gboolean
collect (Move *move, WgMoveKind kind, gint32 reach)
{
  if (kind == WG_MOVE_INSERT)
    return collect_segment (move, move->from, reach);
  if (kind == WG_MOVE_VERTEX && wg_point_equal (move->from, move->to))
    return FALSE;
  return collect_vertex (move, kind == WG_MOVE_DELETE);
}

WgCoverageChange *
wg_coverage_move (WgCoverage *coverage, WgMoveKind kind, const WgPoint from_to[2], gint32 reach,
                  WgPoint *place_out, GError **error)
{
  Move move;
  g_autoptr (WgCoverageChange) change = wg_coverage_change_new ();
  WgGeometryError code = WG_GEOMETRY_ERROR_CROSSING;
  gboolean is_good = FALSE;

  if (!wg_point_is_valid (from_to[0]) || !wg_point_is_valid (from_to[1]))
    {
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE, "out of range");
      return NULL;
    }
  move_init (&move, coverage, from_to[0], from_to[1]);
  if (!collect (&move, kind, reach))
    code = WG_GEOMETRY_ERROR_NOTHING;
  else if (check (&move) && record (&move, change))
    {
      if (wg_coverage_change_is_empty (change))
        code = WG_GEOMETRY_ERROR_NOTHING;
      else
        is_good = wg_coverage_apply (coverage, change, FALSE, NULL);
    }
  if (!is_good)
    g_set_error (error, WG_GEOMETRY_ERROR, code, "the border cannot be moved so: (%d, %d)",
                 move.place.x, move.place.y);
  if (place_out != NULL)
    *place_out = move.place;
  move_clear (&move);
  return is_good ? g_steal_pointer (&change) : NULL;
}
