/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-barriers"

#include "wg-barriers.h"

#include "wg-blob.h"
#include "wg-project.h"

#define PACK_TYPE "a(ssay)"

/* FALSE when the row makes no sense. */
static gboolean
add_row (WgBarrierSet *set, const char *layer, const char *code, const guint8 *bytes, gsize size)
{
  WgBarrierClass barrier_class = wg_barrier_class_from_code (code);
  g_autoptr (WgLine) line = wg_blob_read_points (bytes, size);

  if (line == NULL || layer == NULL || barrier_class == WG_BARRIER_NONE)
    return FALSE;
  wg_barrier_set_add (set, line, barrier_class, layer);
  return TRUE;
}

static void
set_corrupt (GError **error)
{
  g_set_error_literal (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "a barrier makes no sense");
}

WgBarrierSet *
wg_barriers_read (WgConnection *connection, GError **error)
{
  static const char sql[] = "SELECT layer, class, line FROM barrier ORDER BY id";
  g_autoptr (WgBarrierSet) set = wg_barrier_set_new ();
  sqlite3_stmt *row = wg_connection_prepare (connection, sql, error);
  gboolean is_good = TRUE;
  int code = SQLITE_ROW;

  if (row == NULL)
    return NULL;
  while (is_good && (code = sqlite3_step (row)) == SQLITE_ROW)
    is_good = add_row (set, (const char *) sqlite3_column_text (row, 0),
                       (const char *) sqlite3_column_text (row, 1), sqlite3_column_blob (row, 2),
                       (gsize) sqlite3_column_bytes (row, 2));
  sqlite3_reset (row);
  if (!is_good)
    set_corrupt (error);
  else if (code != SQLITE_DONE)
    wg_connection_fail (connection, code, sql, error);
  else if (wg_barrier_set_count (set) > 0)
    return g_steal_pointer (&set);
  return NULL;
}

gboolean
wg_barriers_write (WgConnection *connection, WgBarrierSet *barriers, GError **error)
{
  g_autoptr (GByteArray) points = g_byte_array_new ();
  sqlite3_stmt *row = NULL;

  if (!wg_connection_run (connection, "DELETE FROM barrier", error))
    return FALSE;
  row = wg_connection_prepare (connection,
                               "INSERT INTO barrier (id, layer, class, line) VALUES (?1, ?2, ?3, ?4)",
                               error);
  for (guint i = 0; row != NULL && barriers != NULL && i < wg_barrier_set_count (barriers); i++)
    {
      const WgBarrier *barrier = wg_barrier_set_get (barriers, i);
      int code = SQLITE_DONE;

      wg_blob_write_points (barrier->line, points);
      sqlite3_bind_int64 (row, 1, (sqlite3_int64) i + 1);
      sqlite3_bind_text (row, 2, barrier->layer, -1, SQLITE_STATIC);
      sqlite3_bind_text (row, 3, wg_barrier_class_to_code (barrier->barrier_class), -1, SQLITE_STATIC);
      sqlite3_bind_blob64 (row, 4, points->data, points->len, SQLITE_STATIC);
      code = sqlite3_step (row);
      sqlite3_reset (row);
      if (code != SQLITE_DONE)
        return wg_connection_fail (connection, code, "barrier", error);
    }
  if (row != NULL)
    sqlite3_clear_bindings (row);
  return row != NULL;
}

GByteArray *
wg_barriers_pack (WgBarrierSet *barriers)
{
  g_autoptr (GByteArray) points = g_byte_array_new ();
  g_autoptr (GVariantBuilder) rows = g_variant_builder_new (G_VARIANT_TYPE (PACK_TYPE));
  g_autoptr (GVariant) pack = NULL;
  GByteArray *bytes = g_byte_array_new ();

  if (barriers == NULL)
    return bytes;
  for (guint i = 0; i < wg_barrier_set_count (barriers); i++)
    {
      const WgBarrier *barrier = wg_barrier_set_get (barriers, i);

      wg_blob_write_points (barrier->line, points);
      g_variant_builder_add (rows, "(ss@ay)", barrier->layer,
                             wg_barrier_class_to_code (barrier->barrier_class),
                             g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, points->data,
                                                        points->len, 1));
    }
  pack = g_variant_ref_sink (g_variant_builder_end (rows));
  g_byte_array_append (bytes, g_variant_get_data (pack), g_variant_get_size (pack));
  return bytes;
}

WgBarrierSet *
wg_barriers_unpack (GBytes *bytes, GError **error)
{
  g_autoptr (WgBarrierSet) set = NULL;
  g_autoptr (GVariant) pack = NULL;

  if (g_bytes_get_size (bytes) == 0)
    return NULL;
  set = wg_barrier_set_new ();
  pack = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (PACK_TYPE), bytes, FALSE));
  for (gsize i = 0; i < g_variant_n_children (pack); i++)
    {
      const char *layer = NULL, *code = NULL;
      g_autoptr (GVariant) row = g_variant_get_child_value (pack, i);
      g_autoptr (GVariant) points = g_variant_get_child_value (row, 2);
      gsize size = 0;
      const guint8 *data = g_variant_get_fixed_array (points, &size, 1);

      g_variant_get (row, "(&s&s@ay)", &layer, &code, NULL);
      if (!add_row (set, layer, code, data, size))
        {
          set_corrupt (error);
          return NULL;
        }
    }
  return g_steal_pointer (&set);
}
