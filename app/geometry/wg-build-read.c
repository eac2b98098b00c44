/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"
#include "wg-coverage-edit.h"

#include <string.h>

typedef struct
{
  guint64 hilbert;
  const WgClaim *claim;
} ClaimKey;

static int
compare_claims (const WgClaim *a, const WgClaim *b)
{
  const GArray *pa = a->shape->points, *pb = b->shape->points;

  if (a->depth != b->depth)
    return a->depth < b->depth ? -1 : 1;
  if (a->order != b->order)
    return a->order < b->order ? -1 : 1;
  if (a->owner != b->owner)
    return a->owner < b->owner ? -1 : 1;
  if (pa->len != pb->len)
    return pa->len < pb->len ? -1 : 1;
  return pa->len == 0 ? 0 : memcmp (pa->data, pb->data, pa->len * sizeof (WgPoint));
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const ClaimKey *ka = a, *kb = b;

  if (ka->hilbert != kb->hilbert)
    return ka->hilbert < kb->hilbert ? -1 : 1;
  return compare_claims (ka->claim, kb->claim);
}

/* Source: J. Skilling's and the usual xy2d loop on a square of 2^16 cells. */
static guint64
hilbert_index (guint32 x, guint32 y)
{
  guint64 index = 0;

  for (guint32 s = 1u << 15; s > 0; s >>= 1)
    {
      guint32 rx = (x & s) != 0, ry = (y & s) != 0;

      index += (guint64) s * s * ((3 * rx) ^ ry);
      if (ry == 0)
        {
          guint32 swapped = 0;

          if (rx == 1)
            {
              x = 0xffff - (x & 0xffff);
              y = 0xffff - (y & 0xffff);
            }
          swapped = x;
          x = y;
          y = swapped;
        }
    }
  return index;
}

static guint64
hilbert_of (const WgEnvelope *envelope, const WgEnvelope *whole)
{
  gint64 size = MAX (MAX ((gint64) whole->max_x - whole->min_x,
                          (gint64) whole->max_y - whole->min_y), 1);
  gint64 x = ((gint64) envelope->min_x + envelope->max_x) / 2 - whole->min_x;
  gint64 y = ((gint64) envelope->min_y + envelope->max_y) / 2 - whole->min_y;

  return hilbert_index (x * 0xffff / size, y * 0xffff / size);
}

/** The claims in an order that depends on nothing but the claims. */
static ClaimKey *
sort_claims (const WgBuild *build, GError **error)
{
  g_autofree WgEnvelope *envelopes = g_new (WgEnvelope, MAX (build->n_claims, 1));
  ClaimKey *keys = g_new (ClaimKey, MAX (build->n_claims, 1));
  WgEnvelope whole = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < build->n_claims; i++)
    {
      envelopes[i] = wg_shape_envelope (build->claims[i].shape);
      wg_envelope_add (&whole, &envelopes[i]);
    }
  if (!wg_envelope_is_empty (&whole)
      && (!wg_point_is_valid ((WgPoint){ whole.min_x, whole.min_y })
          || !wg_point_is_valid ((WgPoint){ whole.max_x, whole.max_y })))
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE,
                   "coordinates from %d %d to %d %d are beyond %d", whole.min_x, whole.min_y,
                   whole.max_x, whole.max_y, WG_COORDINATE_MAX);
      g_free (keys);
      return NULL;
    }
  for (guint i = 0; i < build->n_claims; i++)
    {
      keys[i].claim = &build->claims[i];
      keys[i].hilbert = wg_envelope_is_empty (&envelopes[i]) ? 0
                                                             : hilbert_of (&envelopes[i], &whole);
    }
  qsort (keys, build->n_claims, sizeof (ClaimKey), compare_keys);
  return keys;
}

static int
compare_claimants (gconstpointer a, gconstpointer b)
{
  const WgClaimant *ca = a, *cb = b;

  if (ca->depth != cb->depth)
    return ca->depth < cb->depth ? -1 : 1;
  if (ca->owner != cb->owner)
    return ca->owner < cb->owner ? -1 : 1;
  return (ca->order > cb->order) - (ca->order < cb->order);
}

/** One claimant per depth and owner: claims of the same owner at one depth are one. */
static void
read_claimants (WgBuild *build)
{
  guint n = 0;

  build->claimants = g_new0 (WgClaimant, MAX (build->n_claims, 1));
  for (guint i = 0; i < build->n_claims; i++)
    {
      const WgClaim *claim = &build->claims[i];
      GArray *points = claim->shape->points;

      build->claimants[i].owner = claim->owner;
      build->claimants[i].depth = claim->depth;
      build->claimants[i].order = claim->order;
      build->claimants[i].is_settled = claim->is_settled;
      build->claimants[i].within = claim->within;
      if (points->len > 0)
        build->claimants[i].place = g_array_index (points, WgPoint, 0);
      build->deepest = MAX (build->deepest, claim->depth);
      build->depths |= (guint64) 1 << MIN (claim->depth, 63);
    }
  qsort (build->claimants, build->n_claims, sizeof (WgClaimant), compare_claimants);
  for (guint i = 0; i < build->n_claims; i++)
    {
      WgClaimant *last = n > 0 ? &build->claimants[n - 1] : NULL;

      if (last != NULL && last->depth == build->claimants[i].depth
          && last->owner == build->claimants[i].owner)
        last->is_settled = last->is_settled && build->claimants[i].is_settled;
      else
        build->claimants[n++] = build->claimants[i];
    }
  build->n_claimants = n;
}

static guint32
find_claimant (const WgBuild *build, const WgClaim *claim)
{
  guint low = 0, high = build->n_claimants;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;
      const WgClaimant *c = &build->claimants[middle];

      if (c->depth < claim->depth || (c->depth == claim->depth && c->owner <= claim->owner))
        low = middle;
      else
        high = middle;
    }
  return low;
}

static void
read_ring (WgBuild *build, const WgClaim *claim, const WgRing *ring, guint32 part)
{
  const WgPoint *points = &WG_SHAPE_POINT (claim->shape, ring->first);
  WgBuildRing *own = &build->rings[build->n_rings];
  guint32 *ids = build->ring_ids + build->n_ring_ids;
  __int128 area2 = wg_ring_area2 (points, ring->n_points);
  guint n = 0;

  wg_build_reserve_points (build, ring->n_points);
  wg_build_intern_all (build, points, ring->n_points, ids);
  for (guint i = 0; i < ring->n_points; i++)
    if (n == 0 || ids[n - 1] != ids[i])
      ids[n++] = ids[i];
  while (n > 1 && ids[n - 1] == ids[0])
    n--;
  if (n < 3)
    {
      build->parts[part].is_repaired = TRUE;
      build->parts[part].place = points[0];
      return;
    }

  if (!build->parts[part].is_suspect && !ring->is_simple)
    build->parts[part].is_suspect = !wg_ring_is_simple (points, ring->n_points);
  *own = (WgBuildRing){ build->n_ring_ids, n, part, (area2 > 0) != ring->is_hole };
  area2 = area2 < 0 ? -area2 : area2;
  build->parts[part].area2 += ring->is_hole ? -area2 : area2;
  build->n_ring_ids += n;
  build->n_rings++;
}

static void
read_claim (WgBuild *build, const WgClaim *claim)
{
  guint32 claimant = find_claimant (build, claim);
  guint last_part = WG_NONE;

  for (guint i = 0; i < claim->shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (claim->shape, i);

      if (ring->part != last_part)
        {
          build->parts[build->n_parts].claimant = claimant;
          build->parts[build->n_parts].place = WG_SHAPE_POINT (claim->shape, ring->first);
          build->n_parts++;
          last_part = ring->part;
        }
      read_ring (build, claim, ring, build->n_parts - 1);
    }
}

/**
 * wg_build_read:
 *
 * Reads the claims into rings of vertex ids. Fails with %WG_GEOMETRY_ERROR_RANGE, or when
 * cancelled.
 */
gboolean
wg_build_read (WgBuild *build, GError **error)
{
  g_autofree ClaimKey *keys = sort_claims (build, error);
  guint64 n_points = 0, n_rings = 0;

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < build->n_claims; i++)
    {
      n_points += build->claims[i].shape->points->len;
      n_rings += build->claims[i].shape->rings->len;
    }
  if (n_points > (1u << 30))
    {
      g_set_error (error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_RANGE,
                   "%" G_GUINT64_FORMAT " points are more than one build can hold", n_points);
      return FALSE;
    }
  read_claimants (build);
  build->rings = g_new (WgBuildRing, n_rings + 1);
  build->parts = g_new0 (WgPart, n_rings + 1);
  build->ring_ids = g_new (guint32, n_points + 1);
  wg_build_reserve_points (build, n_points * 11 / 20 + 16);
  for (guint i = 0; i < build->n_claims; i++)
    {
      if (i % 1024 == 0 && g_cancellable_set_error_if_cancelled (build->cancellable, error))
        return FALSE;
      read_claim (build, keys[i].claim);
    }
  return TRUE;
}
