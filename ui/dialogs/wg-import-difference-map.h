/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-difference-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_DIFFERENCE_MAP (wg_import_difference_map_get_type ())

/**
 * WgImportDifferenceMap:
 *
 * A small map of one difference between the project and a file: the land that a grid gains and loses
 * among its neighbours' borders. It flies from one difference to the next.
 */
G_DECLARE_FINAL_TYPE (WgImportDifferenceMap, wg_import_difference_map, WG, IMPORT_DIFFERENCE_MAP,
                      GtkWidget)

/** @comparison: (nullable): borrowed until the next call; %NULL: an empty map. */
void wg_import_difference_map_set_comparison (WgImportDifferenceMap    *self,
                                              const WgImportComparison *comparison);
/** @item: (nullable): of the comparison; %NULL: all of the level. */
void wg_import_difference_map_point_at       (WgImportDifferenceMap    *self,
                                              const WgUpdateItem       *item);

G_END_DECLS
