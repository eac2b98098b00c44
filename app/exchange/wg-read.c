/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-read"

#include "wg-source.h"

#include "wg-fields.h"
#include "wg-polygons.h"
#include "wg-survey.h"

#include <ogr_api.h>
#include <stdio.h>
#include <string.h>

#define PROGRESS_ROWS 64

/* The work of one wg_source_read(). */
typedef struct
{
  WgIncoming *incoming;
  WgVectorLayer *layer;
  WgSourceLayer *described;
  WgPolygonReader *polygons;
  WgTextReader *text;
  WgGdalLog *log;
  GHashTable *codes; /* code to row, of those seen */
  int fields[WG_N_FIELD_ROLES];
  gboolean closed_lines;
  guint row;
} Reading;

static void
add_problem (Reading *reading, WgRowProblemKind kind, const char *field, const char *detail)
{
  wg_incoming_add_problem (reading->incoming, kind, reading->row, field, detail);
}

static const char *
get_field_name (const Reading *reading, WgFieldRole role)
{
  int field = reading->fields[role];

  return field >= 0 ? g_ptr_array_index (reading->layer->fields, (guint) field) : NULL;
}

static char *
read_value (Reading *reading, OGRFeatureH feature, WgFieldRole role)
{
  gboolean is_bad = FALSE;
  char *value = wg_vector_value (feature, reading->fields[role], reading->text, &is_bad);

  if (is_bad)
    add_problem (reading, WG_ROW_BAD_TEXT, get_field_name (reading, role), value);
  return value;
}

/* "x, y" out of GEOS' words "... at or near point x y", or of the words' own end "[x y]". */
static char *
find_place (const char *words)
{
  const char *at = words != NULL ? strstr (words, "near point ") : NULL;
  char *end = NULL;
  double x = 0.0;

  if (at != NULL)
    at += strlen ("near point ");
  else if (words != NULL && (at = strchr (words, '[')) != NULL)
    at++;
  if (at == NULL)
    return NULL;
  x = g_ascii_strtod (at, &end);
  return end != at ? g_strdup_printf ("%.9g, %.9g", x, g_ascii_strtod (end, NULL)) : NULL;
}

static guint
count_points (OGRGeometryH geometry)
{
  guint n_points = (guint) MAX (OGR_G_GetPointCount (geometry), 0);

  for (int i = 0; i < OGR_G_GetGeometryCount (geometry); i++)
    n_points += count_points (OGR_G_GetGeometryRef (geometry, i));
  return n_points;
}

/* One ring, read point for point, that does not meet itself in millimetres: it needs no second
 * opinion, which takes a quarter of an import. */
static gboolean
is_plain (OGRGeometryH geometry, const WgShape *shape)
{
  const WgPoint *points = &WG_SHAPE_POINT (shape, 0);

  return shape->rings->len == 1 && count_points (geometry) == shape->points->len + 1
         && !wg_ring_repeats_a_point (points, shape->points->len)
         && wg_ring_is_simple (points, shape->points->len);
}

/* Notes a shape that crosses itself; it stays, the build reads it as even-odd. */
static void
check_validity (Reading *reading, OGRGeometryH geometry, const WgShape *shape, gboolean is_open)
{
  g_autofree char *place = NULL;

  if (!is_open)
    {
      if (is_plain (geometry, shape))
        return;
      wg_gdal_log_clear (reading->log);
      if (OGR_G_IsValid (geometry))
        return;
      place = find_place (wg_gdal_log_get_last (reading->log));
    }
  add_problem (reading, WG_ROW_INVALID_GEOMETRY, NULL, place);
}

/* The row's shape, or NULL with the reason noted. */
static WgShape *
read_shape (Reading *reading, OGRFeatureH feature)
{
  OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autofree char *detail = NULL;
  gboolean is_open = FALSE;
  double place[2] = { 0.0, 0.0 };

  switch (wg_polygon_reader_take (reading->polygons, geometry, reading->closed_lines, shape,
                                  &is_open, place))
    {
    case WG_TAKEN:
      if (!reading->closed_lines)
        check_validity (reading, geometry, shape, is_open);
      return g_steal_pointer (&shape);
    case WG_TAKEN_NO_AREA:
      add_problem (reading, WG_ROW_NOT_POLYGON, NULL, OGR_G_GetGeometryName (geometry));
      return NULL;
    case WG_TAKEN_RANGE:
      detail = g_strdup_printf ("%.9g, %.9g", place[0], place[1]);
      add_problem (reading, WG_ROW_OUT_OF_RANGE, NULL, detail);
      return NULL;
    case WG_TAKEN_NOTHING:
    case WG_TAKEN_TOO_SMALL:
    default:
      add_problem (reading, WG_ROW_NO_GEOMETRY, NULL, NULL);
      return NULL;
    }
}

static void
note_code (Reading *reading, const char *code)
{
  if (reading->fields[WG_FIELD_CODE] < 0)
    return;
  if (*code == '\0')
    add_problem (reading, WG_ROW_MISSING_CODE, get_field_name (reading, WG_FIELD_CODE), NULL);
  else if (!g_hash_table_add (reading->codes, g_strdup (code)))
    add_problem (reading, WG_ROW_DUPLICATE_CODE, get_field_name (reading, WG_FIELD_CODE), code);
}

static gboolean
says_special (const char *text)
{
  return strstr (text, "专属") != NULL || strstr (text, "特殊") != NULL
         || g_ascii_strcasecmp (text, "special") == 0;
}

static void
read_row (Reading *reading, OGRFeatureH feature)
{
  WgShape *shape = read_shape (reading, feature);
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *kind = NULL;
  WgIncomingGrid *grid = NULL;

  if (shape == NULL)
    return;
  code = read_value (reading, feature, WG_FIELD_CODE);
  name = read_value (reading, feature, WG_FIELD_NAME);
  kind = read_value (reading, feature, WG_FIELD_KIND);
  note_code (reading, code);
  if (*name == '\0' && reading->fields[WG_FIELD_NAME] >= 0)
    add_problem (reading, WG_ROW_MISSING_NAME, get_field_name (reading, WG_FIELD_NAME), NULL);

  grid = wg_incoming_add_grid (reading->incoming, reading->row, code, name, shape);
  grid->is_special = says_special (kind) || strstr (name, "专属网格") != NULL;
  if (reading->fields[WG_FIELD_PARENT] >= 0)
    {
      g_autofree char *parent = read_value (reading, feature, WG_FIELD_PARENT);

      if (*parent != '\0')
        grid->parent_code = g_steal_pointer (&parent);
    }
}

static gboolean
read_rows (Reading *reading, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  double n_rows = (double) reading->described->n_rows;
  OGRFeatureH feature = NULL;

  wg_vector_layer_rewind (reading->layer);
  wg_gdal_log_clear (reading->log);
  while ((feature = wg_vector_layer_next (reading->layer)) != NULL)
    {
      reading->row++;
      read_row (reading, feature);
      OGR_F_Destroy (feature);
      wg_gdal_log_clear (reading->log);
      if (reading->row % PROGRESS_ROWS != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      wg_progress_report (progress, n_rows > 0.0 ? reading->row / n_rows : 0.5);
    }
  /* A reader that fails in the middle looks like the end of the file. */
  if (wg_gdal_log_get_first (reading->log) != NULL
      || reading->row < (n_rows > 0.0 ? reading->described->n_rows : 0))
    {
      reading->row++;
      add_problem (reading, WG_ROW_UNREADABLE, NULL, NULL);
    }
  reading->incoming->n_rows = reading->row;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Columns that no one asked for are named, and the driver need not decode them. */
static void
leave_out_fields (Reading *reading)
{
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (reading->layer->handle);
  g_autoptr (GPtrArray) ignored = g_ptr_array_new ();

  reading->row = 0;
  for (guint i = 0; i < reading->layer->fields->len; i++)
    {
      const char *name = g_ptr_array_index (reading->layer->fields, i);
      gboolean is_used = FALSE;

      for (int role = 0; role < WG_N_FIELD_ROLES; role++)
        is_used = is_used || reading->fields[role] == (int) i;
      if (is_used)
        continue;
      g_ptr_array_add (ignored, (gpointer) OGR_Fld_GetNameRef (
                                  OGR_FD_GetFieldDefn (definition, (int) i)));
      if (g_ptr_array_find_with_equal_func (reading->described->personal_fields, name, g_str_equal,
                                            NULL))
        add_problem (reading, WG_ROW_PERSONAL_DATA, name, NULL);
      else
        add_problem (reading, WG_ROW_UNMAPPED_FIELD, name, NULL);
    }
  g_ptr_array_add (ignored, NULL);
  if (!reading->layer->is_interleaved)
    OGR_L_SetIgnoredFields (reading->layer->handle, (const char **) ignored->pdata);
  if (reading->fields[WG_FIELD_CODE] < 0)
    add_problem (reading, WG_ROW_MISSING_CODE, NULL, NULL);
  if (reading->fields[WG_FIELD_NAME] < 0)
    add_problem (reading, WG_ROW_MISSING_NAME, NULL, NULL);
}

static gboolean
choose_fields (Reading *reading, const WgReadOptions *options, GError **error)
{
  const char *wanted[WG_N_FIELD_ROLES] = { options->code_field, options->name_field,
                                           options->parent_field, NULL };
  const char *proposed[WG_N_FIELD_ROLES]
    = { reading->described->code_field, reading->described->name_field,
        reading->described->parent_field, reading->described->kind_field };

  for (int role = 0; role < WG_N_FIELD_ROLES; role++)
    {
      const char *name = wanted[role] != NULL ? wanted[role] : proposed[role];

      reading->fields[role] = -1;
      if (name == NULL || *name == '\0')
        continue;
      reading->fields[role] = wg_vector_layer_field (reading->layer, name);
      if (reading->fields[role] < 0)
        {
          g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_FIELD, "no field %s", name);
          return FALSE;
        }
      /* Also when asked for: its notice comes with the columns left out. */
      if (wg_field_is_personal (name))
        reading->fields[role] = -1;
    }
  return TRUE;
}

/* Finds the layer to read and describes it. */
static gboolean
choose_layer (Reading *reading, const WgVector *vector, const char *name,
              GCancellable *cancellable, GError **error)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < vector->layers->len; i++)
      {
        WgVectorLayer *layer = g_ptr_array_index (vector->layers, i);
        g_autoptr (WgSourceLayer) described = NULL;

        if (name != NULL && strcmp (name, layer->name) != 0)
          continue;
        described = wg_survey_layer (layer, vector->driver, cancellable, error);
        if (described == NULL)
          return FALSE;
        if (name == NULL && !(pass == 0 ? described->has_polygons : described->has_closed_lines))
          continue;
        reading->layer = layer;
        reading->described = g_steal_pointer (&described);
        reading->closed_lines = reading->described->has_closed_lines;
        return TRUE;
      }
  if (name != NULL || vector->layers->len == 0)
    g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_LAYER, "no layer %s",
                 name != NULL ? name : "at all");
  else
    g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY, "no layer has polygons");
  return FALSE;
}

/* Nobody chose the layer: whoever gets the report learns that the file has more. */
static gboolean
tell_other_layers (Reading *reading, const WgVector *vector, GCancellable *cancellable,
                   GError **error)
{
  for (guint i = 0; i < vector->layers->len; i++)
    {
      WgVectorLayer *layer = g_ptr_array_index (vector->layers, i);
      g_autoptr (WgSourceLayer) described = NULL;

      if (layer == reading->layer)
        continue;
      described = wg_survey_layer (layer, vector->driver, cancellable, error);
      if (described == NULL)
        return FALSE;
      if (described->has_polygons)
        add_problem (reading, WG_ROW_OTHER_LAYER, layer->name, NULL);
    }
  return TRUE;
}

static gboolean
choose_crs (Reading *reading, const char *wanted, WgChinaDatum datum, WgFrame *frame,
            GError **error)
{
  const char *crs = wanted != NULL                  ? wanted
                    : reading->described->crs != NULL ? reading->described->crs
                                                      : reading->described->proposed_crs;

  if (crs == NULL)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS,
                   "layer %s does not say its CRS (magnitude %d)", reading->described->name,
                   reading->described->magnitude);
      return FALSE;
    }
  reading->polygons = wg_polygon_reader_new (crs, datum, frame, error);
  return reading->polygons != NULL;
}

static gboolean
read_layer (Reading *reading, const WgReadOptions *options, WgFrame *frame,
            const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  if (!choose_fields (reading, options, error)
      || !choose_crs (reading, options->crs, options->datum, frame, error))
    return FALSE;
  reading->text = wg_text_reader_new (reading->layer->encoding);
  leave_out_fields (reading);
  if (!read_rows (reading, progress, cancellable, error))
    return FALSE;
  if (reading->incoming->grids->len > 0)
    return TRUE;
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY, "none of %u rows can be a grid",
               reading->incoming->n_rows);
  return FALSE;
}

WgIncoming *
wg_source_read (const char *path, const WgReadOptions *options, WgFrame *frame,
                const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  static const WgReadOptions defaults = { NULL };
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  g_autoptr (WgVector) vector = NULL;
  g_autoptr (WgIncoming) incoming = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *source = g_filename_display_name (base);
  Reading reading = { .log = log };
  gboolean is_good = FALSE;

  options = options != NULL ? options : &defaults;
  vector = wg_vector_open (path, options->encoding, log, error);
  if (vector == NULL)
    return NULL;
  incoming = wg_incoming_new (source, frame);
  reading.incoming = incoming;
  reading.codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  is_good = choose_layer (&reading, vector, options->layer, cancellable, error)
            && (options->layer != NULL || tell_other_layers (&reading, vector, cancellable, error))
            && read_layer (&reading, options, frame, progress, cancellable, error);

  g_hash_table_unref (reading.codes);
  wg_source_layer_free (reading.described);
  wg_polygon_reader_free (reading.polygons);
  wg_text_reader_free (reading.text);
  return is_good ? g_steal_pointer (&incoming) : NULL;
}
