/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-crs"

#include "wg-crs-judge.h"

#include "wg-crs.h"
#include "wg-frame.h"
#include "wg-proj.h"

#include <geodesic.h>
#include <math.h>

/* How far beyond the area of a CRS its coordinates are still believed, degrees. */
#define MARGIN_LONGITUDE 6.0
#define MARGIN_LATITUDE 4.0
/* Longitudes of China: where a six-digit easting may lie. */
#define CHINA_WEST 73.0
#define CHINA_EAST 135.5
#define FIRST_MERIDIAN 75
#define LAST_MERIDIAN 135
#define FIRST_CENTRAL 4534 /* EPSG: CGCS2000 / 3-degree Gauss-Kruger CM 75E */

typedef struct
{
  double west, south, east, north;
} Area;

/* Whether x, y in @crs is a place of the area that it is meant for. */
static gboolean
is_at_home (WgTransform *to_degrees, const Area *area, double x, double y)
{
  double width = area->east - area->west;

  if (wg_transform_points (to_degrees, &x, &y, 1) != 0)
    return FALSE;
  if (width < 0.0)
    width += 360.0;
  x -= area->west;
  while (x < -180.0)
    x += 360.0;
  while (x > 180.0 && x > width + MARGIN_LONGITUDE)
    x -= 360.0;
  return x >= -MARGIN_LONGITUDE && x <= width + MARGIN_LONGITUDE
         && y >= area->south - MARGIN_LATITUDE && y <= area->north + MARGIN_LATITUDE;
}

static gboolean
find_area (const char *crs, Area *area)
{
  PJ_CONTEXT *context = wg_proj_context_new ();
  PJ *object = wg_proj_load_crs (context, crs, NULL);
  gboolean has_area = object != NULL
                      && proj_get_area_of_use (context, object, &area->west, &area->south,
                                               &area->east, &area->north, NULL)
                      && area->west > -1000.0;

  proj_destroy (object);
  proj_context_destroy (context);
  return has_area;
}

static gboolean
are_degrees (double west, double south, double east, double north)
{
  return west >= -361.0 && east <= 361.0 && south >= -91.0 && north <= 91.0;
}

WgCrsVerdict
wg_crs_judge (const char *crs, double west, double south, double east, double north)
{
  g_autoptr (WgTransform) to_degrees = NULL;
  double x = (west + east) / 2.0, y = (south + north) / 2.0;
  Area area = { 0 };

  if (!isfinite (west) || !isfinite (south) || !isfinite (east) || !isfinite (north))
    return WG_CRS_FITS;
  if (wg_crs_is_geographic (crs))
    {
      if (are_degrees (west, south, east, north))
        return WG_CRS_FITS;
      return are_degrees (south, west, north, east) ? WG_CRS_IS_SWAPPED : WG_CRS_CONTRADICTS;
    }
  to_degrees = wg_transform_new (crs, WG_CRS_WGS84, NULL);
  if (to_degrees == NULL || !find_area (crs, &area))
    return WG_CRS_FITS;
  if (is_at_home (to_degrees, &area, x, y))
    return WG_CRS_FITS;
  return is_at_home (to_degrees, &area, y, x) ? WG_CRS_IS_SWAPPED : WG_CRS_CONTRADICTS;
}

/* NULL when the CRS cannot give the extent a place. */
static WgCrsCandidate *
make_candidate (const char *crs, const Area *extent)
{
  g_autoptr (WgTransform) transform = wg_transform_new (crs, WG_CRS_WGS84, NULL);
  double x[5] = { (extent->west + extent->east) / 2.0, extent->west, extent->east, extent->west,
                  extent->east };
  double y[5] = { (extent->south + extent->north) / 2.0, extent->south, extent->south,
                  extent->north, extent->north };
  WgCrsCandidate *candidate = NULL;

  if (transform == NULL || wg_transform_points (transform, x, y, 5) != 0)
    return NULL;
  candidate = g_new0 (WgCrsCandidate, 1);
  candidate->crs = g_strdup (crs);
  candidate->longitude = x[0];
  candidate->latitude = y[0];
  candidate->west = candidate->east = x[1];
  candidate->south = candidate->north = y[1];
  for (guint i = 2; i < 5; i++)
    {
      candidate->west = MIN (candidate->west, x[i]);
      candidate->east = MAX (candidate->east, x[i]);
      candidate->south = MIN (candidate->south, y[i]);
      candidate->north = MAX (candidate->north, y[i]);
    }
  candidate->distance_m = NAN;
  return candidate;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const WgCrsCandidate *first = *(WgCrsCandidate *const *) a;
  const WgCrsCandidate *second = *(WgCrsCandidate *const *) b;

  if (first->distance_m != second->distance_m && isfinite (first->distance_m))
    return first->distance_m < second->distance_m ? -1 : 1;
  return (first->longitude > second->longitude) - (first->longitude < second->longitude);
}

void
wg_crs_candidate_free (WgCrsCandidate *candidate)
{
  if (candidate == NULL)
    return;
  g_free (candidate->crs);
  g_free (candidate);
}

GPtrArray *
wg_crs_list_candidates (double west, double south, double east, double north, double longitude,
                        double latitude)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_crs_candidate_free);
  Area extent = { west, south, east, north };
  g_autofree char *only = NULL;
  WgMagnitude magnitude = wg_crs_propose_by_magnitude (west, south, east, north, &only);
  struct geod_geodesic earth;

  for (int meridian = FIRST_MERIDIAN; meridian <= LAST_MERIDIAN; meridian += 3)
    {
      g_autofree char *crs
        = g_strdup_printf ("EPSG:%d", FIRST_CENTRAL + (meridian - FIRST_MERIDIAN) / 3);
      WgCrsCandidate *candidate = magnitude == WG_MAGNITUDE_GAUSS_CENTRAL
                                    ? make_candidate (crs, &extent)
                                    : NULL;

      if (candidate != NULL && candidate->longitude >= CHINA_WEST
          && candidate->longitude <= CHINA_EAST)
        g_ptr_array_add (list, candidate);
      else
        wg_crs_candidate_free (candidate);
    }
  if (only != NULL)
    {
      WgCrsCandidate *candidate = make_candidate (only, &extent);

      if (candidate != NULL)
        g_ptr_array_add (list, candidate);
    }
  geod_init (&earth, 6378137.0, 1.0 / 298.257223563);
  for (guint i = 0; i < list->len && isfinite (longitude) && isfinite (latitude); i++)
    {
      WgCrsCandidate *candidate = g_ptr_array_index (list, i);

      geod_inverse (&earth, candidate->latitude, candidate->longitude, latitude, longitude,
                    &candidate->distance_m, NULL, NULL);
    }
  g_ptr_array_sort (list, compare_candidates);
  return list;
}
