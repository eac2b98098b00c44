/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-page.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_RESULT_PAGE (wg_import_result_page_get_type ())

/**
 * WgImportResultPage:
 *
 * What an import would make of the project, before anything touches it: the grids are brought in
 * in memory, shown on a map with every change marked, beside the report.
 */
G_DECLARE_FINAL_TYPE (WgImportResultPage, wg_import_result_page, WG, IMPORT_RESULT_PAGE, WgImportPage)

G_END_DECLS
