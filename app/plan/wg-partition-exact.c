/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

/*
 * Islands of few nodes are solved by trying everything: for each set of nodes the best way to make k
 * parts of it, where the part that has its lowest node is one of its subsets that hang together. Sets
 * are bits. Three to the power of n steps for each k.
 */

#define MAX_STEPS 24000000.0

typedef struct
{
  WgPartField *field;
  guint32 *neighbours;      /* of each node */
  guint8 *is_part;          /* of each set: may it be a part? */
  WgPartStanding *standing; /* of each set as a part; its cut counted half, on each of its sides */
  WgPartStanding *best;     /* by k, then set */
  guint32 *taken;           /* by k, then set: the part with the lowest node */
} Exact;

static gboolean
hangs_together (const Exact *exact, guint32 set)
{
  guint32 met = set & -set, before = 0;

  while (met != before)
    {
      guint32 fresh = met & ~before;

      before = met;
      for (; fresh != 0; fresh &= fresh - 1)
        met |= exact->neighbours[__builtin_ctz (fresh)] & set;
    }
  return met == set;
}

/* The nodes that are fixed in one part are all in the set, or none of them; no others are. */
static gboolean
suits_fixed (const WgPartField *field, guint32 set)
{
  gint32 part = WG_UNIT_NO_PART;

  for (guint i = 0; i < field->n; i++)
    if ((set >> i & 1) && field->is_fixed[i])
      {
        if (part >= 0 && field->home[i] != part)
          return FALSE;
        part = field->home[i];
      }
  for (guint i = 0; i < field->n; i++)
    if (part >= 0 && !(set >> i & 1) && field->is_fixed[i] && field->home[i] == part)
      return FALSE;
  return TRUE;
}

static WgPartStanding
judge_set (const WgPartField *field, guint32 set)
{
  WgPartField inside = *field;
  WgPartStanding standing = { 0 };
  gint64 sum = 0, sum2 = 0, excess = 0, excess2 = 0;

  inside.rates.out = inside.rates.flat = 0;
  for (guint i = 0; i < field->n; i++)
    {
      if (!(set >> i & 1))
        continue;
      sum += field->weight[i];
      sum2 += field->second[i];
      for (guint32 e = field->starts[i]; e < field->starts[i + 1]; e++)
        if (!(set >> field->to[e] & 1))
          standing.cost += field->price[e] / 2;
    }
  excess = wg_part_range_excess (&field->range, sum);
  excess2 = wg_part_range_excess (&field->range2, sum2);
  standing.n_out = excess > 0 || excess2 > 0;
  standing.excess = excess + excess2;
  standing.cost += wg_part_cost (&inside, sum, sum2);
  return standing;
}

static WgPartStanding
add (const WgPartStanding *a, const WgPartStanding *b)
{
  return (WgPartStanding){ a->n_out + b->n_out, a->excess + b->excess, a->cost + b->cost };
}

/* The best ways to make @k parts of every set. */
static void
fill_row (Exact *exact, guint k)
{
  guint32 n_sets = 1u << exact->field->n;
  WgPartStanding *row = exact->best + (gsize) k * n_sets, *before = row - n_sets;

  row[0].n_out = G_MAXUINT; /* parts are not empty */
  for (guint32 set = 1; set < n_sets; set++)
    {
      guint32 lowest = set & -set, rest = set ^ lowest, subset = rest;

      row[set].n_out = G_MAXUINT;
      do
        {
          guint32 part = subset | lowest;
          gboolean is_good = exact->is_part[part] && before[set ^ part].n_out != G_MAXUINT;
          WgPartStanding sum;

          subset = (subset - 1) & rest;
          if (!is_good)
            continue;
          sum = add (&exact->standing[part], &before[set ^ part]);
          if (row[set].n_out != G_MAXUINT && !wg_part_standing_better (&sum, &row[set]))
            continue;
          row[set] = sum;
          exact->taken[(gsize) k * n_sets + set] = part;
        }
      while (subset != rest);
    }
}

static void
fill_sets (Exact *exact)
{
  const WgPartField *field = exact->field;
  guint32 n_sets = 1u << field->n;

  for (guint i = 0; i < field->n; i++)
    for (guint32 e = field->starts[i]; e < field->starts[i + 1]; e++)
      exact->neighbours[i] |= 1u << field->to[e];
  for (guint32 set = 1; set < n_sets; set++)
    {
      exact->is_part[set] = hangs_together (exact, set)
                            && (!field->has_fixed || suits_fixed (field, set));
      if (exact->is_part[set])
        exact->standing[set] = judge_set (field, set);
      exact->best[set].n_out = G_MAXUINT;
    }
  for (guint k = 1; k <= field->n_most; k++)
    fill_row (exact, k);
}

/* Reads the parts back, with the numbers that fixed nodes ask for. */
static void
place (Exact *exact, guint k)
{
  WgPartField *field = exact->field;
  guint32 n_sets = 1u << field->n, set = n_sets - 1;
  g_autofree gint32 *parts = g_new (gint32, field->n);
  gint32 next = 0;

  for (guint i = 0; field->has_fixed && i < field->n; i++)
    if (field->is_fixed[i])
      next = MAX (next, field->home[i] + 1);
  for (; k > 0; k--)
    {
      guint32 part = exact->taken[(gsize) k * n_sets + set];
      gint32 label = WG_UNIT_NO_PART;

      for (guint i = 0; i < field->n; i++)
        if ((part >> i & 1) && field->is_fixed[i])
          label = field->home[i];
      if (label < 0)
        label = next++;
      for (guint i = 0; i < field->n; i++)
        if (part >> i & 1)
          parts[i] = label;
      set ^= part;
    }
  wg_part_field_place (field, parts);
}

static gboolean
is_small (const WgPartField *field)
{
  double steps = field->n_most;

  if (field->n > 14 || field->is_warm)
    return FALSE;
  for (guint i = 0; i < field->n; i++)
    steps *= 3;
  for (guint i = 0; i < field->n_labels; i++)
    if (field->is_closed[i])
      return FALSE;
  return steps <= MAX_STEPS;
}

gboolean
wg_part_solve_exactly (WgPartField *field)
{
  gsize n_sets = (gsize) 1 << MIN (field->n, 16), n_cells = n_sets * (field->n_most + 1);
  g_autofree guint32 *neighbours = NULL, *taken = NULL;
  g_autofree guint8 *is_part = NULL;
  g_autofree WgPartStanding *standing = NULL, *best = NULL;
  WgPartStanding least = { G_MAXUINT, 0, 0 };
  Exact exact = { field };
  guint best_k = 0;

  if (!is_small (field))
    return FALSE;
  exact.neighbours = neighbours = g_new0 (guint32, field->n);
  exact.is_part = is_part = g_new0 (guint8, n_sets);
  exact.standing = standing = g_new0 (WgPartStanding, n_sets);
  exact.best = best = g_new0 (WgPartStanding, n_cells);
  exact.taken = taken = g_new0 (guint32, n_cells);
  fill_sets (&exact);
  for (guint k = MAX (field->n_least, 1); k <= field->n_most; k++)
    {
      WgPartStanding all = best[k * n_sets + n_sets - 1];

      all.cost += wg_part_count_cost (field, k);
      if (all.n_out == G_MAXUINT || (best_k > 0 && !wg_part_standing_better (&all, &least)))
        continue;
      least = all;
      best_k = k;
    }
  if (best_k == 0)
    return FALSE;
  place (&exact, best_k);
  field->is_exact = TRUE;
  return TRUE;
}
