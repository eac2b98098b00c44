/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

#define MAX_BLOCK 64     /* nodes of a block that move at once */
#define SWAP_STEPS 3     /* how far from a node its counterpart in a swap may lie */

/* Which part the node may go to: that of a random neighbour in another one. */
static gint32
pick_neighbour (const WgPartField *field, guint32 node, guint64 bits)
{
  guint32 n = 0, at = wg_part_below (bits, field->n_foreign[node]);
  gint32 part = field->part[node];

  for (guint32 e = field->starts[node]; e < field->starts[node + 1]; e++)
    {
      gint32 other = field->part[field->to[e]];

      if (other != part && n++ == at)
        return field->is_closed[other] ? WG_UNIT_NO_PART : other;
    }
  return WG_UNIT_NO_PART;
}

static gboolean
pick_move (WgPartField *field, guint32 *node_out, gint32 *to_out)
{
  guint64 bits = 0;

  if (field->n_rim == 0)
    return FALSE;
  bits = wg_random_next (&field->random);
  *node_out = field->rim[wg_part_below (bits, field->n_rim)];
  *to_out = pick_neighbour (field, *node_out, bits >> 32);
  return *to_out != WG_UNIT_NO_PART;
}

/* By how much the borders get dearer when @node goes to @to. */
static double
cut_delta (const WgPartField *field, guint32 node, gint32 to)
{
  gint32 from = field->part[node];
  double delta = 0;

  for (guint32 e = field->starts[node]; e < field->starts[node + 1]; e++)
    {
      gint32 part = field->part[field->to[e]];

      if (part == from)
        delta += field->price[e];
      else if (part == to)
        delta -= field->price[e];
    }
  return delta + wg_part_away (field, node, to) - wg_part_away (field, node, from);
}

/* What the two parts cost more when this much passes between them. */
static double
sum_delta (const WgPartField *field, gint32 from, gint32 to, gint64 weight, gint64 second)
{
  const gint64 *sum = field->sum, *sum2 = field->sum2;

  if (weight == 0 && second == 0)
    return 0;
  return wg_part_cost (field, sum[from] - weight, sum2[from] - second)
         + wg_part_cost (field, sum[to] + weight, sum2[to] + second)
         - wg_part_cost (field, sum[from], sum2[from]) - wg_part_cost (field, sum[to], sum2[to]);
}

/* As sum_delta(), where @n_nodes that go may be all that the part has. */
static double
part_delta (const WgPartField *field, gint32 from, gint32 to, gint64 weights[2], guint n_nodes)
{
  double delta = sum_delta (field, from, to, weights[0], weights[1]);

  if (n_nodes < field->count[from])
    return delta;
  return delta - wg_part_cost (field, field->sum[from] - weights[0], field->sum2[from] - weights[1])
         + wg_part_count_cost (field, field->n_used - 1)
         - wg_part_count_cost (field, field->n_used);
}

static gboolean
may_end (const WgPartField *field, gint32 part, guint n_nodes)
{
  return n_nodes < field->count[part] || field->n_used > field->n_least;
}

gboolean
wg_part_try_flip (WgPartField *field, double heat)
{
  guint32 node = 0;
  gint32 to = 0;
  gint32 from = 0;
  double delta = 0;

  if (!pick_move (field, &node, &to))
    return FALSE;
  from = field->part[node];
  if (!may_end (field, from, 1))
    return FALSE;
  delta = cut_delta (field, node, to)
          + part_delta (field, from, to, (gint64[]){ field->weight[node], field->second[node] }, 1);
  if (!wg_part_accept (field, delta, heat) || !wg_part_field_is_whole_without (field, &node, 1))
    return FALSE;
  wg_part_field_move (field, node, to);
  return TRUE;
}

static gboolean
touches (const WgPartField *field, guint32 node, gint32 part)
{
  for (guint32 e = field->starts[node]; e < field->starts[node + 1]; e++)
    if (field->part[field->to[e]] == part)
      return TRUE;
  return FALSE;
}

/* A node of @part near @node, by a short walk; it may move. */
static guint32
find_counterpart (WgPartField *field, guint32 node, gint32 part)
{
  guint64 bits = wg_random_next (&field->random);
  guint32 at = node;

  for (guint i = 0; i < SWAP_STEPS; i++, bits >>= 16)
    {
      guint32 n = field->starts[at + 1] - field->starts[at];

      at = field->to[field->starts[at] + ((bits & 0xffff) * n >> 16)];
      if (field->part[at] == part && !field->is_fixed[at])
        return at;
    }
  return G_MAXUINT32;
}

static double
price_between (const WgPartField *field, guint32 a, guint32 b)
{
  for (guint32 e = field->starts[a]; e < field->starts[a + 1]; e++)
    if (field->to[e] == b)
      return field->price[e];
  return 0;
}

gboolean
wg_part_try_swap (WgPartField *field, double heat)
{
  guint32 node = 0, other = 0;
  gint32 to = 0, from = 0;
  double delta = 0;

  if (!pick_move (field, &node, &to))
    return FALSE;
  from = field->part[node];
  other = find_counterpart (field, node, to);
  if (other == G_MAXUINT32 || field->count[from] == 1 || field->count[to] == 1)
    return FALSE;
  delta = cut_delta (field, node, to) + cut_delta (field, other, from)
          + 2 * price_between (field, node, other)
          + sum_delta (field, from, to, field->weight[node] - field->weight[other],
                       field->second[node] - field->second[other]);
  if (!wg_part_accept (field, delta, heat) || !wg_part_field_is_whole_without (field, &node, 1))
    return FALSE;
  wg_part_field_move (field, node, to);
  if (touches (field, other, from) && wg_part_field_is_whole_without (field, &other, 1))
    {
      wg_part_field_move (field, other, from);
      return TRUE;
    }
  wg_part_field_move (field, node, from);
  return FALSE;
}

/* The nodes of the block that hang together with @node in its part, at most MAX_BLOCK of them. */
static guint
collect_block (WgPartField *field, guint32 node, guint32 *nodes)
{
  gint32 part = field->part[node];
  guint n = 1;

  nodes[0] = node;
  for (guint i = 0; i < n; i++)
    for (guint32 e = field->starts[nodes[i]]; e < field->starts[nodes[i] + 1]; e++)
      {
        guint32 other = field->to[e];
        gboolean is_new = field->block[other] == field->block[node] && field->part[other] == part
                          && !field->is_fixed[other];

        for (guint k = 0; k < n && is_new; k++)
          is_new = nodes[k] != other;
        if (!is_new)
          continue;
        if (n == MAX_BLOCK)
          return n;
        nodes[n++] = other;
      }
  return n;
}

/* As cut_delta(), of several: moves them one by one and takes that back. */
static double
move_all (WgPartField *field, const guint32 *nodes, guint n, gint32 to)
{
  double delta = 0;

  for (guint i = 0; i < n; i++)
    {
      delta += cut_delta (field, nodes[i], to);
      wg_part_field_move (field, nodes[i], to);
    }
  return delta;
}

gboolean
wg_part_try_block (WgPartField *field, double heat)
{
  guint32 nodes[MAX_BLOCK];
  guint32 node = 0;
  gint64 weights[2] = { 0, 0 };
  gint32 to = 0, from = 0;
  guint n = 0;
  double delta = 0;

  if (!pick_move (field, &node, &to) || field->block[node] == 0)
    return FALSE;
  from = field->part[node];
  n = collect_block (field, node, nodes);
  if (n < 2 || !may_end (field, from, n))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      weights[0] += field->weight[nodes[i]];
      weights[1] += field->second[nodes[i]];
    }
  delta = part_delta (field, from, to, weights, n);
  if (!wg_part_field_is_whole_without (field, nodes, n))
    return FALSE;
  delta += move_all (field, nodes, n, to);
  if (wg_part_accept (field, delta, heat))
    return TRUE;
  move_all (field, nodes, n, from);
  return FALSE;
}

gboolean
wg_part_improve (WgPartField *field, guint32 node)
{
  gint32 from = field->part[node], best = WG_UNIT_NO_PART;
  gint64 weights[2] = { field->weight[node], field->second[node] };
  double best_delta = -1e-6;

  if (field->is_fixed[node] || field->n_foreign[node] == 0 || !may_end (field, from, 1))
    return FALSE;
  for (guint32 e = field->starts[node]; e < field->starts[node + 1]; e++)
    {
      gint32 to = field->part[field->to[e]];
      double delta = 0;

      if (to == from || to == best || field->is_closed[to])
        continue;
      delta = cut_delta (field, node, to) + part_delta (field, from, to, weights, 1);
      if (delta >= best_delta)
        continue;
      best_delta = delta;
      best = to;
    }
  if (best == WG_UNIT_NO_PART || !wg_part_field_is_whole_without (field, &node, 1))
    return FALSE;
  wg_part_field_move (field, node, best);
  return TRUE;
}
