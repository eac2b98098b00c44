/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-georeference"

#include "wg-georeference.h"

#include "wg-gdal.h"
#include "wg-source.h"

#include <ogr_srs_api.h>
#include <string.h>

static char *
change_ending (const char *path, const char *ending)
{
  const char *dot = strrchr (path, '.');
  const char *slash = strrchr (path, '/');
  gsize length = dot != NULL && (slash == NULL || dot > slash) ? (gsize) (dot - path)
                                                               : strlen (path);

  return g_strdup_printf ("%.*s%s", (int) length, path, ending);
}

static const char *
world_ending (const char *image)
{
  static const struct { const char *image; const char *world; } endings[] = {
    { ".png", ".pgw" }, { ".jpg", ".jgw" }, { ".jpeg", ".jgw" }, { ".tif", ".tfw" },
    { ".tiff", ".tfw" }, { ".bmp", ".bpw" },
  };
  g_autofree char *lower = g_ascii_strdown (image, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i].image))
      return endings[i].world;
  return ".wld";
}

/* Source: the six lines of a world file, which tell of the middle of the first pixel. */
static gboolean
write_world_file (const char *image, const WgControlFit *fit, GError **error)
{
  const double numbers[] = { fit->a, fit->d, fit->b, fit->e, fit->c + (fit->a + fit->b) / 2.0,
                             fit->f + (fit->d + fit->e) / 2.0 };
  g_autofree char *path = change_ending (image, world_ending (image));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s\n", g_ascii_formatd (buffer, sizeof buffer, "%.12g",
                                                             numbers[i]));
    }
  if (g_file_set_contents (path, text->str, (gssize) text->len, &problem))
    return TRUE;
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_WRITE, "%s", problem->message);
  return FALSE;
}

static gboolean
set_place (GDALDatasetH virtual, const WgControlFit *fit, const char *crs)
{
  double transform[6] = { fit->c, fit->a, fit->b, fit->f, fit->d, fit->e };
  OGRSpatialReferenceH reference = OSRNewSpatialReference (NULL);
  gboolean is_set = FALSE;

  /* Easting first, also where the authority has northing first (EPSG:45xx). */
  OSRSetAxisMappingStrategy (reference, OAMS_TRADITIONAL_GIS_ORDER);
  is_set = OSRSetFromUserInput (reference, crs) == OGRERR_NONE
           && GDALSetGeoTransform (virtual, transform) == CE_None
           && GDALSetSpatialRef (virtual, reference) == CE_None;

  OSRDestroySpatialReference (reference);
  return is_set;
}

char *
wg_georeference_image (const char *image, const WgControlFit *fit, const char *crs,
                       const char *path, GError **error)
{
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  g_autofree char *to = path != NULL ? g_strdup (path) : change_ending (image, ".vrt");
  GDALDatasetH source = NULL, virtual = NULL;
  gboolean is_set = FALSE;

  wg_gdal_init ();
  source = GDALOpenEx (image, GDAL_OF_RASTER, NULL, NULL, NULL);
  if (source == NULL)
    {
      wg_gdal_set_error (error, WG_EXCHANGE_ERROR_OPEN, log, image);
      return NULL;
    }
  virtual = GDALCreateCopy (GDALGetDriverByName ("VRT"), to, source, FALSE, NULL, NULL, NULL);
  is_set = virtual != NULL && set_place (virtual, fit, crs);
  if (virtual != NULL)
    GDALClose (virtual);
  GDALClose (source);
  if (!is_set || !g_file_test (to, G_FILE_TEST_EXISTS))
    {
      wg_gdal_set_error (error, WG_EXCHANGE_ERROR_WRITE, log, to);
      return NULL;
    }
  return write_world_file (image, fit, error) ? g_steal_pointer (&to) : NULL;
}
