/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-layer-probe"

#include "wg-layer-probe.h"

#include "wg-layer-place.h"

#include "../../app/exchange/wg-basemap.h"
#include "../../app/exchange/wg-source.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  GPtrArray *paths; /* of char * */
  WgFrame *frame;
  GArray *kinds;       /* of int: WgMapLayerKind, or -1 */
  GPtrArray *problems; /* of char * */
} Probe;

static void
probe_free (Probe *probe)
{
  g_ptr_array_unref (probe->paths);
  g_array_unref (probe->kinds);
  g_clear_pointer (&probe->problems, g_ptr_array_unref);
  g_clear_pointer (&probe->frame, wg_frame_unref);
  g_free (probe);
}

static gboolean
has_geometry (const WgSource *source)
{
  for (guint i = 0; i < source->layers->len; i++)
    {
      const WgSourceLayer *layer = g_ptr_array_index (source->layers, i);
      if (g_strcmp0 (layer->geometry, "none") != 0)
        return TRUE;
    }
  return FALSE;
}

/** Vectors first: several formats of theirs also open as a raster without bands. */
static int
find_kind (const char *path, WgFrame *frame, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgSource) source = wg_source_open (path, NULL, cancellable, NULL);
  g_autoptr (WgRaster) raster = NULL;
  g_autoptr (WgFrame) place = NULL;
  g_autoptr (GError) problem = NULL;

  if (source != NULL && has_geometry (source))
    return WG_MAP_LAYER_VECTOR;
  if (frame == NULL)
    place = wg_layer_propose_frame (path, NULL, NULL, cancellable, &problem);
  if (frame != NULL || place != NULL)
    raster = wg_raster_open (path, frame != NULL ? frame : place, &problem);
  if (raster != NULL)
    return WG_MAP_LAYER_RASTER;
  g_propagate_error (error, g_steal_pointer (&problem));
  return -1;
}

static void
probe_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Probe *probe = task_data;

  for (guint i = 0; i < probe->paths->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const char *path = g_ptr_array_index (probe->paths, i);
      g_autoptr (GError) error = NULL;
      int kind = find_kind (path, probe->frame, cancellable, &error);

      g_array_append_val (probe->kinds, kind);
      if (kind < 0)
        {
          g_autofree char *reason = wg_layer_describe_error (error);
          g_autofree char *name = g_filename_display_basename (path);
          g_ptr_array_add (probe->problems,
                           g_strdup_printf (_("%s cannot be a layer of the map: %s"), name, reason));
        }
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

void
wg_layer_probe_async (GListModel *files, WgFrame *frame, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Probe *probe = g_new0 (Probe, 1);

  probe->paths = g_ptr_array_new_with_free_func (g_free);
  probe->kinds = g_array_new (FALSE, FALSE, sizeof (int));
  probe->problems = g_ptr_array_new_with_free_func (g_free);
  probe->frame = frame != NULL ? wg_frame_ref (frame) : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);
      if (path != NULL)
        g_ptr_array_add (probe->paths, path);
    }
  g_task_set_task_data (task, probe, (GDestroyNotify) probe_free);
  g_task_run_in_thread (task, probe_in_worker);
}

GPtrArray *
wg_layer_probe_finish (GAsyncResult *result, GPtrArray **problems_out, GError **error)
{
  Probe *probe = g_task_get_task_data (G_TASK (result));
  GPtrArray *found = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  found = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < probe->kinds->len; i++)
    {
      const char *path = g_ptr_array_index (probe->paths, i);
      g_autofree char *base = g_filename_display_basename (path);
      char *dot = strrchr (base, '.');
      int kind = g_array_index (probe->kinds, int, i);

      if (kind < 0)
        continue;
      if (dot != NULL && dot != base)
        *dot = '\0';
      g_ptr_array_add (found, wg_map_layer_new ((WgMapLayerKind) kind, base, path, NULL));
    }
  *problems_out = g_steal_pointer (&probe->problems);
  return found;
}

char *
wg_layer_describe_error (const GError *error)
{
  if (g_error_matches (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS))
    return g_strdup (_("it does not say where on the earth it lies"));
  if (g_error_matches (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_LAYER))
    return g_strdup (_("it has no such layer"));
  if (g_error_matches (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY)
      || g_error_matches (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NONE_FIT))
    return g_strdup (_("it is empty, or lies too far from the project's land"));
  return g_strdup (_("it is missing, damaged, or of an unknown kind"));
}
