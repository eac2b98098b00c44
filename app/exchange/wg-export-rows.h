/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-export.h"
#include "wg-gdal.h"

G_BEGIN_DECLS

/** How a kind of file is written. Not for other rooms. */
typedef struct
{
  const char *ending;
  const char *driver;
  const char *const *layer_options;
  gboolean has_layers;       /* several levels in one file */
  gboolean has_short_names;  /* columns of at most ten bytes, texts of 254 */
  gboolean is_degrees;       /* always WGS 84 */
  gboolean has_transactions;
} WgExportFormat;

/**
 * WgExportRows:
 *
 * Writes grids as rows of one layer after another.
 */
typedef struct _WgExportRows WgExportRows;

/** @crs: of the file. Fails as wg_transform_new() does. */
WgExportRows *wg_export_rows_new   (WgPlan                *plan,
                                    const WgExportFormat  *format,
                                    const char            *crs,
                                    WgGdalLog             *log,
                                    GError               **error);
void          wg_export_rows_free  (WgExportRows          *rows);
/** Appends the grids of a level to @dataset as layer @name. Fails with WG_EXCHANGE_ERROR_WRITE,
 *  _FULL, or G_IO_ERROR_CANCELLED. */
gboolean      wg_export_rows_write (WgExportRows          *rows,
                                    GDALDatasetH           dataset,
                                    guint                  depth,
                                    const WgProgress      *progress,
                                    GCancellable          *cancellable,
                                    GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgExportRows, wg_export_rows_free)

G_END_DECLS
