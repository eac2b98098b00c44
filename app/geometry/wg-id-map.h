/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-key-map.h"

G_BEGIN_DECLS

/**
 * WgIdMap:
 *
 * A #WgKeyMap whose keys are ids, for marking the few rows that an edit meets.
 */
typedef WgKeyMap WgIdMap;

#define wg_id_map_clear wg_key_map_clear

static inline gboolean
wg_id_map_set (WgIdMap *map, guint32 key, guint32 value)
{
  return wg_key_map_set (map, key, value);
}

static inline guint32
wg_id_map_get (const WgIdMap *map, guint32 key, guint32 otherwise)
{
  return wg_key_map_get (map, key, otherwise);
}

static inline gboolean
wg_id_map_has (const WgIdMap *map, guint32 key)
{
  return wg_key_map_has (map, key);
}

G_END_DECLS
