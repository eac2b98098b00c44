/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-page.h"

G_BEGIN_DECLS

#define WG_PAGE_MAX_COLUMNS 16384 /* of a workbook (ECMA-376) */

/** The row at hand of a page whose cells may be merged: what a cell covers is empty, beside it and below. */
typedef struct
{
  GPtrArray *cells; /* of char * */
  GArray *spans;    /* of guint: by column, for how many more rows a cell from above stands there */
} WgPageCells;

void wg_page_cells_init   (WgPageCells *self);
void wg_page_cells_clear  (WgPageCells *self);
/** A new page begins: nothing stands above. */
void wg_page_cells_start  (WgPageCells *self);
/** Past the columns that are covered from above, and on to @column where that is farther. */
void wg_page_cells_skip   (WgPageCells *self,
                           guint        column);
/** The next cell, over @width columns and @height rows, both 1 or more. */
void wg_page_cells_add    (WgPageCells *self,
                           const char  *text,
                           guint        width,
                           guint        height);
/** Puts the row into @page and begins the next one. */
void wg_page_cells_end_row (WgPageCells *self,
                           WgPage      *page);
/** @n rows that say nothing. */
void wg_page_cells_skip_rows (WgPageCells *self,
                           WgPage      *page,
                           guint        n);

G_END_DECLS
