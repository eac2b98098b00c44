/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The part of one grid that a picture shows; cells are squares of WgLabelField.cell pixels. */
typedef struct
{
  guint32 grid;
  guint n_cells;
  int min_x, min_y, max_x, max_y; /* cells, closed */
  double sum_x, sum_y;
  guint deepest;     /* how far the cell that is farthest from any border is from it, times 3 */
  int deep_x, deep_y; /* that cell */
} WgLabelRegion;

/**
 * WgLabelField:
 *
 * Where labels can be: an id picture of the labelled grids, how far each cell's grid goes on to
 * the east, and what is taken. A label lies where its whole box is inside of its grid.
 */
typedef struct
{
  guint width;  /* cells */
  guint height;
  guint cell;   /* pixels */
  guint32 *ids;
  guint16 *runs;
  guint16 *depths; /* distance from the nearest border, times 3 */
  guint8 *taken;
  GArray *regions; /* of WgLabelRegion, the largest first */
} WgLabelField;

/** @ids: (transfer full): width * height, 0 for none. */
void     wg_label_field_init  (WgLabelField        *field,
                               guint32             *ids,
                               guint                width,
                               guint                height,
                               guint                cell);
void     wg_label_field_clear (WgLabelField        *field);
/** Where a label should be, pixels: the middle of the region, or its widest place when the middle
 *  is near a border or outside (a bent region, several parts). */
void     wg_label_field_want  (const WgLabelField  *field,
                               const WgLabelRegion *region,
                               double              *x,
                               double              *y);
/**
 * wg_label_field_find:
 * @width, @height: of the box, pixels
 * @x, @y: (inout): its middle, pixels: where it should be, then where it is
 *
 * The free place inside the region nearest to where the box should be. FALSE: it does not fit.
 */
gboolean wg_label_field_find  (const WgLabelField  *field,
                               const WgLabelRegion *region,
                               double               width,
                               double               height,
                               double              *x,
                               double              *y);
/** Takes the box around (@x, @y) away from later labels. */
void     wg_label_field_take  (WgLabelField        *field,
                               double               x,
                               double               y,
                               double               width,
                               double               height);

G_END_DECLS
