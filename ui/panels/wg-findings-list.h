/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/check/wg-check.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_FINDING_ITEM (wg_finding_item_get_type ())

/** One row of the findings board: a finding as a value. */
G_DECLARE_FINAL_TYPE (WgFindingItem, wg_finding_item, WG, FINDING_ITEM, GObject)

const WgFinding *wg_finding_item_get (WgFindingItem *self);

#define WG_TYPE_FINDINGS_LIST (wg_findings_list_get_type ())

/**
 * WgFindingsList:
 *
 * Findings as a #GListModel of #WgFindingItem. Items are made when a row asks for them, so that
 * a hundred thousand findings cost one array.
 */
G_DECLARE_FINAL_TYPE (WgFindingsList, wg_findings_list, WG, FINDINGS_LIST, GObject)

WgFindingsList  *wg_findings_list_new     (void);
/** @findings: (transfer full) (element-type WgFinding), sorted as wg_finding_compare() does. Tells
 *  only what differs. */
void             wg_findings_list_take    (WgFindingsList  *self,
                                           GArray          *findings);
/** (transfer none) (element-type WgFinding) */
const GArray    *wg_findings_list_get     (WgFindingsList  *self);
/** The row about the same thing as @finding; %GTK_INVALID_LIST_POSITION when there is none. */
guint            wg_findings_list_find    (WgFindingsList  *self,
                                           const WgFinding *finding);
/** Are two findings of the same rule about the same thing? Their numbers may differ. */
gboolean         wg_finding_is_same       (const WgFinding *a,
                                           const WgFinding *b);

G_END_DECLS
