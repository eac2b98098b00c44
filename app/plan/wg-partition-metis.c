/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <metis.h>

#define MAX_TOTAL 1000000000.0 /* METIS adds up weights in 32 bits */

static GMutex mutex;

/* Prices as METIS wants them: whole numbers from 1. */
static idx_t *
scale_prices (const WgPartField *field)
{
  guint n = field->starts[field->n];
  idx_t *prices = g_new (idx_t, n + 1);
  double total = 0, scale = 0;

  for (guint e = 0; e < n; e++)
    total += field->price[e];
  scale = MIN (1.0, MAX_TOTAL / MAX (total, 1.0));
  for (guint e = 0; e < n; e++)
    prices[e] = MAX (1, (idx_t) (field->price[e] * scale));
  return prices;
}

static idx_t *
scale_weights (const WgPartField *field)
{
  idx_t *weights = g_new (idx_t, field->n);
  gint64 total = 0, divisor = 1;

  for (guint i = 0; i < field->n; i++)
    total += field->weight[i];
  divisor = 1 + total / (gint64) MAX_TOTAL;
  for (guint i = 0; i < field->n; i++)
    weights[i] = (idx_t) (field->weight[i] / divisor);
  return weights;
}

/* METIS prints to the standard output what it makes of parts that come out empty; a command's JSON is there.
 * What was the output, or -1. */
static int
silence_output (void)
{
  int kept = -1, nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  fflush (stdout);
  if (nowhere >= 0)
    {
      kept = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
      if (kept >= 0)
        dup2 (nowhere, STDOUT_FILENO);
      close (nowhere);
    }
  return kept;
}

static void
restore_output (int kept)
{
  if (kept < 0)
    return;
  fflush (stdout);
  dup2 (kept, STDOUT_FILENO);
  close (kept);
}

gint32 *
wg_part_metis (const WgPartField *field, guint n_parts, gboolean is_kway, guint tolerance,
               guint64 seed)
{
  g_autofree idx_t *prices = scale_prices (field);
  g_autofree idx_t *weights = scale_weights (field);
  g_autofree gint32 *parts = g_new0 (gint32, field->n);
  idx_t n = (idx_t) field->n, n_constraints = 1, k = (idx_t) n_parts, cut = 0;
  idx_t options[METIS_NOPTIONS];
  int status = METIS_OK;

  METIS_SetDefaultOptions (options);
  options[METIS_OPTION_SEED] = (idx_t) (seed & 0x7fffffff);
  options[METIS_OPTION_UFACTOR] = (idx_t) tolerance;
  options[METIS_OPTION_CONTIG] = is_kway;
  if (n_parts > 1)
    {
      int kept = -1;

      g_mutex_lock (&mutex);
      kept = silence_output ();
      status = (is_kway ? METIS_PartGraphKway : METIS_PartGraphRecursive) (
        &n, &n_constraints, (idx_t *) field->starts, (idx_t *) field->to, weights, NULL, prices,
        &k, NULL, NULL, options, &cut, (idx_t *) parts);
      restore_output (kept);
      g_mutex_unlock (&mutex);
    }
  return status == METIS_OK ? g_steal_pointer (&parts) : NULL;
}
