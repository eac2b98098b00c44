/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oracle-fixture.h"

#include "app/geometry/wg-coverage-shape.h"
#include "app/plan/wg-commands.h"
#include "app/plan/wg-land-commands.h"

static WgPoint
beside (WgRandom *random, WgPoint p, gint32 reach)
{
  return (WgPoint){ p.x + (gint32) wg_random_int (random, -reach, reach + 1),
                    p.y + (gint32) wg_random_int (random, -reach, reach + 1) };
}

GEOSGeometry *
oracle_unite (const OracleFixture *f, const GArray *faces)
{
  GEOSGeometry **parts = g_new (GEOSGeometry *, faces->len);
  GEOSGeometry *all = NULL, *united = NULL;

  for (guint i = 0; i < faces->len; i++)
    {
      g_autoptr (WgShape) shape = wg_shape_new ();

      wg_coverage_face_shape (wg_plan_get_coverage (f->plan), g_array_index (faces, WgFaceId, i), shape);
      parts[i] = wg_geos_from_shape (shape);
    }
  all = GEOSGeom_createCollection_r (f->geos, GEOS_GEOMETRYCOLLECTION, parts, faces->len);
  g_free (parts);
  united = GEOSUnaryUnion_r (f->geos, all);
  GEOSGeom_destroy_r (f->geos, all);
  g_assert_nonnull (united);
  return united;
}

GEOSGeometry *
oracle_land_of (const OracleFixture *f, guint32 grid)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  wg_plan_collect_faces (f->plan, grid, faces);
  return oracle_unite (f, faces);
}

const WgFinding *
oracle_find (const OracleFixture *f, const char *code, guint32 grid)
{
  for (guint i = 0; i < f->findings->len; i++)
    {
      const WgFinding *finding = &g_array_index (f->findings, WgFinding, i);

      if (finding->grid == grid && g_str_equal (finding->code, code))
        return finding;
    }
  return NULL;
}

double
oracle_area_m2 (const OracleFixture *f, const GEOSGeometry *geometry)
{
  double area = 0.0;

  g_assert_cmpint (GEOSArea_r (f->geos, geometry, &area), ==, 1);
  return area / 1e6;
}

void
oracle_make_untidy (WgHistory *history, WgRandom *random)
{
  WgPlan *plan = wg_history_get_plan (history);
  WgEnvelope e = wg_coverage_envelope (wg_plan_get_coverage (plan));

  for (guint i = 0; i < 60; i++)
    {
      WgPoint p = { (gint32) wg_random_int (random, e.min_x, e.max_x),
                    (gint32) wg_random_int (random, e.min_y, e.max_y) };
      gint32 reach = i % 3 == 0 ? 6000 : 90000, side = (gint32) wg_random_int (random, 800, 30000);
      WgPoint line[3] = { beside (random, p, 150000), beside (random, p, reach), beside (random, p, 150000) };
      WgPoint ring[5] = { p, { p.x + side, p.y }, { p.x + side, p.y + side }, { p.x, p.y + side }, p };
      WgFaceId face = wg_coverage_face_at (wg_plan_get_coverage (plan), p);
      g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

      if (i % 4 == 0)
        wg_command_split (history, ring, 5, NULL, WG_KEEP_LARGEST, NULL, NULL);
      else
        wg_command_split (history, line, 3, NULL, WG_KEEP_LARGEST, NULL, NULL);
      if (i % 5 == 0 && wg_coverage_has_face (wg_plan_get_coverage (plan), face))
        {
          guint32 to = (guint32) wg_random_int (random, 1, 40);
          WgLandResult *result = NULL;

          g_array_append_val (faces, face);
          result = wg_command_assign_faces (history, faces, to, WG_LAND_RETIRE, NULL);
          g_clear_pointer (&result, wg_land_result_free);
        }
    }
}
