/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tile-set"

#include "wg-tile-set.h"

#include "wg-tile-set-private.h"

#include <math.h>

static void
want_everything (WgTileSet *self)
{
  GHashTableIter iter;
  gpointer value = NULL;

  self->generation++;
  self->labels.wanted = self->generation;
  if (self->level == NULL)
    return;
  g_hash_table_iter_init (&iter, self->level->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((WgTile *) value)->wanted = self->generation;
}

static void
add_piece (WgTileSet *self, cairo_surface_t *surface, double x0, double y0, double x1, double y1)
{
  WgTilePiece piece = { surface, round (x0), round (y0), 0, 0, FALSE };

  piece.width = round (x1) - piece.x;
  piece.height = round (y1) - piece.y;
  if (x1 <= 0 || y1 <= 0 || x0 >= self->viewport.width || y0 >= self->viewport.height)
    return;
  piece.is_scaled = piece.width != cairo_image_surface_get_width (surface)
                    || piece.height != cairo_image_surface_get_height (surface);
  g_ptr_array_add (self->listed, cairo_surface_reference (surface));
  g_array_append_val (self->pieces, piece);
}

static void
list_level (WgTileSet *self, const WgTileLevel *level)
{
  double zoom = self->viewport.scale / level->scale;
  double x = 0, y = 0;
  GHashTableIter iter;
  gpointer value = NULL;

  wg_tile_view_corner (&self->viewport, &x, &y);
  if (wg_tile_is_same_scale (self->viewport.scale, level->scale))
    zoom = 1;
  g_hash_table_iter_init (&iter, level->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const WgTile *tile = value;
      double side = WG_TILE_SIZE * zoom;
      if (tile->surface != NULL)
        add_piece (self, tile->surface, tile->column * side - x, tile->row * side - y,
                   (tile->column + 1) * side - x, (tile->row + 1) * side - y);
    }
}

static void
list_labels (WgTileSet *self)
{
  const WgViewport *v = &self->labels.viewport;
  double zoom = 0, x = 0, y = 0;

  if (self->labels.surface == NULL || self->label_kind == WG_TILE_LABELS_NONE)
    return;
  zoom = self->viewport.scale / v->scale;
  /* Letters that are much larger or smaller than they should be are worse than none. */
  if (zoom < 0.6 || zoom > 1.7)
    return;
  x = wg_viewport_to_pixel_x (&self->viewport, wg_viewport_from_pixel_x (v, 0));
  y = wg_viewport_to_pixel_y (&self->viewport, wg_viewport_from_pixel_y (v, 0));
  add_piece (self, self->labels.surface, x, y, x + v->width * zoom, y + v->height * zoom);
}

WgTileSet *
wg_tile_set_new (WgTileSetFunc ready, gpointer user_data)
{
  WgTileSet *self = g_new0 (WgTileSet, 1);
  guint n_threads = CLAMP (g_get_num_processors (), 1, 4);

  self->ready = ready;
  self->user_data = user_data;
  self->context = g_main_context_ref_thread_default ();
  self->pieces = g_array_new (FALSE, FALSE, sizeof (WgTilePiece));
  self->listed = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  self->queue = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
  self->generation = 1;
  self->labels.wanted = 1;
  self->style = wg_style_light ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->threads = g_ptr_array_new ();
  for (guint i = 0; i < n_threads; i++)
    g_ptr_array_add (self->threads, g_thread_new ("wg-tiles", wg_tile_work, self));
  return self;
}

void
wg_tile_set_free (WgTileSet *self)
{
  g_mutex_lock (&self->mutex);
  self->is_quitting = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  if (self->notice != NULL)
    {
      g_source_destroy (self->notice);
      g_source_unref (self->notice);
    }
  g_clear_pointer (&self->level, wg_tile_level_free);
  g_clear_pointer (&self->stale, wg_tile_level_free);
  g_clear_pointer (&self->labels.surface, cairo_surface_destroy);
  g_clear_pointer (&self->snapshot, wg_scene_snapshot_unref);
  g_clear_pointer (&self->layers, wg_tile_layers_unref);
  g_object_unref (self->cancellable);
  g_array_unref (self->queue);
  g_array_unref (self->pieces);
  g_ptr_array_unref (self->listed);
  g_ptr_array_unref (self->threads);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

void
wg_tile_set_set_style (WgTileSet *self, const WgStyle *style)
{
  g_mutex_lock (&self->mutex);
  if (self->style != style)
    {
      self->style = style;
      want_everything (self);
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
}

void
wg_tile_set_set_layers (WgTileSet *self, const WgTileLayer *layers, guint n_layers)
{
  WgTileLayers *old = NULL;

  g_mutex_lock (&self->mutex);
  old = self->layers;
  self->layers = wg_tile_layers_new (layers, n_layers, old);
  want_everything (self);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&old, wg_tile_layers_unref);
}

void
wg_tile_set_set_scene (WgTileSet *self, WgSceneSnapshot *snapshot, const WgEnvelope *changed)
{
  WgSceneSnapshot *old = NULL;
  GHashTableIter iter;
  gpointer value = NULL;

  g_mutex_lock (&self->mutex);
  old = self->snapshot;
  self->snapshot = snapshot != NULL ? wg_scene_snapshot_ref (snapshot) : NULL;
  if (changed == NULL || self->level == NULL)
    want_everything (self);
  else
    {
      self->generation++;
      self->labels.wanted = self->generation;
      g_hash_table_iter_init (&iter, self->level->tiles);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          WgTile *tile = value;
          WgViewport v = wg_tile_viewport (self->level->scale, tile->column, tile->row);
          WgEnvelope e;

          /* Strokes reach a few pixels beyond the lines. */
          v.width += 16;
          v.height += 16;
          e = wg_viewport_envelope (&v);
          if (wg_envelope_intersects (&e, changed))
            tile->wanted = self->generation;
        }
    }
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&old, wg_scene_snapshot_unref);
}

void
wg_tile_set_set_labels (WgTileSet *self, WgTileLabels labels)
{
  g_mutex_lock (&self->mutex);
  if (self->label_kind != labels)
    {
      self->label_kind = labels;
      self->labels.wanted = ++self->generation;
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
}

void
wg_tile_set_set_viewport (WgTileSet *self, const WgViewport *viewport, WgTileMotion motion)
{
  g_return_if_fail (viewport->scale > 0);

  g_mutex_lock (&self->mutex);
  self->viewport = *viewport;
  self->motion = motion;
  if (motion != WG_TILES_ZOOMING && viewport->width >= 1 && viewport->height >= 1)
    {
      if (self->level == NULL || !wg_tile_is_same_scale (self->level->scale, viewport->scale))
        wg_tile_set_change_level (self);
      wg_tile_set_rebuild_queue (self);
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
}

const GArray *
wg_tile_set_list (WgTileSet *self)
{
  g_ptr_array_set_size (self->listed, 0);
  g_array_set_size (self->pieces, 0);
  g_mutex_lock (&self->mutex);
  if (self->level != NULL)
    {
      gboolean is_zoomed = !wg_tile_is_same_scale (self->viewport.scale, self->level->scale);
      if (self->stale != NULL && (is_zoomed || wg_tile_set_count_pending (self, TRUE) > 0))
        list_level (self, self->stale);
      list_level (self, self->level);
      list_labels (self);
    }
  g_mutex_unlock (&self->mutex);
  return self->pieces;
}

guint
wg_tile_set_n_pending (WgTileSet *self)
{
  guint n = 0;

  g_mutex_lock (&self->mutex);
  if (self->layers != NULL && self->level != NULL)
    {
      n = wg_tile_set_count_pending (self, FALSE);
      if (wg_tile_set_needs_labels (self)
          && (self->labels.painted != self->labels.wanted || !wg_tile_set_has_labels (self)))
        n++;
    }
  g_mutex_unlock (&self->mutex);
  return n;
}
