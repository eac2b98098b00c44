/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-number-marks"

#include "wg-number-marks.h"

#include "wg-canvas-private.h"

#include "../../app/plan/wg-numbering.h"

#include <math.h>
#include <string.h>

#define MAX_MARKS 1200
#define MAX_LINE 2000 /* places in view; a line through more of them hides the map and shows nothing */
#define MARK_HEIGHT 20.0
#define CHAR_WIDTH 8.0
#define CELLS 4096 /* in a row of the cells that keep marks apart */
#define FONT "Sans Bold 9"

static const double colors[][3] = {
  [WG_NUMBER_GIVEN] = { 0.10, 0.37, 0.71 },     [WG_NUMBER_UNCHANGED] = { 0.40, 0.40, 0.40 },
  [WG_NUMBER_NO_PARENT] = { 0.75, 0.11, 0.16 }, [WG_NUMBER_FULL] = { 0.75, 0.11, 0.16 },
  [WG_NUMBER_TAKEN] = { 0.75, 0.11, 0.16 },
};

/* What a code adds to that of its parent. */
static const char *
get_serial (WgPlan *plan, const WgNumberRow *row)
{
  const WgGrid *grid = wg_plan_get_grid (plan, row->grid);
  const WgGrid *parent = grid != NULL ? wg_plan_get_grid (plan, grid->parent) : NULL;
  gsize n = 0, length = strlen (row->new_code);

  if (parent == NULL)
    return row->new_code;
  while (parent->code[n] != '\0' && parent->code[n] == row->new_code[n])
    n++;
  /* Of a code that is all the parent's, or differs early, the end says most. */
  if (n == length || length - n > 6)
    n = length > 3 ? length - 3 : 0;
  return row->new_code + n;
}

static gboolean
is_in_view (WgCanvas *canvas, double x, double y)
{
  return x >= 0 && y >= 0 && x <= canvas->viewport.width && y <= canvas->viewport.height;
}

/* The line through the places in their order, as far as it touches the view. */
static guint
add_order (const GPtrArray *rows, WgCanvas *canvas, cairo_t *cr)
{
  guint32 parent = G_MAXUINT32;
  guint kind = 0, n_shown = 0;
  double last_x = 0, last_y = 0;

  for (guint i = 0; i < rows->len && n_shown <= MAX_LINE; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (rows, i);
      const WgGrid *grid = row->is_follower ? NULL : wg_plan_get_grid (canvas->plan, row->grid);
      double x = wg_viewport_to_pixel_x (&canvas->viewport, row->place.x);
      double y = wg_viewport_to_pixel_y (&canvas->viewport, row->place.y);

      if (grid == NULL)
        continue;
      n_shown += is_in_view (canvas, x, y);
      if (grid->parent == parent && grid->kind == kind
          && (is_in_view (canvas, x, y) || is_in_view (canvas, last_x, last_y)))
        {
          cairo_move_to (cr, last_x, last_y);
          cairo_line_to (cr, x, y);
        }
      parent = grid->parent;
      kind = grid->kind;
      last_x = x;
      last_y = y;
    }
  return n_shown;
}

static void
draw_order (const GPtrArray *rows, WgCanvas *canvas, cairo_t *cr)
{
  if (add_order (rows, canvas, cr) > MAX_LINE)
    {
      cairo_new_path (cr);
      return;
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_width (cr, 4.0);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.6);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 1.6);
  cairo_set_source_rgba (cr, 0.10, 0.37, 0.71, 0.75);
  cairo_stroke (cr);
}

static void
draw_mark (cairo_t *cr, PangoLayout *layout, double x, double y, WgNumberOutcome outcome)
{
  int width = 0, height = 0;
  double half = 0, radius = 0;

  pango_layout_get_pixel_size (layout, &width, &height);
  radius = height / 2.0 + 1.5;
  half = MAX (width / 2.0 + 3 - radius, 0);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + half, y, radius, -G_PI_2, G_PI_2);
  cairo_arc (cr, x - half, y, radius, G_PI_2, -G_PI_2);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, colors[outcome][0], colors[outcome][1], colors[outcome][2]);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
  cairo_move_to (cr, x - width / 2.0, y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

/* Marks that are drawn: none covers another. Cells are as large as a mark, so that only the cells around
 * a new one can have a mark in its way. */
typedef struct
{
  GHashTable *cells; /* cell -> graphene_point_t */
  double width;
} Marks;

static gsize
get_cell (const Marks *marks, double x, double y)
{
  return ((gsize) (y / MARK_HEIGHT) + 1) * CELLS + (gsize) (x / marks->width) + 1;
}

static gboolean
take_place (Marks *marks, double x, double y)
{
  gsize cell = get_cell (marks, x, y);

  for (int row = -1; row <= 1; row++)
    for (int column = -1; column <= 1; column++)
      {
        gsize near = cell + (gsize) (row * CELLS + column);
        const graphene_point_t *other = g_hash_table_lookup (marks->cells, GSIZE_TO_POINTER (near));

        if (other != NULL && fabs (other->x - x) < marks->width && fabs (other->y - y) < MARK_HEIGHT)
          return FALSE;
      }
  g_hash_table_insert (marks->cells, GSIZE_TO_POINTER (cell),
                       g_memdup2 (&GRAPHENE_POINT_INIT ((float) x, (float) y),
                                  sizeof (graphene_point_t)));
  return TRUE;
}

static void
draw_marks (const GPtrArray *rows, WgCanvas *canvas, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (canvas), NULL);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);
  g_autoptr (GHashTable) cells = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Marks marks = { cells, CHAR_WIDTH };
  guint n_marks = 0;

  pango_layout_set_font_description (layout, font);
  for (guint i = 0; i < MIN (rows->len, MAX_MARKS); i++)
    marks.width = MAX (marks.width,
                       CHAR_WIDTH * (1 + strlen (get_serial (canvas->plan,
                                                             g_ptr_array_index (rows, i)))));
  for (guint i = 0; i < rows->len && n_marks < MAX_MARKS; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (rows, i);
      double x = wg_viewport_to_pixel_x (&canvas->viewport, row->place.x);
      double y = wg_viewport_to_pixel_y (&canvas->viewport, row->place.y);

      if (row->is_follower || !is_in_view (canvas, x, y) || !take_place (&marks, x, y))
        continue;
      pango_layout_set_text (layout, get_serial (canvas->plan, row), -1);
      draw_mark (cr, layout, x, y, row->outcome);
      n_marks++;
    }
}

void
wg_number_marks_draw (const GPtrArray *rows, WgCanvas *canvas, GtkSnapshot *snapshot)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) canvas->viewport.width,
                                   (float) canvas->viewport.height));

  draw_order (rows, canvas, cr);
  draw_marks (rows, canvas, cr);
  cairo_destroy (cr);
}
