/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"
#include "wg-connection.h"

G_BEGIN_DECLS

/*
 * What an edit did to the truth tables, as SQLite's session extension records it.
 */

typedef struct _WgRecorder WgRecorder;

/** Starts to record the truth tables; before the transaction. */
WgRecorder *wg_recorder_new    (WgConnection  *connection,
                                GError       **error);
void        wg_recorder_free   (WgRecorder    *self);
/** The changeset so far; inside the transaction. Free with sqlite3_free(). */
gboolean    wg_recorder_finish (WgRecorder    *self,
                                void         **changeset_out,
                                int           *size_out,
                                GError       **error);

/** Does (or undoes, when @backwards) what @changeset says; a row that is not as it expects fails
 *  with %WG_STORE_ERROR_CORRUPT and changes nothing. */
gboolean    wg_changeset_apply (WgConnection  *connection,
                                const void    *changeset,
                                int            size,
                                gboolean       backwards,
                                GError       **error);
/**
 * wg_changeset_read:
 * @plan: in the state before or after the changeset: it names only the columns that differ, the
 *   others are taken from memory
 * @change: gets its rows
 */
gboolean    wg_changeset_read  (const void    *changeset,
                                int            size,
                                WgPlan        *plan,
                                WgChange      *change,
                                GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRecorder, wg_recorder_free)

G_END_DECLS
