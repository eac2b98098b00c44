/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "config.h"

#include "wg-cli-private.h"
#include "wg-words.h"

#include "../plan/wg-commands.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv);
} WgCliCommand;

static const WgCliCommand commands[] = {
  { "new", N_ ("Create a project"), wg_cli_new },
  { "import", N_ ("Bring a file of grids in at a level"), wg_cli_import },
  { "templates", N_ ("List or delete the templates of imports"), wg_cli_templates },
  { "find", N_ ("Find grids, people, addresses, places, coordinates"), wg_cli_find },
  { "georeference", N_ ("Give a picture its place by control points"), wg_cli_georeference },
  { "info", N_ ("Describe a project or a source file"), wg_cli_info },
  { "split", N_ ("Divide grids along a line"), wg_cli_split },
  { "split-building", N_ ("Divide a building between grids"), wg_cli_split_building },
  { "merge", N_ ("Make one grid of several"), wg_cli_merge },
  { "assign", N_ ("Give the land inside a polygon to a grid"), wg_cli_assign },
  { "move", N_ ("Move, add or remove a vertex of a border"), wg_cli_move },
  { "measure", N_ ("Measure a distance or an area"), wg_cli_measure },
  { "redraw", N_ ("Replace a part of a border by a line"), wg_cli_redraw },
  { "draw", N_ ("Make a grid of a polygon"), wg_cli_draw },
  { "subdivide", N_ ("Cut grids into smaller ones by households"), wg_cli_subdivide },
  { "estimate", N_ ("Share known households out to buildings"), wg_cli_estimate },
  { "simplify", N_ ("Make borders plainer or smoother"), wg_cli_simplify },
  { "level", N_ ("Show the levels, or what sizes they ask for"), wg_cli_level },
  { "rebalance", N_ ("Bring grids to one size, moving few households"), wg_cli_rebalance },
  { "aggregate", N_ ("Melt grids into fewer, larger ones"), wg_cli_aggregate },
  { "lock", N_ ("Hold grids or a level against every edit"), wg_cli_lock },
  { "unlock", N_ ("Let grids or a level change again"), wg_cli_unlock },
  { "undo", N_ ("Take the last edit back"), wg_cli_undo },
  { "redo", N_ ("Bring an undone edit again"), wg_cli_redo },
  { "history", N_ ("List the edits"), wg_cli_history },
  { "changes", N_ ("Report what changed between two moments"), wg_cli_changes },
  { "set", N_ ("Change attributes of several grids at once"), wg_cli_set },
  { "people", N_ ("List who answers for the grids"), wg_cli_people },
  { "assign-person", N_ ("Give a person a role in a grid"), wg_cli_assign_person },
  { "staff-rules", N_ ("Show or say how many people grids need"), wg_cli_staff_rules },
  { "number", N_ ("Give codes and names in order"), wg_cli_number },
  { "scheme", N_ ("Keep drafts and other nets beside the plan, and compare them"), wg_cli_scheme },
  { "verify", N_ ("Check every invariant of the coverage and the file"), wg_cli_verify },
  { "check", N_ ("List what is wrong with the plan"), wg_cli_check },
  { "render", N_ ("Draw the map as a picture"), wg_cli_render },
  { "chart", N_ ("Print sheets of grids, and atlases"), wg_cli_chart },
  { "export", N_ ("Write the grids to a file for other programs"), wg_cli_export },
  { "sample", N_ ("Make a synthetic county"), wg_cli_sample },
};

static char *command_name;
static char *option_reason;

static const GOptionEntry reason_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &option_reason,
    N_ ("Why this is done, such as the number of the reply; kept in the history"), N_ ("TEXT") },
  { NULL },
};

static const WgCliCommand *
find_command (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, word) == 0)
      return &commands[i];
  return NULL;
}

static int
print_help (void)
{
  g_print ("%s\n\n%s\n", _ ("Usage: wangge [FILE.wangge]\n       wangge COMMAND …"), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-8s  %s\n", commands[i].name, _ (commands[i].summary));
  g_print ("\n%s\n", _ ("Each command has --help. Exit status: 0 done, 1 findings or refused input, "
                        "2 wrong usage."));
  return WG_CLI_OK;
}

static void
show_progress (double fraction, gpointer user_data)
{
  static int shown = -1;
  int percent = (int) (fraction * 100);

  if (percent == shown)
    return;
  shown = percent;
  fprintf (stderr, "\r%3d %%", percent);
  fflush (stderr);
}

/**
 * wg_cli_parse:
 * @argc: (inout): the words of the command, its name first
 *
 * Parses the options; --help is answered here. Prints what is wrong.
 *
 * Returns: FALSE when the usage is wrong
 */
gboolean
wg_cli_parse (const WgCliUsage *usage, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage->usage);
  g_autoptr (GError) error = NULL;
  guint n_words = 0;

  g_option_context_set_summary (context, usage->summary);
  g_option_context_set_translation_domain (context, NULL);
  g_option_context_add_main_entries (context, usage->options, NULL);
  if (usage->has_reason)
    g_option_context_add_main_entries (context, reason_options, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      wg_cli_wrong_usage ("%s", error->message);
      return FALSE;
    }

  n_words = (guint) MAX (*argc - 1, 0);
  if (n_words < usage->n_words || n_words > usage->max_words)
    {
      wg_cli_wrong_usage (_ ("expected: %s"), usage->usage);
      return FALSE;
    }
  return TRUE;
}

/** Prints a sentence on how the command was called wrongly. Returns the exit code. */
int
wg_cli_wrong_usage (const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("wangge %s: %s\n", command_name, sentence);
  g_printerr (_ ("See “wangge %s --help”."), command_name);
  g_printerr ("\n");
  return WG_CLI_USAGE;
}

/** Prints the user's sentence for @error. Returns the exit code. */
int
wg_cli_refuse (const GError *error)
{
  g_autofree char *sentence
    = error->domain == WG_CLI_ERROR ? g_strdup (error->message) : wg_words_error (error);

  wg_cli_progress_end ();
  g_printerr ("wangge %s: %s\n", command_name, sentence);
  g_debug ("%s", error->message);
  return WG_CLI_REFUSED;
}

WgProject *
wg_cli_open (const char *path, gboolean read_only, GError **error)
{
  g_autoptr (WgProject) project = wg_project_open (path, read_only, NULL, NULL, error);

  if (project != NULL && !read_only && wg_project_is_read_only (project))
    {
      g_set_error (error, WG_STORE_ERROR, WG_STORE_ERROR_LOCKED, "%s is held by another program",
                   path);
      wg_project_close (project, NULL);
      return NULL;
    }
  if (project != NULL && !read_only)
    wg_history_set_reason (wg_project_get_history (project), option_reason);
  return g_steal_pointer (&project);
}

/** Closes; returns @status, or the code of a failure to close. */
int
wg_cli_close (WgProject *project, int status)
{
  g_autoptr (GError) error = NULL;

  if (!wg_project_close (project, &error))
    return wg_cli_refuse (error);
  return status;
}

/** A progress that shows a percentage when a person watches; %NULL otherwise. */
const WgProgress *
wg_cli_progress (void)
{
  static const WgProgress progress = WG_PROGRESS_INIT (show_progress, NULL);

  return isatty (STDERR_FILENO) ? &progress : NULL;
}

void
wg_cli_progress_end (void)
{
  if (isatty (STDERR_FILENO))
    fputs ("\r      \r", stderr);
}

void
wg_cli_print_json (WgJson *json)
{
  g_autofree char *text = wg_json_finish (json);

  fputs (text, stdout);
}

void
wg_cli_print_sheet (const WgSheet *sheet)
{
  g_print ("\n%s\n", sheet->name);
  for (guint i = 0; i < sheet->columns->len; i++)
    g_print ("%s%s", i > 0 ? "\t" : "", (const char *) g_ptr_array_index (sheet->columns, i));
  g_print ("\n");
  for (guint row = 0; row < sheet->rows->len; row++)
    {
      for (guint i = 0; i < sheet->columns->len; i++)
        g_print ("%s%s", i > 0 ? "\t" : "", wg_sheet_get (sheet, row, i));
      g_print ("\n");
    }
}

int
wg_cli_find_word (const char *const *words, const char *word)
{
  if (word == NULL)
    return 0;
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      return i;
  return -1;
}

/* A plain word that names neither a command nor a file: a command mistyped, not a project. */
static gboolean
is_mistaken_command (const char *word)
{
  return word[0] != '-' && strpbrk (word, "./\\:") == NULL
         && !g_file_test (word, G_FILE_TEST_EXISTS);
}

gboolean
wg_cli_is_command (const char *word)
{
  return find_command (word) != NULL || strcmp (word, "help") == 0 || strcmp (word, "--help") == 0
         || strcmp (word, "-h") == 0 || strcmp (word, "--version") == 0 || is_mistaken_command (word);
}

int
wg_cli_run (int argc, char **argv)
{
  const WgCliCommand *command = find_command (argv[1]);
  g_autofree char *program = NULL;
  g_auto (GStrv) words = NULL;
  int n_words = argc - 1;
  int status = WG_CLI_OK;

  command_name = argv[1];
  g_set_prgname ("wangge");
  if (command == NULL && strcmp (argv[1], "--version") == 0)
    {
      g_print ("wangge %s\n", WG_VERSION);
      return WG_CLI_OK;
    }
  if (command == NULL && is_mistaken_command (argv[1]) && strcmp (argv[1], "help") != 0)
    {
      g_printerr (_ ("There is no command “%s”. See “wangge --help”."), argv[1]);
      g_printerr ("\n");
      return WG_CLI_USAGE;
    }
  if (command == NULL)
    return print_help ();

  /* The usage line of --help begins with it. */
  program = g_strdup_printf ("wangge %s", command_name);
  g_set_prgname (program);

  words = g_new0 (char *, argc);
  for (int i = 1; i < argc; i++)
    words[i - 1] = g_strdup (argv[i]);
  {
    /* The option parser drops words from the vector it is given, so it gets a shallow copy. */
    g_autofree char **parsed = g_memdup2 (words, sizeof (char *) * (gsize) argc);

    status = command->run (n_words, parsed);
  }
  return status;
}

gboolean
wg_cli_parse_day (const char *text, WgDay *day_out)
{
  *day_out = text != NULL ? wg_day_from_text (text) : wg_day_today ();
  return *day_out != WG_DAY_NONE;
}
