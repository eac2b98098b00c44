/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/base/wg-random.h"
#include "app/geometry/wg-coverage.h"
#include "app/geometry/wg-lines.h"

static GPtrArray *
make_lines (const char *const *texts)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (texts[i], ",", -1);
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

      for (guint j = 0; words[j] != NULL; j++)
        {
          char *end = NULL;
          WgPoint p = { (gint32) (g_ascii_strtod (words[j], &end) * 1000.0), 0 };

          p.y = (gint32) (g_ascii_strtod (end, NULL) * 1000.0);
          g_array_append_val (points, p);
        }
      g_ptr_array_add (lines, wg_line_new ((const WgPoint *) points->data, points->len));
    }
  return lines;
}

static double
sum_areas (const WgLinesResult *result)
{
  double sum = 0.0;

  for (guint i = 0; i < result->shapes->len; i++)
    sum += wg_shape_area_m2 (g_ptr_array_index (result->shapes, i));
  return sum;
}

typedef struct
{
  const char *name;
  const char *lines[12];
  guint n_shapes;
  guint n_bridged, n_trimmed, n_unused;
  double area_m2;
} Case;

/* Metres. */
static const Case cases[] = {
  { "four-lines", { "0 0, 10 0", "10 0, 10 10", "10 10, 0 10", "0 10, 0 0" }, 1, 0, 0, 0, 100.0 },
  { "crossing", { "-1 0, 11 0", "10 -1, 10 11", "11 10, -1 10", "0 11, 0 -1" }, 1, 0, 0, 8, 100.0 },
  { "overshoot", { "-0.2 0, 10.3 0", "10 -0.1, 10 10.1", "10.4 10, -0.3 10", "0 10.2, 0 -0.2" }, 1, 0, 8,
    0, 100.0 },
  { "corner-gap", { "0 0, 10 0, 10 10", "10 10, 0 10, 0 0.3" }, 1, 1, 0, 0, 100.0 },
  { "side-gap", { "0 0, 10 0, 10 10, 0 10, 0 0", "5 0.2, 5 9.7" }, 2, 2, 0, 0, 100.0 },
  { "wide-gap", { "0 0, 10 0, 10 10", "10 10, 0 10, 0 2" }, 0, 0, 0, 1, 0.0 },
  { "own-start", { "0 0, 10 0, 10 10, 0 10, 0 0.4" }, 1, 1, 0, 0, 100.0 },
  { "past-start", { "0 0, 10 0, 10 10, 0 10, 0 0, 2 0" }, 1, 0, 0, 0, 100.0 },
  { "drawn-twice", { "0 0, 10 0, 10 10, 0 10, 0 0", "0 0, 10 0, 10 10, 0 10, 0 0" }, 1, 0, 0, 0, 100.0 },
  { "island", { "0 0, 10 0, 10 10, 0 10, 0 0", "3 3, 6 3, 6 6, 3 6, 3 3" }, 2, 0, 0, 0, 100.0 },
  { "bridge", { "0 0, 10 0, 10 10, 0 10, 0 0", "20 0, 30 0, 30 10, 20 10, 20 0", "10 5, 20 5" }, 2, 0, 0, 0,
    200.0 },
  { "millimetres", { "0 0, 10 0", "10.004 0.003, 10 10", "10 10.006, 0 10", "0 10, 0.002 0.001" }, 1, 0, 0,
    0, 100.0 },
  { "alone", { "0 0, 10 0", "5 5, 6 9" }, 0, 0, 0, 2, 0.0 },
};

static void
test_case (gconstpointer data)
{
  const Case *given = data;
  g_autoptr (GPtrArray) lines = make_lines (given->lines);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgLinesResult) result = wg_lines_join (lines, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->shapes->len, ==, given->n_shapes);
  g_assert_cmpuint (result->bridged->len, ==, given->n_bridged);
  g_assert_cmpuint (result->trimmed->len, ==, given->n_trimmed);
  g_assert_cmpuint (result->unused->len, ==, given->n_unused);
  g_assert_cmpfloat_with_epsilon (sum_areas (result), given->area_m2, given->area_m2 * 1e-3 + 1e-6);
}

/* A lattice drawn as loose pieces in any order and direction, some ends short, some long: all its
 * cells come back. */
static void
test_lattice (void)
{
  const guint n = 40;
  WgRandom random = wg_random (7);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (WgLinesResult) result = NULL;

  for (guint row = 0; row <= n; row++)
    for (guint column = 0; column < n; column++)
      for (guint turn = 0; turn < 2; turn++)
        {
          gint32 from = (gint32) column * 50000 + (gint32) wg_random_int (&random, -150, 150);
          gint32 to = (gint32) (column + 1) * 50000 + (gint32) wg_random_int (&random, -150, 150);
          gint32 across = (gint32) row * 50000;
          WgPoint ends[2] = { { from, across }, { to, across } };

          if (turn == 1)
            for (guint i = 0; i < 2; i++)
              ends[i] = (WgPoint){ ends[i].y, ends[i].x };
          if (wg_random_int (&random, 0, 2) == 0)
            {
              WgPoint swapped = ends[0];
              ends[0] = ends[1];
              ends[1] = swapped;
            }
          g_ptr_array_add (lines, wg_line_new (ends, 2));
        }
  result = wg_lines_join (lines, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->shapes->len, ==, n * n);
  g_assert_cmpfloat_with_epsilon (sum_areas (result), n * n * 2500.0, n * n * 2500.0 * 1e-3);
}

static void
test_cancel (void)
{
  const char *const texts[] = { "0 0, 10 0, 10 10, 0 0", NULL };
  g_autoptr (GPtrArray) lines = make_lines (texts);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (wg_lines_join (lines, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/geometry/lines/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  g_test_add_func ("/geometry/lines/lattice", test_lattice);
  g_test_add_func ("/geometry/lines/cancel", test_cancel);
  return g_test_run ();
}
