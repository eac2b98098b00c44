/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

#include <math.h>

#define ISLAND_POINTS 9
#define ISLAND_SHARE 0.34 /* of the way to the nearest border of its cell */

typedef struct
{
  const WgLattice *lattice;
  const guint32 *owner_of;
  WgCoverage *coverage;
  WgFaceId *face_of;    /* by cell */
  WgNodeId *node_ids;   /* by node of the lattice, 0 when not yet met */
  guint8 *is_done;      /* by edge */
  GArray *points;       /* of WgPoint: the line at hand */
  WgNodeId n_nodes;
  WgArcId n_arcs;
  WgFaceId n_faces;
  GArray *arcs;
} Maker;

static WgFaceId
face_of (const Maker *maker, WgCell cell)
{
  return cell == WG_NO_CELL ? WG_FACE_OUTSIDE : maker->face_of[cell];
}

static gboolean
is_border (const Maker *maker, WgSampleEdge edge)
{
  WgSampleNode from = 0, to = 0;
  WgCell left = 0, right = 0;

  return wg_lattice_edge (maker->lattice, edge, &from, &to, &left, &right)
         && face_of (maker, left) != face_of (maker, right);
}

static guint
borders_at (const Maker *maker, WgSampleNode node, WgSampleEdge *edges_out)
{
  WgSampleEdge edges[3];
  guint n_edges = wg_lattice_node_edges (maker->lattice, node, edges), n = 0;

  for (guint i = 0; i < n_edges; i++)
    if (is_border (maker, edges[i]))
      edges_out[n++] = edges[i];
  return n;
}

/* A face is a connected set of cells with one owner. */
static void
make_faces (Maker *maker)
{
  const WgLattice *lattice = maker->lattice;
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (WgCell));

  for (guint i = 0; i < lattice->cells->len; i++)
    {
      WgCell start = g_array_index (lattice->cells, WgCell, i);

      if (maker->face_of[start] != WG_FACE_OUTSIDE)
        continue;
      wg_coverage_load_face (maker->coverage, ++maker->n_faces, maker->owner_of[start]);
      maker->face_of[start] = maker->n_faces;
      g_array_append_val (open, start);
      while (open->len > 0)
        {
          WgCell cell = g_array_index (open, WgCell, open->len - 1), neighbours[6];
          guint n = wg_lattice_neighbours (lattice, cell, neighbours);

          g_array_set_size (open, open->len - 1);
          for (guint j = 0; j < n; j++)
            if (lattice->town[neighbours[j]] != WG_NO_CELL
                && maker->face_of[neighbours[j]] == WG_FACE_OUTSIDE
                && maker->owner_of[neighbours[j]] == maker->owner_of[start])
              {
                maker->face_of[neighbours[j]] = maker->n_faces;
                g_array_append_val (open, neighbours[j]);
              }
        }
    }
}

static WgNodeId
node_id (Maker *maker, WgSampleNode node)
{
  if (maker->node_ids[node] == 0)
    {
      maker->node_ids[node] = ++maker->n_nodes;
      wg_coverage_load_node (maker->coverage, maker->n_nodes,
                             wg_lattice_node_point (maker->lattice, node));
    }
  return maker->node_ids[node];
}

static void
load_arc (Maker *maker, WgNodeId start, WgNodeId end, WgFaceId left, WgFaceId right,
          WgSampleArc note)
{
  g_autoptr (WgLine) line
    = wg_line_new ((const WgPoint *) maker->points->data, maker->points->len);
  WgArc arc = { line, start, end, left, right };

  wg_coverage_load_arc (maker->coverage, ++maker->n_arcs, &arc);
  note.id = maker->n_arcs;
  note.line = line; /* the coverage holds it */
  g_array_append_val (maker->arcs, note);
}

/* From @start along @edge to the next junction, or around to @start. */
static void
follow (Maker *maker, WgSampleNode start, WgSampleEdge edge)
{
  const WgLattice *lattice = maker->lattice;
  WgSampleNode node = start;
  WgPoint point = wg_lattice_node_point (lattice, start);
  WgSampleArc note = { 0, NULL, edge, WG_NO_CELL, WG_NO_CELL, FALSE };
  WgSampleEdge borders[3];
  guint n_borders = 0;

  g_array_set_size (maker->points, 0);
  g_array_append_val (maker->points, point);
  do
    {
      WgPoint points[WG_SAMPLE_EDGE_POINTS];
      WgSampleNode from = 0, to = 0;
      WgCell left = 0, right = 0;
      gboolean is_forwards = FALSE;

      wg_lattice_edge (lattice, edge, &from, &to, &left, &right);
      is_forwards = from == node;
      if (maker->points->len == 1)
        {
          note.left = is_forwards ? left : right;
          note.right = is_forwards ? right : left;
        }
      maker->is_done[edge] = TRUE;
      wg_lattice_edge_points (lattice, edge, points);
      for (guint i = 0; i < WG_SAMPLE_EDGE_POINTS; i++)
        g_array_append_val (maker->points,
                            points[is_forwards ? i : WG_SAMPLE_EDGE_POINTS - 1 - i]);
      node = is_forwards ? to : from;
      point = wg_lattice_node_point (lattice, node);
      g_array_append_val (maker->points, point);
      n_borders = borders_at (maker, node, borders);
      if (n_borders == 2)
        edge = borders[0] == edge ? borders[1] : borders[0];
    }
  while (n_borders == 2 && node != start);
  load_arc (maker, node_id (maker, start), node_id (maker, node), face_of (maker, note.left),
            face_of (maker, note.right), note);
}

static void
make_arcs (Maker *maker)
{
  guint n_nodes = wg_lattice_n_nodes (maker->lattice);
  guint n_edges = wg_lattice_n_edges (maker->lattice);
  WgSampleEdge borders[3];

  for (WgSampleNode node = 0; node < n_nodes; node++)
    {
      guint n = borders_at (maker, node, borders);

      for (guint i = 0; n >= 3 && i < n; i++)
        if (!maker->is_done[borders[i]])
          follow (maker, node, borders[i]);
    }
  /* Rings without a junction: a grid within a grid. */
  for (WgSampleEdge edge = 0; edge < n_edges; edge++)
    if (!maker->is_done[edge] && is_border (maker, edge))
      follow (maker, edge / 2, edge);
}

/* How far the centre of the cell is from its nearest side, lozenges taken off. */
static double
room_in_cell (const WgLattice *lattice, WgCell cell)
{
  WgSampleNode nodes[6];
  double x = 0.0, y = 0.0, room = HUGE_VAL;

  wg_lattice_cell_nodes (lattice, cell, nodes);
  wg_lattice_cell_centre (lattice, cell, &x, &y);
  for (guint i = 0; i < 6; i++)
    {
      WgSampleNode a = nodes[i], b = nodes[(i + 1) % 6];
      double dx = lattice->x[b] - lattice->x[a], dy = lattice->y[b] - lattice->y[a];
      double length = sqrt (dx * dx + dy * dy);
      double distance = (dx * (y - lattice->y[a]) - dy * (x - lattice->x[a])) / length;

      room = MIN (room, distance - 0.15 * length);
    }
  return room;
}

/* Corners of a polygon about the origin, without sines: fixed directions, shaken radii. */
static void
make_island (Maker *maker, WgCell cell, guint32 owner)
{
  static const double directions[ISLAND_POINTS][2]
    = { { 1.00, 0.10 },   { 0.72, 0.69 },  { 0.12, 0.99 },  { -0.55, 0.84 }, { -0.97, 0.25 },
        { -0.93, -0.37 }, { -0.45, -0.89 }, { 0.26, -0.97 }, { 0.84, -0.54 } };
  double x = 0.0, y = 0.0, room = room_in_cell (maker->lattice, cell);
  WgSampleArc note = { 0, NULL, 0, cell, cell, TRUE };
  WgPoint point;
  WgNodeId node = 0;

  wg_lattice_cell_centre (maker->lattice, cell, &x, &y);
  g_array_set_size (maker->points, 0);
  for (guint i = 0; i < ISLAND_POINTS; i++)
    {
      double shake = wg_sample_unit (maker->lattice->seed + 30, cell, i);
      double reach = room * (ISLAND_SHARE + 0.3 * shake);

      point.x = (gint32) floor ((x + reach * directions[i][0]) * 1000.0 + 0.5);
      point.y = (gint32) floor ((y + reach * directions[i][1]) * 1000.0 + 0.5);
      g_array_append_val (maker->points, point);
    }
  point = g_array_index (maker->points, WgPoint, 0);
  g_array_append_val (maker->points, point);
  node = ++maker->n_nodes;
  wg_coverage_load_node (maker->coverage, node, point);
  wg_coverage_load_face (maker->coverage, ++maker->n_faces, owner);
  load_arc (maker, node, node, maker->n_faces, face_of (maker, cell), note);
}

WgCoverage *
wg_sample_make_coverage (const WgLattice *lattice, const guint32 *owner_of, const GArray *islands,
                         const GArray *island_owners, GArray *arcs_out)
{
  Maker maker = { lattice, owner_of, wg_coverage_new () };
  g_autoptr (GError) error = NULL;

  maker.face_of = g_new0 (WgFaceId, lattice->width * lattice->height);
  maker.node_ids = g_new0 (WgNodeId, wg_lattice_n_nodes (lattice));
  maker.is_done = g_new0 (guint8, wg_lattice_n_edges (lattice));
  maker.points = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  maker.arcs = arcs_out;
  make_faces (&maker);
  make_arcs (&maker);
  for (guint i = 0; i < islands->len; i++)
    make_island (&maker, g_array_index (islands, WgCell, i),
                 g_array_index (island_owners, guint32, i));
  if (!wg_coverage_finish (maker.coverage, &error))
    g_error ("the sample is no coverage: %s", error->message);
  g_free (maker.face_of);
  g_free (maker.node_ids);
  g_free (maker.is_done);
  g_array_unref (maker.points);
  return maker.coverage;
}
