/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

double
wg_chart_number_share (guint number)
{
  return number < 10 ? 1.3 : number < 100 ? 1.1 : 0.85;
}

static void
paint_leader (cairo_t *cr, const WgChartMark *mark, double unit)
{
  double x = mark->box.x + mark->box.width / 2, y = mark->box.y + mark->radius;

  for (guint pass = 0; pass < 2; pass++)
    {
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, mark->anchor_x, mark->anchor_y);
      wg_chart_set_color (cr, pass == 0 ? 0xffffff : 0x000000);
      cairo_set_line_width (cr, (pass == 0 ? 1.8 : 0.7) * unit);
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
  cairo_arc (cr, mark->anchor_x, mark->anchor_y, 1.3 * unit, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
paint_number (cairo_t *cr, const WgChartPlate *plate, const WgChartMark *mark)
{
  double unit = MAX (plate->sheet->unit, 0.9);
  double x = mark->box.x + mark->box.width / 2, y = mark->box.y + mark->radius;
  WgChartBox box = { mark->box.x, mark->box.y, mark->box.width, 2 * mark->radius };
  WgType type = { .size = mark->radius * wg_chart_number_share (mark->number),
                  .rgb = 0x1c1c1c, .is_bold = TRUE, .align = WG_TYPE_CENTER };
  g_autofree char *text = g_strdup_printf ("%u", mark->number);

  cairo_new_path (cr);
  cairo_arc (cr, x, y, mark->radius - 0.4 * unit, 0, 2 * G_PI);
  wg_chart_set_color (cr, 0xffffff);
  cairo_fill_preserve (cr);
  wg_chart_set_color (cr, plate->sheet->options->is_black_and_white ? 0x000000 : WG_CHART_ACCENT);
  cairo_set_line_width (cr, 0.8 * unit);
  cairo_stroke (cr);
  wg_type_paint (cr, &box, &type, text, FALSE);
}

void
wg_chart_paint_marks (cairo_t *cr, const WgChartPlate *plate)
{
  for (guint i = 0; i < plate->marks->len; i++)
    {
      const WgChartMark *mark = &g_array_index (plate->marks, WgChartMark, i);

      if (mark->has_leader)
        paint_leader (cr, mark, MAX (plate->sheet->unit, 0.9));
    }
  for (guint i = 0; i < plate->marks->len; i++)
    {
      const WgChartMark *mark = &g_array_index (plate->marks, WgChartMark, i);
      WgChartBox box = mark->box;

      if (mark->number > 0)
        {
          paint_number (cr, plate, mark);
          box.y += 2 * mark->radius;
          box.height -= 2 * mark->radius;
        }
      if (mark->text != NULL)
        {
          WgType type = mark->type;

          if (plate->sheet->options->is_black_and_white)
            type.rgb = wg_chart_grey (type.rgb);
          wg_type_paint (cr, &box, &type, mark->text, FALSE);
        }
    }
}
