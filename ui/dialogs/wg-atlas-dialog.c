/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-atlas-dialog"

#include "wg-atlas-dialog.h"

#include "../../app/cli/wg-chart-choice.h"
#include "../../app/cli/wg-chart-layers.h"
#include "../../app/cli/wg-chart-words.h"
#include "../../app/cli/wg-words.h"
#include "../wg-files.h"

#include <glib/gi18n.h>

#define PNG_DPI 300.0

static const WgAtlasParts parts[]
  = { WG_ATLAS_COVER, WG_ATLAS_INDEX, WG_ATLAS_STAFF, WG_ATLAS_CHANGES };

static const WgChartTemplate templates[]
  = { WG_CHART_GRID_SHEET, WG_CHART_WALL_MAP, WG_CHART_NOTICE_BOARD };

struct _WgAtlasDialog
{
  AdwWindow parent_instance;

  /* Borrowed references */
  WgWindow *window;
  AdwComboRow *level;
  AdwComboRow *unit;
  AdwComboRow *template;
  AdwComboRow *format;
  AdwComboRow *split;
  GtkEditable *since;
  GtkEditable *names;
  GtkEditable *title;
  GtkSwitch *parts[G_N_ELEMENTS (parts)];
  GtkLabel *told;
  GtkProgressBar *bar;
  GtkWidget *make_button;

  /* Owned references */
  WgChartOptions *options;
  WgJob *job;                /* while it runs */
  GtkNativeDialog *chooser;

  guint32 grid;
};

G_DEFINE_FINAL_TYPE (WgAtlasDialog, wg_atlas_dialog, ADW_TYPE_WINDOW)

/* What the worker prints; lives as long as its task. */
typedef struct
{
  WgChartChoice choice;
  WgChartOptions *options;
  WgAtlasJob atlas;
  char *pattern;
  char *title;
  char *path;
  GPtrArray *records; /* of WgLayerRecord */
} Work;

static void
work_free (Work *work)
{
  g_clear_pointer (&work->records, g_ptr_array_unref);
  wg_chart_choice_clear (&work->choice);
  wg_chart_options_free (work->options);
  g_free (work->pattern);
  g_free (work->title);
  g_free (work->path);
  g_free (work);
}

static WgPlan *
get_plan (WgAtlasDialog *self)
{
  return wg_session_get_plan (wg_window_get_session (self->window));
}

static void
tell (WgAtlasDialog *self, const char *sentence)
{
  gtk_label_set_label (self->told, sentence);
}

/* The place in the list of units that means what is selected on the map, and all. */
typedef enum
{
  UNIT_ALL,
  UNIT_THIS,
  UNIT_SELECTION,
} Unit;

static gboolean
collect_grids (WgAtlasDialog *self, WgChartChoice *choice)
{
  guint unit = adw_combo_row_get_selected (self->unit);
  const GArray *selection = wg_session_get_selection (wg_window_get_session (self->window));

  if (unit == UNIT_SELECTION)
    {
      g_array_append_vals (choice->grids, selection->data, selection->len);
      wg_atlas_sort (choice->plan, choice->grids);
    }
  else
    {
      choice->unit = unit == UNIT_THIS ? self->grid : 0;
      wg_atlas_collect_level (choice->plan, adw_combo_row_get_selected (self->level) + 1,
                              choice->unit, choice->grids);
    }
  return choice->grids->len > 0;
}

/* FALSE: said why. */
static gboolean
keep_changed (WgAtlasDialog *self, WgChartChoice *choice)
{
  const char *since = gtk_editable_get_text (self->since);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (*since == '\0'
      || wg_chart_choice_keep_changed (choice, wg_window_get_project (self->window), since, NULL,
                                       &error))
    return TRUE;
  sentence = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT)
               ? g_strdup (_("Days are written like 2026-11-23."))
               : wg_words_error (error);
  tell (self, sentence);
  return FALSE;
}

static void
count_cb (WgAtlasDialog *self)
{
  WgChartChoice choice;
  g_autofree char *count = NULL;
  g_autofree char *sentence = NULL;

  if (self->job != NULL || wg_window_get_session (self->window) == NULL)
    return;
  wg_chart_choice_init (&choice, get_plan (self));
  collect_grids (self, &choice);
  count = wg_words_count (choice.grids->len);
  /* Translators: %s is a number */
  sentence = g_strdup_printf (_("%s grids, as they are now"), count);
  tell (self, sentence);
  gtk_widget_set_sensitive (self->make_button, choice.grids->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->level),
                            adw_combo_row_get_selected (self->unit) != UNIT_SELECTION);
  gtk_widget_set_sensitive (GTK_WIDGET (self->split),
                            adw_combo_row_get_selected (self->format) == WG_ATLAS_PDF);
  wg_chart_choice_clear (&choice);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAtlasDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = g_task_propagate_pointer (G_TASK (result), &error);

  g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  gtk_widget_hide (GTK_WIDGET (self->bar));
  gtk_widget_set_sensitive (self->make_button, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->make_button), _("_Make Atlas…"));
  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sentence = g_strdup (_("Stopped: nothing was written."));
  else if (error != NULL)
    sentence = wg_words_error (error);
  tell (self, sentence);
}

static void
make_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autoptr (GPtrArray) layers =
    wg_chart_read_layers (work->records, work->choice.plan, NULL, cancellable);
  g_autoptr (WgChartStock) stock = wg_chart_make_stock (
    work->choice.plan, (WgLinework *const *) layers->pdata, layers->len,
    work->options->date != NULL ? wg_day_from_text (work->options->date) : wg_day_today ());
  WgAtlasResult result = { 0 };
  GError *error = NULL;

  work->atlas.stock = stock;
  if (wg_atlas_write (&work->atlas, work->path, wg_job_get_progress (wg_jobs_get_job (task)),
                      cancellable, &result, &error))
    g_task_return_pointer (task,
                           g_strdup_printf (_("%u pages in %u files"), result.n_pages,
                                            result.files->len),
                           g_free);
  else
    g_task_return_error (task, error);
  wg_atlas_result_clear (&result);
}

static void
progress_cb (WgJob *job, GParamSpec *pspec, WgAtlasDialog *self)
{
  gtk_progress_bar_set_fraction (self->bar, CLAMP (wg_job_get_fraction (job), 0, 1));
}

static Work *
make_work (WgAtlasDialog *self)
{
  Work *work = g_new0 (Work, 1);
  guint split = adw_combo_row_get_selected (self->split);
  const char *names = gtk_editable_get_text (self->names);
  const char *title = gtk_editable_get_text (self->title);

  wg_chart_choice_init (&work->choice, get_plan (self));
  work->options = wg_chart_options_copy (self->options);
  work->options->template
    = templates[MIN (adw_combo_row_get_selected (self->template), G_N_ELEMENTS (templates) - 1)];
  /* The title of one chart is not that of all. */
  g_clear_pointer (&work->options->title, g_free);
  work->pattern = *names != '\0' ? g_strdup (names) : NULL;
  work->title = *title != '\0' ? g_strdup (title) : NULL;
  work->atlas.options = work->options;
  work->atlas.format = adw_combo_row_get_selected (self->format);
  work->atlas.dpi = PNG_DPI;
  work->atlas.pattern = work->pattern;
  work->atlas.title = work->title;
  /* Translators: the code of your language, such as zh-CN */
  work->atlas.language = C_ ("language", "en");
  work->atlas.split_depth = work->atlas.format == WG_ATLAS_PDF ? split : 0;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (gtk_switch_get_active (self->parts[i]))
      work->atlas.parts |= parts[i];
  return work;
}

static void
start (WgAtlasDialog *self, Work *work)
{
  g_autoptr (GTask) task = wg_jobs_new_task (wg_window_get_jobs (self->window),
                                             _("Making the atlas"), self->window, made_cb,
                                             g_object_ref (self));

  work->atlas.grids = (const guint32 *) work->choice.grids->data;
  work->atlas.n_grids = work->choice.grids->len;
  work->atlas.unit = work->choice.unit;
  work->atlas.changes = wg_chart_choice_list_changes;
  work->atlas.user_data = &work->choice;
  self->job = g_object_ref (wg_jobs_get_job (task));
  g_signal_connect (self->job, "notify::fraction", G_CALLBACK (progress_cb), self);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_show (GTK_WIDGET (self->bar));
  gtk_button_set_label (GTK_BUTTON (self->make_button), _("_Stop"));
  tell (self, "");
  work->records = wg_project_list_layers (wg_window_get_project (self->window), NULL);
  if (work->records == NULL)
    work->records = g_ptr_array_new ();
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, make_in_worker);
}

static void
place_chosen_cb (GtkNativeDialog *chooser, int response, WgAtlasDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  Work *work = NULL;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && wg_window_get_session (self->window) != NULL)
    {
      work = make_work (self);
      work->path = g_file_get_path (file);
      if (collect_grids (self, &work->choice) && keep_changed (self, &work->choice)
          && work->choice.grids->len > 0)
        start (self, g_steal_pointer (&work));
      else if (work->choice.grids->len == 0)
        tell (self, _("No grid changed since then: nothing is printed."));
      g_clear_pointer (&work, work_free);
    }
  g_clear_object (&self->chooser);
}

static void
make_cb (WgAtlasDialog *self)
{
  WgAtlasJob shape = { .format = adw_combo_row_get_selected (self->format),
                       .split_depth = adw_combo_row_get_selected (self->split) };
  gboolean is_folder = FALSE;
  GtkFileChooserNative *chooser = NULL;

  if (self->job != NULL)
    {
      wg_job_cancel (self->job);
      return;
    }
  is_folder = wg_atlas_needs_folder (&shape);
  chooser = wg_files_chooser_new (GTK_WINDOW (self),
                                  is_folder ? _("Folder of the Atlas") : _("Save Atlas"),
                                  is_folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                            : GTK_FILE_CHOOSER_ACTION_SAVE);
  if (!is_folder)
    {
      wg_files_add_filter (GTK_FILE_CHOOSER (chooser), _("PDF files"), "pdf");
      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _("atlas.pdf"));
    }
  wg_files_use_folder (GTK_FILE_CHOOSER (chooser), wg_window_get_settings (self->window),
                       "projects-folder");
  g_set_object (&self->chooser, GTK_NATIVE_DIALOG (chooser));
  g_object_unref (chooser);
  g_signal_connect_object (chooser, "response", G_CALLBACK (place_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

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

static GtkStringList *
list_levels (WgAtlasDialog *self, const char *first)
{
  WgPlan *plan = get_plan (self);
  GtkStringList *list = gtk_string_list_new (NULL);

  if (first != NULL)
    gtk_string_list_append (list, first);
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    gtk_string_list_append (list, wg_plan_get_level (plan, depth)->name);
  return list;
}

static void
add_scope (WgAtlasDialog *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const WgGrid *grid = wg_plan_get_grid (get_plan (self), self->grid);
  g_autofree char *name = wg_words_grid (get_plan (self), self->grid);
  const char *const units[] = { _("The whole project"), name, _("The selected grids"), NULL };
  const char *const sheets[] = { _("Grid sheet"), _("Wall map"), _("Notice board"), NULL };

  adw_preferences_group_set_title (group, _("Which Grids"));
  adw_preferences_page_add (page, group);
  self->unit = add_choice (self, group, _("In"), gtk_string_list_new (units));
  self->level = add_choice (self, group, _("Level"), list_levels (self, NULL));
  self->template = add_choice (self, group, _("Template"), gtk_string_list_new (sheets));
  self->since = add_text (group, _("Only those changed since (2026-11-23; empty: all)"), "");
  if (wg_session_get_selection (wg_window_get_session (self->window))->len > 1)
    adw_combo_row_set_selected (self->unit, UNIT_SELECTION);
  else if (grid != NULL && grid->depth < wg_plan_get_n_levels (get_plan (self)))
    adw_combo_row_set_selected (self->unit, UNIT_THIS);
  adw_combo_row_set_selected (
    self->level, MIN (grid != NULL ? grid->depth : 0, wg_plan_get_n_levels (get_plan (self)) - 1));
  g_signal_connect_swapped (self->unit, "notify::selected", G_CALLBACK (count_cb), self);
  g_signal_connect_swapped (self->level, "notify::selected", G_CALLBACK (count_cb), self);
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
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *toggle = gtk_switch_new ();

      gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
      gtk_switch_set_active (GTK_SWITCH (toggle), i < 2);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(titles[i]));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
      adw_preferences_group_add (group, row);
      self->parts[i] = GTK_SWITCH (toggle);
    }
}

static void
add_files (WgAtlasDialog *self, AdwPreferencesPage *page)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const char *const formats[] = { _("PDF"), _("SVG, a file for each page"),
                                  _("PNG, a file for each page"), NULL };

  adw_preferences_group_set_title (group, _("Files"));
  adw_preferences_page_add (page, group);
  self->format = add_choice (self, group, _("Format"), gtk_string_list_new (formats));
  self->split = add_choice (self, group, _("A file for each"), list_levels (self, _("One file")));
  self->names = add_text (group, _("Names of files in a folder"), "{code}-{name}");
  g_signal_connect_swapped (self->format, "notify::selected", G_CALLBACK (count_cb), self);
}

static GtkWidget *
make_content (WgAtlasDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  self->make_button = gtk_button_new_with_mnemonic (_("_Make Atlas…"));
  gtk_widget_add_css_class (self->make_button, "suggested-action");
  g_signal_connect_swapped (self->make_button, "clicked", G_CALLBACK (make_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->make_button);
  self->told = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->told, TRUE);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_hide (GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->told));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->bar));
  gtk_widget_add_css_class (foot, "wg-map-legend");
  add_scope (self, page);
  add_parts (self, page);
  add_files (self, page);
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (page));
  gtk_box_append (GTK_BOX (box), foot);
  return box;
}

/* Closing stops what is being made. */
static gboolean
wg_atlas_dialog_close_request (GtkWindow *window)
{
  WgAtlasDialog *self = WG_ATLAS_DIALOG (window);

  if (self->job != NULL)
    wg_job_cancel (self->job);
  return GTK_WINDOW_CLASS (wg_atlas_dialog_parent_class)->close_request (window);
}

static void
wg_atlas_dialog_dispose (GObject *object)
{
  WgAtlasDialog *self = WG_ATLAS_DIALOG (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->job);
  g_clear_pointer (&self->options, wg_chart_options_free);

  G_OBJECT_CLASS (wg_atlas_dialog_parent_class)->dispose (object);
}

static void
wg_atlas_dialog_class_init (WgAtlasDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_atlas_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = wg_atlas_dialog_close_request;

  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
wg_atlas_dialog_init (WgAtlasDialog *self)
{
}

WgAtlasDialog *
wg_atlas_dialog_new (GtkWindow *parent, WgWindow *window, const WgChartOptions *options,
                     guint32 grid)
{
  WgAtlasDialog *self
    = g_object_new (WG_TYPE_ATLAS_DIALOG, "transient-for", parent, "modal", TRUE, "title",
                    _("Atlas"), "default-width", 480, "default-height", 660, NULL);

  self->window = window;
  self->options = wg_chart_options_copy (options);
  self->grid = grid;
  adw_window_set_content (ADW_WINDOW (self), make_content (self));
  count_cb (self);
  return self;
}
