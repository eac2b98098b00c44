/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "app/render/wg-chart-private.h"
#include "tests/support/wg-test-plan.h"

#include <glib/gstdio.h>
#include <string.h>

/* The first street of a plan of 6 x 5 grids: behind 30 grids and 9 communities. */
#define STREET 40

static const char *const facts[] = { "编码", "330106001", "面积", "1.2 公顷", NULL };
static const char *const borders[] = { "街道界", "网格界", NULL };
static const WgChartWords words = {
  "柳北1街道 柳塘社区第1网格 网格图", facts, "图例", "本网格", "相邻网格", "无网格土地", borders,
  "比例尺", "北", "2026年11月22日",
};

static void
test_layout (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (6, 5, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgChart) chart = wg_chart_new (plan, 10, &words, &error);
  double width = 0, height = 0;

  g_assert_no_error (error);
  wg_chart_get_size (chart, &width, &height);
  g_assert_cmpfloat_with_epsilon (MIN (width, height), 595.276, 0.001);
  g_assert_cmpfloat_with_epsilon (MAX (width, height), 841.890, 0.001);
  g_assert_cmpuint (chart->faces[WG_CHART_FILL_GRID]->len, ==, 1);
  g_assert_cmpuint (chart->faces[WG_CHART_FILL_NEIGHBOUR]->len, >=, 4);
  g_assert_true (chart->has_rank[1]);
  g_assert_true (chart->has_rank[2] || chart->has_rank[3]);
}

/* Every label stands in the land of its own grid, and none on another. */
static void
test_labels (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (6, 5, 2);
  g_autoptr (WgChart) chart = wg_chart_new (plan, STREET, &words, NULL);
  WgCoverage *coverage = wg_plan_get_coverage (plan);

  g_assert_nonnull (chart);
  g_assert_cmpuint (chart->child_depth, ==, 2);
  g_assert_cmpuint (chart->labels->len, >=, 5);
  for (guint i = 0; i < chart->labels->len; i++)
    {
      const WgChartLabel *label = &g_array_index (chart->labels, WgChartLabel, i);
      WgPoint p = { (gint32) wg_viewport_from_pixel_x (&chart->viewport, label->x - chart->map.x),
                    (gint32) wg_viewport_from_pixel_y (&chart->viewport, label->y - chart->map.y) };
      guint32 owner = wg_coverage_owner (coverage, wg_coverage_face_at (coverage, p));

      g_assert_cmpuint (wg_chart_unit (chart, owner), ==, label->grid);
      for (guint k = 0; k < i; k++)
        {
          const WgChartLabel *other = &g_array_index (chart->labels, WgChartLabel, k);

          g_assert_true (other->grid != label->grid);
          g_assert_true (ABS (other->x - label->x) > 10 || ABS (other->y - label->y) > 5);
        }
    }
}

static void
test_child_colors (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (6, 5, 3);
  g_autoptr (WgChart) chart = wg_chart_new (plan, STREET, &words, NULL);
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint n_checked = 0;

  for (guint i = 0; i < chart->arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (chart->arcs, WgArcId, i));
      guint fills[2] = { 0, 0 };

      for (guint fill = WG_CHART_FILL_GRID; fill < WG_CHART_N_FILLS; fill++)
        for (guint k = 0; k < chart->faces[fill]->len; k++)
          {
            WgFaceId face = g_array_index (chart->faces[fill], WgFaceId, k);

            if (face == arc->left)
              fills[0] = fill;
            if (face == arc->right)
              fills[1] = fill;
          }
      if (fills[0] == 0 || fills[1] == 0
          || wg_chart_unit (chart, wg_coverage_owner (coverage, arc->left))
               == wg_chart_unit (chart, wg_coverage_owner (coverage, arc->right)))
        continue;
      g_assert_cmpuint (fills[0], !=, fills[1]);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >=, 4);
}

static void
test_pdf (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (6, 5, 4);
  g_autofree char *folder = g_dir_make_tmp ("wangge-chart-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "chart.pdf", NULL);
  g_autofree char *again = g_build_filename (folder, "again.pdf", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize first_length = 0, second_length = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgChart) chart = wg_chart_new (plan, 10, &words, &error);

  g_assert_true (wg_chart_write_pdf (chart, path, &error));
  g_assert_true (wg_chart_write_pdf (chart, again, &error));
  g_assert_true (g_file_get_contents (path, &first, &first_length, &error));
  g_assert_true (g_file_get_contents (again, &second, &second_length, &error));
  g_assert_cmpmem (first, first_length, second, second_length);
  g_assert_true (g_str_has_prefix (first, "%PDF-"));
  g_assert_nonnull (memmem (first, first_length, "/FontFile3", 10));

  g_assert_false (wg_chart_write_pdf (chart, "/nowhere/at/all.pdf", &error));
  g_assert_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE);
  g_unlink (path);
  g_unlink (again);
  g_rmdir (folder);
}

static void
test_no_land (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (2, 2, 5);
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_chart_new (plan, 999, &words, &error));
  g_assert_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_NO_GRID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/chart/layout", test_layout);
  g_test_add_func ("/render/chart/labels", test_labels);
  g_test_add_func ("/render/chart/child-colors", test_child_colors);
  g_test_add_func ("/render/chart/pdf", test_pdf);
  g_test_add_func ("/render/chart/no-land", test_no_land);
  return g_test_run ();
}
