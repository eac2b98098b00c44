/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-pixels.h"
#include "wg-gdal.h"

G_BEGIN_DECLS

#define WG_MAX_BANDS 4

/**
 * WgBands:
 *
 * How the bands of a raster become colours: which are shown, through which palette, and how wide
 * numbers are stretched to 0-255 (the second to the ninety-eighth hundredth of a sample). A plain
 * value. Not for other rooms.
 */
typedef struct
{
  guint n_colours;           /* 1: grey or palette, 3: red, green, blue */
  int colours[3];            /* 1-based bands of the raster */
  int alpha;                 /* 1-based, 0: none */
  gboolean is_stretched;     /* other than 8 bits: read as float */
  double low[3], high[3];
  gboolean has_palette;
  guint32 palette[256];      /* 0xAARRGGBB, not premultiplied */
} WgBands;

gboolean wg_bands_read  (WgBands       *bands,
                         GDALDatasetH   raster);
/** A data set with just these bands in this order (colours, then alpha), or @raster itself when it
 *  is that already. Close it when it is another. */
GDALDatasetH wg_bands_select (const WgBands *bands,
                              GDALDatasetH   raster);
/** Fills @pixels of the same size from what was warped: the selected bands, then alpha last. */
gboolean wg_bands_paint (const WgBands *bands,
                         GDALDatasetH   warped,
                         WgPixels      *pixels);

G_END_DECLS
