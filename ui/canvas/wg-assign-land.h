/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

G_BEGIN_DECLS

/** What a click or a sweep with the Assign tool gives. */
typedef enum
{
  WG_ASSIGN_PIECES,    /* of the map as it is cut */
  WG_ASSIGN_BLOCKS,    /* between streets, rivers and borders of higher levels */
  WG_ASSIGN_BUILDINGS, /* the land that they stand on */
} WgAssignUnit;

#define WG_ASSIGN_N_UNITS (WG_ASSIGN_BUILDINGS + 1)

/** (transfer full): the land of one @unit at @point for a grid at @depth, of the visible reference
 *  layers; NULL when there is none, or for pieces. A building with courts has holes. */
WgShape    *wg_assign_land_at   (WgCanvas     *canvas,
                                 WgAssignUnit  unit,
                                 guint         depth,
                                 WgPoint       point);
/** Why there is none, translated. */
const char *wg_assign_land_miss (WgAssignUnit  unit);

/** Adds the rings of @land to @shape, as parts of their own; parts inside of it are in it then. */
void        wg_assign_land_add  (WgShape       *shape,
                                 const WgShape *land);

G_END_DECLS
