/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-key-map"

#include "wg-key-map.h"

#include "../base/wg-hash.h"

#include <string.h>

#define NO_KEY G_MAXUINT64
#define FIRST_SIZE 64

static guint
find_slot (const WgKeyMap *map, guint64 key)
{
  guint slot = (guint) wg_hash_u64 (key) & (map->size - 1);

  while (map->keys[slot] != NO_KEY && map->keys[slot] != key)
    slot = (slot + 1) & (map->size - 1);
  return slot;
}

static void
grow (WgKeyMap *map)
{
  WgKeyMap larger = { NULL, NULL, map->size == 0 ? FIRST_SIZE : map->size * 2, map->n_used };

  larger.keys = g_new (guint64, larger.size);
  larger.values = g_new (guint32, larger.size);
  memset (larger.keys, 0xff, larger.size * sizeof (guint64));
  for (guint i = 0; i < map->size; i++)
    if (map->keys[i] != NO_KEY)
      {
        guint slot = find_slot (&larger, map->keys[i]);
        larger.keys[slot] = map->keys[i];
        larger.values[slot] = map->values[i];
      }
  g_free (map->keys);
  g_free (map->values);
  *map = larger;
}

void
wg_key_map_clear (WgKeyMap *map)
{
  g_clear_pointer (&map->keys, g_free);
  g_clear_pointer (&map->values, g_free);
  map->size = map->n_used = 0;
}

gboolean
wg_key_map_set (WgKeyMap *map, guint64 key, guint32 value)
{
  guint slot = 0;
  gboolean is_new = FALSE;

  if (map->n_used * 2 >= map->size)
    grow (map);
  slot = find_slot (map, key);
  is_new = map->keys[slot] == NO_KEY;
  map->n_used += is_new;
  map->keys[slot] = key;
  map->values[slot] = value;
  return is_new;
}

guint32
wg_key_map_get (const WgKeyMap *map, guint64 key, guint32 otherwise)
{
  guint slot = 0;

  if (map->size == 0)
    return otherwise;
  slot = find_slot (map, key);
  return map->keys[slot] == key ? map->values[slot] : otherwise;
}
