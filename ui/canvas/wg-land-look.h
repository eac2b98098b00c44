/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-canvas.h"

#include "../../app/geometry/wg-shape.h"

G_BEGIN_DECLS

/** How land is shown that an edit would give to somebody else. */
typedef enum
{
  WG_LAND_LOOK_TAKEN,   /* tinted in the taker's colour */
  WG_LAND_LOOK_NEW,     /* of a grid that is not there yet: in the accent colour */
  WG_LAND_LOOK_ASKED,   /* the same, hatched: it is somebody's, who has to agree */
  WG_LAND_LOOK_RELEASED, /* nobody has it afterwards: hatched in red */
  WG_LAND_LOOK_CLIPPED, /* stays where it is, although it was drawn over: hatched in grey */
} WgLandLook;

/** Paints a piece over the map, in logical pixels. @grid: the taker, for WG_LAND_LOOK_TAKEN. */
void wg_land_look_paint (WgCanvas      *canvas,
                         cairo_t       *cr,
                         const WgShape *shape,
                         WgLandLook     look,
                         guint32        grid);

G_END_DECLS
