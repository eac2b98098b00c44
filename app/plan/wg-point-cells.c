/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-point-cells"

#include "wg-point-cells.h"

#include <math.h>
#include <string.h>

#define POINTS_PER_CELL 4
#define MAX_SIDE 4096

struct _WgPointCells
{
  WgEnvelope extent;
  double size; /* of a cell, mm */
  int n_columns;
  int n_rows;
  guint *firsts;   /* by cell, and one more: where its points begin */
  guint *places;   /* of the points, by cell */
  WgPoint *points; /* in the order of @places */
};

static int
column_of (const WgPointCells *self, gint32 x)
{
  double column = floor (((double) x - self->extent.min_x) / self->size);

  return (int) CLAMP (column, 0, self->n_columns - 1);
}

static int
row_of (const WgPointCells *self, gint32 y)
{
  double row = floor (((double) y - self->extent.min_y) / self->size);

  return (int) CLAMP (row, 0, self->n_rows - 1);
}

static guint
cell_of (const WgPointCells *self, WgPoint p)
{
  return (guint) (row_of (self, p.y) * self->n_columns + column_of (self, p.x));
}

static void
lay_out (WgPointCells *self, guint n_points)
{
  double width = (double) self->extent.max_x - self->extent.min_x + 1;
  double height = (double) self->extent.max_y - self->extent.min_y + 1;
  double n_cells = MAX ((double) n_points / POINTS_PER_CELL, 1);

  self->size = MAX (sqrt (width * height / n_cells), MAX (width, height) / MAX_SIDE);
  self->size = MAX (self->size, 1);
  self->n_columns = (int) ceil (width / self->size);
  self->n_rows = (int) ceil (height / self->size);
}

WgPointCells *
wg_point_cells_new (const WgPoint *points, guint n_points)
{
  WgPointCells *self = g_new0 (WgPointCells, 1);
  g_autofree guint *ends = NULL;
  guint n_cells = 0;

  self->extent = WG_ENVELOPE_EMPTY;
  for (guint i = 0; i < n_points; i++)
    wg_envelope_add_point (&self->extent, points[i]);
  if (n_points == 0)
    return self;
  lay_out (self, n_points);
  n_cells = (guint) (self->n_columns * self->n_rows);
  self->firsts = g_new0 (guint, n_cells + 1);
  self->places = g_new (guint, n_points);
  self->points = g_new (WgPoint, n_points);
  for (guint i = 0; i < n_points; i++)
    self->firsts[cell_of (self, points[i]) + 1]++;
  for (guint i = 0; i < n_cells; i++)
    self->firsts[i + 1] += self->firsts[i];
  ends = g_memdup2 (self->firsts, (n_cells + 1) * sizeof (guint));
  for (guint i = 0; i < n_points; i++)
    {
      guint at = ends[cell_of (self, points[i])]++;

      self->places[at] = i;
      self->points[at] = points[i];
    }
  return self;
}

void
wg_point_cells_free (WgPointCells *self)
{
  if (self == NULL)
    return;
  g_free (self->firsts);
  g_free (self->places);
  g_free (self->points);
  g_free (self);
}

const guint *
wg_point_cells_order (const WgPointCells *self)
{
  return self->places;
}

void
wg_point_cells_query (const WgPointCells *self, const WgEnvelope *box, GArray *places_out)
{
  if (wg_envelope_is_empty (box) || !wg_envelope_intersects (&self->extent, box))
    return;
  for (int row = row_of (self, box->min_y); row <= row_of (self, box->max_y); row++)
    {
      guint first = (guint) (row * self->n_columns + column_of (self, box->min_x));
      guint last = (guint) (row * self->n_columns + column_of (self, box->max_x));

      for (guint i = self->firsts[first]; i < self->firsts[last + 1]; i++)
        if (wg_envelope_contains (box, self->points[i]))
          g_array_append_val (places_out, self->places[i]);
    }
}
