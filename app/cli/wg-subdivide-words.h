/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-barrier.h"

G_BEGIN_DECLS

/** "main road", "river" ...: a class of barriers for people. Static, translated. */
const char *wg_words_barrier_class (WgBarrierClass barrier_class);

G_END_DECLS
