/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-import"

#include "wg-window-private.h"

#include "../app/cli/wg-words.h"
#include "dialogs/wg-import-dialog.h"
#include "dialogs/wg-progress-dialog.h"
#include "dialogs/wg-report-dialog.h"
#include "wg-files.h"

#include <glib/gi18n.h>

/*
 * Files that came together are brought in together: the assistant, which brings the grids in in memory
 * and shows the result, the storing of what was accepted; then the buildings and the layers to look
 * at. Until then the project has not been touched.
 */

static void import_next (WgWindow *self);

static void
add_reference_layer (WgWindow *self, const char *path)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_list_store_append (files, file);
  wg_layer_panel_add_files (self->layers, G_LIST_MODEL (files));
}

void
wg_window_end_import (WgWindow *self)
{
  while (self->project != NULL && !g_queue_is_empty (&self->choices))
    {
      g_autoptr (WgImportChoice) choice = g_queue_pop_head (&self->choices);

      if (choice->use == WG_IMPORT_BUILDINGS)
        {
          wg_window_import_buildings (self, choice);
          return;
        }
      if (choice->use == WG_IMPORT_NUMBERS)
        {
          wg_window_import_numbers (self, choice);
          return;
        }
      if (choice->use == WG_IMPORT_BARRIERS)
        {
          wg_window_import_barriers (self, choice);
          return;
        }
      if (choice->use == WG_IMPORT_ADDRESSES)
        {
          wg_window_import_addresses (self, choice);
          return;
        }
      add_reference_layer (self, choice->path);
    }
  self->is_importing = FALSE;
  wg_window_actions_update (self);
  import_next (self);
}

void
wg_window_open_progress (WgWindow *self, GTask *task)
{
  self->progress =
    GTK_WINDOW (wg_progress_dialog_new (GTK_WINDOW (self), wg_jobs_get_job (task)));
  gtk_window_present (self->progress);
}

void
wg_window_close_progress (WgWindow *self)
{
  if (self->progress != NULL)
    gtk_window_destroy (self->progress);
  self->progress = NULL;
}

static void
fly_to_cb (WgReportDialog *dialog, WgEnvelope *envelope, WgWindow *self)
{
  if (self->session != NULL)
    wg_session_fly_to (self->session, envelope);
}

static void
report_gone_cb (gpointer user_data, GObject *where)
{
  WgWindow *self = user_data;

  if ((GObject *) self->report_dialog == where)
    self->report_dialog = NULL;
}

void
wg_window_show_report (WgWindow *self)
{
  WgReportDialog *dialog;

  if (self->last_report == NULL)
    return;
  if (self->report_dialog != NULL)
    {
      gtk_window_present (self->report_dialog);
      return;
    }

  dialog = wg_report_dialog_new (GTK_WINDOW (self), self->last_report);
  self->report_dialog = GTK_WINDOW (dialog);
  g_signal_connect_object (dialog, "fly-to", G_CALLBACK (fly_to_cb), self, 0);
  g_object_weak_ref (G_OBJECT (dialog), report_gone_cb, self);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
wg_window_drop_report (WgWindow *self)
{
  if (self->report_dialog != NULL)
    {
      g_object_weak_unref (G_OBJECT (self->report_dialog), report_gone_cb, self);
      gtk_window_destroy (self->report_dialog);
      self->report_dialog = NULL;
    }
  g_clear_pointer (&self->last_report, wg_import_report_free);
}

static void
tell_import (WgWindow *self)
{
  g_autofree char *count = wg_words_count (self->last_report->n_grids);
  g_autofree char *sentence = g_strdup_printf (
    ngettext ("%s grid imported", "%s grids imported", self->last_report->n_grids), count);
  AdwToast *toast = adw_toast_new (self->last_report->n_grids > 0 ? sentence
                                                                  : _("The level is up to date now"));

  adw_toast_set_button_label (toast, _("_Report"));
  adw_toast_set_action_name (toast, "win.last-report");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
replaced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgWindow) self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->replace_task);
  g_autoptr (GError) error = NULL;

  wg_window_close_progress (self);
  if (wg_history_replace_finish (WG_HISTORY (source), result, &error))
    {
      wg_window_drop_report (self);
      self->last_report = g_steal_pointer (&self->report);
      /* What the report names is in the live plan now; the old content may go. */
      g_set_object (&self->last_report->plan, wg_history_get_plan (WG_HISTORY (source)));
      if (self->session != NULL)
        wg_session_set_depth (self->session, self->last_report->depth);
      tell_import (self);
    }
  else
    wg_window_show_error (self, _("The import cannot be stored"), error);

  g_clear_pointer (&self->report, wg_import_report_free);
  g_task_return_boolean (task, TRUE);
  wg_window_end_import (self);
}

static void
store_import (WgWindow *self)
{
  WgHistory *history = wg_project_get_history (self->project);
  GTask *task = wg_jobs_new_task (self->jobs, _("Storing the import"), self, NULL, NULL);
  WgJob *job = wg_jobs_get_job (task);

  self->replace_task = task;
  wg_window_open_progress (self, task);
  wg_history_replace_async (history, self->report->plan, "import", self->report->source,
                            wg_job_get_progress (job), wg_job_get_cancellable (job), replaced_cb,
                            g_object_ref (self));
}

static void
chosen_cb (WgImportDialog *dialog, const GPtrArray *choices, WgWindow *self)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const WgImportChoice *choice = g_ptr_array_index (choices, i);

      if (choice->use != WG_IMPORT_GRIDS)
        g_queue_push_tail (&self->choices, wg_import_choice_copy (choice));
    }
  self->report = wg_import_dialog_take_report (dialog);
  /* What follows the grids is done with when the dialog closes and there are none. */
  self->is_chosen = self->report != NULL;
  if (self->report != NULL)
    store_import (self);
}

static void
dialog_closed_cb (GtkWidget *dialog, WgWindow *self)
{
  if (!self->is_chosen)
    wg_window_end_import (self);
  self->is_chosen = FALSE;
}

static void
import_next (WgWindow *self)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  WgImportDialog *dialog;

  if (self->is_importing || self->project == NULL || self->is_closing
      || g_queue_is_empty (&self->imports))
    return;
  while (!g_queue_is_empty (&self->imports))
    g_ptr_array_add (paths, g_queue_pop_head (&self->imports));
  g_ptr_array_add (paths, NULL);

  self->is_importing = TRUE;
  self->is_chosen = FALSE;
  wg_window_actions_update (self);
  dialog = wg_import_dialog_new (self, (const char *const *) paths->pdata);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, 0);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (dialog_closed_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
files_response_cb (GtkNativeDialog *dialog, int response, WgWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          if (g_file_peek_path (file) != NULL)
            g_queue_push_tail (&self->imports, g_file_get_path (file));
        }
      import_next (self);
    }
  gtk_native_dialog_destroy (dialog);
}

void
wg_window_import_action (WgWindow *self)
{
  GtkFileChooserNative *dialog =
    wg_files_chooser_new (GTK_WINDOW (self), _("Import Map Files"), GTK_FILE_CHOOSER_ACTION_OPEN);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  wg_files_add_data_filter (GTK_FILE_CHOOSER (dialog));
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), self->settings, "import-folder");
  g_signal_connect_object (dialog, "response", G_CALLBACK (files_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
wg_window_import_paths (WgWindow *self, const char *const *paths)
{
  if (self->project == NULL)
    return;
  if (wg_project_is_read_only (self->project))
    {
      wg_window_toast (self, _("The project is open read-only."));
      return;
    }
  for (guint i = 0; paths[i] != NULL; i++)
    g_queue_push_tail (&self->imports, g_strdup (paths[i]));
  import_next (self);
}
