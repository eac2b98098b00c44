/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-page.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_DIFFERENCES_PAGE (wg_import_differences_page_get_type ())

/**
 * WgImportDifferencesPage:
 *
 * How a newer version of a level differs from it, and which differences are applied.
 */
G_DECLARE_FINAL_TYPE (WgImportDifferencesPage, wg_import_differences_page, WG, IMPORT_DIFFERENCES_PAGE, WgImportPage)

G_END_DECLS
