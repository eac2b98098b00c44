/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-clip"

#include "wg-clip.h"

#include "../base/wg-json.h"
#include "../crs/wg-crs.h"
#include "wg-gdal.h"

#include <cpl_vsi.h>
#include <math.h>
#include <ogr_api.h>
#include <string.h>

#define MAX_BYTES (16 << 20) /* of a text that is looked at */

/* What was found so far, in the numbers of the text. */
typedef struct
{
  GArray *x;
  GArray *y;
  GArray *ends;     /* of guint: one past each ring of the polygons */
  GArray *line_x;
  GArray *line_y;
  double line_length;
} Found;

static void
clear_found (Found *found)
{
  g_array_unref (found->x);
  g_array_unref (found->y);
  g_array_unref (found->ends);
  g_array_unref (found->line_x);
  g_array_unref (found->line_y);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, clear_found)

static void
take_ring (Found *found, OGRGeometryH ring)
{
  int n = OGR_G_GetPointCount (ring);

  /* The last repeats the first. */
  while (n > 1 && OGR_G_GetX (ring, n - 1) == OGR_G_GetX (ring, 0)
         && OGR_G_GetY (ring, n - 1) == OGR_G_GetY (ring, 0))
    n--;
  if (n < 3)
    return;
  for (int i = 0; i < n; i++)
    {
      double x = OGR_G_GetX (ring, i), y = OGR_G_GetY (ring, i);

      g_array_append_val (found->x, x);
      g_array_append_val (found->y, y);
    }
  g_array_append_val (found->ends, found->x->len);
}

static void
take_line (Found *found, OGRGeometryH line)
{
  double length = OGR_G_Length (line);

  if (OGR_G_GetPointCount (line) < 2 || length <= found->line_length)
    return;
  found->line_length = length;
  g_array_set_size (found->line_x, 0);
  g_array_set_size (found->line_y, 0);
  for (int i = 0; i < OGR_G_GetPointCount (line); i++)
    {
      double x = OGR_G_GetX (line, i), y = OGR_G_GetY (line, i);

      g_array_append_val (found->line_x, x);
      g_array_append_val (found->line_y, y);
    }
}

static void
take_geometry (Found *found, OGRGeometryH geometry)
{
  OGRwkbGeometryType type = geometry != NULL ? wkbFlatten (OGR_G_GetGeometryType (geometry))
                                             : wkbUnknown;

  if (geometry == NULL)
    return;
  if (OGR_G_HasCurveGeometry (geometry, FALSE))
    {
      OGRGeometryH straight = OGR_G_GetLinearGeometry (geometry, 0, NULL);

      take_geometry (found, straight);
      OGR_G_DestroyGeometry (straight);
    }
  else if (type == wkbLineString)
    take_line (found, geometry);
  else if (type == wkbPolygon)
    for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
      take_ring (found, OGR_G_GetGeometryRef (geometry, i));
  else
    for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
      take_geometry (found, OGR_G_GetGeometryRef (geometry, i));
}

static void
read_geojson (Found *found, const char *text)
{
  static const char path[] = "/vsimem/wangge-clip.geojson";
  static const char *const drivers[] = { "GeoJSON", NULL };
  GDALDatasetH dataset = NULL;
  VSILFILE *file = VSIFileFromMemBuffer (path, (GByte *) text, strlen (text), FALSE);

  if (file == NULL)
    return;
  VSIFCloseL (file);
  dataset = GDALOpenEx (path, GDAL_OF_VECTOR, drivers, NULL, NULL);
  for (int i = 0; dataset != NULL && i < GDALDatasetGetLayerCount (dataset); i++)
    {
      OGRLayerH layer = GDALDatasetGetLayer (dataset, i);
      OGRFeatureH feature = NULL;

      while ((feature = OGR_L_GetNextFeature (layer)) != NULL)
        {
          take_geometry (found, OGR_F_GetGeometryRef (feature));
          OGR_F_Destroy (feature);
        }
    }
  if (dataset != NULL)
    GDALClose (dataset);
  VSIUnlink (path);
}

/* @srid_out: of "SRID=4549;POLYGON …", else 0. */
static void
read_wkt (Found *found, const char *text, int *srid_out)
{
  OGRGeometryH geometry = NULL;
  char *at = (char *) text;

  if (g_ascii_strncasecmp (text, "SRID=", 5) == 0 && strchr (text, ';') != NULL)
    {
      *srid_out = (int) g_ascii_strtoll (text + 5, NULL, 10);
      at = strchr (text, ';') + 1;
    }
  if (OGR_G_CreateFromWkt (&at, NULL, &geometry) == OGRERR_NONE)
    take_geometry (found, geometry);
  if (geometry != NULL)
    OGR_G_DestroyGeometry (geometry);
}

static gboolean
are_degrees (const GArray *x, const GArray *y)
{
  for (guint i = 0; i < x->len; i++)
    if (!(fabs (g_array_index (x, double, i)) <= 180 && fabs (g_array_index (y, double, i)) <= 90))
      return FALSE;
  return TRUE;
}

static GArray *
to_points (GArray *x, GArray *y, int srid, WgFrame *frame, GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  g_autofree char *crs = srid > 0 ? g_strdup_printf ("EPSG:%d", srid) : NULL;

  if (crs == NULL && are_degrees (x, y))
    crs = g_strdup (WG_CRS_WGS84);
  if (crs != NULL)
    {
      g_autoptr (WgTransform) transform = wg_transform_new (crs, wg_frame_get_crs (frame), error);

      if (transform == NULL)
        return NULL;
      wg_transform_points (transform, (double *) (gpointer) x->data, (double *) (gpointer) y->data,
                           x->len);
    }
  for (guint i = 0; i < x->len; i++)
    {
      WgPoint point = { 0, 0 };

      if (!wg_frame_from_metres (frame, g_array_index (x, double, i), g_array_index (y, double, i),
                                 &point))
        {
          g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE,
                       "point %u lies too far from the project", i + 1);
          return NULL;
        }
      g_array_append_val (points, point);
    }
  return g_steal_pointer (&points);
}

static WgShape *
make_shape (const GArray *points, const GArray *ends)
{
  WgShape *shape = wg_shape_new ();
  guint from = 0;

  for (guint i = 0; i < ends->len; i++)
    {
      guint end = g_array_index (ends, guint, i);

      wg_shape_add_ring (shape, &g_array_index (points, WgPoint, from), end - from, 0, i > 0);
      from = end;
    }
  return shape;
}

static WgClip *
make_clip (Found *found, int srid, WgFrame *frame, GError **error)
{
  gboolean is_shape = found->ends->len > 0;
  g_autoptr (GArray) points = NULL;
  WgClip *clip = NULL;

  points = is_shape ? to_points (found->x, found->y, srid, frame, error)
                    : to_points (found->line_x, found->line_y, srid, frame, error);
  if (points == NULL)
    return NULL;
  clip = g_new0 (WgClip, 1);
  if (is_shape)
    clip->shape = make_shape (points, found->ends);
  else
    clip->line = g_steal_pointer (&points);
  return clip;
}

WgClip *
wg_clip_parse (const char *text, WgFrame *frame, GError **error)
{
  g_autoptr (WgGdalLog) log = NULL;
  g_auto (Found) found = { 0 };
  int srid = 0;

  wg_gdal_init ();
  log = wg_gdal_log_new ();
  found.x = g_array_new (FALSE, FALSE, sizeof (double));
  found.y = g_array_new (FALSE, FALSE, sizeof (double));
  found.ends = g_array_new (FALSE, FALSE, sizeof (guint));
  found.line_x = g_array_new (FALSE, FALSE, sizeof (double));
  found.line_y = g_array_new (FALSE, FALSE, sizeof (double));
  text += strspn (text, " \t\r\n\"'");
  if (strlen (text) <= MAX_BYTES && text[0] == '{')
    read_geojson (&found, text);
  else if (strlen (text) <= MAX_BYTES)
    read_wkt (&found, text, &srid);
  if (found.ends->len > 0 || found.line_x->len > 0)
    return make_clip (&found, srid, frame, error);
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_GEOMETRY,
               "no line and no polygon in a text of %u bytes", (guint) strlen (text));
  return NULL;
}

void
wg_clip_free (WgClip *clip)
{
  if (clip == NULL)
    return;
  g_clear_pointer (&clip->shape, wg_shape_free);
  g_clear_pointer (&clip->line, g_array_unref);
  g_free (clip);
}

static void
append_ring (GString *wkt, const WgFrame *frame, const WgShape *shape, const WgRing *ring)
{
  g_string_append_c (wkt, '(');
  for (guint i = 0; i <= ring->n_points; i++)
    {
      WgPoint point = WG_SHAPE_POINT (shape, ring->first + i % ring->n_points);
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
      double metres[2] = { 0, 0 };

      wg_frame_to_metres (frame, point, &metres[0], &metres[1]);
      g_ascii_formatd (x, sizeof x, "%.3f", metres[0]);
      g_ascii_formatd (y, sizeof y, "%.3f", metres[1]);
      g_string_append_printf (wkt, "%s%s %s", i > 0 ? ", " : "", x, y);
    }
  g_string_append_c (wkt, ')');
}

static void
append_shape (GString *wkt, const WgFrame *frame, const WgShape *shape)
{
  gboolean is_multi = wg_shape_n_parts (shape) > 1;

  g_string_append (wkt, is_multi ? "MULTIPOLYGON (" : "POLYGON ");
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      g_string_append (wkt, ring->is_hole ? ", " : i > 0 ? "), (" : "(");
      append_ring (wkt, frame, shape, ring);
    }
  g_string_append (wkt, is_multi ? "))" : ")");
}

char *
wg_clip_to_wkt (WgPlan *plan, const GArray *grids)
{
  GString *wkt = g_string_new (NULL);
  g_autoptr (WgShape) shape = wg_shape_new ();
  guint n = 0;

  for (guint i = 0; i < grids->len; i++)
    {
      wg_plan_get_shape (plan, g_array_index (grids, guint32, i), shape);
      if (shape->rings->len == 0)
        continue;
      if (n++ > 0)
        g_string_append (wkt, ", ");
      append_shape (wkt, wg_plan_get_frame (plan), shape);
    }
  if (n > 1)
    {
      g_string_prepend (wkt, "GEOMETRYCOLLECTION (");
      g_string_append_c (wkt, ')');
    }
  return g_string_free (wkt, FALSE);
}

static void
write_ring (WgJson *json, WgTransform *transform, const WgFrame *frame, const WgShape *shape,
            const WgRing *ring)
{
  wg_json_begin_array (json, NULL);
  for (guint i = 0; i <= ring->n_points; i++)
    {
      double x = 0, y = 0;

      wg_frame_to_metres (frame, WG_SHAPE_POINT (shape, ring->first + i % ring->n_points), &x, &y);
      wg_transform_points (transform, &x, &y, 1);
      wg_json_begin_array (json, NULL);
      wg_json_double (json, NULL, x, 10);
      wg_json_double (json, NULL, y, 10);
      wg_json_end_array (json);
    }
  wg_json_end_array (json);
}

static void
write_feature (WgJson *json, WgTransform *transform, WgPlan *plan, const WgGrid *grid,
               const WgShape *shape)
{
  wg_json_begin_object (json, NULL);
  wg_json_string (json, "type", "Feature");
  wg_json_begin_object (json, "properties");
  wg_json_string (json, "code", grid->code);
  wg_json_string (json, "name", grid->name);
  wg_json_end_object (json);
  wg_json_begin_object (json, "geometry");
  wg_json_string (json, "type", "MultiPolygon");
  wg_json_begin_array (json, "coordinates");
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      if (!ring->is_hole && i > 0)
        wg_json_end_array (json);
      if (!ring->is_hole)
        wg_json_begin_array (json, NULL);
      write_ring (json, transform, wg_plan_get_frame (plan), shape, ring);
    }
  wg_json_end_array (json);
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_json_end_object (json);
}

char *
wg_clip_to_geojson (WgPlan *plan, const GArray *grids)
{
  WgJson *json = wg_json_new ();
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (WgTransform) transform
    = wg_transform_new (wg_frame_get_crs (wg_plan_get_frame (plan)), WG_CRS_WGS84, NULL);

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "type", "FeatureCollection");
  wg_json_begin_array (json, "features");
  for (guint i = 0; transform != NULL && i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);

      wg_plan_get_shape (plan, id, shape);
      if (shape->rings->len > 0)
        write_feature (json, transform, plan, wg_plan_get_grid (plan, id), shape);
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
  return wg_json_finish (json);
}
