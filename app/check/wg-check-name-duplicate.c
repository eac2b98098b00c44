/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* order.name-duplicate: a grid with the name of another grid of the same parent. */
void
wg_check_name_duplicate (WgCheckContext *context, const WgGrid *grid)
{
  g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (guint32));

  wg_check_names_same_name (context->names, grid, same);
  for (guint i = 0; i < same->len; i++)
    if (g_array_index (same, guint32, i) != grid->id)
      {
        wg_check_add_grid (context, grid->id)->other = g_array_index (same, guint32, i);
        return;
      }
}
