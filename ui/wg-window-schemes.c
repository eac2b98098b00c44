/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-schemes"

#include "wg-window-private.h"

#include "../app/cli/wg-scheme-job.h"
#include "dialogs/wg-schemes-dialog.h"
#include "wg-files.h"

#include <glib/gi18n.h>

/* Which scheme is to be opened in which file. */
typedef struct
{
  char *path;
  gint64 id;
} Exchange;

static void
free_exchange (gpointer data)
{
  Exchange *exchange = data;

  g_free (exchange->path);
  g_free (exchange);
}

static void
exchange_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Exchange *exchange = data;
  GError *error = NULL;

  if (wg_scheme_open (exchange->path, exchange->id, wg_job_get_progress (wg_jobs_get_job (task)),
                      cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The project comes back in any case: with the other scheme, or as it was. */
static void
exchanged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  const Exchange *exchange = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    wg_window_show_error (self, _("The scheme cannot be opened"), error);
  if (wg_window_is_empty (self))
    wg_window_load (self, exchange->path);
}

void
wg_window_open_scheme (WgWindow *self, gint64 id)
{
  Exchange *exchange = NULL;
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = g_strdup (self->path);

  if (self->project == NULL || !wg_window_close_project (self))
    return;
  exchange = g_new0 (Exchange, 1);
  exchange->path = g_steal_pointer (&path);
  exchange->id = id;
  gtk_label_set_label (self->loading_label, _("Opening the scheme"));
  gtk_stack_set_visible_child_name (self->pages, "loading");
  task = wg_jobs_new_task (self->jobs, _("Opening the scheme"), self, exchanged_cb, NULL);
  g_task_set_task_data (task, exchange, free_exchange);
  g_task_run_in_thread (task, exchange_thread);
}

void
wg_window_show_scheme (WgWindow *self)
{
  g_autoptr (GPtrArray) schemes = wg_project_list_schemes (self->project, NULL);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *display = wg_files_display_path (folder);

  adw_window_title_set_subtitle (self->title, display);
  for (guint i = 0; schemes != NULL && i < schemes->len; i++)
    {
      const WgScheme *scheme = g_ptr_array_index (schemes, i);
      g_autofree char *subtitle = NULL;

      if (!scheme->is_open || (schemes->len == 1 && scheme->kind == WG_SCHEME_IN_FORCE))
        continue;
      subtitle = g_strdup_printf ("%s · %s", wg_words_scheme_kind (scheme->kind), scheme->name);
      adw_window_title_set_subtitle (self->title, subtitle);
    }
  wg_window_follow_history (self);
}

void
wg_window_show_schemes (WgWindow *self)
{
  gtk_window_present (GTK_WINDOW (wg_schemes_dialog_new (self)));
}
