/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-arc-index"

#include "wg-arc-index.h"

#include "../base/wg-hash.h"

#include <string.h>

/* The finest grid has cells of 16.384 m. With smaller ones a query along a street looks into thousands of cells, most of
 * them empty, as soon as one short arc is anywhere: the overlay of two nets has many. */
#define FIRST_SHIFT 14
#define FIRST_SIZE 256
#define OFFSET (G_GINT64_CONSTANT (1) << 31) /* makes any 32-bit coordinate positive */

/* The level is kept plus one, so that no key is 0. */
static guint64
make_key (guint level, guint64 column, guint64 row)
{
  return ((guint64) (level + 1) << 56) | (column << 28) | row;
}

static guint
level_of (const WgEnvelope *envelope)
{
  gint64 extent = MAX ((gint64) envelope->max_x - envelope->min_x,
                       (gint64) envelope->max_y - envelope->min_y);
  guint shift = g_bit_storage ((gulong) extent) + 1;

  return shift <= FIRST_SHIFT ? 0 : shift - FIRST_SHIFT;
}

static guint64
key_of (const WgEnvelope *envelope)
{
  guint level = level_of (envelope);
  guint shift = level + FIRST_SHIFT;
  gint64 x = ((gint64) envelope->min_x + envelope->max_x) / 2 + OFFSET;
  gint64 y = ((gint64) envelope->min_y + envelope->max_y) / 2 + OFFSET;

  return make_key (level, (guint64) x >> shift, (guint64) y >> shift);
}

static guint
find_slot (const WgArcIndex *index, guint64 key)
{
  guint slot = (guint) wg_hash_u64 (key) & (index->size - 1);

  while (index->keys[slot] != 0 && index->keys[slot] != key)
    slot = (slot + 1) & (index->size - 1);
  return slot;
}

static void
rehash (WgArcIndex *index)
{
  WgArcIndex fresh = *index;
  guint n_live = 0;

  for (guint i = 0; i < index->size; i++)
    n_live += index->heads[i] != 0;
  fresh.size = FIRST_SIZE;
  while (fresh.size < n_live * 4)
    fresh.size *= 2;
  fresh.keys = g_new0 (guint64, fresh.size);
  fresh.heads = g_new0 (guint32, fresh.size);
  fresh.n_used = n_live;
  for (guint i = 0; i < index->size; i++)
    if (index->heads[i] != 0)
      {
        guint slot = find_slot (&fresh, index->keys[i]);
        fresh.keys[slot] = index->keys[i];
        fresh.heads[slot] = index->heads[i];
      }
  g_free (index->keys);
  g_free (index->heads);
  *index = fresh;
}

static void
append_cell (const WgArcIndex *index, guint slot, GArray *arcs_out)
{
  for (guint32 arc = index->heads[slot]; arc != 0; arc = index->after[arc])
    g_array_append_val (arcs_out, arc);
}

typedef struct
{
  guint64 from_x, to_x, from_y, to_y;
} CellRange;

static guint64
cell_at (gint64 coordinate, guint shift)
{
  return (guint64) CLAMP (coordinate + OFFSET, 0, 2 * OFFSET - 1) >> shift;
}

static CellRange
cells_of (const WgEnvelope *envelope, guint level)
{
  guint shift = level + FIRST_SHIFT;
  gint64 margin = G_GINT64_CONSTANT (1) << (shift - 2);

  return (CellRange){ cell_at (envelope->min_x - margin, shift),
                      cell_at (envelope->max_x + margin, shift),
                      cell_at (envelope->min_y - margin, shift),
                      cell_at (envelope->max_y + margin, shift) };
}

void
wg_arc_index_clear (WgArcIndex *index)
{
  g_free (index->keys);
  g_free (index->heads);
  g_free (index->after);
  memset (index, 0, sizeof *index);
}

void
wg_arc_index_copy (WgArcIndex *index, const WgArcIndex *from)
{
  *index = *from;
  index->keys = g_memdup2 (from->keys, from->size * sizeof (guint64));
  index->heads = g_memdup2 (from->heads, from->size * sizeof (guint32));
  index->after = g_memdup2 (from->after, from->n_after * sizeof (guint32));
}

void
wg_arc_index_add (WgArcIndex *index, guint32 arc, const WgEnvelope *envelope)
{
  guint64 key = key_of (envelope);
  guint slot = 0;

  if (index->n_used * 2 >= index->size)
    rehash (index);
  if (arc >= index->n_after)
    {
      guint n_after = MAX (arc + 1, index->n_after + index->n_after / 2);
      index->after = g_renew (guint32, index->after, n_after);
      memset (index->after + index->n_after, 0, (n_after - index->n_after) * sizeof (guint32));
      index->n_after = n_after;
    }
  slot = find_slot (index, key);
  if (index->keys[slot] == 0)
    {
      index->keys[slot] = key;
      index->n_used++;
    }
  index->after[arc] = index->heads[slot];
  index->heads[slot] = arc;
  index->n_in_level[level_of (envelope)]++;
}

void
wg_arc_index_remove (WgArcIndex *index, guint32 arc, const WgEnvelope *envelope)
{
  guint slot = find_slot (index, key_of (envelope));
  guint32 *link = &index->heads[slot];

  while (*link != arc)
    {
      g_return_if_fail (*link != 0);
      link = &index->after[*link];
    }
  *link = index->after[arc];
  index->after[arc] = 0;
  index->n_in_level[level_of (envelope)]--;
}

void
wg_arc_index_query (const WgArcIndex *index, const WgEnvelope *envelope, GArray *arcs_out)
{
  gboolean is_scanned[WG_ARC_INDEX_LEVELS] = { FALSE };
  gboolean needs_scan = FALSE;

  if (wg_envelope_is_empty (envelope))
    return;
  for (guint level = 0; level < WG_ARC_INDEX_LEVELS; level++)
    {
      CellRange cells = { 0 };

      if (index->n_in_level[level] == 0)
        continue;
      cells = cells_of (envelope, level);
      if ((cells.to_x - cells.from_x + 1) * (cells.to_y - cells.from_y + 1) > index->size)
        {
          is_scanned[level] = needs_scan = TRUE;
          continue;
        }
      for (guint64 y = cells.from_y; y <= cells.to_y; y++)
        for (guint64 x = cells.from_x; x <= cells.to_x; x++)
          append_cell (index, find_slot (index, make_key (level, x, y)), arcs_out);
    }
  for (guint slot = 0; needs_scan && slot < index->size; slot++)
    if (index->heads[slot] != 0 && is_scanned[(index->keys[slot] >> 56) - 1])
      append_cell (index, slot, arcs_out);
}
