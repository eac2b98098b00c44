/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-land-preview"

#include "wg-land-preview.h"

#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-id-map.h"
#include "wg-lock.h"
#include "wg-plan-private.h"

/* The land of a grid of more faces takes longer to join than a frame of a drag has. */
#define MAX_FACES_OF_SHAPE 64

typedef struct
{
  WgPlan *plan;
  GArray *after;         /* of WgGridAfter */
  WgIdMap after_places;  /* grid -> its place in @after */
  const GArray *faces;   /* of WgFaceTally */
  WgIdMap face_places;   /* face -> its place in @faces */
  gboolean has_shapes;
  WgBuildingSet *buildings; /* nullable: with the shares after */
} Look;

static void
free_grid (gpointer data)
{
  WgGridPreview *preview = data;

  wg_grid_unref (preview->grid);
  g_clear_pointer (&preview->shape, wg_shape_free);
  g_free (preview);
}

static int
compare_grids (gconstpointer a, gconstpointer b)
{
  const WgGrid *first = (*(const WgGridPreview *const *) a)->grid;
  const WgGrid *second = (*(const WgGridPreview *const *) b)->grid;

  if (first->depth != second->depth)
    return first->depth > second->depth ? -1 : 1;
  return (first->id > second->id) - (first->id < second->id);
}

static const WgGrid *
grid_after (const Look *look, guint32 id)
{
  guint place = wg_id_map_get (&look->after_places, id, G_MAXUINT);

  return place != G_MAXUINT ? g_array_index (look->after, WgGridAfter, place).after
                            : wg_plan_get_grid (look->plan, id);
}

/* The faces that the grid itself will own. */
static void
collect_own (const Look *look, guint32 id, GArray *faces)
{
  const GArray *own = wg_plan_get_own_faces (look->plan, id);

  for (guint i = 0; i < own->len; i++)
    {
      WgFaceId face = g_array_index (own, WgFaceId, i);

      if (!wg_id_map_has (&look->face_places, face))
        g_array_append_val (faces, face);
    }
  for (guint i = 0; i < look->faces->len; i++)
    {
      const WgFaceTally *face = &g_array_index (look->faces, WgFaceTally, i);

      if (face->has && face->face != WG_FACE_OUTSIDE && face->owner_after == id)
        g_array_append_val (faces, face->face);
    }
}

/* FALSE as soon as there are too many. */
static gboolean
collect_after (const Look *look, guint32 id, GArray *faces)
{
  const GArray *children = wg_plan_get_children (look->plan, id);

  if (faces->len + children->len + wg_plan_get_own_faces (look->plan, id)->len
      > MAX_FACES_OF_SHAPE)
    return FALSE;
  collect_own (look, id, faces);
  for (guint i = 0; i < children->len; i++)
    {
      guint32 child = g_array_index (children, guint32, i);
      const WgGrid *after = grid_after (look, child);

      if (!wg_id_map_has (&look->after_places, child) && after->parent == id
          && !collect_after (look, child, faces))
        return FALSE;
    }
  for (guint i = 0; i < look->after->len; i++)
    {
      const WgGridAfter *row = &g_array_index (look->after, WgGridAfter, i);

      if (row->after->parent == id && !collect_after (look, row->id, faces))
        return FALSE;
    }
  return faces->len <= MAX_FACES_OF_SHAPE;
}

static WgShape *
make_shape (const Look *look, guint32 id)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgShape *shape = NULL;

  if (!collect_after (look, id, faces) || faces->len == 0)
    return NULL;
  shape = wg_shape_new ();
  wg_coverage_dissolve (wg_plan_get_coverage (look->plan), (const WgFaceId *) (gpointer) faces->data,
                        faces->len, shape);
  return shape;
}

static void
add_grid (const Look *look, const WgGridTally *tally, GPtrArray *grids)
{
  const WgGrid *before = wg_plan_get_grid (look->plan, tally->grid);
  const WgGrid *after = grid_after (look, tally->grid);
  static const WgTally nothing;
  WgGridPreview *preview = NULL;

  if (tally->grid == 0 || after == NULL || wg_tally_equal (&tally->difference, &nothing))
    return;
  preview = g_new0 (WgGridPreview, 1);
  preview->grid = wg_grid_ref ((WgGrid *) after);
  preview->is_new = before == NULL;
  preview->is_retired = after->is_retired;
  wg_plan_get_tally (look->plan, tally->grid, &preview->before);
  preview->after = preview->before;
  wg_tally_add (&preview->after, &tally->difference, 1);
  if (!preview->is_retired && look->has_shapes)
    preview->shape = make_shape (look, tally->grid);
  g_ptr_array_add (grids, preview);
}

static void
look_at (Look *look, WgLandPreview *preview)
{
  g_autoptr (WgTallyChange) change
    = wg_tally_change_new (wg_plan_get_tally_index (look->plan), preview->rows, FALSE,
                           look->after, look->buildings);
  const GArray *tallies = wg_tally_change_grids (change);

  look->faces = wg_tally_change_faces (change);
  for (guint i = 0; i < look->faces->len; i++)
    wg_id_map_set (&look->face_places, g_array_index (look->faces, WgFaceTally, i).face, i);
  for (guint i = 0; i < tallies->len; i++)
    add_grid (look, &g_array_index (tallies, WgGridTally, i), preview->grids);
  g_ptr_array_sort (preview->grids, compare_grids);
}

/* What is counted once and kept must be counted before the edit. */
static gboolean
count_before (WgPlan *plan, const WgCoverageChange *rows, GError **error)
{
  WgCoverage *coverage = wg_plan_get_coverage (plan);

  if (wg_plan_has_tally_index (plan))
    return TRUE;
  if (!wg_coverage_apply (coverage, rows, TRUE, error))
    return FALSE;
  wg_plan_get_tally_index (plan);
  return wg_coverage_apply (coverage, rows, FALSE, error);
}

static WgLandPreview *
take (WgPlan *plan, WgCoverageChange *rows, const GPtrArray *grids, WgBuildingSet *buildings,
      gboolean has_shapes, GError **error)
{
  g_autoptr (WgLandPreview) self = g_new0 (WgLandPreview, 1);
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (WgGridAfter));
  Look look = { .plan = plan, .after = after, .has_shapes = has_shapes, .buildings = buildings };

  self->rows = rows;
  self->grids = g_ptr_array_new_with_free_func (free_grid);
  if (!wg_plan_check_locks (plan, rows, grids, error))
    {
      if (!wg_coverage_apply (wg_plan_get_coverage (plan), rows, TRUE, NULL))
        g_critical ("a preview that was refused could not be taken back");
      return NULL;
    }
  if (!count_before (plan, rows, error))
    return NULL;
  for (guint i = 0; grids != NULL && i < grids->len; i++)
    {
      const WgGrid *grid = g_ptr_array_index (grids, i);
      WgGridAfter row = { grid->id, grid };

      wg_id_map_set (&look.after_places, grid->id, i);
      g_array_append_val (after, row);
    }
  look_at (&look, self);
  wg_id_map_clear (&look.after_places);
  wg_id_map_clear (&look.face_places);
  if (!wg_coverage_apply (wg_plan_get_coverage (plan), rows, TRUE, error))
    return NULL;
  return g_steal_pointer (&self);
}

WgLandPreview *
wg_land_preview_take (WgPlan *plan, WgCoverageChange *rows, const GPtrArray *grids, GError **error)
{
  return take (plan, rows, grids, NULL, TRUE, error);
}

WgLandPreview *
wg_land_preview_take_divided (WgPlan *plan, WgCoverageChange *rows, const GPtrArray *grids,
                              WgBuildingSet *buildings, GError **error)
{
  return take (plan, rows, grids, buildings, TRUE, error);
}

WgLandPreview *
wg_land_preview_look (WgPlan *plan, WgCoverageChange *rows, GError **error)
{
  /* So that they are not counted while the edit is done, and it taken back and done again. */
  wg_plan_get_tally_index (plan);
  if (wg_coverage_apply (wg_plan_get_coverage (plan), rows, FALSE, error))
    return take (plan, rows, NULL, NULL, FALSE, error);
  wg_coverage_change_free (rows);
  return NULL;
}

GArray *
wg_plan_note_tallies (WgPlan *plan)
{
  guint n = wg_plan_get_grid_limit (plan);
  GArray *tallies = g_array_sized_new (FALSE, TRUE, sizeof (WgTally), n);

  g_array_set_size (tallies, n);
  for (guint32 id = 0; id < n; id++)
    wg_plan_get_tally (plan, id, &g_array_index (tallies, WgTally, id));
  return tallies;
}

WgLandPreview *
wg_land_preview_new_since (WgPlan *plan, const GArray *before)
{
  WgLandPreview *self = g_new0 (WgLandPreview, 1);

  self->grids = g_ptr_array_new_with_free_func (free_grid);
  for (guint32 id = 1; id < wg_plan_get_grid_limit (plan); id++)
    {
      WgGrid *grid = wg_plan_get_grid (plan, id);
      WgTally was = id < before->len ? g_array_index (before, WgTally, id) : (WgTally){ 0 };
      WgGridPreview *row = NULL;
      WgTally is;

      wg_plan_get_tally (plan, id, &is);
      if (grid == NULL || wg_tally_equal (&was, &is))
        continue;
      row = g_new0 (WgGridPreview, 1);
      row->grid = wg_grid_ref (grid);
      row->is_new = id >= before->len;
      row->is_retired = grid->is_retired;
      row->before = was;
      row->before.is_counted = is.is_counted;
      row->after = is;
      g_ptr_array_add (self->grids, row);
    }
  g_ptr_array_sort (self->grids, compare_grids);
  return self;
}

void
wg_land_preview_free (WgLandPreview *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->grids, g_ptr_array_unref);
  g_clear_pointer (&self->rows, wg_coverage_change_free);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_free (self);
}

const WgGridPreview *
wg_land_preview_find (const WgLandPreview *self, guint32 grid)
{
  for (guint i = 0; i < self->grids->len; i++)
    {
      const WgGridPreview *preview = g_ptr_array_index (self->grids, i);

      if (preview->grid->id == grid)
        return preview;
    }
  return NULL;
}
