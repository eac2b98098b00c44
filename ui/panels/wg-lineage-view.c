/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-lineage-view"

#include "wg-lineage-view.h"

#include "../../app/cli/wg-changes-words.h"
#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

#define MAX_ROWS 30

struct _WgLineageView
{
  AdwBin parent_instance;

  GtkWidget *box;
  GtkLabel *heading;
  GtkWidget *back;
  GtkListBox *list;

  WgProject *project;
  guint32 grid;  /* that the card shows */
  guint32 shown; /* whose history is shown */
};

G_DEFINE_FINAL_TYPE (WgLineageView, wg_lineage_view, ADW_TYPE_BIN)

/* "From 第三网格" or "To 第三网格": seen from the grid that is shown. */
static char *
describe_row (WgLineageView *self, const WgLineageRow *row)
{
  gboolean is_gain = row->flow.to == self->shown;
  guint32 other = is_gain ? row->flow.from : row->flow.to;
  g_autofree char *name = wg_changes_words_grid (wg_project_get_plan (self->project), other);
  g_autofree char *area = wg_words_area (row->flow.area_m2);

  /* Translators: an area, then a grid */
  return g_strdup_printf (is_gain ? _("%s from %s") : _("%s to %s"), area, name);
}

static char *
describe_facts (const WgLineageRow *row)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (row->time);
  g_autofree char *date = time != NULL ? g_date_time_format (time, "%Y-%m-%d") : g_strdup ("");
  g_autofree char *change = wg_words_change (row->kind, NULL);

  return g_strdup_printf ("%s · %s%s%s", date, change, row->reason[0] != '\0' ? " · " : "",
                          row->reason);
}

static void
add_row (WgLineageView *self, const WgLineageRow *row)
{
  GtkWidget *widget = adw_action_row_new ();
  guint32 other = row->flow.to == self->shown ? row->flow.from : row->flow.to;
  g_autofree char *words = describe_row (self, row);
  g_autofree char *facts = describe_facts (row);
  g_autofree char *title = g_markup_escape_text (words, -1);
  g_autofree char *subtitle = g_markup_escape_text (facts, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), other != 0);
  g_object_set_data (G_OBJECT (widget), "grid", GUINT_TO_POINTER (other));
  gtk_list_box_append (self->list, widget);
}

static void
fill (WgLineageView *self, guint32 grid)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  self->shown = grid;
  if (self->project != NULL && grid != 0)
    rows = wg_project_list_lineage (self->project, grid, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), rows != NULL && rows->len > 0);
  if (rows == NULL || rows->len == 0)
    return;
  name = wg_words_grid (wg_project_get_plan (self->project), grid);
  heading = grid == self->grid ? g_strdup (_("History of this grid"))
                               /* Translators: %s is the name of a grid */
                               : g_strdup_printf (_("History of %s"), name);
  gtk_label_set_label (self->heading, heading);
  gtk_widget_set_visible (self->back, grid != self->grid);
  for (guint i = rows->len; i-- > 0 && rows->len - i <= MAX_ROWS;)
    add_row (self, g_ptr_array_index (rows, i));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, WgLineageView *self)
{
  fill (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "grid")));
}

static void
back_clicked_cb (GtkButton *button, WgLineageView *self)
{
  fill (self, self->grid);
}

static void
wg_lineage_view_dispose (GObject *object)
{
  g_clear_object (&WG_LINEAGE_VIEW (object)->project);

  G_OBJECT_CLASS (wg_lineage_view_parent_class)->dispose (object);
}

static void
wg_lineage_view_class_init (WgLineageViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_lineage_view_dispose;
}

static void
wg_lineage_view_init (WgLineageView *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_label_set_ellipsize (self->heading, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->heading), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "heading");
  self->back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_widget_add_css_class (self->back, "flat");
  gtk_widget_set_tooltip_text (self->back, _("Back to the selected grid"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Back to the selected grid"), -1);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("History of this grid"), -1);
  gtk_box_append (GTK_BOX (header), self->back);
  gtk_box_append (GTK_BOX (header), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (self->box), header);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self->back, "clicked", G_CALLBACK (back_clicked_cb), self);
}

void
wg_lineage_view_set_project (WgLineageView *self, WgProject *project)
{
  g_set_object (&self->project, project);
  wg_lineage_view_show (self, 0);
}

void
wg_lineage_view_show (WgLineageView *self, guint32 grid)
{
  self->grid = grid;
  fill (self, grid);
}
