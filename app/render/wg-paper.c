/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-paper"

#include "wg-paper-private.h"

#include "../plan/wg-building-set.h"

static void
index_buildings (WgGround *ground)
{
  const WgBuildingSet *set = wg_plan_get_buildings (ground->plan);
  guint n = set != NULL ? wg_building_set_count (set) : 0;
  g_autofree WgEnvelope *boxes = g_new (WgEnvelope, MAX (n, 1u));

  for (guint i = 0; i < n; i++)
    {
      boxes[i] = wg_building_set_get_extent (set, i);
      if (wg_envelope_is_empty (&boxes[i]))
        wg_envelope_add_point (&boxes[i], wg_building_set_get (set, i)->point);
    }
  wg_paper_index_init (&ground->buildings, boxes, n);
}

static void
index_barriers (WgGround *ground)
{
  const WgBarrierSet *set = wg_plan_get_barriers (ground->plan);
  guint n = set != NULL ? wg_barrier_set_count (set) : 0;
  g_autofree WgEnvelope *boxes = g_new (WgEnvelope, MAX (n, 1u));

  for (guint i = 0; i < n; i++)
    boxes[i] = wg_barrier_set_get (set, i)->line->envelope;
  wg_paper_index_init (&ground->barriers, boxes, n);
}

static void
index_layer (WgGround *ground, guint layer)
{
  const WgLinework *linework = g_ptr_array_index (ground->layers, layer);
  g_autofree WgEnvelope *boxes = g_new (WgEnvelope, MAX (linework->items->len, 1u));

  for (guint i = 0; i < linework->items->len; i++)
    boxes[i] = g_array_index (linework->items, WgLineworkItem, i).line->envelope;
  wg_paper_index_init (&ground->lines[layer], boxes, linework->items->len);
}

WgGround *
wg_ground_new (WgPlan *plan, const GPtrArray *layers)
{
  WgGround *ground = g_new0 (WgGround, 1);

  ground->ref_count = 1;
  ground->plan = g_object_ref (plan);
  ground->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_linework_unref);
  for (guint i = 0; layers != NULL && i < layers->len; i++)
    g_ptr_array_add (ground->layers, wg_linework_ref (g_ptr_array_index (layers, i)));
  ground->lines = g_new0 (WgPaperIndex, MAX (ground->layers->len, 1u));
  for (guint i = 0; i < ground->layers->len; i++)
    index_layer (ground, i);
  index_buildings (ground);
  index_barriers (ground);
  /* What a plan derives it derives when it is first asked: that is now, on one thread. */
  wg_plan_get_children (plan, 0);
  wg_plan_get_tally (plan, 0, &(WgTally){ 0 });
  return ground;
}

WgGround *
wg_ground_ref (WgGround *ground)
{
  g_atomic_int_inc (&ground->ref_count);
  return ground;
}

void
wg_ground_unref (WgGround *ground)
{
  if (ground == NULL || !g_atomic_int_dec_and_test (&ground->ref_count))
    return;
  for (guint i = 0; i < ground->layers->len; i++)
    wg_paper_index_clear (&ground->lines[i]);
  g_free (ground->lines);
  wg_paper_index_clear (&ground->buildings);
  wg_paper_index_clear (&ground->barriers);
  g_ptr_array_unref (ground->layers);
  g_object_unref (ground->plan);
  g_free (ground);
}

/** Borrowed. Only reading it, from any thread. */
WgPlan *
wg_ground_get_plan (const WgGround *ground)
{
  return ground->plan;
}

void
wg_ground_find_buildings (const WgGround *ground, const WgEnvelope *window, GArray *indexes_out)
{
  wg_paper_index_find (&ground->buildings, window, indexes_out);
}

void
wg_ground_find_barriers (const WgGround *ground, const WgEnvelope *window, GArray *indexes_out)
{
  wg_paper_index_find (&ground->barriers, window, indexes_out);
}
