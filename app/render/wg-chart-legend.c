/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#define ROW 12.5
#define SWATCH 20.0
#define LEAST_SIZE 5.4
#define N_CLASS_WORDS 5

/* What a row of the legend is painted with. */
typedef struct
{
  const WgChartSheet *sheet;
  const WgChartPlate *plate;
  WgPaperLook look;
  WgChartLegendRow row;
} Sample;

/* Classes of reference lines that share a row: all roads are one. */
static const struct
{
  guint first;
  guint last;
  WgChartWord word;
} classes[N_CLASS_WORDS] = {
  { 1, 5, WG_CHART_WORD_ROAD },    { 6, 6, WG_CHART_WORD_RAILWAY },
  { 7, 7, WG_CHART_WORD_WATER },   { 9, 9, WG_CHART_WORD_GREEN },
  { 8, 8, WG_CHART_WORD_BUILDING },
};

static void
add_row (GArray *rows, WgChartLegendKind kind, guint value, char *text)
{
  WgChartLegendRow row = { kind, value, text };

  g_array_append_val (rows, row);
}

static gboolean
shows_unit_zero (const WgChartPlate *plate)
{
  const GArray *units = wg_paper_map_get_units (plate->map);

  return units->len > 0 && g_array_index (units, guint32, 0) == 0;
}

static gboolean
shows_neighbours (const WgChartPlate *plate)
{
  const GArray *units = wg_paper_map_get_units (plate->map);
  WgPlan *plan = plate->sheet->stock->plan;

  for (guint i = 0; plate->subject != 0 && i < units->len; i++)
    {
      guint32 unit = g_array_index (units, guint32, i);

      if (unit != 0 && wg_plan_get_ancestor (plan, unit, plate->subject_depth) != plate->subject)
        return TRUE;
    }
  return FALSE;
}

static void
add_class_rows (const WgChartSheet *sheet, const WgChartPlate *plate, GArray *rows)
{
  for (guint i = 0; i < N_CLASS_WORDS; i++)
    {
      gboolean is_shown = classes[i].first == 8 && plate->has_buildings;

      for (guint class = classes[i].first; class <= classes[i].last; class++)
        is_shown |= plate->has_class[class];
      if (is_shown)
        add_row (rows, WG_LEGEND_CLASS, i, g_strdup (wg_chart_word (sheet, classes[i].word)));
    }
}

/* What is on the map, and nothing else. */
static GArray *
collect_rows (const WgChartSheet *sheet, const WgChartPlate *plate)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (WgChartLegendRow));
  WgPlan *plan = sheet->stock->plan;
  gboolean is_single = plate->unit_depth == plate->subject_depth;
  WgPaperLook look = { 0 };

  wg_chart_look (sheet, plate, &look);
  if (wg_paper_map_has_rank (plate->map, 0))
    add_row (rows, WG_LEGEND_SUBJECT, 0,
             wg_chart_words (sheet, WG_CHART_WORD_BORDER_OF,
                             plate->subject != 0 ? wg_chart_name (plan, plate->subject)
                                                 : wg_plan_get_name (plan)));
  for (guint rank = 1; rank <= wg_plan_get_n_levels (plan); rank++)
    if (wg_paper_map_has_rank (plate->map, rank) && look.borders[rank].width > 0)
      add_row (rows, WG_LEGEND_BORDER, rank,
               wg_chart_words (sheet, WG_CHART_WORD_BORDER_OF,
                               wg_plan_get_level (plan, rank)->name));
  if (!is_single)
    {
      const char *level = wg_plan_get_level (plan, plate->unit_depth)->name;

      add_row (rows, WG_LEGEND_NUMBER, 1, wg_chart_words (sheet, WG_CHART_WORD_NUMBER_IN, level));
      if (!sheet->options->is_black_and_white)
        add_row (rows, WG_LEGEND_COLORS, 0,
                 wg_chart_words (sheet, WG_CHART_WORD_GRIDS_COLORED, level));
    }
  if (shows_neighbours (plate))
    add_row (rows, WG_LEGEND_FILL, WG_CHART_FILL_NEIGHBOUR,
             g_strdup (wg_chart_word (sheet, WG_CHART_WORD_NEIGHBOUR)));
  if (shows_unit_zero (plate))
    add_row (rows, WG_LEGEND_FILL, WG_CHART_FILL_NOBODY,
             g_strdup (wg_chart_word (sheet, WG_CHART_WORD_NO_OWNER)));
  add_class_rows (sheet, plate, rows);
  return rows;
}

static void
paint_line (cairo_t *cr, const WgChartBox *box, const WgPaperStroke *stroke)
{
  cairo_move_to (cr, box->x, box->y + box->height / 2);
  cairo_rel_line_to (cr, box->width, 0);
  wg_chart_set_stroke (cr, stroke);
  cairo_stroke (cr);
}

static void
paint_class (cairo_t *cr, const WgChartBox *box, guint index, const Sample *sample)
{
  const WgStyle *style = wg_style_print ();
  gboolean is_grey = sample->sheet->options->is_black_and_white;
  double unit = MAX (sample->sheet->unit, 0.9);
  guint32 fills[N_CLASS_WORDS] = { style->road, 0, style->water, style->green, 0xe3dace };
  guint32 edges[N_CLASS_WORDS] = { style->road_casing, style->railway, style->water, style->green,
                                   0xa3988c };
  WgPaperStroke outer = { 0, 3.4 * unit, 0 }, inner = { fills[index], 2.2 * unit, 0 };

  if (is_grey)
    {
      fills[index] = wg_chart_grey (fills[index]);
      edges[index] = wg_chart_grey (edges[index]);
    }
  outer.rgb = edges[index];
  if (index <= 1)
    {
      outer.width = index == 1 ? 1.2 * unit : outer.width;
      paint_line (cr, box, &outer);
      if (index == 0)
        paint_line (cr, box, &inner);
      return;
    }
  wg_chart_set_color (cr, index == 4 && is_grey ? 0xe4e4e4 : fills[index]);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_fill_preserve (cr);
  wg_chart_set_color (cr, edges[index]);
  cairo_set_line_width (cr, 0.4 * unit);
  cairo_stroke (cr);
}

static void
paint_colors (cairo_t *cr, const WgChartBox *box, const Sample *sample)
{
  for (guint i = 0; i < 4; i++)
    {
      WgChartBox part = { box->x + i * box->width / 4, box->y, box->width / 4, box->height };

      wg_chart_paint_fill (cr, &part, &sample->look.fills[WG_CHART_FILL_FIRST + i]);
    }
}

static void
paint_number (cairo_t *cr, const WgChartBox *box, gboolean is_grey)
{
  WgType type = { .size = box->height * 0.75, .rgb = WG_CHART_INK, .is_bold = TRUE,
                  .align = WG_TYPE_CENTER };

  cairo_new_path (cr);
  cairo_arc (cr, box->x + box->width / 2, box->y + box->height / 2, box->height * 0.56, 0, 2 * G_PI);
  wg_chart_set_color (cr, 0xffffff);
  cairo_fill_preserve (cr);
  wg_chart_set_color (cr, is_grey ? 0x000000 : WG_CHART_ACCENT);
  cairo_set_line_width (cr, box->height * 0.08);
  cairo_stroke (cr);
  wg_type_paint (cr, box, &type, "1", FALSE);
}

static void
paint_sample (cairo_t *cr, const WgChartBox *box, gconstpointer data)
{
  const Sample *sample = data;
  guint value = sample->row.value;
  double unit = MAX (sample->sheet->unit, 0.9);

  switch ((WgChartLegendKind) sample->row.kind)
    {
    case WG_LEGEND_SUBJECT:
      paint_line (cr, box, &sample->look.casing);
      paint_line (cr, box, &sample->look.borders[0]);
      break;
    case WG_LEGEND_BORDER:
      paint_line (cr, box, &sample->look.borders[value]);
      break;
    case WG_LEGEND_NUMBER:
      paint_number (cr, box, sample->sheet->options->is_black_and_white);
      break;
    case WG_LEGEND_COLORS:
      paint_colors (cr, box, sample);
      break;
    case WG_LEGEND_CLASS:
      paint_class (cr, box, value, sample);
      break;
    case WG_LEGEND_FILL:
      wg_chart_paint_fill (cr, box, &sample->look.fills[value]);
      wg_chart_set_color (cr, 0xb0b0b0);
      cairo_rectangle (cr, box->x, box->y, box->width, box->height);
      cairo_set_line_width (cr, 0.4 * unit);
      cairo_stroke (cr);
      break;
    }
}

double
wg_chart_legend_height (WgChartSheet *sheet, const WgChartPlate *plate, guint n_columns)
{
  g_autoptr (GArray) rows = collect_rows (sheet, plate);
  guint n = (rows->len + n_columns - 1) / n_columns;

  for (guint i = 0; i < rows->len; i++)
    g_free (g_array_index (rows, WgChartLegendRow, i).text);
  return (17 + n * ROW) * sheet->unit;
}

double
wg_chart_add_legend (WgChartSheet *sheet, WgInkPage *page, const WgChartBox *box,
                     const WgChartPlate *plate, guint n_columns)
{
  g_autoptr (GArray) rows = collect_rows (sheet, plate);
  double u = sheet->unit, width = box->width / n_columns;
  double top = box->y + wg_chart_add_heading (sheet, page, box,
                                              wg_chart_word (sheet, WG_CHART_WORD_LEGEND));
  guint n_lines = (rows->len + n_columns - 1) / n_columns;

  for (guint i = 0; i < rows->len; i++)
    {
      WgChartLegendRow row = g_array_index (rows, WgChartLegendRow, i);
      double x = box->x + (i / n_lines) * width, y = top + (i % n_lines) * ROW * u;
      WgChartBox swatch = { x, y + 2.2 * u, SWATCH * u, (ROW - 4.4) * u };
      WgChartBox words = { x + (SWATCH + 5) * u, y, width - (SWATCH + 8) * u, ROW * u };
      WgType type = wg_chart_type (sheet, 7.2, WG_CHART_INK);
      Sample *sample = g_new0 (Sample, 1);

      *sample = (Sample){ .sheet = sheet, .plate = plate, .row = row };
      sample->row.text = NULL;
      wg_chart_look (sheet, plate, &sample->look);
      type.max_lines = 1;
      type.size = wg_type_fit (row.text, &type, words.width - 0.5, LEAST_SIZE * u);
      wg_ink_custom (page, &swatch, paint_sample, sample, g_free);
      wg_ink_text (page, &words, &type, row.text);
      if (sheet->plates->len > 0 && g_ptr_array_index (sheet->plates, 0) == plate)
        g_array_append_val (sheet->legend, row);
      else
        g_free (row.text);
    }
  return top - box->y + n_lines * ROW * u;
}
