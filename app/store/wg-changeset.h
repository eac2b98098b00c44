/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"
#include "wg-connection.h"
#include "wg-content.h"

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

/** Does (or undoes, when @backwards) what @changeset says, but for the people: their rows are written by
 *  wg_people_rows_write_change() as wg_changeset_read() has them. A row that is not as it expects fails
 *  with %WG_STORE_ERROR_CORRUPT and changes nothing. */
gboolean    wg_changeset_apply (WgConnection  *connection,
                                const void    *changeset,
                                int            size,
                                gboolean       backwards,
                                GError       **error);
/**
 * wg_changeset_read:
 * @plan: in the state before the changeset (after it, when @backwards): it names only the columns that differ, the
 *   others are taken from memory
 * @change: gets its rows
 *
 * People may have been changed in another scheme since (wg_people_join()): rows of them are what remains to be done or
 * undone, so that a later correction stays and nobody who is needed goes.
 */
gboolean    wg_changeset_read  (const void    *changeset,
                                int            size,
                                WgPlan        *plan,
                                gboolean       backwards,
                                WgChange      *change,
                                GError       **error);

/** The codes that the changeset gives to grids. */
gboolean    wg_changeset_read_codes (const void   *changeset,
                                     int           size,
                                     WgCodeFunc    func,
                                     gpointer      user_data,
                                     GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRecorder, wg_recorder_free)

G_END_DECLS
