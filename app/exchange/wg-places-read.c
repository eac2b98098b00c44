/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-places-read"

#include "wg-places-read.h"

#include "wg-basemap.h"
#include "wg-source.h"

/* A point comes as a line that ends where it starts. */
static gboolean
is_point (const WgLineworkItem *item)
{
  return !item->is_area && item->line->n_points == 2
         && wg_point_equal (item->line->points[0], item->line->points[1]);
}

static void
refuse_empty (const char *path, const char *what, GError **error)
{
  g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NONE_FIT, "%s has no %s", path, what);
}

/* Rings of one feature follow one another, each outer ring before its holes. */
static void
add_ring (GPtrArray *areas, const WgLineworkItem *item, gboolean is_new)
{
  const WgLine *line = item->line;
  WgShape *shape = NULL;
  gboolean is_hole = FALSE;

  if (is_new)
    g_ptr_array_add (areas, wg_shape_new ());
  shape = g_ptr_array_index (areas, areas->len - 1);
  is_hole = !is_new && wg_shape_contains (shape, line->points[0]);
  wg_shape_add_ring (shape, line->points, line->n_points - 1,
                     wg_shape_n_parts (shape) - (is_hole ? 1 : 0), is_hole);
}

GArray *
wg_source_read_points (const char *path, const char *layer, WgFrame *frame, const WgProgress *progress,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (WgLinework) linework = wg_linework_read (path, layer, frame, progress, cancellable, error);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  if (linework == NULL)
    return NULL;
  for (guint i = 0; i < linework->items->len; i++)
    {
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, i);

      if (is_point (item))
        g_array_append_val (points, item->line->points[0]);
    }
  if (points->len > 0)
    return g_steal_pointer (&points);
  refuse_empty (path, "points", error);
  return NULL;
}

GPtrArray *
wg_source_read_areas (const char *path, const char *layer, WgFrame *frame, const WgProgress *progress,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (WgLinework) linework = wg_linework_read (path, layer, frame, progress, cancellable, error);
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  const WgLineworkItem *last = NULL;

  if (linework == NULL)
    return NULL;
  for (guint i = 0; i < linework->items->len; i++)
    {
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, i);

      if (!item->is_area)
        continue;
      add_ring (areas, item, last == NULL || last->feature != item->feature);
      last = item;
    }
  if (areas->len > 0)
    return g_steal_pointer (&areas);
  refuse_empty (path, "areas", error);
  return NULL;
}
