/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-templates"

#include "wg-import-templates.h"

#include "../../app/exchange/wg-mapping.h"

#include <glib/gi18n.h>

struct _WgImportTemplates
{
  AdwPreferencesGroup parent_instance;

  /* Template widgets */
  AdwActionRow *row;
  GtkDropDown *choice;
  GtkMenuButton *save_button;
  GtkPopover *popover;
  GtkEntry *entry;
  GtkWidget *keep_button;
  GtkWidget *remove_button;

  GPtrArray *names; /* of char *: entry 0 of the choice is none */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgImportTemplates, wg_import_templates, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  SELECTED,
  SAVE,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_name (WgImportTemplates *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);

  return selected > 0 && selected <= self->names->len ? self->names->pdata[selected - 1] : NULL;
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, WgImportTemplates *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[SELECTED], 0, get_name (self));
}

static void
name_changed_cb (WgImportTemplates *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_widget_set_sensitive (self->keep_button, *name != '\0');
}

static void
save_cb (WgImportTemplates *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*name == '\0')
    return;
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[SAVE], 0, name);
}

static void
remove_cb (WgImportTemplates *self)
{
  g_autofree char *name = g_strdup (get_name (self));

  if (name != NULL)
    g_signal_emit (self, signals[REMOVE], 0, name);
}

static void
wg_import_templates_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WG_TYPE_IMPORT_TEMPLATES);

  G_OBJECT_CLASS (wg_import_templates_parent_class)->dispose (object);
}

static void
wg_import_templates_finalize (GObject *object)
{
  g_ptr_array_unref (WG_IMPORT_TEMPLATES (object)->names);

  G_OBJECT_CLASS (wg_import_templates_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, WgImportTemplatesClass *klass)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wg_import_templates_class_init (WgImportTemplatesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_templates_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_templates_finalize;

  signals[SELECTED] = add_signal ("selected", klass);
  signals[SAVE] = add_signal ("save", klass);
  signals[REMOVE] = add_signal ("remove", klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-templates.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgImportTemplates, name)
  BIND (row);
  BIND (choice);
  BIND (save_button);
  BIND (popover);
  BIND (entry);
  BIND (keep_button);
  BIND (remove_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
wg_import_templates_init (WgImportTemplates *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

void
wg_import_templates_show (WgImportTemplates *self, const GPtrArray *mappings, const char *name)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->names, 0);
  gtk_string_list_append (list, _("None"));
  for (guint i = 0; i < mappings->len; i++)
    {
      const WgMapping *mapping = g_ptr_array_index (mappings, i);

      g_ptr_array_add (self->names, g_strdup (mapping->name));
      gtk_string_list_append (list, mapping->name);
      if (g_strcmp0 (mapping->name, name) == 0)
        selected = i + 1;
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->choice, selected);
  self->is_filling = FALSE;
  adw_action_row_set_subtitle (self->row, selected > 0
                                            ? _("Applied: the file is read as the template says")
                                            : _("How a file is read, kept for the next one with the "
                                                "same columns"));
  gtk_widget_set_sensitive (self->remove_button, selected > 0);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name != NULL ? name : "");
}
