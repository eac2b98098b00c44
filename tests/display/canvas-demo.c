/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the map alone over an invented plan: canvas-demo [COLUMNS ROWS [FILE...]]; files become
 * layers. For looking at it; Q quits. */
#include "tests/support/wg-test-map.h"
#include "ui/canvas/wg-canvas.h"

#include <adwaita.h>
#include <stdlib.h>

static void
message_cb (WgCanvas *canvas, const char *sentence, gpointer data)
{
  g_print ("message: %s\n", sentence);
}

static gboolean
print_state_cb (gpointer data)
{
  g_autoptr (GVariant) state = g_action_get_state (wg_canvas_get_state_action (data));

  g_print ("%s | %s\n", g_variant_get_string (state, NULL), wg_canvas_get_pointer_text (data));
  return G_SOURCE_CONTINUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
        GMainLoop *loop)
{
  WgCanvas *canvas = g_object_get_data (G_OBJECT (controller), "canvas");

  if (keyval == GDK_KEY_q)
    g_main_loop_quit (loop);
  if (keyval == GDK_KEY_s)
    wg_canvas_set_tool (canvas, g_str_equal (wg_canvas_get_tool (canvas), "split") ? "select" : "split");
  if (keyval == GDK_KEY_c)
    wg_canvas_set_show_codes (canvas, !wg_canvas_get_show_codes (canvas));
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_3)
    wg_session_set_depth (wg_canvas_get_session (canvas), keyval - GDK_KEY_0);
  return GDK_EVENT_PROPAGATE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (WgSession) session = NULL;
  GtkWidget *window = NULL, *canvas = NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();

  adw_init ();
  session = wg_test_map_session (argc > 2 ? atoi (argv[1]) : 30, argc > 2 ? atoi (argv[2]) : 20);
  wg_session_set_depth (session, 3);
  window = gtk_window_new ();
  canvas = wg_canvas_new ();
  wg_canvas_set_session (WG_CANVAS (canvas), session);
  g_object_set_data (G_OBJECT (keys), "canvas", canvas);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), loop);
  gtk_widget_add_controller (window, keys);
  g_signal_connect (canvas, "message", G_CALLBACK (message_cb), NULL);
  gtk_window_set_title (GTK_WINDOW (window), "Wangge canvas");
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_set_child (GTK_WINDOW (window), canvas);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (canvas);
  g_timeout_add (500, print_state_cb, canvas);
  g_main_loop_run (loop);
  return 0;
}
