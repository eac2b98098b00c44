/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-barrier.h"
#include "../plan/wg-subdivide.h"

G_BEGIN_DECLS

/** "main road", "river" ...: a class of barriers for people. Static, translated. */
const char *wg_words_barrier_class (WgBarrierClass barrier_class);

/** Why a part of @parent cannot be as it was asked for. Transfer full. */
char       *wg_words_subdivide_trouble (WgPlan                   *plan,
                                        guint32                   parent,
                                        const WgSubdivideTrouble *trouble);
/** Which estate of @parent is divided, and whether it had to be. Transfer full. */
char       *wg_words_cut_compound (WgPlan                       *plan,
                                   guint32                       parent,
                                   const WgSubdivideCutCompound *compound);

G_END_DECLS
