/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-lines"

#include "wg-lines-private.h"

#include "wg-arc-index.h"

#include <math.h>

#define OWN_REACH 4.0 /* an end does not look at its own line for so many times the gap */

static WgEnvelope
segment_envelope (const WgBuild *build, const WgSegment *segment)
{
  WgEnvelope e = WG_ENVELOPE_EMPTY;

  wg_envelope_add_point (&e, build->points[segment->a]);
  wg_envelope_add_point (&e, build->points[segment->b]);
  return e;
}

static WgPoint
nearest_on_segment (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double t = (((double) p.x - a.x) * dx + ((double) p.y - a.y) * dy) / (dx * dx + dy * dy);

  t = CLAMP (t, 0.0, 1.0);
  return (WgPoint){ a.x + (gint32) lround (t * dx), a.y + (gint32) lround (t * dy) };
}

/* The segments of the end's own line that are near because they are its own. */
static void
collect_own (const WgJoin *join, guint32 end, GHashTable *own)
{
  guint32 vertex = end, segment = wg_join_next_segment (join, end, WG_NONE);
  double length = 0.0;

  while (segment != WG_NONE && length <= join->options.gap_m * OWN_REACH)
    {
      g_hash_table_add (own, GUINT_TO_POINTER (segment));
      length += wg_join_length_m (join, &join->build.segments[segment]);
      vertex = wg_join_other_end (&join->build, segment, vertex);
      if (join->degree[vertex] != 2)
        break;
      segment = wg_join_next_segment (join, vertex, segment);
    }
}

/* The nearest place of a line that is not @own; best2 shrinks. FALSE when there is none. */
static gboolean
find_side (const WgJoin *join, const WgArcIndex *index, guint32 end, GHashTable *own, double *best2,
           WgPoint *side_out)
{
  const WgBuild *build = &join->build;
  WgPoint p = build->points[end];
  gint32 reach = (gint32) ceil (join->options.gap_m * 1000.0);
  WgEnvelope around = { p.x - reach, p.y - reach, p.x + reach, p.y + reach };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean has_side = FALSE;

  wg_arc_index_query (index, &around, found);
  for (guint i = 0; i < found->len; i++)
    {
      guint32 segment = g_array_index (found, guint32, i) - 1;
      const WgSegment *s = &build->segments[segment];
      WgPoint near = nearest_on_segment (p, build->points[s->a], build->points[s->b]);
      double distance2 = (double) wg_point_distance2 (p, near);

      if (distance2 > *best2 || g_hash_table_contains (own, GUINT_TO_POINTER (segment)))
        continue;
      *best2 = distance2;
      has_side = TRUE;
      *side_out = near;
    }
  return has_side;
}

/* Two loose ends that are near. */
typedef struct
{
  guint32 a, b; /* vertices */
  gint64 distance2;
} Pair;

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *first = a, *second = b;

  if (first->distance2 != second->distance2)
    return first->distance2 < second->distance2 ? -1 : 1;
  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;
  return (first->b > second->b) - (first->b < second->b);
}

static GArray *
find_pairs (const WgJoin *join)
{
  const WgBuild *build = &join->build;
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  gint32 reach = (gint32) ceil (join->options.gap_m * 1000.0);
  double limit = (double) reach * reach;
  WgArcIndex index = { 0 };

  for (guint32 v = 0; v < build->n_points; v++)
    {
      WgPoint p = build->points[v];
      WgEnvelope place = { p.x, p.y, p.x, p.y };

      if (join->degree[v] != 1)
        continue;
      wg_arc_index_add (&index, v + 1, &place);
    }
  for (guint32 v = 0; v < build->n_points; v++)
    {
      WgPoint p = build->points[v];
      WgEnvelope around = { p.x - reach, p.y - reach, p.x + reach, p.y + reach };

      if (join->degree[v] != 1)
        continue;
      g_array_set_size (found, 0);
      wg_arc_index_query (&index, &around, found);
      for (guint i = 0; i < found->len; i++)
        {
          Pair pair = { v, g_array_index (found, guint32, i) - 1, 0 };

          pair.distance2 = wg_point_distance2 (p, build->points[pair.b]);
          if (pair.b > v && (double) pair.distance2 <= limit)
            g_array_append_val (pairs, pair);
        }
    }
  wg_arc_index_clear (&index);
  g_array_sort (pairs, compare_pairs);
  return pairs;
}

static void
add_bridge (WgJoin *join, guint32 end, WgPoint target)
{
  WgPoint p = join->build.points[end];
  guint32 line = wg_join_line_of (join, wg_join_next_segment (join, end, WG_NONE));
  double length = sqrt ((double) wg_point_distance2 (p, target)) / 1000.0;

  g_array_append_val (join->bridges, p);
  g_array_append_val (join->bridges, target);
  g_array_append_val (join->bridge_lines, line);
  if (length > join->options.snap_m)
    wg_join_add_note (join->result->bridged, line, p, length);
}

/* Bunches of loose ends by the shortest bridges that hold them together: the root of each end. */
static guint32 *
bridge_ends (WgJoin *join)
{
  const WgBuild *build = &join->build;
  guint32 *bunch = g_new (guint32, build->n_points + 1);
  g_autoptr (GArray) pairs = find_pairs (join);

  for (guint32 v = 0; v < build->n_points; v++)
    bunch[v] = v;
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      if (wg_forest_root (bunch, pair->a) == wg_forest_root (bunch, pair->b))
        continue;
      wg_forest_join (bunch, pair->a, pair->b);
      add_bridge (join, pair->a, build->points[pair->b]);
    }
  for (guint32 v = 0; v < build->n_points; v++)
    bunch[v] = wg_forest_root (bunch, v);
  return bunch;
}

static int
compare_bunches (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const guint32 *bunch = user_data;
  guint32 v = *(const guint32 *) a, w = *(const guint32 *) b;

  if (bunch[v] != bunch[w])
    return bunch[v] < bunch[w] ? -1 : 1;
  return (v > w) - (v < w);
}

/* Leads the ends [first, end), which hang together, to the nearest line that is not theirs. */
static void
bridge_side (WgJoin *join, const WgArcIndex *index, const guint32 *ends, guint n)
{
  g_autoptr (GHashTable) own = g_hash_table_new (NULL, NULL);
  double best2 = join->options.gap_m * join->options.gap_m * 1e6;
  guint32 from = WG_NONE;
  WgPoint side = { 0, 0 };

  for (guint i = 0; i < n; i++)
    collect_own (join, ends[i], own);
  for (guint i = 0; i < n; i++)
    if (find_side (join, index, ends[i], own, &best2, &side))
      from = ends[i];
  if (from != WG_NONE && !wg_point_equal (side, join->build.points[from]))
    add_bridge (join, from, side);
}

/* Leads loose ends to one another, then each bunch of them to the side of another line. */
void
wg_join_find_bridges (WgJoin *join)
{
  const WgBuild *build = &join->build;
  g_autofree guint32 *bunch = bridge_ends (join);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgArcIndex index = { 0 };

  for (guint32 i = 0; i < build->n_segments; i++)
    if (!join->is_gone[i])
      {
        WgEnvelope envelope = segment_envelope (build, &build->segments[i]);

        wg_arc_index_add (&index, i + 1, &envelope);
      }
  for (guint32 v = 0; v < build->n_points; v++)
    if (join->degree[v] == 1)
      g_array_append_val (ends, v);
  g_array_sort_with_data (ends, compare_bunches, bunch);
  for (guint i = 0, next = 0; i < ends->len; i = next)
    {
      const guint32 *first = &g_array_index (ends, guint32, i);

      for (next = i + 1; next < ends->len && bunch[first[next - i]] == bunch[*first]; next++)
        ;
      bridge_side (join, &index, first, next - i);
    }
  wg_arc_index_clear (&index);
}
