/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-people.h"

G_BEGIN_DECLS

/* Words about people, translated: for the window, the command line and the charts. */

/** "Grid leader"; for %WG_ROLE_OTHER without @title "Other". (transfer full); @title: (nullable) */
char       *wg_words_role          (WgRole              role,
                                    const char         *title);
/** "Full-time"; "" for %WG_POST_UNKNOWN. Static. */
const char *wg_words_post_type     (WgPostType          post_type);
/** The role with what goes with it: "Grid leader (emergency, deputy)". (transfer full) */
char       *wg_words_assignment    (const WgAssignment *assignment);
/** "from 2026-01-01 to 2026-06-30", "since …", "until …"; "" when both are open. (transfer full) */
char       *wg_words_days          (WgDay               from,
                                    WgDay               to);

G_END_DECLS
