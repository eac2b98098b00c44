/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-schemes.h"

G_BEGIN_DECLS

/* What the files of the schemes share. All need the connection's lock. */

/* FALSE with %WG_STORE_ERROR_NO_SCHEME. */
gboolean wg_schemes_has           (WgConnection     *connection,
                                   gint64            id,
                                   GError          **error);
/* (transfer full): of a scheme that is not open. */
WgPlan  *wg_schemes_read_content  (WgConnection     *connection,
                                   gint64            id,
                                   GError          **error);
gboolean wg_schemes_write_content (WgConnection     *connection,
                                   gint64            id,
                                   const GByteArray *content, /* nullable: none */
                                   GError          **error);
/* Ends the transaction that wg_connection_begin() began, and gives the lock back. */
gboolean wg_schemes_end           (WgProject        *self,
                                   gboolean          is_ok,
                                   GError          **error);

G_END_DECLS
