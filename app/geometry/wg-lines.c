/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-lines"

#include "wg-lines-private.h"

#include "wg-coverage-edit.h"
#include "wg-coverage-shape.h"

#include <math.h>
#include <string.h>

static void
join_clear (WgJoin *join)
{
  WgBuild *build = &join->build;

  wg_join_graph_clear (join);
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

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgJoin, join_clear)

static void
add_segment (WgJoin *join, WgPoint p, WgPoint q, guint32 line)
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
read_segments (WgJoin *join, const GPtrArray *lines, GError **error)
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

static void
drop_gone (WgJoin *join)
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
merge_crumbs (const WgJoin *join)
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
trace_shapes (WgJoin *join, GError **error)
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
node_lines (WgJoin *join, const GPtrArray *lines, GError **error)
{
  if (!read_segments (join, lines, error) || !wg_build_node (&join->build, error))
    return FALSE;
  drop_equal (&join->build);
  wg_join_make_graph (join);
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
  g_auto (WgJoin) join = { .options = options != NULL ? *options : WG_LINES_OPTIONS_DEFAULT };

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
  wg_join_trim_ends (&join);
  wg_join_find_bridges (&join);
  if (join.bridge_lines->len > 0)
    {
      g_array_set_size (join.result->trimmed, 0);
      if (!node_lines (&join, lines, error))
        return NULL;
      wg_join_trim_ends (&join);
    }
  wg_progress_report (progress, 0.8);
  wg_join_remove_loose (&join);
  drop_gone (&join);
  if (!trace_shapes (&join, error))
    return NULL;
  g_array_sort (join.result->bridged, compare_notes);
  g_array_sort (join.result->trimmed, compare_notes);
  g_array_sort (join.result->unused, compare_notes);
  wg_progress_report (progress, 1.0);
  return g_steal_pointer (&join.result);
}
