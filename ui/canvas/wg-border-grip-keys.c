/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-border-grip"

#include "wg-border-grip-private.h"

#include "wg-canvas-private.h"
#include "wg-exact-entry.h"

#include <glib/gi18n.h>
#include <string.h>

/* Corners moved by keys alone. */

#define FAR_STEP 10.0  /* pixels of an arrow with Shift */
#define MARGIN 0.1     /* of the view: nearer to its rim a corner is brought to the middle */

static WgCanvas *
get_canvas (WgBorderGrip *self)
{
  return wg_tool_get_canvas (self->tool);
}

static WgPoint
get_corner (WgBorderGrip *self)
{
  return g_array_index (self->corners, WgPoint, self->corner);
}

static guint
find_nearest (const GArray *corners, WgPoint place)
{
  guint best = 0;

  for (guint i = 1; i < corners->len; i++)
    if (wg_point_distance2 (g_array_index (corners, WgPoint, i), place)
        < wg_point_distance2 (g_array_index (corners, WgPoint, best), place))
      best = i;
  return best;
}

/** The corners of the first selected grid as they are now; FALSE: nothing with land is selected. */
static gboolean
renew_corners (WgBorderGrip *self)
{
  WgCanvas *canvas = get_canvas (self);
  const GArray *selection = wg_session_get_selection (canvas->session);
  g_autoptr (WgShape) shape = wg_shape_new ();

  if (selection->len > 0)
    wg_plan_get_shape (canvas->plan, g_array_index (selection, guint32, 0), shape);
  g_clear_pointer (&self->corners, g_array_unref);
  self->corners = g_array_ref (shape->points);
  return self->corners->len > 0;
}

static void
close_entry (WgBorderGrip *self)
{
  WgCanvas *canvas = get_canvas (self);

  if (self->entry == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->entry, self);
  self->entry = NULL;
  if (canvas != NULL)
    wg_canvas_set_entry (canvas, NULL);
}

static void
show_corner (WgCanvas *canvas, WgPoint corner)
{
  WgViewport view = canvas->viewport;
  double x = wg_viewport_to_pixel_x (&view, corner.x), y = wg_viewport_to_pixel_y (&view, corner.y);

  if (x > MARGIN * view.width && x < (1 - MARGIN) * view.width && y > MARGIN * view.height
      && y < (1 - MARGIN) * view.height)
    return;
  view.center_x = corner.x;
  view.center_y = corner.y;
  wg_canvas_fly (canvas, &view);
}

/** Takes hold of the corner, not yet moved. */
static void
hold_corner (WgBorderGrip *self)
{
  WgCanvas *canvas = get_canvas (self);
  WgPoint corner = get_corner (self);

  wg_border_grip_clear (self);
  self->is_keyed = self->is_dragging = TRUE;
  self->is_good = FALSE;
  self->kind = WG_MOVE_VERTEX;
  self->n_moved = 1;
  self->from[0] = self->from_to[0] = self->press = corner;
  self->snap = (WgSnap){ .kind = WG_SNAP_NONE, .point = corner };
  self->legs = wg_border_find_legs (wg_plan_get_coverage (canvas->plan), self->from, 1);
  wg_border_grip_aim (self, corner);
  show_corner (canvas, corner);
  wg_tool_hint_changed (self->tool);
  wg_tool_redraw (self->tool);
}

static gboolean
step (WgBorderGrip *self, int way)
{
  WgCanvas *canvas = get_canvas (self);
  WgPoint place = { (gint32) canvas->viewport.center_x, (gint32) canvas->viewport.center_y };
  gboolean was_keyed = self->is_keyed;

  if (was_keyed)
    place = self->from[0];
  if (!renew_corners (self))
    {
      wg_border_grip_keys_drop (self);
      wg_canvas_say (canvas, _("Select a grid first: ] and [ then go along its corners."));
      return TRUE;
    }
  self->corner = find_nearest (self->corners, place);
  if (was_keyed)
    self->corner = (self->corner + (way > 0 ? 1 : self->corners->len - 1)) % self->corners->len;
  hold_corner (self);
  return TRUE;
}

static void
go_to (WgBorderGrip *self, WgPoint place)
{
  self->snap = (WgSnap){ .kind = WG_SNAP_NONE, .point = place };
  wg_border_grip_aim (self, place);
  wg_border_grip_preview (self);
  self->snapped_at = self->to[0];
  wg_tool_hint_changed (self->tool);
  wg_tool_redraw (self->tool);
}

/** From where the keys said, not from where a locked border let it go. */
static gboolean
nudge (WgBorderGrip *self, double dx, double dy, GdkModifierType state)
{
  double mm = (state & GDK_SHIFT_MASK ? FAR_STEP : 1.0) / get_canvas (self)->viewport.scale;
  WgPoint place = self->from_to[1];

  place.x += (gint32) (dx * MAX (mm, 1));
  place.y += (gint32) (dy * MAX (mm, 1));
  go_to (self, place);
  return TRUE;
}

static gboolean
finish (WgBorderGrip *self)
{
  WgPoint place = self->to[0];

  if (!self->is_good)
    return TRUE;
  wg_session_set_preview (get_canvas (self)->session, NULL);
  if (wg_border_grip_commit (self) && renew_corners (self))
    {
      self->corner = find_nearest (self->corners, place);
      hold_corner (self);
    }
  return TRUE;
}

static gboolean
remove_corner (WgBorderGrip *self)
{
  WgPoint corner = self->from[0];
  WgCanvas *canvas = get_canvas (self);
  g_autoptr (GArray) arcs = wg_border_arcs_at (wg_plan_get_coverage (canvas->plan), corner);
  gboolean is_node = arcs->len != 1;

  wg_session_set_preview (canvas->session, NULL);
  if (!wg_border_grip_delete (self, corner, is_node))
    return TRUE;
  if (renew_corners (self))
    {
      self->corner = find_nearest (self->corners, corner);
      hold_corner (self);
    }
  return TRUE;
}

/** The place that was typed: @12,-5 from the corner, 512345,3345678 anywhere. */
static gboolean
read_place (WgBorderGrip *self, WgPoint *place_out)
{
  const WgExactInput *input = wg_exact_entry_get_input (WG_EXACT_ENTRY (self->entry));
  WgFrame *frame = wg_plan_get_frame (get_canvas (self)->plan);

  if (!wg_exact_input_is_whole (input))
    return FALSE;
  if (input->kind != WG_EXACT_ABSOLUTE)
    {
      *place_out = wg_exact_input_place (input, self->from[0], self->from[0]);
      return wg_point_is_valid (*place_out);
    }
  return frame != NULL && wg_frame_from_metres (frame, input->x_m, input->y_m, place_out)
         && wg_point_is_valid (*place_out);
}

static void
typed_cb (WgBorderGrip *self)
{
  WgPoint place;

  if (read_place (self, &place))
    go_to (self, place);
}

static void
accepted_cb (WgBorderGrip *self)
{
  WgPoint place;

  if (!read_place (self, &place))
    {
      wg_exact_entry_refuse (WG_EXACT_ENTRY (self->entry),
                             _("Type @east,north in metres from the corner, or easting,northing."));
      return;
    }
  close_entry (self);
  gtk_widget_grab_focus (GTK_WIDGET (get_canvas (self)));
  go_to (self, place);
  finish (self);
}

static void
dropped_cb (WgBorderGrip *self)
{
  close_entry (self);
  gtk_widget_grab_focus (GTK_WIDGET (get_canvas (self)));
  hold_corner (self);
}

static gboolean
open_entry (WgBorderGrip *self, const char *text)
{
  close_entry (self);
  self->entry = wg_exact_entry_new (FALSE);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->entry, "accepted", G_CALLBACK (accepted_cb), self);
  g_signal_connect_swapped (self->entry, "dropped", G_CALLBACK (dropped_cb), self);
  wg_canvas_set_entry (get_canvas (self), self->entry);
  wg_exact_entry_begin (WG_EXACT_ENTRY (self->entry), text);
  return TRUE;
}

static gboolean
held_key (WgBorderGrip *self, guint keyval, GdkModifierType state)
{
  gunichar c = gdk_keyval_to_unicode (keyval);
  char text[2] = { (char) c, '\0' };

  switch (keyval)
    {
    case GDK_KEY_Left:
      return nudge (self, -1, 0, state);
    case GDK_KEY_Right:
      return nudge (self, 1, 0, state);
    case GDK_KEY_Up:
      return nudge (self, 0, 1, state);
    case GDK_KEY_Down:
      return nudge (self, 0, -1, state);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return finish (self);
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      return remove_corner (self);
    default:
      return c > 0 && c < 128 && strchr ("0123456789@.+-", (int) c) != NULL
             && open_entry (self, text);
    }
}

gboolean
wg_border_grip_keys (WgBorderGrip *self, guint keyval, GdkModifierType state)
{
  WgCanvas *canvas = get_canvas (self);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) || canvas == NULL
      || canvas->session == NULL || canvas->edit_reason != NULL || !wg_canvas_has_view (canvas)
      || (self->is_dragging && !self->is_keyed))
    return FALSE;
  if (keyval == GDK_KEY_bracketright || keyval == GDK_KEY_bracketleft)
    return step (self, keyval == GDK_KEY_bracketright ? 1 : -1);
  return self->is_keyed && held_key (self, keyval, state);
}

void
wg_border_grip_keys_drop (WgBorderGrip *self)
{
  close_entry (self);
  g_clear_pointer (&self->corners, g_array_unref);
  if (!self->is_keyed)
    return;
  self->is_keyed = FALSE;
  wg_border_grip_clear (self);
}

gboolean
wg_border_grip_cancel (WgBorderGrip *self)
{
  if (!self->is_keyed)
    return FALSE;
  if (wg_point_equal (self->from_to[0], self->from_to[1]))
    wg_border_grip_keys_drop (self);
  else
    hold_corner (self);
  return TRUE;
}

char *
wg_border_grip_keys_hint (WgBorderGrip *self)
{
  double east = (self->to[0].x - (double) self->from[0].x) / 1e3;
  double north = (self->to[0].y - (double) self->from[0].y) / 1e3;

  if (wg_point_equal (self->from_to[0], self->from_to[1]))
    return g_strdup_printf (_("Corner %u of %u: arrows move it, Shift by more; @east,north or "
                              "coordinates; Delete removes it, ] and [ go on"),
                            self->corner + 1, self->corners->len);
  return g_strdup_printf (_("Corner %u of %u, moved %.2f m east and %.2f m north: Enter keeps it, Esc "
                            "takes it back"),
                          self->corner + 1, self->corners->len, east, north);
}
