/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The finder against going through everything. */
#include "app/base/wg-random.h"
#include "app/geometry/wg-linework-finder.h"

static WgLinework *
make_linework (WgRandom *random, guint n_items)
{
  WgLinework *linework = wg_linework_new ();

  for (guint i = 0; i < n_items; i++)
    {
      guint n = (guint) wg_random_int (random, 2, i % 50 == 0 ? 500 : 12);
      g_autofree WgPoint *points = g_new (WgPoint, n);

      points[0] = (WgPoint){ (gint32) wg_random_int (random, -1000000, 1000000),
                             (gint32) wg_random_int (random, -1000000, 1000000) };
      for (guint j = 1; j < n; j++)
        points[j] = (WgPoint){ points[j - 1].x + (gint32) wg_random_int (random, -9000, 10000),
                               points[j - 1].y + (gint32) wg_random_int (random, -9000, 10000) };
      wg_linework_add (linework, wg_line_new (points, n), i, FALSE, 0, NULL);
    }
  return linework;
}

/** How many segments of the points have an envelope that meets the box. */
static guint
count (const WgPoint *points, guint n_points, const WgEnvelope *box)
{
  guint n = 0;

  for (guint i = 1; i < n_points; i++)
    {
      WgEnvelope e = WG_ENVELOPE_EMPTY;
      wg_envelope_add_point (&e, points[i - 1]);
      wg_envelope_add_point (&e, points[i]);
      n += wg_envelope_intersects (&e, box);
    }
  return n;
}

static void
test_query (void)
{
  WgRandom random = wg_random (3);
  g_autoptr (WgLinework) linework = make_linework (&random, 3000);
  g_autoptr (WgLineworkFinder) finder = wg_linework_finder_new (linework);
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (WgLineworkChunk));

  g_assert_true (wg_linework_finder_get (finder) == linework);
  for (guint round = 0; round < 300; round++)
    {
      gint32 x = (gint32) wg_random_int (&random, -1100000, 1100000);
      gint32 y = (gint32) wg_random_int (&random, -1100000, 1100000);
      gint32 size = (gint32) wg_random_int (&random, 1, 60000);
      WgEnvelope box = { x, y, x + size, y + size };
      guint found = 0, expected = 0, n_points = 0;

      g_array_set_size (chunks, 0);
      wg_linework_finder_query (finder, &box, chunks);
      for (guint i = 0; i < chunks->len; i++)
        {
          const WgLineworkChunk *chunk = &g_array_index (chunks, WgLineworkChunk, i);
          const WgLine *line = g_array_index (linework->items, WgLineworkItem, chunk->item).line;
          found += count (line->points + chunk->first, chunk->n_points, &box);
          n_points += chunk->n_points;
        }
      for (guint i = 0; i < linework->items->len; i++)
        {
          const WgLine *line = g_array_index (linework->items, WgLineworkItem, i).line;
          expected += count (line->points, line->n_points, &box);
        }
      g_assert_cmpuint (found, ==, expected);
      g_assert_cmpuint (n_points, <, 30000);
    }
}

static void
test_empty (void)
{
  g_autoptr (WgLinework) linework = wg_linework_new ();
  g_autoptr (WgLineworkFinder) finder = wg_linework_finder_new (linework);
  g_autoptr (GArray) chunks = g_array_new (FALSE, FALSE, sizeof (WgLineworkChunk));
  WgEnvelope box = { -1, -1, 1, 1 };

  wg_linework_finder_query (finder, &box, chunks);
  g_assert_cmpuint (chunks->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/linework-finder/query", test_query);
  g_test_add_func ("/linework-finder/empty", test_empty);
  return g_test_run ();
}
