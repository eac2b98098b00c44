/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas-private.h"

#include "../../app/geometry/wg-coverage-shape.h"
#include "../../app/geometry/wg-coverage-within.h"

#include <math.h>

/* What lies where, and walking up and down the hierarchy. */

WgPoint
wg_canvas_point_at (WgCanvas *self, double x, double y)
{
  double px = wg_viewport_from_pixel_x (&self->viewport, x);
  double py = wg_viewport_from_pixel_y (&self->viewport, y);

  return (WgPoint){
    (gint32) CLAMP (round (px), -WG_COORDINATE_MAX, WG_COORDINATE_MAX),
    (gint32) CLAMP (round (py), -WG_COORDINATE_MAX, WG_COORDINATE_MAX),
  };
}

static guint32
grid_of_owner (WgCanvas *self, guint32 owner)
{
  guint32 grid = 0;

  if (owner == 0)
    return 0;
  grid = wg_plan_get_ancestor (self->plan, owner, wg_session_get_depth (self->session));
  return grid != 0 ? grid : owner;
}

guint32
wg_canvas_grid_at (WgCanvas *self, double x, double y)
{
  WgCoverage *coverage = NULL;

  if (self->plan == NULL || !wg_canvas_has_view (self))
    return 0;
  coverage = wg_plan_get_coverage (self->plan);
  WgFaceId face = wg_coverage_face_at (coverage, wg_canvas_point_at (self, x, y));
  return face == WG_FACE_OUTSIDE ? 0 : grid_of_owner (self, wg_coverage_owner (coverage, face));
}

/** Liang-Barsky: does the segment meet the closed box? */
static gboolean
segment_meets_box (WgPoint a, WgPoint b, const WgEnvelope *box)
{
  double t0 = 0, t1 = 1;
  double p[4] = { (double) a.x - b.x, (double) b.x - a.x, (double) a.y - b.y, (double) b.y - a.y };
  double q[4] = { (double) a.x - box->min_x, (double) box->max_x - a.x,
                  (double) a.y - box->min_y, (double) box->max_y - a.y };

  for (int i = 0; i < 4; i++)
    {
      if (p[i] == 0 && q[i] < 0)
        return FALSE;
      if (p[i] < 0)
        t0 = MAX (t0, q[i] / p[i]);
      else if (p[i] > 0)
        t1 = MIN (t1, q[i] / p[i]);
    }
  return t0 <= t1;
}

static gboolean
line_meets_box (const WgLine *line, const WgEnvelope *box)
{
  if (!wg_envelope_intersects (&line->envelope, box))
    return FALSE;
  for (guint i = 1; i < line->n_points; i++)
    if (segment_meets_box (line->points[i - 1], line->points[i], box))
      return TRUE;
  return FALSE;
}

GArray *
wg_canvas_grids_in (WgCanvas *self, const WgEnvelope *box)
{
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  WgCoverage *coverage = NULL;
  WgPoint corner = { box->min_x, box->min_y };

  if (self->plan == NULL)
    return grids;
  coverage = wg_plan_get_coverage (self->plan);
  /* A face that meets the box has a border in it or holds the whole box. */
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  WgFaceId around = wg_coverage_face_at (coverage, corner);
  g_array_append_val (faces, around);
  wg_coverage_arcs_in (coverage, box, arcs);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i));
      if (arc == NULL || !line_meets_box (arc->line, box))
        continue;
      g_array_append_val (faces, arc->left);
      g_array_append_val (faces, arc->right);
    }
  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);
      guint32 grid = 0;
      if (face != WG_FACE_OUTSIDE)
        grid = grid_of_owner (self, wg_coverage_owner (coverage, face));
      if (grid != 0 && g_hash_table_add (seen, GUINT_TO_POINTER (grid)))
        g_array_append_val (grids, grid);
    }
  return grids;
}

static double
area_of_grid (WgCanvas *self, guint32 grid)
{
  WgCoverage *coverage = wg_plan_get_coverage (self->plan);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  double area = 0;

  wg_plan_collect_faces (self->plan, grid, faces);
  for (guint i = 0; i < faces->len; i++)
    area += (double) wg_coverage_face_area2 (coverage, g_array_index (faces, WgFaceId, i));
  return area;
}

GArray *
wg_canvas_grids_within (WgCanvas *self, const WgShape *shape)
{
  GArray *grids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) areas = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) faces = NULL;
  WgCoverage *coverage = NULL;
  GHashTableIter iter;
  gpointer key = NULL, value = NULL;

  if (self->plan == NULL)
    return grids;
  coverage = wg_plan_get_coverage (self->plan);
  faces = wg_coverage_faces_within (coverage, shape);
  for (guint i = 0; i < faces->len; i++)
    {
      WgFaceId face = g_array_index (faces, WgFaceId, i);
      gpointer grid = GUINT_TO_POINTER (grid_of_owner (self, wg_coverage_owner (coverage, face)));
      double *area = g_hash_table_lookup (areas, grid);

      if (area == NULL)
        g_hash_table_insert (areas, grid, area = g_new0 (double, 1));
      *area += (double) wg_coverage_face_area2 (coverage, face);
    }
  g_hash_table_remove (areas, GUINT_TO_POINTER (0));
  g_hash_table_iter_init (&iter, areas);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint32 grid = GPOINTER_TO_UINT (key);
      if (2 * *(double *) value > area_of_grid (self, grid))
        g_array_append_val (grids, grid);
    }
  return grids;
}

void
wg_canvas_select_at (WgCanvas *self, double x, double y, GdkModifierType state)
{
  guint32 grid = wg_canvas_grid_at (self, x, y);

  if (!(state & GDK_SHIFT_MASK))
    wg_session_select (self->session, &grid, grid != 0 ? 1 : 0);
  else if (grid != 0)
    wg_session_toggle (self->session, grid);
}

WgEnvelope
wg_canvas_grid_envelope (WgCanvas *self, guint32 grid)
{
  if (self->plan == NULL || wg_plan_get_grid (self->plan, grid) == NULL)
    return WG_ENVELOPE_EMPTY;
  return wg_plan_get_extent (self->plan, grid);
}

static void
add_relatives (WgCanvas *self, guint32 id, gboolean up, GArray *out, GHashTable *seen)
{
  WgGrid *grid = wg_plan_get_grid (self->plan, id);

  if (grid == NULL)
    return;
  if (up)
    {
      guint32 parent = grid->parent != 0 ? grid->parent : id;
      if (g_hash_table_add (seen, GUINT_TO_POINTER (parent)))
        g_array_append_val (out, parent);
      return;
    }
  const GArray *children = wg_plan_get_children (self->plan, id);
  if (children == NULL || children->len == 0)
    {
      if (g_hash_table_add (seen, GUINT_TO_POINTER (id)))
        g_array_append_val (out, id);
      return;
    }
  for (guint i = 0; i < children->len; i++)
    {
      guint32 child = g_array_index (children, guint32, i);
      if (g_hash_table_add (seen, GUINT_TO_POINTER (child)))
        g_array_append_val (out, child);
    }
}

void
wg_canvas_climb (WgCanvas *self, gboolean up)
{
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) selection = NULL;
  guint depth = 0;

  if (self->plan == NULL)
    return;
  depth = wg_session_get_depth (self->session);
  if (up ? depth <= 1 : depth >= wg_plan_get_n_levels (self->plan))
    return;
  /* A copy: the session's array changes with the depth. */
  selection = g_array_copy ((GArray *) wg_session_get_selection (self->session));
  for (guint i = 0; i < selection->len; i++)
    add_relatives (self, g_array_index (selection, guint32, i), up, next, seen);
  wg_session_set_depth (self->session, up ? depth - 1 : depth + 1);
  if (next->len > 0)
    wg_session_select (self->session, (const guint32 *) next->data, next->len);
}
