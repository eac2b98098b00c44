/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-decisions"

#include "wg-import-decisions.h"

#include "../../app/cli/wg-words.h"
#include "wg-decision-list.h"
#include "wg-sorted-columns.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _WgImportDecisions
{
  GtkBox parent_instance;

  GtkWidget *head;
  GtkDropDown *kind_choice;
  GtkLabel *hint;
  GtkWidget *scrolled;
  GtkColumnView *view;
  GtkWidget *nothing;

  const WgImportReport *report; /* nullable; borrowed */
  WgDecisionList *list;
  GtkSingleSelection *selection;
  GArray *kinds; /* of int: what the entries of kind_choice mean, -1 first */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgImportDecisions, wg_import_decisions, GTK_TYPE_BOX)

enum
{
  CHOSEN,
  ACTIVATED,
  KIND_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const WgColumn columns[] = {
  [WG_DECISION_COLUMN_KIND] = { N_("What"), 0, FALSE },
  [WG_DECISION_COLUMN_WINNER] = { N_("Got it"), 0, FALSE },
  [WG_DECISION_COLUMN_LOSER] = { N_("Lost it"), 0, FALSE },
  [WG_DECISION_COLUMN_AREA] = { N_("Area"), 124, TRUE },
  [WG_DECISION_COLUMN_WIDTH] = { N_("Width"), 84, TRUE },
};

static char *
describe_cell (GObject *item, guint column, gpointer user_data)
{
  WgImportDecisions *self = user_data;
  WgDecision decision = wg_decision_item_get (WG_DECISION_ITEM (item));

  switch (column)
    {
    case WG_DECISION_COLUMN_KIND:
      return g_strdup (wg_words_decision_kind (decision.kind));
    case WG_DECISION_COLUMN_WINNER:
      return decision.winner != 0 ? wg_words_report_grid (self->report, decision.winner)
                                  : g_strdup ("—");
    case WG_DECISION_COLUMN_LOSER:
      return decision.loser != 0 ? wg_words_report_grid (self->report, decision.loser)
                                 : g_strdup ("—");
    case WG_DECISION_COLUMN_AREA:
      return wg_words_area (decision.area_m2);
    case WG_DECISION_COLUMN_WIDTH:
      return decision.width_m > 0.0 ? wg_words_length (decision.width_m) : g_strdup ("—");
    default:
      return g_strdup ("");
    }
}

static void
sort (guint column, gboolean is_descending, gpointer user_data)
{
  WgImportDecisions *self = user_data;

  if (self->list != NULL)
    wg_decision_list_sort (self->list, (WgDecisionColumn) column, is_descending);
}

static void
emit_row (WgImportDecisions *self, guint signal, guint position)
{
  g_autoptr (WgDecisionItem) item
    = self->list != NULL ? g_list_model_get_item (G_LIST_MODEL (self->list), position) : NULL;
  WgDecision decision;

  if (item == NULL || self->is_filling)
    return;
  decision = wg_decision_item_get (item);
  g_signal_emit (self, signals[signal], 0, &decision);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, WgImportDecisions *self)
{
  emit_row (self, CHOSEN, gtk_single_selection_get_selected (selection));
}

static void
activate_cb (GtkColumnView *view, guint position, WgImportDecisions *self)
{
  emit_row (self, ACTIVATED, position);
}

static void
kind_selected_cb (GtkDropDown *choice, GParamSpec *pspec, WgImportDecisions *self)
{
  guint selected = gtk_drop_down_get_selected (choice);

  if (self->is_filling || self->list == NULL || selected >= self->kinds->len)
    return;
  self->is_filling = TRUE;
  wg_decision_list_show (self->list, g_array_index (self->kinds, int, selected));
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->is_filling = FALSE;
  g_signal_emit (self, signals[KIND_CHANGED], 0, g_array_index (self->kinds, int, selected));
}

static void
fill_kinds (WgImportDecisions *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint counts[WG_DECISION_RING_REPAIRED + 1] = { 0 };
  int all = -1;

  for (guint i = 0; i < self->report->decisions->len; i++)
    counts[g_array_index (self->report->decisions, WgDecision, i).kind]++;
  g_array_set_size (self->kinds, 0);
  g_array_append_val (self->kinds, all);
  gtk_string_list_append (names, _("All kinds"));
  for (int kind = 0; kind < (int) G_N_ELEMENTS (counts); kind++)
    {
      g_autofree char *line
        = g_strdup_printf ("%s (%u)", wg_words_decision_kind ((WgDecisionKind) kind), counts[kind]);

      if (counts[kind] == 0)
        continue;
      g_array_append_val (self->kinds, kind);
      gtk_string_list_append (names, line);
    }
  gtk_drop_down_set_model (self->kind_choice, G_LIST_MODEL (names));
}

static void
clear_list (WgImportDecisions *self)
{
  gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  self->report = NULL;
}

static void
wg_import_decisions_dispose (GObject *object)
{
  WgImportDecisions *self = WG_IMPORT_DECISIONS (object);

  self->is_filling = TRUE;
  if (self->view != NULL)
    clear_list (self);
  self->view = NULL;

  G_OBJECT_CLASS (wg_import_decisions_parent_class)->dispose (object);
}

static void
wg_import_decisions_finalize (GObject *object)
{
  g_array_unref (WG_IMPORT_DECISIONS (object)->kinds);

  G_OBJECT_CLASS (wg_import_decisions_parent_class)->finalize (object);
}

static void
wg_import_decisions_class_init (WgImportDecisionsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_decisions_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_decisions_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[KIND_CHANGED] = g_signal_new ("kind-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static GtkWidget *
make_head (WgImportDecisions *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->kind_choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind_choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Kind of decision"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->hint), TRUE);
  gtk_label_set_xalign (self->hint, 1.0f);
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim-label");
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_top (head, 6);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->kind_choice));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->hint));
  g_signal_connect (self->kind_choice, "notify::selected", G_CALLBACK (kind_selected_cb), self);
  return head;
}

static void
wg_import_decisions_init (WgImportDecisions *self)
{
  self->kinds = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->head = make_head (self);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Decisions"), -1);
  wg_sorted_columns_init (self->view, columns, G_N_ELEMENTS (columns), describe_cell, sort, self);
  g_signal_connect (self->view, "activate", G_CALLBACK (activate_cb), self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  self->nothing = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->nothing), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->nothing), _("A Clean File"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->nothing),
                                   _("No gap and no overlap had to be settled"));
  gtk_widget_add_css_class (self->nothing, "compact");
  gtk_widget_set_vexpand (self->nothing, TRUE);
  gtk_box_append (GTK_BOX (self), self->head);
  gtk_box_append (GTK_BOX (self), self->scrolled);
  gtk_box_append (GTK_BOX (self), self->nothing);
}

void
wg_import_decisions_show (WgImportDecisions *self, const WgImportReport *report, const char *hint)
{
  gboolean has_some = report != NULL && report->decisions->len > 0;

  self->is_filling = TRUE;
  clear_list (self);
  self->report = report;
  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (self->head, has_some);
  gtk_widget_set_visible (self->scrolled, has_some);
  gtk_widget_set_visible (self->nothing, report != NULL && !has_some);
  if (has_some)
    {
      fill_kinds (self);
      self->list = wg_decision_list_new (report);
      self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
      gtk_single_selection_set_autoselect (self->selection, FALSE);
      gtk_single_selection_set_can_unselect (self->selection, TRUE);
      gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
      g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                               0);
      gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
      wg_sorted_columns_sort (self->view, WG_DECISION_COLUMN_AREA, TRUE);
    }
  self->is_filling = FALSE;
}

void
wg_import_decisions_select (WgImportDecisions *self, guint index)
{
  guint position = self->list != NULL ? wg_decision_list_find (self->list, index)
                                      : GTK_INVALID_LIST_POSITION;
  GtkWidget *child = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    return;
  self->is_filling = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_filling = FALSE;
  /* The list inside of the view has the action, gtk_column_view_scroll_to() is of GTK 4.12. */
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}
