/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-cleaning"

#include "wg-import-cleaning.h"

#include <glib/gi18n.h>

#define ASK 4 /* the place of asking among the rules for overlaps */

struct _WgImportCleaning
{
  AdwPreferencesGroup parent_instance;

  /* Template widgets */
  GtkSpinButton *sliver_spin;
  AdwComboRow *overlap_row;
  AdwActionRow *ask_row;
  GtkSpinButton *ask_spin;
  AdwComboRow *rest_row;
  AdwActionRow *parents_row;
  GtkSwitch *parents_switch;
  AdwComboRow *nest_row;
  AdwComboRow *lines_row;
  AdwActionRow *gap_row;
  GtkSpinButton *gap_spin;

  gboolean is_showing; /* what is chosen: nobody said it just now */
};

G_DEFINE_FINAL_TYPE (WgImportCleaning, wg_import_cleaning, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  PARENTS_SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_gap (WgImportCleaning *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->gap_row),
                          gtk_widget_get_visible (GTK_WIDGET (self->lines_row))
                            && adw_combo_row_get_selected (self->lines_row) == 1);
}

static void
selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportCleaning *self)
{
  if (self->gap_row == NULL)
    return;
  update_gap (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
update_asking (WgImportCleaning *self)
{
  gboolean asks = adw_combo_row_get_selected (self->overlap_row) == ASK;

  gtk_widget_set_visible (GTK_WIDGET (self->ask_row), asks);
  gtk_widget_set_visible (GTK_WIDGET (self->rest_row), asks);
}

static void
overlap_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportCleaning *self)
{
  if (self->rest_row == NULL)
    return;
  update_asking (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
value_changed_cb (GtkSpinButton *spin, WgImportCleaning *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
parents_switched_cb (GtkSwitch *parents_switch, GParamSpec *pspec, WgImportCleaning *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[PARENTS_SAID], 0, gtk_switch_get_active (parents_switch));
}

static void
wg_import_cleaning_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WG_TYPE_IMPORT_CLEANING);

  G_OBJECT_CLASS (wg_import_cleaning_parent_class)->dispose (object);
}

static void
wg_import_cleaning_class_init (WgImportCleaningClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_cleaning_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PARENTS_SAID]
    = g_signal_new ("parents-said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-cleaning.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgImportCleaning, name)
  BIND (sliver_spin);
  BIND (overlap_row);
  BIND (ask_row);
  BIND (ask_spin);
  BIND (rest_row);
  BIND (parents_row);
  BIND (parents_switch);
  BIND (nest_row);
  BIND (lines_row);
  BIND (gap_row);
  BIND (gap_spin);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, overlap_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, parents_switched_cb);
}

static void
wg_import_cleaning_init (WgImportCleaning *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wg_import_cleaning_offer (WgImportCleaning *self, const WgSourceLayer *layer, guint depth)
{
  gboolean has_lines = layer != NULL && !layer->has_polygons
                       && (layer->has_closed_lines || layer->has_open_lines);

  gtk_widget_set_visible (GTK_WIDGET (self->nest_row), depth > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->lines_row), has_lines);
  update_gap (self);
}

void
wg_import_cleaning_set (WgImportCleaning *self, const WgImportChoice *choice)
{
  gtk_spin_button_set_value (self->sliver_spin, choice->sliver_width_m);
  adw_combo_row_set_selected (self->overlap_row, choice->asks ? ASK : choice->overlap);
  adw_combo_row_set_selected (self->rest_row, choice->overlap);
  gtk_spin_button_set_value (self->ask_spin, choice->ask_from_m2);
  update_asking (self);
  adw_combo_row_set_selected (self->nest_row, choice->nest_rule);
  adw_combo_row_set_selected (self->lines_row, choice->lines == WG_LINES_JOINED ? 1 : 0);
  gtk_spin_button_set_value (self->gap_spin, choice->gap_m);
  update_gap (self);
}

void
wg_import_cleaning_show_parents (WgImportCleaning *self, gboolean can_make, gboolean makes)
{
  self->is_showing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->parents_row), can_make);
  gtk_switch_set_active (self->parents_switch, makes);
  self->is_showing = FALSE;
}

void
wg_import_cleaning_get (WgImportCleaning *self, WgImportChoice *choice)
{
  choice->sliver_width_m = gtk_spin_button_get_value (self->sliver_spin);
  choice->asks = adw_combo_row_get_selected (self->overlap_row) == ASK;
  choice->overlap = (WgOverlapRule) adw_combo_row_get_selected (choice->asks ? self->rest_row
                                                                              : self->overlap_row);
  choice->ask_from_m2 = gtk_spin_button_get_value (self->ask_spin);
  choice->nest_rule = gtk_widget_get_visible (GTK_WIDGET (self->nest_row))
                        ? (WgNestRule) adw_combo_row_get_selected (self->nest_row)
                        : WG_NEST_PARENTS_FOLLOW;
  choice->lines = WG_LINES_AUTO;
  if (gtk_widget_get_visible (GTK_WIDGET (self->lines_row)))
    choice->lines
      = adw_combo_row_get_selected (self->lines_row) == 1 ? WG_LINES_JOINED : WG_LINES_CLOSED;
  choice->gap_m = gtk_spin_button_get_value (self->gap_spin);
}
