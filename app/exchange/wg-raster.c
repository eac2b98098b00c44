/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-raster"

#include "wg-basemap.h"

#include "../crs/wg-crs.h"
#include "wg-bands.h"
#include "wg-source.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_alg.h>
#include <gdal_utils.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <string.h>

/* A raster without overviews that is shown much smaller is read from a small copy, made once. */
#define PREVIEW_SIDE 2048
#define PREVIEW_FACTOR 4.0
#define PROBES 33 /* a side, when an outline is carried over to the frame */

struct _WgRaster
{
  WgFrame *frame;
  GDALDatasetH source;
  GDALDatasetH selected; /* may be the source */
  GDALDatasetH preview;  /* NULL until needed */
  char *source_crs;      /* proposed, when the file does not say; NULL: the file's */
  WgBands bands;
  WgEnvelope envelope;
  double mm_per_pixel;   /* of the source, about */
};

static int CPL_STDCALL
ask_cancelled (double fraction, const char *message, void *data)
{
  return !g_cancellable_is_cancelled (data);
}

/* A template of tiles "https://.../{z}/{x}/{y}.png" as GDAL wants it, or NULL. */
static char *
describe_tiles (const char *source)
{
  g_autoptr (GString) url = NULL;

  if (strstr (source, "{z}") == NULL || strstr (source, "{x}") == NULL)
    return NULL;
  url = g_string_new (source);
  g_string_replace (url, "{z}", "${z}", 0);
  g_string_replace (url, "{x}", "${x}", 0);
  g_string_replace (url, "{y}", "${y}", 0);
  return g_markup_printf_escaped (
    "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>%s</ServerUrl></Service><DataWindow>"
    "<UpperLeftX>-20037508.34</UpperLeftX><UpperLeftY>20037508.34</UpperLeftY>"
    "<LowerRightX>20037508.34</LowerRightX><LowerRightY>-20037508.34</LowerRightY>"
    "<TileLevel>18</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY>"
    "<YOrigin>top</YOrigin></DataWindow><Projection>EPSG:3857</Projection>"
    "<BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY><BandsCount>4</BandsCount>"
    "<MaxConnections>4</MaxConnections><Timeout>10</Timeout><Cache/></GDAL_WMS>",
    url->str);
}

static GDALDatasetH
open_source (const char *source, WgGdalLog *log, GError **error)
{
  const char *const tile_drivers[] = { "MBTiles", "MVT", NULL };
  g_autofree char *tiles = describe_tiles (source);
  GDALDatasetH raster = GDALOpenEx (tiles != NULL ? tiles : source, GDAL_OF_RASTER, NULL, NULL,
                                    NULL);
  GDALDatasetH vector = NULL;

  if (raster != NULL && GDALGetRasterCount (raster) == 0)
    {
      const char *part = GDALGetMetadataItem (raster, "SUBDATASET_1_NAME", "SUBDATASETS");
      GDALDatasetH first = part != NULL ? GDALOpenEx (part, GDAL_OF_RASTER, NULL, NULL, NULL)
                                        : NULL;

      GDALClose (raster);
      raster = first;
    }
  if (raster != NULL)
    return raster;

  vector = GDALOpenEx (source, GDAL_OF_VECTOR, tile_drivers, NULL, NULL);
  if (vector != NULL)
    {
      GDALClose (vector);
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_VECTOR_TILES, "%s: vector tiles",
                   source);
      return NULL;
    }
  wg_gdal_set_error (error, WG_EXCHANGE_ERROR_OPEN, log, source);
  return NULL;
}

/* Sets the source's CRS when the file has a place but no name for it. */
static gboolean
find_place (WgRaster *raster, GError **error)
{
  double t[6] = { 0.0 };
  double east = 0.0, south = 0.0;

  if (GDALGetGCPCount (raster->source) > 0 && GDALGetGCPSpatialRef (raster->source) != NULL)
    return TRUE;
  if (GDALGetGeoTransform (raster->source, t) == CE_None)
    {
      if (GDALGetSpatialRef (raster->source) != NULL)
        return TRUE;
      east = t[0] + t[1] * GDALGetRasterXSize (raster->source);
      south = t[3] + t[5] * GDALGetRasterYSize (raster->source);
      wg_crs_propose_by_magnitude (MIN (t[0], east), MIN (south, t[3]), MAX (t[0], east),
                                   MAX (south, t[3]), &raster->source_crs);
      if (raster->source_crs != NULL)
        return TRUE;
    }
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS, "the raster does not say where "
                                                                   "it lies");
  return FALSE;
}

static void *
create_transformer (const WgRaster *raster)
{
  char **options = NULL;
  void *transformer = NULL;

  options = CSLSetNameValue (options, "DST_SRS",
                             raster->frame != NULL ? wg_frame_get_crs (raster->frame)
                                                   : WG_CRS_WGS84);
  if (raster->source_crs != NULL)
    options = CSLSetNameValue (options, "SRC_SRS", raster->source_crs);
  transformer = GDALCreateGenImgProjTransformer2 (raster->source, NULL, options);
  CSLDestroy (options);
  return transformer;
}

static void
add_place (WgRaster *raster, double easting, double northing)
{
  double limit = WG_COORDINATE_MAX / 1000.0;
  double x = CLAMP (easting - wg_frame_get_easting (raster->frame), -limit, limit);
  double y = CLAMP (northing - wg_frame_get_northing (raster->frame), -limit, limit);

  wg_envelope_add_point (&raster->envelope,
                         (WgPoint){ (gint32) round (x * 1000.0), (gint32) round (y * 1000.0) });
}

/* The extent in the frame: the raster's own outline where it can be carried over, and of rasters
 * of half the world what of the frame's reach falls on them. */
static void
find_envelope (WgRaster *raster, void *transformer)
{
  double width = GDALGetRasterXSize (raster->source), height = GDALGetRasterYSize (raster->source);
  double reach = WG_COORDINATE_MAX / 1000.0;

  raster->envelope = WG_ENVELOPE_EMPTY;
  for (int i = 0; i < PROBES * PROBES; i++)
    {
      double u = (i % PROBES) / (PROBES - 1.0), v = (double) (i / PROBES) / (PROBES - 1.0);
      double x = u * width, y = v * height, z = 0.0;
      int is_good = FALSE;

      if (GDALGenImgProjTransform (transformer, FALSE, 1, &x, &y, &z, &is_good) && is_good
          && fabs (x - wg_frame_get_easting (raster->frame)) < 2.0 * reach
          && fabs (y - wg_frame_get_northing (raster->frame)) < 2.0 * reach)
        add_place (raster, x, y);
      x = wg_frame_get_easting (raster->frame) + (2.0 * u - 1.0) * reach;
      y = wg_frame_get_northing (raster->frame) + (2.0 * v - 1.0) * reach;
      z = 0.0;
      if (GDALGenImgProjTransform (transformer, TRUE, 1, &x, &y, &z, &is_good) && is_good
          && x >= 0.0 && x <= width && y >= 0.0 && y <= height)
        add_place (raster, wg_frame_get_easting (raster->frame) + (2.0 * u - 1.0) * reach,
                   wg_frame_get_northing (raster->frame) + (2.0 * v - 1.0) * reach);
    }
}

/* How long a pixel in the middle of the raster is on the ground. */
static void
find_pixel_size (WgRaster *raster, void *transformer)
{
  double column = GDALGetRasterXSize (raster->source) / 2.0;
  double line = GDALGetRasterYSize (raster->source) / 2.0;
  double x[] = { column, column + 1.0 }, y[] = { line, line }, z[] = { 0.0, 0.0 };
  int is_good[] = { FALSE, FALSE };

  raster->mm_per_pixel = 0.0;
  if (GDALGenImgProjTransform (transformer, FALSE, 2, x, y, z, is_good) && is_good[0] && is_good[1])
    raster->mm_per_pixel = hypot (x[1] - x[0], y[1] - y[0]) * 1000.0;
}

/**
 * wg_raster_open:
 * @source: a path, a GDAL connection string, or a template of tiles with {z}, {x} and {y}
 * @frame: the project's
 *
 * Any thread; the raster belongs to one thread at a time. Fails with WG_EXCHANGE_ERROR_OPEN,
 * _VECTOR_TILES, _NO_CRS, or _EMPTY when it lies out of the project's reach.
 *
 * Returns: (transfer full) (nullable): the raster
 */
WgRaster *
wg_raster_open (const char *source, WgFrame *frame, GError **error)
{
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  g_autoptr (WgRaster) raster = g_new0 (WgRaster, 1);
  void *transformer = NULL;

  wg_gdal_init ();
  raster->frame = wg_frame_ref (frame);
  raster->source = open_source (source, log, error);
  if (raster->source == NULL || !find_place (raster, error))
    return NULL;
  transformer = create_transformer (raster);
  if (transformer == NULL || !wg_bands_read (&raster->bands, raster->source))
    {
      if (transformer != NULL)
        GDALDestroyGenImgProjTransformer (transformer);
      wg_gdal_set_error (error, WG_EXCHANGE_ERROR_OPEN, log, source);
      return NULL;
    }
  find_envelope (raster, transformer);
  find_pixel_size (raster, transformer);
  GDALDestroyGenImgProjTransformer (transformer);
  raster->selected = wg_bands_select (&raster->bands, raster->source);
  if (wg_envelope_is_empty (&raster->envelope))
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY,
                   "%s lies out of the project's reach", source);
      return NULL;
    }
  return g_steal_pointer (&raster);
}

gboolean
wg_raster_find_place (const char *source, double *longitude, double *latitude, GError **error)
{
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  g_autoptr (WgRaster) raster = g_new0 (WgRaster, 1);
  void *transformer = NULL;
  double x[3] = { 0.0 }, y[3] = { 0.0 }, z[3] = { 0.0 };
  int is_good[3] = { FALSE };

  wg_gdal_init ();
  *longitude = *latitude = NAN;
  raster->source = open_source (source, log, error);
  if (raster->source == NULL || !find_place (raster, error))
    return FALSE;
  transformer = create_transformer (raster);
  if (transformer == NULL)
    {
      wg_gdal_set_error (error, WG_EXCHANGE_ERROR_OPEN, log, source);
      return FALSE;
    }
  for (int i = 0; i < 3; i++)
    {
      x[i] = GDALGetRasterXSize (raster->source) * i / 2.0;
      y[i] = GDALGetRasterYSize (raster->source) * i / 2.0;
    }
  GDALGenImgProjTransform (transformer, FALSE, 3, x, y, z, is_good);
  GDALDestroyGenImgProjTransformer (transformer);
  if (is_good[0] && is_good[1] && is_good[2] && fabs (x[2] - x[0]) <= WG_RASTER_PLACE_DEGREES
      && fabs (y[2] - y[0]) <= WG_RASTER_PLACE_DEGREES)
    {
      *longitude = x[1];
      *latitude = y[1];
    }
  return TRUE;
}

void
wg_raster_free (WgRaster *raster)
{
  g_autoptr (WgGdalLog) log = NULL;

  if (raster == NULL)
    return;
  log = wg_gdal_log_new ();
  if (raster->preview != NULL)
    GDALClose (raster->preview);
  if (raster->selected != NULL && raster->selected != raster->source)
    GDALClose (raster->selected);
  if (raster->source != NULL)
    GDALClose (raster->source);
  g_clear_pointer (&raster->frame, wg_frame_unref);
  g_free (raster->source_crs);
  g_free (raster);
}

WgEnvelope
wg_raster_envelope (const WgRaster *raster)
{
  return raster->envelope;
}

/* Attributions are often a bit of HTML: <a href="...">© OpenStreetMap contributors</a>. */
static char *
strip_markup (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean is_tag = FALSE;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '<')
        is_tag = TRUE;
      else if (*at == '>' && is_tag)
        is_tag = FALSE;
      else if (!is_tag)
        g_string_append_c (plain, *at);
    }
  g_string_replace (plain, "&copy;", "©", 0);
  g_string_replace (plain, "&amp;", "&", 0);
  return g_strstrip (g_utf8_make_valid (plain->str, (gssize) plain->len));
}

char *
wg_raster_get_credit (const WgRaster *raster)
{
  const char *const keys[] = { "attribution", "ATTRIBUTION", "TIFFTAG_COPYRIGHT", "COPYRIGHT" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *value = GDALGetMetadataItem (raster->source, keys[i], NULL);

      if (value != NULL && *value != '\0')
        return strip_markup (value);
    }
  return NULL;
}

static GDALDatasetH
create_preview (const WgRaster *raster, GCancellable *cancellable)
{
  int width = GDALGetRasterXSize (raster->selected), height = GDALGetRasterYSize (raster->selected);
  g_autofree char *columns = g_strdup_printf ("%d", width >= height ? PREVIEW_SIDE : 0);
  g_autofree char *lines = g_strdup_printf ("%d", width >= height ? 0 : PREVIEW_SIDE);
  const char *words[] = { "-of", "MEM", "-outsize", columns, lines, "-r", "nearest", NULL };
  GDALTranslateOptions *options = GDALTranslateOptionsNew ((char **) words, NULL);
  GDALDatasetH preview = NULL;

  GDALTranslateOptionsSetProgress (options, ask_cancelled, cancellable);
  preview = GDALTranslate ("", raster->selected, options, NULL);
  GDALTranslateOptionsFree (options);
  /* Smaller ones make the next picture faster; without them it is right as well. */
  if (preview != NULL
      && GDALBuildOverviews (preview, raster->bands.has_palette ? "NEAREST" : "AVERAGE", 2,
                             (int[]){ 2, 4 }, 0, NULL, NULL, NULL)
           != CE_None)
    g_debug ("the preview has no overviews");
  return preview;
}

/* What to warp from for a picture of that scale. */
static GDALDatasetH
choose_source (WgRaster *raster, double mm_per_pixel, GCancellable *cancellable)
{
  GDALRasterBandH band = GDALGetRasterBand (raster->selected, 1);
  int side = MAX (GDALGetRasterXSize (raster->selected), GDALGetRasterYSize (raster->selected));

  if (side <= 2 * PREVIEW_SIDE || GDALGetOverviewCount (band) > 0 || raster->mm_per_pixel <= 0.0
      || mm_per_pixel * PREVIEW_SIDE < raster->mm_per_pixel * side / PREVIEW_FACTOR)
    return raster->selected;
  if (raster->preview == NULL)
    raster->preview = create_preview (raster, cancellable);
  return raster->preview != NULL ? raster->preview : raster->selected;
}

static GDALWarpAppOptions *
create_warp_options (const WgRaster *raster, const WgPixels *pixels)
{
  const WgEnvelope *e = &pixels->envelope;
  double easting = wg_frame_get_easting (raster->frame);
  double northing = wg_frame_get_northing (raster->frame);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const char *const fixed[] = { "-of",      "MEM",      "-dstalpha", "-ovr", "AUTO", "-wo",
                                "DST_ALPHA_MAX=255",    "-wo",       "UNIFIED_SRC_NODATA=YES" };

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    g_ptr_array_add (words, g_strdup (fixed[i]));
  g_ptr_array_add (words, g_strdup ("-r"));
  g_ptr_array_add (words, g_strdup (raster->bands.has_palette ? "near" : "bilinear"));
  if (raster->bands.is_stretched)
    {
      g_ptr_array_add (words, g_strdup ("-ot"));
      g_ptr_array_add (words, g_strdup ("Float32"));
    }
  if (raster->source_crs != NULL)
    {
      g_ptr_array_add (words, g_strdup ("-s_srs"));
      g_ptr_array_add (words, g_strdup (raster->source_crs));
    }
  g_ptr_array_add (words, g_strdup ("-t_srs"));
  g_ptr_array_add (words, g_strdup (wg_frame_get_crs (raster->frame)));
  g_ptr_array_add (words, g_strdup ("-te"));
  g_ptr_array_add (words, g_strdup_printf ("%.4f", easting + e->min_x / 1000.0));
  g_ptr_array_add (words, g_strdup_printf ("%.4f", northing + e->min_y / 1000.0));
  g_ptr_array_add (words, g_strdup_printf ("%.4f", easting + e->max_x / 1000.0));
  g_ptr_array_add (words, g_strdup_printf ("%.4f", northing + e->max_y / 1000.0));
  g_ptr_array_add (words, g_strdup ("-ts"));
  g_ptr_array_add (words, g_strdup_printf ("%u", pixels->width));
  g_ptr_array_add (words, g_strdup_printf ("%u", pixels->height));
  g_ptr_array_add (words, NULL);
  return GDALWarpAppOptionsNew ((char **) words->pdata, NULL);
}

/**
 * wg_raster_read:
 * @envelope: what to show, not empty; @width by @height pixels are laid over it
 *
 * The thread that has @raster. Fails with WG_EXCHANGE_ERROR_OPEN when the file (or the network)
 * does, and G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full) (nullable): the block, north up
 */
WgPixels *
wg_raster_read (WgRaster *raster, const WgEnvelope *envelope, guint width, guint height,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (WgGdalLog) log = NULL;
  g_autoptr (WgPixels) pixels = wg_pixels_new (width, height, envelope);
  GDALWarpAppOptions *options = NULL;
  GDALDatasetH from = NULL, warped = NULL;
  gboolean is_good = FALSE;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!wg_envelope_intersects (envelope, &raster->envelope))
    return g_steal_pointer (&pixels);

  log = wg_gdal_log_new ();
  from = choose_source (raster, ((double) envelope->max_x - envelope->min_x) / width, cancellable);
  options = create_warp_options (raster, pixels);
  GDALWarpAppOptionsSetProgress (options, ask_cancelled, cancellable);
  warped = GDALWarp ("", NULL, 1, &from, options, NULL);
  GDALWarpAppOptionsFree (options);
  is_good = warped != NULL && !g_cancellable_is_cancelled (cancellable)
            && wg_bands_paint (&raster->bands, warped, pixels);
  if (warped != NULL)
    GDALClose (warped);
  if (is_good)
    return g_steal_pointer (&pixels);
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    wg_gdal_set_error (error, WG_EXCHANGE_ERROR_OPEN, log, "the raster cannot be read");
  return NULL;
}
