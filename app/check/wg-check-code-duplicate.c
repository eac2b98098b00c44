/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/** Another grid with the same code that is (not) retired; 0 when there is none. */
static guint32
find_other (WgCheckContext *context, const WgGrid *grid, gboolean is_retired)
{
  g_autoptr (GArray) same = g_array_new (FALSE, FALSE, sizeof (guint32));

  wg_check_names_same_code (context->names, grid, same);
  for (guint i = 0; i < same->len; i++)
    {
      guint32 id = g_array_index (same, guint32, i);
      const WgGrid *other = wg_plan_get_grid (context->plan, id);

      if (id != grid->id && other != NULL && other->is_retired == is_retired)
        return id;
    }
  return 0;
}

/* order.code-duplicate: a grid in use whose code another grid in use has; each of them is found. */
void
wg_check_code_duplicate (WgCheckContext *context, const WgGrid *grid)
{
  guint32 other = find_other (context, grid, FALSE);

  if (other != 0)
    wg_check_add_grid (context, grid->id)->other = other;
}

/* order.code-reused: a grid in use with the code of a retired one: codes are never used again. */
void
wg_check_code_reused (WgCheckContext *context, const WgGrid *grid)
{
  guint32 other = find_other (context, grid, TRUE);

  if (other != 0)
    wg_check_add_grid (context, grid->id)->other = other;
}
