/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-update"

#include "wg-update.h"

#include "../crs/wg-area-scale.h"
#include "../geometry/wg-difference.h"
#include "wg-commands.h"
#include "wg-import-private.h"

#include <string.h>

#define LEAST_COMMON 0.5 /* of both, to be the same grid by land alone */

static const char *const kinds[] = {
  [WG_UPDATE_SAME] = "same",
  [WG_UPDATE_CHANGED] = "changed",
  [WG_UPDATE_NEW] = "new",
  [WG_UPDATE_GONE] = "gone",
};

typedef struct
{
  WgPlan *plan;
  guint depth;
  const WgIncoming *incoming;
  GPtrArray *shapes;   /* of WgShape, by id: of the level's grids */
  guint32 *grid_of;    /* per row; 0 */
  WgMatch *match_of;   /* per row */
  guint *row_of;       /* by id; G_MAXUINT */
} Compare;

static void
compare_clear (Compare *compare)
{
  g_clear_pointer (&compare->shapes, g_ptr_array_unref);
  g_clear_pointer (&compare->grid_of, g_free);
  g_clear_pointer (&compare->match_of, g_free);
  g_clear_pointer (&compare->row_of, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Compare, compare_clear)

static const WgIncomingGrid *
row_at (const Compare *compare, guint row)
{
  return g_ptr_array_index (compare->incoming->grids, row);
}

static gboolean
is_open_grid (const Compare *compare, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (compare->plan, id);

  return grid != NULL && !grid->is_retired && grid->depth == compare->depth
         && compare->row_of[id] == G_MAXUINT;
}

static void
join (Compare *compare, guint row, guint32 id, WgMatch match)
{
  compare->grid_of[row] = id;
  compare->match_of[row] = match;
  compare->row_of[id] = row;
}

/* Rows and grids whose text is there once on both sides belong together. */
static void
match_texts (Compare *compare, WgMatch match)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) grids = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer text = NULL, id = NULL;

  for (guint i = 0; i < compare->incoming->grids->len; i++)
    {
      const WgIncomingGrid *row = row_at (compare, i);
      const char *key = match == WG_MATCH_CODE ? row->code : row->name;

      if (*key != '\0' && compare->grid_of[i] == 0)
        g_hash_table_insert (rows, (gpointer) key,
                             GUINT_TO_POINTER (g_hash_table_contains (rows, key) ? 0 : i + 1));
    }
  for (guint32 i = 1; i < wg_plan_get_grid_limit (compare->plan); i++)
    {
      const WgGrid *grid = wg_plan_get_grid (compare->plan, i);
      const char *key = NULL;

      if (!is_open_grid (compare, i))
        continue;
      key = match == WG_MATCH_CODE ? grid->code : grid->name;
      if (*key != '\0')
        g_hash_table_insert (grids, (gpointer) key,
                             GUINT_TO_POINTER (g_hash_table_contains (grids, key) ? 0 : i));
    }
  g_hash_table_iter_init (&iter, grids);
  while (g_hash_table_iter_next (&iter, &text, &id))
    {
      guint row = GPOINTER_TO_UINT (g_hash_table_lookup (rows, text));

      if (row != 0 && GPOINTER_TO_UINT (id) != 0)
        join (compare, row - 1, GPOINTER_TO_UINT (id), match);
    }
}

static double
area_of (const WgShape *shape)
{
  return wg_shape_common_m2 (shape, shape);
}

static void
match_land (Compare *compare)
{
  for (guint i = 0; i < compare->incoming->grids->len; i++)
    {
      const WgIncomingGrid *row = row_at (compare, i);
      WgEnvelope e = wg_shape_envelope (row->shape);
      double area = 0.0;

      if (compare->grid_of[i] != 0)
        continue;
      area = area_of (row->shape);
      for (guint32 id = 1; id < compare->shapes->len && compare->grid_of[i] == 0; id++)
        {
          const WgShape *shape = g_ptr_array_index (compare->shapes, id);
          WgEnvelope other;
          double common = 0.0;

          if (shape == NULL || !is_open_grid (compare, id))
            continue;
          other = wg_shape_envelope (shape);
          if (!wg_envelope_intersects (&e, &other))
            continue;
          common = wg_shape_common_m2 (shape, row->shape);
          if (common > LEAST_COMMON * area && common > LEAST_COMMON * area_of (shape))
            join (compare, i, id, WG_MATCH_LAND);
        }
    }
}

static void
read_shapes (Compare *compare)
{
  compare->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  g_ptr_array_set_size (compare->shapes, (int) wg_plan_get_grid_limit (compare->plan));
  for (guint32 id = 1; id < compare->shapes->len; id++)
    {
      const WgGrid *grid = wg_plan_get_grid (compare->plan, id);
      WgShape *shape = NULL;

      if (grid == NULL || grid->is_retired || grid->depth != compare->depth)
        continue;
      shape = wg_shape_new ();
      wg_plan_get_shape (compare->plan, id, shape);
      compare->shapes->pdata[id] = shape;
    }
}

static void
describe_row (const Compare *compare, guint row, double sliver_width_m, WgUpdateItem *item)
{
  const WgIncomingGrid *incoming = row_at (compare, row);
  const WgGrid *grid = NULL;

  *item = (WgUpdateItem){ .kind = WG_UPDATE_NEW, .row = row };
  item->after_m2 = area_of (incoming->shape);
  item->gained_m2 = item->after_m2;
  item->grid = compare->grid_of[row];
  item->match = compare->match_of[row];
  if (item->grid == 0)
    return;
  grid = wg_plan_get_grid (compare->plan, item->grid);
  item->before_m2 = area_of (g_ptr_array_index (compare->shapes, item->grid));
  item->has_new_code = *incoming->code != '\0' && strcmp (incoming->code, grid->code) != 0;
  item->has_new_name = *incoming->name != '\0' && strcmp (incoming->name, grid->name) != 0;
  item->kind = wg_shape_compare (g_ptr_array_index (compare->shapes, item->grid), incoming->shape,
                                 sliver_width_m, &item->gained_m2, &item->lost_m2)
                   || item->has_new_code || item->has_new_name
                 ? WG_UPDATE_CHANGED
                 : WG_UPDATE_SAME;
}

/* The areas are told as everywhere. */
static void
lay_on_ellipsoid (const Compare *compare, GArray *items)
{
  WgFrame *frame = wg_plan_get_frame (compare->plan);
  g_autoptr (WgAreaScale) scale = frame != NULL ? wg_area_scale_new (frame) : NULL;

  for (guint i = 0; scale != NULL && i < items->len; i++)
    {
      WgUpdateItem *item = &g_array_index (items, WgUpdateItem, i);
      const WgShape *shape = item->grid != 0 ? g_ptr_array_index (compare->shapes, item->grid)
                                             : row_at (compare, item->row)->shape;
      double factor = shape != NULL ? wg_area_scale_of (scale, shape) : 1.0;

      item->before_m2 *= factor;
      item->after_m2 *= factor;
      item->gained_m2 *= factor;
      item->lost_m2 *= factor;
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  static const int order[] = { [WG_UPDATE_CHANGED] = 0, [WG_UPDATE_NEW] = 1, [WG_UPDATE_GONE] = 2,
                               [WG_UPDATE_SAME] = 3 };
  const WgUpdateItem *first = a, *second = b;
  double one = first->gained_m2 + first->lost_m2, two = second->gained_m2 + second->lost_m2;

  if (first->kind != second->kind)
    return order[first->kind] - order[second->kind];
  if (one != two)
    return one > two ? -1 : 1;
  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  return (first->grid > second->grid) - (first->grid < second->grid);
}

GArray *
wg_plan_compare_update (WgPlan *plan, guint depth, const WgIncoming *incoming,
                        double sliver_width_m, const WgProgress *progress,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (WgUpdateItem));
  g_auto (Compare) compare = { plan, depth, incoming };
  guint n_rows = incoming->grids->len;

  compare.grid_of = g_new0 (guint32, n_rows + 1);
  compare.match_of = g_new0 (WgMatch, n_rows + 1);
  compare.row_of = g_new (guint, wg_plan_get_grid_limit (plan) + 1);
  for (guint32 id = 0; id <= wg_plan_get_grid_limit (plan); id++)
    compare.row_of[id] = G_MAXUINT;
  read_shapes (&compare);
  match_texts (&compare, WG_MATCH_CODE);
  match_texts (&compare, WG_MATCH_NAME);
  match_land (&compare);
  for (guint row = 0; row < n_rows; row++)
    {
      WgUpdateItem item;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      describe_row (&compare, row, sliver_width_m, &item);
      g_array_append_val (items, item);
      wg_progress_report (progress, (row + 1) / (double) n_rows);
    }
  for (guint32 id = 1; id < compare.shapes->len; id++)
    if (is_open_grid (&compare, id))
      {
        WgUpdateItem item = { .kind = WG_UPDATE_GONE, .grid = id, .row = G_MAXUINT };

        item.before_m2 = item.lost_m2 = area_of (g_ptr_array_index (compare.shapes, id));
        g_array_append_val (items, item);
      }
  lay_on_ellipsoid (&compare, items);
  g_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

/* The rows that are new, as a file of their own. */
static WgIncoming *
take_new_rows (const WgIncoming *incoming, const GArray *items, const gboolean *is_chosen)
{
  WgIncoming *fresh = wg_incoming_new (incoming->source, incoming->frame);

  fresh->n_rows = incoming->n_rows;
  for (guint i = 0; i < items->len; i++)
    {
      const WgUpdateItem *item = &g_array_index (items, WgUpdateItem, i);
      const WgIncomingGrid *row = NULL;
      WgIncomingGrid *copy = NULL;

      if (item->kind != WG_UPDATE_NEW || !is_chosen[i])
        continue;
      row = g_ptr_array_index (incoming->grids, item->row);
      copy = wg_incoming_add_grid (fresh, row->row, row->code, row->name,
                                   wg_shape_copy (row->shape));
      copy->parent_code = g_strdup (row->parent_code);
      copy->parent_name = g_strdup (row->parent_name);
      copy->is_special = row->is_special;
    }
  return fresh;
}

/* Where each row went, for those who count and show what came of it. */
static void
list_row_grids (WgImportReport *report, const WgIncoming *incoming, const GArray *items,
                const gboolean *is_chosen)
{
  guint n_fresh = 0;

  report->row_grids = g_array_new (FALSE, TRUE, sizeof (guint32));
  g_array_set_size (report->row_grids, incoming->grids->len);
  for (guint i = 0; i < items->len; i++)
    {
      const WgUpdateItem *item = &g_array_index (items, WgUpdateItem, i);

      if (!is_chosen[i] || item->row >= incoming->grids->len)
        continue;
      if (item->kind == WG_UPDATE_NEW && n_fresh < report->balances->len)
        g_array_index (report->row_grids, guint32, item->row)
          = g_array_index (report->balances, WgImportBalance, n_fresh++).grid;
      else if (item->kind == WG_UPDATE_CHANGED)
        g_array_index (report->row_grids, guint32, item->row) = item->grid;
    }
}

WgImportReport *
wg_plan_apply_update (WgPlan *plan, guint depth, const WgIncoming *incoming, const GArray *items,
                      const gboolean *is_chosen, const WgBuildOptions *options,
                      const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgIncoming) fresh = take_new_rows (incoming, items, is_chosen);
  guint32 limit = wg_plan_get_grid_limit (plan);
  g_autofree const WgIncomingGrid **rows = g_new0 (const WgIncomingGrid *, limit + 1);
  g_autofree gboolean *is_dropped = g_new0 (gboolean, limit + 1);
  WgImportUpdate update = { rows, is_dropped };
  WgImportReport *report = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const WgUpdateItem *item = &g_array_index (items, WgUpdateItem, i);

      if (is_chosen[i] && item->grid != 0 && wg_plan_get_grid (plan, item->grid)->is_locked)
        {
          g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LOCKED, "grid %u is locked", item->grid);
          return NULL;
        }
      if (is_chosen[i] && item->kind == WG_UPDATE_CHANGED)
        rows[item->grid] = g_ptr_array_index (incoming->grids, item->row);
      if (is_chosen[i] && item->kind == WG_UPDATE_GONE)
        is_dropped[item->grid] = TRUE;
    }
  report = wg_import_with_update (plan, depth, fresh, &update, options, progress, cancellable, error);
  if (report == NULL)
    return NULL;
  report->base = g_object_ref (plan);
  list_row_grids (report, incoming, items, is_chosen);
  return report;
}

gint64
wg_update_item_get_key (const WgUpdateItem *item)
{
  return item->grid != 0 ? (gint64) item->grid : -1 - (gint64) item->row;
}

WgImportReport *
wg_plan_import_update (WgPlan *plan, guint depth, const WgIncoming *incoming, GHashTable *left_out,
                       const WgBuildOptions *options, const WgProgress *progress,
                       GCancellable *cancellable, GError **error)
{
  WgProgress comparing = wg_progress_part (progress, 0.0, 0.5);
  WgProgress building = wg_progress_part (progress, 0.5, 1.0);
  g_autoptr (GArray) items = wg_plan_compare_update (
    plan, depth, incoming, options->sliver_width_m, &comparing, cancellable, error);
  g_autofree gboolean *is_chosen = NULL;

  if (items == NULL)
    return NULL;
  is_chosen = g_new0 (gboolean, items->len + 1);
  for (guint i = 0; i < items->len; i++)
    {
      const WgUpdateItem *item = &g_array_index (items, WgUpdateItem, i);
      gint64 key = wg_update_item_get_key (item);

      is_chosen[i] = item->kind != WG_UPDATE_SAME
                     && (left_out == NULL || !g_hash_table_contains (left_out, &key));
    }
  return wg_plan_apply_update (plan, depth, incoming, items, is_chosen, options, &building,
                               cancellable, error);
}

const char *
wg_update_kind_to_string (WgUpdateKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind];
}
