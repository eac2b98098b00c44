/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-linework"

#include "wg-linework-look.h"

static void
set_rgba (cairo_t *cr, guint32 rgb, double opacity)
{
  cairo_set_source_rgba (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                         (rgb & 0xff) / 255.0, opacity);
}

static void
add_path (cairo_t *cr, const WgLine *line, const WgViewport *v, gboolean is_area)
{
  double last_x = 0, last_y = 0;

  for (guint i = 0; i < line->n_points; i++)
    {
      double x = wg_viewport_to_pixel_x (v, line->points[i].x);
      double y = wg_viewport_to_pixel_y (v, line->points[i].y);

      if (i == 0)
        cairo_move_to (cr, x, y);
      else if (i == line->n_points - 1
               || (x - last_x) * (x - last_x) + (y - last_y) * (y - last_y) > 0.05)
        cairo_line_to (cr, x, y);
      else
        continue;
      last_x = x;
      last_y = y;
    }
  if (is_area)
    cairo_close_path (cr);
}

/* All items of one step as one path: rings of areas even-odd. */
static void
paint_step (const WgLinework *linework, const WgViewport *viewport, const WgEnvelope *window,
            const WgLineworkStep *step, cairo_t *cr)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < linework->items->len; i++)
    {
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, i);

      if (item->class != step->class || !item->is_area != !step->is_area
          || !wg_envelope_intersects (&item->line->envelope, window))
        continue;
      add_path (cr, item->line, viewport, item->is_area);
      has_any = TRUE;
    }
  if (!has_any)
    return;
  if (step->width > 0)
    {
      cairo_set_line_width (cr, step->width);
      cairo_stroke (cr);
    }
  else
    cairo_fill (cr);
}

/**
 * wg_linework_paint:
 * @cr: in the viewport's pixels (points on paper)
 *
 * As vectors, for paper; the map on the screen uses #WgTileSet, which paints the same steps from
 * an index. Any thread.
 */
void
wg_linework_paint (const WgLinework *linework, const WgViewport *viewport, const WgStyle *style,
                   double opacity, cairo_t *cr, GCancellable *cancellable)
{
  WgLineworkStep steps[WG_LINEWORK_MAX_STEPS];
  guint n = wg_linework_steps (viewport->scale, wg_linework_is_mixed (linework), style, steps);
  WgEnvelope window = wg_viewport_envelope (viewport);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, viewport->width, viewport->height);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++)
    {
      set_rgba (cr, steps[i].rgb, steps[i].opacity * opacity);
      paint_step (linework, viewport, &window, &steps[i], cr);
    }
  cairo_restore (cr);
}
