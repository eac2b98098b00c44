/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-report-dialog"

#include "wg-report-dialog.h"

#include "../../app/cli/wg-import-sheets.h"
#include "../../app/cli/wg-words.h"
#include "../../app/exchange/wg-sheet-file.h"
#include "../wg-files.h"
#include "wg-decision-list.h"

#include <math.h>

#include <glib/gi18n.h>

#define MAX_ROWS_SHOWN 200 /* of one kind of problem; the saved report has all */

struct _WgReportDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  GtkWidget *discard_button;
  GtkWidget *accept_button;
  GtkFlowBox *figures;
  GtkStack *stack;
  GtkStackPage *decisions_page;
  GtkStackPage *rows_page;
  GtkDropDown *kind_choice;
  GtkColumnView *decisions;
  GtkColumnViewColumn *kind_column;
  GtkColumnViewColumn *winner_column;
  GtkColumnViewColumn *loser_column;
  GtkColumnViewColumn *area_column;
  GtkColumnViewColumn *width_column;
  GtkLabel *decisions_hint;
  GtkWidget *no_decisions;
  GtkWidget *decisions_box;
  AdwPreferencesGroup *problems;
  GtkWidget *no_problems;

  const WgImportReport *report;
  WgDecisionList *list;
  GArray *kinds; /* of int: what the entries of kind_choice mean, -1 first */
  gboolean is_accepted;
  int probed; /* column that a probe of the view's sorter met first */
};

G_DEFINE_FINAL_TYPE (WgReportDialog, wg_report_dialog, ADW_TYPE_WINDOW)

enum
{
  ACCEPTED,
  FLY_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  guint n;
  double area_m2;
} Sum;

static Sum
sum_decisions (WgReportDialog *self, WgDecisionKind kind)
{
  Sum sum = { 0, 0.0 };

  for (guint i = 0; i < self->report->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (self->report->decisions, WgDecision, i);

      if (decision->kind == kind)
        {
          sum.n++;
          sum.area_m2 += isnan (decision->area_m2) ? 0 : decision->area_m2;
        }
    }
  return sum;
}

static guint
count_problems (WgReportDialog *self, WgRowProblemKind kind)
{
  guint n = 0;

  for (guint i = 0; i < self->report->problems->len; i++)
    n += ((WgRowProblem *) self->report->problems->pdata[i])->kind == kind;

  return n;
}

static void
add_figure (WgReportDialog *self, const char *figure, const char *words, gboolean is_bad)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *number = gtk_label_new (figure);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *child;

  gtk_label_set_xalign (GTK_LABEL (number), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_widget_add_css_class (number, "wg-figure");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "wg-soft");
  if (is_bad)
    gtk_widget_add_css_class (number, "wg-bad");
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "wg-figure-card");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), label);
  gtk_flow_box_append (self->figures, box);
  child = gtk_widget_get_parent (box);
  gtk_widget_set_focusable (child, FALSE);
}

static void
add_sum (WgReportDialog *self, Sum sum, const char *words)
{
  g_autofree char *count = wg_words_count (sum.n);
  g_autofree char *area = wg_words_area (sum.area_m2);
  g_autofree char *line = g_strdup_printf ("%s\n%s", words, area);

  if (sum.n > 0)
    add_figure (self, count, line, FALSE);
}

static void
fill_figures (WgReportDialog *self)
{
  const WgImportReport *report = self->report;
  guint n_rejected = wg_import_report_count_rejected (report);
  g_autofree char *grids = wg_words_count (report->n_grids);
  g_autofree char *rows = wg_words_count (report->n_rows);
  g_autofree char *rejected = wg_words_count (n_rejected);
  g_autofree char *covered = wg_words_area (report->covered_m2);
  g_autofree char *claimed = wg_words_area (report->claimed_m2);
  /* Translators: %s is a number of rows of a file */
  g_autofree char *of_rows =
    g_strdup_printf (ngettext ("grid from %s row", "grids from %s rows", report->n_rows), rows);
  /* Translators: %s is an area */
  g_autofree char *of_area = g_strdup_printf (_("covered; %s in the file"), claimed);
  guint n_duplicates = count_problems (self, WG_ROW_DUPLICATE_CODE);

  add_figure (self, grids, of_rows, FALSE);
  add_figure (self, covered, of_area, FALSE);
  if (n_rejected > 0)
    add_figure (self, rejected, ngettext ("row left out", "rows left out", n_rejected), TRUE);
  add_sum (self, sum_decisions (self, WG_DECISION_GAP_CLOSED), _("gaps closed"));
  add_sum (self, sum_decisions (self, WG_DECISION_OVERLAP_CLOSED), _("narrow overlaps settled"));
  add_sum (self, sum_decisions (self, WG_DECISION_OVERLAP_RESOLVED), _("overlaps settled"));
  add_sum (self, sum_decisions (self, WG_DECISION_GAP_KEPT), _("gaps kept"));
  add_sum (self, sum_decisions (self, WG_DECISION_PARENT_FOLLOWS), _("higher borders moved"));
  if (n_duplicates > 0)
    {
      g_autofree char *duplicates = wg_words_count (n_duplicates);

      add_figure (self, duplicates, ngettext ("code used more than once",
                                              "codes used more than once", n_duplicates),
                  TRUE);
    }
}

static void
add_problem_rows (WgReportDialog *self, WgRowProblemKind kind, guint n)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *count = wg_words_count (n);
  GtkWidget *label = gtk_label_new (count);
  guint shown = 0;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), wg_words_problem_kind (kind));
  gtk_widget_add_css_class (label, "wg-count");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), label);
  if (wg_row_problem_is_rejection (kind))
    adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row),
                                 gtk_image_new_from_icon_name ("dialog-warning-symbolic"));

  for (guint i = 0; i < self->report->problems->len && shown < MAX_ROWS_SHOWN; i++)
    {
      const WgRowProblem *problem = self->report->problems->pdata[i];
      g_autofree char *sentence = NULL;
      g_autofree char *escaped = NULL;
      GtkWidget *line;

      if (problem->kind != kind)
        continue;
      sentence = wg_words_row_problem (problem);
      escaped = g_markup_escape_text (sentence, -1);
      line = adw_action_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), escaped);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), line);
      shown++;
    }
  if (n > shown)
    {
      g_autofree char *more =
        g_strdup_printf (_("… and %u more; the saved report has them all"), n - shown);
      GtkWidget *line = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), more);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), line);
    }
  adw_preferences_group_add (self->problems, row);
}

static void
fill_problems (WgReportDialog *self)
{
  g_autofree char *title =
    g_strdup_printf (_("Rows of the File (%u)"), self->report->problems->len);

  for (int kind = WG_ROW_NO_GEOMETRY; kind <= WG_ROW_NO_LAND; kind++)
    {
      guint n = count_problems (self, (WgRowProblemKind) kind);

      if (n > 0)
        add_problem_rows (self, (WgRowProblemKind) kind, n);
    }
  g_object_set (self->rows_page, "title", title, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), self->report->problems->len > 0);
  gtk_widget_set_visible (self->no_problems, self->report->problems->len == 0);
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_list_item_set_child (list_item, cell);
}

static char *
describe_cell (WgReportDialog *self, const WgDecision *decision, WgDecisionColumn column)
{
  switch (column)
    {
    case WG_DECISION_COLUMN_KIND:
      return g_strdup (wg_words_decision_kind (decision->kind));
    case WG_DECISION_COLUMN_WINNER:
      return decision->winner != 0 ? wg_words_report_grid (self->report, decision->winner)
                                   : g_strdup ("—");
    case WG_DECISION_COLUMN_LOSER:
      return decision->loser != 0 ? wg_words_report_grid (self->report, decision->loser)
                                  : g_strdup ("—");
    case WG_DECISION_COLUMN_AREA:
      return wg_words_area (decision->area_m2);
    case WG_DECISION_COLUMN_WIDTH:
      return wg_words_length (decision->width_m);
    default:
      return g_strdup ("");
    }
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, WgReportDialog *self)
{
  WgDecision decision = wg_decision_item_get (gtk_list_item_get_item (list_item));
  WgDecisionColumn column =
    GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  g_autofree char *text = describe_cell (self, &decision, column);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell),
                              column >= WG_DECISION_COLUMN_AREA ? 1.0f : 0.0f);
  if (column == WG_DECISION_COLUMN_KIND)
    {
      g_autofree char *sentence = wg_words_report_decision (self->report, &decision);

      gtk_widget_set_tooltip_text (cell, sentence);
    }
}

typedef struct
{
  WgReportDialog *self;
  WgDecisionColumn column;
} Probe;

/* GTK 4.8 does not tell which column is sorted by: each sorter notes that it was asked. */
static int
probe_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Probe *probe = user_data;

  if (probe->self->probed < 0)
    probe->self->probed = (int) probe->column;
  return -1;
}

static void
sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, WgReportDialog *self)
{
  g_autoptr (GObject) a = g_object_new (WG_TYPE_DECISION_ITEM, NULL);
  g_autoptr (GObject) b = g_object_new (WG_TYPE_DECISION_ITEM, NULL);
  GtkOrdering order;

  self->probed = -1;
  order = gtk_sorter_compare (sorter, a, b);
  if (self->probed >= 0)
    wg_decision_list_sort (self->list, (WgDecisionColumn) self->probed, order == GTK_ORDERING_LARGER);
}

static void
init_column (WgReportDialog *self, GtkColumnViewColumn *view_column, WgDecisionColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Probe *probe = g_new0 (Probe, 1);
  g_autoptr (GtkSorter) sorter = NULL;

  probe->self = self;
  probe->column = column;
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, probe, g_free));
  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), self);
  gtk_column_view_column_set_factory (view_column, factory);
  gtk_column_view_column_set_sorter (view_column, sorter);
  g_object_unref (factory);
}

static void
kind_selected_cb (GtkDropDown *choice, GParamSpec *pspec, WgReportDialog *self)
{
  guint selected = gtk_drop_down_get_selected (choice);

  if (self->list != NULL && selected < self->kinds->len)
    wg_decision_list_show (self->list, g_array_index (self->kinds, int, selected));
}

static void
fill_kinds (WgReportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int all = -1;

  g_array_append_val (self->kinds, all);
  gtk_string_list_append (names, _("All kinds"));
  for (int kind = WG_DECISION_GAP_CLOSED; kind <= WG_DECISION_RING_REPAIRED; kind++)
    {
      Sum sum = sum_decisions (self, (WgDecisionKind) kind);
      g_autofree char *line =
        g_strdup_printf ("%s (%u)", wg_words_decision_kind ((WgDecisionKind) kind), sum.n);

      if (sum.n > 0)
        {
          g_array_append_val (self->kinds, kind);
          gtk_string_list_append (names, line);
        }
    }
  gtk_drop_down_set_model (self->kind_choice, G_LIST_MODEL (names));
}

static void
fill_decisions (WgReportDialog *self)
{
  guint n = self->report->decisions->len;
  g_autofree char *title = g_strdup_printf (_("Decisions (%u)"), n);
  GtkSingleSelection *selection;

  fill_kinds (self);
  self->list = wg_decision_list_new (self->report);
  init_column (self, self->kind_column, WG_DECISION_COLUMN_KIND);
  init_column (self, self->winner_column, WG_DECISION_COLUMN_WINNER);
  init_column (self, self->loser_column, WG_DECISION_COLUMN_LOSER);
  init_column (self, self->area_column, WG_DECISION_COLUMN_AREA);
  init_column (self, self->width_column, WG_DECISION_COLUMN_WIDTH);

  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_column_view_set_model (self->decisions, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  gtk_column_view_sort_by_column (self->decisions, self->area_column, GTK_SORT_DESCENDING);
  g_signal_connect_object (gtk_column_view_get_sorter (self->decisions), "changed",
                           G_CALLBACK (sorter_changed_cb), self, 0);
  g_object_set (self->decisions_page, "title", title, NULL);
  gtk_widget_set_visible (self->decisions_box, n > 0);
  gtk_widget_set_visible (self->no_decisions, n == 0);
  gtk_label_set_label (self->decisions_hint,
                       self->is_accepted
                         ? _("Press Enter, or click twice, to fly to the place")
                         : _("After accepting, this list takes you to each place (main menu, "
                             "Last Import Report)"));
}

/* The view takes in what was decided and some land around it. */
static void
row_activate_cb (GtkColumnView *view, guint position, WgReportDialog *self)
{
  g_autoptr (WgDecisionItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  WgDecision decision;
  WgEnvelope envelope;
  gint32 reach;

  if (item == NULL || !self->is_accepted)
    return;

  decision = wg_decision_item_get (item);
  reach = (gint32) CLAMP (2000.0 * sqrt (MAX (decision.area_m2, 0)), 30e3, 3000e3);
  envelope = (WgEnvelope){ decision.place.x - reach, decision.place.y - reach,
                           decision.place.x + reach, decision.place.y + reach };
  g_signal_emit (self, signals[FLY_TO], 0, &envelope);
}

static void
accept_cb (GtkButton *button, WgReportDialog *self)
{
  g_signal_emit (self, signals[ACCEPTED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
tell_save_problem (WgReportDialog *self, const GError *error)
{
  g_autofree char *sentence = wg_words_error (error);
  GtkWidget *message
    = adw_message_dialog_new (GTK_WINDOW (self), _("The report cannot be saved"), sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (message), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (message));
}

/* What is written: texts made by the main thread, the file by a worker. */
typedef struct
{
  char *path;
  char *json;        /* NULL: @sheets */
  GPtrArray *sheets; /* of WgSheet */
} Save;

static void
save_free (Save *save)
{
  g_free (save->path);
  g_free (save->json);
  g_clear_pointer (&save->sheets, g_ptr_array_unref);
  g_free (save);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;
  gboolean is_good
    = save->json != NULL
        ? g_file_set_contents (save->path, save->json, -1, &error)
        : wg_sheet_file_write (save->path, (const WgSheet *const *) save->sheets->pdata,
                               save->sheets->len, &error);

  if (is_good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    tell_save_problem (WG_REPORT_DIALOG (object), error);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, WgReportDialog *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                             : NULL;

  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      Save *save = g_new0 (Save, 1);
      g_autoptr (GTask) task = g_task_new (self, NULL, saved_cb, NULL);
      g_autofree char *lower = g_utf8_strdown (g_file_peek_path (file), -1);
      gboolean is_json = g_str_has_suffix (lower, ".json");
      gboolean is_table = g_str_has_suffix (lower, ".xlsx") || g_str_has_suffix (lower, ".csv");

      save->path = is_json || is_table ? g_file_get_path (file)
                                       : g_strconcat (g_file_peek_path (file), ".xlsx", NULL);
      if (is_json)
        save->json = wg_import_report_to_json (self->report);
      else
        save->sheets = wg_import_sheets (self->report);
      g_task_set_task_data (task, save, (GDestroyNotify) save_free);
      g_task_run_in_thread (task, save_thread);
    }
  gtk_native_dialog_destroy (dialog);
}

static void
save_cb (GtkButton *button, WgReportDialog *self)
{
  GtkFileChooserNative *dialog =
    wg_files_chooser_new (GTK_WINDOW (self), _("Save Report"), GTK_FILE_CHOOSER_ACTION_SAVE);
  /* Translators: ending of the name of a saved import report */
  g_autofree char *name = g_strconcat (self->report->source, _(" import report"), ".xlsx", NULL);

  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Spreadsheets (XLSX)"), "xlsx");
  wg_files_add_filter (GTK_FILE_CHOOSER (dialog), _("JSON files"), "json");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
wg_report_dialog_dispose (GObject *object)
{
  WgReportDialog *self = WG_REPORT_DIALOG (object);

  if (self->decisions != NULL)
    gtk_column_view_set_model (self->decisions, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), WG_TYPE_REPORT_DIALOG);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (wg_report_dialog_parent_class)->dispose (object);
}

static void
wg_report_dialog_finalize (GObject *object)
{
  g_array_unref (WG_REPORT_DIALOG (object)->kinds);

  G_OBJECT_CLASS (wg_report_dialog_parent_class)->finalize (object);
}

static void
wg_report_dialog_class_init (WgReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_report_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_report_dialog_finalize;

  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FLY_TO] = g_signal_new ("fly-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-report-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgReportDialog, name)
  BIND (title);
  BIND (discard_button);
  BIND (accept_button);
  BIND (figures);
  BIND (stack);
  BIND (decisions_page);
  BIND (rows_page);
  BIND (kind_choice);
  BIND (decisions);
  BIND (kind_column);
  BIND (winner_column);
  BIND (loser_column);
  BIND (area_column);
  BIND (width_column);
  BIND (decisions_hint);
  BIND (no_decisions);
  BIND (decisions_box);
  BIND (problems);
  BIND (no_problems);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activate_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_report_dialog_init (WgReportDialog *self)
{
  self->kinds = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_widget_init_template (GTK_WIDGET (self));
}

WgReportDialog *
wg_report_dialog_new (GtkWindow *parent, const WgImportReport *report, gboolean is_accepted)
{
  WgReportDialog *self =
    g_object_new (WG_TYPE_REPORT_DIALOG, "transient-for", parent, "modal", !is_accepted, NULL);
  const WgLevel *level = wg_plan_get_level (report->plan, report->depth);
  g_autofree char *subtitle =
    g_strdup_printf ("%s → %s", report->source, level != NULL ? level->name : "");

  self->report = report;
  self->is_accepted = is_accepted;
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_widget_set_visible (self->accept_button, !is_accepted);
  gtk_button_set_label (GTK_BUTTON (self->discard_button), is_accepted ? _("_Close") : _("_Discard"));
  fill_figures (self);
  fill_decisions (self);
  fill_problems (self);
  gtk_stack_set_visible_child_name (
    self->stack, report->decisions->len == 0 && report->problems->len > 0 ? "rows" : "decisions");
  gtk_widget_grab_focus (is_accepted ? self->discard_button : self->accept_button);
  return self;
}
