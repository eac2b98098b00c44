/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_TEMPLATES (wg_import_templates_get_type ())

/**
 * WgImportTemplates:
 *
 * The row where a template of an import is chosen, kept under a name, or deleted; it does none of that
 * itself. Signals: ::selected (const char *name, nullable: none), ::save (const char *name), ::remove
 * (const char *name).
 */
G_DECLARE_FINAL_TYPE (WgImportTemplates, wg_import_templates, WG, IMPORT_TEMPLATES,
                      AdwPreferencesGroup)

/** @mappings: (element-type WgMapping); @name: (nullable): the one that is applied. */
void wg_import_templates_show (WgImportTemplates *self,
                               const GPtrArray   *mappings,
                               const char        *name);

G_END_DECLS
