/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-split-graph"

#include "wg-split.h"
#include "wg-coverage-shape.h"
#include "wg-forest.h"

#include <stdlib.h>

static int
compare_outs (gconstpointer a, gconstpointer b)
{
  const WgSplitOut *first = a, *second = b;
  int order = 0;

  if (first->node != second->node)
    return first->node < second->node ? -1 : 1;
  order = wg_angle_compare (first->origin, first->step, second->step);
  return order != 0 ? order : (first->half > second->half) - (first->half < second->half);
}

static int
compare_chains (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WgNoding *noding = user_data;
  WgArcId first = WG_NODING_CHAIN (noding, *(const guint *) a).arc;
  WgArcId second = WG_NODING_CHAIN (noding, *(const guint *) b).arc;

  return (first > second) - (first < second);
}

static guint
get_vertex (WgSplit *split, WgPoint point)
{
  guint64 key = wg_key_of_point (point);
  guint place = wg_key_map_get (&split->vertex_places, key, G_MAXUINT);
  WgSplitVertex vertex = { point };

  if (place == G_MAXUINT)
    {
      place = split->vertices->len;
      g_array_append_val (split->vertices, vertex);
      wg_key_map_set (&split->vertex_places, key, place);
    }
  return place;
}

static void
count_edge (WgSplit *split, guint vertex, gboolean is_arc)
{
  WgSplitVertex *v = &WG_SPLIT_VERTEX (split, vertex);

  v->n_edges += v->n_edges < G_MAXUINT8;
  v->n_arc_edges += is_arc && v->n_arc_edges < G_MAXUINT8;
}

/* Arcs come first: a stroke along a border adds nothing. A second arc along an edge is put aside. */
static void
add_edge (WgSplit *split, const WgSplitEdge *edge, gboolean is_arc)
{
  guint64 key = wg_key_of_pair (MIN (edge->from, edge->to), MAX (edge->from, edge->to));
  guint place = wg_key_map_get (&split->edge_places, key, G_MAXUINT);
  WgSplitEdge turned = *edge;

  if (place == G_MAXUINT)
    {
      wg_key_map_set (&split->edge_places, key, split->edges->len);
      g_array_append_val (split->edges, *edge);
      count_edge (split, edge->from, is_arc);
      count_edge (split, edge->to, is_arc);
      return;
    }
  if (!is_arc)
    return;
  if (WG_SPLIT_EDGE (split, place).from != edge->from)
    {
      turned.left = edge->right;
      turned.right = edge->left;
    }
  turned.segment = place;
  g_array_append_val (split->overlaps, turned);
}

static void
add_chain (WgSplit *split, guint place)
{
  const WgChain *chain = &WG_NODING_CHAIN (&split->noding, place);
  const WgArc *arc = chain->arc != 0 ? &split->coverage->arcs[chain->arc] : NULL;
  guint last = chain->points->len - 1;
  guint from = get_vertex (split, WG_CHAIN_POINT (chain, 0));
  guint end = get_vertex (split, WG_CHAIN_POINT (chain, last));

  if (arc != NULL)
    {
      WG_SPLIT_VERTEX (split, from).node = arc->start;
      WG_SPLIT_VERTEX (split, end).node = arc->end;
    }
  for (guint i = 0; i < last; i++)
    {
      guint to = get_vertex (split, WG_CHAIN_POINT (chain, i + 1));
      WgSplitEdge edge = { from, to, place, i };

      if (arc != NULL)
        {
          edge.left = arc->left;
          edge.right = arc->right;
        }
      add_edge (split, &edge, arc != NULL);
      from = to;
    }
}

static void
take_face (GArray *faces, WgFaceId face)
{
  for (guint i = 0; i < faces->len; i++)
    if (g_array_index (faces, WgFaceId, i) == face)
      {
        g_array_remove_index_fast (faces, i);
        return;
      }
}

/* Several arcs fell onto one edge: the faces between them are squeezed to nothing there. What is
 * left of all the left sides without the right sides is the face on the left, and so on. */
static gboolean
settle_overlap (WgSplit *split, guint edge_place)
{
  WgSplitEdge *edge = &WG_SPLIT_EDGE (split, edge_place);
  g_autoptr (GArray) lefts = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) rights = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) all_rights = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  g_array_append_val (lefts, edge->left);
  g_array_append_val (all_rights, edge->right);
  for (guint i = 0; i < split->overlaps->len; i++)
    {
      const WgSplitEdge *other = &g_array_index (split->overlaps, WgSplitEdge, i);
      if (other->segment != edge_place)
        continue;
      g_array_append_val (lefts, other->left);
      g_array_append_val (all_rights, other->right);
    }
  g_array_append_vals (rights, all_rights->data, all_rights->len);
  for (guint i = 0; i < all_rights->len; i++)
    {
      guint n = lefts->len;
      take_face (lefts, g_array_index (all_rights, WgFaceId, i));
      if (lefts->len < n)
        take_face (rights, g_array_index (all_rights, WgFaceId, i));
    }
  if (lefts->len != rights->len || lefts->len > 1)
    return FALSE;
  edge->is_gone = lefts->len == 0;
  if (edge->is_gone)
    return TRUE;
  edge->left = g_array_index (lefts, WgFaceId, 0);
  edge->right = g_array_index (rights, WgFaceId, 0);
  return TRUE;
}

static void
forget_edge (WgSplit *split, const WgSplitEdge *edge)
{
  guint ends[2] = { edge->from, edge->to };

  for (guint i = 0; i < 2; i++)
    {
      WG_SPLIT_VERTEX (split, ends[i]).n_edges--;
      WG_SPLIT_VERTEX (split, ends[i]).n_arc_edges--;
    }
}

static gboolean
settle_overlaps (WgSplit *split)
{
  for (guint i = 0; i < split->overlaps->len; i++)
    {
      guint place = g_array_index (split->overlaps, WgSplitEdge, i).segment;
      gboolean is_first = TRUE;

      for (guint k = 0; k < i && is_first; k++)
        is_first = g_array_index (split->overlaps, WgSplitEdge, k).segment != place;
      if (!is_first)
        continue;
      if (!settle_overlap (split, place))
        return FALSE;
      if (WG_SPLIT_EDGE (split, place).is_gone)
        forget_edge (split, &WG_SPLIT_EDGE (split, place));
    }
  split->is_pinched |= split->overlaps->len > 0;
  return TRUE;
}

static guint
find_edge (const WgSplit *split, const WgChain *chain, guint segment)
{
  guint a = wg_key_map_get (&split->vertex_places,
                            wg_key_of_point (WG_CHAIN_POINT (chain, segment)), 0);
  guint b = wg_key_map_get (&split->vertex_places,
                            wg_key_of_point (WG_CHAIN_POINT (chain, segment + 1)), 0);

  return wg_key_map_get (&split->edge_places, wg_key_of_pair (MIN (a, b), MAX (a, b)), 0);
}

static WgSplitVertex *
find_vertex (const WgSplit *split, WgPoint point)
{
  guint place = wg_key_map_get (&split->vertex_places, wg_key_of_point (point), 0);

  return &WG_SPLIT_VERTEX (split, place);
}

static WgNodeId
need_node (WgSplit *split, WgPoint point)
{
  WgSplitVertex *vertex = find_vertex (split, point);

  if (vertex->node == 0)
    {
      vertex->node = split->coverage->node_limit + split->new_nodes->len;
      g_array_append_val (split->new_nodes, point);
    }
  return vertex->node;
}

static gboolean
is_junction (const WgSplitVertex *vertex)
{
  return vertex->node != 0 || vertex->n_edges != 2 || vertex->n_arc_edges == 1;
}

static void
add_arc (WgSplit *split, guint place, guint from, guint to)
{
  const WgChain *chain = &WG_NODING_CHAIN (&split->noding, place);
  const WgSplitEdge *edge = &WG_SPLIT_EDGE (split, find_edge (split, chain, from));
  WgSplitArc arc = { chain->arc, place, from, to };

  arc.left = edge->left;
  arc.right = edge->right;
  arc.start = need_node (split, WG_CHAIN_POINT (chain, from));
  arc.end = need_node (split, WG_CHAIN_POINT (chain, to));
  g_array_append_val (split->arcs, arc);
}

/* Cuts a chain at junctions, and leaves out what runs along another one. */
static void
cut_chain (WgSplit *split, guint place)
{
  const WgChain *chain = &WG_NODING_CHAIN (&split->noding, place);
  guint last = chain->points->len - 1, from = G_MAXUINT;

  for (guint i = 0; i < last; i++)
    {
      const WgSplitEdge *edge = &WG_SPLIT_EDGE (split, find_edge (split, chain, i));
      const WgSplitVertex *end = find_vertex (split, WG_CHAIN_POINT (chain, i + 1));
      gboolean is_mine = edge->chain == place && edge->segment == i && !edge->is_gone;

      if (chain->arc != 0 && i + 1 < last && (end->node != 0 || end->n_arc_edges > 2))
        split->is_pinched = TRUE;
      if (is_mine && from == G_MAXUINT)
        from = i;
      if (!is_mine && from != G_MAXUINT)
        {
          add_arc (split, place, from, i);
          from = G_MAXUINT;
        }
      if (from != G_MAXUINT && (i + 1 == last || is_junction (end)))
        {
          add_arc (split, place, from, i + 1);
          from = G_MAXUINT;
        }
    }
}

/* Strokes that meet where no border is lie in one face. */
static void
join_star (const WgSplit *split, guint first, guint end, guint *roots)
{
  for (guint i = first + 1; i < end; i++)
    {
      wg_forest_join (roots, g_array_index (split->outs, WgSplitOut, first).half >> 1,
                      g_array_index (split->outs, WgSplitOut, i).half >> 1);
    }
}

static gboolean
is_stroke (const WgSplit *split, guint half)
{
  return WG_SPLIT_ARC (split, half >> 1).arc == 0;
}

/* At a border, a stroke lies in the face on the right of the next border counter-clockwise. */
static void
read_star (const WgSplit *split, guint first, guint end, guint *labels)
{
  for (guint i = first; i < end; i++)
    {
      guint half = g_array_index (split->outs, WgSplitOut, i).half;
      guint at = i;

      if (!is_stroke (split, half))
        continue;
      do
        at = at + 1 == end ? first : at + 1;
      while (is_stroke (split, g_array_index (split->outs, WgSplitOut, at).half));
      labels[half >> 1] = wg_split_left (split,
                                         g_array_index (split->outs, WgSplitOut, at).half ^ 1);
    }
}

static void
visit_stars (const WgSplit *split, guint *roots, guint *labels)
{
  for (guint first = 0, end = 0; first < split->outs->len; first = end)
    {
      gboolean has_arc = FALSE;
      WgNodeId node = g_array_index (split->outs, WgSplitOut, first).node;

      for (end = first;
           end < split->outs->len && g_array_index (split->outs, WgSplitOut, end).node == node;
           end++)
        has_arc |= !is_stroke (split, g_array_index (split->outs, WgSplitOut, end).half);
      if (has_arc)
        read_star (split, first, end, labels);
      else
        join_star (split, first, end, roots);
    }
}

void
wg_split_init (WgSplit *split, WgCoverage *coverage)
{
  *split = (WgSplit){ coverage };
  wg_noding_init (&split->noding, coverage);
  split->vertices = g_array_new (FALSE, FALSE, sizeof (WgSplitVertex));
  split->edges = g_array_new (FALSE, FALSE, sizeof (WgSplitEdge));
  split->overlaps = g_array_new (FALSE, FALSE, sizeof (WgSplitEdge));
  split->arcs = g_array_new (FALSE, FALSE, sizeof (WgSplitArc));
  split->outs = g_array_new (FALSE, FALSE, sizeof (WgSplitOut));
  split->new_nodes = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  split->rings = g_array_new (FALSE, FALSE, sizeof (WgSplitRing));
}

void
wg_split_clear (WgSplit *split)
{
  wg_noding_clear (&split->noding);
  wg_key_map_clear (&split->vertex_places);
  wg_key_map_clear (&split->edge_places);
  wg_id_map_clear (&split->faces);
  g_array_unref (split->vertices);
  g_array_unref (split->edges);
  g_array_unref (split->overlaps);
  g_array_unref (split->arcs);
  g_array_unref (split->outs);
  g_array_unref (split->new_nodes);
  g_array_unref (split->rings);
  g_free (split->next);
  g_free (split->ring_of);
}

const WgPoint *
wg_split_arc_points (const WgSplit *split, const WgSplitArc *arc, guint *n_points)
{
  const WgLine *line = NULL;

  if (arc->chain == G_MAXUINT)
    {
      line = split->coverage->arcs[arc->arc].line;
      *n_points = line->n_points;
      return line->points;
    }
  *n_points = arc->to - arc->from + 1;
  return &WG_CHAIN_POINT (&WG_NODING_CHAIN (&split->noding, arc->chain), arc->from);
}

WgFaceId
wg_split_left (const WgSplit *split, guint half)
{
  const WgSplitArc *arc = &WG_SPLIT_ARC (split, half >> 1);

  return half & 1 ? arc->right : arc->left;
}

void
wg_split_sort_outs (WgSplit *split)
{
  g_array_set_size (split->outs, 0);
  for (guint i = 0; i < split->arcs->len; i++)
    {
      const WgSplitArc *arc = &WG_SPLIT_ARC (split, i);
      guint n = 0;
      const WgPoint *points = wg_split_arc_points (split, arc, &n);
      WgSplitOut outs[2] = { { arc->start, i << 1, points[0], points[1] },
                             { arc->end, i << 1 | 1, points[n - 1], points[n - 2] } };

      if (!arc->is_dropped)
        g_array_append_vals (split->outs, outs, 2);
    }
  g_array_sort (split->outs, compare_outs);
}

/** Nodes the strokes and cuts all touched chains into arcs. */
gboolean
wg_split_make_arcs (WgSplit *split, GError **error)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!wg_noding_run (&split->noding, error))
    return FALSE;
  for (guint i = split->noding.n_strokes; i < split->noding.chains->len; i++)
    if (WG_NODING_CHAIN (&split->noding, i).is_touched)
      g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_chains, &split->noding);
  for (guint i = 0; i < split->noding.n_strokes; i++)
    g_array_append_val (order, i);
  for (guint i = 0; i < order->len; i++)
    add_chain (split, g_array_index (order, guint, i));
  if (!settle_overlaps (split))
    {
      g_set_error_literal (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT,
                           "Borders that fall together do not agree on their faces");
      return FALSE;
    }
  for (guint i = 0; i < order->len; i++)
    cut_chain (split, g_array_index (order, guint, i));
  return TRUE;
}

/** Finds the face of each stroke arc, and drops those where @filter says no, and in the outside
 *  unless that may be divided. */
void
wg_split_label (WgSplit *split, WgFaceFilter filter, gpointer filter_data)
{
  g_autofree guint *roots = g_new (guint, split->arcs->len + 1);
  g_autofree guint *labels = g_new (guint, split->arcs->len + 1);
  WgIdMap allowed = { 0 };

  for (guint i = 0; i < split->arcs->len; i++)
    {
      roots[i] = i;
      labels[i] = G_MAXUINT;
    }
  wg_split_sort_outs (split);
  visit_stars (split, roots, labels);
  for (guint i = 0; i < split->arcs->len; i++)
    if (labels[i] != G_MAXUINT)
      labels[wg_forest_root (roots, i)] = labels[i];
  for (guint i = 0; i < split->arcs->len; i++)
    {
      WgSplitArc *arc = &WG_SPLIT_ARC (split, i);
      guint n = 0, root = wg_forest_root (roots, i);
      WgFaceId face = WG_FACE_OUTSIDE;

      if (arc->arc != 0)
        continue;
      if (labels[i] == G_MAXUINT && labels[root] == G_MAXUINT)
        labels[root] = wg_coverage_face_at (split->coverage,
                                            wg_split_arc_points (split, arc, &n)[0]);
      face = labels[i] != G_MAXUINT ? labels[i] : labels[root];
      arc->left = arc->right = face;
      if (face == WG_FACE_OUTSIDE)
        {
          arc->is_dropped = !split->takes_outside;
          continue;
        }
      if (!wg_id_map_has (&allowed, face))
        wg_id_map_set (&allowed, face,
                       filter == NULL
                       || filter (face, wg_coverage_owner (split->coverage, face), filter_data));
      arc->is_dropped = !wg_id_map_get (&allowed, face, 0);
    }
  wg_id_map_clear (&allowed);
}
