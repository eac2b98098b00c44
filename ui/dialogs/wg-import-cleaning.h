/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-choice.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_CLEANING (wg_import_cleaning_get_type ())

/**
 * WgImportCleaning:
 *
 * The group of rows that says how a file is cleaned: width of slivers, who gets land claimed twice,
 * which level decides, how loose lines become areas. What is proposed does for most files. Signals:
 * ::changed, and ::parents-said (gboolean) when a person says whether parents are made.
 */
G_DECLARE_FINAL_TYPE (WgImportCleaning, wg_import_cleaning, WG, IMPORT_CLEANING,
                      AdwPreferencesGroup)

/** Shows the rows of loose lines where @layer has some, and of nesting below the top level. */
void wg_import_cleaning_offer (WgImportCleaning    *self,
                               const WgSourceLayer *layer,
                               guint                depth);
/** Shows what is chosen. */
void wg_import_cleaning_set   (WgImportCleaning     *self,
                               const WgImportChoice *choice);
/** Shows whether parents can be made of the rows, and are. */
void wg_import_cleaning_show_parents (WgImportCleaning *self,
                               gboolean             can_make,
                               gboolean             makes);
/** Writes what is chosen, but for the parents. */
void wg_import_cleaning_get   (WgImportCleaning    *self,
                               WgImportChoice      *choice);

G_END_DECLS
