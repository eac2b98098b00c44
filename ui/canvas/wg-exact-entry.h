/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/geometry/wg-exact-input.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_EXACT_ENTRY (wg_exact_entry_get_type ())

/**
 * WgExactEntry:
 *
 * The small entry for lengths, azimuths and coordinates at the foot of the map, with what it
 * understood, or what is wrong, in words below.
 *
 * Signals:
 * - ::changed: the input is another
 * - ::accepted: Enter, with an input that can be used
 * - ::dropped: Escape
 */
G_DECLARE_FINAL_TYPE (WgExactEntry, wg_exact_entry, WG, EXACT_ENTRY, GtkWidget)

/** @is_distance: only a length is asked for: the distance of a parallel. */
GtkWidget          *wg_exact_entry_new         (gboolean      is_distance);
gboolean            wg_exact_entry_is_distance (WgExactEntry *self);
/** What was typed; %WG_EXACT_EMPTY while it is wrong. */
const WgExactInput *wg_exact_entry_get_input   (WgExactEntry *self);
/** Takes the keyboard; @text: what was typed already. */
void                wg_exact_entry_begin       (WgExactEntry *self,
                                                const char   *text);
/** Says why the input cannot be used after all. */
void                wg_exact_entry_refuse      (WgExactEntry *self,
                                                const char   *sentence);

G_END_DECLS
