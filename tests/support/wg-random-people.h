/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/base/wg-random.h"
#include "app/plan/wg-history.h"

G_BEGIN_DECLS

/** A random edit of people: somebody new, changed or gone, an assignment made, replaced or ended, a leave, rules.
 *  FALSE with a refusal that wg-people-commands.h names. */
gboolean wg_random_people (WgRandom   *random,
                           WgHistory  *history,
                           GError    **error);

G_END_DECLS
