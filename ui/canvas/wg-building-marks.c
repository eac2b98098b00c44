/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-marks"

#include "wg-building-marks.h"

#include "wg-canvas-private.h"

#include <math.h>

#define SIZE 15.0f
#define FURTHEST 12000.0 /* 1:n beyond which buildings are too small to be marked */

/* Two halves beside one another: a building in parts. */
static void
draw_mark (WgCanvas *canvas, GtkSnapshot *snapshot, WgPoint place)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA back = dark ? (GdkRGBA){ 0.1f, 0.1f, 0.1f, 0.9f } : (GdkRGBA){ 1, 1, 1, 0.92f };
  const GdkRGBA *accent = wg_canvas_accent (canvas);
  GdkRGBA pale = *accent;
  float x = roundf ((float) wg_viewport_to_pixel_x (&canvas->viewport, place.x) - SIZE / 2);
  float y = roundf ((float) wg_viewport_to_pixel_y (&canvas->viewport, place.y) - SIZE / 2);
  graphene_rect_t box = GRAPHENE_RECT_INIT (x, y, SIZE, SIZE);
  GskRoundedRect round;

  pale.alpha = 0.45f;
  gsk_rounded_rect_init_from_rect (&round, &box, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &back, &box);
  gtk_snapshot_append_color (snapshot, accent, &GRAPHENE_RECT_INIT (x + 3, y + 3, 4, 9));
  gtk_snapshot_append_color (snapshot, &pale, &GRAPHENE_RECT_INIT (x + 8, y + 3, 4, 9));
  gtk_snapshot_pop (snapshot);
}

void
wg_building_marks_draw (WgCanvas *canvas, GtkSnapshot *snapshot)
{
  WgBuildingSet *set = canvas->plan != NULL ? wg_plan_get_buildings (canvas->plan) : NULL;
  WgEnvelope view = wg_viewport_envelope (&canvas->viewport);
  const GArray *shares = set != NULL ? wg_building_set_shares (set) : NULL;
  guint32 last = 0;

  if (shares == NULL || shares->len == 0 || wg_canvas_get_scale (canvas) > FURTHEST)
    return;
  for (guint i = 0; i < shares->len; i++)
    {
      guint32 id = g_array_index (shares, WgBuildingShare, i).building;
      const WgBuilding *building = id != last ? wg_building_set_find (set, id) : NULL;

      last = id;
      if (building != NULL && wg_envelope_contains (&view, building->point))
        draw_mark (canvas, snapshot, building->point);
    }
}
