/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/render/wg-chart-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** What is saved; borrowed for the call. */
typedef struct
{
  WgChartStock *stock;
  const WgChartOptions *options;
  guint32 grid;
} WgChartOutput;

/**
 * wg_chart_save_async:
 * @source: kept until @callback
 * @path: its ending is the format: .pdf, .svg or .png; pictures of further pages go beside it
 *
 * Writes the chart in a worker.
 */
void               wg_chart_save_async  (GObject              *source,
                                         const WgChartOutput  *output,
                                         const char           *path,
                                         GAsyncReadyCallback   callback);
/** (transfer full): the name of the first file, without its folder. */
char              *wg_chart_save_finish (GAsyncResult         *result,
                                         GError              **error);

/**
 * wg_chart_print_new:
 * @sheet: kept until the operation is gone
 * @page: that is looked at: the current page of the dialog
 * @name: of the job
 *
 * An operation that is set to the sheet's paper and prints its pages, as the preview shows them.
 *
 * Returns: (transfer full): to be run; it goes on after gtk_print_operation_run()
 */
GtkPrintOperation *wg_chart_print_new   (WgChartSheet         *sheet,
                                         guint                 page,
                                         const WgChartOptions *options,
                                         const char           *name);

G_END_DECLS
