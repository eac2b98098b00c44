/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-finding-bar"

#include "wg-finding-bar.h"

#include "../../app/cli/wg-words.h"
#include "wg-finding-row.h"

#include <glib/gi18n.h>

struct _WgFindingBar
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *sentence;
  GtkWidget *buttons;
  GtkWidget *fix_box;
  GtkListBox *list;
  GtkLabel *numbers;
  GPtrArray *fixes; /* of WgFix; NULL: none are listed */
};

G_DEFINE_FINAL_TYPE (WgFindingBar, wg_finding_bar, GTK_TYPE_BOX)

enum
{
  OFFERED,
  CHOSEN,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WgFix *
fix_of (WgFindingBar *self, GtkListBoxRow *row)
{
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return self->fixes != NULL && index >= 0 && (guint) index < self->fixes->len
           ? g_ptr_array_index (self->fixes, index)
           : NULL;
}

static void
drop_fixes (WgFindingBar *self)
{
  GtkWidget *row = NULL;

  g_clear_pointer (&self->fixes, g_ptr_array_unref);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  gtk_widget_set_visible (self->fix_box, FALSE);
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, WgFindingBar *self)
{
  wg_finding_bar_set_numbers (self, NULL, FALSE);
  g_signal_emit (self, signals[OFFERED], 0, fix_of (self, row));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, WgFindingBar *self)
{
  g_autoptr (GPtrArray) kept = self->fixes != NULL ? g_ptr_array_ref (self->fixes) : NULL;
  WgFix *fix = fix_of (self, row);

  /* Doing it hides the bar, which drops its list. */
  if (fix != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, fix);
}

static void
close_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgFindingBar *self = WG_FINDING_BAR (widget);

  if (self->fixes == NULL)
    gtk_widget_set_visible (widget, FALSE);
  drop_fixes (self);
  gtk_widget_set_visible (self->buttons, TRUE);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
wg_finding_bar_finalize (GObject *object)
{
  g_clear_pointer (&WG_FINDING_BAR (object)->fixes, g_ptr_array_unref);
  G_OBJECT_CLASS (wg_finding_bar_parent_class)->finalize (object);
}

static void
wg_finding_bar_class_init (WgFindingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = wg_finding_bar_finalize;
  gtk_widget_class_set_css_name (widget_class, "wg-finding-bar");
  signals[OFFERED] = g_signal_new ("offered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "finding.close", NULL, close_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "finding.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, 0, "win.next-finding", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, 0, "win.accept-finding", NULL);
}

static void
add_button (WgFindingBar *self, const char *label, const char *tip, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static GtkWidget *
make_close (void)
{
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "finding.close");
  gtk_widget_set_tooltip_text (close, _("Close (Esc)"));
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (close, "circular");
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Close the finding"), -1);
  return close;
}

static void
add_head (WgFindingBar *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_wrap_mode (self->sentence, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->sentence, 0);
  gtk_label_set_max_width_chars (self->sentence, 42);
  gtk_widget_set_hexpand (GTK_WIDGET (self->sentence), TRUE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (head), make_close ());
  gtk_box_append (GTK_BOX (self), head);
}

static void
add_fixes (WgFindingBar *self)
{
  GtkWidget *hint = gtk_label_new (_("Enter fixes it this way, Esc leaves it"));

  self->fix_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Ways to fix it"), -1);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (self->fix_box), GTK_WIDGET (self->list));
  self->numbers = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->numbers, 0);
  gtk_label_set_wrap (self->numbers, TRUE);
  gtk_label_set_max_width_chars (self->numbers, 42);
  gtk_widget_add_css_class (GTK_WIDGET (self->numbers), "numeric");
  gtk_box_append (GTK_BOX (self->fix_box), GTK_WIDGET (self->numbers));
  gtk_box_append (GTK_BOX (self->fix_box), hint);
  gtk_widget_set_visible (self->fix_box, FALSE);
  gtk_box_append (GTK_BOX (self), self->fix_box);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

static void
wg_finding_bar_init (WgFindingBar *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  add_head (self);
  add_fixes (self);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->buttons), TRUE);
  add_button (self, _("_Fix…"), _("Show ways to fix it (F)"), "win.fix-finding");
  add_button (self, _("Accept as _Is…"), _("Leave it as it is, with a reason (I)"), "win.accept-finding");
  add_button (self, C_("finding", "_Go to Next"), _("Next finding (G)"), "win.next-finding");
  gtk_box_append (GTK_BOX (self), self->buttons);
}

void
wg_finding_bar_show (WgFindingBar *self, WgPlan *plan, const WgFinding *finding)
{
  g_autofree char *sentence = NULL;

  drop_fixes (self);
  gtk_widget_set_visible (self->buttons, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), finding != NULL);
  if (finding == NULL)
    return;
  sentence = wg_words_finding (plan, finding);
  wg_finding_row_show_severity (self->icon, finding->severity);
  gtk_label_set_label (self->sentence, sentence);
}

void
wg_finding_bar_list_fixes (WgFindingBar *self, WgPlan *plan, GPtrArray *fixes)
{
  GtkListBoxRow *first = NULL;

  drop_fixes (self);
  self->fixes = fixes;
  for (guint i = 0; i < fixes->len; i++)
    {
      g_autofree char *words = wg_words_fix (plan, g_ptr_array_index (fixes, i));
      GtkWidget *label = gtk_label_new (words), *row = gtk_list_box_row_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 42);
      gtk_widget_set_margin_start (label, 9);
      gtk_widget_set_margin_end (label, 9);
      gtk_widget_set_margin_top (label, 6);
      gtk_widget_set_margin_bottom (label, 6);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                      -1);
      gtk_list_box_append (self->list, row);
    }
  gtk_widget_set_visible (self->fix_box, TRUE);
  gtk_widget_set_visible (self->buttons, FALSE);
  first = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_list_box_select_row (self->list, first);
  gtk_widget_grab_focus (GTK_WIDGET (first));
}

void
wg_finding_bar_set_numbers (WgFindingBar *self, const char *words, gboolean is_refusal)
{
  gtk_label_set_label (self->numbers, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->numbers), words != NULL && *words != '\0');
  if (is_refusal)
    gtk_widget_add_css_class (GTK_WIDGET (self->numbers), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->numbers), "error");
}

gboolean
wg_finding_bar_has_fixes (WgFindingBar *self)
{
  return self->fixes != NULL;
}
