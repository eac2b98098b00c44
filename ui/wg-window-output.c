/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-output"

#include "wg-window-private.h"

#include "../app/cli/wg-chart-layers.h"
#include "../app/cli/wg-chart-words.h"
#include "../app/cli/wg-words.h"
#include "../app/render/wg-atlas.h"
#include "dialogs/wg-chart-window.h"
#include "dialogs/wg-export-dialog.h"
#include "wg-files.h"

#include <glib/gi18n.h>

static char *
suggest_name (WgWindow *self, const char *suffix)
{
  const char *name = wg_plan_get_name (wg_project_get_plan (self->project));
  g_autofree char *base = g_path_get_basename (self->path);

  if (name == NULL || *name == '\0')
    name = base;
  return g_strconcat (name, suffix, NULL);
}

void
wg_window_export (WgWindow *self)
{
  gtk_window_present (GTK_WINDOW (wg_export_dialog_new (self)));
}

static void
copy_response_cb (GtkNativeDialog *dialog, int response, WgWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT && self->project != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *sentence = g_strdup_printf (_("Copy saved as %s"), base);

      if (wg_project_save_copy (self->project, path, &error))
        wg_window_toast (self, sentence);
      else
        wg_window_show_error (self, _("The copy cannot be saved"), error);
    }
  gtk_native_dialog_destroy (dialog);
}

void
wg_window_save_copy (WgWindow *self)
{
  GtkFileChooserNative *dialog =
    wg_files_chooser_new (GTK_WINDOW (self), _("Save a Copy"), GTK_FILE_CHOOSER_ACTION_SAVE);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "-%Y%m%d" WG_PROJECT_SUFFIX);
  g_autofree char *name = suggest_name (self, date);

  wg_files_add_project_filter (GTK_FILE_CHOOSER (dialog));
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), self->settings, "projects-folder");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (copy_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* What the worker makes ready. */
typedef struct
{
  WgPlan *plan;
  GPtrArray *records; /* of WgLayerRecord */
  guint32 grid;
  char *name;
  WgChartOptions *options;
} ChartJob;

static void
chart_job_free (ChartJob *job)
{
  g_object_unref (job->plan);
  g_clear_pointer (&job->options, wg_chart_options_free);
  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_free (job->name);
  g_free (job);
}

static void
chart_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ChartJob *job = data;
  g_autoptr (GPtrArray) layers = wg_chart_read_layers (job->records, job->plan, NULL, cancellable);

  job->options = wg_chart_make_options (job->plan, job->grid, wg_day_today ());
  g_task_return_pointer (task,
                         wg_chart_make_stock (job->plan, (WgLinework *const *) layers->pdata,
                                              layers->len, wg_day_today ()),
                         (GDestroyNotify) wg_chart_stock_unref);
}

static void
charted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  ChartJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (WgChartStock) stock = g_task_propagate_pointer (G_TASK (result), &error);

  if (stock != NULL)
    gtk_window_present (
      GTK_WINDOW (wg_chart_window_new (self, stock, job->options, job->grid, job->name)));
  else
    wg_window_show_error (self, _("The chart cannot be drawn"), error);
}

/* Of several that are selected the first; without a selection the first unit of the highest level that
 * has land. 0: none has. */
static guint32
choose_charted_grid (WgWindow *self)
{
  WgPlan *plan = wg_project_get_plan (self->project);
  const GArray *selection = wg_session_get_selection (self->session);
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (selection->len > 0)
    g_array_append_vals (grids, selection->data, selection->len);
  for (guint depth = 1; grids->len == 0 && depth <= wg_plan_get_n_levels (plan); depth++)
    wg_atlas_collect_level (plan, depth, 0, grids);
  wg_atlas_sort (plan, grids);
  return grids->len > 0 ? g_array_index (grids, guint32, 0) : 0;
}

void
wg_window_print_chart (WgWindow *self)
{
  WgPlan *plan = wg_project_get_plan (self->project);
  guint32 grid = choose_charted_grid (self);
  g_autoptr (GTask) task = NULL;
  ChartJob *job;

  if (grid == 0)
    return;

  job = g_new0 (ChartJob, 1);
  job->plan = wg_plan_snapshot (plan);
  job->records = wg_project_list_layers (self->project, NULL);
  if (job->records == NULL)
    job->records = g_ptr_array_new ();
  job->grid = grid;
  job->name = wg_words_grid (plan, job->grid);
  task = wg_jobs_new_task (self->jobs, _("Drawing the chart"), self, charted_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) chart_job_free);
  g_task_run_in_thread (task, chart_thread);
}
