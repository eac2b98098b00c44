/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-aggregate"

#include "wg-aggregate.h"

#include "wg-land-edit.h"
#include "wg-lock.h"

#include <string.h>

static gboolean
is_exempt (WgPlan *plan, const WgUnit *unit)
{
  const WgGrid *grid = wg_plan_get_grid (plan, unit->source);

  return grid->kind == WG_GRID_SPECIAL || wg_plan_is_fixed (plan, grid->id);
}

/* Special and fixed grids are closed, each a part of its own. */
static gboolean
prepare_units (WgPlan *plan, WgAggregation *aggregation, GError **error)
{
  WgUnitGraph *graph = aggregation->graph;
  gboolean is_counted = FALSE;

  for (guint u = 0; u < graph->n_units; u++)
    {
      WgUnit *unit = &graph->units[u];

      is_counted |= unit->households > 0;
      aggregation->n_not_counted += (unit->flags & WG_UNIT_NOT_COUNTED) != 0;
      unit->flags = 0;
      if (!is_exempt (plan, unit))
        continue;
      unit->flags = WG_UNIT_CLOSED;
      unit->part = WG_UNIT_NO_PART;
      aggregation->n_exempt++;
    }
  aggregation->n_before = graph->n_units - aggregation->n_exempt;
  if (aggregation->n_before < 2)
    g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING,
                         "there are not two grids that may be joined");
  else if (!is_counted)
    g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOT_COUNTED,
                         "no households are known");
  else
    return TRUE;
  return FALSE;
}

/* The grid of a group that goes on: the most households, then the most land, then the first code. */
static gboolean
is_heavier (const WgUnit *a, const WgUnit *b)
{
  if (a->households != b->households)
    return a->households > b->households;
  return a->area_mm2 > b->area_mm2;
}

static void
choose_kept (WgPlan *plan, WgAggregation *aggregation)
{
  const WgUnitGraph *graph = aggregation->graph;
  const gint32 *parts = aggregation->partition->parts;
  guint n_parts = aggregation->partition->sums->len;
  g_autofree guint32 *kept = g_new (guint32, n_parts + 1);
  g_autofree guint8 *types = g_new0 (guint8, n_parts + 1);

  memset (kept, 0xff, (n_parts + 1) * sizeof (guint32));
  for (guint32 u = 0; u < graph->n_units; u++)
    {
      guint8 type = wg_plan_get_grid (plan, graph->units[u].source)->property_type;

      if (kept[parts[u]] == G_MAXUINT32)
        types[parts[u]] = type;
      else if (types[parts[u]] != type)
        types[parts[u]] = WG_PROPERTY_MIXED;
      if (kept[parts[u]] == G_MAXUINT32
          || is_heavier (&graph->units[u], &graph->units[kept[parts[u]]]))
        kept[parts[u]] = u;
    }
  for (guint32 u = 0; u < graph->n_units; u++)
    {
      aggregation->into[u] = graph->units[kept[parts[u]]].source;
      aggregation->types[u] = types[parts[u]];
    }
}

/* Buildings whose households were worked out: of the part that each unit is in. */
static void
count_estimated (WgPlan *plan, WgAggregation *aggregation)
{
  const WgUnitGraph *graph = aggregation->graph;
  const gint32 *parts = aggregation->partition->parts;
  g_autofree guint32 *sums = g_new0 (guint32, aggregation->partition->sums->len + 1);

  for (guint u = 0; u < graph->n_units; u++)
    {
      WgTally tally;

      wg_plan_get_tally (plan, graph->units[u].source, &tally);
      sums[parts[u]] += tally.households.n_estimated;
    }
  for (guint u = 0; u < graph->n_units; u++)
    aggregation->estimated[u] = sums[parts[u]];
}

static WgAggregateRow *
get_row (GArray *rows, guint type)
{
  WgAggregateRow row = { (WgPropertyType) type };
  guint at = 0;

  while (at < rows->len && g_array_index (rows, WgAggregateRow, at).type < type)
    at++;
  if (at == rows->len || g_array_index (rows, WgAggregateRow, at).type != type)
    g_array_insert_val (rows, at, row);
  return &g_array_index (rows, WgAggregateRow, at);
}

/* Grids are counted before under the type that they have, after under that of their group. */
static void
count_types (WgPlan *plan, WgAggregation *aggregation, const WgPartBand *band)
{
  const WgUnitGraph *graph = aggregation->graph;

  for (guint u = 0; u < graph->n_units; u++)
    {
      const WgUnit *unit = &graph->units[u];
      const WgPartSum *sum = &g_array_index (aggregation->partition->sums, WgPartSum,
                                             aggregation->partition->parts[u]);
      WgAggregateRow *row = NULL;

      if (unit->flags & WG_UNIT_CLOSED)
        continue;
      get_row (aggregation->rows, wg_plan_get_grid (plan, unit->source)->property_type)->n_before++;
      row = get_row (aggregation->rows, aggregation->types[u]);
      row->households += unit->households;
      if (aggregation->into[u] != unit->source)
        continue;
      row->n_after++;
      row->n_estimated += aggregation->estimated[u];
      row->n_in_band += sum->amount >= band->min && (band->max == 0 || sum->amount <= band->max);
      aggregation->n_after++;
    }
}

/* The groups' joined record: only what is in the group changes the type. */
static gboolean
join_group (WgLandEdit *edit, const WgAggregation *aggregation, guint unit, GArray *faces,
            GArray *owners, GError **error)
{
  guint32 id = aggregation->graph->units[unit].source;
  const WgGrid *kept = wg_land_edit_find (edit, aggregation->into[unit], error);
  guint n_faces = faces->len;

  if (kept == NULL || !wg_land_edit_join (edit, id, kept, faces, error))
    return FALSE;
  for (guint i = n_faces; i < faces->len; i++)
    g_array_append_val (owners, kept->id);
  return TRUE;
}

static void
put_type (WgLandEdit *edit, const WgAggregation *aggregation, guint unit)
{
  const WgGrid *grid = wg_plan_get_grid (edit->plan, aggregation->graph->units[unit].source);
  WgGridRecord record = wg_grid_get_record (grid);
  g_autoptr (WgGrid) changed = NULL;

  g_array_append_val (edit->takers, grid->id);
  if (grid->property_type == aggregation->types[unit])
    return;
  record.property_type = (WgPropertyType) aggregation->types[unit];
  changed = wg_grid_new_record (&record);
  wg_land_edit_put (edit, changed);
}

static gboolean
join_all (WgLandEdit *edit, const WgAggregation *aggregation, GError **error)
{
  const WgUnitGraph *graph = aggregation->graph;
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) grown = g_hash_table_new (NULL, NULL);

  for (guint u = 0; u < graph->n_units; u++)
    {
      if (aggregation->into[u] == graph->units[u].source)
        continue;
      if (!join_group (edit, aggregation, u, faces, owners, error))
        return FALSE;
      g_hash_table_add (grown, GUINT_TO_POINTER (aggregation->into[u]));
    }
  for (guint u = 0; u < graph->n_units; u++)
    if (g_hash_table_contains (grown, GUINT_TO_POINTER (graph->units[u].source)))
      put_type (edit, aggregation, u);
  if (edit->takers->len == 0)
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "no grids would be joined");
      return FALSE;
    }
  return faces->len == 0 || wg_land_edit_give_all (edit, faces, owners, error);
}

static GArray *
list_grids (WgPlan *plan, const WgAggregateTerms *terms)
{
  GArray *grids = wg_plan_list_level (plan, terms->depth, terms->parents == NULL ? terms->parent : 0);
  g_autoptr (GHashTable) parents = g_hash_table_new (NULL, NULL);
  guint n = 0;

  if (terms->parents == NULL)
    return grids;
  for (guint i = 0; i < terms->parents->len; i++)
    g_hash_table_add (parents, GUINT_TO_POINTER (g_array_index (terms->parents, guint32, i)));
  for (guint i = 0; i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);
      const WgGrid *above = wg_plan_get_grid (plan, wg_plan_get_grid (plan, id)->parent);

      while (above != NULL && !g_hash_table_contains (parents, GUINT_TO_POINTER (above->id)))
        above = wg_plan_get_grid (plan, above->parent);
      if (above != NULL)
        g_array_index (grids, guint32, n++) = id;
    }
  g_array_set_size (grids, n);
  return grids;
}

WgAggregation *
wg_plan_aggregate (WgPlan *plan, const WgAggregateTerms *terms, const WgProgress *progress,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (WgAggregation) aggregation = g_new0 (WgAggregation, 1);
  g_autoptr (GArray) grids = list_grids (plan, terms);

  aggregation->depth = terms->depth;
  aggregation->rows = g_array_new (FALSE, FALSE, sizeof (WgAggregateRow));
  aggregation->graph = wg_grid_graph_new (plan, grids);
  wg_grid_graph_set_kinds (plan, aggregation->graph, terms->types);
  if (!prepare_units (plan, aggregation, error))
    return NULL;
  aggregation->partition
    = wg_partition_solve (aggregation->graph, &terms->terms, progress, cancellable, error);
  if (aggregation->partition == NULL)
    return NULL;
  aggregation->into = g_new (guint32, grids->len);
  aggregation->types = g_new (guint8, grids->len);
  aggregation->estimated = g_new (guint32, grids->len);
  choose_kept (plan, aggregation);
  count_estimated (plan, aggregation);
  count_types (plan, aggregation, &terms->terms.band);
  return g_steal_pointer (&aggregation);
}

static char *
describe (WgPlan *plan, const WgAggregation *aggregation)
{
  return g_strdup_printf ("%s %u → %u", wg_plan_get_level (plan, aggregation->depth)->name,
                          aggregation->n_before, aggregation->n_after);
}

WgChange *
wg_plan_make_aggregate_change (WgPlan *plan, const WgAggregation *aggregation, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autofree char *detail = describe (plan, aggregation);

  wg_land_edit_init_preview (&edit, plan, WG_LAND_NONE);
  return join_all (&edit, aggregation, error)
           ? wg_land_edit_make_change (&edit, "aggregate", detail, error)
           : NULL;
}

WgLandResult *
wg_command_aggregate (WgHistory *history, const WgAggregation *aggregation, GError **error)
{
  g_auto (WgLandEdit) edit = { 0 };
  g_autofree char *detail = NULL;

  if (!wg_land_edit_init (&edit, history, WG_LAND_NONE, error)
      || !join_all (&edit, aggregation, error))
    return NULL;
  detail = describe (edit.plan, aggregation);
  return wg_land_edit_commit (&edit, "aggregate", detail, error);
}

void
wg_aggregation_free (WgAggregation *aggregation)
{
  g_clear_pointer (&aggregation->graph, wg_unit_graph_unref);
  g_clear_pointer (&aggregation->partition, wg_partition_free);
  g_clear_pointer (&aggregation->rows, g_array_unref);
  g_free (aggregation->into);
  g_free (aggregation->types);
  g_free (aggregation->estimated);
  g_free (aggregation);
}
