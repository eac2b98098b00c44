/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-history"

#include "wg-window-private.h"

#include "../app/cli/wg-scheme-job.h"
#include "dialogs/wg-changes-window.h"

#include <glib/gi18n.h>

static void
gone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (wg_history_go_finish (WG_HISTORY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  wg_window_close_progress (WG_WINDOW (source));
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    wg_window_show_error (WG_WINDOW (source), _("The history cannot be followed to the end"), error);
}

void
wg_window_go (WgWindow *self, int n_steps)
{
  GTask *task = NULL;
  WgJob *job = NULL;
  WgHistory *history = NULL;

  if (self->project == NULL || wg_project_is_read_only (self->project))
    return;
  history = wg_project_get_history (self->project);
  task = wg_jobs_new_task (self->jobs, n_steps < 0 ? _("Undoing") : _("Redoing"), self, shown_cb, NULL);
  job = wg_jobs_get_job (task);
  if (wg_history_is_long (history, n_steps > 0))
    wg_window_open_progress (self, task);
  wg_history_go_async (history, n_steps, wg_job_get_progress (job), wg_job_get_cancellable (job),
                       gone_cb, task);
}

static void
go_cb (WgHistoryPanel *panel, int n_steps, WgWindow *self)
{
  wg_window_go (self, n_steps);
}

static void
closed_cb (WgWindow *self)
{
  self->history_window = NULL;
  self->history_panel = NULL;
}

static void
make_window (WgWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->history_panel = g_object_new (WG_TYPE_HISTORY_PANEL, "vexpand", TRUE, NULL);
  self->history_window
    = g_object_new (ADW_TYPE_WINDOW, "transient-for", self, "title", _("History"), "default-width",
                    380, "default-height", 560, "width-request", 280, "height-request", 300, NULL);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->history_panel));
  adw_window_set_content (ADW_WINDOW (self->history_window), box);
  g_signal_connect (self->history_panel, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->history_window, "destroy", G_CALLBACK (closed_cb), self);
  wg_window_follow_history (self);
}

void
wg_window_show_history (WgWindow *self)
{
  if (self->history_window == NULL)
    make_window (self);
  gtk_window_present (self->history_window);
}

/* When the open scheme was put in force. */
static void
show_events (WgWindow *self)
{
  g_autoptr (GPtrArray) schemes = self->project != NULL ? wg_project_list_schemes (self->project, NULL) : NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; schemes != NULL && i < schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (schemes, i);

      if (scheme->is_open)
        events = wg_project_list_scheme_events (self->project, scheme->id, NULL);
    }
  for (guint i = events != NULL ? events->len : 0; i > 0; i--)
    {
      g_ptr_array_add (lines, wg_words_scheme_event (g_ptr_array_index (events, i - 1)));
      g_ptr_array_add (facts, wg_words_scheme_event_facts (g_ptr_array_index (events, i - 1)));
    }
  g_ptr_array_add (lines, NULL);
  g_ptr_array_add (facts, NULL);
  wg_history_panel_set_events (self->history_panel, (const char *const *) lines->pdata,
                               (const char *const *) facts->pdata);
}

void
wg_window_follow_history (WgWindow *self)
{
  if (self->history_panel == NULL)
    return;
  wg_history_panel_set_history (
    self->history_panel, self->project != NULL ? wg_project_get_history (self->project) : NULL);
  wg_history_panel_set_read_only (self->history_panel,
                                  self->project == NULL || wg_project_is_read_only (self->project));
  show_events (self);
  if (self->project == NULL)
    gtk_window_close (self->history_window);
}

void
wg_window_show_changes (WgWindow *self)
{
  gtk_window_present (GTK_WINDOW (wg_changes_window_new (self)));
}
