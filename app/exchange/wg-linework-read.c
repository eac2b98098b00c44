/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-linework-read"

#include "wg-basemap.h"

#include "wg-layer-choice.h"
#include "wg-map-class.h"

#include <math.h>
#include <string.h>

#define PROGRESS_ROWS 256
#define MAX_NESTING 32

/* How one layer is read. */
typedef struct
{
  WgVectorLayer *layer;
  WgPolygonReader *places;
  GArray *class_fields; /* of int */
  int name_field;
  guint layer_class;
  gint64 n_rows;
} Source;

static const WgLineworkClasses map_classes
  = { wg_map_class_is_field, wg_map_class_of_value, wg_map_class_of_layer };

typedef struct
{
  const WgLineworkClasses *classes;
  WgFrame *frame;
  WgLinework *linework;
  GArray *x, *y;   /* of double */
  GArray *points;  /* of WgPoint */
  guint feature;
  guint class;
  const char *name;
} Drawing;

static void
free_source (gpointer data)
{
  Source *source = data;

  g_array_unref (source->class_fields);
  wg_polygon_reader_free (source->places);
  g_free (source);
}

static void
flush_line (Drawing *drawing, gboolean is_area)
{
  const WgPoint *points = (const WgPoint *) drawing->points->data;
  guint n = drawing->points->len;

  if (n >= (is_area ? 4u : 2u))
    wg_linework_add (drawing->linework, wg_line_new (points, n), drawing->feature, is_area,
                     drawing->class, drawing->name);
  g_array_set_size (drawing->points, 0);
}

/* A line (a ring). Where it leaves what a project can hold, it is cut; a ring falls away. */
static void
add_line (Drawing *drawing, WgPolygonReader *places, OGRGeometryH line, gboolean is_area)
{
  guint n_points = (guint) OGR_G_GetPointCount (line);

  g_array_set_size (drawing->x, n_points);
  g_array_set_size (drawing->y, n_points);
  g_array_set_size (drawing->points, 0);
  OGR_G_GetPoints (line, drawing->x->data, sizeof (double), drawing->y->data, sizeof (double),
                   NULL, 0);
  wg_polygon_reader_transform (places, (double *) drawing->x->data, (double *) drawing->y->data,
                               n_points);
  for (guint i = 0; i < n_points; i++)
    {
      WgPoint p = { 0, 0 };

      if (!wg_frame_from_metres (drawing->frame, g_array_index (drawing->x, double, i),
                                 g_array_index (drawing->y, double, i), &p))
        {
          if (is_area)
            return;
          flush_line (drawing, FALSE);
          continue;
        }
      if (drawing->points->len == 0
          || !wg_point_equal (p,
                              g_array_index (drawing->points, WgPoint, drawing->points->len - 1)))
        g_array_append_val (drawing->points, p);
    }
  if (is_area && drawing->points->len > 2
      && !wg_point_equal (g_array_index (drawing->points, WgPoint, 0),
                          g_array_index (drawing->points, WgPoint, drawing->points->len - 1)))
    g_array_append_val (drawing->points, g_array_index (drawing->points, WgPoint, 0));
  flush_line (drawing, is_area);
}

static void
add_point (Drawing *drawing, WgPolygonReader *places, OGRGeometryH geometry)
{
  double x = OGR_G_GetX (geometry, 0), y = OGR_G_GetY (geometry, 0);
  WgPoint p[2];

  if (OGR_G_GetPointCount (geometry) == 0)
    return;
  wg_polygon_reader_transform (places, &x, &y, 1);
  if (!wg_frame_from_metres (drawing->frame, x, y, &p[0]))
    return;
  p[1] = p[0];
  wg_linework_add (drawing->linework, wg_line_new (p, 2), drawing->feature, FALSE, drawing->class,
                   drawing->name);
}

static void
visit (Drawing *drawing, WgPolygonReader *places, OGRGeometryH geometry, guint depth)
{
  OGRwkbGeometryType type = OGR_GT_Flatten (OGR_G_GetGeometryType (geometry));

  if (depth > MAX_NESTING)
    return;
  if (OGR_GT_IsNonLinear (type))
    {
      OGRGeometryH linear = OGR_G_GetLinearGeometry (geometry, 0.0, NULL);

      if (linear != NULL && !OGR_GT_IsNonLinear (OGR_GT_Flatten (OGR_G_GetGeometryType (linear))))
        visit (drawing, places, linear, depth + 1);
      OGR_G_DestroyGeometry (linear);
    }
  else if (type == wkbPoint)
    add_point (drawing, places, geometry);
  else if (type == wkbLineString)
    add_line (drawing, places, geometry, FALSE);
  else
    for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
      {
        OGRGeometryH part = OGR_G_GetGeometryRef (geometry, i);

        if (type == wkbPolygon || type == wkbTriangle)
          add_line (drawing, places, part, TRUE);
        else
          visit (drawing, places, part, depth + 1);
      }
}

static guint
find_class (const Drawing *drawing, const Source *source, OGRFeatureH feature)
{
  for (guint i = 0; i < source->class_fields->len; i++)
    {
      int field = g_array_index (source->class_fields, int, i);
      g_autofree char *value = wg_vector_value (source->layer, feature, field, NULL);
      guint class = drawing->classes->of_value (
        g_ptr_array_index (source->layer->fields, (guint) field), value);

      if (class != WG_CLASS_OTHER)
        return class;
    }
  return source->layer_class;
}

static void
draw_feature (Drawing *drawing, Source *source, OGRFeatureH feature)
{
  OGRGeometryH geometry = wg_vector_layer_shape (source->layer, feature);
  g_autofree char *name = NULL;

  if (geometry == NULL || OGR_G_IsEmpty (geometry))
    return;
  name = wg_vector_value (source->layer, feature, source->name_field, NULL);
  drawing->name = *name != '\0' ? name : NULL;
  drawing->class = find_class (drawing, source, feature);
  visit (drawing, source->places, geometry, 0);
  drawing->feature++;
}

/* The layer's way to the frame. Rows that come mixed are not looked through first: they are degrees. */
static WgPolygonReader *
open_places (Drawing *drawing, WgVectorLayer *layer, const WgSourceLayer *described,
             const WgReadPlace *place, GError **error)
{
  return described != NULL
           ? wg_layer_open_places (layer, described, place, drawing->frame, NULL, error)
           : wg_polygon_reader_new (place->crs != NULL ? place->crs : WG_CRS_WGS84, place->datum,
                                    drawing->frame, error);
}

/* NULL with the reason; NULL without one when the layer has no shapes. */
static Source *
create_source (Drawing *drawing, WgVectorLayer *layer, const char *driver, const WgReadPlace *place,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (WgSourceLayer) described = NULL;
  g_autoptr (WgPolygonReader) places = NULL;
  Source *source = NULL;

  if (!layer->is_interleaved)
    {
      described = wg_survey_layer (layer, driver, cancellable, error);
      if (described == NULL || strcmp (described->geometry, "none") == 0)
        return NULL;
    }
  places = open_places (drawing, layer, described, place, error);
  if (places == NULL)
    return NULL;
  source = g_new0 (Source, 1);
  source->layer = layer;
  source->places = g_steal_pointer (&places);
  source->class_fields = g_array_new (FALSE, FALSE, sizeof (int));
  source->layer_class = drawing->classes->of_layer (layer->name);
  source->n_rows = described != NULL ? described->n_rows : -1;
  source->name_field = wg_vector_layer_field (
    layer, described != NULL && described->name_field != NULL ? described->name_field : "name");
  for (guint i = 0; i < layer->fields->len; i++)
    if (drawing->classes->is_field (g_ptr_array_index (layer->fields, i)))
      g_array_append_val (source->class_fields, i);
  return source;
}

/* Of OpenStreetMap files the lines and areas: points and relations say the same again. */
static gboolean
is_wanted (const WgVectorLayer *layer, const char *name)
{
  if (name != NULL)
    return strcmp (layer->name, name) == 0;
  return !layer->is_interleaved || strcmp (layer->name, "lines") == 0
         || strcmp (layer->name, "multipolygons") == 0;
}

static GPtrArray *
create_sources (Drawing *drawing, const WgVector *vector, const WgReadOptions *options,
                GCancellable *cancellable, GError **error)
{
  const WgReadPlace place = wg_read_options_get_place (options);
  const char *name = options->layer;
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (free_source);
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < vector->layers->len; i++)
    {
      WgVectorLayer *layer = g_ptr_array_index (vector->layers, i);
      g_autoptr (GError) reason = NULL;
      Source *source = NULL;

      if (!is_wanted (layer, name))
        continue;
      source = create_source (drawing, layer, vector->driver, &place, cancellable, &reason);
      if (source != NULL)
        g_ptr_array_add (sources, source);
      else if (first == NULL)
        first = g_steal_pointer (&reason);
    }
  if (sources->len > 0 && !g_cancellable_is_cancelled (cancellable))
    return g_steal_pointer (&sources);
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error (error, WG_EXCHANGE_ERROR,
                 name != NULL ? WG_EXCHANGE_ERROR_NO_LAYER : WG_EXCHANGE_ERROR_EMPTY,
                 "no layer %s with shapes", name != NULL ? name : "");
  return NULL;
}

static Source *
find_source (GPtrArray *sources, OGRLayerH handle)
{
  for (guint i = 0; i < sources->len; i++)
    {
      Source *source = g_ptr_array_index (sources, i);

      if (source->layer->handle == handle)
        return source;
    }
  return NULL;
}

/* All layers of one pass over the data set, as OpenStreetMap files want it. */
static gboolean
read_interleaved (Drawing *drawing, GPtrArray *sources, const WgProgress *progress,
                  GCancellable *cancellable, GError **error)
{
  GDALDatasetH dataset = ((Source *) g_ptr_array_index (sources, 0))->layer->dataset;
  OGRLayerH handle = NULL;
  OGRFeatureH feature = NULL;
  double fraction = 0.0;

  GDALDatasetResetReading (dataset);
  while ((feature = GDALDatasetGetNextFeature (dataset, &handle, &fraction, NULL, NULL)) != NULL)
    {
      Source *source = find_source (sources, handle);

      if (source != NULL)
        draw_feature (drawing, source, feature);
      OGR_F_Destroy (feature);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (drawing->feature % PROGRESS_ROWS == 0)
        wg_progress_report (progress, fraction);
    }
  return TRUE;
}

static gboolean
read_layers (Drawing *drawing, GPtrArray *sources, const WgProgress *progress,
             GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < sources->len; i++)
    {
      Source *source = g_ptr_array_index (sources, i);
      WgProgress part = wg_progress_part (progress, i / (double) sources->len,
                                          (i + 1.0) / sources->len);
      OGRFeatureH feature = NULL;
      gint64 row = 0;

      wg_vector_layer_rewind (source->layer);
      while ((feature = wg_vector_layer_next (source->layer)) != NULL)
        {
          draw_feature (drawing, source, feature);
          OGR_F_Destroy (feature);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (++row % PROGRESS_ROWS == 0 && source->n_rows > 0)
            wg_progress_report (&part, row / (double) source->n_rows);
        }
    }
  return TRUE;
}

/**
 * wg_linework_read:
 * @source: any vector file that wg_source_open() takes, also a .wangge project
 * @layer: (nullable): of it; %NULL: all (of OpenStreetMap files lines and areas)
 * @frame: the project's
 *
 * Worker thread. Fails with WG_EXCHANGE_ERROR_OPEN, _NO_LAYER, _NO_CRS, _EMPTY (nothing within the
 * project's reach), or G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the features with class and name
 */
WgLinework *
wg_linework_read (const char *source, const char *layer, WgFrame *frame,
                  const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  const WgReadOptions options = { .layer = layer };

  return wg_linework_read_classes (source, &options, frame, NULL, progress, cancellable, error);
}

WgLinework *
wg_linework_read_classes (const char *source, const WgReadOptions *options, WgFrame *frame,
                          const WgLineworkClasses *classes, const WgProgress *progress,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  g_autoptr (WgVector) vector = wg_vector_open (source, options->encoding, log, error);
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (WgLinework) linework = NULL;
  Drawing drawing = { .classes = classes != NULL ? classes : &map_classes, .frame = frame };
  gboolean is_good = FALSE;

  if (vector == NULL)
    return NULL;
  sources = create_sources (&drawing, vector, options, cancellable, error);
  if (sources == NULL)
    return NULL;
  linework = drawing.linework = wg_linework_new ();
  drawing.x = g_array_new (FALSE, FALSE, sizeof (double));
  drawing.y = g_array_new (FALSE, FALSE, sizeof (double));
  drawing.points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  if (((Source *) g_ptr_array_index (sources, 0))->layer->is_interleaved)
    is_good = read_interleaved (&drawing, sources, progress, cancellable, error);
  else
    is_good = read_layers (&drawing, sources, progress, cancellable, error);
  g_array_unref (drawing.x);
  g_array_unref (drawing.y);
  g_array_unref (drawing.points);
  if (is_good && linework->items->len == 0)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NONE_FIT,
                   "nothing of %s lies within reach", source);
      is_good = FALSE;
    }
  return is_good ? g_steal_pointer (&linework) : NULL;
}
