/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map widget in a window of its own: movement, picking, tools, layers, and that it dies. The
 * gestures' own signals are emitted (GTK 4 has no synthetic events). */
#include "app/geometry/wg-coverage-shape.h"
#include "tests/support/wg-test-map.h"
#include "ui/canvas/wg-canvas.h"
#include "ui/canvas/wg-layer-keeper.h"
#include "ui/canvas/wg-map-layer.h"
#include "ui/panels/wg-layer-panel.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>

#define COLUMNS 12
#define ROWS 8

typedef struct
{
  WgSession *session;
  GtkWidget *window;
  WgCanvas *canvas;
  char *message; /* the last ::message */
} Fixture;

static void
message_cb (WgCanvas *canvas, const char *sentence, Fixture *fixture)
{
  g_free (fixture->message);
  fixture->message = g_strdup (sentence);
}

static void
iterate (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/** Until the picture is complete; at most 10 s. */
static void
settle (WgCanvas *canvas)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (gtk_widget_get_width (GTK_WIDGET (canvas)) == 0 && g_get_monotonic_time () < end)
    iterate (5);
  iterate (120);
  while (wg_canvas_get_busy (canvas) && g_get_monotonic_time () < end)
    iterate (5);
  g_assert_false (wg_canvas_get_busy (canvas));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->session = wg_test_map_session (COLUMNS, ROWS);
  wg_session_set_depth (fixture->session, 3);
  fixture->window = gtk_window_new ();
  fixture->canvas = WG_CANVAS (g_object_ref_sink (wg_canvas_new ()));
  g_signal_connect (fixture->canvas, "message", G_CALLBACK (message_cb), fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 640);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->canvas));
  wg_canvas_set_session (fixture->canvas, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (fixture->canvas);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  iterate (50);
  g_assert_finalize_object (fixture->canvas);
  g_assert_finalize_object (fixture->session);
  g_clear_pointer (&fixture->message, g_free);
}

/** The controller of a type on the map. */
static gpointer
find_controller (WgCanvas *canvas, GType type)
{
  g_autoptr (GListModel) list = gtk_widget_observe_controllers (GTK_WIDGET (canvas));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (list, i);
      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }
  g_assert_not_reached ();
}

static void
click (WgCanvas *canvas, double x, double y, int n_press)
{
  gpointer gesture = find_controller (canvas, GTK_TYPE_GESTURE_CLICK);

  g_signal_emit_by_name (gesture, "pressed", n_press, x, y);
  g_signal_emit_by_name (gesture, "released", n_press, x, y);
}

static void
drag (WgCanvas *canvas, double x, double y, double dx, double dy)
{
  gpointer gesture = find_controller (canvas, GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (gesture, "drag-begin", x, y);
  for (int i = 1; i <= 10; i++)
    g_signal_emit_by_name (gesture, "drag-update", dx * i / 10, dy * i / 10);
  g_signal_emit_by_name (gesture, "drag-end", dx, dy);
}

static gboolean
press_key (WgCanvas *canvas, guint keyval, GdkModifierType state)
{
  gpointer controller = find_controller (canvas, GTK_TYPE_EVENT_CONTROLLER_KEY);
  gboolean is_used = FALSE;

  g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_used);
  return is_used;
}

static void
move_pointer (WgCanvas *canvas, double x, double y)
{
  g_signal_emit_by_name (find_controller (canvas, GTK_TYPE_EVENT_CONTROLLER_MOTION), "motion", x, y);
  iterate (60);
}

static void
place_of (Fixture *fixture, guint32 grid, double *x, double *y)
{
  WgPlan *plan = wg_session_get_plan (fixture->session);
  WgViewport v = wg_canvas_get_viewport (fixture->canvas);
  WgPoint p = wg_coverage_label_point (wg_plan_get_coverage (plan),
                                       g_array_index (wg_plan_get_own_faces (plan, grid), WgFaceId, 0));

  *x = wg_viewport_to_pixel_x (&v, p.x);
  *y = wg_viewport_to_pixel_y (&v, p.y);
}

static guint32
selected (Fixture *fixture, guint index)
{
  const GArray *selection = wg_session_get_selection (fixture->session);

  g_assert_cmpuint (index, <, selection->len);
  return g_array_index (selection, guint32, index);
}

static guint
n_selected (Fixture *fixture)
{
  return wg_session_get_selection (fixture->session)->len;
}

static void
test_fits_at_first (Fixture *fixture, gconstpointer data)
{
  WgViewport v = wg_canvas_get_viewport (fixture->canvas);
  WgEnvelope whole
    = wg_coverage_envelope (wg_plan_get_coverage (wg_session_get_plan (fixture->session)));
  WgEnvelope seen = wg_viewport_envelope (&v);

  g_assert_cmpfloat (v.scale, >, 0);
  g_assert_cmpint (seen.min_x, <=, whole.min_x);
  g_assert_cmpint (seen.max_x, >=, whole.max_x);
  g_assert_cmpint (seen.min_y, <=, whole.min_y);
  g_assert_cmpint (seen.max_y, >=, whole.max_y);
  g_assert_cmpfloat (wg_canvas_get_scale (fixture->canvas), >, 1);
}

static void
test_drag_moves (Fixture *fixture, gconstpointer data)
{
  WgViewport before = wg_canvas_get_viewport (fixture->canvas), after;

  drag (fixture->canvas, 400, 300, 120, -70);
  after = wg_canvas_get_viewport (fixture->canvas);
  g_assert_cmpfloat_with_epsilon ((before.center_x - after.center_x) * after.scale, 120, 1e-6);
  g_assert_cmpfloat_with_epsilon ((after.center_y - before.center_y) * after.scale, -70, 1e-6);
  /* A drag is no click. */
  g_assert_cmpuint (n_selected (fixture), ==, 0);
}

static void
test_wheel_keeps_the_place (Fixture *fixture, gconstpointer data)
{
  WgViewport before = wg_canvas_get_viewport (fixture->canvas), after;
  gboolean is_used = FALSE;

  move_pointer (fixture->canvas, 200, 150);
  g_signal_emit_by_name (find_controller (fixture->canvas, GTK_TYPE_EVENT_CONTROLLER_SCROLL),
                         "scroll", 0.0, -1.0, &is_used);
  after = wg_canvas_get_viewport (fixture->canvas);
  g_assert_true (is_used);
  g_assert_cmpfloat_with_epsilon (after.scale / before.scale, 1.25, 1e-9);
  /* Within the rounding to whole pixels. */
  g_assert_cmpfloat_with_epsilon (wg_viewport_from_pixel_x (&after, 200) * after.scale,
                                  wg_viewport_from_pixel_x (&before, 200) * after.scale, 1.0);
  g_assert_cmpfloat_with_epsilon (wg_viewport_from_pixel_y (&after, 150) * after.scale,
                                  wg_viewport_from_pixel_y (&before, 150) * after.scale, 1.0);
}

static void
test_keys_move (Fixture *fixture, gconstpointer data)
{
  WgViewport before = wg_canvas_get_viewport (fixture->canvas), after;

  g_assert_true (press_key (fixture->canvas, GDK_KEY_Left, 0));
  after = wg_canvas_get_viewport (fixture->canvas);
  g_assert_cmpfloat (after.center_x, <, before.center_x);
  g_assert_true (press_key (fixture->canvas, GDK_KEY_plus, GDK_SHIFT_MASK));
  g_assert_cmpfloat (wg_canvas_get_viewport (fixture->canvas).scale, >, before.scale);
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Home, 0));
  after = wg_canvas_get_viewport (fixture->canvas);
  g_assert_cmpfloat_with_epsilon (after.scale, before.scale, before.scale * 1e-9);
  /* Not the map's. */
  g_assert_false (press_key (fixture->canvas, GDK_KEY_Tab, 0));
  g_assert_false (press_key (fixture->canvas, GDK_KEY_z, GDK_CONTROL_MASK));
}

static void
test_click_selects (Fixture *fixture, gconstpointer data)
{
  double x = 0, y = 0;

  place_of (fixture, 30, &x, &y);
  click (fixture->canvas, x, y, 1);
  g_assert_cmpuint (n_selected (fixture), ==, 1);
  g_assert_cmpuint (selected (fixture, 0), ==, 30);
  /* Up: its community, then its town; and down again. */
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Up, GDK_CONTROL_MASK));
  g_assert_cmpuint (wg_session_get_depth (fixture->session), ==, 2);
  g_assert_cmpuint (selected (fixture, 0), ==,
                    wg_plan_get_ancestor (wg_session_get_plan (fixture->session), 30, 2));
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Down, GDK_CONTROL_MASK));
  g_assert_cmpuint (n_selected (fixture), ==, 25);
  g_assert_true (wg_session_is_selected (fixture->session, 30));
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Escape, 0));
  g_assert_cmpuint (n_selected (fixture), ==, 0);
  /* The active level decides what a click means. */
  wg_session_set_depth (fixture->session, 1);
  click (fixture->canvas, x, y, 1);
  g_assert_cmpuint (selected (fixture, 0), ==,
                    wg_plan_get_ancestor (wg_session_get_plan (fixture->session), 30, 1));
  /* Beside the land: nothing. */
  click (fixture->canvas, 3, 3, 1);
  g_assert_cmpuint (n_selected (fixture), ==, 0);
}

static void
test_double_click_goes_there (Fixture *fixture, gconstpointer data)
{
  double x = 0, y = 0, before = wg_canvas_get_scale (fixture->canvas);

  place_of (fixture, 41, &x, &y);
  click (fixture->canvas, x, y, 1);
  click (fixture->canvas, x, y, 2);
  g_assert_cmpfloat (wg_canvas_get_scale (fixture->canvas), <, before / 4);
  place_of (fixture, 41, &x, &y);
  g_assert_cmpfloat (x, >, 0);
  g_assert_cmpfloat (x, <, gtk_widget_get_width (GTK_WIDGET (fixture->canvas)));
}

static void
test_hover (Fixture *fixture, gconstpointer data)
{
  double x = 0, y = 0;

  place_of (fixture, 17, &x, &y);
  move_pointer (fixture->canvas, x, y);
  g_assert_cmpuint (wg_session_get_hovered (fixture->session), ==, 17);
  g_assert_nonnull (strstr (wg_canvas_get_pointer_text (fixture->canvas), "120.1"));
  g_signal_emit_by_name (find_controller (fixture->canvas, GTK_TYPE_EVENT_CONTROLLER_MOTION),
                         "leave");
  iterate (60);
  g_assert_cmpuint (wg_session_get_hovered (fixture->session), ==, 0);
  g_assert_cmpstr (wg_canvas_get_pointer_text (fixture->canvas), ==, "");
}

/** Draws a line over grid 30 from its western to its eastern neighbour. */
static void
draw_line (Fixture *fixture)
{
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  wg_canvas_set_tool (fixture->canvas, "split");
  place_of (fixture, 29, &x0, &y0);
  place_of (fixture, 31, &x1, &y1);
  click (fixture->canvas, x0, y0 + 2, 1);
  click (fixture->canvas, x1, y1 + 2, 1);
}

static void
test_split (Fixture *fixture, gconstpointer data)
{
  WgPlan *plan = wg_session_get_plan (fixture->session);
  guint before = wg_plan_count_grids (plan, 3);

  draw_line (fixture);
  /* The preview has changed nothing. */
  g_assert_cmpuint (wg_plan_count_grids (plan, 3), ==, before);
  g_assert_cmpuint (wg_coverage_n_faces (wg_plan_get_coverage (plan)), ==, COLUMNS * ROWS);
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Return, 0));
  g_assert_cmpuint (wg_plan_count_grids (plan, 3), ==, before + 1);
  g_assert_nonnull (fixture->message);
  g_assert_cmpuint (wg_plan_get_grid (plan, wg_plan_get_grid_limit (plan) - 1)->parent, ==,
                    wg_plan_get_grid (plan, 30)->parent);
  settle (fixture->canvas);
}

static void
test_split_only_selected (Fixture *fixture, gconstpointer data)
{
  WgPlan *plan = wg_session_get_plan (fixture->session);
  guint before = wg_plan_count_grids (plan, 3);
  guint32 other = 60, wanted = 30;

  wg_session_select (fixture->session, &other, 1);
  draw_line (fixture);
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Return, 0));
  g_assert_cmpuint (wg_plan_count_grids (plan, 3), ==, before);
  g_assert_nonnull (strstr (fixture->message, "selected"));
  /* The line is kept: with the right selection it goes through. */
  wg_session_select (fixture->session, &wanted, 1);
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Return, 0));
  g_assert_cmpuint (wg_plan_count_grids (plan, 3), ==, before + 1);
  g_assert_cmpuint (n_selected (fixture), ==, 2);
}

static void
test_split_keeps_by_size (Fixture *fixture, gconstpointer data)
{
  WgPlan *plan = wg_session_get_plan (fixture->session);
  WgCoverage *coverage = wg_plan_get_coverage (plan);
  guint32 made = 0;

  draw_line (fixture);
  /* From the most households over the largest to the smallest. */
  g_assert_nonnull (strstr (wg_canvas_get_tool_hint (fixture->canvas), "most households keeps"));
  g_assert_true (press_key (fixture->canvas, GDK_KEY_f, 0));
  g_assert_nonnull (strstr (wg_canvas_get_tool_hint (fixture->canvas), "largest part keeps"));
  g_assert_true (press_key (fixture->canvas, GDK_KEY_f, 0));
  g_assert_nonnull (strstr (wg_canvas_get_tool_hint (fixture->canvas), "smallest part keeps"));
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Return, 0));
  made = wg_plan_get_grid_limit (plan) - 1;
  g_assert_true (
    wg_coverage_face_area2 (coverage, g_array_index (wg_plan_get_own_faces (plan, made), WgFaceId, 0))
    > wg_coverage_face_area2 (coverage, g_array_index (wg_plan_get_own_faces (plan, 30), WgFaceId, 0)));
}

static void
test_split_refuses (Fixture *fixture, gconstpointer data)
{
  double x = 0, y = 0;

  wg_canvas_set_tool (fixture->canvas, "split");
  place_of (fixture, 30, &x, &y);
  click (fixture->canvas, x, y, 1);
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Return, 0));
  g_assert_nonnull (fixture->message);
  /* Ends inside: nothing is divided. */
  click (fixture->canvas, x + 6, y + 6, 1);
  g_clear_pointer (&fixture->message, g_free);
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Return, 0));
  g_assert_nonnull (strstr (fixture->message, "divides no grid"));
  /* Backspace twice, Esc leaves the tool. */
  g_assert_true (press_key (fixture->canvas, GDK_KEY_BackSpace, 0));
  g_assert_true (press_key (fixture->canvas, GDK_KEY_BackSpace, 0));
  g_assert_true (press_key (fixture->canvas, GDK_KEY_Escape, 0));
  g_assert_cmpstr (wg_canvas_get_tool (fixture->canvas), ==, "select");
}

static void
test_state_line (Fixture *fixture, gconstpointer data)
{
  GAction *action = wg_canvas_get_state_action (fixture->canvas);
  g_autoptr (GVariant) before = g_action_get_state (action), after = NULL;
  guint32 grid = 5;

  g_assert_nonnull (strstr (g_variant_get_string (before, NULL), "\"tool\": \"select\""));
  g_assert_nonnull (strstr (g_variant_get_string (before, NULL), "\"selected\": 0"));
  wg_session_select (fixture->session, &grid, 1);
  after = g_action_get_state (action);
  g_assert_nonnull (strstr (g_variant_get_string (after, NULL), "\"selected\": 1"));
}

/** What is on the screen at a place of the map, 0xRRGGBB. */
static guint32
pixel_at (WgCanvas *canvas, int x, int y)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (canvas));
  int width = gtk_widget_get_width (GTK_WIDGET (canvas)), height = gtk_widget_get_height (GTK_WIDGET (canvas));
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height);

  /* A widget that waits for its allocation paints nothing. */
  for (guint i = 0; node == NULL && i < 500; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      gdk_paintable_snapshot (picture, snapshot, width, height);
      node = gtk_snapshot_free_to_node (snapshot);
      if (node == NULL)
        g_usleep (10000);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (
    gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (canvas))), node,
    &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  return pixels[y * width + x] & 0xffffff;
}

static void
test_picture (Fixture *fixture, gconstpointer data)
{
  double x = 0, y = 0;
  guint32 grid = 30, plain = 0, chosen = 0, outside = pixel_at (fixture->canvas, 4, 300);

  wg_canvas_set_show_labels (fixture->canvas, FALSE);
  settle (fixture->canvas);
  place_of (fixture, 30, &x, &y);
  plain = pixel_at (fixture->canvas, (int) x, (int) y);
  g_assert_cmphex (plain, !=, outside);
  wg_session_select (fixture->session, &grid, 1);
  settle (fixture->canvas);
  chosen = pixel_at (fixture->canvas, (int) x, (int) y);
  g_assert_cmphex (chosen, !=, plain);
  wg_session_select (fixture->session, NULL, 0);
  settle (fixture->canvas);
  g_assert_cmphex (pixel_at (fixture->canvas, (int) x, (int) y), ==, plain);
}

static void
test_large_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (WgSession) session = wg_test_map_session (40, 40);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 plain = 0;

  wg_session_set_depth (session, 3);
  wg_canvas_set_session (fixture->canvas, session);
  wg_canvas_set_show_labels (fixture->canvas, FALSE);
  settle (fixture->canvas);
  plain = pixel_at (fixture->canvas, 450, 320);
  for (guint32 i = 1; i <= 1600; i++)
    g_array_append_val (all, i);
  wg_session_select (session, (const guint32 *) all->data, all->len);
  settle (fixture->canvas);
  g_assert_cmphex (pixel_at (fixture->canvas, 450, 320), !=, plain);
  wg_canvas_set_session (fixture->canvas, NULL);
  g_assert_cmpfloat (wg_canvas_get_scale (fixture->canvas), ==, 0);
}

static void
test_layers (Fixture *fixture, gconstpointer data)
{
  GListStore *layers = wg_canvas_get_layers (fixture->canvas);
  g_autoptr (WgMapLayer) missing
    = wg_map_layer_new (WG_MAP_LAYER_RASTER, "Gone", "/nowhere/gone.tif", NULL);
  g_autoptr (WgMapLayer) grids = g_list_model_get_item (G_LIST_MODEL (layers), 0);
  /* Away from the middle, where the pointer of an empty display stands and something is hovered. */
  guint32 with_grids = pixel_at (fixture->canvas, 110, 70);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (layers)), ==, 2);
  g_assert_cmpint (wg_map_layer_get_kind (grids), ==, WG_MAP_LAYER_GRIDS);
  g_list_store_insert (layers, 0, missing);
  for (guint i = 0; i < 200 && wg_map_layer_get_state (missing) == WG_MAP_LAYER_LOADING; i++)
    iterate (10);
  g_assert_cmpint (wg_map_layer_get_state (missing), ==, WG_MAP_LAYER_MISSING);
  g_assert_nonnull (wg_map_layer_get_problem (missing));
  wg_map_layer_set_visible (grids, FALSE);
  settle (fixture->canvas);
  g_assert_cmphex (pixel_at (fixture->canvas, 110, 70), !=, with_grids);
  g_list_store_remove (layers, 0);
  wg_map_layer_set_visible (grids, TRUE);
  settle (fixture->canvas);
  g_assert_cmphex (pixel_at (fixture->canvas, 110, 70), ==, with_grids);
}

static void
test_layer_panel (Fixture *fixture, gconstpointer data)
{
  GListStore *layers = wg_canvas_get_layers (fixture->canvas);
  g_autofree char *folder = g_dir_make_tmp ("wg-canvas-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "p.wangge", NULL);
  g_autofree char *picture = g_build_filename (folder, "maps", "base.tif", NULL);
  g_autoptr (WgMapLayer) layer = wg_map_layer_new (WG_MAP_LAYER_RASTER, "Base", picture, NULL);
  g_autoptr (WgMapLayer) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  GtkWidget *panel = g_object_ref_sink (wg_layer_panel_new ());
  WgProject *project = wg_project_create (path, wg_session_get_plan (fixture->session), &error);

  g_assert_no_error (error);
  wg_layer_panel_set_canvas (WG_LAYER_PANEL (panel), fixture->canvas);
  wg_layer_panel_set_project (WG_LAYER_PANEL (panel), project);
  g_list_store_insert (layers, 0, layer);
  wg_map_layer_set_opacity (layer, 0.5);
  /* Taking the project away saves what is open. */
  wg_layer_panel_set_project (WG_LAYER_PANEL (panel), NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (layers)), ==, 2);
  rows = wg_project_list_layers (project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (((WgLayerRecord *) g_ptr_array_index (rows, 0))->source, ==, "maps/base.tif");
  wg_layer_panel_set_project (WG_LAYER_PANEL (panel), project);
  again = g_list_model_get_item (G_LIST_MODEL (layers), 0);
  g_assert_cmpstr (wg_map_layer_get_source (again), ==, picture);
  g_assert_cmpfloat (wg_map_layer_get_opacity (again), ==, 0.5);
  wg_layer_panel_set_project (WG_LAYER_PANEL (panel), NULL);
  wg_layer_panel_set_canvas (WG_LAYER_PANEL (panel), NULL);
  g_assert_true (wg_project_close (project, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (project);
  g_assert_finalize_object (panel);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) \
  g_test_add ("/canvas/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("fits-at-first", test_fits_at_first);
  ADD ("drag-moves", test_drag_moves);
  ADD ("wheel-keeps-the-place", test_wheel_keeps_the_place);
  ADD ("keys-move", test_keys_move);
  ADD ("click-selects", test_click_selects);
  ADD ("double-click-goes-there", test_double_click_goes_there);
  ADD ("hover", test_hover);
  ADD ("split", test_split);
  ADD ("split-only-selected", test_split_only_selected);
  ADD ("split-keeps-by-size", test_split_keeps_by_size);
  ADD ("split-refuses", test_split_refuses);
  ADD ("state-line", test_state_line);
  ADD ("picture", test_picture);
  ADD ("large-selection", test_large_selection);
  ADD ("layers", test_layers);
  ADD ("layer-panel", test_layer_panel);
  return g_test_run ();
}
