/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-barriers"

#include "wg-window-private.h"

#include "../app/cli/wg-import-job.h"
#include "../app/cli/wg-words.h"
#include "dialogs/wg-progress-dialog.h"

#include <glib/gi18n.h>

/* Lines of a file that borders may follow: read in a worker and stored as one step. */

typedef struct
{
  WgPlan *plan;
  WgImportChoice *choice;
} BarrierJob;

static void
barrier_job_free (BarrierJob *job)
{
  g_object_unref (job->plan);
  wg_import_choice_free (job->choice);
  g_free (job);
}

static void
close_progress (WgWindow *self)
{
  if (self->progress != NULL)
    gtk_window_destroy (self->progress);
  self->progress = NULL;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BarrierJob *job = data;
  GError *error = NULL;
  WgBarrierSet *set = wg_import_barriers_run (
    job->plan, job->choice->path, job->choice->layer, WG_BARRIER_NONE, job->choice->layer,
    wg_job_get_progress (wg_jobs_get_job (task)), cancellable, &error);

  if (set != NULL)
    g_task_return_pointer (task, set, (GDestroyNotify) wg_barrier_set_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  BarrierJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBarrierSet) set = g_task_propagate_pointer (G_TASK (result), &error);

  close_progress (self);
  if (set != NULL
      && wg_history_put_barriers (wg_project_get_history (self->project), set, "import-barriers",
                                  job->choice->layer, &error))
    {
      g_autofree char *count = wg_words_count (wg_barrier_set_count (set));
      /* Translators: number of streets, rivers and walls in the project */
      g_autofree char *sentence = g_strdup_printf (_("The project has %s barriers now"), count);

      wg_window_toast (self, sentence);
    }
  else
    {
      g_autofree char *base = g_path_get_basename (job->choice->path);
      g_autofree char *heading = g_strdup_printf (_("%s cannot be imported"), base);

      wg_window_show_error (self, heading, error);
    }
  wg_window_end_import (self);
}

void
wg_window_import_barriers (WgWindow *self, const WgImportChoice *choice)
{
  g_autofree char *base = g_path_get_basename (choice->path);
  g_autofree char *title = g_strdup_printf (_("Importing %s"), base);
  g_autoptr (GTask) task = wg_jobs_new_task (self->jobs, title, self, read_cb, NULL);
  BarrierJob *job = g_new0 (BarrierJob, 1);

  job->plan = wg_plan_snapshot (wg_project_get_plan (self->project));
  job->choice = wg_import_choice_copy (choice);
  g_task_set_task_data (task, job, (GDestroyNotify) barrier_job_free);
  self->progress
    = GTK_WINDOW (wg_progress_dialog_new (GTK_WINDOW (self), wg_jobs_get_job (task)));
  gtk_window_present (self->progress);
  g_task_run_in_thread (task, read_thread);
}
