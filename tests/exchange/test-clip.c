/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/exchange/wg-clip.h"
#include "app/plan/wg-commands.h"
#include "tests/support/wg-lattice-plan.h"

static WgPlan *
make_plan (void)
{
  const WgLattice lattice = { 6, 5, 100000, 4, 0, 0, 3 };

  WgPlan *plan = wg_lattice_plan_new (&lattice);
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000, 3350000, NULL);

  wg_plan_set_frame (plan, frame);
  return plan;
}

static void
assert_same_land (WgPlan *plan, const GArray *grids, const WgClip *clip)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  guint n_points = 0;

  g_assert_nonnull (clip->shape);
  for (guint i = 0; i < grids->len; i++)
    {
      wg_plan_get_shape (plan, g_array_index (grids, guint32, i), shape);
      for (guint j = 0; j < shape->points->len; j++, n_points++)
        g_assert_true (wg_point_equal (WG_SHAPE_POINT (shape, j),
                                       WG_SHAPE_POINT (clip->shape, n_points)));
    }
  g_assert_cmpuint (n_points, ==, clip->shape->points->len);
}

/* What is copied comes back to the millimetre, from either text. */
static void
test_round_trip (void)
{
  g_autoptr (WgPlan) plan = make_plan ();

  for (guint n = 1; n <= 3; n++)
    {
      g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint32));
      const GArray *children = wg_plan_get_children (plan, 0);
      GError *error = NULL;

      for (guint32 id = wg_plan_get_grid_limit (plan) - 1; grids->len < n; id--)
        g_array_append_val (grids, id);
      g_assert_cmpuint (children->len, >, 0);
      for (guint i = 0; i < 2; i++)
        {
          g_autofree char *text = i == 0 ? wg_clip_to_wkt (plan, grids)
                                         : wg_clip_to_geojson (plan, grids);
          g_autoptr (WgClip) clip = wg_clip_parse (text, wg_plan_get_frame (plan), &error);

          g_assert_no_error (error);
          assert_same_land (plan, grids, clip);
        }
    }
}

static void
test_lines_and_systems (void)
{
  g_autoptr (WgPlan) plan = make_plan ();
  WgFrame *frame = wg_plan_get_frame (plan);
  static const char *const texts[] = {
    "  linestring(%f %f, %f %f)",
    "LINESTRING Z (%f %f 5, %f %f 6)",
    "MULTILINESTRING ((%f %f, %f %f))",
    "{\"type\":\"LineString\",\"coordinates\":[[%f,%f],[%f,%f]]}",
    "{\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"LineString\","
    "\"coordinates\":[[%f,%f],[%f,%f]]}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint degrees = 0; degrees < 2; degrees++)
      {
        WgPoint points[2] = { { 1000, 2000 }, { 91000, 42000 } };
        double v[4] = { 0 };
        g_autofree char *text = NULL;
        g_autoptr (WgClip) clip = NULL;
        GError *error = NULL;

        for (guint j = 0; j < 2; j++)
          if (degrees)
            g_assert_true (wg_frame_to_degrees (frame, points[j], &v[2 * j], &v[2 * j + 1]));
          else
            wg_frame_to_metres (frame, points[j], &v[2 * j], &v[2 * j + 1]);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        text = g_strdup_printf (texts[i], v[0], v[1], v[2], v[3]);
#pragma GCC diagnostic pop
        clip = wg_clip_parse (text, frame, &error);
        g_assert_no_error (error);
        g_assert_null (clip->shape);
        g_assert_cmpuint (clip->line->len, ==, 2);
        for (guint j = 0; j < 2; j++) /* six decimals of a degree are 0.1 m */
          g_assert_cmpint (wg_point_distance2 (g_array_index (clip->line, WgPoint, j), points[j]), <=,
                           degrees ? 200 * 200 : 1);
      }
}

static void
test_garbage (void)
{
  g_autoptr (WgPlan) plan = make_plan ();
  static const char *const texts[] = {
    "",       "  ",         "hello",     "POLYGON",    "POLYGON EMPTY", "POINT (1 2)", "{", "{}",
    "{\"type\":\"Point\",\"coordinates\":[1,2]}", "LINESTRING (1 2)", "POLYGON ((1 2, 3 4))",
    "网格", "{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[\"a\",3]]]}",
    "/etc/passwd", "GEOMETRYCOLLECTION EMPTY", "SRID=4326;", "LINESTRING (a b, c d)",
  };
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_null (wg_clip_parse (texts[i], wg_plan_get_frame (plan), &error));
      g_assert_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_GEOMETRY);
      g_clear_error (&error);
    }
  g_assert_null (wg_clip_parse ("LINESTRING (0 0, 9e9 1)", wg_plan_get_frame (plan), &error));
  g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE);
  g_clear_error (&error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/clip/round-trip", test_round_trip);
  g_test_add_func ("/exchange/clip/lines-and-systems", test_lines_and_systems);
  g_test_add_func ("/exchange/clip/garbage", test_garbage);
  return g_test_run ();
}
