/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"

/*
 * One ray per component: from its lowest leftmost vertex straight down (a hair to the east, so
 * that a segment counts when its x range holds the ray half-open). The highest segment below is
 * of the face that holds the component. All rays are answered in one pass over the segments.
 */

typedef struct
{
  WgPoint from;
  guint32 component; /* the root node */
  guint32 ring;      /* its outline */
  guint32 edge;      /* the half-edge below that runs east, or WG_NONE */
  WgPoint left;      /* its segment */
  WgPoint right;
} Ray;

static int
compare_rays (gconstpointer a, gconstpointer b)
{
  const Ray *ra = a, *rb = b;

  return wg_point_compare (ra->from, rb->from);
}

/** Whether segment a is higher than b where both cross the ray at @x; exact. */
static gboolean
is_higher (gint32 x, WgPoint a0, WgPoint a1, WgPoint b0, WgPoint b1)
{
  gint64 da = (gint64) a1.x - a0.x, db = (gint64) b1.x - b0.x;
  __int128 ya = (__int128) ((gint64) a1.y - a0.y) * ((gint64) x - a0.x) + (__int128) a0.y * da;
  __int128 yb = (__int128) ((gint64) b1.y - b0.y) * ((gint64) x - b0.x) + (__int128) b0.y * db;

  if (ya * db != yb * da)
    return ya * db > yb * da;
  return (__int128) ((gint64) a1.y - a0.y) * db > (__int128) ((gint64) b1.y - b0.y) * da;
}

static void
meet_segment (Ray *rays, guint n_rays, guint from, guint32 component, guint32 edge, WgPoint p,
              WgPoint q)
{
  if (p.x > q.x)
    {
      WgPoint swapped = p;
      p = q;
      q = swapped;
      edge ^= 1;
    }
  for (guint i = from; i < n_rays && rays[i].from.x < q.x; i++)
    {
      Ray *ray = &rays[i];

      if (ray->from.x < p.x || ray->component == component || MIN (p.y, q.y) > ray->from.y
          || wg_point_side (p, q, ray->from) <= 0)
        continue;
      if (ray->edge == WG_NONE || is_higher (ray->from.x, p, q, ray->left, ray->right))
        {
          ray->edge = edge;
          ray->left = p;
          ray->right = q;
        }
    }
}

/** The first ray at or right of @x. */
static guint
find_ray (const Ray *rays, guint n_rays, gint32 x)
{
  guint low = 0, high = n_rays;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (rays[middle].from.x < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
cast_rays (const WgBuild *build, Ray *rays, guint n_rays, guint32 *component_of)
{
  for (guint i = 0; i < build->n_arcs; i++)
    {
      const WgBuildArc *arc = &build->arcs[i];
      guint32 component = wg_forest_root (component_of, arc->start);

      for (guint j = 1; j < arc->n; j++)
        {
          WgPoint p = wg_build_arc_point (build, arc, j - 1);
          WgPoint q = wg_build_arc_point (build, arc, j);
          guint from = p.x == q.x ? n_rays : find_ray (rays, n_rays, MIN (p.x, q.x));

          if (from < n_rays && rays[from].from.x < MAX (p.x, q.x))
            meet_segment (rays, n_rays, from, component, 2 * i, p, q);
        }
    }
}

static Ray *
make_rays (const WgBuild *build, const guint32 *ring_of_edge, const guint32 *ring_face,
           guint32 *component_of, guint *n_out)
{
  g_autofree guint32 *ray_of = g_new (guint32, build->n_nodes + 1);
  Ray *rays = NULL;
  guint n = 0;

  for (guint i = 0; i < build->n_nodes; i++)
    component_of[i] = i;
  for (guint i = 0; i < build->n_arcs; i++)
    wg_forest_join (component_of, build->arcs[i].start, build->arcs[i].end);
  for (guint i = 0; i < build->n_nodes; i++)
    ray_of[i] = wg_forest_root (component_of, i) == i ? n++ : WG_NONE;
  rays = g_new (Ray, n + 1);
  for (guint i = 0; i < n; i++)
    rays[i] = (Ray){ { G_MAXINT32, G_MAXINT32 }, WG_NONE, WG_NONE, WG_NONE, { 0, 0 }, { 0, 0 } };
  for (guint i = 0; i < build->n_arcs; i++)
    {
      const WgBuildArc *arc = &build->arcs[i];
      guint32 component = wg_forest_root (component_of, arc->start);
      Ray *ray = &rays[ray_of[component]];

      ray->component = component;
      for (guint j = 0; j < arc->n; j++)
        {
          WgPoint p = wg_build_arc_point (build, arc, j);
          if (wg_point_compare (p, ray->from) < 0)
            ray->from = p;
        }
      for (guint side = 0; side < 2; side++)
        if (ring_face[ring_of_edge[2 * i + side]] == WG_NONE)
          ray->ring = ring_of_edge[2 * i + side];
    }
  qsort (rays, n, sizeof (Ray), compare_rays);
  *n_out = n;
  return rays;
}

/**
 * wg_build_hold:
 * @ring_of_edge: per half-edge its ring
 * @ring_face: (inout): per ring its face, %WG_NONE for the outlines: these are filled in
 *
 * Finds the face around each component. FALSE when a component has no outline.
 */
gboolean
wg_build_hold (WgBuild *build, const guint32 *ring_of_edge, guint32 *ring_face)
{
  g_autofree guint32 *component_of = g_new (guint32, build->n_nodes + 1);
  g_autofree Ray *rays = NULL;
  guint n_rays = 0;

  rays = make_rays (build, ring_of_edge, ring_face, component_of, &n_rays);
  for (guint i = 0; i < n_rays; i++)
    if (rays[i].ring == WG_NONE)
      return FALSE;
  if (n_rays > 1)
    cast_rays (build, rays, n_rays, component_of);
  /* What is below a ray has its own ray further left, or lower at the same x: it is known. */
  for (guint i = 0; i < n_rays; i++)
    ring_face[rays[i].ring]
      = rays[i].edge == WG_NONE ? 0 : ring_face[ring_of_edge[rays[i].edge]];
  return TRUE;
}
