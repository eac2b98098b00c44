/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-sample"

#include "wg-sample-private.h"

#include "../base/wg-hash.h"

#include <math.h>
#include <string.h>

#define EDGE_M 150.0
#define SQRT3 1.7320508075688772
#define COS_TURN 0.9743700647852352 /* the lattice is turned by 13 degrees */
#define SIN_TURN 0.2249510543438650
#define STRETCH 0.9        /* how much longer things are at the rim than in the middle */
#define BEND 0.09          /* of the length of a wave */
#define JITTER 0.16        /* of an edge */
#define LOZENGE 0.30       /* half height of the lozenge around an edge, of half its length */
#define MARGIN 1.45        /* of the lattice around the county */

typedef struct
{
  double score;
  WgCell cell;
} Scored;

/* Value noise in [-1, 1]: random numbers at whole places, smooth between. */
static double
noise_at (guint64 seed, double x, double y)
{
  double floor_x = floor (x), floor_y = floor (y);
  gint32 i = (gint32) floor_x, j = (gint32) floor_y;
  double u = x - floor_x, v = y - floor_y;
  double a, b, c, d;

  u = u * u * (3.0 - 2.0 * u);
  v = v * v * (3.0 - 2.0 * v);
  a = wg_sample_unit (seed, (guint32) i, (guint32) j);
  b = wg_sample_unit (seed, (guint32) (i + 1), (guint32) j);
  c = wg_sample_unit (seed, (guint32) i, (guint32) (j + 1));
  d = wg_sample_unit (seed, (guint32) (i + 1), (guint32) (j + 1));
  return 2.0 * ((a + (b - a) * u) * (1.0 - v) + (c + (d - c) * u) * v) - 1.0;
}

static double
smooth_step (double from, double to, double x)
{
  double t = CLAMP ((x - from) / (to - from), 0.0, 1.0);

  return t * t * (3.0 - 2.0 * t);
}

static guint
line_length (const WgLattice *lattice)
{
  return 2 * lattice->width + 3;
}

static WgSampleNode
node_of (const WgLattice *lattice, guint k, guint j)
{
  return j * line_length (lattice) + k;
}

/* Where a node of the lattice lies before bending: about the middle of the county. */
static void
place_on_lattice (const WgLattice *lattice, guint k, guint j, double *u, double *v)
{
  *u = ((double) k - (double) lattice->width) * 0.5 * SQRT3 * lattice->edge_m;
  *v = ((double) j - (double) lattice->height / 2.0) * 1.5 * lattice->edge_m;
}

/* Blocks in the middle, hexagons outside; turned, bent by slow noise, stretched, shaken. */
static void
place_node (WgLattice *lattice, guint k, guint j)
{
  WgSampleNode node = node_of (lattice, k, j);
  double u = 0.0, v = 0.0, r = 0.0, rural = 0.0, stretch = 0.0, wave = 14.0 * lattice->edge_m;
  double bent_u = 0.0, bent_v = 0.0, shake = 0.0;

  place_on_lattice (lattice, k, j, &u, &v);
  r = sqrt (u * u + v * v) / lattice->radius_m;
  rural = smooth_step (0.15, 0.7, r);
  v += (k % 2 == j % 2 ? 0.25 : -0.25) * lattice->edge_m * rural;
  shake = JITTER * lattice->edge_m * (0.35 + 0.65 * rural);
  u += shake * (2.0 * wg_sample_unit (lattice->seed + 1, k, j) - 1.0);
  v += shake * (2.0 * wg_sample_unit (lattice->seed + 2, k, j) - 1.0);
  bent_u = u + BEND * wave * noise_at (lattice->seed + 3, u / wave, v / wave);
  bent_v = v + BEND * wave * noise_at (lattice->seed + 4, u / wave, v / wave);
  stretch = 1.0 + STRETCH * r * r / (1.0 + r * r);
  lattice->x[node] = stretch * (COS_TURN * bent_u - SIN_TURN * bent_v);
  lattice->y[node] = stretch * (SIN_TURN * bent_u + COS_TURN * bent_v);
  lattice->urban[node] = (guint8) (255.0 * (1.0 - rural));
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const Scored *left = a, *right = b;

  if (left->score != right->score)
    return left->score < right->score ? -1 : 1;
  return (left->cell > right->cell) - (left->cell < right->cell);
}

/* Along a curve that keeps neighbours together. Source: Hilbert's curve, the usual bit loop. */
static guint64
hilbert_of (guint i, guint j)
{
  guint64 d = 0;

  for (guint s = 1u << 15; s > 0; s >>= 1)
    {
      guint rx = (i & s) > 0, ry = (j & s) > 0;

      d += (guint64) s * s * ((3 * rx) ^ ry);
      if (ry == 0)
        {
          guint swapped = rx == 1 ? (s - 1) - (i & (s - 1)) : i;

          i = rx == 1 ? (s - 1) - (j & (s - 1)) : j;
          j = swapped;
        }
    }
  return d;
}

static int
compare_along_curve (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const WgLattice *lattice = user_data;
  WgCell left = *(const WgCell *) a, right = *(const WgCell *) b;
  guint64 x = hilbert_of (left % lattice->width, left / lattice->width);
  guint64 y = hilbert_of (right % lattice->width, right / lattice->width);

  return (x > y) - (x < y);
}

/* Marks what can be reached from @start through cells with the same mark. */
static void
flood (const WgLattice *lattice, guint8 *marks, WgCell start, guint8 from, guint8 to)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (WgCell));

  marks[start] = to;
  g_array_append_val (open, start);
  while (open->len > 0)
    {
      WgCell cell = g_array_index (open, WgCell, open->len - 1);
      WgCell neighbours[6];
      guint n = wg_lattice_neighbours (lattice, cell, neighbours);

      g_array_set_size (open, open->len - 1);
      for (guint i = 0; i < n; i++)
        if (marks[neighbours[i]] == from)
          {
            marks[neighbours[i]] = to;
            g_array_append_val (open, neighbours[i]);
          }
    }
}

/* The county: the cells nearest to the middle, by a distance that depends on the direction; one
 * piece, without holes. */
static void
choose_cells (WgLattice *lattice, guint n_cells)
{
  guint n_all = lattice->width * lattice->height;
  g_autofree Scored *scored = g_new0 (Scored, n_all);
  g_autofree guint8 *marks = g_new0 (guint8, n_all);
  WgCell middle = lattice->height / 2 * lattice->width + lattice->width / 2;

  for (WgCell cell = 0; cell < n_all; cell++)
    {
      guint i = cell % lattice->width, j = cell / lattice->width;
      double u = 0.0, v = 0.0, r = 0.0, reach = 0.0;

      place_on_lattice (lattice, 2 * i + j % 2 + 1, j, &u, &v);
      r = sqrt (u * u + v * v) + 1.0;
      reach = 0.85 + 0.22 * noise_at (lattice->seed + 5, 1.6 * u / r, 1.6 * v / r)
              + 0.10 * noise_at (lattice->seed + 6, 5.0 * u / r, 5.0 * v / r);
      scored[cell] = (Scored){ r / reach, cell };
      if (i == 0 || j == 0 || i + 1 == lattice->width || j + 1 == lattice->height)
        scored[cell].score = HUGE_VAL;
    }
  qsort (scored, n_all, sizeof (Scored), compare_scores);
  for (guint i = 0; i < n_cells && isfinite (scored[i].score); i++)
    marks[scored[i].cell] = 1;
  flood (lattice, marks, middle, 1, 2);
  for (WgCell cell = 0; cell < n_all; cell++)
    marks[cell] = marks[cell] == 2 ? 2 : 0;
  flood (lattice, marks, 0, 0, 3);
  for (WgCell cell = 0; cell < n_all; cell++)
    if (marks[cell] != 3)
      g_array_append_val (lattice->cells, cell);
  g_array_sort_with_data (lattice->cells, compare_along_curve, lattice);
}

guint64
wg_sample_hash (guint64 seed, guint32 a, guint32 b)
{
  return wg_hash_u64 (wg_hash_u64 (seed * 0x9e3779b97f4a7c15u + 1) ^ wg_hash_pair (a, b));
}

double
wg_sample_unit (guint64 seed, guint32 a, guint32 b)
{
  return (double) (wg_sample_hash (seed, a, b) >> 11) * 0x1.0p-53;
}

WgLattice *
wg_lattice_new (guint n_cells, guint64 seed)
{
  WgLattice *lattice = g_new0 (WgLattice, 1);
  double cell_m2 = 1.5 * SQRT3 * EDGE_M * EDGE_M;
  guint n_all = 0;

  lattice->seed = wg_sample_hash (seed, 0, 0);
  lattice->edge_m = EDGE_M;
  lattice->radius_m = sqrt (n_cells * cell_m2 / G_PI);
  lattice->width = (guint) (2.0 * MARGIN * lattice->radius_m / (SQRT3 * EDGE_M)) + 6;
  lattice->height = (guint) (2.0 * MARGIN * lattice->radius_m / (1.5 * EDGE_M)) + 6;
  n_all = lattice->width * lattice->height;
  lattice->x = g_new0 (double, wg_lattice_n_nodes (lattice));
  lattice->y = g_new0 (double, wg_lattice_n_nodes (lattice));
  lattice->urban = g_new0 (guint8, wg_lattice_n_nodes (lattice));
  lattice->cells = g_array_new (FALSE, FALSE, sizeof (WgCell));
  lattice->town = g_new (guint32, n_all);
  lattice->community = g_new (guint32, n_all);
  lattice->grid = g_new (guint32, n_all);
  memset (lattice->town, 0xff, n_all * sizeof (guint32));
  memset (lattice->community, 0xff, n_all * sizeof (guint32));
  memset (lattice->grid, 0xff, n_all * sizeof (guint32));
  for (guint j = 0; j <= lattice->height; j++)
    for (guint k = 0; k < line_length (lattice); k++)
      place_node (lattice, k, j);
  choose_cells (lattice, n_cells);
  return lattice;
}

void
wg_lattice_free (WgLattice *lattice)
{
  if (lattice == NULL)
    return;
  g_free (lattice->x);
  g_free (lattice->y);
  g_free (lattice->urban);
  g_free (lattice->town);
  g_free (lattice->community);
  g_free (lattice->grid);
  g_array_unref (lattice->cells);
  g_free (lattice);
}

guint
wg_lattice_n_nodes (const WgLattice *lattice)
{
  return line_length (lattice) * (lattice->height + 1);
}

/* Two numbers a node: the edge to the east, and the one upwards; some of them are none. */
guint
wg_lattice_n_edges (const WgLattice *lattice)
{
  return 2 * wg_lattice_n_nodes (lattice);
}

static WgCell
cell_at (const WgLattice *lattice, gint64 i, gint64 j)
{
  if (i < 0 || j < 0 || i >= lattice->width || j >= lattice->height)
    return WG_NO_CELL;
  return (WgCell) (j * lattice->width + i);
}

/* The cell of row @j over half brick @k of its lower line. */
static WgCell
cell_over (const WgLattice *lattice, gint64 k, gint64 j)
{
  gint64 shifted = k - (j & 1);

  return shifted < 0 ? WG_NO_CELL : cell_at (lattice, shifted / 2, j);
}

/** FALSE when there is no such edge. Left and right are seen from @from_out to @to_out. */
gboolean
wg_lattice_edge (const WgLattice *lattice, WgSampleEdge edge, WgSampleNode *from_out,
                 WgSampleNode *to_out, WgCell *left_out, WgCell *right_out)
{
  WgSampleNode from = edge / 2;
  guint k = from % line_length (lattice), j = from / line_length (lattice);

  *from_out = from;
  if (edge % 2 == 0)
    {
      if (k + 1 >= line_length (lattice))
        return FALSE;
      *to_out = from + 1;
      *left_out = cell_over (lattice, k, j);
      *right_out = j > 0 ? cell_over (lattice, k, (gint64) j - 1) : WG_NO_CELL;
      return TRUE;
    }
  if (j >= lattice->height || k % 2 != j % 2)
    return FALSE;
  *to_out = from + line_length (lattice);
  *left_out = cell_over (lattice, (gint64) k - 1, j);
  *right_out = cell_over (lattice, k, j);
  return TRUE;
}

guint
wg_lattice_node_edges (const WgLattice *lattice, WgSampleNode node, WgSampleEdge *edges_out)
{
  guint length = line_length (lattice);
  guint k = node % length, j = node / length;
  guint n = 0;

  if (k + 1 < length)
    edges_out[n++] = 2 * node;
  if (k > 0)
    edges_out[n++] = 2 * (node - 1);
  if (k % 2 == j % 2 && j < lattice->height)
    edges_out[n++] = 2 * node + 1;
  else if (k % 2 != j % 2 && j > 0)
    edges_out[n++] = 2 * (node - length) + 1;
  return n;
}

guint
wg_lattice_neighbours (const WgLattice *lattice, WgCell cell, WgCell *cells_out)
{
  gint64 i = cell % lattice->width, j = cell / lattice->width;
  gint64 shift = j & 1;
  const gint64 offsets[6][2] = { { -1, 0 }, { 1, 0 },         { shift - 1, -1 },
                                 { shift, -1 }, { shift - 1, 1 }, { shift, 1 } };
  guint n = 0;

  for (guint o = 0; o < 6; o++)
    {
      WgCell neighbour = cell_at (lattice, i + offsets[o][0], j + offsets[o][1]);

      if (neighbour != WG_NO_CELL)
        cells_out[n++] = neighbour;
    }
  return n;
}

void
wg_lattice_cell_nodes (const WgLattice *lattice, WgCell cell, WgSampleNode *nodes_out)
{
  guint i = cell % lattice->width, j = cell / lattice->width;
  guint k = 2 * i + j % 2;

  for (guint o = 0; o < 3; o++)
    {
      nodes_out[o] = node_of (lattice, k + o, j);
      nodes_out[3 + o] = node_of (lattice, k + 2 - o, j + 1);
    }
}

void
wg_lattice_cell_centre (const WgLattice *lattice, WgCell cell, double *x_out, double *y_out)
{
  WgSampleNode nodes[6];
  double x = 0.0, y = 0.0;

  wg_lattice_cell_nodes (lattice, cell, nodes);
  for (guint i = 0; i < 6; i++)
    {
      x += lattice->x[nodes[i]];
      y += lattice->y[nodes[i]];
    }
  *x_out = x / 6.0;
  *y_out = y / 6.0;
}

WgPoint
wg_lattice_node_point (const WgLattice *lattice, WgSampleNode node)
{
  return (WgPoint){ (gint32) floor (lattice->x[node] * 1000.0 + 0.5),
                    (gint32) floor (lattice->y[node] * 1000.0 + 0.5) };
}

/* From the edge's first node to its second: a sweep and a shake, less of both where streets are
 * straight. */
void
wg_lattice_edge_points (const WgLattice *lattice, WgSampleEdge edge, WgPoint *points_out)
{
  WgSampleNode from = 0, to = 0;
  WgCell left = 0, right = 0;
  double dx = 0.0, dy = 0.0, amplitude = 0.0, sweep = 0.0;

  wg_lattice_edge (lattice, edge, &from, &to, &left, &right);
  dx = lattice->x[to] - lattice->x[from];
  dy = lattice->y[to] - lattice->y[from];
  amplitude = 0.03 + 0.20 * (1.0 - lattice->urban[from] / 255.0);
  sweep = 2.0 * wg_sample_unit (lattice->seed + 7, edge, 0) - 1.0;
  for (guint i = 0; i < WG_SAMPLE_EDGE_POINTS; i++)
    {
      double t = (i + 1 + 0.5 * (wg_sample_unit (lattice->seed + 8, edge, i) - 0.5))
                 / (WG_SAMPLE_EDGE_POINTS + 1);
      double shake = 2.0 * wg_sample_unit (lattice->seed + 9, edge, i) - 1.0;
      double limit = LOZENGE * MIN (t, 1.0 - t);
      double offset = amplitude * (2.4 * sweep * t * (1.0 - t) + 0.55 * shake);

      offset = CLAMP (offset, -limit, limit);
      points_out[i].x
        = (gint32) floor ((lattice->x[from] + t * dx - offset * dy) * 1000.0 + 0.5);
      points_out[i].y
        = (gint32) floor ((lattice->y[from] + t * dy + offset * dx) * 1000.0 + 0.5);
    }
}
