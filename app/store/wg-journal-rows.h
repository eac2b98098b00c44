/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-journal.h"
#include "wg-connection.h"

G_BEGIN_DECLS

/* The table of steps, of the scheme that is open. Not for other rooms; the caller holds the lock of the connection
 * and, where it writes, a transaction. */

/** What a row of the journal holds (is_whole in the table). */
typedef enum
{
  WG_JOURNAL_HOLDS_EDIT = 0,      /* a changeset */
  WG_JOURNAL_HOLDS_WHOLE = 1,     /* the plan that is not in the file: before it, or after it when undone */
  WG_JOURNAL_HOLDS_BUILDINGS = 2, /* likewise, all buildings */
  WG_JOURNAL_HOLDS_BARRIERS = 3,  /* likewise, all barriers */
  WG_JOURNAL_HOLDS_ADDRESSES = 4, /* likewise, all address points */
} WgJournalHolding;

/** A row of the journal with what it holds. */
typedef struct
{
  gint64 id;
  char *kind;
  char *detail;
  WgEnvelope extent;
  WgJournalHolding holding;
  GBytes *content;
} WgJournalEntry;

void     wg_journal_entry_clear      (WgJournalEntry       *entry);
/** What was undone cannot be done again any more. */
gboolean wg_journal_rows_drop_redo   (WgConnection         *connection,
                                      GError              **error);
gboolean wg_journal_rows_next_id     (WgConnection         *connection,
                                      gint64               *id_out,
                                      GError              **error);
/** @content: (nullable): @size bytes in place of entry->content; @reason: of the step, or "" */
gboolean wg_journal_rows_add         (WgConnection         *connection,
                                      const WgJournalEntry *entry,
                                      const char           *reason,
                                      gconstpointer         content,
                                      gsize                 size,
                                      GError              **error);
/** The newest row that is done, or the oldest that was undone. entry->id stays 0 when none is. */
gboolean wg_journal_rows_find        (WgConnection         *connection,
                                      gboolean              redo,
                                      WgJournalEntry       *entry,
                                      GError              **error);
gboolean wg_journal_rows_mark        (WgConnection         *connection,
                                      gint64                id,
                                      gboolean              is_undone,
                                      GError              **error);
gboolean wg_journal_rows_set_content (WgConnection         *connection,
                                      gint64                id,
                                      const GByteArray     *content,
                                      GError              **error);
/** The lineage that the step @id wrote. */
gboolean wg_journal_rows_drop_lineage (WgConnection        *connection,
                                      gint64                id,
                                      GError              **error);
/** The last @limit (0: all), oldest first: (element-type WgJournalRow) (transfer full). */
GPtrArray *wg_journal_rows_list      (WgConnection         *connection,
                                      guint                 limit,
                                      GError              **error);
/** What wg_journal_rows_find() would bring, without reading it; FALSE: nothing. */
gboolean wg_journal_rows_measure     (WgConnection         *connection,
                                      gboolean              redo,
                                      WgJournalHolding     *holding_out,
                                      gsize                *n_bytes_out);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgJournalEntry, wg_journal_entry_clear)

G_END_DECLS
