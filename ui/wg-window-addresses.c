/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-addresses"

#include "wg-window-private.h"

#include "../app/cli/wg-address-words.h"
#include "../app/cli/wg-import-job.h"
#include "../app/cli/wg-words.h"

#include <glib/gi18n.h>

/* Address points and named places of a file: read in a worker, the report shown, stored when it is
 * accepted. */

/* What a worker read. */
typedef struct
{
  WgAddressReport *report;
  WgAddressSet *joined; /* all that the project has then */
  char *layer;
} Read;

/* What waits for an answer, or for the store. */
typedef struct
{
  WgWindow *window;
  Read *read;
  WgFrame *frame; /* that the worker read into */
  GTask *task; /* of storing */
} Waiting;

static void
read_free (Read *read)
{
  g_clear_pointer (&read->report, wg_address_report_free);
  g_clear_pointer (&read->joined, wg_address_set_unref);
  g_free (read->layer);
  g_free (read);
}

static void
waiting_free (Waiting *waiting)
{
  g_clear_object (&waiting->task);
  g_object_unref (waiting->window);
  wg_frame_unref (waiting->frame);
  read_free (waiting->read);
  g_free (waiting);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  WgWindow *self = waiting->window;
  g_autoptr (GError) error = NULL;

  wg_window_close_progress (self);
  if (wg_history_put_addresses_finish (WG_HISTORY (source), result, &error))
    {
      g_autofree char *count = wg_words_count (wg_address_set_count (waiting->read->joined));
      /* Translators: number of addresses and named places in the project */
      g_autofree char *sentence
        = g_strdup_printf (_("The project has %s addresses and places now"), count);

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

  waiting->task = wg_jobs_new_task (self->jobs, _("Storing the import"), self, NULL, NULL);
  wg_window_open_progress (self, waiting->task);
  wg_history_put_addresses_async (wg_project_get_history (self->project), waiting->read->joined,
                                  "import-addresses", waiting->read->layer,
                                  g_task_get_cancellable (waiting->task), stored_cb, waiting);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Waiting *waiting)
{
  if (g_str_equal (response, "import") && waiting->window->project != NULL
      && wg_window_place_project (waiting->window, waiting->frame))
    {
      store (waiting);
      return;
    }
  wg_window_end_import (waiting->window);
  waiting_free (waiting);
}

static void
show_report (WgWindow *self, WgFrame *frame, Read *read)
{
  Waiting *waiting = g_new0 (Waiting, 1);
  g_autofree char *text
    = wg_address_words_report (read->report, read->layer, wg_address_set_count (read->joined));
  AdwMessageDialog *dialog
    = wg_window_ask_import (self, _("Import These Addresses?"), wg_window_make_report (text));

  waiting->window = g_object_ref (self);
  waiting->read = read;
  waiting->frame = wg_frame_ref (frame);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), waiting);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const WgReadJob *job = data;
  WgAddressReadOptions options = { .layer = job->choice->layer, .encoding = job->choice->encoding };
  WgReadOptions common;
  GError *error = NULL;
  g_autoptr (WgControlFit) fit = NULL;
  Read *read = g_new0 (Read, 1);

  read->layer = wg_import_choice_name (job->choice);
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    options.fields[role] = job->choice->address_fields[role];
  if (wg_import_choice_fit (job->choice, job->plan, &fit, &error))
    {
      wg_import_choice_get_read_options (job->choice, fit, &common);
      options.place = wg_read_options_get_place (&common);
      read->joined = wg_import_addresses_run (job->plan, job->choice->path, &options, read->layer,
                                              &read->report,
                                              wg_job_get_progress (wg_jobs_get_job (task)),
                                              cancellable, &error);
    }
  if (read->joined != NULL)
    {
      g_task_return_pointer (task, read, (GDestroyNotify) read_free);
      return;
    }
  read_free (read);
  g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  const WgReadJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  Read *read = g_task_propagate_pointer (G_TASK (result), &error);

  wg_window_close_progress (self);
  if (read == NULL)
    {
      wg_window_refuse_file (self, job->choice, error);
      wg_window_end_import (self);
      return;
    }
  show_report (self, wg_plan_get_frame (job->plan), read);
}

void
wg_window_import_addresses (WgWindow *self, const WgImportChoice *choice)
{
  wg_window_read_file (self, choice, read_thread, read_cb);
}
