/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-journal-store"

#include "wg-journal-private.h"

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

static WgChange *
step_edit (WgJournalStore *self, const WgJournalEntry *entry, gboolean redo, GError **error)
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

gboolean
wg_journal_write_whole_lineage (WgJournalStore *self, WgPlan *before, WgPlan *after, const WgJournalEntry *entry,
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

/* The row holds the content that is not in the file; the two change places. */
static WgPlan *
step_whole (WgJournalStore *self, const WgJournalEntry *entry, gboolean redo, GError **error)
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
  if (!wg_journal_rows_set_content (self->connection, entry->id, present, error)
      || !wg_journal_store_write_whole (self, whole, NULL, NULL, error)
      || !(redo ? wg_journal_write_whole_lineage (self, self->plan, whole, entry, error)
                : wg_journal_rows_drop_lineage (self->connection, entry->id, error)))
    return NULL;
  return g_steal_pointer (&whole);
}

/* As with the whole: the row and the file exchange their buildings. */
static WgChange *
step_buildings (WgJournalStore *self, const WgJournalEntry *entry, gboolean redo, GError **error)
{
  g_autoptr (GByteArray) present = wg_buildings_pack (self->connection, error);
  g_autoptr (WgChange) change = NULL;
  g_autoptr (WgBuildingSet) set = NULL;
  GError *local_error = NULL;

  if (present == NULL
      || !wg_buildings_unpack (self->connection, entry->content, wg_shapes_get_srid (self->shapes),
                               error)
      || !wg_journal_rows_set_content (self->connection, entry->id, present, error))
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
step_barriers (WgJournalStore *self, const WgJournalEntry *entry, gboolean redo, GError **error)
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
      || !wg_journal_rows_set_content (self->connection, entry->id, packed, error))
    return NULL;
  change->extent = entry->extent;
  wg_change_set_barriers (change, redo ? present : set, redo ? set : present);
  return g_steal_pointer (&change);
}

/* Likewise their address points. */
static WgChange *
step_addresses (WgJournalStore *self, const WgJournalEntry *entry, gboolean redo, GError **error)
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
      || !wg_journal_rows_set_content (self->connection, entry->id, packed, error))
    return NULL;
  change->extent = entry->extent;
  wg_change_set_addresses (change, redo ? present : set, redo ? set : present);
  return g_steal_pointer (&change);
}

static gboolean
step_in_transaction (WgJournalStore *self, const WgJournalEntry *entry, gboolean redo, WgChange **change_out,
                     WgPlan **whole_out, GError **error)
{
  if (!wg_journal_rows_mark (self->connection, entry->id, !redo, error))
    return FALSE;
  if (entry->holding == WG_JOURNAL_HOLDS_WHOLE)
    *whole_out = step_whole (self, entry, redo, error);
  else if (entry->holding == WG_JOURNAL_HOLDS_BUILDINGS)
    *change_out = step_buildings (self, entry, redo, error);
  else if (entry->holding == WG_JOURNAL_HOLDS_BARRIERS)
    *change_out = step_barriers (self, entry, redo, error);
  else if (entry->holding == WG_JOURNAL_HOLDS_ADDRESSES)
    *change_out = step_addresses (self, entry, redo, error);
  else
    *change_out = step_edit (self, entry, redo, error);
  return *whole_out != NULL || *change_out != NULL;
}

gboolean
wg_journal_take_step (WgJournalStore *self, const WgJournalEntry *entry, gboolean redo, WgChange **change_out,
                      WgPlan **whole_out, GError **error)
{
  gboolean is_ok = FALSE;

  is_ok = (entry->holding != WG_JOURNAL_HOLDS_EDIT ? wg_connection_begin_bulk (self->connection, error)
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
  if (entry->holding != WG_JOURNAL_HOLDS_EDIT)
    wg_connection_end_bulk (self->connection);
  return is_ok;
}
