/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-preferences"

#include "wg-preferences.h"

struct _WgPreferences
{
  AdwPreferencesWindow parent_instance;

  /* Template widgets */
  AdwComboRow *color_row;
  AdwComboRow *labels_row;
  GtkSpinButton *sliver_spin;

  /* Owned references */
  GSettings *settings;
  WgRecent *recent;

  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgPreferences, wg_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The rows list the values of the enums in their order. */
static void
color_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgPreferences *self)
{
  if (!self->is_filling)
    g_settings_set_enum (self->settings, "color-scheme", (int) adw_combo_row_get_selected (row));
}

static void
labels_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgPreferences *self)
{
  if (!self->is_filling)
    g_settings_set_enum (self->settings, "labels", (int) adw_combo_row_get_selected (row));
}

static void
clear_recent_cb (GtkButton *button, WgPreferences *self)
{
  wg_recent_clear (self->recent);
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
}

static void
wg_preferences_dispose (GObject *object)
{
  WgPreferences *self = WG_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_PREFERENCES);
  g_clear_object (&self->settings);
  g_clear_object (&self->recent);

  G_OBJECT_CLASS (wg_preferences_parent_class)->dispose (object);
}

static void
wg_preferences_class_init (WgPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, WgPreferences, color_row);
  gtk_widget_class_bind_template_child (widget_class, WgPreferences, labels_row);
  gtk_widget_class_bind_template_child (widget_class, WgPreferences, sliver_spin);
  gtk_widget_class_bind_template_callback (widget_class, color_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, labels_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_recent_cb);
}

static void
wg_preferences_init (WgPreferences *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wg_preferences_new (GtkWindow *parent, GSettings *settings, WgRecent *recent)
{
  WgPreferences *self = g_object_new (WG_TYPE_PREFERENCES, "transient-for", parent, NULL);

  self->settings = g_object_ref (settings);
  self->recent = g_object_ref (recent);
  adw_combo_row_set_selected (self->color_row,
                              (guint) g_settings_get_enum (settings, "color-scheme"));
  adw_combo_row_set_selected (self->labels_row, (guint) g_settings_get_enum (settings, "labels"));
  g_settings_bind (settings, "sliver-width", self->sliver_spin, "value", G_SETTINGS_BIND_DEFAULT);
  self->is_filling = FALSE;
  return GTK_WIDGET (self);
}
