/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-land-look"

#include "wg-land-look.h"

#include "wg-canvas-private.h"

#include <math.h>

#define HATCH_STEP 8.0
#define TINT 0.62

static void
hatch (cairo_t *cr, const WgViewport *viewport)
{
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;

  cairo_clip_extents (cr, &x1, &y1, &x2, &y2);
  x1 = MAX (x1, 0);
  y1 = MAX (y1, 0);
  x2 = MIN (x2, viewport->width);
  y2 = MIN (y2, viewport->height);
  /* In step with the screen, so that pieces side by side share their hatching. */
  for (double k = floor ((x1 + y1) / HATCH_STEP); k * HATCH_STEP < x2 + y2; k++)
    {
      cairo_move_to (cr, k * HATCH_STEP - y2, y2);
      cairo_line_to (cr, k * HATCH_STEP - y1, y1);
    }
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

/* The fills of the map are pale: a piece must stand out on them, in the same hue. */
static void
strengthen (GdkRGBA *colour)
{
  float hue = 0, saturation = 0, value = 0;

  gtk_rgb_to_hsv (colour->red, colour->green, colour->blue, &hue, &saturation, &value);
  gtk_hsv_to_rgb (hue, CLAMP (saturation * 3.0f, 0.40f, 0.85f), 0.80f, &colour->red,
                  &colour->green, &colour->blue);
}

static void
fill_hatched (cairo_t *cr, const WgViewport *viewport, const GdkRGBA *colour)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, 0.16);
  cairo_fill_preserve (cr);
  cairo_save (cr);
  cairo_clip_preserve (cr);
  cairo_new_path (cr);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, 0.85);
  hatch (cr, viewport);
  cairo_restore (cr);
}

void
wg_land_look_paint (WgCanvas *canvas, cairo_t *cr, const WgShape *shape, WgLandLook look,
                    guint32 grid)
{
  const WgViewport *viewport = &canvas->viewport;
  const GdkRGBA *accent = wg_canvas_accent (canvas);
  const GdkRGBA red = { 0.78f, 0.08f, 0.12f, 1 }, grey = { 0.45f, 0.45f, 0.45f, 1 };
  GdkRGBA colour = look == WG_LAND_LOOK_RELEASED ? red : look == WG_LAND_LOOK_CLIPPED ? grey : *accent;

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (cr);
  wg_canvas_trace_shape (cr, viewport, shape);
  if (look != WG_LAND_LOOK_TAKEN && look != WG_LAND_LOOK_NEW)
    {
      fill_hatched (cr, viewport, &colour);
      cairo_new_path (cr);
      wg_canvas_trace_shape (cr, viewport, shape);
    }
  else
    {
      if (look == WG_LAND_LOOK_TAKEN)
        {
          wg_canvas_grid_colour (canvas, grid, &colour);
          strengthen (&colour);
        }
      cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue,
                             look == WG_LAND_LOOK_TAKEN ? TINT : 0.38);
      cairo_fill_preserve (cr);
    }
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.95);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}
