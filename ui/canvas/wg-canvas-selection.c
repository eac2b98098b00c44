/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-canvas-selection"

#include "wg-canvas-selection.h"

#include "wg-canvas-private.h"

#include <math.h>
#include <string.h>

#define MARGIN 128     /* device pixels around the view, for panning */
#define SHAPE_LIMIT 600 /* more faces than this are painted from the id picture */
#define TINT 0.16

/* What a worker paints; it owns all of it. */
typedef struct
{
  WgViewport viewport;     /* with the margin, then cut to what is selected */
  GPtrArray *shapes;       /* of WgShape, shared, immutable; NULL: by ids */
  WgEnvelope extent;       /* of the shapes */
  GBytes *flags;           /* by grid id: is it, or something above it, selected */
  WgSceneSnapshot *snapshot;
  GdkRGBA colour;
  double pixel; /* device pixels per logical one */
  cairo_surface_t *surface;
} Paint;

struct _WgCanvasSelection
{
  WgCanvasSelectionFunc ready;
  gpointer user_data;

  GPtrArray *shapes;
  GBytes *flags;
  WgEnvelope extent;
  gboolean is_empty;
  WgSceneSnapshot *snapshot;
  GdkRGBA colour;
  double pixel; /* device pixels per logical one */
  WgViewport viewport;

  cairo_surface_t *surface; /* of shown */
  WgViewport shown;
  GCancellable *painting; /* NULL: no worker */
  gboolean is_stale;      /* paint again when the worker is done */
};

static void start_paint (WgCanvasSelection *self);

static void
paint_free (Paint *paint)
{
  g_clear_pointer (&paint->shapes, g_ptr_array_unref);
  g_clear_pointer (&paint->flags, g_bytes_unref);
  g_clear_pointer (&paint->snapshot, wg_scene_snapshot_unref);
  g_clear_pointer (&paint->surface, cairo_surface_destroy);
  g_free (paint);
}

/** Cuts the picture to the box of the shapes, on whole pixels; FALSE when nothing is left. */
static gboolean
cut_to_extent (Paint *paint)
{
  WgViewport *v = &paint->viewport;
  double left = floor (wg_viewport_to_pixel_x (v, paint->extent.min_x)) - 8;
  double right = ceil (wg_viewport_to_pixel_x (v, paint->extent.max_x)) + 8;
  double top = floor (wg_viewport_to_pixel_y (v, paint->extent.max_y)) - 8;
  double bottom = ceil (wg_viewport_to_pixel_y (v, paint->extent.min_y)) + 8;

  left = CLAMP (left, 0, v->width);
  right = CLAMP (right, 0, v->width);
  top = CLAMP (top, 0, v->height);
  bottom = CLAMP (bottom, 0, v->height);
  if (right - left < 1 || bottom - top < 1)
    return FALSE;
  v->center_x = wg_viewport_from_pixel_x (v, (left + right) / 2);
  v->center_y = wg_viewport_from_pixel_y (v, (top + bottom) / 2);
  v->width = right - left;
  v->height = bottom - top;
  return TRUE;
}

static void
paint_shapes (Paint *paint, GCancellable *cancellable)
{
  cairo_t *cr = cairo_create (paint->surface);
  const GdkRGBA *c = &paint->colour;

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  /* The light casing of all, then the lines of all: a neighbour's casing hides no line. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < paint->shapes->len && !g_cancellable_is_cancelled (cancellable); i++)
      {
        wg_canvas_trace_shape (cr, &paint->viewport, g_ptr_array_index (paint->shapes, i));
        if (pass == 0)
          {
            cairo_set_source_rgba (cr, c->red, c->green, c->blue, TINT);
            cairo_fill_preserve (cr);
            cairo_set_source_rgba (cr, 1, 1, 1, 0.8);
            cairo_set_line_width (cr, 5.5 * paint->pixel);
          }
        else
          {
            cairo_set_source_rgb (cr, c->red, c->green, c->blue);
            cairo_set_line_width (cr, 2.5 * paint->pixel);
          }
        cairo_stroke (cr);
      }
  cairo_destroy (cr);
}

static guint32
premultiply (const GdkRGBA *c, double alpha)
{
  return (guint32) lrint (alpha * 255) << 24 | (guint32) lrint (c->red * alpha * 255) << 16
         | (guint32) lrint (c->green * alpha * 255) << 8 | (guint32) lrint (c->blue * alpha * 255);
}

/** From the id picture: tint where the owner is selected, a line along the edge of that. */
static void
paint_ids (Paint *paint, GCancellable *cancellable)
{
  int width = (int) paint->viewport.width, height = (int) paint->viewport.height;
  g_autofree guint32 *ids = g_new (guint32, (gsize) width * (gsize) height);
  gsize n_flags = 0;
  const guint8 *flags = g_bytes_get_data (paint->flags, &n_flags);
  guint8 *pixels = cairo_image_surface_get_data (paint->surface);
  int stride = cairo_image_surface_get_stride (paint->surface);
  guint32 tint = premultiply (&paint->colour, TINT), line = premultiply (&paint->colour, 1);
  int reach = MAX (1, (int) lrint (paint->pixel));

  wg_scene_paint_ids (paint->snapshot, &paint->viewport, ids, cancellable);
  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    ids[i] = ids[i] < n_flags && flags[ids[i]];
  for (int y = 0; y < height && !g_cancellable_is_cancelled (cancellable); y++)
    {
      guint32 *row = (guint32 *) (gpointer) (pixels + (gsize) y * (gsize) stride);
      int above = MAX (0, y - reach) * width, below = MIN (height - 1, y + reach) * width;
      for (int x = 0; x < width; x++)
        {
          int left = MAX (0, x - reach), right = MIN (width - 1, x + reach);
          guint n = ids[y * width + left] + ids[y * width + right] + ids[above + x] + ids[below + x];
          guint here = ids[y * width + x];
          row[x] = here + n > 0 && here + n < 5 ? line : here ? tint : 0;
        }
    }
}

static void
paint_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Paint *paint = task_data;

  if (paint->shapes == NULL || cut_to_extent (paint))
    {
      paint->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) paint->viewport.width,
                                                   (int) paint->viewport.height);
      cairo_surface_flush (paint->surface);
      if (paint->shapes != NULL)
        paint_shapes (paint, cancellable);
      else
        paint_ids (paint, cancellable);
      cairo_surface_mark_dirty (paint->surface);
    }
  g_task_return_boolean (task, TRUE);
}

static void
painted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  WgCanvasSelection *self = NULL;
  Paint *paint = g_task_get_task_data (G_TASK (result));

  /* Cancelled only by what renews or frees the selection. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  self = data;
  g_clear_object (&self->painting);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->surface = g_steal_pointer (&paint->surface);
  self->shown = paint->viewport;
  if (self->is_stale)
    start_paint (self);
  self->ready (self, self->user_data);
}

static void
stop_paint (WgCanvasSelection *self)
{
  if (self->painting != NULL)
    g_cancellable_cancel (self->painting);
  g_clear_object (&self->painting);
}

static void
start_paint (WgCanvasSelection *self)
{
  g_autoptr (GTask) task = NULL;
  Paint *paint = NULL;

  self->is_stale = FALSE;
  if (self->is_empty || self->viewport.scale <= 0 || self->viewport.width < 1
      || (self->shapes == NULL && self->snapshot == NULL))
    {
      g_clear_pointer (&self->surface, cairo_surface_destroy);
      return;
    }
  paint = g_new0 (Paint, 1);
  paint->viewport = self->viewport;
  paint->viewport.width += 2 * MARGIN;
  paint->viewport.height += 2 * MARGIN;
  paint->extent = self->extent;
  paint->colour = self->colour;
  paint->pixel = self->pixel;
  paint->shapes = self->shapes != NULL ? g_ptr_array_ref (self->shapes) : NULL;
  paint->flags = self->flags != NULL ? g_bytes_ref (self->flags) : NULL;
  paint->snapshot = self->snapshot != NULL ? wg_scene_snapshot_ref (self->snapshot) : NULL;
  self->painting = g_cancellable_new ();
  task = g_task_new (NULL, self->painting, painted_cb, self);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, paint, (GDestroyNotify) paint_free);
  g_task_run_in_thread (task, paint_in_worker);
}

/** What is selected changed: the running worker paints the wrong thing. */
static void
restart_paint (WgCanvasSelection *self)
{
  stop_paint (self);
  start_paint (self);
}

static void
flag_below (WgPlan *plan, guint32 grid, guint8 *flags)
{
  const GArray *children = wg_plan_get_children (plan, grid);

  flags[grid] = 1;
  for (guint i = 0; children != NULL && i < children->len; i++)
    flag_below (plan, g_array_index (children, guint32, i), flags);
}

static void
collect_flags (WgCanvasSelection *self, WgPlan *plan, const GArray *grids)
{
  gsize n = wg_plan_get_grid_limit (plan);
  guint8 *flags = g_malloc0 (n);

  for (guint i = 0; i < grids->len; i++)
    if (g_array_index (grids, guint32, i) < n)
      flag_below (plan, g_array_index (grids, guint32, i), flags);
  self->flags = g_bytes_new_take (flags, n);
}

static void
collect_shapes (WgCanvasSelection *self, WgPlan *plan, const GArray *grids)
{
  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_free);
  for (guint i = 0; i < grids->len; i++)
    {
      guint32 id = g_array_index (grids, guint32, i);
      WgShape *shape = NULL;
      WgEnvelope envelope;

      if (wg_plan_get_grid (plan, id) == NULL)
        continue;
      shape = wg_shape_new ();
      wg_plan_get_shape (plan, id, shape);
      envelope = wg_shape_envelope (shape);
      if (!wg_envelope_is_empty (&envelope))
        wg_envelope_add (&self->extent, &envelope);
      g_ptr_array_add (self->shapes, shape);
    }
}

static gboolean
is_large (WgPlan *plan, const GArray *grids)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (WgFaceId));

  if (grids->len > SHAPE_LIMIT)
    return TRUE;
  for (guint i = 0; i < grids->len && faces->len <= SHAPE_LIMIT; i++)
    wg_plan_collect_faces (plan, g_array_index (grids, guint32, i), faces);
  return faces->len > SHAPE_LIMIT;
}

WgCanvasSelection *
wg_canvas_selection_new (WgCanvasSelectionFunc ready, gpointer user_data)
{
  WgCanvasSelection *self = g_new0 (WgCanvasSelection, 1);

  self->ready = ready;
  self->user_data = user_data;
  self->is_empty = TRUE;
  self->pixel = 1;
  return self;
}

void
wg_canvas_selection_free (WgCanvasSelection *self)
{
  stop_paint (self);
  g_clear_pointer (&self->shapes, g_ptr_array_unref);
  g_clear_pointer (&self->flags, g_bytes_unref);
  g_clear_pointer (&self->snapshot, wg_scene_snapshot_unref);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

void
wg_canvas_selection_set_colour (WgCanvasSelection *self, const GdkRGBA *colour, double pixel)
{
  self->colour = *colour;
  self->pixel = pixel;
  restart_paint (self);
}

void
wg_canvas_selection_set_scene (WgCanvasSelection *self, WgSceneSnapshot *snapshot)
{
  g_clear_pointer (&self->snapshot, wg_scene_snapshot_unref);
  self->snapshot = snapshot != NULL ? wg_scene_snapshot_ref (snapshot) : NULL;
}

void
wg_canvas_selection_set_grids (WgCanvasSelection *self, WgPlan *plan, const GArray *grids)
{
  g_clear_pointer (&self->shapes, g_ptr_array_unref);
  g_clear_pointer (&self->flags, g_bytes_unref);
  self->extent = WG_ENVELOPE_EMPTY;
  self->is_empty = plan == NULL || grids == NULL || grids->len == 0;
  if (!self->is_empty)
    {
      if (is_large (plan, grids))
        collect_flags (self, plan, grids);
      else
        collect_shapes (self, plan, grids);
    }
  restart_paint (self);
}

void
wg_canvas_selection_set_viewport (WgCanvasSelection *self, const WgViewport *viewport)
{
  if (memcmp (&self->viewport, viewport, sizeof *viewport) == 0)
    return;
  self->viewport = *viewport;
  if (self->painting != NULL)
    self->is_stale = TRUE;
  else
    start_paint (self);
}

gboolean
wg_canvas_selection_piece (WgCanvasSelection *self, const WgViewport *viewport,
                           WgTilePiece *piece_out)
{
  WgViewport *shown = &self->shown;
  double factor = 0;

  if (self->surface == NULL)
    return FALSE;
  factor = viewport->scale / shown->scale;
  piece_out->surface = self->surface;
  piece_out->is_scaled = viewport->scale != shown->scale;
  piece_out->width = round (shown->width * factor);
  piece_out->height = round (shown->height * factor);
  piece_out->x = round (wg_viewport_to_pixel_x (viewport, shown->center_x) - shown->width * factor / 2);
  piece_out->y
    = round (wg_viewport_to_pixel_y (viewport, shown->center_y) - shown->height * factor / 2);
  return piece_out->x < viewport->width && piece_out->y < viewport->height
         && piece_out->x + piece_out->width > 0 && piece_out->y + piece_out->height > 0;
}

guint
wg_canvas_selection_pending (WgCanvasSelection *self)
{
  return self->painting != NULL ? 1 : 0;
}
