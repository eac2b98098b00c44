/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool.h"

G_BEGIN_DECLS

/**
 * WgBorderGrip:
 *
 * Takes hold of borders with the pointer, for the tools Select and Move border: shows what would be
 * caught, drags a vertex, a junction, a segment or a new vertex out of one with a live preview, and
 * commits when the button is let go. A careful grip takes only what cannot be taken by accident:
 * where borders are far enough apart, and segments only of selected grids, so that a drag elsewhere
 * moves the map. One per tool; not referenced by it. Main thread.
 */
typedef struct _WgBorderGrip WgBorderGrip;

WgBorderGrip *wg_border_grip_new         (WgTool            *tool,
                                          gboolean           is_careful);
void          wg_border_grip_free        (WgBorderGrip      *self);

/* For the tool's vfuncs of the same names. */
void          wg_border_grip_motion      (WgBorderGrip      *self,
                                          const WgToolEvent *event);
void          wg_border_grip_leave       (WgBorderGrip      *self);
gboolean      wg_border_grip_drag_begin  (WgBorderGrip      *self,
                                          const WgToolEvent *event);
void          wg_border_grip_drag_motion (WgBorderGrip      *self,
                                          const WgToolEvent *event);
void          wg_border_grip_drag_end    (WgBorderGrip      *self,
                                          const WgToolEvent *event); /* nullable */
/** Delete and Backspace over a vertex remove it. A grip that is not careful also takes the corners of
 *  the selected grid by keys: ] and [ go from one to the next, arrows move it by a pixel, with Shift by
 *  ten, figures open the exact input, Enter commits, Delete removes it. */
gboolean      wg_border_grip_key         (WgBorderGrip      *self,
                                          guint              keyval,
                                          GdkModifierType    state);
void          wg_border_grip_draw        (WgBorderGrip      *self,
                                          GtkSnapshot       *snapshot);
/** Also after the plan changed: what lay below the pointer may be gone. */
void          wg_border_grip_forget      (WgBorderGrip      *self);

gboolean      wg_border_grip_is_dragging (WgBorderGrip      *self);
/** Lets go of what keys hold: first of the move, then of the corner. FALSE: there was nothing. */
gboolean      wg_border_grip_cancel      (WgBorderGrip      *self);
/** (transfer full) (nullable): what can be done with that below the pointer; NULL: there is nothing. */
char         *wg_border_grip_hint        (WgBorderGrip      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgBorderGrip, wg_border_grip_free)

G_END_DECLS
