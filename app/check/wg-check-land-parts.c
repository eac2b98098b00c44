/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-rules.h"

#include "wg-check-parts.h"

#include "../geometry/wg-coverage-shape.h"

/* land.parts: a grid in more parts than allowed (enclaves, interleaved land). Shown is the smallest
 * part, because that is what will be given away. */
void
wg_check_land_parts (WgCheckContext *context, const WgGrid *grid)
{
  const GArray *own = wg_plan_get_own_faces (context->plan, grid->id);
  g_autoptr (GArray) smallest = NULL;
  WgEnvelope extent = WG_ENVELOPE_EMPTY;
  WgFinding *finding = NULL;
  double area = 0.0;
  guint n_parts = 0;

  /* One face is one part. */
  if (own->len <= 1 && wg_plan_get_children (context->plan, grid->id)->len == 0)
    return;
  smallest = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  n_parts = wg_check_parts (context->plan, grid->id, smallest, &area);
  if (n_parts <= context->settings.most_parts)
    return;
  finding = wg_check_add_grid (context, grid->id);
  finding->value = n_parts;
  finding->limit = context->settings.most_parts;
  finding->area_m2 = area;
  /* The middle of its extent: borders inside the part must not matter. */
  for (guint i = 0; i < smallest->len; i++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();
      WgEnvelope face = WG_ENVELOPE_EMPTY;

      wg_coverage_face_shape (context->coverage, g_array_index (smallest, WgFaceId, i), shape);
      face = wg_shape_envelope (shape);
      wg_envelope_add (&extent, &face);
    }
  finding->place = (WgPoint){ extent.min_x / 2 + extent.max_x / 2,
                              extent.min_y / 2 + extent.max_y / 2 };
}
