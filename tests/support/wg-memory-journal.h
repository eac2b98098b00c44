/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plan/wg-journal.h"

G_BEGIN_DECLS

#define WG_TYPE_MEMORY_JOURNAL (wg_memory_journal_get_type ())

/** A journal for tests of the plan: keeps the rows in memory and can be told to fail. */
G_DECLARE_FINAL_TYPE (WgMemoryJournal, wg_memory_journal, WG, MEMORY_JOURNAL, GObject)

/** @plan: whose edits it keeps; borrowed. */
WgMemoryJournal *wg_memory_journal_new       (WgPlan          *plan);
/** The next call of any method fails with G_IO_ERROR_NO_SPACE. */
void             wg_memory_journal_fail_next (WgMemoryJournal *self);
guint            wg_memory_journal_get_n_rows (WgMemoryJournal *self);

G_END_DECLS
