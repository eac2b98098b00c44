/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-level.h"

/** The depth of a grid that is in the plan, or was before the change; 0: nobody. */
static guint
depth_of (WgPlan *plan, const WgChange *change, guint32 id)
{
  const WgGrid *grid = id != 0 ? wg_plan_get_grid (plan, id) : NULL;

  for (guint i = 0; id != 0 && grid == NULL && i < change->grids->len; i++)
    {
      const WgGridChange *row = g_ptr_array_index (change->grids, i);

      if (row->before != NULL && row->before->id == id)
        grid = row->before;
      else if (row->after != NULL && row->after->id == id)
        grid = row->after;
    }
  return grid != NULL ? MIN (grid->depth, WG_MAX_DEPTH) : 0;
}

void
wg_check_level_count (WgCheckLevel *level, WgPlan *plan)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);

  *level = (WgCheckLevel){ { 0 } };
  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      guint32 owner = wg_coverage_has_face (coverage, face) ? wg_coverage_owner (coverage, face) : 0;
      const WgGrid *grid = wg_plan_get_grid (plan, owner);

      if (grid != NULL)
        level->n_faces[MIN (grid->depth, WG_MAX_DEPTH)]++;
    }
}

void
wg_check_level_follow (WgCheckLevel *level, WgPlan *plan, const WgChange *change, gboolean backwards)
{
  const GArray *faces = change->coverage != NULL ? change->coverage->faces : NULL;
  guint step = backwards ? -1u : 1u;

  for (guint i = 0; faces != NULL && i < faces->len; i++)
    {
      const WgFaceChange *face = &g_array_index (faces, WgFaceChange, i);

      if (face->had)
        level->n_faces[depth_of (plan, change, face->owner_before)] -= step;
      if (face->has)
        level->n_faces[depth_of (plan, change, face->owner_after)] += step;
    }
}

guint
wg_check_level_get (const WgCheckLevel *level)
{
  guint n_owned = 0, n_deeper = 0;

  for (guint depth = 1; depth <= WG_MAX_DEPTH; depth++)
    n_owned += level->n_faces[depth];
  for (guint depth = WG_MAX_DEPTH; depth >= 1; depth--)
    {
      n_deeper += level->n_faces[depth];
      if (n_owned > 0 && n_deeper * 2 >= n_owned)
        return depth;
    }
  return 0;
}
