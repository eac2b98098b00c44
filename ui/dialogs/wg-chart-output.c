/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-window"

#include "wg-chart-output.h"

#include "../../app/render/wg-atlas.h"

#include <glib/gi18n.h>
#include <string.h>

#define PNG_DPI 300.0

/* The same sheet in another form: one file, or one for each page beside it. */
typedef struct
{
  WgChartStock *stock;
  WgChartOptions *options;
  guint32 grid;
  WgAtlasFormat format;
  char *path;
} SaveJob;

static void
save_job_free (SaveJob *job)
{
  wg_chart_stock_unref (job->stock);
  wg_chart_options_free (job->options);
  g_free (job->path);
  g_free (job);
}

static void
save_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const SaveJob *job = data;
  WgAtlasJob atlas = { .stock = job->stock,
                       .options = job->options,
                       .grids = &job->grid,
                       .n_grids = 1,
                       .unit = job->grid,
                       .format = job->format,
                       .dpi = PNG_DPI };
  WgAtlasResult result = { 0 };
  GError *error = NULL;
  g_autofree char *folder = g_path_get_dirname (job->path);
  g_autofree char *name = g_path_get_basename (job->path);
  char *dot = strrchr (name, '.');

  if (dot != NULL)
    *dot = '\0';
  atlas.pattern = name;
  /* Pictures are a file for each page: they go into the folder that was chosen. */
  if (wg_atlas_write (&atlas, wg_atlas_needs_folder (&atlas) ? folder : job->path, NULL,
                      cancellable, &result, &error))
    g_task_return_pointer (task,
                           g_path_get_basename (g_ptr_array_index (result.files, 0)), g_free);
  else
    g_task_return_error (task, error);
  wg_atlas_result_clear (&result);
}

void
wg_chart_save_async (GObject *source, const WgChartOutput *output, const char *path,
                     GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (source, NULL, callback, NULL);
  SaveJob *job = g_new0 (SaveJob, 1);
  const char *ending = strrchr (path, '.');

  job->path = g_strdup (path);
  if (ending == NULL || !wg_atlas_format_from_code (ending + 1, &job->format))
    job->format = WG_ATLAS_PDF;
  job->stock = wg_chart_stock_ref (output->stock);
  job->options = wg_chart_options_copy (output->options);
  job->grid = output->grid;
  g_task_set_task_data (task, job, (GDestroyNotify) save_job_free);
  g_task_run_in_thread (task, save_in_worker);
}

char *
wg_chart_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, WgChartSheet *sheet)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width;
  double height;
  double scale;

  /* The whole sheet is ours: the chart has its own margins. Smaller paper gets it smaller. */
  wg_chart_sheet_get_page_size (sheet, (guint) page, &width, &height);
  scale = MIN (gtk_print_context_get_width (context) / width,
               gtk_print_context_get_height (context) / height);
  cairo_scale (cr, scale, scale);
  wg_chart_sheet_paint (sheet, (guint) page, cr);
}

/* By its name where it has one, so that the printer's tray is found. */
static GtkPaperSize *
make_paper (const WgChartOptions *options, double width, double height)
{
  static const char *const names[WG_N_PAPERS]
    = { GTK_PAPER_NAME_A4, GTK_PAPER_NAME_A3, "iso_a2", "iso_a1", "iso_a0", NULL, NULL };

  if (options->bleed_mm == 0 && names[options->paper] != NULL)
    return gtk_paper_size_new (names[options->paper]);
  return gtk_paper_size_new_custom ("wangge", _("Chart"), width, height, GTK_UNIT_POINTS);
}

static void
unref_sheet (gpointer data, GClosure *closure)
{
  wg_chart_sheet_unref (data);
}

GtkPrintOperation *
wg_chart_print_new (WgChartSheet *sheet, guint page, const WgChartOptions *options, const char *name)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autoptr (GtkPaperSize) paper = NULL;
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *file = g_strdup (name);
  double width = 0, height = 0;

  wg_chart_sheet_get_page_size (sheet, 0, &width, &height);
  paper = make_paper (options, MIN (width, height), MAX (width, height));
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                        : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
  /* Where it goes, and under which name, when it is printed to a file. */
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR,
                          documents != NULL ? documents : g_get_home_dir ());
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, g_strdelimit (file, "/\\", '_'));
  gtk_print_operation_set_print_settings (operation, settings);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, (int) wg_chart_sheet_count_pages (sheet));
  gtk_print_operation_set_current_page (operation, (int) page);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), wg_chart_sheet_ref (sheet),
                         unref_sheet, 0);
  return operation;
}
