/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-changes-window"

#include "wg-changes-window.h"

#include "../../app/cli/wg-report-job.h"
#include "../../app/cli/wg-words.h"
#include "../wg-files.h"
#include "wg-report-pages.h"

#include <glib/gi18n.h>

#define MAX_MOMENTS 2000 /* in the lists to choose from: the newest; the beginning is there always */

struct _WgChangesWindow
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *toasts;
  GtkDropDown *since;
  GtkDropDown *until;
  GtkStack *stack;
  GtkLabel *problem;
  GtkBox *pages;

  WgWindow *window;     /* borrowed: this one is transient for it */
  GPtrArray *moments;   /* of WgMoment, the newest first, the beginning last */
  WgReport *report;     /* nullable */
  GCancellable *cancellable;
  guint start_id;
};

G_DEFINE_FINAL_TYPE (WgChangesWindow, wg_changes_window, ADW_TYPE_WINDOW)

/* One comparison. */
typedef struct
{
  WgReportSource source;
  WgProject *project;
  WgMoment *moments[2];
} Comparison;

static void
free_comparison (gpointer data)
{
  Comparison *comparison = data;

  wg_report_source_clear (&comparison->source);
  g_clear_object (&comparison->project);
  wg_moment_free (comparison->moments[0]);
  wg_moment_free (comparison->moments[1]);
  g_free (comparison);
}

static WgMoment *
copy_moment (const WgMoment *moment)
{
  WgMoment *copy = g_new0 (WgMoment, 1);

  copy->step = moment->step;
  copy->time = moment->time;
  copy->words = g_strdup (moment->words);
  return copy;
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Comparison *comparison = data;
  GError *error = NULL;
  WgReport *report
    = wg_report_new (&comparison->source, comparison->moments,
                     wg_job_get_progress (wg_jobs_get_job (task)), cancellable, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) wg_report_free);
  else
    g_task_return_error (task, error);
}

static void
show_problem (WgChangesWindow *self, const char *sentence)
{
  gtk_label_set_label (self->problem, sentence);
  gtk_stack_set_visible_child_name (self->stack, "problem");
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgChangesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  WgReport *report = g_task_propagate_pointer (G_TASK (result), &error);

  /* Another choice, or closing, ended this one. */
  if (self->cancellable != g_task_get_cancellable (G_TASK (result)))
    {
      g_clear_pointer (&report, wg_report_free);
      return;
    }
  wg_report_pages_show (self->pages, NULL);
  g_clear_pointer (&self->report, wg_report_free);
  self->report = report;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "changes.save", report != NULL);
  if (report != NULL)
    {
      wg_report_pages_show (self->pages, report);
      gtk_stack_set_visible_child_name (self->stack, "pages");
    }
  else
    {
      g_autofree char *sentence = wg_words_error (error);

      show_problem (self, sentence);
    }
}

static const WgMoment *
get_moment (WgChangesWindow *self, GtkDropDown *list)
{
  guint selected = gtk_drop_down_get_selected (list);

  return selected < self->moments->len ? g_ptr_array_index (self->moments, selected) : NULL;
}

static gboolean
start_cb (gpointer user_data)
{
  WgChangesWindow *self = user_data;
  const WgMoment *since = get_moment (self, self->since), *until = get_moment (self, self->until);
  WgProject *project = wg_window_get_project (self->window);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Comparison *comparison = NULL;

  self->start_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "changes.save", FALSE);
  if (since == NULL || until == NULL || project == NULL)
    return G_SOURCE_REMOVE;
  if (since->step > until->step)
    {
      show_problem (self, _("The first moment is after the second."));
      return G_SOURCE_REMOVE;
    }
  comparison = g_new0 (Comparison, 1);
  comparison->project = g_object_ref (project);
  comparison->moments[0] = copy_moment (since);
  comparison->moments[1] = copy_moment (until);
  if (!wg_report_source_init (&comparison->source, project, &error))
    {
      g_autofree char *sentence = wg_words_error (error);

      show_problem (self, sentence);
      free_comparison (comparison);
      return G_SOURCE_REMOVE;
    }
  gtk_stack_set_visible_child_name (self->stack, "busy");
  task = wg_jobs_new_task (wg_window_get_jobs (self->window), _("Comparing"), NULL, compared_cb,
                           g_object_ref (self));
  self->cancellable = g_object_ref (g_task_get_cancellable (task));
  g_task_set_task_data (task, comparison, free_comparison);
  g_task_run_in_thread (task, compare_thread);
  return G_SOURCE_REMOVE;
}

static void
moment_changed_cb (GtkDropDown *list, GParamSpec *pspec, WgChangesWindow *self)
{
  if (self->start_id == 0 && self->moments != NULL)
    self->start_id = g_idle_add (start_cb, self);
}

static void
show_message (WgChangesWindow *self, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, WgChangesWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT && self->report != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *sentence = NULL;
      g_autoptr (GError) error = NULL;

      if (wg_report_write (self->report, path, &error))
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
  WgChangesWindow *self = WG_CHANGES_WINDOW (widget);
  GtkFileChooserNative *dialog
    = wg_files_chooser_new (GTK_WINDOW (self), _("Save Report"), GTK_FILE_CHOOSER_ACTION_SAVE);
  const char *name = wg_plan_get_name (wg_changes_get_after (self->report->changes));
  g_autofree char *file = g_strdup_printf (_("%s changes.pdf"), name != NULL ? name : "");

  g_strdelimit (file, "/\\", '_');
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("PDF files"), "pdf");
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Spreadsheet (.xlsx)"), "xlsx");
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Text table (.csv)"), "csv");
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), wg_window_get_settings (self->window),
                       "projects-folder");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), g_strstrip (file));
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The newest first, so that what is asked for as a rule is at hand. */
static void
fill_moments (WgChangesWindow *self)
{
  WgHistory *history = wg_project_get_history (wg_window_get_project (self->window));
  g_autoptr (GPtrArray) rows = wg_history_list (history, MAX_MOMENTS, NULL);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GPtrArray *moments = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_moment_free);

  for (int i = rows != NULL ? (int) rows->len - 1 : -1; i >= -1; i--)
    if (i < 0 || !((WgJournalRow *) g_ptr_array_index (rows, i))->is_undone)
      g_ptr_array_add (moments, wg_moment_new (rows, i));
  for (guint i = 0; i < moments->len; i++)
    gtk_string_list_append (words, ((WgMoment *) g_ptr_array_index (moments, i))->words);
  gtk_drop_down_set_model (self->since, G_LIST_MODEL (words));
  gtk_drop_down_set_model (self->until, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->since, moments->len - 1);
  gtk_drop_down_set_selected (self->until, 0);
  self->moments = moments;
}

static void
wg_changes_window_dispose (GObject *object)
{
  WgChangesWindow *self = WG_CHANGES_WINDOW (object);

  g_clear_handle_id (&self->start_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_CHANGES_WINDOW);
  g_clear_pointer (&self->report, wg_report_free);
  g_clear_pointer (&self->moments, g_ptr_array_unref);

  G_OBJECT_CLASS (wg_changes_window_parent_class)->dispose (object);
}

static void
wg_changes_window_class_init (WgChangesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_changes_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-changes-window.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgChangesWindow, name)
  BIND (toasts);
  BIND (since);
  BIND (until);
  BIND (stack);
  BIND (problem);
  BIND (pages);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, moment_changed_cb);
  gtk_widget_class_install_action (widget_class, "changes.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "changes.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_changes_window_init (WgChangesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "changes.save", FALSE);
}

WgChangesWindow *
wg_changes_window_new (WgWindow *window)
{
  WgChangesWindow *self
    = g_object_new (WG_TYPE_CHANGES_WINDOW, "transient-for", window, "modal", TRUE, NULL);

  self->window = window;
  fill_moments (self);
  self->start_id = g_idle_add (start_cb, self);
  return self;
}
