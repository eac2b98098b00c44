/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-changes"

#include "wg-changes-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-key-map.h"
#include "wg-commands.h"

#include <math.h>
#include <string.h>

/* Land below a square decimetre is the rounding of vertices that were put on a border. */
#define LEAST_AREA_M2 0.01

struct _WgChanges
{
  WgPlan *before;
  WgPlan *after;
  WgCoverage *overlay;
  GArray *faces;  /* of WgFaceId, by face of the overlay: that of @before it lies in */
  WgCoverage *rest; /* NULL while no land can have left the map */
  GArray *lost;   /* of WgFaceId, of @rest */
  GArray *areas;  /* of double, by face; NAN: not measured yet */
  GArray *flows[WG_MAX_DEPTH + 1]; /* of WgLineage */
  GArray *grids;  /* of WgChangedGrid */
  gboolean is_apart[WG_MAX_DEPTH + 1]; /* levels that are not compared */
};

/* What of the land before lies outside the map after. */
static gboolean
find_lost (WgChanges *changes, GCancellable *cancellable, GError **error)
{
  const WgCoverage *before = wg_plan_get_coverage (changes->before);
  const WgCoverage *after = wg_plan_get_coverage (changes->after);
  g_autoptr (GArray) faces = NULL;

  changes->lost = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  if (!wg_changes_outline_differs (before, after))
    return TRUE;
  changes->rest = wg_changes_overlay (after, before, &faces, NULL, cancellable, error);
  if (changes->rest == NULL)
    return FALSE;
  for (WgFaceId face = 1; face < faces->len; face++)
    if (wg_coverage_has_face (changes->rest, face)
        && g_array_index (faces, WgFaceId, face) == WG_FACE_OUTSIDE)
      g_array_append_val (changes->lost, face);
  return TRUE;
}

static double
measure_lost (const WgChanges *changes, WgFaceId face)
{
  g_autoptr (WgShape) shape = wg_shape_new ();

  wg_coverage_face_shape (changes->rest, face, shape);
  return wg_plan_measure_area (changes->before, shape);
}

static double
measure_face (WgChanges *changes, WgFaceId face, WgShape *scratch)
{
  double *area = &g_array_index (changes->areas, double, face);

  if (!isnan (*area))
    return *area;
  wg_shape_clear (scratch);
  wg_coverage_face_shape (changes->overlay, face, scratch);
  *area = wg_plan_measure_area (changes->after, scratch);
  return *area;
}

static guint32
grid_at (WgPlan *plan, guint32 owner, guint depth)
{
  return depth == 0 || owner == 0 ? owner : wg_plan_get_ancestor (plan, owner, depth);
}

static int
compare_flows (gconstpointer a, gconstpointer b)
{
  const WgLineage *first = a, *second = b;

  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  return (first->to > second->to) - (first->to < second->to);
}

static void
add_flow (GArray *flows, WgKeyMap *places, guint32 from, guint32 to, double area_m2)
{
  guint64 key = wg_key_of_pair (from, to);
  guint32 place = wg_key_map_get (places, key, G_MAXUINT32);
  WgLineage flow = { from, to, area_m2, -1 };

  if (place != G_MAXUINT32)
    {
      g_array_index (flows, WgLineage, place).area_m2 += area_m2;
      return;
    }
  wg_key_map_set (places, key, flows->len);
  g_array_append_val (flows, flow);
}

/* m² of every grid at @depth in the plan itself, or in the overlay. */
static GArray *
sum_areas (WgChanges *changes, guint depth, gboolean is_before)
{
  guint32 limit = MAX (wg_plan_get_grid_limit (changes->before),
                       wg_plan_get_grid_limit (changes->after));
  GArray *sums = g_array_new (FALSE, TRUE, sizeof (double));

  g_array_set_size (sums, limit + 1);
  for (WgFaceId face = 1; face < changes->faces->len; face++)
    {
      guint32 grid = 0;

      if (!wg_coverage_has_face (changes->overlay, face))
        continue;
      grid = is_before ? wg_changes_get_grid_before (changes, face, depth)
                       : wg_changes_get_grid_after (changes, face, depth);
      if (!isnan (g_array_index (changes->areas, double, face)))
        g_array_index (sums, double, grid) += g_array_index (changes->areas, double, face);
    }
  for (guint i = 0; is_before && i < changes->lost->len; i++)
    {
      WgFaceId face = g_array_index (changes->lost, WgFaceId, i);
      guint32 grid = grid_at (changes->before, wg_coverage_owner (changes->rest, face), depth);

      g_array_index (sums, double, grid) += measure_lost (changes, face);
    }
  return sums;
}

static void
drop_small (GArray *flows)
{
  guint kept = 0;

  for (guint i = 0; i < flows->len; i++)
    if (g_array_index (flows, WgLineage, i).area_m2 >= LEAST_AREA_M2)
      g_array_index (flows, WgLineage, kept++) = g_array_index (flows, WgLineage, i);
  g_array_set_size (flows, kept);
  g_array_sort (flows, compare_flows);
}

static void
collect_flows (WgChanges *changes, guint depth)
{
  g_autoptr (WgShape) scratch = wg_shape_new ();
  WgKeyMap places = { 0 };

  for (WgFaceId face = 1; face < changes->faces->len; face++)
    {
      guint32 from = 0, to = 0;

      if (!wg_coverage_has_face (changes->overlay, face))
        continue;
      from = wg_changes_get_grid_before (changes, face, depth);
      to = wg_changes_get_grid_after (changes, face, depth);
      if (from != to)
        add_flow (changes->flows[depth], &places, from, to, measure_face (changes, face, scratch));
    }
  for (guint i = 0; i < changes->lost->len; i++)
    {
      WgFaceId face = g_array_index (changes->lost, WgFaceId, i);
      guint32 from = grid_at (changes->before, wg_coverage_owner (changes->rest, face), depth);

      if (from != 0)
        add_flow (changes->flows[depth], &places, from, 0, measure_lost (changes, face));
    }
  wg_key_map_clear (&places);
  drop_small (changes->flows[depth]);
}

/* The faces of the grids whose land changed, before or after. */
static void
measure_changed (WgChanges *changes, guint depth, const guint8 *is_listed)
{
  g_autoptr (WgShape) scratch = wg_shape_new ();

  for (WgFaceId face = 1; face < changes->faces->len; face++)
    if (wg_coverage_has_face (changes->overlay, face)
        && (is_listed[wg_changes_get_grid_before (changes, face, depth)]
            || is_listed[wg_changes_get_grid_after (changes, face, depth)]))
      measure_face (changes, face, scratch);
}

static const WgGrid *
get_live (WgPlan *plan, guint32 id)
{
  const WgGrid *grid = wg_plan_get_grid (plan, id);

  return grid != NULL && !grid->is_retired ? grid : NULL;
}

/* @has_parents: of the level above, which is not compared in nets that have another one there. */
static guint
compare_records (const WgGrid *before, const WgGrid *after, gboolean has_parents)
{
  guint flags = 0;

  if (before == NULL || after == NULL)
    return before != NULL ? WG_CHANGED_RETIRED : after != NULL ? WG_CHANGED_ADDED : 0;
  if (strcmp (before->code, after->code) != 0)
    flags |= WG_CHANGED_CODE;
  if (strcmp (before->name, after->name) != 0)
    flags |= WG_CHANGED_NAME;
  if (has_parents && before->parent != after->parent)
    flags |= WG_CHANGED_PARENT;
  if (flags == 0 && has_parents && !wg_grid_equal (before, after))
    flags = WG_CHANGED_OTHER;
  return flags;
}

static void
add_grid (WgChanges *changes, guint32 id, gboolean has_land_change)
{
  const WgGrid *before = get_live (changes->before, id);
  const WgGrid *after = get_live (changes->after, id);
  const WgGrid *any = after != NULL ? after : before;
  gboolean has_parents = any == NULL || !changes->is_apart[any->depth - 1];
  WgChangedGrid grid = { id, compare_records (before, after, has_parents) };

  if (has_land_change && before != NULL && after != NULL)
    grid.flags |= WG_CHANGED_LAND;
  if (grid.flags == 0)
    return;
  grid.before = before;
  grid.after = after != NULL ? after : wg_plan_get_grid (changes->after, id);
  g_array_append_val (changes->grids, grid);
}

static void
fill_areas (WgChanges *changes, guint depth, guint first, const guint8 *is_listed)
{
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;
  const GArray *flows = changes->flows[depth];
  g_autofree double *gained = NULL;
  g_autofree double *lost = NULL;

  measure_changed (changes, depth, is_listed);
  before = sum_areas (changes, depth, TRUE);
  after = sum_areas (changes, depth, FALSE);
  gained = g_new0 (double, before->len);
  lost = g_new0 (double, before->len);
  for (guint i = 0; i < flows->len; i++)
    {
      const WgLineage *flow = &g_array_index (flows, WgLineage, i);

      gained[flow->to] += flow->area_m2;
      lost[flow->from] += flow->area_m2;
    }
  for (guint i = first; i < changes->grids->len; i++)
    {
      WgChangedGrid *grid = &g_array_index (changes->grids, WgChangedGrid, i);

      grid->area_before = grid->before != NULL ? g_array_index (before, double, grid->grid) : 0;
      grid->area_after = g_array_index (after, double, grid->grid);
      grid->gained = gained[grid->grid];
      grid->lost = lost[grid->grid];
    }
}

/* The grids of one level that are not as they were. */
static void
collect_grids (WgChanges *changes, guint depth)
{
  guint32 limit = MAX (wg_plan_get_grid_limit (changes->before),
                       wg_plan_get_grid_limit (changes->after));
  g_autofree guint8 *has_land_change = g_new0 (guint8, limit + 1);
  g_autofree guint8 *is_listed = g_new0 (guint8, limit + 1);
  const GArray *flows = changes->flows[depth];
  guint first = changes->grids->len;

  for (guint i = 0; i < flows->len; i++)
    {
      has_land_change[g_array_index (flows, WgLineage, i).from] = TRUE;
      has_land_change[g_array_index (flows, WgLineage, i).to] = TRUE;
    }
  has_land_change[0] = FALSE;
  for (guint32 id = 1; id < limit; id++)
    {
      const WgGrid *before = wg_plan_get_grid (changes->before, id);
      const WgGrid *after = wg_plan_get_grid (changes->after, id);
      const WgGrid *grid = after != NULL ? after : before;

      if (grid != NULL && grid->depth == depth)
        add_grid (changes, id, has_land_change[id]);
    }
  for (guint i = first; i < changes->grids->len; i++)
    is_listed[g_array_index (changes->grids, WgChangedGrid, i).grid] = TRUE;
  fill_areas (changes, depth, first, is_listed);
}

static int
compare_grids (gconstpointer a, gconstpointer b)
{
  const WgChangedGrid *first = a, *second = b;
  const WgGrid *grid_a = first->after != NULL ? first->after : first->before;
  const WgGrid *grid_b = second->after != NULL ? second->after : second->before;
  int order = 0;

  if (grid_a->depth != grid_b->depth)
    return grid_a->depth < grid_b->depth ? -1 : 1;
  order = strcmp (grid_a->code, grid_b->code);
  return order != 0 ? order : (first->grid > second->grid) - (first->grid < second->grid);
}

/* A level of a department's net that has another name, and grids in one of the two only, is not the other's: what
 * it has is not gone from there. */
static gboolean
is_apart (WgPlan *before, WgPlan *after, guint depth)
{
  const WgLevel *first = wg_plan_get_level (before, depth), *second = wg_plan_get_level (after, depth);

  return first != NULL && second != NULL && strcmp (first->name, second->name) != 0
         && (wg_plan_count_grids (before, depth) == 0) != (wg_plan_count_grids (after, depth) == 0);
}

WgChanges *
wg_changes_new (WgPlan *before, WgPlan *after, const WgProgress *progress,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (WgChanges) changes = g_new0 (WgChanges, 1);
  WgFrame *frames[2] = { wg_plan_get_frame (before), wg_plan_get_frame (after) };
  WgProgress overlay = wg_progress_part (progress, 0.0, 0.7);
  double unknown = NAN;

  if (frames[0] != NULL && frames[1] != NULL && !wg_frame_equal (frames[0], frames[1]))
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_FRAME,
                           "the two moments have different coordinates");
      return NULL;
    }
  changes->before = g_object_ref (before);
  changes->after = g_object_ref (after);
  changes->overlay = wg_changes_overlay (wg_plan_get_coverage (before),
                                         wg_plan_get_coverage (after), &changes->faces, &overlay,
                                         cancellable, error);
  if (changes->overlay == NULL || !find_lost (changes, cancellable, error))
    return NULL;
  changes->areas = g_array_sized_new (FALSE, FALSE, sizeof (double), changes->faces->len);
  for (guint i = 0; i < changes->faces->len; i++)
    g_array_append_val (changes->areas, unknown);
  changes->grids = g_array_new (FALSE, FALSE, sizeof (WgChangedGrid));
  for (guint depth = 0; depth <= WG_MAX_DEPTH; depth++)
    changes->flows[depth] = g_array_new (FALSE, FALSE, sizeof (WgLineage));
  for (guint depth = 0; depth <= wg_plan_get_n_levels (after); depth++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      changes->is_apart[depth] = depth > 0 && is_apart (before, after, depth);
      if (!changes->is_apart[depth])
        collect_flows (changes, depth);
      if (depth > 0 && !changes->is_apart[depth])
        collect_grids (changes, depth);
      wg_progress_report (progress, 0.7 + 0.3 * (depth + 1) / (wg_plan_get_n_levels (after) + 1));
    }
  wg_changes_count_households (changes, changes->flows);
  g_array_sort (changes->grids, compare_grids);
  return g_steal_pointer (&changes);
}

void
wg_changes_free (WgChanges *changes)
{
  if (changes == NULL)
    return;
  g_clear_object (&changes->before);
  g_clear_object (&changes->after);
  g_clear_pointer (&changes->overlay, wg_coverage_free);
  g_clear_pointer (&changes->faces, g_array_unref);
  g_clear_pointer (&changes->rest, wg_coverage_free);
  g_clear_pointer (&changes->lost, g_array_unref);
  g_clear_pointer (&changes->areas, g_array_unref);
  g_clear_pointer (&changes->grids, g_array_unref);
  for (guint depth = 0; depth <= WG_MAX_DEPTH; depth++)
    g_clear_pointer (&changes->flows[depth], g_array_unref);
  g_free (changes);
}

gboolean
wg_changes_is_compared (const WgChanges *changes, guint depth)
{
  return !changes->is_apart[MIN (depth, WG_MAX_DEPTH)];
}

WgPlan *
wg_changes_get_before (const WgChanges *changes)
{
  return changes->before;
}

WgPlan *
wg_changes_get_after (const WgChanges *changes)
{
  return changes->after;
}

const GArray *
wg_changes_get_grids (const WgChanges *changes)
{
  return changes->grids;
}

const GArray *
wg_changes_get_flows (const WgChanges *changes, guint depth)
{
  return changes->flows[MIN (depth, WG_MAX_DEPTH)];
}

GArray *
wg_changes_collect_lineage (const WgChanges *changes)
{
  GArray *lineage = g_array_new (FALSE, FALSE, sizeof (WgLineage));
  WgKeyMap known = { 0 };

  for (guint depth = 0; depth <= WG_MAX_DEPTH; depth++)
    for (guint i = 0; i < changes->flows[depth]->len; i++)
      {
        const WgLineage *flow = &g_array_index (changes->flows[depth], WgLineage, i);

        if ((depth == 0 || (flow->from != 0 && flow->to != 0))
            && wg_key_map_set (&known, wg_key_of_pair (flow->from, flow->to), 1))
          g_array_append_val (lineage, *flow);
      }
  wg_key_map_clear (&known);
  return lineage;
}

double
wg_changes_get_moved (const WgChanges *changes, guint depth)
{
  const GArray *flows = wg_changes_get_flows (changes, depth);
  double moved = 0;

  for (guint i = 0; i < flows->len; i++)
    moved += g_array_index (flows, WgLineage, i).area_m2;
  return moved;
}

const GArray *
wg_changes_get_lost (const WgChanges *changes)
{
  return changes->lost;
}

const WgCoverage *
wg_changes_get_rest (const WgChanges *changes)
{
  return changes->rest;
}

const WgCoverage *
wg_changes_get_overlay (const WgChanges *changes)
{
  return changes->overlay;
}

guint32
wg_changes_get_grid_before (const WgChanges *changes, WgFaceId face, guint depth)
{
  WgFaceId before = g_array_index (changes->faces, WgFaceId, face);

  if (changes->is_apart[MIN (depth, WG_MAX_DEPTH)])
    return 0;
  return grid_at (changes->before,
                  wg_coverage_owner (wg_plan_get_coverage (changes->before), before), depth);
}

guint32
wg_changes_get_grid_after (const WgChanges *changes, WgFaceId face, guint depth)
{
  if (changes->is_apart[MIN (depth, WG_MAX_DEPTH)])
    return 0;
  return grid_at (changes->after, wg_coverage_owner (changes->overlay, face), depth);
}
