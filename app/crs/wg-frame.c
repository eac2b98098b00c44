/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-frame"

#include "wg-frame-private.h"

#include "wg-crs.h"
#include "wg-proj.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MIDDLE_LONGITUDE 105.0 /* of China */
#define MIDDLE_LATITUDE 35.0
#define ORIGIN_STEP_M 10000.0

G_DEFINE_BOXED_TYPE (WgFrame, wg_frame, wg_frame_ref, wg_frame_unref)

static void
read_ellipsoid (WgFrame *frame, PJ_CONTEXT *context, PJ *crs)
{
  PJ *ellipsoid = proj_get_ellipsoid (context, crs);
  double inverse_flattening = 0.0;

  proj_ellipsoid_get_parameters (context, ellipsoid, &frame->semi_major_m, NULL, NULL,
                                 &inverse_flattening);
  frame->flattening = inverse_flattening > 0.0 ? 1.0 / inverse_flattening : 0.0;
  proj_destroy (ellipsoid);
}

static gboolean
read_geographic (WgFrame *frame, PJ_CONTEXT *context, PJ *crs)
{
  PJ *geographic = proj_crs_get_geodetic_crs (context, crs);
  const char *wkt = NULL;

  if (geographic != NULL)
    wkt = proj_as_wkt (context, geographic, PJ_WKT2_2019, NULL);
  frame->geographic_crs = g_strdup (wkt);
  proj_destroy (geographic);
  return frame->geographic_crs != NULL;
}

static gboolean
read_crs (WgFrame *frame, PJ_CONTEXT *context, const char *definition, GError **error)
{
  PJ *crs = wg_proj_load_crs (context, definition, error);
  gboolean is_good = FALSE;

  if (crs == NULL)
    return FALSE;
  if (!wg_proj_is_metric (context, crs))
    {
      g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_NOT_METRIC, "%s is not projected in metres",
                   proj_get_name (crs));
    }
  else if (!read_geographic (frame, context, crs))
    {
      g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_UNKNOWN, "%s has no geographic base",
                   proj_get_name (crs));
    }
  else
    {
      frame->crs = wg_proj_epsg_name (context, crs);
      frame->epsg = frame->crs != NULL ? atoi (frame->crs + strlen ("EPSG:")) : 0;
      if (frame->crs == NULL)
        frame->crs = g_strdup (definition);
      frame->name = g_strdup (proj_get_name (crs));
      read_ellipsoid (frame, context, crs);
      is_good = TRUE;
    }
  proj_destroy (crs);
  return is_good;
}

static WgTransform *
borrow_transform (WgFrame *frame)
{
  WgTransform *transform = NULL;

  g_mutex_lock (&frame->lock);
  if (frame->idle->len > 0)
    transform = g_ptr_array_steal_index_fast (frame->idle, frame->idle->len - 1);
  g_mutex_unlock (&frame->lock);
  if (transform == NULL)
    transform = wg_transform_new (frame->crs, frame->geographic_crs, NULL);
  return transform;
}

static void
return_transform (WgFrame *frame, WgTransform *transform)
{
  g_mutex_lock (&frame->lock);
  g_ptr_array_add (frame->idle, transform);
  g_mutex_unlock (&frame->lock);
}

/**
 * wg_frame_new:
 * @crs: "EPSG:4549" or WKT of a CRS projected in metres
 * @origin_easting: metres of @crs
 * @origin_northing: metres of @crs
 *
 * Any thread. Fails with WG_CRS_ERROR_UNKNOWN, _NOT_METRIC, or _RANGE for an origin that is not
 * finite.
 *
 * Returns: (transfer full) (nullable): the frame
 */
WgFrame *
wg_frame_new (const char *crs, double origin_easting, double origin_northing, GError **error)
{
  g_autoptr (WgFrame) frame = g_new0 (WgFrame, 1);
  PJ_CONTEXT *context = NULL;
  gboolean is_good = FALSE;

  frame->ref_count = 1;
  g_mutex_init (&frame->lock);
  frame->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_transform_free);
  frame->easting = origin_easting;
  frame->northing = origin_northing;
  if (!isfinite (origin_easting) || !isfinite (origin_northing))
    {
      g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_RANGE, "the origin is not finite");
      return NULL;
    }

  context = wg_proj_context_new ();
  is_good = read_crs (frame, context, crs, error);
  proj_context_destroy (context);
  return is_good ? g_steal_pointer (&frame) : NULL;
}

/**
 * wg_frame_new_for_place:
 * @longitude: degrees, WGS 84 or CGCS2000; finite
 * @latitude: degrees
 *
 * Returns: (transfer full): the frame that wg_crs_propose_for_place() names, its origin the place
 * rounded to whole 10 km
 */
WgFrame *
wg_frame_new_for_place (double longitude, double latitude)
{
  g_autofree char *crs = NULL;
  g_autoptr (WgTransform) transform = NULL;
  g_autoptr (GError) error = NULL;
  WgFrame *frame = NULL;
  double x = longitude, y = latitude;

  g_return_val_if_fail (isfinite (longitude) && isfinite (latitude), NULL);

  crs = wg_crs_propose_for_place (longitude, latitude);
  transform = wg_transform_new (WG_CRS_WGS84, crs, &error);
  if (transform == NULL || wg_transform_points (transform, &x, &y, 1) != 0)
    x = y = 0.0;
  frame = wg_frame_new (crs, round (x / ORIGIN_STEP_M) * ORIGIN_STEP_M,
                        round (y / ORIGIN_STEP_M) * ORIGIN_STEP_M, &error);
  if (frame == NULL)
    g_error ("PROJ has lost %s: %s", crs, error->message);
  return frame;
}

WgFrame *
wg_frame_new_for_crs (const char *crs, GError **error)
{
  PJ_CONTEXT *context = NULL;
  PJ *object = NULL;
  double west = 0, south = 0, east = 0, north = 0, x = 0, y = 0;
  gboolean has_area = FALSE;
  g_autoptr (WgTransform) transform = NULL;

  if (crs == NULL)
    return wg_frame_new_for_place (MIDDLE_LONGITUDE, MIDDLE_LATITUDE);
  context = wg_proj_context_new ();
  object = wg_proj_load_crs (context, crs, NULL);
  has_area = object != NULL
             && proj_get_area_of_use (context, object, &west, &south, &east, &north, NULL)
             && west > -1000.0;
  proj_destroy (object);
  proj_context_destroy (context);
  if (has_area)
    {
      x = (west + east) / 2;
      y = (south + north) / 2;
      transform = wg_transform_new (WG_CRS_WGS84, crs, NULL);
      if (transform == NULL || wg_transform_points (transform, &x, &y, 1) != 0)
        x = y = 0;
    }
  return wg_frame_new (crs, round (x / ORIGIN_STEP_M) * ORIGIN_STEP_M,
                       round (y / ORIGIN_STEP_M) * ORIGIN_STEP_M, error);
}

WgFrame *
wg_frame_ref (WgFrame *frame)
{
  g_atomic_int_inc (&frame->ref_count);
  return frame;
}

void
wg_frame_unref (WgFrame *frame)
{
  if (!g_atomic_int_dec_and_test (&frame->ref_count))
    return;
  g_ptr_array_unref (frame->idle);
  g_mutex_clear (&frame->lock);
  g_free (frame->crs);
  g_free (frame->name);
  g_free (frame->geographic_crs);
  g_free (frame);
}

const char *
wg_frame_get_crs (const WgFrame *frame)
{
  return frame->crs;
}

int
wg_frame_get_epsg (const WgFrame *frame)
{
  return frame->epsg;
}

const char *
wg_frame_get_name (const WgFrame *frame)
{
  return frame->name;
}

double
wg_frame_get_easting (const WgFrame *frame)
{
  return frame->easting;
}

double
wg_frame_get_northing (const WgFrame *frame)
{
  return frame->northing;
}

gboolean
wg_frame_equal (const WgFrame *a, const WgFrame *b)
{
  return a == b
         || (a->easting == b->easting && a->northing == b->northing && strcmp (a->crs, b->crs) == 0);
}

/* As round(), of what fits into 32 bits; a call of that for each coordinate takes longer than all else here. */
static gint32
round_small (double value)
{
  gint32 whole = (gint32) value;
  double rest = value - whole;

  return whole + (rest >= 0.5) - (rest <= -0.5);
}

gboolean
wg_frame_from_metres (const WgFrame *frame, double easting, double northing, WgPoint *point_out)
{
  double x = (easting - frame->easting) * 1000.0;
  double y = (northing - frame->northing) * 1000.0;

  /* Also of what is not a number. */
  if (!(fabs (x) < WG_COORDINATE_MAX + 0.5 && fabs (y) < WG_COORDINATE_MAX + 0.5))
    return FALSE;
  *point_out = (WgPoint){ round_small (x), round_small (y) };
  return TRUE;
}

void
wg_frame_to_metres (const WgFrame *frame, WgPoint point, double *easting_out, double *northing_out)
{
  *easting_out = frame->easting + point.x / 1000.0;
  *northing_out = frame->northing + point.y / 1000.0;
}

gboolean
wg_frame_points_to_degrees (const WgFrame *frame, const WgPoint *points, guint n_points, double *x,
                            double *y)
{
  WgFrame *pool = (WgFrame *) frame; /* the pool is guarded; what a frame means does not change */
  WgTransform *transform = borrow_transform (pool);
  guint n_failed = 0;

  if (transform == NULL)
    return FALSE;
  for (guint i = 0; i < n_points; i++)
    wg_frame_to_metres (frame, points[i], &x[i], &y[i]);
  n_failed = wg_transform_points (transform, x, y, n_points);
  return_transform (pool, transform);
  return n_failed == 0;
}

gboolean
wg_frame_to_degrees (const WgFrame *frame, WgPoint point, double *longitude_out,
                     double *latitude_out)
{
  return wg_frame_points_to_degrees (frame, &point, 1, longitude_out, latitude_out);
}
