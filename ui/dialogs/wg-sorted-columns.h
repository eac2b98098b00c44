/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** The text of a cell. (transfer full) */
typedef char *(*WgCellFunc)  (GObject  *item,
                              guint     column,
                              gpointer  user_data);
/** A heading was clicked: sort by it. */
typedef void  (*WgSortFunc)  (guint     column,
                              gboolean  is_descending,
                              gpointer  user_data);

/** One column of a table: its number is its place among them. */
typedef struct
{
  const char *title;   /* N_() */
  int width;           /* pixels; 0: takes what is left over */
  gboolean is_number;  /* set to the right */
} WgColumn;

/**
 * wg_sorted_columns_init:
 * @columns: static
 *
 * Gives @view text columns whose headings sort: the model does it itself, told by @sort_func, which
 * is what a model of 100,000 rows needs.
 */
void wg_sorted_columns_init (GtkColumnView  *view,
                             const WgColumn *columns,
                             guint           n_columns,
                             WgCellFunc      cell_func,
                             WgSortFunc      sort_func,
                             gpointer        user_data);

/**
 * wg_sorted_columns_cell_at:
 * @x, @y: in @view
 * @item_out: (out) (transfer none): of the row
 * @cell_out: (out) (optional) (transfer none): the widget
 *
 * %FALSE when no cell is there: a heading, or below the rows.
 */
gboolean wg_sorted_columns_cell_at (GtkColumnView  *view,
                                    double          x,
                                    double          y,
                                    GObject       **item_out,
                                    guint          *column_out,
                                    GtkWidget     **cell_out);
/** (transfer none) (nullable): the cell of @item in a column, where it is in sight. */
GtkWidget *wg_sorted_columns_find_cell (GtkColumnView *view,
                                        GObject       *item,
                                        guint          column);
/** Asks for the texts of all cells again: for a model whose rows change without its saying so. */
void wg_sorted_columns_renew (GtkColumnView  *view);
/** Scrolls until the row is in sight. */
void wg_sorted_columns_scroll_to (GtkColumnView *view,
                                  guint          position);

/** Sorts by @column, and shows that in its heading. */
void wg_sorted_columns_sort (GtkColumnView  *view,
                             guint           column,
                             gboolean        is_descending);

G_END_DECLS
