/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-plan.h"

G_BEGIN_DECLS

/*
 * The whole content of a plan as bytes, for the journal row of an import: what was before it (or,
 * once undone, what was after it). Numbers as variable-length integers, ids and points as
 * differences to the one before: about a quarter of the rows' size, and faster than any general
 * compression.
 */

/** Any thread that owns @plan. */
GByteArray *wg_content_pack   (WgPlan        *plan);
/** Returns: (transfer full): %WG_STORE_ERROR_CORRUPT when the bytes are no content. */
WgPlan     *wg_content_unpack (const guint8  *bytes,
                               gsize          size,
                               GError       **error);

/** One grid, in use or retired, and its code, maybe "". */
typedef void (*WgCodeFunc)    (guint32        grid,
                               const char    *code,
                               gpointer       user_data);
/** Reads no more than the codes; errors as wg_content_unpack(). Any thread. */
gboolean    wg_content_read_codes (const guint8 *bytes,
                                   gsize         size,
                                   WgCodeFunc    func,
                                   gpointer      user_data,
                                   GError      **error);

G_END_DECLS
