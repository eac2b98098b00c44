/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-pixels.h"
#include "app/render/wg-tile-set.h"
#include "tests/support/wg-lattice-plan.h"

#include <math.h>
#include <string.h>

#define WIDTH 900
#define HEIGHT 640

typedef struct
{
  WgPlan *plan;
  WgScene *scene;
  WgSceneSnapshot *snapshot;
  WgViewport viewport;
  WgTileSet *tiles;
  guint n_ready;
} Fixture;

static const WgTileLayer coverage_layer = { .kind = WG_TILE_LAYER_COVERAGE, .opacity = 1 };

static void
ready_cb (WgTileSet *tiles, gpointer data)
{
  Fixture *f = data;

  g_assert_true (tiles == f->tiles);
  f->n_ready++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const WgLattice lattice = { 24, 18, 200000, 9, 0, 0, 5 };
  WgEnvelope e;

  f->plan = wg_lattice_plan_new (&lattice);
  f->scene = wg_scene_new (f->plan);
  f->snapshot = wg_scene_snapshot (f->scene, 0);
  f->viewport = (WgViewport){ 0, 0, 1, WIDTH, HEIGHT };
  e = wg_scene_envelope (f->scene);
  wg_viewport_fit (&f->viewport, &e, 10);
  wg_viewport_snap (&f->viewport);
  f->tiles = wg_tile_set_new (ready_cb, f);
  wg_tile_set_set_scene (f->tiles, f->snapshot, NULL);
  wg_tile_set_set_layers (f->tiles, &coverage_layer, 1);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wg_tile_set_free (f->tiles);
  wg_scene_snapshot_unref (f->snapshot);
  wg_scene_free (f->scene);
  g_assert_finalize_object (f->plan);
}

static void
settle (Fixture *f)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (wg_tile_set_n_pending (f->tiles) > 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (wg_tile_set_n_pending (f->tiles), ==, 0);
}

/* What a widget would draw. */
static cairo_surface_t *
draw (Fixture *f)
{
  const GArray *pieces = wg_tile_set_list (f->tiles);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < pieces->len; i++)
    {
      const WgTilePiece *p = &g_array_index (pieces, WgTilePiece, i);
      cairo_save (cr);
      cairo_translate (cr, p->x, p->y);
      cairo_scale (cr, p->width / cairo_image_surface_get_width (p->surface),
                   p->height / cairo_image_surface_get_height (p->surface));
      cairo_set_source_surface (cr, p->surface, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_paint (cr);
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
count_far (cairo_surface_t *surface, const guint32 *expected, int tolerance)
{
  const guint32 *pixels = (const guint32 *) cairo_image_surface_get_data (surface);
  guint n = 0;

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    for (guint shift = 0; shift < 24; shift += 8)
      n += ABS ((int) (pixels[i] >> shift & 0xff) - (int) (expected[i] >> shift & 0xff)) > tolerance;
  return n;
}

/* The tiles, drawn where the list says, are the picture. */
static void
test_picture (Fixture *f, gconstpointer data)
{
  g_autofree guint32 *expected = g_new0 (guint32, WIDTH * HEIGHT);
  cairo_surface_t *drawn = NULL;
  const GArray *pieces = NULL;

  g_assert_cmpuint (wg_tile_set_list (f->tiles)->len, ==, 0);
  wg_tile_set_set_viewport (f->tiles, &f->viewport, WG_TILES_STILL);
  g_assert_cmpuint (wg_tile_set_n_pending (f->tiles), >, 0);
  settle (f);
  g_assert_cmpuint (f->n_ready, >, 0);
  wg_scene_paint (f->snapshot, &f->viewport, wg_style_light (), FALSE, (guint8 *) expected,
                  WIDTH * 4, NULL);
  drawn = draw (f);
  g_assert_cmpuint (count_far (drawn, expected, 1), ==, 0);
  cairo_surface_destroy (drawn);
  /* A pan by whole pixels shows the same tiles elsewhere, at once. */
  wg_viewport_pan (&f->viewport, 37, -18);
  wg_tile_set_set_viewport (f->tiles, &f->viewport, WG_TILES_PANNING);
  settle (f);
  wg_scene_paint (f->snapshot, &f->viewport, wg_style_light (), FALSE, (guint8 *) expected,
                  WIDTH * 4, NULL);
  drawn = draw (f);
  g_assert_cmpuint (count_far (drawn, expected, 1), ==, 0);
  cairo_surface_destroy (drawn);
  pieces = wg_tile_set_list (f->tiles);
  for (guint i = 0; i < pieces->len; i++)
    g_assert_false (g_array_index (pieces, WgTilePiece, i).is_scaled);
}

/* While zooming the tiles that are there are shown scaled and nothing is painted. */
static void
test_zooming (Fixture *f, gconstpointer data)
{
  const GArray *pieces = NULL;
  double left = 1e9, right = -1e9;

  wg_tile_set_set_viewport (f->tiles, &f->viewport, WG_TILES_STILL);
  settle (f);
  wg_viewport_zoom_at (&f->viewport, 100, 100, 1.7);
  wg_tile_set_set_viewport (f->tiles, &f->viewport, WG_TILES_ZOOMING);
  pieces = wg_tile_set_list (f->tiles);
  g_assert_cmpuint (pieces->len, >, 0);
  for (guint i = 0; i < pieces->len; i++)
    {
      const WgTilePiece *p = &g_array_index (pieces, WgTilePiece, i);
      g_assert_true (p->is_scaled);
      g_assert_cmpfloat (fabs (p->width - WG_TILE_SIZE * 1.7), <=, 1);
      left = MIN (left, p->x);
      right = MAX (right, p->x + p->width);
    }
  g_assert_cmpfloat (left, <=, 0);
  g_assert_cmpfloat (right, >=, WIDTH);
  wg_tile_set_set_viewport (f->tiles, &f->viewport, WG_TILES_STILL);
  /* The old tiles are still listed until the new ones are there. */
  g_assert_true (g_array_index (wg_tile_set_list (f->tiles), WgTilePiece, 0).is_scaled);
  settle (f);
  g_assert_false (g_array_index (wg_tile_set_list (f->tiles), WgTilePiece, 0).is_scaled);
}

/* After an edit only the tiles that meet it are made anew. */
static void
test_invalidate (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) before = g_hash_table_new (NULL, NULL);
  const GArray *pieces = NULL;
  WgPoint p;
  WgEnvelope changed;
  guint n_same = 0, n_new = 0;

  wg_tile_set_set_viewport (f->tiles, &f->viewport, WG_TILES_STILL);
  settle (f);
  pieces = wg_tile_set_list (f->tiles);
  for (guint i = 0; i < pieces->len; i++)
    {
      cairo_surface_t *surface = g_array_index (pieces, WgTilePiece, i).surface;
      g_hash_table_add (before, cairo_surface_reference (surface));
    }
  p = (WgPoint){ (gint32) wg_viewport_from_pixel_x (&f->viewport, 450),
                 (gint32) wg_viewport_from_pixel_y (&f->viewport, 300) };
  changed = (WgEnvelope){ p.x, p.y, p.x + 10, p.y + 10 };
  wg_tile_set_set_scene (f->tiles, f->snapshot, &changed);
  g_assert_cmpuint (wg_tile_set_n_pending (f->tiles), >=, 1);
  settle (f);
  pieces = wg_tile_set_list (f->tiles);
  for (guint i = 0; i < pieces->len; i++)
    {
      if (g_hash_table_contains (before, g_array_index (pieces, WgTilePiece, i).surface))
        n_same++;
      else
        n_new++;
    }
  g_assert_cmpuint (n_new, >=, 1);
  g_assert_cmpuint (n_new, <=, 4);
  g_assert_cmpuint (n_same, >=, 1);
  {
    GHashTableIter iter;
    gpointer surface = NULL;
    g_hash_table_iter_init (&iter, before);
    while (g_hash_table_iter_next (&iter, &surface, NULL))
      cairo_surface_destroy (surface);
  }
}

static void
test_labels (Fixture *f, gconstpointer data)
{
  const GArray *pieces = NULL;
  guint n_plain = 0;

  wg_tile_set_set_viewport (f->tiles, &f->viewport, WG_TILES_STILL);
  settle (f);
  n_plain = wg_tile_set_list (f->tiles)->len;
  wg_tile_set_set_labels (f->tiles, WG_TILE_LABELS_NAMES);
  settle (f);
  pieces = wg_tile_set_list (f->tiles);
  g_assert_cmpuint (pieces->len, ==, n_plain + 1);
  g_assert_cmpint (cairo_image_surface_get_format (
                     g_array_index (pieces, WgTilePiece, pieces->len - 1).surface),
                   ==, CAIRO_FORMAT_ARGB32);
  wg_tile_set_set_labels (f->tiles, WG_TILE_LABELS_NONE);
  g_assert_cmpuint (wg_tile_set_list (f->tiles)->len, ==, n_plain);
  /* Without a layer of grids there is nothing to label. */
  wg_tile_set_set_labels (f->tiles, WG_TILE_LABELS_CODES);
  wg_tile_set_set_layers (f->tiles, NULL, 0);
  settle (f);
  {
    cairo_surface_t *drawn = draw (f);
    const guint32 *pixels = (const guint32 *) cairo_image_surface_get_data (drawn);
    g_assert_cmphex (pixels[WIDTH * 300 + 450] & 0xffffff, ==, wg_style_light ()->background);
    cairo_surface_destroy (drawn);
  }
}

typedef struct
{
  gint n_reads;
  gint n_destroyed;
} RasterStub;

static WgPixels *
read_stub (const WgEnvelope *envelope, guint width, guint height, GCancellable *cancellable,
           gpointer data)
{
  WgPixels *pixels = wg_pixels_new (width, height, envelope);

  g_atomic_int_inc (&((RasterStub *) data)->n_reads);
  for (guint i = 0; i < width * height; i++)
    pixels->argb[i] = 0xffff0000;
  return pixels;
}

static void
destroy_stub (gpointer data)
{
  g_atomic_int_inc (&((RasterStub *) data)->n_destroyed);
}

/* A base map lies under see-through grids. */
static void
test_raster (Fixture *f, gconstpointer data)
{
  RasterStub stub = { 0, 0 };
  WgTileLayer layers[2] = { { .kind = WG_TILE_LAYER_RASTER,
                              .opacity = 1,
                              .envelope = wg_viewport_envelope (&f->viewport),
                              .read = read_stub,
                              .user_data = &stub,
                              .destroy = destroy_stub },
                            coverage_layer };
  cairo_surface_t *drawn = NULL;
  const guint32 *pixels = NULL;

  wg_tile_set_set_layers (f->tiles, layers, 2);
  wg_tile_set_set_viewport (f->tiles, &f->viewport, WG_TILES_STILL);
  settle (f);
  g_assert_cmpint (g_atomic_int_get (&stub.n_reads), >=, 4);
  drawn = draw (f);
  pixels = (const guint32 *) cairo_image_surface_get_data (drawn);
  /* Beside the grids: the base map alone; on a grid: red shines through. */
  g_assert_cmphex (pixels[3 * WIDTH + 3] & 0xffffff, ==, 0xff0000);
  g_assert_cmpuint (pixels[300 * WIDTH + 450] & 0xff, <, 0xd0);
  g_assert_cmpuint (pixels[300 * WIDTH + 450] & 0xff, >, 0x20);
  cairo_surface_destroy (drawn);
  wg_tile_set_set_layers (f->tiles, &coverage_layer, 1);
  settle (f);
  /* A worker that was just told to stop may let go last. */
  for (guint i = 0; i < 500 && g_atomic_int_get (&stub.n_destroyed) == 0; i++)
    g_usleep (10000);
  g_assert_cmpint (g_atomic_int_get (&stub.n_destroyed), ==, 1);
}

/* Freed in the middle of work, with a call of ready pending. */
static void
test_free_busy (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    {
      WgTileSet *tiles = wg_tile_set_new (ready_cb, f);
      wg_tile_set_set_scene (tiles, f->snapshot, NULL);
      wg_tile_set_set_layers (tiles, &coverage_layer, 1);
      wg_tile_set_set_labels (tiles, WG_TILE_LABELS_NAMES);
      wg_tile_set_set_viewport (tiles, &f->viewport, WG_TILES_STILL);
      g_usleep (i * 700);
      wg_tile_set_free (tiles);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (f->n_ready, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/tile-set/picture", test_picture);
  ADD ("/tile-set/zooming", test_zooming);
  ADD ("/tile-set/invalidate", test_invalidate);
  ADD ("/tile-set/labels", test_labels);
  ADD ("/tile-set/raster", test_raster);
  ADD ("/tile-set/free-busy", test_free_busy);
  return g_test_run ();
}
