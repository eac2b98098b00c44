/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-chart-template-button"

#include "wg-chart-template-button.h"

#include "../../app/cli/wg-words.h"
#include "../../app/store/wg-chart-templates.h"
#include "../wg-files.h"

#include <glib/gi18n.h>

struct _WgChartTemplateButton
{
  AdwBin parent_instance;

  /* Borrowed references */
  WgChartPanel *panel;
  GMenu *kept;    /* sections of the menu */
  GMenu *removal;

  /* Owned references */
  WgProject *project;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (WgChartTemplateButton, wg_chart_template_button, ADW_TYPE_BIN)

enum
{
  SIGNAL_TAKEN,
  SIGNAL_MESSAGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
say (WgChartTemplateButton *self, const GError *error, const char *sentence)
{
  g_autofree char *words = error != NULL ? wg_words_error (error) : g_strdup (sentence);

  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, words);
}

static void
add_item (GMenu *menu, const char *name, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

  g_menu_item_set_action_and_target (item, action, "s", name);
  g_menu_append_item (menu, item);
}

static void
renew (WgChartTemplateButton *self)
{
  g_autoptr (GPtrArray) records = wg_project_list_chart_templates (self->project, NULL);

  g_menu_remove_all (self->kept);
  g_menu_remove_all (self->removal);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const WgChartTemplateRecord *record = records->pdata[i];

      add_item (self->kept, record->name, "templates.use");
      add_item (self->removal, record->name, "templates.remove");
    }
}

/* FALSE: it is no template, and that was said. */
static void
take (WgChartTemplateButton *self, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgChartOptions) options = wg_chart_options_from_json (json, &error);

  if (options == NULL)
    {
      say (self, error, NULL);
      return;
    }
  wg_chart_panel_set_options (self->panel, options);
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0);
}

static void
use_cb (GSimpleAction *action, GVariant *name, gpointer user_data)
{
  WgChartTemplateButton *self = user_data;
  g_autoptr (GPtrArray) records = wg_project_list_chart_templates (self->project, NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const WgChartTemplateRecord *record = records->pdata[i];

      if (g_str_equal (record->name, g_variant_get_string (name, NULL)))
        take (self, record->options);
    }
}

static void
remove_cb (GSimpleAction *action, GVariant *name, gpointer user_data)
{
  WgChartTemplateButton *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!wg_project_remove_chart_template (self->project, g_variant_get_string (name, NULL), NULL,
                                         &error))
    say (self, error, NULL);
  renew (self);
}

static void
kept_cb (AdwMessageDialog *dialog, const char *response, WgChartTemplateButton *self)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autofree char *json = wg_chart_options_to_json (wg_chart_panel_get_options (self->panel));
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "keep") || *name == '\0')
    return;
  if (wg_project_save_chart_template (self->project, name, json, &error))
    say (self, NULL, _("The template is saved."));
  else
    say (self, error, NULL);
  renew (self);
}

static void
keep_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgChartTemplateButton *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (root), _("Keep in the Project"),
                                              _("A template of this name is replaced."));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Name of the template"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "keep",
                                    _("_Keep"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (kept_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, WgChartTemplateButton *self)
{
  gboolean is_saving
    = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_SAVE;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL && is_saving)
    {
      text = wg_chart_options_to_json (wg_chart_panel_get_options (self->panel));
      g_file_set_contents (path, text, -1, &error);
      say (self, error, _("The template is saved."));
    }
  else if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    {
      if (g_file_get_contents (path, &text, NULL, &error))
        take (self, text);
      else
        say (self, error, NULL);
    }
  gtk_native_dialog_destroy (dialog);
}

static void
ask_for_file (WgChartTemplateButton *self, gboolean is_saving)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog = wg_files_chooser_new (
    GTK_WINDOW (root), is_saving ? _("Save Template") : _("Open Template"),
    is_saving ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN);

  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Chart templates"), "json");
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), self->settings, "projects-folder");
  if (is_saving)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("template.json"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask_for_file (user_data, FALSE);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask_for_file (user_data, TRUE);
}

static void
wg_chart_template_button_dispose (GObject *object)
{
  WgChartTemplateButton *self = WG_CHART_TEMPLATE_BUTTON (object);

  g_clear_object (&self->project);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (wg_chart_template_button_parent_class)->dispose (object);
}

static void
wg_chart_template_button_class_init (WgChartTemplateButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_chart_template_button_dispose;

  signals[SIGNAL_TAKEN] = g_signal_new ("taken", WG_TYPE_CHART_TEMPLATE_BUTTON, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MESSAGE]
    = g_signal_new ("message", WG_TYPE_CHART_TEMPLATE_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wg_chart_template_button_init (WgChartTemplateButton *self)
{
  static const GActionEntry entries[] = { { "use", use_cb, "s" },
                                          { "remove", remove_cb, "s" },
                                          { "keep", keep_cb },
                                          { "open", open_cb },
                                          { "save", save_cb } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) kept = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) removal = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "templates", G_ACTION_GROUP (actions));
  g_menu_append (files, _("_Keep in the Project…"), "templates.keep");
  g_menu_append_submenu (files, _("_Remove from the Project"), G_MENU_MODEL (removal));
  g_menu_append (files, _("_Open Template…"), "templates.open");
  g_menu_append (files, _("_Save as Template…"), "templates.save");
  g_menu_append_section (menu, _("Templates of the Project"), G_MENU_MODEL (kept));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  self->kept = kept;
  self->removal = removal;
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Templates"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Templates"), -1);
  adw_bin_set_child (ADW_BIN (self), button);
}

void
wg_chart_template_button_connect (WgChartTemplateButton *self, WgProject *project,
                                  WgChartPanel *panel, GSettings *settings)
{
  self->panel = panel;
  g_set_object (&self->project, project);
  g_set_object (&self->settings, settings);
  renew (self);
}
