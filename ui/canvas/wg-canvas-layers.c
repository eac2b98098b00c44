/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas-private.h"
#include "wg-layer-place.h"
#include "wg-layer-probe.h"
#include "wg-raster-pool.h"

#include <glib/gi18n.h>
#include <string.h>

/* Loads what the layers show, in workers, and tells the picture when one changes. */

#define LOAD_KEY "wg-layer-load"

/* What the canvas keeps for a layer in its list; it hangs on the layer. */
typedef struct
{
  GCancellable *cancellable; /* of the worker, NULL when none runs */
  WgRasterPool *pool;
} LayerLoad;

/* What a worker reads. */
typedef struct
{
  WgMapLayer *layer; /* only the main thread looks into it */
  WgMapLayerKind kind;
  char *source;
  char *inner;
  WgFrame *frame; /* NULL: the map has no land yet, and none that a layer told it */
  char *wanted_crs; /* for a frame then */
  /* results */
  WgRasterPool *pool;
  WgLineworkFinder *finder;
  gint percent; /* atomic */
} LayerJob;

static void
layer_load_free (gpointer data)
{
  LayerLoad *load = data;

  if (load->cancellable != NULL)
    g_cancellable_cancel (load->cancellable);
  g_clear_object (&load->cancellable);
  g_clear_pointer (&load->pool, wg_raster_pool_unref);
  g_free (load);
}

static LayerLoad *
load_of (WgMapLayer *layer)
{
  return g_object_get_data (G_OBJECT (layer), LOAD_KEY);
}

static void
layer_job_free (LayerJob *job)
{
  g_object_unref (job->layer);
  g_free (job->source);
  g_free (job->inner);
  g_clear_pointer (&job->frame, wg_frame_unref);
  g_free (job->wanted_crs);
  g_clear_pointer (&job->pool, wg_raster_pool_unref);
  g_clear_pointer (&job->finder, wg_linework_finder_free);
  g_free (job);
}

static void
layers_changed (WgCanvas *self)
{
  wg_canvas_picture_layers_changed (self->picture);
  wg_canvas_renew_state (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
progress_cb (double fraction, gpointer data)
{
  LayerJob *job = data;
  g_atomic_int_set (&job->percent, (int) (fraction * 100));
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LayerJob *job = task_data;
  WgProgress progress = WG_PROGRESS_INIT (progress_cb, job);
  GError *error = NULL;

  if (job->frame == NULL)
    job->frame = wg_layer_propose_frame (job->source, job->inner, job->wanted_crs, cancellable,
                                         &error);
  if (error == NULL && job->kind == WG_MAP_LAYER_RASTER)
    job->pool = wg_raster_pool_new (job->source, job->frame, &error);
  else if (error == NULL)
    {
      g_autoptr (WgLinework) linework
        = wg_linework_read (job->source, job->inner, job->frame, &progress, cancellable, &error);
      if (linework != NULL)
        job->finder = wg_linework_finder_new (linework);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
take_content (WgMapLayer *layer, LayerLoad *load, LayerJob *job)
{
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;

  g_clear_pointer (&load->pool, wg_raster_pool_unref);
  load->pool = g_steal_pointer (&job->pool);
  if (load->pool != NULL)
    envelope = wg_raster_pool_envelope (load->pool);
  else if (job->finder != NULL)
    envelope = wg_linework_finder_get (job->finder)->envelope;
  wg_map_layer_set_content (layer, &envelope, g_steal_pointer (&job->finder));
}

/* A map without land lies where its first layer does. FALSE: it came to lie elsewhere meanwhile. */
static gboolean
take_frame (WgCanvas *self, WgFrame *frame)
{
  WgFrame *known = wg_canvas_get_frame (self);

  if (known != NULL)
    return wg_frame_equal (known, frame);
  self->blank_frame = wg_frame_ref (frame);
  self->fit_pending = TRUE;
  return TRUE;
}

static void begin_load (WgCanvas *self, WgMapLayer *layer);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WgCanvas *self = WG_CANVAS (source);
  LayerJob *job = g_task_get_task_data (G_TASK (result));
  LayerLoad *load = load_of (job->layer);
  g_autoptr (GError) error = NULL;
  gboolean was_empty = FALSE;

  /* Taken off the list, or read anew, meanwhile. */
  if (load == NULL || load->cancellable == NULL
      || load->cancellable != g_task_get_cancellable (G_TASK (result)) || self->layers == NULL)
    return;
  g_clear_object (&load->cancellable);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *problem = wg_layer_describe_error (error);
      wg_map_layer_set_state (job->layer, WG_MAP_LAYER_MISSING, problem);
      return;
    }
  if (!take_frame (self, job->frame))
    {
      begin_load (self, job->layer);
      return;
    }
  was_empty = !wg_canvas_has_view (self) || self->fit_pending;
  take_content (job->layer, load, job);
  wg_map_layer_set_progress (job->layer, 1);
  wg_map_layer_set_state (job->layer, WG_MAP_LAYER_READY, NULL);
  if (was_empty)
    wg_canvas_show_content (self);
  layers_changed (self);
}

static gboolean
poll_progress_cb (gpointer data)
{
  GTask *task = data;
  LayerJob *job = g_task_get_task_data (task);

  if (g_task_get_completed (task) || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return G_SOURCE_REMOVE;
  wg_map_layer_set_progress (job->layer, g_atomic_int_get (&job->percent) / 100.0);
  return G_SOURCE_CONTINUE;
}

static void
begin_load (WgCanvas *self, WgMapLayer *layer)
{
  WgMapLayerKind kind = wg_map_layer_get_kind (layer);
  LayerLoad *load = load_of (layer);
  WgFrame *frame = wg_canvas_get_frame (self);
  g_autoptr (GTask) task = NULL;
  LayerJob *job = NULL;

  if ((kind != WG_MAP_LAYER_RASTER && kind != WG_MAP_LAYER_VECTOR) || load == NULL)
    return;
  if (load->cancellable != NULL)
    g_cancellable_cancel (load->cancellable);
  g_clear_object (&load->cancellable);
  wg_map_layer_set_state (layer, WG_MAP_LAYER_LOADING, NULL);
  if (self->plan == NULL)
    return;
  job = g_new0 (LayerJob, 1);
  job->layer = g_object_ref (layer);
  job->kind = kind;
  job->source = g_strdup (wg_map_layer_get_source (layer));
  job->inner = g_strdup (wg_map_layer_get_layer (layer));
  job->frame = frame != NULL ? wg_frame_ref (frame) : NULL;
  job->wanted_crs = g_strdup (wg_plan_get_wanted_crs (self->plan));
  load->cancellable = g_cancellable_new ();
  task = g_task_new (self, load->cancellable, loaded_cb, NULL);
  g_task_set_task_data (task, job, (GDestroyNotify) layer_job_free);
  g_task_run_in_thread (task, load_in_worker);
  if (kind == WG_MAP_LAYER_VECTOR)
    g_timeout_add_full (G_PRIORITY_DEFAULT, 100, poll_progress_cb, g_object_ref (task),
                        g_object_unref);
}

static void
look_changed_cb (WgMapLayer *layer, GParamSpec *pspec, WgCanvas *self)
{
  layers_changed (self);
  if (wg_map_layer_get_kind (layer) == WG_MAP_LAYER_LABELS)
    g_object_notify (G_OBJECT (self), "show-labels");
  g_signal_emit_by_name (self, "layers-changed");
}

static void
name_changed_cb (WgMapLayer *layer, GParamSpec *pspec, WgCanvas *self)
{
  g_signal_emit_by_name (self, "layers-changed");
}

static void
adopt (WgCanvas *self, WgMapLayer *layer)
{
  g_object_set_data_full (G_OBJECT (layer), LOAD_KEY, g_new0 (LayerLoad, 1), layer_load_free);
  g_signal_connect (layer, "notify::visible", G_CALLBACK (look_changed_cb), self);
  g_signal_connect (layer, "notify::opacity", G_CALLBACK (look_changed_cb), self);
  g_signal_connect (layer, "notify::name", G_CALLBACK (name_changed_cb), self);
  begin_load (self, layer);
}

static void
release (WgCanvas *self, WgMapLayer *layer)
{
  g_signal_handlers_disconnect_by_data (layer, self);
  g_object_set_data (G_OBJECT (layer), LOAD_KEY, NULL);
}

/** Follows the list: new layers are read, those that went are let go. A move (taken out and put
 *  in again within one signal) keeps what was read. */
static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, WgCanvas *self)
{
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (list, i);
      g_hash_table_add (present, layer);
      if (g_hash_table_add (self->adopted, g_object_ref (layer)))
        adopt (self, layer);
    }
  GHashTableIter iter;
  gpointer key = NULL;
  g_hash_table_iter_init (&iter, self->adopted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (present, key))
      {
        release (self, key);
        g_hash_table_iter_remove (&iter);
      }
  layers_changed (self);
  g_signal_emit_by_name (self, "layers-changed");
}

WgMapLayer *
wg_canvas_find_layer (WgCanvas *self, WgMapLayerKind kind)
{
  GListModel *list = G_LIST_MODEL (self->layers);

  for (guint i = 0; self->layers != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (list, i);
      if (wg_map_layer_get_kind (layer) == kind)
        return layer; /* the list keeps it */
    }
  return NULL;
}

gboolean
wg_canvas_layers_reader (WgCanvas *self, WgMapLayer *layer, WgTileLayer *tile_out)
{
  LayerLoad *load = load_of (layer);

  if (load == NULL || load->pool == NULL)
    return FALSE;
  tile_out->read = wg_raster_pool_read;
  tile_out->user_data = wg_raster_pool_ref (load->pool);
  tile_out->destroy = (GDestroyNotify) wg_raster_pool_unref;
  return TRUE;
}

/** OpenStreetMap's licence asks for it wherever its data are shown. */
static const char *
credit_of (WgMapLayer *layer)
{
  LayerLoad *load = load_of (layer);
  const char *source = wg_map_layer_get_source (layer);

  if (load != NULL && load->pool != NULL)
    return wg_raster_pool_credit (load->pool);
  if (source != NULL && (g_str_has_suffix (source, ".osm") || g_str_has_suffix (source, ".osm.pbf")))
    return _("© OpenStreetMap contributors");
  return NULL;
}

char *
wg_canvas_layers_credit (WgCanvas *self)
{
  GListModel *list = G_LIST_MODEL (self->layers);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (list, i);
      const char *credit = credit_of (layer);

      if (credit == NULL || !wg_map_layer_get_visible (layer)
          || wg_map_layer_get_state (layer) != WG_MAP_LAYER_READY
          || strstr (text->str, credit) != NULL)
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", credit);
    }
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

void
wg_canvas_layers_reload (WgCanvas *self)
{
  GListModel *list = G_LIST_MODEL (self->layers);
  WgFrame *frame = wg_canvas_get_frame (self);

  if (self->layers_frame == frame && frame != NULL)
    return;
  g_clear_pointer (&self->layers_frame, wg_frame_unref);
  self->layers_frame = frame != NULL ? wg_frame_ref (frame) : NULL;
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (list, i);
      begin_load (self, layer);
    }
}

void
wg_canvas_layers_init (WgCanvas *self)
{
  g_autoptr (WgMapLayer) grids = wg_map_layer_new (WG_MAP_LAYER_GRIDS, _("Grids"), NULL, NULL);
  g_autoptr (WgMapLayer) labels = wg_map_layer_new (WG_MAP_LAYER_LABELS, _("Labels"), NULL, NULL);

  self->adopted = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_signal_connect (self->layers, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_list_store_append (self->layers, grids);
  g_list_store_append (self->layers, labels);
}

void
wg_canvas_layers_dispose (WgCanvas *self)
{
  GHashTableIter iter;
  gpointer key = NULL;

  g_signal_handlers_disconnect_by_data (self->layers, self);
  g_hash_table_iter_init (&iter, self->adopted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    release (self, key);
  g_clear_pointer (&self->adopted, g_hash_table_unref);
  g_clear_pointer (&self->layers_frame, wg_frame_unref);
}
