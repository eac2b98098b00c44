/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-bands"

#include "wg-bands.h"

#include <gdal_utils.h>
#include <math.h>
#include <stdlib.h>

#define SAMPLE_SIDE 256
#define CUT 0.02 /* of the sample at each end */

static int
compare_floats (gconstpointer a, gconstpointer b)
{
  float x = *(const float *) a, y = *(const float *) b;

  return (x > y) - (x < y);
}

/* The range of values to show of one band. */
static void
find_stretch (GDALRasterBandH band, double *low, double *high)
{
  int width = MIN (SAMPLE_SIDE, GDALGetRasterBandXSize (band));
  int height = MIN (SAMPLE_SIDE, GDALGetRasterBandYSize (band));
  g_autofree float *values = g_new0 (float, (gsize) width * height);
  int has_nodata = FALSE;
  double nodata = GDALGetRasterNoDataValue (band, &has_nodata);
  guint n = 0;

  *low = 0.0;
  *high = 255.0;
  if (GDALRasterIO (band, GF_Read, 0, 0, GDALGetRasterBandXSize (band),
                    GDALGetRasterBandYSize (band), values, width, height, GDT_Float32, 0, 0)
      != CE_None)
    return;
  for (gsize i = 0; i < (gsize) width * height; i++)
    if (isfinite (values[i]) && !(has_nodata && values[i] == (float) nodata))
      values[n++] = values[i];
  if (n == 0)
    return;
  qsort (values, n, sizeof *values, compare_floats);
  *low = values[(guint) (n * CUT)];
  *high = values[MIN (n - 1, (guint) (n * (1.0 - CUT)))];
  if (*high <= *low)
    *high = *low + 1.0;
}

static void
read_palette (WgBands *bands, GDALColorTableH table)
{
  int n_entries = MIN (256, GDALGetColorEntryCount (table));

  bands->has_palette = TRUE;
  for (int i = 0; i < n_entries; i++)
    {
      GDALColorEntry entry = { 0, 0, 0, 255 };

      GDALGetColorEntryAsRGB (table, i, &entry);
      bands->palette[i] = (guint32) entry.c4 << 24 | (guint32) entry.c1 << 16
                          | (guint32) entry.c2 << 8 | (guint32) entry.c3;
    }
}

/* Which band is which: by what the bands say, else the first three or the first. */
static void
choose_bands (WgBands *bands, GDALDatasetH raster)
{
  int n_bands = GDALGetRasterCount (raster);
  int red = 0, green = 0, blue = 0;

  for (int i = 1; i <= n_bands; i++)
    switch (GDALGetRasterColorInterpretation (GDALGetRasterBand (raster, i)))
      {
      case GCI_RedBand:
        red = red == 0 ? i : red;
        break;
      case GCI_GreenBand:
        green = green == 0 ? i : green;
        break;
      case GCI_BlueBand:
        blue = blue == 0 ? i : blue;
        break;
      case GCI_AlphaBand:
        bands->alpha = i;
        break;
      default:
        break;
      }
  bands->n_colours = 3;
  if (red > 0 && green > 0 && blue > 0)
    {
      bands->colours[0] = red;
      bands->colours[1] = green;
      bands->colours[2] = blue;
    }
  else if (n_bands - (bands->alpha > 0) >= 3)
    {
      for (int i = 0; i < 3; i++)
        bands->colours[i] = i + 1;
    }
  else
    {
      bands->n_colours = 1;
      bands->colours[0] = 1;
    }
}

gboolean
wg_bands_read (WgBands *bands, GDALDatasetH raster)
{
  *bands = (WgBands){ 0 };
  if (GDALGetRasterCount (raster) < 1)
    return FALSE;
  choose_bands (bands, raster);
  for (guint i = 0; i < bands->n_colours; i++)
    {
      GDALRasterBandH band = GDALGetRasterBand (raster, bands->colours[i]);
      GDALColorTableH table = GDALGetRasterColorTable (band);

      if (table != NULL && bands->n_colours == 1
          && GDALGetRasterDataType (band) == GDT_Byte)
        read_palette (bands, table);
      if (GDALGetRasterDataType (band) != GDT_Byte)
        bands->is_stretched = TRUE;
    }
  for (guint i = 0; i < bands->n_colours && bands->is_stretched; i++)
    find_stretch (GDALGetRasterBand (raster, bands->colours[i]), &bands->low[i], &bands->high[i]);
  return TRUE;
}

GDALDatasetH
wg_bands_select (const WgBands *bands, GDALDatasetH raster)
{
  guint n_wanted = bands->n_colours + (bands->alpha > 0);
  gboolean is_same = GDALGetRasterCount (raster) == (int) n_wanted;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GDALTranslateOptions *options = NULL;
  GDALDatasetH selected = NULL;

  for (guint i = 0; i < bands->n_colours; i++)
    is_same = is_same && bands->colours[i] == (int) i + 1;
  if (is_same)
    return raster;

  g_ptr_array_add (words, g_strdup ("-of"));
  g_ptr_array_add (words, g_strdup ("VRT"));
  for (guint i = 0; i < n_wanted; i++)
    {
      g_ptr_array_add (words, g_strdup ("-b"));
      g_ptr_array_add (words, g_strdup_printf ("%d", i < bands->n_colours ? bands->colours[i]
                                                                          : bands->alpha));
    }
  g_ptr_array_add (words, NULL);
  options = GDALTranslateOptionsNew ((char **) words->pdata, NULL);
  selected = GDALTranslate ("", raster, options, NULL);
  GDALTranslateOptionsFree (options);
  return selected != NULL ? selected : raster;
}

static inline guint32
premultiply (guint32 a, guint32 r, guint32 g, guint32 b)
{
  if (a == 255)
    return 0xff000000u | r << 16 | g << 8 | b;
  return a << 24 | (r * a + 127) / 255 << 16 | (g * a + 127) / 255 << 8 | (b * a + 127) / 255;
}

static guint32
paint_palette (const WgBands *bands, guint8 index, guint8 alpha)
{
  guint32 colour = bands->palette[index];

  return premultiply ((colour >> 24) * alpha / 255, colour >> 16 & 0xff, colour >> 8 & 0xff,
                      colour & 0xff);
}

static void
stretch (const WgBands *bands, guint band, const float *from, guint8 *to, gsize n)
{
  double scale = 255.0 / (bands->high[band] - bands->low[band]);

  for (gsize i = 0; i < n; i++)
    to[i] = isfinite (from[i]) ? (guint8) CLAMP ((from[i] - bands->low[band]) * scale, 0.0, 255.0)
                               : 0;
}

/* One band of the warped block as bytes. */
static gboolean
read_plane (const WgBands *bands, GDALDatasetH warped, guint plane, guint8 *to, gsize n)
{
  int width = GDALGetRasterXSize (warped), height = GDALGetRasterYSize (warped);
  GDALRasterBandH band = GDALGetRasterBand (warped, (int) plane + 1);
  gboolean is_wide = bands->is_stretched && plane < bands->n_colours;
  g_autofree float *wide = is_wide ? g_new (float, n) : NULL;

  if (GDALRasterIO (band, GF_Read, 0, 0, width, height, is_wide ? (void *) wide : (void *) to,
                    width, height, is_wide ? GDT_Float32 : GDT_Byte, 0, 0)
      != CE_None)
    return FALSE;
  if (is_wide)
    stretch (bands, plane, wide, to, n);
  return TRUE;
}

gboolean
wg_bands_paint (const WgBands *bands, GDALDatasetH warped, WgPixels *pixels)
{
  gsize n = (gsize) pixels->width * pixels->height;
  g_autofree guint8 *planes = g_malloc (n * WG_MAX_BANDS);
  const guint8 *first = planes, *alpha = planes + n * bands->n_colours;

  for (guint plane = 0; plane <= bands->n_colours; plane++)
    if (!read_plane (bands, warped, plane, planes + n * plane, n))
      return FALSE;
  for (gsize i = 0; i < n; i++)
    if (alpha[i] == 0)
      pixels->argb[i] = 0;
    else if (bands->has_palette)
      pixels->argb[i] = paint_palette (bands, first[i], alpha[i]);
    else if (bands->n_colours == 1)
      pixels->argb[i] = premultiply (alpha[i], first[i], first[i], first[i]);
    else
      pixels->argb[i] = premultiply (alpha[i], first[i], first[n + i], first[2 * n + i]);
  return TRUE;
}
