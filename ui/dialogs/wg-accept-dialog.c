/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-accept-dialog"

#include "wg-accept-dialog.h"

#include "../../app/plan/wg-acceptance.h"

#include <glib/gi18n.h>
#include <string.h>

struct _WgAcceptDialog
{
  AdwMessageDialog parent_instance;

  GtkEditable *reason;
  GtkEditable *until;
};

G_DEFINE_FINAL_TYPE (WgAcceptDialog, wg_accept_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static gboolean
is_good_day (const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return *text == '\0' || (wg_is_day (text) && strcmp (text, today) >= 0);
}

static void
changed_cb (WgAcceptDialog *self)
{
  g_autofree char *reason = get_text (self->reason);
  g_autofree char *until = get_text (self->until);
  gboolean is_day = is_good_day (until);

  if (is_day)
    gtk_widget_remove_css_class (GTK_WIDGET (self->until), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->until), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->until), GTK_ACCESSIBLE_STATE_INVALID,
                               is_day ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "accept",
                                           is_day && *reason != '\0');
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  WgAcceptDialog *self = WG_ACCEPT_DIALOG (dialog);
  g_autofree char *reason = get_text (self->reason);
  g_autofree char *until = get_text (self->until);

  if (g_str_equal (response, "accept"))
    g_signal_emit (self, signals[ACCEPTED], 0, reason, *until != '\0' ? until : NULL);
}

static void
wg_accept_dialog_class_init (WgAcceptDialogClass *klass)
{
  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static GtkEditable *
add_entry (GtkListBox *list, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_append (list, row);
  return GTK_EDITABLE (row);
}

static void
wg_accept_dialog_init (WgAcceptDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_size_request (list, 380, -1);
  self->reason = add_entry (GTK_LIST_BOX (list), _("Reason"));
  self->until = add_entry (GTK_LIST_BOX (list), _("Until (YYYY-MM-DD), empty: for good"));
  adw_message_dialog_set_extra_child (dialog, list);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "accept", _("_Accept"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "accept");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->until, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self, "response", G_CALLBACK (response_cb), NULL);
  changed_cb (self);
}

WgAcceptDialog *
wg_accept_dialog_new (GtkWindow *parent, const char *sentence)
{
  WgAcceptDialog *self = g_object_new (WG_TYPE_ACCEPT_DIALOG, "transient-for", parent, "modal",
                                       TRUE, "heading", _("Accept the Finding"), "body", sentence,
                                       NULL);

  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  return self;
}
