/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-row-feed"

#include "wg-row-feed.h"

#include "../base/wg-relay.h"

#include <string.h>

#define LEAST_ROWS 2000 /* that are worth a thread */
#define ROWS_PER_BATCH 64
#define MOST_BATCHES 16 /* that wait to be used */

struct _WgRowFeed
{
  WgVectorLayer *layer;
  WgPolygonReader *polygons;
  gboolean closed_lines;
  GArray *batch; /* of WgFedRow: what is being used */
  guint at;      /* the next of it */
  gboolean has_failed;
  gboolean is_over;
  WgRelay *relay; /* of GArray of WgFedRow; an empty one is the end. NULL: rows are read when they are wanted */
};

/* The rows of these stand on their own once they are read. */
static const char *const drivers[] = { "ESRI Shapefile", "GPKG", "FlatGeobuf", "GeoJSON", NULL };

static gboolean
can_read_ahead (const WgVectorLayer *layer, gint64 n_rows)
{
  GDALDriverH driver = GDALGetDatasetDriver (layer->dataset);

  return n_rows >= LEAST_ROWS && !layer->is_interleaved && layer->shape_field < 0
         && layer->x_field < 0 && layer->group_field < 0 && driver != NULL
         && g_strv_contains (drivers, GDALGetDriverShortName (driver));
}

static gboolean
read_row (WgRowFeed *feed, WgGdalLog *log, WgFedRow *row)
{
  wg_gdal_log_clear (log);
  memset (row, 0, sizeof *row);
  row->feature = wg_vector_layer_next (feed->layer);
  if (row->feature == NULL)
    {
      feed->has_failed = wg_gdal_log_get_first (log) != NULL;
      return FALSE;
    }
  row->shape = wg_shape_new ();
  row->taken = wg_polygon_reader_take (feed->polygons,
                                       wg_vector_layer_shape (feed->layer, row->feature),
                                       feed->closed_lines, row->shape, &row->is_open, row->place);
  return TRUE;
}

static void
clear_row (WgFedRow *row)
{
  g_clear_pointer (&row->shape, wg_shape_free);
  g_clear_pointer (&row->feature, OGR_F_Destroy);
}

static GArray *
create_batch (guint n_rows)
{
  GArray *batch = g_array_sized_new (FALSE, FALSE, sizeof (WgFedRow), n_rows);

  g_array_set_clear_func (batch, (GDestroyNotify) clear_row);
  return batch;
}

/* FALSE when these are the last rows. */
static gboolean
fill_batch (WgRowFeed *feed, WgGdalLog *log, GArray *batch, guint n_rows)
{
  WgFedRow row = { 0 };

  while (batch->len < n_rows && read_row (feed, log, &row))
    g_array_append_val (batch, row);
  return batch->len == n_rows;
}

static gpointer
read_ahead (gpointer data)
{
  WgRowFeed *feed = data;
  g_autoptr (WgGdalLog) log = wg_gdal_log_new ();
  gboolean is_over = FALSE, is_wanted = TRUE;

  while (!is_over && is_wanted)
    {
      GArray *batch = create_batch (ROWS_PER_BATCH);

      is_over = !fill_batch (feed, log, batch, ROWS_PER_BATCH);
      is_wanted = wg_relay_put (feed->relay, batch);
    }
  if (is_wanted)
    wg_relay_put (feed->relay, create_batch (0));
  return NULL;
}

static void
fetch_batch (WgRowFeed *feed)
{
  if (feed->relay == NULL)
    {
      g_autoptr (WgGdalLog) log = wg_gdal_log_new ();

      g_array_set_size (feed->batch, 0);
      fill_batch (feed, log, feed->batch, 1);
    }
  else
    {
      if (feed->batch != NULL)
        wg_relay_give_back (feed->relay, feed->batch);
      feed->batch = wg_relay_take (feed->relay);
    }
  feed->at = 0;
  feed->is_over = feed->batch->len == 0;
}

WgRowFeed *
wg_row_feed_new (WgVectorLayer *layer, WgPolygonReader *polygons, gboolean closed_lines,
                 gint64 n_rows)
{
  WgRowFeed *feed = g_new0 (WgRowFeed, 1);

  feed->layer = layer;
  feed->polygons = polygons;
  feed->closed_lines = closed_lines;
  wg_vector_layer_rewind (layer);
  if (can_read_ahead (layer, n_rows))
    {
      feed->relay = wg_relay_new (MOST_BATCHES, (GDestroyNotify) g_array_unref);
      wg_relay_start (feed->relay, "wg-row-feed", read_ahead, feed);
    }
  else
    feed->batch = create_batch (1);
  return feed;
}

void
wg_row_feed_free (WgRowFeed *feed)
{
  if (feed == NULL)
    return;
  g_clear_pointer (&feed->relay, wg_relay_free);
  g_clear_pointer (&feed->batch, g_array_unref);
  g_free (feed);
}

WgFedRow *
wg_row_feed_next (WgRowFeed *feed)
{
  if (!feed->is_over && (feed->batch == NULL || feed->at == feed->batch->len))
    fetch_batch (feed);
  return feed->is_over ? NULL : &g_array_index (feed->batch, WgFedRow, feed->at++);
}

gboolean
wg_row_feed_has_failed (const WgRowFeed *feed)
{
  return feed->has_failed;
}
