/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-job"

#include "wg-import-job.h"

#include <math.h>

/* The origin of a project is a round place, so that two projects of a city share it. */
#define ORIGIN_STEP_M 10000.0

static const WgSourceLayer *
find_layer_with_place (const WgSource *source, const char *name)
{
  const WgSourceLayer *read = wg_source_find_layer (source, name);

  /* The layer that is read lies where the project will; the others may be elsewhere. */
  if (read != NULL && isfinite (read->longitude) && isfinite (read->latitude))
    return read;
  for (guint i = 0; i < source->layers->len; i++)
    {
      const WgSourceLayer *layer = g_ptr_array_index (source->layers, i);

      if (name != NULL && g_strcmp0 (layer->name, name) != 0)
        continue;
      if (isfinite (layer->longitude) && isfinite (layer->latitude))
        return layer;
    }
  return NULL;
}

WgFrame *
wg_import_propose_frame (const WgSource *source, const char *layer, const char *crs, GError **error)
{
  const WgSourceLayer *place = find_layer_with_place (source, layer);
  g_autoptr (WgTransform) transform = NULL;
  double easting = 0, northing = 0;

  if (place == NULL && layer == NULL && wg_source_find_layer (source, NULL) == NULL)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY, "%s has no areas", source->path);
      return NULL;
    }
  if (place == NULL)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS,
                   "%s does not say where it lies", source->path);
      return NULL;
    }
  if (crs == NULL)
    return wg_frame_new_for_place (place->longitude, place->latitude);

  transform = wg_transform_new ("EPSG:4326", crs, error);
  if (transform == NULL)
    return NULL;
  easting = place->longitude;
  northing = place->latitude;
  if (wg_transform_points (transform, &easting, &northing, 1) > 0)
    {
      g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_TRANSFORM,
                   "the place of %s has no coordinates in %s", source->path, crs);
      return NULL;
    }
  return wg_frame_new (crs, round (easting / ORIGIN_STEP_M) * ORIGIN_STEP_M,
                       round (northing / ORIGIN_STEP_M) * ORIGIN_STEP_M, error);
}

void
wg_import_place_layer (WgSource *source, const char *layer, const char *crs)
{
  g_autoptr (WgTransform) transform = wg_transform_new (crs, "EPSG:4326", NULL);

  for (guint i = 0; i < source->layers->len && transform != NULL; i++)
    {
      WgSourceLayer *candidate = g_ptr_array_index (source->layers, i);
      double x = (candidate->west + candidate->east) / 2;
      double y = (candidate->south + candidate->north) / 2;

      if ((layer != NULL ? g_strcmp0 (candidate->name, layer) != 0
                         : candidate != wg_source_find_layer (source, NULL))
          || !isfinite (x) || !isfinite (y) || wg_transform_points (transform, &x, &y, 1) > 0)
        continue;
      candidate->longitude = x;
      candidate->latitude = y;
    }
}

WgImportReport *
wg_import_run (WgPlan *plan, const char *path, const char *crs, guint depth,
               const WgReadOptions *read_options, const WgBuildOptions *build_options,
               const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgProgress reading = wg_progress_part (progress, 0.0, 0.4);
  WgProgress building = wg_progress_part (progress, 0.4, 1.0);
  g_autoptr (WgIncoming) incoming = NULL;

  if (wg_plan_get_frame (plan) == NULL)
    {
      g_autoptr (WgSource) source = wg_source_open (path, read_options->encoding, cancellable, error);
      g_autoptr (WgFrame) frame = NULL;

      if (source == NULL)
        return NULL;
      if (read_options->crs != NULL)
        wg_import_place_layer (source, read_options->layer, read_options->crs);
      frame = wg_import_propose_frame (source, read_options->layer, crs, error);
      if (frame == NULL)
        return NULL;
      wg_plan_set_frame (plan, frame);
    }

  incoming = wg_source_read (path, read_options, wg_plan_get_frame (plan), &reading, cancellable,
                             error);
  if (incoming == NULL)
    return NULL;
  return wg_plan_import (plan, depth, incoming, build_options, &building, cancellable, error);
}
