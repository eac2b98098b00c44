/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-cells-claims"

#include "wg-cells-private.h"

#include "wg-arc-index.h"
#include "wg-coverage-share.h"
#include "wg-forest.h"

#define SAME 1.0        /* mm: footprints that overlap by more than twice this cannot be parted */
#define LEAST_SHARE 0.05 /* of a footprint, beyond a line: less does not straddle it */
#define LEAST_SHARE_M2 5.0

/* A segment of a line that may be led round footprints. */
typedef struct
{
  WgPoint a, b;
  WgFaceId left, right;
  guint8 barrier_class;
} Segment;

typedef struct
{
  WgCellsWork *work;
  GEOSContextHandle_t geos;
  GArray *segments;      /* of Segment */
  WgArcIndex index;      /* of them, from 1 */
  WgArcIndex boxes;      /* of the footprints, from 1 */
  guint32 *first;        /* of each building: its first claim + 1; 0: it has none */
  GPtrArray *geometries; /* of GEOSGeometry: of each claim */
  GArray *clusters;      /* of guint32: wg-forest.h over the claims */
  GArray *rivals;        /* of Pair: claims that are near one another */
  GArray *found;         /* of guint32 */
} Claims;

typedef struct
{
  guint32 a, b;
  gboolean do_touch;
} Pair;

#define CLUSTERS(claims) ((guint32 *) (gpointer) (claims)->clusters->data)
#define CLAIM(work, i) ((WgCellsClaim *) g_ptr_array_index ((work)->claims, (i)))

/* May this line be led round a footprint? Not the rim of the land, nor what is to stay. */
static gboolean
is_movable (const WgCellsWork *work, const WgArc *arc)
{
  double fixed = 0, free = 0;

  if (arc == NULL || arc->left == arc->right || !work->is_land[arc->left] || !work->is_land[arc->right])
    return FALSE;
  for (guint i = 0; i + 1 < arc->line->n_points; i++)
    {
      WgPoint a = arc->line->points[i], b = arc->line->points[i + 1];
      gboolean is_fixed = wg_key_map_get (&work->fixed, wg_cells_key_of_segment (a, b), FALSE) != 0;

      *(is_fixed ? &fixed : &free) += (double) wg_point_distance2 (a, b);
    }
  return fixed <= free;
}

static void
add_segments (Claims *claims, const WgArc *arc)
{
  WgCellsWork *work = claims->work;

  for (guint i = 0; i + 1 < arc->line->n_points; i++)
    {
      Segment segment = { arc->line->points[i], arc->line->points[i + 1], arc->left, arc->right, WG_BARRIER_NONE };
      WgEnvelope box = WG_ENVELOPE_EMPTY;

      segment.barrier_class = (guint8) wg_key_map_get (
        &work->barriers, wg_cells_key_of_segment (segment.a, segment.b), WG_BARRIER_NONE);
      if (segment.barrier_class == WG_BARRIER_NONE)
        segment.barrier_class = wg_cells_find_class (
          work->input, (WgPoint){ (gint32) (((gint64) segment.a.x + segment.b.x) / 2),
                                  (gint32) (((gint64) segment.a.y + segment.b.y) / 2) });
      g_array_append_val (claims->segments, segment);
      wg_envelope_add_point (&box, segment.a);
      wg_envelope_add_point (&box, segment.b);
      wg_arc_index_add (&claims->index, claims->segments->len, &box);
    }
}

/* The lines that may move, and the zones between those that may not. */
static void
read_lines (Claims *claims)
{
  WgCellsWork *work = claims->work;
  guint limit = wg_coverage_face_limit (work->streets);

  work->zones = g_new (guint32, limit + 1);
  for (guint32 i = 0; i < limit; i++)
    work->zones[i] = i;
  for (WgArcId id = 1; id < wg_coverage_arc_limit (work->streets); id++)
    {
      const WgArc *arc = wg_coverage_arc (work->streets, id);

      if (!is_movable (work, arc))
        continue;
      add_segments (claims, arc);
      wg_forest_join (work->zones, arc->left, arc->right);
    }
  for (guint32 i = 0; i < limit; i++)
    work->zones[i] = wg_forest_root (work->zones, i);
}

static void
add_claim (Claims *claims, guint32 building, const GEOSGeometry *polygon)
{
  GEOSGeometry *outer = wg_cells_buffer (claims->geos, polygon, WG_CELLS_MARGIN);
  WgCellsClaim *claim = g_new0 (WgCellsClaim, 1);
  guint32 number = claims->work->claims->len;

  claim->building = building;
  claim->inner = wg_shape_new ();
  claim->outer = wg_shape_new ();
  claim->shares = g_array_new (FALSE, FALSE, sizeof (WgFaceShare));
  claim->crossings = g_array_new (FALSE, FALSE, sizeof (WgCellsCrossing));
  if (outer == NULL || !wg_geos_to_shape (polygon, claim->inner) || !wg_geos_to_shape (outer, claim->outer)
      || claim->outer->rings->len == 0)
    {
      GEOSGeom_destroy_r (claims->geos, outer);
      wg_cells_claim_free (claim);
      return;
    }
  GEOSGeom_destroy_r (claims->geos, outer);
  claim->box = wg_shape_envelope (claim->outer);
  wg_coverage_share (claims->work->streets, claim->inner, claim->shares);
  g_ptr_array_add (claims->work->claims, claim);
  g_ptr_array_add (claims->geometries, GEOSGeom_clone_r (claims->geos, polygon));
  g_array_append_val (claims->clusters, number);
  if (claims->first[building] == 0)
    claims->first[building] = number + 1;
}

/* Each polygon of the footprint, once. */
static void
claim_building (Claims *claims, guint32 building)
{
  GEOSGeometry *geometry = NULL;

  if (claims->first[building] != 0)
    return;
  geometry = wg_cells_read_footprint (claims->geos, claims->work->input->buildings[building].footprint);
  for (int i = 0; geometry != NULL && i < GEOSGetNumGeometries_r (claims->geos, geometry); i++)
    {
      const GEOSGeometry *part = GEOSGetGeometryN_r (claims->geos, geometry, i);

      if (GEOSGeomTypeId_r (claims->geos, part) == GEOS_POLYGON && GEOSisEmpty_r (claims->geos, part) != 1)
        add_claim (claims, building, part);
    }
  GEOSGeom_destroy_r (claims->geos, geometry);
}

static gboolean
comes_near (Claims *claims, const WgEnvelope *box)
{
  g_array_set_size (claims->found, 0);
  wg_arc_index_query (&claims->index, box, claims->found);
  for (guint i = 0; i < claims->found->len; i++)
    {
      const Segment *segment
        = &g_array_index (claims->segments, Segment, g_array_index (claims->found, guint32, i) - 1);

      if (wg_cells_meets_box (segment->a, segment->b, box))
        return TRUE;
    }
  return FALSE;
}

/* The lines that come nearer than the margin. */
static void
find_crossings (Claims *claims, WgCellsClaim *claim)
{
  g_array_set_size (claims->found, 0);
  wg_arc_index_query (&claims->index, &claim->box, claims->found);
  for (guint i = 0; i < claims->found->len; i++)
    {
      const Segment *segment
        = &g_array_index (claims->segments, Segment, g_array_index (claims->found, guint32, i) - 1);
      WgCellsCrossing crossing = { segment->left, segment->right, segment->barrier_class };

      if (wg_cells_meets_box (segment->a, segment->b, &claim->box)
          && wg_cells_meets_shape (segment->a, segment->b, claim->outer))
        g_array_append_val (claim->crossings, crossing);
    }
  claim->is_entered = claim->crossings->len > 0;
}

static void
find_entered (Claims *claims)
{
  const WgCellsInput *input = claims->work->input;

  for (guint32 i = 0; i < input->n_buildings; i++)
    {
      WgEnvelope box;
      guint from = claims->work->claims->len;

      if (input->buildings[i].footprint == NULL)
        continue;
      box = wg_shape_envelope (input->buildings[i].footprint);
      wg_arc_index_add (&claims->boxes, i + 1, &box);
      box = wg_cells_widen (box, WG_CELLS_MARGIN * 1.5 + 1);
      if (!comes_near (claims, &box))
        continue;
      claim_building (claims, i);
      for (guint k = from; k < claims->work->claims->len; k++)
        find_crossings (claims, CLAIM (claims->work, k));
    }
}

/* Two that overlap by more than what rounding comes to. */
static gboolean
do_overlap (Claims *claims, guint32 a, guint32 b)
{
  GEOSContextHandle_t geos = claims->geos;
  GEOSGeometry *first = wg_cells_buffer (geos, g_ptr_array_index (claims->geometries, a), -SAME);
  GEOSGeometry *second = wg_cells_buffer (geos, g_ptr_array_index (claims->geometries, b), -SAME);
  gboolean is_common = first != NULL && second != NULL && GEOSIntersects_r (geos, first, second) == 1;

  GEOSGeom_destroy_r (geos, first);
  GEOSGeom_destroy_r (geos, second);
  return is_common;
}

/* Who is near the claim: those that overlap it go where it goes, and have neighbours, too. */
static void
meet_neighbour (Claims *claims, guint32 at, guint32 other)
{
  WgCellsWork *work = claims->work;
  Pair pair = { MIN (at, other), MAX (at, other), FALSE };
  const GEOSGeometry *a = g_ptr_array_index (claims->geometries, at);
  const GEOSGeometry *b = g_ptr_array_index (claims->geometries, other);

  if (!wg_envelope_intersects (&CLAIM (work, at)->box, &CLAIM (work, other)->box)
      || GEOSDistanceWithin_r (claims->geos, a, b, MAX (2 * WG_CELLS_MARGIN, WG_CELLS_TOUCH)) != 1)
    return;
  g_array_append_val (claims->rivals, pair);
  if (GEOSDistanceWithin_r (claims->geos, a, b, 0) == 1 && do_overlap (claims, at, other))
    {
      wg_forest_join (CLUSTERS (claims), at, other);
      CLAIM (work, other)->is_active = TRUE;
    }
}

static void
meet_neighbours (Claims *claims)
{
  WgCellsWork *work = claims->work;
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) queued = g_hash_table_new (NULL, NULL);

  for (guint32 i = 0; i < work->claims->len; i++)
    {
      CLAIM (work, i)->is_active = CLAIM (work, i)->is_entered;
      if (CLAIM (work, i)->is_active && g_hash_table_add (queued, GUINT_TO_POINTER (i)))
        g_array_append_val (queue, i);
    }
  for (guint i = 0; i < queue->len; i++)
    {
      guint32 at = g_array_index (queue, guint32, i);
      WgEnvelope box = wg_cells_widen (CLAIM (work, at)->box, WG_CELLS_TOUCH);

      g_array_set_size (near, 0);
      wg_arc_index_query (&claims->boxes, &box, near);
      for (guint k = 0; k < near->len; k++)
        {
          guint32 building = g_array_index (near, guint32, k) - 1;
          WgEnvelope other = wg_shape_envelope (work->input->buildings[building].footprint);

          if (!wg_envelope_intersects (&other, &box))
            continue;
          claim_building (claims, building);
          for (guint32 c = claims->first[building]; c != 0 && c <= work->claims->len
                                                    && CLAIM (work, c - 1)->building == building;
               c++)
            {
              if (c - 1 == at)
                continue;
              meet_neighbour (claims, at, c - 1);
              if (CLAIM (work, c - 1)->is_active && g_hash_table_add (queued, GUINT_TO_POINTER (c - 1)))
                {
                  guint32 next = c - 1;

                  g_array_append_val (queue, next);
                }
            }
        }
    }
}

/* Does the footprint lie on both sides of a line by more than a little? */
static gboolean
does_straddle (const WgCellsWork *work, const WgCellsClaim *claim)
{
  double whole = 0, most = 0;

  for (guint i = 0; i < claim->shares->len; i++)
    {
      const WgFaceShare *share = &g_array_index (claim->shares, WgFaceShare, i);

      if (share->face == WG_FACE_OUTSIDE || !work->is_land[share->face])
        continue;
      whole += share->area_m2;
      most = MAX (most, share->area_m2);
    }
  return whole - most >= MIN (LEAST_SHARE * whole, LEAST_SHARE_M2) && whole > most;
}

/* Houses side by side that straddle a line go to one side of it together. */
static void
join_straddling (Claims *claims)
{
  for (guint i = 0; i < claims->rivals->len; i++)
    {
      const Pair *pair = &g_array_index (claims->rivals, Pair, i);

      if (does_straddle (claims->work, CLAIM (claims->work, pair->a))
          && does_straddle (claims->work, CLAIM (claims->work, pair->b)))
        wg_forest_join (CLUSTERS (claims), pair->a, pair->b);
    }
}

static void
gather_cluster (WgCellsClaim *root, const WgCellsClaim *claim)
{
  for (guint i = 0; i < claim->shares->len; i++)
    {
      const WgFaceShare *share = &g_array_index (claim->shares, WgFaceShare, i);
      guint k = 0;

      while (k < root->shares->len && g_array_index (root->shares, WgFaceShare, k).face != share->face)
        k++;
      if (k == root->shares->len)
        g_array_append_val (root->shares, *share);
      else
        g_array_index (root->shares, WgFaceShare, k).area_m2 += share->area_m2;
    }
  g_array_append_vals (root->crossings, claim->crossings->data, claim->crossings->len);
}

/* The first claim of each cluster has the shares and the crossings of all. */
static void
gather_clusters (Claims *claims)
{
  WgCellsWork *work = claims->work;

  for (guint32 i = 0; i < work->claims->len; i++)
    {
      WgCellsClaim *claim = CLAIM (work, i);

      claim->cluster = wg_forest_root (CLUSTERS (claims), i);
      if (claim->cluster != i)
        gather_cluster (CLAIM (work, claim->cluster), claim);
    }
}

static gboolean
are_rivals (const WgCellsWork *work, const WgCellsClaim *a, const WgCellsClaim *b)
{
  for (guint i = 0; a->cluster != b->cluster && i < a->shares->len; i++)
    {
      guint32 zone = work->zones[g_array_index (a->shares, WgFaceShare, i).face];
      WgFaceId first = wg_cells_home_of (work, a, zone), second = wg_cells_home_of (work, b, zone);

      if (first != second && first != WG_FACE_OUTSIDE && second != WG_FACE_OUTSIDE)
        return TRUE;
    }
  return FALSE;
}

static void
find_rivals (Claims *claims)
{
  WgCellsWork *work = claims->work;

  for (guint i = 0; i < claims->rivals->len; i++)
    {
      const Pair *pair = &g_array_index (claims->rivals, Pair, i);
      WgCellsClaim *a = CLAIM (work, pair->a), *b = CLAIM (work, pair->b);

      if (are_rivals (work, a, b))
        a->has_rival = b->has_rival = a->is_active = b->is_active = TRUE;
    }
}

WgFaceId
wg_cells_home_of (const WgCellsWork *work, const WgCellsClaim *claim, guint32 zone)
{
  const GArray *shares = CLAIM (work, claim->cluster)->shares;
  WgFaceId best = WG_FACE_OUTSIDE;
  double most = 0;

  for (guint i = 0; i < shares->len; i++)
    {
      const WgFaceShare *share = &g_array_index (shares, WgFaceShare, i);

      if (share->face == WG_FACE_OUTSIDE || !work->is_land[share->face] || work->zones[share->face] != zone
          || share->area_m2 < most || (share->area_m2 == most && share->face > best))
        continue;
      most = share->area_m2;
      best = share->face;
    }
  return best;
}

void
wg_cells_claim_free (WgCellsClaim *claim)
{
  wg_shape_free (claim->inner);
  wg_shape_free (claim->outer);
  g_array_unref (claim->shares);
  g_array_unref (claim->crossings);
  g_free (claim);
}

void
wg_cells_find_claims (WgCellsWork *work)
{
  Claims claims = { .work = work, .geos = wg_geos_context () };

  claims.segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  claims.first = g_new0 (guint32, MAX (work->input->n_buildings, 1));
  claims.geometries = g_ptr_array_new ();
  claims.clusters = g_array_new (FALSE, FALSE, sizeof (guint32));
  claims.rivals = g_array_new (FALSE, FALSE, sizeof (Pair));
  claims.found = g_array_new (FALSE, FALSE, sizeof (guint32));
  read_lines (&claims);
  if (claims.segments->len > 0)
    find_entered (&claims);
  if (work->claims->len > 0)
    {
      meet_neighbours (&claims);
      join_straddling (&claims);
      gather_clusters (&claims);
      find_rivals (&claims);
    }
  for (guint i = 0; i < claims.geometries->len; i++)
    GEOSGeom_destroy_r (claims.geos, g_ptr_array_index (claims.geometries, i));
  g_ptr_array_unref (claims.geometries);
  g_array_unref (claims.segments);
  g_array_unref (claims.clusters);
  g_array_unref (claims.rivals);
  g_array_unref (claims.found);
  g_free (claims.first);
  wg_arc_index_clear (&claims.index);
  wg_arc_index_clear (&claims.boxes);
}
