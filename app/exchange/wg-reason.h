/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-gdal.h"

G_BEGIN_DECLS

/**
 * wg_reason_set_error:
 * @path: that no driver opened
 *
 * Says why, from the file itself: its first bytes, its ending, what lies beside it. Sets
 * WG_EXCHANGE_ERROR_MISSING, _ACCESS, _EMPTY_FILE, _PASSWORD, _DRAWING, _DRIVER, _SIDECAR, _TEXT,
 * _KIND, _DAMAGED or, when nothing is known, _OPEN. Not for other rooms.
 */
void wg_reason_set_error (GError     **error,
                          const char  *path,
                          WgGdalLog   *log);

G_END_DECLS
