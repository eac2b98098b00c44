/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-json.h"
#include "wg-land-preview.h"

G_BEGIN_DECLS

/** {"area_m2", "buildings", "households", "households_unknown", "households_estimated", "people", ...}:
 *  households and people are null when no building tells; _unknown and _estimated count buildings. */
void wg_tally_write_json        (WgJson              *json,
                                 const char          *key,
                                 const WgTally       *tally);
/** [{"code", "name", "depth", "level", "new", "retired", "before": tally, "after": tally}], deepest
 *  first. @preview: (nullable): an empty list. */
void wg_land_preview_write_json (WgJson              *json,
                                 const char          *key,
                                 WgPlan              *plan,
                                 const WgLandPreview *preview);

G_END_DECLS
