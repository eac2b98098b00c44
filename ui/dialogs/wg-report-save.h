/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-incoming.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Asks where to, and writes the report as a spreadsheet or JSON in a worker. @report: borrowed until
 *  the chooser, which is modal for @parent, is answered. */
void wg_report_save_ask (GtkWindow            *parent,
                         const WgImportReport *report);

/** Asks where to, and writes @sheets (transfer full) (element-type WgSheet) in a worker; @name is proposed. */
void wg_report_save_sheets (GtkWindow  *parent,
                            const char *name,
                            GPtrArray  *sheets);

G_END_DECLS
