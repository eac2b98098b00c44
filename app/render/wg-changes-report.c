/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-changes-report"

#include "wg-changes-report-private.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define PAGE_WIDTH 841.890
#define PAGE_HEIGHT 595.276
#define MARGIN 34.0
#define TITLE_HEIGHT 34.0
#define FOOT_HEIGHT 16.0
#define ROW_HEIGHT 14.0
#define TEXT_SIZE 8.0
#define PADDING 3.5
#define MEASURED_ROWS 400 /* the widths of columns are taken from the first of them */
#define LEAST_COLUMN 26.0
#define TABLE_TOP (MARGIN + TITLE_HEIGHT)

static guint
rows_per_page (void)
{
  return (guint) ((PAGE_HEIGHT - TABLE_TOP - MARGIN - FOOT_HEIGHT) / ROW_HEIGHT) - 1;
}

/* "12345.6" as "12,345.6"; what is not known as a dash. */
static char *
print_number (const char *text)
{
  GString *number = NULL;
  gsize n = strspn (text, "0123456789");

  if (text[0] == '\0')
    return g_strdup ("—");
  number = g_string_new (text);
  for (gssize at = (gssize) n - 3; at > 0; at -= 3)
    g_string_insert_c (number, at, ',');
  return g_string_free (number, FALSE);
}

static char *
print_cell (const WgSheet *sheet, guint row, guint column)
{
  const char *text = wg_sheet_get (sheet, row, column);

  return g_array_index (sheet->decimals, int, column) < 0 ? g_strdup (text) : print_number (text);
}

static double
measure (cairo_t *cr, const char *text, gboolean is_bold)
{
  g_autoptr (PangoLayout) layout = wg_chart_layout (cr, text, TEXT_SIZE, is_bold);
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  return width + 2 * PADDING + 1;
}

/* The widest columns give way until the table fits the page. */
static void
shrink (double *widths, guint n, double room)
{
  for (guint round = 0; round < 200; round++)
    {
      double sum = 0;
      guint widest = 0;

      for (guint i = 0; i < n; i++)
        {
          sum += widths[i];
          if (widths[i] > widths[widest])
            widest = i;
        }
      if (sum <= room)
        return;
      widths[widest] = MAX (MAX (widths[widest] * 0.93, widths[widest] - (sum - room)), LEAST_COLUMN);
    }
}

static GArray *
lay_out_columns (const WgSheet *sheet, cairo_t *cr)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (WgReportColumn));
  g_autofree double *widths = g_new0 (double, sheet->columns->len);
  double x = MARGIN;

  for (guint i = 0; i < sheet->columns->len; i++)
    {
      widths[i] = measure (cr, g_ptr_array_index (sheet->columns, i), TRUE);
      for (guint row = 0; row < MIN (sheet->rows->len, MEASURED_ROWS); row++)
        {
          g_autofree char *text = print_cell (sheet, row, i);

          widths[i] = MAX (widths[i], measure (cr, text, FALSE));
        }
      widths[i] = MAX (widths[i], LEAST_COLUMN);
    }
  shrink (widths, sheet->columns->len, PAGE_WIDTH - 2 * MARGIN);
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      WgReportColumn column = { x, widths[i] };

      g_array_append_val (columns, column);
      x += widths[i];
    }
  return columns;
}

static void
lay_out (WgChangesReport *report)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  for (guint table = 0; table < WG_CHANGES_REPORT_N_TABLES; table++)
    {
      const WgSheet *sheet = report->tables[table];

      report->columns[table] = lay_out_columns (sheet, cr);
      for (guint row = 0; row < sheet->rows->len; row += rows_per_page ())
        {
          WgReportPage page = { table, row, MIN (rows_per_page (), sheet->rows->len - row) };

          g_array_append_val (report->pages, page);
        }
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
write_cell (cairo_t *cr, const char *text, const WgReportColumn *column, double y, int align)
{
  g_autoptr (PangoLayout) layout = wg_chart_layout (cr, text, TEXT_SIZE, align == 2);
  int width = 0, height = 0;

  pango_layout_set_width (layout, (int) ((column->width - 2 * PADDING) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, align == 1 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (layout, &width, &height);
  wg_chart_set_color (cr, 0x1c2733);
  cairo_move_to (cr, column->x + PADDING, y + (ROW_HEIGHT - height) / 2);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_lines (cairo_t *cr, const GArray *columns, double y, guint n_rows)
{
  const WgReportColumn *last = &g_array_index (columns, WgReportColumn, columns->len - 1);
  double right = last->x + last->width, bottom = y + n_rows * ROW_HEIGHT;

  wg_chart_set_color (cr, 0xb8bec5);
  cairo_set_line_width (cr, 0.5);
  for (guint i = 0; i <= n_rows; i++)
    {
      cairo_move_to (cr, MARGIN, y + i * ROW_HEIGHT);
      cairo_line_to (cr, right, y + i * ROW_HEIGHT);
    }
  for (guint i = 0; i <= columns->len; i++)
    {
      double x = i < columns->len ? g_array_index (columns, WgReportColumn, i).x : right;

      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x, bottom);
    }
  cairo_stroke (cr);
}

static void
paint_heading (cairo_t *cr, const char *text, double size, double y)
{
  g_autoptr (PangoLayout) layout = wg_chart_layout (cr, text, size, TRUE);

  wg_chart_set_color (cr, 0x1c2733);
  cairo_move_to (cr, MARGIN, y);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_table (const WgChangesReport *report, const WgReportPage *page, cairo_t *cr)
{
  const WgSheet *sheet = report->tables[page->table];
  const GArray *columns = report->columns[page->table];
  const WgReportColumn *last = &g_array_index (columns, WgReportColumn, columns->len - 1);

  paint_heading (cr, sheet->name, 13, MARGIN);
  cairo_rectangle (cr, MARGIN, TABLE_TOP, last->x + last->width - MARGIN, ROW_HEIGHT);
  wg_chart_set_color (cr, 0xeceef1);
  cairo_fill (cr);
  for (guint i = 0; i < columns->len; i++)
    {
      const WgReportColumn *column = &g_array_index (columns, WgReportColumn, i);
      int align = g_array_index (sheet->decimals, int, i) >= 0 ? 1 : 0;

      write_cell (cr, g_ptr_array_index (sheet->columns, i), column, TABLE_TOP, 2);
      for (guint row = 0; row < page->n_rows; row++)
        {
          g_autofree char *text = print_cell (sheet, page->first_row + row, i);

          write_cell (cr, text, column, TABLE_TOP + (row + 1) * ROW_HEIGHT, align);
        }
    }
  paint_lines (cr, columns, TABLE_TOP, page->n_rows + 1);
}

/* The facts in two columns. Returns the y below them. */
static double
paint_facts (const WgChangesReport *report, cairo_t *cr)
{
  g_autoptr (GArray) columns = lay_out_columns (report->facts, cr);
  WgReportColumn *label = &g_array_index (columns, WgReportColumn, 0);
  WgReportColumn *value = &g_array_index (columns, WgReportColumn, 1);

  value->width = PAGE_WIDTH - MARGIN - value->x;
  cairo_rectangle (cr, MARGIN, TABLE_TOP, label->width, report->facts->rows->len * ROW_HEIGHT);
  wg_chart_set_color (cr, 0xf1f2f4);
  cairo_fill (cr);
  for (guint row = 0; row < report->facts->rows->len; row++)
    {
      write_cell (cr, wg_sheet_get (report->facts, row, 0), label, TABLE_TOP + row * ROW_HEIGHT, 0);
      write_cell (cr, wg_sheet_get (report->facts, row, 1), value, TABLE_TOP + row * ROW_HEIGHT, 0);
    }
  paint_lines (cr, columns, TABLE_TOP, report->facts->rows->len);
  return TABLE_TOP + report->facts->rows->len * ROW_HEIGHT;
}

static void
paint_first (const WgChangesReport *report, cairo_t *cr)
{
  double y = 0;
  WgChartBox box = { 0 };

  paint_heading (cr, report->words.title, 18, MARGIN - 6);
  y = paint_facts (report, cr) + 12;
  if (report->pages->len == 0)
    {
      paint_heading (cr, report->words.nothing, 10, y);
      y += 24;
    }
  box = (WgChartBox){ MARGIN, y, PAGE_WIDTH - 2 * MARGIN, PAGE_HEIGHT - MARGIN - FOOT_HEIGHT - y };
  wg_changes_report_paint_map (report, cr, &box);
}

static void
paint_foot (const WgChangesReport *report, guint page, cairo_t *cr)
{
  g_autofree char *number = g_strdup_printf ("%u / %u", page + 1, report->pages->len + 1);
  g_autoptr (PangoLayout) foot = wg_chart_layout (cr, report->words.foot, 7.5, FALSE);
  g_autoptr (PangoLayout) place = wg_chart_layout (cr, number, 7.5, FALSE);
  int width = 0, height = 0;

  pango_layout_get_pixel_size (place, &width, &height);
  wg_chart_set_color (cr, 0x6a7480);
  cairo_move_to (cr, MARGIN, PAGE_HEIGHT - MARGIN - FOOT_HEIGHT + 6);
  pango_cairo_show_layout (cr, foot);
  cairo_move_to (cr, PAGE_WIDTH - MARGIN - width, PAGE_HEIGHT - MARGIN - FOOT_HEIGHT + 6);
  pango_cairo_show_layout (cr, place);
}

WgChangesReport *
wg_changes_report_new (const WgChanges *changes, const WgSheet *facts,
                       const WgSheet *const tables[WG_CHANGES_REPORT_N_TABLES],
                       const WgChangesReportWords *words)
{
  WgChangesReport *report = g_new0 (WgChangesReport, 1);

  report->changes = changes;
  report->facts = facts;
  for (guint i = 0; i < WG_CHANGES_REPORT_N_TABLES; i++)
    report->tables[i] = tables[i];
  report->words.title = g_strdup (words->title);
  report->words.legend = g_strdup (words->legend);
  report->words.moved = g_strdup (words->moved);
  report->words.new_border = g_strdup (words->new_border);
  report->words.old_border = g_strdup (words->old_border);
  report->words.kept_border = g_strdup (words->kept_border);
  report->words.scale = g_strdup (words->scale);
  report->words.north = g_strdup (words->north);
  report->words.nothing = g_strdup (words->nothing);
  report->words.foot = g_strdup (words->foot);
  report->pages = g_array_new (FALSE, FALSE, sizeof (WgReportPage));
  lay_out (report);
  return report;
}

void
wg_changes_report_free (WgChangesReport *report)
{
  if (report == NULL)
    return;
  g_free ((char *) report->words.title);
  g_free ((char *) report->words.legend);
  g_free ((char *) report->words.moved);
  g_free ((char *) report->words.new_border);
  g_free ((char *) report->words.old_border);
  g_free ((char *) report->words.kept_border);
  g_free ((char *) report->words.scale);
  g_free ((char *) report->words.north);
  g_free ((char *) report->words.nothing);
  g_free ((char *) report->words.foot);
  g_array_unref (report->columns[0]);
  g_array_unref (report->columns[1]);
  g_array_unref (report->pages);
  g_free (report);
}

guint
wg_changes_report_n_pages (const WgChangesReport *report)
{
  return report->pages->len + 1;
}

void
wg_changes_report_get_size (const WgChangesReport *report, double *width_out, double *height_out)
{
  *width_out = PAGE_WIDTH;
  *height_out = PAGE_HEIGHT;
}

/** Paints page @page, from 0, on @cr, whose unit is the point, with (0, 0) at its top left corner. */
void
wg_changes_report_paint (const WgChangesReport *report, guint page, cairo_t *cr)
{
  cairo_save (cr);
  wg_chart_set_color (cr, 0xffffff);
  cairo_rectangle (cr, 0, 0, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_fill (cr);
  if (page == 0)
    paint_first (report, cr);
  else
    paint_table (report, &g_array_index (report->pages, WgReportPage, page - 1), cr);
  paint_foot (report, page, cr);
  cairo_restore (cr);
}

gboolean
wg_changes_report_write_pdf (const WgChangesReport *report, const char *path, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.part", path);
  cairo_surface_t *surface = cairo_pdf_surface_create (temporary, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, report->words.title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Wangge");
  for (guint page = 0; page < wg_changes_report_n_pages (report); page++)
    {
      wg_changes_report_paint (report, page, cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (status == CAIRO_STATUS_SUCCESS && g_rename (temporary, path) == 0)
    return TRUE;
  g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s: %s", path,
               status != CAIRO_STATUS_SUCCESS ? cairo_status_to_string (status)
                                              : g_strerror (errno));
  g_unlink (temporary);
  return FALSE;
}
