/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import"

#include "wg-import-figures.h"

/* Grids that got no land are in no plan, so a later import may have given their ids to others. */
static GHashTable *
renumber_lost (WgImportReport *report, WgPlan *plan)
{
  GHashTable *numbers = g_hash_table_new (NULL, NULL);
  guint32 next = wg_plan_get_grid_limit (plan);

  for (guint i = 0; i < report->lost->len; i++)
    next = MAX (next, ((WgGrid *) g_ptr_array_index (report->lost, i))->id + 1);
  for (guint i = 0; i < report->lost->len; i++)
    {
      WgGrid *grid = g_ptr_array_index (report->lost, i);

      if (wg_plan_get_grid (plan, grid->id) == NULL)
        continue;
      g_hash_table_insert (numbers, GUINT_TO_POINTER (grid->id), GUINT_TO_POINTER (next));
      grid->id = next++;
    }
  return numbers;
}

static guint32
renumber (GHashTable *numbers, guint32 id)
{
  gpointer number = NULL;

  return g_hash_table_lookup_extended (numbers, GUINT_TO_POINTER (id), NULL, &number)
           ? GPOINTER_TO_UINT (number)
           : id;
}

static void
move_items (GPtrArray *to, GPtrArray *from)
{
  while (from->len > 0)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, 0));
}

static int
compare_decisions (gconstpointer a, gconstpointer b)
{
  const WgDecision *first = a, *second = b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  return first->area_m2 > second->area_m2 ? -1 : first->area_m2 < second->area_m2;
}

static void
name_source (WgImportReport *report, const char *source)
{
  char *both = g_strdup_printf ("%s, %s", report->source, source);

  g_free (report->source);
  report->source = both;
}

void
wg_import_report_join (WgImportReport *report, WgImportReport *later)
{
  g_autoptr (GHashTable) numbers = renumber_lost (report, later->plan);

  for (guint i = 0; i < report->decisions->len; i++)
    {
      WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);

      decision->winner = renumber (numbers, decision->winner);
      decision->loser = renumber (numbers, decision->loser);
    }
  for (guint i = 0; i < report->balances->len; i++)
    {
      WgImportBalance *balance = &g_array_index (report->balances, WgImportBalance, i);

      balance->grid = renumber (numbers, balance->grid);
    }
  g_array_append_vals (report->decisions, later->decisions->data, later->decisions->len);
  g_array_sort (report->decisions, compare_decisions);
  g_array_append_vals (report->balances, later->balances->data, later->balances->len);
  move_items (report->problems, later->problems);
  move_items (report->rejected, later->rejected);
  move_items (report->lost, later->lost);
  g_set_object (&report->plan, later->plan);
  report->depth = MAX (report->depth, later->depth);
  if (g_strcmp0 (report->source, later->source) != 0)
    name_source (report, later->source);
  report->n_rows += later->n_rows;
  report->n_grids += later->n_grids;
  report->claimed_m2 += later->claimed_m2;
  report->covered_m2 += later->covered_m2;
  report->won_m2 += later->won_m2;
  report->lost_m2 += later->lost_m2;
  report->adjusted_m2 += later->adjusted_m2;
  if (report->figures != NULL && later->figures != NULL)
    wg_import_figures_join (report->figures, later->figures);
  wg_import_report_free (later);
}
