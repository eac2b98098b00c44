/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-chains"

#include "wg-cells-chains.h"

#include "wg-coverage-measure.h"

#include <math.h>

#define OVERSHOOT 20.0  /* mm */

/* Arcs while they are strung together. */
typedef struct
{
  const WgCells *cells;
  const WgCellsOwners *owners;
  guint8 *degree;      /* by node: of borders, 3 is many; at the rim it is 3 */
  guint8 *is_done;     /* by arc */
  GPtrArray *chains;   /* of WgCellsChain */
} Chains;

static void
free_chain (gpointer data)
{
  WgCellsChain *chain = data;

  if (chain->points != NULL)
    g_array_unref (chain->points);
  g_free (chain);
}

static gboolean
is_border (const Chains *chains, WgArcId id)
{
  return wg_cells_is_border (chains->cells, chains->owners, id);
}

/* The end of the land, or a border that is there already. */
static gboolean
is_rim (const Chains *chains, const WgArc *arc)
{
  const guint32 *parts = chains->owners->parts, *present = chains->owners->present;

  return (parts[arc->left] != 0) != (parts[arc->right] != 0)
         || (present != NULL && parts[arc->left] != 0 && present[arc->left] != present[arc->right]);
}

static void
count_degrees (Chains *chains)
{
  const WgCoverage *coverage = chains->cells->coverage;

  chains->degree = g_new0 (guint8, wg_coverage_node_limit (coverage));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    if (is_border (chains, id))
      {
        const WgArc *arc = wg_coverage_arc (coverage, id);

        chains->degree[arc->start] = MIN (chains->degree[arc->start] + 1, 3);
        chains->degree[arc->end] = MIN (chains->degree[arc->end] + 1, 3);
      }
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL && is_rim (chains, arc))
        chains->degree[arc->start] = chains->degree[arc->end] = 3;
    }
}

/* The arcs that meet in each node, as a list by node. */
static GHashTable *
list_arcs (const Chains *chains)
{
  const WgCoverage *coverage = chains->cells->coverage;
  GHashTable *by_node
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (!is_border (chains, id))
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
follow (const Chains *chains, GHashTable *by_node, WgNodeId node, WgArcId from)
{
  const GArray *list = g_hash_table_lookup (by_node, GUINT_TO_POINTER (node));

  if (chains->degree[node] != 2)
    return 0;
  for (guint i = 0; i < list->len; i++)
    {
      WgArcId other = g_array_index (list, WgArcId, i);

      if (other != from && !chains->is_done[other]
          && chains->cells->is_in_block[other] == chains->cells->is_in_block[from])
        return other;
    }
  return 0;
}

static void
append_arc (WgCellsChain *chain, const WgArc *arc, gboolean is_backwards)
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
walk_chain (Chains *chains, GHashTable *by_node, WgArcId id, WgNodeId start)
{
  WgCellsChain *chain = g_new0 (WgCellsChain, 1);

  chain->points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  chain->is_in_block = chains->cells->is_in_block[id];
  chain->ends[0] = start;
  while (id != 0)
    {
      const WgArc *arc = wg_coverage_arc (chains->cells->coverage, id);
      gboolean is_backwards = arc->start != start;

      append_arc (chain, arc, is_backwards);
      chain->cut.metres[chains->cells->arc_classes[id]]
        += wg_coverage_arc_length (chains->cells->coverage, id) / 1000.0;
      chains->is_done[id] = TRUE;
      start = is_backwards ? arc->start : arc->end;
      id = follow (chains, by_node, start, id);
    }
  chain->ends[1] = start;
  g_ptr_array_add (chains->chains, chain);
}

/* Does a chain that comes along this arc end at the node? */
static gboolean
is_end (const Chains *chains, GHashTable *by_node, WgNodeId node, WgArcId arc)
{
  const GArray *list = g_hash_table_lookup (by_node, GUINT_TO_POINTER (node));

  if (chains->degree[node] != 2)
    return TRUE;
  for (guint i = 0; i < list->len; i++)
    if (chains->cells->is_in_block[g_array_index (list, WgArcId, i)]
        != chains->cells->is_in_block[arc])
      return TRUE;
  return FALSE;
}

static void
collect_chains (Chains *chains)
{
  const WgCoverage *coverage = chains->cells->coverage;
  g_autoptr (GHashTable) by_node = list_arcs (chains);

  chains->is_done = g_new0 (guint8, wg_coverage_arc_limit (coverage));
  for (guint pass = 0; pass < 2; pass++)
    for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
      {
        const WgArc *arc = wg_coverage_arc (coverage, id);

        if (!is_border (chains, id) || chains->is_done[id])
          continue;
        if (is_end (chains, by_node, arc->start, id) || pass == 1)
          walk_chain (chains, by_node, id, arc->start);
        else if (is_end (chains, by_node, arc->end, id))
          walk_chain (chains, by_node, id, arc->end);
      }
}

/* Along barriers the places that are only there to end cells at go, but for the ends. */
static void
drop_samples (Chains *chains, WgCellsChain *chain)
{
  guint n = 0;

  for (guint i = 0; i < chain->points->len; i++)
    {
      WgPoint p = g_array_index (chain->points, WgPoint, i);
      guint64 key = wg_key_of_point (p);

      if (i == 0 || i + 1 == chain->points->len
          || !g_hash_table_contains (chains->cells->samples, &key))
        g_array_index (chain->points, WgPoint, n++) = p;
    }
  g_array_set_size (chain->points, n);
}

/* Where the rim of the land comes from and goes to at each node of it: two points, WgPoint[2]. */
static GHashTable *
find_rim (const Chains *chains)
{
  const WgCoverage *coverage = chains->cells->coverage;
  GHashTable *rim = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc == NULL || !is_rim (chains, arc))
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

gboolean
wg_cells_is_border (const WgCells *cells, const WgCellsOwners *owners, WgArcId id)
{
  const WgArc *arc = wg_coverage_arc (cells->coverage, id);
  const guint32 *parts = owners->parts, *present = owners->present;

  return arc != NULL && parts[arc->left] != 0 && parts[arc->right] != 0
         && parts[arc->left] != parts[arc->right]
         && (present == NULL || present[arc->left] == present[arc->right]);
}

GPtrArray *
wg_cells_find_chains (const WgCells *cells, const WgCellsOwners *owners)
{
  Chains chains = { .cells = cells, .owners = owners };

  chains.chains = g_ptr_array_new_with_free_func (free_chain);
  count_degrees (&chains);
  collect_chains (&chains);
  for (guint i = 0; i < chains.chains->len; i++)
    if (!((WgCellsChain *) g_ptr_array_index (chains.chains, i))->is_in_block)
      drop_samples (&chains, g_ptr_array_index (chains.chains, i));
  g_free (chains.degree);
  g_free (chains.is_done);
  return chains.chains;
}

void
wg_cells_lead_over_rim (const WgCells *cells, const WgCellsOwners *owners, GPtrArray *chains)
{
  Chains work = { .cells = cells, .owners = owners };
  g_autoptr (GHashTable) rim = find_rim (&work);

  for (guint i = 0; i < chains->len; i++)
    {
      WgCellsChain *chain = g_ptr_array_index (chains, i);

      for (guint end = 0; end < 2; end++)
        {
          const WgPoint *places = g_hash_table_lookup (rim, GUINT_TO_POINTER (chain->ends[end]));

          if (places != NULL)
            overshoot (places, chain->points, end == 0);
        }
    }
}
