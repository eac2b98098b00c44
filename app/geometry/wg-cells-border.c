/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-border"

#include "wg-cells-private.h"

#include "wg-arc-index.h"
#include "wg-coverage-measure.h"

#include <math.h>

#define OVERSHOOT 20.0  /* mm */
#define LEAST_STRETCH 5 /* points */

/* mm; the largest is tried first. */
static const double tolerances[]
  = { 15000, 10000, 7000, 5000, 3500, 2500, 1800, 1200, 800, 500, 300, 150 };

/* A stretch of border between two places that stay. */
typedef struct
{
  GArray *points; /* of WgPoint */
  gboolean is_in_block;
  WgNodeId ends[2];
  WgCellsCut cut;
} Chain;

/* A line that no border may touch, but a border that ends where it ends. */
typedef struct
{
  const WgPoint *points;
  guint n_points;
  gboolean is_ring;
} Obstacle;

typedef struct
{
  const WgCells *cells;
  const WgCellsInput *input;
  const WgCellsOwners *owners;
  guint8 *degree;      /* by node: of borders, 3 is many; at the rim it is 3 */
  guint8 *is_done;     /* by arc */
  GPtrArray *chains;   /* of Chain */
  GArray *obstacles;   /* of Obstacle: the chains first */
  WgArcIndex index;    /* of them; from 1 */
  WgArcIndex points;   /* of the buildings; from 1 */
  GArray *found;       /* of guint32 */
} Borders;

static void
free_chain (gpointer data)
{
  Chain *chain = data;

  if (chain->points != NULL)
    g_array_unref (chain->points);
  g_free (chain);
}

static gboolean
is_border (const Borders *borders, WgArcId id)
{
  const WgArc *arc = wg_coverage_arc (borders->cells->coverage, id);
  const guint32 *parts = borders->owners->parts, *present = borders->owners->present;

  return arc != NULL && parts[arc->left] != 0 && parts[arc->right] != 0
         && parts[arc->left] != parts[arc->right]
         && (present == NULL || present[arc->left] == present[arc->right]);
}

/* The end of the land, or a border that is there already. */
static gboolean
is_rim (const Borders *borders, const WgArc *arc)
{
  const guint32 *parts = borders->owners->parts, *present = borders->owners->present;

  return (parts[arc->left] != 0) != (parts[arc->right] != 0)
         || (present != NULL && parts[arc->left] != 0 && present[arc->left] != present[arc->right]);
}

static void
count_degrees (Borders *borders)
{
  const WgCoverage *coverage = borders->cells->coverage;

  borders->degree = g_new0 (guint8, wg_coverage_node_limit (coverage));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    if (is_border (borders, id))
      {
        const WgArc *arc = wg_coverage_arc (coverage, id);

        borders->degree[arc->start] = MIN (borders->degree[arc->start] + 1, 3);
        borders->degree[arc->end] = MIN (borders->degree[arc->end] + 1, 3);
      }
  for (WgArcId id = 1; borders->owners->present != NULL && id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL && is_rim (borders, arc))
        borders->degree[arc->start] = borders->degree[arc->end] = 3;
    }
}

/* The arcs that meet in each node, as a list by node. */
static GHashTable *
list_arcs (const Borders *borders)
{
  const WgCoverage *coverage = borders->cells->coverage;
  GHashTable *by_node
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (!is_border (borders, id))
        continue;
      for (guint side = 0; side < 2; side++)
        {
          gpointer key = GUINT_TO_POINTER (side == 0 ? arc->start : arc->end);
          GArray *list = g_hash_table_lookup (by_node, key);

          if (list == NULL)
            {
              list = g_array_new (FALSE, FALSE, sizeof (WgArcId));
              g_hash_table_insert (by_node, key, list);
            }
          g_array_append_val (list, id);
        }
    }
  return by_node;
}

/* The arc that the chain goes on with; 0 where it ends. */
static WgArcId
follow (const Borders *borders, GHashTable *by_node, WgNodeId node, WgArcId from)
{
  const GArray *list = g_hash_table_lookup (by_node, GUINT_TO_POINTER (node));

  if (borders->degree[node] != 2)
    return 0;
  for (guint i = 0; i < list->len; i++)
    {
      WgArcId other = g_array_index (list, WgArcId, i);

      if (other != from && !borders->is_done[other]
          && borders->cells->is_in_block[other] == borders->cells->is_in_block[from])
        return other;
    }
  return 0;
}

static void
append_arc (Chain *chain, const WgArc *arc, gboolean is_backwards)
{
  for (guint i = 0; i < arc->line->n_points; i++)
    {
      WgPoint p = arc->line->points[is_backwards ? arc->line->n_points - 1 - i : i];

      if (chain->points->len == 0
          || !wg_point_equal (g_array_index (chain->points, WgPoint, chain->points->len - 1), p))
        g_array_append_val (chain->points, p);
    }
}

static void
walk_chain (Borders *borders, GHashTable *by_node, WgArcId id, WgNodeId start)
{
  Chain *chain = g_new0 (Chain, 1);

  chain->points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  chain->is_in_block = borders->cells->is_in_block[id];
  chain->ends[0] = start;
  while (id != 0)
    {
      const WgArc *arc = wg_coverage_arc (borders->cells->coverage, id);
      gboolean is_backwards = arc->start != start;

      append_arc (chain, arc, is_backwards);
      chain->cut.metres[borders->cells->arc_classes[id]]
        += wg_coverage_arc_length (borders->cells->coverage, id) / 1000.0;
      borders->is_done[id] = TRUE;
      start = is_backwards ? arc->start : arc->end;
      id = follow (borders, by_node, start, id);
    }
  chain->ends[1] = start;
  g_ptr_array_add (borders->chains, chain);
}

/* Does a chain that comes along this arc end at the node? */
static gboolean
is_end (const Borders *borders, GHashTable *by_node, WgNodeId node, WgArcId arc)
{
  const GArray *list = g_hash_table_lookup (by_node, GUINT_TO_POINTER (node));

  if (borders->degree[node] != 2)
    return TRUE;
  for (guint i = 0; i < list->len; i++)
    if (borders->cells->is_in_block[g_array_index (list, WgArcId, i)]
        != borders->cells->is_in_block[arc])
      return TRUE;
  return FALSE;
}

static void
collect_chains (Borders *borders)
{
  const WgCoverage *coverage = borders->cells->coverage;
  g_autoptr (GHashTable) by_node = list_arcs (borders);

  borders->is_done = g_new0 (guint8, wg_coverage_arc_limit (coverage));
  for (guint pass = 0; pass < 2; pass++)
    for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
      {
        const WgArc *arc = wg_coverage_arc (coverage, id);

        if (!is_border (borders, id) || borders->is_done[id])
          continue;
        if (is_end (borders, by_node, arc->start, id) || pass == 1)
          walk_chain (borders, by_node, id, arc->start);
        else if (is_end (borders, by_node, arc->end, id))
          walk_chain (borders, by_node, id, arc->end);
      }
}

/* Along barriers the places that are only there to end cells at go, but for the ends. */
static void
drop_samples (Borders *borders, Chain *chain)
{
  guint n = 0;

  for (guint i = 0; i < chain->points->len; i++)
    {
      WgPoint p = g_array_index (chain->points, WgPoint, i);
      guint64 key = wg_key_of_point (p);

      if (i == 0 || i + 1 == chain->points->len
          || !g_hash_table_contains (borders->cells->samples, &key))
        g_array_index (chain->points, WgPoint, n++) = p;
    }
  g_array_set_size (chain->points, n);
}

static WgEnvelope
box_of (const WgPoint *points, guint n_points)
{
  WgEnvelope box = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < n_points; i++)
    wg_envelope_add_point (&box, points[i]);
  return box;
}

static void
add_obstacle (Borders *borders, const WgPoint *points, guint n_points, gboolean is_ring)
{
  Obstacle obstacle = { points, n_points, is_ring };
  WgEnvelope box = box_of (points, n_points);

  g_array_append_val (borders->obstacles, obstacle);
  wg_arc_index_add (&borders->index, borders->obstacles->len, &box);
}

/* Borders, footprints, and all barriers that are no border. */
static void
collect_obstacles (Borders *borders)
{
  const WgCoverage *coverage = borders->cells->coverage;
  const WgCellsInput *input = borders->input;

  for (guint i = 0; i < borders->chains->len; i++)
    {
      const Chain *chain = g_ptr_array_index (borders->chains, i);

      add_obstacle (borders, (const WgPoint *) (gconstpointer) chain->points->data,
                    chain->points->len, FALSE);
    }
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL && !borders->cells->is_in_block[id] && !is_border (borders, id))
        add_obstacle (borders, arc->line->points, arc->line->n_points, FALSE);
    }
  for (guint i = 0; i < input->n_buildings; i++)
    {
      const WgShape *shape = input->buildings[i].footprint;
      WgEnvelope at = box_of (&input->buildings[i].point, 1);

      wg_arc_index_add (&borders->points, i + 1, &at);
      for (guint r = 0; shape != NULL && r < shape->rings->len; r++)
        {
          const WgRing *ring = &WG_SHAPE_RING (shape, r);

          add_obstacle (borders, &WG_SHAPE_POINT (shape, ring->first), ring->n_points, TRUE);
        }
    }
}

static gboolean
shares_end (WgPoint a, WgPoint b, WgPoint c, WgPoint d, WgPoint *apart1, WgPoint *apart2)
{
  if (wg_point_equal (a, c))
    *apart1 = b, *apart2 = d;
  else if (wg_point_equal (a, d))
    *apart1 = b, *apart2 = c;
  else if (wg_point_equal (b, c))
    *apart1 = a, *apart2 = d;
  else if (wg_point_equal (b, d))
    *apart1 = a, *apart2 = c;
  else
    return FALSE;
  return TRUE;
}

/* Do two segments touch, other than in an end of both from which they part? */
static gboolean
do_touch (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  WgPoint p, q;
  int s1 = 0, s2 = 0, s3 = 0, s4 = 0;

  if (MAX (a.x, b.x) < MIN (c.x, d.x) || MAX (c.x, d.x) < MIN (a.x, b.x)
      || MAX (a.y, b.y) < MIN (c.y, d.y) || MAX (c.y, d.y) < MIN (a.y, b.y))
    return FALSE;
  if (shares_end (a, b, c, d, &p, &q))
    return wg_point_on_segment (p, c, d) || wg_point_on_segment (q, a, b);
  s1 = wg_point_side (a, b, c);
  s2 = wg_point_side (a, b, d);
  s3 = wg_point_side (c, d, a);
  s4 = wg_point_side (c, d, b);
  return s1 * s2 <= 0 && s3 * s4 <= 0
         && (s1 * s2 < 0 || s3 * s4 < 0 || wg_point_on_segment (c, a, b)
             || wg_point_on_segment (d, a, b) || wg_point_on_segment (a, c, d)
             || wg_point_on_segment (b, c, d));
}

static gboolean
touches_obstacle (const Obstacle *obstacle, WgPoint a, WgPoint b)
{
  guint n = obstacle->is_ring ? obstacle->n_points : obstacle->n_points - 1;

  for (guint i = 0; i < n; i++)
    {
      WgPoint c = obstacle->points[i], d = obstacle->points[(i + 1) % obstacle->n_points];

      if (do_touch (a, b, c, d)
          || (obstacle->is_ring && (wg_point_equal (a, c) || wg_point_equal (b, c))))
        return TRUE;
    }
  return FALSE;
}

static gboolean
meets_itself (const WgPoint *p, guint n)
{
  for (guint i = 0; i + 1 < n; i++)
    for (guint k = i + 1; k + 1 < n; k++)
      if (do_touch (p[i], p[i + 1], p[k], p[k + 1]))
        return TRUE;
  return FALSE;
}

static gboolean
is_free (Borders *borders, guint own, const GArray *line)
{
  const WgPoint *p = (const WgPoint *) (gconstpointer) line->data;

  for (guint i = 0; i + 1 < line->len; i++)
    {
      WgEnvelope box = box_of (p + i, 2);

      g_array_set_size (borders->found, 0);
      wg_arc_index_query (&borders->index, &box, borders->found);
      for (guint k = 0; k < borders->found->len; k++)
        {
          guint at = g_array_index (borders->found, guint32, k) - 1;

          if (at != own
              && touches_obstacle (&g_array_index (borders->obstacles, Obstacle, at), p[i], p[i + 1]))
            return FALSE;
        }
    }
  return !meets_itself (p, line->len);
}

/* Even-odd, over the ring of the old line and the new one. */
static gboolean
is_swept (const GArray *before, const GArray *after, WgPoint p)
{
  guint n = before->len + after->len;
  gboolean is_inside = FALSE;

  for (guint i = 0; i < n; i++)
    {
      guint k = (i + 1) % n;
      WgPoint a = i < before->len ? g_array_index (before, WgPoint, i)
                                  : g_array_index (after, WgPoint, n - 1 - i);
      WgPoint b = k < before->len ? g_array_index (before, WgPoint, k)
                                  : g_array_index (after, WgPoint, n - 1 - k);

      if ((a.y > p.y) != (b.y > p.y)
          && (wg_point_side (a, b, p) > 0) == (b.y > a.y))
        is_inside = !is_inside;
    }
  return is_inside;
}

/* Would a building come to lie on the other side? */
static gboolean
sweeps_building (Borders *borders, const GArray *before, const GArray *after)
{
  WgEnvelope box = box_of ((const WgPoint *) (gconstpointer) before->data, before->len);

  g_array_set_size (borders->found, 0);
  wg_arc_index_query (&borders->points, &box, borders->found);
  for (guint i = 0; i < borders->found->len; i++)
    {
      guint32 at = g_array_index (borders->found, guint32, i) - 1;

      if (is_swept (before, after, borders->input->buildings[at].point))
        return TRUE;
    }
  return FALSE;
}

static double
distance_to (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double px = (double) p.x - a.x, py = (double) p.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? CLAMP ((px * dx + py * dy) / length2, 0.0, 1.0) : 0.0;

  return hypot (px - t * dx, py - t * dy);
}

static void
mark_kept (const WgPoint *p, guint from, guint to, double tolerance, guint8 *is_kept)
{
  guint farthest = from;
  double most = tolerance;

  for (guint i = from + 1; i < to; i++)
    {
      double distance = distance_to (p[i], p[from], p[to]);

      if (distance > most)
        {
          most = distance;
          farthest = i;
        }
    }
  if (farthest == from)
    return;
  is_kept[farthest] = TRUE;
  mark_kept (p, from, farthest, tolerance, is_kept);
  mark_kept (p, farthest, to, tolerance, is_kept);
}

static GArray *
make_plain (const GArray *points, double tolerance)
{
  const WgPoint *p = (const WgPoint *) (gconstpointer) points->data;
  g_autofree guint8 *is_kept = g_new0 (guint8, points->len);
  GArray *plain = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  is_kept[0] = is_kept[points->len - 1] = TRUE;
  mark_kept (p, 0, points->len - 1, tolerance, is_kept);
  for (guint i = 0; i < points->len; i++)
    if (is_kept[i])
      g_array_append_val (plain, p[i]);
  return plain;
}

/* Is the stretch as good as the old one: nothing touched, nothing passed over? */
static gboolean
is_good (Borders *borders, guint at, const GArray *before, const GArray *after)
{
  return is_free (borders, at, after) && !sweeps_building (borders, before, after);
}

/* Appends the stretch without its first point, made as plain as can be: as a whole, else in two at
 * the place that is farthest from the straight line. */
static void
smooth_stretch (Borders *borders, guint at, const WgPoint *points, guint n_points, GArray *out)
{
  g_autoptr (GArray) before = g_array_sized_new (FALSE, FALSE, sizeof (WgPoint), n_points);
  guint farthest = 0;
  double most = 0.0;

  g_array_append_vals (before, points, n_points);
  for (guint i = 0; n_points > 2 && i < G_N_ELEMENTS (tolerances); i++)
    {
      g_autoptr (GArray) plain = make_plain (before, tolerances[i]);

      if (!is_good (borders, at, before, plain))
        continue;
      g_array_append_vals (out, &g_array_index (plain, WgPoint, 1), plain->len - 1);
      return;
    }
  for (guint i = 1; i + 1 < n_points; i++)
    {
      double distance = distance_to (points[i], points[0], points[n_points - 1]);

      if (distance > most)
        {
          most = distance;
          farthest = i;
        }
    }
  if (farthest == 0 || n_points < LEAST_STRETCH)
    {
      g_array_append_vals (out, points + 1, n_points - 1);
      return;
    }
  smooth_stretch (borders, at, points, farthest + 1, out);
  smooth_stretch (borders, at, points + farthest, n_points - farthest, out);
}

/* Puts @plain in the place of the chain's line. */
static void
replace_chain (Borders *borders, guint at, GArray *plain)
{
  Chain *chain = g_ptr_array_index (borders->chains, at);
  Obstacle *obstacle = &g_array_index (borders->obstacles, Obstacle, at);
  WgEnvelope before
    = box_of ((const WgPoint *) (gconstpointer) chain->points->data, chain->points->len);
  WgEnvelope after = box_of ((const WgPoint *) (gconstpointer) plain->data, plain->len);

  wg_arc_index_remove (&borders->index, at + 1, &before);
  g_array_unref (chain->points);
  chain->points = g_array_ref (plain);
  obstacle->points = (const WgPoint *) (gconstpointer) chain->points->data;
  obstacle->n_points = chain->points->len;
  wg_arc_index_add (&borders->index, at + 1, &after);
}

static void
smooth_chain (Borders *borders, guint at)
{
  Chain *chain = g_ptr_array_index (borders->chains, at);
  const WgPoint *points = (const WgPoint *) (gconstpointer) chain->points->data;
  gboolean is_ring = wg_point_equal (points[0], points[chain->points->len - 1]);
  g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  g_array_append_val (plain, points[0]);
  smooth_stretch (borders, at, points, chain->points->len, plain);
  if ((is_ring && plain->len < 4)
      || meets_itself ((const WgPoint *) (gconstpointer) plain->data, plain->len))
    return;
  replace_chain (borders, at, plain);
}

/* Where the rim of the land comes from and goes to at each node of it: two points, WgPoint[2]. */
static GHashTable *
find_rim (const Borders *borders)
{
  const WgCoverage *coverage = borders->cells->coverage;
  GHashTable *rim = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc == NULL || !is_rim (borders, arc))
        continue;
      for (guint end = 0; end < 2; end++)
        {
          gpointer key = GUINT_TO_POINTER (end == 0 ? arc->start : arc->end);
          WgPoint *places = g_hash_table_lookup (rim, key);
          WgPoint beside = arc->line->points[end == 0 ? 1 : arc->line->n_points - 2];

          if (places == NULL)
            {
              places = g_new (WgPoint, 2);
              places[0] = places[1] = beside;
              g_hash_table_insert (rim, key, places);
            }
          else
            places[1] = beside;
        }
    }
  return rim;
}

/* A place on the rim is rounded and may lie a hair inside of it: a border that ends there goes on
 * across. Where it is cut in, what stands over falls off. */
static void
overshoot (const WgPoint *places, GArray *points, gboolean is_front)
{
  WgPoint end = g_array_index (points, WgPoint, is_front ? 0 : points->len - 1);
  WgPoint before = g_array_index (points, WgPoint, is_front ? 1 : points->len - 2);
  double dx = (double) places[1].x - places[0].x, dy = (double) places[1].y - places[0].y;
  double length = hypot (dx, dy), out = 0;
  WgPoint beyond;

  if (length == 0)
    return;
  out = (dy * ((double) end.x - before.x) - dx * ((double) end.y - before.y)) < 0 ? -OVERSHOOT : OVERSHOOT;
  beyond = (WgPoint){ end.x + (gint32) floor (out * dy / length + 0.5),
                      end.y - (gint32) floor (out * dx / length + 0.5) };
  if (is_front)
    g_array_prepend_val (points, beyond);
  else
    g_array_append_val (points, beyond);
}

static void
lead_over_rim (Borders *borders)
{
  g_autoptr (GHashTable) rim = find_rim (borders);

  for (guint i = 0; i < borders->chains->len; i++)
    {
      Chain *chain = g_ptr_array_index (borders->chains, i);

      for (guint end = 0; end < 2; end++)
        {
          const WgPoint *places = g_hash_table_lookup (rim, GUINT_TO_POINTER (chain->ends[end]));

          if (places != NULL)
            overshoot (places, chain->points, end == 0);
        }
    }
}

guint32 *
wg_cells_parts_of_faces (const WgCells *cells, const guint32 *parts)
{
  guint32 limit = wg_coverage_face_limit (cells->coverage);
  guint32 *of_faces = g_new0 (guint32, limit + 1);

  for (WgFaceId face = 1; face < limit; face++)
    if (wg_coverage_has_face (cells->coverage, face))
      {
        guint32 unit = wg_coverage_owner (cells->coverage, face);

        of_faces[face] = unit != 0 ? parts[unit - 1] + 1 : 0;
      }
  return of_faces;
}

GPtrArray *
wg_cells_trace_borders (const WgCells *cells, const WgCellsInput *input, const WgCellsOwners *owners,
                        GArray **cuts_out)
{
  Borders borders = { .cells = cells, .input = input, .owners = owners };
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (WgCellsCut));
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  borders.chains = g_ptr_array_new_with_free_func (free_chain);
  borders.obstacles = g_array_new (FALSE, FALSE, sizeof (Obstacle));
  borders.found = g_array_new (FALSE, FALSE, sizeof (guint32));
  count_degrees (&borders);
  collect_chains (&borders);
  for (guint i = 0; i < borders.chains->len; i++)
    if (!((Chain *) g_ptr_array_index (borders.chains, i))->is_in_block)
      drop_samples (&borders, g_ptr_array_index (borders.chains, i));
  collect_obstacles (&borders);
  for (guint i = 0; i < borders.chains->len; i++)
    if (((Chain *) g_ptr_array_index (borders.chains, i))->is_in_block)
      smooth_chain (&borders, i);
  lead_over_rim (&borders);
  for (guint i = 0; i < borders.chains->len; i++)
    {
      Chain *chain = g_ptr_array_index (borders.chains, i);

      g_ptr_array_add (lines, g_steal_pointer (&chain->points));
      g_array_append_val (cuts, chain->cut);
    }
  if (cuts_out != NULL)
    *cuts_out = g_steal_pointer (&cuts);
  wg_arc_index_clear (&borders.index);
  wg_arc_index_clear (&borders.points);
  g_ptr_array_unref (borders.chains);
  g_array_unref (borders.obstacles);
  g_array_unref (borders.found);
  g_free (borders.degree);
  g_free (borders.is_done);
  return lines;
}
