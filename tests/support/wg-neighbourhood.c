/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-neighbourhood.h"

#include "app/geometry/wg-coverage-shape.h"

#define RING_LIMIT 1000000

/* Do two closed segments have a point in common? @shared is one end that they may share. */
static gboolean
touch (const WgPoint a[2], const WgPoint b[2], const WgPoint *shared)
{
  int a0 = wg_point_side (b[0], b[1], a[0]), a1 = wg_point_side (b[0], b[1], a[1]);
  int b0 = wg_point_side (a[0], a[1], b[0]), b1 = wg_point_side (a[0], a[1], b[1]);

  if (a0 * a1 < 0 && b0 * b1 < 0)
    return TRUE;
  for (guint i = 0; i < 2; i++)
    {
      if (wg_point_on_segment (a[i], b[0], b[1])
          && (shared == NULL || !wg_point_equal (a[i], *shared)))
        return TRUE;
      if (wg_point_on_segment (b[i], a[0], a[1])
          && (shared == NULL || !wg_point_equal (b[i], *shared)))
        return TRUE;
    }
  return FALSE;
}

/* The end that segment @i of @one and @k of @two may have in common: a node, or the vertex between
 * two segments of one line. */
static const WgPoint *
common_end (const WgLine *one, guint i, const WgLine *two, guint k, gboolean is_same)
{
  guint last_one = one->n_points - 2, last_two = two->n_points - 2;

  if (is_same && k == i + 1)
    return &one->points[k];
  for (guint a = 0; a < 2; a++)
    for (guint b = 0; b < 2; b++)
      {
        gboolean is_end_one = a == 0 ? i == 0 : i == last_one;
        gboolean is_end_two = b == 0 ? k == 0 : k == last_two;
        const WgPoint *p = &one->points[i + a], *q = &two->points[k + b];

        if (is_end_one && is_end_two && wg_point_equal (*p, *q))
          return p;
      }
  return NULL;
}

/* Two lines of one segment each between the same nodes share both ends: never allowed, and found
 * here because only one end is forgiven. */
static gboolean
lines_meet (const WgLine *one, const WgLine *two, WgPoint *place)
{
  gboolean is_same = one == two;

  for (guint i = 0; i + 1 < one->n_points; i++)
    {
      WgEnvelope box = WG_ENVELOPE_EMPTY;

      wg_envelope_add_point (&box, one->points[i]);
      wg_envelope_add_point (&box, one->points[i + 1]);
      if (!wg_envelope_intersects (&box, &two->envelope))
        continue;
      for (guint k = is_same ? i + 1 : 0; k + 1 < two->n_points; k++)
        {
          WgEnvelope other = WG_ENVELOPE_EMPTY;

          wg_envelope_add_point (&other, two->points[k]);
          wg_envelope_add_point (&other, two->points[k + 1]);
          if (!wg_envelope_intersects (&box, &other)
              || !touch (&one->points[i], &two->points[k], common_end (one, i, two, k, is_same)))
            continue;
          *place = one->points[i];
          return TRUE;
        }
    }
  return FALSE;
}

static void
check_line (const WgCoverage *coverage, WgArcId id, const WgArc *arc, GString *failure)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgPoint place = { 0, 0 };

  wg_coverage_arcs_in (coverage, &arc->line->envelope, near);
  for (guint i = 0; i < near->len; i++)
    {
      WgArcId other = g_array_index (near, WgArcId, i);

      if (lines_meet (arc->line, wg_coverage_arc (coverage, other)->line, &place))
        g_string_append_printf (failure, "arcs %u and %u meet at (%d, %d); ", id, other, place.x,
                                place.y);
    }
  if (!wg_point_equal (arc->line->points[0], wg_coverage_node_point (coverage, arc->start))
      || !wg_point_equal (arc->line->points[arc->line->n_points - 1],
                          wg_coverage_node_point (coverage, arc->end)))
    g_string_append_printf (failure, "arc %u does not end at its nodes; ", id);
  for (guint i = 0; i + 1 < arc->line->n_points; i++)
    if (wg_point_equal (arc->line->points[i], arc->line->points[i + 1]))
      g_string_append_printf (failure, "arc %u repeats point %u; ", id, i);
}

static void
check_ring (const WgCoverage *coverage, WgHalfEdge from, GString *failure)
{
  WgFaceId face = wg_coverage_left_face (coverage, from);
  WgHalfEdge at = from;
  guint n = 0;

  do
    {
      if (wg_coverage_left_face (coverage, at) != face || ++n > RING_LIMIT)
        {
          g_string_append_printf (failure, "the ring of half-edge %u is broken at %u; ", from, at);
          return;
        }
      at = wg_coverage_next (coverage, at);
    }
  while (at != from);
  if (face != WG_FACE_OUTSIDE
      && (!wg_coverage_has_face (coverage, face) || wg_coverage_face_area2 (coverage, face) <= 0))
    g_string_append_printf (failure, "face %u has no land; ", face);
}

static void
check_arc (const WgCoverage *coverage, const WgArcChange *row, const WgArc *expected,
           GString *failure)
{
  const WgArc *arc = wg_coverage_arc (coverage, row->id);

  if (arc == NULL || expected->line == NULL)
    {
      if (arc != NULL || expected->line != NULL)
        g_string_append_printf (failure, "arc %u is not as the change says; ", row->id);
      return;
    }
  if (arc->start != expected->start || arc->end != expected->end || arc->left != expected->left
      || arc->right != expected->right || !wg_line_equal (arc->line, expected->line))
    g_string_append_printf (failure, "arc %u is not as the change says; ", row->id);
  if (!wg_coverage_has_node (coverage, arc->start) || !wg_coverage_has_node (coverage, arc->end)
      || arc->left == arc->right)
    {
      g_string_append_printf (failure, "arc %u lacks a node or a side; ", row->id);
      return;
    }
  check_line (coverage, row->id, arc, failure);
  check_ring (coverage, WG_HALF_EDGE (row->id, FALSE), failure);
  check_ring (coverage, WG_HALF_EDGE (row->id, TRUE), failure);
}

static void
check_face (WgPlan *plan, const WgFaceChange *row, gboolean has, guint32 owner, GString *failure)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  const GArray *faces = NULL;
  gboolean is_found = FALSE;

  if (has != wg_coverage_has_face (coverage, row->id)
      || (has && owner != wg_coverage_owner (coverage, row->id)))
    g_string_append_printf (failure, "face %u is not as the change says; ", row->id);
  if (!has || owner == 0)
    return;
  faces = wg_plan_get_own_faces (plan, owner);
  for (guint i = 0; i < faces->len; i++)
    is_found |= g_array_index (faces, WgFaceId, i) == row->id;
  if (!is_found || wg_plan_get_grid (plan, owner) == NULL
      || wg_plan_get_grid (plan, owner)->is_retired)
    g_string_append_printf (failure, "face %u is not with its owner %u; ", row->id, owner);
}

void
wg_check_neighbourhood (WgPlan *plan, const WgCoverageChange *rows, gboolean backwards,
                        GString *failure)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);

  for (guint i = 0; i < rows->arcs->len; i++)
    {
      const WgArcChange *row = &g_array_index (rows->arcs, WgArcChange, i);

      check_arc (coverage, row, backwards ? &row->before : &row->after, failure);
    }
  for (guint i = 0; i < rows->faces->len; i++)
    {
      const WgFaceChange *row = &g_array_index (rows->faces, WgFaceChange, i);

      check_face (plan, row, backwards ? row->had : row->has,
                  backwards ? row->owner_before : row->owner_after, failure);
    }
}
