/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-mask.h"

G_BEGIN_DECLS

/** How the borders of one rank look at one scale. */
typedef struct
{
  double width;   /* pixels; 0: not drawn */
  double opacity;
  guint32 rgb;
} WgBorderLook;

/** A picture of a scene that is painted in parts, so that other things can lie between them. */
typedef struct
{
  WgSceneSnapshot *snapshot; /* NULL: only a background */
  const WgViewport *viewport;
  const WgStyle *style;
  WgTarget target;
  WgBorderLook looks[WG_MAX_DEPTH + 1];
  WgScreen screen;
} WgPainting;

void   wg_painting_init     (WgPainting            *painting,
                             WgSceneSnapshot       *snapshot,
                             const WgViewport      *viewport,
                             const WgStyle         *style,
                             const WgTarget        *target);
void   wg_painting_paint    (WgPainting            *painting,
                             WgPaintParts           parts,
                             double                 fill_opacity,
                             GCancellable          *cancellable);
void   wg_painting_clear    (WgPainting            *painting);

/** Thinner and fainter where the grids of a level are only a few pixels wide, and for levels below
 *  the filled one. @looks: WG_MAX_DEPTH + 1. Returns the greatest width. */
double wg_border_looks      (const WgSceneSnapshot *snapshot,
                             double                 scale,
                             const WgStyle         *style,
                             WgBorderLook          *looks);

/* wg-painter-sweep.c: over what is in @target already. */
void   wg_painter_fills     (const WgScreen        *screen,
                             const WgStyle         *style,
                             double                 opacity,
                             gboolean               fill_outside,
                             const WgTarget        *target,
                             GCancellable          *cancellable);
/* Hatches land of nobody. @origin_x, @origin_y: of the picture in a fixed pixel plane, so that the
 * hatch of neighbouring tiles joins. */
void   wg_painter_hatch     (const WgScreen        *screen,
                             const WgStyle         *style,
                             gint64                 origin_x,
                             gint64                 origin_y,
                             const WgTarget        *target);
/* wg-painter-strokes.c */
void   wg_painter_borders   (const WgScreen        *screen,
                             const WgBorderLook    *looks,
                             const WgTarget        *target,
                             GCancellable          *cancellable);
/* wg-painter-ids.c; @map: (nullable): what to put for each owner below @limit */
void   wg_painter_ids       (const WgScreen        *screen,
                             const guint32         *map,
                             guint                  limit,
                             guint32               *ids);

G_END_DECLS
