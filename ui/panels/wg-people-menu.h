/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-people-panel.h"

G_BEGIN_DECLS

/*
 * What can be done with the selected row of the table of people, by a menu and by keys: "people.open", "people.edit",
 * "people.assign" (Insert), "people.copy" (Ctrl+C), "people.remove" (Delete). Not for others than the panel.
 */

/** In the panel's class_init. */
void wg_people_menu_install (GtkWidgetClass *widget_class);
/** Opens it for a row of @view where that is pressed with the other button. */
void wg_people_menu_attach  (WgPeoplePanel  *panel,
                             GtkColumnView  *view);

G_END_DECLS
