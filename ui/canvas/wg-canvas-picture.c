/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas"

#include "wg-canvas-private.h"

#include "../../app/geometry/wg-coverage-shape.h"

struct _WgCanvasPicture
{
  WgCanvas *canvas; /* borrowed: it owns the picture */
};

WgCanvasPicture *
wg_canvas_picture_new (WgCanvas *canvas)
{
  WgCanvasPicture *picture = g_new0 (WgCanvasPicture, 1);

  picture->canvas = canvas;
  return picture;
}

void
wg_canvas_picture_free (WgCanvasPicture *picture)
{
  g_free (picture);
}

void
wg_canvas_picture_snapshot (WgCanvasPicture *picture, GtkSnapshot *snapshot)
{
  WgCanvas *canvas = picture->canvas;
  const WgViewport *v = &canvas->viewport;
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (WgArcId));
  WgEnvelope seen = wg_viewport_envelope (v);
  WgCoverage *coverage = NULL;
  cairo_t *cr = NULL;

  if (canvas->plan == NULL)
    return;
  coverage = wg_plan_get_coverage (canvas->plan);
  wg_coverage_arcs_in (coverage, &seen, arcs);
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) v->width, (float) v->height));
  cairo_set_line_width (cr, 1);
  cairo_set_source_rgb (cr, 0.4, 0.4, 0.4);
  for (guint i = 0; i < arcs->len; i++)
    {
      const WgLine *line = wg_coverage_arc (coverage, g_array_index (arcs, WgArcId, i))->line;
      for (guint j = 0; j < line->n_points; j++)
        cairo_line_to (cr, wg_viewport_to_pixel_x (v, line->points[j].x),
                       wg_viewport_to_pixel_y (v, line->points[j].y));
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
}

void
wg_canvas_picture_view_changed (WgCanvasPicture *picture, gboolean settled)
{
}

void
wg_canvas_picture_restyle (WgCanvasPicture *picture)
{
}

void
wg_canvas_picture_plan_replaced (WgCanvasPicture *picture)
{
}

void
wg_canvas_picture_plan_changed (WgCanvasPicture *picture, const WgChange *change)
{
}

void
wg_canvas_picture_labels_changed (WgCanvasPicture *picture)
{
}

void
wg_canvas_picture_selection_changed (WgCanvasPicture *picture)
{
}

void
wg_canvas_picture_unrealize (WgCanvasPicture *picture)
{
}

guint
wg_canvas_picture_pending (WgCanvasPicture *picture)
{
  return 0;
}
