/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-check"

#include "wg-check-context.h"

#include "wg-check-level.h"
#include "wg-check-rules.h"

#include "../geometry/wg-coverage-measure.h"
#include "../geometry/wg-coverage-shape.h"
#include "../geometry/wg-coverage-share.h"

#include <math.h>

static void
forget_subject (WgCheckContext *context)
{
  context->grid = 0;
  context->has_shape = FALSE;
  context->has_staff = FALSE;
  wg_shape_clear (context->shape);
  g_array_set_size (context->widths, 0);
  g_array_set_size (context->width_places, 0);
}

static gboolean
is_present (WgCheckContext *context, WgSubject subject, guint32 id, const WgGrid *grid)
{
  WgBuildingSet *buildings = wg_plan_get_buildings (context->plan);

  switch (subject)
    {
    case WG_SUBJECT_FACE:
      return id == WG_FACE_OUTSIDE || wg_coverage_has_face (context->coverage, id);
    case WG_SUBJECT_BUILDING:
      return buildings != NULL && id < wg_building_set_count (buildings);
    case WG_SUBJECT_BORDER:
      return id < wg_coverage_arc_limit (context->coverage)
             && wg_coverage_arc (context->coverage, id) != NULL;
    case WG_SUBJECT_GRID:
    default:
      return grid != NULL && !grid->is_retired;
    }
}

static WgPoint
middle_of (const WgEnvelope *extent)
{
  return (WgPoint){ extent->min_x / 2 + extent->max_x / 2, extent->min_y / 2 + extent->max_y / 2 };
}

static int
compare_neighbours (gconstpointer a, gconstpointer b)
{
  const WgNeighbour *left = a, *right = b;

  if (left->length != right->length)
    return left->length > right->length ? -1 : 1;
  return (left->owner > right->owner) - (left->owner < right->owner);
}

WgCheckContext *
wg_check_context_new (WgPlan *plan, const WgCheckSettings *settings, WgCheckAlong *along,
                      WgCheckNames *names)
{
  WgCheckContext *context = g_new0 (WgCheckContext, 1);
  WgCheckLevel level;

  context->plan = plan;
  context->coverage = wg_plan_get_coverage (plan);
  context->settings = settings != NULL ? *settings : WG_CHECK_SETTINGS_DEFAULT;
  context->names = names != NULL ? names : wg_check_names_new (plan);
  if (along != NULL)
    {
      context->along = wg_check_along_ref (along);
      wg_check_along_prepare (along);
    }
  wg_check_level_count (&level, plan);
  context->level = wg_check_level_get (&level);
  context->shape = wg_shape_new ();
  context->widths = g_array_new (FALSE, FALSE, sizeof (double));
  context->width_places = g_array_new (FALSE, FALSE, sizeof (WgPoint));
  context->staff = g_ptr_array_new ();
  context->neighbours = g_array_new (FALSE, FALSE, sizeof (WgNeighbour));
  context->half_edges = g_array_new (FALSE, FALSE, sizeof (WgHalfEdge));
  context->footprint = wg_shape_new ();
  context->shares = g_array_new (FALSE, FALSE, sizeof (WgFaceShare));
  return context;
}

void
wg_check_context_free (WgCheckContext *context)
{
  wg_check_names_free (context->names);
  g_clear_pointer (&context->along, wg_check_along_unref);
  wg_shape_free (context->shape);
  g_array_unref (context->widths);
  g_array_unref (context->width_places);
  g_ptr_array_unref (context->staff);
  g_array_unref (context->neighbours);
  g_array_unref (context->half_edges);
  wg_shape_free (context->footprint);
  g_array_unref (context->shares);
  g_free (context);
}

void
wg_check_context_subject (WgCheckContext *context, WgSubject subject, guint32 id)
{
  const WgGrid *grid = NULL;
  guint n = 0;
  const WgCheckRule *rules = wg_check_rules (&n);

  if (subject == WG_SUBJECT_GRID)
    grid = wg_plan_get_grid (context->plan, id);
  if (!is_present (context, subject, id, grid))
    return;
  forget_subject (context);
  context->grid = grid != NULL ? id : 0;
  for (guint i = 0; i < n; i++)
    {
      const WgCheckRule *rule = &rules[i];

      if (context->settings.rules & (G_GUINT64_CONSTANT (1) << i))
        continue;
      context->code = rule->code;
      context->severity = rule->severity;
      if (subject == WG_SUBJECT_GRID && rule->grid != NULL)
        rule->grid (context, grid);
      else if (subject == WG_SUBJECT_FACE && rule->face != NULL
               && (id != WG_FACE_OUTSIDE || rule->looks_outside))
        rule->face (context, id);
      else if (subject == WG_SUBJECT_BUILDING && rule->building != NULL)
        rule->building (context, id);
      else if (subject == WG_SUBJECT_BORDER && rule->border != NULL)
        rule->border (context, id);
    }
  forget_subject (context);
}

const WgShape *
wg_check_shape (WgCheckContext *context)
{
  if (!context->has_shape)
    {
      wg_plan_get_shape (context->plan, context->grid, context->shape);
      context->has_shape = TRUE;
    }
  return context->shape;
}

double
wg_check_width (WgCheckContext *context, guint part, WgPoint *place_out)
{
  const WgShape *shape = wg_check_shape (context);
  double limit = context->settings.narrow_width_m * 1000.0;

  while (context->widths->len <= part)
    {
      guint next = context->widths->len;
      WgPoint place = { 0, 0 };
      double width = wg_shape_part_width (shape, next, limit, NULL);

      if (width < limit)
        width = wg_shape_part_width (shape, next, limit, &place);
      width /= 1000.0;
      g_array_append_val (context->widths, width);
      g_array_append_val (context->width_places, place);
    }
  *place_out = g_array_index (context->width_places, WgPoint, part);
  return g_array_index (context->widths, double, part);
}

const GArray *
wg_check_neighbours (WgCheckContext *context, WgFaceId face)
{
  const WgCoverage *coverage = context->coverage;
  GArray *neighbours = context->neighbours;

  g_array_set_size (neighbours, 0);
  g_array_set_size (context->half_edges, 0);
  wg_coverage_face_edges (coverage, face, context->half_edges);
  for (guint i = 0; i < context->half_edges->len; i++)
    {
      WgHalfEdge half_edge = g_array_index (context->half_edges, WgHalfEdge, i);
      WgFaceId beyond = wg_coverage_left_face (coverage, WG_HALF_EDGE_TWIN (half_edge));
      WgNeighbour next = { wg_coverage_owner (coverage, beyond), beyond == WG_FACE_OUTSIDE,
                           wg_coverage_arc_length (coverage, WG_HALF_EDGE_ARC (half_edge)) };
      guint k = 0;

      if (beyond == face)
        continue;
      for (; k < neighbours->len; k++)
        {
          WgNeighbour *known = &g_array_index (neighbours, WgNeighbour, k);

          if (known->owner == next.owner && known->is_outside == next.is_outside)
            {
              known->length += next.length;
              break;
            }
        }
      if (k == neighbours->len)
        g_array_append_val (neighbours, next);
    }
  g_array_sort (neighbours, compare_neighbours);
  return neighbours;
}

WgFinding *
wg_check_add (WgCheckContext *context, WgSubject subject)
{
  WgFinding finding = { .code = context->code, .severity = context->severity, .subject = subject,
                        .extent = WG_ENVELOPE_EMPTY, .area_m2 = NAN, .width_m = NAN, .value = NAN,
                        .limit = NAN };

  g_array_append_val (context->findings, finding);
  return &g_array_index (context->findings, WgFinding, context->findings->len - 1);
}

WgFinding *
wg_check_add_grid (WgCheckContext *context, guint32 grid)
{
  WgFinding *finding = wg_check_add (context, WG_SUBJECT_GRID);

  finding->grid = grid;
  finding->extent = wg_plan_get_extent (context->plan, grid);
  finding->place = middle_of (&finding->extent);
  return finding;
}

WgFinding *
wg_check_add_face (WgCheckContext *context, WgFaceId face, guint32 grid)
{
  WgFinding *finding = wg_check_add (context, WG_SUBJECT_FACE);
  g_autoptr (WgShape) shape = wg_shape_new ();
  double limit = context->settings.narrow_width_m * 1000.0;

  wg_coverage_face_shape (context->coverage, face, shape);
  finding->grid = grid;
  finding->face = face;
  finding->extent = wg_shape_envelope (shape);
  finding->area_m2 = (double) wg_coverage_face_area2 (context->coverage, face) / 2e6;
  finding->width_m = wg_shape_part_width (shape, 0, limit, &finding->place) / 1000.0;
  return finding;
}

WgFinding *
wg_check_add_outside (WgCheckContext *context)
{
  return wg_check_add (context, WG_SUBJECT_FACE);
}
