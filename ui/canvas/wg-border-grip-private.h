/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-border-grip.h"
#include "wg-border-pick.h"
#include "wg-snap.h"

#include "../../app/plan/wg-border-commands.h"

G_BEGIN_DECLS

/* What wg-border-grip.c (the gesture) and wg-border-grip-draw.c share. */

struct _WgBorderGrip
{
  WgTool *tool; /* not referenced */
  gboolean is_careful;
  WgBorderPick pick; /* below the pointer, or what is dragged */

  /* While dragging */
  gboolean is_dragging;
  WgMoveKind kind;
  WgPoint from_to[2];     /* of the command */
  guint n_moved;
  WgPoint from[2], to[2]; /* the moved points */
  WgPoint press;          /* the pointer's place that means: not moved */
  GArray *legs;           /* of WgBorderLeg */
  WgSnap snap;
  WgPoint snapped_at;     /* the moved point's place there */
  gboolean is_good;       /* it may be let go here */
  char *reason;           /* why not; NULL: it may, or it has not moved */
  WgPoint place;          /* where that is */

  /* While a corner is moved by keys: it counts as dragged. */
  gboolean is_keyed;
  GArray *corners;        /* of WgPoint: along the border of the selected grid */
  guint corner;           /* which of them */
  GtkWidget *entry;       /* for exact input; not referenced */
};

void     wg_border_grip_aim     (WgBorderGrip   *self,
                                 WgPoint         pointer);
void     wg_border_grip_preview (WgBorderGrip   *self);
/** FALSE: refused, and said so. */
gboolean wg_border_grip_commit  (WgBorderGrip   *self);
gboolean wg_border_grip_delete  (WgBorderGrip   *self,
                                 WgPoint         vertex,
                                 gboolean        is_node);
/** Ends a drag without a commit. */
void     wg_border_grip_clear   (WgBorderGrip   *self);

/* wg-border-grip-keys.c */
gboolean wg_border_grip_keys    (WgBorderGrip   *self,
                                 guint           keyval,
                                 GdkModifierType state);
void     wg_border_grip_keys_drop (WgBorderGrip *self);
char    *wg_border_grip_keys_hint (WgBorderGrip *self);

G_END_DECLS
