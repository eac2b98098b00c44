/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-hierarchy-rows"

#include "wg-hierarchy-rows.h"

#include "../../app/cli/wg-words-tally.h"
#include "../../app/cli/wg-words.h"
#include "wg-grid-list.h"

#include <glib/gi18n.h>
#include <string.h>

/* Asked for when it is shown: the numbers follow every edit, rows on the screen need not. */
static gboolean
row_tooltip_cb (GtkWidget *expander, int x, int y, gboolean by_keyboard, GtkTooltip *tooltip,
                GtkListItem *list_item)
{
  GtkWidget *panel = gtk_widget_get_ancestor (expander, WG_TYPE_HIERARCHY_PANEL);
  WgGridItem *item = g_object_get_data (G_OBJECT (list_item), "wg-item");
  WgPlan *plan = NULL;
  const WgGrid *grid = NULL;
  WgTally tally;
  g_autofree char *area = NULL;
  g_autofree char *households = NULL;
  g_autofree char *people = NULL;
  g_autofree char *text = NULL;

  plan = panel != NULL ? wg_hierarchy_panel_get_plan (WG_HIERARCHY_PANEL (panel)) : NULL;
  if (plan == NULL || item == NULL)
    return FALSE;
  grid = wg_plan_get_grid (plan, wg_grid_item_get_id (item));
  if (grid == NULL)
    return FALSE;
  wg_plan_get_tally (plan, grid->id, &tally);
  area = wg_words_area (wg_tally_area_m2 (&tally));
  households = wg_words_tally_count (&tally, &tally.households);
  people = wg_words_tally_count (&tally, &tally.people);
  /* Translators: name, code, area, households, people */
  text = g_strdup_printf (_("%s %s\n%s\nHouseholds %s, people %s"), grid->name, grid->code, area,
                          households, people);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

void
wg_hierarchy_row_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgHierarchyPanel *self)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_inscription_new (NULL);
  GtkWidget *code = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (name),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (name), 12);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (code), PANGO_ELLIPSIZE_START);
  gtk_label_set_max_width_chars (GTK_LABEL (code), 12);
  gtk_widget_add_css_class (code, "dim-label");
  gtk_widget_add_css_class (code, "caption");
  gtk_widget_add_css_class (code, "numeric");
  gtk_widget_add_css_class (count, "wg-count");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), code);
  gtk_box_append (GTK_BOX (box), count);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("changes-prevent-symbolic"));
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_widget_set_has_tooltip (expander, TRUE);
  g_signal_connect_object (expander, "query-tooltip", G_CALLBACK (row_tooltip_cb), list_item, 0);
  gtk_list_item_set_child (list_item, expander);
}

static void
show_row (WgPlan *plan, GtkListItem *list_item, guint32 id)
{
  WgGrid *grid = plan != NULL ? wg_plan_get_grid (plan, id) : NULL;
  GtkWidget *expander = gtk_list_item_get_child (list_item);
  GtkWidget *name = gtk_widget_get_first_child (
    gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander)));
  GtkWidget *code = gtk_widget_get_next_sibling (name);
  GtkWidget *count = gtk_widget_get_next_sibling (code);
  GtkWidget *lock = gtk_widget_get_next_sibling (count);
  guint n_children;
  g_autofree char *words = NULL;
  g_autofree char *number = NULL;
  g_autofree char *spoken = NULL;

  if (grid == NULL)
    return;

  words = wg_words_grid (plan, id);
  n_children = wg_plan_get_children (plan, id)->len;
  number = wg_words_count (n_children);
  gtk_inscription_set_text (GTK_INSCRIPTION (name), words);
  gtk_label_set_label (GTK_LABEL (code), grid->code);
  gtk_widget_set_visible (code, n_children == 0 && *grid->name != '\0');
  gtk_label_set_label (GTK_LABEL (count), number);
  gtk_widget_set_visible (count, n_children > 0);
  gtk_widget_set_visible (lock, grid->is_locked);
  if (grid->kind == WG_GRID_SPECIAL)
    gtk_widget_add_css_class (name, "wg-special");
  else
    gtk_widget_remove_css_class (name, "wg-special");

  spoken = n_children > 0 ? g_strdup_printf (ngettext ("%s %s %s, %u lower grid",
                                                       "%s %s %s, %u lower grids", n_children),
                                             wg_words_level (plan, grid), words, grid->code,
                                             n_children)
                          : g_strdup_printf ("%s %s %s", wg_words_level (plan, grid), words,
                                             grid->code);
  if (grid->is_locked)
    {
      /* Translators: %s is a grid, as a screen reader says it */
      char *locked = g_strdup_printf (_("%s, locked"), spoken);

      g_free (spoken);
      spoken = locked;
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

static void
item_changed_cb (WgGridItem *item, GtkListItem *list_item)
{
  GtkWidget *panel = gtk_widget_get_ancestor (gtk_list_item_get_child (list_item),
                                              WG_TYPE_HIERARCHY_PANEL);

  if (panel != NULL)
    show_row (wg_hierarchy_panel_get_plan (WG_HIERARCHY_PANEL (panel)), list_item, wg_grid_item_get_id (item));
}

void
wg_hierarchy_row_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgHierarchyPanel *self)
{
  GtkTreeListRow *row = gtk_list_item_get_item (list_item);
  g_autoptr (WgGridItem) item = gtk_tree_list_row_get_item (row);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), row);
  /* The tree keeps no items: the row on the screen keeps its own alive to hear of changes. */
  g_object_set_data_full (G_OBJECT (list_item), "wg-item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (item, "changed", G_CALLBACK (item_changed_cb), list_item, 0);
  show_row (wg_hierarchy_panel_get_plan (self), list_item, wg_grid_item_get_id (item));
}

void
wg_hierarchy_row_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgHierarchyPanel *self)
{
  WgGridItem *item = g_object_get_data (G_OBJECT (list_item), "wg-item");

  if (item != NULL)
    g_signal_handlers_disconnect_by_func (item, item_changed_cb, list_item);
  g_object_set_data (G_OBJECT (list_item), "wg-item", NULL);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), NULL);
}

GtkWidget *
wg_hierarchy_level_button_new (WgPlan *plan, guint depth)
{
  const WgLevel *level = wg_plan_get_level (plan, depth);
  g_autofree char *count = wg_words_count (wg_plan_count_grids (plan, depth));
  g_autofree char *tooltip
    = level->rule.is_pinned
        ? g_strdup_printf (_("Look at level %s (%s); its borders are pinned"), level->name, count)
        : g_strdup_printf (_("Look at level %s (%s)"), level->name, count);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *number = gtk_label_new (count);
  GtkWidget *name = gtk_label_new (level->name);

  gtk_widget_add_css_class (number, "heading");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (name, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (number), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), name);
  if (level->rule.is_pinned)
    {
      GtkWidget *pin = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

      gtk_image_set_pixel_size (GTK_IMAGE (pin), 11);
      gtk_box_append (GTK_BOX (line), pin);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "wg-level");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  return button;
}

guint
wg_hierarchy_find_grids (WgPlan *plan, const char *text, guint max, GArray *ids_out)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  guint32 limit = wg_plan_get_grid_limit (plan);
  guint n = 0;

  for (guint32 id = 1; id < limit; id++)
    {
      WgGrid *grid = wg_plan_get_grid (plan, id);
      gboolean is_match = FALSE;

      if (grid == NULL || grid->is_retired)
        continue;
      is_match = strstr (grid->name, text) != NULL || strstr (grid->code, text) != NULL;
      if (!is_match)
        {
          g_autofree char *name = g_utf8_casefold (grid->name, -1);
          g_autofree char *code = g_utf8_casefold (grid->code, -1);

          is_match = strstr (name, folded) != NULL || strstr (code, folded) != NULL;
        }
      if (is_match && n++ < max)
        g_array_append_val (ids_out, id);
    }
  return n;
}
