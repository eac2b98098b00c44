/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-hierarchy-panel"

#include "wg-hierarchy-panel.h"

#include "../../app/cli/wg-words.h"
#include "wg-grid-list.h"
#include "wg-hierarchy-rows.h"


#include <glib/gi18n.h>

#define MAX_FOUND 5000

struct _WgHierarchyPanel
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkBox *levels;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *found_label;

  /* Owned references */
  WgSession *session;
  GSignalGroup *session_signals;
  GSignalGroup *plan_signals;
  WgGridList *root;
  GtkTreeListModel *tree;
  WgTreeSelection *selection;
  GHashTable *lists;  /* parent id -> WgGridList, not referenced */
  GHashTable *leaves; /* ids the tree was told to have no children */

  gboolean is_searching;
  gboolean is_selecting; /* the change of the selection comes from here */
};

G_DEFINE_FINAL_TYPE (WgHierarchyPanel, wg_hierarchy_panel, ADW_TYPE_BIN)

static WgPlan *
get_plan (WgHierarchyPanel *self)
{
  return wg_session_get_plan (self->session);
}

static gboolean
is_selected_cb (guint32 id, gpointer user_data)
{
  WgHierarchyPanel *self = user_data;

  return self->session != NULL && wg_session_is_selected (self->session, id);
}

static void
select_cb (const guint32 *ids, guint n_ids, gpointer user_data)
{
  WgHierarchyPanel *self = user_data;

  if (self->session == NULL)
    return;

  self->is_selecting = TRUE;
  wg_session_select (self->session, ids, n_ids);
  self->is_selecting = FALSE;
}

static void
list_gone_cb (gpointer user_data, GObject *where)
{
  GHashTable *lists = user_data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == where)
      {
        g_hash_table_iter_remove (&iter);
        break;
      }
  g_hash_table_unref (lists);
}

/* The children of @parent; kept up to date while anybody shows them. */
static WgGridList *
make_list (WgHierarchyPanel *self, guint32 parent)
{
  WgGridList *list = wg_grid_list_new (parent);

  wg_grid_list_set_ids (list, wg_plan_get_children (get_plan (self), parent));
  g_hash_table_insert (self->lists, GUINT_TO_POINTER (parent), list);
  g_object_weak_ref (G_OBJECT (list), list_gone_cb, g_hash_table_ref (self->lists));
  return list;
}

static GListModel *
make_children_cb (gpointer object, gpointer user_data)
{
  WgHierarchyPanel *self = user_data;
  guint32 id = wg_grid_item_get_id (object);

  if (self->is_searching || self->session == NULL)
    return NULL;
  if (wg_plan_get_children (get_plan (self), id)->len == 0)
    {
      g_hash_table_add (self->leaves, GUINT_TO_POINTER (id));
      return NULL;
    }

  return G_LIST_MODEL (make_list (self, id));
}

static void
show_rows (WgHierarchyPanel *self, WgGridList *root)
{
  g_set_object (&self->root, root);
  g_clear_object (&self->tree);
  g_clear_object (&self->selection);
  g_hash_table_remove_all (self->leaves);
  self->tree = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (root)), FALSE, FALSE,
                                        make_children_cb, self, NULL);
  self->selection =
    wg_tree_selection_new (G_LIST_MODEL (self->tree), is_selected_cb, select_cb, self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

static void
update_stack (WgHierarchyPanel *self)
{
  gboolean has_rows = self->root != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->root)) > 0;

  gtk_stack_set_visible_child_name (self->stack, has_rows             ? "rows"
                                                 : self->is_searching ? "nothing"
                                                                      : "empty");
}

static void
show_all (WgHierarchyPanel *self)
{
  g_autoptr (WgGridList) root = make_list (self, 0);

  self->is_searching = FALSE;
  show_rows (self, root);
  gtk_widget_set_visible (GTK_WIDGET (self->found_label), FALSE);

  /* One town, or few: open them, a tree of closed rows tells nothing. */
  if (g_list_model_get_n_items (G_LIST_MODEL (root)) == 1)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_child_row (self->tree, 0);

      gtk_tree_list_row_set_expanded (row, TRUE);
    }
  update_stack (self);
}

static void
show_found (WgHierarchyPanel *self, const char *text)
{
  WgPlan *plan = get_plan (self);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (WgGridList) root = wg_grid_list_new (0);
  guint n = wg_hierarchy_find_grids (plan, text, MAX_FOUND, ids);
  g_autofree char *count = NULL;
  g_autofree char *label = NULL;

  self->is_searching = TRUE;
  wg_grid_list_set_ids (root, ids);
  show_rows (self, root);
  count = wg_words_count (n);
  /* Translators: how many grids a search found */
  label = g_strdup_printf (ngettext ("%s grid found", "%s grids found", n), count);
  gtk_label_set_label (self->found_label, label);
  gtk_widget_set_visible (GTK_WIDGET (self->found_label), n > 0);
  update_stack (self);
}

static void
refresh (WgHierarchyPanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (self->session == NULL)
    return;
  if (*text != '\0')
    show_found (self, text);
  else
    show_all (self);
}

static void
level_toggled_cb (GtkToggleButton *button, WgHierarchyPanel *self)
{
  if (gtk_toggle_button_get_active (button) && self->session != NULL)
    wg_session_set_depth (self->session, GPOINTER_TO_UINT (
                                           g_object_get_data (G_OBJECT (button), "depth")));
}

static GtkWidget *
make_level_button (WgHierarchyPanel *self, guint depth, GtkToggleButton *group)
{
  GtkWidget *button = wg_hierarchy_level_button_new (get_plan (self), depth);

  g_object_set_data (G_OBJECT (button), "depth", GUINT_TO_POINTER (depth));
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                depth == wg_session_get_depth (self->session));
  g_signal_connect_object (button, "toggled", G_CALLBACK (level_toggled_cb), self, 0);
  return button;
}

static void
update_levels (WgHierarchyPanel *self)
{
  GtkToggleButton *first = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->levels))) != NULL)
    gtk_box_remove (self->levels, child);
  for (guint depth = 1; self->session != NULL && depth <= wg_plan_get_n_levels (get_plan (self));
       depth++)
    {
      GtkWidget *button = make_level_button (self, depth, first);

      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      gtk_box_append (self->levels, button);
    }
}

static void
depth_changed_cb (WgSession *session, GParamSpec *pspec, WgHierarchyPanel *self)
{
  guint depth = wg_session_get_depth (session);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->levels)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "depth")) == depth)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), TRUE);
}

/* Opens the rows above @id and returns its own; NULL when it is not in the tree. */
static GtkTreeListRow *
reveal_row (WgHierarchyPanel *self, guint32 id)
{
  WgGrid *grid = wg_plan_get_grid (get_plan (self), id);
  g_autoptr (GtkTreeListRow) above = NULL;
  WgGridList *list;
  guint position;

  if (grid == NULL)
    return NULL;
  if (self->is_searching || grid->parent == 0)
    {
      position = wg_grid_list_find (self->root, id);
      return position != GTK_INVALID_LIST_POSITION
               ? gtk_tree_list_model_get_child_row (self->tree, position)
               : NULL;
    }

  above = reveal_row (self, grid->parent);
  if (above == NULL)
    return NULL;
  gtk_tree_list_row_set_expanded (above, TRUE);
  list = g_hash_table_lookup (self->lists, GUINT_TO_POINTER (grid->parent));
  position = list != NULL ? wg_grid_list_find (list, id) : GTK_INVALID_LIST_POSITION;
  return position != GTK_INVALID_LIST_POSITION ? gtk_tree_list_row_get_child_row (above, position)
                                               : NULL;
}

static void
scroll_to (WgHierarchyPanel *self, guint32 id)
{
  g_autoptr (GtkTreeListRow) row = reveal_row (self, id);

  if (row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                                gtk_tree_list_row_get_position (row));
}

static void
selection_changed_cb (WgSession *session, WgHierarchyPanel *self)
{
  const GArray *ids = wg_session_get_selection (session);

  if (!self->is_selecting && ids->len > 0)
    scroll_to (self, g_array_index (ids, guint32, 0));
  if (self->selection != NULL)
    wg_tree_selection_changed (self->selection);
}

static void
refresh_list (WgHierarchyPanel *self, guint32 parent)
{
  WgGridList *list = g_hash_table_lookup (self->lists, GUINT_TO_POINTER (parent));

  if (list != NULL)
    wg_grid_list_set_ids (list, wg_plan_get_children (get_plan (self), parent));
}

static void
refresh_item (WgHierarchyPanel *self, guint32 parent, guint32 id)
{
  WgGridList *list = self->is_searching
                       ? self->root
                       : g_hash_table_lookup (self->lists, GUINT_TO_POINTER (parent));
  WgGridItem *item = list != NULL ? wg_grid_list_peek_item (list, id) : NULL;

  if (item != NULL)
    wg_grid_item_changed (item);
}

/* The tree asks each row once whether it opens: rows that have got their first children, or lost their last,
 * are asked again. */
static void
renew_parents (WgHierarchyPanel *self, const WgChange *change)
{
  WgPlan *plan = get_plan (self);
  g_autoptr (GHashTable) stale = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) holders = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer holder = NULL;

  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *row = change->grids->pdata[i];
      const WgGrid *sides[] = { row->before, row->after };

      for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
        {
          const WgGrid *parent = sides[side] != NULL ? wg_plan_get_grid (plan, sides[side]->parent) : NULL;
          gpointer key = parent != NULL ? GUINT_TO_POINTER (parent->id) : NULL;

          if (key == NULL
              || !g_hash_table_contains (wg_plan_get_children (plan, parent->id)->len > 0 ? self->leaves
                                                                                          : self->lists, key))
            continue;
          g_hash_table_add (stale, key);
          g_hash_table_remove (self->leaves, key);
          g_hash_table_add (holders, GUINT_TO_POINTER (parent->parent));
        }
    }
  g_hash_table_iter_init (&iter, holders);
  while (g_hash_table_iter_next (&iter, &holder, NULL))
    {
      WgGridList *list = g_hash_table_lookup (self->lists, holder);

      if (list != NULL)
        wg_grid_list_renew (list, stale);
    }
}

static void
plan_changed_cb (WgPlan *plan, WgChange *change, gboolean backwards, WgHierarchyPanel *self)
{
  gboolean needs_levels = change->levels->len > 0;

  for (guint i = 0; i < change->grids->len; i++)
    {
      const WgGridChange *row = change->grids->pdata[i];
      const WgGrid *sides[] = { row->before, row->after };

      needs_levels |= row->before == NULL || row->after == NULL
                      || row->before->is_retired != row->after->is_retired;
      for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
        if (sides[side] != NULL)
          {
            WgGrid *parent = wg_plan_get_grid (plan, sides[side]->parent);

            refresh_list (self, sides[side]->parent);
            refresh_item (self, sides[side]->parent, sides[side]->id);
            if (parent != NULL)
              refresh_item (self, parent->parent, parent->id);
          }
    }
  if (!self->is_searching)
    renew_parents (self, change);
  if (needs_levels)
    update_levels (self);
  update_stack (self);
}

static void
plan_replaced_cb (WgPlan *plan, WgHierarchyPanel *self)
{
  update_levels (self);
  refresh (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, WgHierarchyPanel *self)
{
  refresh (self);
}

static void
stop_search_cb (GtkSearchEntry *entry, WgHierarchyPanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/* Enter in the search takes the first grid found and flies there. */
static void
fly_to (WgHierarchyPanel *self, guint position)
{
  guint32 id = wg_tree_selection_get_id (self->selection, position);
  WgEnvelope extent;

  if (id == 0)
    return;
  extent = wg_plan_get_extent (get_plan (self), id);
  wg_session_select (self->session, &id, 1);
  if (!wg_envelope_is_empty (&extent))
    wg_session_fly_to (self->session, &extent);
}

static void
search_activate_cb (GtkSearchEntry *entry, WgHierarchyPanel *self)
{
  if (self->is_searching)
    fly_to (self, 0);
}

static void
row_activate_cb (GtkListView *list, guint position, WgHierarchyPanel *self)
{
  fly_to (self, position);
}

static void
wg_hierarchy_panel_dispose (GObject *object)
{
  WgHierarchyPanel *self = WG_HIERARCHY_PANEL (object);

  wg_hierarchy_panel_set_session (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_HIERARCHY_PANEL);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->plan_signals);
  g_clear_pointer (&self->lists, g_hash_table_unref);
  g_clear_pointer (&self->leaves, g_hash_table_unref);

  G_OBJECT_CLASS (wg_hierarchy_panel_parent_class)->dispose (object);
}

static void
wg_hierarchy_panel_class_init (WgHierarchyPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_hierarchy_panel_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-hierarchy-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, WgHierarchyPanel, levels);
  gtk_widget_class_bind_template_child (widget_class, WgHierarchyPanel, search);
  gtk_widget_class_bind_template_child (widget_class, WgHierarchyPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, WgHierarchyPanel, list);
  gtk_widget_class_bind_template_child (widget_class, WgHierarchyPanel, found_label);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, wg_hierarchy_row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, wg_hierarchy_row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, wg_hierarchy_row_unbind_cb);
}

static void
wg_hierarchy_panel_init (WgHierarchyPanel *self)
{
  self->lists = g_hash_table_new (NULL, NULL);
  self->leaves = g_hash_table_new (NULL, NULL);
  self->session_signals = g_signal_group_new (WG_TYPE_SESSION);
  g_signal_group_connect (self->session_signals, "selection-changed",
                          G_CALLBACK (selection_changed_cb), self);
  g_signal_group_connect (self->session_signals, "notify::depth", G_CALLBACK (depth_changed_cb),
                          self);
  self->plan_signals = g_signal_group_new (WG_TYPE_PLAN);
  g_signal_group_connect (self->plan_signals, "changed", G_CALLBACK (plan_changed_cb), self);
  g_signal_group_connect (self->plan_signals, "replaced", G_CALLBACK (plan_replaced_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wg_hierarchy_panel_set_session (WgHierarchyPanel *self, WgSession *session)
{
  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->plan_signals, session != NULL ? get_plan (self) : NULL);
  if (session == NULL)
    {
      gtk_list_view_set_model (self->list, NULL);
      g_clear_object (&self->selection);
      g_clear_object (&self->tree);
      g_clear_object (&self->root);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  update_levels (self);
  show_all (self);
}

void
wg_hierarchy_panel_find (WgHierarchyPanel *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

WgPlan *
wg_hierarchy_panel_get_plan (WgHierarchyPanel *self)
{
  return self->session != NULL ? get_plan (self) : NULL;
}
