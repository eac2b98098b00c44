/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-partition"

#include "wg-partition-private.h"
#include "../geometry/wg-forest.h"

/* A cluster in the queue, with its weight when it was put there: stale when it has another now. */
typedef struct
{
  gint64 weight;
  guint32 cluster;
} Entry;

/* Clusters are named by one of their nodes; chains of nodes lead through them. */
typedef struct
{
  const WgPartField *field;
  guint32 *roots;
  guint32 *next;   /* the next node of the cluster */
  guint32 *last;
  gint64 *weight;
  gint32 *fixed;   /* the part it must be, or -1 */
  double *shared;  /* with the cluster at hand */
  GArray *met;     /* clusters whose @shared is not 0 */
  GArray *heap;
  guint n;
} Clusters;

static gboolean
is_lighter (const Entry *a, const Entry *b)
{
  return a->weight < b->weight || (a->weight == b->weight && a->cluster < b->cluster);
}

static void
push (GArray *heap, Entry entry)
{
  guint at = heap->len;
  Entry *entries = NULL;

  g_array_append_val (heap, entry);
  entries = (Entry *) (gpointer) heap->data;
  for (; at > 0 && is_lighter (&entry, &entries[(at - 1) / 2]); at = (at - 1) / 2)
    entries[at] = entries[(at - 1) / 2];
  entries[at] = entry;
}

static Entry
pop (GArray *heap)
{
  Entry *entries = (Entry *) (gpointer) heap->data;
  Entry top = entries[0], last = entries[heap->len - 1];
  guint at = 0;

  g_array_set_size (heap, heap->len - 1);
  for (guint child = 1; child < heap->len; child = 2 * at + 1)
    {
      child += child + 1 < heap->len && is_lighter (&entries[child + 1], &entries[child]);
      if (!is_lighter (&entries[child], &last))
        break;
      entries[at] = entries[child];
      at = child;
    }
  if (heap->len > 0)
    entries[at] = last;
  return top;
}

static void
join (Clusters *clusters, guint32 a, guint32 b)
{
  clusters->roots[b] = a;
  clusters->next[clusters->last[a]] = b;
  clusters->last[a] = clusters->last[b];
  clusters->weight[a] += clusters->weight[b];
  clusters->fixed[a] = MAX (clusters->fixed[a], clusters->fixed[b]);
  clusters->n--;
}

static void
measure_shared (Clusters *clusters, guint32 cluster)
{
  const WgPartField *field = clusters->field;

  g_array_set_size (clusters->met, 0);
  for (guint32 node = cluster; node != G_MAXUINT32; node = clusters->next[node])
    for (guint32 e = field->starts[node]; e < field->starts[node + 1]; e++)
      {
        guint32 other = wg_forest_root (clusters->roots, field->to[e]);

        if (other == cluster)
          continue;
        if (clusters->shared[other] == 0)
          g_array_append_val (clusters->met, other);
        clusters->shared[other] += field->price[e];
      }
}

/* The neighbour with the dearest border to get rid of, while the sum stays near the target. */
static guint32
find_partner (Clusters *clusters, guint32 cluster)
{
  const WgPartRange *range = &clusters->field->range;
  guint32 best = G_MAXUINT32;
  double best_score = 0;

  measure_shared (clusters, cluster);
  for (guint i = 0; i < clusters->met->len; i++)
    {
      guint32 other = g_array_index (clusters->met, guint32, i);
      gint64 sum = clusters->weight[cluster] + clusters->weight[other];
      double score = clusters->shared[other];

      clusters->shared[other] = 0;
      if (clusters->fixed[cluster] >= 0 && clusters->fixed[other] >= 0)
        continue;
      if (sum > range->max)
        score *= 1e-6 * (double) range->max / (double) sum;
      else if (sum > range->target + range->target / 10)
        score *= 0.3;
      if (score < best_score || (score == best_score && other > best))
        continue;
      best = other;
      best_score = score;
    }
  return best;
}

/* One cluster of each node; those fixed in one part are one. */
static void
begin (Clusters *clusters)
{
  const WgPartField *field = clusters->field;
  g_autofree guint32 *first = g_new (guint32, field->n_labels);

  for (guint i = 0; i < field->n_labels; i++)
    first[i] = G_MAXUINT32;
  for (guint i = 0; i < field->n; i++)
    {
      gboolean is_fixed = field->is_fixed[i] && field->home[i] >= 0;

      clusters->roots[i] = clusters->last[i] = i;
      clusters->next[i] = G_MAXUINT32;
      clusters->weight[i] = field->weight[i];
      clusters->fixed[i] = is_fixed ? field->home[i] : WG_UNIT_NO_PART;
      if (!is_fixed)
        continue;
      if (first[field->home[i]] == G_MAXUINT32)
        first[field->home[i]] = i;
      else
        join (clusters, first[field->home[i]], i);
    }
  for (guint i = 0; i < field->n; i++)
    if (clusters->roots[i] == i)
      push (clusters->heap, (Entry){ clusters->weight[i], i });
}

static void
join_lightest (Clusters *clusters, guint n_wanted)
{
  while (clusters->n > n_wanted && clusters->heap->len > 0)
    {
      Entry entry = pop (clusters->heap);
      guint32 partner = 0;

      if (clusters->roots[entry.cluster] != entry.cluster
          || clusters->weight[entry.cluster] != entry.weight)
        continue;
      partner = find_partner (clusters, entry.cluster);
      if (partner == G_MAXUINT32)
        continue;
      join (clusters, partner, entry.cluster);
      push (clusters->heap, (Entry){ clusters->weight[partner], partner });
    }
}

/* The numbers of parts: fixed ones are theirs, the others get those that are left, in order. */
static gint32 *
name_parts (Clusters *clusters)
{
  const WgPartField *field = clusters->field;
  g_autofree gint32 *names = g_new (gint32, field->n);
  g_autofree guint8 *is_taken = g_new0 (guint8, field->n_labels + field->n);
  gint32 *parts = g_new (gint32, field->n);
  gint32 next = 0;

  for (guint i = 0; i < field->n; i++)
    {
      names[i] = clusters->fixed[i];
      if (clusters->roots[i] == i && names[i] >= 0)
        is_taken[names[i]] = TRUE;
    }
  for (guint i = 0; i < field->n_labels; i++)
    is_taken[i] |= field->is_closed[i];
  for (guint i = 0; i < field->n; i++)
    {
      if (clusters->roots[i] != i || names[i] >= 0)
        continue;
      while (is_taken[next])
        next++;
      names[i] = next++;
    }
  for (guint i = 0; i < field->n; i++)
    parts[i] = names[wg_forest_root (clusters->roots, i)];
  return parts;
}

gint32 *
wg_part_agglomerate (const WgPartField *field)
{
  g_autofree guint32 *roots = g_new (guint32, field->n);
  g_autofree guint32 *next = g_new (guint32, field->n);
  g_autofree guint32 *last = g_new (guint32, field->n);
  g_autofree gint64 *weight = g_new (gint64, field->n);
  g_autofree gint32 *fixed = g_new (gint32, field->n);
  g_autofree double *shared = g_new0 (double, field->n);
  g_autoptr (GArray) met = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) heap = g_array_sized_new (FALSE, FALSE, sizeof (Entry), field->n);
  Clusters clusters = { field, roots, next, last, weight, fixed, shared, met, heap, field->n };

  begin (&clusters);
  join_lightest (&clusters, field->n_wanted);
  return name_parts (&clusters);
}
