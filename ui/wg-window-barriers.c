/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-barriers"

#include "wg-window-private.h"

#include "../app/cli/wg-import-job.h"
#include "../app/cli/wg-words.h"

#include <glib/gi18n.h>

/* Lines of a file that borders may follow: read in a worker and stored as one step. */

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const WgReadJob *job = data;
  GError *error = NULL;
  WgBarrierSet *set = wg_import_barriers_run (
    job->plan, job->choice->path, job->choice->layer, job->choice->barrier_class,
    job->choice->layer, wg_job_get_progress (wg_jobs_get_job (task)), cancellable, &error);

  if (set != NULL)
    g_task_return_pointer (task, set, (GDestroyNotify) wg_barrier_set_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  const WgReadJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBarrierSet) set = g_task_propagate_pointer (G_TASK (result), &error);

  wg_window_close_progress (self);
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
    wg_window_refuse_file (self, job->choice, error);
  wg_window_end_import (self);
}

void
wg_window_import_barriers (WgWindow *self, const WgImportChoice *choice)
{
  wg_window_read_file (self, choice, read_thread, read_cb);
}
