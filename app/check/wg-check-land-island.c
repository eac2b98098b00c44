/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

#include "../geometry/wg-coverage-shape.h"

/** Adds who lies beyond the borders of one face to what is known; FALSE: more than one grid, or
 *  nobody, or the outside. */
static gboolean
look_around (WgCheckContext *context, const WgGrid *grid, WgFaceId face, guint32 *around)
{
  const WgCoverage *coverage = context->coverage;

  g_array_set_size (context->half_edges, 0);
  wg_coverage_face_edges (coverage, face, context->half_edges);
  for (guint i = 0; i < context->half_edges->len; i++)
    {
      WgHalfEdge half_edge = g_array_index (context->half_edges, WgHalfEdge, i);
      WgFaceId beyond = wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (half_edge));
      guint32 other = wg_plan_get_ancestor (context->plan, wg_coverage_owner (coverage, beyond),
                                            grid->depth);

      if (other == grid->id)
        continue;
      if (other == 0 || (*around != 0 && *around != other))
        return FALSE;
      *around = other;
    }
  return TRUE;
}

/* land.island: an ordinary grid that one other grid of its level encloses wholly. Special grids
 * (a school, a hospital) are meant to be islands. */
void
wg_check_land_island (WgCheckContext *context, const WgGrid *grid)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  guint32 around = 0;

  if (grid->kind == WG_GRID_SPECIAL)
    return;
  wg_plan_collect_faces (context->plan, grid->id, faces);
  for (guint i = 0; i < faces->len; i++)
    if (!look_around (context, grid, g_array_index (faces, WgFaceId, i), &around))
      return;
  if (around != 0)
    wg_check_add_grid (context, grid->id)->other = around;
}
