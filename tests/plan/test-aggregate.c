/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-aggregate.h"
#include "app/plan/wg-grid-commands.h"
#include "app/plan/wg-lock-commands.h"
#include "app/plan/wg-plan-private.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

#include <string.h>

#define COLUMNS 12
#define ROWS 8

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
  GBytes *before;
} Fixture;

/* A house in each grid; grid i has 10 + i % 5 households. */
static void
add_houses (WgPlan *plan)
{
  g_autoptr (WgBuildingSet) set = wg_building_set_new (COLUMNS * ROWS);

  for (guint32 id = 1; id <= COLUMNS * ROWS; id++)
    {
      const GArray *faces = wg_plan_get_own_faces (plan, id);
      WgBuilding house = { .id = id, .households = 10 + (gint32) (id % 5), .people = 30,
                           .floors = WG_COUNT_NOT_KNOWN, .units = WG_COUNT_NOT_KNOWN };

      house.point = wg_coverage_label_point (wg_plan_get_coverage (plan),
                                             g_array_index (faces, WgFaceId, 0));
      wg_building_set_add (set, &house);
    }
  wg_plan_set_buildings (plan, set);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->plan = wg_test_plan_grid (COLUMNS, ROWS, 3);
  if (data == NULL)
    add_houses (f->plan);
  f->journal = wg_memory_journal_new (f->plan);
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
  f->before = wg_test_plan_rows (f->plan);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_bytes_unref (f->before);
  g_object_unref (f->history);
  g_object_unref (f->journal);
  g_assert_finalize_object (f->plan);
}

static WgAggregateTerms
make_terms (gint64 min, gint64 target, gint64 max)
{
  WgAggregateTerms terms = { .depth = 3 };

  wg_partition_terms_init (&terms.terms, min, target, max);
  return terms;
}

static gint64
count_households (WgPlan *plan, guint32 grid)
{
  WgTally tally;

  wg_plan_get_tally (plan, grid, &tally);
  return tally.households.sum;
}

static gint64
count_level (WgPlan *plan, guint depth)
{
  gint64 sum = 0;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      const WgGrid *grid = wg_plan_get_grid (plan, id);

      if (grid != NULL && grid->depth == depth && !grid->is_retired)
        sum += count_households (plan, id);
    }
  return sum;
}

static void
assert_intact (WgPlan *plan)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  wg_plan_verify (plan, problems);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* As a worker does for the window: its plan knows the faces of before, of which some are joined. */
static void
assert_made_in_worker (Fixture *f, const WgAggregation *aggregation)
{
  g_autoptr (WgPlan) snapshot = wg_plan_snapshot (f->plan);
  g_autoptr (WgChange) change = NULL;
  g_autoptr (GError) error = NULL;

  for (guint32 id = 1; id < wg_plan_get_grid_limit (snapshot); id++)
    wg_plan_get_extent (snapshot, id);
  change = wg_plan_make_aggregate_change (snapshot, aggregation, &error);
  g_assert_no_error (error);
  g_assert_false (wg_envelope_is_empty (&change->extent));
}

static void
test_pairs (Fixture *f, gconstpointer data)
{
  WgAggregateTerms terms = make_terms (20, 24, 28);
  gint64 households = count_level (f->plan, 3);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgAggregation) aggregation
    = wg_plan_aggregate (f->plan, &terms, NULL, NULL, &error);
  g_autoptr (WgLandResult) result = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (aggregation->n_before, ==, COLUMNS * ROWS);
  g_assert_cmpuint (aggregation->n_after, ==, COLUMNS * ROWS / 2);
  g_assert_cmpuint (aggregation->partition->score.n_pieces_extra, ==, 0);
  g_assert_cmpuint (aggregation->partition->score.n_mixed, ==, 0);
  assert_made_in_worker (f, aggregation);
  result = wg_command_aggregate (f->history, aggregation, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->takers->len, ==, COLUMNS * ROWS / 2);
  g_assert_cmpuint (result->retired->len, ==, COLUMNS * ROWS / 2);
  g_assert_cmpuint (wg_plan_count_grids (f->plan, 3), ==, COLUMNS * ROWS / 2);
  g_assert_cmpint (count_level (f->plan, 3), ==, households);
  g_assert_cmpint (count_level (f->plan, 1), ==, households);
  for (guint i = 0; i < result->takers->len; i++)
    {
      guint32 id = g_array_index (result->takers, guint32, i);

      g_assert_cmpint (count_households (f->plan, id), >=, 20);
      g_assert_cmpint (count_households (f->plan, id), <=, 28);
      g_assert_cmpuint (wg_plan_get_own_faces (f->plan, id)->len, ==, 1);
    }
  assert_intact (f->plan);
  g_assert_cmpuint (wg_memory_journal_get_n_rows (f->journal), ==, 1);

  g_assert_true (wg_history_undo (f->history, &error));
  after = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (after, f->before));
  g_assert_cmpint (count_level (f->plan, 3), ==, households);
}

/* The groups of a level that has grids below: these come under the grid that stays. */
static void
test_higher_level (Fixture *f, gconstpointer data)
{
  WgAggregateTerms terms = make_terms (80, 100, 120);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgAggregation) aggregation = NULL;
  g_autoptr (WgLandResult) result = NULL;
  guint32 street = 0;

  terms.depth = 2;
  aggregation = wg_plan_aggregate (f->plan, &terms, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (aggregation->n_before, ==, COLUMNS * ROWS / 4);
  assert_made_in_worker (f, aggregation);
  result = wg_command_aggregate (f->history, aggregation, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wg_plan_count_grids (f->plan, 2), ==, aggregation->n_after);
  g_assert_cmpuint (aggregation->n_after, <, aggregation->n_before);
  g_assert_cmpuint (wg_plan_count_grids (f->plan, 3), ==, COLUMNS * ROWS);
  for (guint i = 0; i < result->takers->len; i++)
    {
      const WgGrid *grid = wg_plan_get_grid (f->plan, g_array_index (result->takers, guint32, i));

      g_assert_cmpuint (wg_plan_get_children (f->plan, grid->id)->len, >=, 8);
      street = grid->parent;
      g_assert_false (wg_plan_get_grid (f->plan, street)->is_retired);
    }
  assert_intact (f->plan);
}

/* Dwellings with and without shops go together and become the former; others stay apart, special and
 * locked grids out of it. */
static void
test_types (Fixture *f, gconstpointer data)
{
  WgAggregateTerms terms = make_terms (20, 50, 80);
  const GArray *grids = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgAggregation) aggregation = NULL;
  g_autoptr (WgLandResult) result = NULL;
  guint32 ids[4];

  terms.parent = wg_plan_get_grid (f->plan, 1)->parent;
  grids = wg_plan_get_children (f->plan, terms.parent);
  g_assert_cmpuint (grids->len, ==, 4);
  memcpy (ids, grids->data, sizeof ids);
  for (guint i = 0; i < 4; i++)
    {
      WgGridRecord record = wg_grid_get_record (wg_plan_get_grid (f->plan, ids[i]));
      g_autoptr (WgGrid) changed = NULL;

      record.property_type = i < 2 ? WG_PROPERTY_RESIDENTIAL : WG_PROPERTY_COMMERCIAL;
      if (i == 1)
        record.property_type = WG_PROPERTY_MIXED;
      if (i == 3)
        record.kind = WG_GRID_SPECIAL;
      changed = wg_grid_new_record (&record);
      wg_plan_load_grid (f->plan, changed);
    }
  g_assert_true (wg_plan_finish_loading (f->plan, &error));
  aggregation = wg_plan_aggregate (f->plan, &terms, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (aggregation->n_before, ==, 3);
  g_assert_cmpuint (aggregation->n_after, ==, 2);
  g_assert_cmpuint (aggregation->n_exempt, ==, 1);
  g_assert_cmpuint (aggregation->rows->len, ==, 3);
  assert_made_in_worker (f, aggregation);
  result = wg_command_aggregate (f->history, aggregation, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->takers->len, ==, 1);
  g_assert_cmpuint (
    wg_plan_get_grid (f->plan, g_array_index (result->takers, guint32, 0))->property_type, ==,
    WG_PROPERTY_MIXED);
  g_assert_false (wg_plan_get_grid (f->plan, ids[2])->is_retired);
  g_assert_false (wg_plan_get_grid (f->plan, ids[3])->is_retired);
  g_assert_true (wg_plan_get_grid (f->plan, ids[0])->is_retired
                 != wg_plan_get_grid (f->plan, ids[1])->is_retired);
}

static void
test_locked (Fixture *f, gconstpointer data)
{
  WgAggregateTerms terms = make_terms (20, 24, 28);
  g_autoptr (GArray) locked = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GError) error = NULL;
  g_autoptr (WgAggregation) aggregation = NULL;
  g_autoptr (WgLandResult) result = NULL;
  guint32 id = 5;

  g_array_append_val (locked, id);
  g_assert_true (wg_command_lock (f->history, locked, TRUE, &error));
  aggregation = wg_plan_aggregate (f->plan, &terms, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (aggregation->n_exempt, ==, 1);
  result = wg_command_aggregate (f->history, aggregation, &error);
  g_assert_no_error (error);
  g_assert_false (wg_plan_get_grid (f->plan, id)->is_retired);
  g_assert_cmpint (count_households (f->plan, id), ==, 10);
}

static void
test_not_counted (Fixture *f, gconstpointer data)
{
  WgAggregateTerms terms = make_terms (20, 24, 28);
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_plan_aggregate (f->plan, &terms, NULL, NULL, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOT_COUNTED);
}

/* A proposal that another edit has overtaken is refused whole. */
static void
test_overtaken (Fixture *f, gconstpointer data)
{
  WgAggregateTerms terms = make_terms (20, 24, 28);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgAggregation) aggregation
    = wg_plan_aggregate (f->plan, &terms, NULL, NULL, &error);
  g_autoptr (WgLandResult) first = wg_command_aggregate (f->history, aggregation, &error);
  g_autoptr (GBytes) done = wg_test_plan_rows (f->plan);
  g_autoptr (GBytes) after = NULL;

  g_assert_nonnull (first);
  g_assert_null (wg_command_aggregate (f->history, aggregation, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_GRID);
  after = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (after, done));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function, data) \
  g_test_add ("/plan/aggregate/" name, Fixture, data, set_up, function, tear_down)
  ADD ("pairs", test_pairs, NULL);
  ADD ("higher-level", test_higher_level, NULL);
  ADD ("types", test_types, NULL);
  ADD ("locked", test_locked, NULL);
  ADD ("not-counted", test_not_counted, "without buildings");
  ADD ("overtaken", test_overtaken, NULL);
  return g_test_run ();
}
