/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-land-commands.h"
#include "wg-land-preview.h"

G_BEGIN_DECLS

/**
 * WgLandEdit:
 *
 * A command on land while it is worked out: the coverage is changed already, the grids are not.
 * wg_land_edit_commit() ends it, wg_land_edit_clear() takes back what is not committed.
 */
typedef struct
{
  WgHistory *history;   /* NULL: a preview, which is never committed */
  WgPlan *plan;
  WgCoverage *coverage;
  WgCoverageChange *rows;
  WgLandFlags flags;
  WgEnvelope extent;    /* of the faces that were given */
  GArray *takers;       /* of guint32: the grids that get land, each once */
  GHashTable *leaving;  /* grid ids that are retired whatever they have */
  GPtrArray *grids;     /* of WgGrid: records as they will be, each grid once */
  GHashTable *grid_by_id; /* id -> WgGrid, borrowed from @grids */
  GHashTable *heirs;    /* grid -> the grid that takes its land, when it is retired. Records that
                         * name a retired grid pass to its heir: the change of each such table is
                         * worked out from here in wg_land_edit_commit(), nowhere else. */
  GArray *flows;        /* of WgLineage: land that passed, each pair once */
} WgLandEdit;

/** FALSE with %WG_PLAN_ERROR_BUSY. */
gboolean      wg_land_edit_init   (WgLandEdit       *edit,
                                   WgHistory        *history,
                                   WgLandFlags       flags,
                                   GError          **error);
/** For wg_land_edit_preview(). */
void          wg_land_edit_init_preview (WgLandEdit *edit,
                                   WgPlan           *plan,
                                   WgLandFlags       flags);
void          wg_land_edit_clear  (WgLandEdit       *edit);
/** A grid that is not retired; else %NULL with %WG_PLAN_ERROR_NO_GRID. */
WgGrid       *wg_land_edit_find   (WgLandEdit       *edit,
                                   guint32           id,
                                   GError          **error);
/** The record as it will be after the edit (takes a reference). */
void          wg_land_edit_put    (WgLandEdit       *edit,
                                   WgGrid           *grid);
/** Notes that land passes from a grid to another, at their level and at every one above it. */
void          wg_land_edit_note   (WgLandEdit       *edit,
                                   guint32           from,
                                   guint32           to,
                                   double            area_m2);
/** Retires @id in favour of @into, which gets what is below it; its own faces (element-type WgFaceId) are
 *  appended to @faces, to be given. %WG_PLAN_ERROR_LEVEL when they are not of one level. */
gboolean      wg_land_edit_join   (WgLandEdit       *edit,
                                   guint32           id,
                                   const WgGrid     *into,
                                   GArray           *faces,
                                   GError          **error);
/** Gives faces to a grid and removes the borders that are none any more. */
gboolean      wg_land_edit_give   (WgLandEdit       *edit,
                                   const GArray     *faces,
                                   guint32           to,
                                   GError          **error);
/** As wg_land_edit_give(), each face to an owner of its own (element-type guint32); 0: to nobody,
 *  which at the rim of the map means that it becomes outside. */
gboolean      wg_land_edit_give_all (WgLandEdit     *edit,
                                   const GArray     *faces,
                                   const GArray     *owners,
                                   GError          **error);
/** (transfer full) (element-type WgFaceId): the faces inside @shape, along which they are cut already,
 *  but those of one owner (%G_MAXUINT32: none). */
GArray       *wg_land_collect_inside (const WgCoverage *coverage,
                                   const WgShape    *shape,
                                   guint32           but);
/** Removes what is left of a cut (element-type WgFaceCut) (nullable) between pieces of one owner. */
gboolean      wg_land_edit_heal   (WgLandEdit       *edit,
                                   const GPtrArray  *cuts,
                                   GError          **error);
/** The names of @grids (element-type guint32), the first three: "第二网格、第三网格". */
char         *wg_land_edit_describe (WgLandEdit     *edit,
                                   const GArray     *grids);
/** Retires what is left without land, or refuses; then ends the edit of a plan that a worker has for itself
 *  (wg_land_edit_init_preview()) with its change, for wg_history_make_async(); (transfer full). */
WgChange     *wg_land_edit_make_change (WgLandEdit  *edit,
                                   const char       *kind,
                                   const char       *detail,
                                   GError          **error);
/** Retires what is left without land, or refuses; then commits. */
WgLandResult *wg_land_edit_commit (WgLandEdit       *edit,
                                   const char       *kind,
                                   const char       *detail,
                                   GError          **error);
/** Retires what is left without land, or refuses; then takes the edit back. */
WgLandPreview *wg_land_edit_preview (WgLandEdit     *edit,
                                   GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgLandEdit, wg_land_edit_clear)

G_END_DECLS
