/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-column-row"

#include "wg-import-column-row.h"

#include <string.h>

#define N_SAMPLES 3 /* values beside the name of a column */

/* "MC: 第一网格, 第二网格": a column with its first values. */
static char *
describe_field (const WgSourceLayer *layer, guint column)
{
  GString *line = g_string_new (layer->fields->pdata[column]);
  const char *last = "";
  guint n = 0;

  for (guint i = 0; i < layer->samples->len && n < N_SAMPLES; i++)
    {
      char **values = g_ptr_array_index (layer->samples, i);

      if (column >= g_strv_length (values) || *values[column] == '\0'
          || strcmp (values[column], last) == 0)
        continue;
      last = values[column];
      g_string_append_printf (line, "%s%s", n++ == 0 ? ": " : ", ", last);
    }
  return g_string_free (line, FALSE);
}

AdwComboRow *
wg_import_column_row_new (const char *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  return ADW_COMBO_ROW (row);
}

void
wg_import_column_row_fill (AdwComboRow *row, const WgSourceLayer *layer, const char *field,
                           const char *none)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, none);
  for (guint i = 0; i < layer->fields->len; i++)
    {
      gtk_string_list_take (names, describe_field (layer, i));
      if (g_strcmp0 (field, layer->fields->pdata[i]) == 0)
        selected = i + 1;
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

char *
wg_import_column_row_dup_field (AdwComboRow *row, const WgSourceLayer *layer)
{
  guint selected = adw_combo_row_get_selected (row);

  return g_strdup (layer != NULL && selected > 0 && selected <= layer->fields->len
                     ? layer->fields->pdata[selected - 1]
                     : "");
}
