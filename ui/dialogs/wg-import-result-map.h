/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-run.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_RESULT_MAP (wg_import_result_map_get_type ())

/**
 * WgImportResultMap:
 *
 * The map of a step of an import: the land that would result, every change marked by its kind, the
 * outlines of the file, a legend that shows and hides kinds. Signals: ::picked (guint): the
 * decision whose mark was clicked, an index into those of the report.
 */
G_DECLARE_FINAL_TYPE (WgImportResultMap, wg_import_result_map, WG, IMPORT_RESULT_MAP, AdwBin)

/** @step: (nullable): borrowed until the next call. */
void wg_import_result_map_show     (WgImportResultMap  *self,
                                    const WgImportStep *step);
/** Flies there and outlines what it was about; @decision NULL takes the mark away. */
void wg_import_result_map_point_at (WgImportResultMap  *self,
                                    const WgDecision   *decision);
/** Flies to a grid of the result. */
void wg_import_result_map_show_grid (WgImportResultMap *self,
                                    guint32             grid);
/** One kind alone (-1: all) is marked: what a list beside the map shows. */
void wg_import_result_map_show_kind (WgImportResultMap *self,
                                    int                 kind);

G_END_DECLS
