/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-page.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_RESULT_PAGE (wg_import_result_page_get_type ())

/**
 * WgImportResultPage:
 *
 * What an import will do, before anything touches the project.
 */
G_DECLARE_FINAL_TYPE (WgImportResultPage, wg_import_result_page, WG, IMPORT_RESULT_PAGE, WgImportPage)

G_END_DECLS
