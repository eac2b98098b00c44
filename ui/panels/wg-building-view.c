/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-building-view"

#include "wg-building-view.h"

#include "../../app/cli/wg-words-building.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-building-places.h"
#include "wg-grid-list.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_HEIGHT 270
#define ROW_HEIGHT 62
#define FEW_BUILDINGS 12   /* that need no field to find one */
#define MOST_SORTED 20000 /* by title; more stay in the order of their file */

struct _WgBuildingView
{
  AdwBin parent_instance;

  GtkLabel *heading;
  GtkWidget *search;
  GtkScrolledWindow *scrolled;
  GtkWidget *list;
  WgGridList *ids; /* of buildings */

  WgPlan *plan; /* nullable */
  guint32 grid;
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (WgBuildingView, wg_building_view, ADW_TYPE_BIN)

/* The widgets of a row. */
typedef struct
{
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *counts;
  GtkWidget *mark;
  GtkWidget *divide;
} Row;

static guint32
get_id (GtkListItem *item)
{
  return wg_grid_item_get_id (WG_GRID_ITEM (gtk_list_item_get_item (item)));
}

static void
divide_clicked_cb (GtkWidget *button, GtkListItem *item)
{
  gtk_widget_activate_action (button, "win.divide-building", "u", get_id (item));
}

static GtkLabel *
add_label (GtkWidget *box, const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css != NULL)
    {
      gtk_widget_add_css_class (label, css);
      gtk_widget_add_css_class (label, "dim-label");
    }
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, WgBuildingView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Row *row = g_new0 (Row, 1);

  row->title = add_label (texts, NULL);
  row->counts = add_label (texts, "caption");
  row->detail = add_label (texts, "caption");
  gtk_widget_set_hexpand (texts, TRUE);
  g_object_set (box, "margin-start", 8, "margin-end", 4, "margin-top", 3, "margin-bottom", 3, NULL);
  gtk_box_append (GTK_BOX (box), texts);
  row->mark = gtk_label_new (_("Divided"));
  gtk_widget_add_css_class (row->mark, "caption");
  gtk_widget_add_css_class (row->mark, "accent");
  gtk_box_append (GTK_BOX (box), row->mark);
  row->divide = gtk_button_new_from_icon_name ("view-dual-symbolic");
  gtk_widget_add_css_class (row->divide, "flat");
  gtk_widget_set_valign (row->divide, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (row->divide, _("Divide This Building Between Grids…"));
  g_signal_connect (row->divide, "clicked", G_CALLBACK (divide_clicked_cb), item);
  gtk_box_append (GTK_BOX (box), row->divide);
  gtk_list_item_set_child (item, box);
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, WgBuildingView *self)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  WgBuildingSet *set = self->plan != NULL ? wg_plan_get_buildings (self->plan) : NULL;
  const WgBuilding *building = NULL;
  g_autofree char *title = NULL, *detail = NULL, *counts = NULL, *name = NULL;
  gboolean is_divided = FALSE;
  WgTally tally;
  guint place = 0;

  if (set == NULL || !wg_building_set_find_index (set, get_id (item), &place))
    return;
  building = wg_building_set_get (set, place);
  is_divided = wg_plan_count_building (self->plan, self->grid, place, &tally);
  title = wg_words_building_title (building);
  detail = wg_words_building_detail (building);
  counts = wg_words_building_counts (&tally);
  gtk_label_set_label (row->title, title);
  gtk_label_set_label (row->detail, detail);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->title), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->detail), detail);
  gtk_widget_set_visible (GTK_WIDGET (row->detail), *detail != '\0');
  gtk_label_set_label (row->counts, counts);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->counts),
                               building->is_estimated
                                 ? _("Estimated: worked out from floor area, not counted")
                                 : NULL);
  gtk_widget_set_visible (row->mark, is_divided);
  /* Translators: %s is a building */
  name = g_strdup_printf (_("Divide %s Between Grids"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->divide), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static void
activate_cb (GtkListView *list, guint position, WgBuildingView *self)
{
  g_autoptr (WgGridItem) item = g_list_model_get_item (G_LIST_MODEL (self->ids), position);

  if (item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-building", "u",
                                wg_grid_item_get_id (item));
}

typedef struct
{
  guint32 id;
  char *key; /* of the title: 2号 comes before 10号 */
} Sortable;

static void
clear_sortable (Sortable *sortable)
{
  g_free (sortable->key);
}

static int
compare_sortable (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Sortable *) a)->key, ((const Sortable *) b)->key);
}

static gboolean
has_text (const char *text, const char *wanted)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, wanted) != NULL;
}

/* Is it looked for? By name, address, code. */
static gboolean
is_wanted (const WgBuilding *building, const char *wanted)
{
  return *wanted == '\0' || has_text (building->name, wanted) || has_text (building->address, wanted)
         || has_text (building->code, wanted);
}

/* Those of the grid that are looked for, by title. */
static GArray *
list_ids (WgBuildingView *self, const GArray *places)
{
  WgBuildingSet *set = self->plan != NULL ? wg_plan_get_buildings (self->plan) : NULL;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Sortable));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean is_sorted = places->len <= MOST_SORTED;

  g_strstrip (wanted);
  g_array_set_clear_func (found, (GDestroyNotify) clear_sortable);
  for (guint i = 0; i < places->len; i++)
    {
      const WgBuilding *building = wg_building_set_get (set, g_array_index (places, guint, i));
      g_autofree char *title = NULL;
      Sortable sortable = { building->id, NULL };

      if (!is_wanted (building, wanted))
        continue;
      title = is_sorted ? wg_words_building_title (building) : NULL;
      sortable.key = is_sorted ? g_utf8_collate_key_for_filename (title, -1) : NULL;
      g_array_append_val (found, sortable);
    }
  if (is_sorted)
    g_array_sort (found, compare_sortable);
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (ids, g_array_index (found, Sortable, i).id);
  return ids;
}

/* "1,060 buildings", "1,060 buildings · 12 without a number". */
static void
show_heading (WgBuildingView *self, guint n)
{
  g_autofree char *count = wg_words_count (n);
  GString *text = g_string_new (NULL);
  WgTally tally = { 0 };

  g_string_append_printf (text, ngettext ("%s building", "%s buildings", n), count);
  if (n > 0)
    wg_plan_get_tally (self->plan, self->grid, &tally);
  if (tally.households.n_unknown > 0)
    {
      g_autofree char *unknown = wg_words_count (tally.households.n_unknown);

      g_string_append (text, " · ");
      /* Translators: a number of buildings whose households are not known */
      g_string_append_printf (text, _("%s without a number"), unknown);
    }
  gtk_label_set_label (self->heading, text->str);
  g_string_free (text, TRUE);
}

static gboolean
fill_cb (gpointer user_data)
{
  WgBuildingView *self = user_data;
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) places = NULL;
  g_autoptr (GArray) ids = NULL;

  self->idle_id = 0;
  places = self->plan != NULL && self->grid != 0 ? wg_plan_collect_buildings (self->plan, self->grid)
                                                 : g_array_ref (none);
  ids = list_ids (self, places);
  show_heading (self, places->len);
  gtk_widget_set_visible (GTK_WIDGET (self), places->len > 0);
  gtk_widget_set_visible (self->search, places->len > FEW_BUILDINGS);
  /* A list asks for the height of one row alone. */
  gtk_scrolled_window_set_min_content_height (
    self->scrolled, (int) MIN (places->len * ROW_HEIGHT + 2, MOST_HEIGHT));
  /* Rows with the same ids may say something else now. */
  wg_grid_list_set_ids (self->ids, none);
  wg_grid_list_set_ids (self->ids, ids);
  return G_SOURCE_REMOVE;
}

static void
fill_soon (WgBuildingView *self)
{
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (fill_cb, self);
}

static void
wg_building_view_dispose (GObject *object)
{
  WgBuildingView *self = WG_BUILDING_VIEW (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->plan);
  g_clear_object (&self->ids);

  G_OBJECT_CLASS (wg_building_view_parent_class)->dispose (object);
}

static void
wg_building_view_class_init (WgBuildingViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_building_view_dispose;
}

static void
wg_building_view_init (WgBuildingView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection = NULL;

  self->ids = wg_grid_list_new (0);
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->ids))));
  gtk_single_selection_set_autoselect (GTK_SINGLE_SELECTION (selection), FALSE);
  gtk_single_selection_set_can_unselect (GTK_SINGLE_SELECTION (selection), TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  self->list = gtk_list_view_new (selection, factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  g_signal_connect (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Buildings of this grid"), -1);
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (self->scrolled, self->list);
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (self->scrolled, TRUE);
  gtk_scrolled_window_set_max_content_height (self->scrolled, MOST_HEIGHT);
  gtk_frame_set_child (GTK_FRAME (frame), GTK_WIDGET (self->scrolled));
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->heading));
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Find by name, address or code"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find a building of this grid"), -1);
  gtk_widget_set_visible (self->search, FALSE);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (fill_soon), self);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), frame);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
wg_building_view_show (WgBuildingView *self, WgPlan *plan, guint32 grid)
{
  g_set_object (&self->plan, plan);
  if (self->grid != grid)
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->grid = grid;
  fill_soon (self);
}
