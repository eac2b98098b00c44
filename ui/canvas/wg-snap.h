/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"
#include "wg-snap-options.h"

G_BEGIN_DECLS

/** What a point was snapped to; a lower kind wins over a nearer one of a higher kind. */
typedef enum
{
  WG_SNAP_FIRST,  /* the first point of the ring that is drawn; only #WgStroke finds it */
  WG_SNAP_NODE,   /* where borders meet */
  WG_SNAP_VERTEX, /* a bend of a border */
  WG_SNAP_BORDER, /* anywhere on a border */
  WG_SNAP_REFERENCE_VERTEX, /* of a visible reference layer */
  WG_SNAP_REFERENCE_LINE,
  WG_SNAP_LATTICE, /* whole multiples of some metres */
  WG_SNAP_NONE,
} WgSnapKind;

typedef struct
{
  WgSnapKind kind;
  WgPoint point; /* the place itself when the kind is WG_SNAP_NONE */
  /* Along a line: the segment that it lies on. */
  WgPoint from, to;
  guint32 left, right; /* borders: the owners (grids) on both sides, 0 for nobody */
  guint layer;         /* references: its place in the list of layers */
  guint item;          /* of the layer's linework */
} WgSnap;

/** The place to use instead of @place, by the options of the settings. */
WgSnap   wg_snap_find     (WgCanvas     *canvas,
                           WgPoint       place);
/** What is moved itself while a place for it is looked for: its vertices and the lines at them do not
 *  catch it. */
typedef struct
{
  const WgPoint *moved; /* vertices */
  guint n_moved;
  WgPoint ends[2];      /* of a segment that gets a vertex; twice the same: none */
} WgSnapBut;

/** The same for a moved part of a border: all but itself. */
WgSnap   wg_snap_find_but (WgCanvas        *canvas,
                           WgPoint          place,
                           const WgSnapBut *but);
/** The nearest border or reference line, whatever the options are; its vertices do not count. */
WgSnap   wg_snap_find_line (WgCanvas    *canvas,
                            WgPoint      place);
/** TRUE when it is a place along a line, not one of its vertices. */
gboolean wg_snap_is_line  (WgSnapKind    kind);
/** (transfer full): what it is and of which grids or layer, translated; NULL for WG_SNAP_NONE. */
char    *wg_snap_describe (WgCanvas     *canvas,
                           const WgSnap *snap);

G_END_DECLS
