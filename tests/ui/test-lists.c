/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plan/wg-session.h"
#include "tests/support/wg-lattice-plan.h"
#include "ui/dialogs/wg-decision-list.h"
#include "ui/panels/wg-grid-list.h"
#include "ui/wg-jobs.h"
#include "ui/wg-recent.h"

#include <glib/gstdio.h>

/* Follows a model by its signal alone: at the end both must agree. */
static void
count_rows_cb (GListModel *model, guint position, guint removed, guint added, guint *n_rows)
{
  g_assert_cmpuint (position + removed, <=, *n_rows);
  *n_rows = *n_rows - removed + added;
  g_assert_cmpuint (*n_rows, ==, g_list_model_get_n_items (model));
  /* GTK 4.8 asks for every added row when both counts are not 0. */
  g_assert_true (removed == 0 || added == 0);
}

static GArray *
make_ids (guint n, const guint32 *ids)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_vals (array, ids, n);
  return array;
}

static void
test_grid_list_tells_differences (void)
{
  static const struct
  {
    guint n;
    guint32 ids[5];
  } steps[] = {
    { 3, { 1, 2, 3 } }, { 4, { 1, 2, 7, 3 } }, { 2, { 1, 3 } }, { 5, { 9, 1, 3, 4, 5 } },
    { 0, { 0 } },       { 1, { 6 } },          { 1, { 6 } },    { 2, { 6, 6 } },
  };
  g_autoptr (WgGridList) list = wg_grid_list_new (17);
  guint n_rows = 0;

  g_assert_cmpuint (wg_grid_list_get_parent (list), ==, 17);
  g_signal_connect (list, "items-changed", G_CALLBACK (count_rows_cb), &n_rows);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GArray) ids = make_ids (steps[i].n, steps[i].ids);

      wg_grid_list_set_ids (list, ids);
      g_assert_cmpuint (n_rows, ==, steps[i].n);
      for (guint k = 0; k < steps[i].n; k++)
        {
          g_autoptr (WgGridItem) item = g_list_model_get_item (G_LIST_MODEL (list), k);

          g_assert_cmpuint (wg_grid_item_get_id (item), ==, steps[i].ids[k]);
        }
    }
}

static void
test_grid_list_keeps_living_items (void)
{
  g_autoptr (WgGridList) list = wg_grid_list_new (0);
  g_autoptr (GArray) ids = make_ids (2, (const guint32[]){ 4, 8 });
  WgGridItem *item;

  wg_grid_list_set_ids (list, ids);
  g_assert_null (wg_grid_list_peek_item (list, 8));
  item = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (wg_grid_list_peek_item (list, 8) == item);
  g_assert_cmpuint (wg_grid_list_find (list, 8), ==, 1);
  g_assert_cmpuint (wg_grid_list_find (list, 5), ==, GTK_INVALID_LIST_POSITION);
  g_assert_finalize_object (item);
  g_assert_null (wg_grid_list_peek_item (list, 8));
}

typedef struct
{
  WgPlan *plan;
  GHashTable *selected;
} Tree;

static gboolean
is_selected_cb (guint32 id, gpointer user_data)
{
  return g_hash_table_contains (((Tree *) user_data)->selected, GUINT_TO_POINTER (id));
}

static void
select_cb (const guint32 *ids, guint n_ids, gpointer user_data)
{
  Tree *tree = user_data;

  g_hash_table_remove_all (tree->selected);
  for (guint i = 0; i < n_ids; i++)
    g_hash_table_add (tree->selected, GUINT_TO_POINTER (ids[i]));
}

static GListModel *
make_children_cb (gpointer object, gpointer user_data)
{
  Tree *tree = user_data;
  const GArray *children = wg_plan_get_children (tree->plan, wg_grid_item_get_id (object));
  WgGridList *list;

  if (children->len == 0)
    return NULL;
  list = wg_grid_list_new (wg_grid_item_get_id (object));
  wg_grid_list_set_ids (list, children);
  return G_LIST_MODEL (list);
}

static void
test_tree_selection_follows_its_owner (void)
{
  const WgLattice lattice = { 12, 6, 100000, 3, 0, 0, 1 };
  g_autoptr (WgPlan) plan = wg_lattice_plan_new (&lattice);
  Tree tree = { plan, g_hash_table_new (NULL, NULL) };
  WgGridList *root = wg_grid_list_new (0);
  g_autoptr (GtkTreeListModel) rows = NULL;
  g_autoptr (WgTreeSelection) selection = NULL;
  g_autoptr (GtkTreeListRow) first = NULL;
  guint n_rows;

  wg_grid_list_set_ids (root, wg_plan_get_children (plan, 0));
  rows = gtk_tree_list_model_new (G_LIST_MODEL (root), FALSE, FALSE, make_children_cb, &tree, NULL);
  selection = wg_tree_selection_new (G_LIST_MODEL (rows), is_selected_cb, select_cb, &tree);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (selection));
  g_assert_cmpuint (n_rows, ==, wg_plan_get_children (plan, 0)->len);
  g_signal_connect (selection, "items-changed", G_CALLBACK (count_rows_cb), &n_rows);

  first = gtk_tree_list_model_get_row (rows, 0);
  gtk_tree_list_row_set_expanded (first, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), >, 1);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 1, TRUE);
  g_assert_cmpuint (g_hash_table_size (tree.selected), ==, 1);
  g_assert_true (is_selected_cb (wg_tree_selection_get_id (selection, 1), &tree));
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 1));
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 0));

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 0, FALSE);
  g_assert_cmpuint (g_hash_table_size (tree.selected), ==, 2);
  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (selection), 1);
  g_assert_cmpuint (g_hash_table_size (tree.selected), ==, 1);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));
  g_assert_cmpuint (g_hash_table_size (tree.selected), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (selection)));
  g_hash_table_unref (tree.selected);
}

static void
add_decision (WgImportReport *report, WgDecisionKind kind, double area_m2)
{
  WgDecision decision = { .kind = kind, .area_m2 = area_m2, .width_m = 1.0 / area_m2 };

  g_array_append_val (report->decisions, decision);
}

static double
get_area (WgDecisionList *list, guint position)
{
  g_autoptr (WgDecisionItem) item = g_list_model_get_item (G_LIST_MODEL (list), position);

  return wg_decision_item_get (item).area_m2;
}

static void
test_decision_list_sorts_itself (void)
{
  WgImportReport report = { .decisions = g_array_new (FALSE, FALSE, sizeof (WgDecision)) };
  g_autoptr (WgDecisionList) list = NULL;
  guint n_rows = 0;

  add_decision (&report, WG_DECISION_GAP_CLOSED, 2);
  add_decision (&report, WG_DECISION_OVERLAP_CLOSED, 9);
  add_decision (&report, WG_DECISION_GAP_CLOSED, 5);
  list = wg_decision_list_new (&report);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_signal_connect (list, "items-changed", G_CALLBACK (count_rows_cb), &n_rows);

  g_assert_cmpuint (n_rows, ==, 3);
  g_assert_cmpfloat (get_area (list, 0), ==, 9);
  wg_decision_list_sort (list, WG_DECISION_COLUMN_AREA, FALSE);
  g_assert_cmpfloat (get_area (list, 0), ==, 2);
  wg_decision_list_sort (list, WG_DECISION_COLUMN_WIDTH, FALSE);
  g_assert_cmpfloat (get_area (list, 0), ==, 9);
  wg_decision_list_show (list, WG_DECISION_GAP_CLOSED);
  g_assert_cmpuint (n_rows, ==, 2);
  g_assert_cmpfloat (get_area (list, 0), ==, 5);
  wg_decision_list_show (list, -1);
  g_assert_cmpuint (n_rows, ==, 3);
  g_array_unref (report.decisions);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  WgJob *job = wg_jobs_get_job (task);

  for (guint i = 0; i <= 1000; i++)
    wg_progress_report (wg_job_get_progress (job), i / 1000.0);
  g_task_return_boolean (task, !g_task_return_error_if_cancelled (task));
}

static void
wait_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  while (!g_cancellable_is_cancelled (cancellable))
    g_usleep (1000);
  g_task_return_error_if_cancelled (task);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
count_notify_cb (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
test_jobs_report_on_the_main_thread (void)
{
  g_autoptr (WgJobs) jobs = wg_jobs_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GTask *task = wg_jobs_new_task (jobs, "work", NULL, done_cb, &result);
  g_autoptr (WgJob) job = g_object_ref (wg_jobs_get_job (task));
  guint n_notified = 0;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (jobs)), ==, 1);
  g_assert_cmpfloat (wg_job_get_fraction (job), <, 0);
  g_signal_connect (job, "notify::fraction", G_CALLBACK (count_notify_cb), &n_notified);
  g_task_run_in_thread (task, work_thread);
  g_object_unref (task);
  while (result == NULL || wg_job_get_fraction (job) < 1)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (g_task_propagate_boolean (G_TASK (result), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (jobs)), ==, 0);
  /* Told at most once for each turn of the loop, not a thousand times. */
  g_assert_cmpuint (n_notified, >=, 1);
  g_assert_cmpuint (n_notified, <, 1001);
}

static void
test_jobs_can_be_cancelled (void)
{
  g_autoptr (WgJobs) jobs = wg_jobs_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GTask *task = wg_jobs_new_task (jobs, "wait", NULL, done_cb, &result);

  g_task_run_in_thread (task, wait_thread);
  g_object_unref (task);
  wg_jobs_cancel_all (jobs);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (jobs)), ==, 0);
}

static const char *
get_recent_path (WgRecent *recent, guint position)
{
  g_autoptr (WgRecentItem) item = g_list_model_get_item (G_LIST_MODEL (recent), position);

  return wg_recent_item_get_path (item); /* the list keeps it */
}

static void
test_recent_keeps_the_newest_first (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.wangge.Wangge");
  g_autoptr (WgRecent) recent = wg_recent_new (settings);
  g_autoptr (WgRecent) other = wg_recent_new (settings);
  g_autoptr (WgRecentItem) item = NULL;

  wg_recent_clear (recent);
  wg_recent_add (recent, "/nowhere/a.wangge", "甲");
  wg_recent_add (recent, "/nowhere/b.wangge", "乙");
  wg_recent_add (recent, "/nowhere/a.wangge", "甲二");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (recent)), ==, 2);
  g_assert_cmpstr (get_recent_path (recent, 0), ==, "/nowhere/a.wangge");
  g_assert_cmpstr (get_recent_path (other, 1), ==, "/nowhere/b.wangge");
  item = g_list_model_get_item (G_LIST_MODEL (recent), 0);
  g_assert_cmpstr (wg_recent_item_get_name (item), ==, "甲二");
  g_assert_false (wg_recent_item_exists (item));

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *path = g_strdup_printf ("/nowhere/%u.wangge", i);

      wg_recent_add (recent, path, "丙");
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (recent)), ==, 12);
  wg_recent_remove (recent, "/nowhere/29.wangge");
  g_assert_cmpstr (get_recent_path (recent, 0), ==, "/nowhere/28.wangge");
  wg_recent_clear (other);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (recent)), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/grid-list/differences", test_grid_list_tells_differences);
  g_test_add_func ("/ui/grid-list/living-items", test_grid_list_keeps_living_items);
  g_test_add_func ("/ui/tree-selection/owner", test_tree_selection_follows_its_owner);
  g_test_add_func ("/ui/decision-list/sort", test_decision_list_sorts_itself);
  g_test_add_func ("/ui/jobs/report", test_jobs_report_on_the_main_thread);
  g_test_add_func ("/ui/jobs/cancel", test_jobs_can_be_cancelled);
  g_test_add_func ("/ui/recent/newest-first", test_recent_keeps_the_newest_first);
  return g_test_run ();
}
