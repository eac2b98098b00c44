/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-atlas"

#include "wg-atlas-private.h"

#define TELL_EVERY 50000 /* microseconds */

typedef struct
{
  guint n;
  WgAtlasStepFunc func;
  gpointer user_data;
  GCancellable *cancellable;
  gint next;       /* atomic, like the two below */
  gint n_done;
  gint is_stopped;
  GMutex mutex;
  GCond cond;
  guint n_working; /* by mutex, like those below */
  guint error_index;
  GError *error;
} Parallel;

static void
stop (Parallel *p, guint index, GError *error)
{
  g_atomic_int_set (&p->is_stopped, 1);
  g_mutex_lock (&p->mutex);
  if (p->error == NULL || index < p->error_index)
    {
      g_clear_error (&p->error);
      p->error = error;
      p->error_index = index;
    }
  else
    g_error_free (error);
  g_mutex_unlock (&p->mutex);
}

static gpointer
work (gpointer data)
{
  Parallel *p = data;

  while (g_atomic_int_get (&p->is_stopped) == 0)
    {
      guint index = (guint) g_atomic_int_add (&p->next, 1);
      GError *error = NULL;

      if (index >= p->n)
        break;
      if (g_cancellable_set_error_if_cancelled (p->cancellable, &error)
          || !p->func (index, p->user_data, &error))
        stop (p, index, error);
      g_atomic_int_inc (&p->n_done);
    }
  g_mutex_lock (&p->mutex);
  p->n_working--;
  g_cond_signal (&p->cond);
  g_mutex_unlock (&p->mutex);
  return NULL;
}

gboolean
wg_atlas_parallel (guint n, guint n_threads, WgAtlasStepFunc func, gpointer user_data,
                   const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  Parallel p = { .n = n, .func = func, .user_data = user_data, .cancellable = cancellable };
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  g_mutex_init (&p.mutex);
  g_cond_init (&p.cond);
  p.n_working = MIN (n_threads > 0 ? n_threads : g_get_num_processors (), n);
  for (guint i = p.n_working; i > 0; i--)
    g_ptr_array_add (threads, g_thread_new ("wg-atlas", work, &p));
  g_mutex_lock (&p.mutex);
  while (p.n_working > 0)
    {
      g_cond_wait_until (&p.cond, &p.mutex, g_get_monotonic_time () + TELL_EVERY);
      g_mutex_unlock (&p.mutex);
      wg_progress_report (progress, (double) g_atomic_int_get (&p.n_done) / n);
      g_mutex_lock (&p.mutex);
    }
  g_mutex_unlock (&p.mutex);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  g_mutex_clear (&p.mutex);
  g_cond_clear (&p.cond);
  if (p.error == NULL)
    return TRUE;
  g_propagate_error (error, p.error);
  return FALSE;
}
