/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-map-class"

#include "wg-map-class.h"

#include <string.h>

/* What a word means as the value of any column that names a class. Words of OpenStreetMap, of
 * Geofabrik's fclass, and of Chinese surveys. */
static const struct
{
  const char *word;
  guint8 class;
} words[] = {
  { "motorway", WG_CLASS_MOTORWAY },      { "motorway_link", WG_CLASS_MOTORWAY },
  { "trunk", WG_CLASS_MOTORWAY },         { "trunk_link", WG_CLASS_MOTORWAY },
  { "高速公路", WG_CLASS_MOTORWAY },      { "高速", WG_CLASS_MOTORWAY },
  { "快速路", WG_CLASS_MOTORWAY },        { "primary", WG_CLASS_PRIMARY },
  { "primary_link", WG_CLASS_PRIMARY },   { "国道", WG_CLASS_PRIMARY },
  { "主干路", WG_CLASS_PRIMARY },         { "主干道", WG_CLASS_PRIMARY },
  { "secondary", WG_CLASS_SECONDARY },    { "secondary_link", WG_CLASS_SECONDARY },
  { "tertiary", WG_CLASS_SECONDARY },     { "tertiary_link", WG_CLASS_SECONDARY },
  { "省道", WG_CLASS_SECONDARY },         { "次干路", WG_CLASS_SECONDARY },
  { "次干道", WG_CLASS_SECONDARY },       { "residential", WG_CLASS_STREET },
  { "unclassified", WG_CLASS_STREET },    { "living_street", WG_CLASS_STREET },
  { "service", WG_CLASS_STREET },         { "road", WG_CLASS_STREET },
  { "street", WG_CLASS_STREET },          { "busway", WG_CLASS_STREET },
  { "支路", WG_CLASS_STREET },            { "县道", WG_CLASS_STREET },
  { "乡道", WG_CLASS_STREET },            { "道路", WG_CLASS_STREET },
  { "footway", WG_CLASS_PATH },           { "path", WG_CLASS_PATH },
  { "pedestrian", WG_CLASS_PATH },        { "steps", WG_CLASS_PATH },
  { "cycleway", WG_CLASS_PATH },          { "track", WG_CLASS_PATH },
  { "bridleway", WG_CLASS_PATH },         { "corridor", WG_CLASS_PATH },
  { "小路", WG_CLASS_PATH },              { "rail", WG_CLASS_RAILWAY },
  { "railway", WG_CLASS_RAILWAY },        { "subway", WG_CLASS_RAILWAY },
  { "light_rail", WG_CLASS_RAILWAY },     { "tram", WG_CLASS_RAILWAY },
  { "铁路", WG_CLASS_RAILWAY },           { "地铁", WG_CLASS_RAILWAY },
  { "water", WG_CLASS_WATER },            { "river", WG_CLASS_WATER },
  { "stream", WG_CLASS_WATER },           { "canal", WG_CLASS_WATER },
  { "drain", WG_CLASS_WATER },            { "riverbank", WG_CLASS_WATER },
  { "reservoir", WG_CLASS_WATER },        { "basin", WG_CLASS_WATER },
  { "wetland", WG_CLASS_WATER },          { "coastline", WG_CLASS_WATER },
  { "bay", WG_CLASS_WATER },              { "lake", WG_CLASS_WATER },
  { "河流", WG_CLASS_WATER },             { "湖泊", WG_CLASS_WATER },
  { "水系", WG_CLASS_WATER },             { "水域", WG_CLASS_WATER },
  { "building", WG_CLASS_BUILDING },      { "建筑", WG_CLASS_BUILDING },
  { "建筑物", WG_CLASS_BUILDING },        { "房屋", WG_CLASS_BUILDING },
  { "forest", WG_CLASS_GREEN },           { "wood", WG_CLASS_GREEN },
  { "grass", WG_CLASS_GREEN },            { "grassland", WG_CLASS_GREEN },
  { "meadow", WG_CLASS_GREEN },           { "park", WG_CLASS_GREEN },
  { "garden", WG_CLASS_GREEN },           { "orchard", WG_CLASS_GREEN },
  { "scrub", WG_CLASS_GREEN },            { "village_green", WG_CLASS_GREEN },
  { "recreation_ground", WG_CLASS_GREEN }, { "cemetery", WG_CLASS_GREEN },
  { "farmland", WG_CLASS_GREEN },         { "vineyard", WG_CLASS_GREEN },
  { "nature_reserve", WG_CLASS_GREEN },   { "golf_course", WG_CLASS_GREEN },
  { "pitch", WG_CLASS_GREEN },            { "绿地", WG_CLASS_GREEN },
  { "公园", WG_CLASS_GREEN },             { "administrative", WG_CLASS_BOUNDARY },
  { "boundary", WG_CLASS_BOUNDARY },      { "border", WG_CLASS_BOUNDARY },
};

/* Columns that name a class by being filled at all, and what a value that is no known word means. */
static const struct
{
  const char *field;
  guint8 class;
} fields[] = {
  { "highway", WG_CLASS_PATH },    { "railway", WG_CLASS_RAILWAY }, { "waterway", WG_CLASS_WATER },
  { "building", WG_CLASS_BUILDING }, { "boundary", WG_CLASS_BOUNDARY }, { "natural", WG_CLASS_OTHER },
  { "landuse", WG_CLASS_OTHER },   { "leisure", WG_CLASS_OTHER },   { "fclass", WG_CLASS_OTHER },
  { "water", WG_CLASS_WATER },     { "class", WG_CLASS_OTHER },     { "type", WG_CLASS_OTHER },
  { "kind", WG_CLASS_OTHER },      { "类型", WG_CLASS_OTHER },      { "类别", WG_CLASS_OTHER },
  { "等级", WG_CLASS_OTHER },
};

static int
find_field (const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strcasecmp (field, fields[i].field) == 0)
      return (int) i;
  return -1;
}

gboolean
wg_map_class_is_field (const char *field)
{
  return find_field (field) >= 0;
}

guint
wg_map_class_of_value (const char *field, const char *value)
{
  int at = find_field (field);
  guint meant = at >= 0 ? fields[at].class : WG_CLASS_OTHER;

  if (at < 0 || *value == '\0' || g_ascii_strcasecmp (value, "no") == 0)
    return WG_CLASS_OTHER;
  if (meant == WG_CLASS_RAILWAY || meant == WG_CLASS_WATER || meant == WG_CLASS_BUILDING
      || meant == WG_CLASS_BOUNDARY)
    return meant;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (value, words[i].word) == 0)
      return words[i].class;
  return meant;
}

guint
wg_map_class_of_layer (const char *layer)
{
  static const struct { const char *part; guint8 class; } parts[] = {
    { "rail", WG_CLASS_RAILWAY },      { "铁路", WG_CLASS_RAILWAY },
    { "build", WG_CLASS_BUILDING },    { "建筑", WG_CLASS_BUILDING },
    { "房屋", WG_CLASS_BUILDING },     { "楼", WG_CLASS_BUILDING },
    { "road", WG_CLASS_STREET },       { "street", WG_CLASS_STREET },
    { "highway", WG_CLASS_STREET },    { "道路", WG_CLASS_STREET },
    { "路网", WG_CLASS_STREET },       { "river", WG_CLASS_WATER },
    { "water", WG_CLASS_WATER },       { "lake", WG_CLASS_WATER },
    { "水系", WG_CLASS_WATER },        { "河", WG_CLASS_WATER },
    { "湖", WG_CLASS_WATER },          { "park", WG_CLASS_GREEN },
    { "green", WG_CLASS_GREEN },       { "绿地", WG_CLASS_GREEN },
    { "bound", WG_CLASS_BOUNDARY },    { "边界", WG_CLASS_BOUNDARY },
    { "界线", WG_CLASS_BOUNDARY },
  };
  g_autofree char *lower = g_utf8_strdown (layer, -1);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (lower, parts[i].part) != NULL)
      return parts[i].class;
  return WG_CLASS_OTHER;
}
