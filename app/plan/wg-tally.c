/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tally"

#include "wg-tally.h"

static void
add_count (WgCount *to, const WgCount *part, int sign)
{
  to->sum += sign * part->sum;
  to->n_unknown += (guint32) sign * part->n_unknown;
  to->n_estimated += (guint32) sign * part->n_estimated;
}

static gboolean
is_same_count (const WgCount *a, const WgCount *b)
{
  return a->sum == b->sum && a->n_unknown == b->n_unknown && a->n_estimated == b->n_estimated;
}

WgCountState
wg_tally_get_state (const WgTally *tally, const WgCount *count)
{
  /* A part of a divided building is unknown where the building itself may not be counted. */
  if (!tally->is_counted
      || (count->n_unknown > 0 && count->n_unknown >= tally->n_buildings && count->sum == 0))
    return WG_COUNT_UNKNOWN;
  return count->n_unknown > 0 ? WG_COUNT_AT_LEAST : WG_COUNT_KNOWN;
}

void
wg_tally_add (WgTally *to, const WgTally *part, int sign)
{
  to->area_mm2 += sign * part->area_mm2;
  to->n_buildings += (guint32) sign * part->n_buildings;
  add_count (&to->households, &part->households, sign);
  add_count (&to->people, &part->people, sign);
}

gboolean
wg_tally_equal (const WgTally *a, const WgTally *b)
{
  return a->area_mm2 == b->area_mm2 && a->n_buildings == b->n_buildings
         && is_same_count (&a->households, &b->households)
         && is_same_count (&a->people, &b->people);
}
