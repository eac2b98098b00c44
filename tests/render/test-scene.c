/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-random.h"
#include "app/plan/wg-commands.h"
#include "app/render/wg-scene-private.h"
#include "tests/support/wg-lattice-plan.h"
#include "tests/support/wg-memory-journal.h"

#include <string.h>

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
  WgScene *scene;
} Fixture;

static const WgLattice lattice = { 30, 24, 200000, 9, 23, 17, 5 };

static void
changed_cb (WgPlan *plan, const WgChange *change, gboolean backwards, gpointer data)
{
  wg_scene_update (((Fixture *) data)->scene, change);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->plan = wg_lattice_plan_new (&lattice);
  f->journal = wg_memory_journal_new (f->plan);
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
  f->scene = wg_scene_new (f->plan);
  g_signal_connect (f->plan, "changed", G_CALLBACK (changed_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (f->plan, f);
  wg_scene_free (f->scene);
  g_assert_finalize_object (f->history);
  g_assert_finalize_object (f->journal);
  g_assert_finalize_object (f->plan);
}

/* All arcs of a scene by id; each must be in one block, the one that block_of names. */
static WgSceneArc *
list_arcs (const WgScene *scene, guint limit)
{
  WgSceneArc *arcs = g_new0 (WgSceneArc, limit + 1);

  for (guint b = 0; b < scene->blocks->len; b++)
    {
      const WgSceneBlock *block = scene->blocks->pdata[b];
      for (guint i = 0; block != NULL && i < block->n_arcs; i++)
        {
          const WgSceneArc *arc = &block->arcs[i];
          g_assert_cmpuint (arc->id, <, limit);
          g_assert_null (arcs[arc->id].line);
          g_assert_cmpuint (scene->block_of[arc->id], ==, b + 1);
          arcs[arc->id] = *arc;
        }
    }
  return arcs;
}

static void
assert_neighbours_differ (WgScene *scene)
{
  for (guint b = 0; b < scene->blocks->len; b++)
    {
      const WgSceneBlock *block = scene->blocks->pdata[b];
      for (guint i = 0; block != NULL && i < block->n_arcs; i++)
        for (guint depth = 1; depth <= scene->n_levels; depth++)
          {
            guint32 left = wg_scene_shown (scene, block->arcs[i].left, depth);
            guint32 right = wg_scene_shown (scene, block->arcs[i].right, depth);
            const WgSceneGrid *x = wg_scene_get_grid (scene, left);
            const WgSceneGrid *y = wg_scene_get_grid (scene, right);

            if (x == NULL || y == NULL || left == right || x->grid->depth != y->grid->depth)
              continue;
            g_assert_cmpuint (x->fill, <, WG_N_FILLS);
            g_assert_cmpuint (x->fill, !=, y->fill);
          }
    }
}

/* What was kept up with edits is what a new scene would have. */
static void
assert_same_as_new (Fixture *f)
{
  WgScene *fresh = wg_scene_new (f->plan);
  guint limit = wg_coverage_arc_limit (wg_plan_get_coverage (f->plan));
  g_autofree WgSceneArc *kept = list_arcs (f->scene, limit);
  g_autofree WgSceneArc *made = list_arcs (fresh, limit);
  WgSceneSnapshot *a = wg_scene_snapshot (f->scene, 0), *b = wg_scene_snapshot (fresh, 0);

  for (guint i = 0; i < limit; i++)
    {
      g_assert_true (kept[i].line == made[i].line);
      if (kept[i].line == NULL)
        continue;
      g_assert_cmpuint (kept[i].left, ==, made[i].left);
      g_assert_cmpuint (kept[i].right, ==, made[i].right);
      g_assert_cmpuint (kept[i].rank, ==, made[i].rank);
      g_assert_cmpmem (&kept[i].envelope, sizeof (WgEnvelope), &made[i].envelope,
                       sizeof (WgEnvelope));
      g_assert_cmpint (kept[i].start_y, ==, made[i].start_y);
      g_assert_cmpint (kept[i].end_y, ==, made[i].end_y);
    }
  for (guint depth = 1; depth <= 3; depth++)
    {
      g_assert_cmpuint (a->counts[depth], ==, b->counts[depth]);
      for (guint32 id = 1; id < fresh->limit; id++)
        g_assert_cmpuint (a->tables[depth]->shown[id], ==, b->tables[depth]->shown[id]);
    }
  assert_neighbours_differ (f->scene);
  wg_scene_snapshot_unref (a);
  wg_scene_snapshot_unref (b);
  wg_scene_free (fresh);
}

static void
test_new (Fixture *f, gconstpointer data)
{
  WgCoverage *coverage = wg_plan_get_coverage (f->plan);
  guint limit = wg_coverage_arc_limit (coverage);
  g_autofree WgSceneArc *arcs = list_arcs (f->scene, limit);
  WgEnvelope e = wg_scene_envelope (f->scene), expected = wg_coverage_envelope (coverage);

  g_assert_cmpmem (&e, sizeof e, &expected, sizeof expected);
  assert_neighbours_differ (f->scene);
  for (WgArcId id = 1; id < limit; id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      guint32 left = wg_coverage_owner (coverage, arc->left);
      guint32 right = wg_coverage_owner (coverage, arc->right);

      g_assert_nonnull (arcs[id].line);
      if ((left != 0 && right != 0) || arc->left == WG_FACE_OUTSIDE
          || arc->right == WG_FACE_OUTSIDE)
        g_assert_cmpuint (arcs[id].rank, ==,
                          left == 0 && right == 0 ? 3 : wg_plan_get_arc_rank (f->plan, arc));
      else
        {
          const WgGrid *owner = wg_plan_get_grid (f->plan, left != 0 ? left : right);

          g_assert_cmpuint (arcs[id].rank, ==, owner != NULL ? owner->depth : 3);
        }
    }
}

static void
test_split (Fixture *f, gconstpointer data)
{
  WgEnvelope e = wg_scene_envelope (f->scene);
  WgRandom random = wg_random (11);
  g_autofree guint8 *before = g_malloc (f->scene->limit);
  guint32 limit = f->scene->limit;
  guint n_done = 0;

  for (guint32 id = 1; id < limit; id++)
    before[id] = wg_scene_get_grid (f->scene, id)->fill;
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GError) error = NULL;
      WgPoint line[2];

      for (guint j = 0; j < 2; j++)
        line[j] = (WgPoint){ (gint32) wg_random_int (&random, e.min_x, e.max_x),
                             (gint32) wg_random_int (&random, e.min_y, e.max_y) };
      line[1].x = line[0].x + (line[1].x - line[0].x) / 6;
      line[1].y = line[0].y + (line[1].y - line[0].y) / 6;
      if (!wg_command_split (f->history, line, 2, NULL, WG_KEEP_LARGEST, NULL, &error))
        {
          g_assert_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_NOTHING);
          continue;
        }
      n_done++;
      assert_same_as_new (f);
    }
  g_assert_cmpuint (n_done, >, 4);
  /* Nobody far away changed colour: at most the neighbours of the cuts. */
  {
    guint n_changed = 0;
    for (guint32 id = 1; id < limit; id++)
      n_changed += before[id] != wg_scene_get_grid (f->scene, id)->fill;
    g_assert_cmpuint (n_changed, <, limit / 20);
  }
  for (guint i = 0; i < n_done; i++)
    {
      g_assert_true (wg_history_undo (f->history, NULL));
      assert_same_as_new (f);
    }
  g_assert_true (wg_history_redo (f->history, NULL));
  assert_same_as_new (f);
}

/* A snapshot is what it was when it was taken. */
static void
test_snapshot (Fixture *f, gconstpointer data)
{
  WgSceneSnapshot *snapshot = wg_scene_snapshot (f->scene, 0);
  WgEnvelope e = wg_scene_envelope (f->scene);
  WgViewport v = { 0, 0, 1, 200, 160 };
  g_autofree guint32 *before = g_new (guint32, 200 * 160);
  g_autofree guint32 *after = g_new (guint32, 200 * 160);
  WgPoint line[2] = { { e.min_x - 1000, 31234 }, { e.max_x + 1000, 71234 } };
  guint32 id = f->scene->limit - 1;
  g_autofree char *name = g_strdup (wg_scene_snapshot_grid (snapshot, id)->grid->name);
  g_autoptr (GError) error = NULL;

  wg_viewport_fit (&v, &e, 4);
  wg_scene_paint_ids (snapshot, &v, before, NULL);
  wg_command_split (f->history, line, 2, NULL, WG_KEEP_LARGEST, NULL, &error);
  g_assert_no_error (error);
  wg_command_set_attributes (f->history, id, NULL, "改过的名字", &error);
  g_assert_no_error (error);
  wg_scene_paint_ids (snapshot, &v, after, NULL);
  g_assert_cmpmem (before, 200 * 160 * 4, after, 200 * 160 * 4);
  g_assert_cmpstr (wg_scene_snapshot_grid (snapshot, id)->grid->name, ==, name);
  wg_scene_snapshot_unref (snapshot);
  snapshot = wg_scene_snapshot (f->scene, 0);
  g_assert_cmpstr (wg_scene_snapshot_grid (snapshot, id)->grid->name, ==, "改过的名字");
  wg_scene_paint_ids (snapshot, &v, after, NULL);
  g_assert_cmpint (memcmp (before, after, 200 * 160 * 4), !=, 0);
  wg_scene_snapshot_unref (snapshot);
  assert_same_as_new (f);
}

static void
test_depths (Fixture *f, gconstpointer data)
{
  WgSceneSnapshot *snapshot = wg_scene_snapshot (f->scene, 2);
  const WgSceneTable *table = snapshot->tables[2];

  for (guint32 id = 1; id < table->limit; id++)
    {
      const WgSceneGrid *grid = wg_scene_snapshot_grid (snapshot, id);
      guint32 expected = wg_plan_get_ancestor (f->plan, id, 2);

      g_assert_cmpuint (table->shown[id], ==, expected != 0 ? expected : id);
      g_assert_true ((table->fills[id] >= WG_FILL_LIGHT) == (grid->grid->depth < 2));
      g_assert_cmpuint (table->fills[id] % WG_FILL_LIGHT, ==,
                        wg_scene_snapshot_grid (snapshot, table->shown[id])->fill);
    }
  /* Far out the level above stands for grids too small to be seen, unless told otherwise. */
  g_assert_cmpuint (wg_scene_snapshot_depth (snapshot, 1e-3), ==, 2);
  g_assert_cmpuint (wg_scene_snapshot_depth (snapshot, 1e-7), ==, 1);
  wg_scene_snapshot_set_literal (snapshot);
  g_assert_cmpuint (wg_scene_snapshot_depth (snapshot, 1e-7), ==, 2);
  wg_scene_snapshot_unref (snapshot);
}

static void
test_empty (void)
{
  g_autoptr (WgPlan) plan = wg_plan_new ("empty", NULL);
  g_autoptr (WgScene) scene = NULL;
  g_autoptr (WgSceneSnapshot) snapshot = NULL;
  WgViewport v = { 0, 0, 0.001, 64, 64 };
  g_autofree guint32 *pixels = g_new0 (guint32, 64 * 64);

  wg_plan_add_level (plan, "网格", NULL);
  scene = wg_scene_new (plan);
  snapshot = wg_scene_snapshot (scene, 0);
  wg_scene_paint (snapshot, &v, wg_style_light (), FALSE, (guint8 *) pixels, 64 * 4, NULL);
  for (guint i = 0; i < 64 * 64; i++)
    g_assert_cmphex (pixels[i], ==, 0xff000000 | wg_style_light ()->background);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/scene/new", test_new);
  ADD ("/scene/split", test_split);
  ADD ("/scene/snapshot", test_snapshot);
  ADD ("/scene/depths", test_depths);
  g_test_add_func ("/scene/empty", test_empty);
  return g_test_run ();
}
