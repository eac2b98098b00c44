/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the cases of tests/cases/trace-*.txt; the format is told in trace-basic.txt. */
#include "app/base/wg-random.h"
#include "app/geometry/wg-trace.h"
#include "tests/support/wg-test-case-file.h"

#include <math.h>
#include <string.h>

#define STREETS 12

typedef struct
{
  char *name;
  GPtrArray *lines; /* of GArray of WgPoint */
  GPtrArray *borders; /* the same, followed at four times their length */
  GArray *expected; /* NULL: none */
  WgPoint from, to;
  double reach, joint; /* mm */
  gboolean is_any_straight;
} Case;

static GPtrArray *all_cases;

static void
free_case (gpointer data)
{
  Case *one = data;

  g_free (one->name);
  g_ptr_array_unref (one->lines);
  g_ptr_array_unref (one->borders);
  g_clear_pointer (&one->expected, g_array_unref);
  g_free (one);
}

static void
read_line (Case *one, const char *line)
{
  const char *value = strchr (line, ' ');
  g_autoptr (GArray) points = NULL;

  g_assert_nonnull (value);
  if (g_str_equal (line, "any straight"))
    {
      one->is_any_straight = TRUE;
      return;
    }
  points = g_str_equal (line, "way none") ? NULL : wg_test_read_points (value + 1);
  if (g_str_has_prefix (line, "line "))
    g_ptr_array_add (one->lines, g_steal_pointer (&points));
  else if (g_str_has_prefix (line, "border "))
    g_ptr_array_add (one->borders, g_steal_pointer (&points));
  else if (g_str_has_prefix (line, "from "))
    one->from = g_array_index (points, WgPoint, 0);
  else if (g_str_has_prefix (line, "to "))
    one->to = g_array_index (points, WgPoint, 0);
  else if (g_str_has_prefix (line, "reach "))
    one->reach = g_ascii_strtod (value, NULL) * 1000;
  else if (g_str_has_prefix (line, "joint "))
    one->joint = g_ascii_strtod (value, NULL) * 1000;
  else if (g_str_has_prefix (line, "way "))
    one->expected = g_steal_pointer (&points);
  else
    g_error ("what is \"%s\"?", line);
}

static Case *
new_case (const char *name)
{
  Case *one = g_new0 (Case, 1);

  one->name = g_strdup (name);
  one->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  one->borders = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  one->reach = 1000;
  one->joint = 500;
  return one;
}

static void
take_line_cb (const char *name, char *line, gpointer user_data)
{
  if (name != NULL)
    g_ptr_array_add (all_cases, new_case (name));
  else
    read_line (g_ptr_array_index (all_cases, all_cases->len - 1), line);
}

static char *
describe (const GArray *points)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; points != NULL && i < points->len; i++)
    g_string_append_printf (text, "%s%g %g", i > 0 ? "," : "",
                            g_array_index (points, WgPoint, i).x / 1000.0,
                            g_array_index (points, WgPoint, i).y / 1000.0);
  return g_string_free (text, FALSE);
}

/** Lines over one another have several ways of one length: they differ in vertices straight on. */
static void
drop_straight (GArray *points)
{
  for (guint i = 1; points != NULL && i + 1 < points->len;)
    if (wg_point_on_segment (g_array_index (points, WgPoint, i),
                             g_array_index (points, WgPoint, i - 1),
                             g_array_index (points, WgPoint, i + 1)))
      g_array_remove_index (points, i);
    else
      i++;
}

/** The way, or NULL when there is none. */
static GArray *
run (const Case *one, gboolean is_turned)
{
  WgEnvelope window = { -1000000, -1000000, 1000000, 1000000 };
  g_autoptr (WgTrace) trace = wg_trace_new (&window);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  gboolean is_found = FALSE;

  for (guint i = 0; i < one->lines->len; i++)
    {
      const GArray *line = g_ptr_array_index (one->lines, is_turned ? one->lines->len - 1 - i : i);
      wg_trace_add_line (trace, (const WgPoint *) (gpointer) line->data, line->len);
    }
  for (guint i = 0; i < one->borders->len; i++)
    {
      const GArray *line = g_ptr_array_index (one->borders, i);
      wg_trace_add_costly_line (trace, (const WgPoint *) (gpointer) line->data, line->len, 4);
    }
  is_found = wg_trace_begin (trace, one->from, one->reach, one->joint)
             && wg_trace_find (trace, one->to, one->reach, points);
  g_assert_true (is_found || points->len == 0);
  if (!is_found)
    g_clear_pointer (&points, g_array_unref);
  return points;
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;

  /* The order of the lines does not matter. */
  for (guint turned = 0; turned < 2; turned++)
    {
      g_autoptr (GArray) points = run (one, turned > 0);
      g_autofree char *got = NULL;
      g_autofree char *expected = describe (one->expected);

      if (one->is_any_straight)
        drop_straight (points);
      got = describe (points);
      g_assert_true ((points == NULL) == (one->expected == NULL));
      g_assert_cmpstr (got, ==, expected);
    }
}

static double
length_of (const GArray *points)
{
  double sum = 0;

  for (guint i = 1; i < points->len; i++)
    {
      WgPoint a = g_array_index (points, WgPoint, i - 1), b = g_array_index (points, WgPoint, i);
      sum += hypot ((double) b.x - a.x, (double) b.y - a.y);
    }
  return sum;
}

/** In a town of straight streets that cross without vertices the shortest way is |dx| + |dy|. */
static void
test_town (void)
{
  WgRandom random = wg_random (7);
  WgEnvelope window = { 0, 0, STREETS * 50000, STREETS * 50000 };
  gint32 x[STREETS], y[STREETS];

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (WgTrace) trace = wg_trace_new (&window);
      g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
      WgPoint from, to;

      for (gint32 i = 0; i < STREETS; i++)
        {
          x[i] = i * 50000 + (gint32) wg_random_int (&random, 0, 30000);
          y[i] = i * 50000 + (gint32) wg_random_int (&random, 0, 30000);
          wg_trace_add_line (trace, (WgPoint[]){ { x[i], 0 }, { x[i], window.max_y } }, 2);
          wg_trace_add_line (trace, (WgPoint[]){ { 0, y[i] }, { window.max_x, y[i] } }, 2);
        }
      from = (WgPoint){ x[wg_random_int (&random, 0, STREETS)], y[wg_random_int (&random, 0, STREETS)] };
      to = (WgPoint){ x[wg_random_int (&random, 0, STREETS)], y[wg_random_int (&random, 0, STREETS)] };
      g_assert_true (wg_trace_begin (trace, from, 0, 0));
      g_assert_true (wg_trace_find (trace, to, 0, points));
      g_assert_true (wg_point_equal (g_array_index (points, WgPoint, 0), from));
      g_assert_true (wg_point_equal (g_array_index (points, WgPoint, points->len - 1), to));
      g_assert_cmpfloat (length_of (points), ==,
                         fabs ((double) to.x - from.x) + fabs ((double) to.y - from.y));
    }
}

/** What lies outside the window is no way. */
static void
test_window (void)
{
  WgEnvelope window = { 0, 0, 100000, 100000 };
  WgPoint around[] = { { 10000, 50000 }, { 10000, 300000 }, { 50000, 300000 }, { 90000, 300000 },
                       { 90000, 50000 } };
  g_autoptr (WgTrace) trace = wg_trace_new (&window);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  wg_trace_add_line (trace, around, G_N_ELEMENTS (around));
  g_assert_cmpuint (wg_trace_n_segments (trace), ==, 2);
  g_assert_true (wg_trace_begin (trace, around[0], 0, 0));
  g_assert_true (wg_trace_find (trace, (WgPoint){ 10000, 80000 }, 0, points));
  g_assert_false (wg_trace_find (trace, around[4], 0, points));
  g_assert_cmpuint (points->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  const char *folder = g_getenv ("WG_CASES_DIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "tests/cases",
                                            "trace-basic.txt", NULL);
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  all_cases = g_ptr_array_new_with_free_func (free_case);
  wg_test_read_case_file (path, take_line_cb, NULL);
  for (guint i = 0; i < all_cases->len; i++)
    {
      Case *one = g_ptr_array_index (all_cases, i);
      g_autofree char *name = g_strdup_printf ("/trace/case/%s", one->name);
      g_strdelimit (name + strlen ("/trace/case/"), "/", '-');
      g_test_add_data_func (name, one, test_case);
    }
  g_test_add_func ("/trace/town", test_town);
  g_test_add_func ("/trace/window", test_window);
  status = g_test_run ();
  g_ptr_array_unref (all_cases);
  return status;
}
