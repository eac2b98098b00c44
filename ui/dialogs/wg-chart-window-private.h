/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-chart-panel.h"
#include "wg-chart-template-button.h"
#include "wg-chart-window.h"

G_BEGIN_DECLS

struct _WgChartWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkScrolledWindow *scrolled;
  GtkDrawingArea *area;
  GtkWidget *zoom_in_button;
  GtkWidget *zoom_out_button;
  GtkLabel *zoom_label;
  WgChartPanel *panel;
  WgChartTemplateButton *templates;
  GtkWidget *spinner;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkLabel *page_label;

  WgWindow *window;          /* borrowed: it is modal for it */
  WgChartStock *stock;
  WgChartSheet *chart;       /* NULL: not laid out yet */
  guint page;
  guint32 grid;
  char *name;
  GCancellable *making;      /* of the worker that lays out; NULL when none does */
  guint settle;              /* a timeout until then */
  GSettings *settings;
  double zoom;               /* pixels per point; 0: fits the window */
  cairo_surface_t *picture;  /* the paper as it was painted last */
  double picture_zoom;
  guint idle;
};

/* wg-chart-window-view.c: the paper on the desk, its zoom and its pages. */
/** Actions and keys of zoom and pages. */
void wg_chart_window_install_view (GtkWidgetClass *klass);
void wg_chart_window_init_view    (WgChartWindow  *self);
/** Forgets what is drawn. */
void wg_chart_window_clear_view   (WgChartWindow  *self);
/** There is a sheet, of as many pages. */
void wg_chart_window_show_page    (WgChartWindow  *self,
                                   guint           page);

G_END_DECLS
