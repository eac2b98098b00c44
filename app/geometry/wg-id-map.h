/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgIdMap:
 *
 * A small map of 32-bit ids to 32-bit values (open addressing), for marking the few rows that an
 * edit meets. A plain value on the caller's stack: start with { 0 }, end with wg_id_map_clear().
 * Every id but G_MAXUINT32 may be a key. Nothing is removed.
 */
typedef struct
{
  guint32 *keys;
  guint32 *values;
  guint size;
  guint n_used;
} WgIdMap;

void     wg_id_map_clear (WgIdMap       *map);
/** Returns TRUE when @key is new; an old one gets the value as well. */
gboolean wg_id_map_set   (WgIdMap       *map,
                          guint32        key,
                          guint32        value);
guint32  wg_id_map_get   (const WgIdMap *map,
                          guint32        key,
                          guint32        otherwise);
gboolean wg_id_map_has   (const WgIdMap *map,
                          guint32        key);

G_END_DECLS
