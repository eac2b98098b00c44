/* SPDX-License-Identifier: GPL-3.0-or-later */
/* wg_build() on real files; skipped where the shared data or ogr2ogr is not there. */
#include "app/geometry/wg-build.h"
#include "app/geometry/wg-coverage-verify.h"
#include "tests/support/wg-test-geojson.h"

#include <glib/gstdio.h>
#include <math.h>

static WgTestClaims *
no_claims (void)
{
  WgTestClaimsOptions options = { 0 };

  return wg_test_claims_new (&options);
}

static WgBuildResult *
build (const WgTestClaims *claims)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
  g_autoptr (GError) error = NULL;
  WgBuildResult *result = wg_build ((const WgClaim *) claims->claims->data, claims->claims->len,
                                    NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  wg_coverage_verify (result->coverage, problems, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  return result;
}

static void
count (const WgBuildResult *result, WgDecisionKind kind, guint *n, double *area)
{
  *n = 0;
  *area = 0.0;
  for (guint i = 0; i < result->decisions->len; i++)
    if (g_array_index (result->decisions, WgDecision, i).kind == kind)
      {
        (*n)++;
        *area += g_array_index (result->decisions, WgDecision, i).area_m2;
      }
}

/** Towns and grids of Xihu: its SOURCE.md tells of 3 overlaps < 1 m², 5 slivers, no wide gap. */
static void
test_hangzhou (void)
{
  const char *folder = g_getenv ("WG_SHARED_DATA");
  g_autofree char *towns = g_build_filename (folder != NULL ? folder : "/nowhere",
                                             "hangzhou_xihu", "西湖区镇街_11.geojson", NULL);
  g_autofree char *grids = g_build_filename (folder != NULL ? folder : "/nowhere",
                                             "hangzhou_xihu", "西湖区网格_605.geojson", NULL);
  g_autoptr (WgTestClaims) claims = no_claims ();
  g_autoptr (WgBuildResult) result = NULL;
  g_autoptr (GHashTable) owners = g_hash_table_new (NULL, NULL);
  guint n = 0;
  double area = 0.0;

  if (!wg_test_claims_add_geojson (claims, towns, 1)
      || !wg_test_claims_add_geojson (claims, grids, 2))
    {
      g_test_skip ("the shared data is not there");
      return;
    }
  g_assert_cmpuint (claims->claims->len, ==, 616);
  result = build (claims);
  for (WgFaceId f = 1; f < wg_coverage_face_limit (result->coverage); f++)
    {
      g_assert_cmpuint (wg_coverage_owner (result->coverage, f), >, 2000000);
      g_hash_table_add (owners, GUINT_TO_POINTER (wg_coverage_owner (result->coverage, f)));
    }
  g_assert_cmpuint (g_hash_table_size (owners), ==, 605);
  count (result, WG_DECISION_GAP_KEPT, &n, &area);
  g_assert_cmpuint (n, ==, 0);
  count (result, WG_DECISION_OVERLAP_RESOLVED, &n, &area);
  g_assert_cmpuint (n, ==, 0);
  count (result, WG_DECISION_OVERLAP_CLOSED, &n, &area);
  g_assert_cmpfloat (area, <, 3.0);
  g_assert_cmpfloat (fabs (result->covered_m2 - result->claimed_m2), <, 5.0);
}

/** Denver's precincts as they came: the ten enclaves of its neighbours stay, slivers do not. */
static void
test_denver (void)
{
  const char *folder = g_getenv ("WG_SHARED_DATA");
  g_autofree char *zip = g_build_filename (folder != NULL ? folder : "/nowhere", "precincts",
                                           "DenverCo_precincts2020_orig.zip", NULL);
  g_autofree char *in = g_strconcat ("/vsizip/", zip, NULL);
  g_autofree char *out = g_strdup_printf ("%s/wangge-denver-%d.geojson", g_get_tmp_dir (),
                                          (int) g_random_int ());
  const char *command[] = { "ogr2ogr", "-f", "GeoJSON", "-t_srs", "EPSG:26913", out, in, NULL };
  g_autoptr (WgTestClaims) claims = no_claims ();
  g_autoptr (WgBuildResult) result = NULL;
  guint n = 0;
  double area = 0.0;

  if (!g_file_test (zip, G_FILE_TEST_EXISTS)
      || !g_spawn_sync (NULL, (char **) command, NULL,
                        G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL
                          | G_SPAWN_STDERR_TO_DEV_NULL,
                        NULL, NULL, NULL, NULL, NULL, NULL)
      || !wg_test_claims_add_geojson (claims, out, 1))
    {
      g_test_skip ("the shared data or ogr2ogr is not there");
      return;
    }
  g_unlink (out);
  g_assert_cmpuint (claims->claims->len, ==, 356);
  result = build (claims);
  count (result, WG_DECISION_GAP_KEPT, &n, &area);
  g_assert_cmpuint (n, >=, 9);
  g_assert_cmpfloat (area, >, 3.0e6);
  count (result, WG_DECISION_OVERLAP_CLOSED, &n, &area);
  g_assert_cmpfloat (area, <, 20.0);
  count (result, WG_DECISION_CLAIM_LOST, &n, &area);
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/build-real/hangzhou", test_hangzhou);
  g_test_add_func ("/geometry/build-real/denver", test_denver);
  return g_test_run ();
}
