/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-schemes"

#include "wg-scheme-adopt.h"

#include "../plan/wg-commands.h"
#include "../plan/wg-numbering.h"
#include "wg-content.h"
#include "wg-project-private.h"
#include "wg-rows.h"
#include "wg-scheme-codes.h"
#include "wg-scheme-log.h"
#include "wg-scheme-origin.h"
#include "wg-schemes-private.h"

#include <string.h>

/* What is put in force, and how. */
typedef struct
{
  WgProject *project;
  gint64 id;
  char *date;
  WgClashAnswer answer;
  gboolean was_in_force; /* once before */
  WgPlan *open;     /* a snapshot of the scheme that is open */
  WgCodeBook *book; /* (nullable): of the open scheme, as it is afterwards */
} Adoption;

static void
adoption_clear (Adoption *self)
{
  g_clear_object (&self->project);
  g_clear_object (&self->open);
  g_clear_pointer (&self->date, g_free);
  g_clear_pointer (&self->book, wg_code_book_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Adoption, adoption_clear)

static void
free_adoption (gpointer data)
{
  adoption_clear (data);
  g_free (data);
}

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

/* Adds the codes that @former has, or had, and @next does not know: retired records keep them, so that they are
 * never given again. */
static void
keep_codes (WgChange *change, WgPlan *former, WgPlan *next)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  guint32 new_id = wg_plan_get_grid_limit (next);

  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i);

      new_id = MAX (new_id, row->after->id + 1);
      g_hash_table_add (kept, row->after->code);
    }
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
}

/* The codes of @clashes are those of grids of the scheme that was in force: its grids are what they are kept for. */
static void
give_back_codes (WgChange *change, const GPtrArray *clashes)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < clashes->len; i++)
    {
      const WgCodeClash *clash = g_ptr_array_index (clashes, i);

      if (clash->former != 0)
        g_hash_table_add (codes, clash->code);
    }
  for (guint i = change->grids->len; i > 0; i--)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i - 1);

      if (row->before != NULL || !g_hash_table_contains (codes, row->after->code))
        continue;
      for (guint j = change->lineage->len; j > 0; j--)
        if (g_array_index (change->lineage, WgLineage, j - 1).from == row->after->id)
          g_array_remove_index (change->lineage, j - 1);
      g_ptr_array_remove_index (change->grids, i - 1);
    }
}

/* (transfer full) (nullable): the scheme that is in force, unless it is @id; and whether @id was so once. */
static WgScheme *
find_former (WgProject *self, gint64 id, gboolean *was_in_force_out, GError **error)
{
  g_autoptr (GPtrArray) schemes = wg_project_list_schemes (self, error);

  *was_in_force_out = FALSE;
  for (guint i = 0; schemes != NULL && i < schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (schemes, i);

      *was_in_force_out |= scheme->id == id && scheme->kind == WG_SCHEME_PAST;
    }
  for (guint i = 0; schemes != NULL && i < schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (schemes, i);

      if (scheme->kind == WG_SCHEME_IN_FORCE && scheme->id != id)
        return g_ptr_array_steal_index (schemes, i);
    }
  return NULL;
}

static gboolean
read_kinship (WgProject *self, gint64 id, gint64 former, WgKinship *kinship, GError **error)
{
  GError *local_error = NULL;

  if (!wg_project_lock (self, error))
    return FALSE;
  if (wg_scheme_origin_find_limit (self->connection, id, former, &kinship->limit, &local_error))
    kinship->known = wg_scheme_origin_find_codes (self->connection, id, former, &local_error);
  wg_project_unlock (self);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* Likewise with their content; @next is there already. */
static GPtrArray *
find_clashes (const Adoption *self, WgPlan *next, gint64 former_id, WgPlan *former, GCancellable *cancellable,
              GError **error)
{
  WgKinship kinship = { .was_in_force = self->was_in_force };
  GPtrArray *clashes = NULL;

  if (!read_kinship (self->project, self->id, former_id, &kinship, error))
    return NULL;
  kinship.is_kindred = kinship.limit != G_MAXUINT32 || wg_plan_are_kindred (next, former);
  clashes = wg_plan_find_code_clashes (next, former, &kinship, cancellable, error);
  g_clear_pointer (&kinship.known, g_hash_table_unref);
  return clashes;
}

static WgCodeBook *
read_book (WgProject *self, gint64 id, GError **error)
{
  WgCodeBook *book = NULL;

  if (!wg_project_lock (self, error))
    return NULL;
  book = wg_scheme_codes_read (self->connection, id, error);
  wg_project_unlock (self);
  return book;
}

/* (transfer full): of a scheme, with the codes of the others. */
static WgPlan *
read_scheme (const Adoption *self, gint64 id, GError **error)
{
  g_autoptr (WgCodeBook) book = NULL;
  g_autoptr (WgPlan) plan = NULL;

  if (id == wg_connection_get_scheme (self->project->connection))
    return g_object_ref (self->open);
  plan = wg_project_read_scheme (self->project, id, self->open, error);
  book = plan != NULL ? read_book (self->project, id, error) : NULL;
  if (book == NULL)
    return NULL;
  wg_plan_set_code_book (plan, book);
  return g_steal_pointer (&plan);
}

/* (transfer full): what has to change in @next; %NULL with %WG_PLAN_ERROR_NOTHING when nothing has to. */
static WgChange *
make_change (Adoption *self, WgPlan *next, GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (WgScheme) scheme = find_former (self->project, self->id, &self->was_in_force, &local_error);
  g_autoptr (WgPlan) former = scheme != NULL ? read_scheme (self, scheme->id, &local_error) : NULL;
  g_autoptr (GPtrArray) clashes = NULL, rows = NULL;
  g_autoptr (WgChange) change = NULL;

  if (scheme != NULL && scheme->adopted != NULL && strcmp (self->date, scheme->adopted) < 0)
    g_set_error (&local_error, WG_STORE_ERROR, WG_STORE_ERROR_EARLY_DATE, "in force since %s", scheme->adopted);
  else if (former != NULL)
    clashes = find_clashes (self, next, scheme->id, former, cancellable, &local_error);
  if (clashes != NULL && clashes->len > 0 && self->answer == WG_CLASH_REFUSE)
    g_set_error (&local_error, WG_STORE_ERROR, WG_STORE_ERROR_CODE_CLASH, "%u codes are of other grids",
                 clashes->len);
  else if (clashes != NULL && clashes->len > 0 && self->answer == WG_CLASH_RENUMBER)
    {
      rows = wg_code_clashes_make_rows (clashes, next);
      change = wg_plan_make_number_change (next, rows, &local_error);
      if (change != NULL)
        give_back_codes (change, clashes);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (change == NULL)
    change = wg_change_new ("keep-codes", scheme != NULL ? scheme->name : NULL);
  if (former != NULL)
    keep_codes (change, former, next);
  if (change->grids->len > 0)
    return g_steal_pointer (&change);
  g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING, "no code is lost");
  return NULL;
}

/* In the history of a scheme that is not open: its content before @change. */
static gboolean
write_step (WgConnection *connection, gint64 id, const WgChange *change, const GByteArray *before,
            GError **error)
{
  g_autofree char *user = g_utf8_make_valid (g_get_user_name (), -1);
  g_autofree char *move = NULL;
  gint64 step = 0;
  sqlite3_stmt *insert = NULL;
  int code = SQLITE_DONE;

  if (!wg_connection_get_int (connection, "SELECT max (id) + 1 FROM journal", &step, error))
    return FALSE;
  step = MAX (step, 1);
  insert = wg_connection_prepare (
    connection, "INSERT INTO journal (id, scheme, kind, detail, user, time, is_undone, is_whole, content, reason)"
                " VALUES (?1, ?2, ?3, ?4, ?5, unixepoch (), 0, 1, ?6, '')", error);
  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, step);
  sqlite3_bind_int64 (insert, 2, id);
  sqlite3_bind_text (insert, 3, change->kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 4, change->detail, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 5, user, -1, SQLITE_STATIC);
  sqlite3_bind_blob64 (insert, 6, before->data, before->len, SQLITE_STATIC);
  code = sqlite3_step (insert);
  sqlite3_reset (insert);
  sqlite3_clear_bindings (insert);
  move = g_strdup_printf ("UPDATE lineage SET scheme = %" G_GINT64_FORMAT " WHERE journal = %" G_GINT64_FORMAT,
                          id, step);
  return (code == SQLITE_DONE || wg_connection_fail (connection, code, "write a step", error))
         && wg_rows_write_lineage (connection, change, step, error)
         && wg_connection_run (connection, move, error);
}

/* The content of a scheme that is not open, with its codes; what was undone in it could need their ids. */
static gboolean
write_codes (WgConnection *connection, gint64 id, const WgChange *change, GError **error)
{
  g_autoptr (WgPlan) next = wg_schemes_read_content (connection, id, error);
  g_autoptr (GByteArray) before = next != NULL ? wg_content_pack (next) : NULL, content = NULL;
  g_autofree char *drop
    = g_strdup_printf ("DELETE FROM journal WHERE is_undone = 1 AND scheme = %" G_GINT64_FORMAT, id);
  gboolean is_renumbered = FALSE;

  for (guint i = 0; i < change->grids->len; i++)
    is_renumbered |= ((WgGridChange *) g_ptr_array_index (change->grids, i))->before != NULL;
  if (next == NULL || !wg_plan_apply (next, change, FALSE, error))
    return FALSE;
  content = wg_content_pack (next);
  return wg_schemes_write_content (connection, id, content, error) && wg_connection_run (connection, drop, error)
         && (!is_renumbered || write_step (connection, id, change, before, error));
}

static gboolean
mark_adopted (WgConnection *connection, gint64 id, const char *date, GError **error)
{
  sqlite3_stmt *update = NULL;
  int code = SQLITE_DONE;

  if (!wg_scheme_log_adoption (connection, id, date, error)
      || !wg_connection_run (connection, "UPDATE scheme SET kind = 'past' WHERE kind = 'current'", error))
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

/* @change: (nullable): of a scheme that is not open */
static gboolean
write_adopted (const Adoption *self, const WgChange *change, GError **error)
{
  WgConnection *connection = self->project->connection;
  gboolean is_ok = FALSE;

  if (!wg_project_lock (self->project, error))
    return FALSE;
  is_ok = wg_connection_begin (connection, error) && wg_schemes_has (connection, self->id, error)
          && (change == NULL || write_codes (connection, self->id, change, error))
          && mark_adopted (connection, self->id, self->date, error);
  return wg_schemes_end (self->project, is_ok, error);
}

/* Of a scheme that is not open; any thread. */
static gboolean
adopt_beside (Adoption *self, GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (WgPlan) next = read_scheme (self, self->id, &local_error);
  g_autoptr (WgChange) change = next != NULL ? make_change (self, next, cancellable, &local_error) : NULL;

  if (g_error_matches (local_error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    g_clear_error (&local_error);
  if (local_error == NULL && write_adopted (self, change, &local_error))
    self->book = read_book (self->project, wg_connection_get_scheme (self->project->connection), &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static void
adoption_init (Adoption *self, WgProject *project, WgPlan *open, gint64 id)
{
  self->project = g_object_ref (project);
  self->id = id;
  self->open = open != NULL ? g_object_ref (open) : wg_plan_snapshot (project->plan);
}

static gboolean
is_open (WgProject *self, gint64 id)
{
  return self->connection != NULL && wg_connection_get_scheme (self->connection) == id;
}

GPtrArray *
wg_project_find_clashes (WgProject *self, gint64 id, WgPlan *open, WgPlan **plan_out, WgPlan **former_out,
                         GCancellable *cancellable, GError **error)
{
  g_auto (Adoption) adoption = { 0 };
  GError *local_error = NULL;
  g_autoptr (WgScheme) scheme = find_former (self, id, &adoption.was_in_force, &local_error);
  g_autoptr (WgPlan) next = NULL, former = NULL;
  g_autoptr (GPtrArray) clashes = NULL;

  adoption_init (&adoption, self, open, id);
  next = local_error == NULL ? read_scheme (&adoption, id, &local_error) : NULL;
  former = next != NULL && scheme != NULL ? read_scheme (&adoption, scheme->id, &local_error) : NULL;
  if (former != NULL)
    clashes = find_clashes (&adoption, next, scheme->id, former, cancellable, &local_error);
  else if (next != NULL && local_error == NULL)
    clashes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_code_clash_free);
  if (clashes == NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (plan_out != NULL)
    *plan_out = g_steal_pointer (&next);
  if (former_out != NULL)
    *former_out = g_steal_pointer (&former);
  return g_steal_pointer (&clashes);
}

gboolean
wg_project_adopt_scheme (WgProject *self, gint64 id, const char *date, WgClashAnswer answer, GError **error)
{
  g_auto (Adoption) adoption = { 0 };
  GError *local_error = NULL;
  g_autoptr (WgChange) change = NULL;

  adoption_init (&adoption, self, NULL, id);
  adoption.date = g_strdup (date);
  adoption.answer = answer;
  if (!is_open (self, id))
    {
      if (!adopt_beside (&adoption, NULL, error))
        return FALSE;
      wg_plan_set_code_book (self->plan, adoption.book);
      return TRUE;
    }
  change = make_change (&adoption, self->plan, NULL, &local_error);
  if (change != NULL)
    wg_history_commit (self->history, change, &local_error);
  if (g_error_matches (local_error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    g_clear_error (&local_error);
  if (local_error == NULL)
    return write_adopted (&adoption, NULL, error);
  g_propagate_error (error, local_error);
  return FALSE;
}

static WgChange *
make_open_cb (WgPlan *plan, gpointer data, GCancellable *cancellable, GError **error)
{
  return make_change (data, plan, cancellable, error);
}

static void
made_cb (GObject *history, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  wg_history_make_finish (WG_HISTORY (history), result, &error);
  if (g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    g_clear_error (&error);
  if (error == NULL && write_adopted (g_task_get_task_data (task), NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
adopt_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (adopt_beside (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
wg_project_adopt_scheme_async (WgProject *self, gint64 id, const char *date, WgClashAnswer answer,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Adoption *adoption = g_new0 (Adoption, 1);

  g_task_set_source_tag (task, wg_project_adopt_scheme_async);
  g_task_set_check_cancellable (task, FALSE); /* what was stored counts, even if cancelled after */
  adoption_init (adoption, self, NULL, id);
  adoption->date = g_strdup (date);
  adoption->answer = answer;
  g_task_set_task_data (task, adoption, free_adoption);
  if (is_open (self, id))
    {
      wg_history_make_async (self->history, make_open_cb, adoption, NULL, cancellable, made_cb, task);
      return;
    }
  g_task_run_in_thread (task, adopt_thread);
  g_object_unref (task);
}

gboolean
wg_project_adopt_scheme_finish (WgProject *self, GAsyncResult *result, GError **error)
{
  Adoption *adoption = NULL;
  gboolean is_ok = FALSE;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  adoption = g_task_get_task_data (G_TASK (result));
  is_ok = g_task_propagate_boolean (G_TASK (result), error);
  if (is_ok && adoption->book != NULL)
    wg_plan_set_code_book (self->plan, adoption->book);
  /* The file is only closed when nobody has the project any more. */
  adoption_clear (adoption);
  return is_ok;
}
