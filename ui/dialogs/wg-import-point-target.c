/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-point-target"

#include "wg-import-point-target.h"

#include "../../app/crs/wg-crs.h"
#include "wg-point-map.h"

#include <math.h>

#define ON_MAP_OPACITY 0.6

static void
draw_image (const WgPointTarget *target, cairo_t *cr, const WgViewport *view)
{
  const WgControlFit *fit = target->fit;
  double shrunk = 1.0;
  cairo_matrix_t matrix;

  if (target->image == NULL || fit == NULL)
    return;
  shrunk = target->image_width / (double) gdk_pixbuf_get_width (target->image);
  /* Pixels to metres, to the project's millimetres, to pixels of the map. */
  cairo_matrix_init (
    &matrix, fit->a * shrunk * 1000 * view->scale, -fit->d * shrunk * 1000 * view->scale,
    fit->b * shrunk * 1000 * view->scale, -fit->e * shrunk * 1000 * view->scale,
    wg_viewport_to_pixel_x (view, (fit->c - wg_frame_get_easting (target->frame)) * 1000),
    wg_viewport_to_pixel_y (view, (fit->f - wg_frame_get_northing (target->frame)) * 1000));
  if (matrix.xx * matrix.yy - matrix.xy * matrix.yx == 0.0)
    return;
  cairo_save (cr);
  cairo_transform (cr, &matrix);
  gdk_cairo_set_source_pixbuf (cr, target->image, 0, 0);
  cairo_paint_with_alpha (cr, ON_MAP_OPACITY);
  cairo_restore (cr);
}

/* Metres of the frame, or degrees where they look like it. */
static gboolean
find_place (const WgPointTarget *target, const WgPointPair *pair, WgTransform **from_degrees,
            WgPoint *place_out)
{
  double x = 0.0, y = 0.0;

  if (!wg_point_pair_read_side (pair, WG_POINT_TARGET, &x, &y))
    return FALSE;
  if (fabs (x) <= 180.0 && fabs (y) <= 90.0)
    {
      if (*from_degrees == NULL)
        *from_degrees = wg_transform_new (WG_CRS_WGS84, wg_frame_get_crs (target->frame), NULL);
      if (*from_degrees == NULL || wg_transform_points (*from_degrees, &x, &y, 1) > 0)
        return FALSE;
    }
  return wg_frame_from_metres (target->frame, x, y, place_out);
}

void
wg_point_target_draw (const WgPointTarget *target, cairo_t *cr, const WgViewport *view)
{
  g_autoptr (WgTransform) from_degrees = NULL;

  draw_image (target, cr, view);
  for (guint i = 0; i < target->pairs->len; i++)
    {
      const WgPointPair *pair = g_ptr_array_index (target->pairs, i);
      WgPoint place;

      if (find_place (target, pair, &from_degrees, &place))
        wg_point_map_draw_point (cr, wg_viewport_to_pixel_x (view, place.x),
                                 wg_viewport_to_pixel_y (view, place.y), i + 1,
                                 pair == target->current);
    }
}
