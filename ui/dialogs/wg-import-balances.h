/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-incoming.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_BALANCES (wg_import_balances_get_type ())

/**
 * WgImportBalances:
 *
 * The table of each grid that a file brought: what it had, won, lost and has. Those whose land
 * changed most first. Signals: ::chosen (guint): the grid whose row is selected.
 */
G_DECLARE_FINAL_TYPE (WgImportBalances, wg_import_balances, WG, IMPORT_BALANCES, GtkBox)

/** @report: (nullable): borrowed until the next call. */
void wg_import_balances_show (WgImportBalances     *self,
                              const WgImportReport *report);

G_END_DECLS
