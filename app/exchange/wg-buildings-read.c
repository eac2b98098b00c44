/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-buildings-read"

#include "wg-buildings-read.h"

#include "wg-building-fields.h"
#include "wg-layer-choice.h"
#include "wg-osm-tags.h"
#include "wg-polygons.h"
#include "../geometry/wg-shape-repair.h"

#include <math.h>
#include <string.h>

#define PROGRESS_ROWS 256
#define MAX_COUNT 1000000 /* more households or people are no number of one building */

/* Where a building stands already. */
typedef struct
{
  guint row;
  guint index; /* in the set */
} Seat;

/* The work of one wg_source_read_buildings(). */
typedef struct
{
  WgBuildingReport *report;
  WgVectorLayer *layer;
  WgSourceLayer *described;
  WgPolygonReader *polygons;
  WgGdalLog *log;
  GHashTable *codes; /* of those seen */
  GHashTable *seats; /* Seat by its outline, of those seen */
  int fields[WG_BUILDING_N_ROLES];
  char *values[WG_BUILDING_N_ROLES]; /* of the row at hand */
  int estimated_field; /* -1: none */
  WgOsmColumns tags;
  WgVectorLayer *points; /* read after the areas of OpenStreetMap; NULL: none */
  guint row;
  gboolean without_places;
} Reading;

static void
add_problem (Reading *reading, WgRowProblemKind kind, const char *field, const char *detail)
{
  g_ptr_array_add (reading->report->problems,
                   wg_row_problem_new (kind, reading->row, field, detail));
}

/* The centre of mass of the largest ring, where that is inside; else GEOS finds a point. */
static gboolean
find_inside (const WgShape *shape, WgPoint *point_out)
{
  double best2 = 0;

  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      const WgPoint *p = &WG_SHAPE_POINT (shape, ring->first);
      double area2 = 0, x = 0, y = 0;

      for (guint j = 0; j < ring->n_points && !ring->is_hole; j++)
        {
          WgPoint a = p[j], b = p[(j + 1) % ring->n_points];
          double ax = (double) a.x - p[0].x, ay = (double) a.y - p[0].y;
          double bx = (double) b.x - p[0].x, by = (double) b.y - p[0].y;
          double cross = ax * by - bx * ay;

          area2 += cross;
          x += (ax + bx) * cross;
          y += (ay + by) * cross;
        }
      if (fabs (area2) <= best2)
        continue;
      best2 = fabs (area2);
      *point_out = (WgPoint){ p[0].x + (gint32) floor (x / (3 * area2) + 0.5),
                              p[0].y + (gint32) floor (y / (3 * area2) + 0.5) };
    }
  return best2 > 0
         && (wg_shape_contains (shape, *point_out) || wg_shape_find_inside (shape, point_out));
}

/* A point, or a multi-point of one. */
static WgTaken
take_point (Reading *reading, OGRGeometryH geometry, WgPoint *point_out, double *place_out)
{
  OGRwkbGeometryType type = OGR_GT_Flatten (OGR_G_GetGeometryType (geometry));

  if (type == wkbMultiPoint && OGR_G_GetGeometryCount (geometry) == 1)
    geometry = OGR_G_GetGeometryRef (geometry, 0);
  else if (type != wkbPoint)
    return WG_TAKEN_NO_AREA;
  if (wg_polygon_reader_take_point (reading->polygons, geometry, point_out))
    return WG_TAKEN;
  place_out[0] = OGR_G_GetX (geometry, 0);
  place_out[1] = OGR_G_GetY (geometry, 0);
  return WG_TAKEN_RANGE;
}

/* FALSE, with the reason noted, when the row has no place. */
static gboolean
read_place (Reading *reading, OGRFeatureH feature, WgBuilding *building)
{
  OGRGeometryH geometry = wg_vector_layer_shape (reading->layer, feature);
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autofree char *detail = NULL;
  gboolean is_open = FALSE;
  double place[2] = { 0.0, 0.0 };
  WgTaken taken = wg_polygon_reader_take (reading->polygons, geometry, TRUE, shape, &is_open, place);

  if (taken == WG_TAKEN && (wg_shape_repair (shape) || is_open))
    add_problem (reading, WG_ROW_INVALID_GEOMETRY, NULL, NULL);
  if (taken == WG_TAKEN_NO_AREA)
    taken = take_point (reading, geometry, &building->point, place);
  else if (taken == WG_TAKEN && !find_inside (shape, &building->point))
    taken = WG_TAKEN_TOO_SMALL;
  else if (taken == WG_TAKEN)
    building->footprint = g_steal_pointer (&shape);
  switch (taken)
    {
    case WG_TAKEN:
      return TRUE;
    case WG_TAKEN_NO_AREA:
      add_problem (reading, WG_ROW_NOT_POLYGON, NULL, OGR_G_GetGeometryName (geometry));
      return FALSE;
    case WG_TAKEN_RANGE:
      detail = g_strdup_printf ("%.9g, %.9g", place[0], place[1]);
      add_problem (reading, WG_ROW_OUT_OF_RANGE, NULL, detail);
      return FALSE;
    default:
      add_problem (reading, WG_ROW_NO_GEOMETRY, NULL, NULL);
      return FALSE;
    }
}

static void
read_values (Reading *reading, OGRFeatureH feature)
{
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    {
      gboolean is_bad = FALSE;

      g_clear_pointer (&reading->values[role], g_free);
      if (reading->fields[role] < 0)
        continue;
      reading->values[role]
        = wg_vector_value (reading->layer, feature, reading->fields[role], &is_bad);
      g_strstrip (reading->values[role]);
      if (is_bad)
        add_problem (reading, WG_ROW_BAD_TEXT, reading->report->fields[role], reading->values[role]);
    }
}

static void
fill_value (Reading *reading, WgBuildingRole role, char *value)
{
  if (reading->values[role] != NULL && *reading->values[role] != '\0')
    {
      g_free (value);
      return;
    }
  g_free (reading->values[role]);
  reading->values[role] = value;
}

/* What the columns do not tell, OpenStreetMap's tags may. */
static void
read_tags (Reading *reading, OGRFeatureH feature)
{
  const WgOsmColumns *tags = &reading->tags;

  fill_value (reading, WG_BUILDING_ADDRESS, wg_osm_get_address (tags, feature));
  if (tags->other_tags < 0)
    return;
  g_clear_pointer (&reading->values[WG_BUILDING_KIND], g_free);
  reading->values[WG_BUILDING_KIND] = wg_osm_get_use (tags, feature);
  g_clear_pointer (&reading->values[WG_BUILDING_CODE], g_free);
  reading->values[WG_BUILDING_CODE] = wg_osm_get_code (tags, feature);
  fill_value (reading, WG_BUILDING_NAME, wg_osm_get (tags, feature, WG_OSM_NAME));
  fill_value (reading, WG_BUILDING_FLOORS, wg_osm_get (tags, feature, WG_OSM_LEVELS));
  fill_value (reading, WG_BUILDING_HOUSEHOLDS, wg_osm_get (tags, feature, WG_OSM_FLATS));
}

/* Takes the commas out of "1,234". */
static void
join_thousands (char *text)
{
  gsize n_digits = strspn (text, "0123456789");

  if (n_digits < 1 || n_digits > 3)
    return;
  for (char *comma = text + n_digits; *comma == ',' && strspn (comma + 1, "0123456789") == 3; comma += 3)
    memmove (comma, comma + 1, strlen (comma));
}

/* "12", "12.0", "12户", "12层", "１２", "1,234"; anything else ("3-4", "10万", "约12") is not known. */
static gint32
get_count (Reading *reading, WgBuildingRole role)
{
  static const char *const units[] = { "", "户", "层", "人", "口", "家", "楼", "单元", "F", "f", "M", "m", "米", NULL };
  const char *text = reading->values[role];
  g_autofree char *plain = NULL;
  char *end = NULL;
  double number = 0;

  if (text == NULL || *text == '\0')
    return WG_COUNT_NOT_KNOWN;
  plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE); /* full-width digits are digits */
  if (plain == NULL)
    plain = g_strdup (text);
  join_thousands (plain);
  number = g_ascii_strtod (plain, &end);
  if (end != plain && number >= 0 && number <= MAX_COUNT && g_strv_contains (units, g_strstrip (end)))
    return (gint32) floor (number + 0.5);
  add_problem (reading, WG_ROW_BAD_NUMBER, reading->report->fields[role], text);
  return WG_COUNT_NOT_KNOWN;
}

static gint32
get_floors (Reading *reading)
{
  const char *field = reading->report->fields[WG_BUILDING_FLOORS];
  gint32 number = get_count (reading, WG_BUILDING_FLOORS);

  if (field == NULL || number <= 0 || !wg_building_field_is_height (field))
    return number;
  return MAX (1, (number + 1) / 3);
}

/* "yes", "是", "1", "true": a mark without a number marks nothing. */
static gboolean
is_estimated (Reading *reading, OGRFeatureH feature, const WgBuilding *building)
{
  static const char *const marks[] = { "yes", "是", "1", "true", "t", "y", NULL };
  g_autofree char *value = NULL;
  g_autofree char *lower = NULL;
  gboolean is_bad = FALSE;

  if (reading->estimated_field < 0
      || (building->households == WG_COUNT_NOT_KNOWN && building->people == WG_COUNT_NOT_KNOWN))
    return FALSE;
  value = wg_vector_value (reading->layer, feature, reading->estimated_field, &is_bad);
  lower = g_utf8_strdown (g_strstrip (value), -1);
  return g_strv_contains (marks, lower);
}

/* An empty text of the file is none in the set. */
static gboolean
is_same_text (const char *a, const char *b)
{
  return g_str_equal (a != NULL ? a : "", b != NULL ? b : "");
}

/* Do both say the same, whatever their ids and places? */
static gboolean
is_same (const WgBuilding *a, const WgBuilding *b)
{
  return is_same_text (a->code, b->code) && is_same_text (a->name, b->name)
         && is_same_text (a->address, b->address) && is_same_text (a->management, b->management)
         && a->households == b->households && a->people == b->people && a->floors == b->floors
         && a->units == b->units && a->kind == b->kind;
}

/* TRUE: the building is there already, all of it the same. Points may share a place: shops of one house. */
static gboolean
is_repeated (Reading *reading, const WgBuilding *building)
{
  g_autofree char *row = NULL;
  g_autofree char *outline = NULL;
  WgEnvelope box = WG_ENVELOPE_EMPTY;
  Seat *seat = NULL;
  gboolean is_equal = FALSE;

  if (building->footprint == NULL)
    return FALSE;
  box = wg_shape_envelope (building->footprint);
  outline = g_strdup_printf ("%d %d %d %d %d %d", box.min_x, box.min_y, box.max_x, box.max_y, building->point.x,
                             building->point.y);
  seat = g_hash_table_lookup (reading->seats, outline);
  if (seat == NULL)
    {
      seat = g_new (Seat, 1);
      *seat = (Seat){ reading->row, wg_building_set_count (reading->report->set) };
      g_hash_table_insert (reading->seats, g_steal_pointer (&outline), seat);
      return FALSE;
    }
  is_equal = is_same (building, wg_building_set_get (reading->report->set, seat->index));
  row = g_strdup_printf ("%u", seat->row);
  add_problem (reading, is_equal ? WG_ROW_REPEATED : WG_ROW_SAME_PLACE, NULL, row);
  return is_equal;
}

static void
read_row (Reading *reading, OGRFeatureH feature)
{
  WgBuilding building = { 0 };

  if (!wg_osm_is_building (&reading->tags, feature)
      || (!reading->without_places && !read_place (reading, feature, &building)))
    return;
  read_values (reading, feature);
  read_tags (reading, feature);
  building.code = reading->values[WG_BUILDING_CODE];
  building.name = reading->values[WG_BUILDING_NAME];
  building.address = reading->values[WG_BUILDING_ADDRESS];
  building.management = reading->values[WG_BUILDING_MANAGEMENT];
  building.kind = (guint8) wg_building_kind_from_text (reading->values[WG_BUILDING_KIND]);
  building.households = get_count (reading, WG_BUILDING_HOUSEHOLDS);
  building.people = get_count (reading, WG_BUILDING_PEOPLE);
  building.floors = get_floors (reading);
  building.units = get_count (reading, WG_BUILDING_UNITS);
  building.is_estimated = is_estimated (reading, feature, &building);
  if (!reading->without_places && is_repeated (reading, &building))
    {
      wg_shape_free (building.footprint);
      return;
    }
  reading->report->n_buildings++;
  building.id = reading->without_places ? reading->row : reading->report->n_buildings;
  if (!reading->without_places && building.code != NULL && *building.code != '\0'
      && !g_hash_table_add (reading->codes, g_strdup (building.code)))
    add_problem (reading, WG_ROW_DUPLICATE_CODE, reading->report->fields[WG_BUILDING_CODE],
                 building.code);
  wg_building_set_add (reading->report->set, &building);
}

static gboolean
read_rows (Reading *reading, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  gint64 n_rows = MAX (reading->described->n_rows, 0);
  OGRFeatureH feature = NULL;

  reading->row = 0;
  wg_vector_layer_rewind (reading->layer);
  wg_gdal_log_clear (reading->log);
  while ((feature = wg_vector_layer_next (reading->layer)) != NULL)
    {
      reading->row++;
      read_row (reading, feature);
      OGR_F_Destroy (feature);
      if (reading->row % PROGRESS_ROWS != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      wg_progress_report (progress, n_rows > 0 ? reading->row / (double) n_rows : 0.5);
    }
  /* A reader that fails in the middle looks like the end of the file. */
  if (reading->row < n_rows)
    {
      reading->row++;
      add_problem (reading, WG_ROW_UNREADABLE, NULL, NULL);
    }
  reading->report->n_rows += reading->row;
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
choose_fields (Reading *reading, const WgBuildingReadOptions *options, GError **error)
{
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    {
      const char *wanted = options->fields[role];

      reading->fields[role] = -1;
      if (wanted == NULL)
        reading->fields[role] = wg_building_field_propose (reading->described, reading->layer->fields,
                                               reading->fields, role);
      else if (*wanted != '\0')
        {
          reading->fields[role] = wg_vector_layer_field (reading->layer, wanted);
          if (reading->fields[role] < 0)
            {
              g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_FIELD, "no field %s",
                           wanted);
              return FALSE;
            }
          if (wg_building_field_is_personal (reading->described, role, wanted))
            reading->fields[role] = -1;
        }
      if (reading->fields[role] >= 0)
        reading->report->fields[role]
          = g_strdup (g_ptr_array_index (reading->layer->fields, (guint) reading->fields[role]));
    }
  return TRUE;
}

/* What OpenStreetMap tells is in its tags, whatever columns the reader made of some. */
static void
tell_tags (Reading *reading)
{
  static const char *const tags[WG_BUILDING_N_ROLES] = {
    [WG_BUILDING_CODE] = "osm_id",          [WG_BUILDING_NAME] = "name",
    [WG_BUILDING_ADDRESS] = "addr:*",       [WG_BUILDING_HOUSEHOLDS] = "building:flats",
    [WG_BUILDING_FLOORS] = "building:levels", [WG_BUILDING_KIND] = "building",
  };

  for (guint role = 0; role < WG_BUILDING_N_ROLES && reading->tags.other_tags >= 0; role++)
    {
      if (tags[role] == NULL)
        continue;
      g_free (reading->report->fields[role]);
      reading->report->fields[role] = g_strdup (tags[role]);
    }
}

static void
tell_left_out (Reading *reading)
{
  for (guint i = 0; i < reading->layer->fields->len; i++)
    {
      const char *name = g_ptr_array_index (reading->layer->fields, i);

      if (wg_building_fields_is_taken (reading->fields, WG_BUILDING_N_ROLES, (int) i)
          || (int) i == reading->estimated_field)
        continue;
      /* The columns of OpenStreetMap are the same in every file, and most of them empty. */
      if (wg_building_field_is_personal (reading->described, WG_BUILDING_NAME, name))
        add_problem (reading, WG_ROW_PERSONAL_DATA, name, NULL);
      else if (reading->tags.other_tags < 0)
        add_problem (reading, WG_ROW_UNMAPPED_FIELD, name, NULL);
    }
}

static gboolean
suits (const WgSourceLayer *layer, guint pass)
{
  if (pass == 0)
    return layer->has_polygons;
  return pass == 1 ? g_str_equal (layer->geometry, "point") || g_str_equal (layer->geometry, "mixed")
                   : layer->has_closed_lines;
}

/* Areas and nodes of OpenStreetMap are layers of one file. */
static WgVectorLayer *
find_points (const WgVector *vector, const WgVectorLayer *areas)
{
  for (guint i = 0; i < vector->layers->len && areas->is_interleaved; i++)
    {
      WgVectorLayer *layer = g_ptr_array_index (vector->layers, i);

      if (layer != areas && strcmp (layer->name, "points") == 0)
        return layer;
    }
  return NULL;
}

static gboolean
choose_layer (Reading *reading, const WgVector *vector, const char *name, GCancellable *cancellable,
              GError **error)
{
  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < vector->layers->len; i++)
      {
        WgVectorLayer *layer = g_ptr_array_index (vector->layers, i);
        g_autoptr (WgSourceLayer) described = NULL;

        if (name != NULL && strcmp (name, layer->name) != 0)
          continue;
        described = wg_survey_layer (layer, vector->driver, cancellable, error);
        if (described == NULL)
          return FALSE;
        if (name == NULL && !reading->without_places && !suits (described, pass))
          continue;
        reading->layer = layer;
        reading->described = g_steal_pointer (&described);
        reading->points = name == NULL ? find_points (vector, layer) : NULL;
        return TRUE;
      }
  g_set_error (error, WG_EXCHANGE_ERROR,
               name != NULL ? WG_EXCHANGE_ERROR_NO_LAYER : WG_EXCHANGE_ERROR_EMPTY,
               "no layer %s", name != NULL ? name : "with areas or points");
  return FALSE;
}

/* Buildings that OpenStreetMap has only as nodes. All that is said of them is in their tags. */
static gboolean
read_points (Reading *reading, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  if (reading->points == NULL)
    return TRUE;
  reading->layer = reading->points;
  wg_osm_columns_find (reading->layer, &reading->tags);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    {
      g_clear_pointer (&reading->values[role], g_free);
      reading->fields[role] = -1;
    }
  reading->estimated_field = -1;
  return read_rows (reading, progress, cancellable, error);
}

static gboolean
read_layer (Reading *reading, const WgBuildingReadOptions *options, WgFrame *frame,
            const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  if (!reading->without_places)
    reading->polygons = wg_layer_open_places (reading->layer, reading->described, &options->place,
                                              frame, reading->report->problems, error);
  if ((reading->polygons == NULL && !reading->without_places)
      || !choose_fields (reading, options, error))
    return FALSE;
  reading->estimated_field = wg_building_fields_find_estimated (reading->layer->fields);
  if (wg_building_fields_is_taken (reading->fields, WG_BUILDING_N_ROLES, reading->estimated_field))
    reading->estimated_field = -1;
  wg_osm_columns_find (reading->layer, &reading->tags);
  tell_tags (reading);
  tell_left_out (reading);
  if (!read_rows (reading, progress, cancellable, error)
      || !read_points (reading, progress, cancellable, error))
    return FALSE;
  if (reading->report->n_buildings > 0)
    return TRUE;
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NONE_FIT, "none of %u rows is a building",
               reading->report->n_rows);
  return FALSE;
}

WgBuildingReport *
wg_source_read_buildings (const char *path, const WgBuildingReadOptions *options, WgFrame *frame,
                          const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  static const WgBuildingReadOptions defaults = { NULL };
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  g_autoptr (WgVector) vector = NULL;
  g_autoptr (WgBuildingReport) report = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *source = g_filename_display_name (base);
  Reading reading = { .log = log };
  gboolean is_good = FALSE;

  options = options != NULL ? options : &defaults;
  vector = wg_vector_open (path, options->encoding, log, error);
  if (vector == NULL)
    return NULL;
  report = wg_building_report_new (source);
  reading.report = report;
  reading.without_places = options->without_places;
  reading.codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.seats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  is_good = choose_layer (&reading, vector, options->layer, cancellable, error)
            && read_layer (&reading, options, frame, progress, cancellable, error);
  g_hash_table_unref (reading.codes);
  g_hash_table_unref (reading.seats);
  wg_source_layer_free (reading.described);
  g_clear_pointer (&reading.polygons, wg_polygon_reader_free);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    g_free (reading.values[role]);
  return is_good ? g_steal_pointer (&report) : NULL;
}
