/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-linework"

#include "wg-linework-finder.h"

#include <stdlib.h>

#define CHUNK_POINTS 33
#define BLOCK_CHUNKS 64

/* A chunk while they are sorted. */
typedef struct
{
  guint64 key;
  WgLineworkChunk chunk;
} Keyed;

struct _WgLineworkFinder
{
  WgLinework *linework;
  WgLineworkChunk *chunks;
  guint n_chunks;
  WgEnvelope *blocks; /* of BLOCK_CHUNKS chunks each, the last of fewer */
  guint n_blocks;
};

/** Every second bit of the result is one of @v's. */
static guint64
spread (guint32 v)
{
  guint64 x = v;

  x = (x | x << 16) & 0x0000ffff0000ffffu;
  x = (x | x << 8) & 0x00ff00ff00ff00ffu;
  x = (x | x << 4) & 0x0f0f0f0f0f0f0f0fu;
  x = (x | x << 2) & 0x3333333333333333u;
  return (x | x << 1) & 0x5555555555555555u;
}

static guint64
morton_of (const WgEnvelope *e)
{
  gint64 x = ((gint64) e->min_x + e->max_x) / 2, y = ((gint64) e->min_y + e->max_y) / 2;
  return spread ((guint32) (x + (1ll << 31))) | spread ((guint32) (y + (1ll << 31))) << 1;
}

static int
compare_keyed (const void *a, const void *b)
{
  const Keyed *first = a, *second = b;
  return (first->key > second->key) - (first->key < second->key);
}

static void
add_line (GArray *keyed, guint32 item, const WgLine *line)
{
  for (guint first = 0; first + 1 < line->n_points; first += CHUNK_POINTS - 1)
    {
      Keyed one = { 0, { WG_ENVELOPE_EMPTY, item, first,
                         MIN (CHUNK_POINTS, line->n_points - first) } };

      for (guint i = 0; i < one.chunk.n_points; i++)
        wg_envelope_add_point (&one.chunk.envelope, line->points[first + i]);
      one.key = morton_of (&one.chunk.envelope);
      g_array_append_val (keyed, one);
    }
}

static void
make_blocks (WgLineworkFinder *finder)
{
  finder->n_blocks = (finder->n_chunks + BLOCK_CHUNKS - 1) / BLOCK_CHUNKS;
  finder->blocks = g_new (WgEnvelope, finder->n_blocks + 1);
  for (guint i = 0; i < finder->n_chunks; i++)
    {
      WgEnvelope *block = &finder->blocks[i / BLOCK_CHUNKS];

      if (i % BLOCK_CHUNKS == 0)
        *block = WG_ENVELOPE_EMPTY;
      wg_envelope_add (block, &finder->chunks[i].envelope);
    }
}

WgLineworkFinder *
wg_linework_finder_new (WgLinework *linework)
{
  WgLineworkFinder *finder = g_new0 (WgLineworkFinder, 1);
  g_autoptr (GArray) keyed = g_array_new (FALSE, FALSE, sizeof (Keyed));

  finder->linework = wg_linework_ref (linework);
  for (guint32 i = 0; i < linework->items->len; i++)
    add_line (keyed, i, g_array_index (linework->items, WgLineworkItem, i).line);
  if (keyed->len > 0)
    qsort (keyed->data, keyed->len, sizeof (Keyed), compare_keyed);
  finder->n_chunks = keyed->len;
  finder->chunks = g_new (WgLineworkChunk, (gsize) keyed->len + 1);
  for (guint i = 0; i < keyed->len; i++)
    finder->chunks[i] = g_array_index (keyed, Keyed, i).chunk;
  make_blocks (finder);
  return finder;
}

void
wg_linework_finder_free (WgLineworkFinder *finder)
{
  wg_linework_unref (finder->linework);
  g_free (finder->chunks);
  g_free (finder->blocks);
  g_free (finder);
}

WgLinework *
wg_linework_finder_get (const WgLineworkFinder *finder)
{
  return finder->linework;
}

void
wg_linework_finder_query (const WgLineworkFinder *finder, const WgEnvelope *box,
                          GArray *chunks_out)
{
  if (!wg_envelope_intersects (&finder->linework->envelope, box))
    return;
  for (guint block = 0; block < finder->n_blocks; block++)
    {
      guint end = MIN ((block + 1) * BLOCK_CHUNKS, finder->n_chunks);

      if (!wg_envelope_intersects (&finder->blocks[block], box))
        continue;
      for (guint i = block * BLOCK_CHUNKS; i < end; i++)
        if (wg_envelope_intersects (&finder->chunks[i].envelope, box))
          g_array_append_val (chunks_out, finder->chunks[i]);
    }
}
