/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-subject"

#include "wg-export-basis.h"

/* Buildings and addresses are written alike. */

static gboolean
is_of_addresses (const WgExportBasis *basis)
{
  return basis->options->subject == WG_EXPORT_OF_ADDRESSES;
}

GArray *
wg_export_basis_collect_rows (WgExportBasis *basis)
{
  return is_of_addresses (basis) ? wg_export_basis_collect_addresses (basis)
                                 : wg_export_basis_collect_buildings (basis);
}

const WgExportField *
wg_export_basis_row_fields (const WgExportBasis *basis, guint *n_out)
{
  *n_out = is_of_addresses (basis) ? (guint) WG_EXPORT_ADDRESS_N_FIELDS
                                   : (guint) WG_EXPORT_BUILDING_N_FIELDS;
  return is_of_addresses (basis) ? wg_export_address_fields : wg_export_building_fields;
}

void
wg_export_basis_take_row (WgExportBasis *basis, guint place)
{
  wg_shape_clear (basis->shape);
  if (!is_of_addresses (basis))
    wg_export_basis_take_building (basis, place);
}

WgPoint
wg_export_basis_row_point (const WgExportBasis *basis, guint place)
{
  return is_of_addresses (basis)
           ? wg_address_set_get_points (wg_plan_get_addresses (basis->plan))[place]
           : wg_building_set_get (wg_plan_get_buildings (basis->plan), place)->point;
}

void
wg_export_basis_row_values (WgExportBasis *basis, guint place,
                            WgExportValue values[WG_EXPORT_MAX_FIELDS])
{
  if (is_of_addresses (basis))
    wg_export_basis_address_values (basis, place, values);
  else
    wg_export_basis_building_values (basis, place, values);
}

void
wg_export_basis_count_rows (const WgExportBasis *basis, guint n_rows)
{
  if (is_of_addresses (basis))
    basis->result->n_addresses += n_rows;
  else
    basis->result->n_buildings += n_rows;
}
