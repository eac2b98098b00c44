/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-workload"

#include "wg-workload.h"

#define M2_PER_HECTARE 10000.0

gboolean
wg_workload_is_place (const WgBuilding *building)
{
  switch (building->kind)
    {
    case WG_BUILDING_COMMERCE:
    case WG_BUILDING_INDUSTRY:
    case WG_BUILDING_PUBLIC:
      return TRUE;
    default:
      return FALSE;
    }
}

double
wg_workload_sum (const WgWorkload *workload, gint64 households, gint64 people, guint n_places,
                 double area_m2)
{
  return workload->household * (double) households + workload->person * (double) people
         + workload->place * n_places + workload->hectare * area_m2 / M2_PER_HECTARE;
}
