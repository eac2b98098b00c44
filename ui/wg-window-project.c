/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-window-project"

#include "config.h"

#include "wg-window-private.h"

#include "../app/cli/wg-cli.h"
#include "dialogs/wg-new-dialog.h"
#include "canvas/wg-map-layer.h"
#include "wg-files.h"

#include <errno.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* A base map or other layer of a file lies under the map, or will when it is read. */
static gboolean
has_file_layer (WgWindow *self)
{
  GListModel *layers = G_LIST_MODEL (wg_canvas_get_layers (WG_CANVAS (self->canvas)));

  for (guint i = 0; i < g_list_model_get_n_items (layers); i++)
    {
      g_autoptr (WgMapLayer) layer = g_list_model_get_item (layers, i);
      WgMapLayerKind kind = wg_map_layer_get_kind (layer);

      if (kind == WG_MAP_LAYER_RASTER || kind == WG_MAP_LAYER_VECTOR)
        return TRUE;
    }
  return FALSE;
}

/* The map needs something to show; before the first import there is an invitation in its place. */
static void
update_center (WgWindow *self)
{
  WgPlan *plan = wg_project_get_plan (self->project);
  gboolean has_land = wg_coverage_n_faces (wg_plan_get_coverage (plan)) > 0;

  gtk_stack_set_visible_child_name (self->center, has_land || self->is_blank ? "map" : "empty");
}

void
wg_window_layers_changed (WgWindow *self)
{
  if (self->project == NULL || self->is_blank || !has_file_layer (self))
    return;
  self->is_blank = TRUE;
  update_center (self);
  wg_window_actions_update (self);
}

void
wg_window_draw_first (WgWindow *self)
{
  self->is_blank = TRUE;
  update_center (self);
  wg_window_actions_update (self);
  wg_session_set_depth (self->session, 1);
  g_action_group_activate_action (G_ACTION_GROUP (self), "tool", g_variant_new_string ("draw"));
  gtk_widget_grab_focus (self->canvas);
}

static void
plan_replaced_cb (WgPlan *plan, WgWindow *self)
{
  update_center (self);
  wg_window_actions_update (self);
}

static void
jobs_changed_cb (GListModel *jobs, guint position, guint removed, guint added, WgWindow *self)
{
  if (self->is_closing && g_list_model_get_n_items (jobs) == 0)
    {
      self->is_closing = FALSE;
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
show_title (WgWindow *self)
{
  const char *name = wg_plan_get_name (wg_project_get_plan (self->project));
  g_autofree char *base = g_path_get_basename (self->path);

  if (name == NULL || *name == '\0')
    {
      if (wg_files_is_project (base))
        base[strlen (base) - strlen (WG_PROJECT_SUFFIX)] = '\0';
      name = base;
    }
  adw_window_title_set_title (self->title, name);
  wg_window_show_scheme (self);
  gtk_window_set_title (GTK_WINDOW (self), name);
  wg_recent_add (wg_application_get_recent (
                   WG_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)))),
                 self->path, name);
}

static void
show_start (WgWindow *self)
{
  gtk_stack_set_visible_child_name (self->pages, "start");
  adw_window_title_set_title (self->title, _("Wangge"));
  adw_window_title_set_subtitle (self->title, "");
  gtk_window_set_title (GTK_WINDOW (self), _("Wangge"));
}

static void
drop_project (WgWindow *self)
{
  wg_window_drop_report (self);
  wg_hierarchy_panel_set_session (self->hierarchy, NULL);
  wg_grid_card_set_session (self->card, NULL);
  wg_grid_card_set_project (self->card, NULL);
  wg_status_bar_set_session (self->status_bar, NULL);
  g_clear_object (&self->session);
  wg_window_connect_canvas (self);
  g_clear_object (&self->project);
  wg_window_follow_history (self);
  wg_window_follow_findings (self);
  wg_window_follow_people (self);
  g_clear_pointer (&self->path, g_free);
  g_queue_clear_full (&self->imports, g_free);
  g_queue_clear_full (&self->choices, (GDestroyNotify) wg_import_choice_free);
}

static const char *
describe_read_only (WgProject *project)
{
  switch (wg_project_get_read_only_reason (project))
    {
    case WG_READ_ONLY_HELD:
      return _("Read-only: another window or program has this project open. Save a copy to change it.");
    case WG_READ_ONLY_PERMISSION:
      return _("Read-only: the file or its folder cannot be written. Save a copy to change it.");
    case WG_READ_ONLY_NO:
    case WG_READ_ONLY_ASKED:
    default:
      return _("The project is open read-only.");
    }
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  WgProject *project = wg_project_open (data, FALSE, wg_job_get_progress (wg_jobs_get_job (task)),
                                        cancellable, &error);

  if (project != NULL)
    {
      WgTally tally;

      /* Areas and buildings are counted here, not at the first look at the card. */
      wg_plan_get_tally (wg_project_get_plan (project), 0, &tally);
      g_task_return_pointer (task, project, g_object_unref);
    }
  else
    g_task_return_error (task, error);
}

/* The files that were named together with the project. */
static void
import_waiting (WgWindow *self)
{
  g_autoptr (GPtrArray) paths = g_steal_pointer (&self->waiting);

  if (paths == NULL)
    return;
  g_ptr_array_add (paths, NULL);
  wg_window_import_paths (self, (const char *const *) paths->pdata);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgProject) project = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_pointer (&self->path, g_free);
  if (project == NULL)
    {
      g_clear_pointer (&self->waiting, g_ptr_array_unref);
      show_start (self);
      wg_window_actions_update (self);
      wg_window_show_error (self, _("The project cannot be opened"), error);
      return;
    }
  wg_window_take_project (self, project);
  import_waiting (self);
}

/* A project named by another program may be given relative to its folder. */
static gboolean
offer_first_file (WgWindow *self, const char *path)
{
  WgNewDialog *dialog = wg_new_dialog_new (self, path);

  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

gboolean
wg_window_close_project (WgWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->jobs)) > 0)
    {
      wg_jobs_cancel_all (self->jobs);
      return FALSE;
    }
  if (self->project != NULL)
    {
      g_autoptr (WgProject) project = g_object_ref (self->project);

      drop_project (self);
      if (!wg_project_close (project, &error))
        g_debug ("close: %s", error->message);
      show_start (self);
      wg_window_actions_update (self);
    }
  return TRUE;
}

void
wg_window_load (WgWindow *self, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *title = g_strdup_printf (_("Opening %s"), base);
  g_autoptr (GTask) task = wg_jobs_new_task (self->jobs, title, self, loaded_cb, NULL);

  g_return_if_fail (wg_window_is_empty (self));

  self->path = g_strdup (path);
  gtk_label_set_label (self->loading_label, title);
  gtk_stack_set_visible_child_name (self->pages, "loading");
  wg_window_actions_update (self);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load_thread);
}

void
wg_window_take_project (WgWindow *self, WgProject *project)
{
  WgHistory *history = wg_project_get_history (project);

  g_return_if_fail (wg_window_is_empty (self));

  self->is_blank = FALSE;
  self->project = g_object_ref (project);
  self->path = g_strdup (wg_project_get_path (project));
  self->session = wg_session_new (history);

  g_signal_connect_object (wg_project_get_plan (project), "replaced",
                           G_CALLBACK (plan_replaced_cb), self, 0);
  g_signal_connect_object (history, "notify", G_CALLBACK (wg_window_actions_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "selection-changed",
                           G_CALLBACK (wg_window_actions_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::depth", G_CALLBACK (wg_window_actions_update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->jobs, "items-changed", G_CALLBACK (jobs_changed_cb), self, 0);

  wg_window_connect_canvas (self);
  wg_hierarchy_panel_set_session (self->hierarchy, self->session);
  wg_grid_card_set_project (self->card, project);
  wg_grid_card_set_session (self->card, self->session);
  wg_window_follow_history (self);
  wg_window_follow_findings (self);
  wg_window_follow_people (self);
  wg_status_bar_set_session (self->status_bar, self->session);

  gtk_label_set_label (self->read_only_label, describe_read_only (project));
  gtk_info_bar_set_revealed (self->read_only_bar, wg_project_is_read_only (project));
  wg_grid_card_set_read_only (self->card, wg_project_is_read_only (project));
  show_title (self);
  self->is_blank = has_file_layer (self);
  update_center (self);
  gtk_stack_set_visible_child_name (self->pages, "project");
  /* The keys of the tools work at once. */
  gtk_widget_grab_focus (self->canvas);
  wg_window_actions_update (self);
}

void
wg_window_open_path (WgWindow *self, const char *path)
{
  WgApplication *application =
    WG_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  if (wg_files_is_project (path))
    wg_application_open_project (application, path, GTK_WINDOW (self));
  else if (self->project != NULL)
    wg_window_import_paths (self, (const char *const[]){ path, NULL });
  else
    offer_first_file (self, path);
}

void
wg_window_open_files (WgWindow *self, GFile **files, int n_files)
{
  g_autoptr (GPtrArray) data = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path == NULL)
        wg_window_toast (self, _("Only files on this computer can be opened."));
      else if (wg_files_is_project (path))
        wg_window_open_path (self, path);
      else
        g_ptr_array_add (data, g_steal_pointer (&path));
    }
  if (data->len == 0)
    return;

  /* Its project is being opened, perhaps since just now. */
  if (self->project == NULL && self->path != NULL)
    {
      g_clear_pointer (&self->waiting, g_ptr_array_unref);
      self->waiting = g_steal_pointer (&data);
      return;
    }
  if (self->project == NULL)
    {
      offer_first_file (self, data->pdata[0]);
      return;
    }
  g_ptr_array_add (data, NULL);
  wg_window_import_paths (self, (const char *const *) data->pdata);
}

/* The bundled file may lie where nobody can write, so a copy of one's own is opened. */
static char *
find_bundled_sample (void)
{
  static const char *const folders[] = { WG_BUILD_SAMPLE_DIR, WG_SAMPLE_DIR };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      char *path = g_build_filename (folders[i], "sample" WG_PROJECT_SUFFIX, NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return path;
      g_free (path);
    }
  return NULL;
}

static gboolean
copy_sample (const char *source, const char *target, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (source);
  g_autoptr (GFile) to = g_file_new_for_path (target);

  if (!g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, error))
    return FALSE;
  g_chmod (target, 0600);
  return TRUE;
}

/* Without a bundled file the program makes one: the same seed, the same county. */
static gboolean
make_sample (const char *target, GCancellable *cancellable, GError **error)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  g_autoptr (GSubprocess) process = NULL;

  if (program == NULL)
    return FALSE;
  process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, error, program, "sample",
    target, "--grids", "600", "--seed", "1", NULL);
  return process != NULL && g_subprocess_wait_check (process, cancellable, error);
}

static void
sample_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *target = data;
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *bundled = find_bundled_sample ();
  GError *error = NULL;
  gboolean is_made;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int saved = errno;

      g_task_return_new_error (task, G_FILE_ERROR, g_file_error_from_errno (saved), "%s",
                               g_strerror (saved));
      return;
    }
  is_made = bundled != NULL ? copy_sample (bundled, target, &error)
                            : make_sample (target, cancellable, &error);
  if (is_made)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sampled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgWindow *self = WG_WINDOW (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    wg_window_open_path (self, g_task_get_task_data (G_TASK (result)));
  else
    wg_window_show_error (self, _("The sample project cannot be opened"), error);
}

void
wg_window_open_sample (WgWindow *self)
{
  g_autofree char *target =
    g_build_filename (g_get_user_data_dir (), "wangge", "sample" WG_PROJECT_SUFFIX, NULL);
  g_autofree char *bundled = find_bundled_sample ();
  g_autoptr (GTask) task = NULL;

  if (g_file_test (target, G_FILE_TEST_EXISTS))
    {
      wg_window_open_path (self, target);
      return;
    }
  if (bundled == NULL && !wg_cli_is_command ("sample"))
    {
      wg_window_toast (self, _("The sample project is not installed."));
      return;
    }
  task = wg_jobs_new_task (self->jobs, _("Preparing the sample project"), self, sampled_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&target), g_free);
  g_task_run_in_thread (task, sample_thread);
}
