/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-move-collect"

#include "wg-move-private.h"

#include "wg-coverage-shape.h"

#include <math.h>

static void
clear_draft (gpointer data)
{
  g_array_unref (((WgMoveDraft *) data)->points);
}

static WgEnvelope
box_around (WgPoint p, gint32 reach)
{
  return (WgEnvelope){ p.x - reach, p.y - reach, p.x + reach, p.y + reach };
}

static WgMoveDraft *
add_draft (WgMove *move, WgArcId arc)
{
  const WgLine *line = move->coverage->arcs[arc].line;
  WgMoveDraft draft = { arc, g_array_sized_new (FALSE, FALSE, sizeof (WgPoint), line->n_points + 1) };

  for (guint i = 0; i < move->drafts->len; i++)
    if (g_array_index (move->drafts, WgMoveDraft, i).arc == arc)
      {
        g_array_unref (draft.points);
        return &g_array_index (move->drafts, WgMoveDraft, i);
      }
  g_array_append_vals (draft.points, line->points, line->n_points);
  g_array_append_val (move->drafts, draft);
  return &g_array_index (move->drafts, WgMoveDraft, move->drafts->len - 1);
}

static void
add_spoke (WgMove *move, guint at, WgArcId arc, guint segment, gboolean is_end_first)
{
  const WgLine *line = move->coverage->arcs[arc].line;
  WgMoveSpoke spoke = { arc, segment, line->points[is_end_first ? segment : segment + 1], at };

  if (move->n_moved == 2 && move->bridge == arc && move->bridge_segment == segment)
    return;
  g_array_append_val (move->spokes, spoke);
}

/* The borders at the vertex from[@at], with the vertex at to[@at] or, to delete it, without it. */
static gboolean
collect_vertex (WgMove *move, guint at, gboolean is_deleted)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = box_around (move->from[at], 0);

  wg_coverage_arcs_in (move->coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      WgArcId id = g_array_index (arcs, WgArcId, i);
      const WgArc *arc = &move->coverage->arcs[id];
      guint n = arc->line->n_points;

      for (guint k = 0; k < n; k++)
        {
          if (!wg_point_equal (arc->line->points[k], move->from[at]))
            continue;
          if (k == 0 || k + 1 == n)
            move->nodes[at] = k == 0 ? arc->start : arc->end;
          if (is_deleted && (k == 0 || k + 1 == n))
            return FALSE;
          if (k > 0)
            add_spoke (move, at, id, k - 1, TRUE);
          if (k + 1 < n)
            add_spoke (move, at, id, k, FALSE);
          if (is_deleted)
            {
              move->to[at] = arc->line->points[k - 1];
              g_array_remove_index (add_draft (move, id)->points, k);
              break;
            }
          g_array_index (add_draft (move, id)->points, WgPoint, k) = move->to[at];
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

/* The segment nearest to @p; FALSE when none is within @reach. */
static gboolean
find_segment (const WgCoverage *coverage, WgPoint p, gint32 reach, WgArcId *arc_out,
              guint *segment_out)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = box_around (p, reach);
  double best2 = (double) reach * reach;

  *arc_out = 0;
  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgLine *line = coverage->arcs[g_array_index (arcs, WgArcId, i)].line;

      for (guint k = 0; k + 1 < line->n_points; k++)
        {
          double d2 = distance2_to_segment (p, line->points[k], line->points[k + 1]);

          if (d2 > best2 || (d2 == best2 && *arc_out != 0))
            continue;
          best2 = d2;
          *arc_out = g_array_index (arcs, WgArcId, i);
          *segment_out = k;
        }
    }
  return *arc_out != 0;
}

/* The segment gets a vertex: as if it had one at its start already. */
static gboolean
collect_insert (WgMove *move, gint32 reach)
{
  WgArcId arc = 0;
  guint segment = 0;

  if (!find_segment (move->coverage, move->from[0], reach, &arc, &segment))
    return FALSE;
  move->from[0] = move->coverage->arcs[arc].line->points[segment];
  add_spoke (move, 0, arc, segment, TRUE);
  add_spoke (move, 0, arc, segment, FALSE);
  g_array_insert_val (add_draft (move, arc)->points, segment + 1, move->to[0]);
  return TRUE;
}

/* Both ends of the segment go the same way. */
static gboolean
collect_segment (WgMove *move, gint32 reach)
{
  const WgPoint *points = NULL;
  gint32 dx = move->to[0].x - move->from[0].x, dy = move->to[0].y - move->from[0].y;

  if ((dx == 0 && dy == 0)
      || !find_segment (move->coverage, move->from[0], reach, &move->bridge,
                        &move->bridge_segment))
    return FALSE;
  points = move->coverage->arcs[move->bridge].line->points + move->bridge_segment;
  move->n_moved = 2;
  for (guint i = 0; i < 2; i++)
    {
      move->from[i] = points[i];
      move->to[i] = (WgPoint){ points[i].x + dx, points[i].y + dy };
      if (move->slides[i] != NULL)
        move->to[i] = g_array_index (move->slides[i]->line, WgPoint, move->slides[i]->line->len - 1);
    }
  return collect_vertex (move, 0, FALSE) && collect_vertex (move, 1, FALSE);
}

void
wg_move_init (WgMove *move, const WgCoverage *coverage, const WgPoint from_to[2])
{
  *move = (WgMove){ coverage, 1, { from_to[0] }, { from_to[1] } };
  move->spokes = g_array_new (FALSE, FALSE, sizeof (WgMoveSpoke));
  move->drafts = g_array_new (FALSE, FALSE, sizeof (WgMoveDraft));
  g_array_set_clear_func (move->drafts, clear_draft);
}

void
wg_move_clear (WgMove *move)
{
  g_array_unref (move->spokes);
  g_array_unref (move->drafts);
}

/* The borders that a vertex slides along stay. */
static void
drop_slid_along (WgMove *move)
{
  for (guint i = move->spokes->len; i-- > 0;)
    {
      const WgMoveSpoke *spoke = WG_MOVE_SPOKE (move, i);
      const WgMoveSlide *slide = move->slides[spoke->at];

      if (slide != NULL && (spoke->arc == slide->arcs[0] || spoke->arc == slide->arcs[1]))
        g_array_remove_index (move->spokes, i);
    }
}

gboolean
wg_move_collect (WgMove *move, WgMoveKind kind, gint32 reach)
{
  gboolean is_good = FALSE;

  if (kind == WG_MOVE_VERTEX && move->slides[0] != NULL)
    move->to[0] = g_array_index (move->slides[0]->line, WgPoint, move->slides[0]->line->len - 1);
  if (kind == WG_MOVE_INSERT)
    is_good = collect_insert (move, reach);
  else if (kind == WG_MOVE_SEGMENT)
    is_good = collect_segment (move, reach);
  else if (kind != WG_MOVE_VERTEX || !wg_point_equal (move->from[0], move->to[0]))
    is_good = collect_vertex (move, 0, kind == WG_MOVE_DELETE);
  drop_slid_along (move);
  return is_good && (move->spokes->len > 0 || move->n_moved == 2);
}

gboolean
wg_move_is_in_range (const WgMove *move)
{
  return wg_point_is_valid (move->to[0]) && (move->n_moved == 1 || wg_point_is_valid (move->to[1]));
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

gboolean
wg_coverage_find_segment (const WgCoverage *coverage, WgPoint p, gint32 reach, WgPoint ends_out[2])
{
  const WgLine *line = NULL;
  WgArcId arc = 0;
  guint segment = 0;

  if (!find_segment (coverage, p, reach, &arc, &segment))
    return FALSE;
  line = coverage->arcs[arc].line;
  ends_out[0] = line->points[segment];
  ends_out[1] = line->points[segment + 1];
  return TRUE;
}
