/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-lines"

#include "wg-lines-private.h"

#include <math.h>
#include <string.h>

void
wg_join_graph_clear (WgJoin *join)
{
  g_clear_pointer (&join->first, g_free);
  g_clear_pointer (&join->touching, g_free);
  g_clear_pointer (&join->is_gone, g_free);
  g_clear_pointer (&join->degree, g_free);
}

/* Which segments meet in a vertex, and how many. */
void
wg_join_make_graph (WgJoin *join)
{
  const WgBuild *build = &join->build;
  guint n = build->n_points;

  wg_join_graph_clear (join);
  join->first = g_new0 (guint32, n + 2);
  join->degree = g_new0 (guint32, n + 1);
  join->touching = g_new (guint32, 2 * (gsize) build->n_segments + 1);
  join->is_gone = g_new0 (guint8, build->n_segments + 1);
  for (guint i = 0; i < build->n_segments; i++)
    {
      join->degree[build->segments[i].a]++;
      join->degree[build->segments[i].b]++;
    }
  for (guint i = 0; i < n; i++)
    join->first[i + 1] = join->first[i] + join->degree[i];
  for (guint i = build->n_segments; i-- > 0;)
    {
      guint32 ends[2] = { build->segments[i].a, build->segments[i].b };

      for (guint end = 0; end < 2; end++)
        join->touching[join->first[ends[end]] + --join->degree[ends[end]]] = i;
    }
  for (guint i = 0; i < n; i++)
    join->degree[i] = join->first[i + 1] - join->first[i];
}

double
wg_join_length_m (const WgJoin *join, const WgSegment *segment)
{
  return sqrt ((double) wg_point_distance2 (join->build.points[segment->a],
                                            join->build.points[segment->b])) / 1000.0;
}

guint32
wg_join_other_end (const WgBuild *build, guint32 segment, guint32 vertex)
{
  const WgSegment *s = &build->segments[segment];

  return s->a == vertex ? s->b : s->a;
}

/* The segment at @vertex that stays, other than @besides; WG_NONE when there is none. */
guint32
wg_join_next_segment (const WgJoin *join, guint32 vertex, guint32 besides)
{
  for (guint32 i = join->first[vertex]; i < join->first[vertex + 1]; i++)
    if (join->touching[i] != besides && !join->is_gone[join->touching[i]])
      return join->touching[i];
  return WG_NONE;
}

static void
remove_segment (WgJoin *join, guint32 segment)
{
  const WgSegment *s = &join->build.segments[segment];

  join->is_gone[segment] = TRUE;
  join->degree[s->a]--;
  join->degree[s->b]--;
}

guint32
wg_join_line_of (const WgJoin *join, guint32 segment)
{
  const WgBuild *build = &join->build;

  return join->line_of[build->uses.items[build->segments[segment].first] >> 1];
}

/* The chain from a loose end to where other lines meet it: its length, and how it ends. */
static double
measure_chain (const WgJoin *join, guint32 end, double limit_m, guint32 *last_out)
{
  guint32 vertex = end, segment = wg_join_next_segment (join, end, WG_NONE);
  double length = 0.0;

  while (segment != WG_NONE && length <= limit_m)
    {
      length += wg_join_length_m (join, &join->build.segments[segment]);
      vertex = wg_join_other_end (&join->build, segment, vertex);
      if (join->degree[vertex] != 2)
        break;
      segment = wg_join_next_segment (join, vertex, segment);
    }
  *last_out = vertex;
  return length;
}

void
wg_join_add_note (GArray *notes, guint32 line, WgPoint place, double length)
{
  WgLinesNote note = { line, place, length };

  g_array_append_val (notes, note);
}

/* Takes the chain from a loose end away. */
static double
remove_chain (WgJoin *join, guint32 end, guint32 *line_out)
{
  guint32 vertex = end;
  double length = 0.0;

  while (join->degree[vertex] == 1)
    {
      guint32 segment = wg_join_next_segment (join, vertex, WG_NONE);

      *line_out = wg_join_line_of (join, segment);
      length += wg_join_length_m (join, &join->build.segments[segment]);
      vertex = wg_join_other_end (&join->build, segment, vertex);
      remove_segment (join, segment);
    }
  return length;
}

/* Ends that stand over another line by less than a gap. */
void
wg_join_trim_ends (WgJoin *join)
{
  for (guint32 v = 0; v < join->build.n_points; v++)
    {
      guint32 last = v, line = 0;
      double length = 0.0;

      if (join->degree[v] != 1
          || measure_chain (join, v, join->options.gap_m, &last) > join->options.gap_m
          || join->degree[last] < 3)
        continue;
      length = remove_chain (join, v, &line);
      wg_join_add_note (join->result->trimmed, line, join->build.points[v], length);
    }
}

/* Everything that no ring needs: loose ends, and what is loose when they are gone. */
void
wg_join_remove_loose (WgJoin *join)
{
  for (guint32 v = 0; v < join->build.n_points; v++)
    {
      guint32 line = 0;
      double length = 0.0;

      if (join->degree[v] != 1)
        continue;
      length = remove_chain (join, v, &line);
      wg_join_add_note (join->result->unused, line, join->build.points[v], length);
    }
}
