/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-history.h"
#include "../../app/plan/wg-people.h"

G_BEGIN_DECLS

/**
 * WgStaffRuleDrafts:
 *
 * What somebody wrote in the staffing rules of several levels and types of property and did not store yet. A page is a
 * level with a type: wg_staff_rule_page(). Owned by the dialog.
 */
typedef struct _WgStaffRuleDrafts WgStaffRuleDrafts;

guint              wg_staff_rule_page          (guint                    depth,
                                                WgPropertyType           type);
guint              wg_staff_rule_page_depth    (guint                    page);
WgPropertyType     wg_staff_rule_page_type     (guint                    page);

WgStaffRuleDrafts *wg_staff_rule_drafts_new    (void);
void               wg_staff_rule_drafts_free   (WgStaffRuleDrafts       *self);
/** @rules: (transfer full) (element-type WgStaffRule); their titles are copied. */
void               wg_staff_rule_drafts_keep   (WgStaffRuleDrafts       *self,
                                                guint                    page,
                                                GArray                  *rules);
/** (transfer none) (nullable) (element-type WgStaffRule) */
const GArray      *wg_staff_rule_drafts_get    (const WgStaffRuleDrafts *self,
                                                guint                    page);
/** Pages with drafts besides @page. */
guint              wg_staff_rule_drafts_others (const WgStaffRuleDrafts *self,
                                                guint                    page);
/** Stores all, a step of the history for each page that changes; 0, or the page that could not be stored. */
guint              wg_staff_rule_drafts_store  (WgStaffRuleDrafts       *self,
                                                WgHistory               *history,
                                                GError                 **error);

G_END_DECLS
