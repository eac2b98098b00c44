/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include <math.h>
#include <string.h>

#define HEAD_RGB 0xf0e4ea
/* Paddings as share of the type's size. */
#define MEASURED_SIZE 10.0
#define PAD_X 0.55
#define PAD_Y 0.18

typedef struct
{
  char *heading;
  WgTypeAlign align;
  double heading_width; /* at size 1, like the next */
  double cell_width;    /* of its widest cell */
  double natural; /* what its widest cell needs */
  double least;   /* what its heading, and short words, need */
  double width;
} Column;

typedef struct
{
  guint32 color;
  GPtrArray *cells;
  char *continued; /* the first cell when the row is the first on a page; NULL: as it is */
  double *widths; /* of the cells at size 1 */
  double height;
} Row;

struct _WgChartTable
{
  GArray *columns; /* of Column */
  GArray *rows;    /* of Row */
  double size;
  double width;
  double head_height;
  gboolean is_measured;
};

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->heading);
}

static void
clear_row (gpointer data)
{
  g_ptr_array_unref (((Row *) data)->cells);
  g_free (((Row *) data)->continued);
  g_free (((Row *) data)->widths);
}

WgChartTable *
wg_chart_table_new (void)
{
  WgChartTable *table = g_new0 (WgChartTable, 1);

  table->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (table->columns, clear_column);
  table->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (table->rows, clear_row);
  return table;
}

void
wg_chart_table_free (WgChartTable *table)
{
  if (table == NULL)
    return;
  g_array_unref (table->columns);
  g_array_unref (table->rows);
  g_free (table);
}

void
wg_chart_table_add_column (WgChartTable *table, const char *heading, WgTypeAlign align)
{
  Column column = { .heading = g_strdup (heading), .align = align };

  g_array_append_val (table->columns, column);
}

void
wg_chart_table_begin_row (WgChartTable *table, guint32 color)
{
  Row row = { .color = color, .cells = g_ptr_array_new_with_free_func (g_free) };

  g_array_append_val (table->rows, row);
  table->is_measured = FALSE;
}

void
wg_chart_table_add_text (WgChartTable *table, const char *text)
{
  Row *row = &g_array_index (table->rows, Row, table->rows->len - 1);

  g_ptr_array_add (row->cells, g_strdup (text != NULL ? text : ""));
}

void
wg_chart_table_set_continued (WgChartTable *table, const char *text)
{
  Row *row = &g_array_index (table->rows, Row, table->rows->len - 1);

  g_free (row->continued);
  row->continued = g_strdup (text);
}

guint
wg_chart_table_n_rows (const WgChartTable *table)
{
  return table->rows->len;
}

static WgType
cell_type (const WgChartTable *table, const Column *column, gboolean is_head)
{
  return (WgType){ .size = table->size, .rgb = WG_CHART_INK, .is_bold = is_head,
                   .align = is_head ? WG_TYPE_CENTER : column->align };
}

static const char *
get_cell (const Row *row, guint column)
{
  return column < row->cells->len ? g_ptr_array_index (row->cells, column) : "";
}

/* Type is not hinted, so that widths grow with its size: they are measured once. */
static void
measure_cells (WgChartTable *table)
{
  double width = 0, height = 0;

  for (guint c = 0; c < table->columns->len; c++)
    {
      Column *column = &g_array_index (table->columns, Column, c);
      WgType head = cell_type (table, column, TRUE), body = cell_type (table, column, FALSE);

      head.size = body.size = MEASURED_SIZE;
      wg_type_measure (column->heading, &head, 0, &width, &height);
      column->heading_width = width / MEASURED_SIZE;
      column->cell_width = 0;
      for (guint r = 0; r < table->rows->len; r++)
        {
          Row *row = &g_array_index (table->rows, Row, r);

          if (row->widths == NULL)
            row->widths = g_new0 (double, table->columns->len);
          wg_type_measure (get_cell (row, c), &body, 0, &width, &height);
          row->widths[c] = width / MEASURED_SIZE;
          if (c == 0 && row->continued != NULL)
            {
              wg_type_measure (row->continued, &body, 0, &width, &height);
              row->widths[c] = MAX (row->widths[c], width / MEASURED_SIZE);
            }
          column->cell_width = MAX (column->cell_width, row->widths[c]);
        }
    }
  table->is_measured = TRUE;
}

static void
measure_columns (WgChartTable *table)
{
  double pad = 2 * PAD_X * table->size;

  if (!table->is_measured)
    measure_cells (table);
  for (guint c = 0; c < table->columns->len; c++)
    {
      Column *column = &g_array_index (table->columns, Column, c);

      column->least = column->heading_width * table->size + pad;
      column->natural = MAX (column->heading_width, column->cell_width) * table->size + pad;
      /* Numbers and phones are never broken; names wrap from fourteen letters on. */
      column->least = column->align != WG_TYPE_LEFT
                        ? column->natural
                        : MAX (column->least, MIN (column->natural, 14 * table->size + pad));
    }
}

static gboolean
share_width (WgChartTable *table, double width)
{
  double natural = 0, least = 0;
  guint n_open = 0;

  for (guint c = 0; c < table->columns->len; c++)
    {
      const Column *column = &g_array_index (table->columns, Column, c);

      natural += column->natural;
      least += column->least;
      n_open += column->align == WG_TYPE_LEFT;
    }
  for (guint c = 0; c < table->columns->len; c++)
    {
      Column *column = &g_array_index (table->columns, Column, c);
      double slack = column->natural - column->least;

      if (natural <= width) /* what is over goes to the texts */
        column->width = n_open == 0 ? column->natural * width / natural
                        : column->align == WG_TYPE_LEFT
                          ? column->natural + (width - natural) * 0.7 / n_open
                          : column->natural + (width - natural) * 0.3
                                                / MAX (table->columns->len - n_open, 1u);
      else if (least <= width && natural > least)
        column->width = column->least + slack * (width - least) / (natural - least);
      else
        column->width = column->least * width / least;
    }
  if (natural <= width && n_open == table->columns->len)
    for (guint c = 0; c < table->columns->len; c++)
      g_array_index (table->columns, Column, c).width *= width / (natural + (width - natural) * 0.7);
  return least <= width + 0.01;
}

gboolean
wg_chart_table_has_width (WgChartTable *table, double width, double size)
{
  double least = 0;

  table->size = size;
  measure_columns (table);
  for (guint c = 0; c < table->columns->len; c++)
    least += g_array_index (table->columns, Column, c).least;
  return least <= width + 0.01;
}

gboolean
wg_chart_table_fit (WgChartTable *table, double width, double size)
{
  double pad_x = 2 * PAD_X * size, pad_y = 2 * PAD_Y * size, w = 0, h = 0;
  gboolean fits = FALSE;

  table->size = size;
  table->width = width;
  measure_columns (table);
  fits = share_width (table, width);
  table->head_height = 0;
  for (guint c = 0; c < table->columns->len; c++)
    {
      const Column *column = &g_array_index (table->columns, Column, c);
      WgType type = cell_type (table, column, TRUE);

      h = size * WG_TYPE_LEADING;
      if (column->heading_width * size > column->width - pad_x)
        wg_type_measure (column->heading, &type, column->width - pad_x + 0.5, &w, &h);
      table->head_height = MAX (table->head_height, h + pad_y * 1.4);
    }
  for (guint r = 0; r < table->rows->len; r++)
    {
      Row *row = &g_array_index (table->rows, Row, r);

      row->height = 0;
      for (guint c = 0; c < table->columns->len; c++)
        {
          const Column *column = &g_array_index (table->columns, Column, c);
          WgType type = cell_type (table, column, FALSE);

          h = size * WG_TYPE_LEADING;
          if (row->widths[c] * size > column->width - pad_x
              || strchr (get_cell (row, c), '\n') != NULL)
            wg_type_measure (c == 0 && row->continued != NULL ? row->continued : get_cell (row, c), &type,
                             column->width - pad_x + 0.5, &w, &h);
          row->height = MAX (row->height, h + pad_y);
        }
    }
  return fits;
}

double
wg_chart_table_height (const WgChartTable *table, guint first, guint end)
{
  double height = table->head_height;

  for (guint r = first; r < end; r++)
    height += g_array_index (table->rows, Row, r).height;
  return height;
}

void
wg_chart_table_stretch (WgChartTable *table, double factor)
{
  table->head_height *= factor;
  for (guint r = 0; r < table->rows->len; r++)
    g_array_index (table->rows, Row, r).height *= factor;
}

/* @is_first: below the head; @row: NULL for the head itself. */
static void
paint_row (const WgChartTable *table, WgInkPage *page, const WgChartBox *box, const Row *row,
           gboolean is_first)
{
  double pad = PAD_X * table->size, x = box->x;

  for (guint c = 0; c < table->columns->len; c++)
    {
      const Column *column = &g_array_index (table->columns, Column, c);
      WgChartBox cell = { x, box->y, column->width, box->height };
      WgChartBox text = { x + pad, box->y, column->width - 2 * pad + 0.5, box->height };
      WgType type = cell_type (table, column, row == NULL);

      if (row == NULL)
        wg_ink_fill (page, &cell, HEAD_RGB, 0);
      else if (c == 0 && row->color != 0xffffff)
        wg_ink_fill (page, &cell, row->color, 0);
      wg_ink_text (page, &text, &type,
                   row == NULL                                           ? column->heading
                   : c == 0 && is_first && row->continued != NULL ? row->continued
                                                                         : get_cell (row, c));
      x += column->width;
    }
}

static void
paint_rules (const WgChartTable *table, WgInkPage *page, const WgChartBox *box)
{
  double x = box->x, thin = 0.045 * table->size;

  for (guint c = 0; c + 1 < table->columns->len; c++)
    {
      x += g_array_index (table->columns, Column, c).width;
      wg_ink_line (page, &(WgChartBox){ x, box->y, 0, box->height }, WG_CHART_RULE, thin, 0);
    }
  wg_ink_line (page, &(WgChartBox){ box->x, box->y + table->head_height, box->width, 0 },
               WG_CHART_SOFT_INK, 2 * thin, 0);
  wg_ink_frame (page, box, WG_CHART_SOFT_INK, 2 * thin);
}

guint
wg_chart_table_paint (const WgChartTable *table, WgInkPage *page, const WgChartBox *box, guint first)
{
  WgChartBox line = { box->x, box->y, table->width, table->head_height };
  WgChartBox all = line;
  guint r = first;

  paint_row (table, page, &line, NULL, FALSE);
  line.y += line.height;
  for (; r < table->rows->len; r++)
    {
      const Row *row = &g_array_index (table->rows, Row, r);

      line.height = row->height;
      /* A row that is higher than a page is cut rather than never printed. */
      if (line.y + line.height > box->y + box->height + 0.01 && r > first)
        break;
      paint_row (table, page, &line, row, r == first);
      line.y += line.height;
      wg_ink_line (page, &(WgChartBox){ box->x, line.y, table->width, 0 }, WG_CHART_RULE,
                   0.045 * table->size, 0);
    }
  all.height = line.y - all.y;
  paint_rules (table, page, &all);
  return r;
}
