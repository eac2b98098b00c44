/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"

#include <string.h>

#define N_WAITS 4096

/* ln(2) and the series of atanh: plain arithmetic, since libraries differ in the last bit. */
static double
natural_log (double x)
{
  double y = 0, term = 0, square = 0, sum = 0;
  int n_halved = 0;

  while (x < 0.75)
    {
      x *= 2;
      n_halved++;
    }
  y = (x - 1) / (x + 1);
  square = y * y;
  term = y;
  for (int i = 1; i < 40; i += 2)
    {
      sum += term / i;
      term *= square;
    }
  return 2 * sum - n_halved * 0.693147180559945309;
}

static const double *
get_waits (void)
{
  static double waits[N_WAITS];
  static gsize is_ready = 0;

  if (g_once_init_enter (&is_ready))
    {
      for (guint i = 0; i < N_WAITS; i++)
        waits[i] = -natural_log ((i + 0.5) / N_WAITS);
      g_once_init_leave (&is_ready, 1);
    }
  return waits;
}

double
wg_part_wait (guint64 bits)
{
  return get_waits ()[bits & (N_WAITS - 1)];
}

double
wg_part_power (double base, double exponent)
{
  double x = -natural_log (base) * -exponent / 64, term = 1, sum = 1;

  for (int i = 1; i < 24; i++)
    {
      term *= x / i;
      sum += term;
    }
  for (int i = 0; i < 6; i++)
    sum *= sum;
  return sum;
}

WgPartField *
wg_part_field_new (guint n, guint n_edges)
{
  WgPartField *field = g_new0 (WgPartField, 1);

  field->n = n;
  field->starts = g_new0 (guint32, n + 1);
  field->to = g_new (guint32, 2 * n_edges + 1);
  field->price = g_new (double, 2 * n_edges + 1);
  field->weight = g_new0 (gint64, n);
  field->second = g_new0 (gint64, n);
  field->block = g_new0 (guint32, n);
  field->is_fixed = g_new0 (guint8, n);
  field->home = g_new (gint32, n);
  field->part = g_new (gint32, n);
  for (guint i = 0; i < n; i++)
    field->home[i] = field->part[i] = WG_UNIT_NO_PART;
  field->n_foreign = g_new0 (guint32, n);
  field->rim = g_new (guint32, n);
  field->rim_at = g_new0 (guint32, n);
  field->mark = g_new0 (guint32, n);
  field->queue = g_new (guint32, n);
  field->place = g_new (guint32, n);
  field->tree = wg_part_tree_new (n, n_edges);
  return field;
}

void
wg_part_field_free (WgPartField *field)
{
  g_free (field->starts);
  g_free (field->to);
  g_free (field->price);
  g_free (field->weight);
  g_free (field->second);
  g_free (field->block);
  g_free (field->is_fixed);
  g_free (field->home);
  g_free (field->is_closed);
  g_free (field->label_ids);
  g_free (field->part);
  g_free (field->sum);
  g_free (field->sum2);
  g_free (field->count);
  g_free (field->n_foreign);
  g_free (field->rim);
  g_free (field->rim_at);
  g_free (field->mark);
  g_free (field->queue);
  g_free (field->place);
  wg_part_tree_free (field->tree);
  g_free (field);
}

void
wg_part_field_reserve (WgPartField *field, guint n_labels)
{
  guint n_before = field->n_labels;

  field->n_labels = n_labels;
  field->is_closed = g_renew (guint8, field->is_closed, n_labels);
  field->label_ids = g_renew (gint32, field->label_ids, n_labels);
  field->sum = g_renew (gint64, field->sum, n_labels);
  field->sum2 = g_renew (gint64, field->sum2, n_labels);
  field->count = g_renew (guint32, field->count, n_labels);
  for (guint i = n_before; i < n_labels; i++)
    {
      field->is_closed[i] = FALSE;
      field->label_ids[i] = WG_UNIT_NO_PART;
    }
}

static void
enter_rim (WgPartField *field, guint32 node)
{
  if (field->is_fixed[node] || field->rim_at[node] != 0)
    return;
  field->rim[field->n_rim++] = node;
  field->rim_at[node] = field->n_rim;
}

static void
leave_rim (WgPartField *field, guint32 node)
{
  guint32 at = field->rim_at[node], last = 0;

  if (at == 0)
    return;
  last = field->rim[--field->n_rim];
  field->rim[at - 1] = last;
  field->rim_at[last] = at;
  field->rim_at[node] = 0;
}

void
wg_part_field_place (WgPartField *field, const gint32 *parts)
{
  for (guint i = 0; i < field->n_labels; i++)
    field->sum[i] = field->sum2[i] = field->count[i] = 0;
  for (guint i = 0; i < field->n; i++)
    {
      gint32 part = parts[i];

      field->part[i] = part;
      field->sum[part] += field->weight[i];
      field->sum2[part] += field->second[i];
      field->count[part]++;
      field->rim_at[i] = 0;
    }
  field->n_used = 0;
  for (guint i = 0; i < field->n_labels; i++)
    field->n_used += field->count[i] > 0 && !field->is_closed[i];
  field->n_rim = 0;
  for (guint i = 0; i < field->n; i++)
    {
      field->n_foreign[i] = 0;
      for (guint32 e = field->starts[i]; e < field->starts[i + 1]; e++)
        field->n_foreign[i] += parts[field->to[e]] != parts[i];
      if (field->n_foreign[i] > 0)
        enter_rim (field, i);
    }
}

void
wg_part_field_move (WgPartField *field, guint32 node, gint32 to)
{
  gint32 from = field->part[node];
  guint32 n_foreign = 0;

  field->part[node] = to;
  field->sum[from] -= field->weight[node];
  field->sum[to] += field->weight[node];
  field->sum2[from] -= field->second[node];
  field->sum2[to] += field->second[node];
  field->n_used += field->count[to]++ == 0;
  field->n_used -= --field->count[from] == 0;
  for (guint32 e = field->starts[node]; e < field->starts[node + 1]; e++)
    {
      guint32 other = field->to[e];
      gint32 part = field->part[other];

      n_foreign += part != to;
      if (part == from && field->n_foreign[other]++ == 0)
        enter_rim (field, other);
      else if (part == to && --field->n_foreign[other] == 0)
        leave_rim (field, other);
    }
  if (n_foreign == 0)
    leave_rim (field, node);
  else if (field->n_foreign[node] == 0)
    enter_rim (field, node);
  field->n_foreign[node] = n_foreign;
}

gint32
wg_part_field_find_free (const WgPartField *field)
{
  for (guint i = 0; i < field->n_labels; i++)
    if (field->count[i] == 0 && !field->is_closed[i])
      return (gint32) i;
  return WG_UNIT_NO_PART;
}

guint32
wg_part_field_stamp (WgPartField *field)
{
  if (field->stamp > G_MAXUINT32 - 8)
    {
      memset (field->mark, 0, field->n * sizeof (guint32));
      field->stamp = 0;
    }
  field->stamp += 3;
  return field->stamp;
}

guint
wg_part_field_collect (WgPartField *field, guint32 node, guint32 *nodes_out)
{
  gint32 part = field->part[node];
  guint n = 1;

  wg_part_field_stamp (field);
  field->mark[node] = field->stamp;
  nodes_out[0] = node;
  for (guint i = 0; i < n; i++)
    for (guint32 e = field->starts[nodes_out[i]]; e < field->starts[nodes_out[i] + 1]; e++)
      {
        guint32 other = field->to[e];

        if (field->part[other] != part || field->mark[other] == field->stamp)
          continue;
        field->mark[other] = field->stamp;
        nodes_out[n++] = other;
      }
  return n;
}

/* Marks the neighbours that are left in the part with stamp + 1 (what goes has the stamp); returns
 * how many, and one of them. */
static guint
mark_ring (WgPartField *field, const guint32 *nodes, guint n_nodes, guint32 *first_out)
{
  gint32 part = field->part[nodes[0]];
  guint n = 0;

  wg_part_field_stamp (field);
  for (guint i = 0; i < n_nodes; i++)
    field->mark[nodes[i]] = field->stamp;
  for (guint i = 0; i < n_nodes; i++)
    for (guint32 e = field->starts[nodes[i]]; e < field->starts[nodes[i] + 1]; e++)
      {
        guint32 other = field->to[e];

        if (field->part[other] != part || field->mark[other] >= field->stamp)
          continue;
        field->mark[other] = field->stamp + 1;
        *first_out = other;
        n++;
      }
  return n;
}

/* From one of the ring: first inside the ring, which settles most cases, then through the part. */
gboolean
wg_part_field_is_whole_without (WgPartField *field, const guint32 *nodes, guint n_nodes)
{
  gint32 part = field->part[nodes[0]];
  guint32 first = 0, gone = 0, n = 1, n_met = 1;
  guint n_ring = mark_ring (field, nodes, n_nodes, &first);

  gone = field->stamp;
  if (n_ring < 2)
    return TRUE;
  field->mark[first] = gone + 2;
  field->queue[0] = first;
  for (guint pass = 0; pass < 2 && n_met < n_ring; pass++)
    for (guint i = 0; i < n && n_met < n_ring; i++)
      for (guint32 e = field->starts[field->queue[i]]; e < field->starts[field->queue[i] + 1]; e++)
        {
          guint32 other = field->to[e];
          guint32 mark = field->mark[other];

          if (mark == gone || mark == gone + 2 || field->part[other] != part
              || (pass == 0 && mark != gone + 1))
            continue;
          n_met += mark == gone + 1;
          field->mark[other] = gone + 2;
          field->queue[n++] = other;
        }
  return n_met == n_ring;
}

gint64
wg_part_range_excess (const WgPartRange *range, gint64 amount)
{
  if (range->max == 0)
    return 0;
  return amount < range->min ? range->min - amount : MAX (amount - range->max, 0);
}

WgPartStanding
wg_part_field_measure (const WgPartField *field)
{
  WgPartStanding standing = { 0 };
  WgPartField inside = *field; /* what is out is counted, not priced */
  double cut = 0, rest = 0;

  inside.rates = field->judged;
  inside.rates.out = inside.rates.flat = 0;
  for (guint i = 0; i < field->n; i++)
    {
      for (guint32 e = field->starts[i]; e < field->starts[i + 1]; e++)
        if (field->to[e] > i && field->part[field->to[e]] != field->part[i])
          cut += field->price[e];
      rest += wg_part_away (&inside, i, field->part[i]);
    }
  for (guint i = 0; i < field->n_labels; i++)
    {
      gint64 excess = wg_part_range_excess (&field->range, field->sum[i]);
      gint64 excess2 = wg_part_range_excess (&field->range2, field->sum2[i]);

      if (field->count[i] == 0 || field->is_closed[i])
        continue;
      standing.n_out += excess > 0 || excess2 > 0;
      standing.excess += excess + excess2;
      rest += wg_part_cost (&inside, field->sum[i], field->sum2[i]);
    }
  standing.cost = cut + rest + wg_part_count_cost (&inside, field->n_used);
  return standing;
}

gboolean
wg_part_standing_better (const WgPartStanding *a, const WgPartStanding *b)
{
  if (a->n_out != b->n_out)
    return a->n_out < b->n_out;
  if (a->excess != b->excess)
    return a->excess < b->excess;
  return a->cost < b->cost;
}
