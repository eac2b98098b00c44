/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"
#include "wg-coverage-edit.h"

#include <math.h>
#include <string.h>

typedef struct
{
  WgBuild *build;
  guint32 *first;   /* n_points + 1: where the segments of a vertex start */
  guint32 *touching;
  guint8 *is_used;  /* per segment */
} Chains;

static void
gather_touching (Chains *chains)
{
  const WgBuild *build = chains->build;

  chains->first = g_new0 (guint32, build->n_points + 2);
  chains->touching = g_new (guint32, 2 * (gsize) build->n_segments + 1);
  for (guint i = 0; i < build->n_segments; i++)
    {
      chains->first[build->segments[i].a + 1]++;
      chains->first[build->segments[i].b + 1]++;
    }
  for (guint i = 0; i < build->n_points; i++)
    chains->first[i + 1] += chains->first[i];
  for (guint i = 0; i < build->n_segments; i++)
    {
      chains->touching[chains->first[build->segments[i].a]++] = i;
      chains->touching[chains->first[build->segments[i].b]++] = i;
    }
  for (guint i = build->n_points; i > 0; i--)
    chains->first[i] = chains->first[i - 1];
  chains->first[0] = 0;
}

static inline guint
degree_of (const Chains *chains, guint32 vertex)
{
  return chains->first[vertex + 1] - chains->first[vertex];
}

/** Walks from @start along @segment until the next node (or @start again) and adds the arc. */
static void
add_chain (Chains *chains, guint32 start, guint32 segment)
{
  WgBuild *build = chains->build;
  WgBuildArc *arc = &build->arcs[build->n_arcs++];
  guint32 vertex = start;
  double length = 0.0;

  arc->first = build->vertices.n;
  arc->use_first = build->segments[segment].first;
  arc->n_uses = build->segments[segment].n;
  wg_ids_push (&build->vertices, vertex);
  for (;;)
    {
      const WgSegment *s = &build->segments[segment];
      guint32 next = s->a == vertex ? s->b : s->a;

      chains->is_used[segment] = TRUE;
      length += sqrt ((double) wg_point_distance2 (build->points[vertex], build->points[next]));
      vertex = next;
      wg_ids_push (&build->vertices, vertex);
      if (vertex == start || degree_of (chains, vertex) != 2)
        break;
      segment = chains->touching[chains->first[vertex]] == segment
                  ? chains->touching[chains->first[vertex] + 1]
                  : chains->touching[chains->first[vertex]];
    }
  arc->n = build->vertices.n - arc->first;
  arc->start = start;
  arc->end = vertex;
  arc->length = length;
}

/** The lowest vertex of the loop through @segment: where it starts does not depend on ids. */
static guint32
find_loop_start (const Chains *chains, guint32 segment)
{
  const WgBuild *build = chains->build;
  guint32 first = build->segments[segment].a, vertex = first, lowest = first;

  do
    {
      const WgSegment *s = &build->segments[segment];

      vertex = s->a == vertex ? s->b : s->a;
      if (wg_point_compare (build->points[vertex], build->points[lowest]) < 0)
        lowest = vertex;
      segment = chains->touching[chains->first[vertex]] == segment
                  ? chains->touching[chains->first[vertex] + 1]
                  : chains->touching[chains->first[vertex]];
    }
  while (vertex != first);
  return lowest;
}

static void
count_nodes (Chains *chains)
{
  WgBuild *build = chains->build;
  guint64 n_ends = 0;

  for (guint v = 0; v < build->n_points; v++)
    if (degree_of (chains, v) > 2)
      n_ends += degree_of (chains, v);
  /* Loops without a node have three segments or more each. */
  build->arcs = g_new (WgBuildArc, n_ends / 2 + build->n_segments / 3 + 1);
}

/** Node indices instead of vertices at the ends of arcs. */
static void
number_nodes (WgBuild *build)
{
  g_autofree guint32 *node_of = g_new (guint32, build->n_points + 1);

  memset (node_of, 0xff, build->n_points * sizeof (guint32));
  build->node_vertices = g_new (guint32, 2 * (gsize) build->n_arcs + 1);
  for (guint i = 0; i < build->n_arcs; i++)
    for (guint end = 0; end < 2; end++)
      {
        guint32 *node = end == 0 ? &build->arcs[i].start : &build->arcs[i].end;

        if (node_of[*node] == WG_NONE)
          {
            node_of[*node] = build->n_nodes;
            build->node_vertices[build->n_nodes++] = *node;
          }
        *node = node_of[*node];
      }
}

/**
 * wg_build_trace_arcs:
 *
 * Chains the segments to arcs: a node is a vertex where three segments or more meet, or the
 * lowest vertex of a loop without one.
 */
gboolean
wg_build_trace_arcs (WgBuild *build, GError **error)
{
  Chains chains = { .build = build };
  gboolean is_sound = TRUE;

  gather_touching (&chains);
  chains.is_used = g_new0 (guint8, build->n_segments + 1);
  count_nodes (&chains);
  wg_ids_reserve (&build->vertices, build->n_segments + build->n_segments / 8 + 16);
  for (guint v = 0; v < build->n_points && is_sound; v++)
    {
      /* Every part passes each vertex an even number of times, so no segment ends alone. */
      is_sound = degree_of (&chains, v) != 1;
      if (degree_of (&chains, v) > 2)
        for (guint32 i = chains.first[v]; i < chains.first[v + 1]; i++)
          if (!chains.is_used[chains.touching[i]])
            add_chain (&chains, v, chains.touching[i]);
    }
  for (guint i = 0; i < build->n_segments && is_sound; i++)
    if (!chains.is_used[i])
      {
        guint32 start = find_loop_start (&chains, i);
        add_chain (&chains, start, chains.touching[chains.first[start]]);
      }
  g_free (chains.first);
  g_free (chains.touching);
  g_free (chains.is_used);
  if (!is_sound)
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                   "a segment ends where no other goes on");
      return FALSE;
    }
  number_nodes (build);
  return !g_cancellable_set_error_if_cancelled (build->cancellable, error);
}

/** The first step of a half-edge away from its node. */
static void
first_step (const WgBuild *build, guint32 edge, gint64 *dx, gint64 *dy)
{
  const WgBuildArc *arc = &build->arcs[edge >> 1];
  WgPoint from = wg_build_arc_point (build, arc, edge & 1 ? arc->n - 1 : 0);
  WgPoint to = wg_build_arc_point (build, arc, edge & 1 ? arc->n - 2 : 1);

  *dx = (gint64) to.x - from.x;
  *dy = (gint64) to.y - from.y;
}

/** Counter-clockwise from east; exact. */
static int
compare_directions (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WgBuild *build = user_data;
  gint64 ax = 0, ay = 0, bx = 0, by = 0, cross = 0;
  int half_a = 0, half_b = 0;

  first_step (build, *(const guint32 *) a, &ax, &ay);
  first_step (build, *(const guint32 *) b, &bx, &by);
  half_a = ay < 0 || (ay == 0 && ax < 0);
  half_b = by < 0 || (by == 0 && bx < 0);
  if (half_a != half_b)
    return half_a - half_b;
  cross = ax * by - ay * bx;
  return (cross < 0) - (cross > 0);
}

static void
sort_around_nodes (WgBuild *build)
{
  build->node_first = g_new0 (guint32, build->n_nodes + 2);
  build->node_edges = g_new (guint32, 2 * (gsize) build->n_arcs + 1);
  for (guint i = 0; i < build->n_arcs; i++)
    {
      build->node_first[build->arcs[i].start + 1]++;
      build->node_first[build->arcs[i].end + 1]++;
    }
  for (guint i = 0; i < build->n_nodes; i++)
    build->node_first[i + 1] += build->node_first[i];
  for (guint i = 0; i < build->n_arcs; i++)
    {
      build->node_edges[build->node_first[build->arcs[i].start]++] = 2 * i;
      build->node_edges[build->node_first[build->arcs[i].end]++] = 2 * i + 1;
    }
  for (guint i = build->n_nodes; i > 0; i--)
    build->node_first[i] = build->node_first[i - 1];
  build->node_first[0] = 0;
  for (guint i = 0; i < build->n_nodes; i++)
    {
      guint32 *edges = build->node_edges + build->node_first[i];
      guint n = build->node_first[i + 1] - build->node_first[i];

      if (n > 16)
        g_qsort_with_data (edges, n, sizeof (guint32), compare_directions, build);
      else
        for (guint j = 1; j < n; j++)
          for (guint k = j; k > 0
                            && compare_directions (&edges[k - 1], &edges[k], build) > 0; k--)
            {
              guint32 swapped = edges[k];
              edges[k] = edges[k - 1];
              edges[k - 1] = swapped;
            }
    }
}

/** Per half-edge the next around the face on its left: the first clockwise from its twin. */
static guint32 *
link_edges (const WgBuild *build)
{
  guint32 *next = g_new (guint32, 2 * (gsize) build->n_arcs + 1);

  for (guint i = 0; i < build->n_nodes; i++)
    for (guint32 j = build->node_first[i]; j < build->node_first[i + 1]; j++)
      {
        guint32 before = j > build->node_first[i] ? j - 1 : build->node_first[i + 1] - 1;
        next[build->node_edges[j] ^ 1] = build->node_edges[before];
      }
  return next;
}

static __int128
arc_area2 (const WgBuild *build, const WgBuildArc *arc)
{
  __int128 sum = 0;

  for (guint i = 1; i < arc->n; i++)
    {
      WgPoint p = wg_build_arc_point (build, arc, i - 1), q = wg_build_arc_point (build, arc, i);
      sum += (gint64) p.x * q.y - (gint64) p.y * q.x;
    }
  return sum;
}

/** Numbers the rings: @ring_of per half-edge; returns the doubled areas (of __int128). */
static GArray *
trace_rings (const WgBuild *build, guint32 *ring_of)
{
  g_autofree guint32 *next = link_edges (build);
  g_autofree __int128 *areas = g_new (__int128, build->n_arcs + 1);
  GArray *ring_areas = g_array_new (FALSE, FALSE, sizeof (__int128));

  for (guint i = 0; i < build->n_arcs; i++)
    areas[i] = arc_area2 (build, &build->arcs[i]);
  memset (ring_of, 0xff, 2 * (gsize) build->n_arcs * sizeof (guint32));
  for (guint32 e = 0; e < 2 * build->n_arcs; e++)
    {
      __int128 area2 = 0;

      if (ring_of[e] != WG_NONE)
        continue;
      for (guint32 edge = e; ring_of[edge] == WG_NONE; edge = next[edge])
        {
          ring_of[edge] = ring_areas->len;
          area2 += edge & 1 ? -areas[edge >> 1] : areas[edge >> 1];
        }
      g_array_append_val (ring_areas, area2);
    }
  return ring_areas;
}

/**
 * wg_build_trace_faces:
 *
 * Sorts the half-edges around each node, walks the rings, makes a face of each ring that runs
 * counter-clockwise and puts the others, the outlines of components, into the face that holds
 * them.
 */
gboolean
wg_build_trace_faces (WgBuild *build, GError **error)
{
  g_autofree guint32 *ring_of = g_new (guint32, 2 * (gsize) build->n_arcs + 1);
  g_autofree guint32 *ring_face = NULL;
  g_autoptr (GArray) areas = NULL;
  gboolean is_sound = TRUE;

  sort_around_nodes (build);
  areas = trace_rings (build, ring_of);
  ring_face = g_new (guint32, areas->len + 1);
  build->faces = g_new0 (WgBuildFace, areas->len + 1);
  build->n_faces = 1;
  for (guint32 ring = 0; ring < areas->len; ring++)
    {
      __int128 area2 = g_array_index (areas, __int128, ring);

      ring_face[ring] = area2 > 0 ? build->n_faces++ : WG_NONE;
    }
  is_sound = wg_build_hold (build, ring_of, ring_face);
  for (guint32 ring = 0; ring < areas->len && is_sound; ring++)
    {
      is_sound = ring_face[ring] != WG_NONE;
      if (is_sound)
        build->faces[ring_face[ring]].area2 += g_array_index (areas, __int128, ring);
    }
  if (!is_sound)
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                   "a component has not exactly one outline");
      return FALSE;
    }
  build->edge_face = g_new (guint32, 2 * (gsize) build->n_arcs + 1);
  for (guint32 e = 0; e < 2 * build->n_arcs; e++)
    build->edge_face[e] = ring_face[ring_of[e]];
  return !g_cancellable_set_error_if_cancelled (build->cancellable, error);
}
