/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-private.h"

#include <math.h>

#define TEXT_SIZE 8.5
#define HEADING_SIZE 9.5
#define ROW_HEIGHT 15.0
#define SWATCH_WIDTH 24.0
#define SWATCH_HEIGHT 10.0
#define PADDING 8.0

PangoLayout *
wg_chart_layout (cairo_t *cr, const char *text, double size, gboolean is_bold)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (WG_CHART_FONT);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Sizes are points of the sheet, whatever resolution the context assumes. */
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  cairo_font_options_destroy (options);
  pango_layout_context_changed (layout);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  return layout;
}

void
wg_chart_set_color (cairo_t *cr, guint32 rgb)
{
  cairo_set_source_rgb (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
}

/* Writes one line, cut with an ellipsis at @width. */
static void
write_line (cairo_t *cr, const char *text, const WgChartBox *box, double size, guint32 color)
{
  g_autoptr (PangoLayout) layout = wg_chart_layout (cr, text, size, size >= HEADING_SIZE);
  int width = 0, height = 0;

  pango_layout_set_width (layout, (int) (box->width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  wg_chart_set_color (cr, color);
  cairo_move_to (cr, box->x, box->y + (box->height - height) / 2);
  pango_cairo_show_layout (cr, layout);
}

static double
label_column_width (const WgChart *chart, cairo_t *cr)
{
  double widest = 0;

  for (guint i = 0; chart->words.facts != NULL && chart->words.facts[i] != NULL; i += 2)
    {
      g_autoptr (PangoLayout) layout
        = wg_chart_layout (cr, chart->words.facts[i], TEXT_SIZE, FALSE);
      int width = 0, height = 0;

      pango_layout_get_pixel_size (layout, &width, &height);
      widest = MAX (widest, width);
    }
  return widest + 2 * PADDING;
}

/* The table of facts. Returns the y below it. */
static double
paint_facts (const WgChart *chart, cairo_t *cr, const WgChartBox *box)
{
  double label_width = label_column_width (chart, cr);
  double y = box->y;

  for (guint i = 0; chart->words.facts != NULL && chart->words.facts[i] != NULL; i += 2)
    {
      WgChartBox label = { box->x + PADDING, y, label_width - 2 * PADDING, ROW_HEIGHT };
      WgChartBox value = { box->x + label_width + PADDING, y, box->width - label_width - 2 * PADDING,
                           ROW_HEIGHT };

      cairo_rectangle (cr, box->x, y, label_width, ROW_HEIGHT);
      wg_chart_set_color (cr, 0xf1f2f4);
      cairo_fill (cr);
      cairo_rectangle (cr, box->x, y, box->width, ROW_HEIGHT);
      cairo_move_to (cr, box->x + label_width, y);
      cairo_line_to (cr, box->x + label_width, y + ROW_HEIGHT);
      wg_chart_set_color (cr, 0xb8bec5);
      cairo_set_line_width (cr, 0.5);
      cairo_stroke (cr);
      write_line (cr, chart->words.facts[i], &label, TEXT_SIZE, 0x4a525b);
      write_line (cr, chart->words.facts[i + 1], &value, TEXT_SIZE, 0x1c2733);
      y += ROW_HEIGHT;
    }
  return y;
}

static double
paint_swatch (const WgChart *chart, cairo_t *cr, const WgChartBox *row, WgChartFill fill)
{
  double y = row->y + (row->height - SWATCH_HEIGHT) / 2;

  cairo_rectangle (cr, row->x, y, SWATCH_WIDTH, SWATCH_HEIGHT);
  wg_chart_set_color (cr, wg_chart_fill_color (fill));
  cairo_fill_preserve (cr);
  if (fill == WG_CHART_FILL_UNOWNED)
    {
      cairo_save (cr);
      cairo_clip_preserve (cr);
      for (double x = row->x - SWATCH_HEIGHT; x < row->x + SWATCH_WIDTH; x += 5)
        {
          cairo_move_to (cr, x, y + SWATCH_HEIGHT);
          cairo_line_to (cr, x + SWATCH_HEIGHT, y);
        }
      wg_chart_set_color (cr, 0xc9bfb2);
      cairo_set_line_width (cr, 0.35);
      cairo_stroke (cr);
      cairo_restore (cr);
      cairo_rectangle (cr, row->x, y, SWATCH_WIDTH, SWATCH_HEIGHT);
    }
  if (fill >= WG_CHART_FILL_GRID)
    wg_chart_set_border (cr, 0);
  else
    wg_chart_set_border (cr, MIN (chart->depth, WG_MAX_DEPTH));
  cairo_stroke (cr);
  return row->x + SWATCH_WIDTH + PADDING;
}

static void
paint_legend_row (const WgChart *chart, cairo_t *cr, WgChartBox *row, WgChartFill fill,
                  const char *text)
{
  WgChartBox words = *row;

  words.x = paint_swatch (chart, cr, row, fill);
  words.width = row->width - (words.x - row->x);
  write_line (cr, text, &words, TEXT_SIZE, 0x1c2733);
  row->y += row->height;
}

static void
paint_legend_border (cairo_t *cr, WgChartBox *row, guint rank, const char *text)
{
  WgChartBox words = { row->x + SWATCH_WIDTH + PADDING, row->y,
                       row->width - SWATCH_WIDTH - PADDING, row->height };

  cairo_move_to (cr, row->x, row->y + row->height / 2);
  cairo_line_to (cr, row->x + SWATCH_WIDTH, row->y + row->height / 2);
  wg_chart_set_border (cr, rank);
  cairo_stroke (cr);
  write_line (cr, text, &words, TEXT_SIZE, 0x1c2733);
  row->y += row->height;
}

/* What is on the map, and nothing else. Returns the y below it. */
static double
paint_legend (const WgChart *chart, cairo_t *cr, const WgChartBox *box)
{
  WgChartBox row = { box->x, box->y, box->width, ROW_HEIGHT };

  write_line (cr, chart->words.legend, &row, HEADING_SIZE, 0x1c2733);
  row.y += ROW_HEIGHT + 1;
  paint_legend_row (chart, cr, &row, WG_CHART_FILL_GRID, chart->words.this_grid);
  if (chart->faces[WG_CHART_FILL_NEIGHBOUR]->len > 0)
    paint_legend_row (chart, cr, &row, WG_CHART_FILL_NEIGHBOUR, chart->words.neighbour);
  if (chart->faces[WG_CHART_FILL_UNOWNED]->len > 0)
    paint_legend_row (chart, cr, &row, WG_CHART_FILL_UNOWNED, chart->words.no_owner);
  for (guint rank = 1; rank <= wg_plan_get_n_levels (chart->plan); rank++)
    if (chart->has_rank[rank] && chart->words.borders != NULL)
      paint_legend_border (cr, &row, rank, chart->words.borders[rank - 1]);
  return row.y;
}

static char *
denominator_text (double denominator)
{
  g_autofree char *digits = g_strdup_printf ("%.0f", denominator);
  GString *text = g_string_new (digits);

  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert_c (text, at, ' ');
  return g_string_free (text, FALSE);
}

/* Bar of two parts, black and white, with its length; the ratio above. */
static double
paint_scale (const WgChart *chart, cairo_t *cr, const WgChartBox *box)
{
  double length = 0;
  double metres = wg_viewport_scale_bar (&chart->viewport, box->width - 30, &length);
  g_autofree char *denominator = denominator_text (chart->denominator);
  g_autofree char *ratio = g_strdup_printf ("%s  1 : %s", chart->words.scale, denominator);
  g_autofree char *end = metres >= 1000 ? g_strdup_printf ("%g km", metres / 1000)
                                        : g_strdup_printf ("%g m", metres);
  WgChartBox row = { box->x, box->y, box->width, ROW_HEIGHT };
  WgChartBox number = { box->x + length - 2, box->y + ROW_HEIGHT + 8, 60, 11 };

  write_line (cr, ratio, &row, HEADING_SIZE, 0x1c2733);
  row.y += ROW_HEIGHT + 3;
  for (guint half = 0; half < 2; half++)
    {
      cairo_rectangle (cr, row.x + half * length / 2, row.y, length / 2, 4.5);
      wg_chart_set_color (cr, half == 0 ? 0x30363d : 0xffffff);
      cairo_fill_preserve (cr);
      wg_chart_set_color (cr, 0x30363d);
      cairo_set_line_width (cr, 0.7);
      cairo_stroke (cr);
    }
  write_line (cr, end, &number, 7.5, 0x30363d);
  number.x = box->x;
  write_line (cr, "0", &number, 7.5, 0x30363d);
  return number.y + number.height;
}

/** The table, the legend and the scale: beside the map, or in three columns below it. */
void
wg_chart_paint_panel (const WgChart *chart, cairo_t *cr)
{
  WgChartBox box = chart->panel;

  if (chart->width > chart->height)
    {
      box.y = paint_facts (chart, cr, &box) + 16;
      box.y = paint_legend (chart, cr, &box) + 14;
      paint_scale (chart, cr, &box);
      return;
    }
  box.width = chart->panel.width * 0.46;
  paint_facts (chart, cr, &box);
  box.x += box.width + 18;
  box.width = chart->panel.x + chart->panel.width - box.x;
  box.y = paint_legend (chart, cr, &box) + 8;
  paint_scale (chart, cr, &box);
}

/** North is up: an arrow in the corner of the map. */
void
wg_chart_paint_north (const WgChart *chart, cairo_t *cr)
{
  const WgChartBox *box = &chart->north;
  double middle = box->x + box->width / 2, top = box->y + 16, bottom = box->y + box->height;
  g_autoptr (PangoLayout) layout = wg_chart_layout (cr, chart->words.north, 11, TRUE);
  int width = 0, height = 0;

  cairo_arc (cr, middle, box->y + box->height / 2 + 3, box->height / 2 + 5, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.82);
  cairo_fill (cr);
  pango_layout_get_pixel_size (layout, &width, &height);
  wg_chart_set_color (cr, 0x1c2733);
  cairo_move_to (cr, middle - width / 2.0, box->y);
  pango_cairo_show_layout (cr, layout);

  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, middle, top);
      cairo_line_to (cr, middle + side * 10, bottom);
      cairo_line_to (cr, middle, bottom - 8);
      cairo_close_path (cr);
      wg_chart_set_color (cr, side < 0 ? 0x1c2733 : 0xffffff);
      cairo_fill_preserve (cr);
      wg_chart_set_color (cr, 0x1c2733);
      cairo_set_line_width (cr, 0.8);
      cairo_stroke (cr);
    }
}
