/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../plan/wg-building-report.h"
#include "wg-source.h"

G_BEGIN_DECLS

typedef struct
{
  const char *layer;    /* NULL: the first with areas, else the first with points */
  const char *encoding; /* NULL: found */
  const char *fields[WG_BUILDING_N_ROLES]; /* NULL: proposed by the names; "": none */
  WgReadPlace place;
  gboolean without_places; /* a table of numbers: rows need no geometry, and the id of a building is
                              its row */
} WgBuildingReadOptions;

/**
 * wg_source_read_buildings:
 * @options: (nullable)
 * @frame: (nullable): the project's; not looked at without places
 *
 * Reads a layer of buildings, footprints or points, into the frame's millimetres. A building counts at
 * the centre of its footprint, or at another point inside it where the centre is not. Numbers that
 * are none are unknown; what was odd or left out is in the problems. Worker thread.
 * Fails with any WG_EXCHANGE_ERROR of reading, WG_CRS_ERROR, or G_IO_ERROR_CANCELLED.
 */
WgBuildingReport *wg_source_read_buildings (const char                  *path,
                                            const WgBuildingReadOptions *options,
                                            WgFrame                     *frame,
                                            const WgProgress            *progress,
                                            GCancellable                *cancellable,
                                            GError                     **error);
/** The columns that would be read for each role (array of %WG_BUILDING_N_ROLES); NULL: none. They are
 *  those of @layer. */
void              wg_buildings_propose_fields (const WgSourceLayer *layer,
                                               const char         **fields_out);

G_END_DECLS
