/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-schemes"

#include "wg-schemes.h"

#include "../plan/wg-code.h"
#include "../plan/wg-people-follow.h"
#include "wg-buildings.h"
#include "wg-content.h"
#include "wg-project-private.h"
#include "wg-rows.h"
#include "wg-scheme-codes.h"
#include "wg-scheme-log.h"
#include "wg-scheme-origin.h"
#include "wg-schemes-private.h"

#include <string.h>

/* Tables that say by scheme.id of which scheme their rows are. */
static const char *const shared_tables[] = { "journal", "lineage", "acceptance", "building_split" };

/* What the files of the first versions call the scheme in force is the first word. */
static const char *const kind_words[] = {
  [WG_SCHEME_IN_FORCE] = "current",
  [WG_SCHEME_DRAFT] = "draft",
  [WG_SCHEME_NET] = "net",
  [WG_SCHEME_PAST] = "past",
};

void
wg_scheme_free (WgScheme *scheme)
{
  g_free (scheme->name);
  g_free (scheme->adopted);
  g_free (scheme->until);
  g_free (scheme);
}

const char *
wg_scheme_kind_word (WgSchemeKind kind)
{
  return kind == WG_SCHEME_IN_FORCE ? "in-force" : kind_words[kind];
}

static WgSchemeKind
parse_kind (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_words); i++)
    if (g_strcmp0 (kind_words[i], word) == 0)
      return (WgSchemeKind) i;
  return WG_SCHEME_DRAFT;
}

static gboolean
run (WgConnection *connection, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return code == SQLITE_DONE
         || wg_connection_fail (connection, code, sqlite3_sql (statement), error);
}

static GPtrArray *
list_schemes (WgConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) schemes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_scheme_free);
  gint64 open = wg_connection_get_scheme (connection);
  sqlite3_stmt *row = wg_connection_prepare (
    connection, "SELECT id, name, kind, created, adopted FROM scheme ORDER BY id", error);
  int code = SQLITE_ROW;

  while (row != NULL && (code = sqlite3_step (row)) == SQLITE_ROW)
    {
      WgScheme *scheme = g_new0 (WgScheme, 1);

      scheme->id = sqlite3_column_int64 (row, 0);
      scheme->name = g_strdup ((const char *) sqlite3_column_text (row, 1));
      scheme->kind = parse_kind ((const char *) sqlite3_column_text (row, 2));
      scheme->created = sqlite3_column_int64 (row, 3);
      scheme->adopted = g_strdup ((const char *) sqlite3_column_text (row, 4));
      scheme->is_open = scheme->id == open;
      g_ptr_array_add (schemes, scheme);
    }
  if (row == NULL)
    return NULL;
  sqlite3_reset (row);
  if (code != SQLITE_DONE && !wg_connection_fail (connection, code, "list schemes", error))
    return NULL;
  return g_steal_pointer (&schemes);
}

gboolean
wg_schemes_has (WgConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) schemes = list_schemes (connection, error);

  for (guint i = 0; schemes != NULL && i < schemes->len; i++)
    if (((WgScheme *) g_ptr_array_index (schemes, i))->id == id)
      return TRUE;
  if (schemes != NULL)
    g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_NO_SCHEME, "no scheme %" G_GINT64_FORMAT, id);
  return FALSE;
}

/* @id: of the scheme that gets the name; 0: a new one. */
static gboolean
check_name (WgConnection *connection, gint64 id, const char *name, GError **error)
{
  g_autoptr (GPtrArray) schemes = list_schemes (connection, error);
  gboolean is_good = wg_name_is_well_formed (name);

  if (schemes == NULL)
    return FALSE;
  for (guint i = 0; is_good && i < schemes->len; i++)
    {
      const WgScheme *other = g_ptr_array_index (schemes, i);

      is_good = other->id == id || strcmp (other->name, name) != 0;
    }
  if (!is_good)
    g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_SCHEME_NAME, "'%s' is no new name", name);
  return is_good;
}

gboolean
wg_schemes_write_content (WgConnection *connection, gint64 id, const GByteArray *content, GError **error)
{
  sqlite3_stmt *update = wg_connection_prepare (
    connection, "UPDATE scheme SET content = ?2 WHERE id = ?1", error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, id);
  if (content != NULL)
    sqlite3_bind_blob64 (update, 2, content->data, content->len, SQLITE_STATIC);
  return run (connection, update, error);
}

WgPlan *
wg_schemes_read_content (WgConnection *connection, gint64 id, GError **error)
{
  sqlite3_stmt *row
    = wg_connection_prepare (connection, "SELECT content FROM scheme WHERE id = ?1", error);
  WgPlan *plan = NULL;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, id);
  if (sqlite3_step (row) == SQLITE_ROW)
    plan = wg_content_unpack (sqlite3_column_blob (row, 0), (gsize) sqlite3_column_bytes (row, 0),
                              error);
  else
    g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_NO_SCHEME, "no scheme %" G_GINT64_FORMAT, id);
  sqlite3_reset (row);
  return plan;
}

static gboolean
write_row (WgConnection *connection, gint64 id, const char *name, WgSchemeKind kind, GError **error)
{
  sqlite3_stmt *insert = wg_connection_prepare (
    connection, "INSERT INTO scheme (id, name, kind, created) VALUES (?, ?, ?, unixepoch ())",
    error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, id);
  sqlite3_bind_text (insert, 2, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (insert, 3, kind_words[kind], -1, SQLITE_STATIC);
  return run (connection, insert, error);
}

gboolean
wg_schemes_write_first (WgConnection *connection, const char *name, GError **error)
{
  return write_row (connection, 1, name, WG_SCHEME_IN_FORCE, error);
}

/* Buildings are of the whole project; which part of one counts where is a scheme's own. */
static gboolean
copy_shared (WgConnection *connection, gint64 from, gint64 to, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO building_split (scheme, building, grid, units, floors, households, people)"
    " SELECT %2$" G_GINT64_FORMAT ", building, grid, units, floors, households, people"
    " FROM building_split WHERE scheme = %1$" G_GINT64_FORMAT " ORDER BY id;"
    "INSERT INTO acceptance SELECT %2$" G_GINT64_FORMAT ", code, subject, subject_id, x, y, reason,"
    " until, user, time, number FROM acceptance WHERE scheme = %1$" G_GINT64_FORMAT,
    from, to);

  return wg_connection_run (connection, sql, error);
}

/* A removed scheme's number is not given again: the history of others may name it. */
static gboolean
take_id (WgConnection *connection, gint64 *id_out, GError **error)
{
  gint64 last = 0;
  g_autofree char *text = NULL;

  if (!wg_connection_get_int (connection,
                              "SELECT max ((SELECT max (id) FROM scheme), ifnull ((SELECT"
                              " CAST (value AS INTEGER) FROM project WHERE key = 'last_scheme'), 0))",
                              &last, error))
    return FALSE;
  *id_out = last + 1;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, *id_out);
  return wg_rows_set_key (connection, "last_scheme", text, error);
}

/* @copied: its plan, when it is a copy of the open scheme: with what its buildings and findings have of
 * their own. */
static gboolean
add_in_transaction (WgProject *self, const char *name, WgSchemeKind kind, const GByteArray *content,
                    WgPlan *copied, gint64 *id_out, GError **error)
{
  WgConnection *connection = self->connection;
  gint64 open = wg_connection_get_scheme (connection);

  return check_name (connection, 0, name, error) && take_id (connection, id_out, error)
         && write_row (connection, *id_out, name, kind, error)
         && wg_schemes_write_content (connection, *id_out, content, error)
         && (copied == NULL
             || (copy_shared (connection, open, *id_out, error)
                 && wg_scheme_origin_write (connection, *id_out, open, wg_plan_get_grid_limit (copied), error)
                 && wg_scheme_codes_write_copy (connection, *id_out, copied, error)));
}

gboolean
wg_schemes_end (WgProject *self, gboolean is_ok, GError **error)
{
  is_ok = is_ok && wg_connection_commit (self->connection, error);
  if (!is_ok)
    wg_connection_roll_back (self->connection);
  wg_project_unlock (self);
  return is_ok;
}

GPtrArray *
wg_project_list_schemes (WgProject *self, GError **error)
{
  GPtrArray *schemes = NULL;

  if (!wg_project_lock (self, error))
    return NULL;
  schemes = list_schemes (self->connection, error);
  if (schemes != NULL)
    wg_scheme_log_find_ends (self->connection, schemes);
  wg_project_unlock (self);
  return schemes;
}

static gint64
add (WgProject *self, const char *name, WgSchemeKind kind, const GByteArray *content, WgPlan *copied,
     GCancellable *cancellable, GError **error)
{
  gint64 id = 0;

  if (!wg_project_lock (self, error))
    return 0;
  return wg_schemes_end (self,
              wg_connection_begin (self->connection, error)
                && add_in_transaction (self, name, kind, content, copied, &id, error)
                && !g_cancellable_set_error_if_cancelled (cancellable, error),
              error)
           ? id
           : 0;
}

gint64
wg_project_add_scheme (WgProject *self, const char *name, WgSchemeKind kind, WgPlan *plan,
                       GError **error)
{
  g_autoptr (GByteArray) content = wg_content_pack (plan != NULL ? plan : self->plan);

  return add (self, name, kind, content, plan == NULL ? self->plan : NULL, NULL, error);
}

gint64
wg_project_copy_scheme (WgProject *self, const char *name, WgSchemeKind kind, WgPlan *snapshot,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) content = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return 0;
  content = wg_content_pack (snapshot);
  return add (self, name, kind, content, snapshot, cancellable, error);
}

gboolean
wg_project_rename_scheme (WgProject *self, gint64 id, const char *name, GError **error)
{
  sqlite3_stmt *update = NULL;
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self, error))
    return FALSE;
  if (wg_connection_begin (self->connection, error) && wg_schemes_has (self->connection, id, error)
      && check_name (self->connection, id, name, error))
    update = wg_connection_prepare (self->connection, "UPDATE scheme SET name = ?2 WHERE id = ?1",
                                    error);
  if (update != NULL)
    {
      sqlite3_bind_int64 (update, 1, id);
      sqlite3_bind_text (update, 2, name, -1, SQLITE_TRANSIENT);
      is_ok = run (self->connection, update, error);
    }
  return wg_schemes_end (self, is_ok, error);
}

static gboolean
remove_rows (WgConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (shared_tables); i++)
    g_string_append_printf (sql, "DELETE FROM %s WHERE scheme = %" G_GINT64_FORMAT ";",
                            shared_tables[i], id);
  g_string_append_printf (sql, "DELETE FROM project WHERE key LIKE 'edition.%" G_GINT64_FORMAT ".%%';", id);
  g_string_append_printf (sql, "DELETE FROM scheme WHERE id = %" G_GINT64_FORMAT, id);
  return wg_connection_run (connection, sql->str, error) && wg_scheme_log_drop (connection, id, error);
}

static gboolean
check_removal (WgConnection *connection, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) schemes = list_schemes (connection, error);

  for (guint i = 0; schemes != NULL && i < schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (schemes, i);

      if (scheme->id != id || scheme->kind != WG_SCHEME_IN_FORCE)
        continue;
      g_set_error_literal (error, WG_STORE_ERROR, WG_STORE_ERROR_SCHEME_IN_FORCE, "it is in force");
      return FALSE;
    }
  return schemes != NULL;
}

gboolean
wg_project_remove_scheme (WgProject *self, gint64 id, GError **error)
{
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self, error))
    return FALSE;
  if (id == wg_connection_get_scheme (self->connection))
    {
      g_set_error_literal (error, WG_STORE_ERROR, WG_STORE_ERROR_SCHEME_OPEN, "it is open");
      wg_project_unlock (self);
      return FALSE;
    }
  is_ok = wg_connection_begin (self->connection, error) && wg_schemes_has (self->connection, id, error)
          && check_removal (self->connection, id, error) && remove_rows (self->connection, id, error);
  return wg_schemes_end (self, is_ok, error);
}

/* The persons as the project has them now, with the assignments of the scheme. */
static void
share_people (WgPlan *plan, WgPlan *open)
{
  g_autoptr (WgPeople) people = wg_people_join (wg_plan_get_people (plan), wg_plan_get_people (open));

  wg_plan_set_people (plan, people);
}

/* The project's buildings, divided as the scheme has it. */
static gboolean
share_buildings (WgProject *self, gint64 id, WgPlan *plan, WgPlan *open, GError **error)
{
  g_autoptr (WgBuildingSet) set
    = wg_buildings_share_as (self->connection, wg_plan_get_buildings (open), id, error);

  if (set != NULL)
    wg_plan_set_buildings (plan, set);
  return set != NULL;
}

WgPlan *
wg_project_read_scheme (WgProject *self, gint64 id, WgPlan *open, GError **error)
{
  g_autoptr (WgPlan) plan = NULL;
  gboolean is_ok = TRUE;

  if (!wg_project_lock (self, error))
    return NULL;
  if (id == wg_connection_get_scheme (self->connection))
    plan = g_object_ref (open);
  else
    {
      plan = wg_schemes_read_content (self->connection, id, error);
      is_ok = plan != NULL
              && (wg_plan_get_buildings (open) == NULL || share_buildings (self, id, plan, open, error));
    }
  wg_project_unlock (self);
  if (!is_ok || plan == open)
    return is_ok ? g_steal_pointer (&plan) : NULL;
  share_people (plan, open);
  wg_plan_set_barriers (plan, wg_plan_get_barriers (open));
  wg_plan_set_addresses (plan, wg_plan_get_addresses (open));
  return g_steal_pointer (&plan);
}

static gboolean
exchange (WgConnection *connection, WgShapes *shapes, gint64 id, const WgProgress *progress,
          GCancellable *cancellable, GError **error)
{
  gint64 open = wg_connection_get_scheme (connection);
  WgProgress load = wg_progress_part (progress, 0, 0.3), rows = wg_progress_part (progress, 0.3, 0.6);
  WgProgress layers = wg_progress_part (progress, 0.6, 1);
  g_autoptr (WgPlan) before = wg_rows_load_plan (connection, &load, cancellable, error);
  g_autoptr (WgPlan) after = before != NULL ? wg_schemes_read_content (connection, id, error) : NULL;
  g_autoptr (GByteArray) content = NULL;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *orphans
    = g_strdup_printf ("DELETE FROM building_split WHERE scheme = %" G_GINT64_FORMAT
                       " AND building NOT IN (SELECT id FROM building)", id);

  if (after == NULL)
    return FALSE;
  content = wg_content_pack (before);
  share_people (after, before);
  return wg_schemes_write_content (connection, open, content, error)
         && wg_schemes_write_content (connection, id, NULL, error) && wg_shapes_drop (shapes, error)
         && wg_rows_clear (connection, error)
         && wg_rows_write_plan (connection, after, &rows, cancellable, error)
         && wg_shapes_make (shapes, after, &layers, cancellable, error)
         && (wg_plan_get_buildings (before) == NULL
             || wg_connection_run (connection, orphans, error))
         && wg_rows_set_key (connection, "scheme", text, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
open_in_file (WgConnection *connection, gint64 id, const WgProgress *progress,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (WgShapes) shapes = NULL;
  gboolean is_ok = FALSE;

  if (wg_connection_is_read_only (connection))
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_READ_ONLY, "%s cannot be written",
                   wg_connection_get_path (connection));
      return FALSE;
    }
  if (!wg_project_update_schema (connection, error) || !wg_schemes_has (connection, id, error))
    return FALSE;
  if (id == wg_connection_get_scheme (connection))
    return TRUE;
  shapes = wg_shapes_new (connection, error);
  is_ok = shapes != NULL && wg_connection_begin_bulk (connection, error)
          && exchange (connection, shapes, id, progress, cancellable, error)
          && wg_connection_commit (connection, error);
  if (!is_ok)
    wg_connection_roll_back (connection);
  wg_connection_forget_statements (connection);
  wg_connection_end_bulk (connection);
  return is_ok;
}

gboolean
wg_scheme_open (const char *path, gint64 id, const WgProgress *progress, GCancellable *cancellable,
                GError **error)
{
  WgConnection *connection = wg_connection_open (path, WG_OPEN_READ_WRITE, error);
  gboolean is_ok = FALSE;

  if (connection == NULL)
    return FALSE;
  wg_connection_lock (connection);
  is_ok = open_in_file (connection, id, progress, cancellable, error);
  wg_connection_unlock (connection);
  return wg_connection_close (connection, is_ok ? error : NULL) && is_ok;
}
