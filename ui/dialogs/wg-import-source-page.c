/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-source-page"

#include "wg-import-source-page.h"

#include "../../app/cli/wg-subdivide-words.h"
#include "../../app/cli/wg-words.h"
#include "wg-import-proposal.h"

#include <glib/gi18n.h>

struct _WgImportSourcePage
{
  WgImportPage parent_instance;

  GtkBox *box; /* of a group per file */
};

G_DEFINE_FINAL_TYPE (WgImportSourcePage, wg_import_source_page, WG_TYPE_IMPORT_PAGE)

/* What an entry of the list of uses stands for. */
typedef struct
{
  WgImportUse use;
  guint depth;
  gboolean is_update;
} Entry;

static void
add_entry (GArray *entries, WgImportUse use, guint depth, gboolean is_update)
{
  Entry entry = { use, depth, is_update };

  g_array_append_val (entries, entry);
}

/* The levels, the newer versions of those that have grids; what lies on the land; the map once the
 * project has a place for it. */
static GArray *
list_entries (WgPlan *plan)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));

  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      add_entry (entries, WG_IMPORT_GRIDS, depth, FALSE);
      if (wg_plan_count_grids (plan, depth) > 0)
        add_entry (entries, WG_IMPORT_GRIDS, depth, TRUE);
    }
  add_entry (entries, WG_IMPORT_BUILDINGS, 0, FALSE);
  if (wg_plan_get_buildings (plan) != NULL)
    add_entry (entries, WG_IMPORT_NUMBERS, 0, FALSE);
  add_entry (entries, WG_IMPORT_BARRIERS, 0, FALSE);
  add_entry (entries, WG_IMPORT_ADDRESSES, 0, FALSE);
  if (wg_plan_get_frame (plan) != NULL)
    add_entry (entries, WG_IMPORT_REFERENCE, 0, FALSE);
  add_entry (entries, WG_IMPORT_NOTHING, 0, FALSE);
  return entries;
}

static char *
describe_entry (WgPlan *plan, const Entry *entry)
{
  guint n = 0;
  g_autofree char *count = NULL;
  const char *level = NULL;

  if (entry->use == WG_IMPORT_BUILDINGS)
    return g_strdup (_("Buildings, with households and people"));
  if (entry->use == WG_IMPORT_NUMBERS)
    return g_strdup (_("Numbers for the buildings of the project"));
  if (entry->use == WG_IMPORT_BARRIERS)
    return g_strdup (_("Barriers: streets, rivers, walls"));
  if (entry->use == WG_IMPORT_ADDRESSES)
    return g_strdup (_("Addresses and named places"));
  if (entry->use == WG_IMPORT_REFERENCE)
    return g_strdup (_("Reference layer of the map"));
  if (entry->use == WG_IMPORT_NOTHING)
    return g_strdup (_("Not brought in"));
  n = wg_plan_count_grids (plan, entry->depth);
  count = wg_words_count (n);
  level = wg_plan_get_level (plan, entry->depth)->name;
  if (entry->is_update)
    /* Translators: %s is a level; a file that is a newer version of it */
    return g_strdup_printf (_("%s: newer version"), level);
  return n > 0 ? g_strdup_printf (ngettext ("%s (has %s grid)", "%s (has %s grids)", n), level, count)
               : g_strdup (level);
}

static GtkStringList *
list_uses (WgPlan *plan, const GArray *entries)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    gtk_string_list_take (names, describe_entry (plan, &g_array_index (entries, Entry, i)));
  return names;
}

static guint
find_entry (const GArray *entries, const WgImportChoice *choice)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->use == choice->use
          && (entry->use != WG_IMPORT_GRIDS
              || (entry->depth == choice->depth && entry->is_update == choice->is_update)))
        return i;
    }
  return 0;
}

/* "Areas, 605 rows" */
static char *
describe_layer (const WgSourceLayer *layer)
{
  g_autofree char *rows
    = layer->n_rows >= 0 ? wg_words_count ((guint64) layer->n_rows) : g_strdup ("?");
  const char *kind = layer->has_polygons                    ? _("Areas")
                     : layer->is_drawing                    ? _("Lines of a drawing")
                     : wg_import_layer_can_be_grids (layer) ? _("Lines")
                     : wg_import_layer_has_points (layer)   ? _("Points")
                                                            : _("Rows without shapes");

  /* Translators: kind of shapes, number of rows */
  return g_strdup_printf (_("%s, %s rows"), kind, rows);
}

static void
use_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportSourcePage *self)
{
  WgImportDraft *draft = wg_import_page_get_draft (WG_IMPORT_PAGE (self));
  WgImportChoice *choice = g_object_get_data (G_OBJECT (row), "choice");
  g_autoptr (GArray) entries = list_entries (draft->plan);
  guint selected = adw_combo_row_get_selected (row);
  const Entry *entry = NULL;

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || selected >= entries->len)
    return;
  entry = &g_array_index (entries, Entry, selected);
  choice->use = entry->use;
  choice->is_update = entry->is_update;
  if (entry->use == WG_IMPORT_GRIDS)
    choice->depth = entry->depth;
  choice->is_reviewed = FALSE;
  g_clear_pointer (&choice->left_out, g_hash_table_unref);
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "class-row"),
                          choice->use == WG_IMPORT_BARRIERS);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

static void
class_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgImportSourcePage *self)
{
  WgImportChoice *choice = g_object_get_data (G_OBJECT (row), "choice");

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)))
    return;
  choice->barrier_class = (WgBarrierClass) adw_combo_row_get_selected (row);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

/* What all lines of a layer are, where no column says it. */
static GtkWidget *
create_class_row (WgImportSourcePage *self, WgImportChoice *choice)
{
  const char *title = _("What its lines are");
  const char *subtitle = _("Borders keep to rivers, railways and main roads more than to minor roads "
                           "and lanes");
  g_autoptr (GtkStringList) classes = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  gtk_string_list_append (classes, _("As its columns say"));
  for (guint i = WG_BARRIER_NONE + 1; i < WG_BARRIER_N_CLASSES; i++)
    gtk_string_list_append (classes, wg_words_barrier_class ((WgBarrierClass) i));
  g_object_set_data (G_OBJECT (row), "choice", choice);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (classes));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), choice->barrier_class);
  gtk_widget_set_visible (row, choice->use == WG_IMPORT_BARRIERS);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (class_selected_cb), self, 0);
  return row;
}

static GtkWidget *
create_row (WgImportSourcePage *self, WgImportChoice *choice)
{
  WgImportDraft *draft = wg_import_page_get_draft (WG_IMPORT_PAGE (self));
  g_autofree char *subtitle = describe_layer (wg_import_draft_find_layer (draft, choice));
  g_autofree char *title = g_markup_escape_text (choice->layer, -1);
  g_autoptr (GArray) entries = list_entries (draft->plan);
  g_autoptr (GtkStringList) uses = list_uses (draft->plan, entries);
  GtkWidget *row = adw_combo_row_new ();

  g_object_set_data (G_OBJECT (row), "choice", choice);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->layer,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (uses));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_entry (entries, choice));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (use_selected_cb), self, 0);
  return row;
}

static void
show_drawing_layers (AdwExpanderRow *row, const WgImportChoice *choice, guint n_layers)
{
  guint n = choice->drawing_layers != NULL ? g_strv_length (choice->drawing_layers) : n_layers;
  /* Translators: numbers of layers */
  g_autofree char *line = g_strdup_printf (_("%u of %u are read; texts come from all"), n, n_layers);

  adw_expander_row_set_subtitle (row, line);
}

/* What is ticked becomes the choice's; all are kept as NULL, so that nothing hangs on their names. */
static void
drawing_layer_toggled_cb (GtkCheckButton *check, WgImportSourcePage *self)
{
  GPtrArray *checks = g_object_get_data (G_OBJECT (check), "checks");
  WgImportChoice *choice = g_object_get_data (G_OBJECT (check), "choice");
  AdwExpanderRow *row = g_object_get_data (G_OBJECT (check), "row");
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; i < checks->len; i++)
    if (gtk_check_button_get_active (checks->pdata[i]))
      {
        g_strv_builder_add (names, g_object_get_data (checks->pdata[i], "name"));
        n++;
      }
  g_clear_pointer (&choice->drawing_layers, g_strfreev);
  if (n < checks->len)
    choice->drawing_layers = g_strv_builder_end (names);
  show_drawing_layers (row, choice, checks->len);
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

/* The layers inside a CAD drawing: borders may be on one and all else on others. */
static GtkWidget *
create_drawing_row (WgImportSourcePage *self, WgImportChoice *choice, const WgSourceLayer *layer)
{
  GtkWidget *row = adw_expander_row_new ();
  GPtrArray *checks = g_ptr_array_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Layers of the drawing"));
  show_drawing_layers (ADW_EXPANDER_ROW (row), choice, layer->drawing_layers->len);
  for (guint i = 0; i < layer->drawing_layers->len; i++)
    {
      const char *name = layer->drawing_layers->pdata[i];
      g_autofree char *title = g_markup_escape_text (name, -1);
      GtkWidget *one = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();

      gtk_check_button_set_active (
        GTK_CHECK_BUTTON (check),
        choice->drawing_layers == NULL
          || g_strv_contains ((const char *const *) choice->drawing_layers, name));
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      g_object_set_data (G_OBJECT (check), "choice", choice);
      g_object_set_data (G_OBJECT (check), "row", row);
      g_object_set_data_full (G_OBJECT (check), "name", g_strdup (name), g_free);
      g_object_set_data_full (G_OBJECT (check), "checks", g_ptr_array_ref (checks),
                              (GDestroyNotify) g_ptr_array_unref);
      g_ptr_array_add (checks, check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (drawing_layer_toggled_cb), self, 0);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (one), title);
      adw_action_row_add_prefix (ADW_ACTION_ROW (one), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (one), check);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), one);
    }
  g_ptr_array_unref (checks);
  return row;
}

static GtkWidget *
create_group (WgImportSourcePage *self, const WgSource *source)
{
  WgImportDraft *draft = wg_import_page_get_draft (WG_IMPORT_PAGE (self));
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *base = g_path_get_basename (source->path);
  g_autofree char *title = g_markup_escape_text (base, -1);
  g_autofree char *driver = g_markup_escape_text (source->driver, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), driver);
  for (guint i = 0; i < draft->choices->len; i++)
    {
      WgImportChoice *choice = g_ptr_array_index (draft->choices, i);
      const WgSourceLayer *layer = wg_import_draft_find_layer (draft, choice);
      GtkWidget *row = NULL, *class_row = NULL;

      if (g_strcmp0 (choice->path, source->path) != 0)
        continue;
      row = create_row (self, choice);
      class_row = create_class_row (self, choice);
      g_object_set_data (G_OBJECT (row), "class-row", class_row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), class_row);
      if (layer != NULL && layer->drawing_layers != NULL && layer->drawing_layers->len > 1)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   create_drawing_row (self, choice, layer));
    }
  return group;
}

static void
wg_import_source_page_open (WgImportPage *page, WgImportChoice *choice)
{
  WgImportSourcePage *self = WG_IMPORT_SOURCE_PAGE (page);
  WgImportDraft *draft = wg_import_page_get_draft (page);
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < draft->sources->len; i++)
    gtk_box_append (self->box, create_group (self, draft->sources->pdata[i]));
  for (guint i = 0; i < draft->problems->len; i++)
    {
      GtkWidget *label = gtk_label_new (draft->problems->pdata[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "error");
      gtk_box_append (self->box, label);
    }
}

/* Points are no grids, and a drawing without layers is none. */
static gboolean
wg_import_source_page_is_complete (WgImportPage *page, const WgImportChoice *choice)
{
  const WgSourceLayer *layer = wg_import_draft_find_layer (wg_import_page_get_draft (page), choice);

  if (choice->use == WG_IMPORT_NOTHING)
    return TRUE;
  return layer != NULL
         && wg_import_draft_can_be (wg_import_page_get_draft (page), layer, choice->use)
         && (choice->use != WG_IMPORT_GRIDS || choice->drawing_layers == NULL
             || choice->drawing_layers[0] != NULL);
}

static void
wg_import_source_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WG_TYPE_IMPORT_SOURCE_PAGE);

  G_OBJECT_CLASS (wg_import_source_page_parent_class)->dispose (object);
}

static void
wg_import_source_page_class_init (WgImportSourcePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  WgImportPageClass *page_class = WG_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_source_page_dispose;

  page_class->name = "source";
  page_class->title = N_("Source");
  page_class->open = wg_import_source_page_open;
  page_class->is_complete = wg_import_source_page_is_complete;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-import-source-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WgImportSourcePage, box);
}

static void
wg_import_source_page_init (WgImportSourcePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
