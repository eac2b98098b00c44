/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-import-run.h"

G_BEGIN_DECLS

#define WG_TYPE_OVERLAP_CASE (wg_overlap_case_get_type ())
G_DECLARE_FINAL_TYPE (WgOverlapCase, wg_overlap_case, WG, OVERLAP_CASE, GObject)

/** One overlap that is asked about: all who claim it, the one that the rule chose first. */
struct _WgOverlapCase
{
  GObject parent_instance;

  guint step;
  WgDecision decision;
  GArray *claimants; /* of guint32 */
  guint32 answer;    /* 0: by the rule */
};

/**
 * wg_overlap_cases_collect:
 * @steps: (nullable) (element-type WgImportStep)
 *
 * Returns: (transfer full) (element-type WgOverlapCase): the overlaps between rows of the files from @from_m2 on, with
 *   the answers that were given, the largest first
 */
GPtrArray *wg_overlap_cases_collect   (const GPtrArray *steps,
                                       double           from_m2);
/** Rows become grids from here on: the answers keep rows, for levels above may change the ids. */
guint32    wg_overlap_case_first_grid (const GPtrArray *steps,
                                       guint            step);

G_END_DECLS
