/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../base/wg-progress.h"
#include "../plan/wg-change.h"
#include "../plan/wg-plan.h"
#include "wg-connection.h"

G_BEGIN_DECLS

/*
 * The buildings of the project: the table "building", a layer for other programs as well. geom is
 * the footprint, or the point where only that is known (x and y, project millimetres, in any case).
 * NULL is not known. Needs the connection's lock; writing is in the caller's transaction.
 */

/** The buildings of the file. NULL without error when there are none. @frame: (nullable): without it
 *  footprints are not read. */
WgBuildingSet *wg_buildings_read    (WgConnection     *connection,
                                     const WgFrame    *frame,
                                     GError          **error);
/** (transfer full): the buildings of @set, divided as @scheme has it; %NULL on error. */
WgBuildingSet *wg_buildings_share_as (WgConnection    *connection,
                                     WgBuildingSet    *set,
                                     gint64            scheme,
                                     GError          **error);
/** Puts @buildings (nullable: none) in place of those that the file has. @srid: of the layers. */
gboolean       wg_buildings_write   (WgConnection     *connection,
                                     WgBuildingSet    *buildings,
                                     const WgFrame    *frame,
                                     int               srid,
                                     const WgProgress *progress,
                                     GCancellable     *cancellable,
                                     GError          **error);
/** Brings the shares that @change adds and removes those that it removes (@backwards: the other way). */
gboolean       wg_buildings_write_shares (WgConnection *connection,
                                     const WgChange   *change,
                                     gboolean          backwards,
                                     GError          **error);
/** The rows as bytes, for the journal. */
GByteArray    *wg_buildings_pack    (WgConnection     *connection,
                                     GError          **error);
/** Puts what was packed in place of what the file has. */
gboolean       wg_buildings_unpack  (WgConnection     *connection,
                                     GBytes           *bytes,
                                     int               srid,
                                     GError          **error);

G_END_DECLS
