/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-change.h"
#include "wg-connection.h"

G_BEGIN_DECLS

/** What @change accepts and withdraws, into the table, with who and when. Needs the connection's lock, in the
 *  caller's transaction; undo is the changeset's. */
gboolean wg_acceptances_write_change (WgConnection   *connection,
                                      const WgChange *change,
                                      GError        **error);

G_END_DECLS
