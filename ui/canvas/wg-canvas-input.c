/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas-private.h"
#include "wg-tool-list.h"

#include <glib/gi18n.h>
#include <math.h>

/* Pointer, wheel, touch and keyboard. */

#define WHEEL_STEP 1.25
#define SURFACE_STEP 1.006 /* per pixel of a touchpad's scroll */
#define KEY_STEP 1.5
#define KEY_PAN 80.0
#define CLICK_SLOP 5.0
#define GLIDE_MEMORY 0.05 /* seconds: older speed is forgotten */

static void
set_cursor (WgCanvas *self, const char *name)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

void
wg_canvas_update_cursor (WgCanvas *self)
{
  if (self->pointer.is_panning)
    set_cursor (self, "grabbing");
  else if (self->pointer.is_space)
    set_cursor (self, "grab");
  else if (self->tool != NULL)
    set_cursor (self, wg_tool_get_cursor (self->tool));
}

static WgToolEvent
make_event (WgCanvas *self, double x, double y)
{
  return (WgToolEvent){ .x = x, .y = y, .point = wg_canvas_point_at (self, x, y) };
}

static char *
describe_place (WgCanvas *self)
{
  WgFrame *frame = self->plan != NULL ? self->shown_frame : NULL;
  double easting = 0, northing = 0, longitude = 0, latitude = 0;
  WgPoint point = wg_canvas_point_at (self, self->pointer.x, self->pointer.y);

  if (frame == NULL)
    return g_strdup ("");
  wg_frame_to_metres (frame, point, &easting, &northing);
  if (!wg_frame_to_degrees (frame, point, &longitude, &latitude))
    return g_strdup_printf (_("E %.1f  N %.1f"), easting, northing);
  return g_strdup_printf (_("E %.1f  N %.1f   %.5f°%s %.5f°%s"), easting, northing, fabs (longitude),
                          longitude < 0 ? C_ ("compass", "W") : C_ ("compass", "E"),
                          fabs (latitude), latitude < 0 ? C_ ("compass", "S") : C_ ("compass", "N"));
}

/** Once per frame: coordinates, the grid under the pointer, the tool's rubber band. */
void
wg_canvas_update_pointer (WgCanvas *self)
{
  WgPointer *pointer = &self->pointer;
  guint32 hovered = 0;

  if (!pointer->is_inside || !wg_canvas_has_view (self))
    wg_canvas_set_pointer_text (self, "");
  else
    {
      g_autofree char *text = describe_place (self);
      wg_canvas_set_pointer_text (self, text);
      /* While the map moves below the pointer nothing is pointed at. */
      if (!pointer->is_panning && !pointer->is_tool && self->move.kind == WG_VIEW_MOVE_NONE)
        hovered = wg_canvas_grid_at (self, pointer->x, pointer->y);
    }
  if (self->session != NULL)
    wg_session_set_hovered (self->session, hovered);
}

static void
tell_motion (WgCanvas *self, double x, double y, GdkModifierType state)
{
  WgToolEvent event = make_event (self, x, y);

  event.state = state;
  if (self->tool != NULL && wg_canvas_has_view (self))
    wg_tool_motion (self->tool, &event);
}

void
wg_canvas_tell_pointer (WgCanvas *self)
{
  if (self->pointer.is_inside)
    tell_motion (self, self->pointer.x, self->pointer.y, 0);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, WgCanvas *self)
{
  WgPointer *pointer = &self->pointer;

  if (pointer->is_inside && pointer->x == x && pointer->y == y)
    return;
  pointer->is_inside = TRUE;
  pointer->x = x;
  pointer->y = y;
  self->pointer_dirty = TRUE;
  wg_canvas_request_tick (self);
  if (!pointer->is_panning && !pointer->is_tool)
    tell_motion (self, x, y,
                 gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller)));
}

static void
leave_cb (GtkEventControllerMotion *controller, WgCanvas *self)
{
  self->pointer.is_inside = FALSE;
  self->pointer_dirty = TRUE;
  wg_canvas_request_tick (self);
  if (self->tool != NULL)
    wg_tool_leave (self->tool);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, WgCanvas *self)
{
  WgPointer *pointer = &self->pointer;
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  wg_canvas_stop (self);
  if (button == GDK_BUTTON_SECONDARY)
    return;
  pointer->is_down = TRUE;
  pointer->start_x = pointer->last_x = x;
  pointer->start_y = pointer->last_y = y;
  pointer->last_time = g_get_monotonic_time ();
  pointer->velocity_x = pointer->velocity_y = 0;
  if (button == GDK_BUTTON_MIDDLE || pointer->is_space)
    {
      pointer->is_panning = TRUE;
      pointer->space_used = TRUE;
    }
  wg_canvas_update_cursor (self);
}

static WgToolEvent
drag_event (GtkGestureDrag *gesture, WgCanvas *self, double x, double y)
{
  WgToolEvent event = make_event (self, x, y);

  event.button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  event.n_press = 1;
  event.state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  return event;
}

/** After the first few pixels: what is this drag? */
static void
decide_drag (GtkGestureDrag *gesture, WgCanvas *self)
{
  WgPointer *pointer = &self->pointer;
  WgToolEvent event = drag_event (gesture, self, pointer->start_x, pointer->start_y);

  pointer->is_tool = wg_canvas_has_view (self) && wg_tool_drag_begin (self->tool, &event);
  pointer->is_panning = !pointer->is_tool;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  wg_canvas_update_cursor (self);
}

static void
pan_on (WgCanvas *self, double x, double y)
{
  WgPointer *pointer = &self->pointer;
  gint64 now = g_get_monotonic_time ();
  double seconds = MAX (1e-3, (double) (now - pointer->last_time) / 1e6);
  double keep = exp (-seconds / GLIDE_MEMORY);

  pointer->velocity_x = pointer->velocity_x * keep + (x - pointer->last_x) / seconds * (1 - keep);
  pointer->velocity_y = pointer->velocity_y * keep + (y - pointer->last_y) / seconds * (1 - keep);
  wg_canvas_pan (self, x - pointer->last_x, y - pointer->last_y);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, WgCanvas *self)
{
  WgPointer *pointer = &self->pointer;
  double x = pointer->start_x + dx, y = pointer->start_y + dy;

  if (!pointer->is_down)
    return;
  if (!pointer->is_panning && !pointer->is_tool)
    {
      if (hypot (dx, dy) < CLICK_SLOP)
        return;
      decide_drag (gesture, self);
    }
  if (pointer->is_tool)
    {
      WgToolEvent event = drag_event (gesture, self, x, y);
      wg_tool_drag_motion (self->tool, &event);
    }
  else
    pan_on (self, x, y);
  pointer->last_x = x;
  pointer->last_y = y;
  pointer->last_time = g_get_monotonic_time ();
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, WgCanvas *self)
{
  WgPointer *pointer = &self->pointer;
  gboolean was_panning = pointer->is_panning, was_tool = pointer->is_tool;
  double idle = (double) (g_get_monotonic_time () - pointer->last_time) / 1e6;
  WgToolEvent event = drag_event (gesture, self, pointer->start_x + dx, pointer->start_y + dy);

  pointer->is_down = pointer->is_panning = pointer->is_tool = FALSE;
  if (was_tool)
    {
      g_autoptr (WgTool) tool = g_object_ref (self->tool); /* it may change the tool */
      wg_tool_drag_end (tool, &event);
    }
  else if (was_panning && idle < 2 * GLIDE_MEMORY)
    wg_canvas_glide (self, pointer->velocity_x, pointer->velocity_y);
  wg_canvas_update_cursor (self);
  self->pointer_dirty = TRUE;
  wg_canvas_request_tick (self);
}

gboolean
wg_canvas_cancel_drag (WgCanvas *self)
{
  gboolean was_tool = self->pointer.is_tool;

  self->pointer.is_down = self->pointer.is_panning = self->pointer.is_tool = FALSE;
  if (was_tool)
    wg_tool_drag_end (self->tool, NULL);
  wg_canvas_update_cursor (self);
  return was_tool;
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, WgCanvas *self)
{
  wg_canvas_cancel_drag (self);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, WgCanvas *self)
{
  self->pointer.start_x = x;
  self->pointer.start_y = y;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, WgCanvas *self)
{
  WgToolEvent event = make_event (self, x, y);

  event.button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  event.n_press = MAX (1, n_press);
  event.state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  /* The gesture also reports the end of a drag. */
  if (hypot (x - self->pointer.start_x, y - self->pointer.start_y) >= CLICK_SLOP
      || event.button == GDK_BUTTON_MIDDLE || self->pointer.is_space || !wg_canvas_has_view (self))
    return;
  if (!wg_tool_click (self->tool, &event) && event.button == GDK_BUTTON_SECONDARY)
    g_signal_emit_by_name (self, "context-menu", x, y, wg_canvas_grid_at (self, x, y));
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, WgCanvas *self)
{
  WgPointer *pointer = &self->pointer;
  double x = pointer->is_inside ? pointer->x : self->viewport.width / 2;
  double y = pointer->is_inside ? pointer->y : self->viewport.height / 2;

  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE)
    {
      wg_canvas_zoom_at (self, x, y, pow (SURFACE_STEP, -dy), FALSE);
      return GDK_EVENT_STOP;
    }
  if (dy != 0)
    wg_canvas_zoom_at (self, x, y, pow (WHEEL_STEP, -dy), TRUE);
  else if (dx != 0)
    wg_canvas_pan (self, -dx * KEY_PAN, 0);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, WgCanvas *self)
{
  wg_canvas_stop (self);
  self->pointer.pinch_scale = self->viewport.scale;
}

static void
pinch_changed_cb (GtkGestureZoom *gesture, double delta, WgCanvas *self)
{
  double x = self->viewport.width / 2, y = self->viewport.height / 2;

  if (self->pointer.pinch_scale <= 0 || !(delta > 0))
    return;
  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  wg_canvas_zoom_at (self, x, y, self->pointer.pinch_scale * delta / self->viewport.scale, FALSE);
}

static void
pinch_end_cb (GtkGesture *gesture, GdkEventSequence *sequence, WgCanvas *self)
{
  self->pointer.pinch_scale = 0;
  wg_canvas_stop (self);
  if (wg_canvas_has_view (self))
    wg_canvas_picture_view_changed (self->picture, TRUE);
}

/** Keys that move the view; the same in every tool. */
static gboolean
view_key (WgCanvas *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      wg_canvas_pan (self, KEY_PAN, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      wg_canvas_pan (self, -KEY_PAN, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      wg_canvas_pan (self, 0, KEY_PAN);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      wg_canvas_pan (self, 0, -KEY_PAN);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      wg_canvas_zoom (self, KEY_STEP);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      wg_canvas_zoom (self, 1 / KEY_STEP);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
    case GDK_KEY_Home:
      wg_canvas_fit (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/** Keys that choose a tool; through the window's action, which knows whether the map can be edited. */
static gboolean
tool_key (WgCanvas *self, guint keyval)
{
  const WgToolInfo *info = wg_tool_list_find_key (keyval);

  return info != NULL
         && gtk_widget_activate_action (GTK_WIDGET (self), "win.tool", "s", info->id);
}

/** A map in a dialog: it has this tool alone, and the selection is the window's. */
static gboolean
is_look_only (WgCanvas *self)
{
  return g_str_equal (self->tool_id, "look");
}

/** First what the tool has begun, then the selection, then the tool; in a dialog, the dialog. */
static gboolean
escape (WgCanvas *self)
{
  if (wg_canvas_cancel_drag (self) || wg_tool_cancel (self->tool))
    return TRUE;
  if (is_look_only (self))
    return FALSE;
  if (self->session != NULL && wg_session_get_selection (self->session)->len > 0)
    {
      wg_session_select (self->session, NULL, 0);
      return TRUE;
    }
  if (g_str_equal (self->tool_id, "select"))
    return FALSE;
  wg_canvas_set_tool (self, "select");
  return TRUE;
}

/** Without a pointer: the place in the middle of the map, that the cross marks. */
static void
click_middle (WgCanvas *self, GdkModifierType state)
{
  WgToolEvent event = make_event (self, self->viewport.width / 2, self->viewport.height / 2);

  event.button = GDK_BUTTON_PRIMARY;
  event.n_press = 1;
  event.state = state;
  if (wg_canvas_has_view (self))
    wg_tool_click (self->tool, &event);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, WgCanvas *self)
{
  GdkModifierType held
    = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK);
  g_autoptr (WgTool) tool = NULL;

  if (keyval == GDK_KEY_space && (held & ~GDK_SHIFT_MASK) == 0)
    {
      if (!self->pointer.is_space)
        self->pointer.space_used = FALSE;
      self->pointer.is_space = TRUE;
      wg_canvas_update_cursor (self);
      return GDK_EVENT_STOP;
    }
  if (held == GDK_CONTROL_MASK && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down) && !is_look_only (self))
    {
      wg_canvas_climb (self, keyval == GDK_KEY_Up);
      return GDK_EVENT_STOP;
    }
  tool = g_object_ref (self->tool); /* a key may change the tool */
  if (keyval == GDK_KEY_Escape && held == 0)
    return escape (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
  if (wg_tool_key (tool, keyval, state))
    return GDK_EVENT_STOP;
  if ((held & ~GDK_SHIFT_MASK) == 0 && wg_canvas_has_view (self)
      && (view_key (self, keyval) || tool_key (self, keyval)))
    return GDK_EVENT_STOP;
  return GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (GtkEventControllerKey *controller, guint keyval, guint keycode,
                 GdkModifierType state, WgCanvas *self)
{
  if (wg_tool_key_released (self->tool, keyval, state) || keyval != GDK_KEY_space
      || !self->pointer.is_space)
    return;
  self->pointer.is_space = FALSE;
  wg_canvas_update_cursor (self);
  if (!self->pointer.space_used)
    click_middle (self, state);
}

static void
focus_out_cb (GtkEventControllerFocus *controller, WgCanvas *self)
{
  self->pointer.is_space = FALSE;
  wg_canvas_update_cursor (self);
}

static void
add_pointer_controllers (WgCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll
    = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);

  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_changed_cb), self);
  g_signal_connect (pinch, "end", G_CALLBACK (pinch_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
}

void
wg_canvas_input_init (WgCanvas *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  add_pointer_controllers (self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (key, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_out_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
