/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-schemes"

#include "wg-schemes-private.h"

#include "../plan/wg-change.h"
#include "wg-content.h"
#include "wg-project-private.h"

/* The record that keeps @grid's code in a plan that does not know it. */
static WgGrid *
make_record (WgPlan *next, const WgGrid *grid, guint32 id)
{
  WgGridRecord record = wg_grid_get_record (grid);
  const WgGrid *parent = NULL;

  record.id = id;
  record.depth = MIN (record.depth, wg_plan_get_n_levels (next));
  record.is_retired = TRUE;
  record.is_locked = FALSE;
  parent = wg_plan_get_grid (next, record.parent);
  if (parent == NULL || parent->depth >= record.depth)
    record.parent = 0;
  return wg_grid_new_record (&record);
}

/* Codes that @former has, or had, and @next does not know: retired records keep them, so that they are
 * never given again. */
static WgChange *
keep_codes (WgPlan *former, WgPlan *next, const char *name)
{
  g_autoptr (WgChange) change = wg_change_new ("keep-codes", name);
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  guint32 new_id = wg_plan_get_grid_limit (next);

  for (guint32 id = 1; id < wg_plan_get_grid_limit (former); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (former, id);
      g_autoptr (WgGrid) record = NULL;

      if (grid == NULL || grid->code[0] == '\0' || wg_plan_find_code (next, grid->code) != NULL
          || !g_hash_table_add (kept, grid->code))
        continue;
      record = make_record (next, grid, new_id++);
      wg_change_add_grid (change, NULL, record);
    }
  return g_steal_pointer (&change);
}

/* (transfer full) (nullable): the scheme that is in force, unless it is @id. */
static WgScheme *
find_former (WgProject *self, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) schemes = wg_project_list_schemes (self, error);

  for (guint i = 0; schemes != NULL && i < schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (schemes, i);

      if (scheme->kind == WG_SCHEME_IN_FORCE && scheme->id != id)
        return g_ptr_array_steal_index (schemes, i);
    }
  return NULL;
}

/* The content of a scheme that is not open, with the codes; what was undone in it could need their ids. */
static gboolean
write_codes (WgConnection *connection, gint64 id, WgPlan *former, const char *name, GError **error)
{
  g_autoptr (WgPlan) next = wg_schemes_read_content (connection, id, error);
  g_autoptr (WgChange) change = next != NULL ? keep_codes (former, next, name) : NULL;
  g_autoptr (GByteArray) content = NULL;
  g_autofree char *drop
    = g_strdup_printf ("DELETE FROM journal WHERE is_undone = 1 AND scheme = %" G_GINT64_FORMAT, id);

  if (change == NULL)
    return FALSE;
  if (change->grids->len == 0)
    return TRUE;
  for (guint i = 0; i < change->grids->len; i++)
    wg_plan_load_grid (next, ((WgGridChange *) g_ptr_array_index (change->grids, i))->after);
  content = wg_content_pack (next);
  return wg_schemes_write_content (connection, id, content, error)
         && wg_connection_run (connection, drop, error);
}

static gboolean
mark_adopted (WgConnection *connection, gint64 id, const char *date, GError **error)
{
  sqlite3_stmt *update = NULL;
  int code = SQLITE_DONE;

  if (!wg_connection_run (connection, "UPDATE scheme SET kind = 'past' WHERE kind = 'current'", error))
    return FALSE;
  update = wg_connection_prepare (
    connection, "UPDATE scheme SET kind = 'current', adopted = ?2 WHERE id = ?1", error);
  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, id);
  sqlite3_bind_text (update, 2, date, -1, SQLITE_TRANSIENT);
  code = sqlite3_step (update);
  sqlite3_reset (update);
  sqlite3_clear_bindings (update);
  return code == SQLITE_DONE || wg_connection_fail (connection, code, "adopt a scheme", error);
}

static gboolean
adopt (WgProject *self, gint64 id, const char *date, WgPlan *former, const char *name, GError **error)
{
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self, error))
    return FALSE;
  is_ok = wg_connection_begin (self->connection, error)
          && wg_schemes_has (self->connection, id, error)
          && (former == NULL || id == wg_connection_get_scheme (self->connection)
              || write_codes (self->connection, id, former, name, error))
          && mark_adopted (self->connection, id, date, error);
  return wg_schemes_end (self, is_ok, error);
}

gboolean
wg_project_adopt_scheme (WgProject *self, gint64 id, const char *date, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (WgScheme) scheme = find_former (self, id, &local_error);
  g_autoptr (WgPlan) former = NULL;
  g_autoptr (WgChange) change = NULL;

  if (scheme != NULL)
    former = wg_project_read_scheme (self, scheme->id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (!adopt (self, id, date, former, scheme != NULL ? scheme->name : NULL, error))
    return FALSE;
  if (former == NULL || id != wg_connection_get_scheme (self->connection))
    return TRUE;
  change = keep_codes (former, self->plan, scheme->name);
  return change->grids->len == 0 || wg_history_commit (self->history, change, error);
}
