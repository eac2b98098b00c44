/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

/* What the canvas tells of itself: the texts of the status bar, and its state for programs that drive the window. */

#include "wg-canvas.h"

#include "wg-canvas-private.h"
#include "wg-live-panel.h"

#include "../../app/base/wg-json.h"
#include "../../app/plan/wg-tally-json.h"

/* More of them in a preview are not written into the state: the panel tells the worst. */
#define MAX_TOLD_GRIDS 200

void
wg_canvas_set_pointer_text (WgCanvas *self, const char *text)
{
  if (g_strcmp0 (self->pointer_text, text) == 0)
    return;
  g_free (self->pointer_text);
  self->pointer_text = g_strdup (text);
  g_object_notify (G_OBJECT (self), "pointer-text");
}

void
wg_canvas_set_snap_text (WgCanvas *self, const char *text)
{
  if (g_strcmp0 (self->snap_text, text) == 0)
    return;
  g_free (self->snap_text);
  self->snap_text = g_strdup (text);
  wg_canvas_renew_state (self);
}

void
wg_canvas_set_busy (WgCanvas *self, gboolean busy)
{
  busy = !!busy;
  if (self->is_busy == busy)
    return;
  self->is_busy = busy;
  g_object_notify (G_OBJECT (self), "busy");
  wg_canvas_renew_state (self);
}

void
wg_canvas_renew_hint (WgCanvas *self)
{
  g_autofree char *hint = self->tool != NULL ? wg_tool_hint (self->tool) : g_strdup ("");

  if (g_strcmp0 (self->tool_hint, hint) == 0)
    return;
  g_free (self->tool_hint);
  self->tool_hint = g_steal_pointer (&hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->tool_hint, -1);
  wg_canvas_renew_state (self);
  g_object_notify (G_OBJECT (self), "tool-hint");
}

void
wg_canvas_renew_state (WgCanvas *self)
{
  WgJson *json = wg_json_new ();
  WgViewport view = wg_canvas_get_viewport (self);
  const GArray *selection = self->session != NULL ? wg_session_get_selection (self->session) : NULL;
  const WgLandPreview *preview
    = self->session != NULL ? wg_session_get_preview (self->session) : NULL;
  g_autofree char *panel = NULL;
  g_autofree char *text = NULL;

  wg_json_begin_object (json, NULL);
  wg_json_double (json, "x", view.center_x / 1000, 3);
  wg_json_double (json, "y", view.center_y / 1000, 3);
  wg_json_double (json, "width", view.width, 0);
  wg_json_double (json, "height", view.height, 0);
  wg_json_double (json, "scale", wg_canvas_get_scale (self), 1);
  wg_json_double (json, "pixels_per_m", view.scale * 1000, 9);
  wg_json_string (json, "tool", self->tool_id);
  wg_json_string (json, "hint", self->tool_hint);
  wg_json_string (json, "view", self->is_staff_view ? "staff" : "grids");
  wg_json_int (json, "depth", self->session != NULL ? wg_session_get_depth (self->session) : 0);
  wg_json_int (json, "selected", selection != NULL ? selection->len : 0);
  self->told_pending = self->picture != NULL ? wg_canvas_picture_pending (self->picture) : 0;
  wg_json_int (json, "pending", self->told_pending);
  wg_json_boolean (json, "marked", self->mark != NULL);
  wg_json_boolean (json, "moving", self->move.kind != WG_VIEW_MOVE_NONE);
  wg_json_string (json, "snap", self->snap_text != NULL ? self->snap_text : "");
  wg_json_int (json, "layers", g_list_model_get_n_items (G_LIST_MODEL (self->layers)));
  panel = wg_live_panel_text (self);
  wg_json_string (json, "panel", panel);
  if (preview != NULL && preview->grids->len > MAX_TOLD_GRIDS)
    preview = NULL;
  wg_land_preview_write_json (json, "preview", self->plan, preview);
  wg_json_end_object (json);
  text = wg_json_finish (json);
  g_simple_action_set_state (self->state_action, g_variant_new_string (g_strstrip (text)));
}

const char *
wg_canvas_get_tool_hint (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), NULL);
  return self->tool_hint;
}

const char *
wg_canvas_get_pointer_text (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), NULL);
  return self->pointer_text;
}

gboolean
wg_canvas_get_busy (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), FALSE);
  return self->is_busy;
}

GAction *
wg_canvas_get_state_action (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), NULL);
  return G_ACTION (self->state_action);
}
