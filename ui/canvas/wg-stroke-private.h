/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas-private.h"
#include "wg-snap.h"
#include "wg-stroke.h"

G_BEGIN_DECLS

/* What the parts of the stroke (wg-stroke*.c) share; nobody else includes this. */

#define WG_STROKE_SNAP_PIXELS 8.0
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

/* wg-stroke.c */
WgCanvas     *wg_stroke_canvas         (WgStroke           *self);
/** (transfer full): the line at hand with what the pointer adds to it. */
WgStrokeLine *wg_stroke_shown_line     (WgStroke           *self);

G_END_DECLS
