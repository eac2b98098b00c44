/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-addresses-read"

#include "wg-addresses-read.h"

#include "../base/wg-hash.h"
#include "wg-fields.h"
#include "wg-layer-choice.h"
#include "wg-osm-tags.h"
#include "wg-polygons.h"

#include <string.h>

#define PROGRESS_ROWS 1024
#define MAX_CHARS 120
#define MAX_PROBLEMS 1000
#define STREET_CELL_MM 500000 /* a street made of many pieces is one place per such cell */

/* Names of columns seen in real files, best first; compared as wg_field_has_name() does. */
static const char *const text_names[] = {
  "address", "地址", "标准地址", "门牌地址", "详细地址", "地址全称", "地名地址", "坐落", "dz", "bzdz", "dzqc",
  "mpdz", "addrfull", "fulladdress", "addr", NULL,
};
static const char *const street_names[] = {
  "addrstreet", "街路巷", "街路巷名称", "道路", "道路名称", "路名", "街道名", "street", "streetname", "road",
  "jlx", "jlxmc", "lm", NULL,
};
static const char *const number_names[] = {
  "addrhousenumber", "门牌号", "门牌", "门楼牌号", "housenumber", "housenumb", "mph", "mlph", NULL,
};
static const char *const name_names[] = {
  "name", "名称", "地名", "兴趣点", "poi", "小区", "小区名称", "标准名称", "mc", "dmmc", "bzmc", "namezh",
  "poiname", "placename", NULL,
};
static const char *const kind_names[] = {
  "kind", "类型", "类别", "分类", "地名类别", "lx", "lb", "fl", "type", "typename", "fclass", "category", NULL,
};
static const char *const *const role_names[WG_ADDRESS_N_ROLES]
  = { text_names, street_names, number_names, name_names, kind_names };
/* The keys of OpenStreetMap that say what something is, as columns or among its other tags. */
static const char *const osm_keys[] = {
  "amenity", "shop", "office", "tourism", "leisure", "place", "public_transport", "railway", "man_made",
  "landuse", "natural", "waterway", "highway", "building", NULL,
};

/* A layer that is read. */
typedef struct
{
  WgVectorLayer *layer; /* borrowed */
  WgSourceLayer *described;
  WgPolygonReader *places;
  int fields[WG_ADDRESS_N_ROLES];
  int other_tags; /* of OpenStreetMap; -1 */
  int keys[G_N_ELEMENTS (osm_keys)];
} Source;

/* The work of one wg_source_read_addresses(). */
typedef struct
{
  WgAddressReport *report;
  const WgAddressReadOptions *options;
  WgFrame *frame;
  GPtrArray *sources; /* of Source */
  GHashTable *known;  /* what was said at which place */
} Reading;

static void
free_source (gpointer data)
{
  Source *source = data;

  wg_source_layer_free (source->described);
  wg_polygon_reader_free (source->places);
  g_free (source);
}

static void
add_problem (Reading *reading, WgRowProblemKind kind, guint row, const char *field)
{
  if (reading->report->problems->len < MAX_PROBLEMS)
    g_ptr_array_add (reading->report->problems, wg_row_problem_new (kind, row, field, NULL));
}

static gboolean
is_personal (const WgSourceLayer *described, const char *name)
{
  return wg_field_is_personal (name)
         || g_ptr_array_find_with_equal_func (described->personal_fields, name, g_str_equal, NULL);
}

static int
propose_field (const WgSourceLayer *described, const GPtrArray *fields, const char *const *names)
{
  for (guint at = 0; names[at] != NULL; at++)
    for (guint i = 0; i < fields->len; i++)
      if (wg_field_has_name (fields->pdata[i], names[at])
          && !is_personal (described, fields->pdata[i]))
        return (int) i;
  return -1;
}

static gboolean
choose_fields (Reading *reading, Source *source, GError **error)
{
  source->other_tags = wg_vector_layer_field (source->layer, "other_tags");
  for (guint i = 0; osm_keys[i] != NULL; i++)
    source->keys[i] = wg_vector_layer_field (source->layer, osm_keys[i]);
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    {
      const char *wanted = reading->options->fields[role];

      source->fields[role] = wanted == NULL ? propose_field (source->described, source->layer->fields,
                                                             role_names[role])
                             : *wanted != '\0' ? wg_vector_layer_field (source->layer, wanted) : -1;
      if (wanted != NULL && *wanted != '\0' && source->fields[role] < 0)
        {
          g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_FIELD, "no field %s", wanted);
          return FALSE;
        }
      if (wanted != NULL && *wanted != '\0' && is_personal (source->described, wanted))
        source->fields[role] = -1;
    }
  for (guint i = 0; i < source->layer->fields->len; i++)
    if (is_personal (source->described, g_ptr_array_index (source->layer->fields, i)))
      add_problem (reading, WG_ROW_PERSONAL_DATA, 0, g_ptr_array_index (source->layer->fields, i));
  return TRUE;
}

static char *
get_value (const Source *source, OGRFeatureH feature, int field)
{
  char *value = field >= 0 ? wg_vector_value (source->layer, feature, field, NULL) : g_strdup ("");

  return g_strstrip (value);
}

static char *
find_kind (const Source *source, OGRFeatureH feature, const char *tags)
{
  char *kind = get_value (source, feature, source->fields[WG_ADDRESS_KIND]);

  for (guint i = 0; *kind == '\0' && osm_keys[i] != NULL; i++)
    {
      g_free (kind);
      kind = source->keys[i] >= 0 ? get_value (source, feature, source->keys[i])
                                  : wg_osm_tags_get (tags, osm_keys[i]);
      if (*kind != '\0' && strcmp (osm_keys[i], "highway") == 0 && strcmp (kind, "bus_stop") != 0)
        {
          g_free (kind);
          kind = g_strdup ("street");
        }
    }
  return kind;
}

/* The whole address: as it is written, else street and number. */
static char *
find_text (const Source *source, OGRFeatureH feature, const char *tags)
{
  char *text = get_value (source, feature, source->fields[WG_ADDRESS_TEXT]);
  g_autofree char *street = get_value (source, feature, source->fields[WG_ADDRESS_STREET]);
  g_autofree char *number = get_value (source, feature, source->fields[WG_ADDRESS_NUMBER]);

  if (*text != '\0')
    return text;
  if (*street == '\0' && *tags != '\0')
    {
      g_free (street);
      street = wg_osm_tags_get (tags, "addr:street");
    }
  if (*number == '\0' && *tags != '\0')
    {
      g_free (number);
      number = wg_osm_tags_get (tags, "addr:housenumber");
    }
  g_free (text);
  if (*number == '\0')
    return *tags != '\0' ? wg_osm_tags_get (tags, "addr:full") : g_strdup ("");
  /* Chinese addresses are written in one; others with a blank. */
  return g_strdup_printf (*street != '\0' && (guchar) street[strlen (street) - 1] < 128 ? "%s %s" : "%s%s",
                          street, number);
}

/* A point of any geometry: itself, the middle of a line, a point inside an area. */
static gboolean
find_place (Source *source, OGRGeometryH geometry, WgPoint *point_out)
{
  OGRwkbGeometryType type = geometry != NULL ? OGR_GT_Flatten (OGR_G_GetGeometryType (geometry)) : wkbNone;
  OGRGeometryH point = NULL;
  gboolean is_good = FALSE;

  if (geometry == NULL || OGR_G_IsEmpty (geometry))
    return FALSE;
  if (type == wkbPoint)
    return wg_polygon_reader_take_point (source->places, geometry, point_out);
  if (type == wkbMultiPoint || type == wkbMultiLineString || type == wkbGeometryCollection)
    return find_place (source, OGR_G_GetGeometryRef (geometry, 0), point_out);
  point = type == wkbLineString ? OGR_G_Value (geometry, OGR_G_Length (geometry) / 2)
                                : OGR_G_PointOnSurface (geometry);
  is_good = point != NULL && wg_polygon_reader_take_point (source->places, point, point_out);
  if (point != NULL)
    OGR_G_DestroyGeometry (point);
  return is_good;
}

/* FALSE when the same was said at the same place before: a repeated row, a piece of a street. */
static gboolean
is_new (Reading *reading, const WgAddress *address)
{
  gint32 cell = strcmp (address->kind, "street") == 0 ? STREET_CELL_MM : 1;
  guint64 hash = wg_hash_pair ((guint32) (address->point.x / cell), (guint32) (address->point.y / cell));

  hash = wg_hash_u64 (hash ^ wg_hash_pair (g_str_hash (address->text), g_str_hash (address->name)));
  return g_hash_table_add (reading->known, g_memdup2 (&hash, sizeof hash));
}

static void
cut_text (char *text)
{
  if (g_utf8_strlen (text, -1) > MAX_CHARS)
    *g_utf8_offset_to_pointer (text, MAX_CHARS) = '\0';
}

static void
read_row (Reading *reading, Source *source, OGRFeatureH feature)
{
  g_autofree char *tags = get_value (source, feature, source->other_tags);
  g_autofree char *text = find_text (source, feature, tags);
  g_autofree char *name = get_value (source, feature, source->fields[WG_ADDRESS_NAME]);
  g_autofree char *kind = NULL;
  WgAddress address = { 0 };

  reading->report->n_rows++;
  if (*text == '\0' && *name == '\0')
    {
      reading->report->n_nameless++;
      return;
    }
  if (!find_place (source, wg_vector_layer_shape (source->layer, feature), &address.point))
    {
      add_problem (reading, WG_ROW_OUT_OF_RANGE, reading->report->n_rows, NULL);
      return;
    }
  kind = find_kind (source, feature, tags);
  cut_text (text);
  cut_text (name);
  address.text = text;
  address.name = strcmp (name, text) != 0 ? name : "";
  address.kind = kind;
  if (!is_new (reading, &address))
    {
      reading->report->n_repeated++;
      return;
    }
  wg_address_set_add (reading->report->set, &address);
  if (*text != '\0')
    reading->report->n_addresses++;
  else
    reading->report->n_places++;
}

static gboolean
look_around (Reading *reading, const WgProgress *progress, double fraction, GCancellable *cancellable,
             GError **error)
{
  if (reading->report->n_rows % PROGRESS_ROWS == 0)
    wg_progress_report (progress, fraction);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
read_interleaved (Reading *reading, const WgProgress *progress, GCancellable *cancellable,
                  GError **error)
{
  GDALDatasetH dataset = ((Source *) g_ptr_array_index (reading->sources, 0))->layer->dataset;
  OGRLayerH handle = NULL;
  OGRFeatureH feature = NULL;
  double fraction = 0.0;

  GDALDatasetResetReading (dataset);
  while ((feature = GDALDatasetGetNextFeature (dataset, &handle, &fraction, NULL, NULL)) != NULL)
    {
      for (guint i = 0; i < reading->sources->len; i++)
        {
          Source *source = g_ptr_array_index (reading->sources, i);

          if (source->layer->handle == handle)
            read_row (reading, source, feature);
        }
      OGR_F_Destroy (feature);
      if (!look_around (reading, progress, fraction, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_layers (Reading *reading, const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < reading->sources->len; i++)
    {
      Source *source = g_ptr_array_index (reading->sources, i);
      OGRFeatureH feature = NULL;
      double from = i / (double) reading->sources->len;
      gint64 n_rows = MAX (source->described->n_rows, 1), row = 0;

      wg_vector_layer_rewind (source->layer);
      while ((feature = wg_vector_layer_next (source->layer)) != NULL)
        {
          read_row (reading, source, feature);
          OGR_F_Destroy (feature);
          row++;
          if (!look_around (reading, progress, from + row / (double) n_rows / reading->sources->len,
                            cancellable, error))
            return FALSE;
        }
    }
  return TRUE;
}

static gboolean
choose_layers (Reading *reading, const WgVector *vector, GCancellable *cancellable, GError **error)
{
  const char *wanted = reading->options->layer;

  for (guint i = 0; i < vector->layers->len; i++)
    {
      Source *source = NULL;
      WgVectorLayer *layer = g_ptr_array_index (vector->layers, i);

      if (wanted != NULL && strcmp (wanted, layer->name) != 0)
        continue;
      source = g_new0 (Source, 1);
      g_ptr_array_add (reading->sources, source);
      source->layer = layer;
      source->described = wg_survey_layer (layer, vector->driver, cancellable, error);
      if (source->described == NULL)
        return FALSE;
      if (strcmp (source->described->geometry, "none") == 0)
        {
          g_ptr_array_set_size (reading->sources, (int) reading->sources->len - 1);
          continue;
        }
      source->places = wg_layer_open_places (layer, source->described, &reading->options->place,
                                             reading->frame, reading->report->problems, error);
      if (source->places == NULL || !choose_fields (reading, source, error))
        return FALSE;
    }
  if (reading->sources->len > 0)
    return TRUE;
  g_set_error (error, WG_EXCHANGE_ERROR,
               wanted != NULL ? WG_EXCHANGE_ERROR_NO_LAYER : WG_EXCHANGE_ERROR_EMPTY,
               "no layer %s", wanted != NULL ? wanted : "with places");
  return FALSE;
}

static gboolean
read_all (Reading *reading, const WgVector *vector, const WgProgress *progress,
          GCancellable *cancellable, GError **error)
{
  const WgAddressReport *report = reading->report;

  if (!choose_layers (reading, vector, cancellable, error))
    return FALSE;
  if (!(((Source *) g_ptr_array_index (reading->sources, 0))->layer->is_interleaved
          ? read_interleaved (reading, progress, cancellable, error)
          : read_layers (reading, progress, cancellable, error)))
    return FALSE;
  if (report->n_addresses + report->n_places > 0)
    return TRUE;
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NONE_FIT,
               "none of %u rows has an address or a name", report->n_rows);
  return FALSE;
}

const char *
wg_address_role_to_string (WgAddressRole role)
{
  static const char *const words[WG_ADDRESS_N_ROLES] = { "address", "street", "number", "name", "kind" };

  return words[role];
}

WgAddressReport *
wg_source_read_addresses (const char *path, const WgAddressReadOptions *options, WgFrame *frame,
                          const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  static const WgAddressReadOptions defaults = { NULL };
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  g_autoptr (WgVector) vector = NULL;
  g_autoptr (WgAddressReport) report = NULL;
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (free_source);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Reading reading = { NULL, options != NULL ? options : &defaults, frame, sources, known };

  vector = wg_vector_open (path, reading.options->encoding, log, error);
  if (vector == NULL)
    return NULL;
  report = g_new0 (WgAddressReport, 1);
  report->set = wg_address_set_new (0);
  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_row_problem_free);
  reading.report = report;
  return read_all (&reading, vector, progress, cancellable, error) ? g_steal_pointer (&report) : NULL;
}

void
wg_addresses_propose_fields (const WgSourceLayer *layer, const char **fields_out)
{
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    {
      int field = propose_field (layer, layer->fields, role_names[role]);

      fields_out[role] = field >= 0 ? g_ptr_array_index (layer->fields, (guint) field) : NULL;
    }
}

void
wg_address_report_free (WgAddressReport *report)
{
  if (report == NULL)
    return;
  wg_address_set_unref (report->set);
  g_ptr_array_unref (report->problems);
  g_free (report);
}
