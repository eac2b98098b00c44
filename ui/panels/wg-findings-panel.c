/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-findings-panel"

#include "wg-findings-panel.h"

#include "../../app/cli/wg-words.h"
#include "wg-finding-row.h"
#include "wg-findings-count.h"
#include "wg-findings-list.h"

#include <string.h>

#include <glib/gi18n.h>

#define REFRESH_MS 150 /* after the last of a run of edits, at the latest */
#define ANY_PARENT G_MAXUINT32

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
  GtkDropDown *parents;
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
  GtkStringList *parent_lines; /* of the drop-down */
  GArray *parent_ids;    /* of guint32, beside them */

  const char *kind;      /* code, static; NULL: all */
  guint32 parent;        /* ANY_PARENT: all */
  char *text;            /* casefolded, or NULL */
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

static gboolean
has_text (const char *where, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (where, -1);

  return strstr (folded, text) != NULL;
}

static gboolean
is_about_text (WgFindingsPanel *self, const WgFinding *finding)
{
  const guint32 ids[] = { finding->grid, finding->other };

  if (self->text == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const WgGrid *grid = ids[i] != 0 ? wg_plan_get_grid (self->plan, ids[i]) : NULL;

      if (grid != NULL && (has_text (grid->name, self->text) || has_text (grid->code, self->text)))
        return TRUE;
    }
  return FALSE;
}

static const GArray *
source_list (WgFindingsPanel *self)
{
  return wg_findings_panel_is_accepted (self) ? wg_check_board_list_accepted (self->board)
                                              : wg_check_board_list (self->board);
}

/** What the second line of a row tells: where it is, or why it is (was) accepted. */
static char *
describe_place (WgFindingsPanel *self, const WgFinding *finding)
{
  g_autofree char *title = wg_words_finding_title (finding->code);
  guint32 parent = wg_findings_find_parent (self->plan, finding, wg_findings_parent_depth (self->plan));
  const WgAcceptance *accepted = wg_check_board_find_acceptance (self->board, finding);
  g_autofree char *where = NULL;

  if (accepted != NULL)
    return wg_words_acceptance (accepted, finding);
  if (parent == 0 || parent == finding->grid)
    return g_steal_pointer (&title);
  where = wg_words_grid (self->plan, parent);
  return g_strdup_printf ("%s · %s", title, where);
}

static void
show_row (WgFindingsPanel *self, GtkListItem *list_item)
{
  const WgFinding *finding = wg_finding_item_get (gtk_list_item_get_item (list_item));
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (box), *texts = gtk_widget_get_last_child (box);
  g_autofree char *sentence = wg_words_finding (self->plan, finding);
  g_autofree char *place = describe_place (self, finding);
  g_autofree char *label
    = g_strdup_printf ("%s: %s, %s", wg_severity_word (finding->severity), sentence, place);

  if (g_str_equal (gtk_label_get_label (GTK_LABEL (gtk_widget_get_first_child (texts))), sentence)
      && g_str_equal (gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (texts))), place))
    return;
  wg_finding_row_show_severity (GTK_IMAGE (icon), finding->severity);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (texts)), sentence);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (texts)), place);
  gtk_widget_set_tooltip_text (texts, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgFindingsPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *icon = gtk_image_new ();

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (texts), wg_finding_row_make_label (NULL, 2));
  gtk_box_append (GTK_BOX (texts), wg_finding_row_make_label ("caption", 2));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_item_set_child (list_item, box);
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

/* The button is narrow, its list is not. */
static void
setup_parent_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgFindingsPanel *self)
{
  GtkWidget *label = wg_finding_row_make_label (NULL, 1);

  gtk_label_set_width_chars (GTK_LABEL (label), 7);
  gtk_list_item_set_child (list_item, label);
}

static void
setup_parent_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item,
                     WgFindingsPanel *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_parent_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgFindingsPanel *self)
{
  GtkStringObject *line = gtk_list_item_get_item (list_item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)),
                       gtk_string_object_get_string (line));
}

static void
fill_kinds (WgFindingsPanel *self, const GArray *findings)
{
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
      if (g_strcmp0 (self->kind, kind->code) == 0)
        chosen = row;
    }
  if (g_object_get_data (G_OBJECT (chosen), "kind") == NULL)
    self->kind = NULL;
  gtk_list_box_select_row (self->kinds, GTK_LIST_BOX_ROW (chosen));
  if (had_focus)
    gtk_widget_grab_focus (chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->kinds_scroller), kinds->len > 0);
  self->is_filling = FALSE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *) a, right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

/** The parents that have findings, with their numbers. */
static void
fill_parents (WgFindingsPanel *self, const GArray *findings)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  guint depth = wg_findings_parent_depth (self->plan), chosen = 0;
  guint32 any = ANY_PARENT;
  GHashTableIter iter;
  gpointer key = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      guint32 id = wg_findings_find_parent (self->plan, &g_array_index (findings, WgFinding, i), depth);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (id)));

      g_hash_table_insert (counts, GUINT_TO_POINTER (id), GUINT_TO_POINTER (n + 1));
    }
  g_array_set_size (self->parent_ids, 0);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint32 id = GPOINTER_TO_UINT (key);
      g_array_append_val (self->parent_ids, id);
    }
  g_array_sort (self->parent_ids, compare_ids);
  g_array_prepend_val (self->parent_ids, any);
  for (guint i = 0; i < self->parent_ids->len; i++)
    {
      guint32 id = g_array_index (self->parent_ids, guint32, i);
      guint n = i == 0 ? findings->len
                       : GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (id)));
      g_autofree char *name = i == 0    ? g_strdup (_("Everywhere"))
                              : id == 0 ? g_strdup (_("In no grid"))
                                        : wg_words_grid (self->plan, id);
      g_autofree char *line = g_strdup_printf ("%s (%u)", name, n);

      g_strv_builder_add (builder, line);
      if (id == self->parent)
        chosen = i;
    }
  words = g_strv_builder_end (builder);
  self->is_filling = TRUE;
  wg_findings_renew_lines (self->parent_lines, (const char *const *) words);
  gtk_drop_down_set_selected (self->parents, chosen);
  if (chosen == 0)
    self->parent = ANY_PARENT;
  self->is_filling = FALSE;
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

static gboolean
is_wanted (WgFindingsPanel *self, const WgFinding *finding, guint depth)
{
  return (self->kind == NULL || g_str_equal (self->kind, finding->code))
         && (self->parent == ANY_PARENT || wg_findings_find_parent (self->plan, finding, depth) == self->parent)
         && is_about_text (self, finding);
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
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (WgFinding));
  guint depth = wg_findings_parent_depth (self->plan);
  WgFinding last = self->last;
  guint last_position = self->last_position;
  GHashTableIter iter;
  gpointer list_item = NULL;

  for (guint i = 0; i < findings->len; i++)
    if (is_wanted (self, &g_array_index (findings, WgFinding, i), depth))
      g_array_append_vals (wanted, &g_array_index (findings, WgFinding, i), 1);
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
  fill_kinds (self, source_list (self));
  fill_parents (self, source_list (self));
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
  self->kind = g_object_get_data (G_OBJECT (row), "kind");
  fill_rows (self);
}

static void
parent_selected_cb (GtkDropDown *list, GParamSpec *pspec, WgFindingsPanel *self)
{
  guint selected = gtk_drop_down_get_selected (list);

  if (self->is_filling || self->board == NULL || selected >= self->parent_ids->len)
    return;
  self->parent = g_array_index (self->parent_ids, guint32, selected);
  fill_rows (self);
}

static void
search_changed_cb (GtkSearchEntry *entry, WgFindingsPanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  g_clear_pointer (&self->text, g_free);
  if (*text != '\0')
    self->text = g_utf8_casefold (text, -1);
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
  g_clear_object (&self->parent_lines);
  G_OBJECT_CLASS (wg_findings_panel_parent_class)->dispose (object);
}

static void
wg_findings_panel_finalize (GObject *object)
{
  WgFindingsPanel *self = WG_FINDINGS_PANEL (object);

  g_hash_table_unref (self->bound);
  g_array_unref (self->parent_ids);
  g_free (self->text);
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
  gtk_widget_class_bind_template_callback (widget_class, setup_parent_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_parent_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_parent_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, parent_selected_cb);
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
  self->parent = ANY_PARENT;
  self->bound = g_hash_table_new (NULL, NULL);
  self->parent_ids = g_array_new (FALSE, FALSE, sizeof (guint32));
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
  self->parent_lines = gtk_string_list_new (NULL);
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->parents, G_LIST_MODEL (self->parent_lines));
  self->is_filling = FALSE;
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

void
wg_findings_panel_set_board (WgFindingsPanel *self, WgCheckBoard *board, WgPlan *plan)
{
  self->kind = NULL;
  self->parent = ANY_PARENT;
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
