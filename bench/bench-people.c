/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens a project in the real window, brings in a roster of ROWS invented people, then filters, sorts and scrolls the
 * table of people, and prints the longest that the main thread was held by one turn of its loop (by the clock: with
 * what it waited for others, also for a machine that is not its own):
 *   bench-people PROJECT [ROWS]   (a copy that may be changed; default 100,000)
 * Run it under tests/display/run-under-xvfb, with GSETTINGS_SCHEMA_DIR set to where the build has the schema. */
#include "app/plan/wg-plan-index.h"
#include "ui/wg-window-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static GPollFunc real_poll;
static double turn_began, longest, busy, longest_held;
static gint64 wall_began, turn_began_at;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static gint
poll_cb (GPollFD *fds, guint n, gint timeout)
{
  double spent = cpu_ms () - turn_began;
  gint result = 0;

  longest = MAX (longest, spent);
  longest_held = MAX (longest_held, (double) (g_get_monotonic_time () - turn_began_at) / 1e3);
  busy += spent;
  result = real_poll (fds, n, timeout);
  turn_began = cpu_ms ();
  turn_began_at = g_get_monotonic_time ();
  return result;
}

static void
begin (void)
{
  longest = longest_held = busy = 0;
  turn_began = cpu_ms ();
  wall_began = turn_began_at = g_get_monotonic_time ();
}

static void
tell (const char *what)
{
  printf ("| %-34s | %8.1f | %8.1f | %8.1f | %8.1f |\n", what, longest, longest_held, busy,
          (double) (g_get_monotonic_time () - wall_began) / 1e3);
  fflush (stdout);
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, wake_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_widget (GtkWidget *root, GType type, const char *icon)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type)
      && (icon == NULL || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), icon) == 0))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type, icon);
  return found;
}

/* A leader for every grid, each somebody new; some without a phone. */
static void
write_roster (WgPlan *plan, const char *path, guint n_rows)
{
  FILE *file = fopen (path, "w");
  guint n = 0;

  fputs ("网格编码,姓名,电话,角色,单位\n", file);
  while (n < n_rows)
    for (guint32 id = 1; id < wg_plan_get_grid_limit (plan) && n < n_rows; id++)
      {
        const WgGrid *grid = wg_plan_get_grid (plan, id);

        if (grid == NULL || grid->is_retired || grid->depth < 3)
          continue;
        fprintf (file, "%s,新来%05u,%s139%08u,网格员,第%u社区居委会\n", grid->code, n, "", n, n % 997);
        n++;
      }
  fclose (file);
}

static GtkWindow *
find_front (GtkWindow *parent)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (gtk_window_get_transient_for (window) == parent && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static void
use_preview (GtkWindow *dialog)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (find_widget (GTK_WIDGET (dialog), GTK_TYPE_COLUMN_VIEW, NULL));
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autofree char *what = g_strdup_printf ("preview by %s", gtk_column_view_column_get_title (column));

      begin ();
      gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
      run_for (2000);
      tell (what);
    }
}

/* As Ctrl+Z and Ctrl+Y do, to the end of what follows: the table, the map, the findings. */
static void
take_step (WgWindow *window, const char *action, guint n_expected, const char *what)
{
  WgPlan *plan = wg_project_get_plan (wg_window_get_project (window));
  WgHistory *history = wg_session_get_history (wg_window_get_session (window));

  begin ();
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
  while (wg_history_is_busy (history) || wg_people_count (wg_plan_get_people (plan), WG_STAFF_PERSON) != n_expected)
    run_for (20);
  run_for (3000);
  tell (what);
}

static void
import_roster (WgWindow *window, guint n_rows)
{
  WgPlan *plan = wg_project_get_plan (wg_window_get_project (window));
  guint before = wg_people_count (wg_plan_get_people (plan), WG_STAFF_PERSON);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "ppl-bench-roster.csv", NULL);
  GtkWindow *dialog = NULL;
  GtkWidget *button = NULL;

  write_roster (plan, path, n_rows);
  begin ();
  wg_window_import_roster (window, path);
  while (button == NULL || !gtk_widget_get_sensitive (button))
    {
      run_for (50);
      dialog = find_front (GTK_WINDOW (window));
      button = dialog != NULL ? find_widget (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "_Import") : NULL;
    }
  run_for (1000);
  tell ("roster read and previewed");
  use_preview (dialog);
  begin ();
  g_signal_emit_by_name (button, "clicked");
  while (wg_people_count (wg_plan_get_people (plan), WG_STAFF_PERSON) == before)
    run_for (50);
  run_for (3000);
  tell ("roster committed");
  take_step (window, "undo", before, "roster undone");
  take_step (window, "redo", before + n_rows, "roster redone");
}

static void
type (GtkWidget *entry, const char *text)
{
  g_autofree char *what = g_strdup_printf ("filter \"%s\"", text);

  begin ();
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  run_for (1500);
  tell (what);
}

static void
use_table (WgWindow *window)
{
  GtkWidget *panel = find_widget (GTK_WIDGET (window), WG_TYPE_PEOPLE_PANEL, NULL);
  GtkWidget *entry = find_widget (panel, GTK_TYPE_SEARCH_ENTRY, NULL);
  GtkWidget *view = find_widget (panel, GTK_TYPE_COLUMN_VIEW, NULL);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  static const char *const texts[] = { "1", "13", "139", "1390", "1390000", "139", "", "新来", "新来00001", "zzz", "" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    type (entry, texts[i]);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autofree char *what = g_strdup_printf ("sort by %s", gtk_column_view_column_get_title (column));

      begin ();
      gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), column, GTK_SORT_DESCENDING);
      run_for (2500);
      tell (what);
    }
  begin ();
  for (guint i = 0; i < 100; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 60);
      run_for (16);
    }
  tell ("scroll, 100 steps of 60");
  begin ();
  for (guint i = 0; i < 10; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) * ((i * 37) % 100) / 100);
      run_for (60);
    }
  tell ("jump, 10 times");
  type (entry, "1390");
  type (entry, "");
}

int
main (int argc, char **argv)
{
  g_autoptr (WgApplication) application = wg_application_new ();
  WgWindow *window = NULL;

  if (argc < 2)
    return 1;
  real_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_cb);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  if (!g_application_register (G_APPLICATION (application), NULL, NULL))
    return 1;
  wg_application_open_project (application, argv[1], NULL);
  while (window == NULL || wg_window_get_session (window) == NULL)
    {
      run_for (100);
      window = WG_WINDOW (gtk_application_get_windows (GTK_APPLICATION (application))->data);
    }
  run_for (4000);
  printf ("| what | longest turn, ms of CPU | the same, of the clock | all turns | wall, with waits |\n");
  begin ();
  g_action_group_change_action_state (G_ACTION_GROUP (window), "show-people", g_variant_new_boolean (TRUE));
  run_for (2000);
  tell ("table opened");
  import_roster (window, argc > 2 ? (guint) atoi (argv[2]) : 100000);
  use_table (window);
  return 0;
}
