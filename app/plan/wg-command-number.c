/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-command-number"

#include "wg-numbering.h"

#include "wg-code.h"

#include <string.h>

static gboolean
check_row (WgPlan *plan, const WgNumberRow *row, GHashTable *rows, GHashTable *codes, GError **error)
{
  const WgGrid *grid = wg_plan_get_grid (plan, row->grid);
  const WgGrid *holder = wg_plan_find_code (plan, row->new_code);
  gboolean has_new_code = grid != NULL && strcmp (grid->code, row->new_code) != 0;

  if (grid == NULL || grid->is_retired)
    g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID, "there is no grid %u", row->grid);
  else if (has_new_code && !wg_code_is_well_formed (row->new_code))
    g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_CODE, "'%s' is no code", row->new_code);
  else if (has_new_code
           && (!g_hash_table_add (codes, row->new_code)
               || (holder != NULL
                   && (holder->is_retired
                       || !g_hash_table_contains (rows, GUINT_TO_POINTER (holder->id))))))
    g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CODE_TAKEN, "'%s' is taken", row->new_code);
  else if (strcmp (grid->name, row->new_name) != 0 && !wg_name_is_well_formed (row->new_name))
    g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_NAME, "'%s' is no name", row->new_name);
  else
    return TRUE;
  return FALSE;
}

/* The grids that change, each once (id -> row); %NULL when one of the rows cannot be. */
static GHashTable *
check_rows (WgPlan *plan, const GPtrArray *proposed, GError **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < proposed->len; i++)
    {
      WgNumberRow *row = g_ptr_array_index (proposed, i);
      const WgGrid *grid = wg_plan_get_grid (plan, row->grid);

      if (grid == NULL || strcmp (grid->code, row->new_code) != 0
          || strcmp (grid->name, row->new_name) != 0)
        g_hash_table_insert (rows, GUINT_TO_POINTER (row->grid), row);
    }
  for (guint i = 0; i < proposed->len; i++)
    {
      WgNumberRow *row = g_ptr_array_index (proposed, i);

      if (g_hash_table_lookup (rows, GUINT_TO_POINTER (row->grid)) == row
          && !check_row (plan, row, rows, codes, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

/* Of the grids of one parent and level no two may end with the same name. */
static gboolean
check_names (WgPlan *plan, GHashTable *rows, guint32 parent, GError **error)
{
  const GArray *children = wg_plan_get_children (plan, parent);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < children->len; i++)
      {
        const WgGrid *grid = wg_plan_get_grid (plan, g_array_index (children, guint32, i));
        const WgNumberRow *row = g_hash_table_lookup (rows, GUINT_TO_POINTER (grid->id));
        gboolean is_renamed = row != NULL && strcmp (row->new_name, grid->name) != 0;
        const char *name = is_renamed ? row->new_name : grid->name;

        /* Names that were double before do not matter: those that come are looked at last. */
        if (is_renamed != (pass == 1) || name[0] == '\0'
            || g_hash_table_add (names, g_strdup_printf ("%u %s", grid->depth, name))
            || !is_renamed)
          continue;
        g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NAME_TAKEN, "'%s' is taken", name);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_all_names (WgPlan *plan, GHashTable *rows, GError **error)
{
  g_autoptr (GHashTable) parents = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer id = NULL;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      guint32 parent = wg_plan_get_grid (plan, GPOINTER_TO_UINT (id))->parent;

      if (g_hash_table_add (parents, GUINT_TO_POINTER (parent))
          && !check_names (plan, rows, parent, error))
        return FALSE;
    }
  return TRUE;
}

/* The record that keeps a code which nobody has any more. */
static void
keep_code (WgChange *change, WgPlan *plan, const WgGrid *grid, guint32 id)
{
  WgGridRecord record = wg_grid_get_record (grid);
  g_autoptr (WgGrid) kept = NULL;
  WgTally tally = { 0 };
  WgLineage lineage = { id, grid->id, 0, -1 };

  record.id = id;
  record.is_retired = TRUE;
  record.is_locked = FALSE;
  kept = wg_grid_new_record (&record);
  wg_change_add_grid (change, NULL, kept);
  wg_plan_get_tally (plan, grid->id, &tally);
  lineage.area_m2 = wg_tally_area_m2 (&tally);
  g_array_append_val (change->lineage, lineage); /* a new id: no other row has it */
}

static void
add_grid (WgChange *change, WgPlan *plan, const WgNumberRow *row)
{
  WgGrid *before = wg_plan_get_grid (plan, row->grid);
  WgGridRecord record = wg_grid_get_record (before);
  WgEnvelope extent = wg_plan_get_extent (plan, row->grid);
  g_autoptr (WgGrid) after = NULL;

  record.code = row->new_code;
  record.name = row->new_name;
  after = wg_grid_new_record (&record);
  wg_envelope_add (&change->extent, &extent);
  wg_change_add_grid (change, before, after);
}

/* Codes that were in use and are nobody's afterwards. */
static void
keep_codes (WgChange *change, WgPlan *plan, guint n_changed)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  guint32 id = wg_plan_get_grid_limit (plan);

  for (guint i = 0; i < n_changed; i++)
    g_hash_table_add (used, ((WgGridChange *) g_ptr_array_index (change->grids, i))->after->code);
  for (guint i = 0; i < n_changed; i++)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i);
      const WgGrid *holder = wg_plan_find_code (plan, row->before->code);

      /* A code that was double stays with the grid that is not numbered, or is kept once. */
      if (row->before->code[0] != '\0' && holder != NULL
          && g_hash_table_add (used, row->before->code) && holder->id == row->before->id)
        keep_code (change, plan, row->before, id++);
    }
}

static WgChange *
make_change (WgPlan *plan, GHashTable *rows, const GPtrArray *proposed)
{
  g_autoptr (WgChange) change = wg_change_new ("number", NULL);
  g_autoptr (GString) detail = g_string_new (NULL);
  guint n_changed = 0;

  for (guint i = 0; i < proposed->len; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (proposed, i);

      if (g_hash_table_lookup (rows, GUINT_TO_POINTER (row->grid)) == row)
        add_grid (change, plan, row);
    }
  n_changed = change->grids->len;
  for (guint i = 0; i < n_changed; i++)
    wg_grid_append_name (detail, ((WgGridChange *) g_ptr_array_index (change->grids, i))->after, i);
  g_free (change->detail);
  change->detail = g_strdup (detail->str);
  keep_codes (change, plan, n_changed);
  return g_steal_pointer (&change);
}

WgChange *
wg_plan_make_number_change (WgPlan *plan, const GPtrArray *proposed, GError **error)
{
  g_autoptr (GHashTable) rows = check_rows (plan, proposed, error);

  if (rows == NULL || !check_all_names (plan, rows, error))
    return NULL;
  if (g_hash_table_size (rows) > 0)
    return make_change (plan, rows, proposed);
  g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "nothing would change");
  return NULL;
}

guint
wg_command_number (WgHistory *history, const GPtrArray *proposed, GError **error)
{
  g_autoptr (WgChange) change
    = wg_plan_make_number_change (wg_history_get_plan (history), proposed, error);
  guint n_changed = 0;

  for (guint i = 0; change != NULL && i < change->grids->len; i++)
    n_changed += ((WgGridChange *) g_ptr_array_index (change->grids, i))->before != NULL;
  return change != NULL && wg_history_commit (history, change, error) ? n_changed : 0;
}
