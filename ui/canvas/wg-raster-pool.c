/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-raster-pool"

#include "wg-raster-pool.h"

struct _WgRasterPool
{
  gint ref_count;
  char *source;
  WgFrame *frame;
  WgEnvelope envelope;
  char *credit;
  GMutex mutex;
  GPtrArray *idle; /* of WgRaster, guarded by mutex */
};

WgRasterPool *
wg_raster_pool_new (const char *source, WgFrame *frame, GError **error)
{
  WgRaster *raster = wg_raster_open (source, frame, error);
  WgRasterPool *pool = NULL;

  if (raster == NULL)
    return NULL;
  pool = g_new0 (WgRasterPool, 1);
  pool->ref_count = 1;
  pool->source = g_strdup (source);
  pool->frame = wg_frame_ref (frame);
  pool->envelope = wg_raster_envelope (raster);
  pool->credit = wg_raster_get_credit (raster);
  g_mutex_init (&pool->mutex);
  pool->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_raster_free);
  g_ptr_array_add (pool->idle, raster);
  return pool;
}

WgRasterPool *
wg_raster_pool_ref (WgRasterPool *pool)
{
  g_atomic_int_inc (&pool->ref_count);
  return pool;
}

void
wg_raster_pool_unref (WgRasterPool *pool)
{
  if (!g_atomic_int_dec_and_test (&pool->ref_count))
    return;
  g_ptr_array_unref (pool->idle);
  g_mutex_clear (&pool->mutex);
  wg_frame_unref (pool->frame);
  g_free (pool->source);
  g_free (pool->credit);
  g_free (pool);
}

WgEnvelope
wg_raster_pool_envelope (const WgRasterPool *pool)
{
  return pool->envelope;
}

const char *
wg_raster_pool_credit (const WgRasterPool *pool)
{
  return pool->credit;
}

WgPixels *
wg_raster_pool_read (const WgEnvelope *envelope, guint width, guint height,
                     GCancellable *cancellable, gpointer data)
{
  WgRasterPool *pool = data;
  WgRaster *raster = NULL;
  WgPixels *pixels = NULL;

  g_mutex_lock (&pool->mutex);
  if (pool->idle->len > 0)
    raster = g_ptr_array_steal_index_fast (pool->idle, pool->idle->len - 1);
  g_mutex_unlock (&pool->mutex);
  if (raster == NULL)
    raster = wg_raster_open (pool->source, pool->frame, NULL);
  if (raster == NULL)
    return NULL;
  pixels = wg_raster_read (raster, envelope, width, height, cancellable, NULL);
  g_mutex_lock (&pool->mutex);
  g_ptr_array_add (pool->idle, raster);
  g_mutex_unlock (&pool->mutex);
  return pixels;
}
