/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-area-grids"

#include "wg-area-grids.h"

#include "../geometry/wg-coverage-within.h"

#include <string.h>

/* Marks a grid and those above it. */
static void
mark (WgPlan *plan, guint32 grid, guint8 *marks)
{
  for (const WgGrid *row = NULL; grid != 0 && !marks[grid]; grid = row->parent)
    {
      row = wg_plan_get_grid (plan, grid);
      if (row == NULL)
        return;
      marks[grid] = 1;
    }
}

static void
mark_faces (WgPlan *plan, const GArray *faces, guint8 *marks)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);

  for (guint i = 0; i < faces->len; i++)
    mark (plan, wg_coverage_owner (coverage, g_array_index (faces, WgFaceId, i)), marks);
}

static int
compare_grids (gconstpointer a, gconstpointer b, gpointer data)
{
  WgPlan *plan = data;
  guint32 id_a = *(const guint32 *) a, id_b = *(const guint32 *) b;
  const WgGrid *grid_a = wg_plan_get_grid (plan, id_a), *grid_b = wg_plan_get_grid (plan, id_b);
  int by_code = strcmp (grid_a->code, grid_b->code);

  if (grid_a->depth != grid_b->depth)
    return grid_a->depth < grid_b->depth ? -1 : 1;
  return by_code != 0 ? by_code : (id_a > id_b) - (id_a < id_b);
}

static GArray *
collect (WgPlan *plan, const guint8 *marks, guint depth)
{
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && !grid->is_retired && (marks == NULL || marks[id])
          && (depth == 0 || grid->depth == depth))
        g_array_append_val (grids, id);
    }
  g_array_sort_with_data (grids, compare_grids, plan);
  return grids;
}

GArray *
wg_area_grids_of (WgPlan *plan, const GArray *grids, guint depth)
{
  g_autofree guint8 *marks = g_new0 (guint8, wg_plan_get_grid_limit (plan) + 1);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  for (guint i = 0; i < grids->len; i++)
    {
      mark (plan, g_array_index (grids, guint32, i), marks);
      wg_plan_collect_faces (plan, g_array_index (grids, guint32, i), faces);
    }
  mark_faces (plan, faces, marks);
  return collect (plan, marks, depth);
}

GArray *
wg_area_grids_in (WgPlan *plan, const WgShape *shape, guint depth)
{
  g_autofree guint8 *marks = g_new0 (guint8, wg_plan_get_grid_limit (plan) + 1);
  g_autoptr (GArray) faces = wg_coverage_faces_touching (wg_plan_get_coverage (plan), shape);

  mark_faces (plan, faces, marks);
  return collect (plan, marks, depth);
}

GArray *
wg_area_grids_in_box (WgPlan *plan, const WgEnvelope *box, guint depth)
{
  g_autoptr (WgShape) shape = wg_shape_new ();
  const WgPoint corners[] = { { box->min_x, box->min_y }, { box->max_x, box->min_y },
                              { box->max_x, box->max_y }, { box->min_x, box->max_y } };

  wg_shape_add_ring (shape, corners, 4, 0, FALSE);
  return wg_area_grids_in (plan, shape, depth);
}

GArray *
wg_area_grids_all (WgPlan *plan, guint depth)
{
  return collect (plan, NULL, depth);
}
