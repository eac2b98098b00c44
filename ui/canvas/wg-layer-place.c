/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-layer-place"

#include "wg-layer-place.h"

#include "../../app/crs/wg-crs.h"
#include "../../app/exchange/wg-basemap.h"
#include "../../app/exchange/wg-source.h"

#include <math.h>

#define ORIGIN_STEP_M 10000.0

/* FALSE without an error when the source has no vector layer. */
static gboolean
find_vector_place (const char *source, const char *layer, GCancellable *cancellable,
                   double *longitude, double *latitude)
{
  g_autoptr (WgSource) file = wg_source_open (source, NULL, cancellable, NULL);

  for (guint i = 0; file != NULL && i < file->layers->len; i++)
    {
      const WgSourceLayer *part = g_ptr_array_index (file->layers, i);

      if ((layer != NULL && g_strcmp0 (part->name, layer) != 0)
          || g_strcmp0 (part->geometry, "none") == 0)
        continue;
      *longitude = part->longitude;
      *latitude = part->latitude;
      if (isfinite (part->longitude) && isfinite (part->latitude))
        return TRUE;
    }
  return FALSE;
}

static WgFrame *
make_frame (double longitude, double latitude, const char *crs, GError **error)
{
  double easting = longitude, northing = latitude;
  g_autoptr (WgTransform) transform = NULL;

  if (crs == NULL)
    return wg_frame_new_for_place (longitude, latitude);
  transform = wg_transform_new (WG_CRS_WGS84, crs, error);
  if (transform == NULL)
    return NULL;
  if (wg_transform_points (transform, &easting, &northing, 1) > 0)
    {
      g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_TRANSFORM,
                   "the place of the layer has no coordinates in %s", crs);
      return NULL;
    }
  return wg_frame_new (crs, round (easting / ORIGIN_STEP_M) * ORIGIN_STEP_M,
                       round (northing / ORIGIN_STEP_M) * ORIGIN_STEP_M, error);
}

WgFrame *
wg_layer_propose_frame (const char *source, const char *layer, const char *crs,
                        GCancellable *cancellable, GError **error)
{
  double longitude = NAN, latitude = NAN;

  if (find_vector_place (source, layer, cancellable, &longitude, &latitude))
    return make_frame (longitude, latitude, crs, error);
  if (!wg_raster_find_place (source, &longitude, &latitude, error))
    return NULL;
  if (isfinite (longitude) && isfinite (latitude))
    return make_frame (longitude, latitude, crs, error);
  return wg_frame_new_for_crs (crs, error);
}
