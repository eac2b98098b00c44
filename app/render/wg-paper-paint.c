/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-paper"

#include "wg-paper-private.h"

#include "../plan/wg-building-set.h"
#include "wg-linework-look.h"

#include <math.h>

/* An arc that is to be drawn, and how it goes on. */
typedef struct
{
  const WgPaperArc *arc;
  gboolean is_drawn;
} Stroke;

typedef struct
{
  WgNodeId node;
  guint stroke;
} End;

/* Sides of a footprint below this are not seen, square points. */
#define LEAST_BUILDING 0.15
#define MARK_WIDTH 0.35

void
wg_paper_set_rgb (cairo_t *cr, guint32 rgb)
{
  cairo_set_source_rgb (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
}

static gboolean
has_fill (const WgPaperLand *land, guint fill)
{
  return land->fill == fill;
}

static void
begin_box (const WgPaperMap *map, cairo_t *cr)
{
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, map->viewport.width, map->viewport.height);
  cairo_clip (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
}

/* Parallel lines over the box: @slope 1 down to the left, -1 down to the right. */
static void
add_slanted (const WgViewport *v, double step, int slope, cairo_t *cr)
{
  for (double x = -v->height; x < v->width + v->height; x += step)
    {
      cairo_move_to (cr, x, slope > 0 ? v->height : 0);
      cairo_line_to (cr, x + v->height, slope > 0 ? 0 : v->height);
    }
}

static void
add_straight (const WgViewport *v, double step, gboolean is_level, cairo_t *cr)
{
  double end = is_level ? v->height : v->width;

  for (double at = step / 2; at < end; at += step)
    {
      cairo_move_to (cr, is_level ? 0 : at, is_level ? at : 0);
      cairo_line_to (cr, is_level ? v->width : at, is_level ? at : v->height);
    }
}

static void
add_dots (const WgViewport *v, double step, cairo_t *cr)
{
  guint row = 0;

  for (double y = step / 2; y < v->height; y += step, row++)
    for (double x = row % 2 ? step : step / 2; x < v->width; x += step)
      {
        cairo_move_to (cr, x, y);
        cairo_line_to (cr, x, y);
      }
}

/* Lays the pattern over the path, which becomes the clip. */
static void
paint_pattern (const WgViewport *v, const WgPaperFill *fill, cairo_t *cr)
{
  double step = MAX (fill->step, 1.5);

  cairo_clip (cr);
  if (fill->pattern == WG_PAPER_HATCH_UP || fill->pattern == WG_PAPER_CROSSED)
    add_slanted (v, step * G_SQRT2, 1, cr);
  if (fill->pattern == WG_PAPER_HATCH_DOWN || fill->pattern == WG_PAPER_CROSSED)
    add_slanted (v, step * G_SQRT2, -1, cr);
  if (fill->pattern == WG_PAPER_HATCH_LEVEL || fill->pattern == WG_PAPER_HATCH_UPRIGHT)
    add_straight (v, step, fill->pattern == WG_PAPER_HATCH_LEVEL, cr);
  if (fill->pattern == WG_PAPER_DOTS)
    add_dots (v, step, cr);
  wg_paper_set_rgb (cr, fill->pattern_rgb);
  cairo_set_line_width (cr, fill->pattern == WG_PAPER_DOTS ? 3 * MARK_WIDTH : MARK_WIDTH);
  cairo_stroke (cr);
}

void
wg_paper_map_paint_fills (const WgPaperMap *map, cairo_t *cr)
{
  begin_box (map, cr);
  for (guint i = 0; i < WG_PAPER_N_FILLS; i++)
    {
      const WgPaperFill *fill = &map->look.fills[i];
      g_autoptr (GPtrArray) rings = wg_paper_map_rings (map, has_fill, i);

      if (rings->len == 0)
        continue;
      for (guint r = 0; r < rings->len; r++)
        wg_paper_add_ring (cr, g_ptr_array_index (rings, r));
      wg_paper_set_rgb (cr, fill->rgb);
      if (fill->pattern == WG_PAPER_PLAIN)
        {
          cairo_fill (cr);
          continue;
        }
      cairo_fill_preserve (cr);
      cairo_save (cr);
      paint_pattern (&map->viewport, fill, cr);
      cairo_restore (cr);
    }
  cairo_restore (cr);
}

static gint
compare_ends (gconstpointer a, gconstpointer b)
{
  const End *first = a, *second = b;

  if (first->node != second->node)
    return first->node < second->node ? -1 : 1;
  return (first->stroke > second->stroke) - (first->stroke < second->stroke);
}

static guint
first_end (const GArray *ends, WgNodeId node)
{
  guint low = 0, high = ends->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (ends, End, middle).node < node)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* How many lines end in @node, and one of them that is not drawn yet (or -1). */
static guint
look_at_node (const GArray *strokes, const GArray *ends, WgNodeId node, int *open_out)
{
  guint n = 0;

  *open_out = -1;
  for (guint i = first_end (ends, node); i < ends->len && g_array_index (ends, End, i).node == node;
       i++, n++)
    {
      guint stroke = g_array_index (ends, End, i).stroke;
      if (*open_out < 0 && !g_array_index (strokes, Stroke, stroke).is_drawn)
        *open_out = (int) stroke;
    }
  return n;
}

/* Draws a line and those that go on from it, through nodes where nothing else meets, as one. */
static void
draw_chain (const WgPaperMap *map, const GArray *strokes, const GArray *ends, guint at,
            WgNodeId node, cairo_t *cr)
{
  g_autoptr (GArray) chain = g_array_new (FALSE, FALSE, sizeof (WgPaperPoint));
  int next = (int) at;

  while (next >= 0)
    {
      Stroke *stroke = &g_array_index (strokes, Stroke, next);
      const WgPaperArc *arc = stroke->arc;
      gboolean is_backwards = arc->start != node;

      stroke->is_drawn = TRUE;
      for (guint i = chain->len > 0 ? 1 : 0; i < arc->n_points; i++)
        {
          guint point = arc->first + (is_backwards ? arc->n_points - 1 - i : i);
          g_array_append_val (chain, g_array_index (map->points, WgPaperPoint, point));
        }
      node = is_backwards ? arc->start : arc->end;
      if (look_at_node (strokes, ends, node, &next) != 2)
        next = -1;
    }
  wg_paper_add_line (cr, &map->viewport, (const WgPaperPoint *) chain->data, chain->len);
}

/* Adds the lines of @strokes (of Stroke) to the path, joined where they go on: dashes run through. */
static void
add_strokes (const WgPaperMap *map, GArray *strokes, cairo_t *cr)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (End));

  for (guint i = 0; i < strokes->len; i++)
    {
      const WgPaperArc *arc = g_array_index (strokes, Stroke, i).arc;
      g_array_append_val (ends, ((End){ arc->start, i }));
      g_array_append_val (ends, ((End){ arc->end, i }));
    }
  g_array_sort (ends, compare_ends);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < strokes->len; i++)
      {
        const Stroke *stroke = &g_array_index (strokes, Stroke, i);
        int open = 0;

        if (stroke->is_drawn)
          continue;
        if (pass == 1 || look_at_node (strokes, ends, stroke->arc->start, &open) != 2)
          draw_chain (map, strokes, ends, i, stroke->arc->start, cr);
        else if (look_at_node (strokes, ends, stroke->arc->end, &open) != 2)
          draw_chain (map, strokes, ends, i, stroke->arc->end, cr);
      }
}

static gboolean
is_faint (const WgPaperArc *arc)
{
  return arc->left.unit == arc->right.unit && !arc->left.is_subject;
}

static void
stroke_path (const WgPaperStroke *look, cairo_t *cr)
{
  wg_paper_set_rgb (cr, look->rgb);
  cairo_set_line_width (cr, look->width);
  cairo_set_dash (cr, &look->dash, look->dash > 0 ? 1 : 0, 0);
  cairo_stroke_preserve (cr);
}

typedef enum
{
  PICK_FAINT,
  PICK_RANK,
  PICK_OUTLINE,
} Pick;

static gboolean
is_picked (const WgPaperArc *arc, Pick pick, guint rank)
{
  if (!arc->is_near || arc->rank == 0)
    return FALSE;
  switch (pick)
    {
    case PICK_OUTLINE:
      return arc->is_outline;
    case PICK_FAINT:
      return !arc->is_outline && is_faint (arc);
    default:
      return !arc->is_outline && !is_faint (arc) && arc->rank == rank;
    }
}

/* Strokes what is picked in one or two looks, the casing first. */
static void
stroke_picked (const WgPaperMap *map, Pick pick, guint rank, const WgPaperStroke *casing,
               const WgPaperStroke *look, cairo_t *cr)
{
  g_autoptr (GArray) strokes = g_array_new (FALSE, FALSE, sizeof (Stroke));

  for (guint i = 0; look->width > 0 && i < map->arcs->len; i++)
    {
      const WgPaperArc *arc = &g_array_index (map->arcs, WgPaperArc, i);
      if (is_picked (arc, pick, rank))
        g_array_append_val (strokes, ((Stroke){ arc, FALSE }));
    }
  if (strokes->len == 0)
    return;
  add_strokes (map, strokes, cr);
  if (casing != NULL && casing->width > 0)
    stroke_path (casing, cr);
  stroke_path (look, cr);
  cairo_new_path (cr);
}

void
wg_paper_map_paint_borders (const WgPaperMap *map, cairo_t *cr)
{
  const WgPaperLook *look = &map->look;

  begin_box (map, cr);
  stroke_picked (map, PICK_FAINT, 0, NULL, &look->faint, cr);
  for (guint rank = WG_MAX_DEPTH; rank >= 1; rank--)
    stroke_picked (map, PICK_RANK, rank, NULL, &look->borders[rank], cr);
  stroke_picked (map, PICK_OUTLINE, 0, &look->casing, &look->borders[0], cr);
  cairo_restore (cr);
}

static WgEnvelope
get_window (const WgPaperMap *map)
{
  WgViewport wide = map->viewport;

  wide.width += WG_PAPER_REACH;
  wide.height += WG_PAPER_REACH;
  return wg_viewport_envelope (&wide);
}

static gboolean
is_large_enough (const WgEnvelope *box, double scale)
{
  return ((double) box->max_x - box->min_x) * scale * ((double) box->max_y - box->min_y) * scale
         >= LEAST_BUILDING;
}

static void
add_footprint (const WgPaperMap *map, const WgShape *shape, GArray *ring, cairo_t *cr)
{
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *part = &WG_SHAPE_RING (shape, r);

      g_array_set_size (ring, 0);
      for (guint i = 0; i < part->n_points; i++)
        {
          WgPaperPoint p = wg_paper_point (&map->viewport, WG_SHAPE_POINT (shape, part->first + i));
          g_array_append_val (ring, p);
        }
      wg_paper_clip_ring (&map->viewport, ring);
      wg_paper_add_ring (cr, ring);
    }
}

void
wg_paper_map_paint_buildings (const WgPaperMap *map, guint32 rgb, const WgPaperStroke *edge,
                              cairo_t *cr)
{
  const WgBuildingSet *set = wg_plan_get_buildings (map->ground->plan);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (WgPaperPoint));
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgEnvelope window = get_window (map);

  wg_ground_find_buildings (map->ground, &window, found);
  begin_box (map, cr);
  for (guint i = 0; i < found->len; i++)
    {
      guint32 index = g_array_index (found, guint32, i);
      WgEnvelope box = wg_building_set_get_extent (set, index);

      if (wg_envelope_is_empty (&box) || !is_large_enough (&box, map->viewport.scale))
        continue;
      wg_building_set_get_footprint (set, index, shape);
      add_footprint (map, shape, ring, cr);
    }
  wg_paper_set_rgb (cr, rgb);
  if (edge != NULL && edge->width > 0)
    {
      cairo_fill_preserve (cr);
      stroke_path (edge, cr);
      cairo_new_path (cr);
    }
  else
    cairo_fill (cr);
  cairo_restore (cr);
}

/* One pass over the items that were found: all of a kind as one path. */
static void
paint_step (const WgPaperMap *map, const WgLinework *linework, const GArray *found,
            const WgLineworkStep *step, cairo_t *cr)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPaperPoint));

  for (guint i = 0; i < found->len; i++)
    {
      const WgLineworkItem *item
        = &g_array_index (linework->items, WgLineworkItem, g_array_index (found, guint32, i));

      if (item->class != step->class || !item->is_area != !step->is_area)
        continue;
      g_array_set_size (points, 0);
      wg_paper_thin (&map->viewport, item->line->points, item->line->n_points, points);
      if (step->width > 0)
        wg_paper_add_line (cr, &map->viewport, (const WgPaperPoint *) points->data, points->len);
      else
        {
          wg_paper_clip_ring (&map->viewport, points);
          wg_paper_add_ring (cr, points);
        }
    }
  if (step->width > 0)
    {
      cairo_set_line_width (cr, step->width);
      cairo_stroke (cr);
    }
  else
    cairo_fill (cr);
}

/* By the lightness that the eye sees (ITU-R BT.601). */
static guint32
get_grey (guint32 rgb)
{
  guint value = ((rgb >> 16 & 0xff) * 299 + (rgb >> 8 & 0xff) * 587 + (rgb & 0xff) * 114) / 1000;

  return value << 16 | value << 8 | value;
}

void
wg_paper_map_paint_layers (const WgPaperMap *map, double opacity, cairo_t *cr)
{
  WgLineworkStep steps[WG_LINEWORK_MAX_STEPS];
  WgEnvelope window = get_window (map);

  begin_box (map, cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint layer = 0; layer < map->ground->layers->len; layer++)
    {
      const WgLinework *linework = g_ptr_array_index (map->ground->layers, layer);
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
      guint n = wg_linework_steps (map->viewport.scale, wg_linework_is_mixed (linework),
                                   wg_style_print (), steps);

      wg_paper_index_find (&map->ground->lines[layer], &window, found);
      for (guint i = 0; i < n && found->len > 0; i++)
        {
          guint32 rgb = map->look.is_grey ? get_grey (steps[i].rgb) : steps[i].rgb;
          cairo_set_source_rgba (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                                 (rgb & 0xff) / 255.0, steps[i].opacity * opacity);
          paint_step (map, linework, found, &steps[i], cr);
        }
    }
  cairo_restore (cr);
}
