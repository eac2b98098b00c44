/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-report-window"

#include "wg-report-window.h"

#include "../../app/cli/wg-words.h"
#include "../wg-files.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_PAGES 30   /* shown; the file has all */
#define PAGE_WIDTH 940 /* pixels */

typedef struct
{
  /* Template widgets */
  AdwToastOverlay *toasts;
  GtkLabel *lead;
  GtkDropDown *first;
  GtkLabel *middle;
  GtkDropDown *second;
  GtkStack *stack;
  GtkProgressBar *progress;
  GtkLabel *problem;
  GtkExpander *expander;
  GtkGrid *table;
  GtkBox *pages;

  WgWindow *window; /* borrowed: this one is transient for it */
  gpointer result;  /* nullable; of the subclass */
  GCancellable *cancellable;
  guint start_id;
} WgReportWindowPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (WgReportWindow, wg_report_window, ADW_TYPE_WINDOW)

#define PRIVATE(self) ((WgReportWindowPrivate *) wg_report_window_get_instance_private (self))

/* What a worker gets. */
typedef struct
{
  WgReportWindowClass *klass;
  gpointer request;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  work->klass->free_request (work->request);
  g_free (work);
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  gpointer result = work->klass->compare (
    work->request, wg_job_get_progress (wg_jobs_get_job (task)), cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, work->klass->free_result);
  else
    g_task_return_error (task, error);
}

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

static void
show_pages (WgReportWindow *self, const WgReport *report)
{
  guint n_pages = wg_changes_report_n_pages (report->pages);
  double width = 0, height = 0;

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
      gtk_box_append (PRIVATE (self)->pages, area);
    }
}

static void
show_problem (WgReportWindow *self, const char *sentence)
{
  gtk_label_set_label (PRIVATE (self)->problem, sentence);
  gtk_stack_set_visible_child_name (PRIVATE (self)->stack, "problem");
}

/* Nothing may draw a report that is gone. */
static void
drop_result (WgReportWindow *self)
{
  WgReportWindowPrivate *priv = PRIVATE (self);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (priv->pages))) != NULL)
    gtk_box_remove (priv->pages, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (priv->table))) != NULL)
    gtk_grid_remove (priv->table, child);
  g_clear_pointer (&priv->result, WG_REPORT_WINDOW_GET_CLASS (self)->free_result);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", FALSE);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgReportWindow) self = user_data;
  WgReportWindowClass *klass = WG_REPORT_WINDOW_GET_CLASS (self);
  WgReportWindowPrivate *priv = PRIVATE (self);
  g_autoptr (GError) error = NULL;
  gpointer compared = g_task_propagate_pointer (G_TASK (result), &error);

  /* Another choice, or closing, ended this one. */
  if (priv->cancellable != g_task_get_cancellable (G_TASK (result)))
    {
      g_clear_pointer (&compared, klass->free_result);
      return;
    }
  if (compared == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      show_problem (self, sentence);
      return;
    }
  priv->result = compared;
  if (klass->show != NULL)
    gtk_expander_set_label (priv->expander, klass->show (self, compared, priv->table));
  gtk_widget_set_visible (GTK_WIDGET (priv->expander), klass->show != NULL);
  show_pages (self, klass->get_report (compared));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", TRUE);
  gtk_stack_set_visible_child_name (priv->stack, "pages");
}

static void
progressed_cb (WgJob *job, GParamSpec *pspec, GtkProgressBar *bar)
{
  gtk_progress_bar_set_fraction (bar, CLAMP (wg_job_get_fraction (job), 0, 1));
}

static gboolean
start_cb (gpointer user_data)
{
  WgReportWindow *self = user_data;
  WgReportWindowClass *klass = WG_REPORT_WINDOW_GET_CLASS (self);
  WgReportWindowPrivate *priv = PRIVATE (self);
  g_autofree char *sentence = NULL;
  g_autoptr (GTask) task = NULL;
  gpointer request = NULL;
  Work *work = NULL;

  priv->start_id = 0;
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  drop_result (self);
  if (wg_window_get_project (priv->window) == NULL)
    return G_SOURCE_REMOVE;
  request = klass->prepare (self, gtk_drop_down_get_selected (priv->first),
                            gtk_drop_down_get_selected (priv->second), &sentence);
  if (request == NULL)
    {
      if (sentence != NULL)
        show_problem (self, sentence);
      return G_SOURCE_REMOVE;
    }
  gtk_stack_set_visible_child_name (priv->stack, "busy");
  work = g_new0 (Work, 1);
  work->klass = klass;
  work->request = request;
  task = wg_jobs_new_task (wg_window_get_jobs (priv->window), _("Comparing"), NULL, compared_cb,
                           g_object_ref (self));
  priv->cancellable = g_object_ref (g_task_get_cancellable (task));
  gtk_progress_bar_set_fraction (priv->progress, 0);
  g_signal_connect_object (wg_jobs_get_job (task), "notify::fraction", G_CALLBACK (progressed_cb), priv->progress, 0);
  g_task_set_task_data (task, work, free_work);
  g_task_run_in_thread (task, compare_thread);
  return G_SOURCE_REMOVE;
}

static void
chosen_cb (GtkDropDown *list, GParamSpec *pspec, WgReportWindow *self)
{
  if (PRIVATE (self)->start_id == 0 && PRIVATE (self)->window != NULL)
    PRIVATE (self)->start_id = g_idle_add (start_cb, self);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, WgReportWindow *self)
{
  WgReportWindowPrivate *priv = PRIVATE (self);

  if (response == GTK_RESPONSE_ACCEPT && priv->result != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *sentence = NULL;
      g_autofree char *escaped = NULL;
      g_autoptr (GError) error = NULL;

      if (WG_REPORT_WINDOW_GET_CLASS (self)->write (priv->result, path, &error))
        sentence = g_strdup_printf (_("Saved as %s"), base);
      else
        sentence = wg_words_error (error);
      escaped = g_markup_escape_text (sentence, -1);
      adw_toast_overlay_add_toast (priv->toasts, adw_toast_new (escaped));
    }
  gtk_native_dialog_destroy (dialog);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgReportWindow *self = WG_REPORT_WINDOW (widget);
  WgReportWindowPrivate *priv = PRIVATE (self);
  GtkFileChooserNative *dialog
    = wg_files_chooser_new (GTK_WINDOW (self), _("Save Report"), GTK_FILE_CHOOSER_ACTION_SAVE);
  g_autofree char *file = WG_REPORT_WINDOW_GET_CLASS (self)->file_name (self, priv->result);

  g_strdelimit (file, "/\\", '_');
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("PDF files"), "pdf");
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Spreadsheet (.xlsx)"), "xlsx");
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Text table (.csv)"), "csv");
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), wg_window_get_settings (priv->window),
                       "projects-folder");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), g_strstrip (file));
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
wg_report_window_dispose (GObject *object)
{
  WgReportWindow *self = WG_REPORT_WINDOW (object);
  WgReportWindowPrivate *priv = PRIVATE (self);

  g_clear_handle_id (&priv->start_id, g_source_remove);
  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  priv->window = NULL;
  /* The template is of this class; GTK 4.8 looks for it at that of the object. */
  adw_window_set_content (ADW_WINDOW (self), NULL);
  g_clear_pointer (&priv->result, WG_REPORT_WINDOW_GET_CLASS (self)->free_result);

  G_OBJECT_CLASS (wg_report_window_parent_class)->dispose (object);
}

static void
wg_report_window_class_init (WgReportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_report_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-report-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child_private (widget_class, WgReportWindow, name)
  BIND (toasts);
  BIND (lead);
  BIND (first);
  BIND (middle);
  BIND (second);
  BIND (stack);
  BIND (progress);
  BIND (problem);
  BIND (expander);
  BIND (table);
  BIND (pages);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_install_action (widget_class, "report.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "report.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_report_window_init (WgReportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", FALSE);
}

void
wg_report_window_set_words (WgReportWindow *self, const char *lead, const char *middle,
                            const char *const labels[2])
{
  WgReportWindowPrivate *priv = PRIVATE (self);

  gtk_label_set_label (priv->lead, lead != NULL ? lead : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->lead), lead != NULL);
  gtk_label_set_label (priv->middle, middle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->first), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  labels[0], -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->second), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  labels[1], -1);
}

void
wg_report_window_set_choices (WgReportWindow *self, const char *const *names, guint first,
                              guint second)
{
  WgReportWindowPrivate *priv = PRIVATE (self);
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  gtk_drop_down_set_model (priv->first, G_LIST_MODEL (list));
  gtk_drop_down_set_model (priv->second, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (priv->first, first);
  gtk_drop_down_set_selected (priv->second, second);
  chosen_cb (priv->first, NULL, self);
}

void
wg_report_window_set_window (WgReportWindow *self, WgWindow *window)
{
  PRIVATE (self)->window = window;
}

WgWindow *
wg_report_window_get_window (WgReportWindow *self)
{
  return PRIVATE (self)->window;
}

guint
wg_report_window_get_choice (WgReportWindow *self, guint list)
{
  return gtk_drop_down_get_selected (list == 0 ? PRIVATE (self)->first : PRIVATE (self)->second);
}
