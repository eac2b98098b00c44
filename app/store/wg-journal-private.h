/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-journal-rows.h"
#include "wg-journal-store.h"

G_BEGIN_DECLS

struct _WgJournalStore
{
  GObject parent_instance;

  WgConnection *connection; /* borrowed; NULL once closed */
  WgPlan *plan;
  WgShapes *shapes;
  char *reason; /* of the next steps; "" */
};

/** Takes the step of @entry back, or takes it again, in a transaction of its own: one of the two results, or
 *  FALSE and nothing has changed. The lock is held. */
gboolean wg_journal_take_step           (WgJournalStore       *self,
                                         const WgJournalEntry *entry,
                                         gboolean              redo,
                                         WgChange            **change_out,
                                         WgPlan              **whole_out,
                                         GError              **error);
/** Which land of @before whose it is in @after, as the rows of the step of @entry. */
gboolean wg_journal_write_whole_lineage (WgJournalStore       *self,
                                         WgPlan               *before,
                                         WgPlan               *after,
                                         const WgJournalEntry *entry,
                                         GError              **error);

G_END_DECLS
