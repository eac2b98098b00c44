/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-schema"

#include "wg-schema.h"

#include "wg-file.h"
#include "wg-project.h"

/* Where a CRS without an EPSG number is entered; SpatiaLite has nothing up there. */
#define FIRST_OWN_SRID 910001

/*
 * Truth: node, arc, face, grid, level, lineage, person, assignment, leave, staff_rule. They alone are in an edit's changeset.
 * node, arc, face, grid, level, the four of people and the layers hold the scheme that is open (project key 'scheme'; their
 * own column scheme is always 1); the others lie packed in scheme.content. journal, lineage, acceptance
 * and building_split hold rows of all, and say by scheme.id of which. 0 in a reference is none (face 0
 * is the outside).
 * Coordinates are millimetres from the origin in project; arc.line is pairs of little-endian int32.
 * Made of them, for other programs: one spatial table per level (level.layer) and what of it waits
 * to be made again (stale).
 */
static const char tables_sql[]
  = "CREATE TABLE project (key TEXT PRIMARY KEY NOT NULL, value TEXT);"
    "CREATE TABLE scheme (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,"
    "  created INTEGER NOT NULL);"
    "CREATE TABLE level (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL, depth INTEGER NOT NULL,"
    "  name TEXT NOT NULL, special_name TEXT, layer TEXT NOT NULL, UNIQUE (scheme, depth));"
    "CREATE TABLE node (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL, x INTEGER NOT NULL,"
    "  y INTEGER NOT NULL);"
    "CREATE TABLE arc (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL,"
    "  start_node INTEGER NOT NULL, end_node INTEGER NOT NULL, left_face INTEGER NOT NULL,"
    "  right_face INTEGER NOT NULL, line BLOB NOT NULL);"
    "CREATE TABLE face (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL, owner INTEGER NOT NULL);"
    "CREATE TABLE grid (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL, depth INTEGER NOT NULL,"
    "  parent INTEGER NOT NULL, kind INTEGER NOT NULL, is_retired INTEGER NOT NULL,"
    "  code TEXT NOT NULL, name TEXT NOT NULL);"
    "CREATE INDEX grid_parent ON grid (parent);"
    "CREATE TABLE lineage (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL,"
    "  old_grid INTEGER NOT NULL, new_grid INTEGER NOT NULL, kind TEXT NOT NULL,"
    "  journal INTEGER NOT NULL);"
    "CREATE TABLE journal (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL, kind TEXT NOT NULL,"
    "  detail TEXT NOT NULL, user TEXT NOT NULL, time INTEGER NOT NULL,"
    "  min_x INTEGER, min_y INTEGER, max_x INTEGER, max_y INTEGER,"
    "  is_undone INTEGER NOT NULL, is_whole INTEGER NOT NULL, content BLOB NOT NULL);"
    "CREATE TABLE stale (grid INTEGER PRIMARY KEY);"
    "CREATE TABLE layer (id INTEGER PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL,"
    "  source TEXT NOT NULL, layer TEXT, is_raster INTEGER NOT NULL, is_visible INTEGER NOT NULL,"
    "  opacity REAL NOT NULL);";

/* Layers besides the levels: the buildings, roads and rivers of a sample. */
static const char features_sql[]
  = "CREATE TABLE feature_layer (name TEXT PRIMARY KEY NOT NULL, geometry TEXT NOT NULL,"
    "  created INTEGER NOT NULL);";

/* What a change of land came to, and why it was made. NULL is not known. */
static const char lineage_sql[]
  = "ALTER TABLE lineage ADD COLUMN area REAL;"
    "ALTER TABLE lineage ADD COLUMN households INTEGER;"
    "ALTER TABLE journal ADD COLUMN reason TEXT NOT NULL DEFAULT '';"
    "CREATE INDEX lineage_old ON lineage (old_grid);"
    "CREATE INDEX lineage_new ON lineage (new_grid);"
    "CREATE INDEX lineage_journal ON lineage (journal);";

/* Parts of a building that count in another grid than its footprint. The buildings themselves have
 * a layer of their own, made when the first come (wg-buildings.c): a layer needs a CRS. */
static const char building_split_sql[]
  = "CREATE TABLE building_split (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL,"
    "  building INTEGER NOT NULL, grid INTEGER NOT NULL, units TEXT, floors TEXT,"
    "  households INTEGER, people INTEGER);"
    "CREATE INDEX building_split_building ON building_split (building);";

/* Locks and pins, what a level asks of its grids, and more of a grid. 0 is no rule, not known. */
static const char locks_sql[]
  = "ALTER TABLE grid ADD COLUMN property_type INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE grid ADD COLUMN mgmt_class INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE grid ADD COLUMN is_locked INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE grid ADD COLUMN note TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE level ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE level ADD COLUMN min_households INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE level ADD COLUMN target_households INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE level ADD COLUMN max_households INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE level ADD COLUMN min_people INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE level ADD COLUMN target_people INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE level ADD COLUMN max_people INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE level ADD COLUMN min_area INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE level ADD COLUMN target_area INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE level ADD COLUMN max_area INTEGER NOT NULL DEFAULT 0;"
    "UPDATE level SET min_households = 30, max_households = 100 WHERE name = '微网格';"
    "UPDATE level SET min_households = 200, target_households = 300, max_households = 500,"
    "  target_people = 1000, max_people = 1500"
    "  WHERE name IN ('网格', '一般网格', '综合网格', '基础网格');";

/* Findings that are left as they are: what the rule was, the face (0) or grid (1), where. subject_id is the
 * id of that, and in the 32 bits above it the person whom it is about. */
static const char acceptance_sql[]
  = "CREATE TABLE acceptance (code TEXT NOT NULL, subject INTEGER NOT NULL,"
    "  subject_id INTEGER NOT NULL, x INTEGER NOT NULL, y INTEGER NOT NULL,"
    "  reason TEXT NOT NULL, until TEXT, user TEXT NOT NULL, time INTEGER NOT NULL,"
    "  PRIMARY KEY (code, subject, subject_id));";

/* Lines that borders may follow: roads, rivers, walls. line is as in arc. */
static const char barriers_sql[]
  = "CREATE TABLE barrier (id INTEGER PRIMARY KEY, layer TEXT NOT NULL, class TEXT NOT NULL,"
    "  line BLOB NOT NULL);";

/* Several schemes: what of them is not open, and since when one is in force. */
static const char schemes_sql[]
  = "ALTER TABLE scheme ADD COLUMN adopted TEXT;"
    "ALTER TABLE scheme ADD COLUMN content BLOB;"
    "ALTER TABLE acceptance RENAME TO acceptance_before;"
    "CREATE TABLE acceptance (scheme INTEGER NOT NULL, code TEXT NOT NULL,"
    "  subject INTEGER NOT NULL, subject_id INTEGER NOT NULL, x INTEGER NOT NULL,"
    "  y INTEGER NOT NULL, reason TEXT NOT NULL, until TEXT, user TEXT NOT NULL,"
    "  time INTEGER NOT NULL, PRIMARY KEY (scheme, code, subject, subject_id));"
    "INSERT INTO acceptance SELECT 1, code, subject, subject_id, x, y, reason, until, user, time"
    "  FROM acceptance_before;"
    "DROP TABLE acceptance_before;"
    "INSERT OR IGNORE INTO project (key, value) VALUES ('scheme', '1');";

/* What was counted of a grid when it came in; -1 is not known, an area of 0: nothing was. */
static const char told_sql[]
  = "ALTER TABLE grid ADD COLUMN told_area INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE grid ADD COLUMN told_households INTEGER NOT NULL DEFAULT -1;"
    "ALTER TABLE grid ADD COLUMN told_people INTEGER NOT NULL DEFAULT -1;";

/* How bad the finding was when it was accepted: an area, a width or a count. */
static const char accepted_number_sql[] = "ALTER TABLE acceptance ADD COLUMN number REAL;";

/* Who answers for the grids of the scheme that is open, as grid is of it. Days are "2026-11-22", NULL is open; the
 * numbers are those of wg-staff.h. photo is for notice boards only. */
static const char people_sql[]
  = "CREATE TABLE person (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL, post_type INTEGER NOT NULL,"
    "  is_active INTEGER NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL, employer TEXT NOT NULL,"
    "  note TEXT NOT NULL, photo BLOB);"
    "CREATE TABLE assignment (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL, person INTEGER NOT NULL,"
    "  grid INTEGER NOT NULL, role INTEGER NOT NULL, mode INTEGER NOT NULL, deputy_of INTEGER NOT NULL,"
    "  from_day TEXT, to_day TEXT, title TEXT NOT NULL, part TEXT NOT NULL);"
    "CREATE INDEX assignment_grid ON assignment (grid);"
    "CREATE INDEX assignment_person ON assignment (person);"
    "CREATE TABLE leave (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL, person INTEGER NOT NULL,"
    "  deputy INTEGER NOT NULL, from_day TEXT, to_day TEXT, reason TEXT NOT NULL);"
    "CREATE TABLE staff_rule (id INTEGER PRIMARY KEY, scheme INTEGER NOT NULL, depth INTEGER NOT NULL,"
    "  property_type INTEGER NOT NULL, role INTEGER NOT NULL, post_type INTEGER NOT NULL,"
    "  min_count INTEGER NOT NULL, max_count INTEGER NOT NULL, title TEXT NOT NULL);";

/* Address points and named places, some thousand in a row (wg-addresses.h). */
static const char addresses_sql[]
  = "CREATE TABLE address_block (id INTEGER PRIMARY KEY, layer TEXT NOT NULL,"
    "  n_rows INTEGER NOT NULL, points BLOB NOT NULL, texts BLOB NOT NULL);";

/* Ways to print charts (wg-chart-templates.h). */
static const char chart_templates_sql[]
  = "CREATE TABLE chart_template (name TEXT PRIMARY KEY NOT NULL, options TEXT NOT NULL);";

/* How much the households of a row say: WG_LINEAGE_ bits of wg-rows.h. */
static const char lineage_told_sql[]
  = "ALTER TABLE lineage ADD COLUMN told INTEGER NOT NULL DEFAULT 0;";

/* A version that was ever given out is never changed; what is new is added at the end. */
static const WgMigration own_migrations[] = {
  { 1, tables_sql },
  { 2, features_sql },
  { 3, lineage_sql },
  { 4, building_split_sql },
  { 5, locks_sql },
  { 6, acceptance_sql },
  { 7, barriers_sql },
  { 8, schemes_sql },
  { 9, told_sql },
  { 10, accepted_number_sql },
  { 11, people_sql },
  { 12, addresses_sql },
  { 13, chart_templates_sql },
  { 14, lineage_told_sql },
};

static gboolean
run_migrations (WgConnection *connection, const WgMigration *migrations, guint n_migrations,
                int from, GError **error)
{
  for (guint i = 0; i < n_migrations; i++)
    {
      g_autofree char *sql = NULL;

      g_return_val_if_fail (i == 0 || migrations[i].version > migrations[i - 1].version, FALSE);
      if (migrations[i].version <= from)
        continue;
      sql = g_strdup_printf ("%s; PRAGMA user_version=%d", migrations[i].sql, migrations[i].version);
      if (!wg_connection_run (connection, sql, error))
        return FALSE;
    }
  return TRUE;
}

int
wg_schema_version (void)
{
  return own_migrations[G_N_ELEMENTS (own_migrations) - 1].version;
}

/* 'NONE' leaves out the 5.6 MB list of all reference systems; the project's own is entered when
 * it is known. 0: the call must not start a transaction of its own. */
gboolean
wg_schema_create (WgConnection *connection, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id=%d", WG_APPLICATION_ID_CODE);

  if (wg_connection_begin (connection, error)
      && wg_connection_run (connection, mark, error)
      && wg_connection_run (connection, "SELECT InitSpatialMetaData (0, 'NONE')", error)
      && wg_connection_run (connection, "SELECT InsertEpsgSrid (4490), InsertEpsgSrid (4326)", error)
      && run_migrations (connection, own_migrations, G_N_ELEMENTS (own_migrations), 0, error)
      && wg_connection_commit (connection, error))
    return TRUE;
  wg_connection_roll_back (connection);
  return FALSE;
}

gboolean
wg_schema_check (WgConnection *connection, int *version_out, GError **error)
{
  gint64 mark = 0, version = 0;

  if (!wg_connection_get_int (connection, "PRAGMA application_id", &mark, error)
      || !wg_connection_get_int (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (mark != WG_APPLICATION_ID_CODE || version < 1)
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_NOT_PROJECT,
                   "%s: an SQLite file of another program", wg_connection_get_path (connection));
      return FALSE;
    }
  if (version > wg_schema_version ())
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_NEWER, "%s: version %d, known is %d",
                   wg_connection_get_path (connection), (int) version, wg_schema_version ());
      return FALSE;
    }
  if (version_out != NULL)
    *version_out = (int) version;
  return TRUE;
}

gboolean
wg_schema_migrate (WgConnection *connection, const WgMigration *migrations, guint n_migrations,
                   GError **error)
{
  gint64 version = 0;

  if (migrations == NULL)
    {
      migrations = own_migrations;
      n_migrations = G_N_ELEMENTS (own_migrations);
    }
  if (!wg_connection_get_int (connection, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version >= migrations[n_migrations - 1].version)
    return TRUE;
  if (wg_connection_begin (connection, error)
      && run_migrations (connection, migrations, n_migrations, (int) version, error)
      && wg_connection_commit (connection, error))
    return TRUE;
  wg_connection_roll_back (connection);
  return FALSE;
}

static gboolean
find_srid (WgConnection *connection, const char *sql, const char *crs, int epsg, int *srid_out,
           GError **error)
{
  sqlite3_stmt *find = wg_connection_prepare (connection, sql, error);

  *srid_out = -1;
  if (find == NULL)
    return FALSE;
  if (epsg != 0)
    sqlite3_bind_int (find, 1, epsg);
  else
    sqlite3_bind_text (find, 1, crs, -1, SQLITE_STATIC);
  if (sqlite3_step (find) == SQLITE_ROW)
    *srid_out = sqlite3_column_int (find, 0);
  sqlite3_reset (find);
  return TRUE;
}

/* @crs is WKT; an EPSG number that SpatiaLite does not know has none to give. */
static gboolean
enter_srid (WgConnection *connection, const char *crs, int epsg, int *srid_out, GError **error)
{
  gint64 last = 0;
  sqlite3_stmt *enter = NULL;

  if (!wg_connection_get_int (connection, "SELECT max (srid) FROM spatial_ref_sys", &last, error))
    return FALSE;
  *srid_out = epsg != 0 ? epsg : MAX (FIRST_OWN_SRID, (int) last + 1);
  enter = wg_connection_prepare (connection,
                                 "INSERT INTO spatial_ref_sys (srid, auth_name, auth_srid,"
                                 " ref_sys_name, proj4text, srtext) VALUES (?, ?, ?, ?, '', ?)",
                                 error);
  if (enter == NULL)
    return FALSE;
  sqlite3_bind_int (enter, 1, *srid_out);
  sqlite3_bind_text (enter, 2, epsg != 0 ? "epsg" : "wangge", -1, SQLITE_STATIC);
  sqlite3_bind_int (enter, 3, *srid_out);
  sqlite3_bind_text (enter, 4, epsg != 0 ? crs : "project", -1, SQLITE_STATIC);
  sqlite3_bind_text (enter, 5, epsg != 0 ? "Undefined" : crs, -1, SQLITE_STATIC);
  if (sqlite3_step (enter) != SQLITE_DONE)
    return wg_connection_fail (connection, sqlite3_reset (enter), "enter CRS", error);
  sqlite3_reset (enter);
  return TRUE;
}

gboolean
wg_schema_get_srid (WgConnection *connection, const char *crs, int epsg, int *srid_out,
                    GError **error)
{
  const char *sql = epsg != 0 ? "SELECT srid FROM spatial_ref_sys WHERE srid = ?"
                              : "SELECT srid FROM spatial_ref_sys WHERE srtext = ?";

  *srid_out = -1;
  if (crs == NULL)
    return TRUE;
  if (!find_srid (connection, sql, crs, epsg, srid_out, error) || *srid_out != -1)
    return *srid_out != -1;
  if (epsg != 0)
    {
      g_autofree char *enter = g_strdup_printf ("SELECT InsertEpsgSrid (%d)", epsg);

      if (!wg_connection_run (connection, enter, error)
          || !find_srid (connection, sql, crs, epsg, srid_out, error) || *srid_out != -1)
        return *srid_out != -1;
    }
  return enter_srid (connection, crs, epsg, srid_out, error);
}
