/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-point-pair"

#include "wg-import-point-pair.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
read_number (GtkEditable *entry, double *number_out)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  char *end = NULL;

  *number_out = g_ascii_strtod (text, &end);
  return *text != '\0' && *end == '\0' && isfinite (*number_out);
}

static void
write_number (GtkEditable *entry, double number, guint decimals)
{
  char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (format, sizeof format, "%%.%uf", decimals);
  gtk_editable_set_text (entry, g_ascii_formatd (buffer, sizeof buffer, format, number));
}

static GtkEditable *
add_entry (GtkBox *box, const char *placeholder)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_add_css_class (entry, "numeric");
  gtk_box_append (box, entry);
  return GTK_EDITABLE (entry);
}

WgPointPair *
wg_point_pair_new (void)
{
  static const char *const hints[] = { "x", "y", "X", "Y" };
  WgPointPair *pair = g_new0 (WgPointPair, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");

  pair->row = gtk_list_box_row_new ();
  pair->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  pair->number = GTK_LABEL (gtk_label_new (NULL));
  pair->residual = GTK_LABEL (gtk_label_new ("—"));
  gtk_check_button_set_active (pair->check, TRUE);
  gtk_label_set_width_chars (pair->number, 2);
  gtk_label_set_width_chars (pair->residual, 16);
  gtk_label_set_xalign (pair->residual, 1.0f);
  gtk_widget_add_css_class (GTK_WIDGET (pair->residual), "numeric");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _("Remove this point"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove this point"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (pair->check));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (pair->number));
  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    {
      if (i == 2)
        gtk_box_append (GTK_BOX (box), gtk_label_new ("→"));
      pair->entries[i] = add_entry (GTK_BOX (box), hints[i]);
    }
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (pair->residual));
  gtk_box_append (GTK_BOX (box), remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (pair->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (pair->row), FALSE);
  pair->remove = GTK_BUTTON (remove);
  return pair;
}

gboolean
wg_point_pair_read_side (const WgPointPair *pair, WgPointSide side, double *x_out, double *y_out)
{
  guint first = side == WG_POINT_SOURCE ? 0 : 2;

  return read_number (pair->entries[first], x_out) && read_number (pair->entries[first + 1], y_out);
}

gboolean
wg_point_pair_read (const WgPointPair *pair, WgControlPoint *point_out)
{
  return wg_point_pair_read_side (pair, WG_POINT_SOURCE, &point_out->x, &point_out->y)
         && wg_point_pair_read_side (pair, WG_POINT_TARGET, &point_out->to_x, &point_out->to_y);
}

void
wg_point_pair_write_side (const WgPointPair *pair, WgPointSide side, double x, double y, guint decimals)
{
  guint first = side == WG_POINT_SOURCE ? 0 : 2;

  write_number (pair->entries[first], x, decimals);
  write_number (pair->entries[first + 1], y, decimals);
}

void
wg_point_pair_show_residual (const WgPointPair *pair, const WgControlFit *fit, int point)
{
  g_autofree char *length = NULL;
  g_autofree char *words = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (pair->residual), "error");
  if (fit == NULL || point < 0)
    {
      gtk_label_set_label (pair->residual, "—");
      return;
    }
  length = g_strdup_printf ("%.3f m", fit->residuals[point]);
  words = fit->suspect == point ? g_strdup_printf (_("%s: check it"), length) : g_strdup (length);
  gtk_label_set_label (pair->residual, words);
  if (fit->suspect == point)
    gtk_widget_add_css_class (GTK_WIDGET (pair->residual), "error");
}

void
wg_point_pair_set_number (const WgPointPair *pair, guint number)
{
  static const char *const names[] = { N_("x of point %u"), N_("y of point %u"),
                                       N_("X of point %u"), N_("Y of point %u") };
  g_autofree char *words = g_strdup_printf ("%u", number);
  g_autofree char *use = g_strdup_printf (_("Use point %u"), number);

  gtk_label_set_label (pair->number, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pair->check), GTK_ACCESSIBLE_PROPERTY_LABEL, use,
                                  -1);
  for (guint j = 0; j < G_N_ELEMENTS (names); j++)
    {
      g_autofree char *name = g_strdup_printf (_(names[j]), number);

      gtk_accessible_update_property (GTK_ACCESSIBLE (pair->entries[j]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}
