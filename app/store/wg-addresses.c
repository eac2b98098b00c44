/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-addresses"

#include "wg-addresses.h"

#include "wg-project.h"

#include <string.h>

#define ROWS_PER_BLOCK 8192
#define PACK_TYPE "a(sayay)"

/* One row of the table. */
typedef struct
{
  const char *layer;
  guint n_rows;
  GArray *points; /* of guint32 */
  GByteArray *texts;
} Block;

/* What is done with each block: written to the table, or packed. */
typedef gboolean (*BlockFunc) (const Block *block, gpointer user_data, GError **error);

static void
add_u32 (GByteArray *bytes, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

static void
fill_block (Block *block, const WgAddressSet *set, guint first, guint end)
{
  const WgPoint *points = wg_address_set_get_points (set);
  const WgTextPack *texts = wg_address_set_get_texts (set);
  guint32 offset = 0;
  guint n_units = 0;

  g_array_set_size (block->points, 0);
  g_byte_array_set_size (block->texts, 0);
  block->n_rows = end - first;
  for (guint i = first; i < end; i++)
    {
      guint32 pair[2] = { GUINT32_TO_LE ((guint32) points[i].x), GUINT32_TO_LE ((guint32) points[i].y) };

      g_array_append_vals (block->points, pair, 2);
      add_u32 (block->texts, offset);
      wg_text_pack_get_row (texts, i, &n_units);
      offset += n_units;
    }
  add_u32 (block->texts, offset);
  for (guint i = first; i < end; i++)
    {
      const guint16 *units = wg_text_pack_get_row (texts, i, &n_units);

      for (guint k = 0; k < n_units; k++)
        {
          guint16 little = GUINT16_TO_LE (units[k]);

          g_byte_array_append (block->texts, (const guint8 *) &little, sizeof little);
        }
    }
}

static gboolean
for_each_block (const WgAddressSet *set, BlockFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GByteArray) texts = g_byte_array_new ();
  Block block = { NULL, 0, points, texts };

  for (guint layer = 0; set != NULL && layer < wg_address_set_n_layers (set); layer++)
    {
      guint first = 0, end = 0;

      block.layer = wg_address_set_get_layer (set, layer, &first, &end);
      for (guint at = first; at < end; at += ROWS_PER_BLOCK)
        {
          fill_block (&block, set, at, MIN (end, at + ROWS_PER_BLOCK));
          if (!func (&block, user_data, error))
            return FALSE;
        }
    }
  return TRUE;
}

static guint32
get_u32 (const guint8 *bytes, gsize place)
{
  guint32 value = 0;

  memcpy (&value, bytes + 4 * place, sizeof value);
  return GUINT32_FROM_LE (value);
}

/* FALSE when the bytes make no sense. */
static gboolean
add_block (WgAddressSet *set, const char *layer, const guint8 *points, gsize n_points,
           const guint8 *texts, gsize n_texts)
{
  gsize n_rows = n_points / 8, head = 4 * (n_rows + 1);
  gsize n_units = n_texts >= head ? (n_texts - head) / 2 : 0;
  g_autofree WgPoint *places = NULL;
  g_autofree guint32 *offsets = NULL;
  g_autofree guint16 *units = NULL;

  if (layer == NULL || n_points % 8 != 0 || n_texts < head || (n_texts - head) % 2 != 0
      || n_rows > G_MAXINT)
    return FALSE;
  places = g_new (WgPoint, n_rows);
  offsets = g_new (guint32, n_rows + 1);
  units = g_new (guint16, n_units + 1);
  for (gsize i = 0; i <= n_rows; i++)
    {
      offsets[i] = get_u32 (texts, i);
      if (offsets[i] > n_units || (i > 0 && offsets[i] < offsets[i - 1]))
        return FALSE;
      if (i < n_rows)
        places[i] = (WgPoint){ (gint32) get_u32 (points, 2 * i), (gint32) get_u32 (points, 2 * i + 1) };
    }
  memcpy (units, texts + head, 2 * n_units);
  for (gsize i = 0; i < n_units && G_BYTE_ORDER == G_BIG_ENDIAN; i++)
    units[i] = GUINT16_FROM_LE (units[i]);
  wg_address_set_begin_layer (set, layer);
  wg_address_set_add_block (set, places, units, offsets, (guint) n_rows);
  return TRUE;
}

static void
set_corrupt (GError **error)
{
  g_set_error_literal (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "addresses make no sense");
}

static gboolean
write_block (const Block *block, gpointer user_data, GError **error)
{
  WgConnection *connection = user_data;
  sqlite3_stmt *row = wg_connection_prepare (connection,
                                             "INSERT INTO address_block (layer, n_rows, points, texts)"
                                             " VALUES (?1, ?2, ?3, ?4)",
                                             error);
  int code = SQLITE_DONE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, block->layer, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 2, block->n_rows);
  sqlite3_bind_blob64 (row, 3, block->points->data, 4 * (sqlite3_uint64) block->points->len,
                       SQLITE_STATIC);
  sqlite3_bind_blob64 (row, 4, block->texts->data, block->texts->len, SQLITE_STATIC);
  code = sqlite3_step (row);
  sqlite3_reset (row);
  sqlite3_clear_bindings (row);
  return code == SQLITE_DONE || wg_connection_fail (connection, code, "address_block", error);
}

static gboolean
pack_block (const Block *block, gpointer user_data, GError **error)
{
  g_variant_builder_add (user_data, "(s@ay@ay)", block->layer,
                         g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, block->points->data,
                                                    4 * (gsize) block->points->len, 1),
                         g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, block->texts->data,
                                                    block->texts->len, 1));
  return TRUE;
}

WgAddressSet *
wg_addresses_read (WgConnection *connection, GError **error)
{
  static const char sql[] = "SELECT layer, points, texts FROM address_block ORDER BY id";
  g_autoptr (WgAddressSet) set = NULL;
  sqlite3_stmt *row = NULL;
  gboolean is_good = TRUE;
  gint64 n_rows = 0;
  int code = SQLITE_ROW;

  if (!wg_connection_get_int (connection, "SELECT sum (n_rows) FROM address_block", &n_rows, error)
      || n_rows <= 0)
    return NULL;
  row = wg_connection_prepare (connection, sql, error);
  if (row == NULL)
    return NULL;
  set = wg_address_set_new ((guint) MIN (n_rows, 10000000));
  while (is_good && (code = sqlite3_step (row)) == SQLITE_ROW)
    is_good = add_block (set, (const char *) sqlite3_column_text (row, 0), sqlite3_column_blob (row, 1),
                         (gsize) sqlite3_column_bytes (row, 1), sqlite3_column_blob (row, 2),
                         (gsize) sqlite3_column_bytes (row, 2));
  sqlite3_reset (row);
  if (is_good && code == SQLITE_DONE)
    return g_steal_pointer (&set);
  if (!is_good)
    set_corrupt (error);
  else
    wg_connection_fail (connection, code, sql, error);
  return NULL;
}

gboolean
wg_addresses_write (WgConnection *connection, WgAddressSet *addresses, GError **error)
{
  return wg_connection_run (connection, "DELETE FROM address_block", error)
         && for_each_block (addresses, write_block, connection, error);
}

GByteArray *
wg_addresses_pack (WgAddressSet *addresses)
{
  g_autoptr (GVariantBuilder) blocks = g_variant_builder_new (G_VARIANT_TYPE (PACK_TYPE));
  g_autoptr (GVariant) pack = NULL;
  GByteArray *bytes = g_byte_array_new ();

  if (addresses == NULL)
    return bytes;
  for_each_block (addresses, pack_block, blocks, NULL);
  pack = g_variant_ref_sink (g_variant_builder_end (blocks));
  g_byte_array_append (bytes, g_variant_get_data (pack), g_variant_get_size (pack));
  return bytes;
}

WgAddressSet *
wg_addresses_unpack (GBytes *bytes, GError **error)
{
  g_autoptr (WgAddressSet) set = NULL;
  g_autoptr (GVariant) pack = NULL;

  if (g_bytes_get_size (bytes) == 0)
    return NULL;
  set = wg_address_set_new (0);
  pack = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (PACK_TYPE), bytes, FALSE));
  for (gsize i = 0; i < g_variant_n_children (pack); i++)
    {
      const char *layer = NULL;
      g_autoptr (GVariant) row = g_variant_get_child_value (pack, i);
      g_autoptr (GVariant) points = g_variant_get_child_value (row, 1);
      g_autoptr (GVariant) texts = g_variant_get_child_value (row, 2);

      g_variant_get_child (row, 0, "&s", &layer);
      if (!add_block (set, layer, g_variant_get_data (points), g_variant_get_size (points),
                      g_variant_get_data (texts), g_variant_get_size (texts)))
        {
          set_corrupt (error);
          return NULL;
        }
    }
  return g_steal_pointer (&set);
}
