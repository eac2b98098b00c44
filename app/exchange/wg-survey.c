/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-survey"

#include "wg-survey.h"

#include "wg-fields.h"
#include "wg-polygons.h"

#include <math.h>
#include <string.h>

#define STATS_ROWS 1000
#define SAMPLE_ROWS 5

/* What is learned from the rows of one layer. */
typedef struct
{
  WgVectorLayer *layer;
  WgTextReader *text;
  GPtrArray *stats; /* of WgFieldStats, per field */
  OGREnvelope extent;
  gboolean has_extent;
  gboolean wants_all; /* extent or count can only be had from the rows */
  guint n_read;
  guint n_polygons, n_lines, n_points, n_closed, n_other;
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
  if (!survey->wants_all || OGR_G_IsEmpty (geometry))
    return;
  OGR_G_GetEnvelope (geometry, &envelope);
  if (!is_good_extent (&envelope))
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
                                 : wg_vector_value (feature, (int) i, survey->text, NULL);

      wg_field_stats_add (g_ptr_array_index (survey->stats, i), value);
      if (is_sample)
        row[i] = g_steal_pointer (&value);
    }
  if (is_sample)
    g_ptr_array_add (described->samples, row);
}

static gboolean
read_rows (Survey *survey, WgSourceLayer *described, GCancellable *cancellable, GError **error)
{
  OGRFeatureH feature = NULL;

  wg_vector_layer_rewind (survey->layer);
  while ((survey->wants_all || survey->n_read < STATS_ROWS)
         && (feature = wg_vector_layer_next (survey->layer)) != NULL)
    {
      OGRGeometryH geometry = OGR_F_GetGeometryRef (feature);

      if (survey->n_read < STATS_ROWS)
        look_at_row (survey, feature, described);
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

/* Degrees are at most that; a file that says degrees and has more is not in degrees. */
static gboolean
contradicts (const char *crs, const OGREnvelope *e)
{
  gboolean can_be_degrees
    = e->MinX >= -361.0 && e->MaxX <= 361.0 && e->MinY >= -91.0 && e->MaxY <= 91.0;

  return !can_be_degrees && wg_crs_is_geographic (crs);
}

static void
describe_place (WgSourceLayer *described, const Survey *survey, const char *driver)
{
  const OGREnvelope *e = &survey->extent;
  const char *crs = NULL;
  g_autoptr (WgTransform) transform = NULL;
  double x = (e->MinX + e->MaxX) / 2.0, y = (e->MinY + e->MaxY) / 2.0;

  described->crs = wg_vector_layer_crs (survey->layer);
  if (!survey->has_extent)
    return;
  described->west = e->MinX;
  described->south = e->MinY;
  described->east = e->MaxX;
  described->north = e->MaxY;
  if (described->crs != NULL && contradicts (described->crs, e))
    g_clear_pointer (&described->crs, g_free);
  if (described->crs == NULL)
    {
      described->magnitude = wg_crs_propose_by_magnitude (e->MinX, e->MinY, e->MaxX, e->MaxY,
                                                          &described->proposed_crs);
      /* Millimetres or metres of a drawing's own origin also look like degrees. */
      if (described->magnitude == WG_MAGNITUDE_DEGREES && is_cad (driver)
          && !(e->MinX > 70.0 && e->MinY > 3.0))
        {
          described->magnitude = WG_MAGNITUDE_UNKNOWN;
          g_clear_pointer (&described->proposed_crs, g_free);
        }
    }
  crs = described->crs != NULL ? described->crs : described->proposed_crs;
  if (crs == NULL || (transform = wg_transform_new (crs, WG_CRS_WGS84, NULL)) == NULL
      || wg_transform_points (transform, &x, &y, 1) != 0)
    return;
  described->longitude = x;
  described->latitude = y;
}

static char *
dup_field (const Survey *survey, int index)
{
  return index >= 0 ? g_strdup (g_ptr_array_index (survey->layer->fields, (guint) index)) : NULL;
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
  wg_fields_propose (survey->stats, chosen);
  described->code_field = dup_field (survey, chosen[WG_FIELD_CODE]);
  described->name_field = dup_field (survey, chosen[WG_FIELD_NAME]);
  described->kind_field = dup_field (survey, chosen[WG_FIELD_KIND]);
  described->parent_field = dup_field (survey, chosen[WG_FIELD_PARENT]);
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
  g_ptr_array_unref (layer->fields);
  g_ptr_array_unref (layer->personal_fields);
  g_ptr_array_unref (layer->samples);
  g_free (layer->encoding);
  g_free (layer->code_field);
  g_free (layer->name_field);
  g_free (layer->parent_field);
  g_free (layer->kind_field);
  g_free (layer);
}

static WgSourceLayer *
create_source_layer (const WgVectorLayer *layer)
{
  WgSourceLayer *described = g_new0 (WgSourceLayer, 1);

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
  g_autoptr (WgTextReader) text = wg_text_reader_new (layer->encoding);
  Survey survey = { .layer = layer, .text = text, .stats = stats };
  WgSourceLayer *described = create_source_layer (layer);

  for (guint i = 0; i < layer->fields->len; i++)
    g_ptr_array_add (stats, wg_field_stats_new (g_ptr_array_index (layer->fields, i)));
  described->n_rows = OGR_L_GetFeatureCount (layer->handle, FALSE);
  survey.has_extent = OGR_L_GetExtent (layer->handle, &survey.extent, FALSE) == OGRERR_NONE
                      && is_good_extent (&survey.extent);
  survey.wants_all = !layer->is_interleaved
                     && (described->n_rows < 0
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
  describe_place (described, &survey, driver);
  describe_fields (described, &survey);
  return described;
}
