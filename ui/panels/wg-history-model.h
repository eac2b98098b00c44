/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-history.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define WG_TYPE_HISTORY_ITEM (wg_history_item_get_type ())

/** One edit as a row shows it; the beginning, before the first edit, has step 0. */
G_DECLARE_FINAL_TYPE (WgHistoryItem, wg_history_item, WG, HISTORY_ITEM, GObject)

gint64      wg_history_item_get_step     (WgHistoryItem *self);
/** "Split 3网格". */
const char *wg_history_item_get_sentence (WgHistoryItem *self);
/** When, who and why, in one line. */
const char *wg_history_item_get_facts    (WgHistoryItem *self);

#define WG_TYPE_HISTORY_MODEL (wg_history_model_get_type ())

/**
 * WgHistoryModel:
 *
 * The edits of a project, the newest first, as a #GListModel of #WgHistoryItem that are made when asked
 * for; the beginning is the last. Property, notified: "present" (int64, the step the project is
 * at): rows above it were undone. Main thread.
 */
G_DECLARE_FINAL_TYPE (WgHistoryModel, wg_history_model, WG, HISTORY_MODEL, GObject)

WgHistoryModel *wg_history_model_new        (void);
void           wg_history_model_set_source (WgHistoryModel *self,
                                                 WgHistory     *history); /* nullable */
/** Reads what is new: a few rows as a rule, all when most is new. */
void           wg_history_model_refresh    (WgHistoryModel *self);
/** Only edits whose words have @text; NULL or "": all. */
void           wg_history_model_set_filter (WgHistoryModel *self,
                                                 const char    *text);
gint64         wg_history_model_get_present (WgHistoryModel *self);
/** How many steps lead to the state after @step: below 0 to undo, above to redo. */
int            wg_history_model_count_to   (WgHistoryModel *self,
                                                 gint64         step);
/** How many edits there are, shown or not. */
guint          wg_history_model_n_edits    (WgHistoryModel *self);

G_END_DECLS
