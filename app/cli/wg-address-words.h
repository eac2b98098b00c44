/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../exchange/wg-addresses-read.h"

G_BEGIN_DECLS

/** What a file of addresses brought: lines. @layer: that they become; @n_all: that the project has then.
 *  (transfer full) */
char *wg_address_words_report (const WgAddressReport *report,
                               const char            *layer,
                               guint                  n_all);

G_END_DECLS
