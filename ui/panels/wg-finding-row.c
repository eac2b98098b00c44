/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-findings-panel"

#include "wg-finding-row.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

static const char *
severity_icon (WgSeverity severity)
{
  return severity == WG_SEVERITY_CRITICAL  ? "dialog-error-symbolic"
         : severity == WG_SEVERITY_WARNING ? "dialog-warning-symbolic"
                                           : "dialog-information-symbolic";
}

static const char *
severity_class (WgSeverity severity)
{
  return severity == WG_SEVERITY_CRITICAL  ? "error"
         : severity == WG_SEVERITY_WARNING ? "warning"
                                           : "dim-label";
}

/** What the second line of a row tells: where it is, or why it is (was) accepted. */
static char *
describe_place (WgCheckBoard *board, WgPlan *plan, const WgFinding *finding)
{
  g_autofree char *title = wg_words_finding_title (finding->code);
  guint32 parent = wg_findings_find_parent (plan, finding, wg_findings_parent_depth (plan));
  const WgAcceptance *accepted = wg_check_board_find_acceptance (board, finding);
  g_autofree char *where = NULL;

  if (accepted != NULL)
    return wg_words_acceptance (accepted, finding);
  if (parent == 0 || parent == finding->grid)
    return g_steal_pointer (&title);
  where = wg_words_grid (plan, parent);
  return g_strdup_printf ("%s · %s", title, where);
}

const char *
wg_plan_state_icon (WgPlanState state)
{
  return state == WG_PLAN_VALID        ? "emblem-ok-symbolic"
         : state == WG_PLAN_UNFINISHED ? "dialog-warning-symbolic"
                                       : "dialog-error-symbolic";
}

const char *
wg_severity_word (WgSeverity severity)
{
  return severity == WG_SEVERITY_CRITICAL  ? C_ ("severity", "Error")
         : severity == WG_SEVERITY_WARNING ? C_ ("severity", "Warning")
                                           : C_ ("severity", "Note");
}

void
wg_finding_row_show_severity (GtkImage *image, WgSeverity severity)
{
  const char *classes[] = { severity_class (severity), NULL };

  gtk_image_set_from_icon_name (image, severity_icon (severity));
  gtk_widget_set_css_classes (GTK_WIDGET (image), classes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (image), wg_severity_word (severity));
}

GtkWidget *
wg_finding_row_make_label (const char *css_class, int n_lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (label), n_lines > 1);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), n_lines);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

GtkWidget *
wg_finding_row_make_kind (const WgKindCount *kind, guint n_all)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("view-list-symbolic");
  GtkWidget *title = wg_finding_row_make_label (NULL, 1), *count = gtk_label_new (NULL);
  g_autofree char *words
    = kind != NULL ? wg_words_finding_title (kind->code) : g_strdup (_("All kinds"));
  g_autofree char *number = wg_words_count (kind != NULL ? kind->count : n_all);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, number);

  if (kind != NULL)
    wg_finding_row_show_severity (GTK_IMAGE (icon), kind->severity);
  gtk_label_set_label (GTK_LABEL (title), words);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_label (GTK_LABEL (count), number);
  gtk_widget_add_css_class (count, "wg-count");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), "kind", (gpointer) (kind != NULL ? kind->code : NULL));
  return row;
}

GtkWidget *
wg_finding_row_make (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *icon = gtk_image_new ();

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (texts), wg_finding_row_make_label (NULL, 3));
  gtk_box_append (GTK_BOX (texts), wg_finding_row_make_label ("caption", 2));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  return box;
}

void
wg_finding_row_show (GtkWidget *box, WgCheckBoard *board, WgPlan *plan, const WgFinding *finding)
{
  GtkWidget *icon = gtk_widget_get_first_child (box), *texts = gtk_widget_get_last_child (box);
  g_autofree char *sentence = wg_words_finding (plan, finding);
  g_autofree char *place = describe_place (board, plan, finding);
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
