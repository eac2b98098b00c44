/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-memory-journal.h"

#include <gio/gio.h>

typedef struct
{
  char *kind;
  char *detail;
  WgEnvelope extent;
  WgChange *change; /* of an edit */
  WgPlan *before;   /* of a replacement */
  WgPlan *after;
} Row;

struct _WgMemoryJournal
{
  GObject parent_instance;

  WgPlan *plan; /* borrowed */
  GPtrArray *rows;
  guint n_done;
  gboolean fails_next;
};

static void journal_iface_init (WgJournalInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WgMemoryJournal, wg_memory_journal, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (WG_TYPE_JOURNAL, journal_iface_init))

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->kind);
  g_free (row->detail);
  g_clear_pointer (&row->change, wg_change_free);
  g_clear_object (&row->before);
  g_clear_object (&row->after);
  g_free (row);
}

static WgChange *
copy_change (const WgChange *change)
{
  WgChange *copy = wg_change_new (change->kind, change->detail);

  copy->extent = change->extent;
  if (change->has_buildings)
    wg_change_set_buildings (copy, change->buildings_before, change->buildings_after);
  if (change->has_barriers)
    wg_change_set_barriers (copy, change->barriers_before, change->barriers_after);
  if (change->has_addresses)
    wg_change_set_addresses (copy, change->addresses_before, change->addresses_after);
  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *grid = g_ptr_array_index (change->grids, i);

      wg_change_add_grid (copy, grid->before, grid->after);
    }
  for (guint i = 0; i < change->staff->len; i++)
    {
      const WgStaffChange *row = &g_array_index (change->staff, WgStaffChange, i);

      wg_change_add_staff (copy, row->kind, row->before, row->after);
    }
  g_array_append_vals (copy->levels, change->levels->data, change->levels->len);
  g_array_append_vals (copy->shares, change->shares->data, change->shares->len);
  g_array_append_vals (copy->lineage, change->lineage->data, change->lineage->len);
  if (change->coverage == NULL)
    return copy;
  copy->coverage = wg_coverage_change_new ();
  g_array_append_vals (copy->coverage->nodes, change->coverage->nodes->data,
                       change->coverage->nodes->len);
  g_array_append_vals (copy->coverage->faces, change->coverage->faces->data,
                       change->coverage->faces->len);
  g_array_append_vals (copy->coverage->arcs, change->coverage->arcs->data,
                       change->coverage->arcs->len);
  for (guint i = 0; i < copy->coverage->arcs->len; i++)
    {
      WgArcChange *arc = &g_array_index (copy->coverage->arcs, WgArcChange, i);

      if (arc->before.line != NULL)
        wg_line_ref (arc->before.line);
      if (arc->after.line != NULL)
        wg_line_ref (arc->after.line);
    }
  return copy;
}

static gboolean
fail_when_told (WgMemoryJournal *self, GError **error)
{
  if (!self->fails_next)
    return FALSE;
  self->fails_next = FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "the test wants it so");
  return TRUE;
}

static void
push_row (WgMemoryJournal *self, Row *row)
{
  g_ptr_array_set_size (self->rows, (int) self->n_done);
  g_ptr_array_add (self->rows, row);
  self->n_done++;
}

static gboolean
memory_journal_write (WgJournal *journal, WgPlan *plan, const WgChange *change, GError **error)
{
  WgMemoryJournal *self = WG_MEMORY_JOURNAL (journal);
  Row *row = NULL;

  if (fail_when_told (self, error))
    return FALSE;
  row = g_new0 (Row, 1);
  row->kind = g_strdup (change->kind);
  row->detail = g_strdup (change->detail);
  row->extent = change->extent;
  row->change = copy_change (change);
  push_row (self, row);
  return TRUE;
}

static WgChange *
memory_journal_step (WgJournal *journal, gboolean redo, gboolean *backwards_out,
                     WgPlan **whole_out, GError **error)
{
  WgMemoryJournal *self = WG_MEMORY_JOURNAL (journal);
  const Row *row = NULL;

  if (fail_when_told (self, error))
    return NULL;
  if (redo ? self->n_done == self->rows->len : self->n_done == 0)
    return NULL;
  row = g_ptr_array_index (self->rows, redo ? self->n_done : self->n_done - 1);
  self->n_done += redo ? 1 : -1;
  *backwards_out = !redo;
  if (row->change != NULL)
    return copy_change (row->change);
  *whole_out = wg_plan_snapshot (redo ? row->after : row->before);
  return NULL;
}

static gboolean
memory_journal_replace (WgJournal *journal, WgPlan *plan, const char *kind, const char *detail,
                        const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgMemoryJournal *self = WG_MEMORY_JOURNAL (journal);
  Row *row = NULL;

  if (fail_when_told (self, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  row = g_new0 (Row, 1);
  row->kind = g_strdup (kind);
  row->detail = g_strdup (detail);
  row->before = wg_plan_snapshot (self->plan);
  row->after = wg_plan_snapshot (plan);
  push_row (self, row);
  wg_progress_report (progress, 1.0);
  return TRUE;
}

static gboolean
memory_journal_put_buildings (WgJournal *journal, WgBuildingSet *buildings, const char *kind,
                              const char *detail, const WgProgress *progress,
                              GCancellable *cancellable, GError **error)
{
  WgMemoryJournal *self = WG_MEMORY_JOURNAL (journal);
  g_autoptr (WgChange) change = wg_change_new (kind, detail);

  wg_change_set_buildings (change, wg_plan_get_buildings (self->plan), buildings);
  wg_progress_report (progress, 1.0);
  return !g_cancellable_set_error_if_cancelled (cancellable, error)
         && memory_journal_write (journal, self->plan, change, error);
}

static gboolean
memory_journal_put_barriers (WgJournal *journal, WgBarrierSet *barriers, const char *kind,
                             const char *detail, GError **error)
{
  WgMemoryJournal *self = WG_MEMORY_JOURNAL (journal);
  g_autoptr (WgChange) change = wg_change_new (kind, detail);

  wg_change_set_barriers (change, wg_plan_get_barriers (self->plan), barriers);
  return memory_journal_write (journal, self->plan, change, error);
}

static gboolean
memory_journal_put_addresses (WgJournal *journal, WgAddressSet *addresses, const char *kind,
                              const char *detail, GError **error)
{
  WgMemoryJournal *self = WG_MEMORY_JOURNAL (journal);
  g_autoptr (WgChange) change = wg_change_new (kind, detail);

  wg_change_set_addresses (change, wg_plan_get_addresses (self->plan), addresses);
  return memory_journal_write (journal, self->plan, change, error);
}

static GPtrArray *
memory_journal_list (WgJournal *journal, guint limit, GError **error)
{
  WgMemoryJournal *self = WG_MEMORY_JOURNAL (journal);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_journal_row_free);
  guint first = limit > 0 && limit < self->rows->len ? self->rows->len - limit : 0;

  for (guint i = first; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      WgJournalRow *listed = g_new0 (WgJournalRow, 1);

      listed->id = i + 1;
      listed->kind = g_strdup (row->kind);
      listed->detail = g_strdup (row->detail);
      listed->is_undone = i >= self->n_done;
      listed->extent = row->extent;
      g_ptr_array_add (list, listed);
    }
  return list;
}

static void
journal_iface_init (WgJournalInterface *iface)
{
  iface->write = memory_journal_write;
  iface->step = memory_journal_step;
  iface->replace = memory_journal_replace;
  iface->put_buildings = memory_journal_put_buildings;
  iface->put_barriers = memory_journal_put_barriers;
  iface->put_addresses = memory_journal_put_addresses;
  iface->list = memory_journal_list;
}

static void
wg_memory_journal_finalize (GObject *object)
{
  g_ptr_array_unref (WG_MEMORY_JOURNAL (object)->rows);

  G_OBJECT_CLASS (wg_memory_journal_parent_class)->finalize (object);
}

static void
wg_memory_journal_class_init (WgMemoryJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_memory_journal_finalize;
}

static void
wg_memory_journal_init (WgMemoryJournal *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);
}

WgMemoryJournal *
wg_memory_journal_new (WgPlan *plan)
{
  WgMemoryJournal *self = g_object_new (WG_TYPE_MEMORY_JOURNAL, NULL);

  self->plan = plan;
  return self;
}

void
wg_memory_journal_fail_next (WgMemoryJournal *self)
{
  self->fails_next = TRUE;
}

guint
wg_memory_journal_get_n_rows (WgMemoryJournal *self)
{
  return self->rows->len;
}
