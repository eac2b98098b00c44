/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-schemes-dialog"

#include "wg-schemes-dialog.h"

#include "../../app/cli/wg-scheme-job.h"
#include "../../app/cli/wg-words.h"
#include "wg-adopt-dialog.h"
#include "wg-compare-window.h"

#include <glib/gi18n.h>

struct _WgSchemesDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwToastOverlay *toasts;
  GtkListBox *list;
  GtkWidget *new_group;
  AdwEntryRow *name_row;
  GtkWidget *copy_button;
  GtkWidget *net_button;

  WgWindow *window;   /* borrowed: this one is transient for it */
  GPtrArray *schemes; /* of WgScheme */
  gint64 added;              /* the copy that was made */
  GCancellable *cancellable; /* of the copy that is being made */
};

G_DEFINE_FINAL_TYPE (WgSchemesDialog, wg_schemes_dialog, ADW_TYPE_WINDOW)

/* A question about one scheme. */
typedef struct
{
  WgSchemesDialog *self;
  gint64 id;
  GtkWidget *entry; /* nullable */
  gboolean (*apply) (WgSchemesDialog *self, gint64 id, const char *text, GError **error);
} Question;

/* A copy of the open scheme, for a worker. */
typedef struct
{
  WgProject *project;
  WgPlan *plan; /* a snapshot */
  char *name;
} Addition;

static void fill (WgSchemesDialog *self);

static WgProject *
get_project (WgSchemesDialog *self)
{
  return wg_window_get_project (self->window);
}

static void
say_error (WgSchemesDialog *self, const GError *error)
{
  g_autofree char *sentence = wg_words_error (error);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
open_scheme (WgSchemesDialog *self, gint64 id)
{
  WgWindow *window = self->window;

  gtk_window_close (GTK_WINDOW (self));
  wg_window_open_scheme (window, id);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *question = user_data;
  WgSchemesDialog *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *text
    = question->entry != NULL
        ? g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry))))
        : NULL;

  if (g_strcmp0 (response, "apply") == 0
      && !question->apply (self, question->id, text, &error))
    say_error (self, error);
  if (g_strcmp0 (response, "apply") == 0)
    {
      wg_window_show_scheme (self->window);
      fill (self);
    }
}

static void
free_question (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* @text: (nullable): what the entry holds at first; %NULL: no entry. */
static void
ask (WgSchemesDialog *self, const WgScheme *scheme, const char *heading, const char *body,
     const char *action, const char *text,
     gboolean (*apply) (WgSchemesDialog *, gint64, const char *, GError **))
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);
  Question *question = g_new0 (Question, 1);

  question->self = self;
  question->id = scheme->id;
  question->apply = apply;
  if (text != NULL)
    {
      question->entry = gtk_entry_new ();
      gtk_editable_set_text (GTK_EDITABLE (question->entry), text);
      gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
      adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), question->entry);
    }
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "apply",
                                    action, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "apply",
                                              text != NULL ? ADW_RESPONSE_SUGGESTED
                                                           : ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog),
                                           text != NULL ? "apply" : "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
apply_rename (WgSchemesDialog *self, gint64 id, const char *text, GError **error)
{
  return wg_project_rename_scheme (get_project (self), id, text, error);
}

static gboolean
apply_remove (WgSchemesDialog *self, gint64 id, const char *text, GError **error)
{
  return wg_project_remove_scheme (get_project (self), id, error);
}

static void
set_busy (WgSchemesDialog *self, gboolean is_busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !is_busy);
  gtk_widget_set_sensitive (self->new_group, !is_busy);
}

static const WgScheme *
find_scheme (WgSchemesDialog *self, GVariant *parameter)
{
  gint64 id = g_variant_get_int64 (parameter);

  for (guint i = 0; i < self->schemes->len; i++)
    if (((WgScheme *) g_ptr_array_index (self->schemes, i))->id == id)
      return g_ptr_array_index (self->schemes, i);
  return NULL;
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_scheme (WG_SCHEMES_DIALOG (widget), g_variant_get_int64 (parameter));
}

static void
compare_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgSchemesDialog *self = WG_SCHEMES_DIALOG (widget);
  WgWindow *window = self->window;

  gtk_window_close (GTK_WINDOW (self));
  gtk_window_present (
    GTK_WINDOW (wg_compare_window_new (window, g_variant_get_int64 (parameter))));
}

static void
rename_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgSchemesDialog *self = WG_SCHEMES_DIALOG (widget);
  const WgScheme *scheme = find_scheme (self, parameter);

  if (scheme != NULL)
    ask (self, scheme, _("Rename Scheme"), NULL, _("_Rename"), scheme->name, apply_rename);
}

static void
adopted_cb (WgSchemesDialog *self)
{
  if (self->name_row == NULL)
    return;
  wg_window_show_scheme (self->window);
  fill (self);
}

static void
adopt_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgSchemesDialog *self = WG_SCHEMES_DIALOG (widget);
  const WgScheme *scheme = find_scheme (self, parameter);
  WgAdoptDialog *dialog = NULL;

  if (scheme == NULL)
    return;
  dialog = wg_adopt_dialog_new (GTK_WINDOW (self), self->window, scheme);
  g_signal_connect_object (dialog, "adopted", G_CALLBACK (adopted_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgSchemesDialog *self = WG_SCHEMES_DIALOG (widget);
  const WgScheme *scheme = find_scheme (self, parameter);
  g_autofree char *heading = NULL;

  if (scheme == NULL)
    return;
  heading = g_strdup_printf (_("Remove “%s”?"), scheme->name);
  ask (self, scheme, heading, _("It goes with its history. This cannot be undone."), _("_Remove"),
       NULL, apply_remove);
}

static void
add_item (GMenu *menu, const char *label, const char *action, gint64 id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

static GtkWidget *
make_menu (const WgScheme *scheme, gboolean can_edit)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *label = g_strdup_printf (_("More about %s"), scheme->name);

  if (!scheme->is_open)
    add_item (menu, _("_Compare With the Open One…"), "schemes.compare", scheme->id);
  if (can_edit)
    add_item (menu, scheme->kind == WG_SCHEME_IN_FORCE ? _("Change the _Day…") : _("_Put in Force…"), "schemes.adopt",
              scheme->id);
  if (can_edit)
    add_item (menu, _("_Rename…"), "schemes.rename", scheme->id);
  if (can_edit && !scheme->is_open && scheme->kind != WG_SCHEME_IN_FORCE)
    add_item (menu, _("R_emove…"), "schemes.remove", scheme->id);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GtkWidget *
make_row (WgSchemesDialog *self, const WgScheme *scheme, gboolean can_edit)
{
  GtkWidget *row = adw_action_row_new (), *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  g_autofree char *subtitle = wg_words_scheme_state (scheme);
  g_autofree char *title = g_markup_escape_text (scheme->name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  /* The names stand below one another: the mark takes its room in every row. */
  gtk_widget_set_opacity (check, scheme->is_open ? 1 : 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  if (scheme->is_open)
    {
      GtkWidget *mark = gtk_label_new (C_ ("scheme", "Open now"));

      gtk_widget_add_css_class (mark, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }
  else if (can_edit)
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_("_Open"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "schemes.open");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", scheme->id);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  /* Of the open one, which is read only, there is nothing more. */
  if (can_edit || !scheme->is_open)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_menu (scheme, can_edit));
  return row;
}

static void
fill (WgSchemesDialog *self)
{
  gboolean can_edit = !wg_project_is_read_only (get_project (self));
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->schemes, g_ptr_array_unref);
  self->schemes = wg_project_list_schemes (get_project (self), NULL);
  if (self->schemes == NULL)
    self->schemes = g_ptr_array_new ();
  for (guint i = 0; i < self->schemes->len; i++)
    gtk_list_box_append (self->list,
                         make_row (self, g_ptr_array_index (self->schemes, i), can_edit));
  gtk_widget_set_visible (self->new_group, can_edit);
}

static void
name_cb (WgSchemesDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));
  gboolean has_name = *name != '\0';

  gtk_widget_set_sensitive (self->copy_button, has_name);
  gtk_widget_set_sensitive (self->net_button, has_name);
}

static void
free_addition (gpointer data)
{
  Addition *addition = data;

  g_clear_object (&addition->project);
  g_clear_object (&addition->plan);
  g_free (addition->name);
  g_free (addition);
}

static void
add_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Addition *addition = data;
  GError *error = NULL;
  gint64 id = wg_project_copy_scheme (addition->project, addition->name, WG_SCHEME_DRAFT, addition->plan,
                                      cancellable, &error);

  if (id != 0)
    g_task_return_int (task, (gssize) id);
  else
    g_task_return_error (task, error);
}

static gboolean
open_added_cb (gpointer user_data)
{
  WgSchemesDialog *self = user_data;

  if (self->name_row != NULL)
    open_scheme (self, self->added);
  return G_SOURCE_REMOVE;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgSchemesDialog) self = user_data;
  Addition *addition = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gint64 id = g_task_propagate_int (G_TASK (result), &error);

  /* The file is only closed when nobody has the project any more. */
  g_clear_object (&addition->project);
  /* It was closed: the work was cancelled, or is done and stays. */
  if (self->name_row == NULL)
    return;
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  self->added = id;
  /* The job is in the list until this has returned, and a project with jobs is not closed. */
  if (error == NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, open_added_cb, g_object_ref (self), g_object_unref);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_error (self, error);
}

static char *
get_name (WgSchemesDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

/* Adds a copy of the open scheme and opens it: that is what it was made for. A worker packs it. */
static void
copy_cb (WgSchemesDialog *self)
{
  g_autoptr (GTask) task = wg_jobs_new_task (wg_window_get_jobs (self->window), _("Copying the scheme"),
                                             NULL, added_cb, g_object_ref (self));
  Addition *addition = g_new0 (Addition, 1);

  addition->project = g_object_ref (get_project (self));
  addition->plan = wg_plan_snapshot (wg_project_get_plan (get_project (self)));
  addition->name = get_name (self);
  self->cancellable = g_object_ref (g_task_get_cancellable (task));
  set_busy (self, TRUE);
  g_task_set_task_data (task, addition, free_addition);
  g_task_run_in_thread (task, add_thread);
}

static void
net_cb (WgSchemesDialog *self)
{
  g_autoptr (WgPlan) empty = wg_scheme_make_empty (wg_project_get_plan (get_project (self)));
  g_autofree char *name = get_name (self);
  g_autoptr (GError) error = NULL;
  gint64 id = wg_project_add_scheme (get_project (self), name, WG_SCHEME_NET, empty, &error);

  if (id != 0)
    open_scheme (self, id);
  else
    say_error (self, error);
}

static void
wg_schemes_dialog_dispose (GObject *object)
{
  WgSchemesDialog *self = WG_SCHEMES_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_SCHEMES_DIALOG);
  g_clear_pointer (&self->schemes, g_ptr_array_unref);

  G_OBJECT_CLASS (wg_schemes_dialog_parent_class)->dispose (object);
}

static void
wg_schemes_dialog_class_init (WgSchemesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_schemes_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-schemes-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgSchemesDialog, name)
  BIND (toasts);
  BIND (list);
  BIND (new_group);
  BIND (name_row);
  BIND (copy_button);
  BIND (net_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, net_cb);
  gtk_widget_class_install_action (widget_class, "schemes.open", "x", open_cb);
  gtk_widget_class_install_action (widget_class, "schemes.compare", "x", compare_cb);
  gtk_widget_class_install_action (widget_class, "schemes.rename", "x", rename_cb);
  gtk_widget_class_install_action (widget_class, "schemes.adopt", "x", adopt_cb);
  gtk_widget_class_install_action (widget_class, "schemes.remove", "x", remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_schemes_dialog_init (WgSchemesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_cb (self);
}

WgSchemesDialog *
wg_schemes_dialog_new (WgWindow *window)
{
  WgSchemesDialog *self
    = g_object_new (WG_TYPE_SCHEMES_DIALOG, "transient-for", window, NULL);

  self->window = window;
  fill (self);
  return self;
}
