/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-estimate"

#include "wg-window-private.h"

#include "dialogs/wg-estimate-dialog.h"

#include <glib/gi18n.h>

/* Households of buildings worked out on request, and stored as one undo step. */

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WgWindow *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  wg_window_close_progress (self);
  if (wg_history_put_buildings_finish (WG_HISTORY (source), result, &error))
    wg_window_toast (self, _("The households of buildings are estimated"));
  else
    wg_window_show_error (self, _("The estimate cannot be stored"), error);
  g_task_return_boolean (task, TRUE);
}

static void
estimated_cb (WgEstimateDialog *dialog, WgBuildingSet *set, const char *detail, WgWindow *self)
{
  GTask *task = NULL;
  WgJob *job = NULL;

  if (self->project == NULL)
    return;
  task = wg_jobs_new_task (self->jobs, _("Storing the estimate"), self, NULL, NULL);
  job = wg_jobs_get_job (task);
  wg_window_open_progress (self, task);
  wg_history_put_buildings_async (wg_project_get_history (self->project), set, "estimate", detail,
                                  wg_job_get_progress (job), wg_job_get_cancellable (job), stored_cb,
                                  task);
}

static void
estimate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  WgEstimateDialog *dialog = NULL;

  if (self->session == NULL || wg_plan_get_buildings (wg_session_get_plan (self->session)) == NULL)
    return;
  dialog = wg_estimate_dialog_new (GTK_WINDOW (self), self->session);
  g_signal_connect_object (dialog, "estimated", G_CALLBACK (estimated_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
wg_window_init_estimate (WgWindow *self)
{
  static const GActionEntry entries[] = { { "estimate", estimate_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
