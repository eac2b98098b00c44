/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-parts.h"

#include "../geometry/wg-coverage-shape.h"

#include <math.h>

typedef struct
{
  const WgCoverage *coverage;
  GHashTable *waiting; /* faces of the grid that belong to no part yet */
  GArray *half_edges;
  GArray *part;        /* of WgFaceId */
} Walk;

/** Moves one waiting face and all that hang together with it to the part; returns its area. */
static double
take_part (Walk *walk, WgFaceId first)
{
  double area2 = 0.0;

  g_array_set_size (walk->part, 0);
  g_array_append_val (walk->part, first);
  g_hash_table_remove (walk->waiting, GUINT_TO_POINTER (first));
  for (guint i = 0; i < walk->part->len; i++)
    {
      WgFaceId face = g_array_index (walk->part, WgFaceId, i);

      area2 += (double) wg_coverage_face_area2 (walk->coverage, face);
      g_array_set_size (walk->half_edges, 0);
      wg_coverage_face_edges (walk->coverage, face, walk->half_edges);
      for (guint k = 0; k < walk->half_edges->len; k++)
        {
          WgHalfEdge twin = WG_HALF_EDGE_TWIN (g_array_index (walk->half_edges, WgHalfEdge, k));
          WgFaceId beyond = wg_coverage_left_face (walk->coverage, twin);

          if (g_hash_table_remove (walk->waiting, GUINT_TO_POINTER (beyond)))
            g_array_append_val (walk->part, beyond);
        }
    }
  return area2 / 2e6;
}

guint
wg_check_parts (WgPlan *plan, guint32 grid, GArray *smallest_out, double *area_m2_out)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GHashTable) waiting = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) half_edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  g_autoptr (GArray) part = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  Walk walk = { wg_plan_get_coverage (plan), waiting, half_edges, part };
  double least = INFINITY;
  guint n_parts = 0;

  wg_plan_collect_faces (plan, grid, faces);
  for (guint i = 0; i < faces->len; i++)
    g_hash_table_add (waiting, GUINT_TO_POINTER (g_array_index (faces, WgFaceId, i)));
  if (smallest_out != NULL)
    g_array_set_size (smallest_out, 0);
  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);
      double area = 0.0;

      if (!g_hash_table_contains (waiting, GUINT_TO_POINTER (face)))
        continue;
      area = take_part (&walk, face);
      n_parts++;
      if (area >= least)
        continue;
      least = area;
      if (smallest_out != NULL)
        {
          g_array_set_size (smallest_out, 0);
          g_array_append_vals (smallest_out, part->data, part->len);
        }
    }
  if (area_m2_out != NULL)
    *area_m2_out = n_parts > 0 ? least : NAN;
  return n_parts;
}
