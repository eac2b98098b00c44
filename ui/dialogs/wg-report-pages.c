/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-report-pages"

#include "wg-report-pages.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_PAGES 30   /* shown; the file has all */
#define PAGE_WIDTH 940 /* pixels */

static void
draw_page_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  const WgReport *report = user_data;
  guint page = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "page"));
  double page_width = 0, page_height = 0;

  wg_changes_report_get_size (report->pages, &page_width, &page_height);
  cairo_scale (cr, width / page_width, width / page_width);
  wg_changes_report_paint (report->pages, page, cr);
}

void
wg_report_pages_show (GtkBox *box, const WgReport *report)
{
  GtkWidget *child = NULL;
  guint n_pages = report != NULL ? wg_changes_report_n_pages (report->pages) : 0;
  double width = 0, height = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  if (report != NULL)
    wg_changes_report_get_size (report->pages, &width, &height);
  for (guint page = 0; page < MIN (n_pages, MAX_PAGES); page++)
    {
      GtkWidget *area = gtk_drawing_area_new ();
      g_autofree char *label = g_strdup_printf (_("Page %u of %u"), page + 1, n_pages);

      g_object_set_data (G_OBJECT (area), "page", GUINT_TO_POINTER (page));
      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), PAGE_WIDTH);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area),
                                           (int) ceil (PAGE_WIDTH * height / width));
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_page_cb, (gpointer) report, NULL);
      gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
      gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      gtk_box_append (box, area);
    }
}
