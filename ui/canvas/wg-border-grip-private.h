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
  gboolean is_good;       /* it may be let go here */
  char *reason;           /* why not; NULL: it may, or it has not moved */
  WgPoint place;          /* where that is */
};

G_END_DECLS
