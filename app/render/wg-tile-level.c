/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tile-set"

#include "wg-tile-set-private.h"

#include <math.h>

#define N_TILES_KEPT 96

gint64
wg_tile_key (int column, int row)
{
  return (gint64) ((guint64) (guint32) column << 32 | (guint32) row);
}

static void
tile_free (WgTile *tile)
{
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  g_free (tile);
}

static WgTileLevel *
level_new (guint serial, double scale)
{
  WgTileLevel *level = g_new0 (WgTileLevel, 1);

  level->serial = serial;
  level->scale = scale;
  level->tiles
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) tile_free);
  return level;
}

void
wg_tile_level_free (WgTileLevel *level)
{
  g_hash_table_unref (level->tiles);
  g_free (level);
}

void
wg_tile_view_corner (const WgViewport *v, double *x_out, double *y_out)
{
  *x_out = round (v->center_x * v->scale - v->width / 2);
  *y_out = round (-v->center_y * v->scale - v->height / 2);
}

WgViewport
wg_tile_viewport (double scale, int column, int row)
{
  return (WgViewport){
    (column + 0.5) * WG_TILE_SIZE / scale,
    -(row + 0.5) * WG_TILE_SIZE / scale,
    scale,
    WG_TILE_SIZE,
    WG_TILE_SIZE,
  };
}

gboolean
wg_tile_is_same_scale (double a, double b)
{
  return fabs (a - b) <= 1e-9 * a;
}

WgTile *
wg_tile_level_find (WgTileLevel *level, gint64 key)
{
  return level != NULL ? g_hash_table_lookup (level->tiles, &key) : NULL;
}

gboolean
wg_tile_set_needs_labels (WgTileSet *self)
{
  return self->label_kind != WG_TILE_LABELS_NONE && self->snapshot != NULL && self->layers != NULL
         && wg_tile_layers_has_coverage (self->layers) && self->viewport.width > 0
         && self->motion != WG_TILES_ZOOMING;
}

/* Whether the labels that are there do for the view as it is now. */
gboolean
wg_tile_set_has_labels (WgTileSet *self)
{
  const WgViewport *a = &self->viewport, *b = &self->labels.viewport;
  double dx = fabs (a->center_x - b->center_x) * a->scale;
  double dy = fabs (a->center_y - b->center_y) * a->scale;
  double margin = self->motion == WG_TILES_STILL ? 0.75 : WG_LABEL_MARGIN * 0.75;

  return wg_tile_is_same_scale (a->scale, b->scale) && a->width + 2 * WG_LABEL_MARGIN == b->width
         && a->height + 2 * WG_LABEL_MARGIN == b->height && dx <= margin && dy <= margin;
}

static int
compare_distance (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WgScreenPoint *middle = user_data;
  double d[2];

  for (guint i = 0; i < 2; i++)
    {
      gint64 key = *(const gint64 *) (i == 0 ? a : b);
      double dx = (double) (key >> 32) + 0.5 - middle->x;
      double dy = (double) (gint32) key + 0.5 - middle->y;
      d[i] = dx * dx + dy * dy;
    }
  return (d[0] > d[1]) - (d[0] < d[1]);
}

static void
queue_range (WgTileSet *self, int from_column, int from_row, int to_column, int to_row)
{
  WgScreenPoint middle = { (from_column + to_column + 1) / 2.0, (from_row + to_row + 1) / 2.0 };
  guint start = self->queue->len;

  for (int row = from_row; row <= to_row; row++)
    for (int column = from_column; column <= to_column; column++)
      {
        gint64 key = wg_tile_key (column, row);
        gboolean is_queued = FALSE;

        for (guint i = 0; i < start; i++)
          is_queued |= g_array_index (self->queue, gint64, i) == key;
        if (is_queued)
          continue;
        g_array_append_val (self->queue, key);
        if (wg_tile_level_find (self->level, key) == NULL)
          {
            WgTile *tile = g_new0 (WgTile, 1);
            tile->column = column;
            tile->row = row;
            tile->wanted = self->generation;
            g_hash_table_insert (self->level->tiles, g_memdup2 (&key, sizeof key), tile);
          }
      }
  g_qsort_with_data (&g_array_index (self->queue, gint64, start), (gint) (self->queue->len - start),
                     sizeof (gint64), compare_distance, &middle);
}

static gboolean
is_far (gpointer key, gpointer value, gpointer user_data)
{
  WgTileSet *self = user_data;

  for (guint i = 0; i < self->queue->len; i++)
    if (g_array_index (self->queue, gint64, i) == *(gint64 *) key)
      return FALSE;
  return TRUE;
}

/* Lists what the view and the ring around it need. */
void
wg_tile_set_rebuild_queue (WgTileSet *self)
{
  double x = 0, y = 0;
  int from_column = 0, from_row = 0, to_column = 0, to_row = 0;

  g_array_set_size (self->queue, 0);
  wg_tile_view_corner (&self->viewport, &x, &y);
  from_column = (int) floor (x / WG_TILE_SIZE);
  from_row = (int) floor (y / WG_TILE_SIZE);
  to_column = (int) floor ((x + self->viewport.width - 1) / WG_TILE_SIZE);
  to_row = (int) floor ((y + self->viewport.height - 1) / WG_TILE_SIZE);
  queue_range (self, from_column, from_row, to_column, to_row);
  self->n_visible = self->queue->len;
  queue_range (self, from_column - 1, from_row - 1, to_column + 1, to_row + 1);
  if (g_hash_table_size (self->level->tiles) > MAX (N_TILES_KEPT, self->queue->len))
    g_hash_table_foreach_remove (self->level->tiles, is_far, self);
}

guint
wg_tile_set_count_pending (WgTileSet *self, gboolean never_painted)
{
  guint n = 0;

  for (guint i = 0; i < self->n_visible; i++)
    {
      const WgTile *tile = wg_tile_level_find (self->level, g_array_index (self->queue, gint64, i));
      if (tile != NULL && (never_painted ? tile->surface == NULL : tile->painted != tile->wanted))
        n++;
    }
  return n;
}

/* Begins tiles at the scale of the view; the ones so far are shown until these are there. */
void
wg_tile_set_change_level (WgTileSet *self)
{
  if (self->level != NULL && (self->stale == NULL || wg_tile_set_count_pending (self, TRUE) == 0))
    {
      g_clear_pointer (&self->stale, wg_tile_level_free);
      self->stale = g_steal_pointer (&self->level);
    }
  g_clear_pointer (&self->level, wg_tile_level_free);
  self->level = level_new (++self->n_levels, self->viewport.scale);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}
