/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../geometry/wg-shape.h"

G_BEGIN_DECLS

/** In which order grids are numbered. */
typedef enum
{
  WG_NUMBER_BY_ROWS,    /* from north to south, in each row from west to east */
  WG_NUMBER_BY_COLUMNS, /* from west to east, in each column from north to south */
  WG_NUMBER_BY_SNAKE,   /* as rows, every second one from east to west */
  WG_NUMBER_ALONG_LINE, /* as a drawn line passes them, those beside it by the nearest place on it */
  WG_NUMBER_OUTWARD,    /* rings around a point, in each clockwise from north */
} WgNumberOrder;

/** One grid to put in order. */
typedef struct
{
  guint32 grid;
  WgPoint place;     /* inside its land, project millimetres */
  WgEnvelope extent; /* of its land */
  double station;    /* along the line, in mm: wg_number_station() */
} WgNumberPlace;

/**
 * wg_number_station:
 * @shape: land of one grid
 * @place: a point inside it
 * @line: of at least two points, project millimetres
 *
 * Where along @line the land is met first; where the line does not meet it, where the line is nearest
 * to @place.
 *
 * Returns: millimetres from the line's start
 */
double wg_number_station (const WgShape *shape,
                          WgPoint        place,
                          const GArray  *line);
/**
 * wg_number_sort:
 * @places: (element-type WgNumberPlace): put in order
 * @from: the middle of %WG_NUMBER_OUTWARD
 *
 * Rows and columns are bands around the grids, six tenths as wide as a grid in the middle of all by
 * height (width): grids of one street stand beside one another though they are not of one size.
 * Equal places stand by the grid's id, so that the order is always the same.
 */
void   wg_number_sort    (GArray        *places,
                          WgNumberOrder  order,
                          WgPoint        from);

G_END_DECLS
