/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-code-book.h"
#include "wg-connection.h"

G_BEGIN_DECLS

/* The codes of the schemes of a file. All need the connection's lock; any thread. */

/**
 * wg_scheme_codes_read:
 *
 * Returns: (transfer full): the codes that the schemes besides @id have, had, or would have again when what was
 *   undone in them is done again, but not those of departments' nets; for wg_plan_set_code_book()
 */
WgCodeBook *wg_scheme_codes_read       (WgConnection    *connection,
                                        gint64           id,
                                        GError         **error);
/** Keeps which codes @plan has, with scheme @id, the copy of it. In a transaction. */
gboolean    wg_scheme_codes_write_copy (WgConnection    *connection,
                                        gint64           id,
                                        WgPlan          *plan,
                                        GError         **error);
/** (nullable): which codes the copy @id had at first, as a set of utf8; %NULL without error: the file does not
 *  tell. */
GHashTable *wg_scheme_codes_read_copy  (WgConnection    *connection,
                                        gint64           id,
                                        GError         **error);

G_END_DECLS
