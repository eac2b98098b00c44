/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

/* Light enough for black type on them, apart for the eye and for a printer; none is the blue of water. */
static const guint32 palettes[WG_N_CHART_COLORS][6] = {
  [WG_CHART_COLORS_CLEAR] = { 0xfbe3a6, 0xbfe0c2, 0xf6c9c4, 0xc6d2f2, 0xe5cbe6, 0xf8d3a8 },
  [WG_CHART_COLORS_SOFT] = { 0xf7efd2, 0xdcebdc, 0xf4dfdc, 0xdbe8f1, 0xe6e0ee, 0xf3e4d0 },
  [WG_CHART_COLORS_WARM] = { 0xfdebb2, 0xe6e7b5, 0xf7cfae, 0xf3c3b4, 0xead6c0, 0xf4dcd6 },
};

static const WgPaperPattern patterns[6] = {
  WG_PAPER_PLAIN,         WG_PAPER_HATCH_UP,      WG_PAPER_DOTS,
  WG_PAPER_HATCH_DOWN,    WG_PAPER_HATCH_LEVEL,   WG_PAPER_HATCH_UPRIGHT,
};

/* Borders by how far their level is below that of the grids that are told apart, from two above on; those
 * of the grids in magenta (DB11/T 2157). */
#define N_ABOVE 2
static const WgPaperStroke borders[] = {
  { 0x1f1a24, 1.7, 0 },  { 0x463044, 1.3, 0 }, { 0xa8327f, 0.9, 0 },
  { 0xb85f9c, 0.55, 2 }, { 0xc58bb2, 0.4, 1.2 },
};
static const WgPaperStroke outline = { 0x8f1653, 2.2, 0 };

static WgPaperStroke
border_of (const WgChartPlate *plate, guint rank)
{
  int step = (int) rank - (int) plate->unit_depth + N_ABOVE;

  return rank == 0 ? outline : borders[CLAMP (step, 0, (int) G_N_ELEMENTS (borders) - 1)];
}

static WgPaperFill
plain (guint32 rgb)
{
  return (WgPaperFill){ rgb, WG_PAPER_PLAIN, 0, 0 };
}

static void
look_at_fills (const WgChartSheet *sheet, WgPaperLook *look)
{
  const WgChartOptions *options = sheet->options;
  double step = 4.2 * MAX (sheet->unit * 0.8, 1);

  look->fills[WG_CHART_FILL_NOBODY]
    = (WgPaperFill){ 0xf6f5f2, WG_PAPER_HATCH_UP, 0xc9c2b8, step };
  look->fills[WG_CHART_FILL_NEIGHBOUR] = plain (options->is_black_and_white ? 0xffffff : 0xf1f1ee);
  look->fills[WG_CHART_FILL_UNDIVIDED]
    = options->is_black_and_white ? (WgPaperFill){ 0xffffff, WG_PAPER_CROSSED, 0xb8b8b8, step }
                                  : plain (0xfffdf6);
  for (guint i = 0; i < 6; i++)
    look->fills[WG_CHART_FILL_FIRST + i]
      = options->is_black_and_white
          ? (WgPaperFill){ 0xffffff, patterns[i], 0x8a8a8a, step }
          : plain (palettes[options->colors][i]);
}

void
wg_chart_look (const WgChartSheet *sheet, const WgChartPlate *plate, WgPaperLook *look)
{
  double factor = MAX (sheet->unit, 0.9);

  look_at_fills (sheet, look);
  for (guint rank = 0; rank <= WG_MAX_DEPTH; rank++)
    {
      look->borders[rank] = border_of (plate, rank);
      look->borders[rank].width *= plate->is_inset ? 0.4 * factor : factor;
      look->borders[rank].dash *= factor;
      /* Borders below the units that are told apart are for the sheets of those. */
      if ((plate->is_inset || sheet->options->template == WG_CHART_COVER)
          && rank > plate->unit_depth)
        look->borders[rank].width = 0;
    }
  if (plate->is_inset)
    look->borders[0] = (WgPaperStroke){ 0xb3126e, 0.9 * factor, 0 };
  look->casing = (WgPaperStroke){ 0xf3c9dc, plate->is_inset ? 0 : 6.2 * factor, 0 };
  look->faint = (WgPaperStroke){ 0xc9cccf, plate->is_inset ? 0 : 0.35 * factor, 0 };
  look->is_grey = sheet->options->is_black_and_white;
  if (!look->is_grey)
    return;
  for (guint rank = 0; rank <= WG_MAX_DEPTH; rank++)
    look->borders[rank].rgb = rank <= plate->unit_depth ? 0x000000
                                                         : wg_chart_grey (look->borders[rank].rgb);
  look->casing.rgb = 0xffffff;
  look->faint.rgb = wg_chart_grey (look->faint.rgb);
  for (guint i = 0; i < WG_CHART_N_FILLS; i++)
    {
      look->fills[i].rgb = wg_chart_grey (look->fills[i].rgb);
      look->fills[i].pattern_rgb = wg_chart_grey (look->fills[i].pattern_rgb);
    }
}

guint32
wg_chart_color (const WgChartSheet *sheet, guint32 grid)
{
  if (sheet->options->is_black_and_white || grid >= sheet->stock->limit)
    return 0xffffff;
  return palettes[sheet->options->colors][sheet->stock->fills[grid]];
}

/* For the legend: the pattern as it is on the map. */
void
wg_chart_paint_fill (cairo_t *cr, const WgChartBox *box, const WgPaperFill *fill)
{
  double reach = box->width + box->height;

  wg_chart_set_color (cr, fill->rgb);
  cairo_rectangle (cr, box->x, box->y, box->width, box->height);
  cairo_fill_preserve (cr);
  if (fill->pattern == WG_PAPER_PLAIN)
    {
      cairo_new_path (cr);
      return;
    }
  cairo_save (cr);
  cairo_clip (cr);
  for (double at = -reach; at < reach; at += fill->step)
    {
      cairo_move_to (cr, box->x + at, box->y + box->height);
      cairo_rel_line_to (cr, box->height, -box->height);
    }
  wg_chart_set_color (cr, fill->pattern_rgb);
  cairo_set_line_width (cr, 0.4);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
wg_chart_set_stroke (cairo_t *cr, const WgPaperStroke *stroke)
{
  wg_chart_set_color (cr, stroke->rgb);
  cairo_set_line_width (cr, stroke->width);
  cairo_set_dash (cr, &stroke->dash, stroke->dash > 0 ? 1 : 0, 0);
}
