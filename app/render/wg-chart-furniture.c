/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include <math.h>

WgType
wg_chart_type (const WgChartSheet *sheet, double size, guint32 rgb)
{
  return (WgType){ .size = size * sheet->unit, .rgb = rgb };
}

double
wg_chart_add_heading (WgChartSheet *sheet, WgInkPage *page, const WgChartBox *box, const char *text)
{
  WgType type = wg_chart_type (sheet, 9.5, WG_CHART_INK);
  WgChartBox bar = { box->x, box->y + 2.4 * sheet->unit, 2.6 * sheet->unit, 9 * sheet->unit };
  WgChartBox line = { box->x + 7 * sheet->unit, box->y, box->width - 7 * sheet->unit,
                      13.8 * sheet->unit };

  type.is_bold = TRUE;
  type.max_lines = 1;
  wg_ink_fill (page, &bar, sheet->options->is_black_and_white ? 0x000000 : WG_CHART_ACCENT, 0);
  wg_ink_text (page, &line, &type, text);
  return 17 * sheet->unit;
}

static void
paint_north (cairo_t *cr, const WgChartBox *box, gconstpointer data)
{
  const WgChartSheet *sheet = data;
  WgType type = { .size = box->width * 0.42, .rgb = WG_CHART_INK, .is_bold = TRUE,
                  .align = WG_TYPE_CENTER, .halo = box->width * 0.05 };
  double middle = box->x + box->width / 2, top = box->y + box->width * 0.52;
  double bottom = box->y + box->height, half = box->width * 0.29;
  WgChartBox letter = { box->x, box->y, box->width, box->width * 0.46 };

  wg_type_paint (cr, &letter, &type, wg_chart_word (sheet, WG_CHART_WORD_NORTH), FALSE);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, middle, top);
      cairo_line_to (cr, middle + side * half, bottom);
      cairo_line_to (cr, middle, bottom - half * 0.8);
      cairo_close_path (cr);
      wg_chart_set_color (cr, side < 0 ? WG_CHART_INK : 0xffffff);
      cairo_fill_preserve (cr);
      wg_chart_set_color (cr, WG_CHART_INK);
      cairo_set_line_width (cr, box->width * 0.022);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
      cairo_stroke (cr);
    }
}

void
wg_chart_add_north (WgChartSheet *sheet, WgInkPage *page, const WgChartBox *box)
{
  wg_ink_custom (page, box, paint_north, sheet, NULL);
}

static char *
ratio_text (double denominator)
{
  g_autofree char *digits = g_strdup_printf ("%.0f", denominator);
  GString *text = g_string_new (digits);

  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert (text, at, ",");
  g_string_prepend (text, "1 : ");
  return g_string_free (text, FALSE);
}

double
wg_chart_add_scale (WgChartSheet *sheet, WgInkPage *page, const WgChartBox *box,
                    const WgChartPlate *plate)
{
  double u = sheet->unit, length = 0;
  double metres = wg_viewport_scale_bar (&plate->viewport, box->width * 0.62, &length);
  g_autofree char *ratio = ratio_text (plate->denominator);
  g_autofree char *words = g_strdup_printf ("%s  %s", wg_chart_word (sheet, WG_CHART_WORD_SCALE), ratio);
  WgType type = wg_chart_type (sheet, 8.5, WG_CHART_INK), small = wg_chart_type (sheet, 6.5, WG_CHART_INK);
  WgChartBox line = { box->x, box->y, box->width, 13 * u };
  double y = box->y + 14.5 * u;

  type.is_bold = TRUE;
  wg_ink_text (page, &line, &type, words);
  for (guint part = 0; part < 4; part++)
    {
      WgChartBox bar = { box->x + part * length / 4, y, length / 4, 3.2 * u };

      wg_ink_fill (page, &bar, part % 2 == 0 ? WG_CHART_INK : 0xffffff, 0);
      wg_ink_frame (page, &bar, WG_CHART_INK, 0.5 * u);
    }
  for (guint mark = 0; mark <= 2; mark++)
    {
      double value = metres * mark / 2;
      g_autofree char *text = metres >= 2000
                                ? g_strdup_printf ("%g%s", value / 1000, mark == 2 ? " km" : "")
                                : g_strdup_printf ("%g%s", value, mark == 2 ? " m" : "");
      double x = box->x + mark * length / 2;
      WgChartBox at = { mark == 0 ? x : x - 30 * u, y + 3.6 * u, mark == 0 ? 30 * u : 60 * u, 9 * u };

      small.align = mark == 0 ? WG_TYPE_LEFT : WG_TYPE_CENTER;
      wg_ink_text (page, &at, &small, text);
    }
  return 28 * u;
}

/* A sheet's texts at its foot. */
static char *
foot_text (WgChartSheet *sheet)
{
  const WgChartOptions *options = sheet->options;
  GString *text = g_string_new (NULL);

  if (options->compiling_body != NULL && options->compiling_body[0] != '\0')
    {
      g_autofree char *words
        = wg_chart_words (sheet, WG_CHART_WORD_COMPILED_BY, options->compiling_body);
      g_string_append (text, words);
    }
  if (options->date != NULL && options->date[0] != '\0')
    {
      g_autofree char *day = sheet->stock->wording->day (options->date);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "　" : "", day);
    }
  if (options->edition_number > 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", options->edition_number);
      g_autofree char *words = wg_chart_words (sheet, WG_CHART_WORD_EDITION, number);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "　" : "", words);
    }
  return g_string_free (text, FALSE);
}

/* On the left: what it is of, and the note. */
static char *
code_and_note (const WgChartSheet *sheet)
{
  const WgGrid *grid = wg_plan_get_grid (sheet->stock->plan, sheet->grid);
  const char *note = sheet->options->note != NULL ? sheet->options->note : "";

  if (grid == NULL || grid->code[0] == '\0')
    return g_strdup (note);
  return g_strdup_printf ("%s %s%s%s", wg_chart_word (sheet, WG_CHART_WORD_CODE), grid->code,
                          note[0] != '\0' ? "　" : "", note);
}

void
wg_chart_add_foot (WgChartSheet *sheet, WgInkPage *page)
{
  double u = sheet->unit;
  WgType type = wg_chart_type (sheet, 7, WG_CHART_SOFT_INK), small;
  WgChartBox line = { sheet->margin, sheet->height - sheet->margin, sheet->width - 2 * sheet->margin,
                      11 * u };
  g_autofree char *text = foot_text (sheet), *left = code_and_note (sheet);

  line.y += (sheet->margin - line.height) * 0.28;
  type.max_lines = 1;
  /* The page number stands in the middle. */
  small = type;
  small.size = wg_type_fit (left, &type, line.width * 0.42 - 0.5, 5.2 * u);
  wg_ink_text (page, &(WgChartBox){ line.x, line.y, line.width * 0.42, line.height }, &small, left);
  type.align = WG_TYPE_RIGHT;
  type.size = wg_type_fit (text, &type, line.width * 0.42 - 0.5, 5.2 * u);
  line.x += line.width * 0.58;
  line.width *= 0.42;
  wg_ink_text (page, &line, &type, text);
}

static void
add_mark (WgChartSheet *sheet, WgInkPage *page, const WgChartBox *box)
{
  gboolean is_internal = sheet->options->edition == WG_EDITION_INTERNAL;
  WgType type = wg_chart_type (sheet, 9.5, sheet->options->is_black_and_white ? 0x000000 : 0xb4232a);
  const char *text
    = wg_chart_word (sheet, is_internal ? WG_CHART_WORD_INTERNAL : WG_CHART_WORD_PUBLIC);
  double width = 0, height = 0, u = sheet->unit;
  WgChartBox frame = { 0 };

  if (!sheet->options->has_mark)
    return;
  type.is_bold = TRUE;
  type.align = WG_TYPE_CENTER;
  wg_type_measure (text, &type, 0, &width, &height);
  frame = (WgChartBox){ box->x + box->width - width - 10 * u, box->y + box->height - 19 * u,
                        width + 10 * u, 15 * u };
  wg_ink_frame (page, &frame, type.rgb, 0.9 * u);
  wg_ink_text (page, &frame, &type, text);
}

void
wg_chart_add_title (WgChartSheet *sheet, WgInkPage *page, const WgChartBox *box, double size)
{
  WgType type = wg_chart_type (sheet, size, WG_CHART_INK);
  WgChartBox line = *box;
  double logo = box->height * 0.86;

  type.is_bold = TRUE;
  type.align = WG_TYPE_CENTER;
  type.spacing = wg_type_spacing (sheet->title, 0.1) * type.size;
  type.max_lines = 1;
  if (sheet->options->logo != NULL)
    wg_chart_add_picture (page, &(WgChartBox){ box->x, box->y, logo * 1.6, logo },
                          sheet->options->logo);
  line.x += 62 * sheet->unit;
  line.width -= 124 * sheet->unit;
  type.size = wg_type_fit (sheet->title, &type, line.width - 4, 9);
  wg_ink_text (page, &line, &type, sheet->title);
  add_mark (sheet, page, box);
}

static void
paint_watermark (cairo_t *cr, const WgChartBox *box, gconstpointer data)
{
  const WgChartSheet *sheet = data;
  WgType type = { .size = MIN (box->width, box->height) / 5, .rgb = 0x909090, .is_bold = TRUE,
                  .align = WG_TYPE_CENTER, .angle = -0.55 };

  cairo_push_group (cr);
  wg_type_paint (cr, box, &type, wg_chart_word (sheet, WG_CHART_WORD_DRAFT), FALSE);
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, 0.22);
}

void
wg_chart_add_watermark (WgChartSheet *sheet, WgInkPage *page)
{
  WgChartBox box = { 0, 0, sheet->width, sheet->height };

  if (sheet->options->is_draft)
    wg_ink_custom (page, &box, paint_watermark, sheet, NULL);
}
