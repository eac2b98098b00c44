/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-addresses"

#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-coverage.h"
#include "wg-export-basis.h"

#include <math.h>

G_STATIC_ASSERT (WG_EXPORT_ADDRESS_N_FIELDS <= WG_EXPORT_MAX_FIELDS);

/* Names and, translated, headings that the reader of addresses knows. */
const WgExportField wg_export_address_fields[WG_EXPORT_ADDRESS_N_FIELDS] = {
  { "address", "address", "Address", -1, 254, FALSE, WG_EXPORT_TEXT },
  { "name", "name", "Name", -1, 254, FALSE, WG_EXPORT_TEXT },
  { "kind", "kind", "Kind", -1, 64, FALSE, WG_EXPORT_TEXT },
  { "grid_code", "grid_code", "Grid code", -1, 64, FALSE, WG_EXPORT_TEXT_CODE },
  { "longitude", "longitude", "Longitude", 9, 19, FALSE, WG_EXPORT_TEXT },
  { "latitude", "latitude", "Latitude", 9, 19, FALSE, WG_EXPORT_TEXT },
};

/* The grid of each, all looked up at once. */
static void
find_owners (WgExportBasis *basis, const WgAddressSet *set)
{
  const WgCoverage *coverage = wg_plan_get_coverage (basis->plan);
  guint n = wg_address_set_count (set);
  g_autofree guint *order = g_new (guint, n);
  g_autofree WgFaceId *faces = g_new (WgFaceId, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  wg_coverage_locate_many (coverage, wg_address_set_get_points (set), order, n, faces);
  basis->address_owners = g_new0 (guint32, n);
  for (guint i = 0; i < n; i++)
    basis->address_owners[i]
      = faces[i] != WG_FACE_OUTSIDE ? wg_coverage_owner (coverage, faces[i]) : 0;
}

GArray *
wg_export_basis_collect_addresses (WgExportBasis *basis)
{
  const WgAddressSet *set = wg_plan_get_addresses (basis->plan);
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint));

  if (set != NULL && basis->address_owners == NULL)
    find_owners (basis, set);
  for (guint place = 0; set != NULL && place < wg_address_set_count (set); place++)
    if (basis->options->grids == NULL
        || wg_export_basis_is_wanted (basis, basis->address_owners[place]))
      g_array_append_val (places, place);
  return places;
}

void
wg_export_basis_address_values (WgExportBasis *basis, guint place,
                                WgExportValue values[WG_EXPORT_ADDRESS_N_FIELDS])
{
  WgAddressSet *set = wg_plan_get_addresses (basis->plan);
  const WgGrid *grid = wg_export_basis_find_told_grid (basis, basis->address_owners[place]);
  double x = 0, y = 0;

  for (guint i = 0; i < WG_EXPORT_ADDRESS_N_FIELDS; i++)
    values[i] = (WgExportValue){ NULL, NAN };
  for (guint i = 0; i < G_N_ELEMENTS (basis->texts); i++)
    {
      g_free (basis->texts[i]);
      basis->texts[i] = wg_text_pack_dup_field (wg_address_set_get_texts (set), place, i);
      values[i].text = basis->texts[i] != NULL ? basis->texts[i] : "";
    }
  wg_export_basis_point (basis, wg_address_set_get_points (set)[place], &x, &y);
  values[WG_EXPORT_ADDRESS_GRID].text = grid != NULL ? grid->code : "";
  values[WG_EXPORT_ADDRESS_LONGITUDE].number = x;
  values[WG_EXPORT_ADDRESS_LATITUDE].number = y;
}
