/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-balance-empty"

#include "wg-balance-empty.h"

#include <glib/gi18n.h>

struct _WgBalanceEmpty
{
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkWidget *remedies;
  GtkWidget *estimate;
};

enum
{
  LEAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBalanceEmpty, wg_balance_empty, ADW_TYPE_BIN)

static void
import_cb (WgBalanceEmpty *self)
{
  g_signal_emit (self, signals[LEAVE], 0, "win.import");
}

static void
estimate_cb (WgBalanceEmpty *self)
{
  g_signal_emit (self, signals[LEAVE], 0, "win.estimate");
}

static GtkWidget *
add_remedy (WgBalanceEmpty *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (self->remedies), button);
  return button;
}

static gboolean
has_households (WgBuildingSet *set)
{
  for (guint i = 0; i < wg_building_set_count (set); i++)
    if (wg_building_set_get (set, i)->households > 0)
      return TRUE;
  return FALSE;
}

static void
wg_balance_empty_class_init (WgBalanceEmptyClass *klass)
{
  signals[LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wg_balance_empty_init (WgBalanceEmpty *self)
{
  self->page = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->page, "wg-split-symbolic");
  self->remedies = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_halign (self->remedies, GTK_ALIGN_CENTER);
  add_remedy (self, _("_Import…"), G_CALLBACK (import_cb));
  self->estimate = add_remedy (self, _("_Estimate…"), G_CALLBACK (estimate_cb));
  adw_status_page_set_child (self->page, self->remedies);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
}

gboolean
wg_balance_empty_show (WgBalanceEmpty *self, WgPlan *plan)
{
  WgBuildingSet *set = wg_plan_get_buildings (plan);
  gboolean is_missing = set == NULL || !has_households (set);
  const char *title = _("No Proposal Yet");
  const char *description
    = _("Say how large a grid is to be, then make proposals. They stand side by side here.");

  if (set == NULL)
    {
      title = _("No Buildings Yet");
      description = _("Grids are cut by how many live where. Import the buildings with their households: a file "
                      "of outlines or points, or an extract of OpenStreetMap.");
    }
  else if (is_missing)
    {
      title = _("No Households Yet");
      description = _("No building has a number of households. Import a table of numbers by code or address, or "
                      "estimate them from known totals or floor area.");
    }
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, description);
  gtk_widget_set_visible (self->remedies, is_missing);
  gtk_widget_set_visible (self->estimate, set != NULL);
  return is_missing;
}
