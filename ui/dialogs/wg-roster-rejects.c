/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-roster-rejects"

#include "wg-roster-rejects.h"

#include "../../app/cli/wg-words.h"
#include "../../app/exchange/wg-sheet-file.h"
#include "../wg-files.h"

#include <glib/gi18n.h>

/* Rows on their way into a file. */
typedef struct
{
  WgRoster *roster;
  char *path;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  wg_roster_free (saving->roster);
  g_free (saving->path);
  g_free (saving);
}

static void
save_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Saving *saving = data;
  g_autoptr (WgSheet) sheet = wg_roster_make_rejects (saving->roster);
  const WgSheet *sheets[] = { sheet };
  GError *error = NULL;

  if (wg_sheet_file_write (saving->path, sheets, 1, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *told, GAsyncResult *result, gpointer user_data)
{
  const Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (saving->path);
  g_autofree char *sentence = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    sentence = wg_words_error (error);
  else
    /* Translators: %s is the name of a file */
    sentence = g_strdup_printf (_("The rows left out are saved in %s."), name);
  gtk_label_set_label (GTK_LABEL (told), sentence);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, GtkLabel *told)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autoptr (GTask) task = g_task_new (told, NULL, saved_cb, NULL);
      Saving *saving = g_new0 (Saving, 1);

      saving->roster = wg_roster_ref (g_object_get_data (G_OBJECT (chooser), "wg-roster"));
      saving->path = g_file_get_path (file);
      g_task_set_task_data (task, saving, free_saving);
      g_task_run_in_thread (task, save_in_worker);
    }
  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
}

void
wg_roster_rejects_save (GtkWindow *parent, WgRoster *roster, GtkLabel *told)
{
  GtkFileChooserNative *chooser = wg_files_chooser_new (parent, _("Save Rows Left Out"),
                                                        GTK_FILE_CHOOSER_ACTION_SAVE);

  wg_files_add_filter (GTK_FILE_CHOOSER (chooser), _("Spreadsheet"), "xlsx");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _("rows left out.xlsx"));
  g_object_set_data_full (G_OBJECT (chooser), "wg-roster", wg_roster_ref (roster), (GDestroyNotify) wg_roster_free);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), told, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
