/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-split-panel"

#include "wg-split-panel.h"

#include "../../app/cli/wg-words-tally.h"
#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

#define MAX_ROWS 4

typedef enum
{
  PART_NAME,
  PART_AREA,
  PART_CODE,
  PART_HOMES,
  N_PART_LABELS,
} PartLabel;

typedef struct
{
  GtkLabel *labels[N_PART_LABELS];
} Part;

struct _WgSplitPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *keep;    /* GtkDropDown: WgSplitKeep */
  GtkWidget *special; /* GtkCheckButton */
  GtkWidget *parts;   /* GtkGrid */
  Part rows[MAX_ROWS];
  GtkLabel *more;
  WgToolSplit *tool;
  gboolean is_showing; /* the widgets are set, nobody moved them */
};

G_DEFINE_FINAL_TYPE (WgSplitPanel, wg_split_panel, GTK_TYPE_WIDGET)

static GtkLabel *
add_label (WgSplitPanel *self, int column, int row, gboolean is_number, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1.0f : 0.0f);
  gtk_widget_set_hexpand (label, !is_number);
  if (!is_number)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 10);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
    }
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_visible (label, FALSE);
  gtk_grid_attach (GTK_GRID (self->parts), label, column, row, 1, 1);
  return GTK_LABEL (label);
}

/* A line a part, so that the panel covers little of the map: name, end of the code, area, homes. */
static void
add_row (WgSplitPanel *self, guint index)
{
  Part *part = &self->rows[index];
  int row = (int) index;

  part->labels[PART_NAME] = add_label (self, 0, row, FALSE, NULL);
  part->labels[PART_CODE] = add_label (self, 1, row, FALSE, "caption");
  part->labels[PART_AREA] = add_label (self, 2, row, TRUE, "numeric");
  part->labels[PART_HOMES] = add_label (self, 3, row, TRUE, "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (part->labels[PART_CODE]), "dim-label");
  gtk_label_set_ellipsize (part->labels[PART_CODE], PANGO_ELLIPSIZE_START);
  gtk_label_set_width_chars (part->labels[PART_CODE], 7);
  gtk_label_set_max_width_chars (part->labels[PART_CODE], 7);
}

static char *
describe_homes (const WgTally *tally)
{
  gulong sum = (gulong) MAX (tally->households.sum, 0);
  g_autofree char *count = wg_words_tally_count (tally, &tally->households);

  if (wg_tally_get_state (tally, &tally->households) == WG_COUNT_UNKNOWN)
    return g_strdup ("—");
  return g_strdup_printf (ngettext ("%s household", "%s households", sum), count);
}

static void
show_part (Part *part, const WgSplitPiece *piece)
{
  g_autofree char *area = NULL;
  g_autofree char *homes = NULL;
  g_autofree char *whole = NULL;
  const char *fate = NULL;

  for (guint i = 0; i < N_PART_LABELS; i++)
    gtk_widget_set_visible (GTK_WIDGET (part->labels[i]), piece != NULL);
  if (piece == NULL)
    return;
  fate = piece->is_kept                         ? _("keeps its code")
         : piece->grid->kind == WG_GRID_SPECIAL ? _("new, special")
                                                : _("new");
  area = wg_words_area (wg_tally_area_m2 (&piece->tally));
  homes = describe_homes (&piece->tally);
  whole = g_strdup_printf ("%s %s, %s", piece->grid->name, piece->grid->code, fate);
  gtk_label_set_label (part->labels[PART_NAME], piece->grid->name);
  gtk_label_set_label (part->labels[PART_CODE], piece->grid->code);
  gtk_label_set_label (part->labels[PART_AREA], area);
  gtk_label_set_label (part->labels[PART_HOMES], homes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (part->labels[PART_NAME]), whole);
  if (piece->is_kept)
    gtk_widget_remove_css_class (GTK_WIDGET (part->labels[PART_NAME]), "wg-new-part");
  else
    gtk_widget_add_css_class (GTK_WIDGET (part->labels[PART_NAME]), "wg-new-part");
}

static void
show_parts (WgSplitPanel *self)
{
  const GPtrArray *pieces = wg_tool_split_get_pieces (self->tool);
  guint n = pieces != NULL ? pieces->len : 0;

  self->is_showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->keep), wg_tool_split_get_keep (self->tool));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->special),
                               wg_tool_split_get_special (self->tool));
  self->is_showing = FALSE;
  for (guint i = 0; i < MAX_ROWS; i++)
    show_part (&self->rows[i], i < n ? g_ptr_array_index (pieces, i) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n > MAX_ROWS);
  if (n > MAX_ROWS)
    {
      g_autofree char *more
        = g_strdup_printf (ngettext ("and %u piece more", "and %u pieces more", n - MAX_ROWS),
                           n - MAX_ROWS);

      gtk_label_set_label (self->more, more);
    }
}

static void
keep_cb (WgSplitPanel *self)
{
  if (!self->is_showing)
    wg_tool_split_set_keep (self->tool,
                            (WgSplitKeep) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->keep)));
}

static void
special_cb (WgSplitPanel *self)
{
  if (!self->is_showing)
    wg_tool_split_set_special (self->tool,
                               gtk_check_button_get_active (GTK_CHECK_BUTTON (self->special)));
}

static void
wg_split_panel_dispose (GObject *object)
{
  WgSplitPanel *self = WG_SPLIT_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->tool);
  G_OBJECT_CLASS (wg_split_panel_parent_class)->dispose (object);
}

static void
wg_split_panel_class_init (WgSplitPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_split_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "wg-tool-panel");
}

static void
wg_split_panel_init (WgSplitPanel *self)
{
  const char *const rules[] = { _("Most households keep the code"), _("Largest keeps the code"),
                                _("Smallest keeps the code"), _("Clicked part keeps the code"), NULL };

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_size_request (self->box, 230, -1);
  self->keep = gtk_drop_down_new_from_strings (rules);
  gtk_widget_set_tooltip_text (self->keep, _("Which part keeps the code (F)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->keep), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Which part keeps the code (F)"), -1);
  self->special = gtk_check_button_new_with_label (_("New grids are special grids (X)"));
  self->parts = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->parts), 12);
  gtk_box_append (GTK_BOX (self->box), self->keep);
  gtk_box_append (GTK_BOX (self->box), self->special);
  gtk_box_append (GTK_BOX (self->box), self->parts);
  for (guint i = 0; i < MAX_ROWS; i++)
    add_row (self, i);
  self->more = add_label (self, 0, MAX_ROWS, FALSE, "caption");
}

GtkWidget *
wg_split_panel_new (WgToolSplit *tool)
{
  WgSplitPanel *self = g_object_new (WG_TYPE_SPLIT_PANEL, NULL);

  self->tool = g_object_ref (tool);
  show_parts (self);
  g_signal_connect_object (tool, "changed", G_CALLBACK (show_parts), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keep, "notify::selected", G_CALLBACK (keep_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->special, "toggled", G_CALLBACK (special_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
