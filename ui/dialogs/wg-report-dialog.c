/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-report-dialog"

#include "wg-report-dialog.h"

#include "../../app/cli/wg-words.h"
#include "wg-import-report-view.h"
#include "wg-report-save.h"

#include <math.h>

#include <glib/gi18n.h>

struct _WgReportDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  AdwWindowTitle *title;
  GtkWidget *close_button;
  GtkFlowBox *figures;
  WgImportReportView *view;

  const WgImportReport *report;
};

G_DEFINE_FINAL_TYPE (WgReportDialog, wg_report_dialog, ADW_TYPE_WINDOW)

enum
{
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

/* The view takes in what was decided and some land around it. */
static void
decision_activated_cb (GtkWidget *view, const WgDecision *decision, WgReportDialog *self)
{
  WgEnvelope envelope;
  gint32 reach = (gint32) CLAMP (2000.0 * sqrt (MAX (decision->area_m2, 0)), 30e3, 3000e3);

  envelope = (WgEnvelope){ decision->place.x - reach, decision->place.y - reach,
                           decision->place.x + reach, decision->place.y + reach };
  g_signal_emit (self, signals[FLY_TO], 0, &envelope);
}

static void
save_cb (GtkButton *button, WgReportDialog *self)
{
  wg_report_save_ask (GTK_WINDOW (self), self->report);
}

static void
wg_report_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WG_TYPE_REPORT_DIALOG);

  G_OBJECT_CLASS (wg_report_dialog_parent_class)->dispose (object);
}

static void
wg_report_dialog_class_init (WgReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_report_dialog_dispose;

  signals[FLY_TO] = g_signal_new ("fly-to", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (WG_TYPE_IMPORT_REPORT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/wangge/Wangge/wg-report-dialog.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, WgReportDialog, name)
  BIND (title);
  BIND (close_button);
  BIND (figures);
  BIND (view);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, decision_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
wg_report_dialog_init (WgReportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

WgReportDialog *
wg_report_dialog_new (GtkWindow *parent, const WgImportReport *report)
{
  WgReportDialog *self = g_object_new (WG_TYPE_REPORT_DIALOG, "transient-for", parent, NULL);
  const WgLevel *level = wg_plan_get_level (report->plan, report->depth);
  g_autofree char *subtitle =
    g_strdup_printf ("%s → %s", report->source, level != NULL ? level->name : "");

  self->report = report;
  adw_window_title_set_subtitle (self->title, subtitle);
  fill_figures (self);
  wg_import_report_view_show (self->view, report,
                              _("Press Enter, or click twice, to fly to the place"));
  gtk_widget_grab_focus (self->close_button);
  return self;
}
