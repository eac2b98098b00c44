/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-triangulation"

#include "wg-triangulation.h"

#include "wg-envelope.h"
#include "wg-key-map.h"

#define ORDER 16              /* of the Hilbert curve */
#define CORNER ((gint64) 1 << 29)

struct _WgTriangulation
{
  GArray *points;    /* of WgPoint, relative to the origin */
  GArray *triangles; /* of WgTriangle */
  GArray *at;        /* of guint32: a triangle of each vertex */
  GArray *stack;     /* of guint32, two and two: triangle, edge */
  GArray *crossed;   /* of guint32, two and two: edges that a segment crosses */
  GArray *made;      /* of guint32, two and two: edges in their place */
  WgPoint origin;
  guint32 last;      /* where the next search begins */
};

/* A triangle seen from one of its vertices. */
typedef struct
{
  guint32 triangle;
  guint corner;
} Corner;

typedef struct
{
  guint64 key;
  guint32 index;
} Place;

#define TRIANGLE(self, i) g_array_index ((self)->triangles, WgTriangle, (i))
#define POINT(self, i) g_array_index ((self)->points, WgPoint, (i))
#define AT(self, i) g_array_index ((self)->at, guint32, (i))
#define NEXT(i) (((i) + 1) % 3)
#define PREV(i) (((i) + 2) % 3)

static int
side (const WgTriangulation *self, guint32 a, guint32 b, guint32 c)
{
  return wg_point_side (POINT (self, a), POINT (self, b), POINT (self, c));
}

/* Is @d inside the circle of the counter-clockwise triangle a, b, c? */
static gboolean
in_circle (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  gint64 ax = (gint64) a.x - d.x, ay = (gint64) a.y - d.y;
  gint64 bx = (gint64) b.x - d.x, by = (gint64) b.y - d.y;
  gint64 cx = (gint64) c.x - d.x, cy = (gint64) c.y - d.y;
  __int128 a2 = (__int128) (ax * ax + ay * ay), b2 = (__int128) (bx * bx + by * by);
  __int128 c2 = (__int128) (cx * cx + cy * cy);

  return a2 * (bx * cy - by * cx) + b2 * (cx * ay - cy * ax) + c2 * (ax * by - ay * bx) > 0;
}

static guint
corner_of (const WgTriangle *triangle, guint32 vertex)
{
  return triangle->v[0] == vertex ? 0 : triangle->v[1] == vertex ? 1 : 2;
}

static guint
edge_to (const WgTriangle *triangle, gint32 neighbour)
{
  return triangle->n[0] == neighbour ? 0 : triangle->n[1] == neighbour ? 1 : 2;
}

static void
link_back (WgTriangulation *self, gint32 neighbour, guint32 was, guint32 is)
{
  if (neighbour >= 0)
    {
      WgTriangle *other = &TRIANGLE (self, neighbour);

      other->n[edge_to (other, (gint32) was)] = (gint32) is;
    }
}

static void
note_corners (WgTriangulation *self, guint32 triangle)
{
  for (guint i = 0; i < 3; i++)
    AT (self, TRIANGLE (self, triangle).v[i]) = triangle;
}

/*
 * Turns the edge that is opposite to corner @i of @t over. Before: t = (p, a, b), u = (q, b, a);
 * after: t = (p, a, q), u = (p, q, b). The new edge is opposite to corner 1 of t and 2 of u.
 */
static void
flip (WgTriangulation *self, guint32 t, guint i)
{
  WgTriangle old = TRIANGLE (self, t), other = { { 0 } };
  guint32 u = (guint32) old.n[i];
  guint j = 0;
  WgTriangle first = { { 0 } }, second = { { 0 } };

  other = TRIANGLE (self, u);
  j = edge_to (&other, (gint32) t);
  first = (WgTriangle){ { old.v[i], old.v[NEXT (i)], other.v[j] },
                        { other.n[NEXT (j)], (gint32) u, old.n[PREV (i)] },
                        { other.fixed[NEXT (j)], FALSE, old.fixed[PREV (i)] } };
  second = (WgTriangle){ { old.v[i], other.v[j], old.v[PREV (i)] },
                         { other.n[PREV (j)], old.n[NEXT (i)], (gint32) t },
                         { other.fixed[PREV (j)], old.fixed[NEXT (i)], FALSE } };
  TRIANGLE (self, t) = first;
  TRIANGLE (self, u) = second;
  link_back (self, first.n[0], u, t);
  link_back (self, second.n[1], t, u);
  note_corners (self, t);
  note_corners (self, u);
}

static void
push (GArray *stack, guint32 a, guint32 b)
{
  g_array_append_val (stack, a);
  g_array_append_val (stack, b);
}

static void
pop (GArray *stack, guint32 *a, guint32 *b)
{
  *b = g_array_index (stack, guint32, stack->len - 1);
  *a = g_array_index (stack, guint32, stack->len - 2);
  g_array_set_size (stack, stack->len - 2);
}

static gboolean
is_bad (const WgTriangulation *self, guint32 t, guint i)
{
  const WgTriangle *triangle = &TRIANGLE (self, t), *other = NULL;

  if (triangle->n[i] < 0 || triangle->fixed[i])
    return FALSE;
  other = &TRIANGLE (self, triangle->n[i]);
  return in_circle (POINT (self, triangle->v[0]), POINT (self, triangle->v[1]),
                    POINT (self, triangle->v[2]),
                    POINT (self, other->v[edge_to (other, (gint32) t)]));
}

/* Turns edges over until the triangles around a new vertex are Delaunay. The stack has the triangles
 * around it with the corner where it is. */
static void
settle (WgTriangulation *self)
{
  while (self->stack->len > 0)
    {
      guint32 t = 0, vertex = 0, u = 0;
      guint i = 0;

      pop (self->stack, &t, &vertex);
      i = corner_of (&TRIANGLE (self, t), vertex);
      if (!is_bad (self, t, i))
        continue;
      u = (guint32) TRIANGLE (self, t).n[i];
      flip (self, t, i);
      push (self->stack, t, vertex);
      push (self->stack, u, vertex);
    }
}

static guint32
add_triangle (WgTriangulation *self, WgTriangle triangle)
{
  g_array_append_val (self->triangles, triangle);
  return self->triangles->len - 1;
}

/* @p inside of @t: three in its place. */
static void
split_triangle (WgTriangulation *self, guint32 t, guint32 p)
{
  WgTriangle old = TRIANGLE (self, t);
  gint32 u = (gint32) self->triangles->len, w = u + 1;
  const guint32 *v = old.v;

  TRIANGLE (self, t) = (WgTriangle){ { p, v[0], v[1] }, { old.n[2], u, w }, { 0 } };
  add_triangle (self, (WgTriangle){ { p, v[1], v[2] }, { old.n[0], w, (gint32) t }, { 0 } });
  add_triangle (self, (WgTriangle){ { p, v[2], v[0] }, { old.n[1], (gint32) t, u }, { 0 } });
  link_back (self, old.n[0], t, (guint32) u);
  link_back (self, old.n[1], t, (guint32) w);
  note_corners (self, t);
  note_corners (self, (guint32) u);
  note_corners (self, (guint32) w);
  push (self->stack, t, p);
  push (self->stack, (guint32) u, p);
  push (self->stack, (guint32) w, p);
  settle (self);
}

/* @p on the edge opposite to corner @i of @t: four in the place of two. No edge is fixed yet. */
static void
split_edge (WgTriangulation *self, guint32 t, guint i, guint32 p)
{
  WgTriangle one = TRIANGLE (self, t), two = TRIANGLE (self, one.n[i]);
  guint32 u = (guint32) one.n[i];
  guint j = edge_to (&two, (gint32) t);
  guint32 a = one.v[NEXT (i)], b = one.v[PREV (i)], top = one.v[i], bottom = two.v[j];
  gint32 w = (gint32) self->triangles->len, x = w + 1;

  TRIANGLE (self, t) = (WgTriangle){ { p, top, a }, { one.n[PREV (i)], (gint32) u, w }, { 0 } };
  TRIANGLE (self, u) = (WgTriangle){ { p, a, bottom }, { two.n[NEXT (j)], x, (gint32) t }, { 0 } };
  add_triangle (self, (WgTriangle){ { p, b, top }, { one.n[NEXT (i)], (gint32) t, x }, { 0 } });
  add_triangle (self, (WgTriangle){ { p, bottom, b }, { two.n[PREV (j)], w, (gint32) u }, { 0 } });
  link_back (self, one.n[NEXT (i)], t, (guint32) w);
  link_back (self, two.n[PREV (j)], u, (guint32) x);
  note_corners (self, t);
  note_corners (self, u);
  note_corners (self, (guint32) w);
  note_corners (self, (guint32) x);
  push (self->stack, t, p);
  push (self->stack, u, p);
  push (self->stack, (guint32) w, p);
  push (self->stack, (guint32) x, p);
  settle (self);
}

/* Walks to the triangle that has @point. @on_edge: 3 when it is on none. */
static guint32
locate (WgTriangulation *self, WgPoint point, guint *on_edge)
{
  guint32 t = self->last;

  for (;;)
    {
      const WgTriangle *triangle = &TRIANGLE (self, t);
      gboolean is_beyond = FALSE;

      *on_edge = 3;
      for (guint i = 0; i < 3 && !is_beyond; i++)
        {
          int where = wg_point_side (POINT (self, triangle->v[NEXT (i)]),
                                     POINT (self, triangle->v[PREV (i)]), point);

          if (where == 0)
            *on_edge = i;
          if (where >= 0)
            continue;
          t = (guint32) triangle->n[i];
          is_beyond = TRUE;
        }
      if (!is_beyond)
        return t;
    }
}

static void
insert (WgTriangulation *self, guint32 vertex)
{
  guint edge = 3;
  guint32 t = locate (self, POINT (self, vertex), &edge);

  if (edge == 3)
    split_triangle (self, t, vertex);
  else
    split_edge (self, t, edge, vertex);
  self->last = AT (self, vertex);
}

/* The place along a Hilbert curve. */
static guint64
hilbert (guint32 x, guint32 y)
{
  guint64 key = 0;

  for (guint32 s = 1u << (ORDER - 1); s > 0; s >>= 1)
    {
      guint32 rx = (x & s) != 0, ry = (y & s) != 0;

      key += (guint64) s * s * ((3 * rx) ^ ry);
      if (ry == 0)
        {
          guint32 swap = x;

          if (rx == 1)
            {
              x = (1u << ORDER) - 1 - x;
              swap = x;
              y = (1u << ORDER) - 1 - y;
            }
          x = y;
          y = swap;
        }
    }
  return key;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *first = a, *second = b;

  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  return (first->index > second->index) - (first->index < second->index);
}

/* The vertices of @points, each place once. */
static void
collect_vertices (WgTriangulation *self, const WgPoint *points, guint n_points, guint32 *vertices)
{
  WgKeyMap known = { 0 };

  for (guint i = 0; i < n_points; i++)
    {
      WgPoint p = { points[i].x - self->origin.x, points[i].y - self->origin.y };
      guint64 key = wg_key_of_point (p);

      vertices[i] = wg_key_map_get (&known, key, self->points->len);
      if (vertices[i] < self->points->len)
        continue;
      wg_key_map_set (&known, key, vertices[i]);
      g_array_append_val (self->points, p);
    }
  wg_key_map_clear (&known);
}

static void
insert_all (WgTriangulation *self, const WgEnvelope *box)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (Place));
  gint64 size = MAX ((gint64) box->max_x - box->min_x, (gint64) box->max_y - box->min_y) + 1;

  for (guint32 i = WG_TRIANGULATION_N_CORNERS; i < self->points->len; i++)
    {
      WgPoint p = POINT (self, i);
      gint64 x = (gint64) p.x + self->origin.x - box->min_x;
      gint64 y = (gint64) p.y + self->origin.y - box->min_y;
      Place place = { hilbert ((guint32) ((x << ORDER) / size), (guint32) ((y << ORDER) / size)), i };

      g_array_append_val (order, place);
    }
  g_array_sort (order, compare_places);
  for (guint i = 0; i < order->len; i++)
    insert (self, g_array_index (order, Place, i).index);
}

/* The triangle that is next around @vertex, counter-clockwise. */
static Corner
turn (const WgTriangulation *self, Corner corner, guint32 vertex)
{
  guint32 next = (guint32) TRIANGLE (self, corner.triangle).n[NEXT (corner.corner)];

  return (Corner){ next, corner_of (&TRIANGLE (self, next), vertex) };
}

static gboolean
find_edge (const WgTriangulation *self, guint32 a, guint32 b, Corner *corner_out)
{
  Corner first = { AT (self, a), corner_of (&TRIANGLE (self, AT (self, a)), a) }, at = first;

  do
    {
      const WgTriangle *triangle = &TRIANGLE (self, at.triangle);

      if (triangle->v[NEXT (at.corner)] == b)
        {
          *corner_out = (Corner){ at.triangle, PREV (at.corner) };
          return TRUE;
        }
      at = turn (self, at, a);
    }
  while (at.triangle != first.triangle);
  return FALSE;
}

static void
mark_fixed (WgTriangulation *self, Corner edge)
{
  WgTriangle *triangle = &TRIANGLE (self, edge.triangle);
  WgTriangle *other = &TRIANGLE (self, triangle->n[edge.corner]);

  triangle->fixed[edge.corner] = TRUE;
  other->fixed[edge_to (other, (gint32) edge.triangle)] = TRUE;
}

static gboolean
is_ahead (const WgTriangulation *self, guint32 from, guint32 to, guint32 vertex)
{
  WgPoint a = POINT (self, from), b = POINT (self, to), c = POINT (self, vertex);

  return ((gint64) b.x - a.x) * ((gint64) c.x - a.x) + ((gint64) b.y - a.y) * ((gint64) c.y - a.y) > 0;
}

/* The first edge that the segment crosses; or the vertex that it comes to first. */
static guint32
leave (const WgTriangulation *self, guint32 from, guint32 to, Corner *edge_out)
{
  Corner first = { AT (self, from), corner_of (&TRIANGLE (self, AT (self, from)), from) }, at = first;

  do
    {
      const WgTriangle *triangle = &TRIANGLE (self, at.triangle);
      guint32 right = triangle->v[NEXT (at.corner)], left = triangle->v[PREV (at.corner)];
      int where = side (self, from, to, right);

      if (right == to || (where == 0 && is_ahead (self, from, to, right)))
        return right;
      if (where < 0 && side (self, from, to, left) > 0)
        {
          *edge_out = at;
          return G_MAXUINT32;
        }
      at = turn (self, at, from);
    }
  while (at.triangle != first.triangle);
  return G_MAXUINT32;
}

/* Collects the edges between @from and the next vertex on the segment, which is returned; G_MAXUINT32
 * when one of them is fixed. */
static guint32
cross (WgTriangulation *self, guint32 from, guint32 to, Corner at)
{
  for (;;)
    {
      const WgTriangle *triangle = &TRIANGLE (self, at.triangle), *other = NULL;
      guint32 right = triangle->v[NEXT (at.corner)], left = triangle->v[PREV (at.corner)], top = 0;
      int where = 0;

      if (triangle->fixed[at.corner])
        return G_MAXUINT32;
      push (self->crossed, right, left);
      other = &TRIANGLE (self, triangle->n[at.corner]);
      top = other->v[edge_to (other, (gint32) at.triangle)];
      where = side (self, from, to, top);
      if (where == 0)
        return top;
      at.triangle = (guint32) triangle->n[at.corner];
      /* It is (top, left, right): on through the edge that top is an end of. */
      at.corner = corner_of (other, where < 0 ? right : left);
    }
}

/* Turns the crossed edges over until none crosses. */
static void
clear_way (WgTriangulation *self, guint32 from, guint32 to)
{
  g_array_set_size (self->made, 0);
  for (guint at = 0; at < self->crossed->len; at += 2)
    {
      guint32 a = g_array_index (self->crossed, guint32, at);
      guint32 b = g_array_index (self->crossed, guint32, at + 1);
      guint32 p = 0, q = 0;
      Corner edge = { 0, 0 };
      const WgTriangle *other = NULL;

      if (!find_edge (self, a, b, &edge))
        continue;
      p = TRIANGLE (self, edge.triangle).v[edge.corner];
      other = &TRIANGLE (self, TRIANGLE (self, edge.triangle).n[edge.corner]);
      q = other->v[edge_to (other, (gint32) edge.triangle)];
      if (side (self, p, q, a) * side (self, p, q, b) >= 0)
        {
          push (self->crossed, a, b);
          continue;
        }
      flip (self, edge.triangle, edge.corner);
      if (p != from && p != to && q != from && q != to
          && side (self, from, to, p) * side (self, from, to, q) < 0)
        push (self->crossed, p, q);
      else
        push (self->made, p, q);
    }
  g_array_set_size (self->crossed, 0);
}

/* Makes the edges that came in their place Delaunay again. */
static void
settle_made (WgTriangulation *self)
{
  for (gboolean is_going = TRUE; is_going;)
    {
      is_going = FALSE;
      for (guint i = 0; i < self->made->len; i += 2)
        {
          Corner edge = { 0, 0 };
          const WgTriangle *other = NULL;
          guint32 *pair = &g_array_index (self->made, guint32, i);

          if (!find_edge (self, pair[0], pair[1], &edge)
              || !is_bad (self, edge.triangle, edge.corner))
            continue;
          pair[0] = TRIANGLE (self, edge.triangle).v[edge.corner];
          other = &TRIANGLE (self, TRIANGLE (self, edge.triangle).n[edge.corner]);
          pair[1] = other->v[edge_to (other, (gint32) edge.triangle)];
          flip (self, edge.triangle, edge.corner);
          is_going = TRUE;
        }
    }
}

WgTriangulation *
wg_triangulation_new (const WgPoint *points, guint n_points, guint32 *vertices_out)
{
  WgTriangulation *self = g_new0 (WgTriangulation, 1);
  WgEnvelope box = WG_ENVELOPE_EMPTY;
  const WgPoint corners[] = { { (gint32) -CORNER, (gint32) -CORNER },
                              { (gint32) CORNER, (gint32) -CORNER },
                              { 0, (gint32) CORNER } };

  self->points = g_array_sized_new (FALSE, FALSE, sizeof (WgPoint), n_points + 3);
  self->triangles = g_array_sized_new (FALSE, FALSE, sizeof (WgTriangle), 2 * n_points + 8);
  self->at = g_array_sized_new (FALSE, TRUE, sizeof (guint32), n_points + 3);
  self->stack = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->crossed = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->made = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < n_points; i++)
    wg_envelope_add_point (&box, points[i]);
  if (n_points > 0)
    self->origin = (WgPoint){ (gint32) (((gint64) box.min_x + box.max_x) / 2),
                              (gint32) (((gint64) box.min_y + box.max_y) / 2) };
  g_array_append_vals (self->points, corners, WG_TRIANGULATION_N_CORNERS);
  add_triangle (self, (WgTriangle){ { 0, 1, 2 }, { -1, -1, -1 }, { 0 } });
  collect_vertices (self, points, n_points, vertices_out);
  g_array_set_size (self->at, self->points->len);
  insert_all (self, &box);
  return self;
}

void
wg_triangulation_free (WgTriangulation *self)
{
  g_array_unref (self->points);
  g_array_unref (self->triangles);
  g_array_unref (self->at);
  g_array_unref (self->stack);
  g_array_unref (self->crossed);
  g_array_unref (self->made);
  g_free (self);
}

gboolean
wg_triangulation_fix (WgTriangulation *self, guint32 from, guint32 to)
{
  while (from != to)
    {
      Corner edge = { G_MAXUINT32, 0 };
      guint32 reached = 0;

      reached = leave (self, from, to, &edge);
      if (reached == G_MAXUINT32)
        {
          g_array_set_size (self->crossed, 0);
          if (edge.triangle != G_MAXUINT32)
            reached = cross (self, from, to, edge);
          if (reached == G_MAXUINT32)
            return FALSE;
          clear_way (self, from, reached);
        }
      else
        g_array_set_size (self->made, 0);
      if (!find_edge (self, from, reached, &edge))
        return FALSE;
      mark_fixed (self, edge);
      settle_made (self);
      from = reached;
    }
  return TRUE;
}

guint
wg_triangulation_n_vertices (const WgTriangulation *self)
{
  return self->points->len;
}

WgPoint
wg_triangulation_point (const WgTriangulation *self, guint32 vertex)
{
  WgPoint p = POINT (self, vertex);

  return (WgPoint){ p.x + self->origin.x, p.y + self->origin.y };
}

guint
wg_triangulation_count (const WgTriangulation *self)
{
  return self->triangles->len;
}

const WgTriangle *
wg_triangulation_get (const WgTriangulation *self, guint triangle)
{
  return &TRIANGLE (self, triangle);
}
