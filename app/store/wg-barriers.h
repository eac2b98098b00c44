/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-barrier.h"
#include "wg-connection.h"

G_BEGIN_DECLS

/*
 * The barriers of the project: the table "barrier". Needs the connection's lock; writing is in the
 * caller's transaction.
 */

/** NULL without error when there are none. */
WgBarrierSet *wg_barriers_read  (WgConnection  *connection,
                                 GError       **error);
/** Puts @barriers (nullable: none) in place of those that the file has. */
gboolean      wg_barriers_write (WgConnection  *connection,
                                 WgBarrierSet  *barriers,
                                 GError       **error);
/** As bytes, for the journal; empty for none. */
GByteArray   *wg_barriers_pack  (WgBarrierSet  *barriers);
/** What was packed; %NULL for none, with an error when it makes no sense. */
WgBarrierSet *wg_barriers_unpack (GBytes       *bytes,
                                  GError      **error);

G_END_DECLS
