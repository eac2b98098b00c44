/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-envelope.h"

G_BEGIN_DECLS

/**
 * WgViewport:
 *
 * Which part of the plane a picture shows: a plain value. Pixel (0, 0) is the north-west corner;
 * y grows to the south.
 */
typedef struct
{
  double center_x; /* project millimetres */
  double center_y;
  double scale;    /* pixels per project millimetre */
  double width;    /* pixels */
  double height;
} WgViewport;

static inline double
wg_viewport_to_pixel_x (const WgViewport *v, double x)
{
  return (x - v->center_x) * v->scale + v->width / 2;
}

static inline double
wg_viewport_to_pixel_y (const WgViewport *v, double y)
{
  return (v->center_y - y) * v->scale + v->height / 2;
}

static inline double
wg_viewport_from_pixel_x (const WgViewport *v, double px)
{
  return v->center_x + (px - v->width / 2) / v->scale;
}

static inline double
wg_viewport_from_pixel_y (const WgViewport *v, double py)
{
  return v->center_y - (py - v->height / 2) / v->scale;
}

WgEnvelope wg_viewport_envelope (const WgViewport *viewport);
/** Shows all of @envelope with @margin pixels around it. */
void       wg_viewport_fit      (WgViewport       *viewport,
                                 const WgEnvelope *envelope,
                                 double            margin);
/** Zooms by @factor so that what is under (@px, @py) stays there. */
void       wg_viewport_zoom_at  (WgViewport       *viewport,
                                 double            px,
                                 double            py,
                                 double            factor);
void       wg_viewport_pan      (WgViewport       *viewport,
                                 double            dx,
                                 double            dy);
/** Moves the centre by less than a pixel so that tiles (see #WgTileSet) lie on whole pixels. */
void       wg_viewport_snap     (WgViewport       *viewport);
/** The round length whose bar fits @max_pixels (1, 2 or 5 times a power of ten, in metres). */
double     wg_viewport_scale_bar (const WgViewport *viewport,
                                  double            max_pixels,
                                  double           *pixels_out);

G_END_DECLS
