/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import"

#include "wg-incoming.h"

#include "wg-import-figures.h"

#include "../base/wg-json.h"
#include "../geometry/wg-coverage-shape.h"

#define LEAST_CHANGE_M2 0.01

static const char *const decision_kinds[] = {
  [WG_DECISION_GAP_CLOSED] = "gap-closed",
  [WG_DECISION_GAP_KEPT] = "gap-kept",
  [WG_DECISION_OVERLAP_CLOSED] = "overlap-closed",
  [WG_DECISION_OVERLAP_RESOLVED] = "overlap-resolved",
  [WG_DECISION_PARENT_FOLLOWS] = "parent-follows",
  [WG_DECISION_PARENT_SLIVER] = "parent-sliver",
  [WG_DECISION_CLAIM_LOST] = "claim-lost",
  [WG_DECISION_CLAIM_CUT] = "claim-cut",
  [WG_DECISION_SLOT_LEFT] = "slot-left",
  [WG_DECISION_RING_REPAIRED] = "ring-repaired",
};

static const char *const problem_kinds[] = {
  [WG_ROW_NO_GEOMETRY] = "no-geometry",
  [WG_ROW_NOT_POLYGON] = "not-polygon",
  [WG_ROW_OUT_OF_RANGE] = "out-of-range",
  [WG_ROW_UNREADABLE] = "unreadable",
  [WG_ROW_INVALID_GEOMETRY] = "invalid-geometry",
  [WG_ROW_DUPLICATE_CODE] = "duplicate-code",
  [WG_ROW_MISSING_CODE] = "missing-code",
  [WG_ROW_MISSING_NAME] = "missing-name",
  [WG_ROW_BAD_TEXT] = "bad-text",
  [WG_ROW_BAD_NUMBER] = "bad-number",
  [WG_ROW_PERSONAL_DATA] = "personal-data",
  [WG_ROW_UNMAPPED_FIELD] = "unmapped-field",
  [WG_ROW_OTHER_LAYER] = "other-layer",
  [WG_ROW_MISSING_PART] = "missing-part",
  [WG_ROW_UNREAD_MEMBER] = "unread-member",
  [WG_ROW_AXES_SWAPPED] = "axes-swapped",
  [WG_ROW_CRS_DOUBTED] = "crs-doubted",
  [WG_ROW_CRS_GUESSED] = "crs-guessed",
  [WG_ROW_SHIFT_READ] = "shift-read",
  [WG_ROW_SHIFT_SUSPECTED] = "shift-suspected",
  [WG_ROW_LINES_JOINED] = "lines-joined",
  [WG_ROW_GAP_BRIDGED] = "gap-bridged",
  [WG_ROW_LINE_TRIMMED] = "line-trimmed",
  [WG_ROW_LINE_UNUSED] = "line-unused",
  [WG_ROW_TEXT_UNUSED] = "text-unused",
  [WG_ROW_PARENTS_NAMED] = "parents-named",
  [WG_ROW_NO_PARENT] = "no-parent",
  [WG_ROW_NO_LAND] = "no-land",
  [WG_ROW_REPEATED] = "repeated",
  [WG_ROW_SAME_PLACE] = "same-place",
};

static void
write_grid (WgJson *json, const char *key, const WgImportReport *report, guint32 id)
{
  const WgGrid *grid = wg_import_report_find_grid (report, id);

  if (grid == NULL)
    {
      wg_json_string (json, key, NULL);
      return;
    }
  wg_json_begin_object (json, key);
  wg_json_string (json, "code", grid->code);
  wg_json_string (json, "name", grid->name);
  wg_json_int (json, "depth", grid->depth);
  wg_json_end_object (json);
}

static void
write_decision (WgJson *json, const WgImportReport *report, const WgDecision *decision)
{
  const WgFrame *frame = wg_plan_get_frame (report->plan);
  double longitude = 0.0, latitude = 0.0;

  wg_json_begin_object (json, NULL);
  write_grid (json, "winner", report, decision->winner);
  write_grid (json, "loser", report, decision->loser);
  if (decision->kind == WG_DECISION_PARENT_FOLLOWS)
    write_grid (json, "because_of", report, wg_import_report_find_cause (report, decision));
  wg_json_double (json, "m2", decision->area_m2, 3);
  wg_json_double (json, "width_m", decision->width_m, 3);
  if (frame != NULL && wg_frame_to_degrees (frame, decision->place, &longitude, &latitude))
    {
      wg_json_double (json, "lon", longitude, 7);
      wg_json_double (json, "lat", latitude, 7);
    }
  wg_json_end_object (json);
}

static void
write_decisions_of (WgJson *json, const WgImportReport *report, WgDecisionKind kind)
{
  double total = 0.0;
  guint n = 0;

  for (guint i = 0; i < report->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);

      if (decision->kind != kind)
        continue;
      n++;
      total += decision->area_m2;
    }
  wg_json_begin_object (json, wg_decision_kind_to_string (kind));
  wg_json_int (json, "count", n);
  wg_json_double (json, "total_m2", total, 3);
  wg_json_begin_array (json, "items");
  for (guint i = 0; i < report->decisions->len; i++)
    {
      const WgDecision *decision = &g_array_index (report->decisions, WgDecision, i);

      if (decision->kind == kind)
        write_decision (json, report, decision);
    }
  wg_json_end_array (json);
  wg_json_end_object (json);
}

static void
write_problems (WgJson *json, const WgImportReport *report)
{
  const WgFrame *frame = wg_plan_get_frame (report->plan);
  double longitude = 0.0, latitude = 0.0;
  guint counts[G_N_ELEMENTS (problem_kinds)] = { 0 };

  wg_json_begin_object (json, "problem_counts");
  for (guint i = 0; i < report->problems->len; i++)
    counts[((WgRowProblem *) g_ptr_array_index (report->problems, i))->kind]++;
  for (guint kind = 0; kind < G_N_ELEMENTS (counts); kind++)
    if (counts[kind] > 0)
      wg_json_int (json, problem_kinds[kind], counts[kind]);
  wg_json_end_object (json);

  wg_json_begin_array (json, "problems");
  for (guint i = 0; i < report->problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (report->problems, i);

      wg_json_begin_object (json, NULL);
      wg_json_string (json, "kind", wg_row_problem_kind_to_string (problem->kind));
      wg_json_int (json, "row", problem->row);
      if (problem->field != NULL)
        wg_json_string (json, "field", problem->field);
      if (problem->detail != NULL)
        wg_json_string (json, "detail", problem->detail);
      if (problem->layer != NULL)
        wg_json_string (json, "layer", problem->layer);
      if (problem->has_place && frame != NULL
          && wg_frame_to_degrees (frame, problem->place, &longitude, &latitude))
        {
          wg_json_double (json, "lon", longitude, 7);
          wg_json_double (json, "lat", latitude, 7);
        }
      wg_json_boolean (json, "rejected", wg_row_problem_is_rejection (problem->kind));
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}

/* Grids whose land is not what their polygon was, to the square decimetre. */
static void
write_balances (WgJson *json, const WgImportReport *report)
{
  wg_json_begin_array (json, "balance");
  for (guint i = 0; i < report->balances->len; i++)
    {
      const WgImportBalance *balance = &g_array_index (report->balances, WgImportBalance, i);
      const WgGrid *grid = wg_import_report_find_grid (report, balance->grid);

      if (ABS (balance->after_m2 - balance->before_m2) < LEAST_CHANGE_M2
          && balance->won_m2 < LEAST_CHANGE_M2 && balance->lost_m2 < LEAST_CHANGE_M2)
        continue;
      wg_json_begin_object (json, NULL);
      wg_json_int (json, "row", balance->row);
      wg_json_string (json, "code", grid != NULL ? grid->code : NULL);
      wg_json_string (json, "name", grid != NULL ? grid->name : NULL);
      wg_json_double (json, "before_m2", balance->before_m2, 3);
      wg_json_double (json, "after_m2", balance->after_m2, 3);
      wg_json_double (json, "won_m2", balance->won_m2, 3);
      wg_json_double (json, "lost_m2", balance->lost_m2, 3);
      wg_json_double (json, "adjusted_m2", balance->adjusted_m2, 3);
      wg_json_end_object (json);
    }
  wg_json_end_array (json);
}

static void
write_made (WgJson *json, const WgImportReport *report)
{
  wg_json_begin_array (json, "parents_made");
  for (guint i = 0; i < report->made->len; i++)
    write_grid (json, NULL, report, g_array_index (report->made, guint32, i));
  wg_json_end_array (json);
}

static void
write_side (WgJson *json, const char *key, const WgImportSide *side)
{
  wg_json_begin_object (json, key);
  wg_json_int (json, "polygons", side->polygons);
  wg_json_int (json, "parts", side->parts);
  wg_json_int (json, "points", side->points);
  wg_json_double (json, "m2", side->area_m2, 3);
  wg_json_int (json, "overlaps", side->overlaps);
  wg_json_double (json, "overlap_m2", side->overlap_m2, 3);
  wg_json_int (json, "gaps", side->gaps);
  wg_json_double (json, "gap_m2", side->gap_m2, 3);
  wg_json_int (json, "slivers", side->slivers);
  wg_json_int (json, "invalid_rings", side->invalid_rings);
  wg_json_end_object (json);
}

static void
write_figures (WgJson *json, const WgImportFigures *figures)
{
  if (figures == NULL)
    return;
  write_side (json, "before", &figures->before);
  write_side (json, "after", &figures->after);
  wg_json_double (json, "adjusted_by_repair_m2", figures->repaired_m2, 6);
  wg_json_double (json, "adjusted_by_vertices_m2", figures->moved_m2, 6);
  wg_json_double (json, "adjusted_otherwise_m2", figures->rest_m2, 6);
  wg_json_int (json, "moved_vertices", figures->n_moved);
  wg_json_double (json, "farthest_move_m", figures->farthest_m, 3);
}

void
wg_import_report_free (WgImportReport *report)
{
  if (report == NULL)
    return;
  g_clear_object (&report->plan);
  g_free (report->source);
  g_clear_pointer (&report->problems, g_ptr_array_unref);
  g_clear_pointer (&report->rejected, g_ptr_array_unref);
  g_clear_pointer (&report->made, g_array_unref);
  g_clear_pointer (&report->lost, g_ptr_array_unref);
  g_clear_pointer (&report->decisions, g_array_unref);
  g_clear_pointer (&report->balances, g_array_unref);
  g_clear_pointer (&report->row_grids, g_array_unref);
  g_clear_object (&report->base);
  g_clear_pointer (&report->figures, wg_import_figures_free);
  g_free (report);
}

guint32
wg_import_report_find_row (const WgImportReport *report, guint place)
{
  if (report->row_grids != NULL)
    return place < report->row_grids->len ? g_array_index (report->row_grids, guint32, place) : 0;
  return place < report->balances->len
           ? g_array_index (report->balances, WgImportBalance, place).grid
           : 0;
}

WgGrid *
wg_import_report_find_grid (const WgImportReport *report, guint32 id)
{
  WgGrid *grid = id != 0 ? wg_plan_get_grid (report->plan, id) : NULL;

  for (guint i = 0; grid == NULL && i < report->lost->len; i++)
    if (((WgGrid *) g_ptr_array_index (report->lost, i))->id == id)
      grid = g_ptr_array_index (report->lost, i);
  return grid;
}

/** The grid that reaches out of its parent: the decision's place lies in it. 0: none. */
guint32
wg_import_report_find_cause (const WgImportReport *report, const WgDecision *decision)
{
  const WgCoverage *coverage = wg_plan_get_coverage (report->plan);

  if (decision->kind != WG_DECISION_PARENT_FOLLOWS)
    return 0;
  return wg_coverage_owner (coverage, wg_coverage_face_at (coverage, decision->place));
}

/** A row is rejected once, however many problems it has. */
guint
wg_import_report_count_rejected (const WgImportReport *report)
{
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < report->problems->len; i++)
    {
      const WgRowProblem *problem = g_ptr_array_index (report->problems, i);

      if (problem->row > 0 && wg_row_problem_is_rejection (problem->kind))
        g_hash_table_add (rows, GUINT_TO_POINTER (problem->row));
    }
  return g_hash_table_size (rows);
}

const char *
wg_decision_kind_to_string (WgDecisionKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (decision_kinds), NULL);

  return decision_kinds[kind];
}

const char *
wg_row_problem_kind_to_string (WgRowProblemKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (problem_kinds), NULL);

  return problem_kinds[kind];
}

char *
wg_import_report_to_json (const WgImportReport *report)
{
  WgJson *json = wg_json_new ();
  const WgLevel *level = wg_plan_get_level (report->plan, report->depth);

  wg_json_begin_object (json, NULL);
  wg_json_string (json, "source", report->source);
  wg_json_string (json, "level", level->name);
  wg_json_int (json, "depth", report->depth);
  wg_json_int (json, "rows", report->n_rows);
  wg_json_int (json, "grids", report->n_grids);
  wg_json_int (json, "rejected", wg_import_report_count_rejected (report));
  wg_json_double (json, "claimed_m2", report->claimed_m2, 3);
  wg_json_double (json, "covered_m2", report->covered_m2, 3);
  wg_json_double (json, "won_m2", report->won_m2, 3);
  wg_json_double (json, "lost_m2", report->lost_m2, 3);
  wg_json_double (json, "adjusted_m2", report->adjusted_m2, 3);
  wg_json_double (json, "sliver_width_m", report->sliver_width_m, 3);
  write_made (json, report);
  write_figures (json, report->figures);
  write_balances (json, report);
  wg_json_begin_object (json, "decisions");
  for (guint kind = 0; kind < G_N_ELEMENTS (decision_kinds); kind++)
    write_decisions_of (json, report, kind);
  wg_json_end_object (json);
  write_problems (json, report);
  wg_json_end_object (json);
  return wg_json_finish (json);
}
