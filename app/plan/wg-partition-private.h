/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-random.h"
#include "wg-partition.h"

G_BEGIN_DECLS

/* A band with the one inside it that parts are drawn to. */
typedef struct
{
  gint64 min;
  gint64 max; /* 0: no rule */
  gint64 inner_min;
  gint64 inner_max;
  gint64 target;
  double scale; /* of the first measure's target to this one's */
} WgPartRange;

/* What the search weighs, in the unit of prices (millimetres times factor). */
typedef struct
{
  double out;     /* of each household (or what is counted) outside the band */
  double flat;    /* of each part outside the band */
  double inner;   /* of each household outside the inner band */
  double balance; /* of (amount - target)² */
  double away;    /* of each household that is in another part than at home */
  double count;   /* of each part more or less than wanted */
} WgPartRates;

/*
 * One island with its parts while they are searched: nodes are units, or units that stay together.
 * Parts have local numbers, 0 to n_labels - 1; one without nodes is not used. Worked on by one
 * thread. Sums of prices are whole numbers in doubles, exact below 2^53, so that results do not
 * depend on the order of additions.
 */
typedef struct
{
  /* The island. */
  guint n;
  guint32 *starts;
  guint32 *to;
  double *price;
  gint64 *weight;
  gint64 *second;
  guint32 *block;
  guint8 *is_fixed;
  gint32 *home;         /* local part before, or -1 */
  WgPartRange range;
  WgPartRange range2;
  guint n_wanted;
  guint n_least;
  guint n_most;
  gboolean is_warm;
  gboolean is_exact;    /* all ways were tried */
  gboolean has_fixed;
  gboolean has_homes;
  double stability;
  double balance;
  /* The parts. */
  guint n_labels;
  guint n_used;
  guint8 *is_closed;    /* of each part: its nodes stay, and none comes */
  gint32 *label_ids;    /* of each part: its number outside, or -1: a new one */
  gint32 *part;         /* of each node */
  gint64 *sum;
  gint64 *sum2;
  guint32 *count;
  /* The rim: nodes that may move, with a neighbour in another part. */
  guint32 *n_foreign;
  guint32 *rim;
  guint32 *rim_at;      /* place in @rim + 1; 0: not there */
  guint n_rim;
  /* The search. */
  double unit;          /* what the border of a part costs at the start, in the mean */
  WgPartRates rates;
  WgPartRates judged;   /* what answers are compared by: rates change from round to round */
  WgRandom random;
  guint32 *mark;        /* of each node: equals @stamp when it is in the set at hand */
  guint32 stamp;
  guint32 *queue;
  guint32 *place;       /* of each node: its index in the tree at hand */
  struct _WgPartTree *tree;
} WgPartField;

/* What a search has reached: fewer out first, then less outside, then cheaper. */
typedef struct
{
  guint n_out;
  gint64 excess;
  double cost;
} WgPartStanding;

/* How a question is cut into islands, and how their answers become one. */
typedef struct
{
  const WgUnitGraph *graph;
  const WgPartitionTerms *terms;
  WgPartRange range;
  WgPartRange range2;
  guint32 *node_of_unit;   /* G_MAXUINT32: closed */
  guint32 *island_of_node;
  guint32 *local_of_node;
  guint n_nodes;
  GPtrArray *fields;       /* of WgPartField: the islands */
  GPtrArray *members;      /* of GArray of guint32: the nodes of each island */
} WgPartQuestion;

/* Compiling (wg-partition-islands.c, wg-partition-question.c). */
WgPartQuestion *wg_part_question_new    (const WgUnitGraph      *graph,
                                         const WgPartitionTerms *terms);
void            wg_part_question_free   (WgPartQuestion         *question);
gint32         *wg_part_question_answer (WgPartQuestion         *question);
void            wg_part_question_make_fields (WgPartQuestion    *question);
WgPartRange     wg_part_range           (const WgPartBand       *band,
                                         double                  inner_share);
/* FALSE when a part may not lie on both sides of this border. */
gboolean        wg_part_edge_is_open    (const WgPartitionTerms *terms,
                                         const WgUnit           *a,
                                         const WgUnit           *b,
                                         const WgUnitEdge       *edge);
double          wg_part_edge_price      (const WgPartitionTerms *terms,
                                         const WgUnitEdge       *edge);
double          wg_part_edge_factor     (const WgPartitionTerms *terms,
                                         const WgUnitEdge       *edge);

/* The state (wg-partition-field.c). */
WgPartField    *wg_part_field_new       (guint                   n,
                                         guint                   n_edges);
void            wg_part_field_free      (WgPartField            *field);
/* Room for numbers of parts; before the first wg_part_field_place(). */
void            wg_part_field_reserve   (WgPartField            *field,
                                         guint                   n_labels);
void            wg_part_field_place     (WgPartField            *field,
                                         const gint32           *parts);
void            wg_part_field_move      (WgPartField            *field,
                                         guint32                 node,
                                         gint32                  to);
/* Three marks in a row that no node has: the stamp and the next two. */
guint32         wg_part_field_stamp     (WgPartField            *field);
/* A part without nodes, not closed; -1 when all are used. */
gint32          wg_part_field_find_free (const WgPartField      *field);
/* The nodes of @node's part that hang together with it, into @nodes_out (room for n). */
guint           wg_part_field_collect   (WgPartField            *field,
                                         guint32                 node,
                                         guint32                *nodes_out);
/* Do the neighbours that @nodes leave in their part still hang together without them? */
gboolean        wg_part_field_is_whole_without (WgPartField     *field,
                                         const guint32          *nodes,
                                         guint                   n_nodes);
WgPartStanding  wg_part_field_measure   (const WgPartField      *field);
gboolean        wg_part_standing_better (const WgPartStanding   *a,
                                         const WgPartStanding   *b);
/* How far outside the range, in what is counted. */
gint64          wg_part_range_excess    (const WgPartRange      *range,
                                         gint64                  amount);

/* The start (wg-partition-start.c, wg-partition-metis.c). */
void            wg_part_start           (WgPartField            *field,
                                         guint64                 seed);
/* Every node in a part that hangs together, by joining the lightest; (transfer full). */
gint32         *wg_part_agglomerate     (const WgPartField      *field);
/* METIS alone: recursive, or k-way with contiguous parts. Returns: (transfer full): NULL when METIS
 * refuses. One call at a time: METIS draws from rand(). */
gint32         *wg_part_metis           (const WgPartField      *field,
                                         guint                   n_parts,
                                         gboolean                is_kway,
                                         guint                   tolerance,
                                         guint64                 seed);
/* All but the heaviest piece of each part goes to a neighbour. */
void            wg_part_join_pieces     (WgPartField            *field);

/* Moves: TRUE when one was made (wg-partition-moves.c, wg-partition-trees.c). */
gboolean        wg_part_try_flip        (WgPartField            *field,
                                         double                  heat);
gboolean        wg_part_try_swap        (WgPartField            *field,
                                         double                  heat);
gboolean        wg_part_try_block       (WgPartField            *field,
                                         double                  heat);
gboolean        wg_part_try_resplit     (WgPartField            *field,
                                         double                  heat);
gboolean        wg_part_try_count       (WgPartField            *field,
                                         double                  heat);
/* The cheapest move of @node to a neighbouring part, when it pays. */
gboolean        wg_part_improve         (WgPartField            *field,
                                         guint32                 node);
/* Whatever it costs: one part more of the part of @node; one fewer by its cheapest neighbour. */
gboolean        wg_part_split           (WgPartField            *field,
                                         guint32                 node);
gboolean        wg_part_dissolve        (WgPartField            *field,
                                         guint32                 node);
struct _WgPartTree *wg_part_tree_new    (guint                   n,
                                         guint                   n_edges);
void            wg_part_tree_free       (struct _WgPartTree     *tree);

/* The search (wg-partition-anneal.c). */
typedef struct
{
  gint64 n_moves;      /* of all islands */
  gint64 n_done;       /* atomic */
  const WgProgress *progress; /* told by the thread that called only */
  GThread *teller;
  GCancellable *cancellable;
} WgPartWatch;

void            wg_part_anneal          (WgPartField            *field,
                                         WgPartEffort            effort,
                                         WgPartWatch            *watch);
gint64          wg_part_count_moves     (const WgPartField      *field,
                                         WgPartEffort            effort);

/* All ways to divide an island of few nodes; FALSE when it is too large for that (wg-partition-exact.c).
 * After wg_part_start(), which sets the rates. */
gboolean        wg_part_solve_exactly   (WgPartField            *field);

/* Reasons (wg-partition-trouble.c). */
void            wg_part_explain         (WgPartQuestion         *question,
                                         WgPartition            *answer);

/* -ln of a random number, from a table of its quantiles: the same bits on every machine. */
double          wg_part_wait            (guint64                 bits);
/* @base ^ @exponent for a base from 0 to 1, by plain arithmetic. */
double          wg_part_power           (double                  base,
                                         double                  exponent);

static inline guint32
wg_part_below (guint64 bits32, guint32 n)
{
  return (guint32) (((bits32 & G_MAXUINT32) * n) >> 32);
}

static inline double
wg_part_range_cost (const WgPartRange *range, const WgPartRates *rates, gint64 amount)
{
  double cost = 0;

  if (range->max == 0 || (amount >= range->inner_min && amount <= range->inner_max))
    return 0;
  if (amount < range->inner_min)
    cost += rates->inner * range->scale * (double) (range->inner_min - amount);
  else
    cost += rates->inner * range->scale * (double) (amount - range->inner_max);
  if (amount < range->min)
    cost += rates->flat + rates->out * range->scale * (double) (range->min - amount);
  else if (amount > range->max)
    cost += rates->flat + rates->out * range->scale * (double) (amount - range->max);
  return cost;
}

/* What a part with these sums costs. */
static inline double
wg_part_cost (const WgPartField *field, gint64 sum, gint64 sum2)
{
  double distance = (double) (sum - field->range.target);

  return wg_part_range_cost (&field->range, &field->rates, sum)
         + wg_part_range_cost (&field->range2, &field->rates, sum2)
         + field->rates.balance * distance * distance;
}

static inline double
wg_part_away (const WgPartField *field, guint32 node, gint32 part)
{
  return field->has_homes && field->home[node] != part
           ? field->rates.away * ((double) field->weight[node] + 0.002 * (double) field->range.target)
           : 0;
}

static inline double
wg_part_count_cost (const WgPartField *field, guint n_used)
{
  return field->rates.count
         * (double) (n_used > field->n_wanted ? n_used - field->n_wanted : field->n_wanted - n_used);
}

/* Metropolis: may a change of cost @delta be made? Draws only when it is a question. */
static inline gboolean
wg_part_accept (WgPartField *field, double delta, double heat)
{
  return delta <= 0
         || (heat > 0 && delta < heat * wg_part_wait (wg_random_next (&field->random) >> 52));
}

G_END_DECLS
