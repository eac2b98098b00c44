/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-compare-window"

#include "wg-compare-window.h"

#include "../../app/cli/wg-scheme-job.h"
#include "../../app/cli/wg-words.h"
#include "../wg-files.h"
#include "wg-report-pages.h"

#include <glib/gi18n.h>

struct _WgCompareWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *toasts;
  GtkDropDown *first;
  GtkDropDown *second;
  GtkStack *stack;
  GtkLabel *problem;
  GtkGrid *borders;
  GtkBox *pages;

  WgWindow *window;               /* borrowed: this one is transient for it */
  GPtrArray *schemes;             /* of WgScheme */
  WgSchemeComparison *comparison; /* nullable */
  GCancellable *cancellable;
  guint start_id;
};

G_DEFINE_FINAL_TYPE (WgCompareWindow, wg_compare_window, ADW_TYPE_WINDOW)

static void
free_pair (gpointer data)
{
  wg_scheme_pair_clear (data);
  g_free (data);
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  WgSchemeComparison *comparison = wg_scheme_comparison_new (
    data, wg_job_get_progress (wg_jobs_get_job (task)), cancellable, &error);

  if (comparison != NULL)
    g_task_return_pointer (task, comparison, (GDestroyNotify) wg_scheme_comparison_free);
  else
    g_task_return_error (task, error);
}

static void
show_problem (WgCompareWindow *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
show_borders (WgCompareWindow *self)
{
  const WgSheet *sheet = self->comparison->borders;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->borders))) != NULL)
    gtk_grid_remove (self->borders, child);
  for (guint row = 0; row <= sheet->rows->len; row++)
    for (guint column = 0; column < sheet->columns->len; column++)
      {
        const char *text = row == 0 ? g_ptr_array_index (sheet->columns, column)
                                    : wg_sheet_get (sheet, row - 1, column);
        GtkWidget *label = gtk_label_new (text);

        gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
        gtk_widget_add_css_class (label, row == 0 ? "heading" : "numeric");
        gtk_grid_attach (self->borders, label, (int) column, (int) row, 1, 1);
      }
}

/* Nothing may draw a report that is gone. */
static void
drop_comparison (WgCompareWindow *self)
{
  wg_report_pages_show (self->pages, NULL);
  g_clear_pointer (&self->comparison, wg_scheme_comparison_free);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.save", FALSE);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgCompareWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  WgSchemeComparison *comparison = g_task_propagate_pointer (G_TASK (result), &error);

  /* Another choice, or closing, ended this one. */
  if (self->cancellable != g_task_get_cancellable (G_TASK (result)))
    {
      g_clear_pointer (&comparison, wg_scheme_comparison_free);
      return;
    }
  if (comparison == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      show_problem (self, sentence);
      return;
    }
  self->comparison = comparison;
  show_borders (self);
  wg_report_pages_show (self->pages, comparison->report);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.save", TRUE);
  gtk_stack_set_visible_child_name (self->stack, "pages");
}

static const WgScheme *
get_scheme (WgCompareWindow *self, GtkDropDown *list)
{
  guint selected = gtk_drop_down_get_selected (list);

  return selected < self->schemes->len ? g_ptr_array_index (self->schemes, selected) : NULL;
}

static gboolean
start_cb (gpointer user_data)
{
  WgCompareWindow *self = user_data;
  const WgScheme *first = get_scheme (self, self->first), *second = get_scheme (self, self->second);
  WgProject *project = wg_window_get_project (self->window);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  WgSchemePair *pair = NULL;

  self->start_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  drop_comparison (self);
  if (first == NULL || second == NULL || first == second || project == NULL)
    {
      show_problem (self, _("Choose two different schemes."));
      return G_SOURCE_REMOVE;
    }
  pair = g_new0 (WgSchemePair, 1);
  if (!wg_scheme_pair_init (pair, project, first, second, &error))
    {
      g_autofree char *sentence = wg_words_error (error);

      show_problem (self, sentence);
      free_pair (pair);
      return G_SOURCE_REMOVE;
    }
  gtk_stack_set_visible_child_name (self->stack, "busy");
  task = wg_jobs_new_task (wg_window_get_jobs (self->window), _("Comparing"), NULL, compared_cb,
                           g_object_ref (self));
  self->cancellable = g_object_ref (g_task_get_cancellable (task));
  g_task_set_task_data (task, pair, free_pair);
  g_task_run_in_thread (task, compare_thread);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GtkDropDown *list, GParamSpec *pspec, WgCompareWindow *self)
{
  if (self->start_id == 0 && self->schemes != NULL)
    self->start_id = g_idle_add (start_cb, self);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, WgCompareWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT && self->comparison != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *sentence = NULL;
      g_autofree char *escaped = NULL;
      g_autoptr (GError) error = NULL;

      if (wg_scheme_comparison_write (self->comparison, path, &error))
        sentence = g_strdup_printf (_("Saved as %s"), base);
      else
        sentence = wg_words_error (error);
      escaped = g_markup_escape_text (sentence, -1);
      adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
    }
  gtk_native_dialog_destroy (dialog);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgCompareWindow *self = WG_COMPARE_WINDOW (widget);
  GtkFileChooserNative *dialog
    = wg_files_chooser_new (GTK_WINDOW (self), _("Save Report"), GTK_FILE_CHOOSER_ACTION_SAVE);
  g_autofree char *file = g_strdup_printf ("%s-%s.pdf", get_scheme (self, self->first)->name,
                                           get_scheme (self, self->second)->name);

  g_strdelimit (file, "/\\", '_');
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("PDF files"), "pdf");
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Spreadsheet (.xlsx)"), "xlsx");
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Text table (.csv)"), "csv");
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), wg_window_get_settings (self->window),
                       "projects-folder");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
fill_schemes (WgCompareWindow *self, gint64 first)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (self->schemes, i);
      g_autofree char *text
        = g_strdup_printf ("%s (%s)", scheme->name, wg_words_scheme_kind (scheme->kind));

      gtk_string_list_append (names, text);
    }
  gtk_drop_down_set_model (self->first, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->second, G_LIST_MODEL (names));
  for (guint i = 0; i < self->schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (self->schemes, i);

      if (scheme->id == first)
        gtk_drop_down_set_selected (self->first, i);
      if (scheme->is_open)
        gtk_drop_down_set_selected (self->second, i);
    }
}

static void
wg_compare_window_dispose (GObject *object)
{
  WgCompareWindow *self = WG_COMPARE_WINDOW (object);

  g_clear_handle_id (&self->start_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_COMPARE_WINDOW);
  g_clear_pointer (&self->comparison, wg_scheme_comparison_free);
  g_clear_pointer (&self->schemes, g_ptr_array_unref);

  G_OBJECT_CLASS (wg_compare_window_parent_class)->dispose (object);
}

static void
wg_compare_window_class_init (WgCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_compare_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-compare-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgCompareWindow, name)
  BIND (toasts);
  BIND (first);
  BIND (second);
  BIND (stack);
  BIND (problem);
  BIND (borders);
  BIND (pages);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_install_action (widget_class, "compare.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "compare.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_compare_window_init (WgCompareWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "compare.save", FALSE);
}

WgCompareWindow *
wg_compare_window_new (WgWindow *window, gint64 first)
{
  WgCompareWindow *self
    = g_object_new (WG_TYPE_COMPARE_WINDOW, "transient-for", window, "modal", TRUE, NULL);

  self->window = window;
  self->schemes = wg_project_list_schemes (wg_window_get_project (window), NULL);
  if (self->schemes == NULL)
    self->schemes = g_ptr_array_new ();
  fill_schemes (self, first);
  self->start_id = g_idle_add (start_cb, self);
  return self;
}
