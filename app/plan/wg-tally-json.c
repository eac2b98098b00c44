/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tally-json"

#include "wg-tally-json.h"

#include <math.h>

static void
write_count (WgJson *json, const char *key, const WgTally *tally, const WgCount *count)
{
  g_autofree char *unknown = g_strconcat (key, "_unknown", NULL);
  g_autofree char *estimated = g_strconcat (key, "_estimated", NULL);

  if (wg_tally_get_state (tally, count) == WG_COUNT_UNKNOWN)
    wg_json_double (json, key, NAN, 0);
  else
    wg_json_int (json, key, count->sum);
  wg_json_int (json, unknown, count->n_unknown);
  wg_json_int (json, estimated, count->n_estimated);
}

void
wg_tally_write_json (WgJson *json, const char *key, const WgTally *tally)
{
  wg_json_begin_object (json, key);
  wg_json_double (json, "area_m2", wg_tally_area_m2 (tally), 3);
  wg_json_int (json, "buildings", tally->n_buildings);
  write_count (json, "households", tally, &tally->households);
  write_count (json, "people", tally, &tally->people);
  wg_json_end_object (json);
}

void
wg_land_preview_write_json (WgJson *json, const char *key, WgPlan *plan,
                            const WgLandPreview *preview)
{
  wg_json_begin_array (json, key);
  for (guint i = 0; preview != NULL && i < preview->grids->len; i++)
    {
      const WgGridPreview *row = g_ptr_array_index (preview->grids, i);
      const WgLevel *level = wg_plan_get_level (plan, row->grid->depth);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "code", row->grid->code);
      wg_json_string (json, "name", row->grid->name);
      wg_json_int (json, "depth", row->grid->depth);
      wg_json_string (json, "level", level != NULL ? level->name : NULL);
      wg_json_boolean (json, "new", row->is_new);
      wg_json_boolean (json, "retired", row->is_retired);
      wg_tally_write_json (json, "before", &row->before);
      wg_tally_write_json (json, "after", &row->after);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}
