/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-fields-page"

#include "wg-import-fields-page.h"

#include "../../app/cli/wg-words.h"
#include "wg-import-table.h"

#include <glib/gi18n.h>

/* NULL: found by the reader. */
static const char *const ENCODINGS[] = { NULL,    "GB18030", "UTF-8",  "BIG5",
                                         "CP932", "EUC-KR",  "ISO-8859-1" };

struct _WgImportFieldsPage
{
  WgImportPage parent_instance;

  /* Template widgets */
  AdwComboRow *encoding_row;
  AdwComboRow *code_row;
  AdwComboRow *name_row;
  AdwComboRow *parent_row;
  GtkGrid *preview;
  GtkLabel *personal_label;
  GtkLabel *problem_label;

  GCancellable *describing;
};

G_DEFINE_FINAL_TYPE (WgImportFieldsPage, wg_import_fields_page, WG_TYPE_IMPORT_PAGE)

static const WgSourceLayer *
get_layer (WgImportFieldsPage *self)
{
  WgImportPage *page = WG_IMPORT_PAGE (self);
  WgImportChoice *choice = wg_import_page_get_choice (page);

  return choice != NULL ? wg_import_draft_find_layer (wg_import_page_get_draft (page), choice) : NULL;
}

/* Row 0 of a column row is "none". */
static char *
dup_field (WgImportFieldsPage *self, AdwComboRow *row)
{
  const WgSourceLayer *layer = get_layer (self);
  guint selected = adw_combo_row_get_selected (row);

  return g_strdup (layer != NULL && selected > 0 && selected <= layer->fields->len
                     ? layer->fields->pdata[selected - 1]
                     : "");
}

static void
show_preview (WgImportFieldsPage *self)
{
  const WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));
  gboolean is_grids = choice->use == WG_IMPORT_GRIDS;
  const WgImportColumns columns = { is_grids ? choice->code_field : "",
                                    is_grids ? choice->name_field : "",
                                    is_grids && choice->depth > 1 ? choice->parent_field : "" };

  wg_import_table_fill (self->preview, get_layer (self), &columns);
}

static void
mapping_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportFieldsPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));
  char **field = NULL;

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || choice == NULL)
    return;
  field = row == self->code_row   ? &choice->code_field
          : row == self->name_row ? &choice->name_field
                                  : &choice->parent_field;
  g_free (*field);
  *field = dup_field (self, row);
  show_preview (self);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

static void
fill_columns (WgImportFieldsPage *self, AdwComboRow *row, const WgSourceLayer *layer,
              const char *field)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, row == self->parent_row ? _("None: by place") : _("None: by rule"));
  for (guint i = 0; i < layer->fields->len; i++)
    {
      gtk_string_list_append (names, layer->fields->pdata[i]);
      if (g_strcmp0 (field, layer->fields->pdata[i]) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

static void
show_personal (WgImportFieldsPage *self, const WgSourceLayer *layer)
{
  g_autofree char *names = NULL;
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->personal_label), layer->personal_fields->len > 0);
  if (layer->personal_fields->len == 0)
    return;

  g_ptr_array_add (layer->personal_fields, NULL);
  names = g_strjoinv (", ", (char **) layer->personal_fields->pdata);
  g_ptr_array_set_size (layer->personal_fields, (int) layer->personal_fields->len - 1);
  sentence = g_strdup_printf (_("Left out, because they may hold data of residents: %s"), names);
  gtk_label_set_label (self->personal_label, sentence);
}

static void
show_encoding (WgImportFieldsPage *self, const WgImportChoice *choice, const WgSourceLayer *layer)
{
  const char *encoding = layer->encoding != NULL ? layer->encoding : "UTF-8";
  g_autofree char *read
    = g_strdup_printf (_("Read as %s; change it when the text below is unreadable"), encoding);
  guint selected = 0;

  for (guint i = 1; i < G_N_ELEMENTS (ENCODINGS); i++)
    if (g_strcmp0 (ENCODINGS[i], choice->encoding) == 0)
      selected = i;
  adw_combo_row_set_selected (self->encoding_row, selected);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->encoding_row), read);
}

static void
show_problem (WgImportFieldsPage *self, const char *sentence)
{
  gtk_label_set_label (self->problem_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), sentence != NULL);
}

static void
describe_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char **words = data; /* path, encoding or NULL */
  GError *error = NULL;
  WgSource *description = wg_source_open (words[0], words[1], cancellable, &error);

  if (description != NULL)
    g_task_return_pointer (task, description, (GDestroyNotify) wg_source_free);
  else
    g_task_return_error (task, error);
}

/* The texts of one file are all read alike. */
static void
described_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WgImportFieldsPage *self = WG_IMPORT_FIELDS_PAGE (object);
  WgImportPage *page = WG_IMPORT_PAGE (self);
  WgImportDraft *draft = NULL;
  char **words = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  WgSource *source = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (source == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      show_problem (self, sentence);
      return;
    }
  draft = wg_import_page_get_draft (page);
  for (guint i = 0; i < draft->choices->len; i++)
    {
      WgImportChoice *choice = g_ptr_array_index (draft->choices, i);

      if (g_strcmp0 (choice->path, words[0]) != 0)
        continue;
      g_free (choice->encoding);
      choice->encoding = g_strdup (words[1]);
    }
  wg_import_draft_renew_source (draft, source);
  wg_import_page_open (page, wg_import_page_get_choice (page));
  wg_import_page_changed (page);
}

static void
encoding_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportFieldsPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));
  guint selected = adw_combo_row_get_selected (row);
  g_autoptr (GTask) task = NULL;
  char **words = NULL;

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || choice == NULL)
    return;
  words = g_new0 (char *, 3);
  words[0] = g_strdup (choice->path);
  words[1] = selected < G_N_ELEMENTS (ENCODINGS) ? g_strdup (ENCODINGS[selected]) : NULL;
  g_cancellable_cancel (self->describing);
  g_clear_object (&self->describing);
  self->describing = g_cancellable_new ();
  task = g_task_new (self, self->describing, described_cb, NULL);
  g_task_set_task_data (task, words, (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, describe_thread);
}

static void
fill_encodings (WgImportFieldsPage *self)
{
  const char *const names[] = { _("Found automatically"), _("GB18030 (GBK, GB2312)"), "UTF-8",
                                _("Big5 (Traditional Chinese)"), _("CP932 (Japanese)"),
                                _("EUC-KR (Korean)"), _("ISO 8859-1 (Western)"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == G_N_ELEMENTS (ENCODINGS) + 1);
  adw_combo_row_set_model (self->encoding_row, G_LIST_MODEL (list));
}

static void
wg_import_fields_page_open (WgImportPage *page, WgImportChoice *choice)
{
  WgImportFieldsPage *self = WG_IMPORT_FIELDS_PAGE (page);
  const WgSourceLayer *layer = get_layer (self);
  gboolean is_grids = choice != NULL && choice->use == WG_IMPORT_GRIDS;

  if (layer == NULL)
    return;
  show_problem (self, NULL);
  fill_columns (self, self->code_row, layer, choice->code_field);
  fill_columns (self, self->name_row, layer, choice->name_field);
  fill_columns (self, self->parent_row, layer, choice->parent_field);
  gtk_widget_set_visible (GTK_WIDGET (self->code_row), is_grids);
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), is_grids);
  /* The top level has no parents that a column could name. */
  gtk_widget_set_visible (GTK_WIDGET (self->parent_row), is_grids && choice->depth > 1);
  show_encoding (self, choice, layer);
  show_personal (self, layer);
  show_preview (self);
}

static gboolean
wg_import_fields_page_is_needed (WgImportPage *page, const WgImportChoice *choice)
{
  return choice->use == WG_IMPORT_GRIDS || choice->use == WG_IMPORT_BUILDINGS;
}

static void
wg_import_fields_page_dispose (GObject *object)
{
  WgImportFieldsPage *self = WG_IMPORT_FIELDS_PAGE (object);

  g_cancellable_cancel (self->describing);
  g_clear_object (&self->describing);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_IMPORT_FIELDS_PAGE);

  G_OBJECT_CLASS (wg_import_fields_page_parent_class)->dispose (object);
}

static void
wg_import_fields_page_class_init (WgImportFieldsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  WgImportPageClass *page_class = WG_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_fields_page_dispose;

  page_class->name = "fields";
  page_class->title = N_("Text and Fields");
  page_class->is_per_layer = TRUE;
  page_class->open = wg_import_fields_page_open;
  page_class->is_needed = wg_import_fields_page_is_needed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-fields-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgImportFieldsPage, name)
  BIND (encoding_row);
  BIND (code_row);
  BIND (name_row);
  BIND (parent_row);
  BIND (preview);
  BIND (personal_label);
  BIND (problem_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, encoding_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, mapping_selected_cb);
}

static void
wg_import_fields_page_init (WgImportFieldsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_encodings (self);
}
