/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-buildings"

#include "wg-window-private.h"

#include "../app/cli/wg-import-job.h"
#include "../app/cli/wg-words.h"
#include "canvas/wg-map-layer.h"

#include <glib/gi18n.h>

/* Buildings of a file: read in a worker, the report shown, stored when it is accepted. */

/* What waits for an answer, or for the store. */
typedef struct
{
  WgWindow *window;
  WgBuildingReport *report;
  WgFrame *frame; /* that the worker read into */
  GTask *task; /* of storing */
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  g_clear_object (&waiting->task);
  g_object_unref (waiting->window);
  wg_frame_unref (waiting->frame);
  wg_building_report_free (waiting->report);
  g_free (waiting);
}

/* Where the map draws the labels: what lies on the grids comes before. */
static guint
find_place (GListModel *layers, const char *source, WgMapLayer **found)
{
  guint place = g_list_model_get_n_items (layers);

  for (guint i = g_list_model_get_n_items (layers); i-- > 0;)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (layers, i);

      if (wg_map_layer_get_kind (layer) == WG_MAP_LAYER_LABELS)
        place = i;
      if (g_strcmp0 (wg_map_layer_get_source (layer), source) == 0
          && g_strcmp0 (wg_map_layer_get_layer (layer), "building") == 0)
        g_set_object (found, layer);
    }
  return place;
}

/* The buildings are a layer of the file: shown at once, read anew when they were there. */
static void
show_on_map (WgWindow *self)
{
  GListStore *layers = wg_canvas_get_layers (WG_CANVAS (self->canvas));
  g_autofree char *source = g_canonicalize_filename (wg_project_get_path (self->project), NULL);
  g_autoptr (WgMapLayer) former = NULL;
  g_autoptr (WgMapLayer) layer = NULL;
  guint place = find_place (G_LIST_MODEL (layers), source, &former);
  guint at = 0;

  layer = wg_map_layer_new (WG_MAP_LAYER_VECTOR,
                            former != NULL ? wg_map_layer_get_name (former) : _("Buildings"), source,
                            "building");
  if (former != NULL && g_list_store_find (layers, former, &at))
    {
      wg_map_layer_set_visible (layer, wg_map_layer_get_visible (former));
      wg_map_layer_set_opacity (layer, wg_map_layer_get_opacity (former));
      g_list_store_splice (layers, at, 1, (gpointer *) &layer, 1);
    }
  else
    g_list_store_insert (layers, place, layer);
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
      g_autofree char *count = wg_words_count (waiting->report->n_buildings);
      g_autofree char *sentence
        = g_strdup_printf (ngettext ("%s building imported", "%s buildings imported",
                                     waiting->report->n_buildings),
                           count);

      show_on_map (self);
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
  WgHistory *history = wg_project_get_history (self->project);
  WgJob *job = NULL;

  waiting->task = wg_jobs_new_task (self->jobs, _("Storing the import"), self, NULL, NULL);
  job = wg_jobs_get_job (waiting->task);
  wg_window_open_progress (self, waiting->task);
  wg_history_put_buildings_async (history, waiting->report->set, "import-buildings",
                                  waiting->report->source, wg_job_get_progress (job),
                                  wg_job_get_cancellable (job), stored_cb, waiting);
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
show_report (WgWindow *self, WgFrame *frame, WgBuildingReport *report)
{
  Waiting *waiting = g_new0 (Waiting, 1);
  g_autofree char *text = wg_words_building_report (report);
  AdwMessageDialog *dialog
    = wg_window_ask_import (self, _("Import These Buildings?"), wg_window_make_report (text));

  waiting->window = g_object_ref (self);
  waiting->report = report;
  waiting->frame = wg_frame_ref (frame);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), waiting);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const WgReadJob *job = data;
  WgBuildingReadOptions options = { .layer = job->choice->layer, .encoding = job->choice->encoding };
  GError *error = NULL;
  WgReadOptions read;
  g_autoptr (WgControlFit) fit = NULL;
  WgBuildingReport *report = NULL;

  if (!wg_import_choice_fit (job->choice, job->plan, &fit, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  wg_import_choice_get_read_options (job->choice, fit, &read);
  options.place = wg_read_options_get_place (&read);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    options.fields[role] = job->choice->building_fields[role];
  report = wg_import_buildings_run (job->plan, job->choice->path, &options,
                                    wg_job_get_progress (wg_jobs_get_job (task)), cancellable,
                                    &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) wg_building_report_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  const WgReadJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  WgBuildingReport *report = g_task_propagate_pointer (G_TASK (result), &error);

  wg_window_close_progress (self);
  if (report == NULL)
    {
      wg_window_refuse_file (self, job->choice, error);
      wg_window_end_import (self);
      return;
    }
  show_report (self, wg_plan_get_frame (job->plan), report);
}

void
wg_window_import_buildings (WgWindow *self, const WgImportChoice *choice)
{
  wg_window_read_file (self, choice, read_thread, read_cb);
}
