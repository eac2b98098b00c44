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
#define ZONE_MOVES 800     /* of each node around parts that are out, in the first round there */
#define HEAT_ZONE 0.3
#define SMALL 64           /* nodes: here trees are cheap and much is gained by them */
#define SMALL_ROUNDS 2

/* What being out costs more in each round after one that did not get all parts into the band, by how
 * far they are out and by how many they are; what being away costs less; and how many parts away from
 * those that are out anything may move. */
static const struct
{
  double out;
  double flat;
  double away;
  guint n_hops;
} rounds[] = { { 1, 1, 1, 0 }, { 3, 12, 0.6, 2 }, { 1, 80, 0.4, 4 }, { 9, 8, 0.3, 6 },
             { 3, 40, 0.2, 9 }, { 1, 12, 0.2, 3 } };

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

static gboolean
is_hopeless (const WgPartField *field, guint32 node)
{
  return field->weight[node] > field->range.max
         || (field->range2.max > 0 && field->second[node] > field->range2.max);
}

/* Parts that no search brings into the band: those with a node that is too large. */
static guint
count_hopeless (const WgPartField *field)
{
  guint n = 0;

  for (guint32 i = 0; i < field->n; i++)
    n += is_hopeless (field, i);
  return n;
}

/* The parts that are out, and those within some steps of them. */
static guint8 *
find_zone (const WgPartField *field, guint n_hops)
{
  guint8 *is_in = g_new0 (guint8, field->n_labels);

  for (guint i = 0; i < field->n_labels; i++)
    is_in[i] = field->count[i] > 0 && !field->is_closed[i]
               && (wg_part_range_excess (&field->range, field->sum[i]) > 0
                   || wg_part_range_excess (&field->range2, field->sum2[i]) > 0);
  for (guint32 i = 0; i < field->n; i++)
    if (is_hopeless (field, i))
      is_in[field->part[i]] = FALSE;
  for (guint8 hop = 1; hop <= n_hops; hop++)
    for (guint32 i = 0; i < field->n; i++)
      for (guint32 e = field->starts[i]; is_in[field->part[i]] == hop && e < field->starts[i + 1]; e++)
        {
          gint32 other = field->part[field->to[e]];

          if (is_in[other] == 0 && !field->is_closed[other])
            is_in[other] = hop + 1;
        }
  return is_in;
}

/* Holds all that is not in the zone, as if it were locked, while it is cooled; returns how many nodes are
 * in it. */
static guint
hold_others (WgPartField *field, const guint8 *is_in)
{
  guint n = 0;

  for (guint32 i = 0; i < field->n; i++)
    {
      gboolean is_free = is_in[field->part[i]] > 0;

      n += is_free;
      field->is_fixed[i] |= is_free ? 0 : 2;
    }
  for (guint i = 0; i < field->n_labels; i++)
    field->is_closed[i] |= is_in[i] > 0 || field->count[i] == 0 ? 0 : 2;
  return n;
}

static void
release_others (WgPartField *field)
{
  for (guint32 i = 0; i < field->n; i++)
    field->is_fixed[i] &= 1;
  for (guint i = 0; i < field->n_labels; i++)
    field->is_closed[i] &= 1;
}

gint64
wg_part_count_moves (const WgPartField *field, WgPartEffort effort)
{
  static const gint64 per_node[] = { 100, 400, 2000 };
  static const gint64 least[] = { 30000, 600000, 1000000 };
  gint64 n_moves = per_node[effort] * field->n;

  /* Few nodes have time for more. */
  return MAX (n_moves, MIN (least[effort], MAX (5 * n_moves, LEAST_MOVES)));
}

/* All over: the first round, and on few nodes every one. */
static gboolean
search_all (WgPartField *field, guint round, WgPartEffort effort, Best *best, WgPartWatch *watch)
{
  WgPartRates rates = field->rates;
  double heat = round > 0 ? HEAT_SMALL : field->is_warm ? HEAT_WARM : HEAT_COLD;
  gboolean is_done = TRUE;

  field->rates.out *= rounds[round].out;
  field->rates.flat *= rounds[round].flat;
  is_done = cool (field, wg_part_count_moves (field, effort), heat, best, watch);
  field->rates = rates;
  return is_done;
}

/* One more try around the parts that are out, from the best so far. */
static gboolean
search_around (WgPartField *field, guint round, Best *best, WgPartWatch *watch)
{
  WgPartRates rates = field->rates;
  g_autofree guint8 *zone = find_zone (field, rounds[round].n_hops);
  guint n = hold_others (field, zone);
  gboolean is_done = TRUE;

  field->rates.out *= rounds[round].out;
  field->rates.flat *= rounds[round].flat;
  field->rates.away *= rounds[round].away;
  wg_part_field_place (field, best->parts);
  is_done = cool (field, MAX (ZONE_MOVES * (gint64) (MIN (round, 3) * n), LEAST_MOVES), HEAT_ZONE, best, watch);
  release_others (field);
  field->rates = rates;
  return is_done;
}

void
wg_part_anneal (WgPartField *field, WgPartEffort effort, WgPartWatch *watch)
{
  g_autofree gint32 *parts = g_new (gint32, field->n);
  Best best = { { 0 }, parts, FALSE };
  guint n_hopeless = count_hopeless (field);
  gboolean is_small = field->n <= SMALL;
  /* Of few nodes more is tried although all is well: 600 such areas are a county, too. */
  guint n_sure = !is_small ? 1 : effort == WG_EFFORT_BEST ? G_N_ELEMENTS (rounds) : SMALL_ROUNDS;

  keep_best (field, &best);
  if (field->n_used < 2 && field->n_most < 2)
    return;
  for (guint round = 0; round < G_N_ELEMENTS (rounds); round++)
    {
      if (round >= n_sure && best.standing.n_out <= n_hopeless)
        break;
      if (round == 0 || is_small
            ? !search_all (field, round, effort, &best, watch)
            : !search_around (field, round, &best, watch))
        break;
      wg_part_field_place (field, best.parts);
    }
  descend (field);
  keep_best (field, &best);
  wg_part_field_place (field, best.parts);
}
