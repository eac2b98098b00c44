/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-history-panel"

#include "wg-history-panel.h"

#include "wg-history-model.h"

#include <glib/gi18n.h>

#define MAX_EVENTS 3 /* that stand above the edits; the command line lists all */

struct _WgHistoryPanel
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkListView *list;
  GtkSearchEntry *search;
  GtkEntry *reason;
  GtkWidget *events;

  /* Owned references */
  WgHistory *history;
  WgHistoryModel *rows;
  GSignalGroup *history_signals;
  guint refresh_id;
  gboolean is_filling;
  gboolean is_read_only;
};

G_DEFINE_FINAL_TYPE (WgHistoryPanel, wg_history_panel, ADW_TYPE_BIN)

enum
{
  GO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_state (GtkListItem *list_item, WgHistoryPanel *self)
{
  WgHistoryItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *mark = gtk_widget_get_first_child (box);
  gint64 present = wg_history_model_get_present (self->rows);
  gint64 step = wg_history_item_get_step (item);
  const char *tip = step == present  ? _("The present state")
                    : step > present ? _("Redo up to here")
                    : step > 0       ? _("Undo what came after")
                                     : _("Undo everything");
  g_autofree char *label
    = g_strdup_printf ("%s, %s, %s", wg_history_item_get_sentence (item),
                       wg_history_item_get_facts (item), tip);

  gtk_widget_set_opacity (mark, step == present ? 1 : 0);
  if (step > present)
    gtk_widget_add_css_class (box, "wg-undone");
  else
    gtk_widget_remove_css_class (box, "wg-undone");
  gtk_widget_set_tooltip_text (box, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
present_changed_cb (WgHistoryModel *rows, GParamSpec *pspec, GtkListItem *list_item)
{
  GtkWidget *child = gtk_list_item_get_child (list_item);

  if (gtk_list_item_get_item (list_item) != NULL)
    show_state (list_item, WG_HISTORY_PANEL (gtk_widget_get_ancestor (child, WG_TYPE_HISTORY_PANEL)));
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgHistoryPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("emblem-ok-symbolic"));
  gtk_box_append (GTK_BOX (texts), make_label (NULL));
  gtk_box_append (GTK_BOX (texts), make_label ("caption"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgHistoryPanel *self)
{
  WgHistoryItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *texts = gtk_widget_get_last_child (gtk_list_item_get_child (list_item));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (texts)),
                       wg_history_item_get_sentence (item));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (texts)),
                       wg_history_item_get_facts (item));
  gtk_widget_set_visible (gtk_widget_get_last_child (texts),
                          *wg_history_item_get_facts (item) != '\0');
  show_state (list_item, self);
  g_signal_connect_object (self->rows, "notify::present", G_CALLBACK (present_changed_cb), list_item,
                           0);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgHistoryPanel *self)
{
  g_signal_handlers_disconnect_by_func (self->rows, present_changed_cb, list_item);
}

static void
show_page (WgHistoryPanel *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0;

  gtk_stack_set_visible_child_name (self->stack,
                                    !is_empty                                            ? "rows"
                                    : wg_history_model_n_edits (self->rows) > 0 ? "none"
                                                                                     : "empty");
}

static void
row_activated_cb (GtkListView *list, guint position, WgHistoryPanel *self)
{
  g_autoptr (WgHistoryItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  int n_steps = 0;

  if (item == NULL || self->is_read_only)
    return;
  n_steps = wg_history_model_count_to (self->rows, wg_history_item_get_step (item));
  if (n_steps != 0)
    g_signal_emit (self, signals[GO], 0, n_steps);
}

static void
search_changed_cb (GtkSearchEntry *entry, WgHistoryPanel *self)
{
  wg_history_model_set_filter (self->rows, gtk_editable_get_text (GTK_EDITABLE (entry)));
  show_page (self);
}

static void
reason_changed_cb (GtkEditable *entry, WgHistoryPanel *self)
{
  if (self->history != NULL && !self->is_filling)
    wg_history_set_reason (self->history, gtk_editable_get_text (entry));
}

static gboolean
refresh_cb (gpointer user_data)
{
  WgHistoryPanel *self = user_data;

  self->refresh_id = 0;
  wg_history_model_refresh (self->rows);
  show_page (self);
  return G_SOURCE_REMOVE;
}

/* Many steps come together: the list follows once for all of them, and only while it is seen. */
static void
steps_changed_cb (WgHistoryPanel *self)
{
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_timeout_add (60, refresh_cb, self);
}

static void
wg_history_panel_map (GtkWidget *widget)
{
  WgHistoryPanel *self = WG_HISTORY_PANEL (widget);

  GTK_WIDGET_CLASS (wg_history_panel_parent_class)->map (widget);
  wg_history_model_refresh (self->rows);
  show_page (self);
}

static void
wg_history_panel_dispose (GObject *object)
{
  WgHistoryPanel *self = WG_HISTORY_PANEL (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_HISTORY_PANEL);
  g_clear_object (&self->history_signals);
  g_clear_object (&self->history);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (wg_history_panel_parent_class)->dispose (object);
}

static void
wg_history_panel_class_init (WgHistoryPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_history_panel_dispose;
  widget_class->map = wg_history_panel_map;

  signals[GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-history-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, WgHistoryPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, WgHistoryPanel, list);
  gtk_widget_class_bind_template_child (widget_class, WgHistoryPanel, search);
  gtk_widget_class_bind_template_child (widget_class, WgHistoryPanel, reason);
  gtk_widget_class_bind_template_child (widget_class, WgHistoryPanel, events);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
}

static void
wg_history_panel_init (WgHistoryPanel *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->rows = wg_history_model_new ();
  self->history_signals = g_signal_group_new (WG_TYPE_HISTORY);
  g_signal_group_connect_swapped (self->history_signals, "notify::can-undo",
                                  G_CALLBACK (steps_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

void
wg_history_panel_set_history (WgHistoryPanel *self, WgHistory *history)
{
  g_set_object (&self->history, history);
  g_signal_group_set_target (self->history_signals, history);
  wg_history_model_set_source (self->rows, history);
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->reason),
                         history != NULL ? wg_history_get_reason (history) : "");
  self->is_filling = FALSE;
  show_page (self);
}

void
wg_history_panel_set_events (WgHistoryPanel *self, const char *const *lines, const char *const *facts)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (self->events)) != NULL)
    gtk_box_remove (GTK_BOX (self->events), child);
  for (guint i = 0; lines[i] != NULL && i < MAX_EVENTS; i++)
    {
      GtkWidget *line = make_label (NULL), *fact = make_label ("caption");
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_label_set_label (GTK_LABEL (line), lines[i]);
      gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_NONE);
      gtk_label_set_wrap (GTK_LABEL (line), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (line), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_label (GTK_LABEL (fact), facts[i]);
      gtk_box_append (GTK_BOX (row), line);
      gtk_box_append (GTK_BOX (row), fact);
      gtk_box_append (GTK_BOX (self->events), row);
    }
  gtk_widget_set_visible (self->events, lines[0] != NULL);
}

void
wg_history_panel_set_read_only (WgHistoryPanel *self, gboolean is_read_only)
{
  self->is_read_only = is_read_only;
  gtk_widget_set_sensitive (GTK_WIDGET (self->reason), !is_read_only);
}
