/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-painter"

#include "wg-painter.h"

#include <math.h>

#define DETAIL 6.0    /* paper is looked at more closely than pixels are */
#define NOT_FILLED 0xff
#define HATCH_STEP 5.0 /* points */

/* One direction of an arc that has the fill at hand on its left. */
typedef struct
{
  const WgPoint *points;
  guint n_points;
  gboolean is_backwards;
  gboolean is_used;
  guint after; /* next with the same start, + 1 */
} Side;

/* What one call carries about. */
typedef struct
{
  WgSceneSnapshot *snapshot;
  const WgSceneTable *table;
  const WgViewport *viewport;
  WgEnvelope window;
  guint8 *is_seen; /* by owner: it has an arc in the window */
  gboolean has_any;
} Vector;

static guint8
fill_of (const Vector *v, guint32 owner)
{
  if (owner == WG_OWNER_OUTSIDE)
    return NOT_FILLED;
  return owner < v->table->limit && v->is_seen[owner] ? v->table->fills[owner] : NOT_FILLED;
}

static void
see (Vector *v, guint32 owner)
{
  if (owner < v->table->limit)
    v->is_seen[owner] = 1;
}

/* Marks the owners that the window shows a border of: theirs are the rings to be closed. */
static void
find_seen (Vector *v)
{
  for (guint b = 0; b < v->snapshot->n_blocks; b++)
    {
      const WgSceneBlock *block = v->snapshot->blocks[b];
      if (!wg_envelope_intersects (&block->envelope, &v->window))
        continue;
      for (guint i = 0; i < block->n_arcs; i++)
        if (wg_envelope_intersects (&block->arcs[i].envelope, &v->window))
          {
            see (v, block->arcs[i].left);
            see (v, block->arcs[i].right);
            v->has_any = TRUE;
          }
    }
}

static void
get_points (WgSceneBlock *block, guint i, double scale, const WgPoint **points_out, guint *n_out)
{
  const WgSceneLod *lod = wg_scene_block_lod (block, scale * DETAIL);

  *points_out = lod != NULL ? lod->points + lod->first[i] : block->arcs[i].line->points;
  *n_out = lod != NULL ? lod->first[i + 1] - lod->first[i] : block->arcs[i].line->n_points;
}

static void
collect_sides (const Vector *v, guint8 fill, GArray *sides)
{
  for (guint b = 0; b < v->snapshot->n_blocks; b++)
    {
      WgSceneBlock *block = v->snapshot->blocks[b];
      for (guint i = 0; i < block->n_arcs; i++)
        {
          gboolean is_left = fill_of (v, block->arcs[i].left) == fill;
          gboolean is_right = fill_of (v, block->arcs[i].right) == fill;
          Side side = { .is_backwards = is_right };

          if (is_left == is_right)
            continue;
          get_points (block, i, v->viewport->scale, &side.points, &side.n_points);
          g_array_append_val (sides, side);
        }
    }
}

static gint64
point_key (WgPoint p)
{
  return (gint64) ((guint64) (guint32) p.x << 32 | (guint32) p.y);
}

static WgPoint
side_point (const Side *side, guint i)
{
  return side->points[side->is_backwards ? side->n_points - 1 - i : i];
}

static void
add_side (cairo_t *cr, const WgViewport *v, const Side *side, gboolean is_first)
{
  for (guint i = is_first ? 0 : 1; i < side->n_points; i++)
    {
      WgPoint p = side_point (side, i);
      double x = wg_viewport_to_pixel_x (v, p.x), y = wg_viewport_to_pixel_y (v, p.y);
      if (i == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
}

/* Joins the sides to closed rings. Where several meet in a point any way to go on is right: the
 * area that all rings together wind around is the same. */
static void
add_rings (cairo_t *cr, const WgViewport *v, GArray *sides)
{
  g_autoptr (GHashTable) starts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < sides->len; i++)
    {
      Side *side = &g_array_index (sides, Side, i);
      gint64 key = point_key (side_point (side, 0));
      side->after = GPOINTER_TO_UINT (g_hash_table_lookup (starts, &key));
      g_hash_table_replace (starts, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < sides->len; i++)
    {
      Side *side = &g_array_index (sides, Side, i);
      gboolean is_first = TRUE;

      if (side->is_used)
        continue;
      while (side != NULL)
        {
          gint64 key = point_key (side_point (side, side->n_points - 1));
          guint next = GPOINTER_TO_UINT (g_hash_table_lookup (starts, &key));

          add_side (cr, v, side, is_first);
          side->is_used = TRUE;
          is_first = FALSE;
          while (next != 0 && g_array_index (sides, Side, next - 1).is_used)
            next = g_array_index (sides, Side, next - 1).after;
          side = next != 0 ? &g_array_index (sides, Side, next - 1) : NULL;
        }
      cairo_close_path (cr);
    }
}

static void
set_rgba (cairo_t *cr, guint32 rgb, double opacity)
{
  cairo_set_source_rgba (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                         (rgb & 0xff) / 255.0, opacity);
}

static guint32
fill_rgb (const WgStyle *style, guint fill)
{
  if (fill < WG_N_FILLS)
    return style->fills[fill];
  return fill < WG_FILL_UNOWNED ? style->light_fills[fill - WG_FILL_LIGHT] : style->unowned_fill;
}

static void
hatch (cairo_t *cr, const WgViewport *v, const WgStyle *style)
{
  cairo_save (cr);
  cairo_clip (cr);
  set_rgba (cr, style->unowned_hatch, 0.6);
  cairo_set_line_width (cr, 0.4);
  for (double x = -v->height; x < v->width; x += HATCH_STEP)
    {
      cairo_move_to (cr, x, v->height);
      cairo_line_to (cr, x + v->height, 0);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Where no border is in sight, one grid is all that there is. */
static void
fill_whole (const Vector *v, const WgStyle *style, double opacity, cairo_t *cr)
{
  WgViewport one = *v->viewport;
  guint32 owner = 0;
  WgScreen screen;

  one.width = one.height = 1;
  wg_screen_init (&screen, v->snapshot, &one, 0, WG_SCREEN_EXACT);
  wg_painter_ids (&screen, NULL, 0, &owner);
  wg_screen_clear (&screen);
  if (owner == 0 || owner >= v->table->limit)
    return;
  set_rgba (cr, fill_rgb (style, v->table->fills[owner]), opacity);
  cairo_paint (cr);
}

static void
paint_fills (const Vector *v, const WgStyle *style, double opacity, cairo_t *cr)
{
  if (!v->has_any)
    fill_whole (v, style, opacity, cr);
  for (guint fill = 0; v->has_any && fill <= WG_FILL_UNOWNED; fill++)
    {
      g_autoptr (GArray) sides = g_array_new (FALSE, FALSE, sizeof (Side));

      collect_sides (v, (guint8) fill, sides);
      if (sides->len == 0)
        continue;
      add_rings (cr, v->viewport, sides);
      set_rgba (cr, fill_rgb (style, fill), opacity);
      if (fill < WG_FILL_UNOWNED)
        cairo_fill (cr);
      else
        {
          cairo_fill_preserve (cr);
          hatch (cr, v->viewport, style);
        }
    }
}

static void
paint_borders (const Vector *v, const WgStyle *style, cairo_t *cr)
{
  WgBorderLook looks[WG_MAX_DEPTH + 1];

  wg_border_looks (v->snapshot, v->viewport->scale, style, looks);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint rank = v->snapshot->n_levels; rank > 0; rank--)
    {
      for (guint b = 0; b < v->snapshot->n_blocks; b++)
        {
          WgSceneBlock *block = v->snapshot->blocks[b];
          if (!wg_envelope_intersects (&block->envelope, &v->window))
            continue;
          for (guint i = 0; i < block->n_arcs; i++)
            {
              Side side = { 0 };
              if (block->arcs[i].rank != rank
                  || !wg_envelope_intersects (&block->arcs[i].envelope, &v->window))
                continue;
              get_points (block, i, v->viewport->scale, &side.points, &side.n_points);
              add_side (cr, v->viewport, &side, TRUE);
            }
        }
      set_rgba (cr, looks[rank].rgb, looks[rank].opacity);
      cairo_set_line_width (cr, looks[rank].width);
      cairo_stroke (cr);
    }
}

/**
 * wg_scene_paint_vector:
 * @parts: which; the background is the style's, all over the viewport
 * @cr: in the viewport's pixels (points on paper)
 *
 * The same picture as vectors, for PDF and SVG: one path for each fill, so that seams lie under
 * the borders only, and one stroke for each rank. Any thread.
 */
void
wg_scene_paint_vector (WgSceneSnapshot *snapshot, const WgViewport *viewport, const WgStyle *style,
                       WgPaintParts parts, double fill_opacity, cairo_t *cr)
{
  Vector v = { .snapshot = snapshot, .viewport = viewport };

  v.table = snapshot->tables[wg_scene_snapshot_depth (snapshot, viewport->scale)];
  v.window = wg_viewport_envelope (viewport);
  v.is_seen = g_malloc0 (v.table->limit);
  find_seen (&v);
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, viewport->width, viewport->height);
  cairo_clip (cr);
  if (parts & WG_PAINT_BACKGROUND)
    {
      set_rgba (cr, style->background, 1);
      cairo_paint (cr);
    }
  if (parts & WG_PAINT_FILLS)
    paint_fills (&v, style, fill_opacity, cr);
  if (parts & WG_PAINT_BORDERS)
    paint_borders (&v, style, cr);
  cairo_restore (cr);
  g_free (v.is_seen);
}
