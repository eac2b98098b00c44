/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pictures of 1600 x 1000 of a lattice of grids and as many buildings:
 * bench-render [COLUMNS [ROWS [FOLDER]]]; with FOLDER the same data are also written there as
 * grids.csv and buildings.csv for bench/qgis-render.py.
 */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-commands.h"
#include "app/render/wg-labels.h"
#include "app/render/wg-scene-private.h"
#include "app/render/wg-tile-set.h"
#include "tests/support/wg-lattice-plan.h"
#include "tests/support/wg-memory-journal.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define WIDTH 1600
#define HEIGHT 1000
#define N_RUNS 5
#define BUILDING 8

typedef struct
{
  WgPlan *plan;
  WgScene *scene;
  WgLinework *buildings;
  guint n_grids;
  double update_ms;
  double cpu_ms; /* of the last run, all threads: says more than the clock on a busy machine */
} Bench;

static double
now_ms (void)
{
  return (double) g_get_monotonic_time () / 1000.0;
}

static double
peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024.0;
}

static double
cpu_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return 1000.0 * (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000.0;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_row (const Bench *b, const char *work, double *ms, guint n, const char *budget)
{
  qsort (ms, n, sizeof (double), compare_doubles);
  g_print ("| %-44s | %7u | %8.2f ms (%.2f-%.2f) | %5.0f MB | %s |\n", work, b->n_grids, ms[n / 2],
           ms[0], ms[n - 1], peak_mb (), budget);
}

static void
add_buildings (Bench *b)
{
  WgEnvelope e = wg_scene_envelope (b->scene);
  WgRandom random = wg_random (99);

  b->buildings = wg_linework_new ();
  for (guint i = 0; i < b->n_grids; i++)
    {
      gint32 x = (gint32) wg_random_int (&random, e.min_x, e.max_x);
      gint32 y = (gint32) wg_random_int (&random, e.min_y, e.max_y);
      gint32 w = (gint32) wg_random_int (&random, 8000, 40000);
      gint32 h = (gint32) wg_random_int (&random, 8000, 20000);
      WgPoint ring[5] = { { x, y }, { x + w, y + 2000 }, { x + w - 2000, y + h }, { x - 2000, y + h },
                          { x, y } };
      wg_linework_add (b->buildings, wg_line_new (ring, 5), i, TRUE, BUILDING, NULL);
    }
}

static void
write_ring (FILE *file, const WgPoint *points, guint n)
{
  for (guint i = 0; i <= n; i++)
    fprintf (file, "%s%.3f %.3f", i > 0 ? "," : "", points[i % n].x / 1000.0,
             points[i % n].y / 1000.0);
}

static void
write_data (Bench *b, const char *folder)
{
  g_autofree char *grids = g_build_filename (folder, "grids.csv", NULL);
  g_autofree char *buildings = g_build_filename (folder, "buildings.csv", NULL);
  WgCoverage *coverage = wg_plan_get_coverage (b->plan);
  FILE *file = fopen (grids, "w");

  fprintf (file, "fill;WKT\n");
  for (WgFaceId face = 1; file != NULL && face < wg_coverage_face_limit (coverage); face++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      const WgSceneGrid *grid = wg_scene_get_grid (b->scene, wg_coverage_owner (coverage, face));
      wg_coverage_face_shape (coverage, face, shape);
      fprintf (file, "%d;POLYGON((", grid != NULL ? grid->fill : 6);
      write_ring (file, &WG_SHAPE_POINT (shape, 0), WG_SHAPE_RING (shape, 0).n_points);
      fprintf (file, "))\n");
    }
  fclose (file);
  file = fopen (buildings, "w");
  fprintf (file, "id;WKT\n");
  for (guint i = 0; file != NULL && i < b->buildings->items->len; i++)
    {
      const WgLineworkItem *item = &g_array_index (b->buildings->items, WgLineworkItem, i);
      fprintf (file, "%u;POLYGON((", i);
      write_ring (file, item->line->points, item->line->n_points - 1);
      fprintf (file, "))\n");
    }
  fclose (file);
}

static void
ready_cb (WgTileSet *tiles, gpointer data)
{
}

/* From a view that is new to the tiles to the last of them and of the labels. */
static double
settle (Bench *b, const WgViewport *viewport, gboolean has_buildings, WgTileLabels labels,
        gboolean is_literal)
{
  WgTileLayer layers[2] = { { .kind = WG_TILE_LAYER_LINEWORK, .opacity = 1, .linework = b->buildings },
                            { .kind = WG_TILE_LAYER_COVERAGE, .opacity = 1 } };
  WgSceneSnapshot *snapshot = wg_scene_snapshot (b->scene, 0);
  WgTileSet *tiles = wg_tile_set_new (ready_cb, NULL);
  WgViewport first = *viewport;
  double start = 0, ms = 0;

  if (is_literal)
    wg_scene_snapshot_set_literal (snapshot);
  /* The index of the buildings and the levels of detail are there once a map has been shown. */
  wg_tile_set_set_scene (tiles, snapshot, NULL);
  wg_tile_set_set_layers (tiles, has_buildings ? layers : layers + 1, has_buildings ? 2 : 1);
  wg_tile_set_set_labels (tiles, labels);
  first.scale *= 1.0001;
  for (guint i = 0; i < 2; i++)
    {
      /* What is still painted around the first view is no part of the second. */
      g_usleep (i * 60000);
      start = now_ms ();
      b->cpu_ms = cpu_ms ();
      wg_tile_set_set_viewport (tiles, i == 0 ? &first : viewport, WG_TILES_STILL);
      while (wg_tile_set_n_pending (tiles) > 0)
        g_main_context_iteration (NULL, TRUE);
      ms = now_ms () - start;
      b->cpu_ms = cpu_ms () - b->cpu_ms;
    }
  wg_tile_set_free (tiles);
  wg_scene_snapshot_unref (snapshot);
  return ms;
}

static void
bench_views (Bench *b, const WgViewport *whole)
{
  static const struct
  {
    const char *name;
    double zoom;
    gboolean has_buildings;
    WgTileLabels labels;
    gboolean is_literal;
    const char *budget;
  } views[] = {
    { "settled whole, every grid", 1, FALSE, WG_TILE_LABELS_NONE, TRUE, "150 ms" },
    { "settled whole, every grid, buildings", 1, TRUE, WG_TILE_LABELS_NONE, TRUE, "150 ms" },
    { "settled whole, as shown, labels, buildings", 1, TRUE, WG_TILE_LABELS_NAMES, FALSE, "150 ms" },
    { "settled x4, buildings", 4, TRUE, WG_TILE_LABELS_NONE, TRUE, "60 ms" },
    { "settled x4, labels, buildings", 4, TRUE, WG_TILE_LABELS_NAMES, FALSE, "" },
    { "settled x16, buildings", 16, TRUE, WG_TILE_LABELS_NONE, TRUE, "60 ms" },
    { "settled x16, labels, buildings", 16, TRUE, WG_TILE_LABELS_NAMES, FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      WgViewport v = *whole;
      double ms[N_RUNS], cpu[N_RUNS];
      g_autofree char *note = NULL;

      v.scale *= views[i].zoom;
      wg_viewport_snap (&v);
      for (guint run = 0; run < N_RUNS; run++)
        {
          ms[run] = settle (b, &v, views[i].has_buildings, views[i].labels, views[i].is_literal);
          cpu[run] = b->cpu_ms;
        }
      qsort (cpu, N_RUNS, sizeof (double), compare_doubles);
      note = g_strdup_printf ("%s (cpu %.0f ms on %u cores)", views[i].budget, cpu[N_RUNS / 2],
                              g_get_num_processors ());
      print_row (b, views[i].name, ms, N_RUNS, note);
    }
}

static void
bench_paint (Bench *b, const WgViewport *viewport)
{
  WgSceneSnapshot *snapshot = wg_scene_snapshot (b->scene, 0);
  guint8 *argb = g_malloc ((gsize) WIDTH * HEIGHT * 4);
  double paint[N_RUNS], ids[N_RUNS], labels[N_RUNS];

  wg_scene_snapshot_set_literal (snapshot);
  for (guint run = 0; run < N_RUNS; run++)
    {
      WgViewport near = *viewport;
      double start = now_ms ();

      wg_scene_paint (snapshot, viewport, wg_style_light (), FALSE, argb, WIDTH * 4, NULL);
      paint[run] = now_ms () - start;
      start = now_ms ();
      wg_scene_paint_ids (snapshot, viewport, (guint32 *) argb, NULL);
      ids[run] = now_ms () - start;
      near.scale *= 16;
      start = now_ms ();
      g_array_unref (wg_labels_place (snapshot, &near, FALSE, NULL));
      labels[run] = now_ms () - start;
    }
  print_row (b, "whole, every grid, one thread", paint, N_RUNS, "");
  print_row (b, "ids, whole, exact lines, one thread", ids, N_RUNS, "");
  print_row (b, "labels placed, x16, one thread", labels, N_RUNS, "");
  g_free (argb);
  wg_scene_snapshot_unref (snapshot);
}

static void
changed_cb (WgPlan *plan, const WgChange *change, gboolean backwards, gpointer data)
{
  Bench *b = data;
  double start = now_ms ();

  wg_scene_update (b->scene, change);
  wg_scene_snapshot_unref (wg_scene_snapshot (b->scene, 0));
  b->update_ms = now_ms () - start;
}

static void
bench_update (Bench *b)
{
  g_autoptr (WgMemoryJournal) journal = wg_memory_journal_new (b->plan);
  g_autoptr (WgHistory) history = wg_history_new (b->plan, WG_JOURNAL (journal));
  WgEnvelope e = wg_scene_envelope (b->scene);
  WgRandom random = wg_random (4);
  double ms[40];
  guint n = 0;
  gulong handler = g_signal_connect (b->plan, "changed", G_CALLBACK (changed_cb), b);

  for (guint i = 0; i < 200 && n < G_N_ELEMENTS (ms); i++)
    {
      WgPoint line[2] = { { (gint32) wg_random_int (&random, e.min_x, e.max_x),
                            (gint32) wg_random_int (&random, e.min_y, e.max_y) } };
      line[1] = (WgPoint){ line[0].x + 300000, line[0].y + 250000 };
      if (wg_command_split (history, line, 2, NULL, WG_KEEP_LARGEST, NULL, NULL))
        ms[n++] = b->update_ms;
    }
  g_signal_handler_disconnect (b->plan, handler);
  if (n > 0)
    print_row (b, "scene update and snapshot after a split", ms, n, "2 ms");
}

int
main (int argc, char **argv)
{
  WgLattice lattice = { argc > 1 ? (guint) atoi (argv[1]) : 400, argc > 2 ? (guint) atoi (argv[2]) : 250,
                        200000, 10, 53, 0, 7 };
  Bench b = { .plan = wg_lattice_plan_new (&lattice), .n_grids = lattice.columns * lattice.rows };
  WgViewport whole = { 0, 0, 1, WIDTH, HEIGHT };
  WgEnvelope e;
  double ms[N_RUNS];

  g_print ("| work | grids | median (range) | peak | budget |\n|---|---|---|---|---|\n");
  for (guint run = 0; run < N_RUNS; run++)
    {
      double start = now_ms ();
      g_clear_pointer (&b.scene, wg_scene_free);
      b.scene = wg_scene_new (b.plan);
      ms[run] = now_ms () - start;
    }
  print_row (&b, "scene from plan", ms, N_RUNS, "300 ms");
  e = wg_scene_envelope (b.scene);
  wg_viewport_fit (&whole, &e, 10);
  add_buildings (&b);
  if (argc > 3)
    write_data (&b, argv[3]);
  bench_views (&b, &whole);
  bench_paint (&b, &whole);
  bench_update (&b);
  wg_scene_free (b.scene);
  wg_linework_unref (b.buildings);
  g_object_unref (b.plan);
  return 0;
}
