/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-journal.h"
#include "wg-connection.h"
#include "wg-shapes.h"

G_BEGIN_DECLS

#define WG_TYPE_JOURNAL_STORE (wg_journal_store_get_type ())

/**
 * WgJournalStore:
 *
 * The journal of an open project file. It borrows the connection until wg_journal_store_close();
 * afterwards every call fails with %WG_STORE_ERROR_READ_ONLY.
 */
G_DECLARE_FINAL_TYPE (WgJournalStore, wg_journal_store, WG, JOURNAL_STORE, GObject)

/** @shapes: (transfer full) */
WgJournalStore *wg_journal_store_new        (WgConnection    *connection,
                                             WgPlan          *plan,
                                             WgShapes        *shapes);
WgShapes       *wg_journal_store_get_shapes (WgJournalStore  *self);
void            wg_journal_store_close      (WgJournalStore  *self);
/** Writes @plan as the whole content of the file, in the caller's transaction. */
gboolean        wg_journal_store_write_whole (WgJournalStore   *self,
                                              WgPlan           *plan,
                                              const WgProgress *progress,
                                              GCancellable     *cancellable,
                                              GError          **error);

G_END_DECLS
