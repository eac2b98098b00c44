/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-page.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_SOURCE_PAGE (wg_import_source_page_get_type ())

/**
 * WgImportSourcePage:
 *
 * The first step: the layers of all files, and what each is brought in as.
 */
G_DECLARE_FINAL_TYPE (WgImportSourcePage, wg_import_source_page, WG, IMPORT_SOURCE_PAGE, WgImportPage)

G_END_DECLS
