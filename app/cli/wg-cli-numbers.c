/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cli"

#include "wg-cli-private.h"
#include "wg-words-tally.h"

#include "../plan/wg-tally-json.h"

#include <glib/gi18n.h>

/* More lines are no help: the rest is in the JSON. */
#define MAX_ROWS 40

static void
print_row (const WgGridPreview *row)
{
  g_autofree char *area = wg_words_area_change (row);
  g_autofree char *households = wg_words_count_change (row, FALSE);
  g_autofree char *people = wg_words_count_change (row, TRUE);

  /* Translators: code, name, then before → after: area, households, people */
  g_print (_ ("  %s %s: %s, households %s, people %s\n"), row->grid->code, row->grid->name, area,
           households, people);
}

void
wg_cli_print_preview (WgPlan *plan, WgJson *json, const WgLandPreview *preview)
{
  guint n = preview->grids->len, n_shown = MIN (n, MAX_ROWS);

  if (json != NULL)
    {
      wg_land_preview_write_json (json, "numbers", plan, preview);
      return;
    }
  for (guint i = 0; i < n_shown; i++)
    print_row (g_ptr_array_index (preview->grids, i));
  if (n > n_shown)
    {
      g_print (ngettext ("  and %u more grid", "  and %u more grids", n - n_shown), n - n_shown);
      g_print ("\n");
    }
}

void
wg_cli_print_numbers (WgPlan *plan, WgJson *json, const GArray *before)
{
  g_autoptr (WgLandPreview) since = wg_land_preview_new_since (plan, before);

  wg_cli_print_preview (plan, json, since);
}
