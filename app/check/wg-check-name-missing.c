/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

/* order.name-missing: a grid in use without a name. */
void
wg_check_name_missing (WgCheckContext *context, const WgGrid *grid)
{
  if (grid->name[0] == '\0')
    wg_check_add_grid (context, grid->id);
}
