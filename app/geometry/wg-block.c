/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-block"

#include "wg-block.h"

#include "wg-lines.h"

/* The outer ring alone: the islands in it are blocks of their own only for a point in them. */
static WgShape *
outline (const WgShape *shape)
{
  const WgRing *ring = &WG_SHAPE_RING (shape, 0);
  WgShape *block = wg_shape_new ();

  wg_shape_add_ring (block, &WG_SHAPE_POINT (shape, ring->first), ring->n_points, 0, FALSE);
  return block;
}

static gboolean
is_inside (const WgEnvelope *inner, const WgEnvelope *outer)
{
  return inner->min_x > outer->min_x && inner->min_y > outer->min_y && inner->max_x < outer->max_x
         && inner->max_y < outer->max_y;
}

WgShape *
wg_block_at (const GPtrArray *lines, const WgEnvelope *window, WgPoint point)
{
  g_autoptr (WgLinesResult) cells = NULL;

  if (lines->len == 0)
    return NULL;
  cells = wg_lines_join (lines, NULL, NULL, NULL, NULL);
  for (guint i = 0; cells != NULL && i < cells->shapes->len; i++)
    {
      const WgShape *cell = g_ptr_array_index (cells->shapes, i);
      WgEnvelope extent = wg_shape_envelope (cell);

      if (wg_envelope_contains (&extent, point) && wg_shape_contains (cell, point))
        return is_inside (&extent, window) ? outline (cell) : NULL;
    }
  return NULL;
}
