/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-hierarchy-panel.h"

G_BEGIN_DECLS

/* What the hierarchy is drawn of: the rows of its tree and the buttons of its levels. Not for others than the panel. */

/* Callbacks of the factory of the list. */
void       wg_hierarchy_row_setup_cb     (GtkSignalListItemFactory *factory,
                                          GtkListItem              *list_item,
                                          WgHierarchyPanel         *self);
void       wg_hierarchy_row_bind_cb      (GtkSignalListItemFactory *factory,
                                          GtkListItem              *list_item,
                                          WgHierarchyPanel         *self);
void       wg_hierarchy_row_unbind_cb    (GtkSignalListItemFactory *factory,
                                          GtkListItem              *list_item,
                                          WgHierarchyPanel         *self);
/** A toggle with the name of a level and how many grids it has. */
GtkWidget *wg_hierarchy_level_button_new (WgPlan                   *plan,
                                          guint                     depth);

/** Grids whose name or code holds @text; case does not matter. Appends at most @max ids to @ids_out
 *  (element-type guint32), returns how many there are. */
guint wg_hierarchy_find_grids (WgPlan *plan, const char *text, guint max, GArray *ids_out);

G_END_DECLS
