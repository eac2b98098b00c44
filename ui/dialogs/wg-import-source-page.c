/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-source-page"

#include "wg-import-source-page.h"

#include "../../app/cli/wg-words.h"
#include "wg-import-proposal.h"

#include <glib/gi18n.h>

struct _WgImportSourcePage
{
  WgImportPage parent_instance;

  GtkBox *box; /* of a group per file */
};

G_DEFINE_FINAL_TYPE (WgImportSourcePage, wg_import_source_page, WG_TYPE_IMPORT_PAGE)

/* After the levels: what else a layer can be, the buildings and the map once the project has a place
 * for them. */
static const WgImportUse OTHER_USES[]
  = { WG_IMPORT_BUILDINGS, WG_IMPORT_REFERENCE, WG_IMPORT_NOTHING };

static guint
find_first_other (const WgImportDraft *draft)
{
  return wg_plan_get_frame (draft->plan) != NULL ? 0 : 2;
}

static guint
find_entry (const WgImportDraft *draft, const WgImportChoice *choice)
{
  guint first = find_first_other (draft);

  for (guint i = first; i < G_N_ELEMENTS (OTHER_USES); i++)
    if (choice->use == OTHER_USES[i])
      return wg_plan_get_n_levels (draft->plan) + i - first;
  return choice->depth - 1;
}

static GtkStringList *
list_uses (WgPlan *plan)
{
  const char *const others[] = { _("Buildings, with households and people"),
                                 _("Reference layer of the map"), _("Not brought in") };
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      guint n = wg_plan_count_grids (plan, depth);
      g_autofree char *count = wg_words_count (n);
      g_autofree char *line =
        n > 0 ? g_strdup_printf (ngettext ("%s (has %s grid)", "%s (has %s grids)", n),
                                 wg_plan_get_level (plan, depth)->name, count)
              : g_strdup (wg_plan_get_level (plan, depth)->name);

      gtk_string_list_append (names, line);
    }
  for (guint i = wg_plan_get_frame (plan) != NULL ? 0 : 2; i < G_N_ELEMENTS (others); i++)
    gtk_string_list_append (names, others[i]);
  return names;
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
  guint selected = adw_combo_row_get_selected (row);
  guint n_levels = wg_plan_get_n_levels (draft->plan);

  if (wg_import_page_is_opening (WG_IMPORT_PAGE (self)) || selected == GTK_INVALID_LIST_POSITION)
    return;
  choice->use = selected < n_levels
                  ? WG_IMPORT_GRIDS
                  : OTHER_USES[selected - n_levels + find_first_other (draft)];
  if (selected < n_levels)
    choice->depth = selected + 1;
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

static GtkWidget *
create_row (WgImportSourcePage *self, WgImportChoice *choice)
{
  WgImportDraft *draft = wg_import_page_get_draft (WG_IMPORT_PAGE (self));
  g_autofree char *subtitle = describe_layer (wg_import_draft_find_layer (draft, choice));
  g_autofree char *title = g_markup_escape_text (choice->layer, -1);
  g_autoptr (GtkStringList) uses = list_uses (draft->plan);
  GtkWidget *row = adw_combo_row_new ();

  g_object_set_data (G_OBJECT (row), "choice", choice);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (uses));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), find_entry (draft, choice));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (use_selected_cb), self, 0);
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

      if (g_strcmp0 (choice->path, source->path) == 0)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (self, choice));
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

/* Points are no grids. */
static gboolean
wg_import_source_page_is_complete (WgImportPage *page, const WgImportChoice *choice)
{
  const WgSourceLayer *layer = wg_import_draft_find_layer (wg_import_page_get_draft (page), choice);

  return choice->use != WG_IMPORT_GRIDS || (layer != NULL && wg_import_layer_can_be_grids (layer));
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
