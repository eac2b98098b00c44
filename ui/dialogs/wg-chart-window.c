/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-window"

#include "wg-chart-window-private.h"

#include "../../app/base/wg-day.h"
#include "../../app/cli/wg-chart-choice.h"
#include "../../app/cli/wg-words.h"
#include "../wg-files.h"
#include "wg-atlas-dialog.h"
#include "wg-chart-output.h"

#include <glib/gi18n.h>
#include <string.h>

#define SUFFIX "wg-suffix" /* of a file filter */
#define SETTLE 250 /* ms without another change before the sheet is laid out anew */

G_DEFINE_FINAL_TYPE (WgChartWindow, wg_chart_window, ADW_TYPE_WINDOW)

static void
show_message (WgChartWindow *self, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
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
  wg_chart_window_show_page (self, MIN (self->page, wg_chart_sheet_count_pages (sheet) - 1));
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

/* Where it is saved: whoever chose another format and left the ending of the name alone means the format. */
static char *
get_save_path (GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autoptr (GListModel) filters = gtk_file_chooser_get_filters (chooser);
  g_autoptr (GtkFileFilter) usual = g_list_model_get_item (filters, 0);
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  g_autofree char *path = g_file_get_path (file), *meant = NULL;
  char *ending = path != NULL ? strrchr (path, '.') : NULL;

  if (filter == NULL || filter == usual || ending == NULL || strcmp (ending, ".pdf") != 0)
    return g_steal_pointer (&path);
  meant = g_strdup_printf ("%.*s.%s", (int) (ending - path), path,
                           (const char *) g_object_get_data (G_OBJECT (filter), SUFFIX));
  /* Nobody was asked whether that may go. */
  return g_file_test (meant, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : g_steal_pointer (&meant);
}

static void
add_format (GtkFileChooser *chooser, const char *name, const char *suffix)
{
  g_autoptr (GListModel) filters = NULL;
  g_autoptr (GtkFileFilter) filter = NULL;

  wg_files_add_filter (chooser, name, suffix);
  filters = gtk_file_chooser_get_filters (chooser);
  filter = g_list_model_get_item (filters, g_list_model_get_n_items (filters) - 1);
  g_object_set_data (G_OBJECT (filter), SUFFIX, (gpointer) suffix);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, WgChartWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autofree char *path = get_save_path (GTK_FILE_CHOOSER (dialog));
      const WgChartOutput output = { self->stock, wg_chart_panel_get_options (self->panel), self->grid };

      wg_chart_save_async (G_OBJECT (self), &output, path, saved_cb);
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
  add_format (GTK_FILE_CHOOSER (dialog), _("PDF files"), "pdf");
  add_format (GTK_FILE_CHOOSER (dialog), _("SVG drawings, one for each page"), "svg");
  add_format (GTK_FILE_CHOOSER (dialog), _("PNG pictures, one for each page"), "png");
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
  operation = wg_chart_print_new (self->chart, self->page,
                                  wg_chart_panel_get_options (self->panel), self->name);
  g_signal_connect_object (operation, "done", G_CALLBACK (printed_cb), self, 0);
  /* An error is told by the signal. */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), NULL);
}

static void
wg_chart_window_dispose (GObject *object)
{
  WgChartWindow *self = WG_CHART_WINDOW (object);

  wg_chart_window_clear_view (self);
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
  wg_chart_window_install_view (widget_class);
  gtk_widget_class_install_action (widget_class, "chart.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "chart.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "chart.atlas", NULL, atlas_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "chart.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "chart.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_chart_window_init (WgChartWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  wg_chart_window_init_view (self);
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
  wg_chart_template_button_connect (self->templates, wg_window_get_project (parent), self->panel,
                                    self->settings);
  wg_chart_panel_set_options (self->panel, options);
  wg_chart_panel_offer_edition (self->panel, wg_chart_next_edition (wg_window_get_project (parent)));
  wg_chart_window_lay_out (self);
  return self;
}
