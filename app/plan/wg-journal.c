/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-journal"

#include "wg-journal.h"

G_DEFINE_INTERFACE (WgJournal, wg_journal, G_TYPE_OBJECT)

static void
wg_journal_default_init (WgJournalInterface *iface)
{
}

void
wg_journal_row_free (WgJournalRow *row)
{
  if (row == NULL)
    return;
  g_free (row->kind);
  g_free (row->detail);
  g_free (row->user);
  g_free (row->reason);
  g_free (row);
}

gboolean
wg_journal_write (WgJournal *self, WgPlan *plan, const WgChange *change, GError **error)
{
  g_return_val_if_fail (WG_IS_JOURNAL (self), FALSE);

  return WG_JOURNAL_GET_IFACE (self)->write (self, plan, change, error);
}

WgChange *
wg_journal_step (WgJournal *self, gboolean redo, gboolean *backwards_out, WgPlan **whole_out,
                 GError **error)
{
  g_return_val_if_fail (WG_IS_JOURNAL (self), NULL);

  *backwards_out = !redo;
  *whole_out = NULL;
  return WG_JOURNAL_GET_IFACE (self)->step (self, redo, backwards_out, whole_out, error);
}

gboolean
wg_journal_replace (WgJournal *self, WgPlan *plan, const char *kind, const char *detail,
                    const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (WG_IS_JOURNAL (self), FALSE);

  return WG_JOURNAL_GET_IFACE (self)->replace (self, plan, kind, detail, progress, cancellable,
                                               error);
}

gboolean
wg_journal_put_buildings (WgJournal *self, WgBuildingSet *buildings, const char *kind,
                          const char *detail, const WgProgress *progress,
                          GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (WG_IS_JOURNAL (self), FALSE);

  return WG_JOURNAL_GET_IFACE (self)->put_buildings (self, buildings, kind, detail, progress,
                                                     cancellable, error);
}

gboolean
wg_journal_put_barriers (WgJournal *self, WgBarrierSet *barriers, const char *kind,
                         const char *detail, GError **error)
{
  g_return_val_if_fail (WG_IS_JOURNAL (self), FALSE);

  return WG_JOURNAL_GET_IFACE (self)->put_barriers (self, barriers, kind, detail, error);
}

gboolean
wg_journal_put_addresses (WgJournal *self, WgAddressSet *addresses, const char *kind,
                          const char *detail, GError **error)
{
  g_return_val_if_fail (WG_IS_JOURNAL (self), FALSE);

  return WG_JOURNAL_GET_IFACE (self)->put_addresses (self, addresses, kind, detail, error);
}

GPtrArray *
wg_journal_list (WgJournal *self, guint limit, GError **error)
{
  g_return_val_if_fail (WG_IS_JOURNAL (self), NULL);

  return WG_JOURNAL_GET_IFACE (self)->list (self, limit, error);
}

void
wg_journal_set_reason (WgJournal *self, const char *reason)
{
  g_return_if_fail (WG_IS_JOURNAL (self));

  if (WG_JOURNAL_GET_IFACE (self)->set_reason != NULL)
    WG_JOURNAL_GET_IFACE (self)->set_reason (self, reason);
}

gboolean
wg_journal_is_long (WgJournal *self, gboolean redo)
{
  g_return_val_if_fail (WG_IS_JOURNAL (self), FALSE);

  return WG_JOURNAL_GET_IFACE (self)->is_long != NULL
         && WG_JOURNAL_GET_IFACE (self)->is_long (self, redo);
}
