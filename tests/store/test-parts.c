/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "app/base/wg-random.h"
#include "app/store/wg-blob.h"
#include "app/store/wg-content.h"
#include "app/store/wg-project-private.h"
#include "app/store/wg-ring-set.h"
#include "app/store/wg-rtree.h"

#include <string.h>

#define N_BOXES 3000

static WgFrame *
make_frame (void)
{
  GError *error = NULL;
  WgFrame *frame = wg_frame_new ("EPSG:4549", 510000, 3350000, &error);

  g_assert_no_error (error);
  return frame;
}

/* A square with a hole, and a triangle. */
static WgShape *
make_shape (void)
{
  WgShape *shape = wg_shape_new ();

  wg_shape_add_ring (shape, (WgPoint[]){ { 0, 0 }, { 9000, 0 }, { 9000, 9001 }, { 0, 9001 } }, 4, 0,
                     FALSE);
  wg_shape_add_ring (shape, (WgPoint[]){ { 3000, 3000 }, { 3000, 6000 }, { 6000, 3000 } }, 3, 0, TRUE);
  wg_shape_add_ring (shape, (WgPoint[]){ { -5, -5 }, { -5000, -5 }, { -5, -5000 } }, 3, 1, FALSE);
  return shape;
}

/* The bytes against SpatiaLite's own reading of them. */
static void
test_blob_is_spatialite (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgFrame) frame = make_frame ();
  g_autoptr (WgShape) shape = make_shape ();
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  WgProject *project = NULL;
  sqlite3_stmt *ask = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  wg_blob_write_shape (shape, frame, 4549, blob);
  ask = wg_connection_prepare (project->connection,
                               "SELECT AsText (?1), Srid (?1), IsValid (?1), GeometryType (?1)", &error);
  g_assert_no_error (error);
  sqlite3_bind_blob (ask, 1, blob->data, (int) blob->len, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (ask), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (ask, 0), ==,
                   "MULTIPOLYGON(((510000 3350000, 510009 3350000, 510009 3350009.001,"
                   " 510000 3350009.001, 510000 3350000), (510003 3350003, 510003 3350006,"
                   " 510006 3350003, 510003 3350003)), ((509999.995 3349999.995,"
                   " 509995 3349999.995, 509999.995 3349995, 509999.995 3349999.995)))");
  g_assert_cmpint (sqlite3_column_int (ask, 1), ==, 4549);
  g_assert_cmpint (sqlite3_column_int (ask, 2), ==, 1);
  g_assert_cmpstr ((const char *) sqlite3_column_text (ask, 3), ==, "MULTIPOLYGON");
  sqlite3_reset (ask);
  store_fixture_close (project);
}

static void
test_blob_round_trip (void)
{
  g_autoptr (WgFrame) frame = make_frame ();
  g_autoptr (WgShape) shape = make_shape ();
  g_autoptr (WgShape) read = wg_shape_new ();
  g_autoptr (GByteArray) blob = g_byte_array_new ();
  int srid = 0;

  wg_blob_write_shape (shape, frame, 4549, blob);
  g_assert_true (wg_blob_read_shape (blob->data, blob->len, frame, read, &srid));
  g_assert_cmpint (srid, ==, 4549);
  g_assert_cmpuint (wg_shape_n_parts (read), ==, 2);
  g_assert_true (wg_ring_set_equal (shape, read));
  for (gsize size = 0; size < blob->len; size++)
    g_assert_false (wg_blob_read_shape (blob->data, size, frame, read, &srid));
}

static void
test_ring_set (void)
{
  g_autoptr (WgShape) a = make_shape ();
  g_autoptr (WgShape) b = wg_shape_new ();

  wg_shape_add_ring (b, (WgPoint[]){ { -5, -5000 }, { -5, -5 }, { -5000, -5 } }, 3, 0, FALSE);
  wg_shape_add_ring (b, (WgPoint[]){ { 9000, 9001 }, { 0, 9001 }, { 0, 0 }, { 9000, 0 } }, 4, 1, FALSE);
  wg_shape_add_ring (b, (WgPoint[]){ { 6000, 3000 }, { 3000, 3000 }, { 3000, 6000 } }, 3, 1, TRUE);
  g_assert_true (wg_ring_set_equal (a, b));
  WG_SHAPE_POINT (b, 4).y++;
  g_assert_false (wg_ring_set_equal (a, b));
}

static void
test_content_round_trip (void)
{
  g_autoptr (WgPlan) plan = store_fixture_plan ();
  g_autoptr (GByteArray) bytes = wg_content_pack (plan);
  g_autoptr (WgPlan) read = NULL;
  GError *error = NULL;

  read = wg_content_unpack (bytes->data, bytes->len, &error);
  g_assert_no_error (error);
  store_fixture_assert_equal_plans (plan, read);
  for (gsize size = 0; size < bytes->len; size += 13)
    {
      g_assert_null (wg_content_unpack (bytes->data, size, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
    }
}

static gint64
count (WgProject *project, const char *sql)
{
  gint64 value = 0;
  GError *error = NULL;

  g_assert_true (wg_connection_get_int (project->connection, sql, &value, &error));
  g_assert_no_error (error);
  return value;
}

static void
run (WgProject *project, const char *sql)
{
  GError *error = NULL;

  wg_connection_run (project->connection, sql, &error);
  g_assert_no_error (error);
}

/* The packed tree against a plain table, at every size around full nodes, and after more rows came
 * and went. */
static void
test_packed_rtree (void)
{
  static const guint sizes[] = { 1, 2, 39, 40, 41, 80, 81, 1600, 1601, N_BOXES };
  g_auto (StoreFixture) fixture = { 0 };
  WgProject *project = NULL;
  WgRandom random = wg_random (3);

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  run (project, "CREATE TABLE plain (id INTEGER PRIMARY KEY, x0 REAL, y0 REAL, x1 REAL, y1 REAL)");
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (WgRtree) tree = wg_rtree_new ();
      GError *error = NULL;

      run (project, "BEGIN; DELETE FROM plain; DROP TABLE IF EXISTS tree;"
                    "CREATE VIRTUAL TABLE tree USING rtree (pkid, xmin, xmax, ymin, ymax)");
      for (guint i = 1; i <= sizes[s]; i++)
        {
          guint8 blob[38] = { 0 };
          double box[4] = { 0 };
          g_autofree char *sql = NULL;

          box[0] = 500000 + wg_random_unit (&random) * 5000;
          box[1] = 3350000 + wg_random_unit (&random) * 5000;
          box[2] = box[0] + wg_random_unit (&random) * 200;
          box[3] = box[1] + wg_random_unit (&random) * 200;
          memcpy (blob + 6, box, sizeof box);
          wg_rtree_add_blob (tree, i * 3, blob);
          sql = g_strdup_printf ("INSERT INTO plain VALUES (%u, %.17g, %.17g, %.17g, %.17g)", i * 3,
                                 box[0], box[1], box[2], box[3]);
          run (project, sql);
        }
      g_assert_true (wg_rtree_write (tree, project->connection, "tree", &error));
      g_assert_no_error (error);
      run (project, "COMMIT");
      g_assert_cmpint (count (project, "SELECT rtreecheck ('tree') = 'ok'"), ==, 1);
      g_assert_cmpint (count (project, "SELECT count (*) FROM tree"), ==, sizes[s]);
      g_assert_cmpint (count (project,
                              "SELECT count (*) FROM plain AS p JOIN tree AS t ON t.pkid = p.id"
                              " WHERE t.xmin <= x0 AND t.xmin > x0 - 1 AND t.ymin <= y0"
                              " AND t.ymin > y0 - 1 AND t.xmax >= x1 AND t.xmax < x1 + 1"
                              " AND t.ymax >= y1 AND t.ymax < y1 + 1"),
                       ==, sizes[s]);
      for (guint i = 0; i < 10; i++)
        {
          double x = 500000 + wg_random_unit (&random) * 5000;
          double y = 3350000 + wg_random_unit (&random) * 5000;
          g_autofree char *missed
            = g_strdup_printf ("SELECT count (*) FROM plain WHERE x0 <= %.6f + 300 AND x1 >= %.6f"
                               " AND y0 <= %.6f + 300 AND y1 >= %.6f AND id NOT IN (SELECT pkid FROM"
                               " tree WHERE xmin <= %.6f + 300 AND xmax >= %.6f"
                               " AND ymin <= %.6f + 300 AND ymax >= %.6f)",
                               x, x, y, y, x, x, y, y);

          g_assert_cmpint (count (project, missed), ==, 0);
        }
      run (project, "BEGIN; DELETE FROM tree WHERE pkid % 2 = 0;"
                    "INSERT INTO tree SELECT id + 1, x0, x1, y0, y1 FROM plain; COMMIT");
      g_assert_cmpint (count (project, "SELECT rtreecheck ('tree') = 'ok'"), ==, 1);
      g_assert_cmpint (count (project, "SELECT count (*) FROM tree"), ==,
                       sizes[s] - sizes[s] / 2 + sizes[s]);
    }
  store_fixture_close (project);
}

static void
test_features (void)
{
  static const WgFeatureField fields[] = { { "name", "TEXT" }, { "households", "INTEGER" } };
  static const char *const first[] = { "1幢", "48" };
  static const char *const second[] = { NULL, NULL };
  static const char *const road[] = { "北山街", "3" };
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgShape) shape = wg_shape_new ();
  g_autoptr (WgLine) line = wg_line_new ((WgPoint[]){ { 0, 0 }, { 5000, 7000 } }, 2);
  g_autoptr (GArray) features = g_array_new (FALSE, FALSE, sizeof (WgFeature));
  WgFeature feature = { shape, NULL, first };
  WgFeatureTable table = { "building", TRUE, fields, 2, features };
  g_autofree char *text = NULL;
  WgProject *project = NULL;
  GError *error = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  wg_shape_add_ring (shape, (WgPoint[]){ { 0, 0 }, { 9000, 0 }, { 0, 9000 } }, 3, 0, FALSE);
  g_array_append_val (features, feature);
  feature.values = second;
  g_array_append_val (features, feature);
  for (guint round = 0; round < 2; round++)
    {
      g_assert_true (wg_project_write_features (project, &table, NULL, NULL, &error));
      g_assert_no_error (error);
    }
  g_array_set_size (features, 0);
  feature = (WgFeature){ NULL, line, road };
  g_array_append_val (features, feature);
  table.name = "grid";
  table.is_area = FALSE;
  g_assert_false (wg_project_write_features (project, &table, NULL, NULL, &error));
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  table.name = "road";
  g_assert_true (wg_project_write_features (project, &table, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (store_fixture_split (project, 3));
  store_fixture_close (project);

  text = store_fixture_run ("sqlite3 '%s' 'PRAGMA trusted_schema=1' '.load mod_spatialite'"
                            " 'SELECT id, name, households, typeof (households), AsText (geom) FROM"
                            " building' 'SELECT name, AsText (geom) FROM road'"
                            " \"SELECT count (*) FROM idx_building_geom\"", fixture.path);
  g_assert_cmpstr (text, ==,
                   "1|1幢|48|integer|POLYGON((510000 3350000, 510009 3350000, 510000 3350009,"
                   " 510000 3350000))\n"
                   "2|||null|POLYGON((510000 3350000, 510009 3350000, 510000 3350009,"
                   " 510000 3350000))\n"
                   "北山街|LINESTRING(510000 3350000, 510005 3350007)\n2\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/parts/blob-is-spatialite", test_blob_is_spatialite);
  g_test_add_func ("/store/parts/blob-round-trip", test_blob_round_trip);
  g_test_add_func ("/store/parts/ring-set", test_ring_set);
  g_test_add_func ("/store/parts/content-round-trip", test_content_round_trip);
  g_test_add_func ("/store/parts/packed-rtree", test_packed_rtree);
  g_test_add_func ("/store/parts/features", test_features);
  return g_test_run ();
}
