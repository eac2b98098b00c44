/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weak until the render room lands its own; then this file goes. */
#include "../../app/render/wg-scene.h"

#include <math.h>

#define WEAK __attribute__ ((weak))

static const WgStyle style = { .background = 0xf4f4f2 };
static const WgStyle dark = { .background = 0x242424 };

WEAK const WgStyle *
wg_style_light (void)
{
  return &style;
}

WEAK const WgStyle *
wg_style_dark (void)
{
  return &dark;
}

WEAK WgEnvelope
wg_viewport_envelope (const WgViewport *v)
{
  return (WgEnvelope){ (gint32) wg_viewport_from_pixel_x (v, 0),
                       (gint32) wg_viewport_from_pixel_y (v, v->height),
                       (gint32) wg_viewport_from_pixel_x (v, v->width),
                       (gint32) wg_viewport_from_pixel_y (v, 0) };
}

WEAK void
wg_viewport_fit (WgViewport *v, const WgEnvelope *e, double margin)
{
  double w = MAX ((double) e->max_x - e->min_x, 1e4), h = MAX ((double) e->max_y - e->min_y, 1e4);

  v->scale = MIN (MAX (v->width - 2 * margin, 1) / w, MAX (v->height - 2 * margin, 1) / h);
  v->center_x = ((double) e->min_x + e->max_x) / 2;
  v->center_y = ((double) e->min_y + e->max_y) / 2;
}

WEAK void
wg_viewport_zoom_at (WgViewport *v, double px, double py, double factor)
{
  double x = wg_viewport_from_pixel_x (v, px), y = wg_viewport_from_pixel_y (v, py);

  v->scale *= factor;
  v->center_x = x - (px - v->width / 2) / v->scale;
  v->center_y = y + (py - v->height / 2) / v->scale;
}

WEAK double
wg_viewport_scale_bar (const WgViewport *v, double max_pixels, double *pixels_out)
{
  double most = max_pixels / v->scale / 1000, ten = pow (10, floor (log10 (most)));
  double metres = most >= 5 * ten ? 5 * ten : most >= 2 * ten ? 2 * ten : ten;

  *pixels_out = metres * 1000 * v->scale;
  return metres;
}
