/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-relay"

#include "wg-relay.h"

struct _WgRelay
{
  guint most;
  GDestroyNotify free_item;
  GThread *thread; /* NULL until it is started */

  GMutex mutex;
  GCond cond;
  GQueue items;
  GQueue used; /* given back, for the maker to free */
  gboolean is_stopped;
};

WgRelay *
wg_relay_new (guint most, GDestroyNotify free_item)
{
  WgRelay *self = g_new0 (WgRelay, 1);

  self->most = most;
  self->free_item = free_item;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  return self;
}

void
wg_relay_start (WgRelay *self, const char *name, GThreadFunc make, gpointer data)
{
  self->thread = g_thread_new (name, make, data);
}

void
wg_relay_free (WgRelay *self)
{
  if (self == NULL)
    return;
  if (self->thread != NULL)
    {
      g_mutex_lock (&self->mutex);
      self->is_stopped = TRUE;
      g_cond_broadcast (&self->cond);
      g_mutex_unlock (&self->mutex);
      g_thread_join (self->thread);
    }
  g_queue_clear_full (&self->items, self->free_item);
  g_queue_clear_full (&self->used, self->free_item);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gboolean
wg_relay_put (WgRelay *self, gpointer item)
{
  GQueue used = G_QUEUE_INIT;
  gboolean is_wanted = FALSE;

  g_mutex_lock (&self->mutex);
  while (self->items.length >= self->most && !self->is_stopped)
    g_cond_wait (&self->cond, &self->mutex);
  g_queue_push_tail (&self->items, item);
  is_wanted = !self->is_stopped;
  used = self->used;
  g_queue_init (&self->used);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_queue_clear_full (&used, self->free_item);
  return is_wanted;
}

gpointer
wg_relay_take (WgRelay *self)
{
  gpointer item = NULL;

  g_mutex_lock (&self->mutex);
  while (self->items.length == 0)
    g_cond_wait (&self->cond, &self->mutex);
  item = g_queue_pop_head (&self->items);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  return item;
}

void
wg_relay_give_back (WgRelay *self, gpointer item)
{
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->used, item);
  g_mutex_unlock (&self->mutex);
}
