/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-noding"

#include "wg-noding-private.h"

#include <math.h>

#define MAX_ROUNDS 200
#define REACH 8          /* mm around a segment where arcs are looked for: more than any bend */
#define WINDOW 100000.0  /* mm; long slanting segments look for arcs in windows of this height */

static void
clear_chain (gpointer data)
{
  WgChain *chain = data;

  g_array_unref (chain->points);
  g_array_unref (chain->is_unchecked);
}

static int
compare_insertions (gconstpointer a, gconstpointer b)
{
  const WgInsertion *first = a, *second = b;

  if (first->chain != second->chain)
    return first->chain < second->chain ? -1 : 1;
  if (first->segment != second->segment)
    return first->segment < second->segment ? -1 : 1;
  if (first->along != second->along)
    return first->along < second->along ? -1 : 1;
  return wg_point_compare (first->point, second->point);
}

static WgChain
make_chain (WgArcId arc, const WgPoint *points, guint n_points)
{
  WgChain chain = { arc, g_array_sized_new (FALSE, FALSE, sizeof (WgPoint), n_points + 4),
                    g_array_sized_new (FALSE, FALSE, sizeof (guint8), n_points + 4) };
  guint8 is_unchecked = arc == 0;

  for (guint i = 0; i < n_points; i++)
    if (i == 0 || !wg_point_equal (points[i - 1], points[i]))
      {
        g_array_append_val (chain.points, points[i]);
        g_array_append_val (chain.is_unchecked, is_unchecked);
      }
  return chain;
}

static gint32
round_quotient (__int128 numerator, __int128 denominator)
{
  __int128 twice = 2 * numerator + denominator;
  __int128 quotient = twice / (2 * denominator);

  if (twice % (2 * denominator) < 0)
    quotient--;
  return (gint32) quotient;
}

/* Do the segments, which are bent by now, still meet? Then they get the vertex where they do. */
static void
meet_segments (WgNoding *noding, WgSegmentRef first, WgSegmentRef second)
{
  WgPoint a, b, c, d;
  gboolean is_met = FALSE;

  wg_noding_ends (noding, first, &a, &b);
  wg_noding_ends (noding, second, &c, &d);
  if (MAX (a.x, b.x) < MIN (c.x, d.x) || MAX (c.x, d.x) < MIN (a.x, b.x)
      || MAX (a.y, b.y) < MIN (c.y, d.y) || MAX (c.y, d.y) < MIN (a.y, b.y)
      || (first.chain == second.chain && first.segment == second.segment))
    return;
  if (wg_point_on_segment (c, a, b))
    is_met |= wg_noding_insert (noding, first, c);
  if (wg_point_on_segment (d, a, b))
    is_met |= wg_noding_insert (noding, first, d);
  if (wg_point_on_segment (a, c, d))
    is_met |= wg_noding_insert (noding, second, a);
  if (wg_point_on_segment (b, c, d))
    is_met |= wg_noding_insert (noding, second, b);
  if (!is_met && wg_noding_cross (a, b, c, d))
    {
      WgPoint p = wg_noding_crossing (a, b, c, d);

      wg_noding_insert (noding, first, p);
      wg_noding_insert (noding, second, p);
      is_met = TRUE;
    }
  if (is_met)
    WG_NODING_CHAIN (noding, first.chain).is_touched = TRUE;
  if (is_met)
    WG_NODING_CHAIN (noding, second.chain).is_touched = TRUE;
}

static void
meet_chain (WgNoding *noding, WgSegmentRef ref, guint chain, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    meet_segments (noding, ref, (WgSegmentRef){ chain, i });
}

static void
meet_all (WgNoding *noding, WgSegmentRef ref)
{
  WgPoint a, b;
  WgEnvelope box = WG_ENVELOPE_EMPTY;

  wg_noding_ends (noding, ref, &a, &b);
  wg_envelope_add_point (&box, a);
  wg_envelope_add_point (&box, b);
  for (guint i = 0; i < noding->blocks->len; i++)
    {
      const WgStrokeBlock *block = &g_array_index (noding->blocks, WgStrokeBlock, i);

      if (wg_envelope_intersects (&box, &block->envelope))
        meet_chain (noding, ref, block->chain, block->from, block->to);
    }
  wg_noding_find_near (noding, a, b);
  for (guint i = 0; i < noding->near->len; i++)
    {
      guint chain = wg_noding_load_arc (noding, g_array_index (noding->near, WgArcId, i));

      meet_chain (noding, ref, chain, 0, WG_NODING_CHAIN (noding, chain).points->len - 1);
    }
}

static void
make_blocks (WgNoding *noding)
{
  g_array_set_size (noding->blocks, 0);
  for (guint c = 0; c < noding->n_strokes; c++)
    {
      const WgChain *chain = &WG_NODING_CHAIN (noding, c);

      for (guint from = 0; from + 1 < chain->points->len; from += WG_NODING_BLOCK)
        {
          WgStrokeBlock block = { c, from, MIN (from + WG_NODING_BLOCK, chain->points->len - 1),
                                  WG_ENVELOPE_EMPTY };
          for (guint i = block.from; i <= block.to; i++)
            wg_envelope_add_point (&block.envelope, WG_CHAIN_POINT (chain, i));
          g_array_append_val (noding->blocks, block);
        }
    }
}

/* Puts the insertions of one chain into it; the segments that are cut have to be compared. */
static void
rebuild_chain (WgNoding *noding, guint place, guint *at)
{
  WgChain *chain = &WG_NODING_CHAIN (noding, place);
  WgChain next = make_chain (chain->arc, NULL, 0);
  guint8 yes = TRUE;

  for (guint i = 0; i < chain->points->len; i++)
    {
      guint first = next.points->len;

      g_array_append_val (next.points, WG_CHAIN_POINT (chain, i));
      g_array_append_val (next.is_unchecked, g_array_index (chain->is_unchecked, guint8, i));
      for (; *at < noding->found->len; (*at)++)
        {
          const WgInsertion *insertion = &g_array_index (noding->found, WgInsertion, *at);

          if (insertion->chain != place || insertion->segment != i)
            break;
          if (wg_point_equal (insertion->point, WG_CHAIN_POINT (&next, next.points->len - 1)))
            continue;
          g_array_append_val (next.points, insertion->point);
          g_array_append_val (next.is_unchecked, yes);
        }
      if (next.points->len > first + 1)
        g_array_index (next.is_unchecked, guint8, first) = yes;
    }
  next.is_touched = next.is_bent = TRUE;
  clear_chain (chain);
  *chain = next;
}

static void
rebuild_chains (WgNoding *noding)
{
  guint at = 0;

  g_array_sort (noding->found, compare_insertions);
  while (at < noding->found->len)
    rebuild_chain (noding, g_array_index (noding->found, WgInsertion, at).chain, &at);
}

static void
queue_unchecked (WgNoding *noding)
{
  g_array_set_size (noding->queue, 0);
  for (guint c = 0; c < noding->chains->len; c++)
    for (guint i = 0; i + 1 < WG_NODING_CHAIN (noding, c).points->len; i++)
      if (g_array_index (WG_NODING_CHAIN (noding, c).is_unchecked, guint8, i))
        {
          WgSegmentRef ref = { c, i };

          g_array_append_val (noding->queue, ref);
          g_array_index (WG_NODING_CHAIN (noding, c).is_unchecked, guint8, i) = FALSE;
        }
}

/* Compares every unchecked segment with all near it. Returns FALSE when nothing was inserted. */
static gboolean
run_round (WgNoding *noding)
{
  g_array_set_size (noding->found, 0);
  make_blocks (noding);
  queue_unchecked (noding);
  for (guint i = 0; i < noding->queue->len; i++)
    meet_all (noding, g_array_index (noding->queue, WgSegmentRef, i));
  rebuild_chains (noding);
  return noding->found->len > 0;
}

guint
wg_noding_load_arc (WgNoding *noding, WgArcId arc)
{
  guint place = wg_id_map_get (&noding->loaded, arc, G_MAXUINT);
  const WgLine *line = noding->coverage->arcs[arc].line;

  if (place == G_MAXUINT)
    {
      WgChain chain = make_chain (arc, line->points, line->n_points);
      place = noding->chains->len;
      g_array_append_val (noding->chains, chain);
      wg_id_map_set (&noding->loaded, arc, place);
    }
  return place;
}

void
wg_noding_find_near (WgNoding *noding, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  guint n = 1 + (guint) MIN (63.0, MIN (fabs (dx), fabs (dy)) / WINDOW), kept = 0;
  WgEnvelope box = { MIN (a.x, b.x) - REACH, MIN (a.y, b.y) - REACH, MAX (a.x, b.x) + REACH,
                     MAX (a.y, b.y) + REACH };

  g_array_set_size (noding->near, 0);
  for (guint i = 0; i < n; i++)
    {
      WgEnvelope window = WG_ENVELOPE_EMPTY;
      double from = (double) i / n, to = (double) (i + 1) / n;

      wg_envelope_add_point (&window, (WgPoint){ (gint32) (a.x + dx * from),
                                                 (gint32) (a.y + dy * from) });
      wg_envelope_add_point (&window, (WgPoint){ (gint32) (a.x + dx * to),
                                                 (gint32) (a.y + dy * to) });
      window.min_x -= REACH;
      window.min_y -= REACH;
      window.max_x += REACH;
      window.max_y += REACH;
      wg_arc_index_query (&noding->coverage->index, &window, noding->near);
    }
  for (guint i = 0; i < noding->near->len; i++)
    {
      WgArcId arc = g_array_index (noding->near, WgArcId, i);

      if (wg_envelope_intersects (&box, &noding->coverage->arcs[arc].line->envelope))
        g_array_index (noding->near, WgArcId, kept++) = arc;
    }
  g_array_set_size (noding->near, kept);
}

gboolean
wg_noding_insert (WgNoding *noding, WgSegmentRef ref, WgPoint p)
{
  WgInsertion insertion = { ref.chain, ref.segment, 0, p };
  WgPoint a, b;

  wg_noding_ends (noding, ref, &a, &b);
  if (wg_point_equal (a, p) || wg_point_equal (b, p))
    return FALSE;
  insertion.along = ((gint64) b.x - a.x) * ((gint64) p.x - a.x)
                    + ((gint64) b.y - a.y) * ((gint64) p.y - a.y);
  g_array_append_val (noding->found, insertion);
  return TRUE;
}

gboolean
wg_noding_cross (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  return wg_point_side (a, b, c) * wg_point_side (a, b, d) < 0
         && wg_point_side (c, d, a) * wg_point_side (c, d, b) < 0;
}

WgPoint
wg_noding_crossing (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  gint64 dx = (gint64) b.x - a.x, dy = (gint64) b.y - a.y;
  __int128 to_a = wg_point_cross (c, d, a), to_b = wg_point_cross (c, d, b);
  __int128 part = to_a, whole = to_a - to_b;

  if (whole < 0)
    {
      part = -part;
      whole = -whole;
    }
  return (WgPoint){ a.x + round_quotient (part * dx, whole), a.y + round_quotient (part * dy, whole) };
}

void
wg_noding_init (WgNoding *noding, const WgCoverage *coverage)
{
  *noding = (WgNoding){ coverage };
  noding->chains = g_array_new (FALSE, FALSE, sizeof (WgChain));
  g_array_set_clear_func (noding->chains, clear_chain);
  noding->hot = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  noding->found = g_array_new (FALSE, FALSE, sizeof (WgInsertion));
  noding->queue = g_array_new (FALSE, FALSE, sizeof (WgSegmentRef));
  noding->near = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  noding->blocks = g_array_new (FALSE, FALSE, sizeof (WgStrokeBlock));
}

void
wg_noding_clear (WgNoding *noding)
{
  wg_id_map_clear (&noding->loaded);
  wg_key_map_clear (&noding->hot_places);
  wg_key_map_clear (&noding->bent);
  g_array_unref (noding->chains);
  g_array_unref (noding->hot);
  g_array_unref (noding->found);
  g_array_unref (noding->queue);
  g_array_unref (noding->near);
  g_array_unref (noding->blocks);
}

void
wg_noding_add_stroke (WgNoding *noding, const WgPoint *points, guint n_points)
{
  WgChain chain = make_chain (0, points, n_points);

  g_return_if_fail (noding->chains->len == noding->n_strokes);

  g_array_append_val (noding->chains, chain);
  noding->n_strokes++;
}

gboolean
wg_noding_run (WgNoding *noding, GError **error)
{
  make_blocks (noding);
  wg_noding_find_pixels (noding);
  rebuild_chains (noding);
  for (guint round = 0; round < MAX_ROUNDS; round++)
    if (!run_round (noding))
      return TRUE;
  g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                       "Noding the stroke does not come to an end");
  return FALSE;
}
