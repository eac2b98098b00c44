/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-crs"

#include "wg-crs.h"

#include "wg-china-offset.h"
#include "wg-proj.h"

#include <math.h>
#include <string.h>

/* Half the width, in metres, that eastings of one zone may lie from its central meridian. */
#define GAUSS_REACH 400000.0
#define GAUSS_FALSE_EASTING 500000.0
/* Northings of China and its sea, metres. */
#define GAUSS_SOUTH 300000.0
#define GAUSS_NORTH 6200000.0

static gboolean
is_gauss (double west, double south, double east, double north)
{
  return west >= GAUSS_FALSE_EASTING - GAUSS_REACH && east <= GAUSS_FALSE_EASTING + GAUSS_REACH
         && south >= GAUSS_SOUTH && north <= GAUSS_NORTH;
}

/* The EPSG code of the CGCS2000 zone with its number in the easting, or 0. Three-degree zones are
 * 25 to 45. Six-degree zones are 13 to 23, but 13 to 15 look like web Mercator over East China. */
static int
find_prefixed_zone (double west, double south, double east, double north)
{
  double zone = floor (west / 1e6);

  if (!is_gauss (west - zone * 1e6, south, east - zone * 1e6, north))
    return 0;
  if (zone >= 25 && zone <= 45)
    return 4513 + (int) zone - 25;
  if (zone >= 16 && zone <= 23)
    return 4491 + (int) zone - 13;
  return 0;
}

static gboolean
is_mercator_of_china (double west, double south, double east, double north)
{
  return west >= 8.1e6 && east <= 15.2e6 && south >= 3.3e5 && north <= 7.2e6;
}

WgMagnitude
wg_crs_propose_by_magnitude (double west, double south, double east, double north, char **crs_out)
{
  WgMagnitude kind = WG_MAGNITUDE_UNKNOWN;
  int epsg = 0;

  if (!isfinite (west) || !isfinite (south) || !isfinite (east) || !isfinite (north))
    kind = WG_MAGNITUDE_UNKNOWN;
  else if (west >= -180.0 && east <= 180.0 && south >= -90.0 && north <= 90.0)
    {
      kind = WG_MAGNITUDE_DEGREES;
      epsg = 4326;
    }
  else if ((epsg = find_prefixed_zone (west, south, east, north)) != 0)
    kind = WG_MAGNITUDE_GAUSS_ZONE;
  else if (is_gauss (west, south, east, north))
    kind = WG_MAGNITUDE_GAUSS_CENTRAL;
  else if (is_mercator_of_china (west, south, east, north))
    {
      kind = WG_MAGNITUDE_MERCATOR;
      epsg = 3857;
    }
  if (crs_out != NULL)
    *crs_out = epsg != 0 ? g_strdup_printf ("EPSG:%d", epsg) : NULL;
  return kind;
}

char *
wg_crs_propose_for_place (double longitude, double latitude)
{
  int zone = 0;

  if (wg_china_contains (longitude, latitude))
    {
      int meridian = CLAMP ((int) round (longitude / 3.0) * 3, 75, 135);

      return g_strdup_printf ("EPSG:%d", 4534 + (meridian - 75) / 3);
    }
  if (latitude > 84.0)
    return g_strdup ("EPSG:32661");
  if (latitude < -80.0)
    return g_strdup ("EPSG:32761");
  zone = CLAMP ((int) floor ((longitude + 180.0) / 6.0) + 1, 1, 60);
  return g_strdup_printf ("EPSG:%d", (latitude < 0.0 ? 32700 : 32600) + zone);
}

char *
wg_crs_normalize (const char *crs, GError **error)
{
  PJ_CONTEXT *context = wg_proj_context_new ();
  PJ *object = wg_proj_load_crs (context, crs, error);
  char *normal = NULL;

  if (object != NULL)
    {
      normal = wg_proj_epsg_name (context, object);
      if (normal == NULL)
        normal = g_strdup (proj_as_wkt (context, object, PJ_WKT2_2019, NULL));
      if (normal == NULL)
        normal = g_strdup (crs);
    }
  proj_destroy (object);
  proj_context_destroy (context);
  return normal;
}

char *
wg_crs_dup_name (const char *crs)
{
  PJ_CONTEXT *context = wg_proj_context_new ();
  PJ *object = wg_proj_load_crs (context, crs, NULL);
  char *name = object != NULL ? g_strdup (proj_get_name (object)) : NULL;

  proj_destroy (object);
  proj_context_destroy (context);
  return name;
}

gboolean
wg_crs_is_metric (const char *crs)
{
  PJ_CONTEXT *context = wg_proj_context_new ();
  PJ *object = wg_proj_load_crs (context, crs, NULL);
  gboolean is_metric = object != NULL && wg_proj_is_metric (context, object);

  proj_destroy (object);
  proj_context_destroy (context);
  return is_metric;
}

gboolean
wg_crs_is_geographic (const char *crs)
{
  PJ_CONTEXT *context = wg_proj_context_new ();
  PJ *object = wg_proj_load_crs (context, crs, NULL);
  PJ *base = NULL;
  gboolean is_geographic = FALSE;

  if (object != NULL && proj_get_type (object) == PJ_TYPE_BOUND_CRS)
    base = proj_get_source_crs (context, object);
  if (object != NULL)
    is_geographic = proj_get_type (base != NULL ? base : object) == PJ_TYPE_GEOGRAPHIC_2D_CRS;
  proj_destroy (base);
  proj_destroy (object);
  proj_context_destroy (context);
  return is_geographic;
}
