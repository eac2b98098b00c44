/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-findings-list"

#include "wg-findings-list.h"

#include <math.h>

#define MOST_HUNKS 16

/** @n_removed rows at @at make room for @n_added rows, which stand at @from of the new list. */
typedef struct
{
  guint at, n_removed;
  guint from, n_added;
} Hunk;

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

/** Where two lists differ: @hunks_out (element-type Hunk), in order. FALSE when there are so many
 *  places that it is quicker to replace all. Both are sorted as wg_finding_compare() does. */
static gboolean
find_hunks (const GArray *before, const GArray *after, GArray *hunks_out)
{
  guint i = 0, j = 0;

  while (i < before->len || j < after->len)
    {
      const WgFinding *a = i < before->len ? &g_array_index (before, WgFinding, i) : NULL;
      const WgFinding *b = j < after->len ? &g_array_index (after, WgFinding, j) : NULL;
      Hunk *last = hunks_out->len > 0 ? &g_array_index (hunks_out, Hunk, hunks_out->len - 1) : NULL;
      int order = a == NULL ? 1 : b == NULL ? -1 : 0;

      if (order == 0 && is_equal (a, b))
        {
          i++;
          j++;
          continue;
        }
      if (order == 0)
        order = wg_finding_compare (a, b);
      if (last == NULL || last->at + last->n_removed != i || last->from + last->n_added != j)
        {
          Hunk hunk = { i, 0, j, 0 };

          if (hunks_out->len == MOST_HUNKS)
            return FALSE;
          g_array_append_val (hunks_out, hunk);
          last = &g_array_index (hunks_out, Hunk, hunks_out->len - 1);
        }
      if (order <= 0)
        {
          last->n_removed++;
          i++;
        }
      if (order >= 0)
        {
          last->n_added++;
          j++;
        }
    }
  return TRUE;
}

/** Two steps: with both counts not 0 the list widgets of GTK 4.8 ask for every added row. */
static void
apply_hunk (WgFindingsList *self, const Hunk *hunk, const GArray *findings)
{
  if (hunk->n_removed > 0)
    {
      g_array_remove_range (self->findings, hunk->at, hunk->n_removed);
      g_list_model_items_changed (G_LIST_MODEL (self), hunk->at, hunk->n_removed, 0);
    }
  if (hunk->n_added > 0)
    {
      g_array_insert_vals (self->findings, hunk->at,
                           &g_array_index (findings, WgFinding, hunk->from), hunk->n_added);
      g_list_model_items_changed (G_LIST_MODEL (self), hunk->at, 0, hunk->n_added);
    }
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
  g_autoptr (GArray) hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));

  if (!find_hunks (self->findings, findings, hunks))
    {
      Hunk whole = { 0, self->findings->len, 0, findings->len };

      g_array_set_size (hunks, 0);
      g_array_append_val (hunks, whole);
    }
  /* The last first: the places of the others stay what they are. */
  for (guint i = hunks->len; i-- > 0;)
    apply_hunk (self, &g_array_index (hunks, Hunk, i), findings);
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
         && a->building == b->building && a->border == b->border
         && a->person == b->person && a->other == b->other && g_str_equal (a->code, b->code);
}
