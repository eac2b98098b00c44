/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WgRelay:
 *
 * Things that a thread makes ahead of the one that uses them, in their order; it waits when too many are waiting. One
 * thread makes, one takes.
 */
typedef struct _WgRelay WgRelay;

/** @most: how many may wait; @free_item: of things that nobody takes */
WgRelay *wg_relay_new   (guint          most,
                         GDestroyNotify free_item);
/** @make: runs on a thread of its own, calls wg_relay_put(), and marks the last thing in a way the taker knows. */
void     wg_relay_start (WgRelay       *self,
                         const char    *name,
                         GThreadFunc    make,
                         gpointer       data);
/** Stops the maker at its next thing, waits for it, and frees what is left. */
void     wg_relay_free  (WgRelay       *self);
/** @item: (transfer full). For the maker: waits for room. FALSE: nobody wants more. */
gboolean wg_relay_put   (WgRelay       *self,
                         gpointer       item);
/** (transfer full): the next one; waits for it. Not after the last. */
gpointer wg_relay_take  (WgRelay       *self);
/** @item: (transfer full): what was taken, for the maker to free: two threads that free what the other
 *  allocated wait for each other's heap. */
void     wg_relay_give_back (WgRelay   *self,
                         gpointer       item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgRelay, wg_relay_free)

G_END_DECLS
