/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include "wg-pdf.h"

static gboolean
paint_item (guint item G_GNUC_UNUSED, WgPdfPen *pen, gpointer user_data, GError **error G_GNUC_UNUSED)
{
  const WgChartSheet *sheet = user_data;

  for (guint page = 0; page < wg_chart_sheet_count_pages (sheet); page++)
    {
      double width = 0, height = 0;

      wg_chart_sheet_get_page_size (sheet, page, &width, &height);
      wg_chart_sheet_paint (sheet, page, wg_pdf_pen_begin_page (pen, width, height, NULL));
    }
  return TRUE;
}

gboolean
wg_chart_sheet_write_pdf (const WgChartSheet *self, const char *path, GError **error)
{
  WgPdfItem item = { NULL, 0, FALSE };
  WgPdfJob job = { .items = &item, .n_items = 1, .paint = paint_item, .user_data = (gpointer) self,
                   .title = self->title, .date = self->options->date, .n_threads = 1 };

  return wg_pdf_write (&job, path, NULL, NULL, NULL, error);
}
