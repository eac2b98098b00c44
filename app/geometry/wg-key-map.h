/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-point.h"

G_BEGIN_DECLS

/**
 * WgKeyMap:
 *
 * A small map of 64-bit keys (points, pairs of ids) to 32-bit values by open addressing. A plain
 * value on the caller's stack: start with { 0 }, end with wg_key_map_clear(). G_MAXUINT64 is no
 * key. Nothing is removed.
 */
typedef struct
{
  guint64 *keys;
  guint32 *values;
  guint size;
  guint n_used;
} WgKeyMap;

void    wg_key_map_clear (WgKeyMap       *map);
/** Returns TRUE when @key is new; an old one gets the value as well. */
gboolean wg_key_map_set  (WgKeyMap       *map,
                          guint64         key,
                          guint32         value);
guint32 wg_key_map_get   (const WgKeyMap *map,
                          guint64         key,
                          guint32         otherwise);

static inline gboolean
wg_key_map_has (const WgKeyMap *map, guint64 key)
{
  return wg_key_map_get (map, key, 0) == wg_key_map_get (map, key, 1);
}

static inline guint64
wg_key_of_point (WgPoint p)
{
  return ((guint64) ((guint32) p.x + (1u << 31)) << 32) | ((guint32) p.y + (1u << 31));
}

static inline guint64
wg_key_of_pair (guint32 a, guint32 b)
{
  return ((guint64) a << 32) | b;
}

G_END_DECLS
