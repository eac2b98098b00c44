/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "app/geometry/wg-coverage-shape.h"
#include "app/render/wg-paper-private.h"
#include "tests/support/wg-lattice-plan.h"

#include <math.h>

#define SIDE 240

static void
land_by_level (guint32 owner, WgPaperLand *land, gpointer plan)
{
  land->unit = owner != 0 ? wg_plan_get_ancestor (plan, owner, 2) : 0;
  land->fill = land->unit % 5;
  land->is_subject = land->unit % 7 == 3;
}

static WgGround *
make_paper (guint64 seed)
{
  const WgLattice lattice = { 18, 12, 100000, 12, 17, 0, seed };
  g_autoptr (WgPlan) plan = wg_lattice_plan_new (&lattice);

  return wg_ground_new (plan, NULL);
}

static WgPaperMap *
make_map (WgGround *ground, const WgViewport *viewport)
{
  WgPaperLook look = { .land = land_by_level, .user_data = wg_ground_get_plan (ground) };

  for (guint i = 0; i < 5; i++)
    look.fills[i].rgb = 0x101010 * (i + 1);
  for (guint i = 0; i <= WG_MAX_DEPTH; i++)
    look.borders[i] = (WgPaperStroke){ 0xff0000, 1, 0 };
  return wg_paper_map_new (ground, viewport, &look);
}

static guint32
pixel_at (cairo_surface_t *surface, guint x, guint y)
{
  const guint8 *row = cairo_image_surface_get_data (surface)
                      + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
  return ((const guint32 *) (const void *) row)[x] & 0xffffff;
}

static WgFaceId
face_at_pixel (WgGround *ground, const WgViewport *viewport, double x, double y)
{
  WgPoint p = { (gint32) wg_viewport_from_pixel_x (viewport, x),
                (gint32) wg_viewport_from_pixel_y (viewport, y) };

  return wg_coverage_face_at (wg_plan_get_coverage (wg_ground_get_plan (ground)), p);
}

/* The picture of the fills says at each pixel what the coverage says there. Pixels by a border, where
 * thinning may move it, are passed over. */
static guint
compare_fills (WgGround *ground, const WgViewport *viewport)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (WgPaperMap) map = make_map (ground, viewport);
  guint n = 0;

  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  wg_paper_map_paint_fills (map, cr);
  cairo_surface_flush (surface);
  for (guint y = 1; y + 1 < SIDE; y += 3)
    for (guint x = 1; x + 1 < SIDE; x += 3)
      {
        WgFaceId face = face_at_pixel (ground, viewport, x + 0.5, y + 0.5);
        WgPaperLand land = { 0, WG_PAPER_NO_FILL, 0 };

        if (face != face_at_pixel (ground, viewport, x - 0.3, y - 0.3)
            || face != face_at_pixel (ground, viewport, x + 1.3, y + 1.3)
            || face != face_at_pixel (ground, viewport, x - 0.3, y + 1.3)
            || face != face_at_pixel (ground, viewport, x + 1.3, y - 0.3))
          continue;
        if (face != WG_FACE_OUTSIDE)
          land_by_level (wg_coverage_owner (wg_plan_get_coverage (wg_ground_get_plan (ground)), face),
                         &land, wg_ground_get_plan (ground));
        g_assert_cmphex (pixel_at (surface, x, y), ==,
                         land.fill == WG_PAPER_NO_FILL ? 0 : 0x101010u * (land.fill + 1u));
        n++;
      }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return n;
}

static void
test_fills (void)
{
  /* The whole map, parts of it, its corner, inside a grid, and beside it. */
  const double views[][3] = { { 900, 600, 0.12 },  { 450, 300, 0.4 },   { 30, 30, 0.5 },
                              { 848, 552, 6 },     { 850, 550, 60 },    { 5000, 5000, 1 },
                              { 1700, 1150, 0.9 } };

  for (guint64 seed = 1; seed < 4; seed++)
    {
      g_autoptr (WgGround) ground = make_paper (seed);
      WgEnvelope box = wg_coverage_envelope (wg_plan_get_coverage (wg_ground_get_plan (ground)));

      for (guint i = 0; i < G_N_ELEMENTS (views); i++)
        {
          WgViewport viewport = { box.min_x + views[i][0] * 1000, box.min_y + views[i][1] * 1000,
                                  views[i][2] / 1000, SIDE, SIDE };

          g_assert_cmpuint (compare_fills (ground, &viewport), >, 2000);
        }
    }
}

/* Each label place lies in its unit, and nothing else is as near as it says. */
static void
test_spots (void)
{
  g_autoptr (WgGround) ground = make_paper (5);
  WgEnvelope box = wg_coverage_envelope (wg_plan_get_coverage (wg_ground_get_plan (ground)));
  WgViewport viewport = { box.min_x + 900e3, box.min_y + 600e3, 0.3e-3, SIDE, SIDE };
  g_autoptr (WgPaperMap) map = make_map (ground, &viewport);
  const GArray *units = wg_paper_map_get_units (map);
  guint n = 0;

  for (guint i = 0; i < units->len; i++)
    {
      guint32 unit = g_array_index (units, guint32, i);
      WgPaperSpot spot;

      if (unit == 0 || !wg_paper_map_find_spot (map, unit, 3, &spot) || spot.clearance < 1)
        continue;
      for (guint k = 0; k < 8; k++)
        {
          double reach = spot.clearance - 0.5, angle = k * G_PI / 4;
          WgFaceId face = face_at_pixel (ground, &viewport, spot.x + 3 * reach * cos (angle),
                                         spot.y + reach * sin (angle));
          WgPaperLand land = { 0 };

          land_by_level (wg_coverage_owner (wg_plan_get_coverage (wg_ground_get_plan (ground)), face),
                         &land, wg_ground_get_plan (ground));
          g_assert_cmpuint (land.unit, ==, unit);
        }
      g_assert_cmpfloat (spot.x, >=, 0);
      g_assert_cmpfloat (spot.x, <=, SIDE);
      n++;
    }
  g_assert_cmpuint (n, >=, 4);
  g_assert_false (wg_paper_map_find_spot (map, 999999, 1, &(WgPaperSpot){ 0 }));
}

/* Thinned lines keep their ends, stay within the tolerance and lose most of their points. */
static void
test_thinning (void)
{
  WgViewport viewport = { 0, 0, 0.001, 400, 400 };
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (WgPaperPoint));
  WgPoint points[500];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (WgPoint){ (gint32) (i * 700) - 170000, (gint32) (60000 * sin (i / 40.0)) };
  g_assert_cmpuint (wg_paper_thin (&viewport, points, G_N_ELEMENTS (points), out), ==, out->len);
  g_assert_cmpuint (out->len, <, 100);
  g_assert_cmpuint (out->len, >, 10);
  for (guint i = 0, at = 1; i < G_N_ELEMENTS (points); i++)
    {
      WgPaperPoint p = wg_paper_point (&viewport, points[i]), a, b;
      double off = 0;

      while (at + 1 < out->len && g_array_index (out, WgPaperPoint, at).x < p.x)
        at++;
      a = g_array_index (out, WgPaperPoint, at - 1);
      b = g_array_index (out, WgPaperPoint, at);
      off = fabs ((b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)) / hypot (b.x - a.x, b.y - a.y);
      g_assert_cmpfloat (off, <=, WG_PAPER_THINNING + 0.02);
    }
  g_assert_cmpfloat (g_array_index (out, WgPaperPoint, 0).x, ==,
                     wg_paper_point (&viewport, points[0]).x);
}

/* The index finds what looking at everything finds. */
static void
test_index (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  WgEnvelope boxes[700];
  WgPaperIndex index;

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      gint32 x = g_rand_int_range (random, -90000, 90000), y = g_rand_int_range (random, -9000, 90000);
      gint32 reach = i % 50 == 0 ? 60000 : 800;
      boxes[i] = i % 90 == 1 ? WG_ENVELOPE_EMPTY : (WgEnvelope){ x, y, x + reach, y + reach / 2 };
    }
  wg_paper_index_init (&index, boxes, G_N_ELEMENTS (boxes));
  for (guint i = 0; i < 200; i++)
    {
      gint32 x = g_rand_int_range (random, -120000, 120000);
      WgEnvelope window = { x, x / 2, x + (gint32) (i * 200), x / 2 + (gint32) (i * 100) };
      guint n = 0;

      g_array_set_size (found, 0);
      wg_paper_index_find (&index, &window, found);
      for (guint k = 0; k < G_N_ELEMENTS (boxes); k++)
        if (wg_envelope_intersects (&boxes[k], &window))
          g_assert_cmpuint (g_array_index (found, guint32, n++), ==, k);
      g_assert_cmpuint (n, ==, found->len);
    }
  wg_paper_index_clear (&index);
  wg_paper_index_init (&index, NULL, 0);
  wg_paper_index_find (&index, &boxes[0], found);
  wg_paper_index_clear (&index);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/fills", test_fills);
  g_test_add_func ("/paper/spots", test_spots);
  g_test_add_func ("/paper/thinning", test_thinning);
  g_test_add_func ("/paper/index", test_index);
  return g_test_run ();
}
