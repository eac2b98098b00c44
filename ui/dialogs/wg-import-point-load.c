/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-point-load"

#include "wg-import-point-load.h"

#include "../../app/cli/wg-words.h"
#include "../../app/exchange/wg-control-points.h"
#include "../wg-files.h"

#include <glib/gi18n.h>

/* Who waits for the points. */
typedef struct
{
  GtkWidget *widget;
  WgPointsLoaded loaded;
} Waiting;

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  g_autoptr (GArray) points = text != NULL ? wg_control_points_parse (text) : NULL;

  waiting->loaded (points != NULL && points->len > 0 ? points : NULL,
                   _("There are no rows of four numbers x, y, X, Y in the clipboard"),
                   waiting->widget);
  g_object_unref (waiting->widget);
  g_free (waiting);
}

void
wg_point_load_paste (GtkWidget *widget, WgPointsLoaded loaded)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->widget = g_object_ref (widget);
  waiting->loaded = loaded;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, pasted_cb, waiting);
}

static void
response_cb (GtkNativeDialog *dialog, int response, GtkWidget *widget)
{
  WgPointsLoaded loaded = (WgPointsLoaded) g_object_get_data (G_OBJECT (dialog), "loaded");
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                             : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) points
    = file != NULL ? wg_control_points_read (g_file_peek_path (file), &error) : NULL;
  g_autofree char *words = error != NULL ? wg_words_error (error) : NULL;

  if (points != NULL || words != NULL)
    loaded (points, words, widget);
  gtk_native_dialog_destroy (dialog);
}

void
wg_point_load_file (GtkWidget *widget, WgPointsLoaded loaded)
{
  GtkFileChooserNative *dialog
    = wg_files_chooser_new (GTK_WINDOW (gtk_widget_get_root (widget)), _("Control Points"),
                            GTK_FILE_CHOOSER_ACTION_OPEN);

  g_object_set_data (G_OBJECT (dialog), "loaded", (gpointer) loaded);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
