/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-problems"

#include "wg-import-problems.h"

#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

#define MAX_ROWS_SHOWN 200 /* of one kind; the saved report has all */

struct _WgImportProblems
{
  AdwBin parent_instance;

  GtkBox *content;
  AdwPreferencesGroup *group; /* made anew with each report */
  GtkWidget *nothing;
};

G_DEFINE_FINAL_TYPE (WgImportProblems, wg_import_problems, ADW_TYPE_BIN)

static void
add_line (AdwExpanderRow *row, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);
  GtkWidget *line = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), escaped);
  adw_expander_row_add_row (row, line);
}

static void
add_kind (WgImportProblems *self, const WgImportReport *report, WgRowProblemKind kind, guint n)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *count = wg_words_count (n);
  GtkWidget *label = gtk_label_new (count);
  guint shown = 0;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), wg_words_problem_kind (kind));
  gtk_widget_add_css_class (label, "wg-count");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), label);
  if (wg_row_problem_is_rejection (kind))
    adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row),
                                 gtk_image_new_from_icon_name ("dialog-warning-symbolic"));

  for (guint i = 0; i < report->problems->len && shown < MAX_ROWS_SHOWN; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (report->problems, i);
      g_autofree char *sentence = NULL;

      if (problem->kind != kind)
        continue;
      sentence = wg_words_row_problem (problem);
      add_line (ADW_EXPANDER_ROW (row), sentence);
      shown++;
    }
  if (n > shown)
    {
      g_autofree char *more
        = g_strdup_printf (_("… and %u more; the saved report has them all"), n - shown);

      add_line (ADW_EXPANDER_ROW (row), more);
    }
  adw_preferences_group_add (self->group, row);
}

static void
wg_import_problems_class_init (WgImportProblemsClass *klass)
{
}

static void
wg_import_problems_init (WgImportProblems *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->content = GTK_BOX (content);
  gtk_widget_set_margin_top (content, 6);
  gtk_widget_set_margin_bottom (content, 18);
  gtk_widget_set_margin_start (content, 12);
  gtk_widget_set_margin_end (content, 12);
  self->nothing = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->nothing), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->nothing), _("Every Row Is In"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->nothing), _("No row had a problem"));
  gtk_widget_add_css_class (self->nothing, "compact");
  gtk_box_append (self->content, self->nothing);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

void
wg_import_problems_show (WgImportProblems *self, const WgImportReport *report)
{
  guint counts[WG_ROW_SAME_PLACE + 1] = { 0 };

  if (self->group != NULL)
    gtk_box_remove (self->content, GTK_WIDGET (self->group));
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_box_append (self->content, GTK_WIDGET (self->group));
  for (guint i = 0; report != NULL && i < report->problems->len; i++)
    counts[((const WgRowProblem *) g_ptr_array_index (report->problems, i))->kind]++;
  for (guint kind = 0; kind < G_N_ELEMENTS (counts); kind++)
    if (counts[kind] > 0)
      add_kind (self, report, (WgRowProblemKind) kind, counts[kind]);
  gtk_widget_set_visible (self->nothing, report != NULL && report->problems->len == 0);
}
