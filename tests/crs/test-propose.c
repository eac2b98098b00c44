/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/crs/wg-crs.h"
#include "app/crs/wg-frame.h"

#include <math.h>

static void
test_magnitude (void)
{
  static const struct
  {
    double box[4];
    WgMagnitude kind;
    const char *crs;
  } cases[] = {
    { { 120.0, 30.1, 120.2, 30.4 }, WG_MAGNITUDE_DEGREES, "EPSG:4326" },
    { { -180.0, -90.0, 180.0, 90.0 }, WG_MAGNITUDE_DEGREES, "EPSG:4326" },
    { { 30.1, 120.0, 30.4, 120.2 }, WG_MAGNITUDE_UNKNOWN, NULL }, /* latitude first */
    { { 40505000, 3340000, 40530000, 3365000 }, WG_MAGNITUDE_GAUSS_ZONE, "EPSG:4528" },
    { { 25500000, 4340000, 25510000, 4365000 }, WG_MAGNITUDE_GAUSS_ZONE, "EPSG:4513" },
    { { 45400000, 5240000, 45410000, 5265000 }, WG_MAGNITUDE_GAUSS_ZONE, "EPSG:4533" },
    { { 20505000, 3340000, 20530000, 3365000 }, WG_MAGNITUDE_GAUSS_ZONE, "EPSG:4498" },
    { { 40505000, 3340000, 41505000, 3365000 }, WG_MAGNITUDE_UNKNOWN, NULL }, /* two zones */
    { { 46505000, 3340000, 46530000, 3365000 }, WG_MAGNITUDE_UNKNOWN, NULL },
    { { 505000, 3340000, 530000, 3365000 }, WG_MAGNITUDE_GAUSS_CENTRAL, NULL },
    { { 13370000, 3500000, 13390000, 3540000 }, WG_MAGNITUDE_MERCATOR, "EPSG:3857" },
    { { 0, 0, 1200, 800 }, WG_MAGNITUDE_UNKNOWN, NULL },
    { { NAN, NAN, NAN, NAN }, WG_MAGNITUDE_UNKNOWN, NULL },
    { { 120.0, 30.1, HUGE_VAL, 30.4 }, WG_MAGNITUDE_UNKNOWN, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double *box = cases[i].box;
      g_autofree char *crs = NULL;

      g_test_message ("case %u", i);
      g_assert_cmpint (wg_crs_propose_by_magnitude (box[0], box[1], box[2], box[3], &crs), ==,
                       cases[i].kind);
      g_assert_cmpstr (crs, ==, cases[i].crs);
    }
}

/* Each proposed CRS exists in PROJ, is metric, and its middle is within 1.5 (3) degrees. */
static void
test_every_place (void)
{
  for (int longitude = -180; longitude <= 180; longitude += 3)
    for (int latitude = -90; latitude <= 90; latitude += 30)
      {
        g_autofree char *crs = wg_crs_propose_for_place (longitude, latitude);

        g_test_message ("%d %d: %s", longitude, latitude, crs);
        g_assert_true (wg_crs_is_metric (crs));
      }
  for (int meridian = 75; meridian <= 135; meridian += 3)
    {
      g_autofree char *crs = wg_crs_propose_for_place (meridian + 0.4, 35.0);
      g_autofree char *name = wg_crs_dup_name (crs);
      g_autofree char *ending = g_strdup_printf ("CM %dE", meridian);

      g_assert_true (g_str_has_suffix (name, ending));
    }
}

static void
test_normalize (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = wg_crs_normalize ("EPSG:4549", NULL);
  g_autofree char *urn = wg_crs_normalize ("urn:ogc:def:crs:EPSG::4490", NULL);
  g_autofree char *esri = wg_crs_normalize (
    "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
    "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]", NULL);

  g_assert_cmpstr (code, ==, "EPSG:4549");
  g_assert_cmpstr (urn, ==, "EPSG:4490");
  g_assert_cmpstr (esri, ==, "EPSG:4326");
  g_assert_null (wg_crs_normalize ("nothing", &error));
  g_assert_error (error, WG_CRS_ERROR, WG_CRS_ERROR_UNKNOWN);
  g_assert_null (wg_crs_dup_name ("nothing"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/crs/propose/magnitude", test_magnitude);
  g_test_add_func ("/crs/propose/every-place", test_every_place);
  g_test_add_func ("/crs/propose/normalize", test_normalize);
  return g_test_run ();
}
