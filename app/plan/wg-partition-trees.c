/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

#include <string.h>

/*
 * Moves along random spanning trees: two parts are joined, a tree is drawn through them that favours
 * dear edges (so that what it would be cheap to cut lies between its branches), and the best of its
 * edges to cut is taken. The cut of every edge is exact: each edge of the graph is cut by those tree
 * edges that lie on the path between its ends, so it is added at both ends, taken off twice at their
 * lowest common ancestor, and summed from the leaves.
 */

/* An edge that would bring @node to the tree. */
typedef struct
{
  double key;
  guint32 node;
  guint32 parent; /* place in the tree */
} Reach;

/* What hangs on a place of the tree, itself included. */
typedef struct
{
  gint64 weight;
  gint64 second;
  double cut;
  double away[2];    /* of all of it, if it were in the first or second part */
  guint n_fixed[2];  /* nodes that are fixed in these parts */
} Branch;

typedef struct _WgPartTree
{
  guint n;
  guint32 *nodes;    /* by place; parents before children */
  guint32 *parent;   /* by place */
  guint8 *is_in;     /* by place: in the branch that is cut off */
  guint64 above[64]; /* of the first places: a bit for itself and each place above it */
  double present;    /* what the border between the two parts costs before anything is cut */
  Branch *branches;
  Reach *heap;
  guint n_heap;
  double *best;      /* of each node that is reached: the least key that it has in the heap */
} WgPartTree;

/* The two parts that the tree's nodes may be of, and what else these have. */
typedef struct
{
  gint32 parts[2];
  gint64 rest[2];    /* sums of what is not in the tree */
  gint64 rest2[2];
} Sides;

/* Where to cut: the branch at @place becomes parts[side], all else the other. */
typedef struct
{
  guint32 place;     /* 0: nowhere */
  guint side;
  double cost;
} Cutting;

WgPartTree *
wg_part_tree_new (guint n, guint n_edges)
{
  WgPartTree *tree = g_new0 (WgPartTree, 1);

  tree->nodes = g_new (guint32, n + 1);
  tree->parent = g_new (guint32, n + 1);
  tree->is_in = g_new (guint8, n + 1);
  tree->branches = g_new (Branch, n + 1);
  tree->heap = g_new (Reach, 2 * n_edges + 1);
  tree->best = g_new (double, n + 1);
  return tree;
}

void
wg_part_tree_free (WgPartTree *tree)
{
  g_free (tree->nodes);
  g_free (tree->parent);
  g_free (tree->is_in);
  g_free (tree->branches);
  g_free (tree->heap);
  g_free (tree->best);
  g_free (tree);
}

static void
push (WgPartTree *tree, Reach reach)
{
  guint at = tree->n_heap++;

  for (; at > 0 && tree->heap[(at - 1) / 2].key > reach.key; at = (at - 1) / 2)
    tree->heap[at] = tree->heap[(at - 1) / 2];
  tree->heap[at] = reach;
}

static Reach
pop (WgPartTree *tree)
{
  Reach top = tree->heap[0], last = tree->heap[--tree->n_heap];
  guint at = 0;

  for (guint child = 1; child < tree->n_heap; child = 2 * at + 1)
    {
      child += child + 1 < tree->n_heap && tree->heap[child + 1].key < tree->heap[child].key;
      if (tree->heap[child].key >= last.key)
        break;
      tree->heap[at] = tree->heap[child];
      at = child;
    }
  if (tree->n_heap > 0)
    tree->heap[at] = last;
  return top;
}

static inline gboolean
is_side (const Sides *sides, gint32 part)
{
  return part == sides->parts[0] || part == sides->parts[1];
}

/* The lowest place that both hang on: parents come first, so it is the highest bit that they share. */
static guint32
find_ancestor (const WgPartTree *tree, guint32 a, guint32 b)
{
  if (a < 64 && b < 64)
    return 63 - (guint32) __builtin_clzll (tree->above[a] & tree->above[b]);
  while (a != b)
    {
      guint32 lower = MAX (a, b);

      b = MIN (a, b);
      a = tree->parent[lower];
    }
  return a;
}

static void
add_place (WgPartField *field, const Sides *sides, Reach reach)
{
  WgPartTree *tree = field->tree;
  guint32 place = tree->n++;
  Branch *branch = &tree->branches[place];

  tree->nodes[place] = reach.node;
  tree->parent[place] = reach.parent;
  if (place < 64)
    tree->above[place] = (place > 0 ? tree->above[reach.parent] : 0) | (guint64) 1 << place;
  *branch = (Branch){ .weight = field->weight[reach.node], .second = field->second[reach.node] };
  for (guint s = 0; s < 2 && (field->has_fixed || field->has_homes); s++)
    {
      branch->n_fixed[s] = field->is_fixed[reach.node] && field->part[reach.node] == sides->parts[s];
      branch->away[s] = wg_part_away (field, reach.node, sides->parts[s]);
    }
}

/* An edge within the tree is cut by what lies on the way between its places. */
static void
add_edge (WgPartField *field, guint32 a, guint32 b, double price)
{
  WgPartTree *tree = field->tree;

  tree->branches[a].cut += price;
  tree->branches[b].cut += price;
  tree->branches[find_ancestor (tree, a, b)].cut -= 2 * price;
  if (field->part[tree->nodes[a]] != field->part[tree->nodes[b]])
    tree->present += price;
}

/* Draws the tree from @root through all it reaches in the two parts: Prim with keys that are
 * exponential races, in three of four trees such that dear edges come first but any may. field->place
 * gets the places; nodes in the tree are marked with the stamp, those in the heap with the next. */
static void
grow_tree (WgPartField *field, const Sides *sides, guint32 root)
{
  WgPartTree *tree = field->tree;
  guint32 stamp = wg_part_field_stamp (field);
  gboolean is_blind = wg_random_next (&field->random) >> 62 == 0;

  tree->n = tree->n_heap = 0;
  tree->present = 0;
  push (tree, (Reach){ 0, root, 0 });
  while (tree->n_heap > 0)
    {
      Reach reach = pop (tree);
      guint32 node = reach.node, place = tree->n;

      if (field->mark[node] == stamp)
        continue;
      field->mark[node] = stamp;
      field->place[node] = place;
      add_place (field, sides, reach);
      for (guint32 e = field->starts[node]; e < field->starts[node + 1]; e++)
        {
          guint32 other = field->to[e];
          double key = 0;

          if (field->mark[other] == stamp)
            add_edge (field, field->place[other], place, field->price[e]);
          else if (is_side (sides, field->part[other]))
            {
              key = wg_part_wait (wg_random_next (&field->random) >> 52);
              if (!is_blind)
                key /= field->price[e];
              if (field->mark[other] == stamp + 1 && tree->best[other] <= key)
                continue;
              field->mark[other] = stamp + 1;
              tree->best[other] = key;
              push (tree, (Reach){ key, other, place });
            }
        }
    }
}

static void
sum_branches (WgPartTree *tree)
{
  for (guint32 place = tree->n; place-- > 1;)
    {
      const Branch *branch = &tree->branches[place];
      Branch *above = &tree->branches[tree->parent[place]];

      above->weight += branch->weight;
      above->second += branch->second;
      above->cut += branch->cut;
      for (guint s = 0; s < 2; s++)
        {
          above->away[s] += branch->away[s];
          above->n_fixed[s] += branch->n_fixed[s];
        }
    }
}

/* The cost of the branch being parts[side] and the rest the other; G_MAXDOUBLE when fixed nodes
 * forbid it. */
static double
cutting_cost (const WgPartField *field, const Sides *sides, guint32 place, guint side)
{
  const Branch *all = &field->tree->branches[0], *branch = &field->tree->branches[place];
  guint other = 1 - side;

  if (branch->n_fixed[other] > 0 || branch->n_fixed[side] < all->n_fixed[side])
    return G_MAXDOUBLE;
  return branch->cut + branch->away[side] + all->away[other] - branch->away[other]
         + wg_part_cost (field, sides->rest[side] + branch->weight,
                         sides->rest2[side] + branch->second)
         + wg_part_cost (field, sides->rest[other] + all->weight - branch->weight,
                         sides->rest2[other] + all->second - branch->second);
}

static Cutting
find_cutting (const WgPartField *field, const Sides *sides)
{
  const WgPartTree *tree = field->tree;
  Cutting best = { 0, 0, G_MAXDOUBLE };

  for (guint32 place = 1; place < tree->n; place++)
    for (guint side = 0; side < 2 && tree->branches[place].cut < best.cost; side++)
      {
        double cost = cutting_cost (field, sides, place, side);

        if (cost < best.cost)
          best = (Cutting){ place, side, cost };
      }
  return best;
}

/* What the tree's nodes cost as they are: the cut between the parts, and being away. */
static double
present_cost (WgPartField *field, const Sides *sides)
{
  const WgPartTree *tree = field->tree;
  double cost = tree->present;

  for (guint32 place = 0; place < tree->n && field->has_homes; place++)
    cost += wg_part_away (field, tree->nodes[place], field->part[tree->nodes[place]]);
  for (guint s = 0; s < 2; s++)
    if (field->count[sides->parts[s]] > 0)
      cost += wg_part_cost (field, field->sum[sides->parts[s]], field->sum2[sides->parts[s]]);
  return cost;
}

/* Parents come first, so what a branch is made of follows from its root. */
static void
apply_cutting (WgPartField *field, const Sides *sides, const Cutting *cutting)
{
  WgPartTree *tree = field->tree;

  memset (tree->is_in, FALSE, tree->n);
  tree->is_in[cutting->place] = TRUE;
  for (guint32 place = 0; place < tree->n; place++)
    {
      gint32 to = 0;

      if (place > cutting->place)
        tree->is_in[place] = tree->is_in[tree->parent[place]];
      to = sides->parts[tree->is_in[place] ? cutting->side : 1 - cutting->side];
      if (field->part[tree->nodes[place]] != to)
        wg_part_field_move (field, tree->nodes[place], to);
    }
}

static void
note_rest (const WgPartField *field, Sides *sides)
{
  const WgPartTree *tree = field->tree;

  for (guint s = 0; s < 2; s++)
    {
      sides->rest[s] = field->sum[sides->parts[s]];
      sides->rest2[s] = field->sum2[sides->parts[s]];
    }
  for (guint32 place = 0; place < tree->n; place++)
    {
      guint32 node = tree->nodes[place];
      guint s = field->part[node] == sides->parts[1];

      sides->rest[s] -= field->weight[node];
      sides->rest2[s] -= field->second[node];
    }
}

/* Cuts the parts of @sides anew along a tree from @root; @count_delta: what the number of parts
 * costs more. */
static gboolean
cut_anew (WgPartField *field, Sides *sides, guint32 root, double count_delta, double heat)
{
  Cutting cutting;

  grow_tree (field, sides, root);
  if (field->tree->n < 2)
    return FALSE;
  note_rest (field, sides);
  sum_branches (field->tree);
  cutting = find_cutting (field, sides);
  if (cutting.place == 0
      || !wg_part_accept (field, cutting.cost + count_delta - present_cost (field, sides), heat))
    return FALSE;
  apply_cutting (field, sides, &cutting);
  return TRUE;
}

/* A random node of the rim and a part next to it. */
static gboolean
pick_pair (WgPartField *field, guint32 *node_out, Sides *sides)
{
  guint64 bits = wg_random_next (&field->random);
  guint32 node = 0, at = 0, n = 0;

  if (field->n_rim == 0)
    return FALSE;
  node = field->rim[wg_part_below (bits, field->n_rim)];
  at = wg_part_below (bits >> 32, field->n_foreign[node]);
  sides->parts[0] = field->part[node];
  for (guint32 e = field->starts[node]; e < field->starts[node + 1]; e++)
    if (field->part[field->to[e]] != sides->parts[0] && n++ == at)
      sides->parts[1] = field->part[field->to[e]];
  *node_out = node;
  return !field->is_closed[sides->parts[0]] && !field->is_closed[sides->parts[1]];
}

gboolean
wg_part_try_resplit (WgPartField *field, double heat)
{
  Sides sides = { { 0 } };
  guint32 node = 0;

  return pick_pair (field, &node, &sides) && cut_anew (field, &sides, node, 0, heat);
}

static gboolean
split (WgPartField *field, guint32 node, double heat)
{
  Sides sides = { { field->part[node], wg_part_field_find_free (field) } };

  if (sides.parts[1] == WG_UNIT_NO_PART || field->is_closed[sides.parts[0]])
    return FALSE;
  return cut_anew (field, &sides, node,
                   wg_part_count_cost (field, field->n_used + 1)
                     - wg_part_count_cost (field, field->n_used),
                   heat);
}

/* What it costs more when the nodes of a whole part, collected in field->queue, go to @to. */
static double
join_delta (const WgPartField *field, guint n, gint32 to)
{
  gint32 from = field->part[field->queue[0]];
  double delta = wg_part_cost (field, field->sum[from] + field->sum[to],
                               field->sum2[from] + field->sum2[to])
                 - wg_part_cost (field, field->sum[from], field->sum2[from])
                 - wg_part_cost (field, field->sum[to], field->sum2[to])
                 + wg_part_count_cost (field, field->n_used - 1)
                 - wg_part_count_cost (field, field->n_used);

  for (guint i = 0; i < n; i++)
    {
      guint32 node = field->queue[i];

      delta += wg_part_away (field, node, to) - wg_part_away (field, node, from);
      for (guint32 e = field->starts[node]; e < field->starts[node + 1]; e++)
        if (field->part[field->to[e]] == to)
          delta -= field->price[e];
    }
  return delta;
}

/* TRUE when the whole part of @node is in field->queue and may go. */
static gboolean
collect_part (WgPartField *field, guint32 node, guint *n_out)
{
  gint32 part = field->part[node];

  *n_out = wg_part_field_collect (field, node, field->queue);
  if (*n_out < field->count[part] || field->is_closed[part])
    return FALSE;
  for (guint i = 0; i < *n_out; i++)
    if (field->is_fixed[field->queue[i]])
      return FALSE;
  return TRUE;
}

static void
join (WgPartField *field, guint n, gint32 to)
{
  for (guint i = 0; i < n; i++)
    wg_part_field_move (field, field->queue[i], to);
}

gboolean
wg_part_try_count (WgPartField *field, double heat)
{
  Sides sides = { { 0 } };
  guint32 node = 0;
  guint n = 0;

  if (!pick_pair (field, &node, &sides))
    return FALSE;
  if (wg_random_next (&field->random) >> 63)
    return field->n_used < field->n_most && split (field, node, heat);
  if (field->n_used <= field->n_least || !collect_part (field, node, &n)
      || !wg_part_accept (field, join_delta (field, n, sides.parts[1]), heat))
    return FALSE;
  join (field, n, sides.parts[1]);
  return TRUE;
}

gboolean
wg_part_split (WgPartField *field, guint32 node)
{
  return split (field, node, G_MAXDOUBLE);
}

gboolean
wg_part_dissolve (WgPartField *field, guint32 node)
{
  gint32 best = WG_UNIT_NO_PART, from = field->part[node];
  double best_delta = G_MAXDOUBLE;
  guint n = 0;

  if (!collect_part (field, node, &n))
    return FALSE;
  for (guint i = 0; i < n; i++)
    for (guint32 e = field->starts[field->queue[i]]; e < field->starts[field->queue[i] + 1]; e++)
      {
        gint32 to = field->part[field->to[e]];
        double delta = 0;

        if (to == from || to == best || field->is_closed[to])
          continue;
        delta = join_delta (field, n, to);
        if (delta >= best_delta)
          continue;
        best_delta = delta;
        best = to;
      }
  if (best == WG_UNIT_NO_PART)
    return FALSE;
  join (field, n, best);
  return TRUE;
}
