/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-address-set.h"
#include "wg-source.h"

G_BEGIN_DECLS

/** What a column of a file of addresses holds. */
typedef enum
{
  WG_ADDRESS_TEXT,   /* the whole address */
  WG_ADDRESS_STREET, /* and the parts that make one where there is no whole */
  WG_ADDRESS_NUMBER,
  WG_ADDRESS_NAME,
  WG_ADDRESS_KIND,
  WG_ADDRESS_N_ROLES,
} WgAddressRole;

typedef struct
{
  const char *layer;    /* NULL: all that have points, lines or areas */
  const char *encoding; /* NULL: found */
  const char *fields[WG_ADDRESS_N_ROLES]; /* NULL: proposed by the names; "": none */
  WgReadPlace place;
} WgAddressReadOptions;

/** What a file brought. */
typedef struct
{
  WgAddressSet *set;
  GPtrArray *problems; /* of WgRowProblem */
  guint n_rows;
  guint n_addresses;
  guint n_places;
  guint n_nameless;    /* rows with neither address nor name: left out */
  guint n_repeated;    /* said before at the same place: left out */
} WgAddressReport;

/** "address", "street", "number", "name", "kind": as options name it. */
const char      *wg_address_role_to_string (WgAddressRole             role);
/**
 * wg_source_read_addresses:
 * @options: (nullable)
 * @frame: the project's
 *
 * Reads address points and named places into the frame's millimetres: tables with coordinates, points,
 * areas (a point inside), streets (their middle); OpenStreetMap's addr:* keys make an address. Columns
 * that may tell of residents are left out, with a problem that says so. Worker thread. Fails with any
 * WG_EXCHANGE_ERROR of reading, WG_CRS_ERROR, or G_IO_ERROR_CANCELLED.
 */
WgAddressReport *wg_source_read_addresses  (const char                 *path,
                                            const WgAddressReadOptions *options,
                                            WgFrame                    *frame,
                                            const WgProgress           *progress,
                                            GCancellable               *cancellable,
                                            GError                    **error);
/** The columns that would be read for each role (array of %WG_ADDRESS_N_ROLES); NULL: none. They are
 *  those of @layer. */
void             wg_addresses_propose_fields (const WgSourceLayer      *layer,
                                            const char                **fields_out);
void             wg_address_report_free    (WgAddressReport            *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgAddressReport, wg_address_report_free)

G_END_DECLS
