/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-new-dialog"

#include "wg-new-dialog.h"

#include "../../app/cli/wg-import-job.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-template.h"
#include "../wg-files.h"
#include "wg-crs-chooser.h"

#include <string.h>

#include <glib/gi18n.h>

struct _WgNewDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwEntryRow *name_row;
  AdwActionRow *folder_row;
  GtkLabel *name_problem;
  AdwComboRow *template_row;
  AdwPreferencesGroup *level_group;
  AdwEntryRow *special_row;
  GtkWidget *add_level;
  GtkWidget *remove_level;
  GtkLabel *level_problem;
  AdwActionRow *file_row;
  GtkWidget *file_clear;
  GtkLabel *file_problem;
  GtkSpinner *file_spinner;
  WgCrsChooser *crs;
  GtkWidget *create_button;
  GtkStack *create_stack;

  AdwEntryRow *level_rows[WG_MAX_DEPTH];
  guint n_levels;

  WgWindow *window;   /* not referenced: the dialog is transient for it */
  char *folder;
  char *file;         /* nullable */
  GCancellable *describing;
  gboolean is_filling;
  gboolean is_creating;
};

G_DEFINE_FINAL_TYPE (WgNewDialog, wg_new_dialog, ADW_TYPE_WINDOW)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
show_sentence (GtkLabel *label, const char *sentence)
{
  gtk_label_set_label (label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (label), sentence != NULL);
}

/* The file of the project: the name without what file systems and people trip over. */
static char *
make_path (WgNewDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name_row)));
  g_autofree char *base = NULL;

  g_strdelimit (name, "/\\:*?\"<>|", '_');
  base = g_strconcat (name, WG_PROJECT_SUFFIX, NULL);
  return g_build_filename (self->folder, base, NULL);
}

static gboolean
check_name (WgNewDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name_row)));
  g_autofree char *path = make_path (self);
  g_autofree char *display = wg_files_display_path (*name != '\0' ? path : self->folder);
  g_autofree char *escaped = g_markup_escape_text (display, -1);
  const char *sentence = NULL;

  if (*name != '\0' && g_file_test (path, G_FILE_TEST_EXISTS))
    sentence = _("A project of this name is in this folder already.");

  adw_action_row_set_subtitle (self->folder_row, escaped);
  show_sentence (self->name_problem, sentence);
  return *name != '\0' && sentence == NULL;
}

static GPtrArray *
collect_levels (WgNewDialog *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->n_levels; i++)
    g_ptr_array_add (names, g_strstrip (g_strdup (get_text (self->level_rows[i]))));
  g_ptr_array_add (names, NULL);
  return names;
}

static gboolean
check_levels (WgNewDialog *self)
{
  g_autoptr (GPtrArray) names = collect_levels (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (!wg_levels_check ((const char *const *) names->pdata, &error))
    sentence = wg_words_error (error);

  show_sentence (self->level_problem, sentence);
  return sentence == NULL;
}

static void
validate (WgNewDialog *self)
{
  gboolean is_good;

  if (self->is_filling)
    return;

  is_good = check_name (self);
  is_good = check_levels (self) && is_good;
  is_good = is_good
            && (!gtk_widget_get_visible (GTK_WIDGET (self->crs))
                || wg_crs_chooser_get_crs (self->crs) != NULL);
  gtk_widget_set_sensitive (self->create_button, is_good && !self->is_creating);
}

static void
show_levels (WgNewDialog *self)
{
  for (guint i = 0; i < WG_MAX_DEPTH; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->level_rows[i]), i < self->n_levels);
  gtk_widget_set_sensitive (self->add_level, self->n_levels < WG_MAX_DEPTH);
  gtk_widget_set_sensitive (self->remove_level, self->n_levels > WG_MIN_DEPTH);
}

/* The level whose special grids have a name by custom (网格: 专属网格), or the lowest. */
static guint
find_special_level (WgNewDialog *self)
{
  for (guint i = 0; i < self->n_levels; i++)
    if (wg_level_special_name (get_text (self->level_rows[i])) != NULL)
      return i;

  return self->n_levels - 1;
}

static void
template_selected_cb (AdwComboRow *row, GParamSpec *pspec, WgNewDialog *self)
{
  guint selected = adw_combo_row_get_selected (row);
  const WgTemplate *preset;
  const char *special;

  if (self->is_filling || selected >= wg_template_count ())
    return;

  self->is_filling = TRUE;
  preset = wg_template_get (selected);
  self->n_levels = preset->n_levels;
  for (guint i = 0; i < preset->n_levels; i++)
    gtk_editable_set_text (GTK_EDITABLE (self->level_rows[i]), preset->names[i]);
  special = wg_level_special_name (get_text (self->level_rows[find_special_level (self)]));
  gtk_editable_set_text (GTK_EDITABLE (self->special_row), special != NULL ? special : "");
  self->is_filling = FALSE;
  show_levels (self);
  validate (self);
}

static void
add_level_cb (GtkButton *button, WgNewDialog *self)
{
  if (self->n_levels < WG_MAX_DEPTH)
    self->n_levels++;
  show_levels (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->level_rows[self->n_levels - 1]));
  validate (self);
}

static void
remove_level_cb (GtkButton *button, WgNewDialog *self)
{
  if (self->n_levels > WG_MIN_DEPTH)
    self->n_levels--;
  show_levels (self);
  validate (self);
}

static void
folder_response_cb (GtkNativeDialog *dialog, int response, WgNewDialog *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      g_free (self->folder);
      self->folder = g_file_get_path (folder);
      validate (self);
    }
  gtk_native_dialog_destroy (dialog);
}

static void
choose_folder_cb (GtkButton *button, WgNewDialog *self)
{
  GtkFileChooserNative *dialog = wg_files_chooser_new (GTK_WINDOW (self), _("Choose a Folder"),
                                                       GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
describe_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  WgSource *description = wg_source_open (data, NULL, cancellable, &error);

  if (description != NULL)
    g_task_return_pointer (task, description, (GDestroyNotify) wg_source_free);
  else
    g_task_return_error (task, error);
}

static void
described_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgNewDialog *self = WG_NEW_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgSource) description = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (WgFrame) frame = NULL;
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_spinner_set_spinning (self->file_spinner, FALSE);
  if (description != NULL)
    frame = wg_import_propose_frame (description, NULL, NULL, &error);
  if (error != NULL)
    sentence = wg_words_error (error);
  show_sentence (self->file_problem, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->crs), frame != NULL);
  if (frame != NULL)
    wg_crs_chooser_offer (self->crs, WG_CRS_FOR_PROJECT, wg_frame_get_crs (frame), _("Proposed"));
  validate (self);
}

static void
set_file (WgNewDialog *self, const char *path)
{
  g_autofree char *base = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *escaped = g_markup_escape_text (base != NULL ? base : "", -1);
  g_autoptr (GTask) task = NULL;

  g_free (self->file);
  self->file = g_strdup (path);
  adw_action_row_set_subtitle (self->file_row, path != NULL ? escaped : _("None: choose it later"));
  gtk_widget_set_visible (self->file_clear, path != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->crs), FALSE);
  show_sentence (self->file_problem, NULL);
  g_cancellable_cancel (self->describing);
  g_clear_object (&self->describing);
  if (path == NULL)
    {
      validate (self);
      return;
    }

  self->describing = g_cancellable_new ();
  gtk_spinner_set_spinning (self->file_spinner, TRUE);
  task = g_task_new (self, self->describing, described_cb, NULL);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, describe_thread);

  /* A file named "西湖区网格_605.geojson" is a good first name for a project without one. */
  if (*get_text (self->name_row) == '\0')
    {
      char *dot = strrchr (base, '.');

      if (dot != NULL && dot != base)
        *dot = '\0';
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), base);
    }
}

static void
file_response_cb (GtkNativeDialog *dialog, int response, WgNewDialog *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      set_file (self, g_file_peek_path (file));
    }
  gtk_native_dialog_destroy (dialog);
}

static void
choose_file_cb (GtkButton *button, WgNewDialog *self)
{
  GtkFileChooserNative *dialog = wg_files_chooser_new (GTK_WINDOW (self), _("First Map File"),
                                                       GTK_FILE_CHOOSER_ACTION_OPEN);

  wg_files_add_data_filter (GTK_FILE_CHOOSER (dialog));
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), wg_window_get_settings (self->window),
                       "import-folder");
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
clear_file_cb (GtkButton *button, WgNewDialog *self)
{
  set_file (self, NULL);
}

typedef struct
{
  WgPlan *plan;
  char *path;
} CreateJob;

static void
create_job_free (CreateJob *job)
{
  g_object_unref (job->plan);
  g_free (job->path);
  g_free (job);
}

static void
create_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  CreateJob *job = data;
  GError *error = NULL;
  WgProject *project = wg_project_create (job->path, job->plan, &error);

  if (project != NULL)
    g_task_return_pointer (task, project, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* A window that has a project keeps it: the new one gets a window of its own. */
static WgWindow *
find_target (WgNewDialog *self)
{
  WgWindow *target = self->window;

  if (!wg_window_is_empty (target))
    target = wg_window_new (WG_APPLICATION (gtk_window_get_application (GTK_WINDOW (target))));
  gtk_window_present (GTK_WINDOW (target));
  return target;
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgNewDialog *self = WG_NEW_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgProject) project = g_task_propagate_pointer (G_TASK (result), &error);
  GSettings *settings = wg_window_get_settings (self->window);
  WgWindow *target;

  self->is_creating = FALSE;
  gtk_stack_set_visible_child_name (self->create_stack, "label");
  if (project == NULL)
    {
      g_autofree char *sentence = wg_words_error (error);

      show_sentence (self->name_problem, sentence);
      gtk_widget_set_sensitive (self->create_button, TRUE);
      return;
    }

  g_settings_set_string (settings, "projects-folder", self->folder);
  g_settings_set_uint (settings, "level-template", adw_combo_row_get_selected (self->template_row));
  target = find_target (self);
  wg_window_take_project (target, project);
  if (self->file != NULL)
    wg_window_import_paths (target, (const char *const[]){ self->file, NULL });
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
create_cb (GtkButton *button, WgNewDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (get_text (self->name_row)));
  g_autoptr (GPtrArray) levels = collect_levels (self);
  g_autoptr (GTask) task = g_task_new (self, NULL, created_cb, NULL);
  g_autofree char *special = g_strstrip (g_strdup (get_text (self->special_row)));
  CreateJob *job = g_new0 (CreateJob, 1);

  job->path = make_path (self);
  job->plan = wg_plan_new (name, NULL);
  for (guint i = 0; i < self->n_levels; i++)
    wg_plan_add_level (job->plan, levels->pdata[i],
                       i == find_special_level (self) && *special != '\0' ? special : NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->crs)))
    wg_plan_set_wanted_crs (job->plan, wg_crs_chooser_get_crs (self->crs));

  self->is_creating = TRUE;
  gtk_widget_set_sensitive (self->create_button, FALSE);
  gtk_stack_set_visible_child_name (self->create_stack, "busy");
  g_task_set_task_data (task, job, (GDestroyNotify) create_job_free);
  g_task_run_in_thread (task, create_thread);
}

static void
enter_cb (AdwEntryRow *row, WgNewDialog *self)
{
  if (gtk_widget_get_sensitive (self->create_button))
    create_cb (NULL, self);
}

static void
build_levels (WgNewDialog *self)
{
  for (guint i = 0; i < WG_MAX_DEPTH; i++)
    {
      /* Translators: title of an entry for the name of a level; 1 is the top */
      g_autofree char *title = g_strdup_printf (_("Level %u"), i + 1);

      self->level_rows[i] = ADW_ENTRY_ROW (adw_entry_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->level_rows[i]), title);
      g_signal_connect_object (self->level_rows[i], "changed", G_CALLBACK (validate), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->level_group, GTK_WIDGET (self->level_rows[i]));
    }
  self->special_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->special_row),
                                 _("Special grids (school, hospital, park) are called"));
  adw_preferences_group_add (self->level_group, GTK_WIDGET (self->special_row));
}

static void
build_templates (WgNewDialog *self, guint chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < wg_template_count (); i++)
    {
      const WgTemplate *preset = wg_template_get (i);
      GString *line = g_string_new (preset->names[0]);

      for (guint k = 1; k < preset->n_levels; k++)
        g_string_append_printf (line, " – %s", preset->names[k]);
      gtk_string_list_append (names, line->str);
      g_string_free (line, TRUE);
    }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->template_row, MIN (chosen, wg_template_count () - 1));
  self->is_filling = FALSE;
  template_selected_cb (self->template_row, NULL, self);
}

static char *
find_folder (GSettings *settings)
{
  g_autofree char *folder = g_settings_get_string (settings, "projects-folder");
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (*folder != '\0' && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&folder);

  return g_strdup (documents != NULL && g_file_test (documents, G_FILE_TEST_IS_DIR)
                     ? documents
                     : g_get_home_dir ());
}

static void
wg_new_dialog_dispose (GObject *object)
{
  WgNewDialog *self = WG_NEW_DIALOG (object);

  g_cancellable_cancel (self->describing);
  g_clear_object (&self->describing);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_NEW_DIALOG);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->file, g_free);

  G_OBJECT_CLASS (wg_new_dialog_parent_class)->dispose (object);
}

static void
wg_new_dialog_class_init (WgNewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_new_dialog_dispose;

  g_type_ensure (WG_TYPE_CRS_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-new-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgNewDialog, name)
  BIND (name_row);
  BIND (folder_row);
  BIND (name_problem);
  BIND (template_row);
  BIND (level_group);
  BIND (add_level);
  BIND (remove_level);
  BIND (level_problem);
  BIND (file_row);
  BIND (file_clear);
  BIND (file_problem);
  BIND (file_spinner);
  BIND (crs);
  BIND (create_button);
  BIND (create_stack);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, validate);
  gtk_widget_class_bind_template_callback (widget_class, enter_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_level_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_level_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_new_dialog_init (WgNewDialog *self)
{
  self->is_filling = TRUE;
  self->n_levels = WG_MIN_DEPTH;
  gtk_widget_init_template (GTK_WIDGET (self));
}

WgNewDialog *
wg_new_dialog_new (WgWindow *parent, const char *first_file)
{
  WgNewDialog *self = g_object_new (WG_TYPE_NEW_DIALOG, "transient-for", parent, NULL);
  GSettings *settings = wg_window_get_settings (parent);

  self->window = parent;
  self->folder = find_folder (settings);
  build_levels (self);
  build_templates (self, g_settings_get_uint (settings, "level-template"));
  set_file (self, first_file);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return self;
}
