/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-viewport"

#include "wg-viewport.h"

#include <math.h>

#define SCALE_MIN 1e-7 /* pixels per millimetre: 10 km a pixel */
#define SCALE_MAX 10.0 /* a tenth of a millimetre a pixel */

static gint32
clamp_coordinate (double value)
{
  return (gint32) CLAMP (value, (double) G_MININT32, (double) G_MAXINT32);
}

/** The part of the plane that the picture shows, rounded outwards to whole millimetres. */
WgEnvelope
wg_viewport_envelope (const WgViewport *viewport)
{
  return (WgEnvelope){
    clamp_coordinate (floor (wg_viewport_from_pixel_x (viewport, 0))),
    clamp_coordinate (floor (wg_viewport_from_pixel_y (viewport, viewport->height))),
    clamp_coordinate (ceil (wg_viewport_from_pixel_x (viewport, viewport->width))),
    clamp_coordinate (ceil (wg_viewport_from_pixel_y (viewport, 0))),
  };
}

void
wg_viewport_fit (WgViewport *viewport, const WgEnvelope *envelope, double margin)
{
  double width = 0, height = 0, free_width = 0, free_height = 0;

  if (wg_envelope_is_empty (envelope))
    return;
  /* A point or a straight line still needs a scale: nothing is shown larger than 10 m. */
  width = MAX ((double) envelope->max_x - envelope->min_x, 1e4);
  height = MAX ((double) envelope->max_y - envelope->min_y, 1e4);
  free_width = MAX (viewport->width - 2 * margin, 1);
  free_height = MAX (viewport->height - 2 * margin, 1);
  viewport->scale = CLAMP (MIN (free_width / width, free_height / height), SCALE_MIN, SCALE_MAX);
  viewport->center_x = ((double) envelope->min_x + envelope->max_x) / 2;
  viewport->center_y = ((double) envelope->min_y + envelope->max_y) / 2;
}

void
wg_viewport_zoom_at (WgViewport *viewport, double px, double py, double factor)
{
  double x = wg_viewport_from_pixel_x (viewport, px);
  double y = wg_viewport_from_pixel_y (viewport, py);

  viewport->scale = CLAMP (viewport->scale * factor, SCALE_MIN, SCALE_MAX);
  viewport->center_x = x - (px - viewport->width / 2) / viewport->scale;
  viewport->center_y = y + (py - viewport->height / 2) / viewport->scale;
}

/** Moves the map by (@dx, @dy) pixels: what was under the pointer follows it. */
void
wg_viewport_pan (WgViewport *viewport, double dx, double dy)
{
  viewport->center_x -= dx / viewport->scale;
  viewport->center_y += dy / viewport->scale;
}

/** Moves the centre by less than a pixel so that tiles lie on whole pixels. */
void
wg_viewport_snap (WgViewport *viewport)
{
  double left = viewport->center_x * viewport->scale - viewport->width / 2;
  double top = -viewport->center_y * viewport->scale - viewport->height / 2;

  viewport->center_x = (round (left) + viewport->width / 2) / viewport->scale;
  viewport->center_y = -(round (top) + viewport->height / 2) / viewport->scale;
}

double
wg_viewport_scale_bar (const WgViewport *viewport, double max_pixels, double *pixels_out)
{
  double pixels_per_metre = viewport->scale * 1000;
  double longest = max_pixels / pixels_per_metre;
  double power = pow (10, floor (log10 (longest)));
  double step = longest / power;
  double metres = power * (step >= 5 ? 5 : step >= 2 ? 2 : 1);

  if (pixels_out != NULL)
    *pixels_out = metres * pixels_per_metre;
  return metres;
}
