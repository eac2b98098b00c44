/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-findings-panel"

#include "wg-findings-panel.h"

#include "../../app/cli/wg-words.h"
#include "wg-finding-row.h"
#include "wg-findings-count.h"
#include "wg-findings-filter.h"
#include "wg-findings-list.h"
#include "wg-parent-chooser.h"

#include <glib/gi18n.h>

#define REFRESH_MS 150 /* after the last of a run of edits, at the latest */

struct _WgFindingsPanel
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *state_stack;
  GtkImage *state_icon;
  GtkSpinner *spinner;
  GtkLabel *state_label;
  GtkToggleButton *open_button;
  GtkToggleButton *accepted_button;
  GtkScrolledWindow *kinds_scroller;
  GtkListBox *kinds;
  GtkSearchEntry *search;
  WgParentChooser *parents;
  GtkStack *stack;
  GtkListView *list;
  GtkLabel *nothing_label;
  GtkWidget *fix_button;
  GtkWidget *accept_button;
  GtkWidget *withdraw_button;

  /* Owned references */
  WgCheckBoard *board;
  WgPlan *plan;
  GSignalGroup *board_signals;
  WgFindingsList *rows;
  GtkSingleSelection *selection;
  GHashTable *bound;     /* of GtkListItem: rows on the screen */

  WgFindingsFilter filter;
  WgFinding last;        /* the row that was selected last */
  guint last_position;
  gboolean is_filling;
  gboolean is_dirty;     /* the rows are not up to date */
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (WgFindingsPanel, wg_findings_panel, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  SELECTION_CHANGED,
  REFRESHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const GArray *
source_list (WgFindingsPanel *self)
{
  return wg_findings_panel_is_accepted (self) ? wg_check_board_list_accepted (self->board)
                                              : wg_check_board_list (self->board);
}

static void
show_row (WgFindingsPanel *self, GtkListItem *list_item)
{
  wg_finding_row_show (gtk_list_item_get_child (list_item), self->board, self->plan,
                       wg_finding_item_get (gtk_list_item_get_item (list_item)));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgFindingsPanel *self)
{
  gtk_list_item_set_child (list_item, wg_finding_row_make ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgFindingsPanel *self)
{
  g_hash_table_add (self->bound, list_item);
  show_row (self, list_item);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgFindingsPanel *self)
{
  g_hash_table_remove (self->bound, list_item);
}

/** What each kind has where the filter looks. */
static void
fill_kinds (WgFindingsPanel *self)
{
  g_autoptr (GArray) findings = wg_findings_filter_apply (&self->filter, self->plan,
                                                          source_list (self), WG_FINDINGS_BY_PARENT);
  g_autoptr (GArray) kinds = wg_findings_count_kinds (findings);
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->kinds)) != NULL;
  GtkWidget *chosen = wg_finding_row_make_kind (NULL, findings->len), *old = NULL;

  self->is_filling = TRUE;
  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->kinds))) != NULL)
    gtk_list_box_remove (self->kinds, old);
  gtk_list_box_append (self->kinds, chosen);
  for (guint i = 0; i < kinds->len; i++)
    {
      const WgKindCount *kind = &g_array_index (kinds, WgKindCount, i);
      GtkWidget *row = wg_finding_row_make_kind (kind, 0);

      gtk_list_box_append (self->kinds, row);
      if (g_strcmp0 (self->filter.kind, kind->code) == 0)
        chosen = row;
    }
  if (g_object_get_data (G_OBJECT (chosen), "kind") == NULL)
    self->filter.kind = NULL;
  gtk_list_box_select_row (self->kinds, GTK_LIST_BOX_ROW (chosen));
  if (had_focus)
    gtk_widget_grab_focus (chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->kinds_scroller), kinds->len > 0);
  self->is_filling = FALSE;
}

/** What each parent has of the kind that is chosen. */
static void
fill_parents (WgFindingsPanel *self)
{
  g_autoptr (GArray) findings = wg_findings_filter_apply (&self->filter, self->plan,
                                                          source_list (self), WG_FINDINGS_BY_KIND);

  self->filter.parent
    = wg_parent_chooser_fill (self->parents, self->plan, findings, self->filter.parent);
}

static void
show_state (WgFindingsPanel *self)
{
  gboolean is_busy = wg_check_board_is_busy (self->board);
  WgPlanState state = wg_check_board_get_state (self->board);
  g_autofree char *words = wg_words_plan_state (state, wg_check_board_list (self->board)->len);
  const char *classes[] = { state == WG_PLAN_VALID        ? "success"
                            : state == WG_PLAN_UNFINISHED ? "warning"
                                                          : "error",
                            NULL };

  gtk_stack_set_visible_child_name (self->state_stack, is_busy ? "busy" : "state");
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_image_set_from_icon_name (self->state_icon, wg_plan_state_icon (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_icon), classes);
  gtk_label_set_label (self->state_label, is_busy ? _("Checking the whole plan…") : words);
}

static void
show_pages (WgFindingsPanel *self)
{
  g_autofree char *n_open = wg_words_count (wg_check_board_list (self->board)->len);
  g_autofree char *n_accepted = wg_words_count (wg_check_board_list_accepted (self->board)->len);
  g_autofree char *open = g_strdup_printf (_("Open (%s)"), n_open);
  g_autofree char *accepted = g_strdup_printf (_("Accepted (%s)"), n_accepted);
  gboolean is_accepted = wg_findings_panel_is_accepted (self);

  gtk_button_set_label (GTK_BUTTON (self->open_button), open);
  gtk_button_set_label (GTK_BUTTON (self->accepted_button), accepted);
  gtk_widget_set_visible (self->fix_button, !is_accepted);
  gtk_widget_set_visible (self->accept_button, !is_accepted);
  gtk_widget_set_visible (self->withdraw_button, is_accepted);
}

static void
select_last (WgFindingsPanel *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->last.code != NULL)
    position = wg_findings_list_find (self->rows, &self->last);
  gtk_single_selection_set_selected (self->selection, position);
}

static void
fill_rows (WgFindingsPanel *self)
{
  const GArray *findings = source_list (self);
  GArray *wanted
    = wg_findings_filter_apply (&self->filter, self->plan, findings, WG_FINDINGS_BY_ALL);
  WgFinding last = self->last;
  guint last_position = self->last_position;
  GHashTableIter iter;
  gpointer list_item = NULL;

  self->is_filling = TRUE;
  wg_findings_list_take (self->rows, wanted);
  self->last = last;
  self->last_position = last_position;
  select_last (self);
  self->is_filling = FALSE;
  /* Names in a sentence may be others although the finding is the same. */
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    if (gtk_list_item_get_item (list_item) != NULL)
      show_row (self, list_item);
  gtk_label_set_label (self->nothing_label,
                       findings->len > 0                       ? _("No finding is like that")
                       : wg_findings_panel_is_accepted (self) ? _("Nothing is accepted")
                       : wg_check_board_is_busy (self->board) ? ""
                                                              : _("Nothing is wrong with the plan"));
  gtk_stack_set_visible_child_name (
    self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0 ? "rows" : "nothing");
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
fill (WgFindingsPanel *self)
{
  self->is_dirty = FALSE;
  show_state (self);
  show_pages (self);
  self->filter.parent = wg_parent_chooser_fill (self->parents, self->plan, source_list (self),
                                                self->filter.parent);
  fill_kinds (self);
  fill_parents (self);
  fill_rows (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  WgFindingsPanel *self = user_data;

  self->refresh_id = 0;
  self->is_dirty = TRUE;
  if (self->board == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
  g_signal_emit (self, signals[REFRESHED], 0, wg_check_board_list (self->board)->len);
  return G_SOURCE_REMOVE;
}

/* Sorting and counting wait until a run of edits is over: an edit pays only for its own check. */
static void
board_changed_cb (WgFindingsPanel *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add_full (G_PRIORITY_LOW, REFRESH_MS, refresh_cb, self, NULL);
}

static void
kind_selected_cb (GtkListBox *box, GtkListBoxRow *row, WgFindingsPanel *self)
{
  if (self->is_filling || row == NULL || self->board == NULL)
    return;
  self->filter.kind = g_object_get_data (G_OBJECT (row), "kind");
  fill_parents (self);
  fill_rows (self);
}

static void
parent_chosen_cb (WgParentChooser *parents, guint parent, WgFindingsPanel *self)
{
  if (self->board == NULL)
    return;
  self->filter.parent = parent;
  fill_kinds (self);
  fill_rows (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, WgFindingsPanel *self)
{
  wg_findings_filter_set_text (&self->filter, gtk_editable_get_text (GTK_EDITABLE (entry)));
  if (self->board != NULL)
    fill_rows (self);
}

static void
stop_search_cb (GtkSearchEntry *entry, WgFindingsPanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  wg_findings_panel_focus (self);
}

static void
page_toggled_cb (GtkToggleButton *button, WgFindingsPanel *self)
{
  if (self->board != NULL)
    fill (self);
}

static void
row_activated_cb (GtkListView *list, guint position, WgFindingsPanel *self)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, WgFindingsPanel *self)
{
  WgFindingItem *item = gtk_single_selection_get_selected_item (selection);

  if (self->is_filling || item == NULL)
    return;
  self->last = *wg_finding_item_get (item);
  self->last_position = gtk_single_selection_get_selected (selection);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
wg_findings_panel_map (GtkWidget *widget)
{
  WgFindingsPanel *self = WG_FINDINGS_PANEL (widget);

  GTK_WIDGET_CLASS (wg_findings_panel_parent_class)->map (widget);
  if (self->board != NULL)
    fill (self);
}

static void
wg_findings_panel_dispose (GObject *object)
{
  WgFindingsPanel *self = WG_FINDINGS_PANEL (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->board_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_FINDINGS_PANEL);
  g_clear_object (&self->board);
  g_clear_object (&self->plan);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (wg_findings_panel_parent_class)->dispose (object);
}

static void
wg_findings_panel_finalize (GObject *object)
{
  WgFindingsPanel *self = WG_FINDINGS_PANEL (object);

  g_hash_table_unref (self->bound);
  wg_findings_filter_set_text (&self->filter, NULL);
  G_OBJECT_CLASS (wg_findings_panel_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-findings-panel.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgFindingsPanel, name)
  BIND (state_stack);
  BIND (state_icon);
  BIND (spinner);
  BIND (state_label);
  BIND (open_button);
  BIND (accepted_button);
  BIND (kinds_scroller);
  BIND (kinds);
  BIND (search);
  BIND (parents);
  BIND (stack);
  BIND (list);
  BIND (nothing_label);
  BIND (fix_button);
  BIND (accept_button);
  BIND (withdraw_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, parent_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_toggled_cb);
}

static void
wg_findings_panel_class_init (WgFindingsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_findings_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_findings_panel_finalize;
  widget_class->map = wg_findings_panel_map;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTION_CHANGED]
    = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[REFRESHED] = g_signal_new ("refreshed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  g_type_ensure (WG_TYPE_PARENT_CHOOSER);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, 0, "win.next-finding", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, 0, "win.fix-finding", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, 0, "win.accept-finding", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.withdraw-finding",
                                       NULL);
}

static void
wg_findings_panel_init (WgFindingsPanel *self)
{
  self->filter.parent = WG_FINDINGS_ANY_PARENT;
  self->bound = g_hash_table_new (NULL, NULL);
  self->rows = wg_findings_list_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, 0);
  self->board_signals = g_signal_group_new (WG_TYPE_CHECK_BOARD);
  g_signal_group_connect_swapped (self->board_signals, "changed", G_CALLBACK (board_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->board_signals, "notify::busy",
                                  G_CALLBACK (board_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

void
wg_findings_panel_set_board (WgFindingsPanel *self, WgCheckBoard *board, WgPlan *plan)
{
  self->filter.kind = NULL;
  self->filter.parent = WG_FINDINGS_ANY_PARENT;
  self->last = (WgFinding){ 0 };
  self->last_position = 0;
  self->is_filling = TRUE;
  wg_findings_list_take (self->rows, g_array_new (FALSE, FALSE, sizeof (WgFinding)));
  self->is_filling = FALSE;
  g_set_object (&self->board, board);
  g_set_object (&self->plan, plan);
  g_signal_group_set_target (self->board_signals, board);
  gtk_toggle_button_set_active (self->open_button, TRUE);
  board_changed_cb (self);
}

gboolean
wg_findings_panel_get_selected (WgFindingsPanel *self, WgFinding *finding_out)
{
  WgFindingItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item != NULL)
    *finding_out = *wg_finding_item_get (item);
  return item != NULL;
}

gboolean
wg_findings_panel_next (WgFindingsPanel *self)
{
  guint selected = 0, n = 0, next = 0;

  if (self->board == NULL)
    return FALSE;
  if (self->is_dirty || self->refresh_id != 0)
    wg_findings_panel_refresh (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  if (n == 0)
    return FALSE;
  selected = gtk_single_selection_get_selected (self->selection);
  /* Without one, the one that was selected is gone: what follows it has come to its place. */
  next = selected != GTK_INVALID_LIST_POSITION ? selected + 1 : self->last_position;
  gtk_single_selection_set_selected (self->selection, next < n ? next : 0);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u",
                              next < n ? next : 0);
  return TRUE;
}

gboolean
wg_findings_panel_is_accepted (WgFindingsPanel *self)
{
  return gtk_toggle_button_get_active (self->accepted_button);
}

void
wg_findings_panel_refresh (WgFindingsPanel *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->board == NULL)
    return;
  fill (self);
  g_signal_emit (self, signals[REFRESHED], 0, wg_check_board_list (self->board)->len);
}

const GArray *
wg_findings_panel_list (WgFindingsPanel *self)
{
  return wg_findings_list_get (self->rows);
}

void
wg_findings_panel_focus (WgFindingsPanel *self)
{
  gtk_widget_grab_focus (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0
                           ? GTK_WIDGET (self->list)
                           : GTK_WIDGET (self->open_button));
}
