/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-decision-list"

#include "wg-decision-list.h"

#include <string.h>

struct _WgDecisionItem
{
  GObject parent_instance;

  WgDecision decision;
};

struct _WgDecisionList
{
  GObject parent_instance;

  const WgImportReport *report;
  GArray *rows; /* of guint: indices of decisions, as they are shown */
  int kind;
  WgDecisionColumn column;
  gboolean descending;
};

static void wg_decision_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (WgDecisionItem, wg_decision_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (WgDecisionList, wg_decision_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      wg_decision_list_model_init))

static void
wg_decision_item_class_init (WgDecisionItemClass *klass)
{
}

static void
wg_decision_item_init (WgDecisionItem *self)
{
}

WgDecision
wg_decision_item_get (WgDecisionItem *self)
{
  return self->decision;
}

static const WgDecision *
get_decision (WgDecisionList *self, guint index)
{
  return &g_array_index (self->report->decisions, WgDecision, index);
}

static const char *
get_name (WgDecisionList *self, guint32 id)
{
  WgGrid *grid = id != 0 ? wg_import_report_find_grid (self->report, id) : NULL;

  return grid == NULL ? "" : *grid->name != '\0' ? grid->name : grid->code;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  WgDecisionList *self = user_data;
  guint i = *(const guint *) a;
  guint k = *(const guint *) b;
  const WgDecision *left = get_decision (self, i);
  const WgDecision *right = get_decision (self, k);
  int order = 0;

  switch (self->column)
    {
    case WG_DECISION_COLUMN_KIND:
      order = (left->kind > right->kind) - (left->kind < right->kind);
      break;
    case WG_DECISION_COLUMN_WINNER:
      order = strcmp (get_name (self, left->winner), get_name (self, right->winner));
      break;
    case WG_DECISION_COLUMN_LOSER:
      order = strcmp (get_name (self, left->loser), get_name (self, right->loser));
      break;
    case WG_DECISION_COLUMN_AREA:
      order = (left->area_m2 > right->area_m2) - (left->area_m2 < right->area_m2);
      break;
    case WG_DECISION_COLUMN_WIDTH:
      order = (left->width_m > right->width_m) - (left->width_m < right->width_m);
      break;
    default:
      break;
    }
  if (self->descending)
    order = -order;
  return order != 0 ? order : (i > k) - (i < k);
}

/* Two steps: with both counts not 0 the list widgets of GTK 4.8 ask for every added row. */
static void
fill (WgDecisionList *self)
{
  guint n_before = self->rows->len;

  g_array_set_size (self->rows, 0);
  if (n_before > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);

  for (guint i = 0; i < self->report->decisions->len; i++)
    if (self->kind < 0 || (int) get_decision (self, i)->kind == self->kind)
      g_array_append_val (self->rows, i);
  g_array_sort_with_data (self->rows, compare_rows, self);
  if (self->rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->rows->len);
}

static GType
wg_decision_list_get_item_type (GListModel *model)
{
  return WG_TYPE_DECISION_ITEM;
}

static guint
wg_decision_list_get_n_items (GListModel *model)
{
  return WG_DECISION_LIST (model)->rows->len;
}

static gpointer
wg_decision_list_get_item (GListModel *model, guint position)
{
  WgDecisionList *self = WG_DECISION_LIST (model);
  WgDecisionItem *item;

  if (position >= self->rows->len)
    return NULL;

  item = g_object_new (WG_TYPE_DECISION_ITEM, NULL);
  item->decision = *get_decision (self, g_array_index (self->rows, guint, position));
  return item;
}

static void
wg_decision_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wg_decision_list_get_item_type;
  iface->get_n_items = wg_decision_list_get_n_items;
  iface->get_item = wg_decision_list_get_item;
}

static void
wg_decision_list_finalize (GObject *object)
{
  g_array_unref (WG_DECISION_LIST (object)->rows);

  G_OBJECT_CLASS (wg_decision_list_parent_class)->finalize (object);
}

static void
wg_decision_list_class_init (WgDecisionListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_decision_list_finalize;
}

static void
wg_decision_list_init (WgDecisionList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->kind = -1;
  self->column = WG_DECISION_COLUMN_AREA;
  self->descending = TRUE;
}

WgDecisionList *
wg_decision_list_new (const WgImportReport *report)
{
  WgDecisionList *self = g_object_new (WG_TYPE_DECISION_LIST, NULL);

  self->report = report;
  fill (self);
  return self;
}

void
wg_decision_list_show (WgDecisionList *self, int kind)
{
  if (self->kind == kind)
    return;

  self->kind = kind;
  fill (self);
}

void
wg_decision_list_sort (WgDecisionList *self, WgDecisionColumn column, gboolean descending)
{
  if (self->column == column && self->descending == descending)
    return;

  self->column = column;
  self->descending = descending;
  fill (self);
}

guint
wg_decision_list_find (WgDecisionList *self, guint index)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, guint, i) == index)
      return i;
  return GTK_INVALID_LIST_POSITION;
}
