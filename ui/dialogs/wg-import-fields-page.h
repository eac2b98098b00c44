/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-page.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_FIELDS_PAGE (wg_import_fields_page_get_type ())

/**
 * WgImportFieldsPage:
 *
 * What the columns of a layer are and how its text reads, with its first rows.
 */
G_DECLARE_FINAL_TYPE (WgImportFieldsPage, wg_import_fields_page, WG, IMPORT_FIELDS_PAGE, WgImportPage)

G_END_DECLS
