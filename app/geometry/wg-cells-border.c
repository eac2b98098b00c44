/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-border"

#include "wg-cells-chains.h"

#include "wg-arc-index.h"
#include "wg-coverage-shape.h"

#include <math.h>

#define LEAST_STRETCH 5 /* points */

/* mm; the largest is tried first. */
static const double tolerances[]
  = { 15000, 10000, 7000, 5000, 3500, 2500, 1800, 1200, 800, 500, 300, 150 };

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
  GPtrArray *chains;   /* of WgCellsChain */
  GArray *obstacles;   /* of Obstacle: the chains first */
  WgArcIndex index;    /* of them; from 1 */
  GArray *places;      /* of WgPoint: the buildings', and others that no border may pass over */
  WgArcIndex index_of_places; /* from 1 */
  GArray *found;       /* of guint32 */
} Borders;

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

static void
add_place (Borders *borders, WgPoint p)
{
  WgEnvelope at = box_of (&p, 1);

  g_array_append_val (borders->places, p);
  wg_arc_index_add (&borders->index_of_places, borders->places->len, &at);
}

static void
add_building (Borders *borders, const WgCellsBuilding *building)
{
  add_place (borders, building->point);
  for (guint r = 0; building->footprint != NULL && r < building->footprint->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (building->footprint, r);

      add_obstacle (borders, &WG_SHAPE_POINT (building->footprint, ring->first), ring->n_points, TRUE);
    }
}

/* A part without a building keeps its land by a place in each of its faces. */
static void
hold_empty_parts (Borders *borders)
{
  const WgCells *cells = borders->cells;
  const guint32 *parts = borders->owners->parts;
  g_autoptr (GHashTable) inhabited = g_hash_table_new (NULL, NULL);

  for (guint pass = 0; pass < 2; pass++)
    for (WgFaceId face = 1; face < wg_coverage_face_limit (cells->coverage); face++)
      {
        guint32 unit = wg_coverage_has_face (cells->coverage, face) ? wg_coverage_owner (cells->coverage, face) : 0;
        g_autoptr (WgShape) shape = NULL;
        WgPoint inside;

        if (unit == 0 || parts[face] == 0)
          continue;
        if (pass == 0 && g_array_index (cells->units, WgCellsUnit, unit - 1).n_buildings > 0)
          g_hash_table_add (inhabited, GUINT_TO_POINTER (parts[face]));
        if (pass == 0 || g_hash_table_contains (inhabited, GUINT_TO_POINTER (parts[face])))
          continue;
        shape = wg_shape_new ();
        wg_coverage_face_shape (cells->coverage, face, shape);
        if (wg_shape_find_inside (shape, &inside))
          add_place (borders, inside);
      }
}

/* Borders, footprints, and all barriers that are no border. */
static void
collect_obstacles (Borders *borders)
{
  const WgCoverage *coverage = borders->cells->coverage;

  for (guint i = 0; i < borders->chains->len; i++)
    {
      const WgCellsChain *chain = g_ptr_array_index (borders->chains, i);

      add_obstacle (borders, (const WgPoint *) (gconstpointer) chain->points->data,
                    chain->points->len, FALSE);
    }
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL && !borders->cells->is_in_block[id]
          && !wg_cells_is_border (borders->cells, borders->owners, id))
        add_obstacle (borders, arc->line->points, arc->line->n_points, FALSE);
    }
  for (guint i = 0; i < borders->input->n_buildings; i++)
    add_building (borders, &borders->input->buildings[i]);
  hold_empty_parts (borders);
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
sweeps_place (Borders *borders, const GArray *before, const GArray *after)
{
  WgEnvelope box = box_of ((const WgPoint *) (gconstpointer) before->data, before->len);

  g_array_set_size (borders->found, 0);
  wg_arc_index_query (&borders->index_of_places, &box, borders->found);
  for (guint i = 0; i < borders->found->len; i++)
    {
      guint32 at = g_array_index (borders->found, guint32, i) - 1;

      if (is_swept (before, after, g_array_index (borders->places, WgPoint, at)))
        return TRUE;
    }
  return FALSE;
}

static void
mark_kept (const WgPoint *p, guint from, guint to, double tolerance, guint8 *is_kept)
{
  guint farthest = from;
  double most = tolerance;

  for (guint i = from + 1; i < to; i++)
    {
      double distance = wg_cells_distance (p[i], p[from], p[to]);

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
  return is_free (borders, at, after) && !sweeps_place (borders, before, after);
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
      double distance = wg_cells_distance (points[i], points[0], points[n_points - 1]);

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
  WgCellsChain *chain = g_ptr_array_index (borders->chains, at);
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
  WgCellsChain *chain = g_ptr_array_index (borders->chains, at);
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

  borders.chains = wg_cells_find_chains (cells, owners);
  borders.obstacles = g_array_new (FALSE, FALSE, sizeof (Obstacle));
  borders.places = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  borders.found = g_array_new (FALSE, FALSE, sizeof (guint32));
  collect_obstacles (&borders);
  for (guint i = 0; i < borders.chains->len; i++)
    if (((WgCellsChain *) g_ptr_array_index (borders.chains, i))->is_in_block)
      smooth_chain (&borders, i);
  wg_cells_lead_over_rim (cells, owners, borders.chains);
  for (guint i = 0; i < borders.chains->len; i++)
    {
      WgCellsChain *chain = g_ptr_array_index (borders.chains, i);

      g_ptr_array_add (lines, g_steal_pointer (&chain->points));
      g_array_append_val (cuts, chain->cut);
    }
  if (cuts_out != NULL)
    *cuts_out = g_steal_pointer (&cuts);
  wg_arc_index_clear (&borders.index);
  wg_arc_index_clear (&borders.index_of_places);
  g_ptr_array_unref (borders.chains);
  g_array_unref (borders.obstacles);
  g_array_unref (borders.places);
  g_array_unref (borders.found);
  return lines;
}
