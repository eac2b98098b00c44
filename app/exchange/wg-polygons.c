/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-polygons"

#include "wg-polygons.h"

#include "../crs/wg-crs.h"
#include "../geometry/wg-line.h"

#include <math.h>
#include <string.h>

#define MAX_NESTING 32 /* of collections in collections */

struct _WgPolygonReader
{
  WgFrame *frame;
  WgTransform *transform; /* to the frame; of shifted data from degrees */
  WgTransform *degrees;   /* of shifted data: to degrees */
  WgChinaDatum datum;
  WgControlFit *fit;      /* instead of both */
  GArray *x; /* of double: one ring, as it came, then transformed */
  GArray *y;
  GArray *points; /* of WgPoint */
  gboolean closed_lines;

  /* of the geometry at hand */
  guint part;
  gboolean has_area;
  gboolean is_open;
  gboolean is_out;
  double place[2];
};

static gboolean
is_closed_line (OGRGeometryH line)
{
  int n_points = OGR_G_GetPointCount (line);

  return n_points >= 4 && OGR_G_GetX (line, 0) == OGR_G_GetX (line, n_points - 1)
         && OGR_G_GetY (line, 0) == OGR_G_GetY (line, n_points - 1);
}

/* Fills reader->points with the line in millimetres, without repeats. */
static gboolean
convert_line (WgPolygonReader *reader, OGRGeometryH ring, guint n_points)
{
  double *x = NULL, *y = NULL;
  WgPoint *points = NULL;
  guint n = 0;

  g_array_set_size (reader->x, n_points);
  g_array_set_size (reader->y, n_points);
  g_array_set_size (reader->points, n_points);
  x = (double *) reader->x->data;
  y = (double *) reader->y->data;
  points = (WgPoint *) reader->points->data;
  OGR_G_GetPoints (ring, x, sizeof (double), y, sizeof (double), NULL, 0);
  reader->place[0] = x[0];
  reader->place[1] = y[0];
  wg_polygon_reader_transform (reader, x, y, n_points);
  for (guint i = 0; i < n_points; i++)
    {
      if (!wg_frame_from_metres (reader->frame, x[i], y[i], &points[n]))
        {
          reader->place[0] = OGR_G_GetX (ring, (int) i);
          reader->place[1] = OGR_G_GetY (ring, (int) i);
          return FALSE;
        }
      n += n == 0 || !wg_point_equal (points[n], points[n - 1]);
    }
  g_array_set_size (reader->points, n);
  return TRUE;
}

static gboolean
convert_ring (WgPolygonReader *reader, OGRGeometryH ring, guint n_points)
{
  if (!convert_line (reader, ring, n_points))
    return FALSE;
  while (reader->points->len > 1
         && wg_point_equal (g_array_index (reader->points, WgPoint, 0),
                            g_array_index (reader->points, WgPoint, reader->points->len - 1)))
    g_array_set_size (reader->points, reader->points->len - 1);
  return TRUE;
}

/* FALSE when the ring is out of range. A ring that falls away is noted. */
static gboolean
add_ring (WgPolygonReader *reader, OGRGeometryH ring, gboolean is_hole, WgShape *shape,
          gboolean *is_added)
{
  int n_points = OGR_G_GetPointCount (ring);

  *is_added = FALSE;
  if (n_points == 0)
    return TRUE;
  if (OGR_G_GetX (ring, 0) != OGR_G_GetX (ring, n_points - 1)
      || OGR_G_GetY (ring, 0) != OGR_G_GetY (ring, n_points - 1))
    reader->is_open = TRUE;
  if (!convert_ring (reader, ring, (guint) n_points))
    {
      reader->is_out = TRUE;
      return FALSE;
    }
  if (reader->points->len < 3)
    {
      reader->is_open = TRUE;
      return TRUE;
    }
  wg_shape_add_ring (shape, (const WgPoint *) reader->points->data, reader->points->len,
                     reader->part, is_hole);
  *is_added = TRUE;
  return TRUE;
}

static void
add_polygon (WgPolygonReader *reader, OGRGeometryH polygon, WgShape *shape)
{
  gboolean has_outer = FALSE;

  for (int i = 0; i < OGR_G_GetGeometryCount (polygon); i++)
    {
      gboolean is_added = FALSE;

      if (!add_ring (reader, OGR_G_GetGeometryRef (polygon, i), i > 0, shape, &is_added))
        return;
      if (i == 0 && !is_added)
        return; /* holes without an outer ring mean nothing */
      has_outer = TRUE;
    }
  reader->has_area = reader->has_area || has_outer;
  reader->part += has_outer;
}

static void
add_line (WgPolygonReader *reader, OGRGeometryH line, WgShape *shape)
{
  gboolean is_added = FALSE;

  if (!reader->closed_lines || !is_closed_line (line))
    return;
  reader->has_area = TRUE;
  if (add_ring (reader, line, FALSE, shape, &is_added) && is_added)
    reader->part++;
}

static void
visit_lines (WgPolygonReader *reader, OGRGeometryH geometry, GPtrArray *lines, guint depth)
{
  OGRwkbGeometryType type = OGR_GT_Flatten (OGR_G_GetGeometryType (geometry));
  guint n_points = (guint) MAX (OGR_G_GetPointCount (geometry), 0);

  if (OGR_GT_IsNonLinear (type))
    {
      OGRGeometryH linear = OGR_G_GetLinearGeometry (geometry, 0.0, NULL);

      if (linear != NULL && !OGR_GT_IsNonLinear (OGR_GT_Flatten (OGR_G_GetGeometryType (linear))))
        visit_lines (reader, linear, lines, depth + 1);
      OGR_G_DestroyGeometry (linear);
    }
  else if (type == wkbLineString && n_points >= 2)
    {
      if (!convert_line (reader, geometry, n_points))
        reader->is_out = TRUE;
      else if (reader->points->len >= 2)
        g_ptr_array_add (lines, wg_line_new ((const WgPoint *) reader->points->data,
                                             reader->points->len));
    }
  else if (type != wkbPoint && type != wkbLineString && depth < MAX_NESTING)
    for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
      visit_lines (reader, OGR_G_GetGeometryRef (geometry, i), lines, depth + 1);
}

static void
visit (WgPolygonReader *reader, OGRGeometryH geometry, WgShape *shape, guint depth)
{
  OGRwkbGeometryType type = OGR_GT_Flatten (OGR_G_GetGeometryType (geometry));

  if (OGR_GT_IsNonLinear (type))
    {
      OGRGeometryH linear = OGR_G_GetLinearGeometry (geometry, 0.0, NULL);

      if (linear != NULL && !OGR_GT_IsNonLinear (OGR_GT_Flatten (OGR_G_GetGeometryType (linear))))
        visit (reader, linear, shape, depth + 1);
      OGR_G_DestroyGeometry (linear);
    }
  else if (type == wkbPolygon || type == wkbTriangle)
    {
      reader->has_area = TRUE;
      add_polygon (reader, geometry, shape);
    }
  else if (type == wkbLineString)
    add_line (reader, geometry, shape);
  else if (type != wkbPoint && depth < MAX_NESTING)
    for (int i = 0; i < OGR_G_GetGeometryCount (geometry) && !reader->is_out; i++)
      visit (reader, OGR_G_GetGeometryRef (geometry, i), shape, depth + 1);
}

static WgPolygonReader *
create_reader (WgChinaDatum datum, WgFrame *frame)
{
  WgPolygonReader *reader = g_new0 (WgPolygonReader, 1);

  reader->frame = wg_frame_ref (frame);
  reader->datum = datum;
  reader->x = g_array_new (FALSE, FALSE, sizeof (double));
  reader->y = g_array_new (FALSE, FALSE, sizeof (double));
  reader->points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  return reader;
}

WgPolygonReader *
wg_polygon_reader_new_for_fit (const WgControlFit *fit, WgFrame *frame)
{
  WgPolygonReader *reader = create_reader (WG_CHINA_TRUE, frame);

  reader->fit = wg_control_fit_copy (fit);
  return reader;
}

WgPolygonReader *
wg_polygon_reader_new (const char *crs, WgChinaDatum datum, WgFrame *frame, GError **error)
{
  g_autoptr (WgPolygonReader) reader = create_reader (datum, frame);

  if (datum != WG_CHINA_TRUE)
    {
      reader->degrees = wg_transform_new (crs, WG_CRS_WGS84, error);
      if (reader->degrees == NULL)
        return NULL;
      crs = WG_CRS_WGS84;
    }
  reader->transform = wg_transform_new (crs, wg_frame_get_crs (frame), error);
  return reader->transform != NULL ? g_steal_pointer (&reader) : NULL;
}

void
wg_polygon_reader_free (WgPolygonReader *reader)
{
  if (reader == NULL)
    return;
  g_array_unref (reader->points);
  g_array_unref (reader->y);
  g_array_unref (reader->x);
  wg_transform_free (reader->transform);
  wg_transform_free (reader->degrees);
  wg_control_fit_free (reader->fit);
  wg_frame_unref (reader->frame);
  g_free (reader);
}

WgTaken
wg_polygon_reader_take (WgPolygonReader *reader, OGRGeometryH geometry, gboolean closed_lines,
                        WgShape *shape, gboolean *is_open_out, double *place_out)
{
  wg_shape_clear (shape);
  reader->closed_lines = closed_lines;
  reader->part = 0;
  reader->has_area = reader->is_open = reader->is_out = FALSE;
  if (geometry == NULL || OGR_G_IsEmpty (geometry))
    return WG_TAKEN_NOTHING;

  visit (reader, geometry, shape, 0);
  *is_open_out = reader->is_open;
  if (reader->is_out)
    {
      memcpy (place_out, reader->place, sizeof reader->place);
      wg_shape_clear (shape);
      return WG_TAKEN_RANGE;
    }
  if (!reader->has_area)
    return WG_TAKEN_NO_AREA;
  return shape->rings->len > 0 ? WG_TAKEN : WG_TAKEN_TOO_SMALL;
}

gboolean
wg_polygon_reader_take_lines (WgPolygonReader *reader, OGRGeometryH geometry, GPtrArray *lines)
{
  reader->is_out = FALSE;
  if (geometry != NULL)
    visit_lines (reader, geometry, lines, 0);
  return !reader->is_out;
}

gboolean
wg_polygon_reader_take_point (WgPolygonReader *reader, OGRGeometryH geometry, WgPoint *point_out)
{
  if (geometry == NULL || OGR_GT_Flatten (OGR_G_GetGeometryType (geometry)) != wkbPoint
      || OGR_G_IsEmpty (geometry) || !convert_line (reader, geometry, 1))
    return FALSE;
  *point_out = g_array_index (reader->points, WgPoint, 0);
  return TRUE;
}

void
wg_polygon_reader_transform (WgPolygonReader *reader, double *x, double *y, guint n_points)
{
  if (reader->fit != NULL)
    {
      wg_control_fit_apply (reader->fit, x, y, n_points);
      return;
    }
  if (reader->degrees != NULL)
    {
      wg_transform_points (reader->degrees, x, y, n_points);
      for (guint i = 0; i < n_points; i++)
        wg_china_convert (reader->datum, WG_CHINA_TRUE, &x[i], &y[i]);
    }
  wg_transform_points (reader->transform, x, y, n_points);
}

gboolean
wg_polygon_has_closed_line (OGRGeometryH geometry)
{
  OGRwkbGeometryType type = wkbNone;

  if (geometry == NULL)
    return FALSE;
  type = OGR_GT_Flatten (OGR_G_GetGeometryType (geometry));
  if (type == wkbLineString)
    return is_closed_line (geometry);
  if (type == wkbMultiLineString || type == wkbGeometryCollection)
    for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
      if (wg_polygon_has_closed_line (OGR_G_GetGeometryRef (geometry, i)))
        return TRUE;
  return FALSE;
}
