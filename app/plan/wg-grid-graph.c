/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-grid-graph"

#include "wg-grid-graph.h"

#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"

#include <string.h>

#define KEY(id) GUINT_TO_POINTER (id)

/* Which unit has the land of a grid: itself or the one above it that is a unit, + 1. */
static guint
find_unit (WgPlan *plan, GHashTable *units, guint32 owner)
{
  for (const WgGrid *grid = wg_plan_get_grid (plan, owner); owner != 0 && grid != NULL;
       owner = grid->parent, grid = wg_plan_get_grid (plan, owner))
    {
      guint unit = GPOINTER_TO_UINT (g_hash_table_lookup (units, KEY (owner)));

      if (unit != 0)
        return unit;
    }
  return 0;
}

static guint32
known_sum (const WgTally *tally, const WgCount *count)
{
  return wg_tally_get_state (tally, count) == WG_COUNT_UNKNOWN
           ? 0
           : (guint32) CLAMP (count->sum, 0, G_MAXINT32);
}

static void
add_unit (WgPlan *plan, WgUnitGraphBuilder *builder, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);
  WgEnvelope extent = wg_plan_get_extent (plan, id);
  WgUnit unit = { .part = WG_UNIT_NO_PART, .source = id };
  WgTally tally;

  wg_plan_get_tally (plan, id, &tally);
  unit.households = known_sum (&tally, &tally.households);
  unit.people = known_sum (&tally, &tally.people);
  unit.area_mm2 = tally.area_mm2;
  unit.kind = grid != NULL ? grid->parent : 0;
  /* Land without buildings has none to count: that is known. */
  if (tally.n_buildings > 0
      && wg_tally_get_state (&tally, &tally.households) == WG_COUNT_UNKNOWN)
    unit.flags |= WG_UNIT_NOT_COUNTED;
  if (extent.min_x <= extent.max_x)
    unit.centre = (WgPoint){ extent.min_x + (extent.max_x - extent.min_x) / 2,
                             extent.min_y + (extent.max_y - extent.min_y) / 2 };
  wg_unit_graph_builder_add (builder, &unit);
}

static guint32
round_length (double length)
{
  return (guint32) CLAMP (length + 0.5, 1, G_MAXINT32);
}

WgUnitGraph *
wg_grid_graph_new (WgPlan *plan, const GArray *grids)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgUnitGraphBuilder *builder = wg_unit_graph_builder_new (grids->len);
  g_autoptr (GHashTable) units = g_hash_table_new (NULL, NULL);
  g_autofree gint64 *outer = g_new0 (gint64, grids->len + 1);
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = WG_ENVELOPE_EMPTY;
  WgUnitGraph *graph = NULL;

  for (guint i = 0; i < grids->len; i++)
    {
      WgEnvelope extent = wg_plan_get_extent (plan, g_array_index (grids, guint32, i));

      wg_envelope_add (&box, &extent);
      g_hash_table_insert (units, KEY (g_array_index (grids, guint32, i)), KEY (i + 1));
      add_unit (plan, builder, g_array_index (grids, guint32, i));
    }
  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      WgArcId id = g_array_index (arcs, WgArcId, i);
      const WgArc *arc = wg_coverage_arc (coverage, id);
      guint left = arc == NULL ? 0 : find_unit (plan, units, wg_coverage_owner (coverage, arc->left));
      guint right
        = arc == NULL ? 0 : find_unit (plan, units, wg_coverage_owner (coverage, arc->right));
      guint32 length = left == right ? 0 : round_length (wg_coverage_arc_length (coverage, id));

      if (left == right)
        continue;
      if (left != 0 && right != 0)
        wg_unit_graph_builder_connect (builder, left - 1, right - 1, length, WG_UNIT_EDGE_OPEN,
                                       WG_UNIT_EDGE_AS_CLASS);
      else
        outer[MAX (left, right) - 1] += length;
    }
  graph = wg_unit_graph_builder_finish (builder);
  for (guint i = 0; i < graph->n_units; i++)
    graph->units[i].outer_mm = outer[i];
  return graph;
}

/* Types that may be made one have one number. */
static guint
type_group (WgPropertyType type, WgTypeRule rule)
{
  switch (rule)
    {
    case WG_TYPES_ANY:
      return 0;
    case WG_TYPES_COMPATIBLE:
      return type == WG_PROPERTY_MIXED ? WG_PROPERTY_RESIDENTIAL : type;
    case WG_TYPES_SAME:
    default:
      return type;
    }
}

void
wg_grid_graph_set_kinds (WgPlan *plan, WgUnitGraph *graph, WgTypeRule rule)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint u = 0; u < graph->n_units; u++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, graph->units[u].source);
      guint group = type_group ((WgPropertyType) grid->property_type, rule);
      guint mgmt = rule == WG_TYPES_ANY ? 0 : grid->mgmt_class;
      gint64 key = ((gint64) grid->parent << 16) | (gint64) (group << 8) | (gint64) mgmt;
      gpointer kind = g_hash_table_lookup (kinds, &key);

      if (kind == NULL)
        {
          kind = KEY (g_hash_table_size (kinds) + 1);
          g_hash_table_insert (kinds, g_memdup2 (&key, sizeof key), kind);
        }
      graph->units[u].kind = GPOINTER_TO_UINT (kind);
    }
}

static int
compare_codes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WgGrid *first = wg_plan_get_grid (user_data, *(const guint32 *) a);
  const WgGrid *second = wg_plan_get_grid (user_data, *(const guint32 *) b);
  int order = strcmp (first->code, second->code);

  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

GArray *
wg_plan_list_level (WgPlan *plan, guint depth, guint32 parent)
{
  const WgGrid *above = wg_plan_get_grid (plan, parent);
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid == NULL || grid->is_retired || grid->depth != depth
          || (above != NULL
              && (above->depth >= depth
                  || wg_plan_get_ancestor (plan, id, above->depth) != parent)))
        continue;
      g_array_append_val (grids, id);
    }
  g_array_sort_with_data (grids, compare_codes, plan);
  return grids;
}
