/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas.h"

#include "wg-canvas-private.h"
#include "wg-tool-list.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (WgCanvas, wg_canvas, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_TOOL,
  PROP_TOOL_HINT,
  PROP_EDIT_REASON,
  PROP_POINTER_TEXT,
  PROP_SCALE,
  PROP_SHOW_CODES,
  PROP_SHOW_LABELS,
  PROP_BUSY,
  PROP_LAYERS,
  N_PROPS
};

enum
{
  SIGNAL_MESSAGE,
  SIGNAL_WORK,
  SIGNAL_CONTEXT_MENU,
  SIGNAL_PICKED,
  SIGNAL_AREA_DRAWN,
  SIGNAL_LAYERS_CHANGED,
  SIGNAL_STAFFING_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

void
wg_canvas_set_entry (WgCanvas *self, GtkWidget *entry)
{
  gboolean had_focus = FALSE;

  if (self->entry != NULL)
    {
      had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->entry;
      gtk_widget_unparent (self->entry);
    }
  self->entry = entry;
  if (entry != NULL)
    gtk_widget_set_parent (entry, GTK_WIDGET (self));
  else if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/** In the middle of the foot of the map. */
static void
allocate_entry (WgCanvas *self, int width, int height)
{
  GtkRequisition size;
  GskTransform *transform = NULL;

  if (self->entry == NULL)
    return;
  gtk_widget_get_preferred_size (self->entry, NULL, &size);
  size.width = MIN (size.width, width);
  transform = gsk_transform_translate (
    NULL, &GRAPHENE_POINT_INIT ((float) ((width - size.width) / 2),
                                (float) MAX (0, height - size.height - 16)));
  gtk_widget_allocate (self->entry, size.width, size.height, -1, transform);
}

void
wg_canvas_say (WgCanvas *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, sentence);
}

static void
style_changed_cb (WgCanvas *self)
{
  wg_canvas_picture_restyle (self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
wg_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                   int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600;
}

static void
wg_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  wg_canvas_view_resized (WG_CANVAS (widget), width, height);
  allocate_entry (WG_CANVAS (widget), width, height);
}

static void
wg_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  wg_canvas_draw (WG_CANVAS (widget), snapshot);
  if (WG_CANVAS (widget)->entry != NULL)
    gtk_widget_snapshot_child (widget, WG_CANVAS (widget)->entry, snapshot);
}

static void
wg_canvas_unrealize (GtkWidget *widget)
{
  wg_canvas_picture_unrealize (WG_CANVAS (widget)->picture);
  GTK_WIDGET_CLASS (wg_canvas_parent_class)->unrealize (widget);
}

static void
wg_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WgCanvas *self = WG_CANVAS (object);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_TOOL:
      g_value_set_string (value, self->tool_id);
      break;
    case PROP_TOOL_HINT:
      g_value_set_string (value, self->tool_hint);
      break;
    case PROP_EDIT_REASON:
      g_value_set_string (value, self->edit_reason);
      break;
    case PROP_POINTER_TEXT:
      g_value_set_string (value, self->pointer_text);
      break;
    case PROP_SCALE:
      g_value_set_double (value, wg_canvas_get_scale (self));
      break;
    case PROP_SHOW_CODES:
      g_value_set_boolean (value, self->show_codes);
      break;
    case PROP_SHOW_LABELS:
      g_value_set_boolean (value, wg_canvas_get_show_labels (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->is_busy);
      break;
    case PROP_LAYERS:
      g_value_set_object (value, self->layers);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wg_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WgCanvas *self = WG_CANVAS (object);

  switch (id)
    {
    case PROP_SESSION:
      wg_canvas_set_session (self, g_value_get_object (value));
      break;
    case PROP_TOOL:
      wg_canvas_set_tool (self, g_value_get_string (value));
      break;
    case PROP_EDIT_REASON:
      wg_canvas_set_edit_reason (self, g_value_get_string (value));
      break;
    case PROP_SHOW_CODES:
      wg_canvas_set_show_codes (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_LABELS:
      wg_canvas_set_show_labels (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wg_canvas_dispose (GObject *object)
{
  WgCanvas *self = WG_CANVAS (object);

  g_clear_weak_pointer (&self->tool_panel);
  wg_canvas_view_dispose (self);
  if (self->session != NULL)
    wg_canvas_set_session (self, NULL);
  if (self->layers != NULL)
    wg_canvas_layers_dispose (self);
  g_clear_pointer (&self->picture, wg_canvas_picture_free);
  wg_canvas_mark_clear (self);
  g_clear_object (&self->tool);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->layers);
  G_OBJECT_CLASS (wg_canvas_parent_class)->dispose (object);
}

static void
wg_canvas_finalize (GObject *object)
{
  WgCanvas *self = WG_CANVAS (object);

  g_free (self->tool_id);
  g_free (self->tool_hint);
  g_free (self->edit_reason);
  g_free (self->pointer_text);
  g_free (self->snap_text);
  g_clear_object (&self->state_action);
  g_clear_pointer (&self->blank_frame, wg_frame_unref);
  g_clear_pointer (&self->shown_frame, wg_frame_unref);
  wg_shape_free (self->hover_shape);
  G_OBJECT_CLASS (wg_canvas_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  GParamFlags rw = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags ro = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, WG_TYPE_SESSION, rw);
  properties[PROP_TOOL] = g_param_spec_string ("tool", NULL, NULL, "select", rw);
  properties[PROP_TOOL_HINT] = g_param_spec_string ("tool-hint", NULL, NULL, "", ro);
  properties[PROP_EDIT_REASON] = g_param_spec_string ("edit-reason", NULL, NULL, NULL, rw);
  properties[PROP_POINTER_TEXT] = g_param_spec_string ("pointer-text", NULL, NULL, "", ro);
  properties[PROP_SCALE] = g_param_spec_double ("scale", NULL, NULL, 0, G_MAXDOUBLE, 0, ro);
  properties[PROP_SHOW_CODES] = g_param_spec_boolean ("show-codes", NULL, NULL, FALSE, rw);
  properties[PROP_SHOW_LABELS] = g_param_spec_boolean ("show-labels", NULL, NULL, TRUE, rw);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, ro);
  properties[PROP_LAYERS] = g_param_spec_object ("layers", NULL, NULL, G_TYPE_LIST_MODEL, ro);
  g_object_class_install_properties (klass, N_PROPS, properties);
}

static void
wg_canvas_class_init (WgCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = wg_canvas_get_property;
  object_class->set_property = wg_canvas_set_property;
  object_class->dispose = wg_canvas_dispose;
  object_class->finalize = wg_canvas_finalize;
  widget_class->measure = wg_canvas_measure;
  widget_class->size_allocate = wg_canvas_size_allocate;
  widget_class->snapshot = wg_canvas_snapshot;
  widget_class->unrealize = wg_canvas_unrealize;
  gtk_widget_class_set_css_name (widget_class, "wg-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  install_properties (object_class);

  signals[SIGNAL_MESSAGE] = g_signal_new ("message", WG_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_WORK] = g_signal_new ("work", WG_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_CONTEXT_MENU]
    = g_signal_new ("context-menu", WG_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_UINT);
  signals[SIGNAL_PICKED]
    = g_signal_new ("picked", WG_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGNAL_AREA_DRAWN] = g_signal_new ("area-drawn", WG_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_LAYERS_CHANGED] = g_signal_new ("layers-changed", WG_TYPE_CANVAS,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 0);
  signals[SIGNAL_STAFFING_CHANGED] = g_signal_new ("staffing-changed", WG_TYPE_CANVAS,
                                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                   G_TYPE_NONE, 0);
}

static void
wg_canvas_init (WgCanvas *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->pointer_text = g_strdup ("");
  self->hover_shape = wg_shape_new ();
  self->fit_pending = TRUE;
  self->layers = g_list_store_new (WG_TYPE_MAP_LAYER);
  self->state_action = g_simple_action_new_stateful ("map-state", NULL, g_variant_new_string ("{}"));
  g_simple_action_set_enabled (self->state_action, FALSE);
  self->picture = wg_canvas_picture_new (self);
  wg_canvas_layers_init (self);
  wg_canvas_input_init (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Map"), -1);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (style_changed_cb), NULL);
  wg_canvas_set_tool (self, "select");
}

GtkWidget *
wg_canvas_new (void)
{
  return g_object_new (WG_TYPE_CANVAS, NULL);
}

void
wg_canvas_set_session (WgCanvas *self, WgSession *session)
{
  g_return_if_fail (WG_IS_CANVAS (self));
  g_return_if_fail (session == NULL || WG_IS_SESSION (session));

  if (self->session == session)
    return;
  wg_canvas_cancel_drag (self);
  if (self->tool != NULL)
    wg_tool_cancel (self->tool);
  wg_canvas_forget_hover (self);
  if (self->session != NULL)
    wg_canvas_unfollow (self);
  if (session != NULL)
    wg_canvas_follow (self, session);
  wg_canvas_stop (self);
  self->viewport.scale = 0;
  self->fit_pending = TRUE;
  wg_canvas_show_content (self);
  wg_canvas_staff_follow (self);
  wg_canvas_picture_plan_replaced (self->picture);
  wg_canvas_layers_reload (self);
  wg_canvas_renew_hint (self);
  wg_canvas_renew_state (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCALE]);
}

WgSession *
wg_canvas_get_session (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), NULL);
  return self->session;
}

GListStore *
wg_canvas_get_layers (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), NULL);
  return self->layers;
}

gboolean
wg_canvas_take_points (WgCanvas *self, const GArray *points, gboolean is_ring)
{
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;

  g_return_val_if_fail (WG_IS_CANVAS (self), FALSE);
  if (is_ring && wg_tool_list_find ("draw") != NULL)
    wg_canvas_set_tool (self, "draw");
  if (self->tool == NULL || !wg_tool_take_points (self->tool, points, is_ring))
    return FALSE;
  for (guint i = 0; i < points->len; i++)
    wg_envelope_add_point (&envelope, g_array_index (points, WgPoint, i));
  wg_canvas_fit_envelope (self, &envelope);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

void
wg_canvas_take_tool (WgCanvas *self, const char *id, WgTool *tool)
{
  if (self->tool != NULL)
    {
      wg_canvas_cancel_drag (self);
      wg_tool_cancel (self->tool);
    }
  wg_canvas_set_snap_text (self, NULL);
  g_clear_object (&self->tool);
  g_free (self->tool_id);
  self->tool_id = g_strdup (id);
  self->tool = tool;
  wg_canvas_tell_pointer (self);
  wg_canvas_update_cursor (self);
  wg_canvas_renew_hint (self);
  wg_canvas_renew_state (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

void
wg_canvas_set_tool (WgCanvas *self, const char *tool)
{
  const WgToolInfo *info = wg_tool_list_find (tool);

  g_return_if_fail (WG_IS_CANVAS (self));
  if (info == NULL || (info->edits && self->edit_reason != NULL))
    info = wg_tool_list_find ("select");
  if (g_strcmp0 (self->tool_id, info->id) != 0)
    wg_canvas_take_tool (self, info->id, g_object_new (info->get_type (), "canvas", self, NULL));
}

const char *
wg_canvas_get_tool (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), NULL);
  return self->tool_id;
}

GtkWidget *
wg_canvas_make_tool_panel (WgCanvas *self)
{
  WgToolClass *klass = NULL;
  GtkWidget *panel = NULL;

  g_return_val_if_fail (WG_IS_CANVAS (self), NULL);
  klass = WG_TOOL_GET_CLASS (self->tool);
  if (klass->make_panel != NULL)
    panel = klass->make_panel (self->tool);
  g_set_weak_pointer (&self->tool_panel, panel);
  return panel;
}

void
wg_canvas_set_edit_reason (WgCanvas *self, const char *reason)
{
  const WgToolInfo *info = NULL;

  g_return_if_fail (WG_IS_CANVAS (self));
  if (g_strcmp0 (self->edit_reason, reason) == 0)
    return;
  g_free (self->edit_reason);
  self->edit_reason = g_strdup (reason);
  info = wg_tool_list_find (self->tool_id);
  if (reason != NULL && info->edits)
    wg_canvas_set_tool (self, "select");
  else if (reason != NULL)
    {
      wg_canvas_cancel_drag (self);
      wg_tool_cancel (self->tool);
    }
  wg_canvas_renew_hint (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDIT_REASON]);
}

const char *
wg_canvas_get_edit_reason (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), NULL);
  return self->edit_reason;
}

void
wg_canvas_set_show_codes (WgCanvas *self, gboolean show_codes)
{
  g_return_if_fail (WG_IS_CANVAS (self));
  show_codes = !!show_codes;
  if (self->show_codes == show_codes)
    return;
  self->show_codes = show_codes;
  wg_canvas_picture_labels_changed (self->picture);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_CODES]);
}

gboolean
wg_canvas_get_show_codes (WgCanvas *self)
{
  g_return_val_if_fail (WG_IS_CANVAS (self), FALSE);
  return self->show_codes;
}

void
wg_canvas_set_show_labels (WgCanvas *self, gboolean show_labels)
{
  g_return_if_fail (WG_IS_CANVAS (self));
  wg_map_layer_set_visible (wg_canvas_find_layer (self, WG_MAP_LAYER_LABELS), show_labels);
}

gboolean
wg_canvas_get_show_labels (WgCanvas *self)
{
  WgMapLayer *labels = NULL;

  g_return_val_if_fail (WG_IS_CANVAS (self), FALSE);
  labels = wg_canvas_find_layer (self, WG_MAP_LAYER_LABELS);
  return labels != NULL && wg_map_layer_get_visible (labels);
}
