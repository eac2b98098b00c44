/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-land-edit"

#include "wg-land-edit.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-building-commands.h"
#include "wg-people-follow.h"

#define KEY(id) GUINT_TO_POINTER (id)
#define FACES(array) ((const WgFaceId *) (gconstpointer) (array)->data)
/* Land that grids won and lost, in faces. */
typedef struct
{
  guint n_won;
  guint n_lost;
} Tally;

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static Tally *
get_tally (GHashTable *tallies, guint32 grid)
{
  Tally *tally = g_hash_table_lookup (tallies, KEY (grid));

  if (tally == NULL)
    {
      tally = g_new0 (Tally, 1);
      g_hash_table_insert (tallies, KEY (grid), tally);
    }
  return tally;
}

static GHashTable *
count_faces (const WgCoverageChange *rows)
{
  GHashTable *tallies = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; rows != NULL && i < rows->faces->len; i++)
    {
      const WgFaceChange *row = &g_array_index (rows->faces, WgFaceChange, i);

      if (row->had)
        get_tally (tallies, row->owner_before)->n_lost++;
      if (row->has)
        get_tally (tallies, row->owner_after)->n_won++;
    }
  g_hash_table_remove (tallies, KEY (0));
  return tallies;
}

static const WgGrid *
grid_after (const WgLandEdit *edit, guint32 id)
{
  const WgGrid *grid = g_hash_table_lookup (edit->grid_by_id, KEY (id));

  return grid != NULL ? grid : wg_plan_get_grid (edit->plan, id);
}

static guint
count_children_after (const WgLandEdit *edit, guint32 id)
{
  guint n = wg_plan_get_children (edit->plan, id)->len;

  for (guint i = 0; i < edit->grids->len; i++)
    {
      const WgGrid *after = g_ptr_array_index (edit->grids, i);
      const WgGrid *before = wg_plan_get_grid (edit->plan, after->id);

      n -= before != NULL && before->parent == id && !before->is_retired;
      n += after->parent == id && !after->is_retired;
    }
  return n;
}

static gboolean
has_land_after (const WgLandEdit *edit, GHashTable *tallies, guint32 id)
{
  const Tally *tally = g_hash_table_lookup (tallies, KEY (id));
  guint n = wg_plan_get_own_faces (edit->plan, id)->len;

  return tally == NULL ? n > 0 : n + tally->n_won > tally->n_lost;
}

/* Retires @id when nothing of it is left, then its parents in turn; their heirs are the parents of
 * the heir. */
static gboolean
retire_if_empty (WgLandEdit *edit, GHashTable *tallies, guint32 id, guint32 heir, GError **error)
{
  while (id != 0)
    {
      const WgGrid *grid = grid_after (edit, id);
      g_autoptr (WgGrid) retired = NULL;
      WgGridRecord record = { 0 };

      if (grid == NULL || grid->is_retired || has_land_after (edit, tallies, id)
          || count_children_after (edit, id) > 0)
        return TRUE;
      if (!(edit->flags & WG_LAND_RETIRE) && !g_hash_table_contains (edit->leaving, KEY (id)))
        {
          g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LANDLESS,
                       "grid %u (%s) would have no land left", id, grid->code);
          return FALSE;
        }
      record = wg_grid_get_record (grid);
      record.is_retired = TRUE;
      retired = wg_grid_new_record (&record);
      heir = wg_plan_get_ancestor (edit->plan, heir, grid->depth);
      if (heir != 0 && heir != id)
        g_hash_table_insert (edit->heirs, KEY (id), KEY (heir));
      id = grid->parent;
      wg_land_edit_put (edit, retired);
    }
  return TRUE;
}

/* Every grid that lost something, and those that leave anyway. */
static gboolean
retire_empty (WgLandEdit *edit, GHashTable *tallies, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;

  g_hash_table_iter_init (&iter, edit->heirs);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint32 id = GPOINTER_TO_UINT (key);
      g_array_append_val (ids, id);
    }
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);
      guint32 heir = GPOINTER_TO_UINT (g_hash_table_lookup (edit->heirs, KEY (id)));

      if (!retire_if_empty (edit, tallies, id, heir, error))
        return FALSE;
    }
  return TRUE;
}

static void
sort_out (WgLandEdit *edit, WgLandResult *result)
{
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;

  g_array_append_vals (result->takers, edit->takers->data, edit->takers->len);
  g_hash_table_iter_init (&iter, edit->heirs);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint32 id = GPOINTER_TO_UINT (key);

      if (!grid_after (edit, id)->is_retired)
        g_array_append_val (result->losers, id);
    }
  for (guint i = 0; i < edit->grids->len; i++)
    {
      const WgGrid *grid = g_ptr_array_index (edit->grids, i);

      if (grid->is_retired)
        g_array_append_val (result->retired, grid->id);
    }
  g_array_sort (result->takers, compare_ids);
  g_array_sort (result->losers, compare_ids);
  g_array_sort (result->retired, compare_ids);
}

static int
compare_lineage (gconstpointer a, gconstpointer b)
{
  const WgLineage *first = a, *second = b;

  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  return (first->to > second->to) - (first->to < second->to);
}

static void
add_flow (GArray *flows, guint32 from, guint32 to, double area_m2)
{
  WgLineage flow = { from, to, area_m2, -1 };

  for (guint i = flows->len; i-- > 0;)
    {
      WgLineage *known = &g_array_index (flows, WgLineage, i);

      if (known->from == from && known->to == to)
        {
          known->area_m2 += area_m2;
          return;
        }
    }
  g_array_append_val (flows, flow);
}

static gboolean
has_flow (const GArray *flows, guint32 from)
{
  for (guint i = 0; i < flows->len; i++)
    if (g_array_index (flows, WgLineage, i).from == from)
      return TRUE;
  return FALSE;
}

/* The grid that has what was @id's: its heir, or the heir of that; 0 when there is none. */
static guint32
find_heir (gconstpointer data, guint32 id)
{
  const WgLandEdit *edit = data;

  for (guint i = 0; i <= edit->grids->len; i++)
    {
      const WgGrid *grid = grid_after (edit, id);

      if (grid == NULL || !grid->is_retired)
        return grid != NULL ? id : 0;
      id = GPOINTER_TO_UINT (g_hash_table_lookup (edit->heirs, KEY (id)));
    }
  return 0;
}

/* (nullable) (element-type WgBuildingShare): shares of buildings once those of grids that are retired
 * have passed to their heirs; without an heir they stay with the land. %NULL: as they are. */
static GArray *
pass_shares (const WgLandEdit *edit)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (edit->plan);
  const GArray *before = buildings != NULL ? wg_building_set_shares (buildings) : NULL;
  g_autoptr (GArray) after = NULL;
  gboolean is_same = TRUE;

  if (before == NULL || before->len == 0)
    return NULL;
  after = g_array_sized_new (FALSE, FALSE, sizeof (WgBuildingShare), before->len);
  for (guint i = 0; i < before->len; i++)
    {
      WgBuildingShare share = g_array_index (before, WgBuildingShare, i);
      guint32 heir = find_heir (edit, share.grid);

      is_same = is_same && heir == share.grid;
      share.grid = heir;
      if (heir != 0)
        g_array_append_val (after, share);
    }
  return is_same ? NULL : g_steal_pointer (&after);
}

/* Of what the edit has left of the land of a grid: the plan still tells the faces of before, some of which may be
 * joined to others. What changed has an extent of its own. */
static WgEnvelope
find_rest (const WgLandEdit *edit, guint32 id)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  wg_plan_collect_faces (edit->plan, id, faces);
  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);
      WgEnvelope envelope = WG_ENVELOPE_EMPTY;

      if (wg_coverage_has_face (edit->coverage, face))
        envelope = wg_coverage_face_extent (edit->coverage, face);
      wg_envelope_add (&extent, &envelope);
    }
  return extent;
}

static WgChange *
make_change (WgLandEdit *edit, const char *kind, const char *detail)
{
  WgChange *change = wg_change_new (kind, detail);
  g_autoptr (GArray) shares = pass_shares (edit);
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;

  if (edit->rows != NULL && !wg_coverage_change_is_empty (edit->rows))
    change->coverage = g_steal_pointer (&edit->rows);
  if (change->coverage != NULL)
    change->extent = wg_coverage_change_extent (change->coverage);
  wg_envelope_add (&change->extent, &edit->extent);
  for (guint i = 0; i < edit->grids->len; i++)
    {
      WgGrid *after = g_ptr_array_index (edit->grids, i);
      WgEnvelope extent = WG_ENVELOPE_EMPTY;

      if (!after->is_retired)
        extent = find_rest (edit, after->id);
      wg_envelope_add (&change->extent, &extent);
      wg_change_add_grid (change, wg_plan_get_grid (edit->plan, after->id), after);
    }
  if (shares != NULL)
    {
      const GArray *before = wg_building_set_shares (wg_plan_get_buildings (edit->plan));

      wg_change_add_shares (change, (const WgBuildingShare *) (gconstpointer) before->data,
                            before->len, (const WgBuildingShare *) (gconstpointer) shares->data,
                            shares->len);
    }
  wg_people_follow_heirs (edit->plan, change, find_heir, edit);
  g_array_append_vals (change->lineage, edit->flows->data, edit->flows->len);
  g_hash_table_iter_init (&iter, edit->heirs);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!has_flow (edit->flows, GPOINTER_TO_UINT (key)))
      wg_change_add_lineage (change, GPOINTER_TO_UINT (key), GPOINTER_TO_UINT (value), 0);
  g_array_sort (change->lineage, compare_lineage);
  return change;
}

static void
note_loss (WgLandEdit *edit, WgFaceId face, guint32 to)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  guint32 owner = wg_coverage_owner (edit->coverage, face);
  WgEnvelope extent;

  wg_coverage_face_shape (edit->coverage, face, shape);
  extent = wg_shape_envelope (shape);
  wg_envelope_add (&edit->extent, &extent);
  if (owner != 0 && owner != to)
    g_hash_table_insert (edit->heirs, KEY (owner), KEY (to));
  if (owner != to)
    wg_land_edit_note (edit, owner, to, wg_plan_measure_area (edit->plan, shape));
}

void
wg_land_result_free (WgLandResult *result)
{
  if (result == NULL)
    return;
  g_array_unref (result->takers);
  g_array_unref (result->losers);
  g_array_unref (result->retired);
  g_free (result);
}

gboolean
wg_land_edit_init (WgLandEdit *edit, WgHistory *history, WgLandFlags flags, GError **error)
{
  if (wg_history_is_busy (history))
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BUSY,
                           "the content is being replaced");
      return FALSE;
    }
  wg_land_edit_init_preview (edit, wg_history_get_plan (history), flags);
  edit->history = history;
  return TRUE;
}

void
wg_land_edit_init_preview (WgLandEdit *edit, WgPlan *plan, WgLandFlags flags)
{
  edit->plan = plan;
  edit->coverage = wg_plan_get_coverage (edit->plan);
  edit->flags = flags;
  edit->extent = WG_ENVELOPE_EMPTY;
  edit->leaving = g_hash_table_new (NULL, NULL);
  edit->takers = g_array_new (FALSE, FALSE, sizeof (guint32));
  edit->grids = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_grid_unref);
  edit->grid_by_id = g_hash_table_new (NULL, NULL);
  edit->heirs = g_hash_table_new (NULL, NULL);
  edit->flows = g_array_new (FALSE, FALSE, sizeof (WgLineage));
}

void
wg_land_edit_clear (WgLandEdit *edit)
{
  if (edit->rows != NULL && !wg_coverage_apply (edit->coverage, edit->rows, TRUE, NULL))
    g_critical ("an edit that was refused could not be taken back");
  g_clear_pointer (&edit->rows, wg_coverage_change_free);
  g_clear_pointer (&edit->leaving, g_hash_table_unref);
  g_clear_pointer (&edit->takers, g_array_unref);
  g_clear_pointer (&edit->grid_by_id, g_hash_table_unref);
  g_clear_pointer (&edit->grids, g_ptr_array_unref);
  g_clear_pointer (&edit->heirs, g_hash_table_unref);
  g_clear_pointer (&edit->flows, g_array_unref);
}

WgGrid *
wg_land_edit_find (WgLandEdit *edit, guint32 id, GError **error)
{
  WgGrid *grid = wg_plan_get_grid (edit->plan, id);

  if (grid != NULL && !grid->is_retired)
    return grid;
  g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID, "there is no grid %u", id);
  return NULL;
}

void
wg_land_edit_put (WgLandEdit *edit, WgGrid *grid)
{
  const WgGrid *old = g_hash_table_lookup (edit->grid_by_id, KEY (grid->id));

  g_hash_table_insert (edit->grid_by_id, KEY (grid->id), wg_grid_ref (grid));
  if (old != NULL)
    g_ptr_array_remove (edit->grids, (gpointer) old);
  g_ptr_array_add (edit->grids, grid);
}

void
wg_land_edit_note (WgLandEdit *edit, guint32 from, guint32 to, double area_m2)
{
  const WgGrid *loser = wg_plan_get_grid (edit->plan, from);
  const WgGrid *taker = wg_plan_get_grid (edit->plan, to);
  guint least = loser != NULL && taker != NULL ? MIN (loser->depth, taker->depth) : 0;

  add_flow (edit->flows, from, to, area_m2);
  for (guint depth = least; depth >= 1; depth--)
    {
      guint32 above = wg_plan_get_ancestor (edit->plan, from, depth);
      guint32 below = wg_plan_get_ancestor (edit->plan, to, depth);

      if (above != 0 && below != 0 && above != below && (above != from || below != to))
        add_flow (edit->flows, above, below, area_m2);
    }
}

gboolean
wg_land_edit_give (WgLandEdit *edit, const GArray *faces, guint32 to, GError **error)
{
  g_autoptr (GArray) owners = g_array_sized_new (FALSE, FALSE, sizeof (guint32), faces->len);

  for (guint i = 0; i < faces->len; i++)
    g_array_append_val (owners, to);
  return wg_land_edit_give_all (edit, faces, owners, error);
}

gboolean
wg_land_edit_give_all (WgLandEdit *edit, const GArray *faces, const GArray *owners, GError **error)
{
  g_autoptr (GArray) given = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) givers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) released = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);
      guint32 to = g_array_index (owners, guint32, i);

      note_loss (edit, face, to);
      g_array_append_val (to != 0 ? given : released, face);
      if (to != 0)
        g_array_append_val (givers, to);
    }
  edit->rows = wg_coverage_set_owners (edit->coverage, g_steal_pointer (&edit->rows),
                                       FACES (given),
                                       (const guint32 *) (gconstpointer) givers->data, given->len);
  return (released->len == 0
          || wg_coverage_release_faces (edit->coverage, edit->rows, FACES (released),
                                        released->len, error))
         && wg_coverage_merge_owned (edit->coverage, edit->rows, FACES (given), given->len, error);
}

gboolean
wg_land_edit_heal (WgLandEdit *edit, const GPtrArray *cuts, GError **error)
{
  g_autoptr (GArray) owned = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) unowned = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  for (guint i = 0; cuts != NULL && i < cuts->len; i++)
    {
      const WgFaceCut *cut = g_ptr_array_index (cuts, i);

      for (guint k = 0; k < cut->pieces->len; k++)
        {
          WgFaceId face = g_array_index (cut->pieces, WgFaceId, k);

          if (wg_coverage_has_face (edit->coverage, face))
            g_array_append_val (wg_coverage_owner (edit->coverage, face) != 0 ? owned : unowned,
                                face);
        }
    }
  return (unowned->len == 0
          || wg_coverage_release_faces (edit->coverage, edit->rows, FACES (unowned), unowned->len,
                                        error))
         && (owned->len == 0
             || wg_coverage_merge_owned (edit->coverage, edit->rows, FACES (owned), owned->len,
                                         error));
}

char *
wg_land_edit_describe (WgLandEdit *edit, const GArray *grids)
{
  GString *detail = g_string_new (NULL);

  for (guint i = 0; i < grids->len; i++)
    wg_grid_append_name (detail, grid_after (edit, g_array_index (grids, guint32, i)), i);
  return g_string_free (detail, FALSE);
}

WgChange *
wg_land_edit_make_change (WgLandEdit *edit, const char *kind, const char *detail, GError **error)
{
  g_autoptr (GHashTable) tallies = count_faces (edit->rows);

  return retire_empty (edit, tallies, error) ? make_change (edit, kind, detail) : NULL;
}

WgLandResult *
wg_land_edit_commit (WgLandEdit *edit, const char *kind, const char *detail, GError **error)
{
  g_autoptr (GHashTable) tallies = count_faces (edit->rows);
  g_autoptr (WgLandResult) result = g_new0 (WgLandResult, 1);
  g_autoptr (WgChange) change = NULL;

  result->takers = g_array_new (FALSE, FALSE, sizeof (guint32));
  result->losers = g_array_new (FALSE, FALSE, sizeof (guint32));
  result->retired = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!retire_empty (edit, tallies, error))
    return NULL;
  sort_out (edit, result);
  change = make_change (edit, kind, detail);
  if (!wg_history_commit (edit->history, change, error))
    return NULL;
  return g_steal_pointer (&result);
}

WgLandPreview *
wg_land_edit_preview (WgLandEdit *edit, GError **error)
{
  g_autoptr (GHashTable) tallies = count_faces (edit->rows);
  g_autoptr (GArray) shares = NULL;
  g_autoptr (WgBuildingSet) buildings = NULL;

  if (!retire_empty (edit, tallies, error))
    return NULL;
  if (edit->rows == NULL)
    edit->rows = wg_coverage_change_new ();
  shares = pass_shares (edit);
  if (shares != NULL)
    buildings = wg_building_set_new_shared (wg_plan_get_buildings (edit->plan), shares);
  return wg_land_preview_take_divided (edit->plan, g_steal_pointer (&edit->rows), edit->grids,
                                       buildings, error);
}
