/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "wg-tile-set"

#include "wg-tile-set-private.h"

#include <sys/resource.h>
#include <unistd.h>

#define WORKER_NICE 5 /* the thread that draws the window goes first */

/* What one worker paints: a tile, or the labels when tile is NULL. */
typedef struct
{
  guint serial; /* of the level */
  int column;
  int row;
  gboolean is_labels;
  gboolean has_codes;
  guint wanted;
  WgViewport viewport;
  WgSceneSnapshot *snapshot;
  WgTileLayers *layers;
  const WgStyle *style;
  GCancellable *cancellable;
  cairo_surface_t *surface;
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->snapshot, wg_scene_snapshot_unref);
  g_clear_pointer (&job->layers, wg_tile_layers_unref);
  g_clear_pointer (&job->surface, cairo_surface_destroy);
  g_clear_object (&job->cancellable);
  g_free (job);
}

/* --- under the mutex ------------------------------------------------------------------------- */

static Job *
job_new (WgTileSet *self, const WgViewport *viewport, guint wanted)
{
  Job *job = g_new0 (Job, 1);

  job->viewport = *viewport;
  job->wanted = wanted;
  job->snapshot = self->snapshot != NULL ? wg_scene_snapshot_ref (self->snapshot) : NULL;
  job->layers = wg_tile_layers_ref (self->layers);
  job->style = self->style;
  job->cancellable = g_object_ref (self->cancellable);
  job->serial = self->level->serial;
  return job;
}

static Job *
take_tile_job (WgTileSet *self, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      WgTile *tile = wg_tile_level_find (self->level, g_array_index (self->queue, gint64, i));
      WgViewport viewport;
      Job *job = NULL;

      if (tile == NULL || tile->is_running || tile->painted == tile->wanted)
        continue;
      viewport = wg_tile_viewport (self->level->scale, tile->column, tile->row);
      job = job_new (self, &viewport, tile->wanted);
      job->column = tile->column;
      job->row = tile->row;
      tile->is_running = TRUE;
      return job;
    }
  return NULL;
}

static Job *
take_label_job (WgTileSet *self)
{
  WgViewport viewport = self->viewport;
  Job *job = NULL;

  if (!wg_tile_set_needs_labels (self) || self->labels.is_running
      || (self->labels.painted == self->labels.wanted && wg_tile_set_has_labels (self)))
    return NULL;
  viewport.width += 2 * WG_LABEL_MARGIN;
  viewport.height += 2 * WG_LABEL_MARGIN;
  job = job_new (self, &viewport, self->labels.wanted);
  job->is_labels = TRUE;
  job->has_codes = self->label_kind == WG_TILE_LABELS_CODES;
  self->labels.is_running = TRUE;
  return job;
}

static Job *
take_job (WgTileSet *self)
{
  Job *job = NULL;

  if (self->motion == WG_TILES_ZOOMING || self->layers == NULL || self->style == NULL
      || self->level == NULL)
    return NULL;
  job = take_tile_job (self, 0, self->n_visible);
  if (job == NULL)
    job = take_label_job (self);
  if (job == NULL)
    job = take_tile_job (self, self->n_visible, self->queue->len);
  return job;
}

static void
store_job (WgTileSet *self, Job *job)
{
  gboolean is_whole = !g_cancellable_is_cancelled (job->cancellable);
  gint64 key = wg_tile_key (job->column, job->row);
  WgTile *tile = NULL;

  if (job->is_labels)
    {
      self->labels.is_running = FALSE;
      if (!is_whole)
        return;
      g_clear_pointer (&self->labels.surface, cairo_surface_destroy);
      self->labels.surface = g_steal_pointer (&job->surface);
      self->labels.viewport = job->viewport;
      self->labels.painted = job->wanted;
      return;
    }
  if (self->level == NULL || job->serial != self->level->serial)
    return;
  tile = wg_tile_level_find (self->level, key);
  if (tile == NULL)
    return;
  tile->is_running = FALSE;
  if (!is_whole)
    return;
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  tile->surface = g_steal_pointer (&job->surface);
  tile->painted = job->wanted;
}

/* --- outside of it --------------------------------------------------------------------------- */

static gboolean
notify_cb (gpointer user_data)
{
  WgTileSet *self = user_data;

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->notice, g_source_unref);
  g_mutex_unlock (&self->mutex);
  self->ready (self, self->user_data);
  return G_SOURCE_REMOVE;
}

static void
notify (WgTileSet *self)
{
  if (self->notice != NULL)
    return;
  self->notice = g_idle_source_new ();
  g_source_set_priority (self->notice, G_PRIORITY_HIGH_IDLE);
  g_source_set_callback (self->notice, notify_cb, self, NULL);
  g_source_attach (self->notice, self->context);
}

static void
paint_job (Job *job)
{
  int width = (int) job->viewport.width, height = (int) job->viewport.height;

  job->surface = cairo_image_surface_create (
    job->is_labels ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
  if (job->is_labels)
    {
      cairo_t *cr = cairo_create (job->surface);
      wg_scene_paint_labels (job->snapshot, &job->viewport, job->style, job->has_codes, cr,
                             job->cancellable);
      cairo_destroy (cr);
    }
  else
    wg_tile_layers_paint (job->layers, job->snapshot, job->style, &job->viewport, job->surface,
                          job->cancellable);
}

gpointer
wg_tile_work (gpointer data)
{
  WgTileSet *self = data;

  /* On Linux a thread has a niceness of its own. */
  setpriority (PRIO_PROCESS, (id_t) gettid (), WORKER_NICE);
  g_mutex_lock (&self->mutex);
  while (!self->is_quitting)
    {
      Job *job = take_job (self);

      if (job == NULL)
        {
          g_cond_wait (&self->cond, &self->mutex);
          continue;
        }
      g_mutex_unlock (&self->mutex);
      paint_job (job);
      g_mutex_lock (&self->mutex);
      store_job (self, job);
      if (!self->is_quitting)
        notify (self);
      g_mutex_unlock (&self->mutex);
      job_free (job);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return NULL;
}
