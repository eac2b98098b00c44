/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-project.h"

G_BEGIN_DECLS

/** Charts that were given out: as the division stood then. */
typedef struct
{
  guint number; /* from 1; no two of a scheme have the same */
  gint64 step;  /* of the history, that it was issued after; 0: before the first */
  gint64 time;  /* Unix seconds */
  char *day;    /* printed on the charts: "2026-11-23" */
} WgEditionRecord;

void       wg_edition_record_free      (WgEditionRecord *record);

/* None of this is an edit of the division: undo leaves editions alone, they are withdrawn by hand. Editions
 * belong to the scheme that is open. */
/** (transfer full) (element-type WgEditionRecord): the oldest first. */
GPtrArray *wg_project_list_editions    (WgProject       *self,
                                        GError         **error);
/** Keeps that edition @number, which printed @day, stands for the division as it is now.
 *  %WG_STORE_ERROR_EXISTS when there is one of that number. */
gboolean   wg_project_issue_edition    (WgProject       *self,
                                        guint            number,
                                        const char      *day,
                                        GError         **error);
/** @was_there_out: (nullable). */
gboolean   wg_project_withdraw_edition (WgProject       *self,
                                        guint            number,
                                        gboolean        *was_there_out,
                                        GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgEditionRecord, wg_edition_record_free)

G_END_DECLS
