/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cell-editor"

#include "wg-cell-editor.h"

#include "../../app/cli/wg-words-staff.h"
#include "wg-short-popover.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct
{
  WgCellEdit edit;
  GtkWidget *popover;
  GtkWidget *entry;   /* NULL: of a list */
  GtkWidget *problem;
} Editor;

static void
take (Editor *editor, const char *text)
{
  g_autofree char *problem
    = editor->edit.edited (editor->edit.row, editor->edit.column, text, editor->edit.user_data);

  if (problem == NULL)
    {
      gtk_popover_popdown (GTK_POPOVER (editor->popover));
      return;
    }
  gtk_label_set_label (GTK_LABEL (editor->problem), problem);
  gtk_widget_show (editor->problem);
  if (editor->entry != NULL)
    gtk_widget_add_css_class (editor->entry, "error");
}

static void
entered_cb (GtkEntry *entry, Editor *editor)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));

  take (editor, text);
}

static void
chosen_cb (GtkListBox *list, GtkListBoxRow *row, Editor *editor)
{
  g_autofree char *number = g_strdup_printf ("%d", wg_post_types[gtk_list_box_row_get_index (row)]);

  take (editor, number);
}

static gboolean
focus_cb (gpointer before)
{
  if (gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
  return G_SOURCE_REMOVE;
}

/* The keys go on where they were, as soon as the popover has let go of them. */
static void
closed_cb (GtkWidget *before)
{
  g_idle_add_full (G_PRIORITY_LOW, focus_cb, g_object_ref (before), g_object_unref);
}

static Editor *
open_editor (GtkWidget *cell, GtkWidget *content, const WgCellEdit *edit)
{
  Editor *editor = g_new0 (Editor, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  /* Not the cell: it goes as soon as the row is used for somebody else. */
  GtkWidget *around = gtk_widget_get_ancestor (cell, ADW_TYPE_BIN);
  GtkWidget *before = gtk_root_get_focus (gtk_widget_get_root (cell));
  graphene_rect_t place = GRAPHENE_RECT_INIT (0, 0, 1, 1);

  editor->edit = *edit;
  editor->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (editor->problem), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (editor->problem), 30);
  gtk_label_set_xalign (GTK_LABEL (editor->problem), 0);
  gtk_widget_add_css_class (editor->problem, "wg-bad");
  gtk_widget_hide (editor->problem);
  gtk_box_append (GTK_BOX (box), content);
  gtk_box_append (GTK_BOX (box), editor->problem);
  if (!gtk_widget_compute_bounds (cell, around, &place))
    place = GRAPHENE_RECT_INIT (0, 0, 1, 1);
  editor->popover = wg_short_popover_new (
    around,
    &(GdkRectangle){ (int) place.origin.x, (int) place.origin.y, (int) place.size.width,
                     (int) place.size.height },
    box);
  gtk_popover_set_has_arrow (GTK_POPOVER (editor->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (editor->popover), GTK_POS_BOTTOM);
  if (before != NULL)
    g_signal_connect_object (editor->popover, "closed", G_CALLBACK (closed_cb), before, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (editor->popover), "wg-editor", editor, g_free);
  return editor;
}

void
wg_cell_editor_text (GtkWidget *cell, const char *text, const WgCellEdit *edit)
{
  GtkWidget *entry = gtk_entry_new ();
  Editor *editor = open_editor (cell, entry, edit);

  editor->entry = entry;
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_widget_set_size_request (entry, MAX (gtk_widget_get_width (cell), 180), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("New Value"), -1);
  g_signal_connect (entry, "activate", G_CALLBACK (entered_cb), editor);
  gtk_popover_popup (GTK_POPOVER (editor->popover));
  gtk_widget_grab_focus (entry);
}

void
wg_cell_editor_post (GtkWidget *cell, guint post_type, const WgCellEdit *edit)
{
  GtkWidget *list = gtk_list_box_new ();
  Editor *editor = open_editor (cell, list, edit);

  for (guint i = 0; i < WG_N_POST_TYPES; i++)
    {
      const char *words = wg_words_post_type (wg_post_types[i]);
      GtkWidget *label = gtk_label_new (*words != '\0' ? words : _("Not known"));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (GTK_LIST_BOX (list), label);
      if (wg_post_types[i] == post_type)
        gtk_list_box_select_row (GTK_LIST_BOX (list),
                                 gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) i));
    }
  g_signal_connect (list, "row-activated", G_CALLBACK (chosen_cb), editor);
  gtk_popover_popup (GTK_POPOVER (editor->popover));
  gtk_widget_grab_focus (list);
}
