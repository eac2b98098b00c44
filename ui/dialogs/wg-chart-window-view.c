/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-window"

#include "wg-chart-window-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define MARGIN 24.0     /* of desk around the paper */
#define MIN_ZOOM 0.4
#define MAX_ZOOM 6.0
#define ZOOM_STEP 1.25
#define SCREEN_DPI 96.0

static double
get_fitting_zoom (WgChartWindow *self)
{
  double width;
  double height;
  double free_width = gtk_widget_get_width (GTK_WIDGET (self->scrolled)) - 2 * MARGIN;
  double free_height = gtk_widget_get_height (GTK_WIDGET (self->scrolled)) - 2 * MARGIN;

  wg_chart_sheet_get_page_size (self->chart, self->page, &width, &height);
  return CLAMP (MIN (free_width / width, free_height / height), MIN_ZOOM, MAX_ZOOM);
}

/* The next zoom that is seen paints the sheet anew. */
static void
forget_picture (WgChartWindow *self)
{
  g_clear_pointer (&self->picture, cairo_surface_destroy);
}

static double
get_zoom (WgChartWindow *self)
{
  return self->zoom > 0 ? self->zoom : get_fitting_zoom (self);
}

static void
update_zoom (WgChartWindow *self)
{
  double zoom = 1;
  double width;
  double height;
  g_autofree char *text = NULL;

  if (self->chart == NULL)
    return;
  zoom = get_zoom (self);
  /* Translators: zoom of the preview in percent */
  text = g_strdup_printf (_("%.0f %%"), zoom * 72.0 / SCREEN_DPI * 100);
  wg_chart_sheet_get_page_size (self->chart, self->page, &width, &height);
  gtk_drawing_area_set_content_width (self->area,
                                      self->zoom > 0 ? (int) (width * zoom + 2 * MARGIN) : 0);
  gtk_drawing_area_set_content_height (self->area,
                                       self->zoom > 0 ? (int) (height * zoom + 2 * MARGIN) : 0);
  gtk_label_set_label (self->zoom_label, text);
  gtk_widget_set_sensitive (self->zoom_in_button, zoom < MAX_ZOOM);
  gtk_widget_set_sensitive (self->zoom_out_button, zoom > MIN_ZOOM);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
set_zoom (WgChartWindow *self, double zoom)
{
  if (self->chart == NULL)
    return;
  self->zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  update_zoom (self);
}

/* Painting the sheet takes much longer than showing it: it is painted once for each zoom. */
static void
ensure_picture (WgChartWindow *self, double zoom)
{
  double width;
  double height;
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  cairo_t *cr;

  if (self->picture != NULL && self->picture_zoom == zoom * factor)
    return;

  g_clear_pointer (&self->picture, cairo_surface_destroy);
  wg_chart_sheet_get_page_size (self->chart, self->page, &width, &height);
  self->picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * zoom * factor),
                                              (int) ceil (height * zoom * factor));
  self->picture_zoom = zoom * factor;
  cr = cairo_create (self->picture);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, zoom * factor, zoom * factor);
  wg_chart_sheet_paint (self->chart, self->page, cr);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (self->picture, factor, factor);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WgChartWindow *self = user_data;
  double zoom = 1;
  double paper_width;
  double paper_height;
  double x;
  double y;

  if (self->chart == NULL)
    return;
  zoom = get_zoom (self);
  wg_chart_sheet_get_page_size (self->chart, self->page, &paper_width, &paper_height);
  ensure_picture (self, zoom);
  x = floor (MAX ((width - paper_width * zoom) / 2, MARGIN));
  y = floor (MAX ((height - paper_height * zoom) / 2, MARGIN));

  for (int i = 4; i > 0; i--)
    {
      cairo_set_source_rgba (cr, 0, 0, 0, 0.06);
      cairo_rectangle (cr, x - i + 1, y - i + 2, paper_width * zoom + 2 * i - 2,
                       paper_height * zoom + 2 * i - 2);
      cairo_fill (cr);
    }
  cairo_set_source_surface (cr, self->picture, x, y);
  cairo_paint (cr);
}

static gboolean
show_zoom_cb (gpointer user_data)
{
  WgChartWindow *self = user_data;

  self->idle = 0;
  if (self->chart != NULL)
    {
      g_autofree char *text
        = g_strdup_printf (_("%.0f %%"), get_zoom (self) * 72.0 / SCREEN_DPI * 100);

      gtk_label_set_label (self->zoom_label, text);
    }
  return G_SOURCE_REMOVE;
}

/* A label must not change while sizes are being given out. */
static void
resize_cb (GtkDrawingArea *area, int width, int height, WgChartWindow *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (show_zoom_cb, self);
}

static void
zoom_by (WgChartWindow *self, double factor)
{
  if (self->chart != NULL)
    set_zoom (self, get_zoom (self) * factor);
}

static void
zoom_in_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  zoom_by (WG_CHART_WINDOW (widget), ZOOM_STEP);
}

static void
zoom_out_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  zoom_by (WG_CHART_WINDOW (widget), 1 / ZOOM_STEP);
}

static void
zoom_fit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WG_CHART_WINDOW (widget)->zoom = 0;
  update_zoom (WG_CHART_WINDOW (widget));
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, WgChartWindow *self)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;

  zoom_by (self, pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
update_pages (WgChartWindow *self)
{
  guint n = wg_chart_sheet_count_pages (self->chart);
  /* Translators: a page, of how many */
  g_autofree char *text = g_strdup_printf (_("%u of %u"), self->page + 1, n);

  gtk_label_set_label (self->page_label, text);
  gtk_widget_set_sensitive (self->previous_button, self->page > 0);
  gtk_widget_set_sensitive (self->next_button, self->page + 1 < n);
}

static void
previous_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgChartWindow *self = WG_CHART_WINDOW (widget);

  if (self->chart != NULL && self->page > 0)
    wg_chart_window_show_page (self, self->page - 1);
}

static void
next_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgChartWindow *self = WG_CHART_WINDOW (widget);

  if (self->chart != NULL && self->page + 1 < wg_chart_sheet_count_pages (self->chart))
    wg_chart_window_show_page (self, self->page + 1);
}

void
wg_chart_window_install_view (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "chart.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (klass, "chart.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (klass, "chart.zoom-fit", NULL, zoom_fit_cb);
  gtk_widget_class_install_action (klass, "chart.previous", NULL, previous_cb);
  gtk_widget_class_install_action (klass, "chart.next", NULL, next_cb);
#define KEY(key, action) \
  gtk_widget_class_add_binding_action (klass, key, GDK_CONTROL_MASK, action, NULL)
  KEY (GDK_KEY_plus, "chart.zoom-in");
  KEY (GDK_KEY_equal, "chart.zoom-in");
  KEY (GDK_KEY_minus, "chart.zoom-out");
  KEY (GDK_KEY_0, "chart.zoom-fit");
#undef KEY
}

/* Before the settings, which would scroll themselves sideways with these keys. */
static void
add_page_keys (WgChartWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Page_Up, GDK_CONTROL_MASK),
                      gtk_named_action_new ("chart.previous")));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Page_Down, GDK_CONTROL_MASK),
                      gtk_named_action_new ("chart.next")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
wg_chart_window_init_view (WgChartWindow *self)
{
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled), scroll);
  add_page_keys (self);
  g_signal_connect_object (self->area, "resize", G_CALLBACK (resize_cb), self, 0);
  gtk_drawing_area_set_draw_func (self->area, draw_cb, self, NULL);
}

void
wg_chart_window_clear_view (WgChartWindow *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  forget_picture (self);
}

void
wg_chart_window_show_page (WgChartWindow *self, guint page)
{
  self->page = page;
  forget_picture (self);
  update_pages (self);
  update_zoom (self);
}
