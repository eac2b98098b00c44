/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-trouble-list"

#include "wg-trouble-list.h"

#include <glib/gi18n.h>

#define MOST_ROWS 300
#define MOST_HEIGHT 130

struct _WgTroubleList
{
  GtkBox parent_instance;

  GtkLabel *head;
  GtkListBox *rows; /* NULL once disposed */
  const WgProposal *proposal; /* nullable; borrowed */
};

G_DEFINE_FINAL_TYPE (WgTroubleList, wg_trouble_list, GTK_TYPE_BOX)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, WgTroubleList *self)
{
  guint index = (guint) gtk_list_box_row_get_index (row);
  const WgProposalTrouble *trouble = NULL;

  if (self->proposal == NULL || index >= self->proposal->troubles->len)
    return;
  trouble = g_ptr_array_index (self->proposal->troubles, index);
  if (!wg_envelope_is_empty (&trouble->extent))
    g_signal_emit (self, signals[PICKED], 0, &trouble->extent);
}

static void
add_row (WgTroubleList *self, const char *sentence, gboolean is_place)
{
  GtkWidget *label = gtk_label_new (sentence);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_margin_top (label, 4);
  gtk_widget_set_margin_bottom (label, 4);
  gtk_widget_set_margin_start (label, 9);
  gtk_widget_set_margin_end (label, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), is_place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  gtk_list_box_append (self->rows, row);
}

static void
wg_trouble_list_dispose (GObject *object)
{
  WgTroubleList *self = WG_TROUBLE_LIST (object);
  GtkWidget *child = NULL;

  self->rows = NULL;
  self->head = NULL;
  self->proposal = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (wg_trouble_list_parent_class)->dispose (object);
}

static void
wg_trouble_list_class_init (WgTroubleListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_trouble_list_dispose;
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
wg_trouble_list_init (WgTroubleList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->head = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->head, 0);
  gtk_label_set_wrap (self->head, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->head), "heading");
  gtk_widget_set_margin_top (GTK_WIDGET (self->head), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->head), 6);
  gtk_widget_set_margin_start (GTK_WIDGET (self->head), 9);
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What is not as asked, and why"), -1);
  g_signal_connect (self->rows, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->head));
  gtk_box_append (GTK_BOX (self), scroller);
}

void
wg_trouble_list_show (WgTroubleList *self, const WgProposal *proposal)
{
  guint n = proposal != NULL ? proposal->troubles->len : 0;
  g_autofree char *head = NULL;
  GtkListBoxRow *row = NULL;

  if (self->rows == NULL || self->proposal == proposal)
    return;
  self->proposal = proposal;
  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    return;
  head = g_strdup_printf (ngettext ("%u place is not as asked, because:", "%u places are not as asked, because:",
                                    n),
                          n);
  gtk_label_set_label (self->head, head);
  for (guint i = 0; i < MIN (n, MOST_ROWS); i++)
    add_row (self, ((const WgProposalTrouble *) g_ptr_array_index (proposal->troubles, i))->sentence, TRUE);
  if (n > MOST_ROWS)
    {
      g_autofree char *rest = g_strdup_printf (_("… and %u more"), n - MOST_ROWS);

      add_row (self, rest, FALSE);
    }
}
