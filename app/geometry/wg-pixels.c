/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-pixels"

#include "wg-pixels.h"

/**
 * wg_pixels_new:
 * @width: in pixels, not 0
 * @height: in pixels, not 0
 * @envelope: what the block covers, project millimetres
 *
 * Returns: (transfer full): a block of transparent pixels
 */
WgPixels *
wg_pixels_new (guint width, guint height, const WgEnvelope *envelope)
{
  WgPixels *pixels = NULL;

  g_return_val_if_fail (width > 0 && height > 0, NULL);

  pixels = g_new0 (WgPixels, 1);
  pixels->width = width;
  pixels->height = height;
  pixels->envelope = *envelope;
  pixels->argb = g_new0 (guint32, (gsize) width * height);
  return pixels;
}

void
wg_pixels_free (WgPixels *pixels)
{
  if (pixels == NULL)
    return;

  g_free (pixels->argb);
  g_free (pixels);
}
