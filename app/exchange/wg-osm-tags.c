/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-osm-tags"

#include "wg-osm-tags.h"

#include <string.h>

#define CUT_NAME 10 /* bytes of a column's name in a shapefile */

static const char *const keys[WG_OSM_N_KEYS] = {
  "building",      "building:levels", "building:flats", "addr:full", "addr:city", "addr:district",
  "addr:street",   "addr:place",      "addr:housenumber", "name",    "shop",      "office",
  "amenity",
};

/* "building:levels" may be building_levels, or building_l in a shapefile. */
static gboolean
is_column_of (const char *name, const char *key)
{
  g_autofree char *plain = g_strdelimit (g_strdup (name), ":-. ", '_');
  g_autofree char *wanted = g_strdelimit (g_strdup (key), ":", '_');

  return g_ascii_strcasecmp (plain, wanted) == 0
         || (strlen (plain) == CUT_NAME && strlen (wanted) > CUT_NAME
             && g_ascii_strncasecmp (plain, wanted, CUT_NAME) == 0);
}

void
wg_osm_columns_find (const WgVectorLayer *layer, WgOsmColumns *columns_out)
{
  columns_out->layer = layer;
  columns_out->other_tags = wg_vector_layer_field (layer, "other_tags");
  for (guint key = 0; key < WG_OSM_N_KEYS; key++)
    {
      columns_out->columns[key] = -1;
      for (guint i = 0; i < layer->fields->len && columns_out->columns[key] < 0; i++)
        if (is_column_of (g_ptr_array_index (layer->fields, i), keys[key]))
          columns_out->columns[key] = (int) i;
    }
}

/* The text between quotes at @p, without its escapes; @p is then behind it. NULL: there is none. */
static char *
take_quoted (const char **p)
{
  GString *text = NULL;

  if (**p != '"')
    return NULL;
  text = g_string_new (NULL);
  for ((*p)++; **p != '\0' && **p != '"'; (*p)++)
    {
      if (**p == '\\' && (*p)[1] != '\0')
        (*p)++;
      g_string_append_c (text, **p);
    }
  if (**p == '"')
    (*p)++;
  return g_string_free (text, FALSE);
}

char *
wg_osm_tags_get (const char *tags, const char *key)
{
  const char *p = tags;

  while (*p != '\0')
    {
      g_autofree char *name = take_quoted (&p);
      g_autofree char *value = NULL;

      if (name == NULL || !g_str_has_prefix (p, "=>"))
        break;
      p += 2;
      value = take_quoted (&p);
      if (strcmp (name, key) == 0 && value != NULL)
        return g_steal_pointer (&value);
      p += strspn (p, ", ");
      if (value == NULL && *p != '"')
        break; /* NULL without quotes, or nonsense */
    }
  return g_strdup ("");
}

static char *
get_column (const WgOsmColumns *columns, OGRFeatureH feature, int column)
{
  return g_strstrip (column >= 0 ? wg_vector_value (columns->layer, feature, column, NULL)
                                 : g_strdup (""));
}

char *
wg_osm_get (const WgOsmColumns *columns, OGRFeatureH feature, WgOsmKey key)
{
  g_autofree char *tags = NULL;
  g_autofree char *value = get_column (columns, feature, columns->columns[key]);

  if (*value != '\0' || columns->other_tags < 0)
    return g_steal_pointer (&value);
  tags = get_column (columns, feature, columns->other_tags);
  return g_strstrip (wg_osm_tags_get (tags, keys[key]));
}

static gboolean
is_ascii_ending (const char *text)
{
  return *text != '\0' && (guchar) text[strlen (text) - 1] < 128;
}

/* 文一路 and 12 are 文一路12号; "Main Street" and 12 stay as they are. */
static char *
join_street (const char *street, const char *number)
{
  gboolean is_plain = strspn (number, "0123456789-") == strlen (number);

  if (*street == '\0' || is_ascii_ending (street))
    return g_strconcat (street, *street != '\0' ? " " : "", number, NULL);
  return g_strconcat (street, number, is_plain ? "号" : "", NULL);
}

char *
wg_osm_get_address (const WgOsmColumns *columns, OGRFeatureH feature)
{
  g_autofree char *full = wg_osm_get (columns, feature, WG_OSM_FULL);
  g_autofree char *city = wg_osm_get (columns, feature, WG_OSM_CITY);
  g_autofree char *district = wg_osm_get (columns, feature, WG_OSM_DISTRICT);
  g_autofree char *street = wg_osm_get (columns, feature, WG_OSM_STREET);
  g_autofree char *place = wg_osm_get (columns, feature, WG_OSM_PLACE);
  g_autofree char *number = wg_osm_get (columns, feature, WG_OSM_NUMBER);
  g_autofree char *line = NULL;

  if (*full != '\0')
    return g_steal_pointer (&full);
  if (*number == '\0')
    return g_strdup ("");
  line = join_street (*street != '\0' ? street : place, number);
  if (*city == '\0' && *district == '\0')
    return g_steal_pointer (&line);
  /* The largest first in Chinese and Japanese, last elsewhere. */
  if (!is_ascii_ending (*street != '\0' ? street : *place != '\0' ? place : city))
    return g_strconcat (city, district, line, NULL);
  return g_strconcat (line, *district != '\0' ? ", " : "", district, *city != '\0' ? ", " : "", city,
                      NULL);
}

char *
wg_osm_get_use (const WgOsmColumns *columns, OGRFeatureH feature)
{
  g_autofree char *use = wg_osm_get (columns, feature, WG_OSM_BUILDING);
  g_autofree char *shop = NULL;
  g_autofree char *office = NULL;

  if (strcmp (use, "yes") != 0)
    return g_steal_pointer (&use);
  shop = wg_osm_get (columns, feature, WG_OSM_SHOP);
  office = wg_osm_get (columns, feature, WG_OSM_OFFICE);
  if (*shop != '\0' || *office != '\0')
    return g_strdup ("commercial");
  return wg_osm_get (columns, feature, WG_OSM_AMENITY);
}

/* In a layer of areas osm_id is of relations, and ways have a column of their own. */
char *
wg_osm_get_code (const WgOsmColumns *columns, OGRFeatureH feature)
{
  int way_column = wg_vector_layer_field (columns->layer, "osm_way_id");
  int id_column = wg_vector_layer_field (columns->layer, "osm_id");
  g_autofree char *way = get_column (columns, feature, way_column);
  g_autofree char *id = get_column (columns, feature, id_column);

  if (*way != '\0')
    return g_strconcat ("way/", way, NULL);
  if (*id != '\0')
    return g_strconcat (way_column >= 0 ? "relation/" : "node/", id, NULL);
  return g_strdup ("");
}

gboolean
wg_osm_is_building (const WgOsmColumns *columns, OGRFeatureH feature)
{
  g_autofree char *value = NULL;

  if (columns->other_tags < 0)
    return TRUE;
  value = wg_osm_get (columns, feature, WG_OSM_BUILDING);
  return *value != '\0' && strcmp (value, "no") != 0;
}
