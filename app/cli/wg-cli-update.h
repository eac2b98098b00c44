/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-cli-private.h"

#include "../plan/wg-incoming.h"

G_BEGIN_DECLS

/** Which differences are wanted: those whose kinds or codes stand in @wanted ("changed,a,b"), or all.
 *  NULL: a word of it is no kind and no code, and the user was told. */
gboolean *wg_cli_choose_updates (WgPlan           *plan,
                                 const WgIncoming *incoming,
                                 const GArray     *items,
                                 const char       *wanted,
                                 guint            *n_out);
/** The list of differences (of WgUpdateItem), the chosen ones marked. */
void      wg_cli_print_update   (WgPlan           *plan,
                                 const WgIncoming *incoming,
                                 const GArray     *items,
                                 const gboolean   *is_chosen,
                                 gboolean          as_json);

G_END_DECLS
