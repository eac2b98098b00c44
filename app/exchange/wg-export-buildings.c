/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-buildings"

#include "../plan/wg-building-places.h"
#include "wg-export-basis.h"

#include <math.h>

G_STATIC_ASSERT (WG_EXPORT_BUILDING_N_FIELDS <= WG_EXPORT_MAX_FIELDS);
G_STATIC_ASSERT (WG_EXPORT_N_FIELDS <= WG_EXPORT_MAX_FIELDS);

/* Names and, translated, headings that the reader of buildings knows. */
const WgExportField wg_export_building_fields[WG_EXPORT_BUILDING_N_FIELDS] = {
  { "code", "code", "Code", -1, 64, FALSE, WG_EXPORT_TEXT_CODE },
  { "name", "name", "Building name", -1, 254, FALSE, WG_EXPORT_TEXT },
  { "address", "address", "Address", -1, 254, FALSE, WG_EXPORT_TEXT },
  { "kind", "kind", "Building use", -1, 16, FALSE, WG_EXPORT_TEXT_WORD },
  { "households", "households", "Households", 0, 10, TRUE, WG_EXPORT_TEXT },
  { "people", "people", "Population", 0, 10, TRUE, WG_EXPORT_TEXT },
  { "estimated", "estimated", "Estimated", -1, 3, TRUE, WG_EXPORT_TEXT_WORD },
  { "floors", "floors", "Floors", 0, 10, FALSE, WG_EXPORT_TEXT },
  { "units", "units", "Units", 0, 10, FALSE, WG_EXPORT_TEXT },
  { "management", "management", "Management class", -1, 254, TRUE, WG_EXPORT_TEXT },
  { "grid_code", "grid_code", "Grid code", -1, 64, FALSE, WG_EXPORT_TEXT_CODE },
  { "other_grids", "other_grid", "Other grids", -1, 254, FALSE, WG_EXPORT_TEXT },
  { "longitude", "longitude", "Longitude", 9, 19, FALSE, WG_EXPORT_TEXT },
  { "latitude", "latitude", "Latitude", 9, 19, FALSE, WG_EXPORT_TEXT },
};

static const WgBuildingShare *
find_shares (const WgExportBasis *basis, guint place, guint *n_out)
{
  WgBuildingSet *set = wg_plan_get_buildings (basis->plan);

  return wg_building_set_find_shares (set, wg_building_set_get (set, place)->id, n_out);
}

GArray *
wg_export_basis_collect_buildings (const WgExportBasis *basis)
{
  WgBuildingSet *set = wg_plan_get_buildings (basis->plan);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint place = 0; set != NULL && place < wg_building_set_count (set); place++)
    {
      guint n_shares = 0;
      const WgBuildingShare *shares = find_shares (basis, place, &n_shares);
      gboolean is_taken = basis->options->grids == NULL
                          || wg_export_basis_is_wanted (basis, wg_plan_get_building_owner (basis->plan, place));

      for (guint i = 0; i < n_shares && !is_taken; i++)
        is_taken = wg_export_basis_is_wanted (basis, shares[i].grid);
      if (is_taken)
        g_array_append_val (places, place);
    }
  return places;
}

void
wg_export_basis_take_building (WgExportBasis *basis, guint place)
{
  wg_building_set_get_footprint (wg_plan_get_buildings (basis->plan), place, basis->shape);
}

static double
get_number (gint32 count)
{
  return count != WG_COUNT_NOT_KNOWN ? count : NAN;
}

static const char *
get_text (const char *text)
{
  return text != NULL ? text : "";
}

/* "330106001002 330106001003": those that have a share, each once. */
static const char *
name_other_grids (WgExportBasis *basis, guint place, const WgGrid *own)
{
  guint n_shares = 0;
  const WgBuildingShare *shares = find_shares (basis, place, &n_shares);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_string_truncate (basis->text, 0);
  for (guint i = 0; i < n_shares; i++)
    {
      const WgGrid *grid = wg_export_basis_find_told_grid (basis, shares[i].grid);

      if (grid == NULL || grid == own || !g_hash_table_add (seen, (gpointer) grid))
        continue;
      g_string_append (basis->text, basis->text->len > 0 ? " " : "");
      g_string_append (basis->text, grid->code);
    }
  return basis->text->str;
}

void
wg_export_basis_building_values (WgExportBasis *basis, guint place,
                                 WgExportValue values[WG_EXPORT_BUILDING_N_FIELDS])
{
  const WgBuilding *building = wg_building_set_get (wg_plan_get_buildings (basis->plan), place);
  const WgGrid *grid = wg_export_basis_find_told_grid (basis, wg_plan_get_building_owner (basis->plan, place));
  gboolean is_known
    = building->households != WG_COUNT_NOT_KNOWN || building->people != WG_COUNT_NOT_KNOWN;
  double x = 0, y = 0;

  for (guint i = 0; i < WG_EXPORT_BUILDING_N_FIELDS; i++)
    values[i] = (WgExportValue){ NULL, NAN };
  wg_export_basis_point (basis, building->point, &x, &y);
  values[WG_EXPORT_BUILDING_CODE].text = get_text (building->code);
  values[WG_EXPORT_BUILDING_NAME].text = get_text (building->name);
  values[WG_EXPORT_BUILDING_ADDRESS].text = get_text (building->address);
  values[WG_EXPORT_BUILDING_KIND].text = get_text (wg_building_kind_to_code (building->kind));
  values[WG_EXPORT_BUILDING_HOUSEHOLDS].number = get_number (building->households);
  values[WG_EXPORT_BUILDING_PEOPLE].number = get_number (building->people);
  values[WG_EXPORT_BUILDING_ESTIMATED].text
    = !is_known ? "" : building->is_estimated ? "yes" : "no";
  values[WG_EXPORT_BUILDING_FLOORS].number = get_number (building->floors);
  values[WG_EXPORT_BUILDING_UNITS].number = get_number (building->units);
  values[WG_EXPORT_BUILDING_MANAGEMENT].text = get_text (building->management);
  values[WG_EXPORT_BUILDING_GRID].text = grid != NULL ? grid->code : "";
  values[WG_EXPORT_BUILDING_OTHER_GRIDS].text = name_other_grids (basis, place, grid);
  values[WG_EXPORT_BUILDING_LONGITUDE].number = x;
  values[WG_EXPORT_BUILDING_LATITUDE].number = y;
}
