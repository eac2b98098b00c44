/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-page.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_CLEAN_PAGE (wg_import_clean_page_get_type ())

/**
 * WgImportCleanPage:
 *
 * How what comes in is cleaned.
 */
G_DECLARE_FINAL_TYPE (WgImportCleanPage, wg_import_clean_page, WG, IMPORT_CLEAN_PAGE, WgImportPage)

G_END_DECLS
