/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-page.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_COORDINATES_PAGE (wg_import_coordinates_page_get_type ())

/**
 * WgImportCoordinatesPage:
 *
 * Where the numbers of a layer lie, shown over the land of the project.
 */
G_DECLARE_FINAL_TYPE (WgImportCoordinatesPage, wg_import_coordinates_page, WG, IMPORT_COORDINATES_PAGE, WgImportPage)

G_END_DECLS
