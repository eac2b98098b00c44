/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas-private.h"
#include "wg-exact-entry.h"
#include "wg-snap.h"
#include "wg-stroke.h"

#include "../../app/geometry/wg-trace.h"

G_BEGIN_DECLS

/* What the parts of the stroke (wg-stroke*.c) share; nobody else includes this. */

#define WG_STROKE_SNAP_PIXELS 8.0 /* to its own first point */
#define WG_STROKE_NEAR_PIXELS 5.0 /* nearer to the last point the pointer is no point of its own */
#define WG_STROKE_FREEHAND_PIXELS 2.0

struct _WgStroke
{
  GObject parent_instance;

  WgTool *tool; /* its owner */
  WgStrokeForm form;
  WgStrokeFlags flags;
  GPtrArray *kept;    /* of WgStrokeLine: done, while another is drawn */
  WgStrokeLine *line; /* at hand */
  GArray *trail;      /* of WgPoint: freehand, as the pointer went; NULL: no drag */
  WgSnap pointer;     /* where the next point would go */
  gboolean has_pointer;
  WgPoint place;      /* where it is, before it snapped */
  char *refusal;      /* why the stroke as it is cannot be done; NULL: nobody said */
  GdkModifierType state;
  WgPoint base_from, base_to; /* the line that the first point lies on; else equal */

  /* Numbers. */
  GtkWidget *entry;   /* borrowed from the canvas; NULL: closed */
  WgPoint parallel_from, parallel_to;
  double parallel_m;
  guint parallel_points; /* so many more points lie on the parallel */

  /* Following lines. */
  WgTrace *trace;     /* from the last point; NULL: to be made when it is needed */
  WgPoint trace_from;
  WgEnvelope trace_window;
  guint trace_lines;  /* of which layers */
  gboolean is_trace_possible; /* a line is near the last point */
  GArray *traced;     /* of WgPoint: the way to the pointer; empty: straight */
  gint64 trace_pressed; /* T is held since then, µs; 0: it is not */
  gboolean trace_used;  /* while T was held: letting it go is no tap */
};

/* wg-stroke-line.c */
WgStrokeLine *wg_stroke_line_new       (void);
WgStrokeLine *wg_stroke_line_copy      (const WgStrokeLine *line);
/** Begins a step that Backspace takes back as a whole. */
void          wg_stroke_line_step      (WgStrokeLine       *line);
/** FALSE: it is where the line ends already. */
gboolean      wg_stroke_line_add       (WgStrokeLine       *line,
                                        WgPoint             point);
/** Takes the last step back; FALSE: there is none. */
gboolean      wg_stroke_line_undo      (WgStrokeLine       *line);
const WgPoint *wg_stroke_line_last     (const WgStrokeLine *line); /* NULL: empty */
/** TRUE when it is long enough to be used. */
gboolean      wg_stroke_line_is_whole  (const WgStrokeLine *line);
/** Appends @trail without the points that lie within @tolerance mm of the others' line. */
void          wg_stroke_line_add_trail (WgStrokeLine       *line,
                                        const GArray       *trail,
                                        double              tolerance);

/* wg-stroke-trace.c */
gboolean      wg_stroke_is_tracing     (WgStroke           *self);
/** The way from the last point to the pointer along lines, and the pointer put at its end. */
void          wg_stroke_trace_pointer  (WgStroke           *self);
/** The last point, the plan or the layers are other ones. */
void          wg_stroke_forget_trace   (WgStroke           *self);
/** The key of the tracer; FALSE: another key. */
gboolean      wg_stroke_trace_key      (WgStroke           *self,
                                        guint               keyval,
                                        gboolean            is_pressed);

/* wg-stroke-numbers.c */
/** Something typed, or a parallel, decides where the next point goes. */
gboolean      wg_stroke_has_numbers    (WgStroke           *self);
/** Moves the pointer to where the numbers, a right angle or a parallel want it. */
gboolean      wg_stroke_apply_numbers  (WgStroke           *self,
                                        GdkModifierType     state);
/** A point was set by them. */
void          wg_stroke_numbers_used   (WgStroke           *self);
/** FALSE: there were none. */
gboolean      wg_stroke_forget_numbers (WgStroke           *self);
void          wg_stroke_close_entry    (WgStroke           *self);
gboolean      wg_stroke_numbers_key    (WgStroke           *self,
                                        guint               keyval);

/* wg-stroke.c */
/** Sets the next point there. */
void          wg_stroke_add_exact      (WgStroke           *self,
                                        WgPoint             point);
/** The pointer is looked at again where it is: a mode changed. */
void          wg_stroke_renew_pointer  (WgStroke           *self);
void          wg_stroke_changed        (WgStroke           *self);
WgCanvas     *wg_stroke_canvas         (WgStroke           *self);
/** There is a plan and a view of it. */
gboolean      wg_stroke_has_plan       (WgStroke           *self);
double        wg_stroke_mm             (WgStroke           *self,
                                        double              pixels);
gboolean      wg_stroke_is_within      (WgStroke           *self,
                                        WgPoint             a,
                                        WgPoint             b,
                                        double              pixels);
/** The pointer is at @place: it snaps, obeys the numbers, follows lines. */
void          wg_stroke_point_at       (WgStroke           *self,
                                        WgPoint             place,
                                        GdkModifierType     state);
/** Sets the point that the pointer shows. */
void          wg_stroke_add_vertex     (WgStroke           *self);
/** FALSE: there was nothing to take back. */
gboolean      wg_stroke_step_back      (WgStroke           *self);
/** Ends the line as it is shown; @is_another: to begin another one. */
void          wg_stroke_finish         (WgStroke           *self,
                                        gboolean            is_another);
/** (transfer full): the line at hand with what the pointer adds to it. */
WgStrokeLine *wg_stroke_shown_line     (WgStroke           *self);

G_END_DECLS
