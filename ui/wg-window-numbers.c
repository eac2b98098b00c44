/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-numbers"

#include "wg-window-private.h"

#include "../app/cli/wg-import-job.h"
#include "../app/cli/wg-join-words.h"
#include "../app/cli/wg-words.h"
#include "dialogs/wg-report-save.h"

#include <glib/gi18n.h>

/* Numbers of buildings from a table: joined in a worker, the report shown, stored when it is accepted. */

/* What waits for an answer, or for the store. */
typedef struct
{
  WgWindow *window;
  WgBuildingJoin *join;
  GTask *task; /* of storing */
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_clear_object (&waiting->task);
  g_object_unref (waiting->window);
  wg_building_join_free (waiting->join);
  g_free (waiting);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  WgWindow *self = waiting->window;
  g_autoptr (GError) error = NULL;

  wg_window_close_progress (self);
  if (wg_history_put_buildings_finish (WG_HISTORY (source), result, &error))
    {
      guint n = waiting->join->counts[WG_JOIN_TAKEN];
      g_autofree char *count = wg_words_count (n);
      g_autofree char *sentence
        = g_strdup_printf (ngettext ("%s building has new numbers", "%s buildings have new numbers", n),
                           count);

      wg_window_toast (self, sentence);
    }
  else
    wg_window_show_error (self, _("The import cannot be stored"), error);
  g_task_return_boolean (waiting->task, TRUE);
  wg_window_end_import (self);
  waiting_free (waiting);
}

static void
store (Waiting *waiting)
{
  WgWindow *self = waiting->window;
  WgJob *job = NULL;

  waiting->task = wg_jobs_new_task (self->jobs, _("Storing the import"), self, NULL, NULL);
  job = wg_jobs_get_job (waiting->task);
  wg_window_open_progress (self, waiting->task);
  wg_history_put_buildings_async (wg_project_get_history (self->project), waiting->join->set,
                                  "import-building-numbers", waiting->join->report->source,
                                  wg_job_get_progress (job), wg_job_get_cancellable (job), stored_cb,
                                  waiting);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Waiting *waiting)
{
  if (g_str_equal (response, "import") && waiting->window->project != NULL)
    {
      store (waiting);
      return;
    }
  wg_window_end_import (waiting->window);
  waiting_free (waiting);
}

static void
save_rejected_cb (GtkButton *button, Waiting *waiting)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));
  /* Translators: ending of the name of a spreadsheet */
  g_autofree char *name = g_strconcat (waiting->join->report->source, _(" rows not taken"), ".xlsx", NULL);

  wg_report_save_sheets (GTK_WINDOW (root), name, wg_join_words_sheets (waiting->join));
}

static GtkWidget *
make_report (Waiting *waiting)
{
  g_autofree char *text = wg_join_words_report (waiting->join);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Save the Rows Not Taken…"));
  guint n_rejected = 0;

  for (guint i = WG_JOIN_NO_KEY; i < WG_JOIN_N_OUTCOMES; i++)
    n_rejected += waiting->join->counts[i];
  gtk_widget_set_halign (save, GTK_ALIGN_START);
  gtk_widget_set_visible (save, n_rejected > 0);
  g_signal_connect (save, "clicked", G_CALLBACK (save_rejected_cb), waiting);
  gtk_box_append (GTK_BOX (box), wg_window_make_report (text));
  gtk_box_append (GTK_BOX (box), save);
  return box;
}

static void
show_report (WgWindow *self, WgBuildingJoin *join)
{
  Waiting *waiting = g_new0 (Waiting, 1);
  AdwMessageDialog *dialog = NULL;

  waiting->window = g_object_ref (self);
  waiting->join = join;
  dialog = wg_window_ask_import (self, _("Take These Numbers?"), make_report (waiting));
  adw_message_dialog_set_response_enabled (dialog, "import", join->counts[WG_JOIN_TAKEN] > 0);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), waiting);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const WgReadJob *job = data;
  WgBuildingReadOptions options = { .layer = job->choice->layer, .encoding = job->choice->encoding };
  GError *error = NULL;
  WgBuildingJoin *join = NULL;

  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    options.fields[role] = job->choice->building_fields[role];
  join = wg_import_numbers_run (job->plan, job->choice->path, &options,
                                wg_job_get_progress (wg_jobs_get_job (task)), cancellable, &error);
  if (join != NULL)
    g_task_return_pointer (task, join, (GDestroyNotify) wg_building_join_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  const WgReadJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  WgBuildingJoin *join = g_task_propagate_pointer (G_TASK (result), &error);

  wg_window_close_progress (self);
  if (join == NULL)
    {
      wg_window_refuse_file (self, job->choice, error);
      wg_window_end_import (self);
      return;
    }
  show_report (self, join);
}

void
wg_window_import_numbers (WgWindow *self, const WgImportChoice *choice)
{
  wg_window_read_file (self, choice, read_thread, read_cb);
}
