/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-source"

#include "wg-source.h"

#include "wg-survey.h"

#include <string.h>

WgSource *
wg_source_open (const char *path, const char *encoding, GCancellable *cancellable, GError **error)
{
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  g_autoptr (WgVector) vector = wg_vector_open (path, encoding, log, error);
  g_autoptr (WgSource) source = NULL;

  if (vector == NULL)
    return NULL;
  source = g_new0 (WgSource, 1);
  source->path = g_strdup (path);
  source->driver = g_strdup (vector->driver);
  source->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_source_layer_free);
  for (guint i = 0; i < vector->layers->len; i++)
    {
      WgSourceLayer *layer = wg_survey_layer (g_ptr_array_index (vector->layers, i), vector->driver,
                                              cancellable, error);

      if (layer == NULL)
        return NULL;
      g_ptr_array_add (source->layers, layer);
    }
  return g_steal_pointer (&source);
}

void
wg_source_free (WgSource *source)
{
  if (source == NULL)
    return;
  g_free (source->path);
  g_free (source->driver);
  g_ptr_array_unref (source->layers);
  g_free (source);
}

const WgSourceLayer *
wg_source_find_layer (const WgSource *source, const char *name)
{
  const WgSourceLayer *closed = NULL, *open = NULL;

  for (guint i = 0; i < source->layers->len; i++)
    {
      const WgSourceLayer *layer = g_ptr_array_index (source->layers, i);

      if (name != NULL ? strcmp (name, layer->name) == 0
                       : layer->has_polygons)
        return layer;
      if (closed == NULL && layer->has_closed_lines)
        closed = layer;
      if (open == NULL && layer->has_open_lines && layer->is_drawing)
        open = layer;
    }
  if (name != NULL)
    return NULL;
  return closed != NULL ? closed : open;
}
