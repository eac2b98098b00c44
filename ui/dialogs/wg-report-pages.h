/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/cli/wg-report-job.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wg_report_pages_show:
 * @box: what it holds goes away
 * @report: (nullable): borrowed until the next call or until @box is gone
 *
 * Puts the pages of a report into a box, one below the other, as they are printed.
 */
void wg_report_pages_show (GtkBox         *box,
                           const WgReport *report);

G_END_DECLS
