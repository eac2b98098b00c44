/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

G_BEGIN_DECLS

/** What a point was snapped to; a lower kind wins over a nearer one of a higher kind. */
typedef enum
{
  WG_SNAP_FIRST,  /* the first point of the ring that is drawn; only #WgStroke finds it */
  WG_SNAP_NODE,     /* where borders meet */
  WG_SNAP_VERTEX, /* a bend of a border */
  WG_SNAP_BORDER, /* anywhere on a border */
  WG_SNAP_REFERENCE_VERTEX, /* of a visible reference layer */
  WG_SNAP_REFERENCE_LINE,
  WG_SNAP_NONE,
} WgSnapKind;

typedef struct
{
  WgSnapKind kind;
  WgPoint point; /* the place itself when the kind is WG_SNAP_NONE */
} WgSnap;

/** The place to use instead of @place: at most @pixels away on the screen. */
WgSnap      wg_snap_find (WgCanvas   *canvas,
                          WgPoint     place,
                          double      pixels);
/** The same among the visible reference layers only: where a border must not touch another. */
WgSnap      wg_snap_find_reference (WgCanvas *canvas,
                                    WgPoint   place,
                                    double    pixels);
/** TRUE when it is a place along a line, not one of its vertices. */
gboolean    wg_snap_is_line (WgSnapKind kind);
/** Translated; NULL for WG_SNAP_NONE. */
const char *wg_snap_name (WgSnapKind  kind);

G_END_DECLS
