/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/base/wg-random.h"
#include "app/geometry/wg-cells.h"
#include "app/geometry/wg-lines.h"

G_BEGIN_DECLS

/** What cells are made of, as a test makes it up; the test draws, and fills in the rest. */
typedef struct
{
  guint64 seed;
  WgRandom random;
  WgShape *land;
  GPtrArray *lines;  /* of WgLine */
  GArray *classes;   /* of guint8, of each line */
  GArray *buildings; /* of WgCellsBuilding */
  GPtrArray *shapes; /* of WgShape: their footprints */
} WgTestTown;

/** Empty land without lines and buildings. */
WgTestTown   wg_test_town     (guint64           seed);
void         wg_test_town_clear (WgTestTown     *town);
/** All borrowed of @town. */
WgCellsInput wg_test_town_input (const WgTestTown *town);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgTestTown, wg_test_town_clear)

G_END_DECLS
