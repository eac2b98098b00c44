/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-mask.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/** A text ready to be laid over pixels: how much its letters and their halo cover. Immutable,
 *  counted by reference. */
typedef struct
{
  gint ref_count;
  guint width;  /* of both masks, halo included */
  guint height;
  guint8 *ink;
  guint8 *halo;
} WgLabelSprite;

#define WG_LABEL_HALO 2 /* pixels around the letters */

/** The font of labels at @size pixels; the layout belongs to the calling thread and is used again
 *  by its next call. */
PangoLayout   *wg_label_layout       (const char    *text,
                                      double         size,
                                      gboolean       is_bold);
/** From the cache that all threads share, or made. */
WgLabelSprite *wg_label_sprite_get   (const char    *text,
                                      guint          size,
                                      gboolean       is_bold);
void           wg_label_sprite_unref (WgLabelSprite *sprite);
/** Lays the sprite with its corner at (@x, @y) over @target. */
void           wg_label_sprite_blit  (const WgLabelSprite *sprite,
                                      int            x,
                                      int            y,
                                      const WgStyle *style,
                                      const WgTarget *target);

G_END_DECLS
