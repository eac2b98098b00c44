/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-coverage-share"

#include "wg-coverage-share.h"

#include "wg-coverage-shape.h"

#include <math.h>

#define THINNEST 1e-6 /* mm: a strip that has no area */

/** A side of the shape or a piece of an arc, from its lower to its upper end. */
typedef struct
{
  double x[2], y[2];
  gboolean is_arc;
  WgFaceId west, east; /* of an arc */
} Edge;

/** An edge in one strip. */
typedef struct
{
  const Edge *edge;
  double x; /* in the middle of the strip */
} Crossing;

typedef struct
{
  const WgCoverage *coverage;
  WgEnvelope box;    /* of the shape */
  GArray *edges;     /* of Edge */
  GArray *heights;   /* of double */
  GArray *crossings; /* of Crossing */
  GArray *shares;    /* of WgFaceShare */
} Sweep;

static void
add_edge (Sweep *sweep, WgPoint from, WgPoint to, const WgArc *arc)
{
  gboolean is_up = to.y > from.y;
  WgPoint low = is_up ? from : to, high = is_up ? to : from;
  Edge edge = { { low.x, high.x }, { low.y, high.y }, arc != NULL, 0, 0 };
  double ends[2] = { low.y, high.y };

  g_array_append_vals (sweep->heights, ends, 2);
  if (low.y == high.y)
    return;
  if (arc != NULL)
    {
      edge.west = is_up ? arc->left : arc->right;
      edge.east = is_up ? arc->right : arc->left;
    }
  g_array_append_val (sweep->edges, edge);
}

static void
add_shape (Sweep *sweep, const WgShape *shape)
{
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const WgRing *ring = &WG_SHAPE_RING (shape, i);

      for (guint k = 0; k < ring->n_points; k++)
        add_edge (sweep, WG_SHAPE_POINT (shape, ring->first + k),
                  WG_SHAPE_POINT (shape, ring->first + (k + 1) % ring->n_points), NULL);
    }
}

static gboolean
meets (const WgPoint *segment, const WgEnvelope *box)
{
  return MAX (segment[0].x, segment[1].x) >= box->min_x
         && MIN (segment[0].x, segment[1].x) <= box->max_x
         && MAX (segment[0].y, segment[1].y) >= box->min_y
         && MIN (segment[0].y, segment[1].y) <= box->max_y;
}

static void
add_arcs (Sweep *sweep, const WgEnvelope *box)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));

  wg_coverage_arcs_in (sweep->coverage, box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (sweep->coverage, g_array_index (arcs, WgArcId, i));

      for (guint k = 1; k < arc->line->n_points; k++)
        if (meets (&arc->line->points[k - 1], box))
          add_edge (sweep, arc->line->points[k - 1], arc->line->points[k], arc);
    }
}

static double
x_at (const Edge *edge, double y)
{
  return edge->x[0] + (edge->x[1] - edge->x[0]) * (y - edge->y[0]) / (edge->y[1] - edge->y[0]);
}

/** Where two edges cross is a corner of a strip. */
static void
add_crossing_height (Sweep *sweep, const Edge *a, const Edge *b)
{
  double low = MAX (a->y[0], b->y[0]), high = MIN (a->y[1], b->y[1]);
  double before = 0.0, after = 0.0, y = 0.0;

  if (low >= high)
    return;
  before = x_at (a, low) - x_at (b, low);
  after = x_at (a, high) - x_at (b, high);
  if (!(before < 0.0 && after > 0.0) && !(before > 0.0 && after < 0.0))
    return;
  y = low + (high - low) * before / (before - after);
  g_array_append_val (sweep->heights, y);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static int
compare_crossings (gconstpointer a, gconstpointer b)
{
  const Crossing *left = a, *right = b;

  return (left->x > right->x) - (left->x < right->x);
}

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const WgFaceShare *left = a, *right = b;

  if (left->area_m2 != right->area_m2)
    return left->area_m2 > right->area_m2 ? -1 : 1;
  return (left->face > right->face) - (left->face < right->face);
}

static void
add_share (Sweep *sweep, WgFaceId face, double area, WgPoint place)
{
  WgFaceShare fresh = { face, area, place, area };

  for (guint i = 0; i < sweep->shares->len; i++)
    {
      WgFaceShare *share = &g_array_index (sweep->shares, WgFaceShare, i);

      if (share->face != face)
        continue;
      share->area_m2 += area;
      if (area > share->widest)
        {
          share->widest = area;
          share->place = place;
        }
      return;
    }
  g_array_append_val (sweep->shares, fresh);
}

/** The face at the west end of a strip: west of its first arc. G_MAXUINT32: no arc runs through it. */
static WgFaceId
first_face (const GArray *crossings)
{
  for (guint i = 0; i < crossings->len; i++)
    if (g_array_index (crossings, Crossing, i).edge->is_arc)
      return g_array_index (crossings, Crossing, i).edge->west;
  return G_MAXUINT32;
}

static void
sweep_strip (Sweep *sweep, double low, double high)
{
  double middle = (low + high) / 2.0;
  gboolean is_inside = FALSE;
  WgFaceId face = 0;

  g_array_set_size (sweep->crossings, 0);
  for (guint i = 0; i < sweep->edges->len; i++)
    {
      const Edge *edge = &g_array_index (sweep->edges, Edge, i);
      Crossing crossing = { edge, 0.0 };

      if (edge->y[0] >= middle || edge->y[1] <= middle)
        continue;
      crossing.x = x_at (edge, middle);
      /* Beside the box not all arcs are known: one that is would speak for those between. */
      if (edge->is_arc
          && (crossing.x < sweep->box.min_x - 0.5 || crossing.x > sweep->box.max_x + 0.5))
        continue;
      g_array_append_val (sweep->crossings, crossing);
    }
  g_array_sort (sweep->crossings, compare_crossings);
  face = first_face (sweep->crossings);
  for (guint i = 0; i + 1 < sweep->crossings->len; i++)
    {
      const Crossing *here = &g_array_index (sweep->crossings, Crossing, i), *next = here + 1;
      WgPoint place = { (gint32) lround ((here->x + next->x) / 2.0), (gint32) lround (middle) };

      if (here->edge->is_arc)
        face = here->edge->east;
      else
        is_inside = !is_inside;
      if (!is_inside || next->x <= here->x)
        continue;
      if (face == G_MAXUINT32)
        face = wg_coverage_locate (sweep->coverage, place);
      add_share (sweep, face, (next->x - here->x) * (high - low) / 1e6, place);
    }
}

void
wg_coverage_share (const WgCoverage *coverage, const WgShape *shape, GArray *shares_out)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  Sweep sweep = { coverage, wg_shape_envelope (shape), edges, heights, crossings, shares_out };
  const WgEnvelope *box = &sweep.box;
  guint n_sides = 0;

  g_array_set_size (shares_out, 0);
  add_shape (&sweep, shape);
  n_sides = edges->len;
  add_arcs (&sweep, box);
  for (guint i = 0; i < n_sides; i++)
    for (guint k = n_sides; k < edges->len; k++)
      add_crossing_height (&sweep, &g_array_index (edges, Edge, i), &g_array_index (edges, Edge, k));
  g_array_sort (heights, compare_numbers);
  for (guint i = 1; i < heights->len; i++)
    {
      double low = g_array_index (heights, double, i - 1), high = g_array_index (heights, double, i);

      if (high - low > THINNEST && low >= box->min_y - 0.5 && high <= box->max_y + 0.5)
        sweep_strip (&sweep, low, high);
    }
  g_array_sort (shares_out, compare_shares);
}

gboolean
wg_coverage_is_parted (const WgCoverage *coverage, const WgEnvelope *box, GArray *scratch)
{
  g_array_set_size (scratch, 0);
  wg_coverage_arcs_in (coverage, box, scratch);
  for (guint i = 0; i < scratch->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (scratch, WgArcId, i));

      if (wg_coverage_owner (coverage, arc->left) == wg_coverage_owner (coverage, arc->right))
        continue;
      for (guint k = 1; k < arc->line->n_points; k++)
        if (meets (&arc->line->points[k - 1], box))
          return TRUE;
    }
  return FALSE;
}
