/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-random.h"
#include "app/geometry/wg-geos.h"
#include "app/geometry/wg-triangulation.h"

#define POINT(t, v) wg_triangulation_point ((t), (v))

static gboolean
is_inside_circle (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  long double ax = a.x - d.x, ay = a.y - d.y, bx = b.x - d.x, by = b.y - d.y, cx = c.x - d.x,
              cy = c.y - d.y;

  return (ax * ax + ay * ay) * (bx * cy - by * cx) + (bx * bx + by * by) * (cx * ay - cy * ax)
           + (cx * cx + cy * cy) * (ax * by - ay * bx)
         > 0;
}

/* Neighbours name each other, triangles run counter-clockwise, and together they fill the frame. */
static void
check_triangles (const WgTriangulation *t)
{
  guint n = wg_triangulation_count (t), n_vertices = wg_triangulation_n_vertices (t);
  __int128 sum = 0;

  for (guint i = 0; i < n; i++)
    {
      const WgTriangle *triangle = wg_triangulation_get (t, i);
      gint64 area2 = wg_point_cross (POINT (t, triangle->v[0]), POINT (t, triangle->v[1]),
                                     POINT (t, triangle->v[2]));

      g_assert_cmpint (area2, >, 0);
      sum += area2;
      for (guint k = 0; k < 3; k++)
        {
          const WgTriangle *other = NULL;
          guint back = 3;

          if (triangle->n[k] < 0)
            continue;
          other = wg_triangulation_get (t, (guint) triangle->n[k]);
          for (guint j = 0; j < 3; j++)
            if (other->n[j] == (gint32) i)
              back = j;
          g_assert_cmpuint (back, <, 3);
          g_assert_cmpuint (other->v[(back + 1) % 3], ==, triangle->v[(k + 2) % 3]);
          g_assert_cmpuint (other->v[(back + 2) % 3], ==, triangle->v[(k + 1) % 3]);
          g_assert_cmpint (other->fixed[back], ==, triangle->fixed[k]);
        }
    }
  g_assert_cmpuint (n, ==, 2 * (n_vertices - 3) + 1);
  g_assert_true (sum == (__int128) wg_point_cross (POINT (t, 0), POINT (t, 1), POINT (t, 2)));
}

static void
test_delaunay (void)
{
  for (guint64 seed = 1; seed <= 40; seed++)
    {
      WgRandom random = wg_random (seed);
      guint n = (guint) wg_random_int (&random, 1, 60);
      gint64 size = seed % 2 == 0 ? 8 : 1000000; /* many points in line and on circles; or few */
      g_autofree WgPoint *points = g_new (WgPoint, n);
      g_autofree guint32 *vertices = g_new (guint32, n);
      g_autoptr (WgTriangulation) t = NULL;

      for (guint i = 0; i < n; i++)
        points[i] = (WgPoint){ (gint32) wg_random_int (&random, 0, size),
                               (gint32) wg_random_int (&random, 0, size) };
      t = wg_triangulation_new (points, n, vertices);
      check_triangles (t);
      for (guint i = 0; i < n; i++)
        g_assert_true (wg_point_equal (POINT (t, vertices[i]), points[i]));
      for (guint i = 0; i < wg_triangulation_count (t); i++)
        {
          const WgTriangle *triangle = wg_triangulation_get (t, i);

          for (guint k = 0; k < n && size > 8; k++)
            if (triangle->v[0] > 2 && triangle->v[1] > 2 && triangle->v[2] > 2)
              g_assert_false (is_inside_circle (POINT (t, triangle->v[0]), POINT (t, triangle->v[1]),
                                                POINT (t, triangle->v[2]), points[k]));
        }
    }
}

static gboolean
has_fixed_edge (const WgTriangulation *t, guint32 a, guint32 b)
{
  for (guint i = 0; i < wg_triangulation_count (t); i++)
    for (guint k = 0; k < 3; k++)
      {
        const WgTriangle *triangle = wg_triangulation_get (t, i);

        if (triangle->v[(k + 1) % 3] == a && triangle->v[(k + 2) % 3] == b && triangle->fixed[k])
          return TRUE;
      }
  return FALSE;
}

/* A ring through many points around it: every edge is there afterwards. */
static void
test_fixed (void)
{
  for (guint64 seed = 1; seed <= 40; seed++)
    {
      WgRandom random = wg_random (seed);
      guint n_ring = 12, n = 300;
      g_autofree WgPoint *points = g_new (WgPoint, n);
      g_autofree guint32 *vertices = g_new (guint32, n);
      g_autoptr (WgTriangulation) t = NULL;

      for (guint i = 0; i < n; i++)
        points[i] = (WgPoint){ (gint32) wg_random_int (&random, -100000, 100000),
                               (gint32) wg_random_int (&random, -100000, 100000) };
      for (guint i = 0; i < n_ring; i++)
        points[i] = (WgPoint){ (gint32) (i < 6 ? (int) i * 30011 - 75000 : 75000 - ((int) i - 6) * 30011),
                               (gint32) (i < 6 ? -60000 + (int) (i % 2) * 9000 : 61000) };
      t = wg_triangulation_new (points, n, vertices);
      for (guint i = 0; i < n_ring; i++)
        {
          guint32 a = vertices[i], b = vertices[(i + 1) % n_ring];

          g_assert_true (wg_triangulation_fix (t, a, b));
          g_assert_true (has_fixed_edge (t, a, b));
        }
      check_triangles (t);
      g_assert_false (wg_triangulation_fix (t, vertices[0], vertices[8])
                      && wg_triangulation_fix (t, vertices[2], vertices[11]));
      check_triangles (t);
    }
}

/* A segment over vertices in between becomes several edges. */
static void
test_in_line (void)
{
  WgPoint points[] = { { 0, 0 }, { 10, 0 }, { 20, 0 }, { 30, 0 }, { 15, 7 }, { 15, -7 }, { 5, 1 } };
  guint32 v[7];
  g_autoptr (WgTriangulation) t = wg_triangulation_new (points, G_N_ELEMENTS (points), v);

  g_assert_true (wg_triangulation_fix (t, v[0], v[3]));
  for (guint i = 0; i < 3; i++)
    g_assert_true (has_fixed_edge (t, v[i], v[i + 1]));
  check_triangles (t);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/triangulation/delaunay", test_delaunay);
  g_test_add_func ("/triangulation/fixed", test_fixed);
  g_test_add_func ("/triangulation/in-line", test_in_line);
  return g_test_run ();
}
