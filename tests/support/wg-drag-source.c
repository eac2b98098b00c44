/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window that files can be dragged out of, as out of a file manager: drag-source FILE... */

#include <gtk/gtk.h>

static GMainLoop *loop;

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GSList *files)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  return gdk_content_provider_new_for_value (&value);
}

static void
end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, gpointer user_data)
{
  g_main_loop_quit (loop);
}

int
main (int argc, char **argv)
{
  GtkWidget *window = NULL, *label = NULL;
  GtkDragSource *source = NULL;
  GSList *files = NULL;

  gtk_init ();
  for (int i = argc - 1; i > 0; i--)
    files = g_slist_prepend (files, g_file_new_for_commandline_arg (argv[i]));
  loop = g_main_loop_new (NULL, FALSE);
  window = gtk_window_new ();
  label = gtk_label_new ("Drag me");
  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), files);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), NULL);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_title (GTK_WINDOW (window), "wangge-drag-source");
  gtk_window_set_default_size (GTK_WINDOW (window), 160, 120);
  gtk_window_set_child (GTK_WINDOW (window), label);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (g_main_loop_quit), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  g_slist_free_full (files, g_object_unref);
  g_main_loop_unref (loop);
  return 0;
}
