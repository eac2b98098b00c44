/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-block"

#include "wg-cells-private.h"

#include "wg-triangulation.h"

#include <math.h>

#define RIM G_MAXUINT32
#define NOBODY (G_MAXUINT32 - 1)

/* The triangles of a block. */
typedef struct
{
  WgCellsBlock *block;
  GArray *points;     /* of WgPoint */
  GArray *owners;     /* of guint32, of each point: RIM or a group */
  guint n_rim;        /* the first points are the block's border */
  GArray *rings;      /* of guint32: one past the last point of each ring */
  WgTriangulation *triangles;
  guint32 *owner_of;  /* of each vertex */
  guint8 *is_rim;     /* of each vertex */
  guint8 *is_inside;  /* of each triangle */
  guint32 *label;     /* of each triangle that has one owner only: that one; or NOBODY */
} Cut;

/* The points of a ring, and others between them so that none is farther than @step from the next. */
static void
add_ring (Cut *cut, const WgPoint *points, guint n_points, guint32 owner, double step)
{
  guint32 end = 0;

  for (guint i = 0; i < n_points; i++)
    {
      WgPoint a = points[i], b = points[(i + 1) % n_points];
      guint n = (guint) ceil (sqrt ((double) wg_point_distance2 (a, b)) / step);

      for (guint k = 0; k < MAX (n, 1); k++)
        {
          WgPoint p = { a.x + (gint32) ((gint64) k * ((gint64) b.x - a.x) / MAX (n, 1)),
                        a.y + (gint32) ((gint64) k * ((gint64) b.y - a.y) / MAX (n, 1)) };

          g_array_append_val (cut->points, p);
          g_array_append_val (cut->owners, owner);
        }
    }
  end = cut->points->len;
  g_array_append_val (cut->rings, end);
}

static void
add_shape (Cut *cut, const WgShape *shape, guint32 owner, double step)
{
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      add_ring (cut, &WG_SHAPE_POINT (shape, ring->first), ring->n_points, owner, step);
    }
}

static gboolean
is_beside (const WgShape *shape, WgPoint p)
{
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, r);

      for (guint i = 0; i < ring->n_points; i++)
        if (wg_cells_distance (p, WG_SHAPE_POINT (shape, ring->first + i),
                               WG_SHAPE_POINT (shape, ring->first + (i + 1) % ring->n_points))
            <= WG_CELLS_OWN)
          return TRUE;
    }
  return wg_shape_contains (shape, p);
}

/* Places of the border that are beside a footprint are its own. */
static void
own_rim (Cut *cut, const WgShape *shape, guint32 group)
{
  WgEnvelope box = wg_cells_widen (wg_shape_envelope (shape), WG_CELLS_OWN + 1);

  for (guint i = 0; i < cut->n_rim; i++)
    {
      WgPoint p = g_array_index (cut->points, WgPoint, i);

      if (wg_envelope_contains (&box, p) && g_array_index (cut->owners, guint32, i) == RIM
          && is_beside (shape, p))
        g_array_index (cut->owners, guint32, i) = group;
    }
}

static void
triangulate (Cut *cut)
{
  g_autofree guint32 *vertices = g_new (guint32, MAX (cut->points->len, 1));
  guint32 first = 0;
  guint n = 0;

  cut->triangles = wg_triangulation_new ((const WgPoint *) (gconstpointer) cut->points->data,
                                         cut->points->len, vertices);
  n = wg_triangulation_n_vertices (cut->triangles);
  cut->owner_of = g_new (guint32, n);
  cut->is_rim = g_new0 (guint8, n);
  for (guint i = 0; i < n; i++)
    cut->owner_of[i] = RIM;
  for (guint i = cut->points->len; i-- > 0;)
    {
      cut->owner_of[vertices[i]] = g_array_index (cut->owners, guint32, i);
      cut->is_rim[vertices[i]] |= i < cut->n_rim;
    }
  for (guint r = 0; r < cut->rings->len; r++)
    {
      guint32 end = g_array_index (cut->rings, guint32, r);

      for (guint32 i = first; end - first > 1 && i < end; i++)
        wg_triangulation_fix (cut->triangles, vertices[i], vertices[i + 1 < end ? i + 1 : first]);
      first = end;
    }
}

static gboolean
is_rim_edge (const Cut *cut, const WgTriangle *triangle, guint i)
{
  return triangle->fixed[i] && cut->is_rim[triangle->v[(i + 1) % 3]] && cut->is_rim[triangle->v[(i + 2) % 3]];
}

static double
area_of (const Cut *cut, const WgTriangle *triangle)
{
  return (double) wg_point_cross (wg_triangulation_point (cut->triangles, triangle->v[0]),
                                  wg_triangulation_point (cut->triangles, triangle->v[1]),
                                  wg_triangulation_point (cut->triangles, triangle->v[2]));
}

static WgPoint
centre_of (const Cut *cut, const WgTriangle *triangle)
{
  WgPoint a = wg_triangulation_point (cut->triangles, triangle->v[0]);
  WgPoint b = wg_triangulation_point (cut->triangles, triangle->v[1]);
  WgPoint c = wg_triangulation_point (cut->triangles, triangle->v[2]);

  return (WgPoint){ (gint32) floor (((double) a.x + b.x + c.x) / 3 + 0.5),
                    (gint32) floor (((double) a.y + b.y + c.y) / 3 + 0.5) };
}

static gboolean
has_corner (const WgTriangle *triangle)
{
  return triangle->v[0] < WG_TRIANGULATION_N_CORNERS || triangle->v[1] < WG_TRIANGULATION_N_CORNERS
         || triangle->v[2] < WG_TRIANGULATION_N_CORNERS;
}

/* The triangles around @start that no rim parts from it; are they in the block? */
static void
flood_region (Cut *cut, guint32 start, guint8 *is_seen)
{
  g_autoptr (GArray) region = g_array_new (FALSE, FALSE, sizeof (guint32));
  gboolean is_outside = FALSE;
  const WgTriangle *largest = NULL;
  double most = 0;

  g_array_append_val (region, start);
  is_seen[start] = TRUE;
  for (guint at = 0; at < region->len; at++)
    {
      const WgTriangle *triangle
        = wg_triangulation_get (cut->triangles, g_array_index (region, guint32, at));

      is_outside |= has_corner (triangle);
      if (area_of (cut, triangle) > most)
        {
          largest = triangle;
          most = area_of (cut, triangle);
        }
      for (guint i = 0; i < 3; i++)
        {
          guint32 next = (guint32) triangle->n[i];

          if (triangle->n[i] < 0 || is_seen[next] || is_rim_edge (cut, triangle, i))
            continue;
          is_seen[next] = TRUE;
          g_array_append_val (region, next);
        }
    }
  if (is_outside || largest == NULL
      || !wg_shape_contains (cut->block->shape, centre_of (cut, largest)))
    return;
  for (guint i = 0; i < region->len; i++)
    cut->is_inside[g_array_index (region, guint32, i)] = TRUE;
}

static void
find_inside (Cut *cut)
{
  guint n = wg_triangulation_count (cut->triangles);
  g_autofree guint8 *is_seen = g_new0 (guint8, n);

  cut->is_inside = g_new0 (guint8, n);
  for (guint32 t = 0; t < n; t++)
    if (!is_seen[t])
      flood_region (cut, t, is_seen);
}

/* The owners of a triangle, each once, without the rim. */
static guint
collect_owners (const Cut *cut, const WgTriangle *triangle, guint32 *owners)
{
  guint n = 0;

  for (guint i = 0; i < 3; i++)
    {
      guint32 owner = cut->owner_of[triangle->v[i]];
      gboolean is_known = owner == RIM;

      for (guint k = 0; k < n; k++)
        is_known |= owners[k] == owner;
      if (!is_known)
        owners[n++] = owner;
    }
  return n;
}

/* Triangles between places of the rim only go to who is beside them. */
static void
label_triangles (Cut *cut)
{
  guint n = wg_triangulation_count (cut->triangles);
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 owners[3];

  cut->label = g_new (guint32, n);
  for (guint32 t = 0; t < n; t++)
    {
      cut->label[t] = NOBODY;
      if (!cut->is_inside[t]
          || collect_owners (cut, wg_triangulation_get (cut->triangles, t), owners) != 1)
        continue;
      cut->label[t] = owners[0];
      g_array_append_val (queue, t);
    }
  for (guint at = 0; at < queue->len; at++)
    {
      guint32 t = g_array_index (queue, guint32, at);
      const WgTriangle *triangle = wg_triangulation_get (cut->triangles, t);

      for (guint i = 0; i < 3; i++)
        {
          guint32 next = (guint32) triangle->n[i];

          if (triangle->n[i] < 0 || triangle->fixed[i] || !cut->is_inside[next]
              || cut->label[next] != NOBODY
              || collect_owners (cut, wg_triangulation_get (cut->triangles, next), owners) != 0)
            continue;
          cut->label[next] = cut->label[t];
          g_array_append_val (queue, next);
        }
    }
}

static void
add_segment (Cut *cut, WgPoint from, WgPoint to, double gap)
{
  WgCellsSegment segment = { from, to, (guint32) MIN (gap, 1e9) };

  if (!wg_point_equal (from, to))
    g_array_append_val (cut->block->segments, segment);
}

static WgPoint
middle_of (const Cut *cut, const WgTriangle *triangle, guint i, double *length)
{
  WgPoint a = wg_triangulation_point (cut->triangles, triangle->v[(i + 1) % 3]);
  WgPoint b = wg_triangulation_point (cut->triangles, triangle->v[(i + 2) % 3]);

  *length = sqrt ((double) wg_point_distance2 (a, b));
  return (WgPoint){ (gint32) (((gint64) a.x + b.x) >> 1), (gint32) (((gint64) a.y + b.y) >> 1) };
}

/* The border inside of one triangle. */
static void
cut_triangle (Cut *cut, const WgTriangle *triangle, guint n_owners)
{
  WgPoint middles[3], centre = centre_of (cut, triangle);
  double gaps[3];
  guint n = 0, rim = 3;

  for (guint i = 0; i < 3; i++)
    {
      guint32 a = cut->owner_of[triangle->v[(i + 1) % 3]], b = cut->owner_of[triangle->v[(i + 2) % 3]];

      if (cut->owner_of[triangle->v[i]] == RIM)
        rim = i;
      if (a != b && a != RIM && b != RIM)
        {
          middles[n] = middle_of (cut, triangle, i, &gaps[n]);
          n++;
        }
    }
  if (n_owners == 3)
    for (guint i = 0; i < 3; i++)
      add_segment (cut, centre, middles[i], gaps[i]);
  else if (n == 2)
    add_segment (cut, middles[0], middles[1], (gaps[0] + gaps[1]) / 2);
  else if (n == 1 && rim < 3)
    add_segment (cut, middles[0], wg_triangulation_point (cut->triangles, triangle->v[rim]), gaps[0]);
}

/* Where two cells meet along an edge between two places of the rim. */
static void
cut_rim_edges (Cut *cut, guint32 t, const WgTriangle *triangle)
{
  for (guint i = 0; i < 3; i++)
    {
      guint32 next = (guint32) triangle->n[i], a = triangle->v[(i + 1) % 3], b = triangle->v[(i + 2) % 3];
      double length = 0;

      if (triangle->n[i] < 0 || next < t || triangle->fixed[i] || !cut->is_inside[next]
          || cut->owner_of[a] != RIM || cut->owner_of[b] != RIM || cut->label[next] == cut->label[t])
        continue;
      middle_of (cut, triangle, i, &length);
      add_segment (cut, wg_triangulation_point (cut->triangles, a),
                   wg_triangulation_point (cut->triangles, b), length);
    }
}

static void
cut_triangles (Cut *cut)
{
  for (guint32 t = 0; t < wg_triangulation_count (cut->triangles); t++)
    {
      const WgTriangle *triangle = wg_triangulation_get (cut->triangles, t);
      guint32 owners[3];
      guint n_owners = 0;

      if (!cut->is_inside[t])
        continue;
      n_owners = collect_owners (cut, triangle, owners);
      if (n_owners >= 2)
        cut_triangle (cut, triangle, n_owners);
      else
        cut_rim_edges (cut, t, triangle);
    }
}

void
wg_cells_cut_block (WgCellsBlock *block)
{
  Cut cut = { .block = block,
              .points = g_array_new (FALSE, FALSE, sizeof (WgPoint)),
              .owners = g_array_new (FALSE, FALSE, sizeof (guint32)),
              .rings = g_array_new (FALSE, FALSE, sizeof (guint32)) };

  add_shape (&cut, block->shape, RIM, G_MAXDOUBLE);
  cut.n_rim = cut.points->len;
  for (guint i = 0; i < block->pieces->len; i++)
    {
      const WgCellsPiece *piece = g_ptr_array_index (block->pieces, i);

      if (piece->shape != NULL)
        own_rim (&cut, piece->shape, piece->group);
    }
  for (guint i = 0; i < block->pieces->len; i++)
    {
      const WgCellsPiece *piece = g_ptr_array_index (block->pieces, i);

      if (piece->shape != NULL)
        add_shape (&cut, piece->shape, piece->group, WG_CELLS_FOOTPRINT_STEP);
      else if (piece->group == i)
        add_ring (&cut, &piece->point, 1, piece->group, G_MAXDOUBLE);
    }
  triangulate (&cut);
  find_inside (&cut);
  label_triangles (&cut);
  cut_triangles (&cut);
  wg_triangulation_free (cut.triangles);
  g_array_unref (cut.points);
  g_array_unref (cut.owners);
  g_array_unref (cut.rings);
  g_free (cut.owner_of);
  g_free (cut.is_rim);
  g_free (cut.is_inside);
  g_free (cut.label);
}
