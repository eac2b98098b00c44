/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-layer-keeper"

#include "wg-layer-keeper.h"

#include <glib/gi18n.h>
#include <string.h>

/* The sources of the layers that the map has by itself. */
static const char *const own_sources[] = {
  [WG_MAP_LAYER_GRIDS] = "wangge:grids",
  [WG_MAP_LAYER_LABELS] = "wangge:labels",
  [WG_MAP_LAYER_RASTER] = NULL,
  [WG_MAP_LAYER_VECTOR] = NULL,
};

static char *
to_absolute (const char *source, const char *folder)
{
  g_autofree char *path = NULL;

  if (g_path_is_absolute (source) || strstr (source, ":") != NULL)
    return g_strdup (source);
  path = g_build_filename (folder, source, NULL);
  return g_canonicalize_filename (path, "/");
}

static char *
to_relative (const char *source, const char *folder)
{
  gsize n = strlen (folder);

  if (g_str_has_prefix (source, folder) && source[n] == G_DIR_SEPARATOR)
    return g_strdup (source + n + 1);
  return g_strdup (source);
}

static char *
folder_of (WgProject *project)
{
  g_autofree char *path = g_canonicalize_filename (wg_project_get_path (project), NULL);
  return g_path_get_dirname (path);
}

/** The map's own layer of a kind in @layers; (transfer full). */
static WgMapLayer *
find_own (GListStore *layers, WgMapLayerKind kind)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (layers)); i++)
    {
      WgMapLayer *layer = g_list_model_get_item (G_LIST_MODEL (layers), i);
      if (wg_map_layer_get_kind (layer) == kind)
        return layer;
      g_object_unref (layer);
    }
  return NULL;
}

static WgMapLayer *
make_layer (GListStore *layers, const WgLayerRecord *record, const char *folder)
{
  WgMapLayerKind kind = record->is_raster ? WG_MAP_LAYER_RASTER : WG_MAP_LAYER_VECTOR;
  WgMapLayer *layer = NULL;

  if (g_strcmp0 (record->source, own_sources[WG_MAP_LAYER_GRIDS]) == 0)
    layer = find_own (layers, WG_MAP_LAYER_GRIDS);
  else if (g_strcmp0 (record->source, own_sources[WG_MAP_LAYER_LABELS]) == 0)
    layer = find_own (layers, WG_MAP_LAYER_LABELS);
  else
    {
      g_autofree char *source = to_absolute (record->source, folder);
      layer = wg_map_layer_new (kind, record->name, source, record->layer);
    }
  if (layer != NULL)
    {
      wg_map_layer_set_visible (layer, record->is_visible);
      wg_map_layer_set_opacity (layer, record->opacity);
    }
  return layer;
}

/* The buildings of the project are among the layers, whoever brought them in: below the labels. */
static void
add_buildings (GPtrArray *layers, WgProject *project)
{
  g_autofree char *source = g_canonicalize_filename (wg_project_get_path (project), NULL);
  guint place = layers->len;

  if (wg_plan_get_buildings (wg_project_get_plan (project)) == NULL)
    return;
  for (guint i = layers->len; i-- > 0;)
    {
      WgMapLayer *layer = g_ptr_array_index (layers, i);

      if (wg_map_layer_get_kind (layer) == WG_MAP_LAYER_LABELS)
        place = i;
      if (g_strcmp0 (wg_map_layer_get_source (layer), source) == 0
          && g_strcmp0 (wg_map_layer_get_layer (layer), WG_LAYER_BUILDINGS) == 0)
        return;
    }
  g_ptr_array_insert (layers, (int) place,
                      wg_map_layer_new (WG_MAP_LAYER_VECTOR, _("Buildings"), source, WG_LAYER_BUILDINGS));
}

gboolean
wg_layer_keeper_load (GListStore *layers, WgProject *project, GError **error)
{
  g_autoptr (GPtrArray) next = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *folder = project != NULL ? folder_of (project) : NULL;
  const WgMapLayerKind own[] = { WG_MAP_LAYER_GRIDS, WG_MAP_LAYER_LABELS };

  if (project != NULL)
    {
      records = wg_project_list_layers (project, error);
      if (records == NULL)
        return FALSE;
    }
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      WgMapLayer *layer = make_layer (layers, g_ptr_array_index (records, i), folder);
      if (layer != NULL && !g_ptr_array_find (next, layer, NULL))
        g_ptr_array_add (next, layer);
      else
        g_clear_object (&layer);
    }
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      WgMapLayer *layer = find_own (layers, own[i]);
      if (layer != NULL && !g_ptr_array_find (next, layer, NULL))
        g_ptr_array_add (next, layer);
      else
        g_clear_object (&layer);
    }
  if (project != NULL)
    add_buildings (next, project);
  g_list_store_splice (layers, 0, g_list_model_get_n_items (G_LIST_MODEL (layers)), next->pdata,
                       next->len);
  return TRUE;
}

gboolean
wg_layer_keeper_save (GListStore *layers, WgProject *project, GError **error)
{
  g_autoptr (GPtrArray) records
    = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_layer_record_free);
  g_autofree char *folder = folder_of (project);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (layers)); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (G_LIST_MODEL (layers), i);
      WgLayerRecord *record = g_new0 (WgLayerRecord, 1);
      const char *own = own_sources[wg_map_layer_get_kind (layer)];

      record->name = g_strdup (wg_map_layer_get_name (layer));
      record->source = own != NULL ? g_strdup (own)
                                   : to_relative (wg_map_layer_get_source (layer), folder);
      record->layer = g_strdup (wg_map_layer_get_layer (layer));
      record->is_raster = wg_map_layer_get_kind (layer) == WG_MAP_LAYER_RASTER;
      record->is_visible = wg_map_layer_get_visible (layer);
      record->opacity = wg_map_layer_get_opacity (layer);
      record->position = (int) i;
      g_ptr_array_add (records, record);
    }
  return wg_project_save_layers (project, records, error);
}
