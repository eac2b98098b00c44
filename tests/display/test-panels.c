/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/plan/wg-commands.h"
#include "app/plan/wg-session.h"
#include "tests/support/wg-lattice-plan.h"
#include "tests/support/wg-memory-journal.h"
#include "ui/dialogs/wg-crs-chooser.h"
#include "ui/dialogs/wg-report-dialog.h"
#include "ui/panels/wg-grid-card.h"
#include "ui/panels/wg-grid-list.h"
#include "ui/panels/wg-hierarchy-panel.h"
#include "ui/panels/wg-history-panel.h"
#include "ui/panels/wg-start-page.h"
#include "ui/panels/wg-status-bar.h"

typedef struct
{
  WgPlan *plan;
  WgHistory *history;
  WgSession *session;
} Fixture;

static Fixture
set_up (guint columns, guint rows)
{
  const WgLattice lattice = { columns, rows, 100000, 4, 0, 0, 7 };
  g_autoptr (WgMemoryJournal) journal = NULL;
  Fixture fixture = { NULL };

  fixture.plan = wg_lattice_plan_new (&lattice);
  journal = wg_memory_journal_new (fixture.plan);
  fixture.history = wg_history_new (fixture.plan, WG_JOURNAL (journal));
  fixture.session = wg_session_new (fixture.history);
  return fixture;
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (fixture->session);
  g_clear_object (&fixture->history);
  g_clear_object (&fixture->plan);
}

static void
spin (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint32
find_grid (WgPlan *plan, guint depth, guint skip)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && grid->depth == depth && skip-- == 0)
        return id;
    }
  g_assert_not_reached ();
}

static GtkSelectionModel *
get_rows (WgHierarchyPanel *panel)
{
  GtkWidget *list = find_child (GTK_WIDGET (panel), GTK_TYPE_LIST_VIEW);

  return gtk_list_view_get_model (GTK_LIST_VIEW (list));
}

static void
test_hierarchy_follows_the_session (void)
{
  Fixture fixture = set_up (60, 36);
  GtkWidget *window = gtk_window_new ();
  WgHierarchyPanel *panel = g_object_new (WG_TYPE_HIERARCHY_PANEL, NULL);
  guint32 grid = find_grid (fixture.plan, 3, 500);
  GtkSelectionModel *rows;
  guint n_before;
  guint n_selected = 0;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (panel));
  gtk_window_present (GTK_WINDOW (window));
  wg_hierarchy_panel_set_session (panel, fixture.session);
  rows = get_rows (panel);
  n_before = g_list_model_get_n_items (G_LIST_MODEL (rows));
  g_assert_cmpuint (n_before, >=, wg_plan_get_children (fixture.plan, 0)->len);

  /* From the map: the rows above are opened, its own is selected. */
  wg_session_select (fixture.session, &grid, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), >, n_before);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    n_selected += gtk_selection_model_is_selected (rows, i);
  g_assert_cmpuint (n_selected, ==, 1);

  /* And back. */
  gtk_selection_model_select_item (rows, 0, TRUE);
  g_assert_cmpuint (wg_session_get_selection (fixture.session)->len, ==, 1);
  g_assert_false (wg_session_is_selected (fixture.session, grid));

  wg_hierarchy_panel_set_session (panel, NULL);
  spin (50);
  g_object_ref (panel);
  gtk_window_destroy (GTK_WINDOW (window));
  spin (50);
  g_assert_finalize_object (panel);
  tear_down (&fixture);
}

/* A grid without land below @parent; 0: at the top. */
static WgChange *
add_grid (WgPlan *plan, guint32 parent)
{
  guint32 id = wg_plan_get_grid_limit (plan);
  g_autofree char *code = g_strdup_printf ("9%08u", id);
  g_autoptr (WgGrid) grid
    = wg_grid_new (id, parent, parent == 0 ? 1 : 2, WG_GRID_ORDINARY, FALSE, code, code);
  WgChange *change = wg_change_new ("split", NULL);
  g_autoptr (GError) error = NULL;

  wg_change_add_grid (change, NULL, grid);
  wg_plan_apply (plan, change, FALSE, &error);
  g_assert_no_error (error);
  return change;
}

static gboolean
row_opens (GListModel *rows, guint32 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    if (wg_tree_selection_get_id (WG_TREE_SELECTION (rows), i) == id)
      {
        g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);

        return gtk_tree_list_row_is_expandable (row);
      }
  g_assert_not_reached ();
}

/* Rows that have got their first grids open, those that have lost their last do not. */
static void
test_hierarchy_opens_what_has_grids (void)
{
  Fixture fixture = set_up (12, 12);
  GtkWidget *window = gtk_window_new ();
  WgHierarchyPanel *panel = g_object_new (WG_TYPE_HIERARCHY_PANEL, NULL);
  g_autoptr (WgChange) top = add_grid (fixture.plan, 0);
  guint32 town = wg_plan_get_grid_limit (fixture.plan) - 1;
  g_autoptr (WgChange) below = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *rows = NULL;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (panel));
  gtk_window_present (GTK_WINDOW (window));
  wg_hierarchy_panel_set_session (panel, fixture.session);
  spin (50);
  rows = G_LIST_MODEL (get_rows (panel));
  g_assert_false (row_opens (rows, town));
  below = add_grid (fixture.plan, town);
  g_assert_true (row_opens (rows, town));
  g_assert_true (wg_plan_apply (fixture.plan, below, TRUE, &error));
  g_assert_false (row_opens (rows, town));
  g_assert_true (wg_plan_apply (fixture.plan, below, FALSE, &error));
  g_assert_true (row_opens (rows, town));

  wg_hierarchy_panel_set_session (panel, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  spin (50);
  tear_down (&fixture);
}

/* No pause: what a person waits for stays far below a second (budgets are for bench/). */
static void
test_hierarchy_of_100000_grids (void)
{
  Fixture fixture = set_up (400, 250);
  GtkWidget *window = gtk_window_new ();
  WgHierarchyPanel *panel = g_object_new (WG_TYPE_HIERARCHY_PANEL, NULL);
  GtkWidget *search = find_child (GTK_WIDGET (panel), GTK_TYPE_SEARCH_ENTRY);
  guint32 grid = find_grid (fixture.plan, 3, 77777);
  gint64 start;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (panel));
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 700);
  gtk_window_present (GTK_WINDOW (window));
  spin (200);

  start = g_get_monotonic_time ();
  wg_hierarchy_panel_set_session (panel, fixture.session);
  g_test_message ("show: %.1f ms", (g_get_monotonic_time () - start) / 1e3);
  start = g_get_monotonic_time ();
  wg_session_select (fixture.session, &grid, 1);
  g_test_message ("select: %.1f ms", (g_get_monotonic_time () - start) / 1e3);
  start = g_get_monotonic_time ();
  gtk_editable_set_text (GTK_EDITABLE (search), "9");
  spin (400);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (panel))), ==, 5000);
  start = g_get_monotonic_time ();
  gtk_selection_model_select_all (get_rows (panel));
  g_test_message ("select all found: %.1f ms", (g_get_monotonic_time () - start) / 1e3);
  g_assert_cmpuint (wg_session_get_selection (fixture.session)->len, ==, 5000);

  wg_hierarchy_panel_set_session (panel, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  spin (50);
  tear_down (&fixture);
}

static void
test_card_edits_and_validates (void)
{
  Fixture fixture = set_up (12, 12);
  GtkWidget *window = gtk_window_new ();
  WgGridCard *card = g_object_new (WG_TYPE_GRID_CARD, NULL);
  guint32 grid = find_grid (fixture.plan, 3, 3);
  g_autofree char *before = g_strdup (wg_plan_get_grid (fixture.plan, grid)->name);
  GtkWidget *entry;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (card));
  gtk_window_present (GTK_WINDOW (window));
  wg_grid_card_set_session (card, fixture.session);
  wg_session_select (fixture.session, &grid, 1);
  entry = find_child (GTK_WIDGET (card), ADW_TYPE_ENTRY_ROW);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, before);

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "apply");
  g_assert_cmpstr (wg_plan_get_grid (fixture.plan, grid)->name, ==, before);

  gtk_editable_set_text (GTK_EDITABLE (entry), "新名称");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_signal_emit_by_name (entry, "apply");
  g_assert_cmpstr (wg_plan_get_grid (fixture.plan, grid)->name, ==, "新名称");
  g_assert_true (wg_history_undo (fixture.history, NULL));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, before);

  wg_grid_card_set_session (card, NULL);
  g_object_ref (card);
  gtk_window_destroy (GTK_WINDOW (window));
  spin (50);
  g_assert_finalize_object (card);
  tear_down (&fixture);
}

static void
test_widgets_die (void)
{
  GType types[] = { WG_TYPE_START_PAGE, WG_TYPE_HISTORY_PANEL, WG_TYPE_STATUS_BAR,
                    WG_TYPE_CRS_CHOOSER };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = g_object_ref_sink (g_object_new (types[i], NULL));

      g_assert_finalize_object (widget);
    }
}

static void
test_crs_chooser_asks_until_it_knows (void)
{
  WgCrsChooser *chooser = g_object_ref_sink (g_object_new (WG_TYPE_CRS_CHOOSER, NULL));

  wg_crs_chooser_offer (chooser, WG_CRS_FOR_SOURCE, NULL, "Please choose");
  g_assert_null (wg_crs_chooser_get_crs (chooser));
  wg_crs_chooser_offer (chooser, WG_CRS_FOR_PROJECT, "EPSG:4549", "Proposed");
  g_assert_cmpstr (wg_crs_chooser_get_crs (chooser), ==, "EPSG:4549");
  g_assert_true (wg_crs_chooser_is_first (chooser));
  g_assert_finalize_object (chooser);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/panels/hierarchy/session", test_hierarchy_follows_the_session);
  g_test_add_func ("/panels/hierarchy/opens", test_hierarchy_opens_what_has_grids);
  g_test_add_func ("/panels/hierarchy/100000", test_hierarchy_of_100000_grids);
  g_test_add_func ("/panels/card/edit", test_card_edits_and_validates);
  g_test_add_func ("/panels/die", test_widgets_die);
  g_test_add_func ("/dialogs/crs-chooser", test_crs_chooser_asks_until_it_knows);
  return g_test_run ();
}
