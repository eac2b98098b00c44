/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-report-view"

#include "wg-import-report-view.h"

#include "../../app/cli/wg-import-sheets.h"
#include "../../app/cli/wg-words.h"
#include "../../app/plan/wg-import-figures.h"
#include "wg-import-balances.h"
#include "wg-import-decisions.h"
#include "wg-import-problems.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define CONSERVED_SHARE 1e-6 /* of the area: what the rest of a balance may be */

struct _WgImportReportView
{
  GtkBox parent_instance;

  GtkStack *stack;
  GtkStackPage *decisions_page;
  GtkStackPage *grids_page;
  GtkStackPage *rows_page;
  GtkGrid *figures;
  WgImportDecisions *decisions;
  WgImportBalances *balances;
  WgImportProblems *problems;
};

G_DEFINE_FINAL_TYPE (WgImportReportView, wg_import_report_view, GTK_TYPE_BOX)

enum
{
  DECISION_CHOSEN,
  DECISION_ACTIVATED,
  KIND_CHANGED,
  GRID_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
attach (WgImportReportView *self, const char *text, int column, int row, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0.0f : 1.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), column > 0);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, "wg-cell");
  if (column > 0)
    gtk_widget_add_css_class (label, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->figures, label, column, row, 1, 1);
}

static void
attach_value (WgImportReportView *self, double value, int decimals, int column, int row)
{
  g_autofree char *text = wg_words_number (value, decimals);

  attach (self, text, column, row, NULL);
}

static int
attach_sides (WgImportReportView *self, const WgImportReport *report, int line)
{
  g_autoptr (GPtrArray) rows = wg_import_figure_rows (report);

  attach (self, report->base != NULL ? _("The level and the result") : _("File and result"), 0, line,
          "heading");
  attach (self, _("Before"), 1, line, "heading");
  attach (self, _("After"), 2, line++, "heading");
  for (guint i = 0; i < rows->len; i++)
    {
      const WgImportFigureRow *row = g_ptr_array_index (rows, i);

      attach (self, row->words, 0, line, NULL);
      attach_value (self, row->before, row->decimals, 1, line);
      attach_value (self, row->after, row->decimals, 2, line++);
    }
  return line;
}

/* How the area of the file became the area of the grids, to the last square metre. */
static int
attach_sum (WgImportReportView *self, const WgImportReport *report, int line)
{
  const WgImportFigures *figures = report->figures;
  const struct
  {
    const char *words;
    double value;
  } rows[] = {
    { _("m² in the file"), report->claimed_m2 },
    { _("+ won from nobody or from others"), report->won_m2 },
    { _("− lost to others"), -report->lost_m2 },
    { _("± by repairing rings"), figures->repaired_m2 },
    { _("± by vertices that moved"), figures->moved_m2 },
    { _("± otherwise (lines cut where they cross)"), figures->rest_m2 },
    { _("= m² of the grids now"), report->covered_m2 },
  };
  gboolean is_conserved = fabs (figures->rest_m2) <= CONSERVED_SHARE * report->claimed_m2;

  attach (self, _("Where the area went"), 0, line++, "heading");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      attach (self, rows[i].words, 0, line, NULL);
      attach_value (self, rows[i].value, 3, 2, line++);
    }
  attach (self,
          is_conserved ? _("The sum of areas is kept: what nothing explains is less than a millionth")
                       : _("More than a millionth of the area is in none of the decisions: look at "
                           "the grids that changed most"),
          0, line++, is_conserved ? "success" : "warning");
  return line;
}

static int
attach_update (WgImportReportView *self, const WgImportReport *report, int line)
{
  const WgImportFigures *figures = report->figures;
  const struct
  {
    const char *words;
    double value;
  } rows[] = {
    { _("m² of the level before"), figures->before.area_m2 },
    { _("± by the differences that are applied"), figures->after.area_m2 - figures->before.area_m2 },
    { _("= m² of the level now"), figures->after.area_m2 },
  };

  attach (self, _("Where the area went"), 0, line++, "heading");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      attach (self, rows[i].words, 0, line, NULL);
      attach_value (self, rows[i].value, 3, 2, line++);
    }
  return line;
}

static void
fill_figures (WgImportReportView *self, const WgImportReport *report)
{
  GtkWidget *child = NULL;
  int line = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->figures))) != NULL)
    gtk_grid_remove (self->figures, child);
  if (report == NULL || report->figures == NULL)
    return;
  line = attach_sides (self, report, line);
  if (report->figures->n_moved > 0)
    {
      g_autofree char *length
        = report->figures->farthest_m < 0.1
            /* Translators: millimetres */
            ? g_strdup_printf (_("%.0f mm"), report->figures->farthest_m * 1000.0)
            : wg_words_length (report->figures->farthest_m);
      g_autofree char *count = wg_words_count (report->figures->n_moved);
      /* Translators: a number and a length */
      g_autofree char *words
        = g_strdup_printf (ngettext ("%s vertex moved, by at most %s", "%s vertices moved, by at most %s",
                                     report->figures->n_moved), count, length);

      attach (self, words, 0, line++, NULL);
    }
  if (report->base != NULL)
    attach_update (self, report, line);
  else
    attach_sum (self, report, line);
}

static void
pass_decision_cb (GtkWidget *widget, WgDecision *decision, WgImportReportView *self)
{
  g_signal_emit (self, signals[DECISION_CHOSEN], 0, decision);
}

static void
pass_activated_cb (GtkWidget *widget, WgDecision *decision, WgImportReportView *self)
{
  g_signal_emit (self, signals[DECISION_ACTIVATED], 0, decision);
}

static void
pass_kind_cb (GtkWidget *widget, int kind, WgImportReportView *self)
{
  g_signal_emit (self, signals[KIND_CHANGED], 0, kind);
}

static void
pass_grid_cb (GtkWidget *widget, guint grid, WgImportReportView *self)
{
  g_signal_emit (self, signals[GRID_CHOSEN], 0, grid);
}

static void
wg_import_report_view_class_init (WgImportReportViewClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[DECISION_CHOSEN] = g_signal_new ("decision-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[DECISION_ACTIVATED] = g_signal_new ("decision-activated", type, G_SIGNAL_RUN_LAST, 0,
                                              NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[KIND_CHANGED] = g_signal_new ("kind-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[GRID_CHOSEN] = g_signal_new ("grid-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
make_figures (WgImportReportView *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->figures = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->figures, 2);
  gtk_grid_set_column_spacing (self->figures, 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->figures), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->figures), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->figures), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->figures), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->figures), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("File and result"), -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 620);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->figures));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
wg_import_report_view_init (WgImportReportView *self)
{
  GtkWidget *switcher = gtk_stack_switcher_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->decisions = g_object_new (WG_TYPE_IMPORT_DECISIONS, NULL);
  self->balances = g_object_new (WG_TYPE_IMPORT_BALANCES, NULL);
  self->problems = g_object_new (WG_TYPE_IMPORT_PROBLEMS, NULL);
  gtk_stack_add_titled (self->stack, make_figures (self), "figures", _("Before → After"));
  self->decisions_page = gtk_stack_add_titled (self->stack, GTK_WIDGET (self->decisions),
                                               "decisions", _("Decisions"));
  self->grids_page = gtk_stack_add_titled (self->stack, GTK_WIDGET (self->balances), "grids",
                                           _("Grids"));
  self->rows_page = gtk_stack_add_titled (self->stack, GTK_WIDGET (self->problems), "rows",
                                          _("Rows of the File"));
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), self->stack);
  gtk_widget_set_halign (switcher, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (switcher, 6);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self), switcher);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  g_signal_connect (self->decisions, "chosen", G_CALLBACK (pass_decision_cb), self);
  g_signal_connect (self->decisions, "activated", G_CALLBACK (pass_activated_cb), self);
  g_signal_connect (self->decisions, "kind-changed", G_CALLBACK (pass_kind_cb), self);
  g_signal_connect (self->balances, "chosen", G_CALLBACK (pass_grid_cb), self);
}

void
wg_import_report_view_show (WgImportReportView *self, const WgImportReport *report, const char *hint)
{
  g_autofree char *decisions = g_strdup_printf (_("Decisions (%u)"),
                                                report != NULL ? report->decisions->len : 0);
  g_autofree char *grids = g_strdup_printf (_("Grids (%u)"), report != NULL ? report->n_grids : 0);
  g_autofree char *rows = g_strdup_printf (_("Rows of the File (%u)"),
                                           report != NULL ? report->problems->len : 0);
  GtkWidget *figures = gtk_stack_get_child_by_name (self->stack, "figures");
  gboolean has_figures = report != NULL && report->figures != NULL;

  wg_import_decisions_show (self->decisions, report, hint);
  wg_import_balances_show (self->balances, report);
  wg_import_problems_show (self->problems, report);
  fill_figures (self, report);
  g_object_set (self->decisions_page, "title", decisions, NULL);
  g_object_set (self->grids_page, "title", grids, NULL);
  g_object_set (self->rows_page, "title", rows, NULL);
  gtk_stack_page_set_visible (gtk_stack_get_page (self->stack, figures), has_figures);
  if (report == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, has_figures                  ? "figures"
                                                 : report->decisions->len > 0 ? "decisions"
                                                                              : "rows");
}

void
wg_import_report_view_select (WgImportReportView *self, guint index)
{
  gtk_stack_set_visible_child_name (self->stack, "decisions");
  wg_import_decisions_select (self->decisions, index);
}
