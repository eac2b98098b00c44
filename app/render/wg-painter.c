/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-painter"

#include "wg-painter.h"

#include <math.h>

static void
fill_background (const WgTarget *target, guint32 pixel)
{
  for (guint row = 0; row < target->height; row++)
    {
      guint32 *pixels = (guint32 *) (target->argb + row * target->stride);
      for (guint x = 0; x < target->width; x++)
        pixels[x] = pixel;
    }
}

void
wg_painting_init (WgPainting *painting, WgSceneSnapshot *snapshot, const WgViewport *viewport,
                  const WgStyle *style, const WgTarget *target)
{
  double widest = 0;

  painting->snapshot = snapshot;
  painting->viewport = viewport;
  painting->style = style;
  painting->target = *target;
  if (snapshot == NULL)
    return;
  widest = wg_border_looks (snapshot, viewport->scale, style, painting->looks);
  wg_screen_init (&painting->screen, snapshot, viewport, widest / 2 + 1, WG_SCREEN_SIMPLIFIED);
}

void
wg_painting_paint (WgPainting *painting, WgPaintParts parts, double fill_opacity,
                   GCancellable *cancellable)
{
  const WgViewport *v = painting->viewport;
  gboolean has_fills = (parts & WG_PAINT_FILLS) && painting->snapshot != NULL;
  gboolean is_opaque = (parts & WG_PAINT_BACKGROUND) && has_fills && fill_opacity >= 1;

  if ((parts & WG_PAINT_BACKGROUND) && !is_opaque)
    fill_background (&painting->target, 0xff000000 | painting->style->background);
  if (has_fills)
    {
      wg_painter_fills (&painting->screen, painting->style, fill_opacity, is_opaque,
                        &painting->target, cancellable);
      wg_painter_hatch (&painting->screen, painting->style,
                        (gint64) floor (v->center_x * v->scale - v->width / 2),
                        (gint64) floor (-v->center_y * v->scale - v->height / 2),
                        &painting->target);
    }
  if ((parts & WG_PAINT_BORDERS) && painting->snapshot != NULL)
    wg_painter_borders (&painting->screen, painting->looks, &painting->target, cancellable);
}

void
wg_painting_clear (WgPainting *painting)
{
  if (painting->snapshot != NULL)
    wg_screen_clear (&painting->screen);
}

void
wg_scene_paint_parts (WgSceneSnapshot *snapshot, const WgViewport *viewport, const WgStyle *style,
                      const WgScenePaint *paint, GCancellable *cancellable)
{
  WgTarget target = { paint->argb, paint->stride, (guint) ceil (viewport->width),
                      (guint) ceil (viewport->height) };
  WgPainting painting;

  wg_painting_init (&painting, snapshot, viewport, style, &target);
  wg_painting_paint (&painting, paint->parts, paint->fill_opacity, cancellable);
  wg_painting_clear (&painting);
}

void
wg_scene_paint (WgSceneSnapshot *snapshot, const WgViewport *viewport, const WgStyle *style,
                gboolean transparent, guint8 *argb, gsize stride, GCancellable *cancellable)
{
  WgScenePaint paint = { WG_PAINT_FILLS | WG_PAINT_BORDERS, 1, argb, stride };
  WgTarget target = { argb, stride, (guint) ceil (viewport->width),
                      (guint) ceil (viewport->height) };

  if (transparent)
    {
      fill_background (&target, 0);
      paint.fill_opacity = style->fill_opacity;
    }
  else
    paint.parts |= WG_PAINT_BACKGROUND;
  wg_scene_paint_parts (snapshot, viewport, style, &paint, cancellable);
}

void
wg_scene_paint_ids (WgSceneSnapshot *snapshot, const WgViewport *viewport, guint32 *ids,
                    GCancellable *cancellable)
{
  WgScreen screen;

  wg_screen_init (&screen, snapshot, viewport, 1, WG_SCREEN_EXACT);
  if (!g_cancellable_is_cancelled (cancellable))
    wg_painter_ids (&screen, NULL, 0, ids);
  wg_screen_clear (&screen);
}
