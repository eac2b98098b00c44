/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

#include <string.h>

#define HEAT_COLD 0.4      /* in units of the mean border of a part */
#define HEAT_WARM 0.12
#define HEAT_SMALL 8.0     /* of further rounds on few nodes */
#define HEAT_END 0.008
#define COOLING_STEP 256   /* moves between two steps of cooling */
#define MAX_DESCENTS 20
#define LEAST_MOVES 30000
#define SMALL 64           /* nodes: here trees are cheap and much is gained by them */

/* What being out costs more in each round that did not get all parts into the band: by how far they
 * are out, and by how many they are. */
static const struct
{
  double out;
  double flat;
} rounds[] = { { 1, 1 }, { 3, 12 }, { 1, 80 }, { 9, 8 } };

/* How often the kinds of moves come, of 4096. */
typedef struct
{
  guint n_trees;
  guint n_counts;
  guint n_blocks;
  guint n_swaps;
} Mix;

typedef struct
{
  WgPartStanding standing;
  gint32 *parts;
  gboolean is_set;
} Best;

static Mix
choose_mix (const WgPartField *field)
{
  guint share = field->n <= SMALL ? 1200 : (guint) CLAMP (800.0 * field->n_used / field->n, 2, 400);
  Mix mix = { share, 0, 130, 512 };

  if (field->n_least < field->n_most)
    mix.n_counts = MAX (share / 4, 1);
  return mix;
}

static void
make_move (WgPartField *field, const Mix *mix, double heat)
{
  guint draw = (guint) (wg_random_next (&field->random) >> 52);

  if (draw < mix->n_trees)
    {
      wg_part_try_resplit (field, heat);
      return;
    }
  draw -= mix->n_trees;
  if (draw < mix->n_counts)
    {
      wg_part_try_count (field, heat);
      return;
    }
  draw -= mix->n_counts;
  if (draw < mix->n_blocks)
    wg_part_try_block (field, heat);
  else if (draw < mix->n_blocks + mix->n_swaps)
    wg_part_try_swap (field, heat);
  else
    wg_part_try_flip (field, heat);
}

static void
keep_best (const WgPartField *field, Best *best)
{
  WgPartStanding standing = wg_part_field_measure (field);

  if (best->is_set && !wg_part_standing_better (&standing, &best->standing))
    return;
  best->standing = standing;
  best->is_set = TRUE;
  memcpy (best->parts, field->part, field->n * sizeof (gint32));
}

static gboolean
report (WgPartWatch *watch, gint64 n_moves)
{
  gint64 n_done = __atomic_add_fetch (&watch->n_done, n_moves, __ATOMIC_RELAXED);

  if (watch->teller == g_thread_self ())
    wg_progress_report (watch->progress, MIN ((double) n_done / (double) watch->n_moves, 1.0));
  return !g_cancellable_is_cancelled (watch->cancellable);
}

/* Only moves that pay, until there are none. */
static void
descend (WgPartField *field)
{
  gboolean has_changed = TRUE;

  for (guint pass = 0; pass < MAX_DESCENTS && has_changed; pass++)
    {
      has_changed = FALSE;
      for (guint32 i = 0; i < field->n; i++)
        has_changed |= wg_part_improve (field, i);
    }
}

static gboolean
cool (WgPartField *field, gint64 n_moves, double heat, Best *best, WgPartWatch *watch)
{
  Mix mix = choose_mix (field);
  gint64 n_steps = MAX (n_moves / COOLING_STEP, 1);
  gint64 n_between = MAX ((gint64) field->n / COOLING_STEP, 1);
  double end = HEAT_END * field->unit, factor = 0;

  heat *= field->unit;
  factor = wg_part_power (end / heat, 1.0 / (double) n_steps);
  for (gint64 step = 0; step < n_steps; step++, heat *= factor)
    {
      for (guint i = 0; i < COOLING_STEP; i++)
        make_move (field, &mix, heat);
      if (step % 16 == 15 && !report (watch, 16 * COOLING_STEP))
        return FALSE;
      if (2 * step > n_steps && step % n_between == 0)
        keep_best (field, best);
    }
  descend (field);
  keep_best (field, best);
  return TRUE;
}

/* Parts that no search brings into the band: those with a node that is too large. */
static guint
count_hopeless (const WgPartField *field)
{
  guint n = 0;

  for (guint i = 0; i < field->n; i++)
    n += field->weight[i] > field->range.max
         || (field->range2.max > 0 && field->second[i] > field->range2.max);
  return n;
}

gint64
wg_part_count_moves (const WgPartField *field, WgPartEffort effort)
{
  static const gint64 per_node[] = { 100, 400, 2000 };
  gint64 n_moves = per_node[effort] * field->n;

  return MAX (n_moves, MIN (LEAST_MOVES, LEAST_MOVES / 10 * (gint64) field->n));
}

void
wg_part_anneal (WgPartField *field, WgPartEffort effort, WgPartWatch *watch)
{
  g_autofree gint32 *parts = g_new (gint32, field->n);
  Best best = { { 0 }, parts, FALSE };
  guint n_hopeless = count_hopeless (field);
  gint64 n_moves = wg_part_count_moves (field, effort);
  double heat = field->is_warm ? HEAT_WARM : HEAT_COLD;
  WgPartRates rates = field->rates;

  keep_best (field, &best);
  if (field->n_used < 2 && field->n_most < 2)
    return;
  for (guint round = 0; round < G_N_ELEMENTS (rounds); round++)
    {
      field->rates.out = rates.out * rounds[round].out;
      field->rates.flat = rates.flat * rounds[round].flat;
      if (!cool (field, n_moves, heat, &best, watch))
        break;
      wg_part_field_place (field, best.parts);
      if (best.standing.n_out <= n_hopeless && field->n > SMALL)
        break;
      heat = field->n <= SMALL ? HEAT_SMALL : field->is_warm ? HEAT_WARM : HEAT_COLD / 2;
    }
  wg_part_field_place (field, best.parts);
  descend (field);
  keep_best (field, &best);
  wg_part_field_place (field, best.parts);
}
