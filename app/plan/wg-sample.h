/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-linework.h"
#include "../base/wg-progress.h"
#include "wg-plan.h"


G_BEGIN_DECLS

#define WG_SAMPLE_MAX_GRIDS 500000

/** A house of the sample: four corners counter-clockwise, in one grid. No residents, a count. */
typedef struct
{
  WgPoint corners[4];
  guint32 grid;
  guint16 floors;
  guint16 households;
} WgSampleBuilding;

/**
 * WgSample:
 *
 * An invented county for trying things out and for measuring: streets, communities and grids with
 * jagged shared borders, special grids (some of them islands in another grid), an exclave, a few
 * patches that nobody owns and a few that a community left undivided. Roads and rivers follow the
 * borders, houses stand along the roads. All names are made up.
 */
typedef struct
{
  WgPlan *plan;        /* with a frame, its buildings and their addresses, finished */
  WgLinework *roads;   /* classes 2 to 5, named */
  WgLinework *rivers;  /* class 7 */
  GArray *buildings;   /* of WgSampleBuilding */
} WgSample;

/** Ten a grid, 200,000 at most. */
guint     wg_sample_count_buildings (guint             n_grids);

/**
 * wg_sample_new:
 * @n_grids: 1 to %WG_SAMPLE_MAX_GRIDS, of the third level
 * @n_buildings: about how many houses; 0 makes none
 *
 * The same numbers give the same bytes: no library's random numbers or functions are used, only
 * arithmetic and square roots. Any thread.
 *
 * Returns: (transfer full): %NULL when cancelled
 */
WgSample *wg_sample_new             (guint             n_grids,
                                     guint             n_buildings,
                                     guint64           seed,
                                     const WgProgress *progress,
                                     GCancellable     *cancellable,
                                     GError          **error);
void      wg_sample_free            (WgSample         *sample);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSample, wg_sample_free)

G_END_DECLS
