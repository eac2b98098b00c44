/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-roster"

#include "wg-window-private.h"

#include "../app/exchange/wg-roster-read.h"
#include "dialogs/wg-roster-dialog.h"
#include "wg-files.h"

#include <glib/gi18n.h>
#include <string.h>

/* Rosters come from a file, read by a worker, or from the clipboard; a dialog shows what they would bring. */

/* One roster on its way into the file. */
typedef struct
{
  GTask *task;
  char *sentence; /* once it is there */
} Storing;

/* What the clipboard has, read piece by piece. */
typedef struct
{
  WgWindow *window;
  char *text; /* (nullable) */
} Pasted;

static void
free_pasted (Pasted *pasted)
{
  g_object_unref (pasted->window);
  g_free (pasted->text);
  g_free (pasted);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Storing *storing = user_data;
  WgWindow *self = g_task_get_source_object (storing->task);
  g_autoptr (GError) error = NULL;

  wg_window_close_progress (self);
  if (wg_roster_commit_finish (WG_HISTORY (source), result, &error))
    wg_window_toast (self, storing->sentence);
  else
    wg_window_show_error (self, _("The roster cannot be stored"), error);
  g_task_return_boolean (storing->task, TRUE);
  g_object_unref (storing->task);
  g_free (storing->sentence);
  g_free (storing);
}

static void
accepted_cb (WgRosterDialog *dialog, WgRoster *roster, WgWindow *self)
{
  Storing *storing = NULL;
  WgJob *job = NULL;
  guint sums[4] = { 0 };

  if (self->project == NULL)
    return;
  storing = g_new0 (Storing, 1);
  wg_roster_get_sums (roster, sums);
  /* Translators: four numbers */
  storing->sentence = g_strdup_printf (_("%u new people, %u changed, %u new assignments, %u that end"),
                                       sums[0], sums[1], sums[2], sums[3]);
  storing->task = wg_jobs_new_task (self->jobs, _("Storing the roster"), self, NULL, NULL);
  job = wg_jobs_get_job (storing->task);
  wg_window_open_progress (self, storing->task);
  wg_roster_commit_async (roster, wg_project_get_history (self->project), wg_job_get_progress (job),
                          wg_job_get_cancellable (job), stored_cb, storing);
}

static void
show_table (WgWindow *self, WgRosterTable *table)
{
  WgRosterDialog *dialog = NULL;

  if (self->session == NULL)
    {
      wg_roster_table_free (table);
      return;
    }
  dialog = wg_roster_dialog_new (GTK_WINDOW (self), self->session, table, &self->when);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (accepted_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
read_in_worker (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  WgRosterTable *table = wg_roster_read (path, NULL, cancellable, &error);

  if (table != NULL)
    g_task_return_pointer (task, table, (GDestroyNotify) wg_roster_table_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  g_autoptr (GError) error = NULL;
  WgRosterTable *table = g_task_propagate_pointer (G_TASK (result), &error);

  if (table != NULL)
    show_table (self, table);
  else
    wg_window_show_error (self, _("The roster cannot be read"), error);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, WgWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      wg_window_import_roster (self, g_file_peek_path (file));
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  GtkFileChooserNative *dialog = wg_files_chooser_new (GTK_WINDOW (self), _("Import a Roster"),
                                                       GTK_FILE_CHOOSER_ACTION_OPEN);
  static const char *const suffixes[] = { "xlsx", "xls", "ods", "csv", "txt" };
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Spreadsheets"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), self->settings, "import-folder");
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
has_columns (const char *text)
{
  return text != NULL && strchr (text, '\t') != NULL;
}

/* The last way there is. Takes @pasted. */
static void
show_text (Pasted *pasted)
{
  if (has_columns (pasted->text))
    show_table (pasted->window, wg_roster_table_parse (pasted->text));
  else
    wg_window_toast (pasted->window, _("There is no table on the clipboard: copy the cells in the spreadsheet."));
  free_pasted (pasted);
}

/* Of text with a mark of its byte order, or UTF-8. */
static char *
decode (GBytes *bytes)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size >= 2 && ((guint8) data[0] == 0xff || (guint8) data[0] == 0xfe))
    return g_convert (data, (gssize) size, "UTF-8", "UTF-16", NULL, NULL, NULL);
  return g_utf8_make_valid (data, (gssize) size);
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pasted *pasted = user_data;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *html = NULL;
  WgRosterTable *table = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) >= 0)
    bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  html = bytes != NULL ? decode (bytes) : NULL;
  table = html != NULL ? wg_roster_table_parse_html (html) : NULL;
  if (table != NULL && table->n_columns > 1)
    show_table (pasted->window, g_steal_pointer (&table));
  else
    {
      show_text (pasted);
      pasted = NULL;
    }
  g_clear_pointer (&table, wg_roster_table_free);
  g_clear_pointer (&pasted, free_pasted);
}

static void
html_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pasted *pasted = user_data;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (stream != NULL)
    {
      g_output_stream_splice_async (memory, stream,
                                    G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                    G_PRIORITY_DEFAULT, NULL, spliced_cb, pasted);
      return;
    }
  show_text (pasted);
}

/* Text is what the cells show: where it shows a number shortened, or is no table, the page beside it tells more. */
static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const types[] = { "text/html", NULL };
  GdkClipboard *clipboard = GDK_CLIPBOARD (source);
  Pasted *pasted = user_data;
  gboolean has_page = gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), types[0]);

  pasted->text = gdk_clipboard_read_text_finish (clipboard, result, NULL);
  if (has_page && (!has_columns (pasted->text) || g_regex_match_simple ("\\dE\\+\\d", pasted->text, 0, 0)))
    {
      gdk_clipboard_read_async (clipboard, (const char **) types, G_PRIORITY_DEFAULT, NULL, html_cb, pasted);
      return;
    }
  show_text (pasted);
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Pasted *pasted = g_new0 (Pasted, 1);

  pasted->window = g_object_ref (user_data);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (user_data), NULL, text_cb, pasted);
}

void
wg_window_import_roster (WgWindow *self, const char *path)
{
  g_autoptr (GTask) task
    = wg_jobs_new_task (self->jobs, _("Reading the roster"), self, read_cb, NULL);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_in_worker);
}

void
wg_window_init_roster (WgWindow *self)
{
  static const GActionEntry entries[]
    = { { "import-roster", import_cb }, { "paste-roster", paste_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
