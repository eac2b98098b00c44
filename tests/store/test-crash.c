/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A child edits as fast as it can and says after each edit what the file must hold; it is killed
 * (SIGKILL) at a random moment; then everything that it said must be there. */
#include "store-fixture.h"

#include "app/base/wg-random.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#define CHILD "--child"
#define N_ROUNDS 14

static const char *program = NULL;

/* One line for each edit: how many rows the journal has, and the digest. */
static int
run_child (const char *path, guint seed)
{
  WgProject *project = wg_project_open (path, FALSE, NULL, NULL, NULL);
  WgHistory *history = NULL;

  if (project == NULL)
    return 1;
  history = wg_project_get_history (project);
  for (guint i = seed * 1000;; i++)
    {
      g_autoptr (GPtrArray) rows = NULL;
      g_autofree char *digest = NULL;
      guint n_done = 0;

      if (i % 7 == 5)
        wg_history_undo (history, NULL);
      else if (i % 7 == 6)
        wg_history_redo (history, NULL);
      else if (!store_fixture_split (project, i))
        continue;
      rows = wg_history_list (history, 0, NULL);
      for (guint j = 0; j < rows->len; j++)
        n_done += !((WgJournalRow *) g_ptr_array_index (rows, j))->is_undone;
      digest = wg_project_digest (project, NULL);
      g_print ("%u %u %s\n", rows->len, n_done, digest);
    }
}

/* Kills the child @after_us after its first line. Returns all that it said. */
static char *
kill_in_the_middle (const char *path, guint seed, guint after_us)
{
  g_autofree char *text = g_strdup_printf ("%u", seed);
  const char *arguments[] = { program, CHILD, path, text, NULL };
  g_autoptr (GSubprocess) child = NULL;
  GInputStream *output = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  char buffer[4096] = "";
  gssize n_read = 0;
  GError *error = NULL;

  child = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  output = g_subprocess_get_stdout_pipe (child);
  n_read = g_input_stream_read (output, buffer, sizeof buffer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_read, >, 0);
  g_string_append_len (said, buffer, n_read);
  g_usleep (after_us);
  g_subprocess_send_signal (child, SIGKILL);
  while ((n_read = g_input_stream_read (output, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (said, buffer, n_read);
  g_subprocess_wait (child, NULL, NULL);
  return g_string_free (g_steal_pointer (&said), FALSE);
}

/* The last whole line. */
static void
read_last_line (const char *said, char *digest_out)
{
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);
  guint n_lines = g_strv_length (lines), n_rows = 0, n_done = 0;

  g_assert_cmpuint (n_lines, >=, 2);
  g_assert_cmpint (sscanf (lines[n_lines - 2], "%u %u %64s", &n_rows, &n_done, digest_out), ==, 3);
}

/* The child may have stored one more edit, undo or redo than it could say. */
static gboolean
is_one_step_from (WgProject *project, const char *expected)
{
  WgHistory *history = wg_project_get_history (project);
  g_autofree char *now = store_fixture_digest (project);

  if (g_str_equal (now, expected))
    return TRUE;
  if (wg_history_undo (history, NULL))
    {
      g_autofree char *before = store_fixture_digest (project);

      if (g_str_equal (before, expected))
        return TRUE;
      g_assert_true (wg_history_redo (history, NULL));
    }
  if (wg_history_redo (history, NULL))
    {
      g_autofree char *after = store_fixture_digest (project);

      return g_str_equal (after, expected);
    }
  return FALSE;
}

static void
assert_verified (WgProject *project)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  g_assert_true (wg_project_verify_file (project, problems, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_kill_loses_nothing (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  WgRandom random = wg_random ((guint64) g_test_rand_int ());

  store_fixture_init (&fixture);
  store_fixture_close (store_fixture_create (&fixture));
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *said
        = kill_in_the_middle (fixture.path, round, (guint) wg_random_int (&random, 0, 150000));
      char digest[65] = "";
      WgProject *project = NULL;

      read_last_line (said, digest);
      project = store_fixture_open (&fixture);
      g_assert_false (wg_project_is_read_only (project));
      assert_verified (project);
      if (!is_one_step_from (project, digest))
        g_error ("round %u: what was said is not in the file", round);
      store_fixture_close (project);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], CHILD))
    return run_child (argv[2], (guint) strtoul (argv[3], NULL, 10));
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/crash/kill-loses-nothing", test_kill_loses_nothing);
  return g_test_run ();
}
