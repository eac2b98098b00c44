/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_FIND_HINT (wg_find_hint_get_type ())

/**
 * WgFindHint:
 *
 * What the find box shows in the place of a list: what can be typed; or that nothing was found, why that may
 * be, and the way to what the project lacks (its addresses, its people).
 */
G_DECLARE_FINAL_TYPE (WgFindHint, wg_find_hint, WG, FIND_HINT, GtkWidget)

GtkWidget *wg_find_hint_new        (void);
/** What can be typed. */
void       wg_find_hint_show_start (WgFindHint *self);
/** Nothing was found for @text in @plan. */
void       wg_find_hint_show_none  (WgFindHint *self,
                                    WgPlan     *plan,
                                    const char *text);

G_END_DECLS
