/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-export-dialog"

#include "wg-export-dialog.h"

#include "../../app/cli/wg-export-job.h"
#include "../../app/cli/wg-words.h"
#include "../../app/crs/wg-crs.h"
#include "../wg-files.h"

#include <glib/gi18n.h>
#include <string.h>

#define CHOICE_KEY "export-choice"

struct _WgExportDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwComboRow *subject_row;
  AdwComboRow *format_row;
  AdwComboRow *what_row;
  AdwComboRow *edition_row;
  AdwComboRow *crs_row;
  AdwEntryRow *number_row;
  AdwComboRow *encoding_row;
  GtkWidget *export_button;

  WgWindow *window; /* not referenced: the dialog is transient for it */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (WgExportDialog, wg_export_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  const char *ending;
  const char *words;
  gboolean has_crs;
  gboolean is_degrees; /* WGS 84, or shifted */
  gboolean is_for_rows;
} Format;

static const Format formats[] = {
  { "gpkg", N_ ("GeoPackage (.gpkg)"), TRUE, FALSE, TRUE },
  { "shp", N_ ("Shapefile (.shp)"), TRUE, FALSE, TRUE },
  { "geojson", N_ ("GeoJSON (.geojson)"), TRUE, TRUE, TRUE },
  { "kml", N_ ("KML, Google Earth (.kml)"), TRUE, TRUE, FALSE },
  { "dxf", N_ ("DXF, CAD (.dxf)"), TRUE, FALSE, FALSE },
  { "svg", N_ ("SVG drawing (.svg)"), FALSE, FALSE, FALSE },
  { "xlsx", N_ ("Excel table (.xlsx)"), FALSE, FALSE, TRUE },
  { "csv", N_ ("Text table (.csv)"), FALSE, FALSE, TRUE },
};

/* What stands in front of the levels in the row of grids. */
enum
{
  WHAT_ALL,
  WHAT_SELECTION,
  WHAT_FIRST_LEVEL,
};

static const char *const crs_choices[][2] = {
  { "", N_ ("The project's") },
  { "EPSG:4490", N_ ("Longitude and latitude, CGCS2000") },
  { "EPSG:4326", N_ ("Longitude and latitude, WGS 84") },
  { "EPSG:3857", N_ ("Web Mercator") },
  { "gcj02", N_ ("GCJ-02 (AMap)") },
  { "bd09", N_ ("BD-09 (Baidu)") },
  { NULL, N_ ("Another, by its EPSG number") },
};

#define CRS_FIRST_SHIFTED 4
#define CRS_NUMBER (G_N_ELEMENTS (crs_choices) - 1)

/* All that the worker needs. */
typedef struct
{
  WgPlan *plan;
  char *path;
  WgExportOptions options;
  GArray *grids;
  GHashTable *words;
  char *crs;
  WgExportResult result;
} ExportJob;

static void
export_job_free (ExportJob *job)
{
  g_object_unref (job->plan);
  g_clear_pointer (&job->grids, g_array_unref);
  g_hash_table_unref (job->words);
  wg_export_result_clear (&job->result);
  g_free (job->path);
  g_free (job->crs);
  g_free (job);
}

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ExportJob *job = data;
  GError *error = NULL;

  if (wg_export_job_run (job->plan, job->path, &job->options,
                         wg_job_get_progress (wg_jobs_get_job (task)), cancellable, &job->result,
                         &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *window = WG_WINDOW (source);
  ExportJob *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *base = g_path_get_basename (job->path);
  g_autofree char *remarks = wg_export_job_remarks (&job->result);
  g_autofree char *sentence = g_strdup_printf (_("Exported to %s"), base);
  g_autofree char *all = g_strconcat (sentence, *remarks != '\0' ? "\n" : "", g_strchomp (remarks), NULL);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    wg_window_toast (window, all);
  else
    wg_window_show_error (window,
                          job->options.subject == WG_EXPORT_OF_ADDRESSES
                            ? _("The addresses cannot be exported")
                          : job->options.subject == WG_EXPORT_OF_BUILDINGS
                            ? _("The buildings cannot be exported")
                            : _("The grids cannot be exported"),
                          error);
}

static const Format *
get_format (WgExportDialog *self)
{
  return &formats[MIN (adw_combo_row_get_selected (self->format_row), G_N_ELEMENTS (formats) - 1)];
}

/* "EPSG:4547", "gcj02" or "" for the project's; NULL: not (yet) usable. (transfer full) */
static char *
dup_crs (WgExportDialog *self)
{
  guint selected = MIN (adw_combo_row_get_selected (self->crs_row), CRS_NUMBER);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->number_row));
  g_autofree char *crs = NULL;

  if (selected < CRS_NUMBER)
    return g_strdup (crs_choices[selected][0]);
  crs = g_ascii_isdigit (*typed) ? g_strconcat ("EPSG:", typed, NULL) : g_strdup (typed);
  return *crs != '\0' ? wg_crs_normalize (crs, NULL) : NULL;
}

/* What can be chosen depends on what the project has: grids always, then buildings, then addresses. */
static WgExportSubject
get_subject (WgExportDialog *self)
{
  WgPlan *plan = wg_project_get_plan (wg_window_get_project (self->window));
  guint selected = adw_combo_row_get_selected (self->subject_row);

  if (selected == 1 && wg_plan_get_buildings (plan) == NULL)
    return WG_EXPORT_OF_ADDRESSES;
  return MIN (selected, WG_EXPORT_OF_ADDRESSES);
}

static void
update (WgExportDialog *self)
{
  const Format *format = get_format (self);
  gboolean is_written = get_subject (self) == WG_EXPORT_OF_GRIDS || format->is_for_rows;
  guint crs = adw_combo_row_get_selected (self->crs_row);
  gboolean is_number = format->has_crs && crs == CRS_NUMBER;
  g_autofree char *chosen = dup_crs (self);
  g_autofree char *name
    = wg_words_crs (wg_frame_get_crs (wg_plan_get_frame (wg_project_get_plan (
      wg_window_get_project (self->window)))));
  const char *about = crs == 0 ? name : "";

  if (format->is_degrees && crs < CRS_FIRST_SHIFTED)
    about = _("This kind of file is always in WGS 84 degrees");
  else if (crs >= CRS_FIRST_SHIFTED && crs < CRS_NUMBER)
    about = _("Only for maps of that kind; the file says that it is shifted");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->crs_row), about);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->format_row),
                               is_written ? "" : _("Only grids are written to this kind of file"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->edition_row),
                               adw_combo_row_get_selected (self->edition_row) == 0
                                 ? _("All columns")
                                 : _("Without notes, households, people, classes and locks"));
  gtk_widget_set_visible (GTK_WIDGET (self->crs_row), format->has_crs);
  gtk_widget_set_visible (GTK_WIDGET (self->number_row), is_number && !format->is_degrees);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding_row), strcmp (format->ending, "shp") == 0);
  gtk_widget_set_sensitive (self->export_button,
                            is_written
                              && (!format->has_crs || format->is_degrees || chosen != NULL));
}

/* Everything, the selection when there is one, then level by level. */
static guint
get_what (WgExportDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->what_row);
  gboolean has_selection
    = wg_session_get_selection (wg_window_get_session (self->window))->len > 0;

  return selected > 0 && !has_selection ? selected + 1 : selected;
}

static void
remember (WgExportDialog *self)
{
  g_autofree char *crs = dup_crs (self);

  g_settings_set (wg_window_get_settings (self->window), CHOICE_KEY, "(uuusu)",
                  adw_combo_row_get_selected (self->format_row), get_what (self),
                  adw_combo_row_get_selected (self->edition_row), crs != NULL ? crs : "",
                  adw_combo_row_get_selected (self->encoding_row));
}

static ExportJob *
create_job (WgExportDialog *self, const char *path)
{
  WgPlan *plan = wg_project_get_plan (wg_window_get_project (self->window));
  const GArray *selection = wg_session_get_selection (wg_window_get_session (self->window));
  const Format *format = get_format (self);
  guint what = get_what (self);
  ExportJob *job = g_new0 (ExportJob, 1);

  job->plan = wg_plan_snapshot (plan);
  job->path = g_str_has_suffix (path, format->ending)
                ? g_strdup (path)
                : g_strconcat (path, ".", format->ending, NULL);
  job->words = get_subject (self) == WG_EXPORT_OF_BUILDINGS ? wg_export_job_building_words ()
                                                            : wg_export_job_words ();
  job->options.subject = get_subject (self);
  job->crs = dup_crs (self);
  job->options.words = job->words;
  wg_export_job_set_crs (&job->options, job->crs);
  if (adw_combo_row_get_selected (self->edition_row) == 1)
    job->options.edition = WG_EXPORT_PUBLIC;
  if (adw_combo_row_get_selected (self->encoding_row) == 1)
    job->options.encoding = "GBK";
  if (what == WHAT_SELECTION)
    {
      job->grids = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_vals (job->grids, selection->data, selection->len);
      job->options.grids = job->grids;
    }
  else if (what >= WHAT_FIRST_LEVEL)
    job->options.depth = what - WHAT_FIRST_LEVEL + 1;
  return job;
}

static void
response_cb (GtkNativeDialog *dialog, int response, WgExportDialog *self)
{
  if (response == GTK_RESPONSE_ACCEPT && wg_window_get_project (self->window) != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);
      g_autoptr (GTask) task = wg_jobs_new_task (wg_window_get_jobs (self->window), _("Exporting"),
                                                 self->window, exported_cb, NULL);

      remember (self);
      g_task_set_task_data (task, create_job (self, path), (GDestroyNotify) export_job_free);
      g_task_run_in_thread (task, export_thread);
      gtk_window_close (GTK_WINDOW (self));
    }
  gtk_native_dialog_destroy (dialog);
}

/* "NAME-public-GCJ02.kml": who gets the file sees what it is. */
static char *
suggest_name (WgExportDialog *self)
{
  const char *name = wg_plan_get_name (wg_project_get_plan (wg_window_get_project (self->window)));
  guint crs = adw_combo_row_get_selected (self->crs_row);
  const Format *format = get_format (self);
  g_autofree char *base = g_path_get_basename (wg_window_get_path (self->window));
  const char *mark = !format->has_crs          ? ""
                     : crs == CRS_FIRST_SHIFTED ? "-GCJ02"
                     : crs == CRS_FIRST_SHIFTED + 1 ? "-BD09"
                                                : "";
  char *full = NULL;

  full = g_strconcat (name != NULL && *name != '\0' ? name : base,
                      get_subject (self) == WG_EXPORT_OF_BUILDINGS   ? _("-buildings")
                      : get_subject (self) == WG_EXPORT_OF_ADDRESSES ? _("-addresses")
                                                                     : "",
                      adw_combo_row_get_selected (self->edition_row) == 1 ? _("-public") : "", mark,
                      ".", format->ending, NULL);
  return g_strdelimit (full, "/\\:*?\"<>|", '_');
}

static void
export_cb (GtkButton *button, WgExportDialog *self)
{
  GtkFileChooserNative *dialog
    = wg_files_chooser_new (GTK_WINDOW (self),
                            get_subject (self) == WG_EXPORT_OF_BUILDINGS   ? _("Export Buildings")
                            : get_subject (self) == WG_EXPORT_OF_ADDRESSES ? _("Export Addresses")
                                                                           : _("Export Grids"),
                            GTK_FILE_CHOOSER_ACTION_SAVE);
  const Format *format = get_format (self);
  g_autofree char *name = suggest_name (self);

  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _(format->words), format->ending);
  wg_files_use_folder (GTK_FILE_CHOOSER (dialog), wg_window_get_settings (self->window),
                       "projects-folder");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
changed_cb (AdwComboRow *row, GParamSpec *pspec, WgExportDialog *self)
{
  if (!self->is_filling)
    update (self);
}

static void
number_cb (AdwEntryRow *row, WgExportDialog *self)
{
  if (!self->is_filling)
    update (self);
}

static void
offer (AdwComboRow *row, GtkStringList *names)
{
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  g_object_unref (names);
}

static void
fill_what (WgExportDialog *self, guint what)
{
  WgPlan *plan = wg_project_get_plan (wg_window_get_project (self->window));
  guint n_selected = wg_session_get_selection (wg_window_get_session (self->window))->len;
  GtkStringList *names = gtk_string_list_new (NULL);
  guint chosen = 0;

  gtk_string_list_append (names, _("All levels"));
  if (n_selected > 0)
    {
      g_autofree char *words
        = g_strdup_printf (ngettext ("%u selected grid, with what is below it",
                                     "%u selected grids, with what is below them", n_selected),
                           n_selected);

      gtk_string_list_append (names, words);
    }
  for (guint depth = 1; depth <= wg_plan_get_n_levels (plan); depth++)
    {
      g_autofree char *words
        = g_strdup_printf (_("Only level %s"), wg_plan_get_level (plan, depth)->name);

      gtk_string_list_append (names, words);
    }
  if (what == WHAT_SELECTION)
    chosen = n_selected > 0 ? 1 : 0;
  else if (what >= WHAT_FIRST_LEVEL)
    chosen = what - (n_selected > 0 ? 0 : 1);
  if (chosen >= g_list_model_get_n_items (G_LIST_MODEL (names)))
    chosen = 0;
  offer (self->what_row, names);
  adw_combo_row_set_selected (self->what_row, chosen);
}

static void
fill_crs (WgExportDialog *self, const char *crs)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  guint chosen = CRS_NUMBER;

  for (guint i = 0; i < G_N_ELEMENTS (crs_choices); i++)
    {
      gtk_string_list_append (names, _(crs_choices[i][1]));
      if (g_strcmp0 (crs_choices[i][0], crs) == 0)
        chosen = i;
    }
  offer (self->crs_row, names);
  adw_combo_row_set_selected (self->crs_row, chosen);
  if (chosen == CRS_NUMBER)
    gtk_editable_set_text (GTK_EDITABLE (self->number_row), crs);
}

/* The rows, as they were chosen the last time. */
static void
fill_subjects (WgExportDialog *self)
{
  WgPlan *plan = wg_project_get_plan (wg_window_get_project (self->window));
  GtkStringList *subjects = gtk_string_list_new ((const char *[]){ _("Grids"), NULL });

  if (wg_plan_get_buildings (plan) != NULL)
    gtk_string_list_append (subjects, _("Buildings"));
  if (wg_plan_get_addresses (plan) != NULL)
    gtk_string_list_append (subjects, _("Addresses and named places"));
  gtk_widget_set_visible (GTK_WIDGET (self->subject_row),
                          g_list_model_get_n_items (G_LIST_MODEL (subjects)) > 1);
  offer (self->subject_row, subjects);
}

static void
fill (WgExportDialog *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  guint format = 0, what = 0, edition = 0, encoding = 0;
  g_autofree char *crs = NULL;

  g_settings_get (wg_window_get_settings (self->window), CHOICE_KEY, "(uuusu)", &format, &what,
                  &edition, &crs, &encoding);
  self->is_filling = TRUE;
  fill_subjects (self);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    gtk_string_list_append (names, _(formats[i].words));
  offer (self->format_row, names);
  adw_combo_row_set_selected (self->format_row, MIN (format, G_N_ELEMENTS (formats) - 1));
  fill_what (self, what);
  offer (self->edition_row,
         gtk_string_list_new ((const char *[]){ _("Internal"), _("Public"), NULL }));
  adw_combo_row_set_selected (self->edition_row, MIN (edition, 1));
  fill_crs (self, crs);
  offer (self->encoding_row, gtk_string_list_new ((const char *[]){ "UTF-8", "GBK", NULL }));
  adw_combo_row_set_selected (self->encoding_row, MIN (encoding, 1));
  self->is_filling = FALSE;
  update (self);
}

static void
wg_export_dialog_class_init (WgExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-export-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgExportDialog, name)
  BIND (subject_row);
  BIND (format_row);
  BIND (what_row);
  BIND (edition_row);
  BIND (crs_row);
  BIND (number_row);
  BIND (encoding_row);
  BIND (export_button);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_export_dialog_init (WgExportDialog *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

WgExportDialog *
wg_export_dialog_new (WgWindow *window)
{
  WgExportDialog *self = g_object_new (WG_TYPE_EXPORT_DIALOG, "transient-for", window, NULL);

  self->window = window;
  fill (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->format_row));
  return self;
}
