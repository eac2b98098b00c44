/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-proposal"

#include "wg-import-proposal.h"

#include "../../app/cli/wg-words.h"

#include <string.h>

#include <glib/gi18n.h>

/* How well a level's name fits the name of a file or layer: the characters that agree. Towns
 *  are called 街道, 镇街, 街镇, 乡镇 … */
static glong
rate_level (const char *level, const char *text)
{
  static const char *const towns[] = { "街道", "镇街", "街镇", "乡镇", "镇" };
  gboolean is_town = strstr (level, "街") != NULL || strstr (level, "镇") != NULL;

  if (strstr (text, level) != NULL)
    return g_utf8_strlen (level, -1) * 2;
  for (guint i = 0; is_town && i < G_N_ELEMENTS (towns); i++)
    if (strstr (text, towns[i]) != NULL)
      return 2;

  return 0;
}

static gboolean
says (const char *text, const char *const *words)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Files of buildings call themselves so. */
static gboolean
says_buildings (const char *text)
{
  static const char *const words[]
    = { "楼栋", "楼幢", "建筑", "房屋", "building", "bldg", "house", NULL };

  return says (text, words);
}

static gboolean
has_area (const WgSourceLayer *layer)
{
  return layer->has_polygons || layer->has_closed_lines;
}

gboolean
wg_import_layer_can_be_grids (const WgSourceLayer *layer)
{
  return has_area (layer) || layer->has_open_lines;
}

gboolean
wg_import_layer_has_points (const WgSourceLayer *layer)
{
  return g_strcmp0 (layer->geometry, "point") == 0 || g_strcmp0 (layer->geometry, "mixed") == 0;
}

gboolean
wg_import_layer_says_buildings (const WgSourceLayer *layer)
{
  return says_buildings (layer->name);
}

guint
wg_import_level_of_name (WgPlan *plan, const char *text)
{
  guint best = 0;
  glong best_rate = 0;

  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      glong rate = rate_level (wg_plan_get_level (plan, depth)->name, text);

      /* 灵隐街道社区 are communities. */
      if (rate > 0 && rate >= best_rate)
        {
          best = depth;
          best_rate = rate;
        }
    }
  return best;
}

/* The level by whose name @text ends: 东山弄社区第三网格. 0: none. */
static guint
level_of_row (WgPlan *plan, const char *text)
{
  guint best = 0;
  gsize best_length = 0;

  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      const char *name = wg_plan_get_level (plan, depth)->name;

      if (g_str_has_suffix (text, name) && strlen (name) > best_length)
        {
          best = depth;
          best_length = strlen (name);
        }
    }
  return best;
}

/* The level that the names in all sampled rows say; 0: none. */
static guint
level_of_rows (WgPlan *plan, const WgSourceLayer *layer)
{
  guint column = 0, level = 0;

  if (layer->name_field == NULL
      || !g_ptr_array_find_with_equal_func (layer->fields, layer->name_field, g_str_equal, &column))
    return 0;
  for (guint i = 0; i < layer->samples->len; i++)
    {
      char **values = g_ptr_array_index (layer->samples, i);
      guint own = column < g_strv_length (values) ? level_of_row (plan, values[column]) : 0;

      if (own == 0 || (level != 0 && own != level))
        return 0;
      level = own;
    }
  return level;
}

guint
wg_import_propose_depth (WgPlan *plan, const char *path, const WgSourceLayer *layer)
{
  g_autofree char *base = g_path_get_basename (path);
  guint n_levels = wg_plan_get_n_levels (plan);
  guint best = 0;

  if (layer != NULL
      && (!wg_import_layer_can_be_grids (layer) || says_buildings (base) || says_buildings (layer->name)))
    return n_levels + 1;
  if (layer != NULL)
    best = wg_import_level_of_name (plan, layer->name);
  if (best == 0)
    best = wg_import_level_of_name (plan, base);
  if (best == 0 && layer != NULL)
    best = level_of_rows (plan, layer);
  for (guint depth = 1; best == 0 && depth <= n_levels; depth++)
    if (wg_plan_count_grids (plan, depth) == 0)
      best = depth;

  return best != 0 ? best : n_levels;
}

gboolean
wg_import_propose_addresses (const char *path, const WgSourceLayer *layer)
{
  static const char *const words[]
    = { "地址", "门牌", "门楼牌", "地名", "兴趣点", "address", "addr_", "poi", "places", NULL };
  g_autofree char *base = g_path_get_basename (path);

  return !layer->has_polygons && wg_import_layer_has_points (layer)
         && (says (base, words) || says (layer->name, words));
}

gboolean
wg_import_propose_update (WgPlan *plan, guint depth, const WgSourceLayer *layer)
{
  guint column = 0;

  if (layer->code_field == NULL || wg_plan_count_grids (plan, depth) == 0)
    return FALSE;
  while (column < layer->fields->len
         && g_strcmp0 (layer->fields->pdata[column], layer->code_field) != 0)
    column++;
  for (guint i = 0; i < layer->samples->len; i++)
    {
      char **values = g_ptr_array_index (layer->samples, i);
      const WgGrid *grid = NULL;

      if (column >= g_strv_length (values) || *values[column] == '\0')
        continue;
      grid = wg_plan_find_code (plan, values[column]);
      if (grid != NULL && !grid->is_retired && grid->depth == depth)
        return TRUE;
    }
  return FALSE;
}

char *
wg_import_explain_crs (const WgSourceLayer *layer, gboolean is_guessed)
{
  if (layer->is_swapped)
    return g_strdup (_("Northing (latitude) stands before easting (longitude): it is read the other "
                       "way round"));
  if (layer->crs != NULL)
    return NULL;
  if (layer->declared_crs != NULL)
    {
      g_autofree char *declared = wg_words_crs (layer->declared_crs);

      return g_strdup_printf (_("The file says %s, but its numbers cannot be in that"), declared);
    }
  if (is_guessed)
    return g_strdup (_("The file does not say; only this puts it beside what is in the project"));
  switch (layer->magnitude)
    {
    case WG_MAGNITUDE_DEGREES:
      return g_strdup (_("The file does not say; its numbers look like longitude and latitude"));
    case WG_MAGNITUDE_GAUSS_ZONE:
      return g_strdup (_("The file does not say; its eastings begin with the number of a zone"));
    case WG_MAGNITUDE_GAUSS_CENTRAL:
      return g_strdup (_("The file does not say; its six-digit eastings may be of any zone"));
    case WG_MAGNITUDE_MERCATOR:
      return g_strdup (_("The file does not say; its numbers look like those of web maps"));
    case WG_MAGNITUDE_UNKNOWN:
    default:
      return g_strdup (_("The file does not say, and its numbers tell nothing"));
    }
}
