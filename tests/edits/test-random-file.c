/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random edits of all kinds through a project file: children edit it and are killed (SIGKILL) at random
 * moments; each time the file opens, is sound, and goes on. In the end all edits of all of them are
 * undone to the first digest and done again to the last. WG_RANDOM_EDITS as in test-random.c; this
 * one does a tenth of them. */
#include "random-maps.h"

#include "app/base/wg-random.h"
#include "app/store/wg-project.h"
#include "tests/support/wg-random-edits.h"
#include "tests/support/wg-test-folder.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#define CHILD "--child"
#define DEFAULT_EDITS 3000
#define SHARE 10
#define EDITS_PER_CHILD 50

static const char *program = NULL;

/* Says a line after each step, until it is killed. */
static int
run_child (const char *path, guint64 seed)
{
  g_autoptr (WgProject) project = wg_project_open (path, FALSE, NULL, NULL, NULL);
  WgRandomEdits *edits = NULL;

  if (project == NULL || wg_project_is_read_only (project))
    return 1;
  edits = wg_random_edits_new (wg_project_get_history (project), seed, 10);
  for (guint step = 0; wg_random_edits_step (edits, step); step++)
    g_print ("%u\n", step);
  g_print ("failed: %s\n", edits->failure->str);
  return 1;
}

/* Kills a child after @n_lines; returns how many steps it did, and stops when it found a fault. */
static guint
kill_in_the_middle (const char *path, guint64 seed, guint n_lines)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, seed);
  const char *arguments[] = { program, CHILD, path, text, NULL };
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  guint n = 0;
  GError *error = NULL;

  child = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
    {
      if (g_str_has_prefix (line, "failed"))
        g_error ("seed %" G_GUINT64_FORMAT ", step %u: %s", seed, n, line);
      if (++n == n_lines)
        {
          g_usleep ((gulong) (seed * 911 % 9000));
          g_subprocess_send_signal (child, SIGKILL);
        }
      g_clear_pointer (&line, g_free);
    }
  g_subprocess_wait (child, NULL, NULL);
  g_assert_cmpuint (n, >=, n_lines);
  return n;
}

static WgProject *
open_sound (const char *path)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;
  WgProject *project = wg_project_open (path, FALSE, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (wg_project_is_read_only (project));
  wg_plan_verify (wg_project_get_plan (project), problems);
  g_assert_true (wg_project_verify_file (project, problems, NULL, NULL, &error));
  for (guint i = 0; i < problems->len; i++)
    g_printerr ("# %s\n", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
  return project;
}

static void
close_project (WgProject *project)
{
  GError *error = NULL;

  g_assert_true (wg_project_close (project, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (project);
}

static void
assert_digest (WgProject *project, const char *expected)
{
  g_autofree char *now = wg_project_digest (project, NULL);

  g_assert_cmpstr (now, ==, expected);
}

static char *
create_project (const char *path)
{
  g_autoptr (WgPlan) map = random_map_sample (1);
  g_autoptr (WgPlan) empty = wg_plan_new ("试验", NULL);
  WgProject *project = NULL;
  char *digest = NULL;
  GError *error = NULL;

  for (guint depth = 1; depth <= wg_plan_get_n_levels (map); depth++)
    wg_plan_add_level (empty, wg_plan_get_level (map, depth)->name,
                       wg_plan_get_level (map, depth)->special_name);
  project = wg_project_create (path, empty, &error);
  g_assert_no_error (error);
  g_assert_true (wg_history_replace (wg_project_get_history (project), map, "sample", "", NULL, NULL,
                                     &error));
  g_assert_no_error (error);
  digest = wg_project_digest (project, NULL);
  close_project (project);
  return digest;
}

/* Steps back to the sample, or forward to the end; how many. */
static guint
run_to_end (WgProject *project, gboolean redo)
{
  WgHistory *history = wg_project_get_history (project);
  guint n = 0;

  for (;; n++)
    {
      g_autofree char *kind = NULL;
      GError *error = NULL;
      gboolean is_moved = FALSE;

      g_object_get (history, redo ? "redo-kind" : "undo-kind", &kind, NULL);
      if (kind == NULL || g_str_equal (kind, "sample"))
        return n;
      is_moved = redo ? wg_history_redo (history, &error) : wg_history_undo (history, &error);
      g_assert_no_error (error);
      g_assert_true (is_moved);
    }
}

static void
test_file (void)
{
  const char *count = g_getenv ("WG_RANDOM_EDITS");
  guint n_edits = (count != NULL ? (guint) atoi (count) : DEFAULT_EDITS) / SHARE, n = 0, n_undone = 0;
  g_autofree char *folder = wg_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "edits.wangge", NULL);
  g_autofree char *first = create_project (path);
  g_autofree char *last = NULL;
  WgProject *project = NULL;

  for (guint64 seed = 1; n < n_edits; seed++)
    {
      n += kill_in_the_middle (path, seed, MIN (n_edits - n, EDITS_PER_CHILD));
      close_project (open_sound (path));
    }
  project = open_sound (path);
  run_to_end (project, TRUE);
  last = wg_project_digest (project, NULL);
  n_undone = run_to_end (project, FALSE);
  assert_digest (project, first);
  close_project (project);
  project = open_sound (path);
  assert_digest (project, first);
  g_assert_cmpuint (run_to_end (project, TRUE), ==, n_undone);
  assert_digest (project, last);
  close_project (project);
  close_project (open_sound (path));
  g_test_message ("%u steps in killed processes, %u undone and done again", n, n_undone);
  wg_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], CHILD))
    return run_child (argv[2], g_ascii_strtoull (argv[3], NULL, 10));
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/file", test_file);
  return g_test_run ();
}
