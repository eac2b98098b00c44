/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-assign-choice"

#include "wg-assign-choice.h"

#include "wg-canvas-private.h"

#include "../../app/geometry/wg-coverage-shape.h"

#include <math.h>

#define MISS_STEP 8.0 /* pixels from where no land was found to where it is looked for again */

static void
add_face (WgAssignChoice *self, WgFaceId face)
{
  if (face != WG_FACE_OUTSIDE && g_hash_table_add (self->chosen, GUINT_TO_POINTER (face)))
    g_array_append_val (self->faces, face);
}

static gboolean
is_near_miss (const WgAssignChoice *self, const WgAssignPlace *place)
{
  return self->is_missed && hypot (place->x - self->miss_x, place->y - self->miss_y) < MISS_STEP;
}

/* The block or building at a place. */
static void
add_unit_at (WgAssignChoice *self, WgCanvas *canvas, const WgGrid *target,
             const WgAssignPlace *place)
{
  guint depth = target != NULL ? target->depth : wg_session_get_depth (canvas->session);
  WgPoint point = wg_canvas_point_at (canvas, place->x, place->y);
  g_autoptr (WgShape) found = NULL;

  if (wg_shape_contains (self->land, point) || is_near_miss (self, place))
    return;
  found = wg_assign_land_at (canvas, place->unit, depth, point);
  self->is_missed = found == NULL;
  self->miss_x = place->x;
  self->miss_y = place->y;
  if (found != NULL)
    wg_assign_land_add (self->land, found);
}

/* The piece at a place; with Shift the whole grid of the active level. */
static void
add_piece_at (WgAssignChoice *self, WgCanvas *canvas, const WgAssignPlace *place)
{
  guint32 grid
    = place->state & GDK_SHIFT_MASK ? wg_canvas_grid_at (canvas, place->x, place->y) : 0;
  g_autoptr (GArray) faces = NULL;

  if (grid == 0)
    {
      add_face (self, wg_coverage_face_at (wg_plan_get_coverage (canvas->plan),
                                           wg_canvas_point_at (canvas, place->x, place->y)));
      return;
    }
  faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));
  wg_plan_collect_faces (canvas->plan, grid, faces);
  for (guint i = 0; i < faces->len; i++)
    add_face (self, g_array_index (faces, WgFaceId, i));
}

/* The path of @cr. */
static void
tint (cairo_t *cr, const GdkRGBA *accent, gboolean is_refused)
{
  if (is_refused)
    cairo_set_source_rgba (cr, 0.75, 0.11, 0.16, 0.35);
  else
    cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.35);
  cairo_fill_preserve (cr);
  gdk_cairo_set_source_rgba (cr, accent);
  cairo_stroke (cr);
}

void
wg_assign_choice_init (WgAssignChoice *self)
{
  *self = (WgAssignChoice){ .faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId)),
                            .chosen = g_hash_table_new (NULL, NULL),
                            .land = wg_shape_new () };
}

void
wg_assign_choice_clear (WgAssignChoice *self)
{
  g_clear_pointer (&self->faces, g_array_unref);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_clear_pointer (&self->land, wg_shape_free);
}

void
wg_assign_choice_forget (WgAssignChoice *self)
{
  g_array_set_size (self->faces, 0);
  g_hash_table_remove_all (self->chosen);
  wg_shape_clear (self->land);
  self->is_missed = FALSE;
}

guint
wg_assign_choice_count (const WgAssignChoice *self)
{
  return self->faces->len + self->land->rings->len;
}

void
wg_assign_choice_add_at (WgAssignChoice *self, WgCanvas *canvas, const WgGrid *target,
                         const WgAssignPlace *place)
{
  if (place->unit == WG_ASSIGN_PIECES)
    add_piece_at (self, canvas, place);
  else
    add_unit_at (self, canvas, target, place);
}

gboolean
wg_assign_choice_is_of (const WgAssignChoice *self, WgCanvas *canvas, const WgAssignPlace *place)
{
  WgPoint point = wg_canvas_point_at (canvas, place->x, place->y);
  WgFaceId under = WG_FACE_OUTSIDE;

  if (place->unit != WG_ASSIGN_PIECES)
    return self->is_missed ? is_near_miss (self, place) : wg_shape_contains (self->land, point);
  under = wg_coverage_face_at (wg_plan_get_coverage (canvas->plan), point);
  return g_hash_table_contains (self->chosen, GUINT_TO_POINTER (under))
         && !(place->state & GDK_SHIFT_MASK) == (self->faces->len == 1);
}

WgLandPreview *
wg_assign_choice_preview (const WgAssignChoice *self, WgPlan *plan, guint32 taker, GError **error)
{
  return self->land->rings->len > 0
           ? wg_plan_preview_assign (plan, self->land, taker, WG_LAND_RETIRE, error)
           : wg_plan_preview_assign_faces (plan, self->faces, taker, WG_LAND_RETIRE, error);
}

void
wg_assign_choice_draw (const WgAssignChoice *self, WgCanvas *canvas, GtkSnapshot *snapshot,
                       gboolean is_refused)
{
  const WgViewport *v = &canvas->viewport;
  const WgCoverage *coverage = wg_plan_get_coverage (canvas->plan);
  const GdkRGBA *accent = wg_canvas_accent (canvas);
  g_autoptr (WgShape) shape = wg_shape_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) v->width, (float) v->height));

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, 2);
  for (guint i = 0; i < self->faces->len; i++)
    {
      WgFaceId face = g_array_index (self->faces, WgFaceId, i);

      if (!wg_coverage_has_face (coverage, face))
        continue;
      wg_shape_clear (shape);
      wg_coverage_face_shape (coverage, face, shape);
      wg_canvas_trace_shape (cr, v, shape);
      tint (cr, accent, is_refused);
    }
  wg_canvas_trace_shape (cr, v, self->land);
  tint (cr, accent, is_refused);
  cairo_destroy (cr);
}
