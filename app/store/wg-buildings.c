/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-buildings"

#include "wg-buildings.h"

#include "wg-blob.h"
#include "wg-rows.h"
#include "wg-rtree.h"
#include "wg-spatial-table.h"

#include <string.h>

#define TABLE "building"
#define ROWS_PER_LOOK 1024
#define BOX_END 38 /* bytes of a geometry up to the end of its box */
#define POINT_SIZE 60 /* bytes of a point */
#define ROW_TYPE "(uiiiiiibmsmsmsmsmsay)"
#define SHARE_TYPE "(uuiimsms)"
#define PACK_TYPE "(sa" ROW_TYPE "a" SHARE_TYPE ")" /* "s": the geometry of the layer */

static const char columns_sql[]
  = "id INTEGER PRIMARY KEY, code TEXT, name TEXT, kind TEXT, floors INTEGER, units INTEGER,"
    " households INTEGER, people INTEGER, is_estimated INTEGER NOT NULL, address TEXT,"
    " management TEXT, x INTEGER NOT NULL, y INTEGER NOT NULL";
static const char insert_sql[]
  = "INSERT INTO building (id, code, name, kind, floors, units, households, people, is_estimated,"
    " address, management, x, y, geom)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
static const char select_sql[]
  = "SELECT id, code, name, kind, floors, units, households, people, is_estimated, address,"
    " management, x, y, geom FROM building ORDER BY id";

/* The writing of all rows. */
typedef struct
{
  WgConnection *connection;
  sqlite3_stmt *insert;
  WgRtree *tree;
  const WgProgress *progress;
  GCancellable *cancellable;
  guint n_done;
  guint n_rows;
} Job;

static gboolean
has_table (WgConnection *connection, gboolean *has_out, GError **error)
{
  gint64 count = 0;

  if (!wg_connection_get_int (connection,
                              "SELECT count (*) FROM project WHERE key = 'buildings'", &count,
                              error))
    return FALSE;
  *has_out = count > 0;
  return TRUE;
}

static gboolean
drop_table (WgConnection *connection, GError **error)
{
  g_autofree char *sql
    = g_strdup_printf ("DELETE FROM building_split WHERE scheme = %" G_GINT64_FORMAT
                       "; DELETE FROM project WHERE key = 'buildings'",
                       wg_connection_get_scheme (connection));
  gint64 count = 0;
  gboolean has = FALSE;

  if (!has_table (connection, &has, error) || !wg_connection_run (connection, sql, error)
      || !wg_connection_get_int (connection,
                                 "SELECT count (*) FROM feature_layer WHERE name = 'building'",
                                 &count, error))
    return FALSE;
  if (!has && count == 0)
    return TRUE;
  return wg_spatial_table_drop (connection, TABLE, error)
         && wg_connection_run (connection, "DELETE FROM feature_layer WHERE name = 'building'",
                               error);
}

/* A level of that name has its layer elsewhere: levels give way when they are made. */
static gboolean
make_table (WgConnection *connection, const char *geometry, int srid, GError **error)
{
  if (!wg_spatial_table_is_free (connection, TABLE))
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_EXISTS,
                   "a level has the name of the table of buildings");
      return FALSE;
    }
  return wg_spatial_table_make (connection, TABLE, columns_sql, geometry, srid, error)
         && wg_rows_set_key (connection, "buildings", geometry, error);
}

static void
bind_number (sqlite3_stmt *row, int column, gint32 number)
{
  if (number == WG_COUNT_NOT_KNOWN)
    sqlite3_bind_null (row, column);
  else
    sqlite3_bind_int (row, column, number);
}

static gint32
read_number (sqlite3_stmt *row, int column)
{
  gint64 number = sqlite3_column_int64 (row, column);

  if (sqlite3_column_type (row, column) == SQLITE_NULL || number < 0 || number > G_MAXINT32)
    return WG_COUNT_NOT_KNOWN;
  return (gint32) number;
}

static const char *
read_text (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : NULL;
}

static gboolean
read_row (sqlite3_stmt *row, WgBuilding *building)
{
  gint64 id = sqlite3_column_int64 (row, 0);

  *building = (WgBuilding){
    .id = (guint32) id,
    .code = read_text (row, 1),
    .name = read_text (row, 2),
    .kind = (guint8) wg_building_kind_from_text (read_text (row, 3)),
    .floors = read_number (row, 4),
    .units = read_number (row, 5),
    .households = read_number (row, 6),
    .people = read_number (row, 7),
    .is_estimated = sqlite3_column_int (row, 8) != 0,
    .address = read_text (row, 9),
    .management = read_text (row, 10),
    .point = { sqlite3_column_int (row, 11), sqlite3_column_int (row, 12) },
  };
  return id > 0 && id < G_MAXINT32 && wg_point_is_valid (building->point);
}

static gboolean
write_row (Job *job, const WgBuilding *building, const guint8 *geom, gsize size, GError **error)
{
  sqlite3_stmt *row = job->insert;
  int code = SQLITE_DONE;

  if (job->n_done++ % ROWS_PER_LOOK == 0)
    {
      wg_progress_report (job->progress, (double) job->n_done / MAX (job->n_rows, 1));
      if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
    }
  sqlite3_bind_int64 (row, 1, building->id);
  sqlite3_bind_text (row, 2, building->code, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 3, building->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 4, wg_building_kind_to_code (building->kind), -1, SQLITE_STATIC);
  bind_number (row, 5, building->floors);
  bind_number (row, 6, building->units);
  bind_number (row, 7, building->households);
  bind_number (row, 8, building->people);
  sqlite3_bind_int (row, 9, building->is_estimated);
  sqlite3_bind_text (row, 10, building->address, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 11, building->management, -1, SQLITE_STATIC);
  sqlite3_bind_int (row, 12, building->point.x);
  sqlite3_bind_int (row, 13, building->point.y);
  sqlite3_bind_blob64 (row, 14, geom, size, SQLITE_STATIC);
  code = sqlite3_step (row);
  sqlite3_reset (row);
  if (code != SQLITE_DONE)
    return wg_connection_fail (job->connection, code, TABLE, error);
  wg_rtree_add_blob (job->tree, building->id, geom);
  return TRUE;
}

static void
bind_share (WgConnection *connection, sqlite3_stmt *row, const WgBuildingShare *share)
{
  sqlite3_bind_int64 (row, 1, share->building);
  sqlite3_bind_int64 (row, 2, share->grid);
  sqlite3_bind_text (row, 3, share->units, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 4, share->floors, -1, SQLITE_TRANSIENT);
  bind_number (row, 5, share->households);
  bind_number (row, 6, share->people);
  sqlite3_bind_int64 (row, 7, wg_connection_get_scheme (connection));
}

/* The rows have no lasting ids: one that says the same is the one. */
static gboolean
remove_share (WgConnection *connection, const WgBuildingShare *share, GError **error)
{
  sqlite3_stmt *row = wg_connection_prepare (
    connection,
    "DELETE FROM building_split WHERE id = (SELECT id FROM building_split WHERE building = ?1"
    " AND grid = ?2 AND units IS ?3 AND floors IS ?4 AND households IS ?5 AND people IS ?6"
    " AND scheme = ?7 LIMIT 1)",
    error);
  int code = SQLITE_DONE;

  if (row == NULL)
    return FALSE;
  bind_share (connection, row, share);
  code = sqlite3_step (row);
  sqlite3_reset (row);
  if (code != SQLITE_DONE)
    return wg_connection_fail (connection, code, "building_split", error);
  if (sqlite3_changes (wg_connection_get_db (connection)) == 1)
    return TRUE;
  g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "building %u has no such share",
               share->building);
  return FALSE;
}

static gboolean
write_share (WgConnection *connection, const WgBuildingShare *share, GError **error)
{
  sqlite3_stmt *row = wg_connection_prepare (
    connection,
    "INSERT INTO building_split (scheme, building, grid, units, floors, households, people)"
    " VALUES (?7, ?1, ?2, ?3, ?4, ?5, ?6)",
    error);
  int code = SQLITE_DONE;

  if (row == NULL)
    return FALSE;
  bind_share (connection, row, share);
  code = sqlite3_step (row);
  sqlite3_reset (row);
  return code == SQLITE_DONE || wg_connection_fail (connection, code, "building_split", error);
}

static sqlite3_stmt *
select_shares (WgConnection *connection, gint64 scheme, GError **error)
{
  sqlite3_stmt *row
    = wg_connection_prepare (connection,
                             "SELECT building, grid, units, floors, households, people"
                             " FROM building_split WHERE scheme = ?1 ORDER BY building, id",
                             error);

  if (row != NULL)
    sqlite3_bind_int64 (row, 1, scheme);
  return row;
}

static WgBuildingShare
read_share (sqlite3_stmt *row)
{
  return (WgBuildingShare){
    .building = (guint32) sqlite3_column_int64 (row, 0),
    .grid = (guint32) sqlite3_column_int64 (row, 1),
    .units = read_text (row, 2),
    .floors = read_text (row, 3),
    .households = read_number (row, 4),
    .people = read_number (row, 5),
  };
}

/* A point has the length of a point; what cannot be read as a polygon is left to the point. */
static WgShape *
read_footprint (sqlite3_stmt *row, const WgFrame *frame)
{
  g_autoptr (WgShape) shape = NULL;
  int size = sqlite3_column_bytes (row, 13), srid = 0;

  if (frame == NULL || size <= POINT_SIZE)
    return NULL;
  shape = wg_shape_new ();
  if (!wg_blob_read_shape (sqlite3_column_blob (row, 13), (gsize) size, frame, shape, &srid)
      || shape->rings->len == 0)
    return NULL;
  return g_steal_pointer (&shape);
}

static gboolean
read_rows (WgConnection *connection, const WgFrame *frame, WgBuildingSet *set, GError **error)
{
  sqlite3_stmt *row = wg_connection_prepare (connection, select_sql, error);
  gboolean is_good = TRUE;
  int code = SQLITE_ROW;

  while (row != NULL && is_good && (code = sqlite3_step (row)) == SQLITE_ROW)
    {
      WgBuilding building;

      is_good = read_row (row, &building);
      if (!is_good)
        break;
      building.footprint = read_footprint (row, frame);
      wg_building_set_add (set, &building);
    }
  if (row == NULL)
    return FALSE;
  sqlite3_reset (row);
  if (!is_good)
    g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "a row of %s makes no sense", TABLE);
  return is_good
         && (code == SQLITE_DONE || wg_connection_fail (connection, code, select_sql, error));
}

static gboolean
read_shares (WgConnection *connection, WgBuildingSet *set, GError **error)
{
  sqlite3_stmt *row = select_shares (connection, wg_connection_get_scheme (connection), error);
  int code = SQLITE_ROW;

  while (row != NULL && (code = sqlite3_step (row)) == SQLITE_ROW)
    {
      WgBuildingShare share = read_share (row);

      wg_building_set_add_share (set, &share);
    }
  if (row == NULL)
    return FALSE;
  sqlite3_reset (row);
  return code == SQLITE_DONE || wg_connection_fail (connection, code, "building_split", error);
}

/* Runs @write between making the table and its index. */
static gboolean
fill_table (Job *job, gboolean (*write) (Job *, gpointer, GError **), gpointer data, GError **error)
{
  g_autofree char *triggers = wg_spatial_table_take_triggers (job->connection, TABLE, error);
  g_autoptr (WgRtree) tree = wg_rtree_new ();
  gboolean is_ok = FALSE;

  if (triggers == NULL)
    return FALSE;
  job->insert = wg_connection_prepare (job->connection, insert_sql, error);
  job->tree = tree;
  if (job->insert == NULL)
    return FALSE;
  is_ok = write (job, data, error);
  sqlite3_clear_bindings (job->insert);
  return is_ok && wg_rtree_write (tree, job->connection, "idx_building_geom", error)
         && wg_connection_run (job->connection, triggers, error)
         && wg_spatial_table_write_statistics (job->connection, TABLE, NULL, error);
}

typedef struct
{
  WgBuildingSet *set;
  const WgFrame *frame;
  int srid;
  const char *geometry;
} Source;

/* The narrowest kind of layer that all fit in: other programs do best with it. */
static const char *
choose_geometry (WgBuildingSet *set)
{
  g_autoptr (WgShape) footprint = wg_shape_new ();
  guint n_areas = 0, n_parts = 1, n_rows = wg_building_set_count (set);

  for (guint i = 0; i < n_rows; i++)
    {
      if (!wg_building_set_has_footprint (set, i))
        continue;
      wg_building_set_get_footprint (set, i, footprint);
      n_areas++;
      n_parts = MAX (n_parts, wg_shape_n_parts (footprint));
    }
  if (n_areas == 0)
    return n_rows > 0 ? "POINT" : "GEOMETRY";
  if (n_areas < n_rows)
    return "GEOMETRY";
  return n_parts == 1 ? "POLYGON" : "MULTIPOLYGON";
}

static gboolean
write_set (Job *job, gpointer data, GError **error)
{
  const Source *source = data;
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  g_autoptr (WgShape) footprint = wg_shape_new ();
  const GArray *shares = wg_building_set_shares (source->set);

  for (guint i = 0; i < job->n_rows; i++)
    {
      const WgBuilding *building = wg_building_set_get (source->set, i);

      wg_building_set_get_footprint (source->set, i, footprint);
      if (footprint->rings->len == 0)
        wg_blob_write_place (building->point, source->frame, source->srid, blob);
      else if (wg_shape_n_parts (footprint) == 1
               && !g_str_equal (source->geometry, "MULTIPOLYGON"))
        wg_blob_write_polygon (footprint, source->frame, source->srid, blob);
      else
        wg_blob_write_shape (footprint, source->frame, source->srid, blob);
      if (!write_row (job, building, blob->data, blob->len, error))
        return FALSE;
    }
  for (guint i = 0; i < shares->len; i++)
    if (!write_share (job->connection, &g_array_index (shares, WgBuildingShare, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_packed (Job *job, gpointer data, GError **error)
{
  GVariant *pack = data;
  g_autoptr (GVariant) rows = g_variant_get_child_value (pack, 1);
  g_autoptr (GVariant) shares = g_variant_get_child_value (pack, 2);

  job->n_rows = (guint) g_variant_n_children (rows);
  for (guint i = 0; i < job->n_rows; i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
      g_autoptr (GVariant) geom = g_variant_get_child_value (row, 13);
      WgBuilding building = { 0 };
      const char *kind = NULL;
      gboolean is_estimated = FALSE;
      gsize size = 0;
      const guint8 *bytes = g_variant_get_fixed_array (geom, &size, 1);

      g_variant_get (row, "(uiiiiiibm&sm&sm&sm&sm&s@ay)", &building.id, &building.point.x,
                     &building.point.y, &building.floors, &building.units, &building.households,
                     &building.people, &is_estimated, &building.code, &building.name, &kind,
                     &building.address, &building.management, NULL);
      building.is_estimated = is_estimated;
      building.kind = (guint8) wg_building_kind_from_text (kind);
      if (size < BOX_END)
        {
          g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT, "a journal row holds no building");
          return FALSE;
        }
      if (!write_row (job, &building, bytes, size, error))
        return FALSE;
    }
  for (guint i = 0; i < g_variant_n_children (shares); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (shares, i);
      WgBuildingShare share = { .households = WG_COUNT_NOT_KNOWN, .people = WG_COUNT_NOT_KNOWN };

      g_variant_get (row, "(uuiim&sm&s)", &share.building, &share.grid, &share.households,
                     &share.people, &share.units, &share.floors);
      if (!write_share (job->connection, &share, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
pack_rows (WgConnection *connection, GVariantBuilder *out, GError **error)
{
  sqlite3_stmt *row = wg_connection_prepare (connection, select_sql, error);
  int code = SQLITE_ROW;

  while (row != NULL && (code = sqlite3_step (row)) == SQLITE_ROW)
    {
      WgBuilding b;
      GVariant *geom = g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, sqlite3_column_blob (row, 13),
                                                  (gsize) sqlite3_column_bytes (row, 13), 1);

      read_row (row, &b);
      g_variant_builder_add (out, "(uiiiiiibmsmsmsmsms@ay)", b.id, b.point.x, b.point.y, b.floors,
                             b.units, b.households, b.people, (gboolean) b.is_estimated, b.code,
                             b.name, wg_building_kind_to_code (b.kind), b.address, b.management,
                             geom);
    }
  if (row == NULL)
    return FALSE;
  sqlite3_reset (row);
  return code == SQLITE_DONE || wg_connection_fail (connection, code, select_sql, error);
}

static gboolean
pack_shares (WgConnection *connection, GVariantBuilder *out, GError **error)
{
  sqlite3_stmt *row = select_shares (connection, wg_connection_get_scheme (connection), error);
  int code = SQLITE_ROW;

  while (row != NULL && (code = sqlite3_step (row)) == SQLITE_ROW)
    {
      WgBuildingShare share = read_share (row);

      g_variant_builder_add (out, SHARE_TYPE, share.building, share.grid, share.households,
                             share.people, share.units, share.floors);
    }
  if (row == NULL)
    return FALSE;
  sqlite3_reset (row);
  return code == SQLITE_DONE || wg_connection_fail (connection, code, "building_split", error);
}

/* Coordinates and texts repeat: a third of the size for little time. */
static GByteArray *
convert (GConverter *converter, const guint8 *bytes, gsize size, GError **error)
{
  g_autoptr (GInputStream) plain
    = g_memory_input_stream_new_from_data (bytes, (gssize) size, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (plain, converter);
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) result = NULL;

  if (g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    return NULL;
  result = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (out));
  return g_bytes_unref_to_array (g_steal_pointer (&result));
}

WgBuildingSet *
wg_buildings_share_as (WgConnection *connection, WgBuildingSet *set, gint64 scheme, GError **error)
{
  g_autoptr (WgBuildingSet) shared = NULL;
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (WgBuildingShare));
  sqlite3_stmt *row = select_shares (connection, scheme, error);
  int code = SQLITE_ROW;

  if (row == NULL)
    return NULL;
  shared = wg_building_set_new_shared (set, none);
  while ((code = sqlite3_step (row)) == SQLITE_ROW)
    {
      WgBuildingShare share = read_share (row);

      wg_building_set_add_share (shared, &share);
    }
  sqlite3_reset (row);
  if (code != SQLITE_DONE && !wg_connection_fail (connection, code, "building_split", error))
    return NULL;
  return g_steal_pointer (&shared);
}

WgBuildingSet *
wg_buildings_read (WgConnection *connection, const WgFrame *frame, GError **error)
{
  g_autoptr (WgBuildingSet) set = NULL;
  gboolean has = FALSE;

  if (!has_table (connection, &has, error) || !has)
    return NULL;
  set = wg_building_set_new (0);
  if (!read_rows (connection, frame, set, error) || !read_shares (connection, set, error))
    return NULL;
  return g_steal_pointer (&set);
}

gboolean
wg_buildings_write (WgConnection *connection, WgBuildingSet *buildings, const WgFrame *frame,
                    int srid, const WgProgress *progress, GCancellable *cancellable,
                    GError **error)
{
  Job job = { .connection = connection, .progress = progress, .cancellable = cancellable };
  Source source = { buildings, frame, srid, NULL };

  if (!drop_table (connection, error))
    return FALSE;
  if (buildings == NULL)
    return TRUE;
  job.n_rows = wg_building_set_count (buildings);
  source.geometry = choose_geometry (buildings);
  return make_table (connection, source.geometry, srid, error)
         && fill_table (&job, write_set, &source, error);
}

gboolean
wg_buildings_write_shares (WgConnection *connection, const WgChange *change, gboolean backwards,
                           GError **error)
{
  /* New rows first: they never take the place of one that goes, which the journal would note as a
   * change of that one. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < change->shares->len; i++)
      {
        const WgShareChange *row = &g_array_index (change->shares, WgShareChange, i);
        gboolean is_added = row->is_added != backwards;

        if (is_added != (pass == 0))
          continue;
        if (!(is_added ? write_share : remove_share) (connection, &row->share, error))
          return FALSE;
      }
  return TRUE;
}

GByteArray *
wg_buildings_pack (WgConnection *connection, GError **error)
{
  g_autoptr (GVariantBuilder) rows = g_variant_builder_new (G_VARIANT_TYPE ("a" ROW_TYPE));
  g_autoptr (GVariantBuilder) shares = g_variant_builder_new (G_VARIANT_TYPE ("a" SHARE_TYPE));
  g_autoptr (GVariant) pack = NULL;
  g_autoptr (GConverter) converter = NULL;
  g_autofree char *geometry = NULL;
  gboolean has = FALSE;

  if (!has_table (connection, &has, error))
    return NULL;
  if (!has)
    return g_byte_array_new ();
  geometry = wg_connection_get_text (connection,
                                     "SELECT value FROM project WHERE key = 'buildings'", error);
  if (geometry == NULL || !pack_rows (connection, rows, error) || !pack_shares (connection, shares, error))
    return NULL;
  pack = g_variant_ref_sink (g_variant_new (PACK_TYPE, geometry, rows, shares));
  converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 3));
  return convert (converter, g_variant_get_data (pack), g_variant_get_size (pack), error);
}

gboolean
wg_buildings_unpack (WgConnection *connection, GBytes *bytes, int srid, GError **error)
{
  Job job = { .connection = connection };
  g_autoptr (GConverter) converter = NULL;
  g_autoptr (GByteArray) plain = NULL;
  g_autoptr (GVariant) pack = NULL;
  g_autoptr (GBytes) content = NULL;
  const char *geometry = NULL;

  if (!drop_table (connection, error))
    return FALSE;
  if (g_bytes_get_size (bytes) == 0)
    return TRUE;
  converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  plain = convert (converter, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  if (plain == NULL)
    return FALSE;
  content = g_byte_array_free_to_bytes (g_steal_pointer (&plain));
  pack = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (PACK_TYPE), content, FALSE));
  g_variant_get_child (pack, 0, "&s", &geometry);
  return make_table (connection, geometry, srid, error)
         && fill_table (&job, write_packed, pack, error);
}
