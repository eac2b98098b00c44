/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-building.h"

G_BEGIN_DECLS

/** How much work each thing makes for who looks after a grid, in points of the planner's own. */
typedef struct
{
  double household;
  double person;
  double place;   /* a building that is visited for what it is: wg_workload_is_place() */
  double hectare; /* of land, planar */
} WgWorkload;

/** Units of a graph have whole numbers of these parts of a point. */
#define WG_WORKLOAD_PARTS 100

/** Key places: shops, works and public buildings; dwellings, mixed or not, are none. */
gboolean wg_workload_is_place (const WgBuilding *building);
/** In points. */
double   wg_workload_sum      (const WgWorkload *workload,
                               gint64            households,
                               gint64            people,
                               guint             n_places,
                               double            area_m2);

G_END_DECLS
