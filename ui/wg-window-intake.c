/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-intake"

#include "wg-window-intake.h"

#include "wg-window-private.h"

#include <glib/gi18n.h>

#define REPORT_HEIGHT 320
#define REPORT_WIDTH 440

static void
intake_free (WgIntake *intake)
{
  g_clear_pointer (&intake->read, intake->kind->free_read);
  g_clear_object (&intake->task);
  g_object_unref (intake->window);
  g_object_unref (intake->job->plan);
  wg_import_choice_free (intake->job->choice);
  g_free (intake->job);
  g_free (intake);
}

static void
end (WgIntake *intake)
{
  g_autoptr (WgWindow) window = g_object_ref (intake->window);

  intake_free (intake);
  wg_window_end_import (window);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgIntake *intake = user_data;
  g_autoptr (GError) error = NULL;

  wg_window_close_progress (intake->window);
  if (intake->kind->store_finish (WG_HISTORY (source), result, &error))
    {
      g_autofree char *sentence = intake->kind->stored (intake);

      wg_window_toast (intake->window, sentence);
    }
  else
    wg_window_show_error (intake->window, _("The import cannot be stored"), error);
  g_task_return_boolean (intake->task, TRUE);
  end (intake);
}

/* Gives a project without place that of the file, as a step of its own. FALSE: said why. */
static gboolean
place_project (WgIntake *intake)
{
  WgWindow *self = intake->window;
  g_autoptr (GError) error = NULL;

  if (!intake->kind->is_placed
      || wg_command_place (wg_project_get_history (self->project), wg_plan_get_frame (intake->job->plan), &error))
    return TRUE;
  wg_window_show_error (self, _("The import cannot be stored"), error);
  return FALSE;
}

static void
store (WgIntake *intake)
{
  WgWindow *self = intake->window;

  if (self->project == NULL || !place_project (intake))
    {
      end (intake);
      return;
    }
  intake->task = wg_jobs_new_task (self->jobs, _("Storing the import"), self, NULL, NULL);
  wg_window_open_progress (self, intake->task);
  intake->kind->store (intake, wg_project_get_history (self->project), wg_jobs_get_job (intake->task), stored_cb);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, WgIntake *intake)
{
  if (g_str_equal (response, "import"))
    store (intake);
  else
    end (intake);
}

static void
ask (WgIntake *intake)
{
  const WgIntakeKind *kind = intake->kind;
  AdwMessageDialog *dialog
    = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (intake->window), _(kind->question), NULL));

  adw_message_dialog_set_extra_child (dialog, kind->describe (intake));
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "import", _("_Import"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "import", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "import");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_enabled (dialog, "import",
                                           kind->has_any == NULL || kind->has_any (intake->read));
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), intake);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WgIntake *intake = data;
  GError *error = NULL;

  intake->read = intake->kind->read (intake->job, wg_job_get_progress (wg_jobs_get_job (task)), cancellable, &error);
  if (intake->read != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  WgIntake *intake = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  wg_window_close_progress (self);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *base = g_path_get_basename (intake->job->choice->path);
      g_autofree char *heading = g_strdup_printf (_("%s cannot be imported"), base);

      wg_window_show_error (self, heading, error);
      end (intake);
    }
  else if (intake->kind->question != NULL)
    ask (intake);
  else
    store (intake);
}

void
wg_window_take_in (WgWindow *self, const WgImportChoice *choice, const WgIntakeKind *kind)
{
  g_autofree char *base = g_path_get_basename (choice->path);
  g_autofree char *title = g_strdup_printf (_("Importing %s"), base);
  g_autoptr (GTask) task = wg_jobs_new_task (self->jobs, title, self, read_cb, NULL);
  WgIntake *intake = g_new0 (WgIntake, 1);

  intake->window = g_object_ref (self);
  intake->kind = kind;
  intake->job = g_new0 (WgReadJob, 1);
  intake->job->plan = wg_plan_snapshot (wg_project_get_plan (self->project));
  intake->job->choice = wg_import_choice_copy (choice);
  if (wg_plan_get_frame (intake->job->plan) == NULL && choice->project_crs != NULL)
    wg_plan_set_wanted_crs (intake->job->plan, choice->project_crs);
  g_task_set_task_data (task, intake, NULL);
  wg_window_open_progress (self, task);
  g_task_run_in_thread (task, read_thread);
}

GtkWidget *
wg_intake_make_report (const char *text)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), label);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), REPORT_HEIGHT);
  gtk_widget_set_size_request (scrolled, REPORT_WIDTH, -1);
  return scrolled;
}
