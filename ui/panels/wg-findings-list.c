/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-findings-list"

#include "wg-findings-list.h"

#include <math.h>

struct _WgFindingItem
{
  GObject parent_instance;

  WgFinding finding;
};

struct _WgFindingsList
{
  GObject parent_instance;

  GArray *findings; /* of WgFinding */
};

static void wg_findings_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (WgFindingItem, wg_finding_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (WgFindingsList, wg_findings_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      wg_findings_list_model_init))

static gboolean
is_same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
is_equal (const WgFinding *a, const WgFinding *b)
{
  return wg_finding_is_same (a, b) && a->severity == b->severity
         && wg_point_equal (a->place, b->place) && is_same_number (a->area_m2, b->area_m2)
         && is_same_number (a->width_m, b->width_m) && is_same_number (a->value, b->value)
         && is_same_number (a->limit, b->limit);
}

static GType
wg_findings_list_get_item_type (GListModel *model)
{
  return WG_TYPE_FINDING_ITEM;
}

static guint
wg_findings_list_get_n_items (GListModel *model)
{
  return WG_FINDINGS_LIST (model)->findings->len;
}

static gpointer
wg_findings_list_get_item (GListModel *model, guint position)
{
  WgFindingsList *self = WG_FINDINGS_LIST (model);
  WgFindingItem *item = NULL;

  if (position >= self->findings->len)
    return NULL;
  item = g_object_new (WG_TYPE_FINDING_ITEM, NULL);
  item->finding = g_array_index (self->findings, WgFinding, position);
  return item;
}

static void
wg_findings_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wg_findings_list_get_item_type;
  iface->get_n_items = wg_findings_list_get_n_items;
  iface->get_item = wg_findings_list_get_item;
}

static void
wg_finding_item_class_init (WgFindingItemClass *klass)
{
}

static void
wg_finding_item_init (WgFindingItem *self)
{
}

static void
wg_findings_list_finalize (GObject *object)
{
  g_array_unref (WG_FINDINGS_LIST (object)->findings);
  G_OBJECT_CLASS (wg_findings_list_parent_class)->finalize (object);
}

static void
wg_findings_list_class_init (WgFindingsListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_findings_list_finalize;
}

static void
wg_findings_list_init (WgFindingsList *self)
{
  self->findings = g_array_new (FALSE, FALSE, sizeof (WgFinding));
}

const WgFinding *
wg_finding_item_get (WgFindingItem *self)
{
  return &self->finding;
}

WgFindingsList *
wg_findings_list_new (void)
{
  return g_object_new (WG_TYPE_FINDINGS_LIST, NULL);
}

void
wg_findings_list_take (WgFindingsList *self, GArray *findings)
{
  const WgFinding *before = (const WgFinding *) (void *) self->findings->data;
  const WgFinding *after = (const WgFinding *) (void *) findings->data;
  guint n_before = self->findings->len, n_after = findings->len, least = MIN (n_before, n_after);
  guint head = 0, tail = 0;

  while (head < least && is_equal (&before[head], &after[head]))
    head++;
  while (tail < least - head
         && is_equal (&before[n_before - 1 - tail], &after[n_after - 1 - tail]))
    tail++;
  /* Two steps: with both counts not 0 the list widgets of GTK 4.8 ask for every added row. */
  if (n_before > head + tail)
    {
      g_array_remove_range (self->findings, head, n_before - head - tail);
      g_list_model_items_changed (G_LIST_MODEL (self), head, n_before - head - tail, 0);
    }
  if (n_after > head + tail)
    {
      g_array_insert_vals (self->findings, head, after + head, n_after - head - tail);
      g_list_model_items_changed (G_LIST_MODEL (self), head, 0, n_after - head - tail);
    }
  g_array_unref (findings);
}

const GArray *
wg_findings_list_get (WgFindingsList *self)
{
  return self->findings;
}

guint
wg_findings_list_find (WgFindingsList *self, const WgFinding *finding)
{
  for (guint i = 0; i < self->findings->len; i++)
    if (wg_finding_is_same (&g_array_index (self->findings, WgFinding, i), finding))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

gboolean
wg_finding_is_same (const WgFinding *a, const WgFinding *b)
{
  return a->subject == b->subject && a->grid == b->grid && a->face == b->face
         && a->other == b->other && g_str_equal (a->code, b->code);
}
