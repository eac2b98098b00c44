/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-move-check"

#include "wg-move-private.h"

#include "wg-coverage-shape.h"
#include "wg-noding.h"

#include <math.h>

/* A new segment p-q; at an end that may be shared an old vertex is the same one. */
typedef struct
{
  WgPoint p, q;
  gboolean may_p, may_q;
} NewSegment;

typedef enum
{
  MEETS_NOWHERE,
  MEETS_TOUCHING,
  MEETS_CROSSING,
} Meeting;

/* What was found, with the first place of each kind. */
typedef struct
{
  gboolean is_crossing, is_touching, is_swept;
  WgPoint crossing, touching, swept;
} Findings;

static gboolean
is_segment_of_move (const WgMove *move, WgArcId arc, guint segment)
{
  if (move->n_moved == 2 && move->bridge == arc && move->bridge_segment == segment)
    return TRUE;
  for (guint i = 0; i < move->spokes->len; i++)
    if (WG_MOVE_SPOKE (move, i)->arc == arc && WG_MOVE_SPOKE (move, i)->segment == segment)
      return TRUE;
  return FALSE;
}

/* The place is for people: rounded is good enough. */
static WgPoint
crossing_of (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  double ux = (double) b.x - a.x, uy = (double) b.y - a.y;
  double vx = (double) d.x - c.x, vy = (double) d.y - c.y;
  double along = (((double) c.x - a.x) * vy - ((double) c.y - a.y) * vx) / (ux * vy - uy * vx);

  return (WgPoint){ (gint32) lround (a.x + along * ux), (gint32) lround (a.y + along * uy) };
}

/* Does the new segment meet c-d anywhere but in an end that it may share? */
static Meeting
meets (const NewSegment *s, WgPoint c, WgPoint d, WgPoint *place_out)
{
  WgPoint ends[2] = { c, d }, own[2] = { s->p, s->q };

  if (wg_point_side (s->p, s->q, c) * wg_point_side (s->p, s->q, d) < 0
      && wg_point_side (c, d, s->p) * wg_point_side (c, d, s->q) < 0)
    {
      *place_out = crossing_of (s->p, s->q, c, d);
      return MEETS_CROSSING;
    }
  *place_out = c;
  if ((wg_point_equal (c, s->p) && wg_point_equal (d, s->q))
      || (wg_point_equal (d, s->p) && wg_point_equal (c, s->q)))
    return MEETS_TOUCHING;
  for (guint i = 0; i < 2; i++)
    {
      *place_out = ends[i];
      if (wg_point_on_segment (ends[i], s->p, s->q) && !(s->may_p && wg_point_equal (ends[i], s->p))
          && !(s->may_q && wg_point_equal (ends[i], s->q)))
        return MEETS_TOUCHING;
    }
  for (guint i = 0; i < 2; i++)
    {
      *place_out = own[i];
      if (wg_point_on_segment (own[i], c, d) && !wg_point_equal (own[i], c)
          && !wg_point_equal (own[i], d))
        return MEETS_TOUCHING;
    }
  return MEETS_NOWHERE;
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

/* A segment stays where it is among the faces when no loop of an old and a new way between two
 * fixed ends holds its middle: then the triangles from-to-end hold it all or none (their common
 * edges from-to cancel), the band between both vertices counted for those of the second. */
static gboolean
is_swept (const WgMove *move, WgPoint c, WgPoint d)
{
  gboolean first = FALSE, band = FALSE;

  if (move->n_moved == 2)
    band = is_passed (move->from[0], move->from[1], c, d)
           != is_passed (move->to[0], move->to[1], c, d);
  for (guint i = 0; i < move->spokes->len; i++)
    {
      const WgMoveSpoke *spoke = WG_MOVE_SPOKE (move, i);
      gboolean is_in = is_passed (move->from[spoke->at], spoke->end, c, d)
                       != is_passed (spoke->end, move->to[spoke->at], c, d);

      if (spoke->at == 1)
        is_in = is_in != band;
      if (i > 0 && is_in != first)
        return TRUE;
      first = is_in;
    }
  return FALSE;
}

static void
note (Findings *findings, Meeting meeting, WgPoint place)
{
  if (meeting == MEETS_CROSSING && !findings->is_crossing)
    {
      findings->is_crossing = TRUE;
      findings->crossing = place;
    }
  else if (meeting == MEETS_TOUCHING && !findings->is_touching)
    {
      findings->is_touching = TRUE;
      findings->touching = place;
    }
}

/* A vertex comes to lie on c-d when it does so on 1 mm: that line will be bent to it, whichever side
 * it was rounded to, so that what the lines do close by says nothing. */
static gboolean
gets_vertex (const WgMove *move, WgPoint c, WgPoint d, WgPoint *place_out)
{
  for (guint i = 0; i < move->n_moved; i++)
    if (!wg_point_equal (move->to[i], c) && !wg_point_equal (move->to[i], d)
        && wg_noding_passes_pixel (c, d, move->to[i]))
      {
        *place_out = move->to[i];
        return TRUE;
      }
  return FALSE;
}

static void
check_segment (const WgMove *move, const GArray *news, WgPoint c, WgPoint d, Findings *findings)
{
  WgPoint place = c;

  if (gets_vertex (move, c, d, &place))
    {
      note (findings, MEETS_TOUCHING, place);
      return;
    }
  for (guint i = 0; i < news->len; i++)
    {
      Meeting meeting = meets (&g_array_index (news, NewSegment, i), c, d, &place);

      note (findings, meeting, place);
    }
  if (findings->is_swept || !is_swept (move, c, d))
    return;
  findings->is_swept = TRUE;
  findings->swept = (WgPoint){ (gint32) (((gint64) c.x + d.x) / 2),
                               (gint32) (((gint64) c.y + d.y) / 2) };
}

/* A triangle of which only one corner stays must not turn over. */
static gboolean
is_turned_over (const WgMove *move, const WgMoveSpoke *first, const WgMoveSpoke *second)
{
  return wg_point_equal (first->end, second->end)
         && wg_point_side (move->from[0], move->from[1], first->end)
              != wg_point_side (move->to[0], move->to[1], first->end);
}

static void
check_spoke_pair (const WgMove *move, const WgMoveSpoke *first, const WgMoveSpoke *second,
                  Findings *findings)
{
  NewSegment s = { move->to[first->at], first->end, FALSE, FALSE };
  WgPoint place = first->end;

  if (first->at != second->at && is_turned_over (move, first, second))
    note (findings, wg_point_side (move->to[0], move->to[1], first->end) != 0 ? MEETS_CROSSING
                                                                              : MEETS_TOUCHING,
          place);
  if (wg_point_equal (first->end, s.p) || wg_point_equal (second->end, move->to[second->at]))
    return;
  s.may_p = first->at == second->at;
  s.may_q = wg_point_equal (first->end, second->end);
  note (findings, meets (&s, move->to[second->at], second->end, &place), place);
}

/* The new segments among themselves. */
static void
check_spokes (const WgMove *move, Findings *findings)
{
  for (guint i = 0; i < move->spokes->len; i++)
    {
      const WgMoveSpoke *spoke = WG_MOVE_SPOKE (move, i);
      NewSegment bridge = { move->to[0], move->to[1], spoke->at == 0, spoke->at == 1 };
      WgPoint place = spoke->end;

      for (guint k = i + 1; k < move->spokes->len; k++)
        check_spoke_pair (move, spoke, WG_MOVE_SPOKE (move, k), findings);
      if (move->n_moved == 2 && !wg_point_equal (spoke->end, move->to[spoke->at]))
        note (findings, meets (&bridge, move->to[spoke->at], spoke->end, &place), place);
    }
}

/* Those that have a length. Where a vertex lands on one of its neighbours it becomes that one. */
static GArray *
list_new_segments (const WgMove *move)
{
  GArray *news = g_array_new (FALSE, FALSE, sizeof (NewSegment));
  gboolean may_share[2] = { FALSE, FALSE };

  for (guint i = 0; i < move->spokes->len; i++)
    {
      const WgMoveSpoke *spoke = WG_MOVE_SPOKE (move, i);
      may_share[spoke->at] |= wg_point_equal (spoke->end, move->to[spoke->at]);
    }
  for (guint i = 0; i < move->spokes->len; i++)
    {
      const WgMoveSpoke *spoke = WG_MOVE_SPOKE (move, i);
      NewSegment s = { move->to[spoke->at], spoke->end, may_share[spoke->at], TRUE };
      if (!wg_point_equal (s.p, s.q))
        g_array_append_val (news, s);
    }
  if (move->n_moved == 2)
    {
      NewSegment bridge = { move->to[0], move->to[1], may_share[0], may_share[1] };
      g_array_append_val (news, bridge);
    }
  return news;
}

static WgMoveVerdict
judge (WgMove *move, const Findings *findings)
{
  move->place = findings->is_crossing   ? findings->crossing
                : findings->is_touching ? findings->touching
                                        : findings->swept;
  if (findings->is_crossing)
    return WG_MOVE_CROSSES;
  if (findings->is_touching)
    return WG_MOVE_TOUCHES;
  return findings->is_swept ? WG_MOVE_CROSSES : WG_MOVE_FREE;
}

WgEnvelope
wg_move_find_box (const WgMove *move)
{
  WgEnvelope box = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < move->n_moved; i++)
    {
      wg_envelope_add_point (&box, move->from[i]);
      wg_envelope_add_point (&box, move->to[i]);
    }
  for (guint i = 0; i < move->spokes->len; i++)
    wg_envelope_add_point (&box, WG_MOVE_SPOKE (move, i)->end);
  return box;
}

WgMoveVerdict
wg_move_check (WgMove *move)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  g_autoptr (GArray) news = list_new_segments (move);
  WgEnvelope box = wg_move_find_box (move);
  Findings findings = { 0 };

  check_spokes (move, &findings);
  wg_coverage_arcs_in (move->coverage, &box, arcs);
  for (guint i = 0; i < arcs->len && !findings.is_crossing; i++)
    {
      WgArcId id = g_array_index (arcs, WgArcId, i);
      const WgLine *line = move->coverage->arcs[id].line;

      for (guint k = 0; k + 1 < line->n_points; k++)
        {
          WgEnvelope extent = WG_ENVELOPE_EMPTY;

          wg_envelope_add_point (&extent, line->points[k]);
          wg_envelope_add_point (&extent, line->points[k + 1]);
          if (wg_envelope_intersects (&extent, &box) && !is_segment_of_move (move, id, k))
            check_segment (move, news, line->points[k], line->points[k + 1], &findings);
        }
    }
  return judge (move, &findings);
}
