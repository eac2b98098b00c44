/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-run.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_OVERLAPS (wg_import_overlaps_get_type ())

/**
 * WgImportOverlaps:
 *
 * Asks about each piece of land that several rows of a file claim: a list, a map that flies to the
 * one that is chosen, and a button for each claimant. What is not decided goes by the rule. Signals:
 * ::answered (guint step): wg_import_overlaps_dup_answers() is new.
 */
G_DECLARE_FINAL_TYPE (WgImportOverlaps, wg_import_overlaps, WG, IMPORT_OVERLAPS, GtkBox)

/**
 * wg_import_overlaps_show:
 * @steps: (nullable) (element-type WgImportStep): borrowed until the next call
 * @from_m2: smaller ones are not asked about
 *
 * The answers that the steps' choices have are shown as given.
 */
void    wg_import_overlaps_show        (WgImportOverlaps *self,
                                        GPtrArray        *steps,
                                        double            from_m2);
/** (transfer full) (element-type WgOverlapAnswer): for WgImportChoice.answers of that step. */
GArray *wg_import_overlaps_dup_answers (WgImportOverlaps *self,
                                        guint             step);

G_END_DECLS
