/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-read"

#include "wg-read-private.h"

#include "wg-layer-choice.h"
#include "wg-row-feed.h"
#include "wg-table.h"

#include <ogr_api.h>
#include <stdio.h>
#include <string.h>

#define PROGRESS_ROWS 64
#define MOST_REJECTED 20000 /* that are kept with all their columns */

static const char *
get_field_name (const WgReading *reading, WgFieldRole role)
{
  int field = reading->fields[role];

  return field >= 0 ? g_ptr_array_index (reading->layer->fields, (guint) field) : NULL;
}

static char *
read_value (WgReading *reading, OGRFeatureH feature, WgFieldRole role)
{
  gboolean is_bad = FALSE;
  char *value = wg_vector_value (reading->layer, feature, reading->fields[role], &is_bad);

  if (is_bad)
    wg_reading_add_problem (reading, WG_ROW_BAD_TEXT, get_field_name (reading, role), value);
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
is_plain (OGRGeometryH geometry, WgShape *shape)
{
  const WgPoint *points = &WG_SHAPE_POINT (shape, 0);
  WgRing *ring = &WG_SHAPE_RING (shape, 0);

  if (shape->rings->len != 1)
    return FALSE;
  ring->is_simple = wg_ring_is_simple (points, ring->n_points);
  return ring->is_simple && count_points (geometry) == ring->n_points + 1
         && !wg_ring_repeats_a_point (points, ring->n_points);
}

/* Notes a shape that crosses itself; it stays, the build reads it as even-odd. */
static void
check_validity (WgReading *reading, OGRGeometryH geometry, WgShape *shape, gboolean is_open)
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
  wg_reading_add_problem (reading, WG_ROW_INVALID_GEOMETRY, NULL, place);
}

/* The row's shape, or NULL with the reason noted. */
static WgShape *
take_shape (WgReading *reading, WgFedRow *row)
{
  OGRGeometryH geometry = wg_vector_layer_shape (reading->layer, row->feature);
  g_autofree char *detail = NULL;

  switch (row->taken)
    {
    case WG_TAKEN:
      if (reading->lines != WG_LINES_CLOSED)
        check_validity (reading, geometry, row->shape, row->is_open);
      return g_steal_pointer (&row->shape);
    case WG_TAKEN_NO_AREA:
      wg_reading_add_problem (reading, WG_ROW_NOT_POLYGON, NULL, OGR_G_GetGeometryName (geometry));
      return NULL;
    case WG_TAKEN_RANGE:
      detail = g_strdup_printf ("%.9g, %.9g", row->place[0], row->place[1]);
      wg_reading_add_problem (reading, WG_ROW_OUT_OF_RANGE, NULL, detail);
      return NULL;
    case WG_TAKEN_NOTHING:
    case WG_TAKEN_TOO_SMALL:
    default:
      wg_reading_add_problem (reading, WG_ROW_NO_GEOMETRY, NULL, NULL);
      return NULL;
    }
}

static void
note_code (WgReading *reading, const char *code)
{
  if (reading->fields[WG_FIELD_CODE] < 0)
    return;
  if (*code == '\0')
    wg_reading_add_problem (reading, WG_ROW_MISSING_CODE, get_field_name (reading, WG_FIELD_CODE), NULL);
  else if (!g_hash_table_add (reading->codes, g_strdup (code)))
    wg_reading_add_problem (reading, WG_ROW_DUPLICATE_CODE, get_field_name (reading, WG_FIELD_CODE), code);
}

static gboolean
says_special (const char *text)
{
  return strstr (text, "专属") != NULL || strstr (text, "特殊") != NULL
         || g_ascii_strcasecmp (text, "special") == 0;
}

static gboolean
is_on_wanted_layer (const WgReading *reading, OGRFeatureH feature)
{
  g_autofree char *name = NULL;

  if (reading->drawing_layers == NULL || reading->drawing_field < 0)
    return TRUE;
  name = wg_vector_value (reading->layer, feature, reading->drawing_field, NULL);
  return g_strv_contains (reading->drawing_layers, name);
}

/* TRUE when the row of a drawing is done with: a text, a line to be joined, an unwanted layer. */
static gboolean
read_drawing_row (WgReading *reading, OGRFeatureH feature)
{
  OGRGeometryH geometry = wg_vector_layer_shape (reading->layer, feature);
  g_autofree char *text = NULL;

  if (reading->text_field >= 0)
    text = wg_vector_value (reading->layer, feature, reading->text_field, NULL);
  if (text != NULL && *text != '\0'
      && wg_drawing_take_text (reading->drawing, geometry, text, reading->row))
    return TRUE;
  if (!is_on_wanted_layer (reading, feature))
    return TRUE;
  return reading->lines == WG_LINES_JOINED && geometry != NULL
         && OGR_G_GetDimension (geometry) == 1
         && wg_drawing_take_lines (reading->drawing, geometry, reading->row);
}

/* A count that the file tells of a row's land; -1: not known. */
static gint32
read_count (WgReading *reading, OGRFeatureH feature, int field)
{
  g_autofree char *text = field >= 0 ? wg_vector_value (reading->layer, feature, field, NULL) : NULL;
  char *end = NULL;
  double number = 0;

  if (text == NULL || *text == '\0')
    return -1;
  number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && number >= 0 && number < 1e8 ? (gint32) (number + 0.5) : -1;
}

static void
read_row (WgReading *reading, WgFedRow *row)
{
  OGRFeatureH feature = row->feature;
  guint32 ring = wg_vector_layer_ring (reading->layer, feature);
  WgShape *shape = NULL;
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_autofree char *kind = NULL;
  WgIncomingGrid *grid = NULL;

  if (reading->drawing != NULL && read_drawing_row (reading, feature))
    return;
  shape = take_shape (reading, row);
  if (shape == NULL || (ring != 0 && wg_drawing_take_ring (reading->drawing, ring, shape)))
    return;
  code = read_value (reading, feature, WG_FIELD_CODE);
  name = read_value (reading, feature, WG_FIELD_NAME);
  kind = read_value (reading, feature, WG_FIELD_KIND);
  note_code (reading, code);
  if (*name == '\0' && reading->fields[WG_FIELD_NAME] >= 0)
    wg_reading_add_problem (reading, WG_ROW_MISSING_NAME, get_field_name (reading, WG_FIELD_NAME), NULL);

  grid = wg_incoming_add_grid (reading->incoming, reading->row, code, name, shape);
  if (ring != 0)
    wg_drawing_begin_ring (reading->drawing, ring, grid);
  grid->is_special = says_special (kind) || strstr (name, "专属网格") != NULL;
  grid->households = read_count (reading, feature, reading->households_field);
  grid->people = read_count (reading, feature, reading->people_field);
  if (reading->fields[WG_FIELD_PARENT] >= 0)
    grid->parent_code = read_value (reading, feature, WG_FIELD_PARENT);
  if (reading->fields[WG_FIELD_PARENT_NAME] >= 0)
    grid->parent_name = read_value (reading, feature, WG_FIELD_PARENT_NAME);
}

static void
keep_row (WgReading *reading, OGRFeatureH feature, guint row)
{
  const GPtrArray *fields = reading->layer->fields;
  char **values = g_new0 (char *, fields->len + 1);

  for (guint i = 0; i < fields->len; i++)
    values[i] = g_ptr_array_find_with_equal_func (reading->described->personal_fields,
                                                  g_ptr_array_index (fields, i), g_str_equal, NULL)
                  ? g_strdup ("")
                  : wg_vector_value (reading->layer, feature, (int) i, NULL);
  wg_incoming_add_rejected (reading->incoming, row, reading->layer->fields, values);
}

/* All columns of the rows that were refused, for whoever has to mend them: these are read again, as
 * most columns were passed over. */
static void
keep_rejected (WgReading *reading)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);
  OGRFeatureH feature = NULL;
  guint row = reading->first_row;

  for (guint i = 0; i < reading->incoming->problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (reading->incoming->problems, i);

      if (problem->row > reading->first_row && wg_row_problem_is_rejection (problem->kind))
        g_hash_table_add (rows, GUINT_TO_POINTER (problem->row));
    }
  if (g_hash_table_size (rows) == 0 || reading->layer->is_interleaved)
    return;
  OGR_L_SetIgnoredFields (reading->layer->handle, NULL);
  wg_vector_layer_rewind (reading->layer);
  while (reading->incoming->rejected->len < MOST_REJECTED
         && (feature = wg_vector_layer_next (reading->layer)) != NULL)
    {
      if (g_hash_table_contains (rows, GUINT_TO_POINTER (++row)))
        keep_row (reading, feature, row);
      OGR_F_Destroy (feature);
    }
  wg_gdal_log_clear (reading->log);
}

static gboolean
read_rows (WgReading *reading, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  double n_rows = (double) reading->described->n_rows;
  g_autoptr (WgRowFeed) feed = NULL;
  WgFedRow *row = NULL;

  feed = wg_row_feed_new (reading->layer, reading->polygons, reading->lines == WG_LINES_CLOSED,
                          reading->described->n_rows);
  wg_gdal_log_clear (reading->log);
  while ((row = wg_row_feed_next (feed)) != NULL)
    {
      reading->row++;
      read_row (reading, row);
      wg_gdal_log_clear (reading->log);
      if (reading->row % PROGRESS_ROWS != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      wg_progress_report (progress, n_rows > 0.0 ? (reading->row - reading->first_row) / n_rows
                                                 : 0.5);
    }
  /* A reader that fails in the middle looks like the end of the file. */
  if (wg_row_feed_has_failed (feed)
      || reading->row - reading->first_row < (n_rows > 0.0 ? reading->described->n_rows : 0))
    {
      reading->row++;
      wg_reading_add_problem (reading, WG_ROW_UNREADABLE, NULL, NULL);
    }
  g_clear_pointer (&feed, wg_row_feed_free);
  reading->incoming->n_rows = reading->row;
  keep_rejected (reading);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Nobody chose the layer: whoever gets the report learns that the file has more. */
static void
tell_other_layers (WgReading *reading, const GArray *all, const gboolean *is_chosen)
{
  for (guint i = 0; i < all->len; i++)
    {
      const WgLayerChoice *choice = &g_array_index (all, WgLayerChoice, i);

      if (!is_chosen[i] && choice->described->has_polygons)
        wg_reading_add_problem (reading, WG_ROW_OTHER_LAYER, choice->layer->name, NULL);
    }
}

static gboolean
read_layer (WgReading *reading, const WgReadOptions *options, WgFrame *frame,
            const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  const WgReadPlace place = wg_read_options_get_place (options);
  guint first_grid = reading->incoming->grids->len;

  if (!wg_reading_choose_fields (reading, options, error))
    return FALSE;
  reading->polygons = wg_layer_open_places (reading->layer, reading->described, &place, frame,
                                            reading->incoming->problems, error);
  if (reading->polygons == NULL)
    return FALSE;
  wg_reading_choose_lines (reading, options);
  if (reading->described->missing_part != NULL)
    wg_reading_add_problem (reading, WG_ROW_MISSING_PART, reading->described->missing_part, NULL);
  wg_reading_leave_out_fields (reading);
  reading->first_row = reading->row = reading->incoming->n_rows;
  return read_rows (reading, progress, cancellable, error)
         && (reading->drawing == NULL
             || wg_drawing_finish (reading->drawing, first_grid, options->gap_m, cancellable,
                                   error));
}

static gboolean
read_choice (WgReading *reading, WgLayerChoice *choice, const WgReadOptions *options, WgFrame *frame,
             const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  gboolean is_good = FALSE;

  reading->layer = choice->layer;
  reading->described = choice->described;
  reading->row = 0;
  is_good = read_layer (reading, options, frame, progress, cancellable, error);
  g_clear_pointer (&reading->polygons, wg_polygon_reader_free);
  g_clear_pointer (&reading->drawing, wg_drawing_free);
  return is_good;
}

static gboolean
read_layers (WgReading *reading, const WgVector *vector, const WgReadOptions *options,
             WgFrame *frame, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) all = wg_layer_choices_new (vector, cancellable, error);
  g_autofree gboolean *is_chosen = all != NULL ? g_new0 (gboolean, all->len + 1) : NULL;
  guint n_chosen = 0, n_read = 0;

  if (all == NULL || !wg_layer_choices_mark (all, options, is_chosen, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    n_chosen += is_chosen[i];
  if (options->layer == NULL)
    tell_other_layers (reading, all, is_chosen);
  for (guint i = 0; i < vector->unread->len; i++)
    wg_reading_add_problem (reading, WG_ROW_UNREAD_MEMBER, g_ptr_array_index (vector->unread, i), NULL);
  for (guint i = 0; i < all->len; i++)
    {
      WgLayerChoice *choice = &g_array_index (all, WgLayerChoice, i);
      WgProgress part = wg_progress_part (progress, n_read / (double) n_chosen,
                                          (n_read + 1) / (double) n_chosen);

      if (!is_chosen[i])
        continue;
      if (n_chosen > 1)
        wg_incoming_begin_layer (reading->incoming, choice->layer->name,
                                 reading->incoming->n_rows);
      if (!read_choice (reading, choice, options, frame, &part, cancellable, error))
        return FALSE;
      n_read++;
    }
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
  WgReading reading = { .log = log };
  gboolean is_good = FALSE;

  options = options != NULL ? options : &defaults;
  vector = wg_vector_open (path, options->encoding, log, error);
  if (vector == NULL)
    return NULL;
  incoming = wg_incoming_new (source, frame);
  reading.incoming = incoming;
  reading.codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  is_good = read_layers (&reading, vector, options, frame, progress, cancellable, error);
  g_hash_table_unref (reading.codes);
  return is_good ? g_steal_pointer (&incoming) : NULL;
}
