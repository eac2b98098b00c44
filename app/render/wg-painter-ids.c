/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-painter"

#include "wg-painter.h"

#include <math.h>

static guint32
id_of (guint32 owner, const guint32 *map, guint limit)
{
  if (owner == WG_OWNER_OUTSIDE)
    return 0;
  if (map == NULL)
    return owner;
  return owner < limit ? map[owner] : 0;
}

/* Adds @delta to the first pixel of each row whose centre is at or east of the edge. */
static void
cross_rows (guint32 *ids, const WgScreen *screen, const WgScreenPoint *a, const WgScreenPoint *b,
            guint32 delta)
{
  double width = screen->width;
  double slope = 0;
  int from = 0, to = 0;

  if (a->y > b->y)
    {
      const WgScreenPoint *t = a;
      a = b;
      b = t;
      delta = -delta;
    }
  if (b->y <= 0.5 || a->y > screen->height - 0.5 || (a->x >= width && b->x >= width))
    return;
  from = (int) ceil (MAX (a->y, 0) - 0.5);
  to = (int) ceil (MIN (b->y, screen->height) - 0.5);
  slope = (b->x - a->x) / (b->y - a->y);
  for (int row = from; row < to; row++)
    {
      double x = a->x + (row + 0.5 - a->y) * slope;
      if (x <= width - 0.5)
        ids[(gsize) row * screen->width + (gsize) ceil (MAX (x - 0.5, 0))] += delta;
    }
}

void
wg_painter_ids (const WgScreen *screen, const guint32 *map, guint limit, guint32 *ids)
{
  for (gsize i = 0; i < (gsize) screen->width * screen->height; i++)
    ids[i] = 0;
  for (guint i = 0; i < screen->arcs->len; i++)
    {
      const WgScreenArc *arc = wg_screen_arc (screen, i);
      const WgScreenPoint *points = wg_screen_points (screen, arc);
      guint32 delta = id_of (arc->left, map, limit) - id_of (arc->right, map, limit);

      for (guint j = 1; delta != 0 && j < arc->n_points; j++)
        cross_rows (ids, screen, &points[j - 1], &points[j], delta);
    }
  for (guint row = 0; row < screen->height; row++)
    {
      guint32 *line = ids + (gsize) row * screen->width;
      for (guint x = 1; x < screen->width; x++)
        line[x] += line[x - 1];
    }
}
