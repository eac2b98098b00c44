/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-land"

#include "wg-import-figures.h"

#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-difference.h"

/* Of a row its polygon as it came, of another grid its land before. */
static void
take_claim (const WgImportReport *report, WgPlan *before, const WgIncoming *incoming, guint32 grid,
            WgShape *shape_out)
{
  wg_shape_clear (shape_out);
  for (guint i = 0; i < incoming->grids->len; i++)
    {
      const WgIncomingGrid *row = g_ptr_array_index (incoming->grids, i);

      if (wg_import_report_find_row (report, i) != grid || row->shape == NULL)
        continue;
      for (guint j = 0; j < row->shape->rings->len; j++)
        {
          const WgRing *ring = &WG_SHAPE_RING (row->shape, j);

          wg_shape_add_ring (shape_out, &WG_SHAPE_POINT (row->shape, ring->first), ring->n_points,
                             ring->part, ring->is_hole);
        }
      return;
    }
  if (wg_plan_get_grid (before, grid) != NULL)
    wg_plan_get_shape (before, grid, shape_out);
}

static void
take_result (const WgImportReport *report, guint32 grid, WgShape *shape_out)
{
  wg_shape_clear (shape_out);
  if (wg_plan_get_grid (report->plan, grid) != NULL)
    wg_plan_get_shape (report->plan, grid, shape_out);
}

static gboolean
take_face (const WgImportReport *report, WgPoint place, WgShape *land_out)
{
  const WgCoverage *coverage = wg_plan_get_coverage (report->plan);
  WgFaceId face = wg_coverage_face_at (coverage, place);

  if (face == WG_FACE_OUTSIDE)
    return FALSE;
  wg_coverage_face_shape (coverage, face, land_out);
  return TRUE;
}

gboolean
wg_import_report_find_land (const WgImportReport *report, WgPlan *before,
                            const WgIncoming *incoming, const WgDecision *decision,
                            WgShape *land_out)
{
  g_autoptr (WgShape) first = wg_shape_new ();
  g_autoptr (WgShape) second = wg_shape_new ();
  guint32 grid = decision->loser != 0 ? decision->loser : decision->winner;

  wg_shape_clear (land_out);
  switch (decision->kind)
    {
    case WG_DECISION_OVERLAP_CLOSED:
    case WG_DECISION_OVERLAP_RESOLVED:
      take_claim (report, before, incoming, decision->winner, first);
      take_claim (report, before, incoming, decision->loser, second);
      return wg_shape_find_piece (first, second, WG_PIECE_OF_BOTH, decision->place, land_out);
    case WG_DECISION_GAP_CLOSED:
      take_result (report, decision->winner, first);
      take_claim (report, before, incoming, decision->winner, second);
      return wg_shape_find_piece (first, second, WG_PIECE_OF_FIRST_ONLY, decision->place, land_out);
    case WG_DECISION_PARENT_SLIVER:
    case WG_DECISION_CLAIM_CUT:
      take_claim (report, before, incoming, decision->loser, first);
      take_result (report, decision->loser, second);
      return wg_shape_find_piece (first, second, WG_PIECE_OF_FIRST_ONLY, decision->place, land_out);
    case WG_DECISION_CLAIM_LOST:
    case WG_DECISION_RING_REPAIRED:
      take_claim (report, before, incoming, grid, land_out);
      return land_out->rings->len > 0;
    case WG_DECISION_GAP_KEPT:
    case WG_DECISION_PARENT_FOLLOWS:
      return take_face (report, decision->place, land_out);
    case WG_DECISION_SLOT_LEFT:
    default:
      return FALSE;
    }
}
