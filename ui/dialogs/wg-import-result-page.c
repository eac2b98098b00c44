/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-result-page"

#include "wg-import-result-page.h"

#include "../../app/cli/wg-words.h"
#include "wg-import-report-view.h"
#include "wg-import-result-map.h"
#include "wg-import-run.h"
#include "wg-report-save.h"

#include <glib/gi18n.h>

#define MAP_WIDTH 520

struct _WgImportResultPage
{
  WgImportPage parent_instance;

  GtkStack *stack;
  GtkProgressBar *progress;
  GtkLabel *doing;
  AdwStatusPage *failure;
  GtkDropDown *layer_choice;
  GtkLabel *summary;
  GtkWidget *save_button;
  WgImportResultMap *map;
  WgImportReportView *report_view;
  AdwPreferencesGroup *others; /* what comes besides grids */

  GPtrArray *rows;         /* of GtkWidget, borrowed of the group */
  WgImportRun *followed;   /* of the draft; nullable */
  GPtrArray *shown;        /* the steps that are shown; borrowed, only compared */
  gboolean is_open;
};

G_DEFINE_FINAL_TYPE (WgImportResultPage, wg_import_result_page, WG_TYPE_IMPORT_PAGE)

static const WgImportStep *
get_step (WgImportResultPage *self)
{
  GPtrArray *steps = self->followed != NULL ? wg_import_run_get_steps (self->followed) : NULL;
  guint selected = gtk_drop_down_get_selected (self->layer_choice);

  return steps != NULL && steps == self->shown && selected < steps->len
           ? g_ptr_array_index (steps, selected)
           : NULL;
}

static char *
describe_use (WgPlan *plan, const WgImportChoice *choice)
{
  if (choice->use == WG_IMPORT_BUILDINGS)
    return g_strdup (_("Buildings, with households and people"));
  if (choice->use == WG_IMPORT_NUMBERS)
    return g_strdup (_("Numbers for the buildings of the project"));
  if (choice->use == WG_IMPORT_BARRIERS)
    return g_strdup (_("Barriers: streets, rivers, walls"));
  if (choice->use == WG_IMPORT_ADDRESSES)
    return g_strdup (_("Addresses and named places"));
  if (choice->use == WG_IMPORT_REFERENCE)
    return g_strdup (_("Reference layer of the map"));
  return g_strdup (wg_plan_get_level (plan, choice->depth)->name);
}

/* What is no grid has no preview: it does not change the land. */
static void
fill_others (WgImportResultPage *self)
{
  WgImportDraft *draft = wg_import_page_get_draft (WG_IMPORT_PAGE (self));
  g_autoptr (GPtrArray) chosen = wg_import_draft_list_chosen (draft);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->others, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < chosen->len; i++)
    {
      const WgImportChoice *one = g_ptr_array_index (chosen, i);
      g_autofree char *title = g_markup_escape_text (one->layer, -1);
      g_autofree char *use = describe_use (draft->plan, one);
      g_autofree char *subtitle = g_markup_escape_text (use, -1);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_preferences_group_add (self->others, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show_step (WgImportResultPage *self)
{
  const WgImportStep *step = get_step (self);
  const WgImportReport *report = step != NULL ? step->report : NULL;

  wg_import_result_map_show (self->map, step);
  wg_import_report_view_show (self->report_view, report,
                              _("A row chosen here is shown on the map; a mark chosen on the map is "
                                "shown here"));
  gtk_widget_set_sensitive (self->save_button, report != NULL);
  if (report != NULL)
    {
      g_autofree char *grids = wg_words_count (report->n_grids);
      g_autofree char *rows = wg_words_count (report->n_rows);
      g_autofree char *rejected = wg_words_count (wg_import_report_count_rejected (report));
      g_autofree char *area = wg_words_area (report->covered_m2);
      /* Translators: numbers of grids and rows, an area, a number of rows */
      g_autofree char *line = g_strdup_printf (
        _("%s grids from %s rows, %s; %s rows refused. Nothing is stored before you accept it."),
        grids, rows, area, rejected);

      gtk_label_set_label (self->summary,
                           step->choice->is_update
                             ? _("The ticked differences are applied. Nothing is stored before you "
                                 "accept it.")
                             : line);
    }
}

static void
fill_layers (WgImportResultPage *self, GPtrArray *steps)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = steps != NULL ? steps->len : 0;

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names,
                            ((WgImportStep *) g_ptr_array_index (steps, i))->choice->layer);
  self->shown = NULL;
  gtk_drop_down_set_model (self->layer_choice, G_LIST_MODEL (names));
  self->shown = steps;
  if (n > 0)
    gtk_drop_down_set_selected (self->layer_choice, n - 1);
  gtk_widget_set_visible (GTK_WIDGET (self->layer_choice), n > 1);
  show_step (self);
}

static void
layer_selected_cb (GtkDropDown *choice, GParamSpec *pspec, WgImportResultPage *self)
{
  if (self->shown != NULL)
    show_step (self);
}

static void
show_failure (WgImportResultPage *self)
{
  const char *layer = wg_import_run_get_layer (self->followed);
  g_autofree char *words = wg_words_error (wg_import_run_get_error (self->followed));
  g_autofree char *sentence
    = layer != NULL ? g_strdup_printf ("%s: %s", layer, words) : g_strdup (words);
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->failure, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
run_changed_cb (WgImportRun *run, WgImportResultPage *self)
{
  GPtrArray *steps = wg_import_run_get_steps (run);
  WgImportRunState state = wg_import_run_get_state (run);

  if (self->shown != NULL && self->shown != steps)
    fill_layers (self, NULL);
  if (!self->is_open)
    return;
  if (state == WG_IMPORT_RUN_RUNNING)
    {
      gtk_progress_bar_set_fraction (self->progress, wg_import_run_get_progress (run));
      gtk_stack_set_visible_child_name (self->stack, "running");
      return;
    }
  if (state == WG_IMPORT_RUN_FAILED)
    show_failure (self);
  else if (state == WG_IMPORT_RUN_DONE && self->shown != steps)
    {
      fill_layers (self, steps);
      gtk_stack_set_visible_child_name (self->stack, "result");
    }
  else if (state == WG_IMPORT_RUN_IDLE)
    gtk_stack_set_visible_child_name (self->stack, "stopped");
  wg_import_page_changed (WG_IMPORT_PAGE (self));
}

static void
run (WgImportResultPage *self)
{
  WgImportDraft *draft = wg_import_page_get_draft (WG_IMPORT_PAGE (self));
  g_autoptr (GPtrArray) grids = wg_import_draft_list_grids (draft);

  fill_others (self);
  if (self->followed == NULL)
    {
      self->followed = g_object_ref (draft->run);
      g_signal_connect_object (self->followed, "changed", G_CALLBACK (run_changed_cb), self, 0);
    }
  if (grids->len == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "others");
      return;
    }
  wg_import_run_start (draft->run, grids);
  run_changed_cb (draft->run, self);
}

static void
wg_import_result_page_open (WgImportPage *page, WgImportChoice *choice)
{
  WgImportResultPage *self = WG_IMPORT_RESULT_PAGE (page);

  self->is_open = TRUE;
  run (self);
}

static void
wg_import_result_page_close (WgImportPage *page)
{
  WG_IMPORT_RESULT_PAGE (page)->is_open = FALSE;
}

static gboolean
wg_import_result_page_is_complete (WgImportPage *page, const WgImportChoice *choice)
{
  WgImportDraft *draft = wg_import_page_get_draft (page);
  g_autoptr (GPtrArray) grids = wg_import_draft_list_grids (draft);
  GPtrArray *steps = wg_import_run_get_steps (draft->run);

  if (grids->len == 0)
    return TRUE;
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const WgImportStep *step = g_ptr_array_index (steps, i);

      if (step->report->n_grids > 0 || step->choice->is_update)
        return TRUE;
    }
  return FALSE;
}

static void
cancel_cb (GtkButton *button, WgImportResultPage *self)
{
  wg_import_run_cancel (self->followed);
}

static void
again_cb (GtkButton *button, WgImportResultPage *self)
{
  run (self);
}

static void
save_cb (GtkButton *button, WgImportResultPage *self)
{
  const WgImportStep *step = get_step (self);

  if (step != NULL)
    wg_report_save_ask (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), step->report);
}

static void
picked_cb (WgImportResultMap *map, guint index, WgImportResultPage *self)
{
  const WgImportStep *step = get_step (self);

  if (step == NULL || index >= step->report->decisions->len)
    return;
  wg_import_report_view_select (self->report_view, index);
  wg_import_result_map_point_at (self->map,
                                 &g_array_index (step->report->decisions, WgDecision, index));
}

static void
decision_cb (WgImportReportView *view, const WgDecision *decision, WgImportResultPage *self)
{
  wg_import_result_map_point_at (self->map, decision);
}

static void
kind_cb (WgImportReportView *view, int kind, WgImportResultPage *self)
{
  wg_import_result_map_show_kind (self->map, kind);
}

static void
grid_cb (WgImportReportView *view, guint grid, WgImportResultPage *self)
{
  wg_import_result_map_show_grid (self->map, grid);
}

static void
wg_import_result_page_dispose (GObject *object)
{
  WgImportResultPage *self = WG_IMPORT_RESULT_PAGE (object);

  self->is_open = FALSE;
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed, self);
  g_clear_object (&self->followed);

  G_OBJECT_CLASS (wg_import_result_page_parent_class)->dispose (object);
}

static void
wg_import_result_page_finalize (GObject *object)
{
  g_ptr_array_unref (WG_IMPORT_RESULT_PAGE (object)->rows);

  G_OBJECT_CLASS (wg_import_result_page_parent_class)->finalize (object);
}

static void
wg_import_result_page_class_init (WgImportResultPageClass *klass)
{
  WgImportPageClass *page_class = WG_IMPORT_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_result_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_result_page_finalize;

  page_class->name = "result";
  page_class->title = N_("Result");
  page_class->fills_window = TRUE;
  page_class->open = wg_import_result_page_open;
  page_class->close = wg_import_result_page_close;
  page_class->is_complete = wg_import_result_page_is_complete;
}

static GtkWidget *
make_button (const char *label, GCallback clicked_cb, gpointer user_data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", clicked_cb, user_data);
  return button;
}

static GtkWidget *
make_running (WgImportResultPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->doing = GTK_LABEL (gtk_label_new (_("Reading and cleaning, in memory")));
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->progress), 320, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Reading and cleaning, in memory"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->doing));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), make_button (_("S_top"), G_CALLBACK (cancel_cb), self));
  return box;
}

static GtkWidget *
make_stopped (WgImportResultPage *self)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "process-stop-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Stopped"));
  adw_status_page_set_child (ADW_STATUS_PAGE (page),
                             make_button (_("_Run Again"), G_CALLBACK (again_cb), self));
  return page;
}

static GtkWidget *
make_head (WgImportResultPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->layer_choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  self->save_button = make_button (_("_Save Report…"), G_CALLBACK (save_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->layer_choice),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Layer of the file"), -1);
  g_signal_connect (self->layer_choice, "notify::selected", G_CALLBACK (layer_selected_cb), self);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_xalign (self->summary, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->summary), TRUE);
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_top (head, 8);
  gtk_widget_set_margin_bottom (head, 8);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->layer_choice));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (head), self->save_button);
  return head;
}

static GtkWidget *
make_result (WgImportResultPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);

  self->map = g_object_new (WG_TYPE_IMPORT_RESULT_MAP, NULL);
  self->report_view = g_object_new (WG_TYPE_IMPORT_REPORT_VIEW, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->map), 300, 240);
  gtk_widget_set_size_request (GTK_WIDGET (self->report_view), 380, -1);
  gtk_paned_set_start_child (GTK_PANED (paned), GTK_WIDGET (self->map));
  gtk_paned_set_end_child (GTK_PANED (paned), GTK_WIDGET (self->report_view));
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), MAP_WIDTH);
  gtk_widget_set_vexpand (paned, TRUE);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), paned);
  g_signal_connect (self->map, "picked", G_CALLBACK (picked_cb), self);
  g_signal_connect (self->report_view, "decision-chosen", G_CALLBACK (decision_cb), self);
  g_signal_connect (self->report_view, "decision-activated", G_CALLBACK (decision_cb), self);
  g_signal_connect (self->report_view, "kind-changed", G_CALLBACK (kind_cb), self);
  g_signal_connect (self->report_view, "grid-chosen", G_CALLBACK (grid_cb), self);
  return box;
}

static GtkWidget *
make_others (WgImportResultPage *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->others = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->others, _("To Be Brought In"));
  gtk_widget_set_margin_top (GTK_WIDGET (self->others), 18);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->others));
  return clamp;
}

static void
wg_import_result_page_init (WgImportResultPage *self)
{
  self->rows = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->failure = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->failure, "dialog-warning-symbolic");
  adw_status_page_set_title (self->failure, _("The import cannot be done"));
  gtk_stack_add_named (self->stack, make_running (self), "running");
  gtk_stack_add_named (self->stack, make_stopped (self), "stopped");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->failure), "failure");
  gtk_stack_add_named (self->stack, make_result (self), "result");
  gtk_stack_add_named (self->stack, make_others (self), "others");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}
