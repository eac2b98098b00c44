/* SPDX-License-Identifier: GPL-3.0-or-later */
#define TITLE_KEY "wg-title" /* of a card: the last of its headings */
#define G_LOG_DOMAIN "wg-balance-request"

#include "wg-balance-request.h"

#include "../../app/exchange/wg-places-read.h"

#include <glib/gi18n.h>

#define CARD_WIDTH 290
#define PICTURE_WIDTH 88
#define PICTURE_HEIGHT 72
#define HISTOGRAM_HEIGHT 76
#define MARGIN 8
#define HEAD_CHARS 22 /* beside the picture */

void
wg_balance_request_free (WgBalanceRequest *request)
{
  g_clear_object (&request->plan);
  g_clear_pointer (&request->parents, g_array_unref);
  g_clear_pointer (&request->centres, g_array_unref);
  g_clear_pointer (&request->before, wg_subdivide_proposal_free);
  g_free (request->compounds_path);
  g_free (request->centres_path);
  g_free (request->title);
  g_free (request);
}

static WgProposal *
subdivide (const WgBalanceRequest *request, const WgProgress *progress, GCancellable *cancellable,
           GError **error)
{
  const WgPartBand *band = &request->terms.band;
  WgFrame *frame = wg_plan_get_frame (request->plan);
  WgSubdivideTerms terms;
  WgSubdivideProposal *made = NULL;
  g_autoptr (GPtrArray) compounds = NULL;
  g_autoptr (GArray) centres = NULL;

  if (request->compounds_path != NULL)
    compounds = wg_source_read_areas (request->compounds_path, NULL, frame, NULL, cancellable, error);
  if (request->compounds_path != NULL && compounds == NULL)
    return NULL;
  if (request->centres_path != NULL)
    centres = wg_source_read_points (request->centres_path, NULL, frame, NULL, cancellable, error);
  if (request->centres_path != NULL && centres == NULL)
    return NULL;
  wg_subdivide_terms_init (&terms, band->min, band->target, band->max);
  terms.parents = request->parents;
  terms.depth = request->depth;
  terms.partition = request->terms;
  terms.barriers = wg_plan_get_barriers (request->plan);
  terms.workload = request->workload;
  terms.compounds = compounds;
  terms.compound_column = request->compound_column;
  terms.centres = centres != NULL ? centres : request->centres;
  terms.before = request->before;
  made = wg_subdivide_propose (request->plan, &terms, progress, cancellable, error);
  return made != NULL ? wg_proposal_new_subdivision (request->plan, request->title, made) : NULL;
}

static WgProposal *
aggregate (const WgBalanceRequest *request, const WgProgress *progress, GCancellable *cancellable,
           GError **error)
{
  WgAggregateTerms terms = { .depth = request->depth, .types = WG_TYPES_COMPATIBLE,
                             .terms = request->terms };
  WgAggregation *made = NULL;

  if (!request->is_all)
    terms.parents = request->parents;
  made = wg_plan_aggregate (request->plan, &terms, progress, cancellable, error);
  return made != NULL ? wg_proposal_new_aggregation (request->plan, request->title, made,
                                                     &request->terms.band)
                      : NULL;
}

static WgProposal *
rebalance (const WgBalanceRequest *request, const WgProgress *progress, GCancellable *cancellable,
           GError **error)
{
  const WgPartBand *band = &request->terms.band;
  WgRebalanceTerms terms;
  WgRebalance *made = NULL;

  wg_rebalance_terms_init (&terms, band->min, band->target, band->max);
  terms.depth = request->depth;
  terms.terms.seed = request->terms.seed;
  terms.terms.second = request->terms.second;
  terms.only_bad = request->only_bad;
  if (!request->is_all)
    terms.parents = request->parents;
  made = wg_plan_rebalance (request->plan, &terms, progress, cancellable, error);
  return made != NULL ? wg_proposal_new_rebalance (request->plan, request->title, made) : NULL;
}

WgProposal *
wg_balance_request_run (const WgBalanceRequest *request, const WgProgress *progress,
                        GCancellable *cancellable, GError **error)
{
  switch (request->mode)
    {
    case WG_BALANCE_AGGREGATE:
      return aggregate (request, progress, cancellable, error);
    case WG_BALANCE_REBALANCE:
      return rebalance (request, progress, cancellable, error);
    case WG_BALANCE_SUBDIVIDE:
    default:
      return subdivide (request, progress, cancellable, error);
    }
}

gboolean
wg_proposal_commit (const WgProposal *proposal, WgHistory *history, GError **error)
{
  g_autoptr (WgLandResult) result = NULL;

  if (proposal->subdivision != NULL)
    return wg_command_subdivide (history, proposal->subdivision, NULL, error);
  result = proposal->rebalance != NULL
             ? wg_command_rebalance (history, proposal->rebalance, error)
             : wg_command_aggregate (history, proposal->aggregation, error);
  return result != NULL;
}

WgChange *
wg_proposal_make_change (WgPlan *plan, gpointer data, GCancellable *cancellable, GError **error)
{
  const WgProposal *proposal = data;

  if (proposal->subdivision != NULL)
    return wg_plan_make_subdivide_change (plan, proposal->subdivision, error);
  return proposal->rebalance != NULL
           ? wg_plan_make_rebalance_change (plan, proposal->rebalance, error)
           : wg_plan_make_aggregate_change (plan, proposal->aggregation, error);
}

static void
draw_thumbnail_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  wg_proposal_paint_small (user_data, cr, width, height);
}

static void
draw_histogram_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (area));
  GdkRGBA ink;

  gtk_style_context_get_color (context, &ink);
  wg_proposal_paint_histogram (user_data, cr, &ink, width, height);
}

static GtkWidget *
make_area (WgProposal *proposal, int width, int height, GtkDrawingAreaDrawFunc draw)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), width);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), height);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, proposal, NULL);
  return area;
}

static GtkWidget *
make_label (const char *text, const char *css_class, int n_chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), n_chars);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
wg_proposal_card_new (WgProposal *proposal)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *histogram = make_area (proposal, CARD_WIDTH, HISTOGRAM_HEIGHT, draw_histogram_cb);
  g_autofree char *counts = wg_proposal_count (proposal);
  g_autofree char *text = wg_proposal_describe (proposal);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = make_label (proposal->title, "heading", HEAD_CHARS);

  g_object_set_data (G_OBJECT (box), TITLE_KEY, title);
  gtk_widget_set_margin_top (box, MARGIN);
  gtk_widget_set_margin_bottom (box, MARGIN);
  gtk_widget_set_margin_start (box, MARGIN);
  gtk_widget_set_margin_end (box, MARGIN);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), make_label (counts, "body", HEAD_CHARS));
  gtk_box_append (GTK_BOX (head), make_area (proposal, PICTURE_WIDTH, PICTURE_HEIGHT, draw_thumbnail_cb));
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), make_label (text, "caption", 36));
  gtk_widget_set_tooltip_text (histogram,
                               proposal->is_estimated
                                 ? _("How many grids have how many households (≈ estimated); the band is shaded")
                                 : _("How many grids have how many households; the band is shaded"));
  gtk_box_append (GTK_BOX (box), histogram);
  return box;
}

void
wg_proposal_card_add_title (GtkWidget *card, const char *title)
{
  GtkWidget *last = g_object_get_data (G_OBJECT (card), TITLE_KEY);
  GtkWidget *label = make_label (title, "heading", HEAD_CHARS);

  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (last)), label, last);
  g_object_set_data (G_OBJECT (card), TITLE_KEY, label);
}
