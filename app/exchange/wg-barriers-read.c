/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-barriers-read"

#include "wg-barriers-read.h"

#include "wg-basemap.h"
#include "wg-source.h"

#include <string.h>

#define IGNORED WG_BARRIER_N_CLASSES /* told to be no barrier: no other column is asked */

/* What a word means as the value of any column that names a class: of OpenStreetMap, of Geofabrik's
 * fclass, of Chinese surveys and standards (CJJ 37, JTG B01). */
static const struct
{
  const char *word;
  guint8 barrier_class;
} words[] = {
  { "motorway", WG_BARRIER_ARTERIAL },     { "motorway_link", WG_BARRIER_ARTERIAL },
  { "trunk", WG_BARRIER_ARTERIAL },        { "trunk_link", WG_BARRIER_ARTERIAL },
  { "primary", WG_BARRIER_ARTERIAL },      { "primary_link", WG_BARRIER_ARTERIAL },
  { "secondary", WG_BARRIER_ARTERIAL },    { "secondary_link", WG_BARRIER_ARTERIAL },
  { "高速公路", WG_BARRIER_ARTERIAL },     { "高速", WG_BARRIER_ARTERIAL },
  { "快速路", WG_BARRIER_ARTERIAL },       { "主干路", WG_BARRIER_ARTERIAL },
  { "主干道", WG_BARRIER_ARTERIAL },       { "次干路", WG_BARRIER_ARTERIAL },
  { "次干道", WG_BARRIER_ARTERIAL },       { "国道", WG_BARRIER_ARTERIAL },
  { "省道", WG_BARRIER_ARTERIAL },         { "一级公路", WG_BARRIER_ARTERIAL },
  { "二级公路", WG_BARRIER_ARTERIAL },     { "arterial", WG_BARRIER_ARTERIAL },
  { "tertiary", WG_BARRIER_MINOR },        { "tertiary_link", WG_BARRIER_MINOR },
  { "residential", WG_BARRIER_MINOR },     { "unclassified", WG_BARRIER_MINOR },
  { "road", WG_BARRIER_MINOR },            { "street", WG_BARRIER_MINOR },
  { "busway", WG_BARRIER_MINOR },          { "支路", WG_BARRIER_MINOR },
  { "县道", WG_BARRIER_MINOR },            { "乡道", WG_BARRIER_MINOR },
  { "道路", WG_BARRIER_MINOR },            { "街道", WG_BARRIER_MINOR },
  { "三级公路", WG_BARRIER_MINOR },        { "四级公路", WG_BARRIER_MINOR },
  { "minor", WG_BARRIER_MINOR },           { "living_street", WG_BARRIER_LANE },
  { "service", WG_BARRIER_LANE },          { "pedestrian", WG_BARRIER_LANE },
  { "path", WG_BARRIER_LANE },             { "track", WG_BARRIER_LANE },
  { "lane", WG_BARRIER_LANE },             { "巷", WG_BARRIER_LANE },
  { "巷道", WG_BARRIER_LANE },             { "胡同", WG_BARRIER_LANE },
  { "里弄", WG_BARRIER_LANE },             { "弄", WG_BARRIER_LANE },
  { "小路", WG_BARRIER_LANE },             { "村道", WG_BARRIER_LANE },
  { "内部道路", WG_BARRIER_LANE },         { "小区道路", WG_BARRIER_LANE },
  { "步行街", WG_BARRIER_LANE },           { "等外公路", WG_BARRIER_LANE },
  { "rail", WG_BARRIER_RAILWAY },          { "railway", WG_BARRIER_RAILWAY },
  { "light_rail", WG_BARRIER_RAILWAY },    { "narrow_gauge", WG_BARRIER_RAILWAY },
  { "铁路", WG_BARRIER_RAILWAY },          { "高铁", WG_BARRIER_RAILWAY },
  { "轻轨", WG_BARRIER_RAILWAY },          { "river", WG_BARRIER_RIVER },
  { "stream", WG_BARRIER_RIVER },          { "canal", WG_BARRIER_RIVER },
  { "drain", WG_BARRIER_RIVER },           { "riverbank", WG_BARRIER_RIVER },
  { "water", WG_BARRIER_RIVER },           { "reservoir", WG_BARRIER_RIVER },
  { "basin", WG_BARRIER_RIVER },           { "bay", WG_BARRIER_RIVER },
  { "coastline", WG_BARRIER_RIVER },       { "lake", WG_BARRIER_RIVER },
  { "河流", WG_BARRIER_RIVER },            { "河道", WG_BARRIER_RIVER },
  { "湖泊", WG_BARRIER_RIVER },            { "水系", WG_BARRIER_RIVER },
  { "水域", WG_BARRIER_RIVER },            { "运河", WG_BARRIER_RIVER },
  { "沟渠", WG_BARRIER_RIVER },            { "wall", WG_BARRIER_WALL },
  { "fence", WG_BARRIER_WALL },            { "city_wall", WG_BARRIER_WALL },
  { "retaining_wall", WG_BARRIER_WALL },   { "围墙", WG_BARRIER_WALL },
  { "围栏", WG_BARRIER_WALL },             { "栅栏", WG_BARRIER_WALL },
  { "城墙", WG_BARRIER_WALL },             { "drawn", WG_BARRIER_DRAWN },
  { "分界线", WG_BARRIER_DRAWN },          { "网格线", WG_BARRIER_DRAWN },
  { "footway", IGNORED },                  { "steps", IGNORED },
  { "cycleway", IGNORED },                 { "bridleway", IGNORED },
  { "corridor", IGNORED },                 { "elevator", IGNORED },
  { "platform", IGNORED },                 { "proposed", IGNORED },
  { "construction", IGNORED },             { "subway", IGNORED },
  { "tram", IGNORED },                     { "abandoned", IGNORED },
  { "disused", IGNORED },                  { "人行道", IGNORED },
  { "地铁", IGNORED },
};

static const char *const class_fields[] = {
  "highway", "railway", "waterway", "barrier", "natural", "water", "fclass", "class", "type", "kind",
  "other_tags", "道路等级", "等级", "类型", "类别", "道路类型", "路段等级", "dldj", "lx", NULL,
};

static gboolean
is_class_field (const char *field)
{
  for (guint i = 0; class_fields[i] != NULL; i++)
    if (g_ascii_strcasecmp (field, class_fields[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The tags that OpenStreetMap's reader has no column for. */
static guint
class_of_tags (const char *tags)
{
  if (strstr (tags, "\"tunnel\"=>\"yes\"") != NULL || strstr (tags, "\"tunnel\"=>\"culvert\"") != NULL)
    return IGNORED;
  if (strstr (tags, "\"railway\"=>\"rail\"") != NULL
      || strstr (tags, "\"railway\"=>\"light_rail\"") != NULL)
    return WG_BARRIER_RAILWAY;
  return WG_BARRIER_NONE;
}

static guint
find_class (const char *field, const char *value)
{
  if (g_ascii_strcasecmp (field, "other_tags") == 0)
    return class_of_tags (value);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (value, words[i].word) == 0)
      return words[i].barrier_class;
  return WG_BARRIER_NONE;
}

static guint
class_of_layer_cb (const char *layer)
{
  static const struct { const char *part; guint8 barrier_class; } parts[] = {
    { "rail", WG_BARRIER_RAILWAY },  { "铁路", WG_BARRIER_RAILWAY }, { "river", WG_BARRIER_RIVER },
    { "water", WG_BARRIER_RIVER },   { "lake", WG_BARRIER_RIVER },   { "水系", WG_BARRIER_RIVER },
    { "河", WG_BARRIER_RIVER },      { "湖", WG_BARRIER_RIVER },     { "wall", WG_BARRIER_WALL },
    { "fence", WG_BARRIER_WALL },    { "围墙", WG_BARRIER_WALL },    { "road", WG_BARRIER_MINOR },
    { "street", WG_BARRIER_MINOR },  { "highway", WG_BARRIER_MINOR }, { "道路", WG_BARRIER_MINOR },
    { "路网", WG_BARRIER_MINOR },
  };
  g_autofree char *lower = g_utf8_strdown (layer, -1);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (lower, parts[i].part) != NULL)
      return parts[i].barrier_class;
  /* The layers of OpenStreetMap hold everything. */
  return g_str_equal (layer, "lines") || g_str_equal (layer, "multipolygons") ? WG_BARRIER_NONE
                                                                           : WG_BARRIER_DRAWN;
}

WgBarrierClass
wg_barrier_class_of_value (const char *field, const char *value)
{
  guint found = find_class (field, value);

  return found < WG_BARRIER_N_CLASSES ? (WgBarrierClass) found : WG_BARRIER_NONE;
}

WgBarrierSet *
wg_source_read_barriers (const char *path, const WgBarrierReadOptions *options, const char *name,
                         WgFrame *frame, const WgProgress *progress, GCancellable *cancellable,
                         GError **error)
{
  static const WgBarrierReadOptions defaults = { .barrier_class = WG_BARRIER_NONE };
  static const WgLineworkClasses classes = { is_class_field, find_class, class_of_layer_cb };
  g_autoptr (WgBarrierSet) set = wg_barrier_set_new ();
  g_autoptr (WgLinework) linework = NULL;

  options = options != NULL ? options : &defaults;
  linework = wg_linework_read_classes (path, &options->read, frame, &classes, progress, cancellable,
                                       error);
  if (linework == NULL)
    return NULL;
  for (guint i = 0; i < linework->items->len; i++)
    {
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, i);
      guint found
        = options->barrier_class != WG_BARRIER_NONE ? options->barrier_class : item->class;
      gboolean is_point = item->line->n_points == 2
                          && wg_point_equal (item->line->points[0], item->line->points[1]);
      /* A square or a car park is no street, its outline is none either. */
      gboolean is_street_area = item->is_area && found < WG_BARRIER_RAILWAY;

      if (found == WG_BARRIER_NONE || found >= IGNORED || is_point
          || (is_street_area && options->barrier_class == WG_BARRIER_NONE))
        continue;
      wg_barrier_set_add (set, item->line, (WgBarrierClass) found, name);
    }
  if (wg_barrier_set_count (set) > 0)
    return g_steal_pointer (&set);
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NONE_FIT, "no line of %s is a barrier", path);
  return NULL;
}
