/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pans and zooms the map over an invented plan of COLUMNS x ROWS grids, one step per frame, and
 * prints what a frame costs this process:
 *   bench-canvas [COLUMNS ROWS [WIDTH HEIGHT]]   (default 316 316 1600 1000: 100,000 grids)
 * CPU of the main thread is what a frame takes from the user; all threads is what the machine
 * pays. Run it under tests/display/run-under-xvfb. */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage-move.h"
#include "app/plan/wg-commands.h"
#include "tests/support/wg-test-map.h"
#include "ui/canvas/wg-canvas-private.h"

#include <adwaita.h>
#include <math.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#define FRAMES 150

typedef struct
{
  const char *name;
  double pan_x, pan_y; /* pixels per frame */
  double zoom;         /* factor per frame */
  gboolean drags;      /* a corner of a border, round and round, with preview and numbers */
} Move;

typedef struct
{
  GMainLoop *loop;
  WgCanvas *canvas;
  Move move;
  guint frame;
  gint64 last_frame;
  double last_cpu;
  WgPoint corner; /* that is dragged */
  GArray *cpu;  /* of double, ms of the main thread */
  GArray *wall; /* of double, ms */
} Bench;

static double
cpu_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;
  return (x > y) - (x < y);
}

static double
quantile (GArray *values, double q)
{
  g_array_sort (values, compare);
  return values->len == 0 ? 0 : g_array_index (values, double, (guint) (q * (values->len - 1)));
}

/** A corner near the middle, dragged in small circles. */
static void
drag_on (Bench *bench)
{
  WgCanvas *canvas = bench->canvas;
  WgToolEvent event = { .button = GDK_BUTTON_PRIMARY, .n_press = 1 };
  double angle = bench->frame * 0.2;

  if (bench->frame == 1)
    {
      wg_canvas_set_tool (canvas, "border");
      wg_coverage_find_vertex (wg_plan_get_coverage (canvas->plan),
                               wg_canvas_point_at (canvas, canvas->viewport.width / 2,
                                                   canvas->viewport.height / 2),
                               1000000, &bench->corner);
      event.point = bench->corner;
      if (!wg_tool_drag_begin (canvas->tool, &event))
        g_error ("No corner to drag");
    }
  event.point.x = bench->corner.x + (gint32) (20000 * cos (angle));
  event.point.y = bench->corner.y + (gint32) (20000 * sin (angle));
  event.x = wg_viewport_to_pixel_x (&canvas->viewport, event.point.x);
  event.y = wg_viewport_to_pixel_y (&canvas->viewport, event.point.y);
  wg_tool_drag_motion (canvas->tool, &event);
  if (bench->frame == FRAMES)
    {
      wg_tool_drag_end (canvas->tool, NULL);
      wg_canvas_set_tool (canvas, "select");
    }
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  gint64 now = g_get_monotonic_time ();
  double cpu = cpu_ms (CLOCK_THREAD_CPUTIME_ID);

  if (bench->frame > 2)
    {
      double spent = cpu - bench->last_cpu, wall = (double) (now - bench->last_frame) / 1e3;
      g_array_append_val (bench->cpu, spent);
      g_array_append_val (bench->wall, wall);
    }
  bench->last_cpu = cpu;
  bench->last_frame = now;
  if (++bench->frame > FRAMES)
    {
      g_main_loop_quit (bench->loop);
      return G_SOURCE_REMOVE;
    }
  if (bench->move.drags)
    drag_on (bench);
  if (bench->move.zoom != 1)
    wg_canvas_zoom (bench->canvas, bench->move.zoom);
  if (bench->move.pan_x != 0 || bench->move.pan_y != 0)
    {
      WgViewport v = wg_canvas_get_viewport (bench->canvas);
      double sign = bench->frame / 75 % 2 == 0 ? 1 : -1;
      v.center_x += sign * bench->move.pan_x / v.scale;
      v.center_y += sign * bench->move.pan_y / v.scale;
      wg_canvas_show_viewport (bench->canvas, &v);
    }
  return G_SOURCE_CONTINUE;
}

/** Lets the loop run until the picture is complete; returns how long that took, ms. */
static double
settle (WgCanvas *canvas)
{
  gint64 start = g_get_monotonic_time (), quiet = 0;

  while (g_get_monotonic_time () - start < 20 * G_USEC_PER_SEC)
    {
      g_main_context_iteration (NULL, FALSE);
      if (wg_canvas_get_busy (canvas))
        quiet = 0;
      else if (quiet == 0)
        quiet = g_get_monotonic_time ();
      else if (g_get_monotonic_time () - quiet > 200000)
        return (double) (quiet - start) / 1e3;
    }
  return -1;
}

static void
run (Bench *bench, Move move)
{
  double all = 0;

  settle (bench->canvas);
  bench->move = move;
  bench->frame = 0;
  g_array_set_size (bench->cpu, 0);
  g_array_set_size (bench->wall, 0);
  all = cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
  gtk_widget_add_tick_callback (GTK_WIDGET (bench->canvas), frame_cb, bench, NULL);
  g_main_loop_run (bench->loop);
  all = (cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - all) / FRAMES;
  double p95 = quantile (bench->cpu, 0.95), middle = quantile (bench->cpu, 0.5);
  g_print ("| %-22s | %6.1f | %6.1f | %6.1f | %6.1f | %6.1f |\n", move.name, middle, p95, all,
           quantile (bench->wall, 0.5), quantile (bench->wall, 0.95));
}

static void
go_to (WgCanvas *canvas, double factor)
{
  WgViewport v;

  wg_canvas_fit (canvas);
  settle (canvas);
  v = wg_canvas_get_viewport (canvas);
  v.scale *= factor;
  gint64 start = g_get_monotonic_time ();
  wg_canvas_show_viewport (canvas, &v);
  double ms = settle (canvas);
  g_print ("| settle at x%-11.0f | %6.1f ms after the view stopped (%.1f with the wait) |\n", factor,
           ms - 80, (double) (g_get_monotonic_time () - start) / 1e3 - 200);
}

/** CPU of this thread: other work on the machine does not count. */
static double
now_ms (void)
{
  return cpu_ms (CLOCK_THREAD_CPUTIME_ID);
}

/** What an edit, a preview, a change of level and a selection of all keep the main thread busy. */
static void
measure_edits (WgSession *session, WgCanvas *canvas, guint columns, guint rows)
{
  WgPlan *plan = wg_session_get_plan (session);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint32));
  double preview = 0, split = 0, worst = 0, level = 0, select = 0;

  for (guint i = 0; i < 20; i++)
    {
      gint32 x = (gint32) ((i * 37 % columns) * 100000), y = (gint32) ((i * 53 % rows) * 100000 + 50000);
      WgPoint line[2] = { { x - 60000, y }, { x + 160000, y + 3000 } };
      double start = now_ms ();
      g_autoptr (WgLandPreview) shown = wg_plan_preview_split (plan, line, 2, NULL, WG_KEEP_LARGEST, NULL);
      preview += (now_ms () - start) / 20;
      start = now_ms ();
      wg_command_split (wg_session_get_history (session), line, 2, NULL, WG_KEEP_LARGEST, NULL, NULL);
      start = now_ms () - start;
      split += start / 20;
      worst = MAX (worst, start);
    }
  settle (canvas);
  level = now_ms ();
  wg_session_set_depth (session, 2);
  level = now_ms () - level;
  settle (canvas);
  wg_session_set_depth (session, 3);
  for (guint32 i = 1; i <= columns * rows; i++)
    g_array_append_val (all, i);
  select = now_ms ();
  wg_session_select (session, (const guint32 *) all->data, all->len);
  select = now_ms () - select;
  g_print ("| preview of a split | %.2f ms |\n| split with the picture told | %.2f ms, worst %.2f |\n"
           "| another level | %.2f ms |\n| all selected | %.2f ms, painted after %.1f |\n",
           preview, split, worst, level, select, settle (canvas));
}

/* As many as there are grids, so that a drag has households to tell. */
static void
put_buildings (WgPlan *plan, guint n)
{
  WgEnvelope e = wg_coverage_envelope (wg_plan_get_coverage (plan));
  g_autoptr (WgBuildingSet) set = wg_building_set_new (n);
  WgRandom random = wg_random (5);
  WgTally tally;

  for (guint32 id = 1; id <= n; id++)
    {
      WgBuilding building = { .id = id, .floors = 6, .units = 2 };

      building.point = (WgPoint){ (gint32) wg_random_int (&random, e.min_x, e.max_x),
                                  (gint32) wg_random_int (&random, e.min_y, e.max_y) };
      building.households = (gint32) wg_random_int (&random, 1, 90);
      building.people = building.households * 27 / 10;
      wg_building_set_add (set, &building);
    }
  wg_plan_set_buildings (plan, set);
  wg_plan_get_tally (plan, 0, &tally);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  g_autoptr (WgSession) session = NULL;
  GtkWidget *window = NULL;
  guint columns = argc > 2 ? (guint) atoi (argv[1]) : 316, rows = argc > 2 ? (guint) atoi (argv[2]) : 316;
  int width = argc > 4 ? atoi (argv[3]) : 1600, height = argc > 4 ? atoi (argv[4]) : 1000;
  struct rusage usage;

  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  session = wg_test_map_session (columns, rows);
  put_buildings (wg_session_get_plan (session), columns * rows);
  wg_session_set_depth (session, 3);
  bench.loop = g_main_loop_new (NULL, FALSE);
  bench.cpu = g_array_new (FALSE, FALSE, sizeof (double));
  bench.wall = g_array_new (FALSE, FALSE, sizeof (double));
  window = gtk_window_new ();
  bench.canvas = WG_CANVAS (wg_canvas_new ());
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (bench.canvas));
  gtk_window_present (GTK_WINDOW (window));
  settle (bench.canvas);
  double start = (double) g_get_monotonic_time () / 1e3;
  wg_canvas_set_session (bench.canvas, session);
  g_print ("%u grids, %dx%d; ms per frame\n", columns * rows, width, height);
  double first = settle (bench.canvas);
  g_print ("first full picture %.1f ms (main thread back after %.1f)\n", first,
           (double) g_get_monotonic_time () / 1e3 - start - first - 200);
  g_print ("| %-22s | main   | p95    | all    | wall   | p95    |\n", "move");
  run (&bench, (Move){ "pan 500 px/s, whole", 8, 3, 1 });
  run (&bench, (Move){ "zoom in and on", 0, 0, 1.02 });
  go_to (bench.canvas, 4);
  run (&bench, (Move){ "pan 800 px/s, x4", 13, 4, 1 });
  go_to (bench.canvas, 14);
  run (&bench, (Move){ "pan 1300 px/s, x14", 21, 6, 1 });
  run (&bench, (Move){ "drag a corner, x14", 0, 0, 1, TRUE });
  run (&bench, (Move){ "zoom out", 0, 0, 0.98 });
  go_to (bench.canvas, 1);
  measure_edits (session, bench.canvas, columns, rows);
  getrusage (RUSAGE_SELF, &usage);
  g_print ("peak memory %ld MB\n", usage.ru_maxrss / 1024);
  gtk_window_destroy (GTK_WINDOW (window));
  g_main_loop_unref (bench.loop);
  g_array_unref (bench.cpu);
  g_array_unref (bench.wall);
  return 0;
}
