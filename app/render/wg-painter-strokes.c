/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-painter"

#include "wg-painter.h"

#include <math.h>

#define BAND_ROWS 64

/* Grids narrower than this many pixels lose their borders by and by; wider ones have them whole. */
#define SIZE_FAINT 2.5
#define SIZE_WHOLE 26.0

double
wg_border_looks (const WgSceneSnapshot *snapshot, double scale, const WgStyle *style,
                 WgBorderLook *looks)
{
  guint depth = wg_scene_snapshot_depth (snapshot, scale);
  double widest = 0;

  looks[0] = (WgBorderLook){ 0, 0, 0 };
  for (guint rank = 1; rank <= WG_MAX_DEPTH; rank++)
    {
      double size = wg_scene_snapshot_size (snapshot, rank, scale);
      double part = CLAMP ((size - SIZE_FAINT) / (SIZE_WHOLE - SIZE_FAINT), 0, 1);
      gboolean is_below = rank > depth;

      /* The deepest of few levels is thin all the same. */
      guint line = rank > 1 && rank == snapshot->n_levels ? MAX (rank, 3) : rank;

      looks[rank].rgb = style->border[line];
      looks[rank].width = style->border_width[line] * (0.55 + 0.45 * part) * (is_below ? 0.75 : 1)
                          * snapshot->pixel_ratio;
      looks[rank].opacity = (0.12 + 0.88 * part) * (is_below ? 0.5 : 1);
      if (rank > snapshot->n_levels)
        looks[rank].width = 0;
      widest = MAX (widest, looks[rank].width);
    }
  return widest;
}

void
wg_painter_borders (const WgScreen *screen, const WgBorderLook *looks, const WgTarget *target,
                    GCancellable *cancellable)
{
  WgScreenBands bands;
  WgMask mask;
  double widest = 0;

  for (guint rank = 1; rank <= WG_MAX_DEPTH; rank++)
    widest = MAX (widest, looks[rank].width);
  wg_screen_bands_init (&bands, screen, WG_SCREEN_BORDER, BAND_ROWS, widest / 2 + 1);
  wg_mask_init (&mask, screen->width, BAND_ROWS);
  for (guint b = 0; b < bands.n_bands && !g_cancellable_is_cancelled (cancellable); b++)
    for (guint rank = WG_MAX_DEPTH; rank > 0; rank--)
      {
        for (guint i = bands.first[b]; i < bands.first[b + 1]; i++)
          {
            const WgScreenArc *arc = wg_screen_arc (screen, bands.items[i]);
            if (arc->rank == rank && looks[rank].width > 0)
              wg_mask_stroke (&mask, wg_screen_points (screen, arc), arc->n_points,
                              b * (double) BAND_ROWS, looks[rank].width);
          }
        wg_mask_compose (&mask, target, b * BAND_ROWS, looks[rank].rgb, looks[rank].opacity);
      }
  wg_mask_clear (&mask);
  wg_screen_bands_clear (&bands);
}
