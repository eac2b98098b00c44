/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-test-surroundings.h"

#include <math.h>

static WgPoint
turned (WgPoint at, double x, double y, double angle)
{
  return (WgPoint){ at.x + (gint32) lround (x * cos (angle) - y * sin (angle)),
                    at.y + (gint32) lround (x * sin (angle) + y * cos (angle)) };
}

static WgShape *
make_footprint (WgPoint at, WgRandom *random)
{
  double w = (double) wg_random_int (random, 4000, 20000), h = (double) wg_random_int (random, 4000, 20000);
  double angle = (double) wg_random_int (random, 0, 6283) / 1000.0;
  gboolean is_l = wg_random_int (random, 0, 2) == 0;
  const double corners[6][2] = { { -w, -h }, { w, -h }, { w, is_l ? 0.2 * h : h },
                                 { 0.2 * w, 0.2 * h }, { 0.2 * w, h }, { -w, h } };
  WgShape *shape = wg_shape_new ();
  WgPoint points[6];
  guint n = 0;

  for (guint i = 0; i < 6; i++)
    if (is_l || (i != 3 && i != 4))
      points[n++] = turned (at, corners[i][0], corners[i][1], angle);
  wg_shape_add_ring (shape, points, n, 0, FALSE);
  return shape;
}

void
wg_test_put_buildings (WgPlan *plan, guint n, WgRandom *random)
{
  g_autoptr (WgBuildingSet) set = wg_building_set_new (n);
  WgEnvelope e = wg_coverage_envelope (wg_plan_get_coverage (plan));

  for (guint i = 0; i < n; i++)
    {
      WgPoint at = { (gint32) wg_random_int (random, e.min_x - 9000, e.max_x + 9000),
                     (gint32) wg_random_int (random, e.min_y - 9000, e.max_y + 9000) };
      WgBuilding building = { .id = 10 + 3 * i, .point = at, .households = 12, .people = 30,
                              .floors = 6, .units = 2, .footprint = make_footprint (at, random) };

      wg_building_set_add (set, &building);
    }
  wg_plan_set_buildings (plan, set);
}

WgLinework *
wg_test_make_roads (WgPlan *plan, WgRandom *random)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgLinework *roads = wg_linework_new ();

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id += 2)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      double bulge = (double) wg_random_int (random, -12000, 12000);
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
      double run = 0.0, length = 0.0;

      if (arc == NULL)
        continue;
      for (guint i = 1; i < arc->line->n_points; i++)
        length += sqrt ((double) wg_point_distance2 (arc->line->points[i - 1], arc->line->points[i]));
      for (guint i = 1; i < arc->line->n_points; i++)
        {
          WgPoint a = arc->line->points[i - 1], b = arc->line->points[i];
          double side = sqrt ((double) wg_point_distance2 (a, b));

          for (double at = i == 1 ? 0.0 : 2000.0; at < side; at += 2000.0)
            {
              double off = 1000.0 + bulge * pow (sin ((run + at) / length * G_PI), 2.0);
              WgPoint p = { a.x + (gint32) lround ((at * (b.x - a.x) - off * (b.y - a.y)) / side),
                            a.y + (gint32) lround ((at * (b.y - a.y) + off * (b.x - a.x)) / side) };

              if (points->len == 0
                  || !wg_point_equal (g_array_index (points, WgPoint, points->len - 1), p))
                g_array_append_val (points, p);
            }
          run += side;
        }
      if (points->len >= 2)
        wg_linework_add (roads, wg_line_new ((WgPoint *) (void *) points->data, points->len), id,
                         FALSE, 3, "文三路");
    }
  return roads;
}
