/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-shape"

#include "wg-shape-repair.h"

#include "wg-geos.h"

#define MAX_TRIES 3 /* rounding to millimetres may make an outline touch itself once more */

static gboolean
is_plain (WgShape *shape)
{
  WgRing *ring = &WG_SHAPE_RING (shape, 0);
  const WgPoint *points = &WG_SHAPE_POINT (shape, ring->first);

  if (shape->rings->len != 1)
    return FALSE;
  ring->is_simple = wg_ring_is_simple (points, ring->n_points);
  return ring->is_simple && !wg_ring_repeats_a_point (points, ring->n_points);
}

gboolean
wg_shape_repair (WgShape *shape)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  gboolean is_changed = FALSE;

  for (guint i = 0; i < MAX_TRIES && shape->rings->len > 0; i++)
    {
      GEOSGeometry *raw = NULL, *valid = NULL;

      if (is_plain (shape) || wg_geos_is_valid (shape, NULL, NULL))
        break;
      raw = wg_geos_from_shape (shape);
      valid = raw != NULL ? GEOSMakeValid_r (geos, raw) : NULL;
      if (valid == NULL || !wg_geos_to_shape (valid, shape))
        wg_shape_clear (shape);
      if (valid != NULL)
        GEOSGeom_destroy_r (geos, valid);
      if (raw != NULL)
        GEOSGeom_destroy_r (geos, raw);
      is_changed = TRUE;
    }
  return is_changed;
}
