/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-assign-land"

#include "wg-assign-land.h"

#include "wg-canvas-private.h"

#include "../../app/exchange/wg-map-class.h"
#include "../../app/geometry/wg-block.h"
#include "../../app/geometry/wg-coverage-shape.h"

#include <glib/gi18n.h>

#define MAX_POINTS 20000 /* of lines around a place: beyond that a block takes too long to find */

static WgEnvelope
around (WgPoint point, gint32 reach)
{
  return (WgEnvelope){ MAX (point.x, -WG_COORDINATE_MAX + reach) - reach,
                       MAX (point.y, -WG_COORDINATE_MAX + reach) - reach,
                       MIN (point.x, WG_COORDINATE_MAX - reach) + reach,
                       MIN (point.y, WG_COORDINATE_MAX - reach) + reach };
}

/* The edge of the map, and the borders that grids at @depth cannot change alone. */
static guint
add_borders (WgPlan *plan, guint depth, const WgEnvelope *window, GPtrArray *lines)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  guint n_points = 0;

  wg_coverage_arcs_in (coverage, window, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i));
      guint rank = wg_plan_get_arc_rank (plan, arc);

      if (arc->left != WG_FACE_OUTSIDE && arc->right != WG_FACE_OUTSIDE
          && (rank == 0 || rank >= depth))
        continue;
      g_ptr_array_add (lines, wg_line_ref (arc->line));
      n_points += arc->line->n_points;
    }
  return n_points;
}

/* Houses, parks and footpaths are inside of blocks. */
static gboolean
encloses_blocks (const WgLineworkItem *item)
{
  return item->class != WG_CLASS_BUILDING && item->class != WG_CLASS_GREEN
         && item->class != WG_CLASS_PATH;
}

static guint
add_layer (const WgLineworkFinder *finder, const WgEnvelope *window, GPtrArray *lines)
{
  const WgLinework *linework = wg_linework_finder_get (finder);
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (WgLineworkChunk));
  guint n_points = 0;

  wg_linework_finder_query (finder, window, chunks);
  for (guint i = 0; i < chunks->len && n_points <= MAX_POINTS; i++)
    {
      const WgLineworkChunk *chunk = &g_array_index (chunks, WgLineworkChunk, i);
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, chunk->item);
      const WgPoint *points = item->line->points + chunk->first;

      if (!encloses_blocks (item)
          || (chunk->n_points == 2 && wg_point_equal (points[0], points[1])))
        continue;
      g_ptr_array_add (lines, wg_line_new (points, chunk->n_points));
      n_points += chunk->n_points;
    }
  return n_points;
}

static WgShape *
find_block (WgCanvas *canvas, guint depth, WgPoint point)
{
  static const gint32 reaches[] = { 150000, 500000, 1500000, 4000000 };
  GListModel *layers = G_LIST_MODEL (wg_canvas_get_layers (canvas));
  WgShape *block = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (reaches) && block == NULL; i++)
    {
      WgEnvelope window = around (point, reaches[i]);
      g_autoptr (GPtrArray) lines
        = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);
      guint n_points = add_borders (canvas->plan, depth, &window, lines), n_borders = lines->len;

      for (guint j = 0; j < g_list_model_get_n_items (layers); j++)
        {
          g_autoptr (WgMapLayer) layer = g_list_model_get_item (layers, j);
          WgLineworkFinder *finder = wg_map_layer_get_finder (layer);

          if (finder != NULL && wg_map_layer_get_visible (layer))
            n_points += add_layer (finder, &window, lines);
        }
      if (n_points > MAX_POINTS)
        break;
      /* The land of a whole street is no block. */
      if (lines->len > n_borders)
        block = wg_block_at (lines, &window, point);
    }
  return block;
}

static void
add_ring (WgShape *shape, const WgShape *from, guint index, guint part)
{
  const WgRing *ring = &WG_SHAPE_RING (from, index);

  wg_shape_add_ring (shape, &WG_SHAPE_POINT (from, ring->first), ring->n_points, part,
                     ring->is_hole);
}

static WgShape *
feature_shape (const WgLinework *linework, guint item)
{
  guint feature = g_array_index (linework->items, WgLineworkItem, item).feature;
  WgShape *shape = wg_shape_new ();

  while (item > 0 && g_array_index (linework->items, WgLineworkItem, item - 1).feature == feature)
    item--;
  for (; item < linework->items->len; item++)
    {
      const WgLineworkItem *ring = &g_array_index (linework->items, WgLineworkItem, item);

      if (ring->feature != feature)
        break;
      if (ring->is_area && ring->line->n_points >= 4)
        wg_shape_add_ring (shape, ring->line->points, ring->line->n_points - 1,
                           wg_shape_n_parts (shape), FALSE);
    }
  return shape;
}

/* An outline has a stretch within 200 m of each place inside. */
static WgShape *
find_building_in (const WgLineworkFinder *finder, WgPoint point)
{
  const WgLinework *linework = wg_linework_finder_get (finder);
  WgEnvelope window = around (point, 200000);
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (WgLineworkChunk));

  wg_linework_finder_query (finder, &window, chunks);
  for (guint i = 0; i < chunks->len; i++)
    {
      guint32 at = g_array_index (chunks, WgLineworkChunk, i).item;
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, at);
      g_autoptr (WgShape) shape = NULL;

      if (item->class != WG_CLASS_BUILDING || !item->is_area
          || !wg_envelope_contains (&item->line->envelope, point))
        continue;
      shape = feature_shape (linework, at);
      if (wg_shape_contains (shape, point))
        return g_steal_pointer (&shape);
    }
  return NULL;
}

static WgShape *
find_building (WgCanvas *canvas, WgPoint point)
{
  GListModel *layers = G_LIST_MODEL (wg_canvas_get_layers (canvas));
  WgShape *shape = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (layers) && shape == NULL; i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (layers, i);
      WgLineworkFinder *finder = wg_map_layer_get_finder (layer);

      if (finder != NULL && wg_map_layer_get_visible (layer))
        shape = find_building_in (finder, point);
    }
  return shape;
}

WgShape *
wg_assign_land_at (WgCanvas *canvas, WgAssignUnit unit, guint depth, WgPoint point)
{
  if (unit == WG_ASSIGN_BLOCKS)
    return find_block (canvas, depth, point);
  return unit == WG_ASSIGN_BUILDINGS ? find_building (canvas, point) : NULL;
}

const char *
wg_assign_land_miss (WgAssignUnit unit)
{
  if (unit == WG_ASSIGN_BUILDINGS)
    return _("No building of a visible reference layer is here.");
  return _("No streets or rivers of the visible reference layers enclose this place.");
}

/* Without the parts that lie in @land: inside is even-odd, twice is not at all. */
static WgShape *
parts_beside (const WgShape *shape, const WgShape *land)
{
  WgShape *beside = wg_shape_new ();
  guint n_parts = 0;

  for (guint i = 0, end = 0; i < shape->rings->len; i = end)
    {
      g_autoptr (WgShape) part = wg_shape_new ();
      WgPoint inside = { 0, 0 };

      for (end = i; end < shape->rings->len
                    && WG_SHAPE_RING (shape, end).part == WG_SHAPE_RING (shape, i).part; end++)
        add_ring (part, shape, end, 0);
      if (wg_shape_find_inside (part, &inside) && wg_shape_contains (land, inside))
        continue;
      for (guint j = i; j < end; j++)
        add_ring (beside, shape, j, n_parts);
      n_parts++;
    }
  return beside;
}

void
wg_assign_land_add (WgShape *shape, const WgShape *land)
{
  g_autoptr (WgShape) beside = parts_beside (shape, land);
  guint n_parts = wg_shape_n_parts (beside);

  wg_shape_clear (shape);
  for (guint i = 0; i < beside->rings->len; i++)
    add_ring (shape, beside, i, WG_SHAPE_RING (beside, i).part);
  for (guint i = 0; i < land->rings->len; i++)
    add_ring (shape, land, i, n_parts + WG_SHAPE_RING (land, i).part);
}
