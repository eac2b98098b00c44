/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-barrier"

#include "wg-barrier.h"

struct _WgBarrierSet
{
  gint ref_count;
  GArray *barriers; /* of WgBarrier */
};

G_DEFINE_BOXED_TYPE (WgBarrierSet, wg_barrier_set, wg_barrier_set_ref, wg_barrier_set_unref)

static const char *const codes[WG_BARRIER_N_CLASSES]
  = { NULL, "lane", "minor", "arterial", "railway", "river", "wall", "drawn" };

static void
clear_barrier (gpointer data)
{
  wg_line_unref (((WgBarrier *) data)->line);
}

const char *
wg_barrier_class_to_code (WgBarrierClass barrier_class)
{
  return barrier_class < WG_BARRIER_N_CLASSES ? codes[barrier_class] : NULL;
}

WgBarrierClass
wg_barrier_class_from_code (const char *code)
{
  for (guint i = 1; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (code, codes[i]) == 0)
      return (WgBarrierClass) i;
  return WG_BARRIER_NONE;
}

WgBarrierSet *
wg_barrier_set_new (void)
{
  WgBarrierSet *self = g_new0 (WgBarrierSet, 1);

  self->ref_count = 1;
  self->barriers = g_array_new (FALSE, FALSE, sizeof (WgBarrier));
  g_array_set_clear_func (self->barriers, clear_barrier);
  return self;
}

WgBarrierSet *
wg_barrier_set_ref (WgBarrierSet *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
wg_barrier_set_unref (WgBarrierSet *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->barriers);
  g_free (self);
}

void
wg_barrier_set_add (WgBarrierSet *self, WgLine *line, WgBarrierClass barrier_class,
                    const char *layer)
{
  WgBarrier barrier = { wg_line_ref (line), (guint8) barrier_class, g_intern_string (layer) };

  g_array_append_val (self->barriers, barrier);
}

guint
wg_barrier_set_count (const WgBarrierSet *self)
{
  return self->barriers->len;
}

const WgBarrier *
wg_barrier_set_get (const WgBarrierSet *self, guint index)
{
  return &g_array_index (self->barriers, WgBarrier, index);
}

gboolean
wg_barrier_set_has_layer (const WgBarrierSet *self, const char *layer)
{
  const char *interned = g_intern_string (layer);

  for (guint i = 0; i < self->barriers->len; i++)
    if (wg_barrier_set_get (self, i)->layer == interned)
      return TRUE;
  return FALSE;
}
