/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"

#include "../plan/wg-commands.h"
#include "../store/wg-chart-templates.h"
#include "wg-chart-choice.h"
#include "wg-chart-layers.h"
#include "wg-chart-words.h"
#include "wg-words.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

#define DEFAULT_DPI 300.0

static char *option_template;
static char *option_grids;
static char *option_level;
static char *option_parent;
static char *option_since;
static char *option_edition;
static char *option_paper;
static char *option_format;
static char *option_output;
static char *option_split;
static char *option_names;
static char *option_title;
static char *option_date;
static double option_dpi;
static int option_number;
static int option_withdraw;
static char *option_issue;
static gboolean option_editions;
static gboolean option_cover;
static gboolean option_index;
static gboolean option_staff;
static gboolean option_changes;
static gboolean option_draft;
static gboolean option_black;
static gboolean option_json;

static const GOptionEntry options[] = {
  { "template", 't', 0, G_OPTION_ARG_STRING, &option_template,
    N_ ("grid-sheet, wall-map, notice-board or staff-list; or a template that was saved"),
    N_ ("NAME|FILE.json") },
  { "grid", 0, 0, G_OPTION_ARG_STRING, &option_grids, N_ ("Sheets of these grids, by code"),
    N_ ("CODE,…") },
  { "level", 'l', 0, G_OPTION_ARG_STRING, &option_level, N_ ("Sheets of every grid of this level"),
    N_ ("NAME") },
  { "parent", 0, 0, G_OPTION_ARG_STRING, &option_parent, N_ ("Only grids in this one"), N_ ("CODE") },
  { "changed-since", 0, 0, G_OPTION_ARG_STRING, &option_since,
    N_ ("Only grids that are not as they were then, or in that edition (the last: edition)"),
    N_ ("edition[:N]|STEP|YYYY-MM-DD[THH:MM]") },
  { "edition", 0, 0, G_OPTION_ARG_STRING, &option_edition,
    N_ ("internal; public: leaders and work phones only; public-masked: phones as 138****0000"),
    "public|public-masked|internal" },
  { "paper", 0, 0, G_OPTION_ARG_STRING, &option_paper, N_ ("Size of the sheets"), "a0-a4|8k|4k" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output,
    N_ ("The file to write; a folder for several"), N_ ("FILE|FOLDER") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &option_format,
    N_ ("Format; by the ending of the output when left out"), "pdf|svg|png" },
  { "dpi", 0, 0, G_OPTION_ARG_DOUBLE, &option_dpi, N_ ("Dots per inch of PNG (300)"), "N" },
  { "split-by", 0, 0, G_OPTION_ARG_STRING, &option_split,
    N_ ("A PDF for each grid of this level, with the sheets of what is in it"), N_ ("LEVEL") },
  { "names", 0, 0, G_OPTION_ARG_STRING, &option_names,
    N_ ("Names of files in a folder ({code}-{name})"), N_ ("PATTERN") },
  { "cover", 0, 0, G_OPTION_ARG_NONE, &option_cover, N_ ("Begin with a cover"), NULL },
  { "index", 0, 0, G_OPTION_ARG_NONE, &option_index, N_ ("Begin with an index of the sheets"), NULL },
  { "staff", 0, 0, G_OPTION_ARG_NONE, &option_staff, N_ ("End with the list of staff"), NULL },
  { "changes", 0, 0, G_OPTION_ARG_NONE, &option_changes,
    N_ ("End with the list of changes (with --changed-since)"), NULL },
  { "title", 0, 0, G_OPTION_ARG_STRING, &option_title, N_ ("Title of the document and its cover"),
    N_ ("TEXT") },
  { "date", 0, 0, G_OPTION_ARG_STRING, &option_date, N_ ("Date on the sheets; today when left out"),
    "YYYY-MM-DD" },
  { "edition-number", 0, 0, G_OPTION_ARG_INT, &option_number, N_ ("Number of the edition"), "N" },
  { "issue", 0, 0, G_OPTION_ARG_STRING, &option_issue,
    N_ ("Print this as edition N, and keep in the project what it shows"), N_ ("N|next") },
  { "editions", 0, 0, G_OPTION_ARG_NONE, &option_editions, N_ ("List the editions that were issued"),
    NULL },
  { "withdraw", 0, 0, G_OPTION_ARG_INT, &option_withdraw, N_ ("Forget that edition N was issued"), "N" },
  { "draft", 0, 0, G_OPTION_ARG_NONE, &option_draft, N_ ("Mark the sheets as a draft"), NULL },
  { "black-and-white", 0, 0, G_OPTION_ARG_NONE, &option_black, N_ ("Patterns in place of colours"),
    NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_ ("Print what was written as JSON"), NULL },
  { NULL },
};

/* What one run prints. */
typedef struct
{
  WgChartChoice choice;
  WgChartOptions *options;
  WgAtlasJob job;
  GCancellable *cancellable;
} Chart;

/* Ends the job, not the program: what was written so far is removed. */
static gpointer
wait_for_signal (gpointer cancellable)
{
  sigset_t signals;
  int caught = 0;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  while (sigwait (&signals, &caught) != 0)
    continue;
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
catch_signals (GCancellable *cancellable)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("wg-signal", wait_for_signal, cancellable));
}

/* What the project keeps under @name, or NULL. */
static char *
find_saved (WgProject *project, const char *name)
{
  g_autoptr (GPtrArray) records = wg_project_list_chart_templates (project, NULL);

  for (guint i = 0; records != NULL && name != NULL && i < records->len; i++)
    {
      const WgChartTemplateRecord *record = g_ptr_array_index (records, i);

      if (strcmp (record->name, name) == 0)
        return g_strdup (record->options);
    }
  return NULL;
}

/* The options of a template by its name, or as a file has them; NULL with an error or a sentence. */
static WgChartOptions *
read_template (const WgChartChoice *choice, WgProject *project, int *status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = find_saved (project, option_template);
  WgChartTemplate template = WG_CHART_GRID_SHEET;
  WgChartOptions *found = NULL;

  if (option_template == NULL && choice->grids->len == 1)
    return wg_chart_make_options (choice->plan, g_array_index (choice->grids, guint32, 0),
                                  wg_day_today ());
  if (option_template == NULL || wg_chart_template_from_code (option_template, &template))
    return wg_chart_options_new (template);
  if (text == NULL && !g_str_has_suffix (option_template, ".json"))
    {
      *status = wg_cli_wrong_usage (_ ("There is no template “%s”"), option_template);
      return NULL;
    }
  if (text != NULL || g_file_get_contents (option_template, &text, NULL, &error))
    found = wg_chart_options_from_json (text, &error);
  if (found == NULL)
    *status = wg_cli_refuse (error);
  return found;
}

static gboolean
set_options (WgChartOptions *wanted, int *status)
{
  if (option_paper != NULL)
    {
      g_autofree char *paper = g_ascii_strdown (option_paper, -1);

      if (!wg_paper_from_code (paper, &wanted->paper))
        {
          *status = wg_cli_wrong_usage (_ ("--paper takes a0 to a4, 8k or 4k"));
          return FALSE;
        }
    }
  if (option_edition != NULL && !wg_edition_from_code (option_edition, &wanted->edition))
    {
      *status = wg_cli_wrong_usage (_ ("--edition takes public, public-masked or internal"));
      return FALSE;
    }
  if (option_date != NULL
      && (wg_day_from_text (option_date) == WG_DAY_NONE || strlen (option_date) != 10))
    {
      *status = wg_cli_wrong_usage (_ ("--date takes YYYY-MM-DD"));
      return FALSE;
    }
  if (option_date != NULL || wanted->date == NULL)
    {
      g_free (wanted->date);
      wanted->date = option_date != NULL ? g_strdup (option_date) : wg_day_to_text (wg_day_today ());
    }
  if (option_number > 0)
    wanted->edition_number = (guint) option_number;
  wanted->is_draft |= option_draft;
  wanted->is_black_and_white |= option_black;
  return TRUE;
}

/* Format and parts of the job; the ending of the output tells the format. */
static gboolean
set_job (Chart *chart, int *status)
{
  WgAtlasJob *job = &chart->job;
  const char *ending = strrchr (option_output, '.');

  if (option_format != NULL && !wg_atlas_format_from_code (option_format, &job->format))
    {
      *status = wg_cli_wrong_usage (_ ("--format takes pdf, svg or png"));
      return FALSE;
    }
  if (option_format == NULL && ending != NULL)
    wg_atlas_format_from_code (ending + 1, &job->format);
  job->dpi = option_dpi != 0 ? option_dpi : DEFAULT_DPI;
  if (job->dpi < 20 || job->dpi > 2400)
    {
      *status = wg_cli_wrong_usage (_ ("--dpi takes 20 to 2400"));
      return FALSE;
    }
  if (option_split != NULL && !wg_cli_find_depth (chart->choice.plan, option_split, &job->split_depth))
    {
      *status = WG_CLI_USAGE;
      return FALSE;
    }
  if (option_split != NULL && job->format != WG_ATLAS_PDF)
    {
      *status = wg_cli_wrong_usage (_ ("--split-by makes PDFs; pictures are a file for each page"));
      return FALSE;
    }
  if (option_changes && option_since == NULL)
    {
      *status = wg_cli_wrong_usage (_ ("--changes needs --changed-since"));
      return FALSE;
    }
  job->parts = (option_cover ? WG_ATLAS_COVER : 0) | (option_index ? WG_ATLAS_INDEX : 0)
               | (option_staff ? WG_ATLAS_STAFF : 0) | (option_changes ? WG_ATLAS_CHANGES : 0);
  job->pattern = option_names;
  return TRUE;
}

static gboolean
choose_grids (Chart *chart, WgProject *project, int *status)
{
  WgChartChoice *choice = &chart->choice;
  g_autoptr (GError) error = NULL;
  guint depth = 0;

  if (!wg_cli_find_parent (choice->plan, option_parent, &choice->unit, &error))
    {
      *status = wg_cli_refuse (error);
      return FALSE;
    }
  if (option_level != NULL && !wg_cli_find_depth (choice->plan, option_level, &depth))
    {
      *status = WG_CLI_USAGE;
      return FALSE;
    }
  if (option_level != NULL)
    wg_atlas_collect_level (choice->plan, depth, choice->unit, choice->grids);
  else
    {
      g_array_unref (choice->grids);
      choice->grids = wg_cli_find_grids (choice->plan, option_grids, &error);
      if (choice->grids != NULL)
        wg_atlas_sort (choice->plan, choice->grids);
    }
  if (choice->grids != NULL && option_since != NULL
      && wg_chart_choice_set_since (choice, project, option_since, &error))
    wg_chart_choice_keep_changed (choice, wg_cli_progress (), chart->cancellable, &error);
  wg_cli_progress_end ();
  if (error == NULL)
    return TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    *status = wg_cli_wrong_usage (_ ("There is no “%s” to compare with: it was not issued, or the edits "
                                     "before it were undone"),
                                  option_since);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    *status = wg_cli_wrong_usage (_ ("“%s” is no edit that stands, and no date such as 2026-11-20"),
                                  option_since);
  else
    *status = wg_cli_refuse (error);
  return FALSE;
}

/* The number that --issue gives, one that no edition has. */
static gboolean
choose_number (Chart *chart, WgProject *project, int *status)
{
  g_autoptr (GPtrArray) records = NULL;
  guint64 number = 0;

  if (option_issue == NULL)
    return TRUE;
  if (strcmp (option_issue, "next") == 0)
    number = wg_chart_next_edition (project);
  else if (!g_ascii_string_to_unsigned (option_issue, 10, 1, G_MAXINT, &number, NULL))
    {
      *status = wg_cli_wrong_usage (_ ("--issue takes a number from 1, or next"));
      return FALSE;
    }
  records = wg_project_list_editions (project, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    if (((WgEditionRecord *) g_ptr_array_index (records, i))->number == number)
      {
        *status = wg_cli_wrong_usage (_ ("Edition %u was issued before"), (guint) number);
        return FALSE;
      }
  chart->options->edition_number = (guint) number;
  return TRUE;
}

static void
print_result (const Chart *chart, const WgAtlasResult *result, double seconds)
{
  WgJson *json = NULL;

  if (!option_json)
    {
      for (guint i = 0; i < result->files->len; i++)
        g_print ("%s\n", (const char *) g_ptr_array_index (result->files, i));
      g_print (_ ("%u pages of %u grids in %.1f s\n"), result->n_pages, chart->choice.grids->len,
               seconds);
      return;
    }
  json = wg_json_new ();
  wg_json_begin_object (json, NULL);
  wg_json_int (json, "pages", result->n_pages);
  wg_json_int (json, "grids", chart->choice.grids->len);
  wg_json_double (json, "seconds", seconds, 3);
  wg_json_begin_array (json, "files");
  for (guint i = 0; i < result->files->len; i++)
    wg_json_string (json, NULL, g_ptr_array_index (result->files, i));
  wg_json_end_array (json);
  wg_json_end_object (json);
  wg_cli_print_json (json);
}

/* One picture goes into the file that was named, not into a folder. */
static gboolean
is_one_picture (const Chart *chart)
{
  return chart->job.format != WG_ATLAS_PDF && chart->job.parts == WG_ATLAS_SHEETS_ONLY
         && chart->choice.grids->len == 1
         && g_str_has_suffix (option_output, wg_atlas_format_to_code (chart->job.format))
         && !g_file_test (option_output, G_FILE_TEST_IS_DIR);
}

/* Pages of one grid as pictures beside one another: FILE.png, FILE-2.png. */
static gboolean
write_one_picture (Chart *chart, WgAtlasResult *result, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (option_output);
  g_autofree char *work = g_build_filename (folder, ".wangge-XXXXXX", NULL);
  const char *dot = strrchr (option_output, '.');
  gboolean is_ok = g_mkdtemp (work) != NULL;

  if (!is_ok)
    {
      g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s", folder);
      return FALSE;
    }
  is_ok = wg_atlas_write (&chart->job, work, wg_cli_progress (), chart->cancellable, result, error);
  for (guint i = 0; is_ok && i < result->files->len; i++)
    {
      char *from = g_ptr_array_index (result->files, i);
      char *to = i == 0 ? g_strdup (option_output)
                        : g_strdup_printf ("%.*s-%u%s", (int) (dot - option_output), option_output,
                                           i + 1, dot);

      is_ok = g_rename (from, to) == 0;
      if (!is_ok)
        g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s", to);
      g_ptr_array_index (result->files, i) = to;
      g_free (from);
    }
  g_rmdir (work);
  return is_ok;
}

/* Roads and water of the project; what cannot be read is said, and left out. */
static GPtrArray *
read_layers (const Chart *chart, WgProject *project)
{
  g_autoptr (GPtrArray) records = wg_project_list_layers (project, NULL);
  g_autoptr (GPtrArray) failed = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *layers = NULL;

  if (records == NULL)
    return g_ptr_array_new ();
  layers = wg_chart_read_layers (records, chart->choice.plan, failed, chart->cancellable);
  for (guint i = 0; i < failed->len; i++)
    {
      g_printerr (_ ("The layer “%s” cannot be read, and is not on the sheets."),
                  (char *) g_ptr_array_index (failed, i));
      g_printerr ("\n");
    }
  return layers;
}

static int
print_chart (Chart *chart, WgProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) layers = read_layers (chart, project);
  g_autoptr (WgChartStock) stock
    = wg_chart_make_stock (chart->choice.plan, (WgLinework *const *) layers->pdata, layers->len,
                           wg_day_from_text (chart->options->date));
  WgAtlasResult result = { 0 };
  gint64 begin = g_get_monotonic_time ();
  gboolean is_ok = FALSE;

  chart->job.stock = stock;
  chart->job.options = chart->options;
  chart->job.grids = (const guint32 *) chart->choice.grids->data;
  chart->job.n_grids = chart->choice.grids->len;
  chart->job.unit = chart->choice.unit;
  chart->job.title = option_title;
  /* Translators: the code of your language, such as zh-CN */
  chart->job.language = C_ ("language", "en");
  chart->job.changes = wg_chart_choice_list_changes;
  chart->job.user_data = &chart->choice;
  if (is_one_picture (chart))
    is_ok = write_one_picture (chart, &result, &error);
  else
    is_ok = wg_atlas_write (&chart->job, option_output, wg_cli_progress (), chart->cancellable,
                            &result, &error);
  wg_cli_progress_end ();
  if (is_ok && option_issue != NULL)
    is_ok = wg_project_issue_edition (project, chart->options->edition_number, chart->options->date, &error);
  if (is_ok)
    print_result (chart, &result, (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  wg_atlas_result_clear (&result);
  return is_ok ? WG_CLI_OK : wg_cli_refuse (error);
}

static int
run (WgProject *project)
{
  Chart chart = { .cancellable = g_cancellable_new () };
  int status = WG_CLI_OK;

  catch_signals (chart.cancellable);
  wg_chart_choice_init (&chart.choice, wg_project_get_plan (project));
  if (set_job (&chart, &status) && choose_grids (&chart, project, &status)
      && (chart.options = read_template (&chart.choice, project, &status)) != NULL
      && set_options (chart.options, &status) && choose_number (&chart, project, &status))
    {
      if (chart.choice.grids->len == 0 && option_since != NULL)
        {
          g_printerr (_ ("No grid changed since then: nothing is printed."));
          g_printerr ("\n");
          status = WG_CLI_REFUSED;
        }
      else
        status = print_chart (&chart, project);
    }
  g_clear_pointer (&chart.options, wg_chart_options_free);
  wg_chart_choice_clear (&chart.choice);
  return status;
}

int
wg_cli_chart (int argc, char **argv)
{
  const WgCliUsage usage
    = { "P.wangge --grid CODE,…|--level NAME -o OUT.pdf|FOLDER",
        _ ("Print sheets of grids: one, several, or an atlas of a level."), options, 1, 1 };
  g_autoptr (WgProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!wg_cli_parse (&usage, &argc, &argv))
    return WG_CLI_USAGE;
  if (option_editions || option_withdraw != 0)
    return wg_cli_editions (argv[1], option_withdraw, option_json);
  if ((option_grids == NULL) == (option_level == NULL) || option_output == NULL)
    return wg_cli_wrong_usage (_ ("-o and one of --grid and --level are needed"));
  if (option_parent != NULL && option_level == NULL)
    return wg_cli_wrong_usage (_ ("--parent needs --level"));
  project = wg_cli_open (argv[1], option_issue == NULL, &error);
  if (project == NULL)
    return wg_cli_refuse (error);
  return wg_cli_close (project, run (project));
}
