/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-layer-row"

#include "wg-layer-row.h"

#include "../canvas/wg-layer-keeper.h"

#include <glib/gi18n.h>

struct _WgLayerRow
{
  GtkListBoxRow parent_instance;

  /* Template widgets */
  GtkWidget *visible_check;
  GtkImage *kind_image;
  GtkLabel *name_label;
  GtkWidget *warning_image;
  GtkLabel *progress_label;
  GtkMenuButton *menu_button;
  GtkPopover *popover;
  GtkWidget *opacity_label;
  GtkWidget *opacity_scale;
  GtkAdjustment *opacity;
  GtkWidget *zoom_button;
  GtkWidget *up_button;
  GtkWidget *down_button;
  GtkWidget *remove_button;

  /* Owned references */
  WgMapLayer *layer;
};

G_DEFINE_FINAL_TYPE (WgLayerRow, wg_layer_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_COMMAND,
  SIGNAL_DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
icon_name (WgMapLayerKind kind)
{
  switch (kind)
    {
    case WG_MAP_LAYER_GRIDS:
      return "view-grid-symbolic";
    case WG_MAP_LAYER_LABELS:
      return "format-text-bold-symbolic";
    case WG_MAP_LAYER_RASTER:
      return "image-x-generic-symbolic";
    default:
      return "network-workgroup-symbolic";
    }
}

static void
send_command (WgLayerRow *self, const char *command)
{
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SIGNAL_COMMAND], 0, command);
}

static void
zoom_cb (WgLayerRow *self)
{
  send_command (self, "zoom");
}

static void
up_cb (WgLayerRow *self)
{
  send_command (self, "up");
}

static void
down_cb (WgLayerRow *self)
{
  send_command (self, "down");
}

static void
remove_cb (WgLayerRow *self)
{
  send_command (self, "remove");
}

static void
opacity_cb (GtkAdjustment *opacity, WgLayerRow *self)
{
  wg_map_layer_set_opacity (self->layer, gtk_adjustment_get_value (opacity) / 100);
}

static void
renew_state (WgLayerRow *self)
{
  WgMapLayerState state = wg_map_layer_get_state (self->layer);
  double progress = wg_map_layer_get_progress (self->layer);
  const char *problem = wg_map_layer_get_problem (self->layer);
  g_autofree char *percent = g_strdup_printf ("%.0f %%", progress * 100);
  const char *source = wg_map_layer_get_source (self->layer);

  gtk_widget_set_visible (self->warning_image, state == WG_MAP_LAYER_MISSING);
  gtk_widget_set_tooltip_text (self->warning_image, problem);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_label),
                          state == WG_MAP_LAYER_LOADING && progress > 0);
  gtk_label_set_label (self->progress_label, percent);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), source);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
  gtk_widget_set_sensitive (self->zoom_button, state == WG_MAP_LAYER_READY);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, WgLayerRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_typed (WG_TYPE_MAP_LAYER, self->layer);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, WgLayerRow *self)
{
  WgMapLayer *layer = g_value_get_object (value);

  if (layer == NULL || layer == self->layer)
    return FALSE;
  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, layer);
  return TRUE;
}

/* The buildings of the project itself come back whenever it is opened: they can be hidden, not removed. */
static gboolean
is_of_project (WgMapLayer *layer)
{
  const char *source = wg_map_layer_get_source (layer);

  return source != NULL && g_str_has_suffix (source, ".wangge")
         && g_strcmp0 (wg_map_layer_get_layer (layer), WG_LAYER_BUILDINGS) == 0;
}

/** The grids and the labels are always there; the labels are always on top. */
static void
set_layer (WgLayerRow *self, WgMapLayer *layer)
{
  WgMapLayerKind kind = wg_map_layer_get_kind (layer);
  gboolean is_labels = kind == WG_MAP_LAYER_LABELS;
  gboolean is_own = is_labels || kind == WG_MAP_LAYER_GRIDS || is_of_project (layer);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (WG_TYPE_MAP_LAYER, GDK_ACTION_MOVE);

  self->layer = g_object_ref (layer);
  g_object_bind_property (layer, "name", self->name_label, "label", G_BINDING_SYNC_CREATE);
  g_object_bind_property (layer, "visible", self->visible_check, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_image_set_from_icon_name (self->kind_image, icon_name (kind));
  gtk_adjustment_set_value (self->opacity, wg_map_layer_get_opacity (layer) * 100);
  g_signal_connect_object (self->opacity, "value-changed", G_CALLBACK (opacity_cb), self, 0);
  g_signal_connect_object (layer, "notify::state", G_CALLBACK (renew_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (layer, "notify::progress", G_CALLBACK (renew_state), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->remove_button, !is_own);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), !is_labels);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->visible_check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, wg_map_layer_get_name (layer), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Opacity, order and more"), -1);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  if (!is_labels)
    gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  else
    g_object_unref (source);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  renew_state (self);
}

static void
wg_layer_row_dispose (GObject *object)
{
  WgLayerRow *self = WG_LAYER_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_LAYER_ROW);
  g_clear_object (&self->layer);
  G_OBJECT_CLASS (wg_layer_row_parent_class)->dispose (object);
}

static void
wg_layer_row_class_init (WgLayerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_layer_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/wg-layer-row.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgLayerRow, name)
  BIND (visible_check);
  BIND (kind_image);
  BIND (name_label);
  BIND (warning_image);
  BIND (progress_label);
  BIND (menu_button);
  BIND (popover);
  BIND (opacity_label);
  BIND (opacity_scale);
  BIND (opacity);
  BIND (zoom_button);
  BIND (up_button);
  BIND (down_button);
  BIND (remove_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, zoom_cb);
  gtk_widget_class_bind_template_callback (widget_class, up_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);

  signals[SIGNAL_COMMAND] = g_signal_new ("command", WG_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", WG_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, WG_TYPE_MAP_LAYER);
}

static void
wg_layer_row_init (WgLayerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wg_layer_row_new (WgMapLayer *layer)
{
  WgLayerRow *self = g_object_new (WG_TYPE_LAYER_ROW, NULL);

  set_layer (self, layer);
  return GTK_WIDGET (self);
}

WgMapLayer *
wg_layer_row_get_layer (WgLayerRow *self)
{
  return self->layer;
}
