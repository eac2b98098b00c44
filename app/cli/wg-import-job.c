/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-job"

#include "wg-import-job.h"

#include "../plan/wg-commands.h"
#include "../exchange/wg-shift.h"

#include <math.h>
#include <string.h>

/* The origin of a project is a round place, so that two projects of a city share it. */
#define ORIGIN_STEP_M 10000.0
/* A layer that lies further from the project's land than this is somewhere else. */
#define NEAR_M 50000.0

static const WgSourceLayer *
find_layer_with_place (const WgSource *source, const char *name)
{
  const WgSourceLayer *read = wg_source_find_layer (source, name);

  /* The layer that is read lies where the project will; the others may be elsewhere. */
  if (read != NULL && isfinite (read->longitude) && isfinite (read->latitude))
    return read;
  for (guint i = 0; i < source->layers->len; i++)
    {
      const WgSourceLayer *layer = g_ptr_array_index (source->layers, i);

      if (name != NULL && g_strcmp0 (layer->name, name) != 0)
        continue;
      if (isfinite (layer->longitude) && isfinite (layer->latitude))
        return layer;
    }
  return NULL;
}

WgFrame *
wg_import_propose_frame (const WgSource *source, const char *layer, const char *crs, GError **error)
{
  const WgSourceLayer *place = find_layer_with_place (source, layer);
  g_autoptr (WgTransform) transform = NULL;
  double easting = 0, northing = 0;

  if (place == NULL && layer == NULL && wg_source_find_layer (source, NULL) == NULL)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_EMPTY, "%s has no areas", source->path);
      return NULL;
    }
  if (place == NULL)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS,
                   "%s does not say where it lies", source->path);
      return NULL;
    }
  if (crs == NULL)
    return wg_frame_new_for_place (place->longitude, place->latitude);

  transform = wg_transform_new ("EPSG:4326", crs, error);
  if (transform == NULL)
    return NULL;
  easting = place->longitude;
  northing = place->latitude;
  if (wg_transform_points (transform, &easting, &northing, 1) > 0)
    {
      g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_TRANSFORM,
                   "the place of %s has no coordinates in %s", source->path, crs);
      return NULL;
    }
  return wg_frame_new (crs, round (easting / ORIGIN_STEP_M) * ORIGIN_STEP_M,
                       round (northing / ORIGIN_STEP_M) * ORIGIN_STEP_M, error);
}

void
wg_import_place_layer (WgSource *source, const char *layer, const char *crs)
{
  g_autoptr (WgTransform) transform = wg_transform_new (crs, "EPSG:4326", NULL);

  for (guint i = 0; i < source->layers->len && transform != NULL; i++)
    {
      WgSourceLayer *candidate = g_ptr_array_index (source->layers, i);
      double x = (candidate->west + candidate->east) / 2;
      double y = (candidate->south + candidate->north) / 2;

      if ((layer != NULL ? g_strcmp0 (candidate->name, layer) != 0
                         : candidate != wg_source_find_layer (source, NULL))
          || !isfinite (x) || !isfinite (y) || wg_transform_points (transform, &x, &y, 1) > 0)
        continue;
      candidate->longitude = x;
      candidate->latitude = y;
    }
}

static gboolean
are_degrees (const GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      const WgControlPoint *p = &g_array_index (points, WgControlPoint, i);

      if (fabs (p->to_x) > 180.0 || fabs (p->to_y) > 90.0)
        return FALSE;
    }
  return TRUE;
}

/* A frame around the points, which are in @crs. */
static WgFrame *
create_frame_for_points (const GArray *points, const char *crs, GError **error)
{
  double x = 0.0, y = 0.0;

  for (guint i = 0; i < points->len; i++)
    {
      x += g_array_index (points, WgControlPoint, i).to_x / points->len;
      y += g_array_index (points, WgControlPoint, i).to_y / points->len;
    }
  if (wg_crs_is_metric (crs))
    return wg_frame_new (crs, round (x / ORIGIN_STEP_M) * ORIGIN_STEP_M,
                         round (y / ORIGIN_STEP_M) * ORIGIN_STEP_M, error);
  if (wg_crs_is_geographic (crs))
    return wg_frame_new_for_place (x, y);
  g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_NOT_METRIC, "%s is no frame for a project", crs);
  return NULL;
}

WgControlFit *
wg_import_fit (GArray *points, const char *crs, WgFitKind kind, WgFrame **frame, GError **error)
{
  const char *from = crs != NULL           ? crs
                     : are_degrees (points) ? WG_CRS_WGS84
                     : *frame != NULL       ? wg_frame_get_crs (*frame)
                                            : NULL;
  g_autoptr (WgTransform) transform = NULL;

  if (from == NULL)
    {
      g_set_error (error, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS,
                   "nobody says what the control points lead to");
      return NULL;
    }
  if (*frame == NULL)
    *frame = create_frame_for_points (points, from, error);
  if (*frame == NULL
      || (transform = wg_transform_new (from, wg_frame_get_crs (*frame), error)) == NULL)
    return NULL;
  for (guint i = 0; i < points->len; i++)
    {
      WgControlPoint *p = &g_array_index (points, WgControlPoint, i);

      if (wg_transform_points (transform, &p->to_x, &p->to_y, 1) == 0)
        continue;
      g_set_error (error, WG_CRS_ERROR, WG_CRS_ERROR_TRANSFORM, "control point %u", i + 1);
      return NULL;
    }
  return wg_control_fit_new ((const WgControlPoint *) points->data, points->len, kind, error);
}

/* The middle of the project's land in degrees. */
static gboolean
find_middle (WgPlan *plan, double *longitude, double *latitude)
{
  WgEnvelope e = plan != NULL ? wg_coverage_envelope (wg_plan_get_coverage (plan))
                              : WG_ENVELOPE_EMPTY;

  if (plan == NULL || wg_plan_get_frame (plan) == NULL || wg_envelope_is_empty (&e))
    return FALSE;
  return wg_frame_to_degrees (wg_plan_get_frame (plan),
                              (WgPoint){ (gint32) (((gint64) e.min_x + e.max_x) / 2),
                                         (gint32) (((gint64) e.min_y + e.max_y) / 2) },
                              longitude, latitude);
}

GPtrArray *
wg_import_list_candidates (const WgSourceLayer *layer, WgPlan *plan)
{
  double longitude = NAN, latitude = NAN;

  find_middle (plan, &longitude, &latitude);
  return wg_crs_list_candidates (layer->west, layer->south, layer->east, layer->north, longitude,
                                 latitude);
}

char *
wg_import_guess_crs (const WgSourceLayer *layer, WgPlan *plan, const char *crs)
{
  g_autoptr (GPtrArray) candidates = wg_import_list_candidates (layer, plan);
  const WgCrsCandidate *first = candidates->len > 0 ? g_ptr_array_index (candidates, 0) : NULL;

  if (first == NULL)
    return NULL;
  if (isfinite (first->distance_m))
    return first->distance_m <= NEAR_M ? g_strdup (first->crs) : NULL;
  if (plan != NULL && wg_plan_get_frame (plan) != NULL)
    crs = wg_frame_get_crs (wg_plan_get_frame (plan));
  for (guint i = 0; i < candidates->len && crs != NULL; i++)
    if (g_strcmp0 (((const WgCrsCandidate *) g_ptr_array_index (candidates, i))->crs, crs) == 0)
      return g_strdup (crs);
  return NULL;
}

/* Decides what is open before the rows are read: the CRS of the file, when only the project tells
 * it, into @read (kept in @guessed), and the frame of a project that has none. */
static gboolean
prepare (WgPlan *plan, const char *path, const char *crs, WgReadOptions *read, char **guessed,
         GCancellable *cancellable, GError **error)
{
  g_autoptr (WgSource) source = wg_source_open (path, read->encoding, cancellable, error);
  const char *name = read->layer != NULL ? read->layer
                     : read->layers != NULL && !g_str_equal (read->layers[0], "*") ? read->layers[0]
                                                                                   : NULL;
  const WgSourceLayer *layer = NULL;
  g_autoptr (WgFrame) frame = NULL;

  if (source == NULL)
    return FALSE;
  layer = wg_source_find_layer (source, name);
  if (layer != NULL && read->crs == NULL && layer->crs == NULL && layer->proposed_crs == NULL)
    read->crs = *guessed = wg_import_guess_crs (layer, plan, crs);
  if (wg_plan_get_frame (plan) != NULL)
    return TRUE;
  if (read->crs != NULL)
    wg_import_place_layer (source, name, read->crs);
  frame = wg_import_propose_frame (source, name, crs, error);
  if (frame == NULL)
    return FALSE;
  wg_plan_set_frame (plan, frame);
  return TRUE;
}

void
wg_import_test_shift (WgIncoming *incoming, WgPlan *plan, const GPtrArray *lines)
{
  static const char *const names[] = { "true", "gcj02", "bd09" };
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autofree char *metres = NULL;
  WgShiftTest test;

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (lines, i));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL)
        g_ptr_array_add (all, arc->line);
    }
  if (all->len == 0)
    return;
  wg_shift_test (incoming, all, &test);
  if (!test.is_clear)
    return;
  metres = g_strdup_printf ("%.0f → %.0f", test.median_m[WG_CHINA_TRUE], test.median_m[test.best]);
  wg_incoming_add_problem (incoming, WG_ROW_SHIFT_SUSPECTED, 0, names[test.best], metres);
}

static gboolean
is_shift_read (const WgIncoming *incoming)
{
  for (guint i = 0; i < incoming->problems->len; i++)
    if (((WgRowProblem *) g_ptr_array_index (incoming->problems, i))->kind == WG_ROW_SHIFT_READ)
      return TRUE;
  return FALSE;
}

WgIncoming *
wg_import_read (WgPlan *plan, const char *path, const char *crs, const WgReadOptions *read_options,
                const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgReadOptions read = *read_options;
  g_autoptr (WgIncoming) incoming = NULL;
  g_autoptr (GError) problem = NULL;
  g_autofree char *guessed = NULL;

  if (wg_plan_get_frame (plan) == NULL
      && !prepare (plan, path, crs, &read, &guessed, cancellable, error))
    return NULL;
  incoming = wg_source_read (path, &read, wg_plan_get_frame (plan), progress, cancellable, &problem);
  /* Only a file that does not say its CRS is looked at twice. */
  if (g_error_matches (problem, WG_EXCHANGE_ERROR, WG_EXCHANGE_ERROR_NO_CRS)
      && prepare (plan, path, crs, &read, &guessed, cancellable, NULL) && guessed != NULL)
    {
      g_clear_error (&problem);
      incoming = wg_source_read (path, &read, wg_plan_get_frame (plan), progress, cancellable,
                                 &problem);
    }
  if (incoming == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (guessed != NULL)
    wg_incoming_add_problem (incoming, WG_ROW_CRS_GUESSED, 0, NULL, guessed);
  if (read.datum == WG_CHINA_TRUE && read.fit == NULL && !is_shift_read (incoming))
    wg_import_test_shift (incoming, plan, NULL);
  return g_steal_pointer (&incoming);
}

WgImportReport *
wg_import_run (WgPlan *plan, const char *path, const char *crs, guint depth,
               const WgReadOptions *read_options, const WgBuildOptions *build_options,
               const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgProgress reading = wg_progress_part (progress, 0.0, 0.4);
  WgProgress building = wg_progress_part (progress, 0.4, 1.0);
  g_autoptr (WgIncoming) incoming
    = wg_import_read (plan, path, crs, read_options, &reading, cancellable, error);

  if (incoming == NULL)
    return NULL;
  return wg_plan_import (plan, depth, incoming, build_options, &building, cancellable, error);
}

gboolean
wg_import_give_frame (WgPlan *plan, const char *path, const WgReadOptions *options, const char *crs,
                      GCancellable *cancellable, GError **error)
{
  WgReadOptions read = *options;
  g_autofree char *guessed = NULL;

  return wg_plan_get_frame (plan) != NULL
         || prepare (plan, path, crs, &read, &guessed, cancellable, error);
}

/* For rows that are no grids. */
static gboolean
give_frame (WgPlan *plan, const char *path, const char *layer, const char *crs,
            GCancellable *cancellable, GError **error)
{
  const WgReadOptions read = { .layer = layer, .crs = crs };

  return wg_import_give_frame (plan, path, &read, wg_plan_get_wanted_crs (plan), cancellable, error);
}

WgBuildingReport *
wg_import_buildings_run (WgPlan *plan, const char *path, const WgBuildingReadOptions *options,
                         const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgBuildingReport *report = NULL;

  if (!give_frame (plan, path, options != NULL ? options->layer : NULL,
                   options != NULL ? options->place.crs : NULL, cancellable, error))
    return NULL;
  report = wg_source_read_buildings (path, options, wg_plan_get_frame (plan), progress, cancellable,
                                     error);
  if (report != NULL)
    wg_building_report_join (report, plan, wg_plan_get_buildings (plan));
  return report;
}

WgBuildingJoin *
wg_import_numbers_run (WgPlan *plan, const char *path, const WgBuildingReadOptions *options,
                       const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  WgBuildingReadOptions read = options != NULL ? *options : (WgBuildingReadOptions){ NULL };
  WgBuildingReport *report = NULL;

  if (wg_plan_get_buildings (plan) == NULL)
    {
      g_set_error_literal (error, WG_PLAN_ERROR, WG_PLAN_ERROR_NO_BUILDING,
                           "the plan has no buildings");
      return NULL;
    }
  read.without_places = TRUE;
  report = wg_source_read_buildings (path, &read, NULL, progress, cancellable, error);
  return report != NULL ? wg_building_join_new (report, wg_plan_get_buildings (plan)) : NULL;
}

/* The barriers of the project without those of @layer, then @fresh. */
static WgBarrierSet *
join_barriers (WgBarrierSet *present, WgBarrierSet *fresh, const char *layer)
{
  WgBarrierSet *joined = wg_barrier_set_new ();

  for (guint i = 0; present != NULL && i < wg_barrier_set_count (present); i++)
    {
      const WgBarrier *barrier = wg_barrier_set_get (present, i);

      if (strcmp (barrier->layer, layer) != 0)
        wg_barrier_set_add (joined, barrier->line, barrier->barrier_class, barrier->layer);
    }
  for (guint i = 0; i < wg_barrier_set_count (fresh); i++)
    {
      const WgBarrier *barrier = wg_barrier_set_get (fresh, i);

      wg_barrier_set_add (joined, barrier->line, barrier->barrier_class, barrier->layer);
    }
  return joined;
}

WgBarrierSet *
wg_import_barriers_run (WgPlan *plan, const char *path, const WgBarrierReadOptions *options,
                        const char *name, const WgProgress *progress, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (WgBarrierSet) fresh = NULL;

  if (!give_frame (plan, path, options != NULL ? options->read.layer : NULL,
                   options != NULL ? options->read.crs : NULL, cancellable, error))
    return NULL;
  fresh = wg_source_read_barriers (path, options, name, wg_plan_get_frame (plan), progress, cancellable,
                                   error);
  return fresh != NULL ? join_barriers (wg_plan_get_barriers (plan), fresh, name) : NULL;
}

char *
wg_import_name_layer (const char *path, const char *layer)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_display_name (base);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return layer != NULL && strcmp (layer, name) != 0 ? g_strdup_printf ("%s: %s", name, layer)
                                                    : g_steal_pointer (&name);
}

WgAddressSet *
wg_import_addresses_run (WgPlan *plan, const char *path, const WgAddressReadOptions *options,
                         const char *layer, WgAddressReport **report_out,
                         const WgProgress *progress, GCancellable *cancellable, GError **error)
{
  if (!give_frame (plan, path, options != NULL ? options->layer : NULL,
                   options != NULL ? options->place.crs : NULL, cancellable, error))
    return NULL;
  *report_out = wg_source_read_addresses (path, options, wg_plan_get_frame (plan), progress,
                                          cancellable, error);
  if (*report_out == NULL)
    return NULL;
  return wg_address_set_replace_layer (wg_plan_get_addresses (plan), (*report_out)->set, layer);
}
