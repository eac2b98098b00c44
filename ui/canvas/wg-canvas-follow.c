/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas-private.h"

/* Keeps the map in step with a session and its plan. */

static void
selection_changed_cb (WgSession *session, WgCanvas *self)
{
  wg_canvas_picture_selection_changed (self->picture);
  wg_tool_selection_changed (self->tool);
  wg_canvas_renew_hint (self);
  wg_canvas_renew_state (self);
}

/* The numbers beside the pointer follow each frame of a gesture. */
static void
preview_changed_cb (WgSession *session, WgCanvas *self)
{
  wg_canvas_renew_state (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
hovered_cb (WgSession *session, GParamSpec *pspec, WgCanvas *self)
{
  guint32 hovered = wg_session_get_hovered (session);

  if (self->hovered == hovered)
    return;
  self->hovered = hovered;
  wg_shape_clear (self->hover_shape);
  if (hovered != 0 && wg_plan_get_grid (self->plan, hovered) != NULL)
    wg_plan_get_shape (self->plan, hovered, self->hover_shape);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
depth_cb (WgSession *session, GParamSpec *pspec, WgCanvas *self)
{
  wg_canvas_picture_restyle (self->picture);
  self->pointer_dirty = TRUE;
  wg_canvas_request_tick (self);
  wg_canvas_renew_hint (self);
  wg_canvas_renew_state (self);
}

static void
fly_to_cb (WgSession *session, const WgEnvelope *envelope, WgCanvas *self)
{
  wg_canvas_fit_envelope (self, envelope);
}

void
wg_canvas_forget_hover (WgCanvas *self)
{
  self->hovered = 0;
  wg_shape_clear (self->hover_shape);
  if (self->session != NULL)
    wg_session_set_hovered (self->session, 0);
  self->pointer_dirty = TRUE;
  wg_canvas_request_tick (self);
}

static void
plan_changed_cb (WgPlan *plan, const WgChange *change, gboolean backwards, WgCanvas *self)
{
  wg_canvas_forget_hover (self);
  wg_canvas_staff_update (self, change);
  wg_canvas_picture_plan_changed (self->picture, change);
  if (self->tool != NULL)
    wg_tool_view_changed (self->tool);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Before the first grid there is no frame: it is drawn in one where the first layer lies, or for the
 * wanted reference system. */
static WgFrame *
ref_frame (WgCanvas *self)
{
  WgFrame *frame = NULL;

  if (self->plan == NULL)
    return NULL;
  frame = wg_canvas_get_frame (self);
  if (frame != NULL)
    return wg_frame_ref (frame);
  frame = wg_frame_new_for_crs (wg_plan_get_wanted_crs (self->plan), NULL);
  return frame != NULL ? frame : wg_frame_new_for_crs (NULL, NULL);
}

WgFrame *
wg_canvas_get_frame (WgCanvas *self)
{
  WgFrame *frame = self->plan != NULL ? wg_plan_get_frame (self->plan) : NULL;

  return frame != NULL ? frame : self->blank_frame;
}

/** A new content: keeps the place when it still shows some of it, else shows everything. */
void
wg_canvas_show_content (WgCanvas *self)
{
  WgEnvelope whole = wg_canvas_whole (self);
  WgEnvelope seen = WG_ENVELOPE_EMPTY;
  g_autoptr (WgFrame) frame = ref_frame (self);
  gboolean is_same_frame = self->shown_frame == frame
                           || (self->shown_frame != NULL && frame != NULL
                               && wg_frame_equal (self->shown_frame, frame));

  g_clear_pointer (&self->shown_frame, wg_frame_unref);
  self->shown_frame = g_steal_pointer (&frame);
  if (wg_canvas_has_view (self))
    seen = wg_viewport_envelope (&self->viewport);
  if (wg_envelope_is_empty (&whole))
    {
      self->fit_pending = TRUE;
      return;
    }
  if (is_same_frame && !self->fit_pending && !wg_envelope_is_empty (&seen)
      && wg_envelope_intersects (&seen, &whole))
    return;
  self->fit_pending = TRUE;
  wg_canvas_stop (self);
  if (self->viewport.width > 0)
    wg_canvas_view_resized (self, (int) self->viewport.width, (int) self->viewport.height);
}

static void
plan_replaced_cb (WgPlan *plan, WgCanvas *self)
{
  wg_canvas_forget_hover (self);
  wg_tool_cancel (self->tool);
  wg_canvas_show_content (self);
  wg_canvas_staff_follow (self);
  wg_canvas_picture_plan_replaced (self->picture);
  wg_canvas_layers_reload (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wg_canvas_unfollow (WgCanvas *self)
{
  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_data (self->plan, self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->plan);
  g_clear_object (&self->session);
  g_clear_pointer (&self->blank_frame, wg_frame_unref);
}

void
wg_canvas_follow (WgCanvas *self, WgSession *session)
{
  self->session = g_object_ref (session);
  self->plan = g_object_ref (wg_session_get_plan (session));
  g_signal_connect (session, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  g_signal_connect (session, "notify::hovered", G_CALLBACK (hovered_cb), self);
  g_signal_connect (session, "notify::depth", G_CALLBACK (depth_cb), self);
  g_signal_connect (session, "preview-changed", G_CALLBACK (preview_changed_cb), self);
  g_signal_connect (session, "fly-to", G_CALLBACK (fly_to_cb), self);
  g_signal_connect (self->plan, "changed", G_CALLBACK (plan_changed_cb), self);
  g_signal_connect (self->plan, "replaced", G_CALLBACK (plan_replaced_cb), self);
}
