/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-balances"

#include "wg-import-balances.h"

#include "../../app/cli/wg-words.h"
#include "wg-sorted-columns.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define WG_TYPE_BALANCE_ITEM (wg_balance_item_get_type ())
G_DECLARE_FINAL_TYPE (WgBalanceItem, wg_balance_item, WG, BALANCE_ITEM, GObject)

struct _WgBalanceItem
{
  GObject parent_instance;

  WgImportBalance balance;
};

struct _WgImportBalances
{
  GtkBox parent_instance;

  GtkColumnView *view;
  GListStore *rows; /* of WgBalanceItem */
  GtkSingleSelection *selection;
  const WgImportReport *report; /* nullable; borrowed */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgBalanceItem, wg_balance_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (WgImportBalances, wg_import_balances, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  COLUMN_ROW,
  COLUMN_GRID,
  COLUMN_BEFORE,
  COLUMN_WON,
  COLUMN_LOST,
  COLUMN_ADJUSTED,
  COLUMN_AFTER,
  COLUMN_CHANGE,
  N_COLUMNS
} BalanceColumn;

static const WgColumn columns[] = {
  [COLUMN_ROW] = { N_("Row"), 56, TRUE },
  [COLUMN_GRID] = { N_("Grid"), 150, FALSE },
  [COLUMN_BEFORE] = { N_("m² before"), 104, TRUE },
  [COLUMN_WON] = { N_("m² won"), 84, TRUE },
  [COLUMN_LOST] = { N_("m² lost"), 84, TRUE },
  [COLUMN_ADJUSTED] = { N_("m² put in order"), 96, TRUE },
  [COLUMN_AFTER] = { N_("m² after"), 104, TRUE },
  [COLUMN_CHANGE] = { N_("Change"), 84, TRUE },
};

typedef struct
{
  WgImportBalances *self;
  guint column;
  gboolean is_descending;
} Order;

static void
wg_balance_item_class_init (WgBalanceItemClass *klass)
{
}

static void
wg_balance_item_init (WgBalanceItem *self)
{
}

static double
get_value (const WgImportBalance *balance, guint column)
{
  switch (column)
    {
    case COLUMN_ROW:
      return balance->row;
    case COLUMN_BEFORE:
      return balance->before_m2;
    case COLUMN_WON:
      return balance->won_m2;
    case COLUMN_LOST:
      return balance->lost_m2;
    case COLUMN_ADJUSTED:
      return balance->adjusted_m2;
    case COLUMN_AFTER:
      return balance->after_m2;
    case COLUMN_CHANGE:
    default:
      return balance->after_m2 - balance->before_m2;
    }
}

static char *
describe_cell (GObject *item, guint column, gpointer user_data)
{
  WgImportBalances *self = user_data;
  const WgImportBalance *balance = &WG_BALANCE_ITEM (item)->balance;
  double value = get_value (balance, column);
  g_autofree char *text = NULL;

  if (column == COLUMN_GRID)
    return wg_words_report_grid (self->report, balance->grid);
  if (column == COLUMN_ROW)
    return g_strdup_printf ("%u", balance->row);
  if (fabs (value) < 0.005)
    return g_strdup (column == COLUMN_BEFORE || column == COLUMN_AFTER ? "0" : "—");
  text = wg_words_number (value, 2);
  return (column == COLUMN_CHANGE || column == COLUMN_ADJUSTED) && value > 0.0
           ? g_strconcat ("+", text, NULL)
           : g_steal_pointer (&text);
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Order *order = user_data;
  const WgImportBalance *left = &(*(WgBalanceItem *const *) a)->balance;
  const WgImportBalance *right = &(*(WgBalanceItem *const *) b)->balance;
  int result = 0;

  if (order->column == COLUMN_GRID)
    {
      g_autofree char *first = wg_words_report_grid (order->self->report, left->grid);
      g_autofree char *second = wg_words_report_grid (order->self->report, right->grid);

      result = strcmp (first, second);
    }
  else
    {
      double x = get_value (left, order->column), y = get_value (right, order->column);

      if (order->column == COLUMN_CHANGE)
        {
          x = fabs (x);
          y = fabs (y);
        }
      result = (x > y) - (x < y);
    }
  if (result == 0)
    return (left->grid > right->grid) - (left->grid < right->grid);
  return order->is_descending ? -result : result;
}

static void
sort (guint column, gboolean is_descending, gpointer user_data)
{
  WgImportBalances *self = user_data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  Order order = { self, column, is_descending };
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (n, g_object_unref);

  if (self->report == NULL)
    return;
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->rows), i));
  g_ptr_array_sort_with_data (items, compare_items, &order);
  self->is_filling = TRUE;
  /* Two steps: see WgDecisionList. */
  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->is_filling = FALSE;
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, WgImportBalances *self)
{
  WgBalanceItem *item = gtk_single_selection_get_selected_item (selection);

  if (item != NULL && !self->is_filling)
    g_signal_emit (self, signals[CHOSEN], 0, item->balance.grid);
}

static void
wg_import_balances_dispose (GObject *object)
{
  WgImportBalances *self = WG_IMPORT_BALANCES (object);

  self->is_filling = TRUE;
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (wg_import_balances_parent_class)->dispose (object);
}

static void
wg_import_balances_class_init (WgImportBalancesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_import_balances_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
wg_import_balances_init (WgImportBalances *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->rows = g_list_store_new (WG_TYPE_BALANCE_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Each grid before and after"), -1);
  wg_sorted_columns_init (self->view, columns, G_N_ELEMENTS (columns), describe_cell, sort, self);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, 0);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), scrolled);
}

void
wg_import_balances_show (WgImportBalances *self, const WgImportReport *report)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  self->is_filling = TRUE;
  g_list_store_remove_all (self->rows);
  self->report = report;
  for (guint i = 0; report != NULL && i < report->balances->len; i++)
    {
      WgBalanceItem *item = g_object_new (WG_TYPE_BALANCE_ITEM, NULL);

      item->balance = g_array_index (report->balances, WgImportBalance, i);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->rows, 0, 0, items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  if (report != NULL)
    wg_sorted_columns_sort (self->view, COLUMN_CHANGE, TRUE);
  self->is_filling = FALSE;
}
