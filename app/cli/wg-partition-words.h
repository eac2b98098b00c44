/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-json.h"
#include "../plan/wg-grid.h"
#include "../plan/wg-partition.h"

G_BEGIN_DECLS

/** Why a grid is not of the size that was asked for, in the user's language. */
const char *wg_words_trouble       (const WgPartitionTrouble *trouble);
/** The same, stable: "unit-too-large", "not-found" ... */
const char *wg_trouble_code        (const WgPartitionTrouble *trouble);
/** "Residential" ...: what stands on the land. */
const char *wg_words_property_type (WgPropertyType          type);
/** Members of the object at hand: "grids", "in_band", "contiguous", "worst_deviation" ... */
void        wg_partition_write_json (const WgPartition      *partition,
                                     WgJson                 *json);

G_END_DECLS
