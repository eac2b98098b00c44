/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-proposal-list"

#include "wg-proposal-list.h"

#include "wg-balance-request.h"

#include <glib/gi18n.h>

struct _WgProposalList
{
  GtkBox parent_instance;

  GtkListBox *cards;    /* NULL once disposed */
  GPtrArray *proposals; /* of WgProposal */
  guint hovered;        /* index in @proposals, or G_MAXUINT */
  guint n_added;        /* with those that came out like another */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgProposalList, wg_proposal_list, GTK_TYPE_BOX)

/* The pointer leaves the cards while they go away, too. */
static void
tell (WgProposalList *self)
{
  if (self->cards != NULL)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
enter_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  WgProposalList *self = user_data;
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  self->hovered = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  tell (self);
}

static void
leave_cb (GtkEventControllerMotion *controller, gpointer user_data)
{
  WgProposalList *self = user_data;

  self->hovered = G_MAXUINT;
  tell (self);
}

/* Ways to divide that come out alike are one card: the first one's, (nullable) where there is none yet. */
static GtkListBoxRow *
find_like (WgProposalList *self, const WgProposal *proposal)
{
  for (guint i = 0; i < self->proposals->len; i++)
    if (wg_proposal_is_like (g_ptr_array_index (self->proposals, i), proposal))
      return gtk_list_box_get_row_at_index (self->cards, (int) i);
  return NULL;
}

static GtkListBoxRow *
add_card (WgProposalList *self, WgProposal *proposal)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *counts = wg_proposal_count (proposal);
  g_autofree char *text = wg_proposal_describe (proposal);
  g_autofree char *name = g_strdup_printf ("%s: %s\n%s", proposal->title, counts, text);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_ptr_array_add (self->proposals, proposal);
  gtk_widget_add_css_class (row, "wg-proposal");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), wg_proposal_card_new (proposal));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (row, motion);
  gtk_list_box_append (self->cards, row);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), TRUE);
  return GTK_LIST_BOX_ROW (row);
}

static void
wg_proposal_list_dispose (GObject *object)
{
  WgProposalList *self = WG_PROPOSAL_LIST (object);
  GtkWidget *cards = GTK_WIDGET (self->cards);

  self->cards = NULL;
  g_clear_pointer (&cards, gtk_widget_unparent);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);

  G_OBJECT_CLASS (wg_proposal_list_parent_class)->dispose (object);
}

static void
wg_proposal_list_class_init (WgProposalListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_proposal_list_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
wg_proposal_list_init (WgProposalList *self)
{
  self->proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_proposal_free);
  self->hovered = G_MAXUINT;
  self->cards = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->cards, GTK_SELECTION_BROWSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->cards), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->cards), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cards), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Proposals"), -1);
  g_signal_connect_swapped (self->cards, "row-selected", G_CALLBACK (tell), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->cards));
}

void
wg_proposal_list_add (WgProposalList *self, WgProposal *proposal, gboolean is_chosen)
{
  GtkListBoxRow *row = find_like (self, proposal);

  self->n_added++;
  if (row == NULL)
    row = add_card (self, proposal);
  else
    {
      wg_proposal_card_add_title (gtk_list_box_row_get_child (row), proposal->title);
      wg_proposal_free (proposal);
    }
  if (is_chosen || self->proposals->len == 1)
    gtk_list_box_select_row (self->cards, row);
}

void
wg_proposal_list_clear (WgProposalList *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->cards))) != NULL)
    gtk_list_box_remove (self->cards, row);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), FALSE);
  self->hovered = G_MAXUINT;
  self->n_added = 0;
  g_ptr_array_set_size (self->proposals, 0);
  tell (self);
}

guint
wg_proposal_list_count_added (WgProposalList *self)
{
  return self->n_added;
}

const WgProposal *
wg_proposal_list_get_chosen (WgProposalList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->cards);
  guint index = row != NULL ? (guint) gtk_list_box_row_get_index (row) : G_MAXUINT;

  return index < self->proposals->len ? g_ptr_array_index (self->proposals, index) : NULL;
}

const WgProposal *
wg_proposal_list_get_shown (WgProposalList *self)
{
  return self->hovered < self->proposals->len ? g_ptr_array_index (self->proposals, self->hovered)
                                              : wg_proposal_list_get_chosen (self);
}
