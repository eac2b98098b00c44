/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A finder follows every edit of the plan without being told; the grids that an area touches. */

#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-area-grids.h"
#include "app/plan/wg-finder.h"
#include "tests/support/wg-lattice-plan.h"

static WgFound *
find (WgFinder *finder, WgPlan *plan, const char *text)
{
  WgWhen when = { 0 };
  WgFindJob *job = wg_finder_begin (finder, plan, text, 20);

  g_assert_true (wg_find_job_run (job, NULL));
  return wg_finder_finish (finder, job, plan, &when);
}

static void
rename_grid (WgPlan *plan, guint32 id, const char *name, WgChange **change_out)
{
  WgGridRecord record = wg_grid_get_record (wg_plan_get_grid (plan, id));
  g_autoptr (WgGrid) before = wg_grid_ref (wg_plan_get_grid (plan, id));
  g_autoptr (WgGrid) after = NULL;
  g_autoptr (GError) error = NULL;

  record.name = name;
  after = wg_grid_new_record (&record);
  *change_out = wg_change_new ("rename", "");
  wg_change_add_grid (*change_out, before, after);
  g_assert_true (wg_plan_apply (plan, *change_out, FALSE, &error));
}

static WgPlan *
make_plan (void)
{
  const WgLattice lattice = { .columns = 12, .rows = 12, .cell_mm = 10000, .points_per_arc = 3, .seed = 5 };

  return wg_lattice_plan_new (&lattice);
}

static guint32
any_grid (WgPlan *plan, guint depth)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    if (wg_plan_get_grid (plan, id) != NULL && wg_plan_get_grid (plan, id)->depth == depth)
      return id;
  g_assert_not_reached ();
}

static void
test_follows (void)
{
  g_autoptr (WgPlan) plan = make_plan ();
  g_autoptr (WgFinder) finder = wg_finder_new ();
  g_autoptr (WgAddressSet) addresses = wg_address_set_new (2);
  g_autoptr (WgChange) change = NULL;
  guint32 id = any_grid (plan, 3);
  WgAddress address = { "重庆路9号", "小店", NULL, { 0, 0 } };
  WgFound *found = find (finder, plan, "lbt");

  g_assert_null (wg_found_get_best (found));
  wg_found_free (found);
  rename_grid (plan, id, "柳北塘", &change);
  found = find (finder, plan, "lbt");
  g_assert_nonnull (wg_found_get_best (found));
  g_assert_cmpuint (wg_found_get_best (found)->grid, ==, id);
  wg_found_free (found);
  g_assert_true (wg_plan_apply (plan, change, TRUE, NULL));
  found = find (finder, plan, "lbt");
  g_assert_null (wg_found_get_best (found));
  wg_found_free (found);

  address.point = wg_coverage_label_point (wg_plan_get_coverage (plan),
                                           g_array_index (wg_plan_get_own_faces (plan, id), WgFaceId, 0));
  wg_address_set_begin_layer (addresses, "x");
  wg_address_set_add (addresses, &address);
  wg_plan_set_addresses (plan, addresses);
  found = find (finder, plan, "cql9");
  g_assert_cmpint (wg_found_get_best (found)->kind, ==, WG_FIND_ADDRESS);
  g_assert_cmpuint (wg_found_get_best (found)->grid, ==, id);
  wg_found_free (found);
}

static void
test_area (void)
{
  g_autoptr (WgPlan) plan = make_plan ();
  guint32 id = any_grid (plan, 3);
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) of = NULL;
  g_autoptr (GArray) in = NULL;
  g_autoptr (GArray) all = wg_area_grids_all (plan, 3);
  WgPoint p = wg_coverage_label_point (wg_plan_get_coverage (plan),
                                       g_array_index (wg_plan_get_own_faces (plan, id), WgFaceId, 0));
  WgEnvelope box = { p.x, p.y, p.x + 1, p.y + 1 };
  WgEnvelope everything = { -1000000, -1000000, 1000000, 1000000 };

  g_array_append_val (one, id);
  of = wg_area_grids_of (plan, one, 0);
  g_assert_cmpuint (of->len, ==, 3); /* with the two above */
  g_assert_cmpuint (wg_plan_get_grid (plan, g_array_index (of, guint32, 0))->depth, ==, 1);
  in = wg_area_grids_in_box (plan, &box, 3);
  g_assert_cmpuint (in->len, ==, 1);
  g_assert_cmpuint (g_array_index (in, guint32, 0), ==, id);
  g_array_unref (g_steal_pointer (&in));
  in = wg_area_grids_in_box (plan, &everything, 3);
  g_assert_cmpuint (in->len, ==, all->len);
}

static const WgAddressNear *
find_near (const char *typed, const char *const *known, GArray *near)
{
  g_autoptr (WgTextPack) texts = wg_text_pack_new (0);

  for (guint i = 0; known[i] != NULL; i++)
    {
      const char *fields[] = { known[i], NULL };

      wg_text_pack_add (texts, fields, 2, 2);
    }
  g_assert_true (wg_address_near_find (typed, texts, 20, near, NULL));
  return near->len > 0 ? &g_array_index (near, WgAddressNear, 0) : NULL;
}

/* Addresses as they come: other writings, a flat by its house, a house between two others. */
static void
test_near (void)
{
  static const char *const known[] = {
    "文三路111号", "文三路113号", "文三路117号", "文三路200弄5号", "胜利小区12号楼3单元401室", "胜利小区13幢",
    "浙江省杭州市西湖区翠苑街道学院路77号", "解放路十二号", "古荡新村8-2-301", "勝利路５號", "黄龙世纪广场A座",
    "昆山北路9号", NULL,
  };
  static const struct
  {
    const char *typed;
    WgNearness nearness;
    guint row;
  } cases[] = {
    { "文三路 113 號", WG_NEAR_SAME, 1 },
    { "杭州市西湖区文三路（近学院路）113号", WG_NEAR_SAME, 1 },
    { "文三路113号2幢301室", WG_NEAR_AROUND, 1 },
    { "文三路113-2号", WG_NEAR_AROUND, 1 },
    { "文三路115号", WG_NEAR_BETWEEN, 1 },
    { "文三路119号", WG_NEAR_NEXT, 2 },
    { "文三路200弄5号402室", WG_NEAR_AROUND, 3 },
    { "胜利小区12-3-401", WG_NEAR_SAME, 4 },
    { "胜利小区１２幢三单元401", WG_NEAR_SAME, 4 },
    { "勝利小區12號樓", WG_NEAR_PART, 4 },
    { "12-3-401", WG_NEAR_SAME, 4 },
    { "胜利小区13号楼1单元", WG_NEAR_AROUND, 5 },
    { "西湖区学院路77号", WG_NEAR_SAME, 6 },
    { "翠苑学院路七十七号", WG_NEAR_SAME, 6 },
    { "解放路12号", WG_NEAR_SAME, 7 },
    { "古荡新村8号楼2单元301室", WG_NEAR_SAME, 8 },
    { "胜利路五号", WG_NEAR_SAME, 9 },
    { "黄龙世纪广场a幢", WG_NEAR_SAME, 10 },
  };
  static const char *const others[] = { "文三路", "113", "文三路999号", "胜利小区14幢", "胜利小区12号楼4单元",
                                        "中山北路9号", "新华路113号", "文三路200弄7号", "" };
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (WgAddressNear));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const WgAddressNear *best = find_near (cases[i].typed, known, near);

      g_test_message ("%s", cases[i].typed);
      g_assert_nonnull (best);
      g_assert_cmpint (best->nearness, ==, cases[i].nearness);
      g_assert_cmpuint (best->row, ==, cases[i].row);
    }
  g_assert_nonnull (find_near ("文三路115号", known, near));
  g_assert_cmpuint (g_array_index (near, WgAddressNear, 0).other, ==, 2);
  g_assert_cmpfloat (g_array_index (near, WgAddressNear, 0).fraction, ==, 0.5);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("not %s", others[i]);
      g_assert_null (find_near (others[i], known, near));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/finder/follows", test_follows);
  g_test_add_func ("/finder/area", test_area);
  g_test_add_func ("/finder/near", test_near);
  return g_test_run ();
}
