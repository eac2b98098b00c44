/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "wg-people-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_PEOPLE_PANEL (wg_people_panel_get_type ())

/**
 * WgPeoplePanel:
 *
 * The people of a project as a table: found as typed, filtered, sorted by its headings, edited in place; several rows are
 * selected, copied and removed at once, one is dragged onto a grid of the map as a #WgPlace.
 *
 * Signals:
 * - ::open-person (uint person): show all about somebody; 0: somebody new
 * - ::assign-person (uint person): to the grid that is selected
 * - ::remove-people (GArray persons, of guint32): with all that they have to do with grids
 * - ::message (const char *sentence): for a toast
 */
G_DECLARE_FINAL_TYPE (WgPeoplePanel, wg_people_panel, WG, PEOPLE_PANEL, AdwBin)

/** @session: (nullable) */
void    wg_people_panel_set_session   (WgPeoplePanel *self,
                                       WgSession     *session);
void    wg_people_panel_set_read_only (WgPeoplePanel *self,
                                       gboolean       read_only);
/** As of that day. */
void    wg_people_panel_set_day       (WgPeoplePanel *self,
                                       WgDay          day);
/** Shows somebody, whatever the filter was. */
void    wg_people_panel_show_person   (WgPeoplePanel *self,
                                       guint32        person);
/** Shows who is free, with the cursor in the search. */
void    wg_people_panel_show_free     (WgPeoplePanel *self);
void    wg_people_panel_focus         (WgPeoplePanel *self);
/** (transfer full) (element-type guint32): whose rows are selected and shown, from the top. */
GArray *wg_people_panel_get_selected  (WgPeoplePanel *self);
/** Only that one, unless the row is selected already, with others. */
void    wg_people_panel_select        (WgPeoplePanel *self,
                                       guint32        person);
/** Puts the keyboard on the rows, the selected one first. */
void    wg_people_panel_focus_row     (WgPeoplePanel *self);
/** Edits a cell of the first selected row where it stands. */
void    wg_people_panel_edit          (WgPeoplePanel *self,
                                       WgPeopleColumn column);
/** (nullable) (transfer full): the selected rows as lines, their cells parted by tabs. */
char   *wg_people_panel_tell_selected (WgPeoplePanel *self);

G_END_DECLS
