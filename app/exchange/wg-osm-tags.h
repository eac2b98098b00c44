/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-vector.h"

G_BEGIN_DECLS

/* What OpenStreetMap says of a building. Not for other rooms. */
typedef enum
{
  WG_OSM_BUILDING,
  WG_OSM_LEVELS,
  WG_OSM_FLATS,
  WG_OSM_FULL, /* address */
  WG_OSM_CITY,
  WG_OSM_DISTRICT,
  WG_OSM_STREET,
  WG_OSM_PLACE, /* in place of a street */
  WG_OSM_NUMBER,
  WG_OSM_NAME,
  WG_OSM_SHOP,
  WG_OSM_OFFICE,
  WG_OSM_AMENITY,
  WG_OSM_N_KEYS,
} WgOsmKey;

/** Where a layer has these: in columns of their own, or in one of all other tags. */
typedef struct
{
  const WgVectorLayer *layer; /* borrowed */
  int columns[WG_OSM_N_KEYS]; /* -1: none */
  int other_tags;             /* -1: none */
} WgOsmColumns;

void  wg_osm_columns_find (const WgVectorLayer *layer,
                           WgOsmColumns        *columns_out);
/** (transfer full): the value of @key in "a"=>"b","c"=>"d"; "" when it has none. */
char *wg_osm_tags_get     (const char          *tags,
                           const char          *key);
/** (transfer full): "" when nothing is said. */
char *wg_osm_get          (const WgOsmColumns  *columns,
                           OGRFeatureH          feature,
                           WgOsmKey             key);
/** (transfer full): addr:full, else city, district, street and number as the language has them in one
 *  line; "" without a number. */
char *wg_osm_get_address  (const WgOsmColumns  *columns,
                           OGRFeatureH          feature);
/** (transfer full): what the building is used for, in words of wg_building_kind_from_text(). */
char *wg_osm_get_use      (const WgOsmColumns  *columns,
                           OGRFeatureH          feature);
/** (transfer full): "way/123"; "" when the layer has no such numbers. */
char *wg_osm_get_code     (const WgOsmColumns  *columns,
                           OGRFeatureH          feature);
/** TRUE for every row of a layer without other tags; else when it is tagged as a building. */
gboolean wg_osm_is_building (const WgOsmColumns *columns,
                             OGRFeatureH         feature);

G_END_DECLS
