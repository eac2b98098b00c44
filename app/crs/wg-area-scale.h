/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-frame.h"

G_BEGIN_DECLS

/**
 * WgAreaScale:
 *
 * How much larger land is on the ellipsoid than on the frame's plane, from a table made as it is
 * asked for: an area becomes geodesic by one multiplication. Not shared between threads.
 */
typedef struct _WgAreaScale WgAreaScale;

WgAreaScale *wg_area_scale_new  (WgFrame      *frame);
void         wg_area_scale_free (WgAreaScale  *self);
/** Area on the ellipsoid divided by planar area around @place; right to about 1e-6 for land less
 *  than 4 km across, 1 where the CRS does not reach. */
double       wg_area_scale_at   (WgAreaScale  *self,
                                 WgPoint       place);
/** The same of a whole shape, valid or not: at its middle, of a wide one by its own rings. */
double       wg_area_scale_of   (WgAreaScale   *self,
                                 const WgShape *shape);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WgAreaScale, wg_area_scale_free)

G_END_DECLS
