/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

G_BEGIN_DECLS

#define WG_TYPE_TOOL (wg_tool_get_type ())

/** One pointer or key event on the map. */
typedef struct
{
  double x, y;           /* logical pixels of the canvas */
  WgPoint point;         /* the same, in project millimetres */
  guint button;          /* 1..3; 0 for motion */
  int n_press;
  GdkModifierType state;
} WgToolEvent;

/**
 * WgTool:
 *
 * What the pointer does on the map: one subclass per tool. The canvas keeps panning, zooming and
 * the keys of the view to itself and offers everything else to the active tool first. A tool works
 * on the canvas's session through commands and never keeps state of the plan beyond one gesture.
 */
G_DECLARE_DERIVABLE_TYPE (WgTool, wg_tool, WG, TOOL, GObject)

struct _WgToolClass
{
  GObjectClass parent_class;

  const char *cursor; /* CSS name; wg_tool_set_cursor() for a moment's other one */

  /* Each returns TRUE when the event is used up. */
  gboolean (*click)   (WgTool *self, const WgToolEvent *event);
  /* Without a button, and not while the map is moved. */
  void     (*motion)  (WgTool *self, const WgToolEvent *event);
  void     (*leave)   (WgTool *self);
  /* Not Escape: the canvas turns it into cancel(). */
  gboolean (*key)     (WgTool *self, guint keyval, GdkModifierType state);
  gboolean (*key_released) (WgTool *self, guint keyval, GdkModifierType state);
  /* A drag of the primary button, once it is longer than a click: at the place of the press. TRUE
   * claims it; else it moves the map. */
  gboolean (*drag_begin)  (WgTool *self, const WgToolEvent *event);
  void     (*drag_motion) (WgTool *self, const WgToolEvent *event);
  /* @event NULL: it was cancelled. */
  void     (*drag_end)    (WgTool *self, const WgToolEvent *event);
  void     (*selection_changed) (WgTool *self);
  /* Drops what is begun; returns FALSE when there was nothing. */
  gboolean (*cancel)  (WgTool *self);
  /* Draws over the map in logical pixels. */
  void     (*draw)    (WgTool *self, GtkSnapshot *snapshot);
  char *   (*hint)    (WgTool *self);
  /* Settings that float over the map while the tool is chosen; NULL: the tool has none. */
  GtkWidget *(*make_panel) (WgTool *self);
  /* A line or ring (points of type WgPoint) from elsewhere, such as the clipboard, in place of what is
   * begun. FALSE: the tool has no use for it. */
  gboolean (*take_points) (WgTool *self, const GArray *points, gboolean is_ring);
  /* The view moved or the plan changed: positions in pixels are out of date. */
  void     (*view_changed) (WgTool *self);
};

WgCanvas *wg_tool_get_canvas   (WgTool            *self); /* nullable after the canvas is gone */
WgSession *wg_tool_get_session (WgTool            *self); /* nullable */
void      wg_tool_redraw       (WgTool            *self);
void      wg_tool_hint_changed (WgTool            *self);
/** @name: CSS name; NULL: the class's own. */
void      wg_tool_set_cursor   (WgTool            *self,
                                const char        *name);
const char *wg_tool_get_cursor (WgTool            *self);

gboolean  wg_tool_click        (WgTool            *self,
                                const WgToolEvent *event);
void      wg_tool_motion       (WgTool            *self,
                                const WgToolEvent *event);
void      wg_tool_leave        (WgTool            *self);
gboolean  wg_tool_key          (WgTool            *self,
                                guint              keyval,
                                GdkModifierType    state);
gboolean  wg_tool_key_released (WgTool            *self,
                                guint              keyval,
                                GdkModifierType    state);
gboolean  wg_tool_drag_begin   (WgTool            *self,
                                const WgToolEvent *event);
void      wg_tool_drag_motion  (WgTool            *self,
                                const WgToolEvent *event);
void      wg_tool_drag_end     (WgTool            *self,
                                const WgToolEvent *event);
void      wg_tool_selection_changed (WgTool       *self);
gboolean  wg_tool_cancel       (WgTool            *self);
void      wg_tool_draw         (WgTool            *self,
                                GtkSnapshot       *snapshot);
char     *wg_tool_hint         (WgTool            *self);
void      wg_tool_view_changed (WgTool            *self);
gboolean  wg_tool_take_points  (WgTool            *self,
                                const GArray      *points,
                                gboolean           is_ring);

G_END_DECLS
