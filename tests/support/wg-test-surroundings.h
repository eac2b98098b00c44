/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/base/wg-random.h"
#include "app/geometry/wg-linework.h"
#include "app/plan/wg-plan.h"

G_BEGIN_DECLS

/** Puts @n turned rectangles and L-shapes of 8 to 40 metres anywhere on and around the map. */
void        wg_test_put_buildings (WgPlan   *plan,
                                   guint     n,
                                   WgRandom *random);
/** Roads along every second border, each within 2 m of it but for a bulge of up to 12 m. */
WgLinework *wg_test_make_roads    (WgPlan   *plan,
                                   WgRandom *random);

G_END_DECLS
