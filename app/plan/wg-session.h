/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-history.h"
#include "wg-land-preview.h"

G_BEGIN_DECLS

#define WG_TYPE_SESSION (wg_session_get_type ())

/**
 * WgSession:
 *
 * What a person does with a plan at the moment: the selected grids, the level looked at. It stands
 * between the plan and the widgets: panels and canvas follow it and never one another. Main thread.
 * Signals: ::selection-changed, ::preview-changed; properties, notified: "depth" (active level), "hovered" (grid id).
 */
G_DECLARE_FINAL_TYPE (WgSession, wg_session, WG, SESSION, GObject)

WgSession    *wg_session_new            (WgHistory    *history);
WgHistory    *wg_session_get_history    (WgSession    *self);
WgPlan       *wg_session_get_plan       (WgSession    *self);
/** (element-type guint32), sorted, owned by the session. */
const GArray *wg_session_get_selection  (WgSession    *self);
gboolean      wg_session_is_selected    (WgSession    *self,
                                         guint32       grid);
void          wg_session_select         (WgSession    *self,
                                         const guint32 *grids,
                                         guint         n_grids);
void          wg_session_toggle         (WgSession    *self,
                                         guint32       grid);
guint         wg_session_get_depth      (WgSession    *self);
void          wg_session_set_depth      (WgSession    *self,
                                         guint         depth);
guint32       wg_session_get_hovered    (WgSession    *self);
void          wg_session_set_hovered    (WgSession    *self,
                                         guint32       grid);
/** Asks the map to fly to a place (::fly-to, WgEnvelope *). */
void          wg_session_fly_to         (WgSession    *self,
                                         const WgEnvelope *envelope);

/**
 * wg_session_set_preview:
 * @preview: (transfer full) (nullable): what the gesture under way would make; %NULL: there is none
 *
 * Shows it at the pointer and in the card (::preview-changed). A change of the plan ends it.
 */
void          wg_session_set_preview    (WgSession     *self,
                                         WgLandPreview *preview);
/** (transfer none) (nullable): valid until ::preview-changed. */
const WgLandPreview *wg_session_get_preview (WgSession *self);

G_END_DECLS
