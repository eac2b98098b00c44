/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-vector"

#include "wg-vector.h"

#include "../crs/wg-crs.h"
#include "wg-dxf.h"
#include "wg-table.h"

#include <cpl_conv.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <string.h>

#define NUMBER_EXACT_MAX 9007199254740992.0 /* 2^53 */
#define SAMPLE_ROWS 500
#define LEAST_TEXTS 3 /* that a column is judged by on its own */

/* Adds the texts of some rows: to @whole, and to one sample per column. */
static void
sample_rows (OGRLayerH layer, WgTextSample *whole, WgTextSample *columns, gboolean has_widths)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);
  OGRFeatureH feature = NULL;
  int n_fields = OGR_FD_GetFieldCount (definition);

  for (guint row = 0; row < SAMPLE_ROWS && (feature = OGR_L_GetNextFeature (layer)) != NULL; row++)
    {
      for (int i = 0; i < n_fields; i++)
        {
          OGRFieldDefnH field = OGR_FD_GetFieldDefn (definition, i);
          const char *value = NULL;
          gsize length = 0;
          gboolean is_cut = FALSE;

          if (OGR_Fld_GetType (field) != OFTString || !OGR_F_IsFieldSetAndNotNull (feature, i))
            continue;
          value = OGR_F_GetFieldAsString (feature, i);
          length = strlen (value);
          is_cut = has_widths && (int) length == OGR_Fld_GetWidth (field);
          wg_text_sample_add (whole, value, length, is_cut);
          wg_text_sample_add (&columns[i], value, length, is_cut);
        }
      OGR_F_Destroy (feature);
    }
  OGR_L_ResetReading (layer);
}

/* Tables that several offices filled have columns in other encodings than the rest. */
static const char *
choose_for_column (const WgTextSample *column, const char *encoding)
{
  const char *own = wg_text_sample_guess (column);

  if (column->n_texts < LEAST_TEXTS || wg_text_sample_fits (column, encoding)
      || !wg_text_sample_fits (column, own))
    return encoding;
  return own;
}

/* @found: of the file, when it says; @forced: what a person says, for all columns. */
static void
find_encodings (WgVectorLayer *layer, gboolean is_raw, const char *found, const char *forced)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer->handle);
  guint n_fields = (guint) OGR_FD_GetFieldCount (definition);
  g_autofree WgTextSample *columns = g_new0 (WgTextSample, n_fields + 1);
  WgTextSample whole = { 0 };

  if (is_raw && forced == NULL)
    {
      for (guint i = 0; i < n_fields; i++)
        {
          const char *name = OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, (int) i));

          wg_text_sample_add (&whole, name, strlen (name), found != NULL);
        }
      sample_rows (layer->handle, &whole, columns, found != NULL);
    }
  layer->encoding = g_strdup (forced != NULL  ? forced
                              : found != NULL ? found
                              : is_raw        ? wg_text_sample_guess (&whole)
                                              : "UTF-8");
  for (guint i = 0; i < n_fields; i++)
    g_ptr_array_add (layer->readers,
                     wg_text_reader_new (is_raw && forced == NULL
                                           ? choose_for_column (&columns[i], layer->encoding)
                                           : layer->encoding));
}

WgVectorLayer *
wg_vector_layer_new (GDALDatasetH dataset, OGRLayerH handle, const char *driver, const char *found,
                     const char *forced)
{
  WgVectorLayer *layer = g_new0 (WgVectorLayer, 1);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (handle);
  g_autoptr (WgTextReader) names = wg_text_reader_new (NULL);
  g_autoptr (WgTextReader) reader = NULL;

  layer->handle = handle;
  layer->dataset = dataset;
  layer->is_interleaved = g_strcmp0 (driver, "OSM") == 0;
  layer->shape_field = layer->x_field = layer->y_field = layer->group_field = layer->ring_field = -1;
  layer->readers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_text_reader_free);
  if (g_strcmp0 (driver, "DXF") == 0)
    forced = NULL; /* GDAL decoded its texts with it */
  find_encodings (layer, found != NULL || g_strcmp0 (driver, "CSV") == 0, found, forced);
  layer->name = wg_text_reader_read (names, OGR_L_GetName (handle), NULL);
  reader = wg_text_reader_new (layer->encoding);
  layer->fields = g_ptr_array_new_with_free_func (g_free);
  for (int i = 0; i < OGR_FD_GetFieldCount (definition); i++)
    {
      OGRFieldDefnH field = OGR_FD_GetFieldDefn (definition, i);

      g_ptr_array_add (layer->fields,
                       wg_text_reader_read (reader, OGR_Fld_GetNameRef (field), NULL));
    }
  if (!layer->is_interleaved)
    wg_table_find_places (layer);
  if (g_strcmp0 (driver, "DXF") == 0)
    layer->ring_field = wg_vector_layer_field (layer, "RawCodeValues");
  return layer;
}

void
wg_vector_layer_free (WgVectorLayer *layer)
{
  if (layer == NULL)
    return;
  if (layer->place != NULL)
    OGR_G_DestroyGeometry (layer->place);
  if (layer->pending != NULL)
    OGR_F_Destroy (layer->pending);
  g_free (layer->name);
  g_free (layer->encoding);
  g_free (layer->missing_part);
  g_free (layer->mark);
  g_free (layer->told_crs);
  g_ptr_array_unref (layer->fields);
  g_ptr_array_unref (layer->readers);
  g_free (layer);
}

int
wg_vector_layer_field (const WgVectorLayer *layer, const char *name)
{
  for (guint i = 0; i < layer->fields->len; i++)
    if (strcmp (g_ptr_array_index (layer->fields, i), name) == 0)
      return (int) i;
  return -1;
}

void
wg_vector_layer_rewind (WgVectorLayer *layer)
{
  if (layer->is_interleaved)
    GDALDatasetResetReading (layer->dataset);
  else
    OGR_L_ResetReading (layer->handle);
  if (layer->pending != NULL)
    OGR_F_Destroy (g_steal_pointer (&layer->pending));
}

/* Shapes of the file whose y comes first are turned. */
static void
turn (const WgVectorLayer *layer, OGRFeatureH feature)
{
  OGRGeometryH shape = wg_vector_layer_shape (layer, feature);

  if (layer->is_swapped && shape != NULL)
    OGR_G_SwapXY (shape);
}

OGRFeatureH
wg_vector_layer_next (WgVectorLayer *layer)
{
  OGRFeatureH feature = NULL;
  OGRLayerH of = NULL;

  if (!layer->is_interleaved)
    {
      feature = layer->group_field >= 0 ? wg_table_next_polygon (layer)
                                        : OGR_L_GetNextFeature (layer->handle);
      if (feature != NULL && layer->group_field < 0)
        wg_table_place_row (layer, feature);
      if (feature != NULL)
        turn (layer, feature);
      return feature;
    }
  while ((feature = GDALDatasetGetNextFeature (layer->dataset, &of, NULL, NULL, NULL)) != NULL)
    {
      if (of == layer->handle)
        return feature;
      OGR_F_Destroy (feature);
    }
  return NULL;
}

OGRGeometryH
wg_vector_layer_shape (const WgVectorLayer *layer, OGRFeatureH feature)
{
  if (layer->shape_field >= 0 || layer->x_field >= 0)
    return layer->place;
  return OGR_F_GetGeometryRef (feature);
}

char *
wg_vector_layer_crs (const WgVectorLayer *layer)
{
  const char *const options[] = { "FORMAT=WKT2_2019", NULL };
  OGRSpatialReferenceH reference = OGR_L_GetSpatialRef (layer->handle);
  const char *authority = NULL;
  char *wkt = NULL;
  char *crs = NULL;

  if (reference == NULL || OSRIsLocal (reference))
    return g_strdup (layer->told_crs);
  authority = OSRGetAuthorityName (reference, NULL);
  if (authority != NULL && strcmp (authority, "EPSG") == 0)
    return g_strdup_printf ("EPSG:%s", OSRGetAuthorityCode (reference, NULL));
  if (OSRExportToWktEx (reference, &wkt, options) == OGRERR_NONE && wkt != NULL)
    crs = wg_crs_normalize (wkt, NULL);
  CPLFree (wkt);
  return crs;
}

static char *
format_number (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return g_strdup ("");
  if (value == floor (value) && fabs (value) < NUMBER_EXACT_MAX)
    return g_strdup_printf ("%.0f", value);
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

char *
wg_vector_value (const WgVectorLayer *layer, OGRFeatureH feature, int field, gboolean *bad_out)
{
  if (field < 0 || !OGR_F_IsFieldSetAndNotNull (feature, field))
    return g_strdup ("");
  switch (OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, field)))
    {
    case OFTInteger:
    case OFTInteger64:
      return g_strdup_printf ("%" G_GINT64_FORMAT,
                              (gint64) OGR_F_GetFieldAsInteger64 (feature, field));
    case OFTReal:
      return format_number (OGR_F_GetFieldAsDouble (feature, field));
    case OFTBinary:
      return g_strdup ("");
    default:
      return wg_text_reader_read (g_ptr_array_index (layer->readers, (guint) field),
                                  OGR_F_GetFieldAsString (feature, field), bad_out);
    }
}

guint32
wg_vector_layer_ring (const WgVectorLayer *layer, OGRFeatureH feature)
{
  char **pairs = layer->ring_field >= 0 ? OGR_F_GetFieldAsStringList (feature, layer->ring_field) : NULL;
  gboolean is_ours = FALSE;

  for (guint i = 0; pairs != NULL && pairs[i] != NULL; i++)
    if (g_str_has_prefix (pairs[i], "1001 "))
      is_ours = strcmp (pairs[i], "1001 " WG_DXF_MARK) == 0;
    else if (is_ours && g_str_has_prefix (pairs[i], "1071 "))
      return (guint32) g_ascii_strtoull (pairs[i] + 5, NULL, 10);
  return 0;
}
