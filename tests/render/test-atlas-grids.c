/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "app/render/wg-atlas.h"
#include "tests/support/wg-test-plan.h"

#include <string.h>

static void
test_collect (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (6, 5, 1);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (guint32));
  const WgGrid *street = NULL;

  wg_atlas_collect_level (plan, 3, 0, all);
  g_assert_cmpuint (all->len, ==, 30);
  street = wg_plan_get_grid (plan, wg_plan_get_ancestor (plan, g_array_index (all, guint32, 0), 1));
  wg_atlas_collect_level (plan, 3, street->id, some);
  g_assert_cmpuint (some->len, ==, 16);
  for (guint i = 0; i < some->len; i++)
    {
      guint32 id = g_array_index (some, guint32, i);

      g_assert_cmpuint (wg_plan_get_ancestor (plan, id, 1), ==, street->id);
      /* Grids of a community stand together. */
      if (i % 4 != 0)
        g_assert_cmpuint (wg_plan_get_grid (plan, id)->parent, ==,
                          wg_plan_get_grid (plan, g_array_index (some, guint32, i - 1))->parent);
    }
}

static void
test_sort (void)
{
  g_autoptr (WgPlan) plan = wg_test_plan_grid (6, 5, 1);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) mixed = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 street = 0;

  wg_atlas_collect_level (plan, 3, 0, all);
  for (guint i = all->len; i > 0; i--)
    {
      g_array_append_val (mixed, g_array_index (all, guint32, i - 1));
      g_array_append_val (mixed, g_array_index (all, guint32, i - 1));
    }
  wg_atlas_sort (plan, mixed);
  g_assert_cmpuint (mixed->len, ==, all->len);
  g_assert_cmpint (memcmp (mixed->data, all->data, all->len * sizeof (guint32)), ==, 0);

  street = wg_plan_get_ancestor (plan, g_array_index (all, guint32, 3), 1);
  g_array_append_val (mixed, street);
  wg_atlas_sort (plan, mixed);
  g_assert_cmpuint (g_array_index (mixed, guint32, 0), ==, street);
}

static void
test_file_name (void)
{
  static const struct
  {
    const char *pattern;
    const char *code;
    const char *name;
    const char *wanted;
  } cases[] = {
    { "{code}-{name}", "330106001", "柳北第一网格", "330106001-柳北第一网格" },
    { "{name}", "1", "../../etc/passwd", "_.._etc_passwd" },
    { "网格 {code}?", "a:b*c", "", "网格 a_b_c_" },
    { "{name}", "1", " 第一\t网格\n. ", "第一_网格_" },
    { "{name}{code}", "", "", "7" },
    { "{nobody}", "", "", "{nobody}" },
    { NULL, "1", "2", "1-2" },
  };
  g_autofree char *long_name = g_strnfill (100, 'x');
  g_autofree char *text = NULL;
  g_autoptr (WgGrid) grid = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (WgGrid) one
        = wg_grid_new (7, 0, 1, WG_GRID_ORDINARY, FALSE, cases[i].code, cases[i].name);
      g_autofree char *name = wg_atlas_file_name (cases[i].pattern, one);

      g_assert_cmpstr (name, ==, cases[i].wanted);
    }
  grid = wg_grid_new (7, 0, 1, WG_GRID_ORDINARY, FALSE, long_name, "一二三四五六七八九十一二三四五");
  text = wg_atlas_file_name ("{code}{name}", grid);
  g_assert_cmpuint (strlen (text), <=, 120);
  g_assert_cmpuint (strlen (text), >, 116);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/atlas-grids/collect", test_collect);
  g_test_add_func ("/atlas-grids/sort", test_sort);
  g_test_add_func ("/atlas-grids/file-name", test_file_name);
  return g_test_run ();
}
