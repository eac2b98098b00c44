/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import"

#include "wg-import-private.h"

#include "../crs/wg-area-scale.h"
#include "../geometry/wg-coverage-shape.h"

/* As it came: rings may run either way round. */
static double
area_of_row (const WgShape *shape)
{
  double area_m2 = 0.0;

  for (guint i = 0; shape != NULL && i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);
      __int128 area2 = wg_ring_area2 (&WG_SHAPE_POINT (shape, ring->first), ring->n_points);
      double ring_m2 = (double) (area2 < 0 ? -area2 : area2) / 2e6;

      area_m2 += ring->is_hole ? -ring_m2 : ring_m2;
    }
  return area_m2;
}

/* The balance of a grid of the file; NULL of others. */
static WgImportBalance *
find_balance (const WgImport *import, guint32 id)
{
  if (!wg_import_is_new (import, id) || id >= import->id_limit)
    return NULL;
  return &g_array_index (import->report->balances, WgImportBalance, id - import->first_id);
}

static void
move_land (const WgImport *import, guint32 winner, guint32 loser, double area_m2)
{
  WgImportBalance *to = find_balance (import, winner), *from = find_balance (import, loser);

  if (to != NULL)
    to->won_m2 += area_m2;
  if (from != NULL)
    from->lost_m2 += area_m2;
}

/* Within the level: what was claimed twice was claimed by its winner, too. */
static void
add_decisions (const WgImport *import)
{
  const GArray *decisions = import->result->decisions;

  for (guint i = 0; i < decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (decisions, WgDecision, i);

      switch (decision->kind)
        {
        case WG_DECISION_GAP_CLOSED:
          move_land (import, decision->winner, 0, decision->area_m2);
          break;
        case WG_DECISION_OVERLAP_CLOSED:
        case WG_DECISION_OVERLAP_RESOLVED:
        case WG_DECISION_CLAIM_CUT:
          move_land (import, 0, decision->loser, decision->area_m2);
          break;
        case WG_DECISION_PARENT_SLIVER:
          if (wg_import_get_depth (import, decision->winner)
              == wg_import_get_depth (import, decision->loser))
            move_land (import, decision->winner, decision->loser, decision->area_m2);
          else
            move_land (import, decision->winner, 0, decision->area_m2);
          break;
        default:
          break;
        }
    }
}

static guint32
ancestor_at (const WgImport *import, guint32 id, guint depth)
{
  while (id != 0 && wg_import_get_depth (import, id) > depth)
    id = import->parents[id];
  return id != 0 && wg_import_get_depth (import, id) == depth ? id : 0;
}

/* Between the levels: land of lower grids goes where these go. */
static void
add_nestings (const WgImport *import)
{
  const GArray *nestings = import->result->nestings;

  for (guint i = 0; i < nestings->len; i++)
    {
      const WgNesting *nesting = &g_array_index (nestings, WgNesting, i);
      guint32 winner = 0;

      if (nesting->parent_depth != import->depth)
        continue;
      winner = ancestor_at (import, nesting->child, import->depth);
      if (winner != nesting->parent)
        move_land (import, winner, nesting->parent, nesting->area_m2);
    }
}

/* What each grid of the file holds at its level now. */
static void
add_land (const WgImport *import)
{
  WgImportReport *report = import->report;
  const WgCoverage *coverage = wg_plan_get_coverage (report->plan);

  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      WgImportBalance *balance = NULL;

      if (!wg_coverage_has_face (coverage, face))
        continue;
      balance = find_balance (import, wg_plan_get_ancestor (report->plan,
                                                            wg_coverage_owner (coverage, face),
                                                            import->depth));
      if (balance != NULL)
        balance->after_m2 += (double) wg_coverage_face_area2 (coverage, face) / 2e6;
    }
}

/* What was reckoned on the plane, as people are told it everywhere: on the ellipsoid. A grid's four numbers keep their
 * sum, as one factor is used for all of them. */
static void
lay_on_ellipsoid (WgImport *import)
{
  WgImportReport *report = import->report;
  const GPtrArray *grids = import->incoming->grids;
  WgFrame *frame = wg_plan_get_frame (report->plan);
  g_autoptr (WgAreaScale) scale = NULL;

  if (frame == NULL)
    return;
  scale = wg_area_scale_new (frame);
  for (guint i = 0; i < grids->len; i++)
    {
      const WgShape *shape = ((WgIncomingGrid *) g_ptr_array_index (grids, i))->shape;
      WgImportBalance *b = &g_array_index (report->balances, WgImportBalance, i);
      double factor = shape != NULL ? wg_area_scale_of (scale, shape) : 1.0;

      b->before_m2 *= factor;
      b->won_m2 *= factor;
      b->lost_m2 *= factor;
      b->after_m2 *= factor;
    }
  for (guint i = 0; i < report->decisions->len; i++)
    {
      WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);

      decision->area_m2 *= wg_area_scale_at (scale, decision->place);
    }
}

void
wg_import_balance (WgImport *import)
{
  WgImportReport *report = import->report;
  const GPtrArray *grids = import->incoming->grids;

  for (guint i = 0; i < grids->len; i++)
    {
      const WgIncomingGrid *row = g_ptr_array_index (grids, i);
      WgImportBalance balance = { import->first_id + i, row->row, area_of_row (row->shape) };

      g_array_append_val (report->balances, balance);
    }
  add_decisions (import);
  add_nestings (import);
  add_land (import);
  lay_on_ellipsoid (import);
  for (guint i = 0; i < report->balances->len; i++)
    {
      WgImportBalance *b = &g_array_index (report->balances, WgImportBalance, i);

      b->adjusted_m2 = b->after_m2 - b->before_m2 - b->won_m2 + b->lost_m2;
      report->claimed_m2 += b->before_m2;
      report->covered_m2 += b->after_m2;
      report->won_m2 += b->won_m2;
      report->lost_m2 += b->lost_m2;
      report->adjusted_m2 += b->adjusted_m2;
    }
}
