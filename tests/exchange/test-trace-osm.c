/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways along the real streets of Liechtenstein (OpenStreetMap). */
#include "app/crs/wg-frame.h"
#include "app/exchange/wg-basemap.h"
#include "app/geometry/wg-trace.h"

#include <math.h>

static WgLinework *
read_streets (void)
{
  const char *folder = g_getenv ("WG_SHARED_DATA");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "../shared/data", "osm",
                                            "liechtenstein-2021.osm.pbf", NULL);
  g_autoptr (WgFrame) frame = wg_frame_new_for_place (9.52, 47.14);
  g_autoptr (GError) error = NULL;
  WgLinework *linework = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no shared data");
      return NULL;
    }
  linework = wg_linework_read (path, "lines", frame, NULL, NULL, &error);
  g_assert_no_error (error);
  return linework;
}

static gboolean
is_street (const WgLineworkItem *item)
{
  return !item->is_area && item->class >= 1 && item->class <= 5 && item->line->n_points > 1
         && !wg_point_equal (item->line->points[0], item->line->points[1]);
}

static double
length_of (const GArray *points)
{
  double sum = 0;

  for (guint i = 1; i < points->len; i++)
    sum += hypot ((double) g_array_index (points, WgPoint, i).x
                    - g_array_index (points, WgPoint, i - 1).x,
                  (double) g_array_index (points, WgPoint, i).y
                    - g_array_index (points, WgPoint, i - 1).y);
  return sum;
}

/** From a street's beginning to vertices all around: every piece of the way lies on a street, ends
 *  are where they were asked for, and no way is shorter than the straight line. */
static void
test_streets (void)
{
  g_autoptr (WgLinework) linework = read_streets ();
  guint n_found = 0, n_asked = 0;

  if (linework == NULL)
    return;
  for (guint i = 0; i < linework->items->len; i += 500)
    {
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, i);
      WgPoint from = item->line->points[0];
      WgEnvelope window = { from.x - 700000, from.y - 700000, from.x + 700000, from.y + 700000 };
      g_autoptr (WgTrace) trace = wg_trace_new (&window);
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

      if (!is_street (item))
        continue;
      for (guint j = 0; j < linework->items->len; j++)
        {
          const WgLineworkItem *other = &g_array_index (linework->items, WgLineworkItem, j);
          if (is_street (other) && wg_envelope_intersects (&other->line->envelope, &window))
            wg_trace_add_line (trace, other->line->points, other->line->n_points);
        }
      g_assert_true (wg_trace_begin (trace, from, 0, 500));
      for (guint j = 0; j < linework->items->len; j += 7)
        {
          const WgLineworkItem *other = &g_array_index (linework->items, WgLineworkItem, j);
          WgPoint to = other->line->points[other->line->n_points - 1];

          if (!is_street (other) || !wg_envelope_contains (&window, to))
            continue;
          n_asked++;
          if (!wg_trace_find (trace, to, 0, points))
            continue;
          n_found++;
          g_assert_true (wg_point_equal (g_array_index (points, WgPoint, 0), from));
          g_assert_true (wg_point_equal (g_array_index (points, WgPoint, points->len - 1), to));
          g_assert_cmpfloat (length_of (points) + 1e-6, >=,
                             hypot ((double) to.x - from.x, (double) to.y - from.y));
          for (guint k = 1; k < points->len; k++)
            g_assert_false (wg_point_equal (g_array_index (points, WgPoint, k),
                                            g_array_index (points, WgPoint, k - 1)));
        }
    }
  g_test_message ("%u of %u ways found", n_found, n_asked);
  g_assert_cmpuint (n_asked, >, 100);
  /* The streets of a valley hang together, up to some private roads and what the window cuts. */
  g_assert_cmpuint (n_found * 10, >, n_asked * 9);
}

/** A border along a street through a village: the way has the vertices of the streets. */
static void
test_vertices (void)
{
  g_autoptr (WgLinework) linework = read_streets ();
  g_autoptr (GHashTable) vertices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  g_autoptr (WgTrace) trace = NULL;
  const WgLineworkItem *longest = NULL;
  guint n_known = 0;

  if (linework == NULL)
    return;
  trace = wg_trace_new (&linework->envelope);
  for (guint j = 0; j < linework->items->len; j++)
    {
      const WgLineworkItem *item = &g_array_index (linework->items, WgLineworkItem, j);

      if (!is_street (item))
        continue;
      wg_trace_add_line (trace, item->line->points, item->line->n_points);
      if (longest == NULL || item->line->n_points > longest->line->n_points)
        longest = item;
      for (guint i = 0; i < item->line->n_points; i++)
        {
          gint64 key = (gint64) item->line->points[i].x * (G_GINT64_CONSTANT (1) << 32)
                       ^ (guint32) item->line->points[i].y;
          g_hash_table_add (vertices, g_memdup2 (&key, sizeof key));
        }
    }
  g_test_message ("%u segments", wg_trace_n_segments (trace));
  g_assert_true (wg_trace_begin (trace, longest->line->points[0], 0, 500));
  g_assert_true (wg_trace_find (trace, longest->line->points[longest->line->n_points - 1], 0, points));
  g_assert_cmpuint (points->len, >=, 3);
  for (guint i = 0; i < points->len; i++)
    {
      WgPoint p = g_array_index (points, WgPoint, i);
      gint64 key = (gint64) p.x * (G_GINT64_CONSTANT (1) << 32) ^ (guint32) p.y;
      n_known += g_hash_table_contains (vertices, &key);
    }
  /* The others are crossings without a vertex (a bridge over a road) where it changes streets. */
  g_assert_cmpuint (n_known * 10, >=, points->len * 9);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trace/osm/streets", test_streets);
  g_test_add_func ("/trace/osm/vertices", test_vertices);
  return g_test_run ();
}
