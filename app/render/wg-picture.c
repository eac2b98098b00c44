/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-picture"

#include "wg-picture.h"

#include "wg-render-error.h"

#define MARGIN 24.0

/* The deepest level that has grids: an empty level below would wash the picture out. */
static guint
find_deepest (WgPlan *plan)
{
  guint depth = wg_plan_get_n_levels (plan);

  while (depth > 1 && wg_plan_count_grids (plan, depth) == 0)
    depth--;
  return depth;
}

gboolean
wg_picture_write_png (WgPlan *plan, const char *path, const WgPictureOptions *options,
                      GError **error)
{
  g_autoptr (WgScene) scene = wg_scene_new (plan);
  guint depth = options->fill_depth != 0 ? options->fill_depth : find_deepest (plan);
  g_autoptr (WgSceneSnapshot) snapshot = wg_scene_snapshot (scene, depth);
  WgEnvelope envelope = options->envelope != NULL ? *options->envelope : wg_scene_envelope (scene);
  WgViewport viewport = { 0, 0, 1, options->width, options->height };
  cairo_surface_t *surface = NULL;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  if (!wg_envelope_is_empty (&envelope))
    wg_viewport_fit (&viewport, &envelope, MARGIN);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) options->width,
                                        (int) options->height);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      wg_scene_paint (snapshot, &viewport, options->style, FALSE,
                      cairo_image_surface_get_data (surface),
                      (gsize) cairo_image_surface_get_stride (surface), NULL);
      cairo_surface_mark_dirty (surface);
      if (options->labels)
        {
          cairo_t *cr = cairo_create (surface);

          wg_scene_paint_labels (snapshot, &viewport, options->style, options->codes, cr, NULL);
          cairo_destroy (cr);
        }
    }
  status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, WG_RENDER_ERROR, WG_RENDER_ERROR_WRITE, "%s: %s", path,
               cairo_status_to_string (status));
  return FALSE;
}
