/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart"

#include "wg-chart-private.h"

#include <math.h>

/* On paper nothing finer than this is seen, in points. */
#define THINNING 0.18
#define EMPHASIS_COLOR 0xb3126e
#define EMPHASIS_WIDTH 2.4
/* Borders within a neighbour. */
#define BACKGROUND_COLOR 0xc6cace
#define BACKGROUND_WIDTH 0.4

static const guint32 fill_colors[WG_CHART_N_FILLS] = {
  [WG_CHART_FILL_OUTSIDE] = 0xffffff,       [WG_CHART_FILL_UNOWNED] = 0xf7f7f5,
  [WG_CHART_FILL_NEIGHBOUR] = 0xe9eaec,     [WG_CHART_FILL_GRID] = 0xffe9b8,
  [WG_CHART_FILL_GRID + 1] = 0xcfe8f7,      [WG_CHART_FILL_GRID + 2] = 0xd5ecc8,
  [WG_CHART_FILL_GRID + 3] = 0xf9d5cd,      [WG_CHART_FILL_GRID + 4] = 0xe3d8f2,
  [WG_CHART_FILL_GRID + 5] = 0xcdeee6,
};

static const struct
{
  guint32 color;
  double width;
} borders[WG_MAX_DEPTH + 1] = {
  { 0x9aa1a8, 0.4 }, { 0x30363d, 1.7 }, { 0x4a525b, 1.15 },
  { 0x7b838c, 0.75 }, { 0x9aa1a8, 0.55 }, { 0xadb3b9, 0.45 },
};

typedef struct
{
  guint32 a;
  guint32 b;
} Pair;

guint32
wg_chart_fill_color (WgChartFill fill)
{
  return fill_colors[fill];
}

gboolean
wg_chart_is_inside (const WgChart *chart, guint32 owner)
{
  return owner != 0 && wg_plan_get_ancestor (chart->plan, owner, chart->depth) == chart->grid;
}

guint32
wg_chart_unit (const WgChart *chart, guint32 owner)
{
  guint32 unit = 0;

  if (owner == 0)
    return 0;
  unit = wg_plan_get_ancestor (chart->plan, owner, chart->depth);
  if (unit != chart->grid)
    return unit != 0 ? unit : owner;
  if (chart->child_depth == 0)
    return chart->grid;
  unit = wg_plan_get_ancestor (chart->plan, owner, chart->child_depth);
  return unit != 0 ? unit : chart->grid;
}

static WgEnvelope
map_envelope (const WgChart *chart)
{
  return wg_viewport_envelope (&chart->viewport);
}

static gint
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *first = a, *second = b;

  if (first->a != second->a)
    return first->a < second->a ? -1 : 1;
  return (first->b > second->b) - (first->b < second->b);
}

/* Colours of the children (by grid id) such that neighbours differ: greedy in order of ids. */
static GHashTable *
color_children (const WgChart *chart)
{
  WgCoverage *coverage = wg_plan_get_coverage (chart->plan);
  GHashTable *colors = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));

  for (guint i = 0; i < chart->arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (chart->arcs, WgArcId, i));
      guint32 left = wg_coverage_owner (coverage, arc->left);
      guint32 right = wg_coverage_owner (coverage, arc->right);
      Pair pair = { wg_chart_unit (chart, left), wg_chart_unit (chart, right) };

      if (pair.a == pair.b || !wg_chart_is_inside (chart, left) || !wg_chart_is_inside (chart, right))
        continue;
      g_array_append_val (pairs, pair);
      pair = (Pair){ pair.b, pair.a };
      g_array_append_val (pairs, pair);
    }
  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len;)
    {
      guint32 child = g_array_index (pairs, Pair, i).a;
      guint used = 0, color = 0;

      for (; i < pairs->len && g_array_index (pairs, Pair, i).a == child; i++)
        used |= 1u << GPOINTER_TO_UINT (g_hash_table_lookup (
                  colors, GUINT_TO_POINTER (g_array_index (pairs, Pair, i).b)));
      /* A child that has no colour yet answers 0, so colours are kept one higher. */
      for (color = 0; color < 5 && (used & (2u << color)) != 0; color++)
        ;
      g_hash_table_insert (colors, GUINT_TO_POINTER (child), GUINT_TO_POINTER (color + 1));
    }
  return colors;
}

static WgChartFill
fill_of (const WgChart *chart, GHashTable *colors, guint32 owner)
{
  guint color = 0;

  if (owner == 0)
    return WG_CHART_FILL_UNOWNED;
  if (!wg_chart_is_inside (chart, owner))
    return WG_CHART_FILL_NEIGHBOUR;
  color = GPOINTER_TO_UINT (
    g_hash_table_lookup (colors, GUINT_TO_POINTER (wg_chart_unit (chart, owner))));
  return WG_CHART_FILL_GRID + (color > 0 ? color - 1 : 0);
}

static void
collect_face (WgChart *chart, GHashTable *colors, GHashTable *seen, WgFaceId face)
{
  WgCoverage *coverage = wg_plan_get_coverage (chart->plan);

  if (face == WG_FACE_OUTSIDE || !g_hash_table_add (seen, GUINT_TO_POINTER (face)))
    return;
  g_array_append_val (chart->faces[fill_of (chart, colors, wg_coverage_owner (coverage, face))],
                      face);
}

/** Finds the arcs and faces that the map shows, and how each face is filled. */
void
wg_chart_collect_map (WgChart *chart)
{
  WgCoverage *coverage = wg_plan_get_coverage (chart->plan);
  WgEnvelope envelope = map_envelope (chart);
  WgPoint middle = { (gint32) chart->viewport.center_x, (gint32) chart->viewport.center_y };
  g_autoptr (GHashTable) colors = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  wg_coverage_arcs_in (coverage, &envelope, chart->arcs);
  colors = color_children (chart);
  for (guint i = 0; i < chart->arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (chart->arcs, WgArcId, i));

      collect_face (chart, colors, seen, arc->left);
      collect_face (chart, colors, seen, arc->right);
      chart->has_rank[wg_plan_get_arc_rank (chart->plan, arc)] = TRUE;
    }
  collect_face (chart, colors, seen, wg_coverage_face_at (coverage, middle));
}

/* Appends a line to the path, thinned to what paper shows. */
static void
trace_points (const WgChart *chart, cairo_t *cr, const WgPoint *points, guint n_points)
{
  const WgViewport *viewport = &chart->viewport;
  double last_x = 0, last_y = 0;

  for (guint i = 0; i < n_points; i++)
    {
      double x = chart->map.x + wg_viewport_to_pixel_x (viewport, points[i].x);
      double y = chart->map.y + wg_viewport_to_pixel_y (viewport, points[i].y);

      if (i == 0)
        cairo_move_to (cr, x, y);
      else if (i + 1 < n_points && fabs (x - last_x) < THINNING && fabs (y - last_y) < THINNING)
        continue;
      else
        cairo_line_to (cr, x, y);
      last_x = x;
      last_y = y;
    }
}

static void
fill_faces (const WgChart *chart, cairo_t *cr, const GArray *faces)
{
  g_autoptr (WgShape) shape = wg_shape_new ();

  if (faces->len == 0)
    return;
  wg_coverage_dissolve (wg_plan_get_coverage (chart->plan), (const WgFaceId *) faces->data,
                        faces->len, shape);
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      trace_points (chart, cr, &WG_SHAPE_POINT (shape, ring->first), ring->n_points);
      cairo_close_path (cr);
    }
}

static void
hatch (const WgChart *chart, cairo_t *cr)
{
  const double step = 5;

  cairo_save (cr);
  cairo_clip (cr);
  for (double x = chart->map.x - chart->map.height; x < chart->map.x + chart->map.width; x += step)
    {
      cairo_move_to (cr, x, chart->map.y + chart->map.height);
      cairo_line_to (cr, x + chart->map.height, chart->map.y);
    }
  wg_chart_set_color (cr, 0xc9bfb2);
  cairo_set_line_width (cr, 0.35);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* TRUE for a border within a neighbour: the sheet is not about it. */
static gboolean
is_background (const WgChart *chart, const WgArc *arc)
{
  WgCoverage *coverage = wg_plan_get_coverage (chart->plan);
  guint32 left = wg_coverage_owner (coverage, arc->left);
  guint32 right = wg_coverage_owner (coverage, arc->right);

  return wg_chart_unit (chart, left) == wg_chart_unit (chart, right)
         && !wg_chart_is_inside (chart, left);
}

static void
trace_arcs (const WgChart *chart, cairo_t *cr, guint rank, gboolean background)
{
  WgCoverage *coverage = wg_plan_get_coverage (chart->plan);

  for (guint i = 0; i < chart->arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (chart->arcs, WgArcId, i));

      if (wg_plan_get_arc_rank (chart->plan, arc) == rank && is_background (chart, arc) == background)
        trace_points (chart, cr, arc->line->points, arc->line->n_points);
    }
}

static void
stroke_rank (const WgChart *chart, cairo_t *cr, guint rank)
{
  trace_arcs (chart, cr, rank, TRUE);
  wg_chart_set_color (cr, BACKGROUND_COLOR);
  cairo_set_line_width (cr, BACKGROUND_WIDTH);
  cairo_stroke (cr);
  trace_arcs (chart, cr, rank, FALSE);
  wg_chart_set_border (cr, rank);
  cairo_stroke (cr);
}

/* The border of the grid itself: a white casing, then its own colour. */
static void
stroke_emphasis (const WgChart *chart, cairo_t *cr)
{
  WgCoverage *coverage = wg_plan_get_coverage (chart->plan);

  for (guint i = 0; i < chart->arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (chart->arcs, WgArcId, i));

      if (wg_chart_is_inside (chart, wg_coverage_owner (coverage, arc->left))
          != wg_chart_is_inside (chart, wg_coverage_owner (coverage, arc->right)))
        trace_points (chart, cr, arc->line->points, arc->line->n_points);
    }
  wg_chart_set_color (cr, 0xffffff);
  cairo_set_line_width (cr, EMPHASIS_WIDTH + 1.8);
  cairo_stroke_preserve (cr);
  wg_chart_set_border (cr, 0);
  cairo_stroke (cr);
}

void
wg_chart_paint_map (const WgChart *chart, cairo_t *cr)
{
  cairo_save (cr);
  cairo_rectangle (cr, chart->map.x, chart->map.y, chart->map.width, chart->map.height);
  cairo_clip_preserve (cr);
  wg_chart_set_color (cr, fill_colors[WG_CHART_FILL_OUTSIDE]);
  cairo_fill (cr);

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  for (guint fill = WG_CHART_FILL_UNOWNED; fill < WG_CHART_N_FILLS; fill++)
    {
      if (chart->faces[fill]->len == 0)
        continue;
      fill_faces (chart, cr, chart->faces[fill]);
      wg_chart_set_color (cr, fill_colors[fill]);
      cairo_fill_preserve (cr);
      if (fill == WG_CHART_FILL_UNOWNED)
        hatch (chart, cr);
      cairo_new_path (cr);
    }

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint rank = WG_MAX_DEPTH; rank >= 1; rank--)
    if (chart->has_rank[rank])
      stroke_rank (chart, cr, rank);
  stroke_emphasis (chart, cr);
  cairo_restore (cr);

  cairo_rectangle (cr, chart->map.x, chart->map.y, chart->map.width, chart->map.height);
  wg_chart_set_color (cr, 0x30363d);
  cairo_set_line_width (cr, 0.9);
  cairo_stroke (cr);
}

void
wg_chart_set_border (cairo_t *cr, guint rank)
{
  wg_chart_set_color (cr, rank == 0 ? EMPHASIS_COLOR : borders[rank].color);
  cairo_set_line_width (cr, rank == 0 ? EMPHASIS_WIDTH : borders[rank].width);
}
