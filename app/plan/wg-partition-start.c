/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

#include <math.h>

#define NODES_FOR_METIS 8 /* of a part: with fewer, METIS leaves parts empty */
#define METIS_TOLERANCE 30
#define MAX_PASSES 10
#define MAX_FAILED 8

/* The pieces of parts. */
typedef struct
{
  guint32 *piece;   /* of each node */
  GArray *weights;  /* of gint64, by piece */
  GArray *sizes;    /* of guint32 */
  GArray *firsts;   /* of guint32: a node of each */
} Pieces;

static void
find_pieces (WgPartField *field, Pieces *pieces)
{
  for (guint i = 0; i < field->n; i++)
    pieces->piece[i] = G_MAXUINT32;
  for (guint32 i = 0; i < field->n; i++)
    {
      gint64 weight = 0;
      guint32 n = 0;

      if (pieces->piece[i] != G_MAXUINT32)
        continue;
      n = wg_part_field_collect (field, i, field->queue);
      for (guint k = 0; k < n; k++)
        {
          pieces->piece[field->queue[k]] = pieces->weights->len;
          weight += field->weight[field->queue[k]];
        }
      g_array_append_val (pieces->weights, weight);
      g_array_append_val (pieces->sizes, n);
      g_array_append_val (pieces->firsts, i);
    }
}

/* Of each part the piece that stays: the heaviest, then the largest, then the first. */
static guint32 *
find_mains (const WgPartField *field, const Pieces *pieces)
{
  guint32 *mains = g_new (guint32, field->n_labels);

  for (guint i = 0; i < field->n_labels; i++)
    mains[i] = G_MAXUINT32;
  for (guint32 p = 0; p < pieces->weights->len; p++)
    {
      gint32 part = field->part[g_array_index (pieces->firsts, guint32, p)];
      guint32 main_piece = mains[part];

      if (main_piece == G_MAXUINT32
          || g_array_index (pieces->weights, gint64, p)
               > g_array_index (pieces->weights, gint64, main_piece)
          || (g_array_index (pieces->weights, gint64, p)
                == g_array_index (pieces->weights, gint64, main_piece)
              && g_array_index (pieces->sizes, guint32, p)
                   > g_array_index (pieces->sizes, guint32, main_piece)))
        mains[part] = p;
    }
  return mains;
}

/* The other part with which the nodes in field->queue share the dearest border. */
static gint32
find_dearest (const WgPartField *field, guint n, double *shared)
{
  gint32 from = field->part[field->queue[0]], best = WG_UNIT_NO_PART;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      for (guint32 e = field->starts[field->queue[i]]; e < field->starts[field->queue[i] + 1]; e++)
        {
          gint32 part = field->part[field->to[e]];

          if (part == from || field->is_closed[part])
            continue;
          shared[part] = pass == 0 ? shared[part] + field->price[e] : 0;
          if (pass == 0 && (best == WG_UNIT_NO_PART || shared[part] > shared[best]))
            best = part;
        }
  return best;
}

static gboolean
has_fixed_node (const WgPartField *field, guint n)
{
  for (guint i = 0; i < n; i++)
    if (field->is_fixed[field->queue[i]])
      return TRUE;
  return FALSE;
}

static gboolean
join_pieces_once (WgPartField *field)
{
  g_autofree guint32 *piece = g_new (guint32, field->n);
  g_autofree double *shared = g_new0 (double, field->n_labels);
  g_autofree guint32 *mains = NULL;
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (guint32));
  Pieces pieces = { piece, weights, sizes, firsts };
  gboolean has_changed = FALSE;

  find_pieces (field, &pieces);
  mains = find_mains (field, &pieces);
  for (guint32 p = 0; p < firsts->len; p++)
    {
      guint32 first = g_array_index (firsts, guint32, p);
      gint32 to = WG_UNIT_NO_PART;
      guint n = 0;

      if (mains[field->part[first]] == p)
        continue;
      n = wg_part_field_collect (field, first, field->queue);
      if (n > g_array_index (sizes, guint32, p) || has_fixed_node (field, n))
        continue;
      to = find_dearest (field, n, shared);
      for (guint i = 0; i < n && to != WG_UNIT_NO_PART; i++)
        wg_part_field_move (field, field->queue[i], to);
      has_changed |= to != WG_UNIT_NO_PART;
    }
  return has_changed;
}

void
wg_part_join_pieces (WgPartField *field)
{
  for (guint pass = 0; pass < MAX_PASSES; pass++)
    if (!join_pieces_once (field))
      return;
}

/* The heaviest part that can be divided, or the lightest; by one of its nodes. */
static guint32
find_extreme (const WgPartField *field, gboolean is_heaviest, const GHashTable *refused)
{
  gint32 best = WG_UNIT_NO_PART;

  for (guint i = 0; i < field->n_labels; i++)
    {
      if (field->count[i] < (is_heaviest ? 2u : 1u) || field->is_closed[i]
          || g_hash_table_contains ((GHashTable *) refused, GUINT_TO_POINTER (i)))
        continue;
      if (best == WG_UNIT_NO_PART
          || (is_heaviest ? field->sum[i] > field->sum[best] : field->sum[i] < field->sum[best]))
        best = (gint32) i;
    }
  for (guint32 i = 0; i < field->n && best != WG_UNIT_NO_PART; i++)
    if (field->part[i] == best)
      return i;
  return G_MAXUINT32;
}

/* As many parts as are wanted, or at least as many as may be. */
static void
adjust_count (WgPartField *field, guint n_least, guint n_most)
{
  g_autoptr (GHashTable) refused = g_hash_table_new (NULL, NULL);

  while (field->n_used < n_least || field->n_used > n_most)
    {
      gboolean is_few = field->n_used < n_least;
      guint32 node = find_extreme (field, is_few, refused);

      if (node == G_MAXUINT32)
        return;
      if (!(is_few ? wg_part_split (field, node) : wg_part_dissolve (field, node)))
        g_hash_table_add (refused, GINT_TO_POINTER (field->part[node]));
    }
}

static void
set_rates (WgPartField *field)
{
  double cut = 0, all = 0, unit = 0, target = (double) MAX (field->range.target, 1);

  for (guint i = 0; i < field->n; i++)
    for (guint32 e = field->starts[i]; e < field->starts[i + 1]; e++)
      {
        all += field->price[e];
        cut += field->part[field->to[e]] != field->part[i] ? field->price[e] : 0;
      }
  unit = cut > 0 ? cut / 2 / MAX (field->n_used, 1) : MAX (all / MAX (field->n, 1), 1);
  /* Borders that cost nearly nothing, as those of a net that is there, are no measure. */
  unit = MAX (unit, 0.1 * all / MAX (field->n, 1) * sqrt ((double) field->n / MAX (field->n_used, 1)));
  field->unit = unit;
  field->rates.out = 20 * unit / target;
  field->rates.flat = 0.5 * unit;
  field->rates.inner = 2 * unit / target;
  field->rates.balance = field->balance * unit / (target * target);
  field->rates.away = field->stability * unit / target;
  field->rates.count = (field->is_warm ? 0.2 : 0.6) * unit;
  field->judged = field->rates;
}

/* Nodes that were in no part go where they share the dearest border. */
static gint32 *
complete_homes (WgPartField *field)
{
  gint32 *parts = g_memdup2 (field->home, field->n * sizeof (gint32));
  g_autofree gint32 *before = g_new (gint32, field->n);
  gboolean has_changed = TRUE;

  while (has_changed)
    {
      has_changed = FALSE;
      for (guint i = 0; i < field->n; i++)
        before[i] = parts[i];
      for (guint i = 0; i < field->n; i++)
        {
          double best = 0;

          for (guint32 e = field->starts[i]; before[i] < 0 && e < field->starts[i + 1]; e++)
            {
              gint32 part = before[field->to[e]];

              if (part < 0 || field->is_closed[part] || field->price[e] <= best)
                continue;
              best = field->price[e];
              parts[i] = part;
              has_changed = TRUE;
            }
        }
    }
  return parts;
}

/* What the parts next to that of field->queue could still take. */
static gint64
measure_slack (WgPartField *field, guint n)
{
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
  gint32 from = field->part[field->queue[0]];
  gint64 slack = 0;

  for (guint i = 0; i < n; i++)
    for (guint32 e = field->starts[field->queue[i]]; e < field->starts[field->queue[i] + 1]; e++)
      {
        gint32 part = field->part[field->to[e]];

        if (part != from && !field->is_closed[part] && g_hash_table_add (met, GINT_TO_POINTER (part)))
          slack += MAX (field->range.max - field->sum[part], 0);
      }
  return slack;
}

static guint32
find_node_of (const WgPartField *field, gint32 part)
{
  for (guint32 i = 0; i < field->n; i++)
    if (field->part[i] == part)
      return i;
  return G_MAXUINT32;
}

/* Present parts that are far too large are split, those that are far too small dissolved, where their
 * neighbours cannot help or can take them: the search from there has little way to go. */
static void
split_and_dissolve (WgPartField *field)
{
  guint n_failed = 0;

  for (guint i = 0; i < field->n_labels; i++)
    {
      guint32 node = field->count[i] > 0 && !field->is_closed[i] ? find_node_of (field, (gint32) i)
                                                               : G_MAXUINT32;
      guint n = 0;
      gint64 slack = 0;

      if (node == G_MAXUINT32)
        continue;
      n = wg_part_field_collect (field, node, field->queue);
      slack = measure_slack (field, n);
      if (field->sum[i] > field->range.max && field->sum[i] >= 2 * field->range.min
          && slack < field->sum[i] - field->range.max && field->n_used < field->n_most
          && n_failed < MAX_FAILED)
        {
          if (wg_part_split (field, node))
            i--;
          else
            n_failed++;
        }
      else if (2 * field->sum[i] < field->range.min && slack >= field->sum[i]
               && field->n_used > field->n_least)
        wg_part_dissolve (field, node);
    }
}

static void
start_warm (WgPartField *field)
{
  g_autofree gint32 *parts = complete_homes (field);
  gint32 rest = (gint32) field->n_labels;

  for (guint i = 0; i < field->n; i++)
    if (parts[i] < 0)
      {
        /* Nothing near it was in a part that takes it. */
        wg_part_field_reserve (field, (guint) rest + 1);
        parts[i] = rest;
      }
  wg_part_field_place (field, parts);
  set_rates (field);
  split_and_dissolve (field);
}

static void
start_cold (WgPartField *field, guint64 seed)
{
  g_autofree gint32 *parts = NULL;
  gint32 most = 0;

  if (!field->has_fixed && field->n / field->n_wanted >= NODES_FOR_METIS && field->n_wanted > 1)
    parts = wg_part_metis (field, field->n_wanted, FALSE, METIS_TOLERANCE, seed);
  if (parts == NULL)
    parts = wg_part_agglomerate (field);
  for (guint i = 0; i < field->n; i++)
    most = MAX (most, parts[i]);
  if ((guint) most >= field->n_labels)
    wg_part_field_reserve (field, (guint) most + 1);
  wg_part_field_place (field, parts);
  set_rates (field);
  wg_part_join_pieces (field);
  adjust_count (field, field->n_wanted, field->n_wanted);
  set_rates (field);
}

void
wg_part_start (WgPartField *field, guint64 seed)
{
  if (field->is_warm)
    start_warm (field);
  else
    start_cold (field, seed);
  adjust_count (field, field->n_least, field->n_most);
}
