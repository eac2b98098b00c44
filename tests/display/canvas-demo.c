/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the map and the layer panel alone: canvas-demo COLUMNS ROWS (an invented plan) or
 * canvas-demo PROJECT [FILE...] (files become layers). For looking at it; keys: Q quits, S changes
 * the tool, C the labels, 1 to 5 the level, N the look. */
#include "tests/support/wg-test-map.h"
#include "ui/panels/wg-layer-panel.h"

#include <locale.h>
#include <libintl.h>
#include "config.h"

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
  if (keyval == GDK_KEY_n)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        adw_style_manager_get_dark (adw_style_manager_get_default ())
                                          ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                          : ADW_COLOR_SCHEME_FORCE_DARK);
  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_5)
    wg_session_set_depth (wg_canvas_get_session (canvas), keyval - GDK_KEY_0);
  return GDK_EVENT_PROPAGATE;
}

static WgSession *
open_session (int argc, char **argv, WgProject **project_out)
{
  g_autoptr (GError) error = NULL;

  if (argc < 2 || g_ascii_isdigit (argv[1][0]))
    return wg_test_map_session (argc > 2 ? atoi (argv[1]) : 30, argc > 2 ? atoi (argv[2]) : 20);
  *project_out = wg_project_open (argv[1], FALSE, NULL, NULL, &error);
  if (*project_out == NULL)
    g_error ("%s", error->message);
  return wg_session_new (wg_project_get_history (*project_out));
}

static void
add_files (WgLayerPanel *panel, int argc, char **argv)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (int i = 2; i < argc; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (argv[i]);
      g_list_store_append (files, file);
    }
  wg_layer_panel_add_files (panel, G_LIST_MODEL (files));
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (WgProject) project = NULL;
  g_autoptr (WgSession) session = NULL;
  GtkWidget *window = NULL, *canvas = NULL, *panel = NULL, *paned = NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();

  setlocale (LC_ALL, "");
  bindtextdomain (WG_GETTEXT_PACKAGE, WG_BUILD_LOCALEDIR);
  bind_textdomain_codeset (WG_GETTEXT_PACKAGE, "UTF-8");
  textdomain (WG_GETTEXT_PACKAGE);
  adw_init ();
  session = open_session (argc, argv, &project);
  wg_session_set_depth (session, wg_plan_get_n_levels (wg_session_get_plan (session)));
  window = gtk_window_new ();
  canvas = wg_canvas_new ();
  panel = wg_layer_panel_new ();
  paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  wg_canvas_set_session (WG_CANVAS (canvas), session);
  wg_layer_panel_set_canvas (WG_LAYER_PANEL (panel), WG_CANVAS (canvas));
  g_signal_connect (canvas, "message", G_CALLBACK (message_cb), NULL);
  if (project != NULL)
    {
      wg_layer_panel_set_project (WG_LAYER_PANEL (panel), project);
      add_files (WG_LAYER_PANEL (panel), argc, argv);
    }
  g_object_set_data (G_OBJECT (keys), "canvas", canvas);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), loop);
  gtk_widget_add_controller (window, keys);
  gtk_widget_set_size_request (panel, 260, -1);
  gtk_paned_set_start_child (GTK_PANED (paned), panel);
  gtk_paned_set_resize_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_end_child (GTK_PANED (paned), canvas);
  gtk_window_set_title (GTK_WINDOW (window), "Wangge canvas");
  gtk_window_set_default_size (GTK_WINDOW (window), 1366, 768);
  gtk_window_set_child (GTK_WINDOW (window), paned);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (canvas);
  g_timeout_add (500, print_state_cb, canvas);
  g_main_loop_run (loop);
  wg_layer_panel_set_project (WG_LAYER_PANEL (panel), NULL);
  if (project != NULL)
    wg_project_close (project, NULL);
  return 0;
}
