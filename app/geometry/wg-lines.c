/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-lines"

#include "wg-lines.h"

#include "wg-arc-index.h"
#include "wg-build-private.h"
#include "wg-coverage-edit.h"
#include "wg-coverage-shape.h"

#include <math.h>
#include <string.h>

#define OWN_REACH 4.0 /* an end does not look at its own line for so many times the gap */

/*
 * The noding and tracing of wg_build() on segments that are no outline of anything: each segment
 * is a part of its own. Then each face is a region with a claimant of its own, so that the same
 * last stage makes the coverage.
 */
typedef struct
{
  WgBuild build;
  WgLinesOptions options;
  guint32 *line_of; /* per part */
  guint n_parts;
  guint32 *first;    /* n_points + 1: where the segments of a vertex start in touching */
  guint32 *touching;
  guint8 *is_gone;   /* per segment */
  guint32 *degree;   /* per vertex: of segments that are not gone */
  GArray *bridges;   /* of WgPoint, two and two */
  GArray *bridge_lines; /* of guint32 */
  WgLinesResult *result;
} Join;

static double
length_m (const Join *join, const WgSegment *segment)
{
  return sqrt ((double) wg_point_distance2 (join->build.points[segment->a],
                                            join->build.points[segment->b])) / 1000.0;
}

static void
graph_clear (Join *join)
{
  g_clear_pointer (&join->first, g_free);
  g_clear_pointer (&join->touching, g_free);
  g_clear_pointer (&join->is_gone, g_free);
  g_clear_pointer (&join->degree, g_free);
}

static void
join_clear (Join *join)
{
  WgBuild *build = &join->build;

  graph_clear (join);
  g_free (join->line_of);
  g_clear_pointer (&join->bridges, g_array_unref);
  g_clear_pointer (&join->bridge_lines, g_array_unref);
  g_clear_pointer (&join->result, wg_lines_result_free);
  g_free (build->claimants);
  g_free (build->parts);
  g_free (build->points);
  g_free (build->slots);
  g_free (build->segments);
  wg_ids_clear (&build->uses);
  wg_ids_clear (&build->vertices);
  g_free (build->arcs);
  g_free (build->node_vertices);
  g_free (build->node_first);
  g_free (build->node_edges);
  g_free (build->edge_face);
  g_free (build->faces);
  g_free (build->regions);
  g_clear_pointer (&build->decisions, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Join, join_clear)

static void
add_segment (Join *join, WgPoint p, WgPoint q, guint32 line)
{
  WgBuild *build = &join->build;
  guint32 a = 0, b = 0;

  wg_build_reserve_points (build, 2);
  a = wg_build_intern (build, p);
  b = wg_build_intern (build, q);
  if (a == b)
    return;
  if (build->n_segments == build->segments_allocated)
    {
      build->segments_allocated = build->segments_allocated * 3 / 2 + 64;
      build->segments = g_renew (WgSegment, build->segments, build->segments_allocated);
    }
  build->segments[build->n_segments++]
    = (WgSegment){ MIN (a, b), MAX (a, b), build->uses.n, 1, TRUE, FALSE };
  wg_ids_push (&build->uses, join->n_parts << 1 | (a > b));
  join->line_of[join->n_parts++] = line;
}

/* All segments of all lines, and the bridges found so far. */
static gboolean
read_segments (Join *join, const GPtrArray *lines, GError **error)
{
  WgBuild *build = &join->build;
  guint n = join->bridges->len / 2;

  for (guint i = 0; i < lines->len; i++)
    n += ((const WgLine *) g_ptr_array_index (lines, i))->n_points - 1;
  join->line_of = g_renew (guint32, join->line_of, n + 1);
  join->n_parts = 0;
  build->n_segments = 0;
  build->uses.n = 0;
  for (guint i = 0; i < lines->len; i++)
    {
      const WgLine *line = g_ptr_array_index (lines, i);

      for (guint j = 0; j + 1 < line->n_points; j++)
        {
          if (!wg_point_is_valid (line->points[j]) || !wg_point_is_valid (line->points[j + 1]))
            {
              g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE,
                           "line %u is out of range", i);
              return FALSE;
            }
          add_segment (join, line->points[j], line->points[j + 1], i);
        }
    }
  for (guint i = 0; i < join->bridge_lines->len; i++)
    add_segment (join, g_array_index (join->bridges, WgPoint, 2 * i),
                 g_array_index (join->bridges, WgPoint, 2 * i + 1),
                 g_array_index (join->bridge_lines, guint32, i));
  g_free (build->parts);
  build->parts = g_new0 (WgPart, join->n_parts + 1);
  build->n_suspects = build->n_segments;
  return TRUE;
}

static int
compare_segments (gconstpointer a, gconstpointer b)
{
  const WgSegment *first = a, *second = b;

  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;
  if (first->b != second->b)
    return first->b < second->b ? -1 : 1;
  return (first->first > second->first) - (first->first < second->first);
}

/* What was drawn twice counts once. */
static void
drop_equal (WgBuild *build)
{
  guint n = 0;

  qsort (build->segments, build->n_segments, sizeof (WgSegment), compare_segments);
  for (guint i = 0; i < build->n_segments; i++)
    if (n == 0 || build->segments[n - 1].a != build->segments[i].a
        || build->segments[n - 1].b != build->segments[i].b)
      build->segments[n++] = build->segments[i];
  build->n_segments = n;
}

/* Which segments meet in a vertex, and how many. */
static void
make_graph (Join *join)
{
  const WgBuild *build = &join->build;
  guint n = build->n_points;

  graph_clear (join);
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

static guint32
other_end (const WgBuild *build, guint32 segment, guint32 vertex)
{
  const WgSegment *s = &build->segments[segment];

  return s->a == vertex ? s->b : s->a;
}

/* The segment at @vertex that stays, other than @besides; WG_NONE when there is none. */
static guint32
next_segment (const Join *join, guint32 vertex, guint32 besides)
{
  for (guint32 i = join->first[vertex]; i < join->first[vertex + 1]; i++)
    if (join->touching[i] != besides && !join->is_gone[join->touching[i]])
      return join->touching[i];
  return WG_NONE;
}

static void
remove_segment (Join *join, guint32 segment)
{
  const WgSegment *s = &join->build.segments[segment];

  join->is_gone[segment] = TRUE;
  join->degree[s->a]--;
  join->degree[s->b]--;
}

static guint32
line_of_segment (const Join *join, guint32 segment)
{
  const WgBuild *build = &join->build;

  return join->line_of[build->uses.items[build->segments[segment].first] >> 1];
}

/* The chain from a loose end to where other lines meet it: its length, and how it ends. */
static double
measure_chain (const Join *join, guint32 end, double limit_m, guint32 *last_out)
{
  guint32 vertex = end, segment = next_segment (join, end, WG_NONE);
  double length = 0.0;

  while (segment != WG_NONE && length <= limit_m)
    {
      length += length_m (join, &join->build.segments[segment]);
      vertex = other_end (&join->build, segment, vertex);
      if (join->degree[vertex] != 2)
        break;
      segment = next_segment (join, vertex, segment);
    }
  *last_out = vertex;
  return length;
}

static void
add_note (GArray *notes, guint32 line, WgPoint place, double length)
{
  WgLinesNote note = { line, place, length };

  g_array_append_val (notes, note);
}

/* Takes the chain from a loose end away. */
static double
remove_chain (Join *join, guint32 end, guint32 *line_out)
{
  guint32 vertex = end;
  double length = 0.0;

  while (join->degree[vertex] == 1)
    {
      guint32 segment = next_segment (join, vertex, WG_NONE);

      *line_out = line_of_segment (join, segment);
      length += length_m (join, &join->build.segments[segment]);
      vertex = other_end (&join->build, segment, vertex);
      remove_segment (join, segment);
    }
  return length;
}

/* Ends that stand over another line by less than a gap. */
static void
trim_ends (Join *join)
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
      add_note (join->result->trimmed, line, join->build.points[v], length);
    }
}

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
collect_own (const Join *join, guint32 end, GHashTable *own)
{
  guint32 vertex = end, segment = next_segment (join, end, WG_NONE);
  double length = 0.0;

  while (segment != WG_NONE && length <= join->options.gap_m * OWN_REACH)
    {
      g_hash_table_add (own, GUINT_TO_POINTER (segment));
      length += length_m (join, &join->build.segments[segment]);
      vertex = other_end (&join->build, segment, vertex);
      if (join->degree[vertex] != 2)
        break;
      segment = next_segment (join, vertex, segment);
    }
}

/* The nearest place of a line that is not @own; best2 shrinks. FALSE when there is none. */
static gboolean
find_side (const Join *join, const WgArcIndex *index, guint32 end, GHashTable *own, double *best2,
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
find_pairs (const Join *join)
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
add_bridge (Join *join, guint32 end, WgPoint target)
{
  WgPoint p = join->build.points[end];
  guint32 line = line_of_segment (join, next_segment (join, end, WG_NONE));
  double length = sqrt ((double) wg_point_distance2 (p, target)) / 1000.0;

  g_array_append_val (join->bridges, p);
  g_array_append_val (join->bridges, target);
  g_array_append_val (join->bridge_lines, line);
  if (length > join->options.snap_m)
    add_note (join->result->bridged, line, p, length);
}

/* Bunches of loose ends by the shortest bridges that hold them together: the root of each end. */
static guint32 *
bridge_ends (Join *join)
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
bridge_side (Join *join, const WgArcIndex *index, const guint32 *ends, guint n)
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
static void
find_bridges (Join *join)
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

/* Everything that no ring needs: loose ends, and what is loose when they are gone. */
static void
remove_loose (Join *join)
{
  for (guint32 v = 0; v < join->build.n_points; v++)
    {
      guint32 line = 0;
      double length = 0.0;

      if (join->degree[v] != 1)
        continue;
      length = remove_chain (join, v, &line);
      add_note (join->result->unused, line, join->build.points[v], length);
    }
}

static void
drop_gone (Join *join)
{
  WgBuild *build = &join->build;
  guint n = 0;

  for (guint i = 0; i < build->n_segments; i++)
    if (!join->is_gone[i])
      build->segments[n++] = build->segments[i];
  build->n_segments = n;
}

/* Each face becomes a region of a claimant of its own. */
static void
own_faces (WgBuild *build)
{
  g_free (build->claimants);
  build->n_claimants = build->n_faces;
  build->claimants = g_new0 (WgClaimant, build->n_faces + 1);
  build->n_regions = build->n_faces;
  build->regions = g_new0 (WgRegion, build->n_faces + 1);
  build->n_parts = 0;
  build->deepest = 1;
  for (guint32 f = 0; f < build->n_faces; f++)
    {
      build->claimants[f].owner = f;
      build->claimants[f].depth = 1;
      build->claimants[f].has_land = TRUE;
      build->faces[f].region = f;
      build->regions[f].winner = f == 0 ? WG_NONE : f;
    }
}

static int
compare_shapes (gconstpointer a, gconstpointer b)
{
  const WgShape *first = *(const WgShape *const *) a, *second = *(const WgShape *const *) b;
  WgEnvelope one = wg_shape_envelope (first), two = wg_shape_envelope (second);
  WgPoint p = { one.min_x, one.min_y }, q = { two.min_x, two.min_y };
  int order = wg_point_compare (p, q);

  if (order != 0)
    return order;
  return (first->points->len > second->points->len) - (first->points->len < second->points->len);
}

/* Faces smaller than a gap that bridges made go to the neighbour with the longest border. */
static void
merge_crumbs (const Join *join)
{
  const WgBuild *build = &join->build;
  double least2 = 2e6 * join->options.gap_m * join->options.gap_m;
  g_autofree double *longest = g_new0 (double, build->n_faces + 1);

  if (join->bridge_lines->len == 0)
    return;
  for (guint i = 0; i < build->n_arcs; i++)
    for (guint side = 0; side < 2; side++)
      {
        guint32 face = build->edge_face[2 * i + side], beyond = build->edge_face[2 * i + 1 - side];

        if (face == 0 || beyond == 0 || face == beyond
            || (double) build->faces[face].area2 >= least2
            || (double) build->faces[beyond].area2 < least2
            || build->arcs[i].length <= longest[face])
          continue;
        longest[face] = build->arcs[i].length;
        build->regions[face].winner = beyond;
      }
}

static gboolean
trace_shapes (Join *join, GError **error)
{
  WgBuild *build = &join->build;
  g_autoptr (WgBuildResult) traced = NULL;

  if (build->n_segments == 0)
    return TRUE;
  if (!wg_build_trace_arcs (build, error) || !wg_build_trace_faces (build, error))
    return FALSE;
  own_faces (build);
  merge_crumbs (join);
  traced = g_new0 (WgBuildResult, 1);
  traced->coverage = wg_coverage_new ();
  traced->decisions = g_array_new (FALSE, FALSE, sizeof (WgDecision));
  traced->nestings = g_array_new (FALSE, FALSE, sizeof (WgNesting));
  traced->claim_areas = g_array_new (FALSE, FALSE, sizeof (WgClaimArea));
  if (!wg_build_finish (build, traced, error))
    return FALSE;
  for (WgFaceId face = 1; face < wg_coverage_face_limit (traced->coverage); face++)
    {
      WgShape *shape = wg_shape_new ();

      wg_coverage_face_shape (traced->coverage, face, shape);
      g_ptr_array_add (join->result->shapes, shape);
    }
  g_ptr_array_sort (join->result->shapes, compare_shapes);
  join->result->coverage = g_steal_pointer (&traced->coverage);
  return TRUE;
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  const WgLinesNote *first = a, *second = b;

  if (first->length_m != second->length_m)
    return first->length_m > second->length_m ? -1 : 1;
  return wg_point_compare (first->place, second->place);
}

static gboolean
node_lines (Join *join, const GPtrArray *lines, GError **error)
{
  if (!read_segments (join, lines, error) || !wg_build_node (&join->build, error))
    return FALSE;
  drop_equal (&join->build);
  make_graph (join);
  return !g_cancellable_set_error_if_cancelled (join->build.cancellable, error);
}

void
wg_lines_result_free (WgLinesResult *result)
{
  if (result == NULL)
    return;
  g_ptr_array_unref (result->shapes);
  wg_coverage_free (result->coverage);
  g_array_unref (result->bridged);
  g_array_unref (result->trimmed);
  g_array_unref (result->unused);
  g_free (result);
}

WgLinesResult *
wg_lines_join (const GPtrArray *lines, const WgLinesOptions *options, const WgProgress *progress,
               GCancellable *cancellable, GError **error)
{
  g_auto (Join) join = { .options = options != NULL ? *options : WG_LINES_OPTIONS_DEFAULT };

  join.build.cancellable = cancellable;
  join.build.decisions = g_array_new (FALSE, FALSE, sizeof (WgDecision));
  join.build.claimants = g_new0 (WgClaimant, 1);
  join.bridges = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  join.bridge_lines = g_array_new (FALSE, FALSE, sizeof (guint32));
  join.result = g_new0 (WgLinesResult, 1);
  join.result->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  join.result->bridged = g_array_new (FALSE, FALSE, sizeof (WgLinesNote));
  join.result->trimmed = g_array_new (FALSE, FALSE, sizeof (WgLinesNote));
  join.result->unused = g_array_new (FALSE, FALSE, sizeof (WgLinesNote));
  if (!node_lines (&join, lines, error))
    return NULL;
  wg_progress_report (progress, 0.4);
  trim_ends (&join);
  find_bridges (&join);
  if (join.bridge_lines->len > 0)
    {
      g_array_set_size (join.result->trimmed, 0);
      if (!node_lines (&join, lines, error))
        return NULL;
      trim_ends (&join);
    }
  wg_progress_report (progress, 0.8);
  remove_loose (&join);
  drop_gone (&join);
  if (!trace_shapes (&join, error))
    return NULL;
  g_array_sort (join.result->bridged, compare_notes);
  g_array_sort (join.result->trimmed, compare_notes);
  g_array_sort (join.result->unused, compare_notes);
  wg_progress_report (progress, 1.0);
  return g_steal_pointer (&join.result);
}
