/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"

#include <math.h>

#define TINY_AREA2 400000 /* mm² * 2: below, the width is estimated only */

static int
compare_borders (gconstpointer a, gconstpointer b)
{
  const WgBorder *ba = a, *bb = b;

  if (ba->claimant != bb->claimant)
    return ba->claimant < bb->claimant ? -1 : 1;
  return (ba->length > bb->length) - (ba->length < bb->length);
}

/** The border of a group of regions as segments with the group on their left, two points each. */
static GArray *
gather_border (const WgBuild *build, const guint32 *regions, guint n_regions,
               const guint32 *group_of, double *perimeter)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (WgPoint));

  for (guint r = 0; r < n_regions; r++)
    for (guint i = 0; i < build->regions[regions[r]].n_edges; i++)
      {
        guint32 edge = build->region_edges[build->regions[regions[r]].edge_first + i];
        const WgBuildArc *arc = &build->arcs[edge >> 1];

        if (group_of != NULL
            && group_of[wg_build_region_beyond (build, edge)] == group_of[regions[r]])
          continue;
        *perimeter += arc->length;
        for (guint j = 1; j < arc->n; j++)
          {
            WgPoint pair[2] = { wg_build_arc_point (build, arc, j - 1 + (edge & 1)),
                                wg_build_arc_point (build, arc, j - (edge & 1)) };
            g_array_append_vals (ends, pair, 2);
          }
      }
  return ends;
}

static WgPoint
middle_of (const GArray *points)
{
  gint64 x = 0, y = 0;

  for (guint i = 0; i < points->len; i++)
    {
      x += g_array_index (points, WgPoint, i).x;
      y += g_array_index (points, WgPoint, i).y;
    }
  return (WgPoint){ x / (gint64) points->len, y / (gint64) points->len };
}

/** The region on the other side of a half-edge. */
guint32
wg_build_region_beyond (const WgBuild *build, guint32 edge)
{
  return build->faces[build->edge_face[edge ^ 1]].region;
}

/** Whether one of the polygons over the face beyond @edge is of @claimant. */
gboolean
wg_build_is_claimed_beyond (const WgBuild *build, guint32 edge, guint32 claimant)
{
  const WgBuildFace *face = &build->faces[build->edge_face[edge ^ 1]];

  for (guint i = 0; i < face->n_labels; i++)
    if (build->parts[build->labels.items[face->label_first + i]].claimant == claimant)
      return TRUE;
  return FALSE;
}

/** Whether @a goes before @b (which may be WG_NONE) where nothing else decides. */
gboolean
wg_build_goes_before (const WgBuild *build, guint32 a, guint32 b)
{
  const WgClaimant *ca = &build->claimants[a];

  if (b == WG_NONE)
    return TRUE;
  if (ca->is_settled != build->claimants[b].is_settled)
    return ca->is_settled;
  if (ca->order != build->claimants[b].order)
    return ca->order < build->claimants[b].order;
  return a < b;
}

/** The claimant with the longest border in all; of equals the first. WG_NONE when there is none. */
guint32
wg_build_longest_border (const WgBuild *build, GArray *borders)
{
  guint32 best = WG_NONE;
  double best_length = 0.0;

  g_array_sort (borders, compare_borders);
  for (guint i = 0, end = 0; i < borders->len; i = end)
    {
      guint32 claimant = g_array_index (borders, WgBorder, i).claimant;
      double length = 0.0;

      for (end = i; end < borders->len
                    && g_array_index (borders, WgBorder, end).claimant == claimant; end++)
        length += g_array_index (borders, WgBorder, end).length;
      if (length > best_length
          || (length == best_length && wg_build_goes_before (build, claimant, best)))
        {
          best = claimant;
          best_length = length;
        }
    }
  return best;
}

/**
 * wg_build_measure:
 * @regions: of one group, each once
 * @group_of: (nullable): per region its group; %NULL when there is one region
 * @place_out: (out): inside
 *
 * Returns: the inscribed width in mm; of crumbs 2 A / P, which is not above it
 */
double
wg_build_measure (const WgBuild *build, const guint32 *regions, guint n_regions,
                  const guint32 *group_of, WgPoint *place_out)
{
  double perimeter = 0.0, limit = build->options.sliver_width_m * 1000.0;
  g_autoptr (GArray) ends = gather_border (build, regions, n_regions, group_of, &perimeter);
  __int128 area2 = 0;

  for (guint r = 0; r < n_regions; r++)
    area2 += build->regions[regions[r]].area2;
  if (area2 < TINY_AREA2 && 2.0 * sqrt ((double) area2 / 2.0 / G_PI) < limit)
    {
      *place_out = middle_of (ends);
      return (double) area2 / perimeter;
    }
  return wg_build_width ((const WgPoint *) ends->data, ends->len / 2, limit, place_out);
}
