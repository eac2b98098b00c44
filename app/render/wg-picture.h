/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-scene.h"

G_BEGIN_DECLS

typedef struct
{
  guint width;                /* pixels */
  guint height;
  guint fill_depth;           /* 0: the deepest owner */
  gboolean codes;             /* labels are codes, not names */
  gboolean labels;
  const WgStyle *style;
  const WgEnvelope *envelope; /* NULL: the whole plan */
} WgPictureOptions;

/**
 * wg_picture_write_png:
 * @plan: a snapshot
 *
 * Paints the map without a window, by the canvas's painters. Any thread.
 *
 * Returns: FALSE with %WG_RENDER_ERROR_WRITE when the file cannot be written
 */
gboolean wg_picture_write_png (WgPlan                 *plan,
                               const char             *path,
                               const WgPictureOptions *options,
                               GError                **error);

G_END_DECLS
