/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subdividing a plan of squares with buildings: what is proposed, what the commit leaves, undo, what is
 * refused; and the sharing out of counted households. */
#include "app/geometry/wg-coverage-verify.h"
#include "app/plan/wg-commands.h"
#include "app/plan/wg-estimate.h"
#include "app/plan/wg-history.h"
#include "app/plan/wg-lock-commands.h"
#include "app/plan/wg-subdivide.h"
#include "tests/support/wg-memory-journal.h"
#include "tests/support/wg-test-plan.h"

#include <math.h>

#define PER_SIDE 12 /* buildings of a grid, each way */

typedef struct
{
  WgPlan *plan;
  WgMemoryJournal *journal;
  WgHistory *history;
  WgSubdivideTerms terms;
  GArray *parents;
} Fixture;

/* Buildings of 2 to 7 households in rows, those that lie in their grid as a whole; every ninth nobody
 * has counted. */
static void
put_buildings (WgPlan *plan)
{
  g_autoptr (WgBuildingSet) set = wg_building_set_new (0);
  guint32 id = 1;

  for (guint32 grid = 1; grid < wg_plan_get_grid_limit (plan); grid++)
    {
      g_autoptr (WgShape) land = wg_shape_new ();
      WgEnvelope box;

      if (wg_plan_get_grid (plan, grid)->depth != 3)
        continue;
      box = wg_plan_get_extent (plan, grid);
      wg_plan_get_shape (plan, grid, land);
      for (guint i = 0; i < PER_SIDE * PER_SIDE; i++)
        {
          double step_x = (double) (box.max_x - box.min_x) / PER_SIDE;
          double step_y = (double) (box.max_y - box.min_y) / PER_SIDE;
          gint32 x = box.min_x + (gint32) (step_x * (i % PER_SIDE + 0.5));
          gint32 y = box.min_y + (gint32) (step_y * (i / PER_SIDE + 0.5));
          gint32 w = (gint32) (step_x * 0.35), h = (gint32) (step_y * 0.4);
          WgPoint corners[] = { { x - w, y - h }, { x + w, y - h }, { x + w, y + h }, { x - w, y + h } };
          WgBuilding building = { .id = id, .point = { x, y }, .floors = 6,
                                  .units = WG_COUNT_NOT_KNOWN, .people = WG_COUNT_NOT_KNOWN,
                                  .households = i % 9 == 0 ? WG_COUNT_NOT_KNOWN : (gint32) (2 + i % 6) };

          if (!wg_shape_contains (land, corners[0]) || !wg_shape_contains (land, corners[1])
              || !wg_shape_contains (land, corners[2]) || !wg_shape_contains (land, corners[3]))
            continue;
          id++;
          building.footprint = wg_shape_new ();
          wg_shape_add_ring (building.footprint, corners, 4, 0, FALSE);
          wg_building_set_add (set, &building);
        }
    }
  wg_plan_set_buildings (plan, set);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->plan = wg_test_plan_grid (4, 4, 7);
  put_buildings (f->plan);
  f->journal = wg_memory_journal_new (f->plan);
  f->history = wg_history_new (f->plan, WG_JOURNAL (f->journal));
  f->parents = g_array_new (FALSE, FALSE, sizeof (guint32));
  wg_subdivide_terms_init (&f->terms, 60, 80, 100);
  f->terms.parents = f->parents;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_array_unref (f->parents);
  g_object_unref (f->history);
  g_object_unref (f->journal);
  g_object_unref (f->plan);
}

static void
choose (Fixture *f, guint depth, guint into)
{
  for (guint32 id = 1; id < wg_plan_get_grid_limit (f->plan); id++)
    if (wg_plan_get_grid (f->plan, id)->depth == depth && !wg_plan_get_grid (f->plan, id)->is_retired)
      g_array_append_val (f->parents, id);
  f->terms.depth = into;
}

static WgSubdivideProposal *
propose (Fixture *f)
{
  g_autoptr (WgPlan) snapshot = wg_plan_snapshot (f->plan);
  g_autoptr (GError) error = NULL;
  WgSubdivideProposal *proposal = wg_subdivide_propose (snapshot, &f->terms, NULL, NULL, &error);

  g_assert_no_error (error);
  return proposal;
}

static void
tell_troubles (const WgSubdivideProposal *proposal)
{
  for (guint i = 0; i < proposal->parents->len; i++)
    {
      const WgSubdivideParent *parent = g_ptr_array_index (proposal->parents, i);

      for (guint k = 0; k < parent->troubles->len; k++)
        {
          const WgSubdivideTrouble *trouble = &g_array_index (parent->troubles, WgSubdivideTrouble, k);

          g_test_message ("grid %u part %d: %s, %d of %d", parent->parent, trouble->part,
                          wg_subdivide_reason_to_code (trouble->reason), (int) trouble->amount,
                          (int) trouble->reachable);
        }
    }
}

/* What the plan counts of the new grids is what the proposal said of them, in its order. */
static void
assert_as_proposed (Fixture *f, const WgSubdivideProposal *proposal, const GArray *made)
{
  guint at = 0;

  g_assert_cmpuint (made->len, ==, proposal->n_parts);
  for (guint i = 0; i < proposal->parents->len; i++)
    {
      const WgSubdivideParent *parent = g_ptr_array_index (proposal->parents, i);

      for (guint k = 0; k < parent->parts->len; k++, at++)
        {
          const WgSubdividePart *part = g_ptr_array_index (parent->parts, k);
          guint32 id = g_array_index (made, guint32, at);
          const WgGrid *grid = wg_plan_get_grid (f->plan, id);
          g_autoptr (WgShape) shape = wg_shape_new ();
          WgTally tally;

          g_assert_cmpuint (grid->parent, ==, parent->parent);
          g_assert_cmpuint (grid->depth, ==, proposal->depth);
          g_assert_cmpstr (grid->name, !=, "");
          wg_plan_get_tally (f->plan, id, &tally);
          g_assert_cmpint (tally.households.sum, ==, part->households);
          g_assert_cmpuint (tally.n_buildings, ==, part->n_buildings);
          wg_plan_get_shape (f->plan, id, shape);
          g_assert_cmpuint (wg_shape_n_parts (shape), ==, 1);
          g_assert_cmpfloat_with_epsilon (wg_shape_area_m2 (shape), wg_shape_area_m2 (part->shape), 0.5);
        }
    }
}

/* Grids without others below them get micro-grids: all in the band, all of the land, one undo step. */
static void
test_into_micro_grids (Fixture *f, gconstpointer data)
{
  g_autoptr (WgSubdivideProposal) proposal = NULL;
  g_autoptr (GBytes) before = wg_test_plan_rows (f->plan);
  g_autoptr (GBytes) undone = NULL;
  g_autoptr (GArray) made = NULL;
  g_autoptr (GError) error = NULL;

  choose (f, 3, 4);
  proposal = propose (f);
  g_assert_cmpuint (proposal->parents->len, ==, 16);
  tell_troubles (proposal);
  g_assert_cmpuint (proposal->n_in_band, ==, proposal->n_parts);
  g_assert_true (proposal->is_contiguous);
  g_assert_cmpuint (proposal->n_cut, ==, 0);
  g_assert_cmpfloat (proposal->worst_deviation, <=, 0.25);
  g_assert_true (wg_command_subdivide (f->history, proposal, &made, &error));
  g_assert_no_error (error);
  wg_test_plan_assert_valid (f->plan);
  assert_as_proposed (f, proposal, made);
  for (guint i = 0; i < f->parents->len; i++)
    g_assert_cmpuint (wg_plan_get_own_faces (f->plan, g_array_index (f->parents, guint32, i))->len, ==, 0);
  g_assert_cmpuint (wg_memory_journal_get_n_rows (f->journal), ==, 1);
  g_assert_true (wg_history_undo (f->history, &error));
  undone = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, undone));
  g_assert_true (wg_history_redo (f->history, &error));
  wg_test_plan_assert_valid (f->plan);
  assert_as_proposed (f, proposal, made);
}

static void
note_lineage_cb (WgPlan *plan, const WgChange *change, gboolean backwards, GString *text)
{
  for (guint i = 0; i < change->lineage->len; i++)
    {
      const WgLineage *row = &g_array_index (change->lineage, WgLineage, i);

      g_string_append_printf (text, "%u-%u %.3f %" G_GINT64_FORMAT "\n", row->from, row->to, row->area_m2,
                              (gint64) row->households);
    }
}

static WgChange *
make_cb (WgPlan *plan, gpointer data, GCancellable *cancellable, GError **error)
{
  return wg_plan_make_subdivide_change (plan, data, error);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
make_in_worker (Fixture *f, WgSubdivideProposal *proposal, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  wg_history_make_async (f->history, make_cb, wg_subdivide_proposal_ref (proposal),
                         (GDestroyNotify) wg_subdivide_proposal_free, NULL, ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return wg_history_make_finish (f->history, result, error);
}

/* What a worker makes is to the byte what the main thread makes, with the same lineage. */
static void
test_in_worker (Fixture *f, gconstpointer data)
{
  g_autoptr (WgSubdivideProposal) proposal = NULL;
  g_autoptr (GString) direct = g_string_new (NULL);
  g_autoptr (GString) indirect = g_string_new (NULL);
  g_autoptr (GBytes) before = NULL, after = NULL, undone = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  WgTally tally;
  gulong handler = 0;

  choose (f, 2, 3);
  wg_plan_get_tally (f->plan, g_array_index (f->parents, guint32, 0), &tally);
  g_assert_true (tally.households.sum > 0);
  f->terms.partition.band = (WgPartBand){ WG_MEASURE_HOUSEHOLDS, 250, 300, 350 };
  proposal = propose (f);
  before = wg_test_plan_rows (f->plan);
  handler = g_signal_connect (f->plan, "changed", G_CALLBACK (note_lineage_cb), direct);
  g_assert_true (wg_command_subdivide (f->history, proposal, NULL, &error));
  g_signal_handler_disconnect (f->plan, handler);
  after = wg_test_plan_rows (f->plan);
  g_assert_false (g_bytes_equal (before, after));
  g_assert_true (wg_history_undo (f->history, &error));

  handler = g_signal_connect (f->plan, "changed", G_CALLBACK (note_lineage_cb), indirect);
  g_assert_true (make_in_worker (f, proposal, &error));
  g_signal_handler_disconnect (f->plan, handler);
  g_assert_no_error (error);
  again = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (after, again));
  wg_test_plan_assert_counted (f->plan);
  g_assert_cmpuint (direct->len, >, 0);
  g_assert_cmpstr (indirect->str, ==, direct->str);
  wg_test_plan_assert_valid (f->plan);
  g_assert_true (wg_history_undo (f->history, &error));
  undone = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, undone));
  wg_test_plan_assert_counted (f->plan);

  wg_memory_journal_fail_next (f->journal);
  g_assert_false (make_in_worker (f, proposal, &error));
  g_assert_nonnull (error);
  g_assert_false (wg_history_is_busy (f->history));
  g_clear_pointer (&undone, g_bytes_unref);
  undone = wg_test_plan_rows (f->plan);
  g_assert_true (g_bytes_equal (before, undone));
}

/* Grids that are there already are retired, with lineage to those that have their land; a locked one
 * keeps its land. */
static void
test_replaces (Fixture *f, gconstpointer data)
{
  g_autoptr (WgSubdivideProposal) proposal = NULL;
  g_autoptr (GArray) made = NULL;
  g_autoptr (GArray) locked = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GError) error = NULL;
  guint32 keeper = 0;
  double area = 0, after = 0;
  g_autoptr (WgShape) shape = wg_shape_new ();

  choose (f, 2, 3);
  keeper = g_array_index (wg_plan_get_children (f->plan, g_array_index (f->parents, guint32, 0)), guint32, 1);
  g_array_append_val (locked, keeper);
  g_assert_true (wg_command_lock (f->history, locked, TRUE, &error));
  wg_plan_get_shape (f->plan, keeper, shape);
  area = wg_shape_area_m2 (shape);
  f->terms.partition.band = (WgPartBand){ WG_MEASURE_HOUSEHOLDS, 250, 300, 350 };
  proposal = propose (f);
  g_assert_cmpuint (proposal->n_cut, ==, 0);
  g_assert_true (proposal->is_contiguous);
  g_assert_true (wg_command_subdivide (f->history, proposal, &made, &error));
  g_assert_no_error (error);
  wg_test_plan_assert_valid (f->plan);
  assert_as_proposed (f, proposal, made);
  wg_plan_get_shape (f->plan, keeper, shape);
  after = wg_shape_area_m2 (shape);
  g_assert_cmpfloat_with_epsilon (after, area, 0.5);
  g_assert_false (wg_plan_get_grid (f->plan, keeper)->is_retired);
  g_assert_cmpuint (wg_plan_count_grids (f->plan, 3), ==, made->len + 1);
}

/* The same question has the same answer, on one thread and on several. */
static void
test_same_answer (Fixture *f, gconstpointer data)
{
  g_autoptr (WgSubdivideProposal) one = NULL;
  g_autoptr (WgSubdivideProposal) two = NULL;

  choose (f, 3, 4);
  f->terms.partition.n_threads = 1;
  one = propose (f);
  f->terms.partition.n_threads = 4;
  two = propose (f);
  g_assert_cmpuint (one->n_parts, ==, two->n_parts);
  for (guint i = 0; i < one->parents->len; i++)
    {
      const WgSubdivideParent *a = g_ptr_array_index (one->parents, i), *b = g_ptr_array_index (two->parents, i);

      g_assert_cmpuint (a->lines->len, ==, b->lines->len);
      for (guint k = 0; k < a->lines->len; k++)
        {
          const GArray *p = g_ptr_array_index (a->lines, k), *q = g_ptr_array_index (b->lines, k);

          g_assert_cmpmem (p->data, p->len * sizeof (WgPoint), q->data, q->len * sizeof (WgPoint));
        }
    }
}

/* What cannot be is told: grids below, no counts, one building with more than the most. */
static void
test_impossible (Fixture *f, gconstpointer data)
{
  g_autoptr (WgSubdivideProposal) below = NULL;
  g_autoptr (WgSubdivideProposal) uncounted = NULL;
  g_autoptr (WgBuildingSet) set = wg_building_set_new (1);
  g_autoptr (GError) error = NULL;
  WgBuilding building = { .id = 1, .households = 900, .people = -1, .floors = -1, .units = -1 };
  const WgSubdivideTrouble *trouble = NULL;
  WgSubdivideBelow look;

  choose (f, 1, 2);
  wg_subdivide_look_below (f->plan, f->parents, 2, &look);
  g_assert_cmpuint (look.n_parents, ==, 1);
  g_assert_cmpuint (look.n_left, ==, 1);
  /* Nor past a level between, whose grids would be left without land. */
  wg_subdivide_look_below (f->plan, f->parents, 3, &look);
  g_assert_cmpuint (look.n_left, ==, 1);
  below = propose (f);
  trouble = &g_array_index (((WgSubdivideParent *) g_ptr_array_index (below->parents, 0))->troubles,
                            WgSubdivideTrouble, 0);
  g_assert_cmpint (trouble->reason, ==, WG_SUBDIVIDE_GRIDS_BELOW);
  g_assert_false (wg_command_subdivide (f->history, below, NULL, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING);
  g_clear_error (&error);

  g_array_set_size (f->parents, 0);
  choose (f, 3, 4);
  building.point = (WgPoint){ wg_plan_get_extent (f->plan, g_array_index (f->parents, guint32, 0)).min_x + 5000,
                              wg_plan_get_extent (f->plan, g_array_index (f->parents, guint32, 0)).min_y + 5000 };
  wg_building_set_add (set, &building);
  wg_plan_set_buildings (f->plan, set);
  uncounted = propose (f);
  for (guint i = 0; i < uncounted->parents->len; i++)
    {
      const WgSubdivideParent *parent = g_ptr_array_index (uncounted->parents, i);
      gboolean has_it = parent->parts->len > 0;

      g_assert_cmpuint (parent->troubles->len, ==, 1);
      trouble = &g_array_index (parent->troubles, WgSubdivideTrouble, 0);
      g_assert_cmpint (trouble->reason, ==, has_it ? WG_SUBDIVIDE_UNIT_TOO_LARGE : WG_SUBDIVIDE_NO_COUNTS);
      if (has_it)
        g_assert_cmpuint (trouble->building, ==, 1);
    }
}

static void
put_line (WgBarrierSet *set, WgPoint a, WgPoint b, WgBarrierClass barrier_class)
{
  WgPoint ends[] = { a, b };
  g_autoptr (WgLine) line = wg_line_new (ends, 2);

  wg_barrier_set_add (set, line, barrier_class, "lines");
}

/* A railway slants through houses: no part lies on both sides, no house is cut. One that ends in the land
 * may be gone round, which is told. */
static void
test_never (Fixture *f, gconstpointer data)
{
  for (guint ends = 0; ends < 2; ends++)
    {
      g_autoptr (WgBarrierSet) barriers = wg_barrier_set_new ();
      g_autoptr (WgSubdivideProposal) proposal = NULL;
      const WgSubdivideParent *parent = NULL;
      WgEnvelope box;
      gint64 told = 0;

      g_array_set_size (f->parents, 0);
      choose (f, 3, 4);
      g_array_set_size (f->parents, 1);
      box = wg_plan_get_extent (f->plan, g_array_index (f->parents, guint32, 0));
      put_line (barriers, (WgPoint){ box.min_x - 9000, (gint32) (((gint64) box.min_y + box.max_y) / 2) },
                (WgPoint){ ends ? (gint32) (((gint64) box.min_x + box.max_x) / 2) : box.max_x + 9000,
                           box.max_y - (box.max_y - box.min_y) / 3 },
                WG_BARRIER_RAILWAY);
      put_line (barriers, (WgPoint){ (gint32) (((gint64) box.min_x + box.max_x) / 2) - 1000, box.min_y - 9000 },
                (WgPoint){ (gint32) (((gint64) box.min_x + box.max_x) / 2) - 1000, box.max_y + 9000 },
                WG_BARRIER_LANE);
      f->terms.barriers = barriers;
      proposal = propose (f);
      parent = g_ptr_array_index (proposal->parents, 0);
      for (guint i = 0; i < parent->troubles->len; i++)
        if (g_array_index (parent->troubles, WgSubdivideTrouble, i).reason == WG_SUBDIVIDE_NEVER_CROSSED)
          told += g_array_index (parent->troubles, WgSubdivideTrouble, i).amount;
      g_assert_cmpuint (proposal->n_cut, ==, 0);
      g_assert_true (proposal->is_contiguous);
      g_assert_cmpfloat (proposal->cut_m[WG_UNIT_EDGE_RAILWAY], >, 0);
      g_assert_cmpfloat_with_epsilon (proposal->crossed_m[WG_UNIT_EDGE_RAILWAY], (double) told,
                                      ends ? 5.0 * parent->parts->len : 0.1);
      f->terms.barriers = NULL;
    }
}

static WgSubdivideReason
first_reason (const WgSubdivideProposal *proposal)
{
  const WgSubdivideParent *parent = g_ptr_array_index (proposal->parents, 0);

  g_assert_cmpuint (parent->troubles->len, >, 0);
  return g_array_index (parent->troubles, WgSubdivideTrouble, 0).reason;
}

/* Too little land is the fault of the lock beside it, not of a barrier; a level that is pinned leaves none. */
static void
test_held (Fixture *f, gconstpointer data)
{
  g_autoptr (WgSubdivideProposal) whole = NULL;
  g_autoptr (WgSubdivideProposal) rest = NULL;
  g_autoptr (WgSubdivideProposal) none = NULL;
  g_autoptr (GArray) locked = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GError) error = NULL;
  const GArray *children = NULL;
  WgSubdivideBelow look;
  guint n = 0;

  choose (f, 2, 3);
  g_array_set_size (f->parents, 1);
  f->terms.partition.band = (WgPartBand){ WG_MEASURE_HOUSEHOLDS, 90000, 95000, 99000 };
  whole = propose (f);
  g_assert_cmpint (first_reason (whole), ==, WG_SUBDIVIDE_ISLAND_TOO_SMALL);
  children = wg_plan_get_children (f->plan, g_array_index (f->parents, guint32, 0));
  n = children->len;
  g_assert_cmpuint (n, >, 1);
  g_array_append_vals (locked, &g_array_index (children, guint32, 1), n - 1);
  g_assert_true (wg_command_lock (f->history, locked, TRUE, &error));
  wg_subdivide_look_below (f->plan, f->parents, 3, &look);
  g_assert_cmpuint (look.n_held, ==, n - 1);
  g_assert_cmpuint (look.n_replaced, ==, 1);
  g_assert_cmpint (look.held.households.sum, >, 0);
  rest = propose (f);
  g_assert_cmpint (first_reason (rest), ==, WG_SUBDIVIDE_LOCKED);
  g_assert_true (wg_command_pin_level (f->history, 3, TRUE, &error));
  none = propose (f);
  g_assert_cmpint (first_reason (none), ==, WG_SUBDIVIDE_ALL_HELD);
  wg_subdivide_look_below (f->plan, f->parents, 3, &look);
  g_assert_cmpuint (look.n_held, ==, n);
  g_assert_no_error (error);
}

/* The part of @after that has the same land; NULL: none. */
static const WgSubdividePart *
find_same (const WgSubdivideParent *after, const WgSubdividePart *part)
{
  for (guint i = 0; i < after->parts->len; i++)
    {
      const WgSubdividePart *other = g_ptr_array_index (after->parts, i);

      if (other->households == part->households && other->n_buildings == part->n_buildings
          && fabs (wg_shape_area_m2 (other->shape) - wg_shape_area_m2 (part->shape)) < 1e-3)
        return other;
    }
  return NULL;
}

/* What is in the band, and beside nothing that is not, is the same in the next proposal; what is committed
 * is what it says. */
static void
test_again (Fixture *f, gconstpointer data)
{
  g_autoptr (WgSubdivideProposal) before = NULL;
  g_autoptr (WgSubdivideProposal) after = NULL;
  g_autoptr (GArray) made = NULL;
  g_autoptr (GError) error = NULL;
  const WgSubdivideParent *first = NULL, *second = NULL;
  guint n_same = 0, n_good = 0;

  choose (f, 2, 3);
  g_array_set_size (f->parents, 1);
  f->terms.partition.band = (WgPartBand){ WG_MEASURE_HOUSEHOLDS, 30, 40, 50 };
  before = propose (f);
  first = g_ptr_array_index (before->parents, 0);
  g_assert_cmpuint (first->parts->len, >, 12);
  /* One that is judged to be wrong. */
  for (guint i = 0; i < first->parts->len; i++)
    ((WgSubdividePart *) g_ptr_array_index (first->parts, i))->is_in_band = i != 0;
  f->terms.before = before;
  f->terms.partition.seed = 5;
  after = propose (f);
  second = g_ptr_array_index (after->parents, 0);
  for (guint i = 1; i < first->parts->len; i++)
    {
      n_good++;
      n_same += find_same (second, g_ptr_array_index (first->parts, i)) != NULL;
    }
  g_assert_cmpuint (n_same, <, n_good);
  g_assert_cmpuint (2 * n_same, >=, n_good);
  g_assert_true (after->is_contiguous);
  g_assert_cmpuint (after->n_cut, ==, 0);
  g_assert_cmpuint (after->n_in_band, ==, after->n_parts);
  g_assert_true (wg_command_subdivide (f->history, after, &made, &error));
  g_assert_no_error (error);
  wg_test_plan_assert_valid (f->plan);
  assert_as_proposed (f, after, made);
}

static void
test_bad_terms (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (wg_subdivide_propose (f->plan, &f->terms, NULL, NULL, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NOTHING);
  g_clear_error (&error);
  choose (f, 3, 2);
  g_assert_null (wg_subdivide_propose (f->plan, &f->terms, NULL, NULL, &error));
  g_assert_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_LEVEL);
}

/* Shares add up to what was told, in proportion, and counted buildings keep their number. */
static void
test_estimate (Fixture *f, gconstpointer data)
{
  g_autoptr (WgBuildingSet) estimated = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (WgShape) shape = wg_shape_new ();
  WgGrid *grid = NULL;
  guint32 id = 0;
  guint n_shared = 0;
  WgTally tally;

  choose (f, 3, 4);
  id = g_array_index (f->parents, guint32, 2);
  wg_plan_get_shape (f->plan, id, shape);
  {
    WgGridRecord record = wg_grid_get_record (wg_plan_get_grid (f->plan, id));
    g_autoptr (WgChange) change = wg_change_new ("grid-attributes", "");

    record.told = (WgGridTold){ (guint32) wg_shape_area_m2 (shape), 777, -1 };
    grid = wg_grid_new_record (&record);
    wg_change_add_grid (change, wg_plan_get_grid (f->plan, id), grid);
    g_assert_true (wg_plan_apply (f->plan, change, FALSE, NULL));
    wg_grid_unref (grid);
  }
  estimated = wg_estimate_by_floor_area (f->plan, 3, &rows);
  g_assert_cmpuint (rows->len, ==, 16);
  for (guint i = 0; i < rows->len; i++)
    {
      const WgEstimateRow *row = &g_array_index (rows, WgEstimateRow, i);

      g_assert_cmpint (row->outcome, ==, row->grid == id ? WG_ESTIMATE_DONE : WG_ESTIMATE_NOT_TOLD);
      if (row->grid == id)
        n_shared = row->n_buildings;
    }
  for (guint i = 0; i < wg_building_set_count (estimated); i++)
    {
      const WgBuilding *was = wg_building_set_get (wg_plan_get_buildings (f->plan), i);
      const WgBuilding *is = wg_building_set_get (estimated, i);

      g_assert_true (wg_building_set_has_footprint (estimated, i));
      if (was->households != WG_COUNT_NOT_KNOWN)
        g_assert_cmpint (is->households, ==, was->households);
      g_assert_true (is->is_estimated == (is->households != was->households));
    }
  wg_plan_set_buildings (f->plan, estimated);
  wg_plan_get_tally (f->plan, id, &tally);
  g_assert_cmpint (tally.households.sum, ==, 777);
  g_assert_cmpuint (tally.households.n_unknown, ==, 0);
  g_assert_cmpuint (n_shared, >, 5);
  g_assert_cmpuint (tally.households.n_estimated, ==, n_shared);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/subdivide/into-micro-grids", test_into_micro_grids);
  ADD ("/subdivide/replaces", test_replaces);
  ADD ("/subdivide/in-worker", test_in_worker);
  ADD ("/subdivide/same-answer", test_same_answer);
  ADD ("/subdivide/impossible", test_impossible);
  ADD ("/subdivide/never", test_never);
  ADD ("/subdivide/held", test_held);
  ADD ("/subdivide/again", test_again);
  ADD ("/subdivide/bad-terms", test_bad_terms);
  ADD ("/estimate/shares", test_estimate);
  return g_test_run ();
}
