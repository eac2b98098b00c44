/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-private.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>

#define A4_SHORT 595.276
#define A4_LONG 841.890
#define MARGIN 34.0
#define TITLE_HEIGHT 44.0
#define FOOT_HEIGHT 16.0
#define SIDE_WIDTH 176.0
#define BOTTOM_HEIGHT 158.0
#define GUTTER 10.0
/* Millimetres of paper to a point. */
#define MM_PER_POINT (25.4 / 72.0)
/* Of the map box, around the grid. */
#define MAP_MARGIN 0.11

static char **
copy_words (const char *const *words)
{
  return g_strdupv ((char **) words);
}

static void
take_words (WgChart *chart, const WgChartWords *words)
{
  chart->words.title = g_strdup (words->title);
  chart->words.facts = (const char *const *) copy_words (words->facts);
  chart->words.legend = g_strdup (words->legend);
  chart->words.this_grid = g_strdup (words->this_grid);
  chart->words.neighbour = g_strdup (words->neighbour);
  chart->words.no_owner = g_strdup (words->no_owner);
  chart->words.borders = (const char *const *) copy_words (words->borders);
  chart->words.scale = g_strdup (words->scale);
  chart->words.north = g_strdup (words->north);
  chart->words.foot = g_strdup (words->foot);
}

static void
clear_words (WgChartWords *words)
{
  g_free ((char *) words->title);
  g_strfreev ((char **) words->facts);
  g_free ((char *) words->legend);
  g_free ((char *) words->this_grid);
  g_free ((char *) words->neighbour);
  g_free ((char *) words->no_owner);
  g_strfreev ((char **) words->borders);
  g_free ((char *) words->scale);
  g_free ((char *) words->north);
  g_free ((char *) words->foot);
}

/* The least level below @depth that has a grid inside the chart's grid; 0 when none has. */
static guint
find_child_depth (WgPlan *plan, guint32 grid)
{
  const GArray *children = wg_plan_get_children (plan, grid);
  guint least = 0;

  for (guint i = 0; i < children->len; i++)
    {
      const WgGrid *child = wg_plan_get_grid (plan, g_array_index (children, guint32, i));

      if (least == 0 || child->depth < least)
        least = child->depth;
    }
  return least;
}

/* The least round denominator at which @needed metres of ground fit a metre of paper. */
static double
round_denominator (double needed)
{
  static const double steps[] = { 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 };
  double decade = pow (10, floor (log10 (MAX (needed, 1))));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * decade >= needed * (1 - 1e-9))
      return steps[i] * decade;
  return 10 * decade;
}

static void
lay_out_sheet (WgChart *chart, const WgEnvelope *envelope)
{
  double ground_width = MAX ((double) envelope->max_x - envelope->min_x, 1000.0);
  double ground_height = MAX ((double) envelope->max_y - envelope->min_y, 1000.0);
  gboolean is_landscape = ground_width > 1.1 * ground_height;
  double needed = 0;

  chart->width = is_landscape ? A4_LONG : A4_SHORT;
  chart->height = is_landscape ? A4_SHORT : A4_LONG;
  chart->title = (WgChartBox){ MARGIN, MARGIN - 8, chart->width - 2 * MARGIN, TITLE_HEIGHT };
  chart->map = (WgChartBox){ MARGIN, MARGIN + TITLE_HEIGHT, chart->width - 2 * MARGIN,
                             chart->height - 2 * MARGIN - TITLE_HEIGHT - FOOT_HEIGHT };
  chart->panel = chart->map;
  if (is_landscape)
    {
      chart->map.width -= SIDE_WIDTH + GUTTER;
      chart->panel.x = chart->map.x + chart->map.width + GUTTER;
      chart->panel.width = SIDE_WIDTH;
    }
  else
    {
      chart->map.height -= BOTTOM_HEIGHT + GUTTER;
      chart->panel.y = chart->map.y + chart->map.height + GUTTER;
      chart->panel.height = BOTTOM_HEIGHT;
    }
  chart->north = (WgChartBox){ chart->map.x + chart->map.width - 52, chart->map.y + 12, 36, 52 };

  needed = MAX (ground_width / (chart->map.width * (1 - 2 * MAP_MARGIN)),
                ground_height / (chart->map.height * (1 - 2 * MAP_MARGIN)))
           / MM_PER_POINT;
  chart->denominator = round_denominator (needed);
  chart->viewport = (WgViewport){
    ((double) envelope->min_x + envelope->max_x) / 2, ((double) envelope->min_y + envelope->max_y) / 2,
    1 / (chart->denominator * MM_PER_POINT), chart->map.width, chart->map.height
  };
}

static void
paint_title (const WgChart *chart, cairo_t *cr)
{
  double size = 21;
  int width = 0, height = 0;
  g_autoptr (PangoLayout) layout = NULL;

  for (;; size -= 1)
    {
      g_clear_object (&layout);
      layout = wg_chart_layout (cr, chart->words.title, size, TRUE);
      pango_layout_get_pixel_size (layout, &width, &height);
      if (width <= chart->title.width || size <= 11)
        break;
    }
  wg_chart_set_color (cr, 0x1c2733);
  cairo_move_to (cr, chart->title.x + MAX (chart->title.width - width, 0) / 2,
                 chart->title.y + (chart->title.height - height) / 2);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_foot (const WgChart *chart, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (chart->words.foot == NULL)
    return;
  layout = wg_chart_layout (cr, chart->words.foot, 7.5, FALSE);
  pango_layout_set_width (layout, (int) ((chart->width - 2 * MARGIN) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  wg_chart_set_color (cr, 0x6a7480);
  cairo_move_to (cr, MARGIN, chart->height - MARGIN - FOOT_HEIGHT + 5);
  pango_cairo_show_layout (cr, layout);
}

/**
 * wg_chart_new:
 * @plan: a snapshot, referenced; only read
 * @grid: of any level
 * @words: translated; copied
 *
 * Lays the sheet out: orientation, scale (a round one), what the map shows, where labels go.
 *
 * Returns: (transfer full): %NULL with %WG_RENDER_ERROR_NO_GRID when the grid has no land
 */
WgChart *
wg_chart_new (WgPlan *plan, guint32 grid_id, const WgChartWords *words, GError **error)
{
  const WgGrid *grid = wg_plan_get_grid (plan, grid_id);
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;
  WgChart *chart = NULL;

  if (grid != NULL)
    wg_plan_get_shape (plan, grid_id, shape);
  envelope = wg_shape_envelope (shape);
  if (grid == NULL || wg_envelope_is_empty (&envelope))
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_NO_GRID, "grid %u has no land", grid_id);
      return NULL;
    }

  chart = g_new0 (WgChart, 1);
  chart->plan = g_object_ref (plan);
  chart->grid = grid_id;
  chart->depth = grid->depth;
  chart->child_depth = find_child_depth (plan, grid_id);
  take_words (chart, words);
  for (guint i = 0; i < WG_CHART_N_FILLS; i++)
    chart->faces[i] = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  chart->arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  chart->labels = g_array_new (FALSE, FALSE, sizeof (WgChartLabel));

  lay_out_sheet (chart, &envelope);
  wg_chart_collect_map (chart);
  wg_chart_place_labels (chart);
  return chart;
}

void
wg_chart_free (WgChart *chart)
{
  if (chart == NULL)
    return;
  for (guint i = 0; i < WG_CHART_N_FILLS; i++)
    g_array_unref (chart->faces[i]);
  g_array_unref (chart->arcs);
  g_array_unref (chart->labels);
  clear_words (&chart->words);
  g_object_unref (chart->plan);
  g_free (chart);
}

void
wg_chart_get_size (const WgChart *chart, double *width_out, double *height_out)
{
  *width_out = chart->width;
  *height_out = chart->height;
}

/** Paints the sheet on @cr, whose unit is the point, with (0, 0) at its top left corner. */
void
wg_chart_paint (const WgChart *chart, cairo_t *cr)
{
  cairo_save (cr);
  wg_chart_set_color (cr, 0xffffff);
  cairo_rectangle (cr, 0, 0, chart->width, chart->height);
  cairo_fill (cr);
  paint_title (chart, cr);
  wg_chart_paint_map (chart, cr);
  wg_chart_paint_labels (chart, cr);
  wg_chart_paint_north (chart, cr);
  wg_chart_paint_panel (chart, cr);
  paint_foot (chart, cr);
  cairo_restore (cr);
}

/**
 * wg_chart_write_pdf:
 * @path: written whole or not at all
 *
 * Returns: FALSE with %WG_RENDER_ERROR_WRITE when the file cannot be written
 */
gboolean
wg_chart_write_pdf (const WgChart *chart, const char *path, GError **error)
{
  g_autofree char *temporary = g_strdup_printf ("%s.part", path);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT00:00:00");
  cairo_surface_t *surface = cairo_pdf_surface_create (temporary, chart->width, chart->height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, chart->words.title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Wangge");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  wg_chart_paint (chart, cr);
  cairo_show_page (cr);
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
