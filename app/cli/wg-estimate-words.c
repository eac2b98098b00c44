/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-estimate-words"

#include "wg-estimate-words.h"

#include "wg-words.h"

#include <glib/gi18n.h>

#define MAX_GRIDS 6
#define N_OUTCOMES (WG_ESTIMATE_TOO_MANY + 1)

const char *
wg_estimate_words_outcome (WgEstimateOutcome outcome)
{
  switch (outcome)
    {
    case WG_ESTIMATE_NOT_TOLD:
      return _("nobody has told how many households it has");
    case WG_ESTIMATE_LAND_CHANGED:
      return _("its land is not what it was when its households were counted");
    case WG_ESTIMATE_NO_BUILDINGS:
      return _("no building on it can have them");
    case WG_ESTIMATE_COUNTED:
      return _("all its buildings are counted");
    case WG_ESTIMATE_TOO_MANY:
      return _("its counted buildings have more than it has");
    case WG_ESTIMATE_DONE:
    default:
      return "";
    }
}

static char *
describe (gint64 number)
{
  g_autofree char *text = number >= 0 ? wg_words_count ((guint64) number) : NULL;

  return text != NULL ? g_strconcat ("≈", text, NULL) : g_strdup ("—");
}

static void
add_grids (GString *text, WgPlan *plan, const GArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const WgEstimateRow *row = &g_array_index (rows, WgEstimateRow, i);
      g_autofree char *name = NULL, *households = NULL, *people = NULL, *buildings = NULL;

      if (row->outcome != WG_ESTIMATE_DONE || ++n > MAX_GRIDS)
        continue;
      name = wg_words_grid (plan, row->grid);
      households = describe (row->households);
      people = describe (row->people);
      buildings = wg_words_count (row->n_buildings);
      /* Translators: a grid, its households, its people, its buildings */
      g_string_append_printf (text, _("\n%s: %s households, %s people, %s buildings"), name, households,
                              people, buildings);
    }
  if (n > MAX_GRIDS)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("… and %u more"), n - MAX_GRIDS);
    }
}

char *
wg_estimate_words_preview (WgPlan *plan, const GArray *rows)
{
  GString *text = g_string_new (NULL);
  guint counts[N_OUTCOMES] = { 0 }, n_buildings = 0;
  gint64 households = -1, people = -1;
  g_autofree char *all = NULL, *all_people = NULL, *buildings = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      const WgEstimateRow *row = &g_array_index (rows, WgEstimateRow, i);

      counts[row->outcome]++;
      if (row->outcome != WG_ESTIMATE_DONE)
        continue;
      n_buildings += row->n_buildings;
      households = row->households >= 0 ? MAX (households, 0) + row->households : households;
      people = row->people >= 0 ? MAX (people, 0) + row->people : people;
    }
  all = describe (households);
  all_people = describe (people);
  buildings = wg_words_count (n_buildings);
  /* Translators: households, people, buildings, grids */
  g_string_append_printf (text, _("%s households and %s people for %s buildings of %u grids"), all,
                          all_people, buildings, counts[WG_ESTIMATE_DONE]);
  for (guint i = WG_ESTIMATE_DONE + 1; i < N_OUTCOMES; i++)
    if (counts[i] > 0)
      /* Translators: how many grids get nothing, and why */
      g_string_append_printf (text, _("\nLeft out: %u (%s)"), counts[i], wg_estimate_words_outcome (i));
  add_grids (text, plan, rows);
  return g_string_free (text, FALSE);
}
