/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-rtree"

#include "wg-rtree.h"

#include "wg-blob.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Format of the three tables behind an R-tree: https://www.sqlite.org/rtree.html#shadow_tables and
 * the head of ext/rtree/rtree.c. All numbers big-endian. */
#define NODE_HEAD 4
#define CELL_SIZE 24

typedef struct
{
  gint64 id;    /* of the row, or of the child node */
  float box[4]; /* min x, max x, min y, max y, rounded outwards */
} Entry;

/* Which leaf a row is in. */
typedef struct
{
  gint64 id;
  gint64 leaf;
} Place;

struct _WgRtree
{
  GArray *entries; /* of Entry */
};

/* The writing of one tree. */
typedef struct
{
  WgConnection *connection;
  const char *index;
  guint8 *node;
  guint node_size;
  guint cells_per_node;
  gint64 last_node; /* 1 is the root */
} Writer;

static float
round_down (double value)
{
  float rounded = (float) value;

  return (double) rounded > value ? nextafterf (rounded, -INFINITY) : rounded;
}

static float
round_up (double value)
{
  float rounded = (float) value;

  return (double) rounded < value ? nextafterf (rounded, INFINITY) : rounded;
}

static int
compare_x (gconstpointer a, gconstpointer b)
{
  const Entry *p = a, *q = b;
  double x = (double) p->box[0] + p->box[1], y = (double) q->box[0] + q->box[1];

  return x != y ? (x < y ? -1 : 1) : (p->id > q->id) - (p->id < q->id);
}

static int
compare_y (gconstpointer a, gconstpointer b)
{
  const Entry *p = a, *q = b;
  double x = (double) p->box[2] + p->box[3], y = (double) q->box[2] + q->box[3];

  return x != y ? (x < y ? -1 : 1) : (p->id > q->id) - (p->id < q->id);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  return (p->id > q->id) - (p->id < q->id);
}

/* Sort-Tile-Recursive: upright strips, from south to north in each. Leutenegger, Lopez, Edgington:
 * "STR: A simple and efficient algorithm for R-tree packing", ICDE 1997. */
static void
sort_in_tiles (GArray *entries, guint cells_per_node)
{
  guint n_nodes = (entries->len + cells_per_node - 1) / cells_per_node;
  guint n_strips = (guint) ceil (sqrt (n_nodes));
  guint per_strip = n_strips > 0 ? (n_nodes + n_strips - 1) / n_strips * cells_per_node : 1;

  g_array_sort (entries, compare_x);
  for (guint first = 0; first < entries->len; first += per_strip)
    qsort (&g_array_index (entries, Entry, first), MIN (per_strip, entries->len - first),
           sizeof (Entry), compare_y);
}

static void
put_cell (Writer *writer, guint place, const Entry *entry)
{
  guint8 *at = writer->node + NODE_HEAD + (gsize) place * CELL_SIZE;
  guint64 id = GUINT64_TO_BE ((guint64) entry->id);

  memcpy (at, &id, 8);
  for (guint i = 0; i < 4; i++)
    {
      guint32 bits = 0;

      memcpy (&bits, &entry->box[i], 4);
      bits = GUINT32_TO_BE (bits);
      memcpy (at + 8 + 4 * i, &bits, 4);
    }
}

static sqlite3_stmt *
prepare (Writer *writer, const char *format, GError **error)
{
  char *sql = sqlite3_mprintf (format, writer->index);
  sqlite3_stmt *statement = wg_connection_prepare (writer->connection, sql, error);

  sqlite3_free (sql);
  return statement;
}

static gboolean
run (Writer *writer, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  return code == SQLITE_DONE
         || wg_connection_fail (writer->connection, code, sqlite3_sql (statement), error);
}

static gboolean
write_node (Writer *writer, gint64 number, guint height, const Entry *entries, guint n_entries,
            GError **error)
{
  sqlite3_stmt *insert
    = prepare (writer, "INSERT OR REPLACE INTO \"%w_node\" (nodeno, data) VALUES (?, ?)", error);

  if (insert == NULL)
    return FALSE;
  memset (writer->node, 0, writer->node_size);
  if (number == 1)
    writer->node[1] = (guint8) height;
  writer->node[2] = (guint8) (n_entries >> 8);
  writer->node[3] = (guint8) n_entries;
  for (guint i = 0; i < n_entries; i++)
    put_cell (writer, i, &entries[i]);
  sqlite3_bind_int64 (insert, 1, number);
  sqlite3_bind_blob (insert, 2, writer->node, (int) writer->node_size, SQLITE_STATIC);
  return run (writer, insert, error);
}

static gboolean
write_pair (Writer *writer, sqlite3_stmt *insert, gint64 first, gint64 second, GError **error)
{
  sqlite3_bind_int64 (insert, 1, first);
  sqlite3_bind_int64 (insert, 2, second);
  return run (writer, insert, error);
}

/* By the rows' ids: in that order they go to the end of their table. */
static gboolean
write_places (Writer *writer, GArray *entries, const gint64 *leaves, GError **error)
{
  g_autofree Place *places = g_new (Place, entries->len);
  sqlite3_stmt *insert
    = prepare (writer, "INSERT INTO \"%w_rowid\" (rowid, nodeno) VALUES (?, ?)", error);

  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    places[i] = (Place){ g_array_index (entries, Entry, i).id, leaves[i] };
  qsort (places, entries->len, sizeof (Place), compare_places);
  for (guint i = 0; i < entries->len; i++)
    if (!write_pair (writer, insert, places[i].id, places[i].leaf, error))
      return FALSE;
  return TRUE;
}

static Entry
cover (gint64 number, const Entry *entries, guint n_entries)
{
  Entry all = entries[0];

  all.id = number;
  for (guint i = 1; i < n_entries; i++)
    {
      all.box[0] = MIN (all.box[0], entries[i].box[0]);
      all.box[1] = MAX (all.box[1], entries[i].box[1]);
      all.box[2] = MIN (all.box[2], entries[i].box[2]);
      all.box[3] = MAX (all.box[3], entries[i].box[3]);
    }
  return all;
}

/* Writes the nodes over one level of entries, filled evenly, and says which they are. The level
 * that fits into one node becomes the root. */
static GArray *
write_level (Writer *writer, GArray *entries, guint height, gint64 *nodes_out, GError **error)
{
  g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint n_nodes = MAX (1, (entries->len + writer->cells_per_node - 1) / writer->cells_per_node);
  const Entry *all = (const Entry *) entries->data;
  sqlite3_stmt *insert
    = prepare (writer, "INSERT INTO \"%w_parent\" (nodeno, parentnode) VALUES (?, ?)", error);

  if (insert == NULL)
    return NULL;
  for (guint i = 0; i < n_nodes; i++)
    {
      guint first = (guint) ((guint64) entries->len * i / n_nodes);
      guint last = (guint) ((guint64) entries->len * (i + 1) / n_nodes);
      gint64 number = n_nodes == 1 ? 1 : ++writer->last_node;
      Entry node = cover (number, all + first, last - first);

      if (!write_node (writer, number, height, all + first, last - first, error))
        return NULL;
      for (guint j = first; j < last; j++)
        {
          if (nodes_out != NULL)
            nodes_out[j] = number;
          else if (!write_pair (writer, insert, all[j].id, number, error))
            return NULL;
        }
      g_array_append_val (above, node);
    }
  return g_steal_pointer (&above);
}

static gboolean
write_tree (Writer *writer, GArray *entries, GError **error)
{
  g_autofree gint64 *leaves = g_new (gint64, entries->len);
  g_autoptr (GArray) level = NULL;

  sort_in_tiles (entries, writer->cells_per_node);
  level = write_level (writer, entries, 0, leaves, error);
  for (guint height = 1; level != NULL && level->len > 1; height++)
    {
      GArray *above = write_level (writer, level, height, NULL, error);

      g_array_unref (level);
      level = above;
    }
  return level != NULL && write_places (writer, entries, leaves, error);
}

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
  double box[4] = { 0 };
  Entry entry = { id, { 0 } };

  for (guint i = 0; i < 4; i++)
    box[i] = wg_blob_read_side (blob, i);
  entry.box[0] = round_down (box[0]);
  entry.box[1] = round_up (box[2]);
  entry.box[2] = round_down (box[1]);
  entry.box[3] = round_up (box[3]);
  g_array_append_val (self->entries, entry);
}

gboolean
wg_rtree_get_extent (const WgRtree *self, double extent_out[4])
{
  Entry all = { 0, { 0 } };

  if (self->entries->len == 0)
    return FALSE;
  all = cover (0, (const Entry *) self->entries->data, self->entries->len);
  for (guint i = 0; i < 4; i++)
    extent_out[i] = all.box[i];
  return TRUE;
}

/* Row by row the tree of 100,000 boxes costs more than everything else of an import. The tables of
 * the tree are written here as SQLite would have left them, four fifths full. */
gboolean
wg_rtree_write (WgRtree *self, WgConnection *connection, const char *index, GError **error)
{
  Writer writer = { connection, index, NULL, 0, 0, 1 };
  char *sql = NULL;
  gint64 node_size = 0;
  gboolean is_ok = FALSE;

  if (self->entries->len == 0)
    return TRUE;
  sql = sqlite3_mprintf ("SELECT length (data) FROM \"%w_node\" WHERE nodeno = 1", index);
  is_ok = wg_connection_get_int (connection, sql, &node_size, error);
  sqlite3_free (sql);
  if (!is_ok)
    return FALSE;
  writer.node_size = (guint) node_size;
  writer.cells_per_node = (writer.node_size - NODE_HEAD) / CELL_SIZE * 4 / 5;
  if (node_size < NODE_HEAD + 4 * CELL_SIZE)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "%s: nodes of %" G_GINT64_FORMAT
                   " bytes", index, node_size);
      return FALSE;
    }
  writer.node = g_malloc (writer.node_size);
  wg_connection_set_defensive (connection, FALSE);
  is_ok = write_tree (&writer, self->entries, error);
  wg_connection_set_defensive (connection, TRUE);
  g_free (writer.node);
  return is_ok;
}
