/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-incoming.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_PROBLEMS (wg_import_problems_get_type ())

/** The rows of a file that were refused or need a look, by kind, with the reason of each. */
G_DECLARE_FINAL_TYPE (WgImportProblems, wg_import_problems, WG, IMPORT_PROBLEMS, AdwBin)

/** @report: (nullable): not kept. */
void wg_import_problems_show (WgImportProblems     *self,
                              const WgImportReport *report);

G_END_DECLS
