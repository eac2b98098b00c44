/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-private.h"

#include <math.h>
#include <string.h>

/* The map is sampled in cells of this many points to find where a label has room. */
#define CELL 2.0
#define N_CANDIDATES 48
/* A label may stand this far over the border of its grid, as a share of its box. */
#define OVERHANG 0.06

typedef struct
{
  int columns;
  int rows;
  guint32 *units;      /* the grid that a cell counts to, 0 for none */
  guint16 *distances;  /* to the nearest cell of another grid or the edge of the map, in cells */
  GArray *taken;       /* of WgChartBox */
} Raster;

typedef struct
{
  guint32 unit;
  guint n_cells;
  gboolean is_inside;
} Unit;

static guint32
unit_at (const Raster *raster, int column, int row)
{
  if (column < 0 || row < 0 || column >= raster->columns || row >= raster->rows)
    return 0;
  return raster->units[row * raster->columns + column];
}

static void
sample_units (const WgChart *chart, Raster *raster)
{
  WgCoverage *coverage = wg_plan_get_coverage (chart->plan);
  WgFaceId last_face = WG_FACE_OUTSIDE;
  guint32 last_unit = 0;

  for (int row = 0; row < raster->rows; row++)
    for (int column = 0; column < raster->columns; column++)
      {
        WgPoint p = {
          (gint32) lround (wg_viewport_from_pixel_x (&chart->viewport, (column + 0.5) * CELL)),
          (gint32) lround (wg_viewport_from_pixel_y (&chart->viewport, (row + 0.5) * CELL))
        };
        WgFaceId face = wg_coverage_face_at (coverage, p);

        if (face != last_face)
          {
            last_face = face;
            last_unit = wg_chart_unit (chart, wg_coverage_owner (coverage, face));
          }
        raster->units[row * raster->columns + column] = last_unit;
      }
}

/* Two passes of a chessboard distance transform. */
static void
measure_distances (Raster *raster)
{
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < raster->rows * raster->columns; i++)
      {
        int at = pass == 0 ? i : raster->rows * raster->columns - 1 - i;
        int row = at / raster->columns, column = at % raster->columns;
        int side = pass == 0 ? -1 : 1;
        const int near[4][2] = { { side, 0 }, { 0, side }, { side, side }, { -side, side } };
        guint least = pass == 0 ? G_MAXUINT16 - 1 : raster->distances[at] - 1u;

        for (guint k = 0; k < 4; k++)
          {
            int x = column + near[k][0], y = row + near[k][1];
            gboolean is_same = x >= 0 && y >= 0 && x < raster->columns && y < raster->rows
                               && unit_at (raster, x, y) == raster->units[at];

            least = MIN (least, is_same ? raster->distances[y * raster->columns + x] : 0u);
          }
        raster->distances[at] = (guint16) (least + 1);
      }
}

static gboolean
is_taken (const Raster *raster, const WgChartBox *box)
{
  for (guint i = 0; i < raster->taken->len; i++)
    {
      const WgChartBox *other = &g_array_index (raster->taken, WgChartBox, i);

      if (box->x < other->x + other->width && other->x < box->x + box->width
          && box->y < other->y + other->height && other->y < box->y + box->height)
        return TRUE;
    }
  return FALSE;
}

/* The share of @box (in points of the map) that is not land of @unit. */
static double
overhang (const Raster *raster, const WgChartBox *box, guint32 unit)
{
  guint n_all = 0, n_other = 0;

  for (double y = box->y + CELL / 2; y < box->y + box->height; y += CELL)
    for (double x = box->x + CELL / 2; x < box->x + box->width; x += CELL)
      {
        n_all++;
        n_other += unit_at (raster, (int) floor (x / CELL), (int) floor (y / CELL)) != unit;
      }
  return n_all > 0 ? (double) n_other / n_all : 1;
}

/* The cells of @unit with most room, best first. */
static GArray *
find_candidates (const Raster *raster, guint32 unit)
{
  GArray *best = g_array_new (FALSE, FALSE, sizeof (int));
  guint n_cells = (guint) (raster->rows * raster->columns);

  for (guint i = 0; i < n_cells; i++)
    {
      guint place = best->len;
      int cell = (int) i;

      if (raster->units[i] != unit)
        continue;
      while (place > 0
             && raster->distances[g_array_index (best, int, place - 1)] < raster->distances[i])
        place--;
      if (place >= N_CANDIDATES)
        continue;
      g_array_insert_val (best, place, cell);
      if (best->len > N_CANDIDATES)
        g_array_set_size (best, N_CANDIDATES);
    }
  return best;
}

static const char *
label_text (const WgChart *chart, const WgChartLabel *label)
{
  const WgGrid *grid = wg_plan_get_grid (chart->plan, label->grid);
  const WgGrid *parent = grid != NULL ? wg_plan_get_grid (chart->plan, grid->parent) : NULL;
  const char *serial = NULL;

  if (grid == NULL)
    return "";
  if (grid->name[0] == '\0')
    return grid->code;
  /* 东山弄社区第二网格 -> 第二网格 */
  serial = label->is_short ? g_strrstr (grid->name, "第") : NULL;
  if (serial != NULL)
    return serial;
  /* Inside its parent's chart a grid need not say its parent's name. */
  if (parent != NULL && parent->id == chart->grid && parent->name[0] != '\0'
      && g_str_has_prefix (grid->name, parent->name) && grid->name[strlen (parent->name)] != '\0')
    return grid->name + strlen (parent->name);
  return grid->name;
}

/* Looks for room for one text at one size. */
static gboolean
place_text (WgChart *chart, Raster *raster, PangoLayout *layout, const GArray *candidates,
            WgChartLabel *label)
{
  int width = 0, height = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  for (guint k = 0; k < candidates->len; k++)
    {
      int cell = g_array_index (candidates, int, k);
      double x = (cell % raster->columns + 0.5) * CELL, y = (cell / raster->columns + 0.5) * CELL;
      WgChartBox box = { x - width / 2.0, y - height / 2.0, width, height };

      if (box.x < 3 || box.y < 3 || box.x + width > chart->map.width - 3
          || box.y + height > chart->map.height - 3 || is_taken (raster, &box)
          || overhang (raster, &box, label->grid) > OVERHANG)
        continue;
      label->x = chart->map.x + x;
      label->y = chart->map.y + y;
      g_array_append_val (raster->taken, box);
      g_array_append_vals (chart->labels, label, 1);
      return TRUE;
    }
  return FALSE;
}

/* The whole name, as large as fits; else the short one. */
static gboolean
place_unit (WgChart *chart, Raster *raster, cairo_t *cr, const Unit *unit)
{
  static const double sizes[] = { 13, 11, 9.5, 8, 7, 6 };
  /* A grid alone may be named in large type; its parts, and its neighbours, speak lower. */
  guint first = unit->is_inside && chart->child_depth == 0 ? 0 : 2;
  guint n_sizes = unit->is_inside ? G_N_ELEMENTS (sizes) : G_N_ELEMENTS (sizes) - 1;
  g_autoptr (GArray) candidates = find_candidates (raster, unit->unit);

  for (guint is_short = 0; is_short < 2; is_short++)
    for (guint i = first; i < n_sizes; i++)
      {
        WgChartLabel label = { unit->unit, 0, 0, sizes[i], unit->is_inside, is_short != 0 };
        const char *text = label_text (chart, &label);
        g_autoptr (PangoLayout) layout = wg_chart_layout (cr, text, sizes[i], unit->is_inside);

        /* Small type is for short names: a long one in it is not read on a wall. */
        if (text[0] == '\0' || (is_short == 0 && unit->is_inside && sizes[i] < 8))
          continue;
        if (place_text (chart, raster, layout, candidates, &label))
          return TRUE;
      }
  return FALSE;
}

static gint
compare_units (gconstpointer a, gconstpointer b)
{
  const Unit *first = a, *second = b;

  if (first->is_inside != second->is_inside)
    return first->is_inside ? -1 : 1;
  if (first->n_cells != second->n_cells)
    return first->n_cells > second->n_cells ? -1 : 1;
  return (first->unit > second->unit) - (first->unit < second->unit);
}

static GArray *
count_units (const WgChart *chart, const Raster *raster)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (Unit));
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);

  for (int i = 0; i < raster->rows * raster->columns; i++)
    {
      guint32 id = raster->units[i];
      gpointer place = g_hash_table_lookup (places, GUINT_TO_POINTER (id));

      if (id == 0)
        continue;
      if (place == NULL)
        {
          Unit unit = { id, 0, wg_chart_is_inside (chart, id) };

          g_array_append_val (units, unit);
          place = GUINT_TO_POINTER (units->len);
          g_hash_table_insert (places, GUINT_TO_POINTER (id), place);
        }
      g_array_index (units, Unit, GPOINTER_TO_UINT (place) - 1).n_cells++;
    }
  g_array_sort (units, compare_units);
  return units;
}

/** Finds a place for the name of each grid on the map: inside it, clear of the others. */
void
wg_chart_place_labels (WgChart *chart)
{
  WgChartBox north = { chart->north.x - chart->map.x, chart->north.y - chart->map.y,
                       chart->north.width, chart->north.height };
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GArray) units = NULL;
  Raster raster = { (int) (chart->map.width / CELL), (int) (chart->map.height / CELL), NULL, NULL,
                    NULL };

  raster.units = g_new0 (guint32, raster.columns * raster.rows);
  raster.distances = g_new0 (guint16, raster.columns * raster.rows);
  raster.taken = g_array_new (FALSE, FALSE, sizeof (WgChartBox));
  g_array_append_val (raster.taken, north);
  sample_units (chart, &raster);
  measure_distances (&raster);
  units = count_units (chart, &raster);
  for (guint i = 0; i < units->len; i++)
    place_unit (chart, &raster, cr, &g_array_index (units, Unit, i));

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_array_unref (raster.taken);
  g_free (raster.units);
  g_free (raster.distances);
}

void
wg_chart_paint_labels (const WgChart *chart, cairo_t *cr)
{
  for (guint i = 0; i < chart->labels->len; i++)
    {
      const WgChartLabel *label = &g_array_index (chart->labels, WgChartLabel, i);
      const char *text = label_text (chart, label);
      g_autoptr (PangoLayout) layout
        = wg_chart_layout (cr, text, label->size, label->is_emphasised);
      int width = 0, height = 0;

      pango_layout_get_pixel_size (layout, &width, &height);
      cairo_move_to (cr, label->x - width / 2.0, label->y - height / 2.0);
      if (label->is_emphasised)
        {
          pango_cairo_layout_path (cr, layout);
          cairo_set_source_rgba (cr, 1, 1, 1, 0.85);
          cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
          cairo_set_line_width (cr, 2.2);
          cairo_stroke (cr);
          cairo_move_to (cr, label->x - width / 2.0, label->y - height / 2.0);
        }
      wg_chart_set_color (cr, label->is_emphasised ? 0x3a1030 : 0x5b646d);
      pango_cairo_show_layout (cr, layout);
    }
}
