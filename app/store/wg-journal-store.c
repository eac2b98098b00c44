/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-journal-store"

#include "wg-journal-private.h"

#include "wg-addresses.h"
#include "wg-barriers.h"
#include "wg-buildings.h"
#include "wg-changeset.h"
#include "wg-content.h"
#include "wg-project.h"
#include "wg-rows.h"

/* A step of more than this is not taken between two frames. */
#define LONG_BYTES (256 * 1024)
#define LONG_ROWS 5000

/* Puts a set in place of the rows of its table. */
typedef gboolean (*WriteFunc) (WgConnection *connection, gpointer set, GError **error);

static void wg_journal_store_iface_init (WgJournalInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WgJournalStore, wg_journal_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (WG_TYPE_JOURNAL,
                                                      wg_journal_store_iface_init))

static gboolean
refuse_when_closed (WgJournalStore *self, GError **error)
{
  if (self->connection != NULL)
    return FALSE;
  g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_READ_ONLY, "the project is closed");
  return TRUE;
}

/* A new step after all that are done: gets its number, and what was there @before. */
static gboolean
add_entry (WgJournalStore *self, WgJournalEntry *entry, const GByteArray *before, GError **error)
{
  return wg_journal_rows_drop_redo (self->connection, error)
         && wg_journal_rows_next_id (self->connection, &entry->id, error)
         && wg_journal_rows_add (self->connection, entry, self->reason, before->data, before->len, error);
}

/* Everything of an edit inside its transaction; the recorder runs since before it. */
static gboolean
write_edit (WgJournalStore *self, WgRecorder *recorder, WgPlan *plan, const WgChange *change,
            GError **error)
{
  WgJournalEntry entry = { 0, change->kind, change->detail, change->extent, WG_JOURNAL_HOLDS_EDIT, NULL };
  void *changeset = NULL;
  int size = 0;
  gboolean is_ok = FALSE;

  if (!wg_journal_rows_drop_redo (self->connection, error)
      || !wg_journal_rows_next_id (self->connection, &entry.id, error)
      || !wg_rows_write_change (self->connection, change, error)
      || !wg_buildings_write_shares (self->connection, change, FALSE, error)
      || !wg_rows_write_lineage (self->connection, change, entry.id, error)
      || !wg_recorder_finish (recorder, &changeset, &size, error))
    return FALSE;
  is_ok = wg_journal_rows_add (self->connection, &entry, self->reason, changeset, (gsize) size, error);
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

static WgChange *
wg_journal_store_step (WgJournal *journal, gboolean redo, gboolean *backwards_out,
                       WgPlan **whole_out, GError **error)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  g_auto (WgJournalEntry) entry = { 0 };
  WgChange *change = NULL;

  *backwards_out = !redo;
  *whole_out = NULL;
  if (refuse_when_closed (self, error))
    return NULL;
  wg_connection_lock (self->connection);
  if (wg_journal_rows_find (self->connection, redo, &entry, error) && entry.id != 0)
    wg_journal_take_step (self, &entry, redo, &change, whole_out, error);
  wg_connection_unlock (self->connection);
  return change;
}

static gboolean
replace_in_transaction (WgJournalStore *self, WgPlan *plan, WgJournalEntry *entry,
                        const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) before = wg_content_pack (self->plan);

  if (!add_entry (self, entry, before, error)
      || !wg_journal_store_write_whole (self, plan, progress, cancellable, error)
      || !wg_journal_write_whole_lineage (self, self->plan, plan, entry, error))
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
  WgJournalEntry entry = { 0, own_kind, own_detail, wg_coverage_envelope (wg_plan_get_coverage (plan)),
                  WG_JOURNAL_HOLDS_WHOLE, NULL };
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
put_in_transaction (WgJournalStore *self, WgBuildingSet *buildings, WgJournalEntry *entry,
                    const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) before = wg_buildings_pack (self->connection, error);

  return before != NULL && add_entry (self, entry, before, error)
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
  WgJournalEntry entry = { 0, own_kind, own_detail, extent_of (buildings), WG_JOURNAL_HOLDS_BUILDINGS, NULL };
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
put_packed (WgJournalStore *self, WgJournalEntry *entry, const GByteArray *before, WriteFunc write,
            gpointer set, GError **error)
{
  gboolean is_ok = FALSE;

  if (refuse_when_closed (self, error))
    return FALSE;
  wg_connection_lock (self->connection);
  is_ok = wg_connection_begin (self->connection, error) && add_entry (self, entry, before, error)
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
  WgJournalEntry entry = { 0, own_kind, own_detail, WG_ENVELOPE_EMPTY, WG_JOURNAL_HOLDS_BARRIERS, NULL };

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
  WgJournalEntry entry = { 0, own_kind, own_detail, WG_ENVELOPE_EMPTY, WG_JOURNAL_HOLDS_ADDRESSES, NULL };

  if (addresses != NULL)
    entry.extent = wg_address_set_get_extent (addresses);
  return put_packed (self, &entry, before, write_addresses, addresses, error);
}

/* Does not wait for a worker that replaces the content: the window may ask at any time. */
static GPtrArray *
wg_journal_store_list (WgJournal *journal, guint limit, GError **error)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  GPtrArray *rows = NULL;

  if (refuse_when_closed (self, error))
    return NULL;
  if (!wg_connection_try_lock (self->connection))
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_LOCKED, "the content is being replaced");
      return NULL;
    }
  rows = wg_journal_rows_list (self->connection, limit, error);
  wg_connection_unlock (self->connection);
  return rows;
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
is_long (WgJournalStore *self, WgJournalHolding holding, gsize n_bytes)
{
  if (n_bytes > LONG_BYTES)
    return TRUE;
  if (holding == WG_JOURNAL_HOLDS_WHOLE)
    return wg_coverage_n_arcs (wg_plan_get_coverage (self->plan)) > LONG_ROWS;
  return holding == WG_JOURNAL_HOLDS_BUILDINGS && wg_plan_get_buildings (self->plan) != NULL
         && wg_building_set_count (wg_plan_get_buildings (self->plan)) > LONG_ROWS;
}

static gboolean
wg_journal_store_is_long (WgJournal *journal, gboolean redo)
{
  WgJournalStore *self = WG_JOURNAL_STORE (journal);
  WgJournalHolding holding = WG_JOURNAL_HOLDS_EDIT;
  gsize n_bytes = 0;
  gboolean is_so = FALSE;

  if (self->connection == NULL || !wg_connection_try_lock (self->connection))
    return FALSE;
  is_so = wg_journal_rows_measure (self->connection, redo, &holding, &n_bytes) && is_long (self, holding, n_bytes);
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
