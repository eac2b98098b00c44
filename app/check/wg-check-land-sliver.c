/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/** Of one part of a shape, with its holes out. */
static double
part_area_m2 (const WgShape *shape, guint part)
{
  g_autoptr (WgShape) alone = wg_shape_new ();

  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      if (ring->part == part)
        wg_shape_add_ring (alone, &WG_SHAPE_POINT (shape, ring->first), ring->n_points, 0,
                           ring->is_hole);
    }
  return wg_shape_area_m2 (alone);
}

static void
find_narrow_parts (WgCheckContext *context, const WgGrid *grid, double from_m, double below_m)
{
  const WgShape *shape = wg_check_shape (context);

  for (guint part = 0; part < wg_shape_n_parts (shape); part++)
    {
      WgPoint place = { 0, 0 };
      double width = wg_check_width (context, part, &place);
      WgFinding *finding = NULL;

      if (width < from_m || width >= below_m)
        continue;
      finding = wg_check_add_grid (context, grid->id);
      finding->width_m = width;
      finding->limit = below_m;
      finding->place = place;
      if (wg_shape_n_parts (shape) > 1)
        finding->area_m2 = part_area_m2 (shape, part);
    }
}

/* land.sliver: a part of a grid that is narrower than the sliver width: what is left of two borders
 * that should be one. */
void
wg_check_land_sliver (WgCheckContext *context, const WgGrid *grid)
{
  find_narrow_parts (context, grid, 0.0, context->settings.sliver_width_m);
}

/* land.narrow: a part of a grid in which no circle of the least width has room. */
void
wg_check_land_narrow (WgCheckContext *context, const WgGrid *grid)
{
  find_narrow_parts (context, grid, context->settings.sliver_width_m,
                     context->settings.narrow_width_m);
}
