/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wg-test-coverage.h"

#include "app/base/wg-random.h"

#define SPACING 100000 /* mm */
#define JITTER 12000
#define MAX_POINTS 17

typedef struct
{
  WgCoverage *coverage;
  WgRandom random;
  guint columns, rows;
  WgPoint *corners;
  WgArcId n_arcs;
} Maker;

static WgNodeId
node_at (const Maker *maker, guint column, guint row)
{
  return row * (maker->columns + 1) + column + 1;
}

static WgFaceId
face_at (const Maker *maker, int column, int row)
{
  if (column < 0 || row < 0 || column >= (int) maker->columns || row >= (int) maker->rows)
    return WG_FACE_OUTSIDE;
  return (guint) row * maker->columns + (guint) column + 1;
}

/* Halves each step and moves the middle sideways by up to a tenth, a twentieth, ... of it: the
 * path keeps within 22 degrees of its chord, so that no two arcs meet. */
static void
displace (Maker *maker, WgPoint *points, guint from, guint to, double most)
{
  guint middle = (from + to) / 2;
  WgPoint a = points[from], b = points[to];
  double by = (wg_random_unit (&maker->random) * 2.0 - 1.0) * most;

  if (to - from < 2)
    return;
  points[middle].x = (gint32) ((a.x + (double) b.x) / 2.0 - by * ((double) b.y - a.y));
  points[middle].y = (gint32) ((a.y + (double) b.y) / 2.0 + by * ((double) b.x - a.x));
  displace (maker, points, from, middle, most / 2.0);
  displace (maker, points, middle, to, most / 2.0);
}

static void
add_arc (Maker *maker, WgNodeId start, WgNodeId end, WgFaceId left, WgFaceId right)
{
  WgPoint points[MAX_POINTS];
  guint n = wg_random_int (&maker->random, 0, 2) ? 9 : 17;
  WgArc arc = { NULL, start, end, left, right };

  points[0] = maker->corners[start];
  points[n - 1] = maker->corners[end];
  displace (maker, points, 0, n - 1, 0.1);
  arc.line = wg_line_new (points, n);
  wg_coverage_load_arc (maker->coverage, ++maker->n_arcs, &arc);
  wg_line_unref (arc.line);
}

static void
add_corners (Maker *maker)
{
  for (guint row = 0; row <= maker->rows; row++)
    for (guint column = 0; column <= maker->columns; column++)
      {
        WgNodeId node = node_at (maker, column, row);
        maker->corners[node].x = (gint32) (column * SPACING
                                           + wg_random_int (&maker->random, -JITTER, JITTER));
        maker->corners[node].y = (gint32) (row * SPACING
                                           + wg_random_int (&maker->random, -JITTER, JITTER));
        wg_coverage_load_node (maker->coverage, node, maker->corners[node]);
      }
}

WgCoverage *
wg_test_coverage_grid (guint columns, guint rows, guint64 seed)
{
  Maker maker = { wg_coverage_new (), wg_random (seed), columns, rows };
  g_autoptr (GError) error = NULL;

  maker.corners = g_new0 (WgPoint, (columns + 1) * (rows + 1) + 1);
  add_corners (&maker);
  for (int row = 0; row <= (int) rows; row++)
    for (int column = 0; column < (int) columns; column++)
      add_arc (&maker, node_at (&maker, column, row), node_at (&maker, column + 1, row),
               face_at (&maker, column, row), face_at (&maker, column, row - 1));
  for (int row = 0; row < (int) rows; row++)
    for (int column = 0; column <= (int) columns; column++)
      add_arc (&maker, node_at (&maker, column, row), node_at (&maker, column, row + 1),
               face_at (&maker, column - 1, row), face_at (&maker, column, row));
  for (WgFaceId face = 1; face <= columns * rows; face++)
    wg_coverage_load_face (maker.coverage, face, face);
  g_free (maker.corners);
  if (!wg_coverage_finish (maker.coverage, &error))
    g_error ("%s", error->message);
  return maker.coverage;
}

GBytes *
wg_test_coverage_rows (const WgCoverage *coverage)
{
  GByteArray *bytes = g_byte_array_new ();

  for (WgNodeId id = 1; id < wg_coverage_node_limit (coverage); id++)
    if (wg_coverage_has_node (coverage, id))
      {
        WgPoint point = wg_coverage_node_point (coverage, id);
        g_byte_array_append (bytes, (const guint8 *) &id, sizeof id);
        g_byte_array_append (bytes, (const guint8 *) &point, sizeof point);
      }
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);
      if (arc != NULL)
        {
          guint32 fields[6] = { id, arc->start, arc->end, arc->left, arc->right,
                                arc->line->n_points };
          g_byte_array_append (bytes, (const guint8 *) fields, sizeof fields);
          g_byte_array_append (bytes, (const guint8 *) arc->line->points,
                               arc->line->n_points * (guint) sizeof (WgPoint));
        }
    }
  for (WgFaceId id = 1; id < wg_coverage_face_limit (coverage); id++)
    if (wg_coverage_has_face (coverage, id))
      {
        guint32 fields[2] = { id, wg_coverage_owner (coverage, id) };
        g_byte_array_append (bytes, (const guint8 *) fields, sizeof fields);
      }
  return g_byte_array_free_to_bytes (bytes);
}
