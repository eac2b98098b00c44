/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-window"

#include "wg-chart-window.h"

#include "../../app/cli/wg-words.h"
#include "../wg-files.h"

#include <math.h>

#include <glib/gi18n.h>

#define MARGIN 24.0     /* of desk around the paper */
#define MIN_ZOOM 0.4
#define MAX_ZOOM 6.0
#define ZOOM_STEP 1.25
#define SCREEN_DPI 96.0

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

  WgChartSheet *chart;
  char *name;
  GSettings *settings;
  double zoom;               /* pixels per point; 0: fits the window */
  cairo_surface_t *picture;  /* the paper as it was painted last */
  double picture_zoom;
  guint idle;
};

G_DEFINE_FINAL_TYPE (WgChartWindow, wg_chart_window, ADW_TYPE_WINDOW)

static double
get_fitting_zoom (WgChartWindow *self)
{
  double width;
  double height;
  double free_width = gtk_widget_get_width (GTK_WIDGET (self->scrolled)) - 2 * MARGIN;
  double free_height = gtk_widget_get_height (GTK_WIDGET (self->scrolled)) - 2 * MARGIN;

  wg_chart_sheet_get_page_size (self->chart, 0, &width, &height);
  return CLAMP (MIN (free_width / width, free_height / height), MIN_ZOOM, MAX_ZOOM);
}

static double
get_zoom (WgChartWindow *self)
{
  return self->zoom > 0 ? self->zoom : get_fitting_zoom (self);
}

static void
update_zoom (WgChartWindow *self)
{
  double zoom = get_zoom (self);
  double width;
  double height;
  /* Translators: zoom of the preview in percent */
  g_autofree char *text = g_strdup_printf (_("%.0f %%"), zoom * 72.0 / SCREEN_DPI * 100);

  wg_chart_sheet_get_page_size (self->chart, 0, &width, &height);
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
  wg_chart_sheet_get_page_size (self->chart, 0, &width, &height);
  self->picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * zoom * factor),
                                              (int) ceil (height * zoom * factor));
  self->picture_zoom = zoom * factor;
  cr = cairo_create (self->picture);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, zoom * factor, zoom * factor);
  wg_chart_sheet_paint (self->chart, 0, cr);
  cairo_destroy (cr);
  cairo_surface_set_device_scale (self->picture, factor, factor);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  WgChartWindow *self = user_data;
  double zoom = get_zoom (self);
  double paper_width;
  double paper_height;
  double x;
  double y;

  wg_chart_sheet_get_page_size (self->chart, 0, &paper_width, &paper_height);
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
  g_autofree char *text =
    g_strdup_printf (_("%.0f %%"), get_zoom (self) * 72.0 / SCREEN_DPI * 100);

  self->idle = 0;
  gtk_label_set_label (self->zoom_label, text);
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
zoom_in_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_zoom (WG_CHART_WINDOW (widget), get_zoom (WG_CHART_WINDOW (widget)) * ZOOM_STEP);
}

static void
zoom_out_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_zoom (WG_CHART_WINDOW (widget), get_zoom (WG_CHART_WINDOW (widget)) / ZOOM_STEP);
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

  set_zoom (self, get_zoom (self) * pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
show_message (WgChartWindow *self, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, WgChartWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *sentence = NULL;
      g_autoptr (GError) error = NULL;

      if (wg_chart_sheet_write_pdf (self->chart, path, &error))
        sentence = g_strdup_printf (_("Saved as %s"), base);
      else
        sentence = wg_words_error (error);
      show_message (self, sentence);
    }
  gtk_native_dialog_destroy (dialog);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgChartWindow *self = WG_CHART_WINDOW (widget);
  GtkFileChooserNative *dialog =
    wg_files_chooser_new (GTK_WINDOW (self), _("Save Chart"), GTK_FILE_CHOOSER_ACTION_SAVE);
  g_autofree char *name = g_strconcat (self->name, ".pdf", NULL);

  g_strdelimit (name, "/\\", '_');
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("PDF files"), "pdf");
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), self->settings, "projects-folder");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, WgChartWindow *self)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width;
  double height;
  double scale;

  /* The whole sheet is ours: the chart has its own margins. Smaller paper gets it smaller. */
  wg_chart_sheet_get_page_size (self->chart, 0, &width, &height);
  scale = MIN (gtk_print_context_get_width (context) / width,
               gtk_print_context_get_height (context) / height);
  cairo_scale (cr, scale, scale);
  wg_chart_sheet_paint (self->chart, (guint) page, cr);
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgChartWindow *self = WG_CHART_WINDOW (widget);
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr (GError) error = NULL;
  double width;
  double height;

  wg_chart_sheet_get_page_size (self->chart, 0, &width, &height);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, (int) wg_chart_sheet_count_pages (self->chart));
  gtk_print_operation_set_job_name (operation, self->name);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (self), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    show_message (self, error->message);
}

static void
wg_chart_window_dispose (GObject *object)
{
  WgChartWindow *self = WG_CHART_WINDOW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_CHART_WINDOW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (wg_chart_window_parent_class)->dispose (object);
}

static void
wg_chart_window_finalize (GObject *object)
{
  WgChartWindow *self = WG_CHART_WINDOW (object);

  g_clear_pointer (&self->chart, wg_chart_sheet_unref);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_free (self->name);

  G_OBJECT_CLASS (wg_chart_window_parent_class)->finalize (object);
}

static void
wg_chart_window_class_init (WgChartWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_chart_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_chart_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-chart-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, area);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, zoom_in_button);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, zoom_out_button);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, zoom_label);
  gtk_widget_class_bind_template_callback (widget_class, resize_cb);
  gtk_widget_class_install_action (widget_class, "chart.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (widget_class, "chart.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (widget_class, "chart.zoom-fit", NULL, zoom_fit_cb);
  gtk_widget_class_install_action (widget_class, "chart.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "chart.print", NULL, print_cb);
#define KEY(key, action) \
  gtk_widget_class_add_binding_action (widget_class, key, GDK_CONTROL_MASK, action, NULL)
  KEY (GDK_KEY_plus, "chart.zoom-in");
  KEY (GDK_KEY_equal, "chart.zoom-in");
  KEY (GDK_KEY_minus, "chart.zoom-out");
  KEY (GDK_KEY_0, "chart.zoom-fit");
  KEY (GDK_KEY_s, "chart.save");
  KEY (GDK_KEY_p, "chart.print");
#undef KEY
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_chart_window_init (WgChartWindow *self)
{
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled), scroll);
}

WgChartWindow *
wg_chart_window_new (GtkWindow *parent, WgChartSheet *chart, const char *name, GSettings *settings)
{
  WgChartWindow *self = g_object_new (WG_TYPE_CHART_WINDOW, "transient-for", parent, NULL);
  g_autofree char *label = g_strdup_printf (_("Chart of %s"), name);

  self->chart = chart;
  self->name = g_strdup (name);
  self->settings = g_object_ref (settings);
  adw_window_title_set_subtitle (self->title, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_drawing_area_set_draw_func (self->area, draw_cb, self, NULL);
  update_zoom (self);
  return self;
}
