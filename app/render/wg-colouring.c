/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-colouring"

#include "wg-colouring.h"

#include "../base/wg-hash.h"

#include <string.h>

/* Neighbour lists of all ids, one after the other. */
typedef struct
{
  guint *first; /* limit + 1 */
  guint32 *ids;
} Neighbours;

static void
neighbours_init (Neighbours *lists, const guint64 *pairs, guint n_pairs, guint limit)
{
  guint *next = NULL;

  lists->first = g_new0 (guint, limit + 2);
  lists->ids = g_new (guint32, 2 * (gsize) n_pairs + 1);
  for (guint i = 0; i < n_pairs; i++)
    {
      lists->first[(pairs[i] >> 32) + 1]++;
      lists->first[(guint32) pairs[i] + 1]++;
    }
  for (guint i = 0; i < limit; i++)
    lists->first[i + 1] += lists->first[i];
  next = g_memdup2 (lists->first, (limit + 1) * sizeof (guint));
  for (guint i = 0; i < n_pairs; i++)
    {
      guint32 a = pairs[i] >> 32, b = (guint32) pairs[i];
      lists->ids[next[a]++] = b;
      lists->ids[next[b]++] = a;
    }
  g_free (next);
}

static void
neighbours_clear (Neighbours *lists)
{
  g_free (lists->first);
  g_free (lists->ids);
}

/* The ids with neighbours, each removed when it has the fewest neighbours left; buckets by degree
 * as one array with the borders of the buckets, so that a move is one swap (Matula and Beck). */
static guint32 *
order_smallest_last (const Neighbours *lists, guint limit, guint *n_out)
{
  guint *degree = g_new (guint, limit + 1);
  guint *place = g_new (guint, limit + 1);
  guint32 *order = g_new (guint32, limit + 1);
  guint highest = 0, n = 0;
  guint *bucket = NULL;

  for (guint i = 0; i < limit; i++)
    {
      degree[i] = lists->first[i + 1] - lists->first[i];
      highest = MAX (highest, degree[i]);
    }
  bucket = g_new0 (guint, highest + 2);
  for (guint i = 0; i < limit; i++)
    bucket[degree[i] + 1]++;
  for (guint d = 0; d <= highest; d++)
    bucket[d + 1] += bucket[d];
  for (guint i = 0; i < limit; i++)
    {
      place[i] = bucket[degree[i]]++;
      order[place[i]] = i;
    }
  for (guint d = highest + 1; d > 0; d--)
    bucket[d] = bucket[d - 1];
  bucket[0] = 0;
  for (n = 0; n < limit; n++)
    {
      guint32 id = order[n];
      for (guint i = lists->first[id]; i < lists->first[id + 1]; i++)
        {
          guint32 other = lists->ids[i];
          guint d = degree[other];
          guint start = 0;
          guint32 swapped = 0;

          if (d <= degree[id])
            continue;
          start = bucket[d]++;
          swapped = order[start];
          order[place[other]] = swapped;
          place[swapped] = place[other];
          order[start] = other;
          place[other] = start;
          degree[other]--;
        }
    }
  *n_out = n;
  g_free (degree);
  g_free (place);
  g_free (bucket);
  return order;
}

guint
wg_colouring_sort (guint64 *pairs, guint n_pairs)
{
  guint64 *other = g_new (guint64, (gsize) n_pairs + 1);
  guint64 *from = pairs, *to = other;
  guint64 all = 0;
  guint n = 0;

  for (guint i = 0; i < n_pairs; i++)
    all |= pairs[i];
  for (guint shift = 0; shift < 64; shift += 8)
    {
      guint start[257] = { 0 };
      guint64 *swap = NULL;

      if (((all >> shift) & 0xff) == 0)
        continue;
      for (guint i = 0; i < n_pairs; i++)
        start[((from[i] >> shift) & 0xff) + 1]++;
      for (guint i = 0; i < 256; i++)
        start[i + 1] += start[i];
      for (guint i = 0; i < n_pairs; i++)
        to[start[(from[i] >> shift) & 0xff]++] = from[i];
      swap = from;
      from = to;
      to = swap;
    }
  if (from != pairs)
    memcpy (pairs, from, n_pairs * sizeof (guint64));
  for (guint i = 0; i < n_pairs; i++)
    if (n == 0 || pairs[n - 1] != pairs[i])
      pairs[n++] = pairs[i];
  g_free (other);
  return n;
}

guint8
wg_colouring_choose (guint32 id, const guint used[WG_N_FILLS])
{
  guint preferred = wg_hash_u64 (id) % WG_N_FILLS;
  guint best = preferred;

  for (guint i = 0; i < WG_N_FILLS; i++)
    {
      guint fill = (preferred + i) % WG_N_FILLS;
      if (used[fill] < used[best])
        best = fill;
    }
  return (guint8) best;
}

void
wg_colouring_run (const guint64 *pairs, guint n_pairs, guint limit, guint8 *fills)
{
  Neighbours lists = { NULL, NULL };
  guint32 *order = NULL;
  guint n = 0;

  neighbours_init (&lists, pairs, n_pairs, limit);
  order = order_smallest_last (&lists, limit, &n);
  while (n-- > 0)
    {
      guint32 id = order[n];
      guint used[WG_N_FILLS] = { 0 };

      if (fills[id] != WG_NO_FILL || lists.first[id] == lists.first[id + 1])
        continue;
      for (guint i = lists.first[id]; i < lists.first[id + 1]; i++)
        if (fills[lists.ids[i]] != WG_NO_FILL)
          used[fills[lists.ids[i]]]++;
      fills[id] = wg_colouring_choose (id, used);
    }
  neighbours_clear (&lists);
  g_free (order);
}
