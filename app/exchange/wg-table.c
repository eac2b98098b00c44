/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-table"

#include "wg-table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LOOK_ROWS 200      /* that tell which columns hold what */
#define CORNER_ROWS 5000
#define LEAST_CORNERS 3
/* Of surveyors' and engineers' tables the X is the northing. Metres. */
#define LEAST_NORTHING 1.0e6
#define MOST_NORTHING 6.2e6

static const char *const x_names[] = {
  "x", "lon", "lng", "long", "longitude", "经度", "经度坐标", "东经", "jd", "jingdu", "x坐标", "坐标x",
  "xcoord", "xcoordinate", "pointx", "wgslon", "wgs84lon", "wgslng", "gcjlon", "gcjlng", "bdlon",
  "bdlng", "横坐标", "东坐标", "easting", "coordx", "centerx", "locationx", NULL,
};
/* In the order of the above. */
static const char *const y_names[] = {
  "y", "lat", "lat", "lat", "latitude", "纬度", "纬度坐标", "北纬", "wd", "weidu", "y坐标", "坐标y",
  "ycoord", "ycoordinate", "pointy", "wgslat", "wgs84lat", "wgslat", "gcjlat", "gcjlat", "bdlat",
  "bdlat", "纵坐标", "北坐标", "northing", "coordy", "centery", "locationy", NULL,
};
/* Columns that number the corners within a polygon. */
static const char *const corner_names[] = {
  "点号", "界址点号", "点序", "点序号", "顶点号", "拐点号", "节点号", "顺序", "顺序号", "序号", "编号",
  "seq", "order", "pointno", "point", "vertex", "vertexid", "no", "idx", "index", "xh", "dh", "jzdh",
  NULL,
};

static char *
fold (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  GString *out = g_string_new (NULL);

  for (const char *p = lower; *p != '\0' && *p != '('; p++)
    if (strchr ("_- .:", *p) == NULL && !g_str_has_prefix (p, "（"))
      g_string_append_c (out, *p);
    else if (g_str_has_prefix (p, "（"))
      break;
  return g_string_free (out, FALSE);
}

static int
find_name (const char *const *list, const char *name)
{
  g_autofree char *folded = fold (name);

  for (int i = 0; list[i] != NULL; i++)
    if (strcmp (list[i], folded) == 0)
      return i;
  return -1;
}

/* 120.5, 120,5 or 120°30'0" with E, W, N, S before or behind; FALSE when it is no number. */
static gboolean
parse_number (const char *text, double *value_out)
{
  static const double shares[] = { 1.0, 60.0, 3600.0 };
  double sum = 0.0;
  gboolean is_negative = FALSE;
  guint n = 0;

  for (const char *p = text; *p != '\0';)
    {
      char *end = NULL;

      if (g_ascii_isdigit (*p) || ((*p == '-' || *p == '+' || *p == '.') && n == 0))
        {
          double value = g_ascii_strtod (p, &end);

          if (end == p || n >= 3)
            return FALSE;
          is_negative = is_negative || value < 0.0 || *p == '-';
          sum += fabs (value) / shares[n++];
          p = end;
          continue;
        }
      if (*p == 'W' || *p == 'S' || *p == 'w' || *p == 's')
        is_negative = TRUE;
      else if (strchr ("ENen dm'\"", *p) == NULL && (guchar) *p < 0x80)
        return FALSE;
      p++; /* byte by byte: a damaged text is no UTF-8 */
    }
  *value_out = is_negative ? -sum : sum;
  return n > 0 && isfinite (sum);
}

static gboolean
get_number (OGRFeatureH feature, int field, double *value_out)
{
  if (!OGR_F_IsFieldSetAndNotNull (feature, field))
    return FALSE;
  switch (OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, field)))
    {
    case OFTInteger:
    case OFTInteger64:
    case OFTReal:
      *value_out = OGR_F_GetFieldAsDouble (feature, field);
      return isfinite (*value_out);
    default:
      return parse_number (OGR_F_GetFieldAsString (feature, field), value_out);
    }
}

/* One or several rings "x,y;x,y;...", parted by '|' as AMap writes them. */
static OGRGeometryH
parse_pairs (const char *text)
{
  OGRGeometryH all = OGR_G_CreateGeometry (wkbMultiPolygon);
  OGRGeometryH polygon = NULL, ring = NULL;
  const char *p = text;

  while (*p != '\0')
    {
      char *end = NULL;
      double x = g_ascii_strtod (p, &end), y = 0.0;

      if (end == p || *end != ',')
        break;
      p = end + 1;
      y = g_ascii_strtod (p, &end);
      if (end == p)
        break;
      if (ring == NULL)
        ring = OGR_G_CreateGeometry (wkbLinearRing);
      OGR_G_AddPoint_2D (ring, x, y);
      p = end + strspn (end, " ;");
      if (*p != '|' && *p != '\0')
        continue;
      if (*p == '|')
        p++;
      OGR_G_CloseRings (ring);
      polygon = OGR_G_CreateGeometry (wkbPolygon);
      if (OGR_G_GetPointCount (ring) > LEAST_CORNERS)
        {
          OGR_G_AddGeometryDirectly (polygon, g_steal_pointer (&ring));
          OGR_G_AddGeometryDirectly (all, polygon);
        }
      else
        {
          OGR_G_DestroyGeometry (polygon);
          OGR_G_DestroyGeometry (g_steal_pointer (&ring));
        }
    }
  if (ring != NULL)
    OGR_G_DestroyGeometry (ring);
  if (*p == '\0' && OGR_G_GetGeometryCount (all) > 0)
    return all;
  OGR_G_DestroyGeometry (all);
  return NULL;
}

static OGRGeometryH
parse_shape (const char *text)
{
  OGRGeometryH geometry = NULL;
  char *p = (char *) text;

  while (g_ascii_isspace (*p))
    p++;
  if (g_ascii_strncasecmp (p, "SRID=", 5) == 0 && strchr (p, ';') != NULL)
    p = strchr (p, ';') + 1;
  if (*p == '{')
    return OGR_G_CreateGeometryFromJson (p);
  if (g_ascii_isdigit (*p) || *p == '-')
    return parse_pairs (p);
  if (g_ascii_isalpha (*p) && strchr (p, '(') != NULL
      && OGR_G_CreateFromWkt (&p, NULL, &geometry) == OGRERR_NONE)
    return geometry;
  return NULL;
}

/* TRUE when nearly all filled values of a text column are shapes. */
static gboolean
is_shape_column (const GPtrArray *rows, int field)
{
  guint n_filled = 0, n_shapes = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      OGRFeatureH feature = g_ptr_array_index (rows, i);
      OGRGeometryH geometry = NULL;

      if (!OGR_F_IsFieldSetAndNotNull (feature, field)
          || *OGR_F_GetFieldAsString (feature, field) == '\0')
        continue;
      n_filled++;
      geometry = parse_shape (OGR_F_GetFieldAsString (feature, field));
      n_shapes += geometry != NULL;
      OGR_G_DestroyGeometry (geometry);
      if (n_filled == 3 && n_shapes == 0)
        return FALSE;
    }
  return n_filled > 0 && n_shapes * 2 > n_filled;
}

static gboolean
is_number_column (const GPtrArray *rows, int field, double *mean_out)
{
  guint n_filled = 0, n_numbers = 0;
  double sum = 0.0;

  for (guint i = 0; i < rows->len; i++)
    {
      OGRFeatureH feature = g_ptr_array_index (rows, i);
      double value = 0.0;

      if (!OGR_F_IsFieldSetAndNotNull (feature, field)
          || *OGR_F_GetFieldAsString (feature, field) == '\0')
        continue;
      n_filled++;
      if (!get_number (feature, field, &value))
        continue;
      n_numbers++;
      sum += value;
    }
  *mean_out = n_numbers > 0 ? sum / n_numbers : 0.0;
  return n_numbers > 0 && n_numbers * 2 > n_filled;
}

/* Latitudes before longitudes, northings before eastings: the columns change places. */
static gboolean
are_turned (double x, double y)
{
  if (fabs (x) <= 90.0 && fabs (y) > 90.0 && fabs (y) <= 180.0)
    return TRUE;
  return x > LEAST_NORTHING && x < MOST_NORTHING
         && ((y > 1e5 && y < 9e5) || (y > 13e6 && y < 46e6));
}

static void
find_coordinates (WgVectorLayer *layer, const GPtrArray *rows)
{
  int best = G_MAXINT;

  for (guint i = 0; i < layer->fields->len; i++)
    for (guint j = 0; j < layer->fields->len; j++)
      {
        int pair = find_name (x_names, g_ptr_array_index (layer->fields, i));
        g_autofree char *other = fold (g_ptr_array_index (layer->fields, j));
        double x = 0.0, y = 0.0;

        if (pair < 0 || pair >= best || strcmp (other, y_names[pair]) != 0
            || !is_number_column (rows, (int) i, &x) || !is_number_column (rows, (int) j, &y))
          continue;
        best = pair;
        layer->x_field = are_turned (x, y) ? (int) j : (int) i;
        layer->y_field = are_turned (x, y) ? (int) i : (int) j;
      }
}

/* The number in "J12" or "12"; -1 when there is none. */
static gint64
corner_number (OGRFeatureH feature, int field)
{
  const char *text = OGR_F_GetFieldAsString (feature, field);

  text += strcspn (text, "0123456789");
  return *text != '\0' ? g_ascii_strtoll (text, NULL, 10) : -1;
}

/* Rows of one polygon stand together, three or more, and their corners count up from the first. */
static gboolean
is_group_column (const GPtrArray *rows, int field, int corner)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_run = 0;
  gint64 last = -1;

  for (guint i = 0; i < rows->len; i++)
    {
      OGRFeatureH feature = g_ptr_array_index (rows, i);
      const char *value = OGR_F_GetFieldAsString (feature, field);
      gint64 number = corner_number (feature, corner);
      gboolean is_same = i > 0
                         && strcmp (value, OGR_F_GetFieldAsString (
                                             g_ptr_array_index (rows, i - 1), field)) == 0;

      if (*value == '\0' || number < 0)
        return FALSE;
      if (is_same ? number <= last && number > 1 : i > 0 && n_run < LEAST_CORNERS)
        return FALSE;
      if (!is_same && !g_hash_table_add (seen, g_strdup (value)))
        return FALSE;
      n_run = is_same ? n_run + 1 : 1;
      last = number;
    }
  return rows->len >= LEAST_CORNERS && g_hash_table_size (seen) * LEAST_CORNERS <= rows->len;
}

static void
find_corners (WgVectorLayer *layer, const GPtrArray *rows)
{
  for (guint corner = 0; corner < layer->fields->len; corner++)
    {
      if (find_name (corner_names, g_ptr_array_index (layer->fields, corner)) < 0)
        continue;
      for (guint i = 0; i < layer->fields->len; i++)
        if (i != corner && !wg_table_is_place (layer, (int) i)
            && is_group_column (rows, (int) i, (int) corner))
          {
            layer->group_field = (int) i;
            return;
          }
    }
}

static GPtrArray *
read_some (WgVectorLayer *layer, guint n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) OGR_F_Destroy);
  OGRFeatureH feature = NULL;

  OGR_L_ResetReading (layer->handle);
  while (rows->len < n && (feature = OGR_L_GetNextFeature (layer->handle)) != NULL)
    g_ptr_array_add (rows, feature);
  OGR_L_ResetReading (layer->handle);
  return rows;
}

void
wg_table_find_places (WgVectorLayer *layer)
{
  g_autoptr (GPtrArray) rows = NULL;
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer->handle);

  if (OGR_L_GetGeomType (layer->handle) != wkbNone || layer->fields->len == 0)
    return;
  rows = read_some (layer, LOOK_ROWS);
  for (int i = 0; i < (int) layer->fields->len && layer->shape_field < 0; i++)
    if (OGR_Fld_GetType (OGR_FD_GetFieldDefn (definition, i)) == OFTString
        && is_shape_column (rows, i))
      layer->shape_field = i;
  if (layer->shape_field >= 0)
    return;
  find_coordinates (layer, rows);
  if (layer->x_field < 0)
    return;
  g_ptr_array_unref (rows);
  rows = read_some (layer, CORNER_ROWS);
  find_corners (layer, rows);
}

static void
set_place (WgVectorLayer *layer, OGRGeometryH geometry)
{
  if (layer->place != NULL)
    OGR_G_DestroyGeometry (layer->place);
  layer->place = geometry;
}

gboolean
wg_table_is_place (const WgVectorLayer *layer, int field)
{
  return field >= 0
         && (field == layer->shape_field || field == layer->x_field || field == layer->y_field);
}

void
wg_table_place_row (WgVectorLayer *layer, OGRFeatureH feature)
{
  OGRGeometryH geometry = NULL;
  double x = 0.0, y = 0.0;

  if (layer->shape_field >= 0 && OGR_F_IsFieldSetAndNotNull (feature, layer->shape_field))
    geometry = parse_shape (OGR_F_GetFieldAsString (feature, layer->shape_field));
  else if (layer->x_field >= 0 && get_number (feature, layer->x_field, &x)
           && get_number (feature, layer->y_field, &y))
    {
      geometry = OGR_G_CreateGeometry (wkbPoint);
      OGR_G_SetPoint_2D (geometry, 0, x, y);
    }
  set_place (layer, geometry);
}

OGRFeatureH
wg_table_next_polygon (WgVectorLayer *layer)
{
  OGRFeatureH first = g_steal_pointer (&layer->pending);
  OGRFeatureH feature = NULL;
  OGRGeometryH ring = OGR_G_CreateGeometry (wkbLinearRing);
  OGRGeometryH polygon = NULL;
  double x = 0.0, y = 0.0;

  if (first == NULL)
    first = OGR_L_GetNextFeature (layer->handle);
  for (feature = first; feature != NULL; feature = OGR_L_GetNextFeature (layer->handle))
    {
      if (strcmp (OGR_F_GetFieldAsString (feature, layer->group_field),
                  OGR_F_GetFieldAsString (first, layer->group_field)) != 0)
        {
          layer->pending = feature;
          break;
        }
      if (get_number (feature, layer->x_field, &x) && get_number (feature, layer->y_field, &y))
        OGR_G_AddPoint_2D (ring, x, y);
      if (feature != first)
        OGR_F_Destroy (feature);
    }
  if (first == NULL)
    {
      OGR_G_DestroyGeometry (ring);
      return NULL;
    }
  OGR_G_CloseRings (ring);
  polygon = OGR_G_CreateGeometry (wkbPolygon);
  OGR_G_AddGeometryDirectly (polygon, ring);
  set_place (layer, polygon);
  return first;
}
