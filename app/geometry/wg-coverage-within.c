/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-within"

#include "wg-coverage-within.h"

#include "wg-coverage-private.h"
#include "wg-coverage-shape.h"
#include "wg-geos.h"

/* What is known of a face. */
enum
{
  FACE_UNKNOWN,
  FACE_WHOLE, /* the line does not cut it: inside or outside as any of its corners */
  FACE_CUT,
};

typedef struct
{
  const WgCoverage *coverage;
  const WgShape *shape;
  guint8 *states; /* by face */
} Search;

static gboolean
crosses (WgPoint a, WgPoint b, WgPoint c, WgPoint d)
{
  return wg_point_side (a, b, c) * wg_point_side (a, b, d) <= 0
         && wg_point_side (c, d, a) * wg_point_side (c, d, b) <= 0
         && MIN (a.x, b.x) <= MAX (c.x, d.x) && MIN (c.x, d.x) <= MAX (a.x, b.x)
         && MIN (a.y, b.y) <= MAX (c.y, d.y) && MIN (c.y, d.y) <= MAX (a.y, b.y);
}

static gboolean
line_crosses (const WgLine *line, WgPoint a, WgPoint b)
{
  for (guint k = 0; k + 1 < line->n_points; k++)
    if (crosses (a, b, line->points[k], line->points[k + 1]))
      return TRUE;
  return FALSE;
}

/* The faces that the segment a-b of the shape's line cuts. */
static void
mark_cut (Search *search, WgPoint a, WgPoint b, GArray *arcs)
{
  WgEnvelope box = WG_ENVELOPE_EMPTY;

  wg_envelope_add_point (&box, a);
  wg_envelope_add_point (&box, b);
  g_array_set_size (arcs, 0);
  wg_coverage_arcs_in (search->coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = &search->coverage->arcs[g_array_index (arcs, WgArcId, i)];

      if (!line_crosses (arc->line, a, b))
        continue;
      search->states[arc->left] = FACE_CUT;
      search->states[arc->right] = FACE_CUT;
    }
}

static void
mark_ring (Search *search, const WgRing *ring)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgPoint last = WG_SHAPE_POINT (search->shape, ring->first + ring->n_points - 1);

  for (guint i = 0; i < ring->n_points; i++)
    {
      WgPoint p = WG_SHAPE_POINT (search->shape, ring->first + i);
      mark_cut (search, last, p, arcs);
      last = p;
    }
  /* A ring that lies in one face crosses nothing. */
  search->states[wg_coverage_face_at (search->coverage, last)] = FACE_CUT;
}

/* FALSE when GEOS cannot make anything of it. */
static gboolean
is_mostly_inside (const WgCoverage *coverage, WgFaceId face, const GEOSGeometry *area)
{
  GEOSContextHandle_t geos = wg_geos_context ();
  g_autoptr (WgShape) shape = wg_shape_new ();
  GEOSGeometry *land = NULL, *part = NULL;
  double whole = 0, inside = 0;

  wg_coverage_face_shape (coverage, face, shape);
  land = wg_geos_from_shape (shape);
  part = land != NULL ? GEOSIntersection_r (geos, land, area) : NULL;
  if (part != NULL)
    {
      GEOSArea_r (geos, land, &whole);
      GEOSArea_r (geos, part, &inside);
    }
  GEOSGeom_destroy_r (geos, part);
  GEOSGeom_destroy_r (geos, land);
  return inside * 2 > whole;
}

/* The faces that no line cuts follow their first corner. */
static GArray *
collect_whole (Search *search)
{
  const WgCoverage *coverage = search->coverage;
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = wg_shape_envelope (search->shape);

  if (!wg_envelope_is_empty (&box))
    wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = &coverage->arcs[g_array_index (arcs, WgArcId, i)];
      WgFaceId sides[2] = { arc->left, arc->right };

      for (guint k = 0; k < 2; k++)
        {
          if (search->states[sides[k]] != FACE_UNKNOWN)
            continue;
          search->states[sides[k]] = FACE_WHOLE;
          if (sides[k] != WG_FACE_OUTSIDE && wg_shape_contains (search->shape, arc->line->points[0]))
            g_array_append_val (faces, sides[k]);
        }
    }
  return faces;
}

/* Cut faces are measured. */
static void
add_measured (Search *search, GArray *faces)
{
  const WgCoverage *coverage = search->coverage;
  GEOSContextHandle_t geos = wg_geos_context ();
  GEOSGeometry *raw = wg_geos_from_shape (search->shape);
  GEOSGeometry *area = raw != NULL ? GEOSMakeValid_r (geos, raw) : NULL;

  for (WgFaceId face = 1; face < coverage->face_limit && area != NULL; face++)
    if (search->states[face] == FACE_CUT && is_mostly_inside (coverage, face, area))
      g_array_append_val (faces, face);
  GEOSGeom_destroy_r (geos, area);
  GEOSGeom_destroy_r (geos, raw);
}

static int
compare_faces (gconstpointer a, gconstpointer b)
{
  WgFaceId first = *(const WgFaceId *) a, second = *(const WgFaceId *) b;

  return (first > second) - (first < second);
}

GArray *
wg_coverage_faces_within (const WgCoverage *coverage, const WgShape *shape)
{
  g_autofree guint8 *states = g_new0 (guint8, MAX (coverage->face_limit, 1));
  Search search = { coverage, shape, states };
  GArray *faces = NULL;

  for (guint i = 0; i < shape->rings->len; i++)
    mark_ring (&search, &WG_SHAPE_RING (shape, i));
  faces = collect_whole (&search);
  add_measured (&search, faces);
  g_array_sort (faces, compare_faces);
  return faces;
}

GArray *
wg_coverage_faces_touching (const WgCoverage *coverage, const WgShape *shape)
{
  g_autofree guint8 *states = g_new0 (guint8, MAX (coverage->face_limit, 1));
  Search search = { coverage, shape, states };
  GArray *faces = NULL;

  for (guint i = 0; i < shape->rings->len; i++)
    mark_ring (&search, &WG_SHAPE_RING (shape, i));
  faces = collect_whole (&search);
  for (WgFaceId face = 1; face < coverage->face_limit; face++)
    if (states[face] == FACE_CUT)
      g_array_append_val (faces, face);
  g_array_sort (faces, compare_faces);
  return faces;
}
