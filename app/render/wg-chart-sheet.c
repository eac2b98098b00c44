/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-page.h"

#include "wg-render-error.h"

#include <math.h>

#define A4_SHORT_MM 210.0
/* A larger paper is read from farther away, but not as much as it is larger. */
#define TYPE_GROWTH 0.82
#define MARGIN_MM 10.0
/* Beyond the bleed, for the crop marks. */
#define SLUG_MM 6.0
#define CROP_MM 4.0

WgInkPage *
wg_chart_add_page (WgChartSheet *sheet)
{
  WgInkPage *page = wg_ink_page_new (sheet->options->is_black_and_white);

  g_ptr_array_add (sheet->pages, page);
  return page;
}

static gboolean
is_wide (WgPlan *plan, guint32 grid)
{
  WgEnvelope extent = grid != 0 ? wg_plan_get_extent (plan, grid)
                                : wg_coverage_envelope (wg_plan_get_coverage (plan));

  return (double) extent.max_x - extent.min_x > 0.85 * ((double) extent.max_y - extent.min_y);
}

static void
set_paper (WgChartSheet *sheet)
{
  const WgChartOptions *options = sheet->options;
  WgOrientation orientation = options->orientation;
  double width = 0, height = 0;

  wg_paper_get_size (options->paper, &width, &height);
  sheet->unit = pow (width / A4_SHORT_MM, TYPE_GROWTH) * options->font_factor;
  sheet->margin = MARGIN_MM * WG_POINTS_PER_MM * pow (width / A4_SHORT_MM, 0.8);
  if (orientation == WG_ORIENTATION_BY_SHAPE)
    orientation = (options->template == WG_CHART_WALL_MAP || options->template == WG_CHART_INDEX)
                      && is_wide (sheet->stock->plan, sheet->grid)
                    ? WG_ORIENTATION_LANDSCAPE
                    : WG_ORIENTATION_PORTRAIT;
  sheet->width = (orientation == WG_ORIENTATION_LANDSCAPE ? height : width) * WG_POINTS_PER_MM;
  sheet->height = (orientation == WG_ORIENTATION_LANDSCAPE ? width : height) * WG_POINTS_PER_MM;
}

static const WgChartWord titles[WG_CHART_N_TEMPLATES] = {
  WG_CHART_WORD_TITLE_MAP,     WG_CHART_WORD_TITLE_SHEET, WG_CHART_WORD_TITLE_NOTICE,
  WG_CHART_WORD_TITLE_STAFF,   WG_CHART_WORD_TITLE_CHANGES, WG_CHART_WORD_TITLE_ATLAS,
  WG_CHART_WORD_TITLE_INDEX,
};

/* "大清社区网格网格图" would say the word twice. */
static char *
make_title (WgChartSheet *sheet)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_auto (GStrv) parts = NULL;

  if (sheet->options->title != NULL && sheet->options->title[0] != '\0')
    return g_strdup (sheet->options->title);
  name = sheet->grid != 0 ? wg_chart_full_name (sheet->stock->plan, sheet->grid)
                          : g_strdup (wg_plan_get_name (sheet->stock->plan));
  title = wg_chart_words (sheet, titles[sheet->options->template], name);
  parts = g_strsplit (title, "网格网格", -1);
  return g_strjoinv ("网格", parts);
}

static WgChartSheet *
sheet_new (WgChartStock *stock, const WgChartOptions *options, guint32 grid)
{
  WgChartSheet *sheet = g_new0 (WgChartSheet, 1);

  sheet->ref_count = 1;
  sheet->stock = wg_chart_stock_ref (stock);
  sheet->options = wg_chart_options_copy (options);
  sheet->grid = grid;
  sheet->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_ink_page_free);
  sheet->plates = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_chart_plate_free);
  sheet->legend = g_array_new (FALSE, FALSE, sizeof (WgChartLegendRow));
  set_paper (sheet);
  sheet->title = make_title (sheet);
  return sheet;
}

static void
make_pages (WgChartSheet *sheet)
{
  switch (sheet->options->template)
    {
    case WG_CHART_WALL_MAP:
      wg_chart_make_wall (sheet);
      break;
    case WG_CHART_GRID_SHEET:
      wg_chart_make_grid_sheet (sheet);
      break;
    case WG_CHART_NOTICE_BOARD:
      wg_chart_make_notice (sheet);
      break;
    case WG_CHART_COVER:
      wg_chart_make_cover (sheet);
      break;
    case WG_CHART_INDEX:
      wg_chart_make_index (sheet);
      break;
    default:
      wg_chart_make_staff_list (sheet);
      break;
    }
  for (guint i = 0; i < sheet->pages->len; i++)
    wg_chart_add_watermark (sheet, g_ptr_array_index (sheet->pages, i));
}

static gboolean
has_land (WgPlan *plan, guint32 grid)
{
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  if (grid == 0)
    return wg_coverage_n_faces (wg_plan_get_coverage (plan)) > 0;
  if (wg_plan_get_grid (plan, grid) == NULL)
    return FALSE;
  extent = wg_plan_get_extent (plan, grid);
  return !wg_envelope_is_empty (&extent);
}

WgChartSheet *
wg_chart_sheet_new (WgChartStock *stock, const WgChartOptions *options, guint32 grid,
                    GError **error)
{
  return wg_chart_sheet_new_contents (stock, options, grid, NULL, 0, error);
}

WgChartSheet *
wg_chart_sheet_new_contents (WgChartStock *stock, const WgChartOptions *options, guint32 grid,
                             const WgChartEntry *entries, guint n_entries, GError **error)
{
  WgChartSheet *sheet = NULL;
  gboolean is_single = options->template == WG_CHART_GRID_SHEET
                       || options->template == WG_CHART_NOTICE_BOARD;

  if (!has_land (stock->plan, grid) || (grid == 0 && is_single))
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_NO_GRID, "grid %u has no land", grid);
      return NULL;
    }
  sheet = sheet_new (stock, options, grid);
  sheet->entries = entries;
  sheet->n_entries = n_entries;
  make_pages (sheet);
  sheet->entries = NULL;
  return sheet;
}

WgChartSheet *
wg_chart_sheet_new_table (WgChartStock *stock, const WgChartOptions *options, const WgSheet *table)
{
  WgChartSheet *sheet = sheet_new (stock, options, 0);
  WgChartTable *laid = wg_chart_table_new ();

  if (options->title == NULL)
    {
      g_free (sheet->title);
      sheet->title = g_strdup (table->name);
    }
  for (guint c = 0; c < table->columns->len; c++)
    wg_chart_table_add_column (laid, g_ptr_array_index (table->columns, c),
                               g_array_index (table->decimals, int, c) >= 0 ? WG_TYPE_RIGHT
                                                                            : WG_TYPE_LEFT);
  for (guint r = 0; r < table->rows->len; r++)
    {
      wg_chart_table_begin_row (laid, 0xffffff);
      for (guint c = 0; c < table->columns->len; c++)
        wg_chart_table_add_text (laid, wg_sheet_get (table, r, c));
    }
  wg_chart_make_table (sheet, laid);
  wg_chart_table_free (laid);
  for (guint i = 0; i < sheet->pages->len; i++)
    wg_chart_add_watermark (sheet, g_ptr_array_index (sheet->pages, i));
  return sheet;
}

WgChartSheet *
wg_chart_sheet_ref (WgChartSheet *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
wg_chart_sheet_unref (WgChartSheet *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->plates);
  for (guint i = 0; i < self->legend->len; i++)
    g_free (g_array_index (self->legend, WgChartLegendRow, i).text);
  g_array_unref (self->legend);
  wg_chart_options_free (self->options);
  g_free (self->title);
  wg_chart_stock_unref (self->stock);
  g_free (self);
}

guint
wg_chart_sheet_count_pages (const WgChartSheet *self)
{
  return self->pages->len;
}

/* What is around the trimmed sheet on each side. */
static double
get_border (const WgChartSheet *sheet)
{
  double bleed = sheet->options->bleed_mm;

  return bleed > 0 ? (bleed + SLUG_MM) * WG_POINTS_PER_MM : 0;
}

void
wg_chart_sheet_get_page_size (const WgChartSheet *self, guint page G_GNUC_UNUSED,
                              double *width_out, double *height_out)
{
  *width_out = self->width + 2 * get_border (self);
  *height_out = self->height + 2 * get_border (self);
}

void
wg_chart_sheet_set_numbers (WgChartSheet *self, guint first, guint total)
{
  self->first_number = first;
  self->total = total;
}

/* Where the sign maker cuts: at the corners, outside of what is printed. */
static void
paint_crop_marks (const WgChartSheet *sheet, cairo_t *cr)
{
  double near = sheet->options->bleed_mm * WG_POINTS_PER_MM + 1, far = near + CROP_MM * WG_POINTS_PER_MM;

  for (guint corner = 0; corner < 4; corner++)
    {
      double x = corner % 2 == 0 ? 0 : sheet->width, y = corner < 2 ? 0 : sheet->height;
      double out_x = corner % 2 == 0 ? -1 : 1, out_y = corner < 2 ? -1 : 1;

      cairo_move_to (cr, x + out_x * near, y);
      cairo_line_to (cr, x + out_x * far, y);
      cairo_move_to (cr, x, y + out_y * near);
      cairo_line_to (cr, x, y + out_y * far);
    }
  wg_chart_set_color (cr, 0x000000);
  cairo_set_line_width (cr, 0.35);
  cairo_stroke (cr);
}

static void
paint_page_number (const WgChartSheet *sheet, guint page, cairo_t *cr)
{
  guint first = sheet->first_number > 0 ? sheet->first_number : 1;
  guint total = sheet->total > 0 ? sheet->total : sheet->pages->len;
  WgType type = wg_chart_type (sheet, 7, WG_CHART_SOFT_INK);
  double height = 11 * sheet->unit;
  WgChartBox line = { sheet->margin, sheet->height - sheet->margin + (sheet->margin - height) * 0.28,
                      sheet->width - 2 * sheet->margin, height };
  g_autofree char *number = g_strdup_printf ("%u", first + page);
  g_autofree char *of = g_strdup_printf ("%u", total);
  g_auto (GStrv) parts = g_strsplit (wg_chart_word (sheet, WG_CHART_WORD_PAGE), "%s", 3);
  g_autofree char *text = NULL;

  if (total < 2 || g_strv_length (parts) != 3)
    return;
  text = g_strconcat (parts[0], number, parts[1], of, parts[2], NULL);
  type.align = WG_TYPE_CENTER;
  wg_type_paint (cr, &line, &type, text, FALSE);
}

void
wg_chart_sheet_paint (const WgChartSheet *self, guint page, cairo_t *cr)
{
  double border = get_border (self), bleed = self->options->bleed_mm * WG_POINTS_PER_MM;

  g_return_if_fail (page < self->pages->len);
  cairo_save (cr);
  wg_chart_set_color (cr, 0xffffff);
  cairo_rectangle (cr, 0, 0, self->width + 2 * border, self->height + 2 * border);
  cairo_fill (cr);
  cairo_translate (cr, border, border);
  cairo_save (cr);
  cairo_rectangle (cr, -bleed, -bleed, self->width + 2 * bleed, self->height + 2 * bleed);
  cairo_clip (cr);
  wg_ink_page_paint (g_ptr_array_index (self->pages, page), cr);
  if (self->options->template != WG_CHART_NOTICE_BOARD && self->options->template != WG_CHART_COVER)
    paint_page_number (self, page, cr);
  cairo_restore (cr);
  if (bleed > 0)
    paint_crop_marks (self, cr);
  cairo_restore (cr);
}

const char *
wg_chart_sheet_get_title (const WgChartSheet *self)
{
  return self->title;
}

guint32
wg_chart_sheet_get_grid (const WgChartSheet *self)
{
  return self->grid;
}

double
wg_chart_sheet_get_scale (const WgChartSheet *self)
{
  for (guint i = 0; i < self->plates->len; i++)
    {
      const WgChartPlate *plate = g_ptr_array_index (self->plates, i);

      if (!plate->is_inset)
        return plate->denominator;
    }
  return 0;
}
