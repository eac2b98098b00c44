/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-area-scale"

#include "wg-area-scale.h"

#include <math.h>

/* The ratio of ellipsoidal to planar area changes by less than 1e-6 in a cell of this size (mm). */
#define CELL 4000000
#define SQUARE 2000000
#define LIMIT (WG_COORDINATE_MAX - SQUARE)

struct _WgAreaScale
{
  WgFrame *frame;
  GHashTable *corners; /* cell of the plane to double */
  /* the cell that was asked for last, and its corners: west to east, then north */
  gboolean has_cell;
  int column;
  int row;
  double ratios[4];
};

static double
get_corner (WgAreaScale *self, int column, int row)
{
  gpointer key = GSIZE_TO_POINTER (((gsize) (guint32) column << 32) | (guint32) row);
  double *ratio = g_hash_table_lookup (self->corners, key);
  g_autoptr (WgShape) square = NULL;
  double area = 0, perimeter = 0;
  gint32 x = 0, y = 0;

  if (ratio != NULL)
    return *ratio;
  x = CLAMP ((gint64) column * CELL, -LIMIT, LIMIT) - SQUARE / 2;
  y = CLAMP ((gint64) row * CELL, -LIMIT, LIMIT) - SQUARE / 2;
  square = wg_shape_new ();
  wg_shape_add_ring (square,
                     (WgPoint[]){ { x, y },
                                  { x + SQUARE, y },
                                  { x + SQUARE, y + SQUARE },
                                  { x, y + SQUARE } },
                     4, 0, FALSE);
  wg_frame_geodesic (self->frame, square, &area, &perimeter);
  ratio = g_new (double, 1);
  *ratio = area / wg_shape_area_m2 (square);
  if (!(*ratio > 0.5 && *ratio < 2.0))
    *ratio = 1.0;
  g_hash_table_insert (self->corners, key, ratio);
  return *ratio;
}

static void
go_to_cell (WgAreaScale *self, int column, int row)
{
  if (self->has_cell && self->column == column && self->row == row)
    return;
  self->has_cell = TRUE;
  self->column = column;
  self->row = row;
  for (int i = 0; i < 4; i++)
    self->ratios[i] = get_corner (self, column + i % 2, row + i / 2);
}

WgAreaScale *
wg_area_scale_new (WgFrame *frame)
{
  WgAreaScale *self = g_new0 (WgAreaScale, 1);

  self->frame = wg_frame_ref (frame);
  self->corners = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
wg_area_scale_free (WgAreaScale *self)
{
  if (self == NULL)
    return;
  wg_frame_unref (self->frame);
  g_hash_table_unref (self->corners);
  g_free (self);
}

/* Between corners 4 km apart the ratio bends by 1e-7 at most (the cell squared over four times the
 * earth's radius squared), so it is taken bilinearly. */
double
wg_area_scale_at (WgAreaScale *self, WgPoint place)
{
  double x = (double) place.x / CELL, y = (double) place.y / CELL;
  double right = x - floor (x), up = y - floor (y);

  go_to_cell (self, (int) floor (x), (int) floor (y));
  return (1 - up) * ((1 - right) * self->ratios[0] + right * self->ratios[1])
         + up * ((1 - right) * self->ratios[2] + right * self->ratios[3]);
}

double
wg_area_scale_of (WgAreaScale *self, const WgShape *shape)
{
  WgEnvelope extent = wg_shape_envelope (shape);
  gint64 width = (gint64) extent.max_x - extent.min_x, height = (gint64) extent.max_y - extent.min_y;
  double area = 0, perimeter = 0, ratio = 0;

  if (wg_envelope_is_empty (&extent))
    return 1.0;
  if (MAX (width, height) > CELL)
    {
      wg_frame_geodesic (self->frame, shape, &area, &perimeter);
      ratio = area / wg_shape_area_m2 (shape);
      if (ratio > 0.5 && ratio < 2.0)
        return ratio;
    }
  return wg_area_scale_at (self, (WgPoint){ (gint32) (extent.min_x + width / 2),
                                            (gint32) (extent.min_y + height / 2) });
}
