/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/geometry/wg-coverage-edit.h"
#include "app/geometry/wg-coverage-verify.h"
#include "tests/support/wg-test-coverage.h"

/* Two squares side by side, and an enclave of its own inside the left one; written as rows so that
 * each test can spoil one of them. Not finished: verify reads rows only. */
typedef struct
{
  WgPoint nodes[4];
  WgPoint points[5][8];
  guint n_points[5];
  WgArc arcs[5];
  guint32 owners[4];
  guint n_nodes, n_arcs, n_faces;
} Rows;

static Rows
make_rows (void)
{
  return (Rows){
    .nodes = { { 1000, 0 }, { 1000, 1000 }, { 300, 300 } },
    .points = { { { 1000, 0 }, { 1000, 1000 } },
                { { 1000, 1000 }, { 0, 1000 }, { 0, 0 }, { 1000, 0 } },
                { { 1000, 0 }, { 2000, 0 }, { 2000, 1000 }, { 1000, 1000 } },
                { { 300, 300 }, { 600, 300 }, { 600, 600 }, { 300, 600 }, { 300, 300 } } },
    .n_points = { 2, 4, 4, 5 },
    .arcs = { { NULL, 1, 2, 1, 2 }, { NULL, 2, 1, 1, 0 }, { NULL, 1, 2, 2, 0 }, { NULL, 3, 3, 3, 1 } },
    .owners = { 10, 20, 30 },
    .n_nodes = 3,
    .n_arcs = 4,
    .n_faces = 3,
  };
}

static WgCoverage *
load (const Rows *rows)
{
  WgCoverage *coverage = wg_coverage_new ();

  for (guint i = 0; i < rows->n_nodes; i++)
    wg_coverage_load_node (coverage, i + 1, rows->nodes[i]);
  for (guint i = 0; i < rows->n_arcs; i++)
    {
      WgArc arc = rows->arcs[i];
      arc.line = wg_line_new (rows->points[i], rows->n_points[i]);
      wg_coverage_load_arc (coverage, i + 1, &arc);
      wg_line_unref (arc.line);
    }
  for (guint i = 0; i < rows->n_faces; i++)
    wg_coverage_load_face (coverage, i + 1, rows->owners[i]);
  return coverage;
}

/* Asserts that exactly problems of @kinds (a bit each) are found. */
static void
assert_problems (const Rows *rows, guint kinds)
{
  g_autoptr (WgCoverage) coverage = load (rows);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
  guint found = 0;

  g_assert_true (wg_coverage_verify (coverage, problems, NULL, NULL, NULL));
  for (guint i = 0; i < problems->len; i++)
    found |= 1u << g_array_index (problems, WgProblem, i).kind;
  g_assert_cmphex (found, ==, kinds);
}

static void
test_good (void)
{
  Rows rows = make_rows ();
  g_autoptr (WgCoverage) empty = wg_coverage_new ();
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));

  assert_problems (&rows, 0);
  g_assert_true (wg_coverage_verify (empty, problems, NULL, NULL, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_reference (void)
{
  Rows rows = make_rows ();

  rows.arcs[0].left = 9;
  assert_problems (&rows, 1u << WG_PROBLEM_REFERENCE);
  rows = make_rows ();
  rows.arcs[0].end = 9;
  assert_problems (&rows, 1u << WG_PROBLEM_REFERENCE);
  rows = make_rows ();
  rows.nodes[rows.n_nodes++] = (WgPoint){ 50, 50 };
  assert_problems (&rows, 1u << WG_PROBLEM_REFERENCE | 1u << WG_PROBLEM_EULER);
}

static void
test_points (void)
{
  Rows rows = make_rows ();

  rows.points[0][1].x++;
  assert_problems (&rows, 1u << WG_PROBLEM_ENDPOINT);
  rows = make_rows ();
  rows.points[1][2] = rows.points[1][1];
  assert_problems (&rows, 1u << WG_PROBLEM_DEGENERATE);
  rows = make_rows ();
  rows.points[1][2].x = -WG_COORDINATE_MAX - 1;
  assert_problems (&rows, 1u << WG_PROBLEM_DEGENERATE);
}

static void
test_crossing (void)
{
  Rows rows = make_rows ();

  rows.points[3][1].x = 1200; /* the enclave reaches through the border in the middle */
  assert_problems (&rows, 1u << WG_PROBLEM_CROSSING);
  rows = make_rows ();
  rows.points[3][1].x = 1000; /* it touches the border with a corner */
  assert_problems (&rows, 1u << WG_PROBLEM_CROSSING);
  rows = make_rows ();
  rows.points[3][1].x = rows.points[3][2].x = 1000; /* it lies along the border */
  assert_problems (&rows, 1u << WG_PROBLEM_CROSSING);
  rows = make_rows ();
  rows.points[3][2] = (WgPoint){ 450, 200 }; /* it crosses itself */
  rows.points[3][1] = (WgPoint){ 600, 600 };
  rows.arcs[3].left = 3;
  rows.n_arcs = 4;
  {
    g_autoptr (WgCoverage) coverage = load (&rows);
    g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
    gboolean is_found = FALSE;
    g_assert_true (wg_coverage_verify (coverage, problems, NULL, NULL, NULL));
    for (guint i = 0; i < problems->len; i++)
      is_found |= g_array_index (problems, WgProblem, i).kind == WG_PROBLEM_CROSSING;
    g_assert_true (is_found);
  }
}

static void
test_faces (void)
{
  Rows rows = make_rows ();

  rows.arcs[0].left = 2; /* the sides of the middle border are exchanged */
  rows.arcs[0].right = 1;
  assert_problems (&rows, 1u << WG_PROBLEM_ORDER | 1u << WG_PROBLEM_AREA);
  rows = make_rows ();
  rows.arcs[3].right = 2; /* the enclave says it lies in the other square */
  assert_problems (&rows, 1u << WG_PROBLEM_ORIENTATION);
  rows = make_rows ();
  rows.arcs[3].left = 1; /* the enclave runs the wrong way round */
  rows.arcs[3].right = 3;
  assert_problems (&rows, 1u << WG_PROBLEM_ORIENTATION | 1u << WG_PROBLEM_AREA);
  rows = make_rows ();
  rows.n_faces = 4; /* a face without borders */
  assert_problems (&rows, 1u << WG_PROBLEM_ORIENTATION | 1u << WG_PROBLEM_AREA
                            | 1u << WG_PROBLEM_EULER);
  rows = make_rows ();
  rows.arcs[3].left = rows.arcs[3].right;
  assert_problems (&rows, 1u << WG_PROBLEM_ORDER);
}

static void
test_cancel (void)
{
  g_autoptr (WgCoverage) coverage = wg_test_coverage_grid (50, 50, 1);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (WgProblem));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (wg_coverage_verify (coverage, problems, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/good", test_good);
  g_test_add_func ("/verify/reference", test_reference);
  g_test_add_func ("/verify/points", test_points);
  g_test_add_func ("/verify/crossing", test_crossing);
  g_test_add_func ("/verify/faces", test_faces);
  g_test_add_func ("/verify/cancel", test_cancel);
  return g_test_run ();
}
