/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-import-difference-map"

#include "wg-import-difference-map.h"

#include "../../app/geometry/wg-coverage-shape.h"

#include <adwaita.h>

#define FLIGHT_MS 250
#define MARGIN 0.35 /* of the difference's size, around it */
#define LEAST_M 40.0

/* What the widget shows, in metres from the coverage's origin. */
typedef struct
{
  double x, y; /* middle */
  double size; /* metres that the shorter side shows */
} View;

struct _WgImportDifferenceMap
{
  GtkWidget parent_instance;

  const WgImportComparison *comparison; /* borrowed */
  WgShape *before; /* of the difference; nullable */
  WgShape *after;
  View from, view, to;
  AdwAnimation *flight;
};

G_DEFINE_FINAL_TYPE (WgImportDifferenceMap, wg_import_difference_map, GTK_TYPE_WIDGET)

static void
add_ring (cairo_t *cr, const WgPoint *points, guint n_points)
{
  for (guint i = 0; i < n_points; i++)
    cairo_line_to (cr, points[i].x / 1000.0, points[i].y / 1000.0);
}

static void
add_shape (cairo_t *cr, const WgShape *shape)
{
  cairo_new_path (cr);
  for (guint i = 0; shape != NULL && i < shape->rings->len; i++)
    {
      cairo_new_sub_path (cr);
      add_ring (cr, &WG_SHAPE_POINT (shape, WG_SHAPE_RING (shape, i).first),
                WG_SHAPE_RING (shape, i).n_points);
      cairo_close_path (cr);
    }
}

/* Fills what only @shape has. */
static void
fill_rest (cairo_t *cr, const WgShape *shape, const WgShape *other, const GdkRGBA *colour)
{
  if (shape == NULL)
    return;
  cairo_push_group (cr);
  add_shape (cr, shape);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_fill (cr);
  if (other != NULL)
    {
      cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
      add_shape (cr, other);
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_fill (cr);
    }
  cairo_pop_group_to_source (cr);
  cairo_paint_with_alpha (cr, 0.45);
}

static void
stroke (cairo_t *cr, double width, const GdkRGBA *colour, double alpha)
{
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_set_line_width (cr, width);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, alpha);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static WgEnvelope
find_window (WgImportDifferenceMap *self, double width, double height)
{
  double scale = MIN (width, height) / self->view.size;
  double dx = width / scale / 2, dy = height / scale / 2;

  return (WgEnvelope){ (gint32) CLAMP ((self->view.x - dx) * 1000.0, G_MININT32, G_MAXINT32),
                       (gint32) CLAMP ((self->view.y - dy) * 1000.0, G_MININT32, G_MAXINT32),
                       (gint32) CLAMP ((self->view.x + dx) * 1000.0, G_MININT32, G_MAXINT32),
                       (gint32) CLAMP ((self->view.y + dy) * 1000.0, G_MININT32, G_MAXINT32) };
}

static void
draw_present (WgImportDifferenceMap *self, cairo_t *cr, const WgEnvelope *window)
{
  const WgCoverage *coverage = wg_plan_get_coverage (self->comparison->plan);
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));

  wg_coverage_arcs_in (coverage, window, arcs);
  cairo_new_path (cr);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgArc *arc = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i));

      cairo_new_sub_path (cr);
      add_ring (cr, arc->line->points, arc->line->n_points);
    }
}

static void
draw (WgImportDifferenceMap *self, cairo_t *cr, double width, double height)
{
  double scale = MIN (width, height) / self->view.size;
  WgEnvelope window = find_window (self, width, height);
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA text, gain = { 0.15, 0.64, 0.41, 1.0 }, loss = { 0.88, 0.11, 0.14, 1.0 };

  gtk_style_context_get_color (context, &text);
  gtk_style_context_lookup_color (context, "success_color", &gain);
  gtk_style_context_lookup_color (context, "error_color", &loss);
  cairo_translate (cr, width / 2, height / 2);
  cairo_scale (cr, scale, -scale);
  cairo_translate (cr, -self->view.x, -self->view.y);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  fill_rest (cr, self->after, self->before, &gain);
  fill_rest (cr, self->before, self->after, &loss);
  draw_present (self, cr, &window);
  stroke (cr, 1.0, &text, 0.4);
  add_shape (cr, self->before);
  stroke (cr, 1.6, &loss, 0.9);
  add_shape (cr, self->after);
  stroke (cr, 1.6, &gain, 0.9);
}

static View
find_view (const WgEnvelope *envelope)
{
  double width = ((double) envelope->max_x - envelope->min_x) / 1000.0;
  double height = ((double) envelope->max_y - envelope->min_y) / 1000.0;

  return (View){ ((double) envelope->min_x + envelope->max_x) / 2000.0,
                 ((double) envelope->min_y + envelope->max_y) / 2000.0,
                 MAX (LEAST_M, MAX (width, height) * (1.0 + 2.0 * MARGIN)) };
}

static void
fly_cb (double share, gpointer user_data)
{
  WgImportDifferenceMap *self = user_data;

  self->view.x = self->from.x + share * (self->to.x - self->from.x);
  self->view.y = self->from.y + share * (self->to.y - self->from.y);
  self->view.size = self->from.size + share * (self->to.size - self->from.size);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
fly_to (WgImportDifferenceMap *self, View to)
{
  self->from = self->view.size > 0 ? self->view : to;
  self->to = to;
  adw_animation_reset (self->flight);
  adw_animation_play (self->flight);
}

static void
wg_import_difference_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgImportDifferenceMap *self = WG_IMPORT_DIFFERENCE_MAP (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr = NULL;

  if (self->comparison == NULL || self->view.size <= 0 || width == 0 || height == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  draw (self, cr, width, height);
  cairo_destroy (cr);
}

static void
wg_import_difference_map_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                                  int *minimum, int *natural, int *minimum_baseline,
                                  int *natural_baseline)
{
  *minimum = 160;
  *natural = 320;
  *minimum_baseline = *natural_baseline = -1;
}

static void
wg_import_difference_map_dispose (GObject *object)
{
  WgImportDifferenceMap *self = WG_IMPORT_DIFFERENCE_MAP (object);

  if (self->flight != NULL)
    adw_animation_reset (self->flight);
  g_clear_object (&self->flight);
  g_clear_pointer (&self->before, wg_shape_free);
  g_clear_pointer (&self->after, wg_shape_free);

  G_OBJECT_CLASS (wg_import_difference_map_parent_class)->dispose (object);
}

static void
wg_import_difference_map_class_init (WgImportDifferenceMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_import_difference_map_dispose;

  widget_class->snapshot = wg_import_difference_map_snapshot;
  widget_class->measure = wg_import_difference_map_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
wg_import_difference_map_init (WgImportDifferenceMap *self)
{
  AdwAnimationTarget *target = adw_callback_animation_target_new (fly_cb, self, NULL);

  self->flight = adw_timed_animation_new (GTK_WIDGET (self), 0.0, 1.0, FLIGHT_MS, target);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
wg_import_difference_map_set_comparison (WgImportDifferenceMap *self,
                                         const WgImportComparison *comparison)
{
  self->comparison = comparison;
  self->view.size = 0;
  wg_import_difference_map_point_at (self, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
wg_import_difference_map_point_at (WgImportDifferenceMap *self, const WgUpdateItem *item)
{
  WgEnvelope envelope = WG_ENVELOPE_EMPTY;

  g_clear_pointer (&self->before, wg_shape_free);
  g_clear_pointer (&self->after, wg_shape_free);
  if (self->comparison == NULL)
    return;
  if (item == NULL)
    envelope = wg_coverage_envelope (wg_plan_get_coverage (self->comparison->plan));
  if (item != NULL && item->grid != 0)
    {
      WgEnvelope extent = wg_plan_get_extent (self->comparison->plan, item->grid);

      self->before = wg_shape_new ();
      wg_plan_get_shape (self->comparison->plan, item->grid, self->before);
      wg_envelope_add (&envelope, &extent);
    }
  if (item != NULL && item->row != G_MAXUINT)
    {
      const WgIncomingGrid *row = g_ptr_array_index (self->comparison->incoming->grids, item->row);
      WgEnvelope extent = wg_shape_envelope (row->shape);

      self->after = wg_shape_copy (row->shape);
      wg_envelope_add (&envelope, &extent);
    }
  if (!wg_envelope_is_empty (&envelope))
    fly_to (self, find_view (&envelope));
}
