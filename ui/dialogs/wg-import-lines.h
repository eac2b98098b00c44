/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-choice.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_LINES (wg_import_lines_get_type ())

/**
 * WgImportLines:
 *
 * A sentence that says what becomes of the loose lines of a layer: areas, gaps that are closed, pieces
 * that end open. The layer is read in a worker.
 */
G_DECLARE_FINAL_TYPE (WgImportLines, wg_import_lines, WG, IMPORT_LINES, AdwBin)

/**
 * wg_import_lines_look:
 * @plan: of the project
 * @choice: (nullable): how to read the layer; %NULL: there are no loose lines, and nothing is said
 *
 * Reads the layer anew; an earlier reading is given up.
 */
void wg_import_lines_look (WgImportLines        *self,
                           WgPlan               *plan,
                           const WgImportChoice *choice);

G_END_DECLS
