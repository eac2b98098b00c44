/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the cases of tests/cases/block-basic.txt; the format is told there. */
#include "app/geometry/wg-block.h"
#include "tests/support/wg-test-case-file.h"

#include <math.h>
#include <string.h>

typedef struct
{
  char *name;
  GPtrArray *lines; /* of WgLine */
  GArray *within;   /* of WgPoint */
  GArray *without;
  WgPoint at;
  double reach;  /* mm */
  double area_m2; /* below 0: none */
} Case;

static GPtrArray *all_cases;

static Case *
new_case (const char *name)
{
  Case *one = g_new0 (Case, 1);

  one->name = g_strdup (name);
  one->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_unref);
  one->within = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  one->without = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  one->reach = 1e6;
  one->area_m2 = NAN;
  return one;
}

static void
free_case (gpointer data)
{
  Case *one = data;

  g_free (one->name);
  g_ptr_array_unref (one->lines);
  g_array_unref (one->within);
  g_array_unref (one->without);
  g_free (one);
}

static void
read_line (Case *one, const char *line)
{
  const char *value = strchr (line, ' ');
  g_autoptr (GArray) points = NULL;
  const WgPoint *first = NULL;

  g_assert_nonnull (value);
  points = wg_test_read_points (value + 1);
  first = (const WgPoint *) (gpointer) points->data;
  if (g_str_has_prefix (line, "line "))
    g_ptr_array_add (one->lines, wg_line_new (first, points->len));
  else if (g_str_has_prefix (line, "at "))
    one->at = *first;
  else if (g_str_has_prefix (line, "within "))
    g_array_append_val (one->within, *first);
  else if (g_str_has_prefix (line, "without "))
    g_array_append_val (one->without, *first);
  else if (g_str_has_prefix (line, "reach "))
    one->reach = g_ascii_strtod (value, NULL) * 1000;
  else if (g_str_has_prefix (line, "area "))
    one->area_m2 = g_str_equal (value, " none") ? -1 : g_ascii_strtod (value, NULL);
  else
    g_error ("what is \"%s\"?", line);
}

static void
take_line_cb (const char *name, char *line, gpointer user_data)
{
  if (name != NULL)
    g_ptr_array_add (all_cases, new_case (name));
  else
    read_line (g_ptr_array_index (all_cases, all_cases->len - 1), line);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  gint32 r = (gint32) one->reach;
  WgEnvelope window = { -r, -r, r, r };
  g_autoptr (WgShape) block = wg_block_at (one->lines, &window, one->at);

  g_assert_false (isnan (one->area_m2));
  if (one->area_m2 < 0)
    {
      g_assert_null (block);
      return;
    }
  g_assert_nonnull (block);
  g_assert_cmpuint (block->rings->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (wg_shape_area_m2 (block), one->area_m2, one->area_m2 * 1e-3);
  g_assert_true (wg_shape_contains (block, one->at));
  for (guint i = 0; i < one->within->len; i++)
    g_assert_true (wg_shape_contains (block, g_array_index (one->within, WgPoint, i)));
  for (guint i = 0; i < one->without->len; i++)
    g_assert_false (wg_shape_contains (block, g_array_index (one->without, WgPoint, i)));
}

int
main (int argc, char *argv[])
{
  const char *folder = g_getenv ("WG_CASES_DIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "tests/cases",
                                            "block-basic.txt", NULL);
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  all_cases = g_ptr_array_new_with_free_func (free_case);
  wg_test_read_case_file (path, take_line_cb, NULL);
  g_assert_cmpuint (all_cases->len, >, 10);
  for (guint i = 0; i < all_cases->len; i++)
    {
      Case *one = g_ptr_array_index (all_cases, i);
      g_autofree char *name = g_strdup_printf ("/block/case/%s", one->name);

      g_test_add_data_func (name, one, test_case);
    }
  status = g_test_run ();
  g_ptr_array_unref (all_cases);
  return status;
}
