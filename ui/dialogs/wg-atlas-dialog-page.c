/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-atlas-dialog"

#include "wg-atlas-dialog-private.h"

#include "../../app/cli/wg-words.h"
#include "wg-chart-panel.h"

#include <glib/gi18n.h>

const WgAtlasParts wg_atlas_dialog_parts[WG_ATLAS_N_PARTS]
  = { WG_ATLAS_COVER, WG_ATLAS_INDEX, WG_ATLAS_STAFF, WG_ATLAS_CHANGES };

static const WgChartTemplate templates[]
  = { WG_CHART_GRID_SHEET, WG_CHART_WALL_MAP, WG_CHART_NOTICE_BOARD };

static AdwComboRow *
add_choice (WgAtlasDialog *self, AdwPreferencesGroup *group, const char *title, GtkStringList *list)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_preferences_group_add (group, row);
  g_object_unref (list);
  return ADW_COMBO_ROW (row);
}

static GtkEditable *
add_text (AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_preferences_group_add (group, row);
  return GTK_EDITABLE (row);
}

static GtkWidget *
add_switch (AdwPreferencesGroup *group, const char *title, GtkSwitch **toggle_out)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (group, row);
  *toggle_out = GTK_SWITCH (toggle);
  return row;
}

static GtkStringList *
list_levels (WgAtlasDialog *self, const char *first)
{
  WgPlan *plan = wg_session_get_plan (wg_window_get_session (self->window));
  GtkStringList *list = gtk_string_list_new (NULL);

  if (first != NULL)
    gtk_string_list_append (list, first);
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    gtk_string_list_append (list, wg_plan_get_level (plan, depth)->name);
  return list;
}

static WgChartTemplate
get_template (WgAtlasDialog *self)
{
  return templates[MIN (adw_combo_row_get_selected (self->template), G_N_ELEMENTS (templates) - 1)];
}

/* The paper of the chart is for its own template; others have theirs. */
static void
template_chosen_cb (WgAtlasDialog *self)
{
  WgChartTemplate template = get_template (self);
  g_autoptr (WgChartOptions) usual = wg_chart_options_new (template);

  adw_combo_row_set_selected (self->paper, template == self->options->template ? self->options->paper
                                                                               : usual->paper);
}

static void
add_scope (WgAtlasDialog *self, AdwPreferencesPage *page, GCallback changed)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  WgPlan *plan = wg_session_get_plan (wg_window_get_session (self->window));
  const WgGrid *grid = wg_plan_get_grid (plan, self->grid);
  guint depth = grid != NULL ? grid->depth : 0;
  gboolean has_children = grid != NULL && wg_plan_get_children (plan, self->grid)->len > 0;
  g_autofree char *name = wg_words_grid (plan, self->grid);
  const char *const units[] = { _("The whole project"), name, _("The selected grids"), NULL };
  g_auto (GStrv) papers = wg_chart_panel_list_papers ();
  const char *const sheets[] = { _("Grid sheet"), _("Wall map"), _("Notice board"), NULL };

  adw_preferences_group_set_title (group, _("Which Grids"));
  adw_preferences_page_add (page, group);
  self->unit = add_choice (self, group, _("In"), gtk_string_list_new (units));
  self->level = add_choice (self, group, _("Level"), list_levels (self, NULL));
  self->template = add_choice (self, group, _("Template"), gtk_string_list_new (sheets));
  self->paper = add_choice (self, group, _("Paper"), gtk_string_list_new ((const char *const *) papers));
  self->since = add_choice (self, group, _("Changed Since"), gtk_string_list_new (NULL));
  self->since_day = add_text (group, _("Day (2026-11-23)"), "");
  if (wg_session_get_selection (wg_window_get_session (self->window))->len > 1)
    adw_combo_row_set_selected (self->unit, WG_ATLAS_UNIT_SELECTION);
  else if (has_children)
    adw_combo_row_set_selected (self->unit, WG_ATLAS_UNIT_THIS);
  /* The place in the list is one less than the depth: the grids below, or those beside it where none are. */
  adw_combo_row_set_selected (self->level, grid == NULL || has_children ? depth : depth - 1);
  template_chosen_cb (self);
  g_signal_connect_swapped (self->template, "notify::selected", G_CALLBACK (template_chosen_cb), self);
  g_signal_connect_swapped (self->unit, "notify::selected", changed, self);
  g_signal_connect_swapped (self->level, "notify::selected", changed, self);
  g_signal_connect_swapped (self->since, "notify::selected", changed, self);
}

static void
add_parts (WgAtlasDialog *self, AdwPreferencesPage *page)
{
  static const char *const titles[]
    = { N_ ("Cover"), N_ ("Index of sheets"), N_ ("List of staff"), N_ ("List of changes") };
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _("With"));
  adw_preferences_page_add (page, group);
  self->title = add_text (group, _("Title"), "");
  for (guint i = 0; i < WG_ATLAS_N_PARTS; i++)
    {
      GtkWidget *row = add_switch (group, _(titles[i]), &self->parts[i]);

      gtk_switch_set_active (self->parts[i], i < 2);
      /* Translators: of the list of changes: there is none unless only changed grids are printed */
      if (wg_atlas_dialog_parts[i] == WG_ATLAS_CHANGES)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("With a choice of Changed Since"));
    }
  self->issue_row = add_switch (group, "", &self->issue);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->issue_row),
                               _("Printed on the sheets; later only what changed since can be printed"));
  gtk_widget_set_visible (self->issue_row,
                          !wg_project_is_read_only (wg_window_get_project (self->window)));
}

static void
add_files (WgAtlasDialog *self, AdwPreferencesPage *page, GCallback changed)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const char *const formats[] = { _("PDF"), _("SVG, a file for each page"),
                                  _("PNG, a file for each page"), NULL };

  adw_preferences_group_set_title (group, _("Files"));
  adw_preferences_page_add (page, group);
  self->format = add_choice (self, group, _("Format"), gtk_string_list_new (formats));
  self->split = add_choice (self, group, _("A file for each"), list_levels (self, _("One file")));
  self->names = add_text (group, _("Names of files in a folder"), "{code}-{name}");
  g_signal_connect_swapped (self->format, "notify::selected", changed, self);
}

GtkWidget *
wg_atlas_dialog_make_page (WgAtlasDialog *self, GCallback changed)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  add_scope (self, page, changed);
  add_parts (self, page);
  add_files (self, page, changed);
  return GTK_WIDGET (page);
}

WgChartOptions *
wg_atlas_dialog_make_options (WgAtlasDialog *self)
{
  WgChartOptions *options = wg_chart_options_copy (self->options);
  g_autoptr (WgChartOptions) usual = wg_chart_options_new (get_template (self));

  options->paper = MIN (adw_combo_row_get_selected (self->paper), WG_N_PAPERS - 1);
  if (options->template == usual->template)
    return options;
  /* Scale, bleed and the way up are those of another kind of sheet. */
  options->template = usual->template;
  options->orientation = usual->orientation;
  options->bleed_mm = usual->bleed_mm;
  options->scale = usual->scale;
  return options;
}
