/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-rebalance"

#include "wg-rebalance.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-commands.h"
#include "wg-grid-graph.h"
#include "wg-lock.h"
#include "wg-rebalance-private.h"

static WgRebalanceRow *
get_row (WgRebalance *result, guint at)
{
  return &g_array_index (result->rows, WgRebalanceRow, at);
}

static gint64
count_households (WgPlan *plan, guint32 grid)
{
  WgTally tally;

  wg_plan_get_tally (plan, grid, &tally);
  return tally.households.sum;
}

static gboolean
has_estimates (WgPlan *plan, guint32 grid)
{
  WgTally tally;

  wg_plan_get_tally (plan, grid, &tally);
  return tally.households.n_estimated > 0;
}

static gboolean
is_held (WgPlan *plan, guint32 grid)
{
  return wg_plan_get_grid (plan, grid)->kind == WG_GRID_SPECIAL || wg_plan_is_fixed (plan, grid);
}

static gboolean
is_in_band (const WgPartBand *band, gint64 amount)
{
  return amount >= band->min && amount <= band->max;
}

/* The place of the grid that a face is of, + 1; 0: it is of none of them. */
static guint
find_place (WgRebalanceWork *work, GHashTable *places, WgFaceId face)
{
  guint32 owner = wg_coverage_owner (wg_plan_get_coverage (work->plan), face);
  guint32 grid = wg_plan_get_ancestor (work->plan, owner, work->terms->depth);

  return GPOINTER_TO_UINT (g_hash_table_lookup (places, GUINT_TO_POINTER (grid)));
}

/* What is in the band, and beside none that is not, stays as it is. */
static void
keep_good (WgRebalanceWork *work)
{
  WgCoverage *coverage = wg_plan_get_coverage (work->plan);
  WgEnvelope box = WG_ENVELOPE_EMPTY;
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  g_autofree guint8 *is_bad = g_new0 (guint8, work->grids->len + 1);
  g_autofree guint8 *is_open = g_new0 (guint8, work->grids->len + 1);

  for (guint i = 0; i < work->grids->len; i++)
    {
      const WgRebalanceRow *row = get_row (work->result, work->first_row + i);
      WgEnvelope extent = wg_plan_get_extent (work->plan, row->grid);

      wg_envelope_add (&box, &extent);
      g_hash_table_insert (places, GUINT_TO_POINTER (row->grid), GUINT_TO_POINTER (i + 1));
      is_bad[i + 1] = is_open[i + 1]
        = !row->is_held && !is_in_band (&work->terms->terms.band, row->before);
    }
  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i));
      guint left = find_place (work, places, arc->left), right = find_place (work, places, arc->right);

      is_open[left] |= is_bad[right];
      is_open[right] |= is_bad[left];
    }
  for (guint i = 0; i < work->grids->len; i++)
    {
      WgRebalanceRow *row = get_row (work->result, work->first_row + i);

      row->is_kept = !row->is_held && !is_open[i + 1];
      if (!row->is_kept)
        continue;
      row->is_left = TRUE;
      row->after = row->before;
    }
}

static void
add_rows (WgRebalanceWork *work)
{
  work->first_row = work->result->rows->len;
  for (guint i = 0; i < work->grids->len; i++)
    {
      WgRebalanceRow row = { .grid = g_array_index (work->grids, guint32, i), .reason = -1 };

      row.parent = wg_plan_get_grid (work->plan, row.grid)->parent;
      row.before = count_households (work->plan, row.grid);
      row.is_estimated = has_estimates (work->plan, row.grid);
      row.is_held = row.is_left = is_held (work->plan, row.grid);
      row.after = row.is_held ? row.before : 0;
      work->result->households += row.before;
      g_array_append_val (work->result->rows, row);
    }
  if (work->terms->only_bad)
    keep_good (work);
}

gboolean
wg_rebalance_is_closed (const WgRebalanceWork *work, guint place)
{
  const WgRebalanceRow *row = get_row (work->result, work->first_row + place);

  return row->is_held || row->is_kept;
}

/* Each grid below is a unit, and what a grid has of its own, which stays with it. */
void
wg_rebalance_take_children (WgRebalanceWork *work)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (gint32));

  for (gint32 i = 0; i < (gint32) work->grids->len; i++)
    {
      guint32 id = g_array_index (work->grids, guint32, i);
      const GArray *children = wg_plan_get_children (work->plan, id);

      for (guint k = 0; k <= children->len; k++)
        {
          if (k == children->len && wg_plan_get_own_faces (work->plan, id)->len == 0)
            continue;
          g_array_append_val (parts, i);
          if (k == children->len)
            g_array_append_val (units, id);
          else
            g_array_append_val (units, g_array_index (children, guint32, k));
        }
    }
  work->graph = wg_grid_graph_new (work->plan, units);
  for (guint u = 0; u < units->len; u++)
    {
      WgUnit *unit = &work->graph->units[u];
      const GArray *children = wg_plan_get_children (work->plan, unit->source);
      gint32 part = g_array_index (parts, gint32, u);
      gboolean is_own = unit->source == g_array_index (work->grids, guint32, part);

      unit->part = part;
      unit->kind = 0;
      unit->flags = is_own || wg_plan_is_fixed (work->plan, unit->source) ? WG_UNIT_FIXED : 0;
      if (wg_rebalance_is_closed (work, (guint) part))
        unit->flags = WG_UNIT_CLOSED;
      for (guint k = 0; is_own && k < children->len; k++)
        unit->households -= (guint32) count_households (work->plan,
                                                        g_array_index (children, guint32, k));
    }
}

/* From which present part most of each new one comes. */
static void
add_new_rows (WgRebalanceWork *work)
{
  guint n_present = work->grids->len, n_parts = MAX (work->answer->sums->len, n_present);
  g_autofree gint64 *most = g_new0 (gint64, n_parts + 1);

  work->row_of_part = g_new (guint, n_parts + 1);
  for (guint part = 0; part < n_parts; part++)
    {
      WgRebalanceRow row = { .reason = -1 };

      work->row_of_part[part] = part < n_present ? work->first_row + part : work->result->rows->len;
      if (part < n_present)
        continue;
      row.parent = get_row (work->result, work->first_row)->parent;
      g_array_append_val (work->result->rows, row);
    }
  for (guint u = 0; u < work->graph->n_units; u++)
    {
      const WgUnit *unit = &work->graph->units[u];
      gint32 part = work->answer->parts[u];
      WgRebalanceRow *row = get_row (work->result, work->row_of_part[part]);

      if (row->is_held || row->is_kept)
        continue;
      row->after += unit->households;
      row->is_left = TRUE;
      if (row->grid != 0 || unit->part < 0 || (gint64) unit->households + 1 <= most[part])
        continue;
      most[part] = (gint64) unit->households + 1;
      row->like = g_array_index (work->grids, guint32, unit->part);
    }
}

gboolean
wg_rebalance_solve (WgRebalanceWork *work, GError **error)
{
  WgPartitionTerms terms = work->terms->terms;
  WgRebalance *result = work->result;

  terms.is_warm = TRUE;
  work->answer = wg_partition_solve (work->graph, &terms, &work->progress, work->cancellable, error);
  if (work->answer == NULL)
    return FALSE;
  add_new_rows (work);
  result->n_units += work->graph->n_units;
  result->moved += work->answer->moved;
  result->moved_bound += work->answer->moved_bound;
  result->n_pieces_extra += work->answer->score.n_pieces_extra;
  for (guint i = 0; i < work->answer->troubles->len; i++)
    {
      const WgPartitionTrouble *trouble
        = &g_array_index (work->answer->troubles, WgPartitionTrouble, i);

      if (trouble->reason != WG_TROUBLE_PIECES)
        get_row (result, work->row_of_part[trouble->part])->reason = (gint16) trouble->reason;
    }
  return TRUE;
}

static void
note_children (WgRebalanceWork *work)
{
  for (guint u = 0; u < work->graph->n_units; u++)
    {
      const WgUnit *unit = &work->graph->units[u];
      WgRebalanceChild child = { unit->source, work->row_of_part[work->answer->parts[u]] };

      if (work->answer->parts[u] != unit->part)
        g_array_append_val (work->result->children, child);
    }
}

static gboolean
has_children (WgPlan *plan, const GArray *grids)
{
  for (guint i = 0; i < grids->len; i++)
    if (wg_plan_get_children (plan, g_array_index (grids, guint32, i))->len > 0)
      return TRUE;
  return FALSE;
}

/* What a grid wins comes of its siblings, whose numbers may have been worked out. */
static void
mark_estimates (WgRebalanceWork *work)
{
  gboolean is_any = FALSE;

  for (guint i = work->first_row; i < work->result->rows->len; i++)
    is_any |= get_row (work->result, i)->is_estimated;
  for (guint i = work->first_row; i < work->result->rows->len; i++)
    {
      WgRebalanceRow *row = get_row (work->result, i);

      row->is_estimated |= is_any && row->after != row->before;
    }
  work->result->is_estimated |= is_any;
}

static gboolean
run_parent (WgRebalanceWork *work, GError **error)
{
  gboolean is_good = FALSE;

  if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return FALSE;
  add_rows (work);
  if (work->result->is_by_cells)
    is_good = wg_rebalance_run_cells (work, error);
  else
    {
      wg_rebalance_take_children (work);
      is_good = wg_rebalance_solve (work, error);
      if (is_good)
        note_children (work);
    }
  mark_estimates (work);
  g_clear_pointer (&work->graph, wg_unit_graph_unref);
  g_clear_pointer (&work->answer, wg_partition_free);
  g_clear_pointer (&work->row_of_part, g_free);
  return is_good;
}

static gboolean
is_asked_for (const WgRebalanceTerms *terms, guint32 parent)
{
  for (guint i = 0; terms->parents != NULL && i < terms->parents->len; i++)
    if (g_array_index (terms->parents, guint32, i) == parent)
      return TRUE;
  return terms->parents == NULL;
}

/* Grids that have land, by parent: (element-type GArray of guint32). */
static GPtrArray *
list_groups (WgPlan *plan, const WgRebalanceTerms *terms)
{
  g_autoptr (GArray) grids = wg_plan_list_level (plan, terms->depth, terms->parent);
  g_autoptr (GHashTable) by_parent = g_hash_table_new (NULL, NULL);
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);
      gpointer key = GUINT_TO_POINTER (wg_plan_get_grid (plan, id)->parent);
      WgEnvelope extent = wg_plan_get_extent (plan, id);
      GArray *group = g_hash_table_lookup (by_parent, key);

      if (extent.min_x > extent.max_x || !is_asked_for (terms, GPOINTER_TO_UINT (key)))
        continue;
      if (group == NULL)
        {
          group = g_array_new (FALSE, FALSE, sizeof (guint32));
          g_hash_table_insert (by_parent, key, group);
          g_ptr_array_add (groups, group);
        }
      g_array_append_val (group, id);
    }
  return groups;
}

static void
sum_up (WgRebalance *result)
{
  for (guint i = 0; i < result->rows->len; i++)
    {
      const WgRebalanceRow *row = get_row (result, i);

      if (row->is_held)
        continue;
      result->n_in_band_before += row->grid != 0 && is_in_band (&result->band, row->before);
      result->n_in_band += row->is_left && is_in_band (&result->band, row->after);
    }
}

static gboolean
refuse (GError **error, WgPlanError code, const char *message)
{
  g_set_error_literal (error, WG_PLAN_ERROR, code, message);
  return FALSE;
}

/* As little moves as can be; a river that a grid lies on both sides of is no reason to divide it. */
void
wg_rebalance_terms_init (WgRebalanceTerms *terms, gint64 min, gint64 target, gint64 max)
{
  *terms = (WgRebalanceTerms){ 0 };
  wg_partition_terms_init (&terms->terms, min, target, max);
  wg_partition_terms_preset (&terms->terms, WG_PRESET_KEEP);
  terms->terms.inner_share = 1;
  terms->terms.prices[WG_UNIT_EDGE_RIVER].rule = WG_UNIT_EDGE_AVOID;
  terms->terms.prices[WG_UNIT_EDGE_RAILWAY].rule = WG_UNIT_EDGE_AVOID;
}

WgRebalance *
wg_plan_rebalance (WgPlan *plan, const WgRebalanceTerms *terms, const WgProgress *progress,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (WgRebalance) result = g_new0 (WgRebalance, 1);
  g_autoptr (GPtrArray) groups = list_groups (plan, terms);

  result->depth = terms->depth;
  result->band = terms->terms.band;
  result->rows = g_array_new (FALSE, FALSE, sizeof (WgRebalanceRow));
  result->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  result->places = g_array_new (FALSE, FALSE, sizeof (WgRebalancePlace));
  result->children = g_array_new (FALSE, FALSE, sizeof (WgRebalanceChild));
  result->is_by_cells = TRUE;
  for (guint i = 0; i < groups->len; i++)
    result->is_by_cells &= !has_children (plan, g_ptr_array_index (groups, i));
  for (guint i = 0; i < groups->len; i++)
    {
      WgRebalanceWork work = { .plan = plan, .terms = terms, .result = result,
                               .grids = g_ptr_array_index (groups, i), .cancellable = cancellable };

      work.progress = wg_progress_part (progress, (double) i / groups->len, (double) (i + 1) / groups->len);
      if (!run_parent (&work, error))
        return NULL;
      wg_progress_report (progress, (double) (i + 1) / groups->len);
    }
  sum_up (result);
  if (groups->len == 0 && !refuse (error, WG_PLAN_ERROR_NOTHING, "there are no grids"))
    return NULL;
  if (result->households == 0
      && !refuse (error, WG_PLAN_ERROR_NOT_COUNTED, "no households are known"))
    return NULL;
  return g_steal_pointer (&result);
}

void
wg_rebalance_free (WgRebalance *rebalance)
{
  g_array_unref (rebalance->rows);
  g_ptr_array_unref (rebalance->lines);
  g_array_unref (rebalance->places);
  g_array_unref (rebalance->children);
  g_free (rebalance);
}
