/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/plan/wg-plan.h"

G_BEGIN_DECLS

/** A map to edit at random; @seed chooses among samples. NULL when the machine has no such data:
 *  the test is skipped then. */
typedef WgPlan *(*RandomMap) (guint64 seed);

/** An invented county of 60 grids with islands, an exclave and undivided land. */
WgPlan *random_map_sample   (guint64 seed);
/** The 11 towns and 605 grids of Hangzhou's Xihu district. */
WgPlan *random_map_hangzhou (guint64 seed);

G_END_DECLS
