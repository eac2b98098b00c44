/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import"

#include "wg-import-private.h"

#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-difference.h"
#include "wg-commands.h"
#include "wg-plan-private.h"

#include <string.h>

/* The claims of an import and the shapes of present land that they borrow. */
typedef struct
{
  GArray *claims; /* of WgClaim */
  GPtrArray *shapes;
} Claims;

static void
claims_clear (Claims *claims)
{
  g_clear_pointer (&claims->claims, g_array_unref);
  g_clear_pointer (&claims->shapes, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Claims, claims_clear)

static void
import_clear (WgImport *import)
{
  g_clear_pointer (&import->result, wg_build_result_free);
  g_clear_pointer (&import->within, g_free);
  g_clear_pointer (&import->named, g_free);
  g_clear_object (&import->own_plan);
  g_clear_pointer (&import->parents, g_free);
  g_clear_pointer (&import->has_land, g_free);
  g_clear_pointer (&import->decisions, g_array_unref);
  g_clear_pointer (&import->report, wg_import_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WgImport, import_clear)

static gboolean
frames_agree (const WgFrame *a, const WgFrame *b)
{
  return a == b || a == NULL || b == NULL
         || (g_strcmp0 (wg_frame_get_crs (a), wg_frame_get_crs (b)) == 0
             && wg_frame_get_easting (a) == wg_frame_get_easting (b)
             && wg_frame_get_northing (a) == wg_frame_get_northing (b));
}

#define UNCHOSEN_ORDER (1u << 30) /* after all rows that were chosen */

static guint32
find_ancestor (const WgPlan *plan, guint32 id, guint depth)
{
  return wg_plan_get_ancestor ((WgPlan *) plan, id, depth);
}

/* In an update, rows that were chosen go before the land of the others, and lower grids end at the
 * border of theirs. FALSE: the grid is gone. */
static gboolean
update_claim (const WgImport *import, const WgGrid *grid, WgClaim *claim)
{
  guint32 own = grid->depth >= import->depth
                  ? find_ancestor (import->plan, grid->id, import->depth)
                  : 0;

  if (own != 0 && import->update->is_dropped[own])
    return FALSE;
  if (grid->depth < import->depth)
    return TRUE;
  claim->is_settled = grid->is_locked;
  claim->order = grid->id + UNCHOSEN_ORDER;
  if (grid->depth > import->depth)
    claim->within = own;
  else if (import->update->rows[grid->id] != NULL)
    {
      claim->shape = import->update->rows[grid->id]->shape;
      claim->order = grid->id;
      claim->is_settled = TRUE;
    }
  return TRUE;
}

/* All present grids with all their land, parents too: what they hold is settled, and where new
 * grids lie among the levels can be read off. */
static gboolean
claim_present_land (const WgImport *import, Claims *claims, GCancellable *cancellable,
                    GError **error)
{
  for (guint32 id = 1; id < import->first_id; id++)
    {
      const WgGrid *grid = wg_plan_get_grid (import->plan, id);
      g_autoptr (WgShape) shape = NULL;
      WgClaim claim = { id, 0, 0, TRUE, NULL };

      if (grid == NULL || grid->is_retired)
        continue;
      if (id % 256 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      shape = wg_shape_new ();
      wg_plan_get_shape (import->plan, id, shape);
      if (shape->rings->len == 0)
        continue;
      claim.depth = grid->depth;
      claim.order = id;
      claim.within = import->within != NULL ? import->within[id] : 0;
      claim.shape = shape;
      if (import->update != NULL && !update_claim (import, grid, &claim))
        continue;
      g_array_append_val (claims->claims, claim);
      g_ptr_array_add (claims->shapes, g_steal_pointer (&shape));
    }
  return TRUE;
}

static void
claim_incoming_land (const WgImport *import, Claims *claims)
{
  for (guint i = 0; i < import->incoming->grids->len; i++)
    {
      const WgIncomingGrid *row = g_ptr_array_index (import->incoming->grids, i);
      guint32 id = import->first_id + i;
      WgClaim claim = { id, import->depth, id, import->update != NULL, row->shape,
                        import->within != NULL ? import->within[id] : 0 };

      if (row->shape != NULL && row->shape->rings->len > 0)
        g_array_append_val (claims->claims, claim);
    }
}

static gboolean
build (WgImport *import, const WgBuildOptions *options, const WgProgress *progress,
       GCancellable *cancellable, GError **error)
{
  const WgBuildOptions defaults = WG_BUILD_OPTIONS_DEFAULT;
  g_auto (Claims) claims = { 0 };
  WgProgress building = wg_progress_part (progress, 0.1, 0.85);

  claims.claims = g_array_new (FALSE, FALSE, sizeof (WgClaim));
  claims.shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  if (!claim_present_land (import, &claims, cancellable, error))
    return FALSE;
  claim_incoming_land (import, &claims);
  wg_progress_report (progress, 0.1);
  import->result = wg_build ((const WgClaim *) claims.claims->data, claims.claims->len,
                             options != NULL ? options : &defaults, &building, cancellable, error);
  return import->result != NULL;
}

/* Children end at the border of the parent that holds most of them: who that is came out of the
 * first build. */
static gboolean
fit_children (WgImport *import, const WgBuildOptions *options, const WgProgress *progress,
              GCancellable *cancellable, GError **error)
{
  import->within = g_new0 (guint32, import->id_limit);
  for (guint32 id = 1; id < import->id_limit; id++)
    if (import->parents[id] != 0
        && (wg_import_is_new (import, id) || wg_import_is_new (import, import->parents[id])))
      import->within[id] = import->parents[id];
  g_clear_pointer (&import->result, wg_build_result_free);
  g_clear_pointer (&import->parents, g_free);
  g_clear_pointer (&import->has_land, g_free);
  g_array_set_size (import->decisions, 0);
  if (!build (import, options, progress, cancellable, error))
    return FALSE;
  wg_import_nest (import);
  return TRUE;
}

/* A repaired outline is the row's, too: the reader does not look for crossings. */
static void
report_repairs (WgImport *import)
{
  GArray *decisions = import->result->decisions;
  GPtrArray *problems = import->report->problems;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (problems, i);

      if (problem->kind == WG_ROW_INVALID_GEOMETRY)
        g_hash_table_add (known, GUINT_TO_POINTER (problem->row));
    }
  for (guint i = 0; i < decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (decisions, WgDecision, i);
      guint32 id = MAX (decision->winner, decision->loser);
      guint row = 0;

      if (decision->kind != WG_DECISION_RING_REPAIRED || id < import->first_id)
        continue;
      row = wg_import_get_row (import, id)->row;
      if (g_hash_table_add (known, GUINT_TO_POINTER (row)))
        g_ptr_array_add (problems,
                         wg_row_problem_new (WG_ROW_INVALID_GEOMETRY, row, NULL, NULL));
    }
}

/* What is no news: gaps that the plan had before, parents whose land its children hold, rows that
 * got nothing (WG_ROW_NO_LAND tells of those). */
static gboolean
is_news (const WgImport *import, const WgDecision *decision)
{
  const WgCoverage *before = wg_plan_get_coverage (import->plan);
  WgFaceId face = WG_FACE_OUTSIDE;
  guint32 loser = 0;

  switch (decision->kind)
    {
    case WG_DECISION_GAP_KEPT:
      if (wg_coverage_n_faces (before) > 0)
        face = wg_coverage_face_at (before, decision->place);
      return face == WG_FACE_OUTSIDE || wg_coverage_owner (before, face) != 0;
    case WG_DECISION_CLAIM_LOST:
      loser = decision->loser != 0 ? decision->loser : decision->winner;
      return loser != 0 && !import->has_land[loser] && !wg_import_is_new (import, loser);
    default:
      return TRUE;
    }
}

static int
compare_decisions (gconstpointer a, gconstpointer b)
{
  const WgDecision *left = a, *right = b;

  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  if (left->area_m2 != right->area_m2)
    return left->area_m2 > right->area_m2 ? -1 : 1;
  if (left->winner != right->winner)
    return left->winner < right->winner ? -1 : 1;
  return (left->loser > right->loser) - (left->loser < right->loser);
}

static void
report_decisions (WgImport *import)
{
  GArray *decisions = import->result->decisions;

  for (guint i = 0; i < decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (decisions, WgDecision, i);

      if (is_news (import, decision))
        g_array_append_val (import->report->decisions, *decision);
    }
  g_array_append_vals (import->report->decisions, import->decisions->data,
                       import->decisions->len);
  g_array_sort (import->report->decisions, compare_decisions);
}

/* A present grid after the import; NULL when nothing of it changed. */
static WgGrid *
change_grid (const WgImport *import, const WgGrid *grid)
{
  WgGridRecord record = wg_grid_get_record (grid);
  const WgIncomingGrid *row = import->update != NULL ? import->update->rows[grid->id] : NULL;

  record.parent = import->parents[grid->id];
  if (row != NULL && *row->code != '\0')
    record.code = row->code;
  if (row != NULL && *row->name != '\0')
    record.name = row->name;
  if (row != NULL && (row->households >= 0 || row->people >= 0))
    record.told = wg_incoming_grid_get_told (row);
  if (import->update != NULL && !import->has_land[grid->id] && grid->depth >= import->depth)
    record.is_retired = TRUE;
  if (row == NULL && !record.is_retired && record.parent == grid->parent)
    return NULL;
  return wg_grid_new_record (&record);
}

static gboolean
make_plan (WgImport *import, GError **error)
{
  WgPlan *plan = NULL;
  g_autoptr (GPtrArray) grids = wg_import_make_grids (import);

  plan = wg_plan_new (wg_plan_get_name (import->plan),
                      wg_plan_get_frame (import->plan) != NULL
                        ? wg_plan_get_frame (import->plan)
                        : import->incoming->frame);
  import->report->plan = plan;
  wg_plan_set_wanted_crs (plan, wg_plan_get_wanted_crs (import->plan));
  for (guint depth = 1; depth <= wg_plan_get_n_levels (import->plan); depth++)
    {
      const WgLevel *level = wg_plan_get_level (import->plan, depth);

      wg_plan_add_level (plan, level->name, level->special_name);
      wg_plan_set_level_rule (plan, depth, &level->rule);
    }
  for (guint32 id = 1; id < import->first_id; id++)
    {
      WgGrid *grid = wg_plan_get_grid (import->plan, id);
      g_autoptr (WgGrid) moved = NULL;

      if (grid != NULL && id >= import->first_made && !import->has_land[id])
        continue; /* its rows got no land */
      if (grid != NULL && !grid->is_retired)
        moved = change_grid (import, grid);
      if (grid != NULL)
        wg_plan_load_grid (plan, moved != NULL ? moved : grid);
    }
  for (guint i = 0; i < grids->len; i++)
    wg_plan_load_grid (plan, g_ptr_array_index (grids, i));
  import->report->n_grids = grids->len;
  wg_import_list_made (import);
  g_clear_pointer (&plan->coverage, wg_coverage_free);
  plan->coverage = g_steal_pointer (&import->result->coverage);
  return wg_plan_finish_loading (plan, error);
}

static WgImportReport *
new_report (const WgImport *import, const WgBuildOptions *options)
{
  WgImportReport *report = g_new0 (WgImportReport, 1);
  const GPtrArray *problems = import->incoming->problems;

  report->depth = import->depth;
  report->source = g_strdup (import->incoming->source);
  report->n_rows = import->incoming->n_rows;
  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_row_problem_free);
  report->rejected = g_ptr_array_ref (import->incoming->rejected);
  report->made = g_array_new (FALSE, FALSE, sizeof (guint32));
  report->lost = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_grid_unref);
  report->decisions = g_array_new (FALSE, FALSE, sizeof (WgDecision));
  report->balances = g_array_new (FALSE, FALSE, sizeof (WgImportBalance));
  report->sliver_width_m
    = options != NULL ? options->sliver_width_m : WG_BUILD_OPTIONS_DEFAULT.sliver_width_m;
  for (guint i = 0; i < problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (problems, i);
      WgRowProblem *copy = wg_row_problem_new (problem->kind, problem->row, problem->field,
                                               problem->detail);

      copy->has_place = problem->has_place;
      copy->place = problem->place;
      g_ptr_array_add (report->problems, copy);
    }
  return report;
}

WgImportReport *
wg_import_with_update (WgPlan *plan, guint depth, const WgIncoming *incoming,
                       const WgImportUpdate *update, const WgBuildOptions *options,
                       const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_auto (WgImport) import = { .plan = plan, .depth = depth, .incoming = incoming,
                               .update = update };

  g_return_val_if_fail (wg_plan_get_level (plan, depth) != NULL, NULL);

  if (!frames_agree (wg_plan_get_frame (plan), incoming->frame))
    {
      g_set_error (error, WG_PLAN_ERROR, WG_PLAN_ERROR_BAD_FRAME,
                   "%s is in another frame than the plan", incoming->source);
      return NULL;
    }
  import.decisions = g_array_new (FALSE, FALSE, sizeof (WgDecision));
  import.report = new_report (&import, options);
  wg_import_find_parents (&import);
  import.first_id = wg_plan_get_grid_limit (import.plan);
  import.id_limit = import.first_id + incoming->grids->len;
  if (!build (&import, options, progress, cancellable, error))
    return NULL;

  wg_import_nest (&import);
  if (incoming->nest_rule == WG_NEST_CHILDREN_FIT
      && !fit_children (&import, options, progress, cancellable, error))
    return NULL;
  report_repairs (&import);
  if (!wg_import_close_slots (&import, error))
    return NULL;
  report_decisions (&import);
  wg_progress_report (progress, 0.9);
  if (!make_plan (&import, error))
    return NULL;
  wg_import_balance (&import);
  for (guint i = 0; i < import.report->problems->len; i++)
    wg_incoming_locate_problem (incoming, g_ptr_array_index (import.report->problems, i));
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  wg_progress_report (progress, 1.0);
  return g_steal_pointer (&import.report);
}

WgImportReport *
wg_plan_import (WgPlan *plan, guint depth, const WgIncoming *incoming,
                const WgBuildOptions *options, const WgProgress *progress,
                GCancellable *cancellable, GError **error)
{
  return wg_import_with_update (plan, depth, incoming, NULL, options, progress, cancellable, error);
}
