/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-plan"

#include "wg-plan-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "wg-commands.h"

G_DEFINE_FINAL_TYPE (WgPlan, wg_plan, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_REPLACED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
free_grid (gpointer grid)
{
  if (grid != NULL)
    wg_grid_unref (grid);
}

static gboolean
check_grid (WgPlan *self, const WgGrid *grid, GError **error)
{
  WgGrid *parent = NULL;

  if (grid->depth < 1 || grid->depth > self->levels->len)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CORRUPT, "grid %u has depth %u of %u",
                   grid->id, grid->depth, self->levels->len);
      return FALSE;
    }
  if (grid->parent == 0)
    return TRUE;
  parent = wg_plan_get_grid (self, grid->parent);
  if (parent == NULL || parent->depth >= grid->depth)
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CORRUPT, "grid %u has no valid parent (%u)",
                   grid->id, grid->parent);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_owners (WgPlan *self, GError **error)
{
  for (WgFaceId face = 1; face < wg_coverage_face_limit (self->coverage); face++)
    {
      guint32 owner = 0;

      if (!wg_coverage_has_face (self->coverage, face))
        continue;
      owner = wg_coverage_owner (self->coverage, face);
      if (owner != 0 && wg_plan_get_grid (self, owner) == NULL)
        {
          g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_CORRUPT,
                       "face %u is owned by grid %u, which does not exist", face, owner);
          return FALSE;
        }
    }
  return TRUE;
}

static void
collect_faces (WgPlan *self, WgPlanIndex *index, guint32 id, GArray *faces_out)
{
  const GArray *children = wg_plan_index_children (index, id);

  wg_plan_index_append_own (index, id, faces_out);
  for (guint i = 0; i < children->len; i++)
    collect_faces (self, index, g_array_index (children, guint32, i), faces_out);
}

static void
wg_plan_finalize (GObject *object)
{
  WgPlan *self = WG_PLAN (object);

  g_clear_pointer (&self->index, wg_plan_index_free);
  g_clear_pointer (&self->tally, wg_tally_index_free);
  g_clear_pointer (&self->offered, wg_tally_index_free);
  g_clear_pointer (&self->buildings, wg_building_set_unref);
  g_clear_pointer (&self->barriers, wg_barrier_set_unref);
  g_clear_pointer (&self->addresses, wg_address_set_unref);
  g_clear_pointer (&self->people, wg_people_unref);
  g_clear_pointer (&self->code_book, wg_code_book_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->coverage, wg_coverage_free);
  g_clear_pointer (&self->frame, wg_frame_unref);
  g_clear_pointer (&self->levels, g_array_unref);
  g_clear_pointer (&self->grids, g_ptr_array_unref);
  g_clear_pointer (&self->wanted_crs, g_free);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (wg_plan_parent_class)->finalize (object);
}

static void
wg_plan_class_init (WgPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = wg_plan_finalize;

  signals[SIGNAL_CHANGED]
    = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  signals[SIGNAL_REPLACED]
    = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
wg_plan_init (WgPlan *self)
{
  self->coverage = wg_coverage_new ();
  self->levels = g_array_new (FALSE, FALSE, sizeof (WgLevel));
  g_array_set_clear_func (self->levels, (GDestroyNotify) wg_level_clear);
  self->grids = g_ptr_array_new_with_free_func (free_grid);
  g_ptr_array_set_size (self->grids, 1);
  self->people = wg_people_new ();
}

/**
 * wg_plan_new:
 * @name: (nullable): for people; UTF-8
 * @frame: (nullable): %NULL until the first import brings one
 *
 * Returns: (transfer full): a plan without levels, grids and land
 */
WgPlan *
wg_plan_new (const char *name, WgFrame *frame)
{
  WgPlan *self = g_object_new (WG_TYPE_PLAN, NULL);

  self->name = g_strdup (name != NULL ? name : "");
  self->frame = frame != NULL ? wg_frame_ref (frame) : NULL;
  return self;
}

const char *
wg_plan_get_name (WgPlan *self)
{
  return self->name;
}

WgFrame *
wg_plan_get_frame (WgPlan *self)
{
  return self->frame;
}

void
wg_plan_set_frame (WgPlan *self, WgFrame *frame)
{
  if (self->frame == frame)
    return;
  g_clear_pointer (&self->tally, wg_tally_index_free);
  g_clear_pointer (&self->frame, wg_frame_unref);
  self->frame = frame != NULL ? wg_frame_ref (frame) : NULL;
}

/** The CRS that the frame of the first import is to have; %NULL: proposed from the file. */
const char *
wg_plan_get_wanted_crs (WgPlan *self)
{
  return self->wanted_crs;
}

/** @crs: (nullable): "EPSG:4549"; only looked at while the plan has no frame. */
void
wg_plan_set_wanted_crs (WgPlan *self, const char *crs)
{
  char *copy = g_strdup (crs);

  g_free (self->wanted_crs);
  self->wanted_crs = copy;
}

WgCoverage *
wg_plan_get_coverage (WgPlan *self)
{
  return self->coverage;
}

/**
 * wg_plan_add_level:
 * @name: UTF-8
 * @special_name: (nullable): what a special grid of the level is called
 *
 * Adds a level below the last one; there are at most %WG_MAX_DEPTH.
 */
void
wg_plan_add_level (WgPlan *self, const char *name, const char *special_name)
{
  WgLevel level = { 0 };

  g_return_if_fail (self->levels->len < WG_MAX_DEPTH);

  level.depth = self->levels->len + 1;
  level.name = g_strdup (name);
  level.special_name = g_strdup (special_name);
  level.rule = wg_level_rule_preset (name);
  g_array_append_val (self->levels, level);
}

void
wg_plan_set_level_rule (WgPlan *self, guint depth, const WgLevelRule *rule)
{
  g_return_if_fail (depth >= 1 && depth <= self->levels->len);

  g_array_index (self->levels, WgLevel, depth - 1).rule = *rule;
}

guint
wg_plan_get_n_levels (WgPlan *self)
{
  return self->levels->len;
}

/** @depth: 1 is the top. Returns: (nullable): %NULL when there is no such level. */
const WgLevel *
wg_plan_get_level (WgPlan *self, guint depth)
{
  if (depth < 1 || depth > self->levels->len)
    return NULL;
  return &g_array_index (self->levels, WgLevel, depth - 1);
}

/** By its exact name. Returns: (nullable): %NULL when no level has it. */
const WgLevel *
wg_plan_find_level (WgPlan *self, const char *name)
{
  for (guint depth = 1; depth <= self->levels->len; depth++)
    if (g_strcmp0 (wg_plan_get_level (self, depth)->name, name) == 0)
      return wg_plan_get_level (self, depth);
  return NULL;
}

const WgLevelRule *
wg_plan_get_rule (WgPlan *self, const WgGrid *grid)
{
  static const WgLevelRule none = { 0 };

  return grid->kind == WG_GRID_SPECIAL ? &none : &wg_plan_get_level (self, grid->depth)->rule;
}

/** Puts a row into the plan, in any order; wg_plan_finish_loading() follows. */
void
wg_plan_load_grid (WgPlan *self, WgGrid *grid)
{
  g_return_if_fail (grid->id > 0 && grid->id < G_MAXINT32);

  g_clear_pointer (&self->index, wg_plan_index_free);
  g_clear_pointer (&self->tally, wg_tally_index_free);
  wg_plan_set_grid (self, grid->id, grid);
}

/**
 * wg_plan_finish_loading:
 *
 * Checks the rows against one another (%WG_PLAN_ERROR_CORRUPT) and builds what is derived. The
 * coverage must be finished before.
 */
gboolean
wg_plan_finish_loading (WgPlan *self, GError **error)
{
  for (guint32 id = 1; id < self->grids->len; id++)
    {
      const WgGrid *grid = g_ptr_array_index (self->grids, id);

      if (grid != NULL && !check_grid (self, grid, error))
        return FALSE;
    }
  if (!check_owners (self, error))
    return FALSE;
  g_clear_pointer (&self->index, wg_plan_index_free);
  g_clear_pointer (&self->tally, wg_tally_index_free);
  wg_plan_get_index (self);
  return TRUE;
}

/**
 * wg_plan_replace:
 * @other: gets the present content of @self in exchange
 *
 * Takes the levels, frame, grids and coverage of @other; emits ::replaced.
 */
void
wg_plan_replace (WgPlan *self, WgPlan *other)
{
  g_return_if_fail (self != other);

  wg_plan_swap_content (self, other);
  wg_plan_get_index (self);
  g_signal_emit (self, signals[SIGNAL_REPLACED], 0);
}

/** Returns: (transfer none) (nullable): the grid, retired or not; %NULL when there is none. */
WgGrid *
wg_plan_get_grid (WgPlan *self, guint32 id)
{
  return id < self->grids->len ? g_ptr_array_index (self->grids, id) : NULL;
}

guint32
wg_plan_get_grid_limit (WgPlan *self)
{
  return self->grids->len;
}

guint
wg_plan_count_grids (WgPlan *self, guint depth)
{
  return wg_plan_index_count (wg_plan_get_index (self), depth);
}

/** Returns: (transfer none) (nullable): the grid in use with @code, else a retired one. */
WgGrid *
wg_plan_find_code (WgPlan *self, const char *code)
{
  guint32 id = wg_plan_index_find_code (wg_plan_get_index (self), code);

  return id != 0 ? wg_plan_get_grid (self, id) : NULL;
}

const GArray *
wg_plan_get_children (WgPlan *self, guint32 parent)
{
  return wg_plan_index_children (wg_plan_get_index (self), parent);
}

const GArray *
wg_plan_get_own_faces (WgPlan *self, guint32 id)
{
  return wg_plan_index_own_faces (wg_plan_get_index (self), id);
}

void
wg_plan_collect_faces (WgPlan *self, guint32 id, GArray *faces_out)
{
  g_return_if_fail (id != 0);

  collect_faces (self, wg_plan_get_index (self), id, faces_out);
}

guint32
wg_plan_get_ancestor (WgPlan *self, guint32 id, guint depth)
{
  const WgGrid *grid = wg_plan_get_grid (self, id);

  while (grid != NULL && grid->depth > depth)
    grid = wg_plan_get_grid (self, grid->parent);
  return grid != NULL && grid->depth == depth ? grid->id : 0;
}

guint
wg_plan_get_arc_rank (WgPlan *self, const WgArc *arc)
{
  guint32 left = wg_coverage_owner (self->coverage, arc->left);
  guint32 right = wg_coverage_owner (self->coverage, arc->right);
  guint rank = 0;

  /* Upwards on both sides, the deeper side first: the last difference met is the highest level. */
  while (left != right)
    {
      const WgGrid *a = wg_plan_get_grid (self, left);
      const WgGrid *b = wg_plan_get_grid (self, right);
      guint depth_a = a != NULL ? a->depth : 0, depth_b = b != NULL ? b->depth : 0;

      rank = MAX (depth_a, depth_b);
      if (depth_a >= depth_b)
        left = a->parent;
      if (depth_b >= depth_a)
        right = b->parent;
    }
  return rank;
}

gboolean
wg_plan_is_empty (WgPlan *self)
{
  if (wg_coverage_n_faces (self->coverage) > 0)
    return FALSE;
  for (guint32 id = 1; id < self->grids->len; id++)
    if (g_ptr_array_index (self->grids, id) != NULL)
      return FALSE;
  return TRUE;
}

WgEnvelope
wg_plan_get_extent (WgPlan *self, guint32 id)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgEnvelope extent = WG_ENVELOPE_EMPTY;

  wg_plan_collect_faces (self, id, faces);
  for (guint i = 0; i < faces->len; i++)
    {
      WgEnvelope envelope
        = wg_coverage_face_extent (self->coverage, g_array_index (faces, WgFaceId, i));

      wg_envelope_add (&extent, &envelope);
    }
  return extent;
}

double
wg_plan_measure_area (WgPlan *self, const WgShape *shape)
{
  double area = 0, perimeter = 0;

  if (self->frame == NULL)
    return wg_shape_area_m2 (shape);
  wg_frame_geodesic (self->frame, shape, &area, &perimeter);
  return area;
}

/** @shape_out: is cleared first. */
void
wg_plan_get_shape (WgPlan *self, guint32 id, WgShape *shape_out)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  wg_shape_clear (shape_out);
  wg_plan_collect_faces (self, id, faces);
  if (faces->len > 0)
    wg_coverage_dissolve (self->coverage, (const WgFaceId *) faces->data, faces->len, shape_out);
}
