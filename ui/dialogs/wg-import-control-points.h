/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/crs/wg-control-fit.h"
#include "wg-point-map.h"

G_BEGIN_DECLS

#define WG_TYPE_IMPORT_CONTROL_POINTS (wg_import_control_points_get_type ())

/**
 * WgImportControlPoints:
 *
 * Pairs of points from a drawing or a picture to the ground: typed, pasted, from a file, or clicked
 * on the two maps. Says with each change how well they fit. Signals: ::changed.
 */
G_DECLARE_FINAL_TYPE (WgImportControlPoints, wg_import_control_points, WG, IMPORT_CONTROL_POINTS,
                      GtkBox)

/** @plan: of the project; only looked at. */
void     wg_import_control_points_set_plan   (WgImportControlPoints *self,
                                              WgPlan                *plan);
/** Where the drawing or picture is to be set. (transfer none) */
WgPointMap *wg_import_control_points_get_source (WgImportControlPoints *self);
/** @points: (nullable) (element-type WgControlPoint): in place of those that are there. */
void     wg_import_control_points_set        (WgImportControlPoints *self,
                                              const GArray          *points,
                                              WgFitKind              kind);
/** (transfer full) (element-type WgControlPoint): those that are whole and switched on. */
GArray  *wg_import_control_points_dup        (WgImportControlPoints *self);
WgFitKind wg_import_control_points_get_kind  (WgImportControlPoints *self);
/** (transfer none) (nullable): %NULL when there are too few, or they lie on one line. To metres of
 *  wg_import_control_points_get_frame(). */
const WgControlFit *wg_import_control_points_get_fit (WgImportControlPoints *self);
WgFrame *wg_import_control_points_get_frame  (WgImportControlPoints *self); /* nullable */

G_END_DECLS
