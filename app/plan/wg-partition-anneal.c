/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

#include <string.h>

#define HEAT_COLD 0.4      /* in units of the mean border of a part */
#define HEAT_WARM 0.12
#define HEAT_SMALL 2.0     /* of further rounds on few nodes */
#define HEAT_END 0.008
#define COOLING_STEP 256   /* moves between two steps of cooling */
#define MAX_DESCENTS 20
#define LEAST_MOVES 30000
#define ZONE_MOVES 800     /* of each node around parts that are out, in the first round there */
#define HEAT_ZONE 0.3
#define SMALL 64           /* nodes: here trees are cheap and much is gained by them */
#define SMALL_ROUNDS 16    /* here, in the place of each longer one */
#define IDLE_ROUNDS 8      /* that have found nothing: it is enough */
#define IDLE_BEST 32

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

typedef struct
{
  WgPartEffort effort;
  WgPartWatch *watch;
  guint n_bound;     /* parts that are out whatever is tried */
  gboolean is_again; /* a round was made */
  Best best;
} Search;

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
  gint64 n_steps = MAX (n_moves / COOLING_STEP, 1), n_told = 0;
  gint64 n_between = MAX ((gint64) field->n / COOLING_STEP, 1);
  double end = HEAT_END * field->unit, factor = 0;

  heat *= field->unit;
  factor = wg_part_power (end / heat, 1.0 / (double) n_steps);
  for (gint64 step = 0; step < n_steps; step++, heat *= factor)
    {
      for (guint i = 0; i < COOLING_STEP; i++)
        make_move (field, &mix, heat);
      if (step % 16 == 15)
        {
          n_told += 16 * COOLING_STEP;
          if (!report (watch, 16 * COOLING_STEP))
            return FALSE;
        }
      if (2 * step > n_steps && step % n_between == 0)
        keep_best (field, best);
    }
  descend (field);
  keep_best (field, best);
  return report (watch, n_steps * COOLING_STEP - n_told);
}

static gboolean
is_hopeless (const WgPartField *field, guint32 node)
{
  return field->weight[node] > field->range.max
         || (field->range2.max > 0 && field->second[node] > field->range2.max);
}

static gboolean
fits_some_number (const WgPartField *field)
{
  gint64 sum = 0;

  for (guint i = 0; i < field->n_labels; i++)
    if (field->is_closed[i])
      return TRUE;
  for (guint32 i = 0; i < field->n; i++)
    sum += field->weight[i];
  for (guint k = MAX (field->n_least, 1); k <= field->n_most; k++)
    if (field->range.max == 0 || (sum >= k * field->range.min && sum <= k * field->range.max))
      return TRUE;
  return FALSE;
}

/* Parts that no search brings into the band: those with a node that is too large, and one when all
 * together make too little or too much. */
static guint
count_hopeless (const WgPartField *field)
{
  guint n = 0;

  for (guint32 i = 0; i < field->n; i++)
    n += is_hopeless (field, i);
  return n == 0 && !fits_some_number (field) ? 1 : n;
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

/* All over, with the rates of a round. */
static gboolean
search_all (WgPartField *field, guint round, gint64 n_moves, Search *search)
{
  WgPartRates rates = field->rates;
  double heat = search->is_again ? HEAT_SMALL : field->is_warm ? HEAT_WARM : HEAT_COLD;
  gboolean is_done = TRUE;

  field->rates.out *= rounds[round].out;
  field->rates.flat *= rounds[round].flat;
  is_done = cool (field, n_moves, heat, &search->best, search->watch);
  search->is_again = TRUE;
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

/* Few nodes: short rounds all over, each from the best so far and hot again, until several have found
 * nothing better. Most are done after some; hard ones have the time that others leave. */
static void
search_small (WgPartField *field, Search *search)
{
  gint64 n_moves = wg_part_count_moves (field, search->effort);
  guint n_idle = 0, n_enough = search->effort == WG_EFFORT_BEST ? IDLE_BEST : IDLE_ROUNDS;

  for (guint round = 0; round < SMALL_ROUNDS * G_N_ELEMENTS (rounds) && n_idle < n_enough; round++)
    {
      gboolean is_out = search->best.standing.n_out > search->n_bound;
      WgPartStanding before = search->best.standing;

      if (!search_all (field, is_out ? round % G_N_ELEMENTS (rounds) : round % 2, n_moves / SMALL_ROUNDS, search))
        break;
      wg_part_field_place (field, search->best.parts);
      n_idle = wg_part_standing_better (&search->best.standing, &before) ? 0 : n_idle + 1;
    }
}

static void
search_large (WgPartField *field, Search *search)
{
  for (guint round = 0; round < G_N_ELEMENTS (rounds); round++)
    {
      if (round > 0 && search->best.standing.n_out <= search->n_bound)
        break;
      if (round == 0
            ? !search_all (field, round, wg_part_count_moves (field, search->effort), search)
            : !search_around (field, round, &search->best, search->watch))
        break;
      wg_part_field_place (field, search->best.parts);
    }
}

void
wg_part_anneal (WgPartField *field, WgPartEffort effort, WgPartWatch *watch)
{
  g_autofree gint32 *parts = g_new (gint32, field->n);
  Search search = { effort, watch, count_hopeless (field), FALSE, { { 0 }, parts, FALSE } };

  keep_best (field, &search.best);
  if (field->n_used < 2 && field->n_most < 2)
    return;
  if (field->n <= SMALL)
    search_small (field, &search);
  else
    search_large (field, &search);
  descend (field);
  keep_best (field, &search.best);
  wg_part_field_place (field, search.best.parts);
}
