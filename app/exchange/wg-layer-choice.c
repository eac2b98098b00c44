/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-layer-choice"

#include "wg-layer-choice.h"

static void
clear_choice (gpointer data)
{
  wg_source_layer_free (((WgLayerChoice *) data)->described);
}

/* How good a layer is when nobody chose: polygons, closed lines, a drawing; 0: not at all. */
static guint
rank_layer (const WgSourceLayer *described, WgLinesMode lines)
{
  if (described->has_polygons)
    return 3;
  if (described->has_closed_lines)
    return 2;
  return described->has_open_lines && (described->is_drawing || lines == WG_LINES_JOINED);
}

static gboolean
is_named (const WgReadOptions *options, const char *name)
{
  if (options->layers == NULL)
    return g_strcmp0 (options->layer, name) == 0;
  return g_strv_contains (options->layers, name);
}

GArray *
wg_layer_choices_new (const WgVector *vector, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (WgLayerChoice));

  g_array_set_clear_func (all, clear_choice);
  for (guint i = 0; i < vector->layers->len; i++)
    {
      WgLayerChoice choice = { g_ptr_array_index (vector->layers, i), NULL };

      choice.described = wg_survey_layer (choice.layer, vector->driver, cancellable, error);
      if (choice.described == NULL)
        return NULL;
      g_array_append_val (all, choice);
    }
  return g_steal_pointer (&all);
}

gboolean
wg_layer_choices_mark (const GArray *all, const WgReadOptions *options, gboolean *is_chosen,
                       GError **error)
{
  gboolean wants_all = options->layers != NULL && g_strv_contains (options->layers, "*");
  guint n_chosen = 0, best = 0, best_rank = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const WgSourceLayer *described = g_array_index (all, WgLayerChoice, i).described;
      guint rank = rank_layer (described, options->lines);

      is_chosen[i] = wants_all ? rank > 0 : is_named (options, described->name);
      n_chosen += is_chosen[i];
      if (rank > best_rank)
        {
          best = i;
          best_rank = rank;
        }
    }
  if (options->layer == NULL && options->layers == NULL && best_rank > 0)
    {
      is_chosen[best] = TRUE;
      n_chosen = 1;
    }
  if (n_chosen > 0)
    return TRUE;
  if ((options->layer != NULL || options->layers != NULL) && !wants_all)
    g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_LAYER, "no layer %s",
                 options->layer != NULL ? options->layer : options->layers[0]);
  else
    g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY, "no layer has polygons");
  return FALSE;
}

const char *
wg_layer_find_crs (const WgSourceLayer *described, const char *wanted, GError **error)
{
  const char *crs = wanted != NULL           ? wanted
                    : described->crs != NULL ? described->crs
                                             : described->proposed_crs;

  if (crs == NULL)
    g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS,
                 "layer %s does not say its CRS (magnitude %d)", described->name,
                 described->magnitude);
  return crs;
}

static void
add_problem (GPtrArray *problems, WgRowProblemKind kind, const char *field, const char *text)
{
  if (problems != NULL)
    g_ptr_array_add (problems, wg_row_problem_new (kind, 0, field, text));
}

/* The file's own order of axes stands unless someone says otherwise, or fits points by hand. */
static void
choose_axes (WgVectorLayer *layer, const WgSourceLayer *described, const WgReadPlace *place,
             GPtrArray *problems)
{
  layer->is_swapped = place->axes != WG_AXES_AUTO ? place->axes == WG_AXES_Y_FIRST
                                                  : described->is_swapped && place->fit == NULL;
  if (layer->is_swapped && place->axes == WG_AXES_AUTO)
    add_problem (problems, WG_ROW_AXES_SWAPPED, NULL, NULL);
}

WgPolygonReader *
wg_layer_open_places (WgVectorLayer *layer, const WgSourceLayer *described, const WgReadPlace *place,
                      WgFrame *frame, GPtrArray *problems, GError **error)
{
  const char *crs = NULL;
  WgChinaDatum datum
    = place->is_datum_said || place->datum != WG_CHINA_TRUE ? place->datum : described->datum;

  choose_axes (layer, described, place, problems);
  if (place->fit != NULL)
    return wg_polygon_reader_new_for_fit (place->fit, frame);
  if (place->crs == NULL && described->declared_crs != NULL)
    add_problem (problems, WG_ROW_CRS_DOUBTED, NULL, described->declared_crs);
  crs = wg_layer_find_crs (described, place->crs, error);
  if (crs == NULL)
    return NULL;
  if (datum != place->datum)
    add_problem (problems, WG_ROW_SHIFT_READ, datum == WG_CHINA_BD09 ? "bd09" : "gcj02", NULL);
  return wg_polygon_reader_new (crs, datum, frame, error);
}
