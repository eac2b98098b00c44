/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-coverage-shape.h"
#include "app/render/wg-scene-private.h"
#include "tests/support/wg-lattice-plan.h"

#include <math.h>

#define WIDTH 400
#define HEIGHT 300

typedef struct
{
  WgPlan *plan;
  WgScene *scene;
  WgSceneSnapshot *snapshot;
  WgViewport viewport;
} Fixture;

static const WgLattice lattice = { 22, 16, 5000, 9, 23, 17, 5 };

static void
set_up (Fixture *f, gconstpointer data)
{
  WgEnvelope e;

  f->plan = wg_lattice_plan_new (&lattice);
  f->scene = wg_scene_new (f->plan);
  f->snapshot = wg_scene_snapshot (f->scene, 0);
  e = wg_scene_envelope (f->scene);
  f->viewport = (WgViewport){ 0, 0, 1, WIDTH, HEIGHT };
  wg_viewport_fit (&f->viewport, &e, 10);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wg_scene_snapshot_unref (f->snapshot);
  wg_scene_free (f->scene);
  g_assert_finalize_object (f->plan);
}

static guint32 *
paint_fills (Fixture *f, const WgViewport *v, double opacity)
{
  guint32 *pixels = g_new0 (guint32, (gsize) (v->width * v->height));
  WgScenePaint paint = { WG_PAINT_FILLS, opacity, (guint8 *) pixels, (gsize) v->width * 4 };
  WgStyle style = *wg_style_light ();

  style.unowned_hatch = style.unowned_fill;
  wg_scene_paint_parts (f->snapshot, v, &style, &paint, NULL);
  return pixels;
}

static void
add_face (cairo_t *cr, const WgViewport *v, const WgShape *shape)
{
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, r);
      for (guint i = 0; i < ring->n_points; i++)
        {
          WgPoint p = WG_SHAPE_POINT (shape, ring->first + i);
          cairo_line_to (cr, wg_viewport_to_pixel_x (v, p.x), wg_viewport_to_pixel_y (v, p.y));
        }
      cairo_close_path (cr);
    }
}

/* Each face filled by cairo and added: areas add up, as they do in the sweep. */
static guint32 *
paint_reference (Fixture *f, const WgViewport *v)
{
  guint32 *pixels = g_new0 (guint32, (gsize) (v->width * v->height));
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
    (guchar *) pixels, CAIRO_FORMAT_ARGB32, (int) v->width, (int) v->height, (int) v->width * 4);
  cairo_t *cr = cairo_create (surface);
  WgCoverage *coverage = wg_plan_get_coverage (f->plan);
  const WgStyle *style = wg_style_light ();
  const WgSceneTable *table = f->snapshot->tables[f->snapshot->n_levels];

  cairo_set_operator (cr, CAIRO_OPERATOR_ADD);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_BEST);
  for (WgFaceId face = 1; face < wg_coverage_face_limit (coverage); face++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      guint kind = table->fills[wg_coverage_owner (coverage, face)];
      guint32 rgb = kind < WG_N_FILLS        ? style->fills[kind]
                    : kind < WG_FILL_UNOWNED ? style->light_fills[kind - WG_FILL_LIGHT]
                                             : style->unowned_fill;
      wg_coverage_face_shape (coverage, face, shape);
      add_face (cr, v, shape);
      cairo_set_source_rgb (cr, (rgb >> 16) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                            (rgb & 0xff) / 255.0);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return pixels;
}

static double
root_mean_square (const guint32 *a, const guint32 *b, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    for (guint shift = 0; shift < 32; shift += 8)
      {
        double d = (double) (a[i] >> shift & 0xff) - (double) (b[i] >> shift & 0xff);
        sum += d * d;
      }
  return sqrt (sum / (double) (4 * n));
}

static void
test_against_cairo (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *swept = paint_fills (f, &f->viewport, 1);
  g_autofree guint32 *reference = paint_reference (f, &f->viewport);
  WgViewport near = f->viewport;
  g_autofree guint32 *swept_near = NULL, *reference_near = NULL;

  /* Lines simplified by up to 0.35 pixels. */
  g_assert_cmpfloat (root_mean_square (swept, reference, WIDTH * HEIGHT), <, 4);
  /* The very lines, cut by the picture on all sides: only the rounding of cairo's sampling. */
  wg_viewport_zoom_at (&near, 130, 110, 5);
  g_assert_cmpfloat (near.scale, >, 1 / 256.0);
  swept_near = paint_fills (f, &near, 1);
  reference_near = paint_reference (f, &near);
  g_assert_cmpfloat (root_mean_square (swept_near, reference_near, WIDTH * HEIGHT), <, 0.7);
}

/* Nothing shines through between grids: every pixel that is whole inside is opaque. */
static void
test_no_seams (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *pixels = paint_fills (f, &f->viewport, 1);
  g_autofree guint32 *faces = g_new0 (guint32, WIDTH * HEIGHT);
  WgCoverage *coverage = wg_plan_get_coverage (f->plan);
  guint n_inside = 0;

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    {
      double x = wg_viewport_from_pixel_x (&f->viewport, i % WIDTH + 0.5);
      double y = wg_viewport_from_pixel_y (&f->viewport, i / WIDTH + 0.5);
      faces[i] = wg_coverage_face_at (coverage, (WgPoint){ (gint32) x, (gint32) y });
    }
  for (guint y = 2; y < HEIGHT - 2; y++)
    for (guint x = 2; x < WIDTH - 2; x++)
      {
        gboolean is_inside = TRUE;
        for (int dy = -2; dy <= 2; dy++)
          for (int dx = -2; dx <= 2; dx++)
            is_inside &= faces[((int) y + dy) * WIDTH + (int) x + dx] != WG_FACE_OUTSIDE;
        if (is_inside)
          {
            n_inside++;
            g_assert_cmpuint (pixels[y * WIDTH + x] >> 24, ==, 255);
          }
      }
  g_assert_cmpuint (n_inside, >, WIDTH * HEIGHT / 2);
}

/* At pixel centres, against the exact place search. */
static void
test_ids (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *ids = g_new (guint32, WIDTH * HEIGHT);
  WgCoverage *coverage = wg_plan_get_coverage (f->plan);
  guint n_owned = 0;

  for (guint zoom = 0; zoom < 3; zoom++)
    {
      wg_scene_paint_ids (f->snapshot, &f->viewport, ids, NULL);
      for (guint i = 0; i < WIDTH * HEIGHT; i += 7)
        {
          double x = wg_viewport_from_pixel_x (&f->viewport, i % WIDTH + 0.5);
          double y = wg_viewport_from_pixel_y (&f->viewport, i / WIDTH + 0.5);
          WgPoint p = { (gint32) floor (x), (gint32) floor (y) };
          WgFaceId face = wg_coverage_face_at (coverage, p);

          /* A border between the pixel's centre and the millimetre beside it: either may be. */
          if (wg_coverage_face_at (coverage, (WgPoint){ p.x + 1, p.y + 1 }) != face
              || wg_coverage_face_at (coverage, (WgPoint){ p.x + 1, p.y }) != face
              || wg_coverage_face_at (coverage, (WgPoint){ p.x, p.y + 1 }) != face)
            continue;
          g_assert_cmpuint (ids[i], ==, wg_coverage_owner (coverage, face));
          n_owned += ids[i] != 0;
        }
      wg_viewport_zoom_at (&f->viewport, 77, 99, 3);
    }
  g_assert_cmpuint (n_owned, >, 10000);
}

/* Four tiles are the whole picture, strokes and all. */
static void
test_tiles_join (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *whole = g_new0 (guint32, WIDTH * HEIGHT);
  const guint w = WIDTH / 2, h = HEIGHT / 2;
  guint n_different = 0;

  wg_scene_paint (f->snapshot, &f->viewport, wg_style_light (), FALSE, (guint8 *) whole, WIDTH * 4,
                  NULL);
  for (guint t = 0; t < 4; t++)
    {
      WgViewport v = f->viewport;
      g_autofree guint32 *tile = g_new0 (guint32, w * h);
      guint x0 = t % 2 * w, y0 = t / 2 * h;

      v.center_x = wg_viewport_from_pixel_x (&f->viewport, x0 + w / 2.0);
      v.center_y = wg_viewport_from_pixel_y (&f->viewport, y0 + h / 2.0);
      v.width = w;
      v.height = h;
      wg_scene_paint (f->snapshot, &v, wg_style_light (), FALSE, (guint8 *) tile, w * 4, NULL);
      for (guint y = 0; y < h; y++)
        for (guint x = 0; x < w; x++)
          for (guint shift = 0; shift < 32; shift += 8)
            {
              int d = (int) (tile[y * w + x] >> shift & 0xff)
                      - (int) (whole[(y0 + y) * WIDTH + x0 + x] >> shift & 0xff);
              g_assert_cmpint (ABS (d), <=, 1);
              n_different += d != 0;
            }
    }
  g_assert_cmpuint (n_different, <, WIDTH * HEIGHT / 50);
}

/* The see-through picture laid over the background is the opaque one, apart from the hatch. */
static void
test_transparent (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *argb = g_new0 (guint32, WIDTH * HEIGHT);
  WgStyle style = *wg_style_light ();
  guint least = 255, most = 0;

  for (guint rank = 0; rank <= WG_MAX_DEPTH; rank++)
    style.border_width[rank] = 0;
  style.unowned_hatch = style.unowned_fill;
  wg_scene_paint (f->snapshot, &f->viewport, &style, TRUE, (guint8 *) argb, WIDTH * 4, NULL);
  g_assert_cmpuint (argb[0], ==, 0);
  for (guint i = WIDTH * (HEIGHT / 2) + 60; i < WIDTH * (HEIGHT / 2) + 300; i++)
    {
      least = MIN (least, argb[i] >> 24);
      most = MAX (most, argb[i] >> 24);
    }
  g_assert_cmpuint (least, ==, (guint) lrint (style.fill_opacity * 255));
  g_assert_cmpuint (most, <, 255);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree guint32 *argb = g_new0 (guint32, WIDTH * HEIGHT);

  g_cancellable_cancel (cancellable);
  wg_scene_paint (f->snapshot, &f->viewport, wg_style_light (), FALSE, (guint8 *) argb, WIDTH * 4,
                  cancellable);
  g_assert_cmpuint (argb[WIDTH * HEIGHT / 2 + WIDTH / 2], ==, 0);
}

/* As vectors: nearly the same picture. */
static void
test_vector (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *swept = g_new0 (guint32, WIDTH * HEIGHT);
  g_autofree guint32 *drawn = g_new0 (guint32, WIDTH * HEIGHT);
  WgStyle style = *wg_style_light ();
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
    (guchar *) drawn, CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT, WIDTH * 4);
  cairo_t *cr = cairo_create (surface);

  style.unowned_hatch = style.unowned_fill;
  wg_scene_paint (f->snapshot, &f->viewport, &style, FALSE, (guint8 *) swept, WIDTH * 4, NULL);
  wg_scene_paint_vector (f->snapshot, &f->viewport, &style,
                         WG_PAINT_BACKGROUND | WG_PAINT_FILLS | WG_PAINT_BORDERS, 1, cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_assert_cmpfloat (root_mean_square (swept, drawn, WIDTH * HEIGHT), <, 6);
}

/* Inside of one grid no border is in sight: the picture is its fill all over. */
static void
test_deep_inside (Fixture *f, gconstpointer data)
{
  WgPoint p = wg_coverage_label_point (wg_plan_get_coverage (f->plan), 100);
  WgViewport v = { p.x, p.y, 1, WIDTH, HEIGHT };
  g_autofree guint32 *pixels = paint_fills (f, &v, 1);
  g_autofree guint32 *ids = g_new0 (guint32, WIDTH * HEIGHT);

  wg_scene_paint_ids (f->snapshot, &v, ids, NULL);
  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    {
      g_assert_cmpuint (pixels[i], ==, pixels[0]);
      g_assert_cmpuint (ids[i], ==, wg_coverage_owner (wg_plan_get_coverage (f->plan), 100));
    }
  g_assert_cmpuint (pixels[0] >> 24, ==, 255);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/painter/against-cairo", test_against_cairo);
  ADD ("/painter/no-seams", test_no_seams);
  ADD ("/painter/ids", test_ids);
  ADD ("/painter/tiles-join", test_tiles_join);
  ADD ("/painter/transparent", test_transparent);
  ADD ("/painter/cancelled", test_cancelled);
  ADD ("/painter/vector", test_vector);
  ADD ("/painter/deep-inside", test_deep_inside);
  return g_test_run ();
}
