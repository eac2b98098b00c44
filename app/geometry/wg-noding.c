/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-noding"

#include "wg-noding.h"

#include <math.h>

#define MAX_ROUNDS 200
#define BLOCK 32         /* segments of a stroke that share an envelope */
#define REACH 8          /* mm around a segment where arcs are looked for: more than any bend */
#define WINDOW 100000.0  /* mm; long slanting segments look for arcs in windows of this height */

typedef struct
{
  guint chain;
  guint segment;
} SegmentRef;

/* A vertex to be put into a segment. */
typedef struct
{
  guint chain;
  guint segment;
  gint64 along; /* grows from the start of the segment to its end */
  WgPoint point;
  gboolean is_new;
} Insertion;

/* The envelope of a stretch of a stroke. */
typedef struct
{
  guint chain;
  guint from, to; /* segments */
  WgEnvelope envelope;
} Block;

static void
clear_chain (gpointer data)
{
  WgChain *chain = data;

  g_array_unref (chain->points);
  g_array_unref (chain->flags);
}

static int
compare_insertions (gconstpointer a, gconstpointer b)
{
  const Insertion *first = a, *second = b;

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
  guint8 flags = arc == 0 ? WG_VERTEX_IS_NEW | WG_SEGMENT_IS_UNCHECKED : 0;

  for (guint i = 0; i < n_points; i++)
    if (i == 0 || !wg_point_equal (points[i - 1], points[i]))
      {
        g_array_append_val (chain.points, points[i]);
        g_array_append_val (chain.flags, flags);
      }
  return chain;
}

/* The chain of @arc, made when it is met for the first time. */
static guint
load_arc (WgNoding *noding, WgArcId arc)
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

/* Does the segment a-b pass the pixel of @p, the open square of 1 mm around it? (With corners, the
 * two diagonals of a square would go on giving each other vertices.) */
static gboolean
passes_pixel (WgPoint a, WgPoint b, WgPoint p)
{
  if (p.x < MIN (a.x, b.x) || p.x > MAX (a.x, b.x) || p.y < MIN (a.y, b.y) || p.y > MAX (a.y, b.y))
    return FALSE;
  return 2 * ABS (wg_point_cross (a, b, p))
         < ABS ((gint64) b.x - a.x) + ABS ((gint64) b.y - a.y);
}

static gboolean
cross_properly (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  return wg_point_side (a, b, c) * wg_point_side (a, b, d) < 0
         && wg_point_side (c, d, a) * wg_point_side (c, d, b) < 0;
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

/* Where a-b and c-d, which cross, do so: rounded to the nearest millimetre. */
static WgPoint
crossing_of (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
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

static void
insert (WgNoding *noding, SegmentRef ref, WgPoint p, gboolean is_new)
{
  const WgChain *chain = &WG_NODING_CHAIN (noding, ref.chain);
  WgPoint a = WG_CHAIN_POINT (chain, ref.segment), b = WG_CHAIN_POINT (chain, ref.segment + 1);
  Insertion insertion = { ref.chain, ref.segment, 0, p, is_new };
  guint8 *flags = &g_array_index (chain->flags, guint8, ref.segment);

  if (wg_point_equal (a, p) || wg_point_equal (b, p))
    return;
  /* What will be bent is compared as it runs now as well: nothing may end up on its other side. */
  if ((*flags & WG_SEGMENT_IS_UNCHECKED) == 0)
    {
      *flags |= WG_SEGMENT_IS_UNCHECKED;
      g_array_append_val (noding->queue, ref);
    }
  insertion.along = ((gint64) b.x - a.x) * ((gint64) p.x - a.x)
                    + ((gint64) b.y - a.y) * ((gint64) p.y - a.y);
  g_array_append_val (noding->found, insertion);
}

static guint8
flags_at (const WgChain *chain, guint i)
{
  return g_array_index (chain->flags, guint8, i);
}

/* Looks at the vertices of @from where they meet the segment @ref. An old vertex of a border is
 * left alone beside an old border: only what is new makes one bend. */
static gboolean
meet_vertices (WgNoding *noding, SegmentRef ref, SegmentRef from, gboolean *is_met)
{
  const WgChain *chain = &WG_NODING_CHAIN (noding, ref.chain);
  const WgChain *other = &WG_NODING_CHAIN (noding, from.chain);
  WgPoint a = WG_CHAIN_POINT (chain, ref.segment), b = WG_CHAIN_POINT (chain, ref.segment + 1);
  gboolean is_unchecked = flags_at (chain, ref.segment) & WG_SEGMENT_IS_UNCHECKED;
  gboolean is_inserted = FALSE;

  for (guint i = from.segment; i <= from.segment + 1; i++)
    {
      WgPoint p = WG_CHAIN_POINT (other, i);
      gboolean is_new = flags_at (other, i) & WG_VERTEX_IS_NEW;

      if (wg_point_equal (p, a) || wg_point_equal (p, b))
        {
          *is_met = TRUE;
          continue;
        }
      if (!passes_pixel (a, b, p)
          || !(is_unchecked || is_new || wg_point_on_segment (p, a, b)))
        continue;
      insert (noding, ref, p, is_new);
      *is_met = is_inserted = TRUE;
    }
  return is_inserted;
}

static gboolean
envelopes_meet (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  return MAX (a.x, b.x) >= MIN (c.x, d.x) && MAX (c.x, d.x) >= MIN (a.x, b.x)
         && MAX (a.y, b.y) >= MIN (c.y, d.y) && MAX (c.y, d.y) >= MIN (a.y, b.y);
}

static void
meet_segments (WgNoding *noding, SegmentRef first, SegmentRef second)
{
  WgChain *one = &WG_NODING_CHAIN (noding, first.chain);
  WgChain *two = &WG_NODING_CHAIN (noding, second.chain);
  WgPoint a = WG_CHAIN_POINT (one, first.segment), b = WG_CHAIN_POINT (one, first.segment + 1);
  WgPoint c = WG_CHAIN_POINT (two, second.segment), d = WG_CHAIN_POINT (two, second.segment + 1);
  gboolean is_met = FALSE, is_inserted = FALSE;

  if (!envelopes_meet (a, b, c, d)
      || (first.chain == second.chain && first.segment == second.segment))
    return;
  is_inserted = meet_vertices (noding, first, second, &is_met);
  is_inserted |= meet_vertices (noding, second, first, &is_met);
  /* A crossing beside a vertex that was just taken is mostly gone in the next round. */
  if (!is_inserted && cross_properly (a, b, c, d))
    {
      WgPoint p = crossing_of (a, b, c, d);
      insert (noding, first, p, TRUE);
      insert (noding, second, p, TRUE);
      is_met = TRUE;
    }
  if (is_met)
    one->is_touched = two->is_touched = TRUE;
}

static void
meet_chain (WgNoding *noding, SegmentRef ref, guint chain, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    meet_segments (noding, ref, (SegmentRef){ chain, i });
}

/* Arcs near a-b, in windows, so that a long slanting segment does not bring in all in its box. */
static void
find_near (WgNoding *noding, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  guint n = 1 + (guint) MIN (63.0, MIN (fabs (dx), fabs (dy)) / WINDOW);

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
}

static void
meet_arcs (WgNoding *noding, SegmentRef ref, WgPoint a, WgPoint b)
{
  WgEnvelope box = WG_ENVELOPE_EMPTY;

  wg_envelope_add_point (&box, (WgPoint){ MIN (a.x, b.x) - REACH, MIN (a.y, b.y) - REACH });
  wg_envelope_add_point (&box, (WgPoint){ MAX (a.x, b.x) + REACH, MAX (a.y, b.y) + REACH });
  find_near (noding, a, b);
  for (guint i = 0; i < noding->near->len; i++)
    {
      WgArcId arc = g_array_index (noding->near, WgArcId, i);
      guint chain = 0;

      if (!wg_envelope_intersects (&box, &noding->coverage->arcs[arc].line->envelope))
        continue;
      chain = load_arc (noding, arc);
      meet_chain (noding, ref, chain, 0, WG_NODING_CHAIN (noding, chain).points->len - 1);
    }
}

static void
meet_strokes (WgNoding *noding, SegmentRef ref, WgPoint a, WgPoint b)
{
  for (guint i = 0; i < noding->blocks->len; i++)
    {
      const Block *block = &g_array_index (noding->blocks, Block, i);
      const WgEnvelope *e = &block->envelope;

      if (MAX (a.x, b.x) >= e->min_x && MIN (a.x, b.x) <= e->max_x && MAX (a.y, b.y) >= e->min_y
          && MIN (a.y, b.y) <= e->max_y)
        meet_chain (noding, ref, block->chain, block->from, block->to);
    }
}

static void
make_blocks (WgNoding *noding)
{
  g_array_set_size (noding->blocks, 0);
  for (guint c = 0; c < noding->n_strokes; c++)
    {
      const WgChain *chain = &WG_NODING_CHAIN (noding, c);

      for (guint from = 0; from + 1 < chain->points->len; from += BLOCK)
        {
          Block block = { c, from, MIN (from + BLOCK, chain->points->len - 1), WG_ENVELOPE_EMPTY };
          for (guint i = block.from; i <= block.to; i++)
            wg_envelope_add_point (&block.envelope, WG_CHAIN_POINT (chain, i));
          g_array_append_val (noding->blocks, block);
        }
    }
}

/* Puts the insertions of one chain into it. Cut segments are compared again; the others were. */
static void
rebuild_chain (WgNoding *noding, guint place, guint *at)
{
  WgChain *chain = &WG_NODING_CHAIN (noding, place);
  WgChain next = make_chain (chain->arc, NULL, 0);

  for (guint i = 0; i < chain->points->len; i++)
    {
      guint8 flags = flags_at (chain, i) & WG_VERTEX_IS_NEW;
      guint first = next.points->len;

      g_array_append_val (next.points, WG_CHAIN_POINT (chain, i));
      g_array_append_val (next.flags, flags);
      for (; *at < noding->found->len; (*at)++)
        {
          const Insertion *insertion = &g_array_index (noding->found, Insertion, *at);
          guint8 new_flags = insertion->is_new ? WG_VERTEX_IS_NEW : 0;

          if (insertion->chain != place || insertion->segment != i)
            break;
          if (wg_point_equal (insertion->point, WG_CHAIN_POINT (&next, next.points->len - 1)))
            continue;
          new_flags |= WG_SEGMENT_IS_UNCHECKED;
          g_array_append_val (next.points, insertion->point);
          g_array_append_val (next.flags, new_flags);
        }
      if (next.points->len > first + 1)
        g_array_index (next.flags, guint8, first) |= WG_SEGMENT_IS_UNCHECKED;
    }
  next.is_touched = next.is_bent = TRUE;
  clear_chain (chain);
  *chain = next;
}

static void
queue_unchecked (WgNoding *noding)
{
  g_array_set_size (noding->queue, 0);
  for (guint c = 0; c < noding->chains->len; c++)
    for (guint i = 0; i + 1 < WG_NODING_CHAIN (noding, c).points->len; i++)
      if (flags_at (&WG_NODING_CHAIN (noding, c), i) & WG_SEGMENT_IS_UNCHECKED)
        {
          SegmentRef ref = { c, i };
          g_array_append_val (noding->queue, ref);
        }
}

static void
forget_flags (WgNoding *noding)
{
  for (guint i = 0; i < noding->queue->len; i++)
    {
      SegmentRef ref = g_array_index (noding->queue, SegmentRef, i);
      g_array_index (WG_NODING_CHAIN (noding, ref.chain).flags, guint8, ref.segment)
        &= WG_VERTEX_IS_NEW;
    }
}

/* Compares every unchecked segment with all near it. Returns FALSE when nothing was inserted. */
static gboolean
run_round (WgNoding *noding)
{
  guint at = 0;

  g_array_set_size (noding->found, 0);
  make_blocks (noding);
  queue_unchecked (noding);
  for (guint i = 0; i < noding->queue->len; i++)
    {
      SegmentRef ref = g_array_index (noding->queue, SegmentRef, i);
      const WgChain *chain = &WG_NODING_CHAIN (noding, ref.chain);
      WgPoint a = WG_CHAIN_POINT (chain, ref.segment);
      WgPoint b = WG_CHAIN_POINT (chain, ref.segment + 1);

      meet_strokes (noding, ref, a, b);
      meet_arcs (noding, ref, a, b);
    }
  forget_flags (noding);
  g_array_sort (noding->found, compare_insertions);
  while (at < noding->found->len)
    rebuild_chain (noding, g_array_index (noding->found, Insertion, at).chain, &at);
  return noding->found->len > 0;
}

void
wg_noding_init (WgNoding *noding, const WgCoverage *coverage)
{
  *noding = (WgNoding){ coverage };
  noding->chains = g_array_new (FALSE, FALSE, sizeof (WgChain));
  g_array_set_clear_func (noding->chains, clear_chain);
  noding->found = g_array_new (FALSE, FALSE, sizeof (Insertion));
  noding->queue = g_array_new (FALSE, FALSE, sizeof (SegmentRef));
  noding->near = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  noding->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
}

void
wg_noding_clear (WgNoding *noding)
{
  wg_id_map_clear (&noding->loaded);
  g_array_unref (noding->chains);
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
  for (guint round = 0; round < MAX_ROUNDS; round++)
    if (!run_round (noding))
      return TRUE;
  g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                       "Noding the stroke does not come to an end");
  return FALSE;
}
