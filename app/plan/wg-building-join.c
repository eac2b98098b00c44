/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-join"

#include "wg-building-join.h"

#include "wg-building-key.h"
#include "wg-incoming.h"

#include "../base/wg-json.h"

#define SEVERAL GUINT_TO_POINTER (G_MAXUINT)

static const char *const outcome_codes[WG_JOIN_N_OUTCOMES]
  = { "taken", "same", "no-key", "not-found", "ambiguous", "twice" };

/* Keys of the buildings of the plan -> place + 1, or SEVERAL. */
typedef struct
{
  GHashTable *codes;
  GHashTable *addresses; /* by address, name, and both together */
} Keys;

static void
add_key (GHashTable *keys, char *key, guint place)
{
  gpointer known = g_hash_table_lookup (keys, key);

  if (*key == '\0')
    g_free (key);
  else
    g_hash_table_insert (keys, key,
                         known == NULL || known == GUINT_TO_POINTER (place + 1)
                           ? GUINT_TO_POINTER (place + 1)
                           : SEVERAL);
}

static char *
join_texts (const char *address, const char *name)
{
  g_autofree char *both = g_strconcat (address, name, NULL);

  return wg_building_key_of_address (both);
}

static Keys
index_buildings (WgBuildingSet *present)
{
  Keys keys = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  for (guint i = 0; i < wg_building_set_count (present); i++)
    {
      const WgBuilding *building = wg_building_set_get (present, i);

      if (building->code != NULL)
        add_key (keys.codes, wg_building_key_of_code (building->code), i);
      if (building->address != NULL)
        add_key (keys.addresses, wg_building_key_of_address (building->address), i);
      if (building->name != NULL)
        add_key (keys.addresses, wg_building_key_of_address (building->name), i);
      if (building->address != NULL && building->name != NULL)
        add_key (keys.addresses, join_texts (building->address, building->name), i);
    }
  return keys;
}

/* Takes @key; FALSE: no building has it. */
static gboolean
look_up (GHashTable *keys, char *key, guint *place_out, gboolean *is_several)
{
  g_autofree char *owned = key;
  gpointer found = *owned != '\0' ? g_hash_table_lookup (keys, owned) : NULL;

  if (found == NULL)
    return FALSE;
  if (found == SEVERAL)
    {
      *is_several = TRUE;
      return FALSE;
    }
  *place_out = GPOINTER_TO_UINT (found) - 1;
  return TRUE;
}

static gboolean
find_by_address (const Keys *keys, const WgBuilding *told, guint *place_out, gboolean *is_several)
{
  if (told->address != NULL && told->name != NULL
      && look_up (keys->addresses, join_texts (told->address, told->name), place_out, is_several))
    return TRUE;
  if (told->address != NULL
      && look_up (keys->addresses, wg_building_key_of_address (told->address), place_out, is_several))
    return TRUE;
  return told->name != NULL
         && look_up (keys->addresses, wg_building_key_of_address (told->name), place_out, is_several);
}

static WgJoinOutcome
find_building (const Keys *keys, const WgBuilding *told, guint *place_out, gboolean *is_by_code)
{
  gboolean is_several = FALSE;

  if (told->code == NULL && told->address == NULL && told->name == NULL)
    return WG_JOIN_NO_KEY;
  *is_by_code = told->code != NULL
                && look_up (keys->codes, wg_building_key_of_code (told->code), place_out, &is_several);
  if (*is_by_code || find_by_address (keys, told, place_out, &is_several))
    return WG_JOIN_TAKEN;
  return is_several ? WG_JOIN_AMBIGUOUS : WG_JOIN_NOT_FOUND;
}

static void
take_number (gint32 *to, gint32 told)
{
  if (told != WG_COUNT_NOT_KNOWN)
    *to = told;
}

/* TRUE when that changes anything. */
static gboolean
take_numbers (WgBuilding *to, const WgBuilding *told)
{
  WgBuilding before = *to;

  if (told->households != WG_COUNT_NOT_KNOWN || told->people != WG_COUNT_NOT_KNOWN)
    {
      if (to->is_estimated)
        to->households = to->people = WG_COUNT_NOT_KNOWN;
      to->is_estimated = FALSE;
    }
  take_number (&to->households, told->households);
  take_number (&to->people, told->people);
  take_number (&to->floors, told->floors);
  take_number (&to->units, told->units);
  to->kind = told->kind != WG_BUILDING_UNKNOWN ? told->kind : to->kind;
  to->management = told->management != NULL ? told->management : to->management;
  to->address = to->address == NULL ? told->address : to->address;
  to->name = to->name == NULL ? told->name : to->name;
  return to->households != before.households || to->people != before.people
         || to->floors != before.floors || to->units != before.units || to->kind != before.kind
         || to->is_estimated != before.is_estimated || to->address != before.address
         || to->name != before.name || g_strcmp0 (to->management, before.management) != 0;
}

/* @tellers: by place of the plan's buildings: the place of the row + 1; 0: none */
static WgBuildingSet *
make_set (WgBuildingJoin *join, WgBuildingSet *present, const guint *tellers)
{
  guint n = wg_building_set_count (present);
  const GArray *shares = wg_building_set_shares (present);
  WgBuildingSet *set = wg_building_set_new (n);

  for (guint i = 0; i < n; i++)
    {
      WgBuilding building = *wg_building_set_get (present, i);

      if (tellers[i] != 0)
        {
          WgJoinRow *row = &g_array_index (join->rows, WgJoinRow, tellers[i] - 1);

          if (!take_numbers (&building, wg_building_set_get (join->report->set, row->place)))
            row->outcome = WG_JOIN_SAME;
        }
      building.footprint = NULL;
      if (wg_building_set_has_footprint (present, i))
        {
          building.footprint = wg_shape_new ();
          wg_building_set_get_footprint (present, i, building.footprint);
        }
      wg_building_set_add (set, &building);
    }
  for (guint i = 0; i < shares->len; i++)
    wg_building_set_add_share (set, &g_array_index (shares, WgBuildingShare, i));
  return set;
}

const char *
wg_join_outcome_to_code (WgJoinOutcome outcome)
{
  return outcome_codes[outcome];
}

WgBuildingJoin *
wg_building_join_new (WgBuildingReport *report, WgBuildingSet *present)
{
  WgBuildingJoin *join = g_new0 (WgBuildingJoin, 1);
  g_autofree guint *tellers = g_new0 (guint, wg_building_set_count (present) + 1);
  Keys keys = index_buildings (present);

  join->report = report;
  join->rows = g_array_new (FALSE, FALSE, sizeof (WgJoinRow));
  for (guint i = 0; i < wg_building_set_count (report->set); i++)
    {
      const WgBuilding *told = wg_building_set_get (report->set, i);
      WgJoinRow row = { .place = i, .row = told->id };
      guint place = 0;

      row.outcome = find_building (&keys, told, &place, &row.is_by_code);
      if (row.outcome == WG_JOIN_TAKEN)
        {
          row.building = wg_building_set_get (present, place)->id;
          if (tellers[place] != 0)
            row.outcome = WG_JOIN_TWICE;
          else
            tellers[place] = i + 1;
        }
      g_array_append_val (join->rows, row);
    }
  join->set = make_set (join, present, tellers);
  for (guint i = 0; i < join->rows->len; i++)
    {
      const WgJoinRow *row = &g_array_index (join->rows, WgJoinRow, i);

      join->counts[row->outcome]++;
      join->n_by_code += row->is_by_code && row->outcome <= WG_JOIN_SAME;
    }
  g_hash_table_unref (keys.codes);
  g_hash_table_unref (keys.addresses);
  return join;
}

void
wg_building_join_free (WgBuildingJoin *join)
{
  if (join == NULL)
    return;
  wg_building_report_free (join->report);
  wg_building_set_unref (join->set);
  g_array_unref (join->rows);
  g_free (join);
}

char *
wg_building_join_to_json (const WgBuildingJoin *join)
{
  WgJson *json = wg_json_new ();

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "source", join->report->source);
  wg_json_int (json, "rows", join->report->n_rows);
  for (guint i = 0; i < WG_JOIN_N_OUTCOMES; i++)
    wg_json_int (json, outcome_codes[i], join->counts[i]);
  wg_json_int (json, "by_code", join->n_by_code);
  wg_json_begin_object (json, "fields");
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    wg_json_string (json, wg_building_role_to_string (role), join->report->fields[role]);
  wg_json_end_object (json);
  wg_json_begin_array (json, "rejected");
  for (guint i = 0; i < join->rows->len; i++)
    {
      const WgJoinRow *row = &g_array_index (join->rows, WgJoinRow, i);
      const WgBuilding *told = wg_building_set_get (join->report->set, row->place);

      if (row->outcome <= WG_JOIN_SAME)
        continue;
      wg_json_begin_object (json, NULL);
      wg_json_int (json, "row", row->row);
      wg_json_string (json, "reason", outcome_codes[row->outcome]);
      wg_json_string (json, "code", told->code);
      wg_json_string (json, "name", told->name);
      wg_json_string (json, "address", told->address);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_json_begin_array (json, "problems");
  for (guint i = 0; i < join->report->problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (join->report->problems, i);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "kind", wg_row_problem_kind_to_string (problem->kind));
      wg_json_int (json, "row", problem->row);
      wg_json_string (json, "field", problem->field);
      wg_json_string (json, "detail", problem->detail);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
  return wg_json_finish (json);
}
