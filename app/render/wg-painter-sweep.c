/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-painter"

#include "wg-painter.h"
#include "wg-sweep.h"

#include <emmintrin.h>
#include <math.h>

#define BAND_BYTES (512 * 1024) /* of sums at a time: they stay in the second cache */

/* One colour as the sums have it: premultiplied blue, green, red, alpha, 0 to 255. */
static __m128
make_colour (guint32 rgb, double opacity)
{
  float a = (float) opacity;
  return _mm_setr_ps ((float) (rgb & 0xff) * a, (float) (rgb >> 8 & 0xff) * a,
                      (float) (rgb >> 16 & 0xff) * a, 255.0f * a);
}

static void
make_colours (const WgStyle *style, double opacity, gboolean fill_outside,
              __m128 colours[WG_N_FILL_KINDS])
{
  for (guint i = 0; i < WG_N_FILLS; i++)
    {
      colours[i] = make_colour (style->fills[i], opacity);
      colours[WG_FILL_LIGHT + i] = make_colour (style->light_fills[i], opacity);
    }
  colours[WG_FILL_UNOWNED] = make_colour (style->unowned_fill, opacity);
  colours[WG_FILL_OUTSIDE] = make_colour (style->background, fill_outside ? 1 : 0);
}

static inline guint32
pack (__m128 sum)
{
  __m128i v = _mm_cvtps_epi32 (sum);
  v = _mm_packs_epi32 (v, v);
  v = _mm_packus_epi16 (v, v);
  return (guint32) _mm_cvtsi128_si32 (v);
}

/* The running sum of a row is its picture; empties the row. */
static void
write_row (float *cells, guint32 *pixels, guint width, __m128 start)
{
  const __m128 zero = _mm_setzero_ps ();
  __m128 sum = start;

  for (guint x = 0; x < width; x++)
    {
      sum = _mm_add_ps (sum, _mm_load_ps (cells + 4 * x));
      _mm_store_ps (cells + 4 * x, zero);
      pixels[x] = pack (sum);
    }
  _mm_store_ps (cells + 4 * width, zero);
  _mm_store_ps (cells + 4 * width + 4, zero);
}

static void
blend_row (float *cells, guint32 *pixels, guint width)
{
  const __m128 zero = _mm_setzero_ps ();
  __m128 sum = zero;

  for (guint x = 0; x < width; x++)
    {
      guint32 above = 0;
      sum = _mm_add_ps (sum, _mm_load_ps (cells + 4 * x));
      _mm_store_ps (cells + 4 * x, zero);
      above = pack (sum);
      if (above >> 24 == 255)
        pixels[x] = above;
      else if (above != 0)
        pixels[x] = wg_blend (pixels[x], above, 255);
    }
  _mm_store_ps (cells + 4 * width, zero);
  _mm_store_ps (cells + 4 * width + 4, zero);
}

static void
sweep_arc (WgSweep *sweep, const WgScreen *screen, const WgScreenArc *arc, double top,
           __m128 delta)
{
  const WgScreenPoint *p = wg_screen_points (screen, arc);

  for (guint i = 1; i < arc->n_points; i++)
    wg_sweep_edge (sweep, p[i - 1].x, p[i - 1].y - top, p[i].x, p[i].y - top, delta, TRUE);
}

void
wg_painter_fills (const WgScreen *screen, const WgStyle *style, double opacity,
                  gboolean fill_outside, const WgTarget *target, GCancellable *cancellable)
{
  __m128 colours[WG_N_FILL_KINDS];
  guint rows = CLAMP (BAND_BYTES / (screen->width * 16 + 1), 16, 64);
  gboolean is_opaque = fill_outside && opacity >= 1;
  WgScreenBands bands;
  WgSweep sweep;

  make_colours (style, opacity, fill_outside, colours);
  wg_screen_bands_init (&bands, screen, WG_SCREEN_FILL, rows, 0);
  wg_sweep_init (&sweep, screen->width, rows, 4);
  for (guint b = 0; b < bands.n_bands && !g_cancellable_is_cancelled (cancellable); b++)
    {
      guint top = b * rows;

      for (guint i = bands.first[b]; i < bands.first[b + 1]; i++)
        {
          const WgScreenArc *arc = wg_screen_arc (screen, bands.items[i]);
          sweep_arc (&sweep, screen, arc, top,
                     _mm_sub_ps (colours[arc->fill_left], colours[arc->fill_right]));
        }
      for (guint row = 0; row < rows && top + row < screen->height; row++)
        {
          float *cells = sweep.cells + (gsize) row * sweep.stride * 4;
          guint32 *pixels = (guint32 *) (target->argb + (top + row) * target->stride);
          if (is_opaque)
            write_row (cells, pixels, screen->width, colours[WG_FILL_OUTSIDE]);
          else
            blend_row (cells, pixels, screen->width);
        }
    }
  wg_sweep_clear (&sweep);
  wg_screen_bands_clear (&bands);
}

/* Thin diagonal lines, eight pixels apart, fixed in the plane of pixels. */
static void
hatch_row (float *cells, guint32 *pixels, guint width, guint phase, guint32 rgb)
{
  float sum = 0;

  for (guint x = 0; x < width; x++)
    {
      guint at = (x + phase) & 7;
      sum += cells[x];
      cells[x] = 0;
      if (sum > 0.004f && at < 2)
        pixels[x] = wg_blend (pixels[x], wg_premultiply (rgb, 255),
                              (guint32) lrintf (CLAMP (sum, 0.0f, 1.0f) * (at == 0 ? 120 : 70)));
    }
  cells[width] = cells[width + 1] = 0;
}

void
wg_painter_hatch (const WgScreen *screen, const WgStyle *style, gint64 origin_x, gint64 origin_y,
                  const WgTarget *target)
{
  const guint rows = 64;
  WgScreenBands bands;
  WgSweep sweep;

  if (!(screen->parts & WG_SCREEN_HATCH))
    return;
  wg_screen_bands_init (&bands, screen, WG_SCREEN_HATCH, rows, 0);
  wg_sweep_init (&sweep, screen->width, rows, 1);
  for (guint b = 0; b < bands.n_bands; b++)
    {
      double top = b * (double) rows;
      gboolean has_any = bands.first[b] < bands.first[b + 1];

      for (guint i = bands.first[b]; i < bands.first[b + 1]; i++)
        {
          const WgScreenArc *arc = wg_screen_arc (screen, bands.items[i]);
          const WgScreenPoint *p = wg_screen_points (screen, arc);
          gboolean is_left = arc->fill_left == WG_FILL_UNOWNED;

          /* The sum grows by what is on the left of an edge that runs down the picture. */
          for (guint j = 1; j < arc->n_points; j++)
            {
              const WgScreenPoint *from = is_left ? &p[j - 1] : &p[j];
              const WgScreenPoint *to = is_left ? &p[j] : &p[j - 1];
              wg_sweep_edge (&sweep, from->x, from->y - top, to->x, to->y - top,
                             _mm_setzero_ps (), FALSE);
            }
        }
      for (guint row = 0; has_any && row < rows && top + row < screen->height; row++)
        {
          gint64 phase = origin_x + origin_y + (gint64) top + row;
          hatch_row (sweep.cells + (gsize) row * sweep.stride,
                     (guint32 *) (target->argb + ((gsize) top + row) * target->stride),
                     screen->width, (guint) (phase & 7), style->unowned_hatch);
        }
    }
  wg_sweep_clear (&sweep);
  wg_screen_bands_clear (&bands);
}
