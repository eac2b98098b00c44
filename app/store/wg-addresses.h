/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-address-set.h"
#include "wg-connection.h"

G_BEGIN_DECLS

/*
 * The address points of the project: the table "address_block", some thousand of a layer to a row, so
 * that a million is read in the time of a frame or two. points: pairs of int32, project millimetres;
 * texts: uint32 offsets, one more than points, then UTF-16 (fields parted by 1F and 1E, see
 * WgTextPack); all little-endian. They are what is searched: no other index has to be kept right.
 * Needs the connection's lock; writing is in the caller's transaction.
 */

/** NULL without error when there are none. */
WgAddressSet *wg_addresses_read   (WgConnection  *connection,
                                   GError       **error);
/** Puts @addresses (nullable: none) in place of those that the file has. */
gboolean      wg_addresses_write  (WgConnection  *connection,
                                   WgAddressSet  *addresses,
                                   GError       **error);
/** As bytes, for the journal; empty for none. */
GByteArray   *wg_addresses_pack   (WgAddressSet  *addresses);
/** What was packed; %NULL for none, with an error when it makes no sense. */
WgAddressSet *wg_addresses_unpack (GBytes        *bytes,
                                   GError       **error);

G_END_DECLS
