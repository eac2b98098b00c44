/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-incoming.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_DECISION_ITEM (wg_decision_item_get_type ())

/** One row of a #WgDecisionList. */
G_DECLARE_FINAL_TYPE (WgDecisionItem, wg_decision_item, WG, DECISION_ITEM, GObject)

WgDecision wg_decision_item_get (WgDecisionItem *self);

typedef enum
{
  WG_DECISION_COLUMN_KIND,
  WG_DECISION_COLUMN_WINNER,
  WG_DECISION_COLUMN_LOSER,
  WG_DECISION_COLUMN_AREA,
  WG_DECISION_COLUMN_WIDTH,
} WgDecisionColumn;

#define WG_TYPE_DECISION_LIST (wg_decision_list_get_type ())

/** The decisions of an import as a #GListModel of #WgDecisionItem, made when asked for; sorts
 *  itself by a column (100,000 rows in a few milliseconds) and shows one kind or all. */
G_DECLARE_FINAL_TYPE (WgDecisionList, wg_decision_list, WG, DECISION_LIST, GObject)

/** @report: outlives the list. */
WgDecisionList *wg_decision_list_new  (const WgImportReport *report);
/** @kind: -1 for all. */
void            wg_decision_list_show (WgDecisionList       *self,
                                       int                   kind);
void            wg_decision_list_sort (WgDecisionList       *self,
                                       WgDecisionColumn      column,
                                       gboolean              descending);
/** Where the decision @index of the report stands; %GTK_INVALID_LIST_POSITION when it is not shown. */
guint           wg_decision_list_find (WgDecisionList       *self,
                                       guint                 index);

G_END_DECLS
