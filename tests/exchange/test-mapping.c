/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How files of a kind are read, kept by name. */
#include "app/exchange/wg-mapping.h"
#include "tests/support/wg-test-folder.h"

/* What a file of buildings was read by comes back from the disk, "none" too. */
static void
test_buildings (void)
{
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "sub", "templates.ini", NULL);
  g_autoptr (GPtrArray) mappings = wg_mappings_load (path);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GPtrArray) again = NULL;
  char *building_fields[WG_BUILDING_N_ROLES] = { NULL };
  const WgReadOptions read = { .code_field = "", .encoding = "GB18030" };
  const WgMapping *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (fields, (gpointer) "HUSHU");
  g_ptr_array_add (fields, (gpointer) "RENSHU");
  building_fields[WG_BUILDING_HOUSEHOLDS] = (char *) "HUSHU";
  building_fields[WG_BUILDING_PEOPLE] = (char *) "RENSHU";
  building_fields[WG_BUILDING_NAME] = (char *) "";
  wg_mappings_put (mappings, wg_mapping_new ("楼栋", &read, fields));
  wg_mapping_set_building_fields (g_ptr_array_index (mappings, 0), building_fields);
  g_assert_true (wg_mappings_save (mappings, path, &error));
  g_assert_no_error (error);

  again = wg_mappings_load (path);
  kept = wg_mappings_find_for_fields (again, fields);
  g_assert_nonnull (kept);
  g_assert_cmpstr (kept->name, ==, "楼栋");
  g_assert_cmpstr (kept->encoding, ==, "GB18030");
  g_assert_cmpstr (kept->building_fields[WG_BUILDING_HOUSEHOLDS], ==, "HUSHU");
  g_assert_cmpstr (kept->building_fields[WG_BUILDING_PEOPLE], ==, "RENSHU");
  g_assert_cmpstr (kept->building_fields[WG_BUILDING_NAME], ==, "");
  g_assert_null (kept->building_fields[WG_BUILDING_FLOORS]);
  wg_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/mapping/buildings", test_buildings);
  return g_test_run ();
}
