/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-level-dialog"

#include "wg-level-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_BANDS 3
#define N_NUMBERS 3
#define MAX_COUNT 10000000.0
#define MAX_AREA 4e9 /* m²: more does not fit into a rule */

struct _WgLevelDialog
{
  AdwMessageDialog parent_instance;

  GtkSpinButton *numbers[N_BANDS][N_NUMBERS];
  GtkLabel *problem;
  WgLevelRule rule;
};

G_DEFINE_FINAL_TYPE (WgLevelDialog, wg_level_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  CHANGED_RULE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WgSizeBand *
band_of (WgLevelRule *rule, guint i)
{
  WgSizeBand *bands[N_BANDS] = { &rule->households, &rule->people, &rule->area };

  return bands[i];
}

static void
read_band (WgLevelDialog *self, guint i, WgSizeBand *band)
{
  guint32 *values[N_NUMBERS] = { &band->min, &band->target, &band->max };

  for (guint k = 0; k < N_NUMBERS; k++)
    *values[k] = (guint32) llround (gtk_spin_button_get_value (self->numbers[i][k]));
}

/* 0 asks nothing; what is asked must rise from the least to the most. */
static gboolean
is_in_order (const WgSizeBand *band)
{
  guint32 values[N_NUMBERS] = { band->min, band->target, band->max }, last = 0;

  for (guint k = 0; k < N_NUMBERS; k++)
    {
      if (values[k] != 0 && values[k] < last)
        return FALSE;
      last = MAX (last, values[k]);
    }
  return TRUE;
}

static void
changed_cb (WgLevelDialog *self)
{
  gboolean is_good = TRUE;

  for (guint i = 0; i < N_BANDS; i++)
    {
      WgSizeBand band = { 0 };
      gboolean is_ordered = FALSE;

      read_band (self, i, &band);
      is_ordered = is_in_order (&band);
      is_good &= is_ordered;
      for (guint k = 0; k < N_NUMBERS; k++)
        gtk_accessible_update_state (GTK_ACCESSIBLE (self->numbers[i][k]),
                                     GTK_ACCESSIBLE_STATE_INVALID,
                                     is_ordered ? GTK_ACCESSIBLE_INVALID_FALSE
                                                : GTK_ACCESSIBLE_INVALID_TRUE,
                                     -1);
    }
  gtk_label_set_label (self->problem, is_good ? _("0 asks nothing")
                                              : _("The least is not more than the target, and the "
                                                  "target not more than the most"));
  if (is_good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "apply", is_good);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  WgLevelDialog *self = WG_LEVEL_DIALOG (dialog);

  if (!g_str_equal (response, "apply"))
    return;
  for (guint i = 0; i < N_BANDS; i++)
    {
      for (guint k = 0; k < N_NUMBERS; k++)
        gtk_spin_button_update (self->numbers[i][k]);
      read_band (self, i, band_of (&self->rule, i));
    }
  g_signal_emit (self, signals[CHANGED_RULE], 0, &self->rule);
}

static void
wg_level_dialog_class_init (WgLevelDialogClass *klass)
{
  signals[CHANGED_RULE] = g_signal_new ("changed-rule", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_POINTER);
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static GtkWidget *
make_grid (WgLevelDialog *self)
{
  const char *const bands[N_BANDS] = { _("Households"), _("People"), _("Area in m²") };
  const char *const numbers[N_NUMBERS] = { _("Least"), _("Target"), _("Most") };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  for (guint k = 0; k < N_NUMBERS; k++)
    gtk_grid_attach (GTK_GRID (grid), make_label (numbers[k]), (int) k + 1, 0, 1, 1);
  for (guint i = 0; i < N_BANDS; i++)
    {
      gtk_grid_attach (GTK_GRID (grid), make_label (bands[i]), 0, (int) i + 1, 1, 1);
      for (guint k = 0; k < N_NUMBERS; k++)
        {
          gboolean is_area = i == N_BANDS - 1;
          GtkWidget *spin = gtk_spin_button_new_with_range (0, is_area ? MAX_AREA : MAX_COUNT,
                                                            is_area ? 1000 : 10);
          /* Translators: what is limited, and how: "Households, Least" */
          g_autofree char *name = g_strdup_printf (_("%s, %s"), bands[i], numbers[k]);

          gtk_editable_set_width_chars (GTK_EDITABLE (spin), is_area ? 10 : 6);
          gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 10);
          gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                          name, -1);
          g_object_set (spin, "activates-default", TRUE, "hexpand", TRUE, NULL);
          gtk_grid_attach (GTK_GRID (grid), spin, (int) k + 1, (int) i + 1, 1, 1);
          self->numbers[i][k] = GTK_SPIN_BUTTON (spin);
        }
    }
  return grid;
}

static void
wg_level_dialog_init (WgLevelDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_box_append (GTK_BOX (box), make_grid (self));
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  adw_message_dialog_set_extra_child (dialog, box);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "apply", _("_Apply"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "apply", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "apply");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (self, "response", G_CALLBACK (response_cb), NULL);
}

WgLevelDialog *
wg_level_dialog_new (GtkWindow *parent, const WgLevel *level)
{
  /* Translators: %s is the name of a level, such as 社区 */
  g_autofree char *heading = g_strdup_printf (_("Sizes of Level %s"), level->name);
  WgLevelDialog *self = g_object_new (WG_TYPE_LEVEL_DIALOG, "transient-for", parent, "modal", TRUE,
                                      "heading", heading, NULL);

  self->rule = level->rule;
  for (guint i = 0; i < N_BANDS; i++)
    {
      const WgSizeBand *band = band_of (&self->rule, i);
      guint32 values[N_NUMBERS] = { band->min, band->target, band->max };

      for (guint k = 0; k < N_NUMBERS; k++)
        {
          gtk_spin_button_set_value (self->numbers[i][k], values[k]);
          g_signal_connect_swapped (self->numbers[i][k], "value-changed", G_CALLBACK (changed_cb),
                                    self);
        }
    }
  changed_cb (self);
  return self;
}
