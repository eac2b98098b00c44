/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-place-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_PLACE_SELECTION (wg_place_selection_get_type ())

/**
 * WgPlaceSelection:
 *
 * A #GtkSelectionModel of several rows of a #WgPlaceList, kept by what stands in the rows and not by their numbers: it
 * stays with its people whatever the order and the filter become, and all of 100,000 rows cost a set of numbers, no
 * objects. What is not shown comes back with its row, until something else is selected. Main thread.
 */
G_DECLARE_FINAL_TYPE (WgPlaceSelection, wg_place_selection, WG, PLACE_SELECTION, GObject)

WgPlaceSelection *wg_place_selection_new     (WgPlaceList      *list);
/** Selects that one and nothing else; 0: nothing. */
void              wg_place_selection_select  (WgPlaceSelection *self,
                                              guint32           id);
/** (transfer full) (element-type guint32): what is selected and shown, in the order of the rows. */
GArray           *wg_place_selection_get_ids (WgPlaceSelection *self);
/** How many ids that are. */
guint             wg_place_selection_count   (WgPlaceSelection *self);

G_END_DECLS
