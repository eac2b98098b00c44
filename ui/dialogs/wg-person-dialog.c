/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-person-dialog"

#include "wg-person-dialog.h"

#include "../../app/cli/wg-words-staff.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-commands.h"
#include "../../app/plan/wg-people-commands.h"
#include "wg-leave-dialog.h"
#include "wg-read-photo.h"

#include <glib/gi18n.h>

struct _WgPersonDialog
{
  AdwWindow parent_instance;

  /* Borrowed references */
  AdwEntryRow *name;
  AdwEntryRow *phone;
  AdwEntryRow *employer;
  AdwComboRow *post;
  GtkSwitch *active;
  AdwActionRow *photo_row;
  AdwPreferencesGroup *places;
  AdwPreferencesGroup *leaves;
  AdwPreferencesGroup *earlier;
  GtkLabel *problem;
  GtkWidget *store_button;
  GtkWidget *photo_clear;

  /* Owned references */
  WgSession *session;
  GSignalGroup *plan_signals;
  GPtrArray *rows; /* of GtkWidget, borrowed: of the three groups, made anew after each edit */
  GBytes *photo;

  guint32 person; /* 0: somebody new */
  WgWhen when;
  gboolean is_read_only;
};

G_DEFINE_FINAL_TYPE (WgPersonDialog, wg_person_dialog, ADW_TYPE_WINDOW)

static const WgPeople *
get_people (WgPersonDialog *self)
{
  return wg_plan_get_people (wg_session_get_plan (self->session));
}

static void
say (WgPersonDialog *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error != NULL && !g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    sentence = wg_words_error (error);
  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

/* What the entries hold; the texts are borrowed from them and from @phone_out. */
static void
read_entries (WgPersonDialog *self, WgPerson *values, char **phone_out)
{
  *phone_out = wg_phone_tidy (gtk_editable_get_text (GTK_EDITABLE (self->phone)), NULL);
  *values = (WgPerson){
    .id = self->person,
    .post_type = wg_post_types[MIN (adw_combo_row_get_selected (self->post), WG_N_POST_TYPES - 1)],
    .is_active = gtk_switch_get_active (self->active),
    .name = gtk_editable_get_text (GTK_EDITABLE (self->name)),
    .phone = *phone_out,
    .employer = gtk_editable_get_text (GTK_EDITABLE (self->employer)),
    .photo = self->photo,
  };
}

static void
store_cb (WgPersonDialog *self)
{
  const WgPerson *now = wg_people_get_person (get_people (self), self->person);
  g_autoptr (GError) error = NULL;
  g_autofree char *phone = NULL;
  WgPerson values;

  read_entries (self, &values, &phone);
  values.note = now != NULL ? now->note : "";
  if (wg_command_put_person (wg_session_get_history (self->session), &values, &error) != 0
      || g_error_matches (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING))
    gtk_window_close (GTK_WINDOW (self));
  else
    say (self, error);
}

static void
end_cb (GtkButton *button, WgPersonDialog *self)
{
  guint32 id = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "wg-id"));
  g_autoptr (GError) error = NULL;

  wg_command_end_assignment (wg_session_get_history (self->session), id, self->when.day, &error);
  say (self, error);
}

static void
remove_leave_cb (GtkButton *button, WgPersonDialog *self)
{
  guint32 id = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "wg-id"));
  WgPeopleEdit *edit = wg_people_edit_new (wg_session_get_history (self->session));
  const WgPerson *person = wg_people_get_person (get_people (self), self->person);
  g_autoptr (GError) error = NULL;

  wg_people_edit_remove (edit, WG_STAFF_LEAVE, id);
  wg_people_edit_commit (edit, "leave-remove", person != NULL ? person->name : "", &error);
  wg_people_edit_free (edit);
  say (self, error);
}

static void
add_leave_cb (GtkButton *button, WgPersonDialog *self)
{
  WgLeaveDialog *dialog
    = wg_leave_dialog_new (GTK_WINDOW (self), self->session, self->person, 0, self->when.day);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_leave_cb (GtkButton *button, WgPersonDialog *self)
{
  guint32 id = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "wg-id"));
  WgLeaveDialog *dialog
    = wg_leave_dialog_new (GTK_WINDOW (self), self->session, self->person, id, self->when.day);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_row (WgPersonDialog *self, AdwPreferencesGroup *group, const char *title, const char *subtitle,
         GtkWidget *button)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *below = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  if (button != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  gtk_widget_show (GTK_WIDGET (group));
}

static GtkWidget *
make_button (WgPersonDialog *self, const char *label, guint32 id, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "wg-id", GUINT_TO_POINTER (id));
  g_signal_connect (button, "clicked", callback, self);
  gtk_widget_set_sensitive (button, !self->is_read_only);
  return button;
}

static void
show_assignments (WgPersonDialog *self)
{
  WgPlan *plan = wg_session_get_plan (self->session);
  const WgPeople *people = get_people (self);
  guint n = 0;
  const guint32 *ids = wg_people_list_person (people, self->person, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgAssignment *assignment = wg_people_get_assignment (people, ids[i]);
      gboolean is_over = assignment->to != WG_DAY_NONE && assignment->to < self->when.day;
      g_autofree char *grid = wg_words_grid (plan, assignment->grid);
      g_autofree char *role = wg_words_assignment (assignment);
      g_autofree char *span = wg_words_days (assignment->from, assignment->to);
      g_autofree char *below = *span != '\0' ? g_strdup_printf ("%s · %s", role, span)
                                             : g_strdup (role);
      GtkWidget *button = is_over ? NULL
                                  : make_button (self, _("End Today"), ids[i], G_CALLBACK (end_cb));

      add_row (self, is_over ? self->earlier : self->places, grid, below, button);
    }
}

static void
show_leaves (WgPersonDialog *self)
{
  const WgPeople *people = get_people (self);
  guint n = 0;
  const guint32 *ids = wg_people_list_leaves (people, self->person, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgLeave *leave = wg_people_get (people, WG_STAFF_LEAVE, ids[i]);
      const WgPerson *deputy = wg_people_get_person (people, leave->deputy);
      g_autofree char *span = wg_words_days (leave->from, leave->to);
      g_autofree char *below = deputy != NULL
                                 /* Translators: %s is the name of who stands in */
                                 ? g_strdup_printf (_("%s stands in"), deputy->name)
                                 : g_strdup (_("nobody named to stand in"));

      GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_box_append (GTK_BOX (buttons),
                      make_button (self, _("Change…"), ids[i], G_CALLBACK (edit_leave_cb)));
      gtk_box_append (GTK_BOX (buttons),
                      make_button (self, _("Remove"), ids[i], G_CALLBACK (remove_leave_cb)));
      add_row (self, self->leaves, span, below, buttons);
    }
}

static void
show_photo (WgPersonDialog *self)
{
  adw_action_row_set_subtitle (self->photo_row, self->photo != NULL
                                                  ? _("Chosen; printed on the notice board only")
                                                  : _("None; printed on the notice board only"));
  gtk_widget_set_visible (self->photo_clear, self->photo != NULL);
}

static void
update_lists (WgPersonDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_hide (GTK_WIDGET (self->places));
  gtk_widget_hide (GTK_WIDGET (self->earlier));
  show_assignments (self);
  show_leaves (self);
}

static void
photo_chosen_cb (GtkNativeDialog *chooser, int response, WgPersonDialog *self)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) photo = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      path = g_file_get_path (file);
      photo = path != NULL ? wg_read_photo (path, &error) : NULL;
      gtk_label_set_label (self->problem, _("This file cannot be read as a picture."));
      gtk_widget_set_visible (GTK_WIDGET (self->problem), photo == NULL);
    }
  if (photo != NULL)
    {
      g_clear_pointer (&self->photo, g_bytes_unref);
      self->photo = g_steal_pointer (&photo);
      show_photo (self);
    }
  g_object_unref (chooser);
}

static void
choose_photo_cb (WgPersonDialog *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _("Choose a Photo"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_pixbuf_formats (filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (photo_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
clear_photo_cb (WgPersonDialog *self)
{
  g_clear_pointer (&self->photo, g_bytes_unref);
  show_photo (self);
}

static void
plan_changed_cb (WgPlan *plan, const WgChange *change, gboolean backwards, WgPersonDialog *self)
{
  if (self->person == 0 || change->staff->len == 0)
    return;
  if (wg_people_get_person (get_people (self), self->person) == NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    update_lists (self);
}

static AdwEntryRow *
add_entry (WgPersonDialog *self, AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_editable_set_editable (GTK_EDITABLE (row), !self->is_read_only);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (store_cb), self);
  adw_preferences_group_add (group, row);
  return ADW_ENTRY_ROW (row);
}

static void
add_post (WgPersonDialog *self, AdwPreferencesGroup *group, const WgPerson *person)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();
  guint selected = 0;

  for (guint i = 0; i < WG_N_POST_TYPES; i++)
    {
      const char *words = wg_words_post_type (wg_post_types[i]);

      gtk_string_list_append (list, *words != '\0' ? words : _("Not known"));
      if (wg_post_types[i] == person->post_type)
        selected = i;
    }
  self->post = ADW_COMBO_ROW (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Post"));
  adw_combo_row_set_model (self->post, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->post, selected);
  adw_preferences_group_add (group, row);
}

static void
add_switches (WgPersonDialog *self, AdwPreferencesGroup *group, const WgPerson *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *choose = gtk_button_new_with_label (_("Choose…"));

  self->active = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->active), GTK_ALIGN_CENTER);
  gtk_switch_set_active (self->active, person->is_active);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("In post"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _("Who has left stays in the history of the grids"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->active));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->active));
  adw_preferences_group_add (group, row);

  self->photo_row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->photo_row), _("Photo"));
  self->photo_clear = gtk_button_new_with_label (_("Remove"));
  gtk_widget_set_valign (self->photo_clear, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (choose, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (self->photo_row, self->photo_clear);
  adw_action_row_add_suffix (self->photo_row, choose);
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_photo_cb), self);
  g_signal_connect_swapped (self->photo_clear, "clicked", G_CALLBACK (clear_photo_cb), self);
  adw_preferences_group_add (group, GTK_WIDGET (self->photo_row));
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return ADW_PREFERENCES_GROUP (group);
}

static GtkWidget *
make_page (WgPersonDialog *self, const WgPerson *person)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *add_leave = make_button (self, _("Add…"), 0, G_CALLBACK (add_leave_cb));

  adw_preferences_page_add (page, group);
  self->name = add_entry (self, group, _("Full name"), person->name);
  self->phone = add_entry (self, group, _("Work phone"), person->phone);
  self->employer = add_entry (self, group, _("Employer"), person->employer);
  add_post (self, group, person);
  add_switches (self, group, person);
  self->places = add_group (page, _("Answers For"));
  self->leaves = add_group (page, _("Leave"));
  adw_preferences_group_set_header_suffix (self->leaves, add_leave);
  gtk_widget_set_visible (GTK_WIDGET (self->leaves), self->person != 0);
  self->earlier = add_group (page, _("Earlier"));
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  return GTK_WIDGET (page);
}

static GtkWidget *
make_content (WgPersonDialog *self, const WgPerson *person)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  self->store_button = gtk_button_new_with_mnemonic (self->person == 0 ? _("_Add") : _("_Store"));
  gtk_widget_add_css_class (self->store_button, "suggested-action");
  gtk_widget_set_sensitive (self->store_button, !self->is_read_only);
  g_signal_connect_swapped (self->store_button, "clicked", G_CALLBACK (store_cb), self);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->store_button);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "wg-bad");
  gtk_widget_set_margin_top (GTK_WIDGET (self->problem), 9);
  gtk_widget_hide (GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), make_page (self, person));
  return box;
}

static void
wg_person_dialog_dispose (GObject *object)
{
  WgPersonDialog *self = WG_PERSON_DIALOG (object);

  g_clear_object (&self->plan_signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->photo, g_bytes_unref);

  G_OBJECT_CLASS (wg_person_dialog_parent_class)->dispose (object);
}

static void
wg_person_dialog_class_init (WgPersonDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_person_dialog_dispose;

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
wg_person_dialog_init (WgPersonDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->plan_signals = g_signal_group_new (WG_TYPE_PLAN);
  g_signal_group_connect (self->plan_signals, "changed", G_CALLBACK (plan_changed_cb), self);
}

WgPersonDialog *
wg_person_dialog_new (GtkWindow *parent, WgSession *session, guint32 person, const WgWhen *when,
                      gboolean is_read_only)
{
  static const WgPerson blank
    = { .is_active = TRUE, .name = "", .phone = "", .employer = "", .note = "" };
  WgPersonDialog *self
    = g_object_new (WG_TYPE_PERSON_DIALOG, "transient-for", parent, "modal", TRUE, "title",
                    person != 0 ? _("Person") : _("New Person"), "default-width", 460,
                    "default-height", 600, NULL);
  const WgPerson *record = NULL;

  self->session = g_object_ref (session);
  self->when = *when;
  self->is_read_only = is_read_only;
  record = wg_people_get_person (get_people (self), person);
  self->person = record != NULL ? person : 0;
  record = record != NULL ? record : &blank;
  self->photo = record->photo != NULL ? g_bytes_ref (record->photo) : NULL;
  adw_window_set_content (ADW_WINDOW (self), make_content (self, record));
  show_photo (self);
  update_lists (self);
  g_signal_group_set_target (self->plan_signals, wg_session_get_plan (session));
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  return self;
}

void
wg_person_dialog_edit_phone (WgPersonDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->phone));
}
