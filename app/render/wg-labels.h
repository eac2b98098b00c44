/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-scene.h"

G_BEGIN_DECLS

/** One label where it lies: pixels of the viewport. */
typedef struct
{
  guint32 grid;
  char *text;      /* may have two lines */
  guint size;      /* of the font, pixels */
  gboolean is_bold;
  double x;        /* middle of its box */
  double y;
  double width;    /* of its letters */
  double height;
} WgLabel;

/**
 * wg_labels_place:
 *
 * Chooses texts and places for the labels of a view: the names (@codes: codes) of the grids of
 * the filled level, each inside its grid, larger grids first, none over another. Where its grids
 * are too small to hold names, those of the level above come first. Any thread.
 *
 * Returns: (transfer full) (element-type WgLabel)
 */
GArray *wg_labels_place (WgSceneSnapshot  *snapshot,
                         const WgViewport *viewport,
                         gboolean          codes,
                         GCancellable     *cancellable);

G_END_DECLS
