/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-number-marks"

#include "wg-number-marks.h"

#include "wg-canvas-private.h"

#include "../../app/plan/wg-numbering.h"

#include <math.h>
#include <string.h>

#define MAX_MARKS 1200
/* The share of the places in view that have their number beside them: below it the line through the places is a
 * scribble that hides the map. */
#define LEAST_MARKED 0.5
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
static void
draw_order (const GPtrArray *rows, WgCanvas *canvas, cairo_t *cr)
{
  guint32 parent = G_MAXUINT32;
  guint kind = 0;
  double last_x = 0, last_y = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (rows, i);
      const WgGrid *grid = row->is_follower ? NULL : wg_plan_get_grid (canvas->plan, row->grid);
      double x = wg_viewport_to_pixel_x (&canvas->viewport, row->place.x);
      double y = wg_viewport_to_pixel_y (&canvas->viewport, row->place.y);

      if (grid == NULL)
        continue;
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

/* (element-type WgNumberRow): those whose mark has room; and how many places are in view. */
static GPtrArray *
choose_marks (const GPtrArray *rows, WgCanvas *canvas, guint *n_in_view_out)
{
  g_autoptr (GHashTable) cells = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GPtrArray *chosen = g_ptr_array_new ();
  Marks marks = { cells, CHAR_WIDTH };

  for (guint i = 0; i < MIN (rows->len, MAX_MARKS); i++)
    marks.width = MAX (marks.width,
                       CHAR_WIDTH * (1 + strlen (get_serial (canvas->plan,
                                                             g_ptr_array_index (rows, i)))));
  for (guint i = 0; i < rows->len; i++)
    {
      WgNumberRow *row = g_ptr_array_index (rows, i);
      double x = wg_viewport_to_pixel_x (&canvas->viewport, row->place.x);
      double y = wg_viewport_to_pixel_y (&canvas->viewport, row->place.y);

      if (row->is_follower || !is_in_view (canvas, x, y))
        continue;
      ++*n_in_view_out;
      if (chosen->len < MAX_MARKS && take_place (&marks, x, y))
        g_ptr_array_add (chosen, row);
    }
  return chosen;
}

static void
draw_marks (const GPtrArray *chosen, WgCanvas *canvas, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (canvas), NULL);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);

  pango_layout_set_font_description (layout, font);
  for (guint i = 0; i < chosen->len; i++)
    {
      const WgNumberRow *row = g_ptr_array_index (chosen, i);

      pango_layout_set_text (layout, get_serial (canvas->plan, row), -1);
      draw_mark (cr, layout, wg_viewport_to_pixel_x (&canvas->viewport, row->place.x),
                 wg_viewport_to_pixel_y (&canvas->viewport, row->place.y), row->outcome);
    }
}

void
wg_number_marks_draw (const GPtrArray *rows, WgCanvas *canvas, GtkSnapshot *snapshot)
{
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) canvas->viewport.width,
                                   (float) canvas->viewport.height));
  guint n_in_view = 0;
  g_autoptr (GPtrArray) chosen = choose_marks (rows, canvas, &n_in_view);

  if (chosen->len >= LEAST_MARKED * n_in_view)
    draw_order (rows, canvas, cr);
  draw_marks (chosen, canvas, cr);
  cairo_destroy (cr);
}
