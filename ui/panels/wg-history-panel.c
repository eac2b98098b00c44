/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-history-panel"

#include "wg-history-panel.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

#define MAX_ROWS 200

struct _WgHistoryPanel
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkListBox *list;

  /* Owned references */
  WgHistory *history;
  GPtrArray *rows; /* of WgJournalRow, newest last */
};

G_DEFINE_FINAL_TYPE (WgHistoryPanel, wg_history_panel, ADW_TYPE_BIN)

static GtkWidget *
make_row (const WgJournalRow *entry, gboolean is_present)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->time);
  /* Translators: strftime format of date and time in the history */
  g_autofree char *when = time != NULL ? g_date_time_format (time, _("%e %b %Y, %H:%M")) : g_strdup ("");
  g_autofree char *what = wg_words_change (entry->kind, entry->detail);
  g_autofree char *title = g_markup_escape_text (what, -1);
  g_autofree char *line = entry->user != NULL && *entry->user != '\0'
                            ? g_strdup_printf ("%s · %s", when, entry->user)
                            : g_strdup (when);
  g_autofree char *subtitle = g_markup_escape_text (line, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (entry->is_undone)
    {
      gtk_widget_add_css_class (row, "wg-undone");
      gtk_widget_set_tooltip_text (row, _("Redo up to here"));
    }
  else if (is_present)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("emblem-ok-symbolic");

      gtk_widget_set_tooltip_text (row, _("The present state"));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }
  else
    gtk_widget_set_tooltip_text (row, _("Undo up to here"));
  return row;
}

static guint
find_present (GPtrArray *rows)
{
  guint present = rows->len;

  for (guint i = 0; i < rows->len; i++)
    if (!((WgJournalRow *) rows->pdata[i])->is_undone)
      present = i;

  return present;
}

/* Steps through the history until @index is the newest edit that stands. */
static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, WgHistoryPanel *self)
{
  guint index;
  guint present;
  GtkWidget *popover;

  if (self->rows == NULL || self->rows->len == 0)
    return;
  index = self->rows->len - 1 - (guint) gtk_list_box_row_get_index (row);
  present = find_present (self->rows);

  popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));

  if (present == self->rows->len)
    for (guint i = 0; i <= index; i++)
      gtk_widget_activate_action (GTK_WIDGET (self), "win.redo", NULL);
  else if (index > present)
    for (guint i = present; i < index; i++)
      gtk_widget_activate_action (GTK_WIDGET (self), "win.redo", NULL);
  else
    for (guint i = index; i < present; i++)
      gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
}

static void
wg_history_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wg_history_panel_parent_class)->map (widget);
  wg_history_panel_refresh (WG_HISTORY_PANEL (widget));
}

static void
wg_history_panel_dispose (GObject *object)
{
  WgHistoryPanel *self = WG_HISTORY_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_HISTORY_PANEL);
  g_clear_object (&self->history);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (wg_history_panel_parent_class)->dispose (object);
}

static void
wg_history_panel_class_init (WgHistoryPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_history_panel_dispose;
  widget_class->map = wg_history_panel_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-history-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, WgHistoryPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, WgHistoryPanel, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
wg_history_panel_init (WgHistoryPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
wg_history_panel_set_history (WgHistoryPanel *self, WgHistory *history)
{
  g_set_object (&self->history, history);
}

void
wg_history_panel_refresh (WgHistoryPanel *self)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *child;
  guint present;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  if (self->history != NULL)
    self->rows = wg_history_list (self->history, MAX_ROWS, &error);
  if (self->rows == NULL || self->rows->len == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }

  present = find_present (self->rows);
  for (guint i = self->rows->len; i > 0; i--)
    gtk_list_box_append (self->list, make_row (self->rows->pdata[i - 1], i - 1 == present));
  gtk_stack_set_visible_child_name (self->stack, "rows");
}
