/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-table"

#include "wg-import-table.h"

#define MAX_COLUMNS 40

static GtkWidget *
make_cell (const char *text, gboolean is_heading, gboolean is_mapped)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, "wg-cell");
  if (is_heading)
    gtk_widget_add_css_class (label, "heading");
  if (is_mapped)
    gtk_widget_add_css_class (label, "wg-mapped");
  return label;
}

/* "Code", "Name", "Parent" over the columns that are brought in; NULL: it is not. */
static const char *
describe_use (const WgImportColumn *columns, guint n_columns, const char *field)
{
  for (guint i = 0; i < n_columns; i++)
    if (g_strcmp0 (field, columns[i].field) == 0)
      return columns[i].words;
  return NULL;
}

static char *
describe_field (const WgSourceLayer *layer, guint column)
{
  const char *field = g_ptr_array_index (layer->fields, column);
  const char *encoding = layer->encodings != NULL && column < layer->encodings->len
                           ? g_ptr_array_index (layer->encodings, column)
                           : NULL;

  return encoding != NULL && g_strcmp0 (encoding, layer->encoding) != 0
           ? g_strdup_printf ("%s (%s)", field, encoding)
           : g_strdup (field);
}

static void
add_column (GtkGrid *table, const WgSourceLayer *layer, guint column, const char *use, int left)
{
  g_autofree char *heading = describe_field (layer, column);

  gtk_grid_attach (table, make_cell (use != NULL ? use : "", TRUE, use != NULL), left, 0, 1, 1);
  gtk_grid_attach (table, make_cell (heading, TRUE, use != NULL), left, 1, 1, 1);
  for (guint row = 0; row < layer->samples->len; row++)
    {
      char **values = g_ptr_array_index (layer->samples, row);
      const char *value = column < g_strv_length (values) ? values[column] : "";

      gtk_grid_attach (table, make_cell (value, FALSE, use != NULL), left, (int) row + 2, 1, 1);
    }
}

void
wg_import_table_fill (GtkGrid *table, const WgSourceLayer *layer, const WgImportColumn *columns,
                      guint n_columns)
{
  GtkWidget *child = NULL;
  int left = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (table))) != NULL)
    gtk_grid_remove (table, child);
  if (layer == NULL)
    return;
  for (int pass = 0; pass < 2; pass++)
    for (guint column = 0; column < layer->fields->len && left < MAX_COLUMNS; column++)
      {
        const char *use = describe_use (columns, n_columns, g_ptr_array_index (layer->fields, column));

        if ((use != NULL) == (pass == 0))
          add_column (table, layer, column, use, left++);
      }
}
