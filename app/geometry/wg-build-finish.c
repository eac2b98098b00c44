/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"
#include "wg-coverage-edit.h"

typedef struct
{
  WgBuild *build;
  WgCoverage *coverage;
  guint32 *joined;     /* per face: the face it became part of */
  guint8 *is_done;     /* per arc: gone, or part of a line that is loaded */
  guint32 *degree;     /* per node: ends of arcs that stay */
  WgNodeId *node_id;   /* per node: 0 until loaded */
  WgFaceId *face_id;   /* per joined face: 0 until loaded */
  WgNodeId n_nodes;
  WgFaceId n_faces;
  WgArcId n_arcs;
  GArray *points;      /* of the line at hand */
} Finish;

static inline guint32
edge_start (const WgBuild *build, guint32 edge)
{
  return edge & 1 ? build->arcs[edge >> 1].end : build->arcs[edge >> 1].start;
}

/** Joins faces with the same winner over their arcs; these arcs go. */
static void
join_faces (Finish *finish)
{
  WgBuild *build = finish->build;

  for (guint f = 0; f < build->n_faces; f++)
    finish->joined[f] = f;
  for (guint i = 0; i < build->n_arcs; i++)
    {
      guint32 left = build->edge_face[2 * i], right = build->edge_face[2 * i + 1];

      if (left != 0 && right != 0
          && build->regions[build->faces[left].region].winner
               == build->regions[build->faces[right].region].winner)
        wg_forest_join (finish->joined, left, right);
    }
  for (guint i = 0; i < build->n_arcs; i++)
    {
      finish->is_done[i] = wg_forest_root (finish->joined, build->edge_face[2 * i])
                           == wg_forest_root (finish->joined, build->edge_face[2 * i + 1]);
      if (finish->is_done[i])
        continue;
      finish->degree[build->arcs[i].start]++;
      finish->degree[build->arcs[i].end]++;
    }
}

static WgNodeId
load_node (Finish *finish, guint32 node)
{
  if (finish->node_id[node] == 0)
    {
      finish->node_id[node] = ++finish->n_nodes;
      wg_coverage_load_node (finish->coverage, finish->node_id[node],
                             finish->build->points[finish->build->node_vertices[node]]);
    }
  return finish->node_id[node];
}

static WgFaceId
load_face (Finish *finish, guint32 face)
{
  const WgBuild *build = finish->build;
  guint32 winner = build->regions[build->faces[face].region].winner;

  face = wg_forest_root (finish->joined, face);
  if (face == 0)
    return WG_FACE_OUTSIDE;
  if (finish->face_id[face] == 0)
    {
      finish->face_id[face] = ++finish->n_faces;
      wg_coverage_load_face (finish->coverage, finish->face_id[face],
                             winner == WG_NONE ? 0 : build->claimants[winner].owner);
    }
  return finish->face_id[face];
}

static void
append_arc (Finish *finish, guint32 edge)
{
  const WgBuild *build = finish->build;
  const WgBuildArc *arc = &build->arcs[edge >> 1];

  for (guint i = finish->points->len > 0 ? 1 : 0; i < arc->n; i++)
    {
      WgPoint p = wg_build_arc_point (build, arc, edge & 1 ? arc->n - 1 - i : i);
      g_array_append_val (finish->points, p);
    }
  finish->is_done[edge >> 1] = TRUE;
}

/** The half-edge that stays and leaves @node, where a line of degree two goes on. */
static guint32
find_next (const Finish *finish, guint32 node)
{
  const WgBuild *build = finish->build;

  for (guint32 i = build->node_first[node]; i < build->node_first[node + 1]; i++)
    if (!finish->is_done[build->node_edges[i] >> 1])
      return build->node_edges[i];
  return WG_NONE;
}

/** Loads the line that starts with @edge and runs over nodes of degree two, as one arc. */
static void
load_line (Finish *finish, guint32 edge)
{
  const WgBuild *build = finish->build;
  guint32 first = edge_start (build, edge), last = first;
  WgFaceId left = load_face (finish, build->edge_face[edge]);
  WgFaceId right = load_face (finish, build->edge_face[edge ^ 1]);
  WgArc arc = { NULL, load_node (finish, first), 0, left, right };

  g_array_set_size (finish->points, 0);
  while (edge != WG_NONE)
    {
      append_arc (finish, edge);
      last = edge_start (build, edge ^ 1);
      edge = last != first && finish->degree[last] == 2 ? find_next (finish, last) : WG_NONE;
    }
  arc.end = load_node (finish, last);
  arc.line = wg_line_new ((const WgPoint *) finish->points->data, finish->points->len);
  wg_coverage_load_arc (finish->coverage, ++finish->n_arcs, &arc);
  wg_line_unref (arc.line);
}

/** The node with the lowest point of the loop through @edge. */
static guint32
find_loop_start (const Finish *finish, guint32 edge)
{
  const WgBuild *build = finish->build;
  guint32 first = edge_start (build, edge), node = first, lowest = first;

  do
    {
      guint32 from = edge ^ 1;

      node = edge_start (build, from);
      if (wg_point_compare (build->points[build->node_vertices[node]],
                            build->points[build->node_vertices[lowest]]) < 0)
        lowest = node;
      for (guint32 i = build->node_first[node]; i < build->node_first[node + 1]; i++)
        if (build->node_edges[i] != from && !finish->is_done[build->node_edges[i] >> 1])
          edge = build->node_edges[i];
    }
  while (node != first);
  return lowest;
}

static void
load_lines (Finish *finish)
{
  const WgBuild *build = finish->build;

  for (guint node = 0; node < build->n_nodes; node++)
    if (finish->degree[node] > 2)
      for (guint32 i = build->node_first[node]; i < build->node_first[node + 1]; i++)
        if (!finish->is_done[build->node_edges[i] >> 1])
          load_line (finish, build->node_edges[i]);
  for (guint i = 0; i < build->n_arcs; i++)
    if (!finish->is_done[i])
      load_line (finish, find_next (finish, find_loop_start (finish, 2 * i)));
}

static gboolean
load_coverage (WgBuild *build, WgBuildResult *result, GError **error)
{
  Finish finish = { .build = build, .coverage = result->coverage };

  finish.joined = g_new (guint32, build->n_faces + 1);
  finish.is_done = g_new0 (guint8, build->n_arcs + 1);
  finish.degree = g_new0 (guint32, build->n_nodes + 1);
  finish.node_id = g_new0 (WgNodeId, build->n_nodes + 1);
  finish.face_id = g_new0 (WgFaceId, build->n_faces + 1);
  finish.points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  join_faces (&finish);
  load_lines (&finish);
  g_free (finish.joined);
  g_free (finish.is_done);
  g_free (finish.degree);
  g_free (finish.node_id);
  g_free (finish.face_id);
  g_array_unref (finish.points);
  return wg_coverage_finish (result->coverage, error);
}

typedef struct
{
  guint32 child;
  guint32 parent; /* claimant or WG_NONE */
  guint depth;
  __int128 area2;
} NestRow;

static int
compare_nest_rows (gconstpointer a, gconstpointer b)
{
  const NestRow *ra = a, *rb = b;

  if (ra->child != rb->child)
    return ra->child < rb->child ? -1 : 1;
  if (ra->depth != rb->depth)
    return ra->depth < rb->depth ? -1 : 1;
  return (ra->parent > rb->parent) - (ra->parent < rb->parent);
}

/** The claimant of @depth over a face; of several the first in order; or WG_NONE. */
static guint32
find_at_depth (const WgBuild *build, const WgBuildFace *face, guint depth)
{
  guint32 found = WG_NONE;

  for (guint i = 0; i < face->n_labels; i++)
    {
      guint32 claimant = build->parts[build->labels.items[face->label_first + i]].claimant;

      if (build->claimants[claimant].depth != depth)
        continue;
      if (found == WG_NONE
          || build->claimants[claimant].order < build->claimants[found].order
          || (build->claimants[claimant].order == build->claimants[found].order
              && claimant < found))
        found = claimant;
    }
  return found;
}

static int
compare_nestings (gconstpointer a, gconstpointer b)
{
  const WgNesting *na = a, *nb = b;

  if (na->child != nb->child)
    return na->child < nb->child ? -1 : 1;
  if (na->parent_depth != nb->parent_depth)
    return na->parent_depth < nb->parent_depth ? -1 : 1;
  if (na->area_m2 != nb->area_m2)
    return na->area_m2 > nb->area_m2 ? -1 : 1;
  return (na->parent > nb->parent) - (na->parent < nb->parent);
}

static void
sum_nestings (WgBuild *build, GArray *rows, GArray *nestings)
{
  g_array_sort (rows, compare_nest_rows);
  for (guint i = 0, end = 0; i < rows->len; i = end)
    {
      const NestRow *row = &g_array_index (rows, NestRow, i);
      WgNesting nesting = { build->claimants[row->child].owner,
                            row->parent == WG_NONE ? 0 : build->claimants[row->parent].owner,
                            row->depth, 0.0 };
      __int128 area2 = 0;

      for (end = i; end < rows->len
                    && compare_nest_rows (row, &g_array_index (rows, NestRow, end)) == 0; end++)
        area2 += g_array_index (rows, NestRow, end).area2;
      nesting.area_m2 = wg_area2_to_m2 (area2);
      g_array_append_val (nestings, nesting);
    }
  g_array_sort (nestings, compare_nestings);
}

static void
sum_faces (WgBuild *build, WgBuildResult *result)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NestRow));
  __int128 covered2 = 0;

  for (guint f = 1; f < build->n_faces; f++)
    {
      const WgBuildFace *face = &build->faces[f];
      guint32 winner = build->regions[face->region].winner;

      if (winner == WG_NONE)
        continue;
      covered2 += face->area2;
      build->claimants[winner].has_land = TRUE;
      for (guint i = 0; i < face->n_labels; i++)
        {
          guint32 claimant = build->parts[build->labels.items[face->label_first + i]].claimant;
          if (build->claimants[claimant].depth < build->claimants[winner].depth)
            build->claimants[claimant].has_land = TRUE;
        }
      for (guint depth = 1; depth < build->claimants[winner].depth; depth++)
        if (build->depths >> MIN (depth, 63) & 1)
          {
            NestRow row = { winner, find_at_depth (build, face, depth), depth, face->area2 };
            g_array_append_val (rows, row);
          }
    }
  result->covered_m2 = wg_area2_to_m2 (covered2);
  sum_nestings (build, rows, result->nestings);
}

/**
 * Whether a part is not what its rings say: a lobe of a ring that crosses itself counts against
 * the area as it came, once taken off and once not added. The snapping moves an area a little, so
 * that of rings that are simple only great changes count: a crossing in a common vertex.
 */
static gboolean
is_worth_telling (const WgPart *part)
{
  double change = ABS ((double) (part->label_area2 - part->area2));
  double area2 = (double) part->label_area2;

  return part->is_repaired || change > 0.01 * area2 + 200.0
         || (part->is_suspect && change > 2e-6 * area2 + 20000.0);
}

/** Tells of claims without land and of rings that were repaired. */
static void
tell_of_claims (WgBuild *build)
{
  guint32 told = WG_NONE;

  for (guint i = 0; i < build->n_claimants; i++)
    if (!build->claimants[i].has_land)
      {
        const WgClaimant *claimant = &build->claimants[i];
        WgDecision decision = { WG_DECISION_CLAIM_LOST, 0, claimant->owner,
                                wg_area2_to_m2 (claimant->area2), 0.0, claimant->place };
        g_array_append_val (build->decisions, decision);
      }
  for (guint i = 0; i < build->n_parts; i++)
    {
      const WgPart *part = &build->parts[i];
      const WgClaimant *claimant = &build->claimants[part->claimant];
      WgDecision decision = { WG_DECISION_RING_REPAIRED, claimant->owner, 0,
                              wg_area2_to_m2 (part->label_area2), 0.0, part->place };

      if (!is_worth_telling (part) || told == part->claimant)
        continue;
      g_array_append_val (build->decisions, decision);
      told = part->claimant;
    }
}

static int
compare_decisions (gconstpointer a, gconstpointer b)
{
  const WgDecision *da = a, *db = b;

  if (da->kind != db->kind)
    return da->kind < db->kind ? -1 : 1;
  if (da->area_m2 != db->area_m2)
    return da->area_m2 > db->area_m2 ? -1 : 1;
  if (!wg_point_equal (da->place, db->place))
    return wg_point_compare (da->place, db->place);
  if (da->loser != db->loser)
    return da->loser < db->loser ? -1 : 1;
  return (da->winner > db->winner) - (da->winner < db->winner);
}

/**
 * wg_build_finish:
 *
 * Makes adjacent faces of one winner one face, heals nodes of degree two, loads the coverage and
 * fills @result.
 */
gboolean
wg_build_finish (WgBuild *build, WgBuildResult *result, GError **error)
{
  __int128 claimed2 = 0;

  sum_faces (build, result);
  tell_of_claims (build);
  for (guint i = 0; i < build->n_claimants; i++)
    {
      const WgClaimant *claimant = &build->claimants[i];
      WgClaimArea area = { claimant->owner, claimant->depth, wg_area2_to_m2 (claimant->area2) };

      if (claimant->depth == build->deepest)
        claimed2 += claimant->area2;
      g_array_append_val (result->claim_areas, area);
    }
  result->claimed_m2 = wg_area2_to_m2 (claimed2);
  result->n_splits = build->n_splits;
  g_array_append_vals (result->decisions, build->decisions->data, build->decisions->len);
  g_array_sort (result->decisions, compare_decisions);
  return load_coverage (build, result, error);
}
