/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-journal.h"

G_BEGIN_DECLS

#define WG_TYPE_HISTORY (wg_history_get_type ())

/**
 * WgHistory:
 *
 * Do, undo and redo over a plan and its journal. Properties, notified: "can-undo", "can-redo",
 * "undo-kind", "undo-detail", "redo-kind", "redo-detail" (for the sentences), "reason", "busy" (a worker
 * replaces the content: edits are refused). In a debug build the whole coverage is verified after
 * every command. Main thread.
 */
G_DECLARE_FINAL_TYPE (WgHistory, wg_history, WG, HISTORY, GObject)

WgHistory *wg_history_new       (WgPlan         *plan,
                                 WgJournal      *journal);
WgPlan    *wg_history_get_plan  (WgHistory      *self);
gboolean   wg_history_is_busy   (WgHistory      *self);
/** As wg_journal_list(): (transfer full) (element-type WgJournalRow), newest last. */
GPtrArray *wg_history_list      (WgHistory      *self,
                                 guint           limit,
                                 GError        **error);
/**
 * wg_history_commit:
 * @change: (transfer none): already applied to the coverage in memory for its coverage part; its
 *   grids are not yet applied. Its lineage is completed (wg_land_flows_note()).
 *
 * Applies the grids, journals the change and emits WgPlan::changed. On error memory is as it was
 * before the edit began.
 */
gboolean   wg_history_commit    (WgHistory      *self,
                                 WgChange       *change,
                                 GError        **error);
/**
 * WgChangeMaker:
 * @plan: a snapshot of the worker's own: the coverage part of the change is applied to it already
 *
 * Returns: (transfer full) (nullable): the change, as for wg_history_commit(); %NULL with an error
 */
typedef WgChange *(*WgChangeMaker)   (WgPlan         *plan,
                                      gpointer        data,
                                      GCancellable   *cancellable,
                                      GError        **error);
/**
 * wg_history_make_async:
 * @make: makes the change, in a worker
 * @data: (transfer full): for @make; freed with @free_data when the call has finished
 *
 * As wg_history_commit(), for an edit that takes long: a worker makes the change on a snapshot and stores
 * it, then memory follows. Busy until then. A cancelled call changes nothing.
 */
void       wg_history_make_async  (WgHistory           *self,
                                   WgChangeMaker        make,
                                   gpointer             data,
                                   GDestroyNotify       free_data,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
gboolean   wg_history_make_finish (WgHistory           *self,
                                   GAsyncResult        *result,
                                   GError             **error);
/** Why the next edits are made: kept with each of them until another reason is given ("" or %NULL:
 *  none). Notifies "reason". */
void        wg_history_set_reason (WgHistory    *self,
                                   const char   *reason);
const char *wg_history_get_reason (WgHistory    *self);
/** Returns FALSE without error when there is nothing to undo (redo). */
gboolean   wg_history_undo      (WgHistory      *self,
                                 GError        **error);
gboolean   wg_history_redo      (WgHistory      *self,
                                 GError        **error);
/** TRUE when the step that would be undone (redone) takes so long that it is for wg_history_go_async(). */
gboolean   wg_history_is_long   (WgHistory      *self,
                                 gboolean        redo);
/**
 * wg_history_go_async:
 * @n_steps: below 0: so many to undo; above: to redo; it ends early where there are no more
 * @progress: (nullable): copied; its function runs on the main thread
 *
 * Takes many steps, some at a time between frames, long ones in a worker; busy until the end, so that
 * nothing is edited meanwhile. Cancelling stops where it is: each step is whole.
 */
void       wg_history_go_async  (WgHistory           *self,
                                 int                  n_steps,
                                 const WgProgress    *progress,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);
/** FALSE on error, also when cancelled. */
gboolean   wg_history_go_finish (WgHistory           *self,
                                 GAsyncResult        *result,
                                 GError             **error);
/** Journals @next as the new content in a worker, then replaces the plan's; finish with
 *  wg_history_replace_finish(). The blocking twin is for the command line. */
void       wg_history_replace_async  (WgHistory           *self,
                                      WgPlan              *next,
                                      const char          *kind,
                                      const char          *detail,
                                      const WgProgress    *progress,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean   wg_history_replace_finish (WgHistory           *self,
                                      GAsyncResult        *result,
                                      GError             **error);
gboolean   wg_history_replace        (WgHistory           *self,
                                      WgPlan              *next,
                                      const char          *kind,
                                      const char          *detail,
                                      const WgProgress    *progress,
                                      GCancellable        *cancellable,
                                      GError             **error);

/** Journals @buildings (nullable: none) in place of those of the plan, then puts them there; one undo
 *  step. %WG_PLAN_ERROR_BUSY, %WG_PLAN_ERROR_NO_FRAME, what the journal says.
 *  The blocking call is for the command line. */
void       wg_history_put_buildings_async  (WgHistory           *self,
                                            WgBuildingSet       *buildings,
                                            const char          *kind,
                                            const char          *detail,
                                            const WgProgress    *progress,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean   wg_history_put_buildings_finish (WgHistory           *self,
                                            GAsyncResult        *result,
                                            GError             **error);
gboolean   wg_history_put_buildings        (WgHistory           *self,
                                            WgBuildingSet       *buildings,
                                            const char          *kind,
                                            const char          *detail,
                                            const WgProgress    *progress,
                                            GCancellable        *cancellable,
                                            GError             **error);

/** Likewise @addresses, or @barriers (nullable: none) in place of all that the plan has. */
void       wg_history_put_addresses_async  (WgHistory           *self,
                                            WgAddressSet        *addresses,
                                            const char          *kind,
                                            const char          *detail,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean   wg_history_put_addresses_finish (WgHistory           *self,
                                            GAsyncResult        *result,
                                            GError             **error);
gboolean   wg_history_put_addresses        (WgHistory           *self,
                                            WgAddressSet        *addresses,
                                            const char          *kind,
                                            const char          *detail,
                                            GError             **error);
void       wg_history_put_barriers_async   (WgHistory           *self,
                                            WgBarrierSet        *barriers,
                                            const char          *kind,
                                            const char          *detail,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
gboolean   wg_history_put_barriers_finish  (WgHistory           *self,
                                            GAsyncResult        *result,
                                            GError             **error);
gboolean   wg_history_put_barriers         (WgHistory           *self,
                                            WgBarrierSet        *barriers,
                                            const char          *kind,
                                            const char          *detail,
                                            GError             **error);

G_END_DECLS
