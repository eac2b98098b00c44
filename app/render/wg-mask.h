/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-screen.h"

G_BEGIN_DECLS

/** How much of each pixel something covers (0 to 255): a band of a picture. */
typedef struct
{
  guint8 *cover; /* rows * stride */
  guint stride;
  guint width;
  guint rows;
  gboolean is_empty;
} WgMask;

/** Premultiplied ARGB32 as cairo has it. */
typedef struct
{
  guint8 *argb;
  gsize stride;
  guint width;
  guint height;
} WgTarget;

void    wg_mask_init      (WgMask              *mask,
                           guint                width,
                           guint                rows);
void    wg_mask_clear     (WgMask              *mask);

/**
 * wg_mask_stroke:
 * @top: the picture row of the band's first row
 * @width: pixels
 *
 * Strokes a polyline with round joins and caps by the distance of pixel centres: one that is
 * crossed twice is not darker, and pictures of neighbouring tiles join exactly.
 */
void    wg_mask_stroke    (WgMask              *mask,
                           const WgScreenPoint *points,
                           guint                n_points,
                           double               top,
                           double               width);

/**
 * wg_mask_compose:
 *
 * Lays @rgb (0xRRGGBB) with @opacity over the rows of @target from @top on where the mask covers,
 * and empties the mask.
 */
void    wg_mask_compose   (WgMask              *mask,
                           const WgTarget      *target,
                           guint                top,
                           guint32              rgb,
                           double               opacity);

/** x * a / 255, rounded, for 0 to 255. */
static inline guint32
wg_scale_255 (guint32 x, guint32 a)
{
  guint32 t = x * a + 128;
  return (t + (t >> 8)) >> 8;
}

/** The same for the two bytes 0x00ff00ff of @x. */
static inline guint32
wg_scale_pair (guint32 x, guint32 a)
{
  guint32 t = (x & 0x00ff00ff) * a + 0x00800080;
  return ((t + ((t >> 8) & 0x00ff00ff)) >> 8) & 0x00ff00ff;
}

/** @above (premultiplied), scaled by @cover, over @below. Exact: an opaque pixel stays opaque. */
static inline guint32
wg_blend (guint32 below, guint32 above, guint32 cover)
{
  guint32 rb = wg_scale_pair (above, cover);
  guint32 ag = wg_scale_pair (above >> 8, cover);
  guint32 keep = 255 - (ag >> 16);

  rb += wg_scale_pair (below, keep);
  ag += wg_scale_pair (below >> 8, keep);
  return rb | ag << 8;
}

/** 0xRRGGBB with @alpha (0 to 255), premultiplied. */
static inline guint32
wg_premultiply (guint32 rgb, guint32 alpha)
{
  return alpha << 24 | wg_scale_255 (rgb >> 16 & 0xff, alpha) << 16
         | wg_scale_255 (rgb >> 8 & 0xff, alpha) << 8 | wg_scale_255 (rgb & 0xff, alpha);
}

G_END_DECLS
