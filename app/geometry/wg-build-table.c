/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"

#include "../base/wg-hash.h"

#include <string.h>

static guint64
hash_point (WgPoint p)
{
  return wg_hash_pair ((guint32) p.x, (guint32) p.y);
}

static void
grow_slots (WgBuild *build, guint64 n_slots)
{
  g_free (build->slots);
  build->slots = g_new0 (guint64, n_slots);
  build->slot_mask = n_slots - 1;
  for (guint i = 0; i < build->n_points; i++)
    {
      guint64 hash = hash_point (build->points[i]);
      guint64 slot = hash & build->slot_mask;

      while (build->slots[slot] != 0)
        slot = (slot + 1) & build->slot_mask;
      build->slots[slot] = (hash & ~(guint64) G_MAXUINT32) | (i + 1);
    }
}

void
wg_ids_clear (WgIds *ids)
{
  g_clear_pointer (&ids->items, g_free);
  ids->n = ids->allocated = 0;
}

/** Makes room for @n more. */
void
wg_ids_reserve (WgIds *ids, guint n)
{
  if (ids->n + n <= ids->allocated)
    return;

  ids->allocated = MAX (ids->n + n, ids->allocated + ids->allocated / 2 + 64);
  ids->items = g_renew (guint32, ids->items, ids->allocated);
}

/** Makes room for @n_more points; the table of open addressing stays below 65 % full. */
void
wg_build_reserve_points (WgBuild *build, guint n_more)
{
  guint64 needed = (guint64) build->n_points + n_more;
  guint64 n_slots = build->slot_mask + 1;

  if (needed > build->points_allocated)
    {
      build->points_allocated = MAX (needed, build->points_allocated * 3ull / 2 + 64);
      build->points = g_renew (WgPoint, build->points, build->points_allocated);
    }
  if (build->slots != NULL && needed * 100 <= n_slots * 65)
    return;
  n_slots = MAX (n_slots, 1024);
  while (needed * 100 > n_slots * 65)
    n_slots *= 2;
  grow_slots (build, n_slots);
}

static guint32
intern (WgBuild *build, WgPoint point, guint64 hash)
{
  guint64 tag = hash & ~(guint64) G_MAXUINT32;
  guint64 slot = hash & build->slot_mask;

  for (; build->slots[slot] != 0; slot = (slot + 1) & build->slot_mask)
    {
      guint32 id = (guint32) build->slots[slot] - 1;

      if ((build->slots[slot] & ~(guint64) G_MAXUINT32) == tag
          && wg_point_equal (build->points[id], point))
        return id;
    }
  build->points[build->n_points] = point;
  build->slots[slot] = tag | (build->n_points + 1);
  return build->n_points++;
}

/** The id of @point, new or known. wg_build_reserve_points() made room for it. */
guint32
wg_build_intern (WgBuild *build, WgPoint point)
{
  return intern (build, point, hash_point (point));
}

/**
 * wg_build_intern_all:
 * @ids: room for @n
 *
 * As wg_build_intern(), in order. What will be looked at is fetched ahead: a table of this size is never in
 * the cache.
 */
void
wg_build_intern_all (WgBuild *build, const WgPoint *points, guint n, guint32 *ids)
{
  guint64 hashes[128];

  for (guint first = 0; first < n; first += G_N_ELEMENTS (hashes))
    {
      guint n_some = MIN (n - first, G_N_ELEMENTS (hashes));

      for (guint i = 0; i < n_some; i++)
        {
          hashes[i] = hash_point (points[first + i]);
          __builtin_prefetch (&build->slots[hashes[i] & build->slot_mask], 1);
        }
      for (guint i = 0; i < n_some; i++)
        ids[first + i] = intern (build, points[first + i], hashes[i]);
    }
}

/**
 * wg_build_sort_keys:
 * @keys: (inout): what to sort, rising
 * @scratch: (inout): as much room; the two may change places
 *
 * Sorts by the bits [@from_bit, @to_bit), keeping the order of equals: radix, 11 bits at a time.
 */
void
wg_build_sort_keys (guint64 **keys, guint64 **scratch, gsize n, guint from_bit, guint to_bit)
{
  for (guint bit = from_bit; bit < to_bit; bit += 11)
    {
      gsize starts[2049] = { 0 };
      guint64 mask = (1u << MIN (11, to_bit - bit)) - 1;
      guint64 *from = *keys, *to = *scratch;

      for (gsize i = 0; i < n; i++)
        starts[((from[i] >> bit) & mask) + 1]++;
      for (guint i = 0; i < 2048; i++)
        starts[i + 1] += starts[i];
      for (gsize i = 0; i < n; i++)
        to[starts[(from[i] >> bit) & mask]++] = from[i];
      *keys = to;
      *scratch = from;
    }
}

/** Sorts @uses and takes out what a part uses twice: it cancels. Returns how many are left. */
guint
wg_build_cancel_pairs (guint32 *uses, guint n)
{
  guint n_left = 0;

  for (guint i = 1; i < n; i++)
    for (guint j = i; j > 0 && uses[j - 1] > uses[j]; j--)
      {
        guint32 swapped = uses[j];
        uses[j] = uses[j - 1];
        uses[j - 1] = swapped;
      }
  for (guint i = 0; i < n; i++)
    if (n_left > 0 && uses[n_left - 1] >> 1 == uses[i] >> 1)
      n_left--;
    else
      uses[n_left++] = uses[i];
  return n_left;
}

/** TRUE when some part uses both segments; @part_out is the lowest such part. */
gboolean
wg_build_uses_meet (const WgBuild *build, const WgSegment *a, const WgSegment *b,
                    guint32 *part_out)
{
  const guint32 *of_a = build->uses.items + a->first, *of_b = build->uses.items + b->first;

  for (guint i = 0, j = 0; i < a->n && j < b->n;)
    {
      if (of_a[i] >> 1 == of_b[j] >> 1)
        {
          *part_out = of_a[i] >> 1;
          return TRUE;
        }
      if (of_a[i] >> 1 < of_b[j] >> 1)
        i++;
      else
        j++;
    }
  return FALSE;
}
