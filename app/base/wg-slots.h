/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgSlots:
 *
 * Pointers by id, with holes. A copy shares its blocks with the original until one of the two changes, so
 * that a copy of 100,000 slots with one changed costs a few microseconds. Each of them belongs to one
 * thread at a time; copies in different threads do not disturb one another.
 */
typedef struct _WgSlots WgSlots;

typedef gpointer (*WgSlotRef) (gpointer item);

/** @ref and @unref are for what the slots hold; they must be safe in any thread. */
WgSlots  *wg_slots_new   (WgSlotRef       ref,
                          GDestroyNotify  unref);
WgSlots  *wg_slots_copy  (const WgSlots  *self);
void      wg_slots_free  (WgSlots        *self);
/** (transfer none) (nullable) */
gpointer  wg_slots_get   (const WgSlots  *self,
                          guint32         id);
/** As wg_slots_get(), but what it returns is no longer shared with copies of @self: an item that has one reference
 *  may be changed in its place. */
gpointer  wg_slots_own   (WgSlots        *self,
                          guint32         id);
/** @item: (transfer full) (nullable): %NULL empties the slot */
void      wg_slots_put   (WgSlots        *self,
                          guint32         id,
                          gpointer        item);
/** One past the greatest id that has something; at least 1. */
guint32   wg_slots_limit (const WgSlots  *self);
/** How many slots have something. */
guint     wg_slots_count (const WgSlots  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgSlots, wg_slots_free)

G_END_DECLS
