/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "wg-people-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wg_people_edit_cell:
 * @session: outlives the editor, which goes with the window
 * @cell: of the row of @person
 *
 * Edits a name, phone, employer or post where it stands; each is one undo step. %FALSE: the column is no such one, or
 * the person is gone.
 */
gboolean wg_people_edit_cell (WgSession      *session,
                              guint32         person,
                              WgPeopleColumn  column,
                              GtkWidget      *cell);

G_END_DECLS
