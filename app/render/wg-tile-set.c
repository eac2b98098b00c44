/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "wg-tile-set"

#include "wg-tile-set.h"

#include "wg-tile-paint.h"

#include <math.h>
#include <sys/resource.h>
#include <unistd.h>

#define N_TILES_KEPT 96
#define LABEL_MARGIN 128 /* pixels of labels around the view, for panning */
#define WORKER_NICE 5    /* the thread that draws the window goes first */

typedef struct
{
  int column;
  int row;
  cairo_surface_t *surface; /* NULL until painted once */
  guint painted;            /* the generation that it shows; 0: none */
  guint wanted;
  gboolean is_running;
} Tile;

/* All tiles of one scale. */
typedef struct
{
  guint serial;
  double scale;
  GHashTable *tiles; /* key of column and row -> Tile */
} Level;

typedef struct
{
  cairo_surface_t *surface; /* NULL: none painted yet */
  WgViewport viewport;      /* what it shows */
  guint painted;
  guint wanted;
  gboolean is_running;
} Overlay;

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

struct _WgTileSet
{
  WgTileSetFunc ready;
  gpointer user_data;
  GMainContext *context;
  GPtrArray *threads;
  GArray *pieces; /* of WgTilePiece, as listed last */
  GPtrArray *listed; /* surfaces that pieces points at */

  GMutex mutex; /* guards all below */
  GCond cond;
  gboolean is_quitting;
  GSource *notice;       /* pending call of ready */
  WgViewport viewport;
  WgTileMotion motion;
  guint generation;
  guint n_levels;        /* made so far */
  Level *level;          /* at the scale that is looked at, or was before a zoom began */
  Level *stale;          /* the last that was complete */
  Overlay labels;
  WgTileLabels label_kind;
  GArray *queue;         /* of gint64 keys in level, the most urgent first */
  guint n_visible;       /* the first so many of queue are in the view */
  WgSceneSnapshot *snapshot;
  WgTileLayers *layers;
  const WgStyle *style;
  GCancellable *cancellable; /* of the tiles of level */
};

static gint64
tile_key (int column, int row)
{
  return (gint64) column << 32 | (guint32) row;
}

static void
tile_free (Tile *tile)
{
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  g_free (tile);
}

static Level *
level_new (guint serial, double scale)
{
  Level *level = g_new0 (Level, 1);

  level->serial = serial;
  level->scale = scale;
  level->tiles
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) tile_free);
  return level;
}

static void
level_free (Level *level)
{
  g_hash_table_unref (level->tiles);
  g_free (level);
}

static void
job_free (Job *job)
{
  g_clear_pointer (&job->snapshot, wg_scene_snapshot_unref);
  g_clear_pointer (&job->layers, wg_tile_layers_unref);
  g_clear_pointer (&job->surface, cairo_surface_destroy);
  g_clear_object (&job->cancellable);
  g_free (job);
}

/* The view's north-west corner in the plane of pixels at its scale. */
static void
view_corner (const WgViewport *v, double *x_out, double *y_out)
{
  *x_out = round (v->center_x * v->scale - v->width / 2);
  *y_out = round (-v->center_y * v->scale - v->height / 2);
}

static WgViewport
tile_viewport (double scale, int column, int row)
{
  return (WgViewport){
    (column + 0.5) * WG_TILE_SIZE / scale,
    -(row + 0.5) * WG_TILE_SIZE / scale,
    scale,
    WG_TILE_SIZE,
    WG_TILE_SIZE,
  };
}

/* --- under the mutex ------------------------------------------------------------------------- */

static gboolean
is_same_scale (double a, double b)
{
  return fabs (a - b) <= 1e-9 * a;
}

static Tile *
find_tile (Level *level, gint64 key)
{
  return level != NULL ? g_hash_table_lookup (level->tiles, &key) : NULL;
}

static gboolean
needs_labels (WgTileSet *self)
{
  return self->label_kind != WG_TILE_LABELS_NONE && self->snapshot != NULL && self->layers != NULL
         && wg_tile_layers_has_coverage (self->layers) && self->viewport.width > 0
         && self->motion != WG_TILES_ZOOMING;
}

/* Whether the labels that are there do for the view as it is now. */
static gboolean
labels_cover_view (WgTileSet *self)
{
  const WgViewport *a = &self->viewport, *b = &self->labels.viewport;
  double dx = fabs (a->center_x - b->center_x) * a->scale;
  double dy = fabs (a->center_y - b->center_y) * a->scale;
  double margin = self->motion == WG_TILES_STILL ? 0.75 : LABEL_MARGIN * 0.75;

  return is_same_scale (a->scale, b->scale) && a->width + 2 * LABEL_MARGIN == b->width
         && a->height + 2 * LABEL_MARGIN == b->height && dx <= margin && dy <= margin;
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
        gint64 key = tile_key (column, row);
        gboolean is_queued = FALSE;

        for (guint i = 0; i < start; i++)
          is_queued |= g_array_index (self->queue, gint64, i) == key;
        if (is_queued)
          continue;
        g_array_append_val (self->queue, key);
        if (find_tile (self->level, key) == NULL)
          {
            Tile *tile = g_new0 (Tile, 1);
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
static void
rebuild_queue (WgTileSet *self)
{
  double x = 0, y = 0;
  int from_column = 0, from_row = 0, to_column = 0, to_row = 0;

  g_array_set_size (self->queue, 0);
  view_corner (&self->viewport, &x, &y);
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

static guint
count_pending (WgTileSet *self, gboolean never_painted)
{
  guint n = 0;

  for (guint i = 0; i < self->n_visible; i++)
    {
      const Tile *tile = find_tile (self->level, g_array_index (self->queue, gint64, i));
      if (tile != NULL && (never_painted ? tile->surface == NULL : tile->painted != tile->wanted))
        n++;
    }
  return n;
}

/* Begins tiles at the scale of the view; the ones so far are shown until these are there. */
static void
change_level (WgTileSet *self)
{
  if (self->level != NULL && (self->stale == NULL || count_pending (self, TRUE) == 0))
    {
      g_clear_pointer (&self->stale, level_free);
      self->stale = g_steal_pointer (&self->level);
    }
  g_clear_pointer (&self->level, level_free);
  self->level = level_new (++self->n_levels, self->viewport.scale);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

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
      Tile *tile = find_tile (self->level, g_array_index (self->queue, gint64, i));
      WgViewport viewport;
      Job *job = NULL;

      if (tile == NULL || tile->is_running || tile->painted == tile->wanted)
        continue;
      viewport = tile_viewport (self->level->scale, tile->column, tile->row);
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

  if (!needs_labels (self) || self->labels.is_running
      || (self->labels.painted == self->labels.wanted && labels_cover_view (self)))
    return NULL;
  viewport.width += 2 * LABEL_MARGIN;
  viewport.height += 2 * LABEL_MARGIN;
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
  gint64 key = tile_key (job->column, job->row);
  Tile *tile = NULL;

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
  tile = find_tile (self->level, key);
  if (tile == NULL)
    return;
  tile->is_running = FALSE;
  if (!is_whole)
    return;
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  tile->surface = g_steal_pointer (&job->surface);
  tile->painted = job->wanted;
}

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
    ((Tile *) value)->wanted = self->generation;
}

/* --- workers --------------------------------------------------------------------------------- */

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

static gpointer
work (gpointer data)
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

/* --- the list -------------------------------------------------------------------------------- */

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
list_level (WgTileSet *self, const Level *level)
{
  double zoom = self->viewport.scale / level->scale;
  double x = 0, y = 0;
  GHashTableIter iter;
  gpointer value = NULL;

  view_corner (&self->viewport, &x, &y);
  if (is_same_scale (self->viewport.scale, level->scale))
    zoom = 1;
  g_hash_table_iter_init (&iter, level->tiles);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Tile *tile = value;
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

/* --- public ---------------------------------------------------------------------------------- */

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
    g_ptr_array_add (self->threads, g_thread_new ("wg-tiles", work, self));
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
  g_clear_pointer (&self->level, level_free);
  g_clear_pointer (&self->stale, level_free);
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
          Tile *tile = value;
          WgViewport v = tile_viewport (self->level->scale, tile->column, tile->row);
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
      if (self->level == NULL || !is_same_scale (self->level->scale, viewport->scale))
        change_level (self);
      rebuild_queue (self);
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
      gboolean is_zoomed = !is_same_scale (self->viewport.scale, self->level->scale);
      if (self->stale != NULL && (is_zoomed || count_pending (self, TRUE) > 0))
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
      n = count_pending (self, FALSE);
      if (needs_labels (self)
          && (self->labels.painted != self->labels.wanted || !labels_cover_view (self)))
        n++;
    }
  g_mutex_unlock (&self->mutex);
  return n;
}
