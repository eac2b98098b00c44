/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-barrier-rules"

#include "wg-barrier-rules.h"

#include "../../app/cli/wg-subdivide-words.h"

#include <glib/gi18n.h>
#include <math.h>

struct _WgBarrierRules
{
  GtkGrid parent_instance;

  GtkDropDown *rule[WG_BARRIER_N_CLASSES];
};

G_DEFINE_FINAL_TYPE (WgBarrierRules, wg_barrier_rules, GTK_TYPE_GRID)

/* The choices for a class of lines: what a metre of border along one costs; between houses it is 3. */
static const WgPartPrice prices[] = {
  { WG_UNIT_EDGE_NEVER, 0.02 },
  { WG_UNIT_EDGE_AVOID, 0.02 },
  { WG_UNIT_EDGE_AVOID, 0.1 },
  { WG_UNIT_EDGE_AVOID, 0.35 },
  { WG_UNIT_EDGE_AVOID, 0.7 },
  { WG_UNIT_EDGE_IGNORE, 0.7 },
};

/* The choice that is nearest to what is usual for the class. */
static guint
find_price (const WgPartPrice *price)
{
  guint best = 0;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++)
    if (prices[i].rule == price->rule && fabs (prices[i].factor - price->factor) < least)
      {
        least = fabs (prices[i].factor - price->factor);
        best = i;
      }
  return best;
}

/* "lanes" within a sentence, "Lanes" before a choice. */
static char *
begin_large (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *large = g_utf8_strup (first, -1);

  return g_strconcat (large, g_utf8_next_char (text), NULL);
}

static void
wg_barrier_rules_class_init (WgBarrierRulesClass *klass)
{
}

static void
wg_barrier_rules_init (WgBarrierRules *self)
{
  const char *const choices[] = { _("Never cross"),      _("Avoid, most strongly"), _("Avoid, strongly"),
                                  _("Avoid"),            _("Avoid a little"),       _("Ignore"), NULL };
  WgPartitionTerms usual;

  gtk_grid_set_row_spacing (GTK_GRID (self), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self), 6);
  wg_partition_terms_init (&usual, 1, 1, 1);
  for (guint i = WG_BARRIER_LANE; i < WG_BARRIER_N_CLASSES; i++)
    {
      g_autofree char *name = begin_large (wg_words_barrier_class ((WgBarrierClass) i));
      GtkWidget *label = gtk_label_new (name);

      self->rule[i] = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (choices));
      gtk_drop_down_set_selected (self->rule[i], find_price (&usual.prices[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->rule[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      name, -1);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_grid_attach (GTK_GRID (self), label, 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (self), GTK_WIDGET (self->rule[i]), 1, (int) i, 1, 1);
    }
}

void
wg_barrier_rules_fill (WgBarrierRules *self, WgPartPrice *prices_out)
{
  for (guint i = WG_BARRIER_LANE; i < WG_BARRIER_N_CLASSES; i++)
    prices_out[i] = prices[gtk_drop_down_get_selected (self->rule[i])];
}
