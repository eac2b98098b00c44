/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-noding-pixels"

#include "wg-noding-private.h"

static gboolean
envelopes_meet (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  return MAX (a.x, b.x) >= MIN (c.x, d.x) && MAX (c.x, d.x) >= MIN (a.x, b.x)
         && MAX (a.y, b.y) >= MIN (c.y, d.y) && MAX (c.y, d.y) >= MIN (a.y, b.y);
}

static void
add_hot (WgNoding *noding, WgPoint p)
{
  guint64 key = wg_key_of_point (p);

  if (wg_key_map_has (&noding->hot_places, key))
    return;
  wg_key_map_set (&noding->hot_places, key, 1);
  g_array_append_val (noding->hot, p);
}

/* The vertices of @arc whose pixels a-b passes are hot; where it has an end of a-b, it is touched. */
static void
heat_vertices (WgNoding *noding, WgArcId arc, WgPoint a, WgPoint b)
{
  guint place = wg_noding_load_arc (noding, arc);
  WgChain *chain = &WG_NODING_CHAIN (noding, place);

  for (guint i = 0; i < chain->points->len; i++)
    {
      WgPoint p = WG_CHAIN_POINT (chain, i);

      if (wg_point_equal (p, a) || wg_point_equal (p, b))
        chain->is_touched = TRUE;
      else if (wg_noding_passes_pixel (a, b, p))
        add_hot (noding, p);
    }
}

/* The segment gets a vertex: once an arc's does, what lies in its way counts. */
static void
take (WgNoding *noding, WgSegmentRef ref, WgPoint p)
{
  guint64 key = wg_key_of_pair (ref.chain, ref.segment);
  g_autoptr (GArray) near = NULL;
  WgPoint a, b;

  wg_noding_ends (noding, ref, &a, &b);
  if (!wg_noding_insert (noding, ref, p))
    return;
  WG_NODING_CHAIN (noding, ref.chain).is_touched = TRUE;
  if (ref.chain < noding->n_strokes || wg_key_map_has (&noding->bent, key))
    return;
  wg_key_map_set (&noding->bent, key, 1);
  wg_noding_find_near (noding, a, b);
  near = g_array_copy (noding->near);
  for (guint i = 0; i < near->len; i++)
    heat_vertices (noding, g_array_index (near, WgArcId, i), a, b);
}

static void
cross_chain (WgNoding *noding, WgSegmentRef ref, guint chain, guint from, guint to)
{
  WgPoint a, b;

  wg_noding_ends (noding, ref, &a, &b);
  for (guint i = from; i < to; i++)
    {
      WgSegmentRef other = { chain, i };
      WgPoint c, d, p;

      wg_noding_ends (noding, other, &c, &d);
      if (!envelopes_meet (a, b, c, d) || !wg_noding_cross (a, b, c, d))
        continue;
      p = wg_noding_crossing (a, b, c, d);
      add_hot (noding, p);
      take (noding, ref, p);
      take (noding, other, p);
    }
}

/* A segment of a stroke against all that it may cross, and old vertices in its way. */
static void
cross_all (WgNoding *noding, WgSegmentRef ref)
{
  g_autoptr (GArray) near = NULL;
  WgPoint a, b;

  wg_noding_ends (noding, ref, &a, &b);
  for (guint i = 0; i < noding->blocks->len; i++)
    {
      const WgStrokeBlock *block = &g_array_index (noding->blocks, WgStrokeBlock, i);

      if (envelopes_meet (a, b, (WgPoint){ block->envelope.min_x, block->envelope.min_y },
                          (WgPoint){ block->envelope.max_x, block->envelope.max_y }))
        cross_chain (noding, ref, block->chain, block->from, block->to);
    }
  wg_noding_find_near (noding, a, b);
  near = g_array_copy (noding->near);
  for (guint i = 0; i < near->len; i++)
    {
      WgArcId arc = g_array_index (near, WgArcId, i);
      guint chain = wg_noding_load_arc (noding, arc);

      heat_vertices (noding, arc, a, b);
      cross_chain (noding, ref, chain, 0, WG_NODING_CHAIN (noding, chain).points->len - 1);
    }
}

static void
meet_chain (WgNoding *noding, WgPoint p, guint place, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      WgSegmentRef ref = { place, i };
      WgPoint a, b;

      wg_noding_ends (noding, ref, &a, &b);
      if (wg_point_equal (p, a) || wg_point_equal (p, b))
        WG_NODING_CHAIN (noding, place).is_touched = TRUE;
      else if (wg_noding_passes_pixel (a, b, p))
        take (noding, ref, p);
    }
}

/* All segments that pass the pixel of a hot vertex get it. */
static void
settle (WgNoding *noding, WgPoint p)
{
  WgEnvelope box = { p.x, p.y, p.x, p.y };
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (WgArcId));

  for (guint i = 0; i < noding->blocks->len; i++)
    {
      const WgStrokeBlock *block = &g_array_index (noding->blocks, WgStrokeBlock, i);

      if (wg_envelope_contains (&block->envelope, p))
        meet_chain (noding, p, block->chain, block->from, block->to);
    }
  wg_arc_index_query (&noding->coverage->index, &box, near);
  for (guint i = 0; i < near->len; i++)
    {
      WgArcId arc = g_array_index (near, WgArcId, i);
      guint place = 0;

      if (!wg_envelope_contains (&noding->coverage->arcs[arc].line->envelope, p))
        continue;
      place = wg_noding_load_arc (noding, arc);
      meet_chain (noding, p, place, 0, WG_NODING_CHAIN (noding, place).points->len - 1);
    }
}

void
wg_noding_find_pixels (WgNoding *noding)
{
  for (guint c = 0; c < noding->n_strokes; c++)
    for (guint i = 0; i < WG_NODING_CHAIN (noding, c).points->len; i++)
      add_hot (noding, WG_CHAIN_POINT (&WG_NODING_CHAIN (noding, c), i));
  for (guint c = 0; c < noding->n_strokes; c++)
    for (guint i = 0; i + 1 < WG_NODING_CHAIN (noding, c).points->len; i++)
      cross_all (noding, (WgSegmentRef){ c, i });
  for (guint i = 0; i < noding->hot->len; i++)
    settle (noding, g_array_index (noding->hot, WgPoint, i));
}

gboolean
wg_noding_passes_pixel (WgPoint a, WgPoint b, WgPoint p)
{
  if (p.x < MIN (a.x, b.x) || p.x > MAX (a.x, b.x) || p.y < MIN (a.y, b.y) || p.y > MAX (a.y, b.y))
    return FALSE;
  return 2 * ABS (wg_point_cross (a, b, p))
         < ABS ((gint64) b.x - a.x) + ABS ((gint64) b.y - a.y);
}
