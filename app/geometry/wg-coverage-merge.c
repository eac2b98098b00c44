/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-merge"

#include "wg-coverage-private.h"

/* An arc as it will be, its points apart while pieces are being joined. */
typedef struct
{
  WgArcId id;
  WgArc arc; /* without line */
  GArray *points;
  gboolean is_gone;
} Draft;

typedef struct
{
  const WgCoverage *coverage;
  GArray *gone;    /* of WgFaceId: the faces that go */
  WgIdMap into;    /* face that goes -> the one that gets its land */
  GArray *drafts;  /* of Draft: the arcs around the faces that go, and others at healed nodes */
  WgIdMap places;  /* arc -> its place in @drafts */
  GArray *nodes;   /* of WgNodeId: ends of the arcs that go */
  WgIdMap removed; /* nodes that go */
} Merge;

#define DRAFT(merge, i) g_array_index ((merge)->drafts, Draft, (i))

static void
clear_draft (gpointer data)
{
  Draft *draft = data;

  g_array_unref (draft->points);
}

static Draft *
get_draft (Merge *merge, WgArcId id)
{
  guint place = wg_id_map_get (&merge->places, id, G_MAXUINT);
  const WgArc *arc = &merge->coverage->arcs[id];
  Draft draft = { id, *arc };

  if (place != G_MAXUINT)
    return &DRAFT (merge, place);
  draft.arc.line = NULL;
  draft.arc.left = wg_id_map_get (&merge->into, arc->left, arc->left);
  draft.arc.right = wg_id_map_get (&merge->into, arc->right, arc->right);
  draft.is_gone = draft.arc.left == draft.arc.right;
  draft.points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  g_array_append_vals (draft.points, arc->line->points, arc->line->n_points);
  wg_id_map_set (&merge->places, id, merge->drafts->len);
  g_array_append_val (merge->drafts, draft);
  if (draft.is_gone)
    {
      g_array_append_val (merge->nodes, arc->start);
      g_array_append_val (merge->nodes, arc->end);
    }
  return &DRAFT (merge, merge->drafts->len - 1);
}

static void
collect_ring (Merge *merge, WgHalfEdge from)
{
  WgHalfEdge at = from;

  do
    {
      get_draft (merge, at >> 1);
      at = merge->coverage->next[at];
    }
  while (at != from);
}

static void
turn (Draft *draft)
{
  WgArc arc = draft->arc;
  guint n = draft->points->len;

  for (guint i = 0; i < n / 2; i++)
    {
      WgPoint p = g_array_index (draft->points, WgPoint, i);
      g_array_index (draft->points, WgPoint, i) = g_array_index (draft->points, WgPoint, n - 1 - i);
      g_array_index (draft->points, WgPoint, n - 1 - i) = p;
    }
  draft->arc = (WgArc){ NULL, arc.end, arc.start, arc.right, arc.left };
}

/* Arcs @first and @second meet at @node and nothing else does: they become one, with the lower id
 * and the direction of that arc. */
static void
join (Merge *merge, WgArcId first, WgArcId second, WgNodeId node)
{
  Draft *one = get_draft (merge, MIN (first, second));
  Draft *two = NULL;

  get_draft (merge, MAX (first, second));
  one = get_draft (merge, MIN (first, second));
  two = get_draft (merge, MAX (first, second));
  if (one->arc.end == node)
    {
      if (two->arc.start != node)
        turn (two);
      g_array_append_vals (one->points, &g_array_index (two->points, WgPoint, 1),
                           two->points->len - 1);
      one->arc.end = two->arc.end;
    }
  else
    {
      if (two->arc.end != node)
        turn (two);
      g_array_prepend_vals (one->points, two->points->data, two->points->len - 1);
      one->arc.start = two->arc.start;
    }
  two->is_gone = TRUE;
}

/* The arc that @id became when it was joined to others. */
static WgArcId
find_joined (const WgIdMap *joined, WgArcId id)
{
  WgArcId next = id;

  while ((next = wg_id_map_get (joined, id, id)) != id)
    id = next;
  return id;
}

/* A node that lost arcs goes when none is left, or when two are that can be one. */
static void
heal_node (Merge *merge, WgNodeId node, WgIdMap *joined)
{
  const WgCoverage *coverage = merge->coverage;
  WgHalfEdge at = coverage->nodes[node].out;
  WgArcId left[2] = { 0, 0 };
  guint n_left = 0;

  if (wg_id_map_has (&merge->removed, node))
    return;
  do
    {
      guint place = wg_id_map_get (&merge->places, at >> 1, G_MAXUINT);
      gboolean is_cut = place != G_MAXUINT
                        && DRAFT (merge, place).arc.left == DRAFT (merge, place).arc.right;

      if (!is_cut && n_left++ < 2)
        left[n_left - 1] = find_joined (joined, at >> 1);
      at = coverage->next[at ^ 1];
    }
  while (at != coverage->nodes[node].out);
  if (n_left > 2 || (n_left == 2 && left[0] == left[1]))
    return;
  wg_id_map_set (&merge->removed, node, 1);
  if (n_left == 0)
    return;
  join (merge, left[0], left[1], node);
  wg_id_map_set (joined, MAX (left[0], left[1]), MIN (left[0], left[1]));
}

static void
record (Merge *merge, WgCoverageChange *change)
{
  for (guint i = 0; i < merge->drafts->len; i++)
    {
      Draft *draft = &DRAFT (merge, i);

      if (draft->is_gone)
        {
          wg_coverage_change_record_arc (change, merge->coverage, draft->id, NULL);
          continue;
        }
      draft->arc.line = wg_line_new ((const WgPoint *) (gconstpointer) draft->points->data,
                                     draft->points->len);
      if (wg_line_equal (draft->arc.line, merge->coverage->arcs[draft->id].line))
        {
          wg_line_unref (draft->arc.line);
          draft->arc.line = wg_line_ref (merge->coverage->arcs[draft->id].line);
        }
      wg_coverage_change_record_arc (change, merge->coverage, draft->id, &draft->arc);
      wg_line_unref (draft->arc.line);
    }
  for (guint i = 0; i < merge->removed.size; i++)
    if (merge->removed.keys[i] != G_MAXUINT32)
      wg_coverage_change_record_node (change, merge->coverage, merge->removed.keys[i], NULL);
  for (guint i = 0; i < merge->gone->len; i++)
    wg_coverage_change_record_face (change, merge->coverage,
                                    g_array_index (merge->gone, WgFaceId, i), FALSE, 0);
  wg_coverage_change_sort (change);
}

static void
merge_init (Merge *merge, const WgCoverage *coverage)
{
  *merge = (Merge){ coverage };
  merge->gone = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  merge->drafts = g_array_new (FALSE, FALSE, sizeof (Draft));
  g_array_set_clear_func (merge->drafts, clear_draft);
  merge->nodes = g_array_new (FALSE, FALSE, sizeof (WgNodeId));
}

static void
merge_clear (Merge *merge)
{
  wg_id_map_clear (&merge->into);
  wg_id_map_clear (&merge->places);
  wg_id_map_clear (&merge->removed);
  g_array_unref (merge->gone);
  g_array_unref (merge->drafts);
  g_array_unref (merge->nodes);
}

static void
add_gone (Merge *merge, WgFaceId gone, WgFaceId keep)
{
  wg_id_map_set (&merge->into, gone, keep);
  g_array_append_val (merge->gone, gone);
}

static void
work_out (Merge *merge, WgCoverageChange *change)
{
  WgIdMap joined = { 0 };

  for (guint i = 0; i < merge->gone->len; i++)
    {
      const WgFaceRow *row = &merge->coverage->faces[g_array_index (merge->gone, WgFaceId, i)];

      collect_ring (merge, row->outer);
      for (guint k = 0; k < row->n_holes; k++)
        collect_ring (merge, row->holes[k]);
    }
  if (merge->nodes->len > 0)
    {
      for (guint i = 0; i < merge->nodes->len; i++)
        heal_node (merge, g_array_index (merge->nodes, WgNodeId, i), &joined);
      record (merge, change);
    }
  wg_id_map_clear (&joined);
}

/* Faces that are to become one point to the least of them, by way of others. */
static WgFaceId
find_root (const WgIdMap *roots, WgFaceId face)
{
  WgFaceId next = face;

  while ((next = wg_id_map_get (roots, face, face)) != face)
    face = next;
  return face;
}

static void
add_group_face (WgIdMap *roots, GArray *members, WgFaceId face)
{
  if (wg_id_map_has (roots, face))
    return;
  wg_id_map_set (roots, face, face);
  g_array_append_val (members, face);
}

/* Does the face on the other side of a half-edge become one with that on its left? */
typedef gboolean (*JoinsFunc) (const WgCoverage *coverage, WgFaceId face, WgFaceId other,
                               const WgIdMap *roots);

static gboolean
has_same_owner (const WgCoverage *coverage, WgFaceId face, WgFaceId other, const WgIdMap *roots)
{
  return other != WG_FACE_OUTSIDE
         && wg_coverage_owner (coverage, other) == wg_coverage_owner (coverage, face);
}

/* What is released, the outside, and faces of nobody. */
static gboolean
is_nobodys (const WgCoverage *coverage, WgFaceId face, WgFaceId other, const WgIdMap *roots)
{
  return wg_id_map_has (roots, other)
         || (other != WG_FACE_OUTSIDE && wg_coverage_owner (coverage, other) == 0);
}

static void
join_along_ring (const WgCoverage *coverage, WgHalfEdge from, JoinsFunc joins, WgIdMap *roots,
                 GArray *members)
{
  WgFaceId face = wg_half_edge_left (coverage, from);
  WgHalfEdge at = from;

  do
    {
      WgFaceId other = wg_half_edge_left (coverage, at ^ 1);

      if (joins (coverage, face, other, roots))
        {
          WgFaceId a = find_root (roots, face), b = 0;

          add_group_face (roots, members, other);
          b = find_root (roots, other);
          wg_id_map_set (roots, MAX (a, b), MIN (a, b));
        }
      at = coverage->next[at];
    }
  while (at != from);
}

/* Groups the face with those around it that it becomes one with. */
static void
join_around (const WgCoverage *coverage, WgFaceId face, JoinsFunc joins, WgIdMap *roots,
             GArray *members)
{
  const WgFaceRow *row = &coverage->faces[face];

  join_along_ring (coverage, row->outer, joins, roots, members);
  for (guint k = 0; k < row->n_holes; k++)
    join_along_ring (coverage, row->holes[k], joins, roots, members);
}

static void
add_members_gone (Merge *merge, const WgIdMap *roots, const GArray *members)
{
  for (guint i = 0; i < members->len; i++)
    {
      WgFaceId face = g_array_index (members, WgFaceId, i), root = find_root (roots, face);

      if (root != face)
        add_gone (merge, face, root);
    }
}

static void
find_groups (Merge *merge, const WgFaceId *faces, guint n_faces)
{
  const WgCoverage *coverage = merge->coverage;
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgIdMap roots = { 0 };

  for (guint i = 0; i < n_faces; i++)
    {
      const WgFaceRow *row = &coverage->faces[faces[i]];

      if (!wg_coverage_has_face (coverage, faces[i]) || row->owner == 0)
        continue;
      add_group_face (&roots, members, faces[i]);
      join_around (coverage, faces[i], has_same_owner, &roots, members);
    }
  add_members_gone (merge, &roots, members);
  wg_id_map_clear (&roots);
}

static void
find_released (Merge *merge, const WgFaceId *faces, guint n_faces)
{
  const WgCoverage *coverage = merge->coverage;
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgIdMap roots = { 0 };

  wg_id_map_set (&roots, WG_FACE_OUTSIDE, WG_FACE_OUTSIDE);
  for (guint i = 0; i < n_faces; i++)
    add_group_face (&roots, members, faces[i]);
  for (guint i = 0; i < n_faces; i++)
    join_around (coverage, faces[i], is_nobodys, &roots, members);
  add_members_gone (merge, &roots, members);
  wg_id_map_clear (&roots);
}

WgCoverageChange *
wg_coverage_merge_faces (WgCoverage *coverage, WgFaceId keep, WgFaceId gone, GError **error)
{
  Merge merge;
  g_autoptr (WgCoverageChange) change = wg_coverage_change_new ();

  if (keep == gone || !wg_coverage_has_face (coverage, keep)
      || !wg_coverage_has_face (coverage, gone))
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING,
                   "Faces %u and %u are not two faces", keep, gone);
      return NULL;
    }
  merge_init (&merge, coverage);
  add_gone (&merge, gone, keep);
  work_out (&merge, change);
  merge_clear (&merge);
  if (wg_coverage_change_is_empty (change))
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING,
                   "Faces %u and %u have no border in common", keep, gone);
      return NULL;
    }
  if (!wg_coverage_apply (coverage, change, FALSE, error))
    return NULL;
  return g_steal_pointer (&change);
}

gboolean
wg_coverage_merge_owned (WgCoverage       *coverage,
                         WgCoverageChange *change,
                         const WgFaceId   *faces,
                         guint             n_faces,
                         GError          **error)
{
  Merge merge;
  g_autoptr (WgCoverageChange) step = wg_coverage_change_new ();

  merge_init (&merge, coverage);
  find_groups (&merge, faces, n_faces);
  work_out (&merge, step);
  merge_clear (&merge);
  if (!wg_coverage_apply (coverage, step, FALSE, error))
    return FALSE;
  wg_coverage_change_extend (change, step);
  return TRUE;
}

gboolean
wg_coverage_release_faces (WgCoverage       *coverage,
                           WgCoverageChange *change,
                           const WgFaceId   *faces,
                           guint             n_faces,
                           GError          **error)
{
  Merge merge;
  g_autofree guint32 *owners = g_new0 (guint32, n_faces + 1);
  g_autoptr (WgCoverageChange) given = wg_coverage_set_owners (coverage, NULL, faces, owners,
                                                              n_faces);
  g_autoptr (WgCoverageChange) step = wg_coverage_change_new ();

  merge_init (&merge, coverage);
  find_released (&merge, faces, n_faces);
  work_out (&merge, step);
  merge_clear (&merge);
  if (!wg_coverage_apply (coverage, step, FALSE, error))
    {
      wg_coverage_apply (coverage, given, TRUE, NULL);
      return FALSE;
    }
  wg_coverage_change_extend (change, given);
  wg_coverage_change_extend (change, step);
  return TRUE;
}
