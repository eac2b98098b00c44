/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include <gdal.h>

G_BEGIN_DECLS

/* What the files of this room share of GDAL. Not for other rooms. */

/** Registers the drivers, once. Every way into GDAL calls it first. Any thread. */
void wg_gdal_init (void);

/**
 * WgGdalLog:
 *
 * While it lives, what GDAL complains about on this thread is kept instead of printed. Freed in
 * the reverse order of creation, on the thread that made it.
 */
typedef struct _WgGdalLog WgGdalLog;

WgGdalLog  *wg_gdal_log_new       (void);
void        wg_gdal_log_free      (WgGdalLog  *log);
/** The first failure since the last clear, valid UTF-8, or NULL. */
const char *wg_gdal_log_get_first (WgGdalLog  *log);
/** The last warning or failure since the last clear, or NULL. */
const char *wg_gdal_log_get_last  (WgGdalLog  *log);
void        wg_gdal_log_clear     (WgGdalLog  *log);

/** Sets an error of this room: "@what: GDAL's own words". Also fits a write: when the disk is full
 *  the code becomes WG_EXCHANGE_ERROR_FULL. */
void        wg_gdal_set_error     (GError    **error,
                                   int         code,
                                   WgGdalLog  *log,
                                   const char *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgGdalLog, wg_gdal_log_free)

G_END_DECLS
