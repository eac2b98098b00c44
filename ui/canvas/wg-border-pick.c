/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-border-pick"

#include "wg-border-pick.h"

#include "wg-canvas-private.h"

#include "../../app/geometry/wg-coverage-shape.h"

#include <math.h>

#define MAX_FACES 4

typedef struct
{
  WgPoint place;
  double reach2;  /* mm² */
  double middle2; /* mm²: least squared length of a segment with a handle */
  WgBorderPick best;
  double best2;
} Search;

static WgEnvelope
box_around (WgCanvas *canvas, WgPoint place, double pixels)
{
  gint32 r = (gint32) ceil (MIN (pixels / canvas->viewport.scale, 1e8));

  return (WgEnvelope){ place.x - r, place.y - r, place.x + r, place.y + r };
}

static double
distance2_to_segment (WgPoint p, WgPoint a, WgPoint b)
{
  double dx = (double) b.x - a.x, dy = (double) b.y - a.y;
  double along = (((double) p.x - a.x) * dx + ((double) p.y - a.y) * dy) / (dx * dx + dy * dy);
  double x = 0, y = 0;

  along = CLAMP (along, 0, 1);
  x = a.x + along * dx - p.x;
  y = a.y + along * dy - p.y;
  return x * x + y * y;
}

static void
offer (Search *search, double distance2, WgBorderPick pick)
{
  if (distance2 > search->reach2)
    return;
  if (search->best.kind != WG_PICK_NONE
      && (pick.kind > search->best.kind
          || (pick.kind == search->best.kind && distance2 >= search->best2)))
    return;
  search->best = pick;
  search->best2 = distance2;
}

static double
spacing2 (const WgLine *line, guint k)
{
  double before2 = HUGE_VAL, after2 = HUGE_VAL;

  if (k > 0)
    before2 = (double) wg_point_distance2 (line->points[k - 1], line->points[k]);
  if (k + 1 < line->n_points)
    after2 = (double) wg_point_distance2 (line->points[k], line->points[k + 1]);
  return MIN (before2, after2);
}

static void
search_line (Search *search, WgArcId arc, const WgLine *line)
{
  for (guint k = 0; k < line->n_points; k++)
    {
      WgPoint a = line->points[k];
      gboolean is_node = k == 0 || k + 1 == line->n_points;

      offer (search, (double) wg_point_distance2 (search->place, a),
             (WgBorderPick){ WG_PICK_VERTEX, arc, { a, a }, is_node, sqrt (spacing2 (line, k)) });
      if (k + 1 == line->n_points)
        break;
      WgPoint b = line->points[k + 1];
      if ((double) wg_point_distance2 (a, b) >= search->middle2)
        offer (search, (double) wg_point_distance2 (search->place, wg_border_middle (a, b)),
               (WgBorderPick){ WG_PICK_MIDDLE, arc, { a, b } });
      offer (search, distance2_to_segment (search->place, a, b),
             (WgBorderPick){ WG_PICK_SEGMENT, arc, { a, b } });
    }
}

WgBorderPick
wg_border_pick (WgCanvas *canvas, WgPoint place, double pixels)
{
  double scale = canvas->viewport.scale, reach = pixels / scale;
  double middle = WG_MIDDLE_MIN_PIXELS / scale;
  Search search = { place, reach * reach, middle * middle };
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgCoverage *coverage = NULL;
  WgEnvelope box;

  if (canvas->plan == NULL || !wg_canvas_has_view (canvas))
    return search.best;
  coverage = wg_plan_get_coverage (canvas->plan);
  box = box_around (canvas, place, pixels);
  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      WgArcId id = g_array_index (arcs, WgArcId, i);
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (wg_plan_get_arc_rank (canvas->plan, arc) > 0)
        search_line (&search, id, arc->line);
    }
  search.best.spacing *= scale;
  return search.best;
}

static gboolean
line_meets (const WgLine *line, const WgEnvelope *box)
{
  for (guint k = 0; k + 1 < line->n_points; k++)
    {
      WgEnvelope extent = WG_ENVELOPE_EMPTY;

      wg_envelope_add_point (&extent, line->points[k]);
      wg_envelope_add_point (&extent, line->points[k + 1]);
      if (wg_envelope_intersects (&extent, box))
        return TRUE;
    }
  return FALSE;
}

gboolean
wg_border_is_sparse (WgCanvas *canvas, WgPoint place, double pixels)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgCoverage *coverage = wg_plan_get_coverage (canvas->plan);
  WgEnvelope box = box_around (canvas, place, pixels);
  WgFaceId seen[MAX_FACES];
  guint n_seen = 0;

  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i));
      WgFaceId sides[2] = { arc->left, arc->right };

      if (!line_meets (arc->line, &box))
        continue;
      for (guint side = 0; side < 2; side++)
        {
          guint k = 0;

          while (k < n_seen && seen[k] != sides[side])
            k++;
          if (k < n_seen)
            continue;
          if (n_seen == MAX_FACES)
            return FALSE;
          seen[n_seen++] = sides[side];
        }
    }
  return TRUE;
}

gboolean
wg_border_pick_equal (const WgBorderPick *a, const WgBorderPick *b)
{
  return a->kind == b->kind && a->arc == b->arc && wg_point_equal (a->ends[0], b->ends[0])
         && wg_point_equal (a->ends[1], b->ends[1]);
}

static void
add_legs (const WgLine *line, const WgPoint *moved, guint n_moved, GArray *legs)
{
  for (guint k = 0; k < line->n_points; k++)
    for (guint at = 0; at < n_moved; at++)
      {
        if (!wg_point_equal (line->points[k], moved[at]))
          continue;
        for (int step = -1; step <= 1; step += 2)
          {
            WgBorderLeg leg = { .at = at };

            if ((step < 0 && k == 0) || (step > 0 && k + 1 == line->n_points))
              continue;
            leg.end = line->points[(guint) ((int) k + step)];
            if (n_moved < 2 || !wg_point_equal (leg.end, moved[1 - at]))
              g_array_append_val (legs, leg);
          }
      }
}

GArray *
wg_border_find_legs (WgCoverage *coverage, const WgPoint *moved, guint n_moved)
{
  GArray *legs = g_array_new (FALSE, FALSE, sizeof (WgBorderLeg));
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < n_moved; i++)
    wg_envelope_add_point (&box, moved[i]);
  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    add_legs (wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i))->line, moved, n_moved,
              legs);
  return legs;
}

GArray *
wg_border_arcs_at (WgCoverage *coverage, WgPoint vertex)
{
  GArray *arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope box = WG_ENVELOPE_EMPTY;
  guint kept = 0;

  wg_envelope_add_point (&box, vertex);
  wg_coverage_arcs_in (coverage, &box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      WgArcId id = g_array_index (arcs, WgArcId, i);
      const WgLine *line = wg_coverage_arc (coverage, id)->line;

      for (guint k = 0; k < line->n_points; k++)
        if (wg_point_equal (line->points[k], vertex))
          {
            g_array_index (arcs, WgArcId, kept++) = id;
            break;
          }
    }
  g_array_set_size (arcs, kept);
  return arcs;
}

WgPoint
wg_border_middle (WgPoint a, WgPoint b)
{
  return (WgPoint){ (gint32) (((gint64) a.x + b.x) / 2), (gint32) (((gint64) a.y + b.y) / 2) };
}
