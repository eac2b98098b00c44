/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the cases of tests/cases/share.txt; the format is told there. */
#include "app/geometry/wg-build.h"
#include "app/geometry/wg-coverage-share.h"
#include "app/geometry/wg-geos.h"
#include "tests/support/wg-test-case-file.h"
#include "tests/support/wg-test-wkt.h"

#include <math.h>
#include <string.h>

#define MOST_OWNERS 8
#define CLOSE_M2 1e-4

typedef struct
{
  char *name;
  GArray *claims;    /* of WgClaim */
  GPtrArray *shapes; /* of the claims */
  WgShape *shape;
  double shares[MOST_OWNERS];
} Case;

static void
case_free (Case *one)
{
  g_free (one->name);
  g_array_unref (one->claims);
  g_ptr_array_unref (one->shapes);
  g_clear_pointer (&one->shape, wg_shape_free);
  g_free (one);
}

static void
take_line (const char *name, char *line, gpointer user_data)
{
  GPtrArray *cases = user_data;
  Case *one = name == NULL ? g_ptr_array_index (cases, cases->len - 1) : g_new0 (Case, 1);
  g_auto (GStrv) words = line != NULL ? g_strsplit (line, " ", 3) : NULL;

  if (name != NULL)
    {
      one->name = g_strdup (name);
      one->claims = g_array_new (FALSE, TRUE, sizeof (WgClaim));
      one->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
      g_ptr_array_add (cases, one);
    }
  else if (g_str_equal (words[0], "face"))
    {
      WgClaim claim = { (guint32) atoi (words[1]), 1, one->claims->len, TRUE,
                        wg_test_shape_from_wkt (words[2]) };

      g_assert_nonnull (claim.shape);
      g_ptr_array_add (one->shapes, (gpointer) claim.shape);
      g_array_append_val (one->claims, claim);
    }
  else if (g_str_equal (words[0], "shape"))
    one->shape = wg_test_shape_from_wkt (line + strlen ("shape "));
  else
    {
      g_assert_cmpstr (words[0], ==, "share");
      g_assert_cmpint (atoi (words[1]), <, MOST_OWNERS);
      one->shares[atoi (words[1])] = g_ascii_strtod (words[2], NULL);
    }
}

static WgCoverage *
build (const Case *one)
{
  const WgBuildOptions options = { 0.0, 0.0 };
  g_autoptr (GError) error = NULL;
  WgBuildResult *result = wg_build ((const WgClaim *) (gpointer) one->claims->data,
                                    one->claims->len, &options, NULL, NULL, &error);
  WgCoverage *coverage = NULL;

  g_assert_no_error (error);
  coverage = g_steal_pointer (&result->coverage);
  wg_build_result_free (result);
  return coverage;
}

static double
overlay_m2 (const WgShape *a, const WgShape *b)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *first = wg_geos_from_shape (a), *second = wg_geos_from_shape (b);
  GEOSGeometry *part = GEOSIntersection_r (geos, first, second);
  double area = 0.0;

  g_assert_cmpint (GEOSArea_r (geos, part, &area), ==, 1);
  GEOSGeom_destroy_r (geos, part);
  GEOSGeom_destroy_r (geos, first);
  GEOSGeom_destroy_r (geos, second);
  return area / 1e6;
}

static void
run_case (const Case *one)
{
  WgCoverage *coverage = build (one);
  g_autoptr (GArray) shares = g_array_new (FALSE, FALSE, sizeof (WgFaceShare));
  double found[MOST_OWNERS] = { 0.0 };

  wg_coverage_share (coverage, one->shape, shares);
  for (guint i = 0; i < shares->len; i++)
    {
      const WgFaceShare *share = &g_array_index (shares, WgFaceShare, i);

      found[wg_coverage_owner (coverage, share->face)] += share->area_m2;
      g_assert_true (wg_shape_contains (one->shape, share->place));
    }
  for (guint owner = 0; owner < MOST_OWNERS; owner++)
    if (fabs (found[owner] - one->shares[owner]) > CLOSE_M2)
      g_error ("%s: owner %u has %g m², not %g", one->name, owner, found[owner],
               one->shares[owner]);
  for (guint i = 0; i < one->claims->len; i++)
    {
      const WgClaim *claim = &g_array_index (one->claims, WgClaim, i);

      g_assert_cmpfloat_with_epsilon (found[claim->owner], overlay_m2 (claim->shape, one->shape),
                                      CLOSE_M2);
    }
  wg_coverage_free (coverage);
}

static void
mirror (WgShape *shape)
{
  for (guint i = 0; i < shape->points->len; i++)
    WG_SHAPE_POINT (shape, i).x *= -1;
}

static void
test_cases (void)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func ((GDestroyNotify) case_free);
  const char *folder = g_getenv ("WG_CASES_DIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "tests/cases", "share.txt",
                                            NULL);

  wg_test_read_case_file (path, take_line, cases);
  for (guint i = 0; i < cases->len; i++)
    {
      const Case *one = g_ptr_array_index (cases, i);

      run_case (one);
      g_ptr_array_foreach (one->shapes, (GFunc) (void *) mirror, NULL);
      mirror (one->shape);
      run_case (one);
    }
  g_assert_cmpuint (cases->len, >=, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/share/cases", test_cases);
  return g_test_run ();
}
