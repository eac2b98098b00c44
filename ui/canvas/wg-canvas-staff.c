/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas-private.h"

/* The staff view: who is missing where, as colours of the land. */

static void
tell (WgCanvas *self)
{
  wg_canvas_renew_state (self);
  g_signal_emit_by_name (self, "staffing-changed");
}

void
wg_canvas_staff_follow (WgCanvas *self)
{
  if (!self->is_staff_view && self->staffing == NULL)
    return;
  g_clear_pointer (&self->staffing, wg_staffing_map_free);
  if (self->is_staff_view && self->plan != NULL)
    self->staffing = wg_staffing_map_new (self->plan, &self->when);
  tell (self);
}

void
wg_canvas_staff_update (WgCanvas *self, const WgChange *change)
{
  if (self->staffing == NULL)
    return;
  wg_staffing_map_update (self->staffing, change);
  tell (self);
}

void
wg_canvas_set_staff_view (WgCanvas *self, const WgWhen *when)
{
  g_return_if_fail (WG_IS_CANVAS (self));

  if (when == NULL && !self->is_staff_view)
    return;
  self->is_staff_view = when != NULL;
  if (when != NULL)
    self->when = *when;
  wg_canvas_staff_follow (self);
  wg_canvas_picture_theme_changed (self->picture);
}

const WgStaffingMap *
wg_canvas_get_staffing (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), NULL);
  return self->staffing;
}

void
wg_canvas_staff_colours (guint32 colours_out[WG_STAFFING_N_CLASSES])
{
  const WgStyle *style = wg_style_staff (wg_canvas_style ());

  for (guint i = 0; i < WG_STAFFING_N_CLASSES; i++)
    colours_out[i] = style->fills[i];
}
