/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-difference"

#include "wg-difference.h"

#include "wg-coverage-measure.h"
#include "wg-geos.h"

#define QUADRANT_SEGMENTS 4
#define PIECE_REACH 100.0 /* mm */

/* A valid geometry of @shape; destroy it. NULL when GEOS gives up. */
static GEOSGeometry *
read_valid (GEOSContextHandle_t geos, const WgShape *shape)
{
  GEOSGeometry *raw = wg_geos_from_shape (shape);
  GEOSGeometry *valid = NULL;

  if (raw == NULL || GEOSisValid_r (geos, raw) == 1)
    return raw;
  valid = GEOSMakeValid_r (geos, raw);
  GEOSGeom_destroy_r (geos, raw);
  return valid;
}

static double
get_area_m2 (GEOSContextHandle_t geos, const GEOSGeometry *geometry)
{
  double area = 0.0;

  return geometry != NULL && GEOSArea_r (geos, geometry, &area) == 1 ? area / 1e6 : 0.0;
}

static gboolean
is_wide (GEOSContextHandle_t geos, const GEOSGeometry *part, double width_m)
{
  GEOSGeometry *inner = GEOSBuffer_r (geos, part, -width_m * 500.0, QUADRANT_SEGMENTS);
  gboolean is_it = inner != NULL && GEOSisEmpty_r (geos, inner) == 0;

  if (inner != NULL)
    GEOSGeom_destroy_r (geos, inner);
  return is_it;
}

/* The area of the wide pieces that @a has and @b has not. */
static double
sum_wide (GEOSContextHandle_t geos, const GEOSGeometry *a, const GEOSGeometry *b, double width_m)
{
  GEOSGeometry *rest = GEOSDifference_r (geos, a, b);
  double sum = 0.0;

  for (int i = 0; rest != NULL && i < GEOSGetNumGeometries_r (geos, rest); i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (geos, rest, i);

      if (is_wide (geos, part, width_m))
        sum += get_area_m2 (geos, part);
    }
  if (rest != NULL)
    GEOSGeom_destroy_r (geos, rest);
  return sum;
}

gboolean
wg_shape_compare (const WgShape *before, const WgShape *now, double width_m, double *gained_m2,
                  double *lost_m2)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *was = read_valid (geos, before), *is = read_valid (geos, now);

  *gained_m2 = *lost_m2 = 0.0;
  if (was != NULL && is != NULL)
    {
      *gained_m2 = sum_wide (geos, is, was, width_m);
      *lost_m2 = sum_wide (geos, was, is, width_m);
    }
  if (was != NULL)
    GEOSGeom_destroy_r (geos, was);
  if (is != NULL)
    GEOSGeom_destroy_r (geos, is);
  return *gained_m2 > 0.0 || *lost_m2 > 0.0;
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  const WgSlot *first = a, *second = b;

  if (first->area_m2 != second->area_m2)
    return first->area_m2 > second->area_m2 ? -1 : 1;
  return wg_point_compare (first->place, second->place);
}

/* The width is measured by our own search: GEOS's takes seconds for a slot that is a thousand times as long. */
static void
add_slot (GEOSContextHandle_t geos, const GEOSGeometry *part, double width_m, GArray *slots)
{
  GEOSGeometry *point = GEOSPointOnSurface_r (geos, part);
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgSlot slot = { { 0, 0 }, get_area_m2 (geos, part), 0.0, NULL };
  double x = 0.0, y = 0.0;

  if (point != NULL && GEOSGeomGetX_r (geos, point, &x) == 1
      && GEOSGeomGetY_r (geos, point, &y) == 1 && wg_geos_to_shape (part, shape))
    {
      slot.place = (WgPoint){ (gint32) x, (gint32) y };
      slot.width_m = wg_shape_part_width (shape, 0, width_m * 1000.0, NULL) / 1000.0;
      slot.shape = g_steal_pointer (&shape);
      g_array_append_val (slots, slot);
    }
  if (point != NULL)
    GEOSGeom_destroy_r (geos, point);
}

static void
clear_slot (gpointer data)
{
  wg_shape_free (((WgSlot *) data)->shape);
}

GArray *
wg_shape_find_slots (const WgShape *outline, double width_m)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (WgSlot));
  GEOSGeometry *land = read_valid (geos, outline);
  GEOSGeometry *wider = land != NULL
                          ? GEOSBuffer_r (geos, land, width_m * 500.0, 1)
                          : NULL;
  GEOSGeometry *closed = wider != NULL
                           ? GEOSBuffer_r (geos, wider, -width_m * 500.0, 1)
                           : NULL;
  GEOSGeometry *rest = closed != NULL ? GEOSDifference_r (geos, closed, land) : NULL;

  g_array_set_clear_func (slots, clear_slot);
  for (int i = 0; rest != NULL && i < GEOSGetNumGeometries_r (geos, rest); i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (geos, rest, i);

      if (get_area_m2 (geos, part) > width_m * width_m)
        add_slot (geos, part, width_m, slots);
    }
  if (rest != NULL)
    GEOSGeom_destroy_r (geos, rest);
  if (closed != NULL)
    GEOSGeom_destroy_r (geos, closed);
  if (wider != NULL)
    GEOSGeom_destroy_r (geos, wider);
  if (land != NULL)
    GEOSGeom_destroy_r (geos, land);
  g_array_sort (slots, compare_slots);
  return slots;
}

double
wg_shape_common_m2 (const WgShape *a, const WgShape *b)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *first = read_valid (geos, a), *second = read_valid (geos, b);
  GEOSGeometry *common = first != NULL && second != NULL
                           ? GEOSIntersection_r (geos, first, second)
                           : NULL;
  double area = get_area_m2 (geos, common);

  if (common != NULL)
    GEOSGeom_destroy_r (geos, common);
  if (first != NULL)
    GEOSGeom_destroy_r (geos, first);
  if (second != NULL)
    GEOSGeom_destroy_r (geos, second);
  return area;
}

/* Of the polygons of @land the one that is nearest to @place. */
static gboolean
take_piece_at (GEOSContextHandle_t geos, const GEOSGeometry *land, WgPoint place, WgShape *piece_out)
{
  GEOSGeometry *point = GEOSGeom_createPointFromXY_r (geos, place.x, place.y);
  const GEOSGeometry *nearest = NULL;
  double best = PIECE_REACH;

  for (int i = 0; point != NULL && i < GEOSGetNumGeometries_r (geos, land); i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (geos, land, i);
      double distance = 0.0;

      if (GEOSGeom_getDimensions_r (geos, part) != 2
          || GEOSDistance_r (geos, point, part, &distance) != 1 || distance >= best)
        continue;
      best = distance;
      nearest = part;
    }
  if (point != NULL)
    GEOSGeom_destroy_r (geos, point);
  return nearest != NULL && wg_geos_to_shape (nearest, piece_out);
}

gboolean
wg_shape_find_piece (const WgShape *a, const WgShape *b, WgPieceKind kind, WgPoint place,
                     WgShape *piece_out)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *first = read_valid (geos, a), *second = read_valid (geos, b);
  GEOSGeometry *land = NULL;
  gboolean is_found = FALSE;

  wg_shape_clear (piece_out);
  if (first != NULL && second != NULL)
    land = kind == WG_PIECE_OF_BOTH ? GEOSIntersection_r (geos, first, second)
                                    : GEOSDifference_r (geos, first, second);
  if (land != NULL)
    is_found = take_piece_at (geos, land, place, piece_out);
  if (land != NULL)
    GEOSGeom_destroy_r (geos, land);
  if (first != NULL)
    GEOSGeom_destroy_r (geos, first);
  if (second != NULL)
    GEOSGeom_destroy_r (geos, second);
  return is_found;
}
