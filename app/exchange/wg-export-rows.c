/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-rows"

#include "wg-export-rows.h"

#include <cpl_string.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

#define N_PLACE_FIELDS 2 /* longitude and latitude, the last ones: for tables */

struct _WgExportRows
{
  WgExportBasis *basis;
  const WgExportFormat *format;
  OGRSpatialReferenceH reference;
  WgGdalLog *log;
  GIConv narrow; /* (GIConv) -1: UTF-8 */
  const WgExportField *fields;
  guint n_fields;
  int columns[WG_EXPORT_MAX_FIELDS]; /* -1: not in this edition */
};

static OGRGeometryH
create_ring (WgExportRows *rows, const WgRing *ring)
{
  WgExportBasis *basis = rows->basis;
  OGRGeometryH line = OGR_G_CreateGeometry (wkbLinearRing);
  guint n = wg_export_basis_ring (basis, ring);

  OGR_G_SetPoints (line, (int) n, basis->x->data, sizeof (double), basis->y->data, sizeof (double),
                   NULL, 0);
  return line;
}

/* A multipolygon; in GeoJSON a polygon where one is enough. NULL: the shape is empty. */
static OGRGeometryH
create_geometry (WgExportRows *rows)
{
  const WgShape *shape = rows->basis->shape;
  OGRGeometryH all = NULL, polygon = NULL;

  if (shape->rings->len == 0)
    return NULL;
  all = OGR_G_CreateGeometry (wkbMultiPolygon);
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      if (!ring->is_hole)
        {
          polygon = OGR_G_CreateGeometry (wkbPolygon);
          OGR_G_AddGeometryDirectly (all, polygon);
        }
      OGR_G_AddGeometryDirectly (polygon, create_ring (rows, ring));
    }
  if (!rows->format->is_degrees || OGR_G_GetGeometryCount (all) > 1)
    return all;
  polygon = OGR_G_Clone (OGR_G_GetGeometryRef (all, 0));
  OGR_G_DestroyGeometry (all);
  return polygon;
}

/* How many bytes the character at @p has in the file; 0: the encoding does not have it. */
static gsize
count_bytes (const WgExportRows *rows, const char *p, const char *next)
{
  char out[8] = "";
  char *in_place = (char *) p, *out_place = out;
  gsize in_left = next - p, out_left = sizeof out;

  if ((guchar) *p < 0x80 || rows->narrow == (GIConv) -1)
    return next - p;
  if (g_iconv (rows->narrow, &in_place, &in_left, &out_place, &out_left) == (gsize) -1)
    {
      g_iconv (rows->narrow, NULL, NULL, NULL, NULL);
      return 0;
    }
  return sizeof out - out_left;
}

/* A text that fits: "?" for what the encoding does not have, cut at the end of a character. */
static char *
fit_text (WgExportRows *rows, const char *text, guint width)
{
  GString *fitting = g_string_new (NULL);
  gsize total = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);
      gsize n = count_bytes (rows, p, next);

      if (total + MAX (n, 1) > width)
        {
          rows->basis->result->n_shortened++;
          break;
        }
      if (n == 0)
        {
          g_string_append_c (fitting, '?');
          rows->basis->result->n_replaced++;
        }
      else
        g_string_append_len (fitting, p, next - p);
      total += MAX (n, 1);
    }
  return g_string_free (fitting, FALSE);
}

static void
set_fields (WgExportRows *rows, OGRFeatureH feature, const WgExportValue *values)
{
  for (guint i = 0; i < rows->n_fields; i++)
    {
      const WgExportField *field = &rows->fields[i];

      if (rows->columns[i] < 0)
        continue;
      if (field->decimals >= 0)
        {
          if (isnan (values[i].number))
            OGR_F_SetFieldNull (feature, rows->columns[i]);
          else
            OGR_F_SetFieldDouble (feature, rows->columns[i], values[i].number);
        }
      else if (rows->format->has_short_names)
        {
          g_autofree char *fitting = fit_text (rows, values[i].text, field->width);

          OGR_F_SetFieldString (feature, rows->columns[i], fitting);
        }
      else
        OGR_F_SetFieldString (feature, rows->columns[i], values[i].text);
    }
}

static gboolean
write_row (WgExportRows *rows, OGRLayerH layer, guint32 id)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  OGRGeometryH geometry = NULL;
  WgExportValue values[WG_EXPORT_N_FIELDS];
  gboolean is_good = FALSE;

  wg_export_basis_take (rows->basis, id);
  wg_export_basis_values (rows->basis, wg_plan_get_grid (rows->basis->plan, id), values);
  set_fields (rows, feature, values);
  geometry = create_geometry (rows);
  rows->basis->result->n_landless += geometry == NULL;
  is_good = OGR_F_SetGeometryDirectly (feature, geometry) == OGRERR_NONE
            && OGR_L_CreateFeature (layer, feature) == OGRERR_NONE;
  OGR_F_Destroy (feature);
  return is_good;
}

static gboolean
write_other (WgExportRows *rows, OGRLayerH layer, guint place)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  OGRGeometryH geometry = NULL;
  WgExportValue values[WG_EXPORT_MAX_FIELDS];
  gboolean is_good = FALSE;

  wg_export_basis_take_row (rows->basis, place);
  wg_export_basis_row_values (rows->basis, place, values);
  set_fields (rows, feature, values);
  geometry = create_geometry (rows);
  if (geometry == NULL)
    {
      double x = 0, y = 0;

      wg_export_basis_point (rows->basis, wg_export_basis_row_point (rows->basis, place), &x, &y);
      geometry = OGR_G_CreateGeometry (wkbPoint);
      OGR_G_SetPoint_2D (geometry, 0, x, y);
    }
  is_good = OGR_F_SetGeometryDirectly (feature, geometry) == OGRERR_NONE
            && OGR_L_CreateFeature (layer, feature) == OGRERR_NONE;
  OGR_F_Destroy (feature);
  return is_good;
}

static OGRErr
create_field (WgExportRows *rows, OGRLayerH layer, const WgExportField *given)
{
  OGRFieldDefnH field = OGR_Fld_Create (rows->format->has_short_names ? given->short_name : given->name,
                                        given->decimals < 0    ? OFTString
                                        : given->decimals == 0 ? OFTInteger
                                                               : OFTReal);
  OGRErr code = OGRERR_NONE;

  if (rows->format->has_short_names)
    {
      OGR_Fld_SetWidth (field, (int) given->width);
      OGR_Fld_SetPrecision (field, MAX (given->decimals, 0));
    }
  code = OGR_L_CreateField (layer, field, FALSE);
  OGR_Fld_Destroy (field);
  return code;
}

/* "网格", with "_GCJ02" behind it when the coordinates are shifted. */
static char *
name_layer (const WgExportRows *rows, const char *name)
{
  if (wg_export_basis_mark (rows->basis) == NULL)
    return g_strdup (name);
  return g_strconcat (name, rows->basis->options->datum == WG_CHINA_GCJ02 ? "_GCJ02" : "_BD09", NULL);
}

static OGRLayerH
create_layer (WgExportRows *rows, GDALDatasetH dataset, const char *name, OGRwkbGeometryType type)
{
  const char *mark = wg_export_basis_mark (rows->basis);
  char **options = CSLDuplicate ((char **) rows->format->layer_options);
  OGRLayerH layer = NULL;
  int n_columns = 0;

  if (rows->format->has_short_names)
    options = CSLSetNameValue (options, "ENCODING", rows->narrow != (GIConv) -1 ? "LDID/77" : "UTF-8");
  else if (mark != NULL)
    options = CSLSetNameValue (options, "DESCRIPTION", mark);
  layer = GDALDatasetCreateLayer (dataset, name, rows->reference, type, options);
  CSLDestroy (options);
  for (guint i = 0; layer != NULL && i < rows->n_fields; i++)
    {
      rows->columns[i] = wg_export_basis_has (rows->basis, &rows->fields[i]) ? n_columns++ : -1;
      if (rows->columns[i] >= 0 && create_field (rows, layer, &rows->fields[i]) != OGRERR_NONE)
        layer = NULL;
    }
  return layer;
}

/* Shifted coordinates have a reference of no known datum with a name that says so; GeoJSON can
 * only say WGS 84 or nothing. */
static gboolean
set_reference (WgExportRows *rows, GError **error)
{
  const char *mark = wg_export_basis_mark (rows->basis);
  g_autofree char *wkt = NULL;

  if (mark != NULL && !rows->format->is_degrees)
    wkt = g_strdup_printf ("GEOGCS[\"%s\",DATUM[\"%s\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
                           "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]",
                           mark, mark);
  rows->reference = OSRNewSpatialReference (NULL);
  OSRSetAxisMappingStrategy (rows->reference, OAMS_TRADITIONAL_GIS_ORDER);
  if (OSRSetFromUserInput (rows->reference, wkt != NULL ? wkt : rows->basis->crs) == OGRERR_NONE)
    return TRUE;
  wg_gdal_set_error (error, WG_EXCHANGE_ERROR_WRITE, rows->log, rows->basis->crs);
  return FALSE;
}

WgExportRows *
wg_export_rows_new (WgExportBasis *basis, const WgExportFormat *format, WgGdalLog *log, GError **error)
{
  g_autoptr (WgExportRows) rows = g_new0 (WgExportRows, 1);
  const char *encoding = basis->options->encoding;

  rows->basis = basis;
  rows->format = format;
  rows->log = log;
  rows->narrow = (GIConv) -1;
  if (format->has_short_names && encoding != NULL && g_ascii_strcasecmp (encoding, "GBK") == 0)
    rows->narrow = g_iconv_open ("CP936", "UTF-8");
  return set_reference (rows, error) ? g_steal_pointer (&rows) : NULL;
}

void
wg_export_rows_free (WgExportRows *rows)
{
  if (rows == NULL)
    return;
  if (rows->reference != NULL)
    OSRDestroySpatialReference (rows->reference);
  if (rows->narrow != (GIConv) -1)
    g_iconv_close (rows->narrow);
  g_free (rows);
}

gboolean
wg_export_rows_write (WgExportRows *rows, GDALDatasetH dataset, guint depth,
                      const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = name_layer (rows, wg_plan_get_level (rows->basis->plan, depth)->name);
  g_autoptr (GArray) grids = wg_export_basis_collect (rows->basis, depth);
  OGRLayerH layer = NULL;
  gboolean is_good = FALSE;

  rows->fields = wg_export_fields;
  rows->n_fields = WG_EXPORT_N_FIELDS;
  layer = create_layer (rows, dataset, name, rows->format->is_degrees ? wkbUnknown : wkbMultiPolygon);
  is_good = layer != NULL;
  if (is_good && rows->format->has_transactions)
    is_good = GDALDatasetStartTransaction (dataset, FALSE) == OGRERR_NONE;
  for (guint i = 0; is_good && i < grids->len; i++)
    {
      if (!wg_export_step (progress, cancellable, i, grids->len, error))
        return FALSE;
      is_good = write_row (rows, layer, g_array_index (grids, guint32, i));
    }
  if (is_good && rows->format->has_transactions)
    is_good = GDALDatasetCommitTransaction (dataset) == OGRERR_NONE;
  if (!is_good)
    wg_gdal_set_error (error, WG_EXCHANGE_ERROR_WRITE, rows->log, name);
  rows->basis->result->n_grids += grids->len;
  return is_good;
}

gboolean
wg_export_rows_write_others (WgExportRows *rows, GDALDatasetH dataset, const GArray *places,
                             const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  gboolean is_buildings = rows->basis->options->subject == WG_EXPORT_OF_BUILDINGS;
  g_autofree char *name = name_layer (rows, is_buildings ? "buildings" : "addresses");
  gboolean is_area
    = is_buildings
      && wg_building_set_has_footprint (wg_plan_get_buildings (rows->basis->plan),
                                        g_array_index (places, guint, 0));
  OGRLayerH layer = NULL;
  gboolean is_good = FALSE;

  rows->fields = wg_export_basis_row_fields (rows->basis, &rows->n_fields);
  rows->n_fields -= N_PLACE_FIELDS;
  layer = create_layer (rows, dataset, name,
                        !rows->format->has_short_names ? wkbUnknown
                        : is_area                      ? wkbMultiPolygon
                                                       : wkbPoint);
  is_good = layer != NULL;
  if (is_good && rows->format->has_transactions)
    is_good = GDALDatasetStartTransaction (dataset, FALSE) == OGRERR_NONE;
  for (guint i = 0; is_good && i < places->len; i++)
    {
      if (!wg_export_step (progress, cancellable, i, places->len, error))
        return FALSE;
      is_good = write_other (rows, layer, g_array_index (places, guint, i));
    }
  if (is_good && rows->format->has_transactions)
    is_good = GDALDatasetCommitTransaction (dataset) == OGRERR_NONE;
  if (!is_good)
    wg_gdal_set_error (error, WG_EXCHANGE_ERROR_WRITE, rows->log, name);
  wg_export_basis_count_rows (rows->basis, places->len);
  return is_good;
}
