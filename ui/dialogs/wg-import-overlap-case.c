/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-overlap-case"

#include "wg-import-overlap-case.h"

G_DEFINE_FINAL_TYPE (WgOverlapCase, wg_overlap_case, G_TYPE_OBJECT)

static void
wg_overlap_case_finalize (GObject *object)
{
  g_array_unref (WG_OVERLAP_CASE (object)->claimants);

  G_OBJECT_CLASS (wg_overlap_case_parent_class)->finalize (object);
}

static void
wg_overlap_case_class_init (WgOverlapCaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_overlap_case_finalize;
}

static void
wg_overlap_case_init (WgOverlapCase *self)
{
  self->claimants = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/* Of a row; land that the project had before is not asked about. */
static gboolean
is_row (const WgImportReport *report, guint32 grid)
{
  return report->balances->len > 0
         && grid >= g_array_index (report->balances, WgImportBalance, 0).grid;
}

static void
take_answer (const GPtrArray *steps, WgOverlapCase *one, const WgImportChoice *choice)
{
  for (guint i = 0; choice->answers != NULL && i < choice->answers->len; i++)
    {
      const WgOverlapAnswer *answer = &g_array_index (choice->answers, WgOverlapAnswer, i);

      if (wg_point_equal (answer->place, one->decision.place))
        one->answer = answer->owner + wg_overlap_case_first_grid (steps, one->step) - 1;
    }
}

/* An overlap of three has a decision for each loser, at one place. */
static void
collect_cases (const GPtrArray *steps, guint step, double from_m2, GPtrArray *cases)
{
  const WgImportStep *about = g_ptr_array_index ((GPtrArray *) steps, step);
  const GArray *decisions = about->report->decisions;
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (decisions, WgDecision, i);
      gint64 key = (gint64) decision->place.x << 32 ^ (guint32) decision->place.y;
      WgOverlapCase *one = NULL;

      if ((decision->kind != WG_DECISION_OVERLAP_CLOSED
           && decision->kind != WG_DECISION_OVERLAP_RESOLVED)
          || decision->area_m2 < from_m2 || !is_row (about->report, decision->winner)
          || !is_row (about->report, decision->loser))
        continue;
      one = g_hash_table_lookup (places, &key);
      if (one == NULL)
        {
          one = g_object_new (WG_TYPE_OVERLAP_CASE, NULL);
          one->step = step;
          one->decision = *decision;
          g_array_append_val (one->claimants, decision->winner);
          take_answer (steps, one, about->choice);
          g_hash_table_insert (places, g_memdup2 (&key, sizeof key), one);
          g_ptr_array_add (cases, one);
        }
      g_array_append_val (one->claimants, decision->loser);
    }
}

static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const WgOverlapCase *first = *(WgOverlapCase *const *) a, *second = *(WgOverlapCase *const *) b;

  if (first->decision.area_m2 != second->decision.area_m2)
    return first->decision.area_m2 > second->decision.area_m2 ? -1 : 1;
  return wg_point_compare (first->decision.place, second->decision.place);
}

GPtrArray *
wg_overlap_cases_collect (const GPtrArray *steps, double from_m2)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    collect_cases (steps, i, from_m2, cases);
  g_ptr_array_sort (cases, compare_cases);
  return cases;
}

guint32
wg_overlap_case_first_grid (const GPtrArray *steps, guint step)
{
  return wg_plan_get_grid_limit (((WgImportStep *) g_ptr_array_index ((GPtrArray *) steps, step))->before);
}
