/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-fix"

#include "wg-fix-private.h"

#include "wg-check-level.h"
#include "wg-check-parts.h"
#include "wg-fix-neighbours.h"

#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"

#include <string.h>

#define MOST_TAKERS 3
#define MOST_READINGS 4

/** Who may get the land: the owners around it; of land that a parent has not divided, only those
 *  below the same parent. (element-type WgFixNeighbour), the longest border first. */
static GArray *
find_takers (WgPlan *plan, const GArray *faces, guint32 within, guint32 loser)
{
  const WgGrid *parent = wg_plan_get_grid (plan, within);
  GArray *takers = wg_fix_find_neighbours (plan, faces, 0);

  for (guint i = takers->len; i-- > 0;)
    {
      guint32 owner = g_array_index (takers, WgFixNeighbour, i).grid;

      if (owner == within || owner == loser
          || (parent != NULL && wg_plan_get_ancestor (plan, owner, parent->depth) != within))
        g_array_remove_index (takers, i);
    }
  return takers;
}

static guint
depth_below (WgPlan *plan, const WgGrid *parent)
{
  const GArray *children = wg_plan_get_children (plan, parent->id);

  if (children->len > 0)
    return wg_plan_get_grid (plan, g_array_index (children, guint32, 0))->depth;
  return MIN (parent->depth + 1u, wg_plan_get_n_levels (plan));
}

/** A grid of its own, of the level of those beside it. */
static void
add_own (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding, const GArray *takers)
{
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);
  const WgGrid *beside
    = takers->len > 0 ? wg_plan_get_grid (plan, g_array_index (takers, WgFixNeighbour, 0).grid) : NULL;
  WgCheckLevel level;
  guint depth = 0;

  if (wg_finding_is_about (finding, "land.sliver") || wg_finding_is_about (finding, "land.narrow"))
    return;
  if (grid != NULL)
    depth = wg_finding_is_about (finding, "land.parts") ? grid->depth : depth_below (plan, grid);
  else if (beside != NULL)
    depth = beside->depth;
  else
    {
      wg_check_level_count (&level, plan);
      depth = wg_check_level_get (&level);
    }
  if (depth > 0)
    wg_fix_add (fixes, WG_FIX_DRAW, 0)->depth = depth;
}

static void
add_takers (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) takers = NULL;
  gboolean is_undivided = g_str_equal (finding->code, "land.undivided");
  guint n_own = 0;

  wg_fix_collect (plan, finding, faces);
  if (faces->len == 0)
    return;
  if (finding->subject == WG_SUBJECT_GRID)
    {
      g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

      wg_plan_collect_faces (plan, finding->grid, all);
      n_own = all->len;
    }
  takers = find_takers (plan, faces, is_undivided ? finding->grid : 0,
                        finding->subject == WG_SUBJECT_GRID ? finding->grid : 0);
  for (guint i = 0; i < MIN (takers->len, MOST_TAKERS); i++)
    {
      const WgFixNeighbour *taker = &g_array_index (takers, WgFixNeighbour, i);
      WgFix *fix = wg_fix_add (fixes, WG_FIX_GIVE, taker->grid);

      fix->border_m = taker->length_m;
      fix->retires = n_own == faces->len;
    }
  /* Land that is all the grid has is a grid already. */
  if (n_own != faces->len)
    add_own (fixes, plan, finding, takers);
}

/** Does an edit give and take only land of two grids and those above them? */
static gboolean
is_between (WgPlan *plan, const WgLandPreview *land, const WgFinding *finding)
{
  for (guint i = 0; i < land->grids->len; i++)
    {
      const WgGridPreview *row = g_ptr_array_index (land->grids, i);
      guint32 id = row->grid->id;
      guint depth = row->grid->depth;

      if (row->is_new || row->is_retired
          || (id != wg_plan_get_ancestor (plan, finding->grid, depth)
              && id != wg_plan_get_ancestor (plan, finding->other, depth)))
        return FALSE;
    }
  return TRUE;
}

void
wg_fix_add_land (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  const WgGrid *grid = wg_plan_get_grid (plan, finding->grid);

  /* What has grids below it goes with them. */
  if (wg_finding_is_about (finding, "land.island") && grid != NULL
      && wg_plan_get_children (plan, finding->grid)->len > 0)
    wg_fix_add (fixes, WG_FIX_MERGE, finding->other)->retires = TRUE;
  else
    add_takers (fixes, plan, finding);
}

void
wg_fix_add_building (GPtrArray *fixes, WgPlan *plan, const WgFinding *finding)
{
  guint32 takers[] = { finding->grid, finding->other };

  if (!wg_finding_is_about (finding, "building.cut"))
    {
      wg_fix_add (fixes, WG_FIX_ASK_DIVISION, 0);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    {
      const WgFix trial = { .kind = WG_FIX_TAKE, .grid = takers[i] };
      g_autoptr (WgLandPreview) land = NULL;
      g_autoptr (GError) error = NULL;

      /* What stands over the rim of the map cannot go to a grid whole. */
      if (takers[i] == 0
          || (!wg_fix_preview (plan, finding, &trial, &land, &error)
              && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LOCKED)))
        continue;
      wg_fix_add (fixes, WG_FIX_TAKE, takers[i])->share = i == 0 ? finding->value : finding->limit;
    }
  wg_fix_add (fixes, WG_FIX_ASK_DIVISION, 0);
}

static void
add_along (GPtrArray *fixes, WgPlan *plan, const WgCheckAlong *along, const WgFinding *finding)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  const WgArc *arc = finding->border < wg_coverage_arc_limit (coverage)
                       ? wg_coverage_arc (coverage, finding->border)
                       : NULL;
  g_autoptr (GArray) stroke = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  const WgAlongLimits limits = WG_ALONG_LIMITS_DEFAULT;
  WgAlongStretch stretch;

  if (along == NULL || arc == NULL
      || !wg_check_along_measure (along, arc->line, &limits, &stretch, stroke) || stroke->len < 2)
    return;
  for (guint variant = 0; variant < MOST_READINGS; variant++)
    {
      WgFix trial = { .kind = WG_FIX_ALONG, .grid = finding->grid, .stroke = stroke, .variant = variant };
      WgRedraw redraw = wg_fix_make_redraw (&trial);
      g_autoptr (WgRedrawPreview) preview = wg_plan_preview_redraw (plan, &redraw, NULL, NULL);
      WgFix *fix = NULL;

      if (preview == NULL || variant >= preview->n_variants || !is_between (plan, preview->land, finding))
        continue;
      fix = wg_fix_add (fixes, WG_FIX_ALONG, finding->grid);
      fix->stroke = g_array_ref (stroke);
      fix->variant = variant;
      fix->border_m = stretch.length_m;
      return;
    }
}

void
wg_fix_add_border (GPtrArray *fixes, WgPlan *plan, const WgCheckAlong *along,
                   const WgFinding *finding)
{
  add_along (fixes, plan, along, finding);
  wg_fix_add (fixes, WG_FIX_ASK_BORDER, finding->grid);
}

gboolean
wg_fix_get_shape (WgPlan *plan, const WgFinding *finding, WgShape *shape_out)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  wg_fix_collect (plan, finding, faces);
  if (faces->len > 0)
    wg_coverage_dissolve (wg_plan_get_coverage (plan), (const WgFaceId *) (gconstpointer) faces->data,
                          faces->len, shape_out);
  return faces->len > 0;
}

WgDraw
wg_fix_make_draw (const WgFinding *finding, const WgFix *fix, const WgShape *shape, GArray *from)
{
  if (finding->grid != 0)
    g_array_append_val (from, finding->grid);
  return (WgDraw){ .shape = shape, .depth = fix->depth, .kind = WG_GRID_ORDINARY, .from = from };
}

WgRedraw
wg_fix_make_redraw (const WgFix *fix)
{
  return (WgRedraw){ .line = (const WgPoint *) (gconstpointer) fix->stroke->data,
                     .n_points = fix->stroke->len,
                     .subject = fix->grid,
                     .variant = fix->variant };
}
