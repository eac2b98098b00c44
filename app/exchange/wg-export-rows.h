/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-export-basis.h"
#include "wg-gdal.h"

G_BEGIN_DECLS

/** How a kind of file is written. Not for other rooms. */
typedef struct
{
  const char *ending;
  const char *driver;     /* of GDAL; NULL: written here */
  const char *const *layer_options;
  gboolean has_layers;       /* several levels in one file */
  gboolean has_short_names;  /* columns of at most ten bytes, texts of 254 */
  gboolean is_degrees;       /* always WGS 84 */
  gboolean has_transactions;
  gboolean is_table;         /* no shapes */
  WgExportWriter write;      /* when there is no driver and it is no table */
} WgExportFormat;

/**
 * WgExportRows:
 *
 * Writes grids as rows of one layer after another.
 */
typedef struct _WgExportRows WgExportRows;

/** Fails with WG_EXCHANGE_ERROR_WRITE, _ENCODING. */
WgExportRows *wg_export_rows_new   (WgExportBasis         *basis,
                                    const WgExportFormat  *format,
                                    WgGdalLog             *log,
                                    GError               **error);
void          wg_export_rows_free  (WgExportRows          *rows);
/** Appends the grids of a level to @dataset as a layer. Fails with WG_EXCHANGE_ERROR_WRITE,
 *  _FULL, or G_IO_ERROR_CANCELLED. */
gboolean      wg_export_rows_write (WgExportRows          *rows,
                                    GDALDatasetH           dataset,
                                    guint                  depth,
                                    const WgProgress      *progress,
                                    GCancellable          *cancellable,
                                    GError               **error);
/** The same of buildings or addresses, as one layer. @places: of the plan's set, at least one; in a shapefile all of
 *  them have a footprint, or none. */
gboolean      wg_export_rows_write_others (WgExportRows     *rows,
                                    GDALDatasetH           dataset,
                                    const GArray          *places,
                                    const WgProgress      *progress,
                                    GCancellable          *cancellable,
                                    GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgExportRows, wg_export_rows_free)

G_END_DECLS
