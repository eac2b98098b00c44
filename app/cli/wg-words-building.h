/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-building-split.h"
#include "../plan/wg-tally.h"

G_BEGIN_DECLS

/* What people read of buildings. A char * is (transfer full), a const char * is static. Main thread. */

/** "Housing", ...; "" for unknown. */
const char *wg_words_building_kind   (WgBuildingKind         kind);
/** Name or address, kind, floors and units, as far as they are known: "文一路1号 · Housing · 6 floors". */
char       *wg_words_building_title  (const WgBuilding      *building);
char       *wg_words_building_detail (const WgBuilding      *building);
/** Both, with households and people: for the head of a dialog. */
char       *wg_words_building_facts  (const WgBuilding      *building);
/** "48 households · ≈120 people"; what is not known is left out, "numbers not known" when nothing is. */
char       *wg_words_building_counts (const WgTally         *tally);
/** The number of a part: "24", "≈24" when the building's was estimated, "—". @building: (nullable) */
char       *wg_words_part_count      (const WgBuilding      *building,
                                      gint32                 number);
/** "12 of 48 households not given; they stay with 3网格". */
char       *wg_words_part_rest       (const WgBuilding      *building,
                                      const WgBuildingPart  *rest,
                                      const char            *grid);
const char *wg_words_share_fault     (WgShareFault           fault);
/** What a person typed as a range, as it is stored: "１－３、５" is "1-3,5". */
char       *wg_words_span            (const char            *text);

G_END_DECLS
