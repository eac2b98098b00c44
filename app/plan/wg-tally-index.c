/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tally-index"

#include "wg-tally-private.h"

#include "../geometry/wg-coverage-shape.h"

#include <math.h>

static void
take_count (WgCount *count, gint32 number, gboolean is_estimated)
{
  if (number == WG_COUNT_NOT_KNOWN)
    {
      count->n_unknown++;
      return;
    }
  count->sum += number;
  count->n_estimated += is_estimated;
}

static void
load_buildings (WgTallyIndex *self)
{
  guint n = wg_building_set_count (self->buildings);
  g_autofree WgPoint *points = g_new (WgPoint, n);

  g_array_set_size (self->building_faces, n);
  g_array_set_size (self->kept, n);
  for (guint i = 0; i < n; i++)
    {
      const WgBuilding *building = wg_building_set_get (self->buildings, i);
      WgTally *kept = &g_array_index (self->kept, WgTally, i);

      points[i] = building->point;
      kept->n_buildings = 1;
      take_count (&kept->households, building->households, building->is_estimated);
      take_count (&kept->people, building->people, building->is_estimated);
    }
  self->cells = wg_point_cells_new (points, n);
  wg_coverage_locate_many (wg_plan_get_coverage (self->plan), points,
                           wg_point_cells_order (self->cells), n,
                           (WgFaceId *) (gpointer) self->building_faces->data);
}

/* The parts of a divided building go to their grids, the rest stays with the face. */
static void
add_parts (WgTallyIndex *self, guint place, const WgBuildingShare *shares, guint n_shares)
{
  const WgBuilding *building = wg_building_set_get (self->buildings, place);
  g_autofree WgBuildingPart *parts = g_new0 (WgBuildingPart, n_shares + 1);

  wg_building_split_count (building, shares, n_shares, parts);
  g_array_index (self->kept, WgTally, place) = wg_tally_of_part (building, &parts[n_shares], TRUE);
  for (guint i = 0; i < n_shares; i++)
    {
      WgTally part = wg_tally_of_part (building, &parts[i], FALSE);
      const WgGrid *grid = wg_plan_get_grid (self->plan, shares[i].grid);

      if (grid == NULL)
        wg_tally_add (&g_array_index (self->grids, WgTally, 0), &part, 1);
      for (; grid != NULL; grid = wg_plan_get_grid (self->plan, grid->parent))
        wg_tally_add (&g_array_index (self->grids, WgTally, grid->id), &part, 1);
    }
}

static void
add_shares (WgTallyIndex *self)
{
  const GArray *shares = wg_building_set_shares (self->buildings);
  guint n = 0, place = 0;

  for (guint i = 0; i < shares->len; i += n)
    {
      guint32 id = g_array_index (shares, WgBuildingShare, i).building;
      const WgBuildingShare *first = wg_building_set_find_shares (self->buildings, id, &n);

      if (wg_building_set_find_index (self->buildings, id, &place))
        {
          add_parts (self, place, first, n);
          wg_tally_index_note_twice (self, place);
        }
    }
}

/* On the ellipsoid, by the scale in the middle of the box. */
static gint64
scale_area (WgTallyIndex *self, double area2, const WgEnvelope *box)
{
  WgPoint middle = { (gint32) (((gint64) box->min_x + box->max_x) / 2),
                     (gint32) (((gint64) box->min_y + box->max_y) / 2) };
  double scale = self->scale != NULL ? wg_area_scale_at (self->scale, middle) : 1.0;

  return (gint64) llrint (area2 * 0.5 * scale);
}

static void
add_faces (WgTallyIndex *self)
{
  WgCoverage *coverage = wg_plan_get_coverage (self->plan);
  g_autofree gint64 *areas2 = g_new0 (gint64, self->faces->len);
  g_autofree WgEnvelope *boxes = g_new0 (WgEnvelope, self->faces->len);

  wg_coverage_measure_faces (coverage, areas2, boxes);

  for (WgFaceId face = 0; face < self->faces->len; face++)
    {
      WgTally *tally = &g_array_index (self->faces, WgTally, face);
      guint32 owner = 0;

      if (face != WG_FACE_OUTSIDE)
        {
          if (!wg_coverage_has_face (coverage, face))
            continue;
          tally->area_mm2 = scale_area (self, (double) areas2[face], &boxes[face]);
          owner = wg_coverage_owner (coverage, face);
        }
      wg_tally_add (&g_array_index (self->grids, WgTally, owner), tally, 1);
      if (owner == 0)
        continue;
      for (const WgGrid *grid = wg_plan_get_grid (self->plan, owner); grid->parent != 0;)
        {
          wg_tally_add (&g_array_index (self->grids, WgTally, grid->parent), tally, 1);
          grid = wg_plan_get_grid (self->plan, grid->parent);
        }
    }
}

WgTally
wg_tally_of_part (const WgBuilding *building, const WgBuildingPart *part, gboolean is_rest)
{
  WgTally tally = { .n_buildings = is_rest };

  take_count (&tally.households, part->households, building->is_estimated);
  take_count (&tally.people, part->people, building->is_estimated);
  return tally;
}

gint64
wg_tally_index_measure (WgTallyIndex *self, WgFaceId face)
{
  const WgCoverage *coverage = wg_plan_get_coverage (self->plan);
  WgEnvelope box = wg_coverage_face_extent (coverage, face);

  return scale_area (self, (double) wg_coverage_face_area2 (coverage, face), &box);
}

WgTallyIndex *
wg_tally_index_new (WgPlan *plan, WgBuildingSet *buildings)
{
  WgTallyIndex *self = g_new0 (WgTallyIndex, 1);
  WgFrame *frame = wg_plan_get_frame (plan);

  self->plan = plan;
  self->scale = frame != NULL ? wg_area_scale_new (frame) : NULL;
  self->building_faces = g_array_new (FALSE, TRUE, sizeof (WgFaceId));
  self->kept = g_array_new (FALSE, TRUE, sizeof (WgTally));
  self->faces = g_array_new (FALSE, TRUE, sizeof (WgTally));
  self->grids = g_array_new (FALSE, TRUE, sizeof (WgTally));
  self->twice = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_size (self->faces, MAX (wg_coverage_face_limit (wg_plan_get_coverage (plan)), 1));
  g_array_set_size (self->grids, MAX (wg_plan_get_grid_limit (plan), 1));
  if (buildings != NULL)
    {
      self->buildings = wg_building_set_ref (buildings);
      load_buildings (self);
      add_shares (self);
      for (guint i = 0; i < self->kept->len; i++)
        wg_tally_add (&g_array_index (self->faces, WgTally,
                                      g_array_index (self->building_faces, WgFaceId, i)),
                      &g_array_index (self->kept, WgTally, i), 1);
    }
  add_faces (self);
  wg_tally_index_take_twice (self);
  return self;
}

void
wg_tally_index_move (WgTallyIndex *self, WgPlan *plan)
{
  self->plan = plan;
}

gboolean
wg_tally_index_is_of (const WgTallyIndex *self, const WgBuildingSet *buildings)
{
  return self->buildings == buildings;
}

void
wg_tally_index_free (WgTallyIndex *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->scale, wg_area_scale_free);
  g_clear_pointer (&self->buildings, wg_building_set_unref);
  g_clear_pointer (&self->cells, wg_point_cells_free);
  g_array_unref (self->building_faces);
  g_array_unref (self->kept);
  g_array_unref (self->faces);
  g_array_unref (self->grids);
  g_array_unref (self->twice);
  g_free (self);
}

void
wg_tally_index_get (const WgTallyIndex *self, guint32 grid, WgTally *tally_out)
{
  *tally_out = grid < self->grids->len ? g_array_index (self->grids, WgTally, grid)
                                       : (WgTally){ 0 };
  tally_out->is_counted = self->buildings != NULL;
}

WgFaceId
wg_tally_index_get_face (const WgTallyIndex *self, guint index)
{
  return g_array_index (self->building_faces, WgFaceId, index);
}

guint
wg_tally_index_count (const WgTallyIndex *self, WgFaceId face, guint *first_out)
{
  guint n = face < self->faces->len ? g_array_index (self->faces, WgTally, face).n_buildings : 0;

  *first_out = 0;
  while (n > 0 && g_array_index (self->building_faces, WgFaceId, *first_out) != face)
    (*first_out)++;
  return n;
}
