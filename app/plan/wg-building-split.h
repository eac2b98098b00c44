/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-building-set.h"

G_BEGIN_DECLS

/** What one part of a divided building counts; each or %WG_COUNT_NOT_KNOWN. */
typedef struct
{
  gint32 households;
  gint32 people;
} WgBuildingPart;

#define WG_BUILDING_MAX_SHARES 64

/**
 * wg_building_split_count:
 * @parts_out: @n_shares + 1 parts: of the shares, then of what stays with the land
 *
 * Counts that a share tells are taken as they are. The rest of the building's is shared out evenly
 * over its units and floors by the largest remainder, so that whole numbers add up exactly to the
 * building's; people follow the households where these are known. Where the building does not tell
 * and a share does not, nothing is known.
 */
void     wg_building_split_count (const WgBuilding      *building,
                                  const WgBuildingShare *shares,
                                  guint                  n_shares,
                                  WgBuildingPart        *parts_out);
/** What is wrong with the shares of a building. */
typedef enum
{
  WG_SHARE_GOOD,
  WG_SHARE_NO_RANGE,  /* its units or floors are no ranges such as "1-3,5" */
  WG_SHARE_ABSENT,    /* the building has no such units or floors */
  WG_SHARE_EMPTY,     /* it says neither units, floors nor households */
  WG_SHARE_TWICE,     /* it has a flat that an earlier one has */
  WG_SHARE_TOO_MANY,  /* more than WG_BUILDING_MAX_SHARES */
  WG_SHARE_SUM,       /* they have more households or people than the building */
} WgShareFault;

/** @share_out: (out): the first that is wrong; for %WG_SHARE_SUM the last. */
WgShareFault wg_building_split_judge (const WgBuilding      *building,
                                      const WgBuildingShare *shares,
                                      guint                  n_shares,
                                      guint                 *share_out);

/**
 * wg_building_split_check:
 *
 * %WG_PLAN_ERROR_BAD_SHARE when the units or floors of a share are no ranges such as "1-3,5" or are not
 * in the building, when two shares have a flat in common, when one says neither units, floors nor
 * households, or there are more than %WG_BUILDING_MAX_SHARES; %WG_PLAN_ERROR_SHARE_SUM when they have
 * more than the building.
 */
gboolean wg_building_split_check (const WgBuilding      *building,
                                  const WgBuildingShare *shares,
                                  guint                  n_shares,
                                  GError               **error);
/** By building, grid, units, floors, then counts: the order in which a set has them. */
int      wg_building_share_compare (gconstpointer a,
                                    gconstpointer b);

G_END_DECLS
