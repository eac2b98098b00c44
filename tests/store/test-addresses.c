/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Address points in the file: what is written is read, undo and redo exchange whole sets, also after a restart. */
#include "store-fixture.h"

static WgAddressSet *
make_set (guint n, const char *layer)
{
  g_autoptr (WgAddressSet) set = wg_address_set_new (n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("柳北街道胜利路%u号", i);
      WgAddress address = { i % 7 == 3 ? NULL : text, i % 3 == 0 ? "𠮷祥超市" : NULL,
                            i % 5 == 0 ? "shop" : NULL, { (gint32) i * 100, -(gint32) i } };

      if (i % 7 == 3)
        address.name = "胜利路";
      wg_address_set_add (set, &address);
    }
  return wg_address_set_replace_layer (NULL, set, layer);
}

static void
assert_same (WgAddressSet *a, WgAddressSet *b)
{
  const WgTextPack *texts_a = wg_address_set_get_texts (a), *texts_b = wg_address_set_get_texts (b);
  guint bounds[2] = { 0, 0 }, others[2] = { 0, 0 };

  g_assert_cmpuint (wg_address_set_count (a), ==, wg_address_set_count (b));
  g_assert_cmpuint (wg_address_set_n_layers (a), ==, wg_address_set_n_layers (b));
  for (guint i = 0; i < wg_address_set_n_layers (a); i++)
    {
      g_assert_cmpstr (wg_address_set_get_layer (a, i, &bounds[0], &bounds[1]), ==,
                       wg_address_set_get_layer (b, i, &others[0], &others[1]));
      g_assert_cmpuint (bounds[0], ==, others[0]);
      g_assert_cmpuint (bounds[1], ==, others[1]);
    }
  for (guint i = 0; i < wg_address_set_count (a); i++)
    {
      guint n_a = 0, n_b = 0;
      const guint16 *row_a = wg_text_pack_get_row (texts_a, i, &n_a);
      const guint16 *row_b = wg_text_pack_get_row (texts_b, i, &n_b);

      g_assert_cmpmem (row_a, n_a * 2, row_b, n_b * 2);
      g_assert_true (wg_point_equal (wg_address_set_get_points (a)[i], wg_address_set_get_points (b)[i]));
    }
}

static void
put (WgProject *project, WgAddressSet *set)
{
  g_autoptr (GError) error = NULL;

  wg_history_put_addresses (wg_project_get_history (project), set, "import-addresses", "门牌", &error);
  g_assert_no_error (error);
  g_assert_true (wg_plan_get_addresses (wg_project_get_plan (project)) == set);
}

static void
put_whole (WgProject *project, gpointer whole)
{
  put (project, whole);
}

static gpointer
get_whole (WgPlan *plan)
{
  return wg_plan_get_addresses (plan);
}

static void
assert_whole (gpointer a, gpointer b)
{
  assert_same (a, b);
}

static void
test_undo (void)
{
  const StoreWhole about = { put_whole, get_whole, assert_whole };
  g_autoptr (WgAddressSet) first = make_set (20000, "门牌");
  g_autoptr (WgAddressSet) second = make_set (9, "兴趣点");

  store_fixture_check_whole (&about, first, second);
}

/* Another import of the same name takes the place of the first; others stay. */
static void
test_layers (void)
{
  g_autoptr (WgAddressSet) first = make_set (10, "门牌");
  g_autoptr (WgAddressSet) fresh = make_set (5, "x");
  g_autoptr (WgAddressSet) both = wg_address_set_replace_layer (first, fresh, "兴趣点");
  g_autoptr (WgAddressSet) again = wg_address_set_replace_layer (both, fresh, "门牌");
  g_autoptr (WgAddressSet) one = wg_address_set_replace_layer (again, NULL, "门牌");
  g_autofree char *name = wg_text_pack_dup_field (wg_address_set_get_texts (both), 10, 1);
  guint first_row = 0, end = 0;

  g_assert_cmpuint (wg_address_set_count (both), ==, 15);
  g_assert_cmpstr (name, ==, "𠮷祥超市");
  g_assert_cmpuint (wg_address_set_count (again), ==, 10);
  g_assert_cmpstr (wg_address_set_get_layer (again, 1, &first_row, &end), ==, "门牌");
  g_assert_cmpuint (first_row, ==, 5);
  g_assert_cmpuint (wg_address_set_n_layers (one), ==, 1);
  g_assert_null (wg_address_set_replace_layer (one, NULL, "兴趣点"));
}

/* A row that makes no sense: the project says so, it does not drop it. */
static void
test_damaged (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (WgAddressSet) set = make_set (4, "门牌");
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  WgProject *project = NULL;

  store_fixture_init (&fixture);
  project = store_fixture_create (&fixture);
  put (project, set);
  store_fixture_close (project);
  output = store_fixture_run ("sqlite3 '%s' \"UPDATE address_block SET texts = x'0102'\"",
                              fixture.path);
  project = wg_project_open (fixture.path, FALSE, NULL, NULL, &error);
  g_assert_null (project);
  g_assert_error (error, WG_STORE_ERROR, WG_STORE_ERROR_CORRUPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/addresses/undo", test_undo);
  g_test_add_func ("/addresses/layers", test_layers);
  g_test_add_func ("/addresses/damaged", test_damaged);
  return g_test_run ();
}
