/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-share-table"

#include "wg-share-table.h"

#include "../../app/cli/wg-words-building.h"

#include <glib/gi18n.h>

#define N_ENTRIES 4
#define ENTRY_CHARS 7

enum
{
  ENTRY_UNITS,
  ENTRY_FLOORS,
  ENTRY_HOUSEHOLDS,
  ENTRY_PEOPLE,
};

/* The widgets of one share. */
typedef struct
{
  GtkWidget *drop_down;
  GtkWidget *entries[N_ENTRIES];
  GtkWidget *remove;
  char *units, *floors; /* as they are stored */
} Row;

struct _WgShareTable
{
  GtkGrid parent_instance;

  GArray *grids;        /* of guint32: that can be chosen */
  GtkStringList *names; /* of them */
  GPtrArray *rows;      /* of Row */
  int last_line;        /* lines are never used again */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgShareTable, wg_share_table, GTK_TYPE_GRID)

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->units);
  g_free (row->floors);
  g_free (row);
}

static void
tell (WgShareTable *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The texts stay with the row. */
static const char *
read_span (GtkWidget *entry, char **span)
{
  g_free (*span);
  *span = wg_words_span (gtk_editable_get_text (GTK_EDITABLE (entry)));
  return *span;
}

/* A number, nothing at all (not known), or FALSE. */
static gboolean
read_count (GtkWidget *entry, gint32 *number_out)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  guint64 number = 0;

  *number_out = WG_COUNT_NOT_KNOWN;
  if (*text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL))
    return FALSE;
  *number_out = (gint32) number;
  return TRUE;
}

static guint
find_grid (WgShareTable *self, guint32 grid)
{
  for (guint i = 0; i < self->grids->len; i++)
    if (g_array_index (self->grids, guint32, i) == grid)
      return i;
  return 0;
}

static void
set_count (GtkWidget *entry, gint32 number)
{
  g_autofree char *text
    = number != WG_COUNT_NOT_KNOWN ? g_strdup_printf ("%d", number) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
name_widget (GtkWidget *widget, const char *what, guint number)
{
  /* Translators: what a field holds, and the number of the row: "Floors, part 2" */
  g_autofree char *name = g_strdup_printf (_("%s, part %u"), what, number);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
remove_cb (GtkWidget *button, WgShareTable *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (row->remove != button)
        continue;
      gtk_grid_remove (GTK_GRID (self), row->drop_down);
      for (guint k = 0; k < N_ENTRIES; k++)
        gtk_grid_remove (GTK_GRID (self), row->entries[k]);
      gtk_grid_remove (GTK_GRID (self), row->remove);
      g_ptr_array_remove_index (self->rows, i);
      break;
    }
  tell (self);
}

static GtkWidget *
make_drop_down (WgShareTable *self, guint32 grid)
{
  GtkWidget *drop_down = gtk_drop_down_new (
    G_LIST_MODEL (g_object_ref (self->names)),
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), find_grid (self, grid));
  gtk_widget_set_hexpand (drop_down, TRUE);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (tell), self);
  return drop_down;
}

static GtkWidget *
make_entry (WgShareTable *self, const char *title, const char *hint)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), ENTRY_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), ENTRY_CHARS);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  name_widget (entry, title, self->rows->len + 1);
  return entry;
}

static void
fill_row (Row *row, const WgBuildingShare *share)
{
  gtk_editable_set_text (GTK_EDITABLE (row->entries[ENTRY_UNITS]), share->units != NULL ? share->units : "");
  gtk_editable_set_text (GTK_EDITABLE (row->entries[ENTRY_FLOORS]), share->floors != NULL ? share->floors : "");
  set_count (row->entries[ENTRY_HOUSEHOLDS], share->households);
  set_count (row->entries[ENTRY_PEOPLE], share->people);
}

static void
wg_share_table_dispose (GObject *object)
{
  WgShareTable *self = WG_SHARE_TABLE (object);

  g_clear_object (&self->names);
  g_clear_pointer (&self->grids, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (wg_share_table_parent_class)->dispose (object);
}

static void
wg_share_table_class_init (WgShareTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_share_table_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
wg_share_table_init (WgShareTable *self)
{
  const char *const titles[] = { _("Grid"), _("Units"), _("Floors"), _("Households"), _("People") };

  self->grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->names = gtk_string_list_new (NULL);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  gtk_grid_set_row_spacing (GTK_GRID (self), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self), 6);
  for (guint k = 0; k < G_N_ELEMENTS (titles); k++)
    {
      GtkWidget *label = gtk_label_new (titles[k]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption-heading");
      gtk_grid_attach (GTK_GRID (self), label, (int) k, 0, 1, 1);
    }
}

void
wg_share_table_add_grid (WgShareTable *self, guint32 grid, const char *name)
{
  g_array_append_val (self->grids, grid);
  gtk_string_list_append (self->names, name);
}

guint
wg_share_table_get_n (WgShareTable *self)
{
  return self->rows->len;
}

void
wg_share_table_add (WgShareTable *self, const WgBuildingShare *share)
{
  const char *const titles[N_ENTRIES] = { _("Units"), _("Floors"), _("Households"), _("People") };
  const char *const hints[N_ENTRIES] = { "1-2", "3-6", NULL, NULL };
  Row *row = g_new0 (Row, 1);
  int line = ++self->last_line;
  guint number = self->rows->len + 1;

  row->drop_down = make_drop_down (self, share->grid);
  name_widget (row->drop_down, _("Grid"), number);
  gtk_grid_attach (GTK_GRID (self), row->drop_down, 0, line, 1, 1);
  for (guint k = 0; k < N_ENTRIES; k++)
    {
      row->entries[k] = make_entry (self, titles[k], hints[k]);
      gtk_grid_attach (GTK_GRID (self), row->entries[k], (int) k + 1, line, 1, 1);
    }
  fill_row (row, share);
  for (guint k = 0; k < N_ENTRIES; k++)
    g_signal_connect_swapped (row->entries[k], "changed", G_CALLBACK (tell), self);
  row->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_widget_add_css_class (row->remove, "flat");
  gtk_widget_set_tooltip_text (row->remove, _("Remove This Part"));
  name_widget (row->remove, _("Remove This Part"), number);
  g_signal_connect (row->remove, "clicked", G_CALLBACK (remove_cb), self);
  gtk_grid_attach (GTK_GRID (self), row->remove, N_ENTRIES + 1, line, 1, 1);
  g_ptr_array_add (self->rows, row);
}

void
wg_share_table_focus_last (WgShareTable *self)
{
  const Row *row = self->rows->len > 0 ? g_ptr_array_index (self->rows, self->rows->len - 1) : NULL;

  if (row != NULL)
    gtk_widget_grab_focus (row->entries[ENTRY_UNITS]);
}

gboolean
wg_share_table_read (WgShareTable *self, WgBuildingShare *shares, guint *row_out)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->drop_down));

      *row_out = i;
      shares[i] = (WgBuildingShare){
        .grid = at < self->grids->len ? g_array_index (self->grids, guint32, at) : 0,
        .units = read_span (row->entries[ENTRY_UNITS], &row->units),
        .floors = read_span (row->entries[ENTRY_FLOORS], &row->floors),
      };
      if (!read_count (row->entries[ENTRY_HOUSEHOLDS], &shares[i].households)
          || !read_count (row->entries[ENTRY_PEOPLE], &shares[i].people))
        return FALSE;
    }
  return TRUE;
}

void
wg_share_table_show_parts (WgShareTable *self, const WgBuilding *building, const WgBuildingPart *parts)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      g_autofree char *households = wg_words_part_count (building, parts[i].households);
      g_autofree char *people = wg_words_part_count (building, parts[i].people);

      gtk_entry_set_placeholder_text (GTK_ENTRY (row->entries[ENTRY_HOUSEHOLDS]), households);
      gtk_entry_set_placeholder_text (GTK_ENTRY (row->entries[ENTRY_PEOPLE]), people);
    }
}

void
wg_share_table_mark (WgShareTable *self, guint wrong)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      for (guint k = 0; k < N_ENTRIES; k++)
        {
          if (i == wrong)
            gtk_widget_add_css_class (row->entries[k], "error");
          else
            gtk_widget_remove_css_class (row->entries[k], "error");
          gtk_accessible_update_state (GTK_ACCESSIBLE (row->entries[k]), GTK_ACCESSIBLE_STATE_INVALID,
                                       i == wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                                       -1);
        }
    }
}
