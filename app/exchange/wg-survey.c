/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-survey"

#include "wg-survey.h"

#include "wg-fields.h"
#include "wg-polygons.h"

#include <math.h>
#include <string.h>

#define STATS_ROWS 1000
#define WIDEST_DEGREES 9.0 /* 1000 km from south to north: what coordinates of a project reach */
#define SAMPLE_ROWS 5

/* What is learned from the rows of one layer. */
typedef struct
{
  WgVectorLayer *layer;
  GPtrArray *stats; /* of WgFieldStats, per field */
  OGREnvelope extent;
  gboolean has_extent;
  gboolean wants_all; /* extent or count can only be had from the rows */
  guint n_read;
  guint n_polygons, n_lines, n_points, n_closed, n_other;
  GArray *middle_x; /* of double: of the rows that were looked at */
  GArray *middle_y;
  int drawing_field; /* names the layer inside a drawing; -1 */
} Survey;

static gboolean
is_cad (const char *driver)
{
  return strcmp (driver, "DXF") == 0 || strcmp (driver, "CAD") == 0 || strcmp (driver, "DGN") == 0;
}

static gboolean
is_good_extent (const OGREnvelope *e)
{
  return isfinite (e->MinX) && isfinite (e->MinY) && isfinite (e->MaxX) && isfinite (e->MaxY)
         && e->MinX <= e->MaxX && e->MinY <= e->MaxY;
}

static void
count_geometry (Survey *survey, OGRGeometryH geometry)
{
  OGREnvelope envelope;

  switch (OGR_G_GetDimension (geometry))
    {
    case 2:
      survey->n_polygons++;
      break;
    case 1:
      survey->n_lines++;
      survey->n_closed += wg_polygon_has_closed_line (geometry);
      break;
    default:
      survey->n_points++;
    }
  if ((!survey->wants_all && survey->middle_x->len >= STATS_ROWS) || OGR_G_IsEmpty (geometry))
    return;
  OGR_G_GetEnvelope (geometry, &envelope);
  if (!is_good_extent (&envelope))
    return;
  if (survey->middle_x->len < STATS_ROWS)
    {
      double x = (envelope.MinX + envelope.MaxX) / 2.0, y = (envelope.MinY + envelope.MaxY) / 2.0;

      g_array_append_val (survey->middle_x, x);
      g_array_append_val (survey->middle_y, y);
    }
  if (!survey->wants_all)
    return;
  if (!survey->has_extent)
    survey->extent = envelope;
  survey->has_extent = TRUE;
  survey->extent.MinX = MIN (survey->extent.MinX, envelope.MinX);
  survey->extent.MinY = MIN (survey->extent.MinY, envelope.MinY);
  survey->extent.MaxX = MAX (survey->extent.MaxX, envelope.MaxX);
  survey->extent.MaxY = MAX (survey->extent.MaxY, envelope.MaxY);
}

/* Values of one row into the statistics and, for the first rows, the samples. */
static void
look_at_row (Survey *survey, OGRFeatureH feature, WgSourceLayer *described)
{
  guint n_fields = survey->layer->fields->len;
  gboolean is_sample = described->samples->len < SAMPLE_ROWS;
  char **row = is_sample ? g_new0 (char *, n_fields + 1) : NULL;

  for (guint i = 0; i < n_fields; i++)
    {
      const char *name = g_ptr_array_index (survey->layer->fields, i);
      g_autofree char *value = wg_field_is_personal (name)
                                 ? g_strdup ("")
                                 : wg_vector_value (survey->layer, feature, (int) i, NULL);

      wg_field_stats_add (g_ptr_array_index (survey->stats, i), value);
      if (is_sample)
        row[i] = g_steal_pointer (&value);
    }
  if (is_sample)
    g_ptr_array_add (described->samples, row);
}

static void
note_drawing_layer (Survey *survey, OGRFeatureH feature, WgSourceLayer *described)
{
  g_autofree char *name = wg_vector_value (survey->layer, feature, survey->drawing_field, NULL);

  if (*name != '\0'
      && !g_ptr_array_find_with_equal_func (described->drawing_layers, name, g_str_equal, NULL))
    g_ptr_array_add (described->drawing_layers, g_steal_pointer (&name));
}

static gboolean
read_rows (Survey *survey, WgSourceLayer *described, GCancellable *cancellable, GError **error)
{
  OGRFeatureH feature = NULL;

  wg_vector_layer_rewind (survey->layer);
  while ((survey->wants_all || survey->n_read < STATS_ROWS)
         && (feature = wg_vector_layer_next (survey->layer)) != NULL)
    {
      OGRGeometryH geometry = wg_vector_layer_shape (survey->layer, feature);

      if (survey->n_read < STATS_ROWS)
        look_at_row (survey, feature, described);
      if (survey->drawing_field >= 0)
        note_drawing_layer (survey, feature, described);
      if (geometry != NULL)
        count_geometry (survey, geometry);
      else
        survey->n_other++;
      survey->n_read++;
      OGR_F_Destroy (feature);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  wg_vector_layer_rewind (survey->layer);
  return TRUE;
}

static const char *
name_geometry (const Survey *survey)
{
  OGRwkbGeometryType type = OGR_GT_Flatten (OGR_L_GetGeomType (survey->layer->handle));
  guint n_kinds = (survey->n_polygons > 0) + (survey->n_lines > 0) + (survey->n_points > 0);

  if (OGR_GT_IsSubClassOf (type, wkbSurface) || OGR_GT_IsSubClassOf (type, wkbMultiSurface))
    return "polygon";
  if (OGR_GT_IsSubClassOf (type, wkbCurve) || OGR_GT_IsSubClassOf (type, wkbMultiCurve))
    return "line";
  if (type == wkbPoint || type == wkbMultiPoint)
    return "point";
  if (n_kinds > 1)
    return "mixed";
  return survey->n_polygons > 0 ? "polygon"
         : survey->n_lines > 0  ? "line"
         : survey->n_points > 0 ? "point"
                                : "none";
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static double
get_median (GArray *numbers)
{
  if (numbers->len == 0)
    return NAN;
  g_array_sort (numbers, compare_numbers);
  return g_array_index (numbers, double, numbers->len / 2);
}

static void
swap_axes (WgSourceLayer *described, Survey *survey)
{
  OGREnvelope *e = &survey->extent;

  described->is_swapped = TRUE;
  *e = (OGREnvelope){ e->MinY, e->MaxY, e->MinX, e->MaxX };
}

/* What the file declares, against the place of most of its rows: some may be anywhere. */
static void
judge_crs (WgSourceLayer *described, Survey *survey)
{
  double x = get_median (survey->middle_x), y = get_median (survey->middle_y);

  switch (wg_crs_judge (described->crs, x, y, x, y))
    {
    case WG_CRS_IS_SWAPPED:
      swap_axes (described, survey);
      return;
    case WG_CRS_CONTRADICTS:
      described->declared_crs = g_steal_pointer (&described->crs);
      return;
    case WG_CRS_FITS:
    default:
      return;
    }
}

/* Northings before eastings also without a CRS: surveyors call the northing X. */
static void
judge_order (WgSourceLayer *described, Survey *survey)
{
  double x = get_median (survey->middle_x), y = get_median (survey->middle_y);
  WgMagnitude is = wg_crs_propose_by_magnitude (x, y, x, y, NULL);
  WgMagnitude turned = wg_crs_propose_by_magnitude (y, x, y, x, NULL);

  if (is == WG_MAGNITUDE_UNKNOWN && turned != WG_MAGNITUDE_UNKNOWN
      && turned != WG_MAGNITUDE_MERCATOR)
    swap_axes (described, survey);
}

/* The place in degrees: the middle of the extent; of one that no project can hold, the place of most
 * rows: a single stray vertex would put all the others out of range. */
static void
find_middle (WgSourceLayer *described, Survey *survey, const char *crs)
{
  const OGREnvelope *e = &survey->extent;
  g_autoptr (WgTransform) transform = wg_transform_new (crs, WG_CRS_WGS84, NULL);
  double median_x = get_median (survey->middle_x), median_y = get_median (survey->middle_y);
  double x[3] = { (e->MinX + e->MaxX) / 2.0, e->MinX, e->MaxX };
  double y[3] = { (e->MinY + e->MaxY) / 2.0, e->MinY, e->MaxY };

  if (described->is_swapped)
    {
      double swapped = median_x;

      median_x = median_y;
      median_y = swapped;
    }
  if (transform == NULL)
    return;
  if ((wg_transform_points (transform, x, y, 3) != 0 || x[2] - x[1] > WIDEST_DEGREES
       || y[2] - y[1] > WIDEST_DEGREES)
      && !isnan (median_x))
    {
      x[0] = median_x;
      y[0] = median_y;
      if (wg_transform_points (transform, x, y, 1) != 0)
        return;
    }
  if (!isfinite (x[0]) || !isfinite (y[0]))
    return;
  described->longitude = x[0];
  described->latitude = y[0];
}

/* "GCJ-02 (shifted, not WGS 84)", "网格_GCJ02": as wg_export() marks what it shifts. */
static WgChinaDatum
read_mark (const char *text)
{
  g_autofree char *upper = text != NULL ? g_ascii_strup (text, -1) : NULL;

  if (upper == NULL)
    return WG_CHINA_TRUE;
  if (strstr (upper, "GCJ02") != NULL || strstr (upper, "GCJ-02") != NULL)
    return WG_CHINA_GCJ02;
  return strstr (upper, "BD09") != NULL || strstr (upper, "BD-09") != NULL ? WG_CHINA_BD09
                                                                           : WG_CHINA_TRUE;
}

/* Only degrees can be shifted; a reference that is none but for its name is read as WGS 84. */
static void
describe_shift (WgSourceLayer *described, const char *mark)
{
  WgChinaDatum by_crs = read_mark (described->crs), by_name = read_mark (described->name);

  if (by_name == WG_CHINA_TRUE)
    by_name = read_mark (mark);
  if (by_crs != WG_CHINA_TRUE)
    {
      g_free (described->crs);
      described->crs = g_strdup (WG_CRS_WGS84);
    }
  if (described->crs != NULL && wg_crs_is_geographic (described->crs))
    described->datum = by_crs != WG_CHINA_TRUE ? by_crs : by_name;
  else if (described->crs == NULL && described->magnitude == WG_MAGNITUDE_DEGREES)
    described->datum = by_name;
}

static void
describe_place (WgSourceLayer *described, Survey *survey)
{
  const OGREnvelope *e = &survey->extent;
  const char *crs = NULL;

  described->crs = wg_vector_layer_crs (survey->layer);
  if (!survey->has_extent)
    return;
  if (read_mark (described->crs) == WG_CHINA_TRUE && described->crs != NULL)
    judge_crs (described, survey);
  if (described->crs == NULL)
    judge_order (described, survey);
  described->west = e->MinX;
  described->south = e->MinY;
  described->east = e->MaxX;
  described->north = e->MaxY;
  if (described->crs == NULL)
    {
      described->magnitude = wg_crs_propose_by_magnitude (e->MinX, e->MinY, e->MaxX, e->MaxY,
                                                          &described->proposed_crs);
      /* Millimetres or metres of a drawing's own origin also look like degrees. */
      if (described->magnitude == WG_MAGNITUDE_DEGREES && described->is_drawing
          && !(e->MinX > 70.0 && e->MinY > 3.0))
        {
          described->magnitude = WG_MAGNITUDE_UNKNOWN;
          g_clear_pointer (&described->proposed_crs, g_free);
        }
    }
  crs = described->crs != NULL ? described->crs : described->proposed_crs;
  if (crs != NULL)
    find_middle (described, survey, crs);
}

static char *
dup_field (const Survey *survey, int index)
{
  return index >= 0 ? g_strdup (g_ptr_array_index (survey->layer->fields, (guint) index)) : NULL;
}

/* What is for the reader alone is no column for a person. */
static void
hide_field (WgSourceLayer *described, guint field)
{
  g_ptr_array_remove_index (described->fields, field);
  for (guint row = 0; row < described->samples->len; row++)
    {
      char **values = g_ptr_array_index (described->samples, row);

      g_free (values[field]);
      memmove (&values[field], &values[field + 1],
               g_strv_length (&values[field + 1]) * sizeof (char *) + sizeof (char *));
    }
}

static void
describe_fields (WgSourceLayer *described, const Survey *survey)
{
  int chosen[WG_N_FIELD_ROLES];

  for (guint i = 0; i < survey->layer->fields->len; i++)
    {
      const char *name = g_ptr_array_index (survey->layer->fields, i);

      g_ptr_array_add (described->fields, g_strdup (name));
      if (!wg_field_stats_is_personal (g_ptr_array_index (survey->stats, i)))
        continue;
      g_ptr_array_add (described->personal_fields, g_strdup (name));
      for (guint row = 0; row < described->samples->len; row++)
        {
          char **values = g_ptr_array_index (described->samples, row);

          g_free (values[i]);
          values[i] = g_strdup ("");
        }
    }
  if (survey->layer->ring_field >= 0)
    hide_field (described, (guint) survey->layer->ring_field);
  wg_fields_propose (survey->stats, chosen);
  /* Texts of a drawing stand beside its lines, not in their rows. */
  for (int role = 0; described->is_drawing && role < WG_N_FIELD_ROLES; role++)
    if (chosen[role] >= 0
        && g_strcmp0 (g_ptr_array_index (survey->layer->fields, (guint) chosen[role]), "Text") == 0)
      chosen[role] = -1;
  described->code_field = dup_field (survey, chosen[WG_FIELD_CODE]);
  described->name_field = dup_field (survey, chosen[WG_FIELD_NAME]);
  described->kind_field = dup_field (survey, chosen[WG_FIELD_KIND]);
  described->parent_field = dup_field (survey, chosen[WG_FIELD_PARENT]);
  described->parent_name_field = dup_field (survey, chosen[WG_FIELD_PARENT_NAME]);
}

void
wg_source_layer_free (WgSourceLayer *layer)
{
  if (layer == NULL)
    return;
  g_free (layer->name);
  g_free (layer->geometry);
  g_free (layer->crs);
  g_free (layer->proposed_crs);
  g_free (layer->declared_crs);
  g_free (layer->missing_part);
  g_ptr_array_unref (layer->drawing_layers);
  g_clear_pointer (&layer->encodings, g_ptr_array_unref);
  g_ptr_array_unref (layer->fields);
  g_ptr_array_unref (layer->personal_fields);
  g_ptr_array_unref (layer->samples);
  g_free (layer->encoding);
  g_free (layer->code_field);
  g_free (layer->name_field);
  g_free (layer->parent_field);
  g_free (layer->kind_field);
  g_free (layer->parent_name_field);
  g_free (layer);
}

static void
describe_encodings (WgSourceLayer *described, const WgVectorLayer *layer)
{
  g_autoptr (GPtrArray) encodings = g_ptr_array_new_with_free_func (g_free);
  gboolean is_mixed = FALSE;

  for (guint i = 0; i < layer->readers->len; i++)
    {
      const char *encoding = wg_text_reader_get_encoding (g_ptr_array_index (layer->readers, i));

      is_mixed = is_mixed || g_ascii_strcasecmp (encoding, layer->encoding) != 0;
      g_ptr_array_add (encodings, g_strdup (encoding));
    }
  if (is_mixed)
    described->encodings = g_steal_pointer (&encodings);
}

static WgSourceLayer *
create_source_layer (const WgVectorLayer *layer, const char *driver)
{
  WgSourceLayer *described = g_new0 (WgSourceLayer, 1);

  described->is_drawing = is_cad (driver);
  described->drawing_layers = g_ptr_array_new_with_free_func (g_free);
  described->missing_part = g_strdup (layer->missing_part);
  describe_encodings (described, layer);

  described->name = g_strdup (layer->name);
  described->encoding = g_strdup (layer->encoding);
  described->fields = g_ptr_array_new_with_free_func (g_free);
  described->personal_fields = g_ptr_array_new_with_free_func (g_free);
  described->samples = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  described->west = described->south = described->east = described->north = NAN;
  described->longitude = described->latitude = NAN;
  return described;
}

WgSourceLayer *
wg_survey_layer (WgVectorLayer *layer, const char *driver, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) stats
    = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_field_stats_free);
  g_autoptr (GArray) middle_x = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) middle_y = g_array_new (FALSE, FALSE, sizeof (double));
  Survey survey = { .layer = layer, .stats = stats, .middle_x = middle_x, .middle_y = middle_y,
                    .drawing_field = -1 };
  WgSourceLayer *described = create_source_layer (layer, driver);
  gboolean is_placed = layer->shape_field >= 0 || layer->x_field >= 0;

  if (described->is_drawing)
    survey.drawing_field = wg_vector_layer_field (layer, "Layer");
  layer->is_swapped = FALSE;

  for (guint i = 0; i < layer->fields->len; i++)
    g_ptr_array_add (stats, wg_field_stats_new (g_ptr_array_index (layer->fields, i)));
  described->n_rows = OGR_L_GetFeatureCount (layer->handle, FALSE);
  survey.has_extent = OGR_L_GetExtent (layer->handle, &survey.extent, FALSE) == OGRERR_NONE
                      && is_good_extent (&survey.extent);
  survey.wants_all = !layer->is_interleaved
                     && (described->n_rows < 0 || described->is_drawing || is_placed
                         || (!survey.has_extent
                             && OGR_L_GetGeomType (layer->handle) != wkbNone));
  if (!read_rows (&survey, described, cancellable, error))
    {
      wg_source_layer_free (described);
      return NULL;
    }
  if (survey.wants_all)
    described->n_rows = survey.n_read;
  described->geometry = g_strdup (name_geometry (&survey));
  described->has_polygons = strcmp (described->geometry, "polygon") == 0 || survey.n_polygons > 0;
  described->has_closed_lines = survey.n_polygons == 0 && survey.n_closed > 0;
  described->has_open_lines = survey.n_polygons == 0 && survey.n_lines > survey.n_closed;
  describe_place (described, &survey);
  describe_shift (described, layer->mark);
  layer->is_swapped = described->is_swapped;
  describe_fields (described, &survey);
  return described;
}
