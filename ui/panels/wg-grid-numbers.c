/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-grid-numbers"

#include "wg-grid-numbers.h"

#include "../../app/cli/wg-words-tally.h"
#include "../../app/cli/wg-words.h"

#include <glib/gi18n.h>

static gboolean
is_covered (WgPlan *plan, GHashTable *chosen, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);

  while (grid != NULL && grid->parent != 0)
    {
      if (g_hash_table_contains (chosen, GUINT_TO_POINTER (grid->parent)))
        return TRUE;
      grid = wg_plan_get_grid (plan, grid->parent);
    }
  return FALSE;
}

static void
add_grid (WgPlan *plan, guint32 id, WgTally *sum)
{
  WgTally tally;

  wg_plan_get_tally (plan, id, &tally);
  wg_tally_add (sum, &tally, 1);
  sum->is_counted = tally.is_counted;
}

static char *
explain (const WgTally *tally, const WgCount *count)
{
  WgCountState state = wg_tally_get_state (tally, count);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *unknown = wg_words_count (count->n_unknown);
  g_autofree char *estimated = wg_words_count (count->n_estimated);

  if (!tally->is_counted)
    return g_strdup (_("Import buildings to know this"));
  if (state != WG_COUNT_KNOWN)
    g_string_printf (text,
                     ngettext ("%s building does not say", "%s buildings do not say",
                               count->n_unknown),
                     unknown);
  if (count->n_estimated > 0)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (text,
                              ngettext ("%s building is estimated", "%s buildings are estimated",
                                        count->n_estimated),
                              estimated);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
show_count (GtkLabel *label, const WgTally *tally, const WgCount *count)
{
  g_autofree char *text = wg_words_tally_count (tally, count);
  g_autofree char *tooltip = explain (tally, count);

  gtk_label_set_label (label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), tooltip);
}

static void
show_change (GtkLabel *label, char *change, char *sign)
{
  g_autofree char *text
    = sign[0] != '\0' ? g_strdup_printf ("%s  %s", change, sign) : g_strdup (change);

  gtk_label_set_label (label, text);
  g_free (change);
  g_free (sign);
}

void
wg_grid_numbers_sum (WgPlan *plan, const GArray *grids, WgTally *tally_out)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  const GArray *ids = grids != NULL ? grids : wg_plan_get_children (plan, 0);

  *tally_out = (WgTally){ 0 };
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (chosen, GUINT_TO_POINTER (g_array_index (ids, guint32, i)));
  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);

      if (!is_covered (plan, chosen, id))
        add_grid (plan, id, tally_out);
    }
  if (grids == NULL)
    {
      gint64 area_mm2 = tally_out->area_mm2;

      add_grid (plan, 0, tally_out);
      tally_out->area_mm2 = area_mm2; /* gaps are nobody's area, and are told of elsewhere */
    }
}

void
wg_grid_numbers_show (const WgNumberLabels *labels, const WgTally *tally)
{
  g_autofree char *area = wg_words_area (wg_tally_area_m2 (tally));

  gtk_label_set_label (labels->area, area);
  show_count (labels->households, tally, &tally->households);
  show_count (labels->people, tally, &tally->people);
}

void
wg_grid_numbers_show_preview (const WgNumberLabels *labels, const WgGridPreview *preview)
{
  /* The card is too narrow for three areas; the table beside the pointer has the difference. */
  show_change (labels->area, wg_words_area_change (preview), g_strdup (""));
  show_change (labels->households, wg_words_count_change (preview, FALSE),
               wg_words_count_sign (preview, FALSE));
  show_change (labels->people, wg_words_count_change (preview, TRUE),
               wg_words_count_sign (preview, TRUE));
}
