/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-atlas-dialog"

#include "wg-atlas-dialog-private.h"

#include "../../app/cli/wg-words.h"
#include "../wg-files.h"
#include "wg-atlas-work.h"

#include <glib/gi18n.h>

#define PNG_DPI 300.0

G_DEFINE_FINAL_TYPE (WgAtlasDialog, wg_atlas_dialog, ADW_TYPE_WINDOW)

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

static gboolean
collect_grids (WgAtlasDialog *self, WgChartChoice *choice)
{
  guint unit = adw_combo_row_get_selected (self->unit);
  const GArray *selection = wg_session_get_selection (wg_window_get_session (self->window));

  if (unit == WG_ATLAS_UNIT_SELECTION)
    {
      g_array_append_vals (choice->grids, selection->data, selection->len);
      wg_atlas_sort (choice->plan, choice->grids);
    }
  else
    {
      choice->unit = unit == WG_ATLAS_UNIT_THIS ? self->grid : 0;
      wg_atlas_collect_level (choice->plan, adw_combo_row_get_selected (self->level) + 1,
                              choice->unit, choice->grids);
    }
  return choice->grids->len > 0;
}

/* Rows of the list of moments: all grids, the editions, the newest first, a day that is written below. */
static gboolean
is_since_day (WgAtlasDialog *self)
{
  return adw_combo_row_get_selected (self->since) == self->editions->len + 1;
}

/* What wg_chart_choice_set_since() is told; NULL: all grids. */
static char *
get_since (WgAtlasDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->since);
  const WgEditionRecord *record = NULL;
  const char *day = gtk_editable_get_text (self->since_day);

  if (is_since_day (self))
    return *day != '\0' ? g_strdup (day) : NULL;
  if (selected == 0 || selected > self->editions->len)
    return NULL;
  record = g_ptr_array_index (self->editions, self->editions->len - selected);
  return g_strdup_printf ("edition:%u", record->number);
}

/* FALSE: said why. */
static gboolean
set_since (WgAtlasDialog *self, WgChartChoice *choice)
{
  g_autofree char *since = get_since (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (since == NULL
      || wg_chart_choice_set_since (choice, wg_window_get_project (self->window), since, &error))
    return TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    sentence = g_strdup (_("The edits before this edition were undone: what changed since cannot be told."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    sentence = g_strdup (_("Days are written like 2026-11-23."));
  else
    sentence = wg_words_error (error);
  tell (self, sentence);
  return FALSE;
}

/* The list of moments and the number that is next, as the project has them. */
static void
renew_editions (WgAtlasDialog *self)
{
  WgProject *project = wg_window_get_project (self->window);
  g_autoptr (GtkStringList) moments = gtk_string_list_new (NULL);
  guint next = wg_chart_next_edition (project);
  /* Translators: a switch: the atlas becomes that edition */
  g_autofree char *title = g_strdup_printf (_("Issue as Edition %u"), next);

  g_clear_pointer (&self->editions, g_ptr_array_unref);
  self->editions = wg_project_list_editions (project, NULL);
  if (self->editions == NULL)
    self->editions = g_ptr_array_new ();
  gtk_string_list_append (moments, _("All, changed or not"));
  for (guint i = self->editions->len; i > 0; i--)
    {
      g_autofree char *words = wg_chart_words_edition (g_ptr_array_index (self->editions, i - 1));

      gtk_string_list_append (moments, words);
    }
  gtk_string_list_append (moments, _("A day…"));
  adw_combo_row_set_model (self->since, G_LIST_MODEL (moments));
  adw_combo_row_set_selected (self->since, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->issue_row), title);
  gtk_switch_set_active (self->issue, FALSE);
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
  /* What changed is found when the atlas is made: comparing takes a while.
   * Translators: %s is a number */
  sentence = g_strdup_printf (adw_combo_row_get_selected (self->since) > 0
                                ? _("Of %s grids, those that changed since then")
                                : _("%s grids, as they are now"), count);
  tell (self, sentence);
  gtk_widget_set_sensitive (self->make_button, choice.grids->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->since_day), is_since_day (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->parts[WG_ATLAS_N_PARTS - 1]),
                            adw_combo_row_get_selected (self->since) > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->level),
                            adw_combo_row_get_selected (self->unit) != WG_ATLAS_UNIT_SELECTION);
  gtk_widget_set_sensitive (GTK_WIDGET (self->split),
                            adw_combo_row_get_selected (self->format) == WG_ATLAS_PDF);
  wg_chart_choice_clear (&choice);
}

/* What was printed becomes an edition when all of it is there; the sentence that is told, or NULL for @said. */
static char *
issue (WgAtlasDialog *self, const WgAtlasWork *work, const char *said)
{
  g_autoptr (GError) error = NULL;

  if (work->issue == 0 || work->n_pages == 0 || wg_window_get_project (self->window) == NULL)
    return NULL;
  if (!wg_project_issue_edition (wg_window_get_project (self->window), work->issue, work->options->date,
                                 &error))
    return wg_words_error (error);
  renew_editions (self);
  /* Translators: "12 pages in one file", and the number of the edition that this was */
  return g_strdup_printf (_("%s. Issued as edition %u."), said, work->issue);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAtlasDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *issued = NULL;

  g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  gtk_widget_hide (GTK_WIDGET (self->bar));
  gtk_widget_set_sensitive (self->make_button, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->make_button), _("_Make Atlas…"));
  if (error != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    sentence = g_strdup (_("Stopped: nothing was written."));
  else if (error != NULL)
    sentence = wg_words_error (error);
  else
    issued = issue (self, g_task_get_task_data (G_TASK (result)), sentence);
  tell (self, issued != NULL ? issued : sentence);
}

static void
progress_cb (WgJob *job, GParamSpec *pspec, WgAtlasDialog *self)
{
  gtk_progress_bar_set_fraction (self->bar, CLAMP (wg_job_get_fraction (job), 0, 1));
}

static WgAtlasWork *
make_work (WgAtlasDialog *self)
{
  WgAtlasWork *work = g_new0 (WgAtlasWork, 1);
  guint split = adw_combo_row_get_selected (self->split);
  const char *names = gtk_editable_get_text (self->names);
  const char *title = gtk_editable_get_text (self->title);

  wg_chart_choice_init (&work->choice, get_plan (self));
  work->options = wg_atlas_dialog_make_options (self);
  /* The title of one chart is not that of all. */
  g_clear_pointer (&work->options->title, g_free);
  work->pattern = *names != '\0' ? g_strdup (names) : NULL;
  work->title = *title != '\0' ? g_strdup (title) : NULL;
  if (work->options->date == NULL)
    work->options->date = wg_day_to_text (wg_day_today ());
  if (gtk_switch_get_active (self->issue))
    work->options->edition_number = work->issue
      = wg_chart_next_edition (wg_window_get_project (self->window));
  work->atlas.format = adw_combo_row_get_selected (self->format);
  work->atlas.dpi = PNG_DPI;
  work->atlas.pattern = work->pattern;
  work->atlas.title = work->title;
  /* Translators: the code of your language, such as zh-CN */
  work->atlas.language = C_ ("language", "en");
  work->atlas.split_depth = work->atlas.format == WG_ATLAS_PDF ? split : 0;
  for (guint i = 0; i < WG_ATLAS_N_PARTS; i++)
    if (gtk_switch_get_active (self->parts[i]) && gtk_widget_get_sensitive (GTK_WIDGET (self->parts[i])))
      work->atlas.parts |= wg_atlas_dialog_parts[i];
  return work;
}

static void
start (WgAtlasDialog *self, WgAtlasWork *work)
{
  g_autoptr (GTask) task = wg_jobs_new_task (wg_window_get_jobs (self->window),
                                             _("Making the atlas"), self->window, made_cb,
                                             g_object_ref (self));

  self->job = g_object_ref (wg_jobs_get_job (task));
  g_signal_connect (self->job, "notify::fraction", G_CALLBACK (progress_cb), self);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_widget_show (GTK_WIDGET (self->bar));
  gtk_button_set_label (GTK_BUTTON (self->make_button), _("_Stop"));
  tell (self, "");
  work->records = wg_project_list_layers (wg_window_get_project (self->window), NULL);
  if (work->records == NULL)
    work->records = g_ptr_array_new ();
  g_task_set_task_data (task, work, (GDestroyNotify) wg_atlas_work_free);
  g_task_run_in_thread (task, wg_atlas_work_run_in_worker);
}

static void
place_chosen_cb (GtkNativeDialog *chooser, int response, WgAtlasDialog *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autoptr (WgAtlasWork) work = NULL;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && wg_window_get_session (self->window) != NULL)
    {
      work = make_work (self);
      work->path = g_file_get_path (file);
      if (collect_grids (self, &work->choice) && set_since (self, &work->choice))
        start (self, g_steal_pointer (&work));
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

static GtkWidget *
make_content (WgAtlasDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *page = wg_atlas_dialog_make_page (self, G_CALLBACK (count_cb));

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
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);
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
  g_clear_pointer (&self->editions, g_ptr_array_unref);

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
  self->editions = g_ptr_array_new ();
  adw_window_set_content (ADW_WINDOW (self), make_content (self));
  renew_editions (self);
  count_cb (self);
  return self;
}
