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
  WgBarrierReadOptions options = { .barrier_class = job->choice->barrier_class };
  g_autofree char *name = wg_import_choice_name (job->choice);
  g_autoptr (WgControlFit) fit = NULL;
  GError *error = NULL;
  WgBarrierSet *set = NULL;

  if (wg_import_choice_fit (job->choice, job->plan, &fit, &error))
    {
      wg_import_choice_get_read_options (job->choice, fit, &options.read);
      set = wg_import_barriers_run (job->plan, job->choice->path, &options, name,
                                    wg_job_get_progress (wg_jobs_get_job (task)), cancellable, &error);
    }
  if (set != NULL)
    g_task_return_pointer (task, set, (GDestroyNotify) wg_barrier_set_unref);
  else
    g_task_return_error (task, error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data; /* its job is in the list until it returns */
  WgWindow *self = g_task_get_source_object (task);
  WgBarrierSet *set = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  wg_window_close_progress (self);
  if (wg_history_put_barriers_finish (WG_HISTORY (source), result, &error))
    {
      g_autofree char *count = wg_words_count (wg_barrier_set_count (set));
      /* Translators: number of streets, rivers and walls in the project */
      g_autofree char *sentence = g_strdup_printf (_("The project has %s barriers now"), count);

      wg_window_toast (self, sentence);
    }
  else
    wg_window_show_error (self, _("The import cannot be stored"), error);
  g_task_return_boolean (task, TRUE);
  wg_window_end_import (self);
  g_object_unref (task);
}

static void
store (WgWindow *self, WgBarrierSet *set, const char *layer)
{
  GTask *task = wg_jobs_new_task (self->jobs, _("Storing the import"), self, NULL, NULL);

  g_task_set_task_data (task, wg_barrier_set_ref (set), (GDestroyNotify) wg_barrier_set_unref);
  wg_window_open_progress (self, task);
  wg_history_put_barriers_async (wg_project_get_history (self->project), set, "import-barriers", layer,
                                 g_task_get_cancellable (task), stored_cb, task);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  const WgReadJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBarrierSet) set = g_task_propagate_pointer (G_TASK (result), &error);

  wg_window_close_progress (self);
  if (set == NULL)
    wg_window_refuse_file (self, job->choice, error);
  else if (wg_window_place_project (self, wg_plan_get_frame (job->plan)))
    {
      g_autofree char *name = wg_import_choice_name (job->choice);

      store (self, set, name);
      return;
    }
  wg_window_end_import (self);
}

void
wg_window_import_barriers (WgWindow *self, const WgImportChoice *choice)
{
  wg_window_read_file (self, choice, read_thread, read_cb);
}
