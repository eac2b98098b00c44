/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sweep"

#include "wg-sweep.h"

#include <string.h>

void
wg_sweep_init (WgSweep *sweep, guint width, guint rows, guint n_channels)
{
  gsize size = 0;

  sweep->width = width;
  sweep->rows = rows;
  sweep->stride = width + 2;
  size = (gsize) sweep->stride * rows * n_channels * sizeof (float);
  sweep->cells = g_aligned_alloc0 (1, size, 16);
}

void
wg_sweep_clear (WgSweep *sweep)
{
  g_aligned_free (sweep->cells);
  sweep->cells = NULL;
}
