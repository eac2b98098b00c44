/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sorted-columns"

#include "wg-sorted-columns.h"

#include <glib/gi18n.h>

#define TABLE_KEY "wg-sorted-columns"
#define LIST_ITEM_KEY "wg-list-item"
#define COLUMN_KEY "wg-column"

/* Kept with the view. */
typedef struct
{
  const WgColumn *columns;
  WgCellFunc cell_func;
  WgSortFunc sort_func;
  gpointer user_data;
  int probed; /* column that a probe of the view's sorter met first */
  GHashTable *bound; /* cells that show a row */
} Table;

typedef struct
{
  Table *table;
  guint column;
} Column;

/* Whole, where the cell shows less of it. Made when it is asked for: a table has a thousand cells. */
static gboolean
query_tooltip_cb (GtkWidget *cell, int x, int y, gboolean keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (cell));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (cell, text);
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_tooltip_set_text (tooltip, text);
  return width > gtk_widget_get_width (cell);
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell),
                              column->table->columns[column->column].is_number ? 1.0f : 0.0f);
  g_object_set_data (G_OBJECT (cell), LIST_ITEM_KEY, list_item);
  g_object_set_data (G_OBJECT (cell), COLUMN_KEY, GUINT_TO_POINTER (column->column));
  gtk_widget_set_has_tooltip (cell, TRUE);
  g_signal_connect (cell, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_list_item_set_child (list_item, cell);
}

static void
show_text (GtkWidget *cell, Table *table)
{
  GtkListItem *list_item = g_object_get_data (G_OBJECT (cell), LIST_ITEM_KEY);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), COLUMN_KEY));
  g_autofree char *text = table->cell_func (gtk_list_item_get_item (list_item), column, table->user_data);

  if (g_strcmp0 (text, gtk_inscription_get_text (GTK_INSCRIPTION (cell))) != 0)
    gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);

  g_hash_table_add (column->table->bound, cell);
  show_text (cell, column->table);
}

static void
unbind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, Column *column)
{
  g_hash_table_remove (column->table->bound, gtk_list_item_get_child (list_item));
}

/* GTK 4.8 does not tell which column is sorted by: each sorter notes that it was asked. */
static int
probe_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Column *column = user_data;

  if (column->table->probed < 0)
    column->table->probed = (int) column->column;
  return -1;
}

static void
sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, Table *table)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering order;

  table->probed = -1;
  order = gtk_sorter_compare (sorter, a, b);
  if (table->probed >= 0)
    table->sort_func ((guint) table->probed, order == GTK_ORDERING_LARGER, table->user_data);
}

static void
free_table (gpointer data)
{
  Table *table = data;

  g_hash_table_unref (table->bound);
  g_free (table);
}

static void
free_column (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_column (GtkColumnView *view, Table *table, guint index)
{
  const WgColumn *about = &table->columns[index];
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) shown = NULL;
  g_autoptr (GtkSorter) sorter = NULL;
  Column *column = g_new0 (Column, 1);
  Column *of_sorter = NULL;

  column->table = table;
  column->column = index;
  of_sorter = g_memdup2 (column, sizeof *column);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), column);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cell_cb), column, free_column, 0);
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, of_sorter, g_free));
  shown = gtk_column_view_column_new (_(about->title), factory);
  gtk_column_view_column_set_sorter (shown, sorter);
  gtk_column_view_column_set_resizable (shown, TRUE);
  if (about->width > 0)
    gtk_column_view_column_set_fixed_width (shown, about->width);
  else
    gtk_column_view_column_set_expand (shown, TRUE);
  gtk_column_view_append_column (view, shown);
}

void
wg_sorted_columns_init (GtkColumnView *view, const WgColumn *columns, guint n_columns,
                        WgCellFunc cell_func, WgSortFunc sort_func, gpointer user_data)
{
  Table *table = g_new0 (Table, 1);

  table->columns = columns;
  table->cell_func = cell_func;
  table->sort_func = sort_func;
  table->user_data = user_data;
  table->bound = g_hash_table_new (NULL, NULL);
  g_object_set_data_full (G_OBJECT (view), TABLE_KEY, table, free_table);
  for (guint i = 0; i < n_columns; i++)
    add_column (view, table, i);
  g_signal_connect (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (sorter_changed_cb),
                    table);
}

GtkWidget *
wg_sorted_columns_find_cell (GtkColumnView *view, GObject *item, guint column)
{
  Table *table = g_object_get_data (G_OBJECT (view), TABLE_KEY);
  GHashTableIter iter;
  gpointer cell = NULL;

  g_hash_table_iter_init (&iter, table->bound);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    {
      GtkListItem *list_item = g_object_get_data (G_OBJECT (cell), LIST_ITEM_KEY);

      if (gtk_list_item_get_item (list_item) == item && gtk_widget_get_mapped (cell)
          && GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), COLUMN_KEY)) == column)
        return cell;
    }
  return NULL;
}

void
wg_sorted_columns_renew (GtkColumnView *view)
{
  Table *table = g_object_get_data (G_OBJECT (view), TABLE_KEY);
  GHashTableIter iter;
  gpointer cell = NULL;

  g_hash_table_iter_init (&iter, table->bound);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    show_text (cell, table);
}

void
wg_sorted_columns_sort (GtkColumnView *view, guint column, gboolean is_descending)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GtkColumnViewColumn) shown = g_list_model_get_item (columns, column);

  gtk_column_view_sort_by_column (view, shown, is_descending ? GTK_SORT_DESCENDING
                                                             : GTK_SORT_ASCENDING);
}

/* The widget that the factory made, in @widget (a cell around it) or above it. */
static GtkWidget *
find_cell (GtkWidget *widget, GtkWidget *view)
{
  GtkWidget *inner = gtk_widget_get_first_child (widget);

  if (inner != NULL && g_object_get_data (G_OBJECT (inner), LIST_ITEM_KEY) != NULL)
    return inner;
  for (; widget != NULL && widget != view; widget = gtk_widget_get_parent (widget))
    if (g_object_get_data (G_OBJECT (widget), LIST_ITEM_KEY) != NULL)
      return widget;
  return NULL;
}

gboolean
wg_sorted_columns_cell_at (GtkColumnView *view, double x, double y, GObject **item_out,
                           guint *column_out, GtkWidget **cell_out)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (view), x, y, GTK_PICK_NON_TARGETABLE);
  GtkWidget *cell = picked != NULL ? find_cell (picked, GTK_WIDGET (view)) : NULL;
  GtkListItem *list_item
    = cell != NULL ? g_object_get_data (G_OBJECT (cell), LIST_ITEM_KEY) : NULL;

  if (list_item == NULL || gtk_list_item_get_item (list_item) == NULL)
    return FALSE;
  *item_out = gtk_list_item_get_item (list_item);
  *column_out = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), COLUMN_KEY));
  if (cell_out != NULL)
    *cell_out = cell;
  return TRUE;
}

void
wg_sorted_columns_scroll_to (GtkColumnView *view, guint position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}
