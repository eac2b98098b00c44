/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-staff-rules-dialog"

#include "wg-staff-rules-dialog.h"

#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-staffing.h"
#include "wg-own-roles.h"
#include "wg-staff-rule-drafts.h"

#include <glib/gi18n.h>

#define MOST 999 /* as the command line */
#define TABLE_HEIGHT 470 /* of the rows at most: the rest is scrolled */

/* The roles that a rule can ask for: workers are told apart by post. */
static const struct
{
  WgRole role;
  WgPostType post;
} kinds[] = {
  { WG_ROLE_LEADER, WG_POST_UNKNOWN },     { WG_ROLE_WORKER, WG_POST_UNKNOWN },
  { WG_ROLE_WORKER, WG_POST_FULL_TIME },   { WG_ROLE_WORKER, WG_POST_PART_TIME },
  { WG_ROLE_WORKER, WG_POST_VOLUNTEER },   { WG_ROLE_ADVISER, WG_POST_UNKNOWN },
  { WG_ROLE_ASSISTANT, WG_POST_UNKNOWN },  { WG_ROLE_BUILDING_CHIEF, WG_POST_UNKNOWN },
  { WG_ROLE_AREA_HEAD, WG_POST_UNKNOWN },  { WG_ROLE_LIAISON, WG_POST_UNKNOWN },
  { WG_ROLE_CADRE, WG_POST_UNKNOWN },
};

#define N_KINDS G_N_ELEMENTS (kinds)

static const WgPropertyType types[]
  = { WG_PROPERTY_UNKNOWN,       WG_PROPERTY_RESIDENTIAL, WG_PROPERTY_COMMERCIAL,
      WG_PROPERTY_URBAN_VILLAGE, WG_PROPERTY_MIXED,       WG_PROPERTY_VILLAGE,
      WG_PROPERTY_INSTITUTION,   WG_PROPERTY_OTHER };

struct _WgStaffRulesDialog
{
  AdwWindow parent_instance;

  /* Borrowed references */
  GtkDropDown *level;
  GtkDropDown *type;
  GtkSpinButton *least[N_KINDS];
  GtkSpinButton *most[N_KINDS];
  WgOwnRoles *own;
  GtkLabel *problem;
  GtkWidget *store_button;

  /* Owned references */
  WgSession *session;
  WgStaffRuleDrafts *drafts;

  guint page;        /* that is shown */
  gboolean is_dirty; /* somebody wrote on it */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgStaffRulesDialog, wg_staff_rules_dialog, ADW_TYPE_WINDOW)

static guint
get_depth (WgStaffRulesDialog *self)
{
  return gtk_drop_down_get_selected (self->level) + 1;
}

static WgPropertyType
get_type (WgStaffRulesDialog *self)
{
  return types[MIN (gtk_drop_down_get_selected (self->type), G_N_ELEMENTS (types) - 1)];
}

static guint
find_kind (const WgStaffRule *rule)
{
  for (guint i = 0; i < N_KINDS; i++)
    if (kinds[i].role == rule->role && kinds[i].post == rule->post_type)
      return i;
  return N_KINDS;
}

static void
fill (WgStaffRulesDialog *self, const WgStaffRule *rule)
{
  guint i = find_kind (rule);

  if (i == N_KINDS)
    {
      wg_own_roles_add (self->own, rule);
      return;
    }
  gtk_spin_button_set_value (self->least[i], rule->min);
  gtk_spin_button_set_value (self->most[i], rule->max);
}

static void
clear (WgStaffRulesDialog *self)
{
  for (guint i = 0; i < N_KINDS; i++)
    {
      gtk_spin_button_set_value (self->least[i], 0);
      gtk_spin_button_set_value (self->most[i], 0);
    }
  wg_own_roles_clear (self->own);
}

/* (transfer full) (element-type WgStaffRule): what stands on the page that is shown. */
static GArray *
collect_rules (WgStaffRulesDialog *self)
{
  GArray *rules = g_array_new (FALSE, TRUE, sizeof (WgStaffRule));

  for (guint i = 0; i < N_KINDS; i++)
    {
      WgStaffRule rule = { .depth = wg_staff_rule_page_depth (self->page),
                           .property_type = wg_staff_rule_page_type (self->page),
                           .role = kinds[i].role,
                           .post_type = kinds[i].post,
                           .min = (guint32) gtk_spin_button_get_value_as_int (self->least[i]),
                           .max = (guint32) gtk_spin_button_get_value_as_int (self->most[i]),
                           .title = "" };

      if (rule.min > 0 || rule.max > 0)
        g_array_append_val (rules, rule);
    }
  wg_own_roles_collect (self->own, rules);
  return rules;
}

static void
fill_stored (WgStaffRulesDialog *self)
{
  const WgPeople *people = wg_plan_get_people (wg_session_get_plan (self->session));
  guint n = 0;
  const guint32 *ids = wg_people_list_rules (people, get_depth (self), &n);

  for (guint i = 0; i < n; i++)
    {
      const WgStaffRule *rule = wg_people_get (people, WG_STAFF_RULE, ids[i]);

      if (rule->property_type == (guint32) get_type (self))
        fill (self, rule);
    }
}

static void
show_state (WgStaffRulesDialog *self)
{
  const char *problem = wg_own_roles_get_problem (self->own);
  guint n_others = wg_staff_rule_drafts_others (self->drafts, self->page);

  for (guint i = 0; i < N_KINDS; i++)
    {
      int least = gtk_spin_button_get_value_as_int (self->least[i]);
      int most = gtk_spin_button_get_value_as_int (self->most[i]);

      if (most > 0 && least > most)
        problem = _("The least is more than the most.");
    }
  gtk_widget_set_sensitive (self->store_button, problem == NULL);
  gtk_label_set_label (self->problem,
                       problem != NULL ? problem
                       : n_others > 0  ? _("What you wrote for other levels or types is stored along.")
                                       : _("0 at most: any number. Other roles need nobody."));
}

static void
changed_cb (WgStaffRulesDialog *self)
{
  if (self->is_filling)
    return;
  self->is_dirty = TRUE;
  show_state (self);
}

/* What is written on a page stays there until it is stored, or the dialog is closed. */
static void
show_rules (WgStaffRulesDialog *self)
{
  guint page = wg_staff_rule_page (get_depth (self), get_type (self));
  const GArray *draft = NULL;

  if (self->is_dirty && page != self->page)
    wg_staff_rule_drafts_keep (self->drafts, self->page, collect_rules (self));
  self->page = page;
  draft = wg_staff_rule_drafts_get (self->drafts, page);
  self->is_filling = TRUE;
  clear (self);
  if (draft == NULL)
    fill_stored (self);
  for (guint i = 0; draft != NULL && i < draft->len; i++)
    fill (self, &g_array_index (draft, WgStaffRule, i));
  self->is_filling = FALSE;
  self->is_dirty = draft != NULL;
  show_state (self);
}

static void
preset_cb (GtkButton *button, WgStaffRulesDialog *self)
{
  guint preset = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "wg-preset"));
  g_autoptr (GArray) rules = NULL;

  clear (self);
  if (preset >= WG_STAFF_N_PRESETS)
    return;
  rules = wg_staff_preset_rules (preset, get_depth (self), get_type (self));
  for (guint i = 0; i < rules->len; i++)
    fill (self, &g_array_index (rules, WgStaffRule, i));
}

static void
show_page (WgStaffRulesDialog *self, guint page)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i] == wg_staff_rule_page_type (page))
      gtk_drop_down_set_selected (self->type, i);
  gtk_drop_down_set_selected (self->level, wg_staff_rule_page_depth (page) - 1);
}

/* Stores all pages that somebody wrote on; one that cannot be stored is shown with the reason. */
static void
store_cb (WgStaffRulesDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint page = 0;

  if (self->is_dirty)
    wg_staff_rule_drafts_keep (self->drafts, self->page, collect_rules (self));
  self->is_dirty = FALSE;
  page = wg_staff_rule_drafts_store (self->drafts, wg_session_get_history (self->session), &error);
  if (page != 0)
    show_page (self, page);
  self->is_dirty = wg_staff_rule_drafts_get (self->drafts, self->page) != NULL;
  sentence = error != NULL ? wg_words_error (error) : g_strdup (_("Stored."));
  gtk_label_set_label (self->problem, sentence);
}

static void
enter_cb (WgStaffRulesDialog *self)
{
  if (gtk_widget_get_sensitive (self->store_button))
    store_cb (self);
}

static void
add_own_cb (WgStaffRulesDialog *self)
{
  wg_own_roles_add_empty (self->own);
}

static GtkSpinButton *
add_spin (WgStaffRulesDialog *self, GtkGrid *grid, int column, int row, const char *name)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MOST, 1);

  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (grid, spin, column, row, 1, 1);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (changed_cb), self);
  return GTK_SPIN_BUTTON (spin);
}

static void
add_heading (GtkGrid *grid, int column, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_grid_attach (grid, label, column, 0, 1, 1);
}

static GtkWidget *
make_table (WgStaffRulesDialog *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  add_heading (GTK_GRID (grid), 0, _("Role"));
  add_heading (GTK_GRID (grid), 1, _("At Least"));
  add_heading (GTK_GRID (grid), 2, _("At Most"));
  for (guint i = 0; i < N_KINDS; i++)
    {
      g_autofree char *role = wg_words_role (kinds[i].role, NULL);
      const char *post = wg_words_post_type (kinds[i].post);
      g_autofree char *name = *post != '\0' ? g_strdup_printf ("%s (%s)", role, post)
                                            : g_strdup (role);
      g_autofree char *least = g_strdup_printf ("%s, %s", name, _("At Least"));
      g_autofree char *most = g_strdup_printf ("%s, %s", name, _("At Most"));
      GtkWidget *label = gtk_label_new (name);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_grid_attach (GTK_GRID (grid), label, 0, (int) i + 1, 1, 1);
      self->least[i] = add_spin (self, GTK_GRID (grid), 1, (int) i + 1, least);
      self->most[i] = add_spin (self, GTK_GRID (grid), 2, (int) i + 1, most);
    }
  return grid;
}

/* The table of roles, the own ones below it; the button that adds one stays in sight. */
static GtkWidget *
make_roles (WgStaffRulesDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->own = wg_own_roles_new (MOST);
  g_signal_connect_swapped (self->own, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->own, "activate", G_CALLBACK (enter_cb), self);
  gtk_box_append (GTK_BOX (box), make_table (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->own));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), TABLE_HEIGHT);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_add_button (WgStaffRulesDialog *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Add a Role of One’s Own"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (add_own_cb), self);
  return button;
}

static GtkWidget *
make_presets (WgStaffRulesDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i <= WG_STAFF_N_PRESETS; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (
        i < WG_STAFF_N_PRESETS ? wg_staff_preset_name (i) : _("Nobody"));

      g_object_set_data (G_OBJECT (button), "wg-preset", GUINT_TO_POINTER (i));
      g_signal_connect (button, "clicked", G_CALLBACK (preset_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

static GtkDropDown *
make_levels (WgStaffRulesDialog *self)
{
  WgPlan *plan = wg_session_get_plan (self->session);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *drop_down = NULL;

  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    gtk_string_list_append (list, wg_plan_get_level (plan, depth)->name);
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down),
                              MAX (wg_session_get_depth (self->session), 1) - 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Level"), -1);
  return GTK_DROP_DOWN (drop_down);
}

static GtkDropDown *
make_types (void)
{
  const char *const words[]
    = { _("Any Type"),
        _("Residential"),
        _("Industry and commerce"),
        _("Urban village"),
        _("Shops and dwellings"),
        _("Village"),
        _("Park, market, school or hospital"),
        _("Other"),
        NULL };
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Property Type"), -1);
  return GTK_DROP_DOWN (drop_down);
}

static GtkWidget *
make_content (WgStaffRulesDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *header = adw_header_bar_new ();

  self->store_button = gtk_button_new_with_mnemonic (_("_Store"));
  gtk_widget_add_css_class (self->store_button, "suggested-action");
  g_signal_connect_swapped (self->store_button, "clicked", G_CALLBACK (store_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->store_button);
  self->level = make_levels (self);
  self->type = make_types ();
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->problem, 0);
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (self->level));
  gtk_box_append (GTK_BOX (top), GTK_WIDGET (self->type));
  gtk_box_append (GTK_BOX (inner), top);
  gtk_box_append (GTK_BOX (inner), make_presets (self));
  gtk_box_append (GTK_BOX (inner), make_roles (self));
  gtk_box_append (GTK_BOX (inner), make_add_button (self));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->problem));
  gtk_widget_add_css_class (inner, "wg-import-page");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), inner);
  return box;
}

static void
wg_staff_rules_dialog_dispose (GObject *object)
{
  WgStaffRulesDialog *self = WG_STAFF_RULES_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->drafts, wg_staff_rule_drafts_free);

  G_OBJECT_CLASS (wg_staff_rules_dialog_parent_class)->dispose (object);
}

static void
wg_staff_rules_dialog_class_init (WgStaffRulesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_staff_rules_dialog_dispose;

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
wg_staff_rules_dialog_init (WgStaffRulesDialog *self)
{
  self->drafts = wg_staff_rule_drafts_new ();
}

WgStaffRulesDialog *
wg_staff_rules_dialog_new (GtkWindow *parent, WgSession *session)
{
  WgStaffRulesDialog *self
    = g_object_new (WG_TYPE_STAFF_RULES_DIALOG, "transient-for", parent, "modal", TRUE, "title",
                    _("Staffing Rules"), NULL);

  self->session = g_object_ref (session);
  adw_window_set_content (ADW_WINDOW (self), make_content (self));
  show_rules (self);
  g_signal_connect_swapped (self->level, "notify::selected", G_CALLBACK (show_rules), self);
  g_signal_connect_swapped (self->type, "notify::selected", G_CALLBACK (show_rules), self);
  return self;
}
