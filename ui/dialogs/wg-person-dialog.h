/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "../../app/plan/wg-staffing.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_PERSON_DIALOG (wg_person_dialog_get_type ())

/**
 * WgPersonDialog:
 *
 * All about one of the staff: name and work phone, employer and post, the photo for the notice board; the grids
 * answered for now and before, leaves and who stands in. What is changed is stored at once, each as an undo step.
 */
G_DECLARE_FINAL_TYPE (WgPersonDialog, wg_person_dialog, WG, PERSON_DIALOG, AdwWindow)

/** @person: 0: somebody new, who is added with the button. */
WgPersonDialog *wg_person_dialog_new (GtkWindow    *parent,
                                      WgSession    *session,
                                      guint32       person,
                                      const WgWhen *when,
                                      gboolean      is_read_only);

/** Puts the cursor into the phone. */
void            wg_person_dialog_edit_phone (WgPersonDialog *self);

G_END_DECLS
