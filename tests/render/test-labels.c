/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/render/wg-label-place.h"
#include "app/render/wg-label-text.h"
#include "app/render/wg-labels.h"
#include "tests/support/wg-lattice-plan.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

static void
test_texts (void)
{
  static const struct
  {
    const char *name, *parent;
    const char *texts[WG_LABEL_MAX_TEXTS];
  } cases[] = {
    { "", "东山弄社区", { NULL } },
    { "翠苑", NULL, { "翠苑" } },
    { "东山弄社区第二网格",
      "东山弄社区",
      { "东山弄社区第二网格", "东山弄社区\n第二网格", "第二网格", "第二\n网格" } },
    /* The parent's last word is missing in one of the two. */
    { "凌家桥社区网格", "凌家桥", { "凌家桥社区网格", "凌家桥社区\n网格", "凌家桥" } },
    { "古北社区第三十五网格",
      "古荡北区社区",
      { "古北社区第三十五网格", "古北社区\n第三十五网格", "古北\n第三十五" } },
    { "蒋村花园社区第三网格",
      "蒋村街道",
      { "蒋村花园社区第三网格", "蒋村花园社区\n第三网格", "花园社区第三网格", "花园\n第三" } },
    { "龙门坎村网格", "转塘街道", { "龙门坎村网格", "龙门坎村\n网格", "龙门坎村" } },
    { "中国美院专属网格", "象山社区", { "中国美院专属网格", "中国美院\n专属网格" } },
    { "330106031102", "330106031100", { "330106031102", "330106031\n102", "102" } },
    { "330106031102", NULL, { "330106031102", "330106031\n102", "102" } },
    { "A-07", "A", { "A-07" } },
    { "330106031102", "330106031", { "330106031102", "330106031\n102", "102" } },
    { "Riverside Block", NULL, { "Riverside Block", "Riverside\nBlock" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *texts[WG_LABEL_MAX_TEXTS] = { NULL };
      guint n = wg_label_texts (cases[i].name, cases[i].parent, texts);

      for (guint j = 0; j < WG_LABEL_MAX_TEXTS; j++)
        {
          g_assert_cmpstr (j < n ? texts[j] : NULL, ==, cases[i].texts[j]);
          g_free (j < n ? texts[j] : NULL);
        }
    }
}

/* An L of grid 7 around grid 9. */
static void
test_place (void)
{
  const guint width = 60, height = 40;
  guint32 *ids = g_new0 (guint32, width * height);
  WgLabelField field;
  const WgLabelRegion *region = NULL;
  double x = 0, y = 0;

  for (guint row = 2; row < height - 2; row++)
    for (guint column = 2; column < width - 2; column++)
      ids[row * width + column] = column > 12 && row < 26 ? 9 : 7;
  wg_label_field_init (&field, ids, width, height, 2);
  g_assert_cmpuint (field.regions->len, ==, 2);
  region = &g_array_index (field.regions, WgLabelRegion, 0);
  g_assert_cmpuint (region->grid, ==, 9);
  region = &g_array_index (field.regions, WgLabelRegion, 1);
  wg_label_field_want (&field, region, &x, &y);
  g_assert_true (wg_label_field_find (&field, region, 60, 16, &x, &y));
  /* Only the foot of the L is wide enough. */
  g_assert_cmpfloat (y - 8, >=, 52);
  g_assert_cmpfloat (y + 8, <=, 76);
  g_assert_cmpfloat (x - 30, >=, 4);
  g_assert_cmpfloat (x + 30, <=, 116);
  g_assert_false (wg_label_field_find (&field, region, 60, 30, &x, &y));
  wg_label_field_take (&field, x, y, 200, 200);
  g_assert_false (wg_label_field_find (&field, region, 60, 16, &x, &y));
  wg_label_field_clear (&field);
}

typedef struct
{
  WgPlan *plan;
  WgScene *scene;
  WgSceneSnapshot *snapshot;
  WgViewport viewport;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  static const WgLattice lattice = { 24, 18, 200000, 9, 23, 17, 5 };
  WgEnvelope e;

  f->plan = wg_lattice_plan_new (&lattice);
  f->scene = wg_scene_new (f->plan);
  f->snapshot = wg_scene_snapshot (f->scene, 0);
  f->viewport = (WgViewport){ 0, 0, 1, 1200, 900 };
  e = wg_scene_envelope (f->scene);
  wg_viewport_fit (&f->viewport, &e, 10);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  wg_scene_snapshot_unref (f->snapshot);
  wg_scene_free (f->scene);
  g_assert_finalize_object (f->plan);
}

static gboolean
overlap (const WgLabel *a, const WgLabel *b)
{
  return fabs (a->x - b->x) * 2 < a->width + b->width
         && fabs (a->y - b->y) * 2 < a->height + b->height;
}

/* The letters' box of each label is inside of its grid, to the cell of the field. */
static void
assert_inside (Fixture *f, const GArray *labels, guint depth)
{
  guint width = (guint) f->viewport.width, height = (guint) f->viewport.height;
  g_autofree guint32 *ids = g_new (guint32, width * height);

  wg_scene_paint_ids (f->snapshot, &f->viewport, ids, NULL);
  for (guint i = 0; i < labels->len; i++)
    {
      const WgLabel *label = &g_array_index (labels, WgLabel, i);

      for (double dy = -label->height / 2; dy <= label->height / 2; dy += 2)
        for (double dx = -label->width / 2; dx <= label->width / 2; dx += 2)
          {
            guint x = (guint) (label->x + dx), y = (guint) (label->y + dy);
            guint32 owner = 0, shown = 0;

            g_assert_cmpuint (x, <, width);
            g_assert_cmpuint (y, <, height);
            owner = ids[y * width + x];
            shown = wg_plan_get_ancestor (f->plan, owner, depth);
            if (owner == 0 && depth < 3)
              continue; /* small land of nobody does not keep a community's name away */
            if (wg_plan_get_grid (f->plan, label->grid)->depth > depth)
              shown = owner;
            g_assert_cmpuint (shown != 0 ? shown : owner, ==, label->grid);
          }
      for (guint j = 0; j < i; j++)
        g_assert_false (overlap (label, &g_array_index (labels, WgLabel, j)));
    }
}

static void
test_all (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) names = wg_labels_place (f->snapshot, &f->viewport, FALSE, NULL);
  g_autoptr (GArray) far = NULL;
  guint n_communities = 0;

  g_assert_cmpuint (names->len, >, 24 * 18 / 3);
  assert_inside (f, names, 3);
  /* Communities are named where grids are too small. */
  f->viewport.scale /= 2.2;
  far = wg_labels_place (f->snapshot, &f->viewport, FALSE, NULL);
  g_assert_cmpuint (far->len, >=, 8);
  for (guint i = 0; i < far->len; i++)
    {
      const WgLabel *label = &g_array_index (far, WgLabel, i);
      WgGrid *grid = wg_plan_get_grid (f->plan, label->grid);
      g_assert_true (grid->depth == 3 || g_str_has_suffix (label->text, "社区"));
      n_communities += grid->depth == 2;
    }
  g_assert_cmpuint (n_communities, ==, 12);
  assert_inside (f, far, 2);
}

/* A grid that is in the view before and after keeps its label where it is while the map moves. */
static void
test_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) before = wg_labels_place (f->snapshot, &f->viewport, FALSE, NULL);
  g_autoptr (GArray) after = NULL;
  WgViewport moved = f->viewport;
  guint n_same = 0;

  wg_viewport_pan (&moved, 34, -22);
  after = wg_labels_place (f->snapshot, &moved, FALSE, NULL);
  for (guint i = 0; i < before->len; i++)
    for (guint j = 0; j < after->len; j++)
      {
        const WgLabel *a = &g_array_index (before, WgLabel, i);
        const WgLabel *b = &g_array_index (after, WgLabel, j);
        if (a->grid == b->grid && fabs (a->x + 34 - b->x) < 1.5 && fabs (a->y - 22 - b->y) < 1.5)
          n_same++;
      }
  g_assert_cmpuint (n_same, >, before->len * 9 / 10);
}

static void
paint (Fixture *f, cairo_surface_t *surface, gboolean codes)
{
  cairo_t *cr = cairo_create (surface);
  wg_scene_paint_labels (f->snapshot, &f->viewport, wg_style_light (), codes, cr, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

static gpointer
paint_in_thread (gpointer data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1200, 900);
  paint (data, surface, FALSE);
  return surface;
}

/* The same view has the same picture each time, whether its labels were placed before or not. */
static void
test_again (Fixture *f, gconstpointer data)
{
  cairo_surface_t *first = paint_in_thread (f);

  for (guint i = 0; i < 3; i++)
    {
      cairo_surface_t *next = paint_in_thread (f);

      g_assert_cmpmem (cairo_image_surface_get_data (first), 1200 * 900 * 4,
                       cairo_image_surface_get_data (next), 1200 * 900 * 4);
      cairo_surface_destroy (next);
    }
  cairo_surface_destroy (first);
}

/* Workers give the same picture; letters are there, with a halo, on a see-through ground. */
static void
test_threads (Fixture *f, gconstpointer data)
{
  GThread *threads[3];
  cairo_surface_t *surfaces[3];
  guint n_dark = 0, n_light = 0, n_clear = 0;

  for (guint i = 0; i < 3; i++)
    threads[i] = g_thread_new ("labels", paint_in_thread, f);
  for (guint i = 0; i < 3; i++)
    surfaces[i] = g_thread_join (threads[i]);
  for (guint i = 0; i < 1200 * 900; i++)
    {
      guint32 pixel = ((guint32 *) cairo_image_surface_get_data (surfaces[0]))[i];
      n_clear += pixel == 0;
      n_light += pixel >> 24 > 200 && (pixel & 0xff) > 200;
      n_dark += pixel >> 24 > 200 && (pixel & 0xff) < 90;
    }
  g_assert_cmpuint (n_clear, >, 600000);
  g_assert_cmpuint (n_light, >, 3000);
  g_assert_cmpuint (n_dark, >, 3000);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpmem (cairo_image_surface_get_data (surfaces[0]), 1200 * 900 * 4,
                       cairo_image_surface_get_data (surfaces[i]), 1200 * 900 * 4);
      if (i > 0)
        cairo_surface_destroy (surfaces[i]);
    }
  cairo_surface_destroy (surfaces[0]);
}

static void
test_codes (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) codes = wg_labels_place (f->snapshot, &f->viewport, TRUE, NULL);

  g_assert_cmpuint (codes->len, >, 50);
  for (guint i = 0; i < codes->len; i++)
    for (const char *p = g_array_index (codes, WgLabel, i).text; *p != '\0'; p++)
      g_assert_true (g_ascii_isdigit (*p) || *p == '\n');
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/labels/texts", test_texts);
  g_test_add_func ("/labels/place", test_place);
  ADD ("/labels/all", test_all);
  ADD ("/labels/stays", test_stays);
  ADD ("/labels/again", test_again);
  ADD ("/labels/threads", test_threads);
  ADD ("/labels/codes", test_codes);
  return g_test_run ();
}
