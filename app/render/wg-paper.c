/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-paper"

#include "wg-paper-private.h"

#include "../plan/wg-building-set.h"

static void
index_buildings (WgPaper *paper)
{
  const WgBuildingSet *set = wg_plan_get_buildings (paper->plan);
  guint n = set != NULL ? wg_building_set_count (set) : 0;
  g_autofree WgEnvelope *boxes = g_new (WgEnvelope, MAX (n, 1u));

  for (guint i = 0; i < n; i++)
    {
      boxes[i] = wg_building_set_get_extent (set, i);
      if (wg_envelope_is_empty (&boxes[i]))
        wg_envelope_add_point (&boxes[i], wg_building_set_get (set, i)->point);
    }
  wg_paper_index_init (&paper->buildings, boxes, n);
}

static void
index_barriers (WgPaper *paper)
{
  const WgBarrierSet *set = wg_plan_get_barriers (paper->plan);
  guint n = set != NULL ? wg_barrier_set_count (set) : 0;
  g_autofree WgEnvelope *boxes = g_new (WgEnvelope, MAX (n, 1u));

  for (guint i = 0; i < n; i++)
    boxes[i] = wg_barrier_set_get (set, i)->line->envelope;
  wg_paper_index_init (&paper->barriers, boxes, n);
}

static void
index_layer (WgPaper *paper, guint layer)
{
  const WgLinework *linework = g_ptr_array_index (paper->layers, layer);
  g_autofree WgEnvelope *boxes = g_new (WgEnvelope, MAX (linework->items->len, 1u));

  for (guint i = 0; i < linework->items->len; i++)
    boxes[i] = g_array_index (linework->items, WgLineworkItem, i).line->envelope;
  wg_paper_index_init (&paper->lines[layer], boxes, linework->items->len);
}

WgPaper *
wg_paper_new (WgPlan *plan, const GPtrArray *layers)
{
  WgPaper *paper = g_new0 (WgPaper, 1);

  paper->ref_count = 1;
  paper->plan = g_object_ref (plan);
  paper->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_linework_unref);
  for (guint i = 0; layers != NULL && i < layers->len; i++)
    g_ptr_array_add (paper->layers, wg_linework_ref (g_ptr_array_index (layers, i)));
  paper->lines = g_new0 (WgPaperIndex, MAX (paper->layers->len, 1u));
  for (guint i = 0; i < paper->layers->len; i++)
    index_layer (paper, i);
  index_buildings (paper);
  index_barriers (paper);
  /* What a plan derives it derives when it is first asked: that is now, on one thread. */
  wg_plan_get_children (plan, 0);
  wg_plan_get_tally (plan, 0, &(WgTally){ 0 });
  return paper;
}

WgPaper *
wg_paper_ref (WgPaper *paper)
{
  g_atomic_int_inc (&paper->ref_count);
  return paper;
}

void
wg_paper_unref (WgPaper *paper)
{
  if (paper == NULL || !g_atomic_int_dec_and_test (&paper->ref_count))
    return;
  for (guint i = 0; i < paper->layers->len; i++)
    wg_paper_index_clear (&paper->lines[i]);
  g_free (paper->lines);
  wg_paper_index_clear (&paper->buildings);
  wg_paper_index_clear (&paper->barriers);
  g_ptr_array_unref (paper->layers);
  g_object_unref (paper->plan);
  g_free (paper);
}

/** Borrowed. Only reading it, from any thread. */
WgPlan *
wg_paper_get_plan (const WgPaper *paper)
{
  return paper->plan;
}

void
wg_paper_find_buildings (const WgPaper *paper, const WgEnvelope *window, GArray *indexes_out)
{
  wg_paper_index_find (&paper->buildings, window, indexes_out);
}

void
wg_paper_find_barriers (const WgPaper *paper, const WgEnvelope *window, GArray *indexes_out)
{
  wg_paper_index_find (&paper->barriers, window, indexes_out);
}
