/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-find-hint"

#include "wg-find-hint.h"

#include <glib/gi18n.h>

struct _WgFindHint
{
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *sentence;
  GtkWidget *import;
};

G_DEFINE_FINAL_TYPE (WgFindHint, wg_find_hint, GTK_TYPE_WIDGET)

static gboolean
has_addresses (WgPlan *plan)
{
  const WgAddressSet *addresses = wg_plan_get_addresses (plan);

  return (addresses != NULL && wg_address_set_count (addresses) > 0)
         || wg_plan_get_buildings (plan) != NULL;
}

static gboolean
has_people (WgPlan *plan)
{
  const WgPeople *people = wg_plan_get_people (plan);

  return people != NULL && !wg_people_is_empty (people);
}

static GtkWidget *
add_label (WgFindHint *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
wg_find_hint_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (wg_find_hint_parent_class)->dispose (object);
}

static void
wg_find_hint_class_init (WgFindHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_find_hint_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
wg_find_hint_init (WgFindHint *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "wg-find-empty");
  self->title = add_label (self, "heading");
  self->sentence = add_label (self, "dim-label");
  self->import = gtk_button_new_with_mnemonic (_("_Import…"));
  gtk_widget_set_halign (self->import, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->import, GTK_WIDGET (self));
}

GtkWidget *
wg_find_hint_new (void)
{
  return g_object_new (WG_TYPE_FIND_HINT, NULL);
}

void
wg_find_hint_show_start (WgFindHint *self)
{
  gtk_widget_set_visible (self->title, FALSE);
  gtk_widget_set_visible (self->import, FALSE);
  gtk_label_set_text (GTK_LABEL (self->sentence),
                      _("Code, name, person, phone, address, place, coordinates or a command. "
                        "Letters find Chinese names: lbt finds 柳北塘."));
}

void
wg_find_hint_show_none (WgFindHint *self, WgPlan *plan, const char *text)
{
  /* Translators: %s is what was typed */
  g_autofree char *title = g_strdup_printf (_("Nothing was found for “%s”"), text);
  gboolean lacks_addresses = !has_addresses (plan), lacks_people = !has_people (plan);
  const char *sentence = NULL;

  if (lacks_addresses && lacks_people)
    sentence = _("This project has neither addresses nor people yet. Import a table of addresses and a "
                 "roster, and they are found here.");
  else if (lacks_addresses)
    sentence = _("This project has no addresses yet. Import a table or points with addresses, and they are "
                 "found here.");
  else if (lacks_people)
    sentence = _("This project has no people yet. Import a roster, and names and phones are found here.");
  else
    sentence = _("Less finds more: a road and a number, a part of a name or code, the last digits of a phone, "
                 "the first letters of the pinyin. Coordinates: longitude, then latitude.");
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->sentence), sentence);
  gtk_widget_set_visible (self->title, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->import),
                                  lacks_addresses ? "win.import" : "win.import-roster");
  gtk_widget_set_visible (self->import, lacks_addresses || lacks_people);
}
