/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

static gboolean
is_before (const WgSampleStep *a, const WgSampleStep *b)
{
  return a->cost < b->cost || (a->cost == b->cost && a->order < b->order);
}

void
wg_sample_push_step (GArray *heap, WgSampleStep step)
{
  guint place = heap->len;
  WgSampleStep *steps = NULL;

  g_array_append_val (heap, step);
  steps = (WgSampleStep *) heap->data;
  while (place > 0 && is_before (&steps[place], &steps[(place - 1) / 2]))
    {
      WgSampleStep swapped = steps[place];

      steps[place] = steps[(place - 1) / 2];
      steps[(place - 1) / 2] = swapped;
      place = (place - 1) / 2;
    }
}

WgSampleStep
wg_sample_pop_step (GArray *heap)
{
  WgSampleStep *steps = (WgSampleStep *) heap->data;
  WgSampleStep first = steps[0];
  guint place = 0, n = heap->len - 1;

  steps[0] = steps[n];
  g_array_set_size (heap, n);
  for (;;)
    {
      guint child = 2 * place + 1;
      WgSampleStep swapped;

      if (child >= n)
        return first;
      if (child + 1 < n && is_before (&steps[child + 1], &steps[child]))
        child++;
      if (!is_before (&steps[child], &steps[place]))
        return first;
      swapped = steps[place];
      steps[place] = steps[child];
      steps[child] = swapped;
      place = child;
    }
}
