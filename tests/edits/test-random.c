/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random edits of all kinds on the sample and on a real map, with undo and redo between them; in the
 * end all is undone and done again. What is checked is told in tests/support/wg-random-edits.h.
 *
 * WG_RANDOM_EDITS=100000   how many a map
 * WG_RANDOM_SEED=7         another start; a failure names its own
 * WG_RANDOM_STEPS=3,5,9    only these steps of the one run with that seed
 * WG_RANDOM_SHRINK=1234    looks for a short script of the failure at that step
 */
#include "random-maps.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-random-edits.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUN_LENGTH 2500
#define DEFAULT_EDITS 3000
#define VERIFY_EVERY 20
#define SHRINK_SECONDS 200

typedef struct
{
  const char *name;
  RandomMap make;
} Map;

static const Map maps[] = {
  { "sample", random_map_sample },
  { "hangzhou", random_map_hangzhou },
};

static char current[100]; /* for the handler of signals */

static void
say_where (int signal_number)
{
  if (write (STDERR_FILENO, current, strlen (current)) < 0)
    _exit (2);
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

static guint64
number_from (const char *name, guint64 otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : otherwise;
}

/* A run of @steps (of guint32); FALSE with what failed, and how many steps it took in @last. */
static gboolean
run_steps (const Map *map, guint64 seed, const GArray *steps, guint *last, WgRandomEdits *sum,
           char **failure_out)
{
  g_autoptr (WgPlan) plan = map->make (seed);
  g_autoptr (WgMemoryJournal) journal = wg_memory_journal_new (plan);
  g_autoptr (WgHistory) history = wg_history_new (plan, WG_JOURNAL (journal));
  g_autoptr (WgRandomEdits) edits = wg_random_edits_new (history, seed, VERIFY_EVERY);
  gboolean is_good = TRUE;
  guint32 step = 0;

  for (guint i = 0; i < steps->len && is_good; i++)
    {
      step = g_array_index (steps, guint32, i);
      g_snprintf (current, sizeof current, "# %s, seed %" G_GUINT64_FORMAT ", step %u\n", map->name,
                  seed, step);
      is_good = wg_random_edits_step (edits, step);
    }
  is_good = is_good && wg_random_edits_rewind (edits);
  if (sum != NULL)
    wg_random_edits_add (sum, edits);
  if (!is_good && failure_out != NULL)
    *failure_out = g_strdup_printf ("step %u: %s", step, edits->failure->str);
  if (!is_good)
    *last = MIN (*last, edits->n_steps);
  return is_good;
}

/* In a process of its own, so that a crash is a failure too. */
static gboolean
fails (const Map *map, guint64 seed, const GArray *steps)
{
  int status = 0;
  guint last = steps->len;
  pid_t child = fork ();

  if (child == 0)
    {
      if (freopen ("/dev/null", "w", stdout) == NULL || freopen ("/dev/null", "w", stderr) == NULL)
        _exit (2);
      alarm (60);
      _exit (run_steps (map, seed, steps, &last, NULL, NULL) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return status != 0;
}

/* Takes steps away as long as it still fails: halves first, then ever smaller parts. Source: A.
 * Zeller, R. Hildebrandt, "Simplifying and isolating failure-inducing input", 2002. */
static GArray *
shrink (const Map *map, guint64 seed, GArray *steps)
{
  gint64 end = g_get_monotonic_time () + SHRINK_SECONDS * G_USEC_PER_SEC;

  for (guint part = steps->len / 2; part > 0 && g_get_monotonic_time () < end; part /= 2)
    for (guint from = 0; from < steps->len && g_get_monotonic_time () < end;)
      {
        GArray *fewer = g_array_new (FALSE, FALSE, sizeof (guint32));
        guint to = MIN (from + part, steps->len);

        g_array_append_vals (fewer, steps->data, from);
        g_array_append_vals (fewer, &g_array_index (steps, guint32, to), steps->len - to);
        if (fails (map, seed, fewer))
          {
            g_array_unref (steps);
            steps = fewer;
            continue;
          }
        g_array_unref (fewer);
        from = to;
      }
  return steps;
}

static GArray *
count_steps (guint n)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < n; i++)
    g_array_append_val (steps, i);
  return steps;
}

static GArray *
parse_steps (const char *text)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint32 step = (guint32) g_ascii_strtoull (words[i], NULL, 10);
      g_array_append_val (steps, step);
    }
  return steps;
}

static void
print_script (const Map *map, guint64 seed, const GArray *steps)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? "," : "", g_array_index (steps, guint32, i));
  g_printerr ("# do it again: WG_RANDOM_SEED=%" G_GUINT64_FORMAT " WG_RANDOM_STEPS=%s"
              " test-edits-random -p /random/%s\n",
              seed, text->str, map->name);
  g_string_free (text, TRUE);
}

static void
run_one (const Map *map, guint64 seed, GArray *steps, gboolean is_shrunk, WgRandomEdits *sum)
{
  g_autofree char *failure = NULL;
  guint last = steps->len;

  if (run_steps (map, seed, steps, &last, sum, &failure))
    return;
  g_printerr ("# %s, seed %" G_GUINT64_FORMAT ", %s\n", map->name, seed, failure);
  if (is_shrunk)
    {
      g_autoptr (GArray) few = shrink (map, seed, g_array_ref (g_array_set_size (steps, last)));

      print_script (map, seed, few);
    }
  g_error ("%s, seed %" G_GUINT64_FORMAT ", %s", map->name, seed, failure);
}

static void
test_random (gconstpointer data)
{
  const Map *map = data;
  guint64 seed = number_from ("WG_RANDOM_SEED", 1);
  guint n_edits = (guint) number_from ("WG_RANDOM_EDITS", DEFAULT_EDITS), n_left = n_edits;
  g_autoptr (WgPlan) plan = map->make (seed);
  WgRandomEdits sum = { 0 };
  g_autofree char *description = NULL;

  if (plan == NULL)
    return;
  if (g_getenv ("WG_RANDOM_STEPS") != NULL || g_getenv ("WG_RANDOM_SHRINK") != NULL)
    {
      g_autoptr (GArray) steps
        = g_getenv ("WG_RANDOM_STEPS") != NULL
            ? parse_steps (g_getenv ("WG_RANDOM_STEPS"))
            : count_steps ((guint) number_from ("WG_RANDOM_SHRINK", 0) + 1);

      if (g_getenv ("WG_RANDOM_SHRINK") != NULL)
        {
          steps = shrink (map, seed, steps);
          print_script (map, seed, steps);
        }
      run_one (map, seed, steps, FALSE, &sum);
      return;
    }
  for (; n_left > 0; seed++)
    {
      guint n = MIN (n_left, RUN_LENGTH);
      g_autoptr (GArray) steps = count_steps (n);

      run_one (map, seed, steps, TRUE, &sum);
      n_left -= n;
    }
  description = wg_random_edits_describe (&sum);
  g_test_message ("%s: %u edits: %s", map->name, n_edits, description);
  if (n_edits >= DEFAULT_EDITS)
    g_assert_cmpstr (wg_random_edits_find_undone (&sum), ==, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGABRT, say_where);
  signal (SIGSEGV, say_where);
  signal (SIGTRAP, say_where);
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      g_autofree char *path = g_strdup_printf ("/random/%s", maps[i].name);

      g_test_add_data_func (path, &maps[i], test_random);
    }
  return g_test_run ();
}
