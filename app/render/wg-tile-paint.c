/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-tile-set"

#include "wg-tile-paint.h"

#include "wg-painter.h"

#include <math.h>

WgTileLayers *
wg_tile_layers_new (const WgTileLayer *layers, guint n_layers, const WgTileLayers *previous)
{
  WgTileLayers *self = g_new0 (WgTileLayers, 1);

  self->ref_count = 1;
  self->n_layers = n_layers;
  self->layers = g_memdup2 (layers, n_layers * sizeof (WgTileLayer));
  self->indexes = g_new0 (WgLineworkIndex *, n_layers + 1);
  for (guint i = 0; i < n_layers; i++)
    {
      if (layers[i].kind != WG_TILE_LAYER_LINEWORK || layers[i].linework == NULL)
        continue;
      for (guint j = 0; previous != NULL && j < previous->n_layers; j++)
        if (self->indexes[i] == NULL && previous->layers[j].linework == layers[i].linework)
          self->indexes[i] = wg_linework_index_ref (previous->indexes[j]);
      if (self->indexes[i] == NULL)
        self->indexes[i] = wg_linework_index_new (layers[i].linework);
    }
  return self;
}

WgTileLayers *
wg_tile_layers_ref (WgTileLayers *layers)
{
  g_atomic_int_inc (&layers->ref_count);
  return layers;
}

void
wg_tile_layers_unref (WgTileLayers *layers)
{
  if (!g_atomic_int_dec_and_test (&layers->ref_count))
    return;
  for (guint i = 0; i < layers->n_layers; i++)
    {
      g_clear_pointer (&layers->indexes[i], wg_linework_index_unref);
      if (layers->layers[i].destroy != NULL)
        layers->layers[i].destroy (layers->layers[i].user_data);
    }
  g_free (layers->indexes);
  g_free (layers->layers);
  g_free (layers);
}

static gint
find_coverage (const WgTileLayers *layers)
{
  for (guint i = 0; i < layers->n_layers; i++)
    if (layers->layers[i].kind == WG_TILE_LAYER_COVERAGE)
      return (gint) i;
  return -1;
}

gboolean
wg_tile_layers_has_coverage (const WgTileLayers *layers)
{
  return find_coverage (layers) >= 0;
}

static void
paint_raster (const WgTileLayer *layer, const WgViewport *viewport, const WgTarget *target,
              GCancellable *cancellable)
{
  WgEnvelope envelope = wg_viewport_envelope (viewport);
  g_autoptr (WgPixels) pixels = NULL;
  guint32 cover = (guint32) lrint (CLAMP (layer->opacity, 0, 1) * 255);

  if (!wg_envelope_intersects (&envelope, &layer->envelope))
    return;
  pixels = layer->read (&envelope, target->width, target->height, cancellable, layer->user_data);
  for (guint row = 0; pixels != NULL && row < MIN (pixels->height, target->height); row++)
    {
      const guint32 *from = pixels->argb + (gsize) row * pixels->width;
      guint32 *to = (guint32 *) (target->argb + row * target->stride);
      for (guint x = 0; x < MIN (pixels->width, target->width); x++)
        to[x] = wg_blend (to[x], from[x], cover);
    }
}

/* The layers first..end of one kind. */
static void
paint_layers (WgTileLayers *layers, guint first, guint end, WgTileLayerKind kind,
              const WgStyle *style, const WgViewport *viewport, const WgTarget *target,
              GCancellable *cancellable)
{
  for (guint i = first; i < end && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const WgTileLayer *layer = &layers->layers[i];
      if (layer->kind != kind || layer->opacity <= 0)
        continue;
      if (kind == WG_TILE_LAYER_RASTER)
        paint_raster (layer, viewport, target, cancellable);
      else if (layers->indexes[i] != NULL)
        wg_linework_index_paint (layers->indexes[i], viewport, style, layer->opacity, target,
                                 cancellable);
    }
}

/* One past the topmost raster among the layers 0..end. */
static guint
end_of_rasters (const WgTileLayers *layers, guint end)
{
  while (end > 0 && layers->layers[end - 1].kind != WG_TILE_LAYER_RASTER)
    end--;
  return end;
}

static gboolean
has_raster_below (const WgTileLayers *layers, guint end, const WgViewport *viewport)
{
  WgEnvelope envelope = wg_viewport_envelope (viewport);

  for (guint i = 0; i < end; i++)
    if (layers->layers[i].kind == WG_TILE_LAYER_RASTER && layers->layers[i].opacity > 0
        && wg_envelope_intersects (&envelope, &layers->layers[i].envelope))
      return TRUE;
  return FALSE;
}

void
wg_tile_layers_paint (WgTileLayers *layers, WgSceneSnapshot *snapshot, const WgStyle *style,
                      const WgViewport *viewport, cairo_surface_t *surface,
                      GCancellable *cancellable)
{
  WgTarget target = { cairo_image_surface_get_data (surface),
                      (gsize) cairo_image_surface_get_stride (surface),
                      (guint) cairo_image_surface_get_width (surface),
                      (guint) cairo_image_surface_get_height (surface) };
  gint coverage = snapshot != NULL ? find_coverage (layers) : -1;
  guint below = coverage >= 0 ? (guint) coverage : 0;
  guint top = end_of_rasters (layers, below);
  double opacity = coverage >= 0 ? layers->layers[coverage].opacity : 0;
  gboolean has_raster = has_raster_below (layers, below, viewport);
  WgPainting painting;

  cairo_surface_flush (surface);
  wg_painting_init (&painting, coverage >= 0 ? snapshot : NULL, viewport, style, &target);
  wg_painting_paint (&painting, WG_PAINT_BACKGROUND | (has_raster ? 0 : WG_PAINT_FILLS), opacity,
                     cancellable);
  /* A raster covers the linework that is below it in the list. */
  for (guint i = 0; i < top; i++)
    paint_layers (layers, i, i + 1, layers->layers[i].kind, style, viewport, &target, cancellable);
  if (has_raster)
    wg_painting_paint (&painting, WG_PAINT_FILLS, style->fill_opacity * opacity, cancellable);
  paint_layers (layers, top, below, WG_TILE_LAYER_LINEWORK, style, viewport, &target, cancellable);
  wg_painting_paint (&painting, WG_PAINT_BORDERS, 1, cancellable);
  for (guint i = coverage >= 0 ? below + 1 : 0; i < layers->n_layers; i++)
    paint_layers (layers, i, i + 1, layers->layers[i].kind, style, viewport, &target, cancellable);
  wg_painting_clear (&painting);
  cairo_surface_mark_dirty (surface);
}
