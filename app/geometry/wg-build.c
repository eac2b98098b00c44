/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-build"

#include "wg-build-private.h"
#include "wg-coverage-edit.h"

static void
free_rings (WgBuild *build)
{
  g_clear_pointer (&build->ring_ids, g_free);
  g_clear_pointer (&build->rings, g_free);
}

static void
free_segments (WgBuild *build)
{
  g_clear_pointer (&build->segments, g_free);
  g_clear_pointer (&build->slots, g_free);
  build->slot_mask = 0;
}

static void
build_clear (WgBuild *build)
{
  free_rings (build);
  free_segments (build);
  g_free (build->claimants);
  g_free (build->parts);
  g_free (build->points);
  wg_ids_clear (&build->uses);
  wg_ids_clear (&build->vertices);
  g_free (build->arcs);
  g_free (build->node_vertices);
  g_free (build->node_first);
  g_free (build->node_edges);
  g_free (build->edge_face);
  g_free (build->faces);
  wg_ids_clear (&build->labels);
  wg_ids_clear (&build->classes);
  g_free (build->regions);
  g_free (build->region_edges);
  g_array_unref (build->decisions);
}

static gboolean
make_segments (WgBuild *build, GError **error)
{
  if (!wg_build_segments (build, error))
    return FALSE;
  if (!wg_build_snap (build))
    return TRUE;
  return wg_build_segments (build, error);
}

/** The stages; each says by FALSE that it failed or was cancelled. */
static gboolean
run_stages (WgBuild *build, WgBuildResult *result, GError **error)
{
  if (!wg_build_read (build, error))
    return FALSE;
  wg_progress_report (build->progress, 0.25);
  if (!make_segments (build, error))
    return FALSE;
  free_rings (build);
  wg_progress_report (build->progress, 0.4);
  if (!wg_build_node (build, error))
    return FALSE;
  wg_progress_report (build->progress, 0.6);
  if (!wg_build_trace_arcs (build, error))
    return FALSE;
  free_segments (build);
  if (!wg_build_trace_faces (build, error))
    return FALSE;
  wg_progress_report (build->progress, 0.75);
  if (!wg_build_label (build, error) || !wg_build_decide (build, error))
    return FALSE;
  wg_progress_report (build->progress, 0.85);
  if (!wg_build_finish (build, result, error))
    return FALSE;
  wg_progress_report (build->progress, 1.0);
  return TRUE;
}

void
wg_build_result_free (WgBuildResult *result)
{
  if (result == NULL)
    return;

  g_clear_pointer (&result->coverage, wg_coverage_free);
  g_array_unref (result->decisions);
  g_array_unref (result->nestings);
  g_array_unref (result->claim_areas);
  g_free (result);
}

static WgBuildResult *
build_once (const WgBuild *given, gboolean doubts_all, GError **error)
{
  g_autoptr (WgBuildResult) result = g_new0 (WgBuildResult, 1);
  WgBuild build = *given;
  gboolean is_done = FALSE;

  build.doubts_all = doubts_all;
  result->coverage = wg_coverage_new ();
  result->decisions = g_array_new (FALSE, FALSE, sizeof (WgDecision));
  result->nestings = g_array_new (FALSE, FALSE, sizeof (WgNesting));
  result->claim_areas = g_array_new (FALSE, FALSE, sizeof (WgClaimArea));
  build.decisions = g_array_new (FALSE, FALSE, sizeof (WgDecision));
  is_done = run_stages (&build, result, error);
  build_clear (&build);
  return is_done ? g_steal_pointer (&result) : NULL;
}

WgBuildResult *
wg_build (const WgClaim *claims, guint n_claims, const WgBuildOptions *options,
          const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) first_error = NULL;
  WgBuild given = { .claims = claims,
                    .n_claims = n_claims,
                    .options = options != NULL ? *options : WG_BUILD_OPTIONS_DEFAULT,
                    .progress = progress,
                    .cancellable = cancellable };
  WgBuildResult *result = build_once (&given, FALSE, &first_error);

  /* The faces did not fit together: something took part for clean that was not. */
  if (result == NULL
      && g_error_matches (first_error, WG_GEOMETRY_ERROR, WG_GEOMETRY_ERROR_CORRUPT))
    {
      g_debug ("%s; building again with doubts about every segment", first_error->message);
      return build_once (&given, TRUE, error);
    }
  if (result == NULL)
    g_propagate_error (error, g_steal_pointer (&first_error));
  return result;
}
