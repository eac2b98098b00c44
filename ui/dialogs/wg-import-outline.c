/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-outline"

#include "wg-import-outline.h"

#include <math.h>

#define PICTURE_POINTS 700 /* across; nothing finer is kept */
#define MARGIN 12.0

static void
add_vertex (GArray *lines, const WgImportOutline *outline, WgPoint p)
{
  float x = (float) (((gint64) p.x - outline->envelope.min_x) / 1000.0);
  float y = (float) (((gint64) p.y - outline->envelope.min_y) / 1000.0);

  g_array_append_val (lines, x);
  g_array_append_val (lines, y);
}

static void
add_end (GArray *lines)
{
  float none = NAN;

  g_array_append_val (lines, none);
  g_array_append_val (lines, none);
}

/* Leaves out what is nearer than @step to the last vertex that was kept. */
static void
add_line (GArray *lines, const WgImportOutline *outline, const WgPoint *points, guint n_points,
          gboolean is_ring)
{
  double width = (double) outline->envelope.max_x - outline->envelope.min_x;
  double height = (double) outline->envelope.max_y - outline->envelope.min_y;
  double step = MAX (width, height) / PICTURE_POINTS;
  WgPoint last = points[0];
  guint n_kept = 0;

  add_vertex (lines, outline, points[0]);
  for (guint i = 1; i < n_points; i++)
    {
      double dx = (double) points[i].x - last.x, dy = (double) points[i].y - last.y;

      if (fabs (dx) < step && fabs (dy) < step && (is_ring || i + 1 < n_points))
        continue;
      add_vertex (lines, outline, points[i]);
      last = points[i];
      n_kept++;
    }
  if (is_ring && n_kept == 0)
    {
      g_array_set_size (lines, lines->len - 2);
      return;
    }
  if (is_ring)
    add_vertex (lines, outline, points[0]);
  add_end (lines);
}

static double
measure_distance (const WgEnvelope *a, const WgEnvelope *b)
{
  double dx = MAX (0.0, MAX ((double) a->min_x - b->max_x, (double) b->min_x - a->max_x));
  double dy = MAX (0.0, MAX ((double) a->min_y - b->max_y, (double) b->min_y - a->max_y));

  return wg_envelope_is_empty (a) || wg_envelope_is_empty (b) ? 0.0 : hypot (dx, dy) / 1000.0;
}

/* With the land of the plan. */
static WgImportOutline *
create (WgPlan *plan, const WgEnvelope *arriving)
{
  const WgCoverage *coverage = wg_plan_get_coverage (plan);
  WgImportOutline *outline = g_new0 (WgImportOutline, 1);
  WgEnvelope present = wg_coverage_envelope (coverage);

  outline->envelope = *arriving;
  wg_envelope_add (&outline->envelope, &present);
  outline->distance_m = measure_distance (arriving, &present);
  outline->present = g_array_new (FALSE, FALSE, sizeof (float));
  outline->incoming = g_array_new (FALSE, FALSE, sizeof (float));
  for (WgArcId id = 1; id < wg_coverage_arc_limit (coverage); id++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, id);

      if (arc != NULL)
        add_line (outline->present, outline, arc->line->points, arc->line->n_points, FALSE);
    }
  return outline;
}

WgImportOutline *
wg_import_outline_new (WgPlan *plan, const WgIncoming *incoming)
{
  WgImportOutline *outline = NULL;
  WgEnvelope arriving = WG_ENVELOPE_EMPTY;

  for (guint i = 0; i < incoming->grids->len; i++)
    {
      const WgIncomingGrid *grid = g_ptr_array_index (incoming->grids, i);
      WgEnvelope envelope = wg_shape_envelope (grid->shape);

      wg_envelope_add (&arriving, &envelope);
    }
  outline = create (plan, &arriving);
  for (guint i = 0; i < incoming->grids->len; i++)
    {
      const WgShape *shape = ((WgIncomingGrid *) g_ptr_array_index (incoming->grids, i))->shape;

      for (guint j = 0; j < shape->rings->len; j++)
        add_line (outline->incoming, outline,
                  &WG_SHAPE_POINT (shape, WG_SHAPE_RING (shape, j).first),
                  WG_SHAPE_RING (shape, j).n_points, TRUE);
    }
  return outline;
}

WgImportOutline *
wg_import_outline_new_of_lines (WgPlan *plan, const WgLinework *linework)
{
  WgImportOutline *outline = create (plan, &linework->envelope);

  for (guint i = 0; i < linework->items->len; i++)
    {
      const WgLine *line = g_array_index (linework->items, WgLineworkItem, i).line;

      add_line (outline->incoming, outline, line->points, line->n_points, FALSE);
    }
  return outline;
}

void
wg_import_outline_free (WgImportOutline *outline)
{
  if (outline == NULL)
    return;
  g_array_unref (outline->present);
  g_array_unref (outline->incoming);
  g_free (outline);
}

void
wg_import_outline_add_path (const WgImportOutline *outline, const GArray *lines, cairo_t *cr,
                            double width, double height)
{
  double east = ((double) outline->envelope.max_x - outline->envelope.min_x) / 1000.0;
  double north = ((double) outline->envelope.max_y - outline->envelope.min_y) / 1000.0;
  double scale = MIN ((width - 2 * MARGIN) / MAX (east, 1e-3),
                      (height - 2 * MARGIN) / MAX (north, 1e-3));
  double left = (width - east * scale) / 2, bottom = (height + north * scale) / 2;
  gboolean is_open = FALSE;

  for (guint i = 0; i + 1 < lines->len; i += 2)
    {
      float x = g_array_index (lines, float, i), y = g_array_index (lines, float, i + 1);

      if (isnan (x))
        is_open = FALSE;
      else if (is_open)
        cairo_line_to (cr, left + x * scale, bottom - y * scale);
      else
        {
          cairo_move_to (cr, left + x * scale, bottom - y * scale);
          is_open = TRUE;
        }
    }
}
