/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-buildings"

#include "wg-window-intake.h"
#include "wg-window-private.h"

#include "../app/cli/wg-words.h"
#include "canvas/wg-layer-keeper.h"

#include <glib/gi18n.h>

/* Buildings of a file. */

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
          && g_strcmp0 (wg_map_layer_get_layer (layer), WG_LAYER_BUILDINGS) == 0)
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
                            WG_LAYER_BUILDINGS);
  if (former != NULL && g_list_store_find (layers, former, &at))
    {
      wg_map_layer_set_visible (layer, wg_map_layer_get_visible (former));
      wg_map_layer_set_opacity (layer, wg_map_layer_get_opacity (former));
      g_list_store_splice (layers, at, 1, (gpointer *) &layer, 1);
    }
  else
    g_list_store_insert (layers, place, layer);
}

static gpointer
read_buildings (const WgReadJob *job, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgBuildingReadOptions options = { .layer = job->choice->layer, .encoding = job->choice->encoding };
  WgReadOptions read;
  g_autoptr (WgControlFit) fit = NULL;

  if (!wg_import_choice_fit (job->choice, job->plan, &fit, error))
    return NULL;
  wg_import_choice_get_read_options (job->choice, fit, &read);
  options.place = wg_read_options_get_place (&read);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    options.fields[role] = job->choice->building_fields[role];
  return wg_import_buildings_run (job->plan, job->choice->path, &options, progress, cancellable, error);
}

static GtkWidget *
describe (WgIntake *intake)
{
  g_autofree char *text = wg_words_building_report (intake->read);

  return wg_intake_make_report (text);
}

static void
store (WgIntake *intake, WgHistory *history, WgJob *job, GAsyncReadyCallback callback)
{
  const WgBuildingReport *report = intake->read;

  wg_history_put_buildings_async (history, report->set, "import-buildings", report->source,
                                  wg_job_get_progress (job), wg_job_get_cancellable (job), callback, intake);
}

static char *
say_stored (WgIntake *intake)
{
  guint n = ((const WgBuildingReport *) intake->read)->n_buildings;
  g_autofree char *count = wg_words_count (n);

  show_on_map (intake->window);
  return g_strdup_printf (ngettext ("%s building imported", "%s buildings imported", n), count);
}

void
wg_window_import_buildings (WgWindow *self, const WgImportChoice *choice)
{
  static const WgIntakeKind kind = {
    .question = N_("Import These Buildings?"),
    .is_placed = TRUE,
    .read = read_buildings,
    .free_read = (GDestroyNotify) wg_building_report_free,
    .describe = describe,
    .store = store,
    .store_finish = wg_history_put_buildings_finish,
    .stored = say_stored,
  };

  wg_window_take_in (self, choice, &kind);
}
