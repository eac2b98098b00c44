/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-tool.h"

#include "../../app/geometry/wg-shape.h"

G_BEGIN_DECLS

/** What a tool wants drawn. */
typedef enum
{
  WG_STROKE_LINE,   /* a line from here to there */
  WG_STROKE_RING,   /* always a ring */
  WG_STROKE_EITHER, /* a line; a ring when it is led back to its first point */
} WgStrokeForm;

typedef enum
{
  WG_STROKE_PLAIN = 0,
  WG_STROKE_SEVERAL = 1 << 0,          /* Shift+Enter, Shift+double click begin another line */
  WG_STROKE_RELEASE_FINISHES = 1 << 1, /* freehand is done when the button is let go: a lasso */
  WG_STROKE_NO_NUMBERS = 1 << 2,       /* digits belong to the tool: no exact input */
  WG_STROKE_NEW_BORDERS = 1 << 3,      /* following lines, other lines are preferred to borders */
} WgStrokeFlags;

/** One line or ring of a stroke. */
typedef struct
{
  GArray *points;   /* of WgPoint; a ring does not repeat its first */
  GArray *runs;     /* of guint: how many points there were before each step, for Backspace */
  gboolean is_ring;
} WgStrokeLine;

void wg_stroke_line_free (WgStrokeLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgStrokeLine, wg_stroke_line_free)

#define WG_TYPE_STROKE (wg_stroke_get_type ())

/**
 * WgStroke:
 *
 * The drawing of lines or rings on the map, for every tool that wants one: points by clicks,
 * freehand by dragging (simplified to two pixels), a rubber band, snapping with the target named
 * (Alt turns it off). Backspace, Delete and the secondary button take the last step back; a click
 * on the first point closes a ring; Enter or a double click finishes. What is shown is what is
 * made: the rubber band counts, except within five pixels of the last point.
 *
 * A tool makes one with wg_stroke_new(), hands its events on from the vfuncs of the same names (the
 * functions below), draws its preview in "changed" and commits in "finished":
 *
 *   self->stroke = wg_stroke_new (WG_TOOL (self), WG_STROKE_LINE, WG_STROKE_PLAIN);
 *   g_signal_connect_swapped (self->stroke, "changed", G_CALLBACK (renew), self);
 *   g_signal_connect_swapped (self->stroke, "finished", G_CALLBACK (commit), self);
 *
 * in `constructed` (the canvas is known by then); wg_stroke_clear() after a commit that worked (a
 * stroke that was refused stays, to be mended). Coordinates are project millimetres. Main thread.
 *
 * Signals:
 * - ::changed: something that is shown changed; the tool's hint and picture are renewed already
 * - ::finished: the user is done; there is at least one whole line (ring: three points)
 */
G_DECLARE_FINAL_TYPE (WgStroke, wg_stroke, WG, STROKE, GObject)

/** @tool is not referenced; the stroke must not outlive it. */
WgStroke  *wg_stroke_new          (WgTool            *tool,
                                   WgStrokeForm       form,
                                   WgStrokeFlags      flags);
void       wg_stroke_clear        (WgStroke          *self);
/** Takes a line or ring (points of type WgPoint) in place of what is begun, as if it had been drawn;
 *  Backspace takes it away. FALSE: this stroke cannot be one. */
gboolean   wg_stroke_take_points  (WgStroke          *self,
                                   const GArray      *points,
                                   gboolean           is_ring);
/** Says beside the end of the stroke why it cannot be done, until it changes. */
void       wg_stroke_refuse       (WgStroke          *self,
                                   const char        *sentence);
/** TRUE when nothing is set yet (the pointer alone is nothing). */
gboolean   wg_stroke_is_empty     (WgStroke          *self);
/** How many points are set in the line at hand, without the rubber band. */
guint      wg_stroke_n_points     (WgStroke          *self);

/** (transfer full) (element-type WgStrokeLine): all that is shown, with the rubber band; lines of
 *  one point and rings of two are left out, so it may be empty. */
GPtrArray *wg_stroke_get_lines    (WgStroke          *self);
/** (transfer full) (element-type WgPoint): the last of wg_stroke_get_lines(); a ring repeats its
 *  first point. Empty when there is none. */
GArray    *wg_stroke_get_points   (WgStroke          *self);
/** (transfer full) (nullable): the ring at hand as a shape, counter-clockwise; NULL when it is none. */
WgShape   *wg_stroke_get_shape    (WgStroke          *self);
/** Where the stroke ends on the screen, for a note beside it (below and right are free). */
gboolean   wg_stroke_get_end      (WgStroke          *self,
                                   double            *x_out,
                                   double            *y_out);

/* To be called from the tool's vfuncs. Those that return a gboolean tell whether it was used. */
gboolean   wg_stroke_click        (WgStroke          *self,
                                   const WgToolEvent *event);
void       wg_stroke_motion       (WgStroke          *self,
                                   const WgToolEvent *event);
void       wg_stroke_leave        (WgStroke          *self);
gboolean   wg_stroke_drag_begin   (WgStroke          *self,
                                   const WgToolEvent *event);
void       wg_stroke_drag_motion  (WgStroke          *self,
                                   const WgToolEvent *event);
void       wg_stroke_drag_end     (WgStroke          *self,
                                   const WgToolEvent *event); /* nullable */
gboolean   wg_stroke_key          (WgStroke          *self,
                                   guint              keyval,
                                   GdkModifierType    state);
gboolean   wg_stroke_key_released (WgStroke          *self,
                                   guint              keyval,
                                   GdkModifierType    state);
gboolean   wg_stroke_cancel       (WgStroke          *self);
void       wg_stroke_view_changed (WgStroke          *self);
/** Lines, vertices and the snap mark with its name; below it goes what the tool draws first. */
void       wg_stroke_draw         (WgStroke          *self,
                                   GtkSnapshot       *snapshot);

G_END_DECLS
