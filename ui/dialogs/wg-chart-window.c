/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-window"

#include "wg-chart-window.h"

#include "../../app/base/wg-day.h"
#include "../../app/cli/wg-chart-choice.h"
#include "../../app/cli/wg-words.h"
#include "../wg-files.h"
#include "wg-atlas-dialog.h"
#include "wg-chart-output.h"
#include "wg-chart-panel.h"
#include "wg-chart-template-button.h"

#include <math.h>

#include <glib/gi18n.h>
#include <string.h>

#define MARGIN 24.0     /* of desk around the paper */
#define MIN_ZOOM 0.4
#define MAX_ZOOM 6.0
#define ZOOM_STEP 1.25
#define SCREEN_DPI 96.0
#define SETTLE 250 /* ms without another change before the sheet is laid out anew */

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

G_DEFINE_FINAL_TYPE (WgChartWindow, wg_chart_window, ADW_TYPE_WINDOW)

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
show_message (WgChartWindow *self, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
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
show_page (WgChartWindow *self, guint page)
{
  self->page = page;
  forget_picture (self);
  update_pages (self);
  update_zoom (self);
}

static void
previous_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgChartWindow *self = WG_CHART_WINDOW (widget);

  if (self->chart != NULL && self->page > 0)
    show_page (self, self->page - 1);
}

static void
next_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgChartWindow *self = WG_CHART_WINDOW (widget);

  if (self->chart != NULL && self->page + 1 < wg_chart_sheet_count_pages (self->chart))
    show_page (self, self->page + 1);
}

/* What a worker lays out. */
typedef struct
{
  WgChartStock *stock;
  WgChartOptions *options;
  guint32 grid;
} Layout;

static void
layout_free (Layout *layout)
{
  wg_chart_stock_unref (layout->stock);
  wg_chart_options_free (layout->options);
  g_free (layout);
}

static void
lay_out_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Layout *layout = data;
  GError *error = NULL;
  WgChartSheet *sheet = wg_chart_sheet_new (layout->stock, layout->options, layout->grid, &error);

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, (GDestroyNotify) wg_chart_sheet_unref);
  else
    g_task_return_error (task, error);
}

static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgChartWindow *self = WG_CHART_WINDOW (source);
  g_autoptr (GError) error = NULL;
  WgChartSheet *sheet = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->making)
    {
      g_clear_pointer (&sheet, wg_chart_sheet_unref);
      return;
    }
  g_clear_object (&self->making);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  if (sheet == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      show_message (self, sentence);
      return;
    }
  g_clear_pointer (&self->chart, wg_chart_sheet_unref);
  self->chart = sheet;
  show_page (self, MIN (self->page, wg_chart_sheet_count_pages (sheet) - 1));
}

static void
wg_chart_window_lay_out (WgChartWindow *self)
{
  g_autoptr (GTask) task = NULL;
  Layout *layout = g_new0 (Layout, 1);

  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  layout->stock = wg_chart_stock_ref (self->stock);
  layout->options = wg_chart_options_copy (wg_chart_panel_get_options (self->panel));
  layout->grid = self->grid;
  task = g_task_new (self, self->making, laid_out_cb, NULL);
  g_task_set_task_data (task, layout, (GDestroyNotify) layout_free);
  g_task_run_in_thread (task, lay_out_in_worker);
  gtk_spinner_start (GTK_SPINNER (self->spinner));
}

static gboolean
settled_cb (gpointer data)
{
  WgChartWindow *self = data;

  self->settle = 0;
  wg_chart_window_lay_out (self);
  return G_SOURCE_REMOVE;
}

static void
options_changed_cb (WgChartWindow *self)
{
  g_clear_handle_id (&self->settle, g_source_remove);
  self->settle = g_timeout_add (SETTLE, settled_cb, self);
}

/* What was given out becomes an edition; the sentence that tells of it, or NULL when nothing is to be issued. */
static char *
issue (WgChartWindow *self)
{
  WgProject *project = wg_window_get_project (self->window);
  guint number = wg_chart_panel_get_issue (self->panel);
  const char *printed = wg_chart_panel_get_options (self->panel)->date;
  g_autofree char *day = printed != NULL ? g_strdup (printed) : wg_day_to_text (wg_day_today ());
  g_autoptr (GError) error = NULL;

  if (number == 0 || project == NULL)
    return NULL;
  if (!wg_project_issue_edition (project, number, day, &error))
    return wg_words_error (error);
  wg_chart_panel_offer_edition (self->panel, wg_chart_next_edition (project));
  return g_strdup_printf (_("Issued as edition %u."), number);
}

static void
tell_issue (WgChartWindow *self)
{
  g_autofree char *sentence = issue (self);

  if (sentence != NULL)
    show_message (self, sentence);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = wg_chart_save_finish (result, &error);
  g_autofree char *sentence
    = base != NULL ? g_strdup_printf (_("Saved as %s"), base) : wg_words_error (error);

  show_message (WG_CHART_WINDOW (source), sentence);
  if (base != NULL)
    tell_issue (WG_CHART_WINDOW (source));
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, WgChartWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      const WgChartOutput output = { self->stock, wg_chart_panel_get_options (self->panel), self->grid };

      wg_chart_save_async (G_OBJECT (self), &output, g_file_peek_path (file), saved_cb);
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
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("SVG drawings, one for each page"), "svg");
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("PNG pictures, one for each page"), "png");
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), self->settings, "projects-folder");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
atlas_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgChartWindow *self = WG_CHART_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (
    wg_atlas_dialog_new (GTK_WINDOW (self), self->window,
                         wg_chart_panel_get_options (self->panel), self->grid)));
}

static void
printed_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, WgChartWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    tell_issue (self);
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  show_message (self, error != NULL ? error->message : _("The chart could not be printed."));
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgChartWindow *self = WG_CHART_WINDOW (widget);
  g_autoptr (GtkPrintOperation) operation = NULL;

  if (self->chart == NULL)
    return;
  operation = wg_chart_print_new (self->chart, wg_chart_panel_get_options (self->panel), self->name);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, 0);
  /* An error is told by the signal. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), NULL);
}

static void
wg_chart_window_dispose (GObject *object)
{
  WgChartWindow *self = WG_CHART_WINDOW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->settle, g_source_remove);
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_CHART_WINDOW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (wg_chart_window_parent_class)->dispose (object);
}

static void
wg_chart_window_finalize (GObject *object)
{
  WgChartWindow *self = WG_CHART_WINDOW (object);

  g_clear_pointer (&self->chart, wg_chart_sheet_unref);
  g_clear_pointer (&self->stock, wg_chart_stock_unref);
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

  g_type_ensure (WG_TYPE_CHART_PANEL);
  g_type_ensure (WG_TYPE_CHART_TEMPLATE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-chart-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, area);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, zoom_in_button);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, zoom_out_button);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, panel);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, templates);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, previous_button);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, WgChartWindow, page_label);
  gtk_widget_class_bind_template_callback (widget_class, options_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wg_chart_window_lay_out);
  gtk_widget_class_bind_template_callback (widget_class, show_message);
  gtk_widget_class_bind_template_callback (widget_class, resize_cb);
  gtk_widget_class_install_action (widget_class, "chart.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (widget_class, "chart.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (widget_class, "chart.zoom-fit", NULL, zoom_fit_cb);
  gtk_widget_class_install_action (widget_class, "chart.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "chart.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "chart.previous", NULL, previous_cb);
  gtk_widget_class_install_action (widget_class, "chart.next", NULL, next_cb);
  gtk_widget_class_install_action (widget_class, "chart.atlas", NULL, atlas_cb);
#define KEY(key, action) \
  gtk_widget_class_add_binding_action (widget_class, key, GDK_CONTROL_MASK, action, NULL)
  KEY (GDK_KEY_plus, "chart.zoom-in");
  KEY (GDK_KEY_equal, "chart.zoom-in");
  KEY (GDK_KEY_minus, "chart.zoom-out");
  KEY (GDK_KEY_0, "chart.zoom-fit");
  KEY (GDK_KEY_s, "chart.save");
  KEY (GDK_KEY_p, "chart.print");
  KEY (GDK_KEY_Page_Up, "chart.previous");
  KEY (GDK_KEY_Page_Down, "chart.next");
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
wg_chart_window_new (WgWindow *parent, WgChartStock *stock, const WgChartOptions *options,
                     guint32 grid, const char *name)
{
  WgChartWindow *self = g_object_new (WG_TYPE_CHART_WINDOW, "transient-for", parent, NULL);
  g_autofree char *label = g_strdup_printf (_("Chart of %s"), name);

  self->window = parent;
  self->stock = wg_chart_stock_ref (stock);
  self->grid = grid;
  self->name = g_strdup (name);
  self->settings = g_object_ref (wg_window_get_settings (parent));
  adw_window_title_set_subtitle (self->title, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_drawing_area_set_draw_func (self->area, draw_cb, self, NULL);
  wg_chart_template_button_connect (self->templates, wg_window_get_project (parent), self->panel,
                                    self->settings);
  wg_chart_panel_set_options (self->panel, options);
  wg_chart_panel_offer_edition (self->panel, wg_chart_next_edition (wg_window_get_project (parent)));
  wg_chart_window_lay_out (self);
  return self;
}
