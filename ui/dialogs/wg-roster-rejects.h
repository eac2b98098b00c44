/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-roster.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Asks for a file, writes the rows that @roster leaves out into it, in a worker, and has @told say what became of
 *  it. */
void wg_roster_rejects_save (GtkWindow *parent,
                             WgRoster  *roster,
                             GtkLabel  *told);

G_END_DECLS
