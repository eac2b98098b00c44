/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-choice.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_PLACE (wg_import_place_get_type ())

/**
 * WgImportPlace:
 *
 * Shows a layer over the land of the project as it would lie there, and asks for the shift of
 * Chinese web maps, with a warning when the layer would fit better with one. The layer is read in a
 * worker. Signals: ::changed when another shift is chosen.
 */
G_DECLARE_FINAL_TYPE (WgImportPlace, wg_import_place, WG, IMPORT_PLACE, AdwPreferencesGroup)

/**
 * wg_import_place_look:
 * @plan: a snapshot that belongs to the call
 * @choice: (nullable): how to read the layer; %NULL: the map is empty until it can be read
 *
 * Reads the layer anew and shows it; an earlier reading is given up.
 */
void         wg_import_place_look      (WgImportPlace        *self,
                                        WgPlan               *plan,
                                        const WgImportChoice *choice);
WgChinaDatum wg_import_place_get_datum (WgImportPlace        *self);
void         wg_import_place_set_datum (WgImportPlace        *self,
                                        WgChinaDatum          datum);

G_END_DECLS
