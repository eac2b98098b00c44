/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the cases of tests/cases/mismatch.txt, and asks GEOS the same; the format is told there. */
#include "app/plan/wg-commands.h"
#include "app/plan/wg-incoming.h"
#include "app/plan/wg-mismatch.h"

#include "tests/support/wg-test-case-file.h"
#include "tests/support/wg-test-wkt.h"

#include <geos_c.h>
#include <math.h>
#include <string.h>

#define TOLERANCE_M 3.0

enum
{
  SAME,
  BESIDE,
  ACROSS,
  APART,
  N_PARTS
};

static const char *const part_words[N_PARTS] = { "same", "beside", "across", "apart" };

typedef struct
{
  char *name;
  GPtrArray *wkts[2]; /* of utf8 */
  double reach;
  double parts[N_PARTS]; /* NAN: not said */
} Case;

static GPtrArray *cases;

static void
take_line (const char *name, char *line, gpointer user_data)
{
  Case *one = cases->len > 0 ? g_ptr_array_index (cases, cases->len - 1) : NULL;

  if (name != NULL)
    {
      one = g_new0 (Case, 1);
      one->name = g_strdup (name);
      for (guint i = 0; i < 2; i++)
        one->wkts[i] = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < N_PARTS; i++)
        one->parts[i] = NAN;
      g_ptr_array_add (cases, one);
      return;
    }
  if (g_str_has_prefix (line, "first "))
    g_ptr_array_add (one->wkts[0], g_strdup (line + 6));
  else if (g_str_has_prefix (line, "second "))
    g_ptr_array_add (one->wkts[1], g_strdup (line + 7));
  else if (g_str_has_prefix (line, "reach "))
    one->reach = g_ascii_strtod (line + 6, NULL);
  else
    {
      guint part = 0;

      while (part < N_PARTS && !g_str_has_prefix (line, part_words[part]))
        part++;
      g_assert_cmpuint (part, <, N_PARTS);
      one->parts[part] = g_ascii_strtod (line + strlen (part_words[part]), NULL);
    }
}

static WgPlan *
make_plan (const GPtrArray *wkts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgFrame) frame = wg_frame_new ("EPSG:4549", 500000, 3300000, &error);
  g_autoptr (WgIncoming) incoming = wg_incoming_new ("net", frame);
  g_autoptr (WgPlan) plan = wg_plan_new ("net", frame);
  g_autoptr (WgImportReport) report = NULL;

  g_assert_no_error (error);
  wg_plan_add_level (plan, "街道", NULL);
  wg_plan_add_level (plan, "网格", NULL);
  incoming->n_rows = wkts->len;
  for (guint i = 0; i < wkts->len; i++)
    {
      g_autofree char *code = g_strdup_printf ("%u", i + 1);
      WgShape *shape = wg_test_shape_from_wkt (g_ptr_array_index (wkts, i));

      g_assert_nonnull (shape);
      wg_incoming_add_grid (incoming, i + 1, code, code, shape);
    }
  report = wg_plan_import (plan, 2, incoming, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_object_ref (report->plan);
}

/* The borders as one multi-line, in mm. */
static GEOSGeometry *
collect_lines (GEOSContextHandle_t geos, WgPlan *plan)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      GEOSCoordSequence *points = NULL;

      if (arc == NULL)
        continue;
      points = GEOSCoordSeq_create_r (geos, arc->line->n_points, 2);
      for (guint i = 0; i < arc->line->n_points; i++)
        GEOSCoordSeq_setXY_r (geos, points, i, arc->line->points[i].x, arc->line->points[i].y);
      g_ptr_array_add (lines, GEOSGeom_createLineString_r (geos, points));
    }
  return GEOSGeom_createCollection_r (geos, GEOS_MULTILINESTRING, (GEOSGeometry **) lines->pdata, lines->len);
}

/* Metres of the borders of @first in a buffer around those of @second. */
static double
measure_by_buffer (WgPlan *first, WgPlan *second, double reach_m)
{
  GEOSContextHandle_t geos = GEOS_init_r ();
  GEOSGeometry *mine = collect_lines (geos, first), *theirs = collect_lines (geos, second);
  GEOSGeometry *buffer = GEOSBuffer_r (geos, theirs, reach_m * 1000, 64);
  GEOSGeometry *inside = GEOSIntersection_r (geos, mine, buffer);
  double length = 0;

  GEOSLength_r (geos, inside, &length);
  GEOSGeom_destroy_r (geos, mine);
  GEOSGeom_destroy_r (geos, theirs);
  GEOSGeom_destroy_r (geos, buffer);
  GEOSGeom_destroy_r (geos, inside);
  GEOS_finish_r (geos);
  return length / 1000;
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (WgPlan) first = make_plan (one->wkts[0]), second = make_plan (one->wkts[1]);
  g_autoptr (GError) error = NULL;
  WgMismatch *found = wg_plan_measure_mismatch (first, 2, second, 2, one->reach, NULL, NULL, &error);
  const double parts[N_PARTS] = { found->same_m, found->near_m, found->across_m, found->apart_m };
  double within = found->same_m + found->near_m + found->across_m;

  g_assert_no_error (error);
  for (guint i = 0; i < N_PARTS; i++)
    if (!isnan (one->parts[i]))
      {
        g_test_message ("%s %.1f", part_words[i], parts[i]);
        g_assert_cmpfloat_with_epsilon (parts[i], one->parts[i], TOLERANCE_M);
      }
  g_assert_cmpfloat_with_epsilon (within + found->apart_m, found->length_m, 0.001);
  g_assert_cmpfloat_with_epsilon (within, measure_by_buffer (first, second, one->reach), TOLERANCE_M);
  wg_mismatch_free (found);
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("WG_CASES_DIR");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "tests/cases", "mismatch.txt", NULL);

  g_test_init (&argc, &argv, NULL);
  cases = g_ptr_array_new ();
  wg_test_read_case_file (path, take_line, NULL);
  for (guint i = 0; i < cases->len; i++)
    {
      const Case *one = g_ptr_array_index (cases, i);
      g_autofree char *name = g_strdup_printf ("/plan/mismatch/%s", one->name);

      g_strdelimit (name, " ,", '-');
      g_test_add_data_func (name, one, test_case);
    }
  return g_test_run ();
}
