/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-rtree"

#include "wg-rtree.h"

#include "wg-project.h"

#include <string.h>

typedef struct
{
  gint64 id;
  double box[4]; /* min x, min y, max x, max y */
} Entry;

struct _WgRtree
{
  GArray *entries;
};

WgRtree *
wg_rtree_new (void)
{
  WgRtree *self = g_new (WgRtree, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

void
wg_rtree_free (WgRtree *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_free (self);
}

void
wg_rtree_add_blob (WgRtree *self, gint64 id, const guint8 *blob)
{
  Entry entry = { id, { 0 } };

  for (guint i = 0; i < 4; i++)
    {
      guint64 bytes = 0;

      memcpy (&bytes, blob + 6 + 8 * i, 8);
      bytes = GUINT64_FROM_LE (bytes);
      memcpy (&entry.box[i], &bytes, 8);
    }
  g_array_append_val (self->entries, entry);
}

gboolean
wg_rtree_write (WgRtree *self, WgConnection *connection, const char *index, GError **error)
{
  char *sql = sqlite3_mprintf ("INSERT INTO \"%w\" (pkid, xmin, ymin, xmax, ymax)"
                               " VALUES (?, ?, ?, ?, ?)", index);
  sqlite3_stmt *insert = wg_connection_prepare (connection, sql, error);
  gboolean is_ok = insert != NULL;

  for (guint i = 0; is_ok && i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      int code = SQLITE_DONE;

      sqlite3_bind_int64 (insert, 1, entry->id);
      for (int j = 0; j < 4; j++)
        sqlite3_bind_double (insert, 2 + j, entry->box[j]);
      code = sqlite3_step (insert);
      sqlite3_reset (insert);
      if (code != SQLITE_DONE)
        is_ok = wg_connection_fail (connection, code, sql, error);
    }
  sqlite3_free (sql);
  return is_ok;
}
