/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-random.h"
#include "app/render/wg-linework-index.h"

#define SIDE 256
#define BUILDING 8
#define ROAD 2

static void
add_ring (WgLinework *linework, guint feature, guint class, gint32 x, gint32 y, gint32 size,
          gboolean is_reversed)
{
  WgPoint p[5] = { { x, y }, { x + size, y }, { x + size, y + size }, { x, y + size }, { x, y } };
  WgPoint r[5] = { p[0], p[3], p[2], p[1], p[0] };

  wg_linework_add (linework, wg_line_new (is_reversed ? r : p, 5), feature, TRUE, class, NULL);
}

static guint32 *
paint (WgLinework *linework, const WgViewport *viewport, double opacity)
{
  guint32 *pixels = g_new (guint32, SIDE * SIDE);
  WgTarget target = { (guint8 *) pixels, SIDE * 4, SIDE, SIDE };
  WgLineworkIndex *index = wg_linework_index_new (linework);

  for (guint i = 0; i < SIDE * SIDE; i++)
    pixels[i] = 0xffffffff;
  wg_linework_index_paint (index, viewport, wg_style_light (), opacity, &target, NULL);
  wg_linework_index_unref (index);
  return pixels;
}

static guint32
at (const guint32 *pixels, const WgViewport *v, double x, double y)
{
  return pixels[(guint) wg_viewport_to_pixel_y (v, y) * SIDE + (guint) wg_viewport_to_pixel_x (v, x)];
}

/* Rings run as they came: holes are holes and islands in them are land, whatever their turn. */
static void
test_rings (void)
{
  WgViewport v = { 50000, 50000, 0.002, SIDE, SIDE };

  for (guint turn = 0; turn < 8; turn++)
    {
      g_autoptr (WgLinework) linework = wg_linework_new ();
      g_autofree guint32 *pixels = NULL;
      guint32 building = 0;

      add_ring (linework, 1, BUILDING, 10000, 10000, 80000, turn & 1);
      add_ring (linework, 1, BUILDING, 20000, 20000, 60000, turn & 2);
      add_ring (linework, 1, BUILDING, 40000, 40000, 20000, turn & 4);
      pixels = paint (linework, &v, 1);
      building = at (pixels, &v, 15000, 50000);
      g_assert_cmphex (building, !=, 0xffffffff);
      g_assert_cmphex (at (pixels, &v, 50000, 50000), ==, building);
      g_assert_cmphex (at (pixels, &v, 30000, 50000), ==, 0xffffffff);
      g_assert_cmphex (at (pixels, &v, 5000, 50000), ==, 0xffffffff);
    }
}

/* Buildings smaller than a pixel are as dark together as the land that they cover. */
static void
test_small (void)
{
  g_autoptr (WgLinework) linework = wg_linework_new ();
  g_autofree guint32 *pixels = NULL;
  g_autofree guint32 *large = NULL;
  g_autoptr (WgLinework) one = wg_linework_new ();
  WgViewport v = { 2000000, 2000000, 0.00005, SIDE, SIDE };
  double sum = 0, whole = 0;
  guint n = 0;

  /* Every 20 m a building of 10 m: a quarter of the land; half a pixel each. */
  for (gint32 y = 0; y < 4000000; y += 20000)
    for (gint32 x = 0; x < 4000000; x += 20000)
      {
        n++;
        add_ring (linework, n, BUILDING, x + 5000, y + 5000, 10000, n % 2);
      }
  add_ring (one, 1, BUILDING, 0, 0, 4000000, FALSE);
  pixels = paint (linework, &v, 1);
  large = paint (one, &v, 1);
  for (guint y = 60; y < 190; y++)
    for (guint x = 60; x < 190; x++)
      {
        sum += 255 - (double) (pixels[y * SIDE + x] & 0xff);
        whole += 255 - (double) (large[y * SIDE + x] & 0xff);
      }
  g_assert_cmpfloat (whole, >, 0);
  g_assert_cmpfloat_with_epsilon (sum / whole, 0.25, 0.03);
}

/* A line far longer than the picture, crossed twice, is no darker where it crosses; nothing is
 * drawn beside it; opacity is kept. */
static void
test_roads (void)
{
  g_autoptr (WgLinework) linework = wg_linework_new ();
  WgPoint cross[4] = { { -400000000, 0 }, { 400000000, 0 }, { 0, 400000000 }, { 0, -400000000 } };
  WgViewport v = { 0, 0, 0.0001, SIDE, SIDE };
  g_autofree guint32 *pixels = NULL, *none = NULL;

  wg_linework_add (linework, wg_line_new (cross, 4), 1, FALSE, ROAD, NULL);
  pixels = paint (linework, &v, 1);
  none = paint (linework, &v, 0);
  g_assert_cmphex (pixels[127 * SIDE + 20], ==, pixels[127 * SIDE + 220]);
  g_assert_cmphex (pixels[127 * SIDE + 20], !=, 0xffffffff);
  g_assert_cmphex (pixels[30 * SIDE + 30], ==, 0xffffffff);
  for (guint i = 0; i < SIDE * SIDE; i++)
    g_assert_cmphex (none[i], ==, 0xffffffff);
}

/* On paper (vectors) the same things are in the same places. */
static void
test_vector (void)
{
  g_autoptr (WgLinework) linework = wg_linework_new ();
  WgViewport v = { 50000, 50000, 0.002, SIDE, SIDE };
  g_autofree guint32 *pixels = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_t *cr = cairo_create (surface);
  const guint32 *drawn = NULL;
  guint n_far = 0;

  add_ring (linework, 1, BUILDING, 10000, 10000, 80000, FALSE);
  add_ring (linework, 1, BUILDING, 20000, 20000, 60000, FALSE);
  pixels = paint (linework, &v, 1);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  wg_linework_paint (linework, &v, wg_style_light (), 1, cr, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  drawn = (const guint32 *) cairo_image_surface_get_data (surface);
  for (guint i = 0; i < SIDE * SIDE; i++)
    n_far += ABS ((int) (drawn[i] & 0xff) - (int) (pixels[i] & 0xff)) > 24;
  g_assert_cmpuint (n_far, <, 60);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/linework/rings", test_rings);
  g_test_add_func ("/linework/small", test_small);
  g_test_add_func ("/linework/roads", test_roads);
  g_test_add_func ("/linework/vector", test_vector);
  return g_test_run ();
}
