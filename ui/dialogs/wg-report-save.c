/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-report-save"

#include "wg-report-save.h"

#include "../../app/cli/wg-import-sheets.h"
#include "../../app/cli/wg-words.h"
#include "../../app/exchange/wg-sheet-file.h"
#include "../wg-files.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
tell_save_problem (GtkWindow *parent, const GError *error)
{
  g_autofree char *sentence = wg_words_error (error);
  GtkWidget *message
    = adw_message_dialog_new (parent, _("The report cannot be saved"), sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (message));
}

/* What is written: texts made by the main thread, the file by a worker. */
typedef struct
{
  char *path;
  char *json;        /* NULL: @sheets */
  GPtrArray *sheets; /* of WgSheet */
} Save;

static void
save_free (Save *save)
{
  g_free (save->path);
  g_free (save->json);
  g_clear_pointer (&save->sheets, g_ptr_array_unref);
  g_free (save);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;
  gboolean is_good
    = save->json != NULL
        ? g_file_set_contents (save->path, save->json, -1, &error)
        : wg_sheet_file_write (save->path, (const WgSheet *const *) save->sheets->pdata,
                               save->sheets->len, &error);

  if (is_good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    tell_save_problem (GTK_WINDOW (object), error);
}

/* Takes @save without its path. */
static void
run_save (GtkWindow *parent, GFile *file, Save *save)
{
  g_autoptr (GTask) task = g_task_new (parent, NULL, saved_cb, NULL);
  g_autofree char *lower = g_utf8_strdown (g_file_peek_path (file), -1);
  gboolean is_named = g_str_has_suffix (lower, ".xlsx") || g_str_has_suffix (lower, ".csv")
                      || (save->json != NULL && g_str_has_suffix (lower, ".json"));

  save->path = is_named ? g_file_get_path (file)
                        : g_strconcat (g_file_peek_path (file), ".xlsx", NULL);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  g_task_run_in_thread (task, save_thread);
}

static void
sheets_response_cb (GtkNativeDialog *dialog, int response, GPtrArray *sheets)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                             : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      Save *save = g_new0 (Save, 1);

      save->sheets = g_ptr_array_ref (sheets);
      run_save (gtk_native_dialog_get_transient_for (dialog), file, save);
    }
  g_ptr_array_unref (sheets);
  gtk_native_dialog_destroy (dialog);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  const WgImportReport *report = user_data;
  GtkWindow *parent = gtk_native_dialog_get_transient_for (dialog);
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                             : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      Save *save = g_new0 (Save, 1);
      g_autofree char *lower = g_utf8_strdown (g_file_peek_path (file), -1);

      if (g_str_has_suffix (lower, ".json"))
        save->json = wg_import_report_to_json (report);
      else
        save->sheets = wg_import_sheets (report);
      run_save (parent, file, save);
    }
  gtk_native_dialog_destroy (dialog);
}

void
wg_report_save_ask (GtkWindow *parent, const WgImportReport *report)
{
  GtkFileChooserNative *dialog
    = wg_files_chooser_new (parent, _("Save Report"), GTK_FILE_CHOOSER_ACTION_SAVE);
  /* Translators: ending of the name of a saved import report */
  g_autofree char *name = g_strconcat (report->source, _(" import report"), ".xlsx", NULL);

  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Spreadsheets (XLSX)"), "xlsx");
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("JSON files"), "json");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (save_response_cb), (gpointer) report);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
wg_report_save_sheets (GtkWindow *parent, const char *name, GPtrArray *sheets)
{
  GtkFileChooserNative *dialog
    = wg_files_chooser_new (parent, _("Save Report"), GTK_FILE_CHOOSER_ACTION_SAVE);

  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Spreadsheets (XLSX)"), "xlsx");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (sheets_response_cb), sheets);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
