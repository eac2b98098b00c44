/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../../app/plan/wg-session.h"
#include "../../app/plan/wg-staffing-map.h"
#include "../../app/render/wg-viewport.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define WG_TYPE_CANVAS (wg_canvas_get_type ())

/**
 * WgCanvas:
 *
 * The map: pans, zooms, shows the plan of a session over its layers, and hands the pointer and the
 * keyboard to the active tool.
 *
 * Properties (all notified, compared first):
 * - "session" (WgSession, nullable): what is shown; %NULL shows an empty map
 * - "tool" (string): "select" (default) or another id of wg-tool-list.h; one that edits is not taken while
 *   there is an edit reason
 * - "tool-hint" (string, read only): one sentence about what the tool waits for, translated
 * - "edit-reason" (string, nullable): why nothing can be changed now (read-only file, a running
 *   job), translated; %NULL: it can
 * - "pointer-text" (string, read only): coordinates under the pointer, "" when it is elsewhere
 * - "scale" (double, read only): the n of 1:n on this screen; 0 without a map
 * - "show-codes" (boolean): labels are codes instead of names
 * - "show-labels" (boolean, default TRUE)
 * - "busy" (boolean, read only): a part of the picture is still being painted
 * - "layers" (GListModel of WgMapLayer, read only): bottom first; see wg_canvas_get_layers()
 *
 * Signals:
 * - ::message (const char *sentence): something to tell in a toast
 * - ::context-menu (double x, double y, uint grid): the secondary button on the map (grid 0: none)
 * - ::picked (double x, double y): a plain click of the tool that selects
 * - ::area-drawn (WgShape *shape): an area was drawn about which something is asked
 * - ::layers-changed: the list, or something of a layer that is worth saving, changed
 * - ::staffing-changed: the staff view began or ended, or shows other numbers
 */
G_DECLARE_FINAL_TYPE (WgCanvas, wg_canvas, WG, CANVAS, GtkWidget)

GtkWidget  *wg_canvas_new              (void);
void        wg_canvas_set_session      (WgCanvas         *self,
                                        WgSession        *session); /* nullable */
WgSession  *wg_canvas_get_session      (WgCanvas         *self);
/** (transfer none) (element-type WgMapLayer): always there; holds the grids' and the labels' own
 *  layers from the start. Add, remove and reorder in it; index 0 is the bottom. */
GListStore *wg_canvas_get_layers       (WgCanvas         *self);

void        wg_canvas_set_tool         (WgCanvas         *self,
                                        const char       *tool);
const char *wg_canvas_get_tool         (WgCanvas         *self);
/** (transfer floating) (nullable): settings of the tool, for the window to show over the map. */
GtkWidget  *wg_canvas_make_tool_panel (WgCanvas       *self);
/** Gives a line or ring (points of type WgPoint), such as one from the clipboard, to the tool: a ring
 *  to Draw, a line to the active one. FALSE: it has no use for it. Shows it whole. */
gboolean    wg_canvas_take_points      (WgCanvas         *self,
                                        const GArray     *points,
                                        gboolean          is_ring);
const char *wg_canvas_get_tool_hint    (WgCanvas         *self);
void        wg_canvas_set_edit_reason  (WgCanvas         *self,
                                        const char       *reason);
const char *wg_canvas_get_edit_reason  (WgCanvas         *self);
const char *wg_canvas_get_pointer_text (WgCanvas         *self);
double      wg_canvas_get_scale        (WgCanvas         *self);
void        wg_canvas_set_show_codes   (WgCanvas         *self,
                                        gboolean          show_codes);
gboolean    wg_canvas_get_show_codes   (WgCanvas         *self);
void        wg_canvas_set_show_labels  (WgCanvas         *self,
                                        gboolean          show_labels);
gboolean    wg_canvas_get_show_labels  (WgCanvas         *self);
gboolean    wg_canvas_get_busy         (WgCanvas         *self);
/** The staff view: the land is coloured by how the grids are staffed as of @when. @when: (nullable): %NULL shows
 *  the grids in colours that tell neighbours apart. */
void        wg_canvas_set_staff_view   (WgCanvas         *self,
                                        const WgWhen     *when);
/** (nullable) (transfer none): %NULL unless the staff view is shown. */
const WgStaffingMap *wg_canvas_get_staffing (WgCanvas    *self);
/** The colours of the classes of the staff view, 0xRRGGBB, for its legend. */
void        wg_canvas_staff_colours    (guint32           colours_out[WG_STAFFING_N_CLASSES]);

/** Shows everything (animated when animations are on). */
void        wg_canvas_fit              (WgCanvas         *self);
void        wg_canvas_fit_envelope     (WgCanvas         *self,
                                        const WgEnvelope *envelope);
/** Zooms about the middle; 2 shows things twice as large. */
void        wg_canvas_zoom             (WgCanvas         *self,
                                        double            factor);
/** Sets 1:n about the middle. */
void        wg_canvas_set_scale        (WgCanvas         *self,
                                        double            scale);
/** Looks there at once; the size is the widget's own. */
void        wg_canvas_show_viewport    (WgCanvas         *self,
                                        const WgViewport *viewport);
/** The grid of the active level at a place in the widget, else its deepest owner; 0 for none. */
guint32     wg_canvas_grid_at          (WgCanvas         *self,
                                        double            x,
                                        double            y);
/** In the widget's logical pixels; empty (scale 0) before the first allocation. */
WgViewport  wg_canvas_get_viewport     (WgCanvas         *self);

/** (transfer none): the stateful, read-only action "map-state": one line of JSON (center, scale,
 *  tool, hint, selection, pending tiles) for tests and scripts. A window adds it to its own. */
GAction    *wg_canvas_get_state_action (WgCanvas         *self);

G_END_DECLS
