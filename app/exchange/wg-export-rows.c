/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-rows"

#include "wg-export-rows.h"

#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

#define PROGRESS_ROWS 32
#define DBF_TEXT_BYTES 254

enum
{
  FIELD_CODE,
  FIELD_NAME,
  FIELD_PARENT_CODE,
  FIELD_PARENT_NAME,
  FIELD_LEVEL,
  FIELD_KIND,
  FIELD_AREA,
  N_FIELDS,
};

/* The short names are for shapefiles; "pcode" is among those that the reader knows. */
static const char *const field_names[N_FIELDS][2] = {
  { "code", "code" },   { "name", "name" }, { "parent_code", "pcode" }, { "parent_name", "pname" },
  { "level", "level" }, { "kind", "kind" }, { "area_m2", "area_m2" },
};

struct _WgExportRows
{
  WgPlan *plan;
  WgFrame *frame;
  const WgExportFormat *format;
  WgTransform *transform;
  OGRSpatialReferenceH reference;
  WgGdalLog *log;
  WgShape *shape;
  GArray *x, *y; /* of double: one ring */
};

static int
compare_by_code (gconstpointer a, gconstpointer b, gpointer data)
{
  WgGrid *first = wg_plan_get_grid (data, *(const guint32 *) a);
  WgGrid *second = wg_plan_get_grid (data, *(const guint32 *) b);
  int order = strcmp (first->code, second->code);

  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

static GArray *
collect_grids (WgPlan *plan, guint depth)
{
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && grid->depth == depth && !grid->is_retired)
        g_array_append_val (grids, id);
    }
  g_array_sort_with_data (grids, compare_by_code, plan);
  return grids;
}

static OGRGeometryH
create_ring (WgExportRows *rows, const WgRing *ring)
{
  OGRGeometryH line = OGR_G_CreateGeometry (wkbLinearRing);
  guint n = ring->n_points + 1;

  g_array_set_size (rows->x, n);
  g_array_set_size (rows->y, n);
  for (guint i = 0; i < n; i++)
    wg_frame_to_metres (rows->frame,
                        WG_SHAPE_POINT (rows->shape, ring->first + i % ring->n_points),
                        &g_array_index (rows->x, double, i), &g_array_index (rows->y, double, i));
  wg_transform_points (rows->transform, (double *) rows->x->data, (double *) rows->y->data, n);
  OGR_G_SetPoints (line, (int) n, rows->x->data, sizeof (double), rows->y->data, sizeof (double),
                   NULL, 0);
  return line;
}

/* A multipolygon; in GeoJSON a polygon where one is enough. NULL: the grid has no land. */
static OGRGeometryH
create_geometry (WgExportRows *rows)
{
  OGRGeometryH all = NULL, polygon = NULL;

  if (rows->shape->rings->len == 0)
    return NULL;
  all = OGR_G_CreateGeometry (wkbMultiPolygon);
  for (guint i = 0; i < rows->shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (rows->shape, i);

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

static void
set_text (const WgExportRows *rows, OGRFeatureH feature, int field, const char *text)
{
  g_autofree char *shorter = NULL;

  if (rows->format->has_short_names && strlen (text) > DBF_TEXT_BYTES)
    {
      const char *end = g_utf8_find_prev_char (text, text + DBF_TEXT_BYTES + 1);

      shorter = g_strndup (text, end - text);
      text = shorter;
    }
  OGR_F_SetFieldString (feature, field, text);
}

static void
set_fields (WgExportRows *rows, OGRFeatureH feature, const WgGrid *grid)
{
  const WgGrid *parent = wg_plan_get_grid (rows->plan, grid->parent);
  const WgLevel *level = wg_plan_get_level (rows->plan, grid->depth);
  double area = 0.0, perimeter = 0.0;

  set_text (rows, feature, FIELD_CODE, grid->code);
  set_text (rows, feature, FIELD_NAME, grid->name);
  set_text (rows, feature, FIELD_PARENT_CODE, parent != NULL ? parent->code : "");
  set_text (rows, feature, FIELD_PARENT_NAME, parent != NULL ? parent->name : "");
  set_text (rows, feature, FIELD_LEVEL, level->name);
  set_text (rows, feature, FIELD_KIND, grid->kind == WG_GRID_SPECIAL ? "special" : "ordinary");
  wg_frame_geodesic (rows->frame, rows->shape, &area, &perimeter);
  OGR_F_SetFieldDouble (feature, FIELD_AREA, round (area * 100.0) / 100.0);
}

static gboolean
write_row (WgExportRows *rows, OGRLayerH layer, guint32 id)
{
  OGRFeatureH feature = OGR_F_Create (OGR_L_GetLayerDefn (layer));
  gboolean is_good = FALSE;

  wg_shape_clear (rows->shape);
  wg_plan_get_shape (rows->plan, id, rows->shape);
  set_fields (rows, feature, wg_plan_get_grid (rows->plan, id));
  is_good = OGR_F_SetGeometryDirectly (feature, create_geometry (rows)) == OGRERR_NONE
            && OGR_L_CreateFeature (layer, feature) == OGRERR_NONE;
  OGR_F_Destroy (feature);
  return is_good;
}

static OGRLayerH
create_layer (WgExportRows *rows, GDALDatasetH dataset, const char *name)
{
  OGRwkbGeometryType type = rows->format->is_degrees ? wkbUnknown : wkbMultiPolygon;
  OGRLayerH layer = GDALDatasetCreateLayer (dataset, name, rows->reference, type,
                                            (char **) rows->format->layer_options);

  for (int i = 0; layer != NULL && i < N_FIELDS; i++)
    {
      OGRFieldDefnH field = OGR_Fld_Create (field_names[i][rows->format->has_short_names],
                                            i == FIELD_AREA ? OFTReal : OFTString);

      if (rows->format->has_short_names)
        {
          OGR_Fld_SetWidth (field, i == FIELD_AREA                              ? 19
                                   : i == FIELD_CODE || i == FIELD_PARENT_CODE ? 64
                                   : i == FIELD_KIND                            ? 16
                                                                                : DBF_TEXT_BYTES);
          OGR_Fld_SetPrecision (field, i == FIELD_AREA ? 2 : 0);
        }
      if (OGR_L_CreateField (layer, field, FALSE) != OGRERR_NONE)
        layer = NULL;
      OGR_Fld_Destroy (field);
    }
  return layer;
}

WgExportRows *
wg_export_rows_new (WgPlan *plan, const WgExportFormat *format, const char *crs, WgGdalLog *log,
                    GError **error)
{
  g_autoptr (WgExportRows) rows = g_new0 (WgExportRows, 1);

  rows->plan = plan;
  rows->frame = wg_plan_get_frame (plan);
  rows->format = format;
  rows->log = log;
  rows->shape = wg_shape_new ();
  rows->x = g_array_new (FALSE, FALSE, sizeof (double));
  rows->y = g_array_new (FALSE, FALSE, sizeof (double));
  rows->transform = wg_transform_new (wg_frame_get_crs (rows->frame), crs, error);
  if (rows->transform == NULL)
    return NULL;
  rows->reference = OSRNewSpatialReference (NULL);
  OSRSetAxisMappingStrategy (rows->reference, OAMS_TRADITIONAL_GIS_ORDER);
  if (OSRSetFromUserInput (rows->reference, crs) == OGRERR_NONE)
    return g_steal_pointer (&rows);
  wg_gdal_set_error (error, WG_EXCHANGE_ERROR_WRITE, log, crs);
  return NULL;
}

void
wg_export_rows_free (WgExportRows *rows)
{
  if (rows == NULL)
    return;
  if (rows->reference != NULL)
    OSRDestroySpatialReference (rows->reference);
  wg_transform_free (rows->transform);
  g_array_unref (rows->x);
  g_array_unref (rows->y);
  wg_shape_free (rows->shape);
  g_free (rows);
}

gboolean
wg_export_rows_write (WgExportRows *rows, GDALDatasetH dataset, guint depth,
                      const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  const char *name = wg_plan_get_level (rows->plan, depth)->name;
  g_autoptr (GArray) grids = collect_grids (rows->plan, depth);
  OGRLayerH layer = create_layer (rows, dataset, name);
  gboolean is_good = layer != NULL;

  if (is_good && rows->format->has_transactions)
    is_good = GDALDatasetStartTransaction (dataset, FALSE) == OGRERR_NONE;
  for (guint i = 0; is_good && i < grids->len; i++)
    {
      if (i % PROGRESS_ROWS == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          wg_progress_report (progress, i / (double) grids->len);
        }
      is_good = write_row (rows, layer, g_array_index (grids, guint32, i));
    }
  if (is_good && rows->format->has_transactions)
    is_good = GDALDatasetCommitTransaction (dataset) == OGRERR_NONE;
  if (!is_good)
    wg_gdal_set_error (error, WG_EXCHANGE_ERROR_WRITE, rows->log, name);
  return is_good;
}
