/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-fields-page"

#include "wg-import-fields-page.h"

#include "../../app/cli/wg-words.h"
#include "wg-import-column-row.h"
#include "wg-import-table.h"
#include "wg-import-templates.h"

#include <glib/gi18n.h>

/* NULL: found by the reader. */
static const char *const ENCODINGS[] = { NULL,    "GB18030", "UTF-8",  "BIG5",
                                         "CP932", "EUC-KR",  "ISO-8859-1" };

#define MOST_COLUMNS (WG_BUILDING_N_ROLES + WG_ADDRESS_N_ROLES) /* more than any kind of file has */

struct _WgImportFieldsPage
{
  WgImportPage parent_instance;

  /* Template widgets */
  WgImportTemplates *templates;
  AdwPreferencesGroup *group;
  AdwComboRow *encoding_row;
  AdwComboRow *code_row;
  AdwComboRow *name_row;
  AdwComboRow *parent_row;
  AdwComboRow *parent_name_row;
  GtkGrid *preview;
  GtkLabel *personal_label;
  GtkLabel *problem_label;

  AdwComboRow *building_rows[WG_BUILDING_N_ROLES]; /* borrowed of the group */
  AdwComboRow *address_rows[WG_ADDRESS_N_ROLES];   /* likewise */
  GCancellable *describing;
  char *described; /* path and encoding that the text was read with last */
};

G_DEFINE_FINAL_TYPE (WgImportFieldsPage, wg_import_fields_page, WG_TYPE_IMPORT_PAGE)

static const WgSourceLayer *
get_layer (WgImportFieldsPage *self)
{
  WgImportPage *page = WG_IMPORT_PAGE (self);
  WgImportChoice *choice = wg_import_page_get_choice (page);

  return choice != NULL ? wg_import_draft_find_layer (wg_import_page_get_draft (page), choice) : NULL;
}

/* The columns that are brought in, with the words of their rows. */
static guint
list_columns (WgImportFieldsPage *self, WgImportColumn *columns)
{
  const WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));
  AdwComboRow *const own[] = { self->code_row, self->name_row, self->parent_row, self->parent_name_row };
  char *const fields[] = { choice->code_field, choice->name_field, choice->parent_field,
                           choice->parent_name_field };
  gboolean is_buildings = wg_import_choice_is_of_buildings (choice);
  AdwComboRow *const *rows = choice->use == WG_IMPORT_GRIDS ? own
                             : is_buildings                 ? self->building_rows
                                                            : self->address_rows;
  char *const *chosen = choice->use == WG_IMPORT_GRIDS ? fields
                        : is_buildings                 ? choice->building_fields
                                                       : choice->address_fields;
  guint n = choice->use == WG_IMPORT_GRIDS       ? (choice->depth > 1 ? 4 : 2)
            : is_buildings                       ? WG_BUILDING_N_ROLES
            : choice->use == WG_IMPORT_ADDRESSES ? WG_ADDRESS_N_ROLES
                                                 : 0;

  for (guint i = 0; i < n; i++)
    columns[i] = (WgImportColumn){ chosen[i], adw_preferences_row_get_title (ADW_PREFERENCES_ROW (rows[i])) };
  return n;
}

static void
show_preview (WgImportFieldsPage *self)
{
  WgImportColumn columns[MOST_COLUMNS];
  guint n_columns = list_columns (self, columns);

  wg_import_table_fill (self->preview, get_layer (self), columns, n_columns);
}

static gboolean
is_said (const char *field)
{
  return field == NULL || *field != '\0'; /* NULL: found by their names */
}

/* A row of addresses needs words to be found by; those of OpenStreetMap are in a column of tags. */
static gboolean
has_words (const WgImportChoice *choice, const WgSourceLayer *layer)
{
  char *const *fields = choice->address_fields;

  return choice->use != WG_IMPORT_ADDRESSES || is_said (fields[WG_ADDRESS_TEXT])
         || is_said (fields[WG_ADDRESS_NUMBER]) || is_said (fields[WG_ADDRESS_NAME])
         || (layer != NULL
             && g_ptr_array_find_with_equal_func (layer->fields, "other_tags", g_str_equal, NULL));
}

/* Where the choice keeps what @row says. */
static char **
find_field (WgImportFieldsPage *self, AdwComboRow *row, WgImportChoice *choice)
{
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    if (row == self->building_rows[role])
      return &choice->building_fields[role];
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    if (row == self->address_rows[role])
      return &choice->address_fields[role];
  return row == self->code_row     ? &choice->code_field
         : row == self->name_row   ? &choice->name_field
         : row == self->parent_row ? &choice->parent_field
                                   : &choice->parent_name_field;
}

static void
show_problem (WgImportFieldsPage *self, const char *sentence)
{
  gtk_label_set_label (self->problem_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), sentence != NULL);
}

static void
show_missing (WgImportFieldsPage *self, const WgImportChoice *choice)
{
  show_problem (self, has_words (choice, get_layer (self))
                        ? NULL
                        : _("Choose the column with the address, the house number or the name: "
                            "without any, nothing of the file can be found"));
}

static void
mapping_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportFieldsPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));
  char **field = NULL;

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || choice == NULL)
    return;
  field = find_field (self, row, choice);
  g_free (*field);
  *field = wg_import_column_row_dup_field (row, get_layer (self));
  show_preview (self);
  show_missing (self, choice);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
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
describe (WgImportFieldsPage *self, const WgImportChoice *choice, const char *encoding)
{
  g_autoptr (GTask) task = NULL;
  char **words = g_new0 (char *, 3);

  words[0] = g_strdup (choice->path);
  words[1] = g_strdup (encoding);
  g_free (self->described);
  self->described = g_strdup_printf ("%s\n%s", choice->path, encoding != NULL ? encoding : "");
  g_cancellable_cancel (self->describing);
  g_clear_object (&self->describing);
  self->describing = g_cancellable_new ();
  task = g_task_new (self, self->describing, described_cb, NULL);
  g_task_set_task_data (task, words, (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, describe_thread);
}

/* A template may say another encoding than the one that the file was described with. */
static void
follow_encoding (WgImportFieldsPage *self, const WgImportChoice *choice, const WgSourceLayer *layer)
{
  g_autofree char *wanted
    = g_strdup_printf ("%s\n%s", choice->path, choice->encoding != NULL ? choice->encoding : "");

  if (choice->encoding != NULL && g_strcmp0 (self->described, wanted) != 0
      && (layer->encoding == NULL || g_ascii_strcasecmp (layer->encoding, choice->encoding) != 0))
    describe (self, choice, choice->encoding);
}

static void
encoding_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportFieldsPage *self)
{
  WgImportChoice *choice = wg_import_page_get_choice (WG_IMPORT_PAGE (self));
  guint selected = adw_combo_row_get_selected (row);

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || choice == NULL)
    return;
  describe (self, choice, selected < G_N_ELEMENTS (ENCODINGS) ? ENCODINGS[selected] : NULL);
}

static void
template_selected_cb (WgImportTemplates *templates, const char *name, WgImportFieldsPage *self)
{
  WgImportPage *page = WG_IMPORT_PAGE (self);
  WgImportChoice *choice = wg_import_page_get_choice (page);

  if (choice == NULL)
    return;
  wg_import_draft_apply_template (wg_import_page_get_draft (page), choice, name);
  wg_import_page_open (page, choice);
  wg_import_page_changed (page);
}

static void
template_save_cb (WgImportTemplates *templates, const char *name, WgImportFieldsPage *self)
{
  WgImportPage *page = WG_IMPORT_PAGE (self);
  WgImportChoice *choice = wg_import_page_get_choice (page);
  g_autoptr (GError) error = NULL;

  if (choice == NULL)
    return;
  if (wg_import_draft_save_template (wg_import_page_get_draft (page), choice, name, &error))
    wg_import_page_open (page, choice);
  else
    {
      g_autofree char *sentence = wg_words_error (error);

      show_problem (self, sentence);
    }
}

/* What the template said stays; only its name is gone. */
static void
template_remove_cb (WgImportTemplates *templates, const char *name, WgImportFieldsPage *self)
{
  WgImportPage *page = WG_IMPORT_PAGE (self);
  WgImportChoice *choice = wg_import_page_get_choice (page);
  g_autoptr (GError) error = NULL;

  if (!wg_import_draft_remove_template (name, &error))
    {
      g_autofree char *sentence = wg_words_error (error);

      show_problem (self, sentence);
      return;
    }
  g_clear_pointer (&choice->template_name, g_free);
  wg_import_page_open (page, choice);
}

static AdwComboRow *
add_row (WgImportFieldsPage *self, const char *title)
{
  AdwComboRow *row = wg_import_column_row_new (title);

  g_signal_connect_object (row, "notify::selected", G_CALLBACK (mapping_selected_cb), self, 0);
  adw_preferences_group_add (self->group, GTK_WIDGET (row));
  return row;
}

static void
add_rows (WgImportFieldsPage *self)
{
  const char *const buildings[] = { _("Code"),   _("Name"),  _("Address"), _("Households"), _("People"),
                                    _("Floors"), _("Units"), _("Use"),     _("Management") };
  const char *const addresses[]
    = { _("Whole address"), _("Street"), _("House number"), _("Name of the place"), _("Kind of place") };

  G_STATIC_ASSERT (G_N_ELEMENTS (buildings) == WG_BUILDING_N_ROLES);
  G_STATIC_ASSERT (G_N_ELEMENTS (addresses) == WG_ADDRESS_N_ROLES);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    self->building_rows[role] = add_row (self, buildings[role]);
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    self->address_rows[role] = add_row (self, addresses[role]);
}

static void
show_row (AdwComboRow *row, const WgSourceLayer *layer, const char *field, const char *none,
          gboolean is_shown)
{
  wg_import_column_row_fill (row, layer, field, none);
  gtk_widget_set_visible (GTK_WIDGET (row), is_shown);
}

static void
show_columns (WgImportFieldsPage *self, const WgImportChoice *choice, const WgSourceLayer *layer)
{
  gboolean is_grids = choice->use == WG_IMPORT_GRIDS;
  gboolean is_buildings = wg_import_choice_is_of_buildings (choice);
  /* The top level has no parents that a column could name. */
  gboolean has_parents = is_grids && choice->depth > 1;

  show_row (self->code_row, layer, choice->code_field, _("None: by rule"), is_grids);
  show_row (self->name_row, layer, choice->name_field, _("None: by rule"), is_grids);
  show_row (self->parent_row, layer, choice->parent_field, _("None: by place"), has_parents);
  show_row (self->parent_name_row, layer, choice->parent_name_field, _("None: by place"), has_parents);
  for (guint role = 0; role < WG_BUILDING_N_ROLES; role++)
    show_row (self->building_rows[role], layer, choice->building_fields[role], _("None"), is_buildings);
  for (guint role = 0; role < WG_ADDRESS_N_ROLES; role++)
    show_row (self->address_rows[role], layer, choice->address_fields[role], _("None"),
              choice->use == WG_IMPORT_ADDRESSES);
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
  g_autoptr (GPtrArray) mappings = wg_import_draft_load_templates ();

  if (layer == NULL)
    return;
  show_missing (self, choice);
  wg_import_templates_show (self->templates, mappings, choice->template_name);
  show_columns (self, choice, layer);
  show_encoding (self, choice, layer);
  show_personal (self, layer);
  show_preview (self);
  follow_encoding (self, choice, layer);
}

static gboolean
wg_import_fields_page_is_needed (WgImportPage *page, const WgImportChoice *choice)
{
  return choice->use != WG_IMPORT_REFERENCE && choice->use != WG_IMPORT_NOTHING;
}

static gboolean
wg_import_fields_page_is_complete (WgImportPage *page, const WgImportChoice *choice)
{
  return has_words (choice, wg_import_draft_find_layer (wg_import_page_get_draft (page), choice));
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
wg_import_fields_page_finalize (GObject *object)
{
  g_free (WG_IMPORT_FIELDS_PAGE (object)->described);

  G_OBJECT_CLASS (wg_import_fields_page_parent_class)->finalize (object);
}

static void
wg_import_fields_page_class_init (WgImportFieldsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  WgImportPageClass *page_class = WG_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_fields_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_fields_page_finalize;

  page_class->name = "fields";
  page_class->title = N_("Text and Fields");
  page_class->is_per_layer = TRUE;
  page_class->open = wg_import_fields_page_open;
  page_class->is_needed = wg_import_fields_page_is_needed;
  page_class->is_complete = wg_import_fields_page_is_complete;

  g_type_ensure (WG_TYPE_IMPORT_TEMPLATES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-fields-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgImportFieldsPage, name)
  BIND (templates);
  BIND (group);
  BIND (encoding_row);
  BIND (code_row);
  BIND (name_row);
  BIND (parent_row);
  BIND (parent_name_row);
  BIND (preview);
  BIND (personal_label);
  BIND (problem_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, encoding_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, mapping_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_remove_cb);
}

static void
wg_import_fields_page_init (WgImportFieldsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_encodings (self);
  add_rows (self);
}
