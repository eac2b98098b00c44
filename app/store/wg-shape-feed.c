/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-shape-feed"

#include "wg-shape-feed.h"

#include "../base/wg-relay.h"
#include "../crs/wg-area-scale.h"
#include "wg-blob.h"
#include "wg-shapes-private.h"

#define LEAST_GRIDS 2000 /* that are worth a thread */
#define ROWS_PER_BATCH 256
#define BYTES_PER_BATCH (1 << 19)
#define MOST_BATCHES 16 /* that wait to be written */

typedef struct
{
  guint32 grid;
  gsize first; /* in the bytes of the batch */
  gsize size;  /* 0: no land */
  double area_m2;
} Row;

typedef struct
{
  GArray *rows; /* of Row; none: the end */
  GByteArray *bytes;
} Batch;

struct _WgShapeFeed
{
  WgPlan *plan;
  guint depth;
  int srid;
  guint32 next; /* grid to be looked at */
  WgAreaScale *scale; /* NULL: the plan has no frame */
  WgShape *shape;
  GByteArray *blob;
  Batch *batch; /* that is being used */
  guint at;
  WgRelay *relay; /* of Batch; NULL: rows are made when they are wanted */
};

static Batch *
batch_new (void)
{
  Batch *batch = g_new (Batch, 1);

  batch->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  batch->bytes = g_byte_array_new ();
  return batch;
}

static void
batch_free (Batch *batch)
{
  if (batch == NULL)
    return;
  g_array_unref (batch->rows);
  g_byte_array_unref (batch->bytes);
  g_free (batch);
}

static void
add_row (WgShapeFeed *feed, guint32 id, Batch *batch)
{
  Row row = { id, batch->bytes->len, 0, 0.0 };

  if (feed->scale != NULL)
    wg_plan_get_shape (feed->plan, id, feed->shape);
  if (feed->shape->rings->len > 0)
    {
      wg_blob_write_shape (feed->shape, wg_plan_get_frame (feed->plan), feed->srid, feed->blob);
      g_byte_array_append (batch->bytes, feed->blob->data, feed->blob->len);
      row.size = feed->blob->len;
      row.area_m2 = wg_shapes_scaled_area_m2 (feed->scale, feed->shape);
    }
  g_array_append_val (batch->rows, row);
}

/* The next grids of the level; without rows when there are no more. */
static Batch *
make_batch (WgShapeFeed *feed)
{
  Batch *batch = batch_new ();
  guint32 limit = wg_plan_get_grid_limit (feed->plan);

  while (feed->next < limit && batch->rows->len < ROWS_PER_BATCH
         && batch->bytes->len < BYTES_PER_BATCH)
    {
      const WgGrid *grid = wg_plan_get_grid (feed->plan, feed->next++);

      if (grid != NULL && grid->depth == feed->depth && !grid->is_retired)
        add_row (feed, grid->id, batch);
    }
  return batch;
}

static gpointer
make_ahead (gpointer data)
{
  WgShapeFeed *feed = data;
  gboolean is_over = FALSE;

  while (!is_over)
    {
      Batch *batch = make_batch (feed);
      gboolean is_last = batch->rows->len == 0;

      is_over = !wg_relay_put (feed->relay, batch) || is_last;
    }
  return NULL;
}

static void
fetch_batch (WgShapeFeed *feed)
{
  g_clear_pointer (&feed->batch, batch_free);
  feed->at = 0;
  feed->batch = feed->relay != NULL ? wg_relay_take (feed->relay) : make_batch (feed);
}

WgShapeFeed *
wg_shape_feed_new (WgPlan *plan, guint depth, int srid)
{
  WgShapeFeed *feed = g_new0 (WgShapeFeed, 1);
  WgFrame *frame = wg_plan_get_frame (plan);

  feed->plan = g_object_ref (plan);
  feed->depth = depth;
  feed->srid = srid;
  feed->next = 1;
  feed->scale = frame != NULL ? wg_area_scale_new (frame) : NULL;
  feed->shape = wg_shape_new ();
  feed->blob = g_byte_array_new ();
  /* Counting makes the index of the plan, which is only looked at from here on. */
  if (wg_plan_count_grids (plan, depth) >= LEAST_GRIDS)
    {
      feed->relay = wg_relay_new (MOST_BATCHES, (GDestroyNotify) batch_free);
      wg_relay_start (feed->relay, "wg-shape-feed", make_ahead, feed);
    }
  return feed;
}

void
wg_shape_feed_free (WgShapeFeed *feed)
{
  if (feed == NULL)
    return;
  g_clear_pointer (&feed->relay, wg_relay_free);
  g_clear_pointer (&feed->batch, batch_free);
  wg_area_scale_free (feed->scale);
  wg_shape_free (feed->shape);
  g_byte_array_unref (feed->blob);
  g_object_unref (feed->plan);
  g_free (feed);
}

gboolean
wg_shape_feed_next (WgShapeFeed *feed, WgShapeRow *row_out)
{
  const Row *row = NULL;

  if (feed->batch == NULL || (feed->batch->rows->len > 0 && feed->at == feed->batch->rows->len))
    fetch_batch (feed);
  if (feed->batch->rows->len == 0)
    return FALSE;
  row = &g_array_index (feed->batch->rows, Row, feed->at++);
  *row_out = (WgShapeRow){ row->grid, row->size > 0 ? feed->batch->bytes->data + row->first : NULL,
                           row->size, row->area_m2 };
  return TRUE;
}
