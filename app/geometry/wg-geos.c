/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-geos"

#include "wg-geos.h"

#include <math.h>
#include <string.h>

typedef struct
{
  GEOSContextHandle_t handle;
  char message[256];
} Context;

static void
context_free (gpointer data)
{
  Context *context = data;

  GEOS_finish_r (context->handle);
  g_free (context);
}

static GPrivate thread_context = G_PRIVATE_INIT (context_free);

static void
keep_message_cb (const char *message, void *user_data)
{
  Context *context = user_data;

  g_strlcpy (context->message, message, sizeof context->message);
}

static Context *
get_context (void)
{
  Context *context = g_private_get (&thread_context);

  if (context == NULL)
    {
      context = g_new0 (Context, 1);
      context->handle = GEOS_init_r ();
      GEOSContext_setErrorMessageHandler_r (context->handle, keep_message_cb, context);
      g_private_set (&thread_context, context);
    }
  return context;
}

static GEOSGeometry *
make_ring (GEOSContextHandle_t geos, const WgPoint *points, guint n_points)
{
  g_autofree double *xy = g_new (double, 2 * ((gsize) n_points + 1));
  GEOSCoordSequence *sequence = NULL;

  for (guint i = 0; i <= n_points; i++)
    {
      xy[2 * i] = points[i % n_points].x;
      xy[2 * i + 1] = points[i % n_points].y;
    }
  sequence = GEOSCoordSeq_copyFromBuffer_r (geos, xy, n_points + 1, FALSE, FALSE);
  return sequence != NULL ? GEOSGeom_createLinearRing_r (geos, sequence) : NULL;
}

/** The polygon of one part: rings[first .. end). */
static GEOSGeometry *
make_polygon (GEOSContextHandle_t geos, const WgShape *shape, guint first, guint end)
{
  g_autofree GEOSGeometry **holes = g_new0 (GEOSGeometry *, end - first + 1);
  GEOSGeometry *outer = NULL;
  guint n_holes = 0;

  for (guint i = first; i < end; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      GEOSGeometry *made = NULL;

      if (ring->n_points < 3)
        continue;
      made = make_ring (geos, &WG_SHAPE_POINT (shape, ring->first), ring->n_points);
      if (made == NULL)
        continue;
      if (outer == NULL)
        outer = made;
      else
        holes[n_holes++] = made;
    }
  return outer != NULL ? GEOSGeom_createPolygon_r (geos, outer, holes, n_holes) : NULL;
}

static void
add_ring (GEOSContextHandle_t geos, const GEOSGeometry *ring, WgShape *shape, guint part,
          gboolean is_hole)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (geos, ring);
  unsigned int n = 0;
  g_autofree double *xy = NULL;
  g_autofree WgPoint *points = NULL;

  GEOSCoordSeq_getSize_r (geos, sequence, &n);
  if (n < 4)
    return;
  xy = g_new (double, 2 * n);
  points = g_new (WgPoint, n);
  GEOSCoordSeq_copyToBuffer_r (geos, sequence, xy, FALSE, FALSE);
  for (guint i = 0; i < n; i++)
    points[i] = (WgPoint){ (gint32) lround (xy[2 * i]), (gint32) lround (xy[2 * i + 1]) };
  if ((wg_ring_area2 (points, n - 1) < 0) != is_hole)
    for (guint i = 0, j = n - 1; i < j; i++, j--)
      {
        WgPoint swapped = points[i];
        points[i] = points[j];
        points[j] = swapped;
      }
  wg_shape_add_ring (shape, points, n, part, is_hole);
}

static void
add_polygons (GEOSContextHandle_t geos, const GEOSGeometry *geometry, WgShape *shape)
{
  int type = GEOSGeomTypeId_r (geos, geometry);

  if (type == GEOS_POLYGON && !GEOSisEmpty_r (geos, geometry))
    {
      guint part = wg_shape_n_parts (shape);

      add_ring (geos, GEOSGetExteriorRing_r (geos, geometry), shape, part, FALSE);
      for (int i = 0; i < GEOSGetNumInteriorRings_r (geos, geometry); i++)
        add_ring (geos, GEOSGetInteriorRingN_r (geos, geometry, i), shape, part, TRUE);
    }
  else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION)
    for (int i = 0; i < GEOSGetNumGeometries_r (geos, geometry); i++)
      add_polygons (geos, GEOSGetGeometryN_r (geos, geometry, i), shape);
}

static gboolean
is_in_range (GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
  double min_x = 0.0, min_y = 0.0, max_x = 0.0, max_y = 0.0;

  if (GEOSisEmpty_r (geos, geometry))
    return TRUE;
  return GEOSGeom_getXMin_r (geos, geometry, &min_x) && GEOSGeom_getXMax_r (geos, geometry, &max_x)
         && GEOSGeom_getYMin_r (geos, geometry, &min_y)
         && GEOSGeom_getYMax_r (geos, geometry, &max_y)
         && MAX (fabs (min_x), fabs (max_x)) <= WG_COORDINATE_MAX
         && MAX (fabs (min_y), fabs (max_y)) <= WG_COORDINATE_MAX;
}

GEOSContextHandle_t
wg_geos_context (void)
{
  return get_context ()->handle;
}

const char *
wg_geos_last_error (void)
{
  return get_context ()->message;
}

GEOSGeometry *
wg_geos_from_shape (const WgShape *shape)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  g_autofree GEOSGeometry **polygons = g_new0 (GEOSGeometry *, shape->rings->len + 1);
  guint n_polygons = 0;

  for (guint i = 0, end = 0; i < shape->rings->len; i = end)
    {
      for (end = i + 1; end < shape->rings->len
                        && WG_SHAPE_RING (shape, end).part == WG_SHAPE_RING (shape, i).part; end++)
        ;
      polygons[n_polygons] = make_polygon (geos, shape, i, end);
      if (polygons[n_polygons] != NULL)
        n_polygons++;
    }
  return GEOSGeom_createCollection_r (geos, GEOS_MULTIPOLYGON, polygons, n_polygons);
}

gboolean
wg_geos_to_shape (const GEOSGeometry *geometry, WgShape *shape_out)
{
  GEOSContextHandle_t geos = wg_geos_context ();

  wg_shape_clear (shape_out);
  if (!is_in_range (geos, geometry))
    return FALSE;
  add_polygons (geos, geometry, shape_out);
  return TRUE;
}

gboolean
wg_geos_is_valid (const WgShape *shape, WgPoint *place_out, char **reason_out)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *geometry = wg_geos_from_shape (shape), *place = NULL;
  char *reason = NULL;
  gboolean is_valid = FALSE;
  double x = 0.0, y = 0.0;

  if (geometry == NULL)
    return FALSE;
  is_valid = GEOSisValidDetail_r (geos, geometry, 0, &reason, &place) == 1;
  if (place_out != NULL && place != NULL && GEOSGeomGetX_r (geos, place, &x) == 1
      && GEOSGeomGetY_r (geos, place, &y) == 1)
    *place_out = (WgPoint){ (gint32) lround (x), (gint32) lround (y) };
  if (reason_out != NULL)
    *reason_out = g_strdup (reason);
  if (reason != NULL)
    GEOSFree_r (geos, reason);
  if (place != NULL)
    GEOSGeom_destroy_r (geos, place);
  GEOSGeom_destroy_r (geos, geometry);
  return is_valid;
}

gboolean
wg_geos_interior_point (const WgShape *shape, WgPoint *point_out)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *geometry = wg_geos_from_shape (shape), *point = NULL;
  double x = 0.0, y = 0.0;
  gboolean is_found = FALSE;

  if (geometry != NULL)
    point = GEOSPointOnSurface_r (geos, geometry);
  is_found = point != NULL && !GEOSisEmpty_r (geos, point)
             && GEOSGeomGetX_r (geos, point, &x) == 1 && GEOSGeomGetY_r (geos, point, &y) == 1;
  if (is_found)
    *point_out = (WgPoint){ (gint32) lround (x), (gint32) lround (y) };
  if (point != NULL)
    GEOSGeom_destroy_r (geos, point);
  if (geometry != NULL)
    GEOSGeom_destroy_r (geos, geometry);
  return is_found;
}

gboolean
wg_shape_find_inside (const WgShape *shape, WgPoint *point_out)
{
  return wg_geos_interior_point (shape, point_out);
}
