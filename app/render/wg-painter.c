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
wg_scene_paint_parts (WgSceneSnapshot *snapshot, const WgViewport *viewport, const WgStyle *style,
                      const WgScenePaint *paint, GCancellable *cancellable)
{
  WgTarget target = { paint->argb, paint->stride, (guint) ceil (viewport->width),
                      (guint) ceil (viewport->height) };
  WgBorderLook looks[WG_MAX_DEPTH + 1];
  double widest = 0;
  gboolean is_opaque = (paint->parts & WG_PAINT_BACKGROUND) && (paint->parts & WG_PAINT_FILLS)
                       && paint->fill_opacity >= 1;
  WgScreen screen;

  if (snapshot == NULL || !(paint->parts & (WG_PAINT_FILLS | WG_PAINT_BORDERS)))
    {
      if (paint->parts & WG_PAINT_BACKGROUND)
        fill_background (&target, 0xff000000 | style->background);
      return;
    }
  widest = wg_border_looks (snapshot, viewport->scale, style, looks);
  wg_screen_init (&screen, snapshot, viewport, widest / 2 + 1, WG_SCREEN_SIMPLIFIED);
  if ((paint->parts & WG_PAINT_BACKGROUND) && !is_opaque)
    fill_background (&target, 0xff000000 | style->background);
  if (paint->parts & WG_PAINT_FILLS)
    {
      wg_painter_fills (&screen, style, paint->fill_opacity, is_opaque, &target, cancellable);
      wg_painter_hatch (&screen, style,
                        (gint64) floor (viewport->center_x * viewport->scale - viewport->width / 2),
                        (gint64) floor (-viewport->center_y * viewport->scale
                                        - viewport->height / 2),
                        &target);
    }
  if (paint->parts & WG_PAINT_BORDERS)
    wg_painter_borders (&screen, looks, &target, cancellable);
  wg_screen_clear (&screen);
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
