/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-slots"

#include "wg-slots.h"

#define BLOCK_BITS 8
#define BLOCK_SIZE (1u << BLOCK_BITS)

typedef struct
{
  gint ref_count;
  WgSlotRef ref;
  GDestroyNotify unref;
  gpointer items[BLOCK_SIZE];
} Block;

struct _WgSlots
{
  WgSlotRef ref;
  GDestroyNotify unref;
  GPtrArray *blocks; /* of Block, nullable */
  guint32 limit;
  guint count;
};

static void
unref_block (Block *block)
{
  if (block == NULL || !g_atomic_int_dec_and_test (&block->ref_count))
    return;
  for (guint i = 0; i < BLOCK_SIZE; i++)
    if (block->items[i] != NULL)
      block->unref (block->items[i]);
  g_free (block);
}

/* The block of @id, which is nobody else's. */
static Block *
own_block (WgSlots *self, guint32 id)
{
  guint at = id >> BLOCK_BITS;
  Block *block = NULL, *copy = NULL;

  if (at >= self->blocks->len)
    g_ptr_array_set_size (self->blocks, (int) at + 1);
  block = g_ptr_array_index (self->blocks, at);
  if (block != NULL && g_atomic_int_get (&block->ref_count) == 1)
    return block;
  copy = g_new0 (Block, 1);
  copy->ref_count = 1;
  copy->ref = self->ref;
  copy->unref = self->unref;
  for (guint i = 0; block != NULL && i < BLOCK_SIZE; i++)
    if (block->items[i] != NULL)
      copy->items[i] = copy->ref (block->items[i]);
  unref_block (block);
  g_ptr_array_index (self->blocks, at) = copy;
  return copy;
}

WgSlots *
wg_slots_new (WgSlotRef ref, GDestroyNotify unref)
{
  WgSlots *self = g_new0 (WgSlots, 1);

  self->ref = ref;
  self->unref = unref;
  self->blocks = g_ptr_array_new ();
  self->limit = 1;
  return self;
}

WgSlots *
wg_slots_copy (const WgSlots *self)
{
  WgSlots *copy = wg_slots_new (self->ref, self->unref);

  copy->limit = self->limit;
  copy->count = self->count;
  g_ptr_array_set_size (copy->blocks, (int) self->blocks->len);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);

      if (block != NULL)
        g_atomic_int_inc (&block->ref_count);
      g_ptr_array_index (copy->blocks, i) = block;
    }
  return copy;
}

void
wg_slots_free (WgSlots *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->blocks->len; i++)
    unref_block (g_ptr_array_index (self->blocks, i));
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

gpointer
wg_slots_get (const WgSlots *self, guint32 id)
{
  const Block *block = NULL;

  if (id >= self->limit || id >> BLOCK_BITS >= self->blocks->len)
    return NULL;
  block = g_ptr_array_index (self->blocks, id >> BLOCK_BITS);
  return block != NULL ? block->items[id & (BLOCK_SIZE - 1)] : NULL;
}

gpointer
wg_slots_own (WgSlots *self, guint32 id)
{
  if (wg_slots_get (self, id) == NULL)
    return NULL;
  return own_block (self, id)->items[id & (BLOCK_SIZE - 1)];
}

void
wg_slots_put (WgSlots *self, guint32 id, gpointer item)
{
  gpointer *slot = NULL;

  if (item == NULL && wg_slots_get (self, id) == NULL)
    return;
  slot = &own_block (self, id)->items[id & (BLOCK_SIZE - 1)];
  self->count += (item != NULL) - (*slot != NULL);
  if (*slot != NULL)
    self->unref (*slot);
  *slot = item;
  if (item != NULL)
    self->limit = MAX (self->limit, id + 1);
  while (self->limit > 1 && wg_slots_get (self, self->limit - 1) == NULL)
    self->limit--;
}

guint32
wg_slots_limit (const WgSlots *self)
{
  return self->limit;
}

guint
wg_slots_count (const WgSlots *self)
{
  return self->count;
}
