/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** One square of a hand-made shapefile: its south-west corner and side, and bytes for two columns. */
typedef struct
{
  double x, y, side;
  const char *code;
  const char *name; /* raw bytes */
} WgTestSquare;

/**
 * wg_test_shapefile_write:
 * @stem: path without ending
 * @code_column: at most ten bytes, raw
 * @language: the language byte of the .dbf
 * @code_page: (nullable): content of a .cpg
 *
 * Writes .shp, .shx and .dbf byte by byte, so that no library chooses the encoding.
 */
void wg_test_shapefile_write (const char         *stem,
                              const WgTestSquare *squares,
                              guint               n_squares,
                              const char         *code_column,
                              const char         *name_column,
                              guint8              language,
                              const char         *code_page);

G_END_DECLS
