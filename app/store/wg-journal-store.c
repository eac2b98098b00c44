/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-journal-store"

#include "wg-journal-store.h"

#include "../plan/wg-changes.h"
#include "../plan/wg-people-follow.h"
#include "wg-addresses.h"
#include "wg-barriers.h"
#include "wg-buildings.h"
#include "wg-changeset.h"
#include "wg-content.h"
#include "wg-people-rows.h"
#include "wg-project.h"
#include "wg-rows.h"

/* A step of more than this is not taken between two frames. */
#define LONG_BYTES (256 * 1024)
#define LONG_ROWS 5000

struct _WgJournalStore
{
  GObject parent_instance;

  WgConnection *connection; /* borrowed; NULL once closed */
  WgPlan *plan;
  WgShapes *shapes;
  char *reason; /* of the next steps; "" */
};

/* What a row of the journal holds (is_whole in the table). */
typedef enum
{
  HOLDS_EDIT = 0,      /* a changeset */
  HOLDS_WHOLE = 1,     /* the plan that is not in the file: before it, or after it when undone */
  HOLDS_BUILDINGS = 2, /* likewise, all buildings */
  HOLDS_BARRIERS = 3,  /* likewise, all barriers */
  HOLDS_ADDRESSES = 4, /* likewise, all address points */
} Holding;

/* Puts a set in place of the rows of its table. */
typedef gboolean (*WriteFunc) (WgConnection *connection, gpointer set, GError **error);

/* A row of the journal with what it holds. */
typedef struct
{
  gint64 id;
  char *kind;
  char *detail;
  WgEnvelope extent;
  Holding holding;
  GBytes *content;
} Entry;

static void wg_journal_store_iface_init (WgJournalInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WgJournalStore, wg_journal_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (WG_TYPE_JOURNAL,
                                                      wg_journal_store_iface_init))

static void
clear_entry (Entry *entry)
{
  g_free (entry->kind);
  g_free (entry->detail);
  g_clear_pointer (&entry->content, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, clear_entry)

static gboolean
refuse_when_closed (WgJournalStore *self, GError **error)
{
  if (self->connection != NULL)
    return FALSE;
  g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_READ_ONLY, "the project is closed");
  return TRUE;
}

static gboolean
run (WgJournalStore *self, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return code == SQLITE_DONE
         || wg_connection_fail (self->connection, code, sqlite3_sql (statement), error);
}

static gboolean
drop_redo (WgJournalStore *self, GError **error)
{
  sqlite3_stmt *drop = wg_connection_prepare (
    self->connection, "DELETE FROM journal WHERE is_undone = 1 AND scheme = ?1", error);

  if (drop == NULL)
    return FALSE;
  sqlite3_bind_int64 (drop, 1, wg_connection_get_scheme (self->connection));
  return run (self, drop, error);
}

static gboolean
next_id (WgJournalStore *self, gint64 *id_out, GError **error)
{
  if (!wg_connection_get_int (self->connection, "SELECT max (id) FROM journal", id_out, error))
    return FALSE;
  (*id_out)++;
  return TRUE;
}

static void
bind_extent (sqlite3_stmt *statement, int first, const WgEnvelope *extent)
{
  if (wg_envelope_is_empty (extent))
    return;
  sqlite3_bind_int (statement, first, extent->min_x);
  sqlite3_bind_int (statement, first + 1, extent->min_y);
  sqlite3_bind_int (statement, first + 2, extent->max_x);
  sqlite3_bind_int (statement, first + 3, extent->max_y);
}

static gboolean
add_entry (WgJournalStore *self, const Entry *entry, const void *content, gsize size, GError **error)
{
  sqlite3_stmt *insert
    = wg_connection_prepare (self->connection,
                             "INSERT INTO journal (id, scheme, kind, detail, user, time, min_x,"
                             " min_y, max_x, max_y, is_undone, is_whole, content, reason)"
                             " VALUES (?1, ?12, ?2, ?3, ?4, unixepoch (), ?5, ?6, ?7, ?8, 0, ?9, ?10,"
                             " ?11)",
                             error);
  g_autofree char *user = g_utf8_make_valid (g_get_user_name (), -1);
  gboolean is_ok = FALSE;

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, entry->id);
  sqlite3_bind_text (insert, 2, entry->kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 3, entry->detail, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 4, user, -1, SQLITE_STATIC);
  bind_extent (insert, 5, &entry->extent);
  sqlite3_bind_int (insert, 9, (int) entry->holding);
  if (size > 0)
    sqlite3_bind_blob64 (insert, 10, content, size, SQLITE_STATIC);
  else
    sqlite3_bind_zeroblob (insert, 10, 0);
  sqlite3_bind_text (insert, 11, self->reason, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (insert, 12, wg_connection_get_scheme (self->connection));
  is_ok = run (self, insert, error);
  sqlite3_clear_bindings (insert);
  return is_ok;
}

/* Everything of an edit inside its transaction; the recorder runs since before it. */
static gboolean
write_edit (WgJournalStore *self, WgRecorder *recorder, WgPlan *plan, const WgChange *change,
            GError **error)
{
  Entry entry = { 0, change->kind, change->detail, change->extent, HOLDS_EDIT, NULL };
  void *changeset = NULL;
  int size = 0;
  gboolean is_ok = FALSE;

  if (!drop_redo (self, error) || !next_id (self, &entry.id, error)
      || !wg_rows_write_change (self->connection, change, error)
      || !wg_buildings_write_shares (self->connection, change, FALSE, error)
      || !wg_rows_write_lineage (self->connection, change, entry.id, error)
      || !wg_recorder_finish (recorder, &changeset, &size, error))
    return FALSE;
  is_ok = add_entry (self, &entry, changeset, (gsize) size, error);
  sqlite3_free (changeset);
  return is_ok && wg_shapes_follow (self->shapes, plan, change, TRUE, FALSE, error);
}

static gboolean
wg_journal_store_write (WgJournal *journal, WgPlan *plan, const WgChange *change, GError **error)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  g_autoptr (WgRecorder) recorder = NULL;
  gboolean is_ok = FALSE;

  if (refuse_when_closed (self, error))
    return FALSE;
  wg_connection_lock (self->connection);
  recorder = wg_recorder_new (self->connection, error);
  is_ok = recorder != NULL && wg_connection_begin (self->connection, error)
          && write_edit (self, recorder, plan, change, error)
          && wg_connection_commit (self->connection, error);
  if (!is_ok)
    wg_connection_roll_back (self->connection);
  g_clear_pointer (&recorder, wg_recorder_free);
  wg_connection_unlock (self->connection);
  return is_ok;
}

/* The newest row that is done, or the oldest that was undone. entry->id stays 0 when none is. */
static gboolean
find_entry (WgJournalStore *self, gboolean redo, Entry *entry, GError **error)
{
  sqlite3_stmt *row
    = wg_connection_prepare (self->connection,
                             redo ? "SELECT id, kind, detail, min_x, min_y, max_x, max_y, is_whole,"
                                    " content FROM journal WHERE is_undone = 1 AND scheme = ?1"
                                    " ORDER BY id LIMIT 1"
                                  : "SELECT id, kind, detail, min_x, min_y, max_x, max_y, is_whole,"
                                    " content FROM journal WHERE is_undone = 0 AND scheme = ?1"
                                    " ORDER BY id DESC LIMIT 1",
                             error);
  int code = SQLITE_DONE;

  if (row == NULL)
    return FALSE;
  entry->extent = WG_ENVELOPE_EMPTY;
  sqlite3_bind_int64 (row, 1, wg_connection_get_scheme (self->connection));
  code = sqlite3_step (row);
  if (code == SQLITE_ROW)
    {
      entry->id = sqlite3_column_int64 (row, 0);
      entry->kind = g_strdup ((const char *) sqlite3_column_text (row, 1));
      entry->detail = g_strdup ((const char *) sqlite3_column_text (row, 2));
      if (sqlite3_column_type (row, 3) != SQLITE_NULL)
        entry->extent = (WgEnvelope){ sqlite3_column_int (row, 3), sqlite3_column_int (row, 4),
                                      sqlite3_column_int (row, 5), sqlite3_column_int (row, 6) };
      entry->holding = (Holding) sqlite3_column_int (row, 7);
      entry->content = g_bytes_new (sqlite3_column_blob (row, 8),
                                    (gsize) sqlite3_column_bytes (row, 8));
    }
  sqlite3_reset (row);
  return code == SQLITE_ROW || code == SQLITE_DONE
         || wg_connection_fail (self->connection, code, "find journal row", error);
}

static gboolean
mark_entry (WgJournalStore *self, gint64 id, gboolean is_undone, GError **error)
{
  sqlite3_stmt *update = wg_connection_prepare (
    self->connection, "UPDATE journal SET is_undone = ?2 WHERE id = ?1", error);

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, id);
  sqlite3_bind_int (update, 2, is_undone);
  return run (self, update, error);
}

static gboolean
set_content (WgJournalStore *self, gint64 id, const GByteArray *content, GError **error)
{
  sqlite3_stmt *update = wg_connection_prepare (
    self->connection, "UPDATE journal SET content = ?2 WHERE id = ?1", error);
  gboolean is_ok = FALSE;

  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, id);
  if (content->len > 0)
    sqlite3_bind_blob64 (update, 2, content->data, content->len, SQLITE_STATIC);
  else
    sqlite3_bind_zeroblob (update, 2, 0);
  is_ok = run (self, update, error);
  sqlite3_clear_bindings (update);
  return is_ok;
}

static WgChange *
step_edit (WgJournalStore *self, const Entry *entry, gboolean redo, GError **error)
{
  int size = 0;
  gconstpointer changeset = NULL;
  gsize n_bytes = 0;
  g_autoptr (WgChange) change = wg_change_new (entry->kind, entry->detail);

  changeset = g_bytes_get_data (entry->content, &n_bytes);
  size = (int) n_bytes;
  change->extent = entry->extent;
  if (!wg_changeset_read (changeset, size, self->plan, !redo, change, error)
      || !wg_changeset_apply (self->connection, changeset, size, !redo, error)
      || !wg_people_rows_write_step (self->connection, change, !redo, error)
      || !wg_buildings_write_shares (self->connection, change, !redo, error)
      || !wg_shapes_follow (self->shapes, self->plan, change, FALSE, !redo, error))
    return NULL;
  return g_steal_pointer (&change);
}

/* Which land of @before whose it is in @after, as the rows of step @id. */
static gboolean
write_whole_lineage (WgJournalStore *self, WgPlan *before, WgPlan *after, const Entry *entry,
                     GError **error)
{
  g_autoptr (WgChange) change = NULL;
  g_autoptr (WgChanges) changes = NULL;

  if (wg_coverage_n_faces (wg_plan_get_coverage (before)) == 0)
    return TRUE;
  changes = wg_changes_new (before, after, NULL, NULL, error);
  if (changes == NULL)
    return FALSE;
  change = wg_change_new (entry->kind, NULL);
  g_array_unref (change->lineage);
  change->lineage = wg_changes_collect_lineage (changes);
  return wg_rows_write_lineage (self->connection, change, entry->id, error);
}

static gboolean
drop_lineage (WgJournalStore *self, gint64 id, GError **error)
{
  sqlite3_stmt *drop
    = wg_connection_prepare (self->connection, "DELETE FROM lineage WHERE journal = ?1", error);

  if (drop == NULL)
    return FALSE;
  sqlite3_bind_int64 (drop, 1, id);
  return run (self, drop, error);
}

/* The row holds the content that is not in the file; the two change places. */
static WgPlan *
step_whole (WgJournalStore *self, const Entry *entry, gboolean redo, GError **error)
{
  gsize size = 0;
  const guint8 *bytes = g_bytes_get_data (entry->content, &size);
  g_autoptr (WgPlan) whole = wg_content_unpack (bytes, size, error);
  g_autoptr (WgPeople) people = NULL;
  g_autoptr (GByteArray) present = NULL;

  if (whole == NULL)
    return NULL;
  people = wg_people_join (wg_plan_get_people (whole), wg_plan_get_people (self->plan));
  wg_plan_set_people (whole, people);
  present = wg_content_pack (self->plan);
  if (!set_content (self, entry->id, present, error)
      || !wg_journal_store_write_whole (self, whole, NULL, NULL, error)
      || !(redo ? write_whole_lineage (self, self->plan, whole, entry, error)
                : drop_lineage (self, entry->id, error)))
    return NULL;
  return g_steal_pointer (&whole);
}

/* As with the whole: the row and the file exchange their buildings. */
static WgChange *
step_buildings (WgJournalStore *self, const Entry *entry, gboolean redo, GError **error)
{
  g_autoptr (GByteArray) present = wg_buildings_pack (self->connection, error);
  g_autoptr (WgChange) change = NULL;
  g_autoptr (WgBuildingSet) set = NULL;
  GError *local_error = NULL;

  if (present == NULL
      || !wg_buildings_unpack (self->connection, entry->content, wg_shapes_get_srid (self->shapes),
                               error)
      || !set_content (self, entry->id, present, error))
    return NULL;
  set = wg_buildings_read (self->connection, wg_plan_get_frame (self->plan), &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  change = wg_change_new (entry->kind, entry->detail);
  change->extent = entry->extent;
  wg_change_set_buildings (change, redo ? wg_plan_get_buildings (self->plan) : set,
                           redo ? set : wg_plan_get_buildings (self->plan));
  return g_steal_pointer (&change);
}

/* Likewise their barriers. */
static WgChange *
step_barriers (WgJournalStore *self, const Entry *entry, gboolean redo, GError **error)
{
  WgBarrierSet *present = wg_plan_get_barriers (self->plan);
  g_autoptr (GByteArray) packed = wg_barriers_pack (present);
  GError *local_error = NULL;
  g_autoptr (WgBarrierSet) set = wg_barriers_unpack (entry->content, &local_error);
  g_autoptr (WgChange) change = wg_change_new (entry->kind, entry->detail);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (!wg_barriers_write (self->connection, set, error)
      || !set_content (self, entry->id, packed, error))
    return NULL;
  change->extent = entry->extent;
  wg_change_set_barriers (change, redo ? present : set, redo ? set : present);
  return g_steal_pointer (&change);
}

/* Likewise their address points. */
static WgChange *
step_addresses (WgJournalStore *self, const Entry *entry, gboolean redo, GError **error)
{
  WgAddressSet *present = wg_plan_get_addresses (self->plan);
  g_autoptr (GByteArray) packed = wg_addresses_pack (present);
  GError *local_error = NULL;
  g_autoptr (WgAddressSet) set = wg_addresses_unpack (entry->content, &local_error);
  g_autoptr (WgChange) change = wg_change_new (entry->kind, entry->detail);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (!wg_addresses_write (self->connection, set, error)
      || !set_content (self, entry->id, packed, error))
    return NULL;
  change->extent = entry->extent;
  wg_change_set_addresses (change, redo ? present : set, redo ? set : present);
  return g_steal_pointer (&change);
}

static gboolean
step_in_transaction (WgJournalStore *self, const Entry *entry, gboolean redo, WgChange **change_out,
                     WgPlan **whole_out, GError **error)
{
  if (!mark_entry (self, entry->id, !redo, error))
    return FALSE;
  if (entry->holding == HOLDS_WHOLE)
    *whole_out = step_whole (self, entry, redo, error);
  else if (entry->holding == HOLDS_BUILDINGS)
    *change_out = step_buildings (self, entry, redo, error);
  else if (entry->holding == HOLDS_BARRIERS)
    *change_out = step_barriers (self, entry, redo, error);
  else if (entry->holding == HOLDS_ADDRESSES)
    *change_out = step_addresses (self, entry, redo, error);
  else
    *change_out = step_edit (self, entry, redo, error);
  return *whole_out != NULL || *change_out != NULL;
}

static gboolean
step_to (WgJournalStore *self, const Entry *entry, gboolean redo, WgChange **change_out,
         WgPlan **whole_out, GError **error)
{
  gboolean is_ok = FALSE;

  is_ok = (entry->holding != HOLDS_EDIT ? wg_connection_begin_bulk (self->connection, error)
                                         : wg_connection_begin (self->connection, error))
          && step_in_transaction (self, entry, redo, change_out, whole_out, error)
          && wg_connection_commit (self->connection, error);
  if (!is_ok)
    {
      wg_connection_roll_back (self->connection);
      wg_shapes_reload (self->shapes);
      g_clear_pointer (change_out, wg_change_free);
      g_clear_object (whole_out);
    }
  if (entry->holding != HOLDS_EDIT)
    wg_connection_end_bulk (self->connection);
  return is_ok;
}

static WgChange *
wg_journal_store_step (WgJournal *journal, gboolean redo, gboolean *backwards_out,
                       WgPlan **whole_out, GError **error)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  g_auto (Entry) entry = { 0 };
  WgChange *change = NULL;

  *backwards_out = !redo;
  *whole_out = NULL;
  if (refuse_when_closed (self, error))
    return NULL;
  wg_connection_lock (self->connection);
  if (find_entry (self, redo, &entry, error) && entry.id != 0)
    step_to (self, &entry, redo, &change, whole_out, error);
  wg_connection_unlock (self->connection);
  return change;
}

static gboolean
replace_in_transaction (WgJournalStore *self, WgPlan *plan, Entry *entry,
                        const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) before = wg_content_pack (self->plan);

  if (!drop_redo (self, error) || !next_id (self, &entry->id, error)
      || !add_entry (self, entry, before->data, before->len, error)
      || !wg_journal_store_write_whole (self, plan, progress, cancellable, error)
      || !write_whole_lineage (self, self->plan, plan, entry, error))
    return FALSE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
wg_journal_store_replace (WgJournal *journal, WgPlan *plan, const char *kind, const char *detail,
                          const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  g_autofree char *own_kind = g_strdup (kind);
  g_autofree char *own_detail = g_strdup (detail != NULL ? detail : "");
  Entry entry = { 0, own_kind, own_detail, wg_coverage_envelope (wg_plan_get_coverage (plan)),
                  HOLDS_WHOLE, NULL };
  gboolean is_ok = FALSE;

  if (refuse_when_closed (self, error))
    return FALSE;
  wg_connection_lock (self->connection);
  is_ok = wg_connection_begin_bulk (self->connection, error)
          && replace_in_transaction (self, plan, &entry, progress, cancellable, error)
          && wg_connection_commit (self->connection, error);
  if (!is_ok)
    {
      wg_connection_roll_back (self->connection);
      wg_shapes_reload (self->shapes);
    }
  wg_connection_end_bulk (self->connection);
  wg_connection_unlock (self->connection);
  return is_ok;
}

static WgEnvelope
extent_of (WgBuildingSet *buildings)
{
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  for (guint i = 0; buildings != NULL && i < wg_building_set_count (buildings); i++)
    wg_envelope_add_point (&extent, wg_building_set_get (buildings, i)->point);
  return extent;
}

static gboolean
put_in_transaction (WgJournalStore *self, WgBuildingSet *buildings, Entry *entry,
                    const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) before = wg_buildings_pack (self->connection, error);

  return before != NULL && drop_redo (self, error) && next_id (self, &entry->id, error)
         && add_entry (self, entry, before->data, before->len, error)
         && wg_buildings_write (self->connection, buildings, wg_plan_get_frame (self->plan),
                                wg_shapes_get_srid (self->shapes), progress, cancellable, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
wg_journal_store_put_buildings (WgJournal *journal, WgBuildingSet *buildings, const char *kind,
                                const char *detail, const WgProgress *progress,
                                GCancellable *cancellable, GError **error)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  g_autofree char *own_kind = g_strdup (kind);
  g_autofree char *own_detail = g_strdup (detail != NULL ? detail : "");
  Entry entry = { 0, own_kind, own_detail, extent_of (buildings), HOLDS_BUILDINGS, NULL };
  gboolean is_ok = FALSE;

  if (refuse_when_closed (self, error))
    return FALSE;
  wg_connection_lock (self->connection);
  is_ok = wg_connection_begin_bulk (self->connection, error)
          && put_in_transaction (self, buildings, &entry, progress, cancellable, error)
          && wg_connection_commit (self->connection, error);
  if (!is_ok)
    wg_connection_roll_back (self->connection);
  wg_connection_forget_statements (self->connection);
  wg_connection_end_bulk (self->connection);
  wg_connection_unlock (self->connection);
  return is_ok;
}

/* Puts @set, which @write knows, in place of what @before holds packed. */
static gboolean
put_packed (WgJournalStore *self, Entry *entry, const GByteArray *before, WriteFunc write,
            gpointer set, GError **error)
{
  gboolean is_ok = FALSE;

  if (refuse_when_closed (self, error))
    return FALSE;
  wg_connection_lock (self->connection);
  is_ok = wg_connection_begin (self->connection, error) && drop_redo (self, error)
          && next_id (self, &entry->id, error)
          && add_entry (self, entry, before->data, before->len, error)
          && write (self->connection, set, error) && wg_connection_commit (self->connection, error);
  if (!is_ok)
    wg_connection_roll_back (self->connection);
  wg_connection_unlock (self->connection);
  return is_ok;
}

static gboolean
write_barriers (WgConnection *connection, gpointer set, GError **error)
{
  return wg_barriers_write (connection, set, error);
}

static gboolean
write_addresses (WgConnection *connection, gpointer set, GError **error)
{
  return wg_addresses_write (connection, set, error);
}

static gboolean
wg_journal_store_put_barriers (WgJournal *journal, WgBarrierSet *barriers, const char *kind,
                               const char *detail, GError **error)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  g_autofree char *own_kind = g_strdup (kind);
  g_autofree char *own_detail = g_strdup (detail != NULL ? detail : "");
  g_autoptr (GByteArray) before = wg_barriers_pack (wg_plan_get_barriers (self->plan));
  Entry entry = { 0, own_kind, own_detail, WG_ENVELOPE_EMPTY, HOLDS_BARRIERS, NULL };

  for (guint i = 0; barriers != NULL && i < wg_barrier_set_count (barriers); i++)
    wg_envelope_add (&entry.extent, &wg_barrier_set_get (barriers, i)->line->envelope);
  return put_packed (self, &entry, before, write_barriers, barriers, error);
}

static gboolean
wg_journal_store_put_addresses (WgJournal *journal, WgAddressSet *addresses, const char *kind,
                                const char *detail, GError **error)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  g_autofree char *own_kind = g_strdup (kind);
  g_autofree char *own_detail = g_strdup (detail != NULL ? detail : "");
  g_autoptr (GByteArray) before = wg_addresses_pack (wg_plan_get_addresses (self->plan));
  Entry entry = { 0, own_kind, own_detail, WG_ENVELOPE_EMPTY, HOLDS_ADDRESSES, NULL };

  if (addresses != NULL)
    entry.extent = wg_address_set_get_extent (addresses);
  return put_packed (self, &entry, before, write_addresses, addresses, error);
}

static WgJournalRow *
read_row (sqlite3_stmt *statement)
{
  WgJournalRow *row = g_new0 (WgJournalRow, 1);

  row->id = sqlite3_column_int64 (statement, 0);
  row->kind = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  row->detail = g_strdup ((const char *) sqlite3_column_text (statement, 2));
  row->user = g_strdup ((const char *) sqlite3_column_text (statement, 3));
  row->time = sqlite3_column_int64 (statement, 4);
  row->reason = g_strdup ((const char *) sqlite3_column_text (statement, 10));
  row->is_undone = sqlite3_column_int (statement, 5) != 0;
  row->extent = WG_ENVELOPE_EMPTY;
  if (sqlite3_column_type (statement, 6) != SQLITE_NULL)
    row->extent
      = (WgEnvelope){ sqlite3_column_int (statement, 6), sqlite3_column_int (statement, 7),
                      sqlite3_column_int (statement, 8), sqlite3_column_int (statement, 9) };
  return row;
}

/* Does not wait for a worker that replaces the content: the window may ask at any time. */
static GPtrArray *
wg_journal_store_list (WgJournal *journal, guint limit, GError **error)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  g_autoptr (GPtrArray) rows = NULL;
  sqlite3_stmt *statement = NULL;
  int code = SQLITE_DONE;

  if (refuse_when_closed (self, error))
    return NULL;
  if (!wg_connection_try_lock (self->connection))
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_LOCKED, "the content is being replaced");
      return NULL;
    }
  statement = wg_connection_prepare (self->connection,
                                     "SELECT id, kind, detail, user, time, is_undone, min_x, min_y,"
                                     " max_x, max_y, reason FROM (SELECT * FROM journal WHERE scheme = ?2"
                                     " ORDER BY id DESC LIMIT ?1) ORDER BY id",
                                     error);
  if (statement != NULL)
    {
      rows = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_journal_row_free);
      sqlite3_bind_int64 (statement, 1, limit > 0 ? (gint64) limit : -1);
      sqlite3_bind_int64 (statement, 2, wg_connection_get_scheme (self->connection));
      while ((code = sqlite3_step (statement)) == SQLITE_ROW)
        g_ptr_array_add (rows, read_row (statement));
      sqlite3_reset (statement);
      if (code != SQLITE_DONE)
        {
          wg_connection_fail (self->connection, code, "list journal", error);
          g_clear_pointer (&rows, g_ptr_array_unref);
        }
    }
  wg_connection_unlock (self->connection);
  return g_steal_pointer (&rows);
}

static void
wg_journal_store_set_reason (WgJournal *journal, const char *reason)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);

  g_free (self->reason);
  self->reason = g_utf8_make_valid (reason != NULL ? reason : "", -1);
}

/* What is held by a row that exchanges all of something says nothing of what is there now. */
static gboolean
is_long (WgJournalStore *self, Holding holding, gsize n_bytes)
{
  if (n_bytes > LONG_BYTES)
    return TRUE;
  if (holding == HOLDS_WHOLE)
    return wg_coverage_n_arcs (wg_plan_get_coverage (self->plan)) > LONG_ROWS;
  return holding == HOLDS_BUILDINGS && wg_plan_get_buildings (self->plan) != NULL
         && wg_building_set_count (wg_plan_get_buildings (self->plan)) > LONG_ROWS;
}

static gboolean
find_is_long (WgJournalStore *self, gboolean redo)
{
  sqlite3_stmt *row = wg_connection_prepare (
    self->connection,
    redo ? "SELECT is_whole, length (content) FROM journal WHERE is_undone = 1 AND scheme = ?1"
           " ORDER BY id LIMIT 1"
         : "SELECT is_whole, length (content) FROM journal WHERE is_undone = 0 AND scheme = ?1"
           " ORDER BY id DESC LIMIT 1",
    NULL);
  gboolean is_so = FALSE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, wg_connection_get_scheme (self->connection));
  if (sqlite3_step (row) == SQLITE_ROW)
    is_so = is_long (self, (Holding) sqlite3_column_int (row, 0),
                     (gsize) sqlite3_column_int64 (row, 1));
  sqlite3_reset (row);
  return is_so;
}

static gboolean
wg_journal_store_is_long (WgJournal *journal, gboolean redo)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  gboolean is_so = FALSE;

  if (self->connection == NULL || !wg_connection_try_lock (self->connection))
    return FALSE;
  is_so = find_is_long (self, redo);
  wg_connection_unlock (self->connection);
  return is_so;
}

static void
wg_journal_store_finalize (GObject *object)
{
  WgJournalStore *self = WG_JOURNAL_STORE (object);

  g_clear_pointer (&self->shapes, wg_shapes_free);
  g_clear_object (&self->plan);
  g_free (self->reason);

  G_OBJECT_CLASS (wg_journal_store_parent_class)->finalize (object);
}

static void
wg_journal_store_iface_init (WgJournalInterface *iface)
{
  iface->write = wg_journal_store_write;
  iface->step = wg_journal_store_step;
  iface->replace = wg_journal_store_replace;
  iface->put_buildings = wg_journal_store_put_buildings;
  iface->put_barriers = wg_journal_store_put_barriers;
  iface->put_addresses = wg_journal_store_put_addresses;
  iface->list = wg_journal_store_list;
  iface->set_reason = wg_journal_store_set_reason;
  iface->is_long = wg_journal_store_is_long;
}

static void
wg_journal_store_class_init (WgJournalStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = wg_journal_store_finalize;
}

static void
wg_journal_store_init (WgJournalStore *self)
{
  self->reason = g_strdup ("");
}

WgJournalStore *
wg_journal_store_new (WgConnection *connection, WgPlan *plan, WgShapes *shapes)
{
  WgJournalStore *self = g_object_new (WG_TYPE_JOURNAL_STORE, NULL);

  self->connection = connection;
  self->plan = g_object_ref (plan);
  self->shapes = shapes;
  return self;
}

WgShapes *
wg_journal_store_get_shapes (WgJournalStore *self)
{
  return self->shapes;
}

void
wg_journal_store_close (WgJournalStore *self)
{
  self->connection = NULL;
  g_clear_pointer (&self->shapes, wg_shapes_free);
}

gboolean
wg_journal_store_write_whole (WgJournalStore *self, WgPlan *plan, const WgProgress *progress,
                              GCancellable *cancellable, GError **error)
{
  WgProgress rows = wg_progress_part (progress, 0.0, 0.4);
  WgProgress shapes = wg_progress_part (progress, 0.4, 1.0);

  return wg_shapes_drop (self->shapes, error) && wg_rows_clear (self->connection, error)
         && wg_rows_write_plan (self->connection, plan, &rows, cancellable, error)
         && wg_shapes_make (self->shapes, plan, &shapes, cancellable, error);
}
