/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-proposal-words"

#include "wg-proposal.h"

#include "../../app/cli/wg-partition-words.h"
#include "../../app/cli/wg-words-tally.h"
#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

static void
describe_moves (const WgRebalance *rebalance, GString *text)
{
  g_autofree char *moved = wg_words_amount (rebalance->moved, rebalance->is_estimated);
  g_autofree char *bound = wg_words_amount (rebalance->moved_bound, rebalance->is_estimated);
  g_autofree char *all = wg_words_amount (rebalance->households, rebalance->is_estimated);

  g_string_append_printf (text, _("%u were in the band before"), rebalance->n_in_band_before);
  g_string_append (text, "\n");
  /* Translators: households that move, all households, the least that have to move */
  g_string_append_printf (text, _("%s of %s households move to another grid; at least %s have to"),
                          moved, all, bound);
}

static void
describe_estimate (const WgProposal *proposal, GString *text)
{
  g_autofree char *count = wg_words_count (proposal->n_estimated);

  if (proposal->n_estimated == 0)
    return;
  g_string_append (text, "\n");
  g_string_append_printf (text,
                          ngettext ("≈ households of %s building are estimated",
                                    "≈ households of %s buildings are estimated", proposal->n_estimated),
                          count);
}

static void
describe_borders (const WgProposal *proposal, GString *text)
{
  g_autofree char *along = wg_words_length (proposal->along_m);
  g_autofree char *inside = wg_words_length (proposal->inside_m);
  g_autofree char *gap = wg_words_length (proposal->gap_m);
  g_autofree char *crossed = wg_words_length (proposal->crossed_m);

  if (proposal->along_m > 0 || (proposal->inside_m > 0 && proposal->gap_m <= 0))
    {
      g_string_append (text, "\n");
      /* Translators: lengths, such as "12.4 km" */
      g_string_append_printf (text, _("%s of new borders on streets, %s through blocks"), along, inside);
    }
  if (proposal->gap_m > 0)
    {
      g_string_append (text, "\n");
      /* Translators: a length; no streets are known there */
      g_string_append_printf (text, _("%s of new borders in wide gaps between buildings"), gap);
    }
  if (proposal->along_m + proposal->crossed_m > 0)
    {
      g_string_append (text, "\n");
      /* Translators: how much of roads, rivers and walls lies inside grids, not between them */
      g_string_append_printf (text, _("%s of streets, rivers and walls lie inside grids"), crossed);
    }
}

char *
wg_proposal_count (const WgProposal *proposal)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u grid", "%u grids", proposal->n_parts),
                          proposal->n_parts);
  g_string_append (text, " · ");
  g_string_append_printf (text, _("%u in the band"), proposal->n_in_band);
  if (proposal->n_small > 0)
    g_string_append_printf (text, _(", %u too small"), proposal->n_small);
  if (proposal->n_large > 0)
    g_string_append_printf (text, _(", %u too large"), proposal->n_large);
  return g_string_free (text, FALSE);
}

char *
wg_proposal_describe (const WgProposal *proposal)
{
  GString *text = g_string_new (NULL);

  if (proposal->rebalance != NULL)
    {
      describe_moves (proposal->rebalance, text);
      describe_estimate (proposal, text);
      return g_string_free (text, FALSE);
    }
  g_string_append_printf (text, _("worst %s%.0f %% from the target · compactness %.2f"),
                          proposal->is_estimated ? "≈" : "", 100 * proposal->worst_deviation,
                          proposal->compactness);
  describe_borders (proposal, text);
  if (proposal->subdivision != NULL && proposal->subdivision->n_compounds > 0)
    {
      g_string_append (text, "\n");
      g_string_append_printf (text, _("%u compounds, %u of them divided"),
                              proposal->subdivision->n_compounds,
                              proposal->subdivision->n_compounds_cut);
    }
  if (proposal->n_cut > 0)
    {
      g_string_append (text, "\n");
      g_string_append_printf (text, ngettext ("%u building is cut", "%u buildings are cut",
                                              proposal->n_cut),
                              proposal->n_cut);
    }
  describe_estimate (proposal, text);
  return g_string_free (text, FALSE);
}

static void
add_cell (GtkGrid *table, int column, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), column == 0 || row == 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), column == 0 ? 12 : 8);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, "caption");
  if (row == 0)
    gtk_widget_add_css_class (label, "dim-label");
  else if (column > 0)
    gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (table, label, column, row, 1, 1);
}

static void
add_number (GtkGrid *table, int column, int row, gint64 number, gboolean is_estimated)
{
  g_autofree char *text = wg_words_amount (number, is_estimated);

  add_cell (table, column, row, text);
}

void
wg_proposal_fill_table (const WgProposal *proposal, GtkGrid *table)
{
  const char *const heads[]
    = { _("Type"), _("Before"), _("After"), _("In the band"), _("Households"), NULL };
  const GArray *rows = proposal != NULL && proposal->aggregation != NULL ? proposal->aggregation->rows : NULL;
  WgAggregateRow sum = { 0 };
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (table))) != NULL)
    gtk_grid_remove (table, child);
  gtk_widget_set_visible (GTK_WIDGET (table), rows != NULL);
  for (int column = 0; rows != NULL && heads[column] != NULL; column++)
    add_cell (table, column, 0, heads[column]);
  for (guint i = 0; rows != NULL && i <= rows->len; i++)
    {
      const WgAggregateRow *row = i < rows->len ? &g_array_index (rows, WgAggregateRow, i) : &sum;

      add_cell (table, 0, (int) i + 1, i < rows->len ? wg_words_property_type (row->type) : _("In all"));
      add_number (table, 1, (int) i + 1, row->n_before, FALSE);
      add_number (table, 2, (int) i + 1, row->n_after, FALSE);
      add_number (table, 3, (int) i + 1, row->n_in_band, FALSE);
      add_number (table, 4, (int) i + 1, row->households, row->n_estimated > 0);
      sum.n_before += row->n_before;
      sum.n_after += row->n_after;
      sum.n_in_band += row->n_in_band;
      sum.households += row->households;
      sum.n_estimated += row->n_estimated;
    }
}
