/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <xmmintrin.h>

G_BEGIN_DECLS

/*
 * The signed-area sweep. Each edge adds, to the cells that it passes, how much of the pixels east
 * of it changes; the running sum along a row is then the exact area coverage of every pixel.
 * Cells hold one float (a mask) or four (a colour that changes from one side to the other).
 * Source of the area formula: font-rs by Raph Levien,
 * https://medium.com/@raphlinus/inside-the-fastest-font-renderer-in-the-world-75ae5270c445
 */
typedef struct
{
  float *cells;  /* rows * stride * (1 or 4), 16-byte aligned, all zero between pictures */
  guint stride;  /* cells in a row: width + 2 */
  guint width;
  guint rows;
} WgSweep;

void wg_sweep_init  (WgSweep *sweep,
                     guint    width,
                     guint    rows,
                     guint    n_channels);
void wg_sweep_clear (WgSweep *sweep);

/* @is_colour is a constant at each call, so that the compiler makes two lean versions. */
#define WG_SWEEP_INLINE static inline __attribute__ ((always_inline))

WG_SWEEP_INLINE void
wg_sweep_put (float *cells, gsize i, __m128 delta, float value, gboolean is_colour)
{
  if (is_colour)
    {
      float *cell = cells + 4 * i;
      _mm_store_ps (cell, _mm_add_ps (_mm_load_ps (cell), _mm_mul_ps (delta, _mm_set1_ps (value))));
    }
  else
    cells[i] += value;
}

/* One row's part of an edge: from xa to xb (xa <= xb, both inside), @d rows high and signed. */
WG_SWEEP_INLINE void
wg_sweep_row (float *row, float xa, float xb, float d, __m128 delta, gboolean is_colour)
{
  int first = (int) xa;
  int end = (int) xb;

  end += (float) end < xb;
  if (end <= first + 1)
    {
      float middle = 0.5f * (xa + xb) - (float) first;
      wg_sweep_put (row, first, delta, d - d * middle, is_colour);
      wg_sweep_put (row, first + 1, delta, d * middle, is_colour);
    }
  else
    {
      float s = 1.0f / (xb - xa);
      float from = xa - (float) first;
      float to = xb - (float) end + 1.0f;
      float area_first = 0.5f * s * (1.0f - from) * (1.0f - from);
      float area_last = 0.5f * s * to * to;

      wg_sweep_put (row, first, delta, d * area_first, is_colour);
      if (end == first + 2)
        wg_sweep_put (row, first + 1, delta, d * (1.0f - area_first - area_last), is_colour);
      else
        {
          float area_second = s * (1.5f - from);
          wg_sweep_put (row, first + 1, delta, d * (area_second - area_first), is_colour);
          for (int x = first + 2; x < end - 1; x++)
            wg_sweep_put (row, x, delta, d * s, is_colour);
          area_second += (float) (end - first - 3) * s;
          wg_sweep_put (row, end - 1, delta, d * (1.0f - area_second - area_last), is_colour);
        }
      wg_sweep_put (row, end, delta, d * area_last, is_colour);
    }
}

/* An edge inside of the cells, y0 < y1; @sign is -1 for an edge that runs up. */
WG_SWEEP_INLINE void
wg_sweep_inside (WgSweep *sweep, float x0, float y0, float x1, float y1, float sign, __m128 delta,
                 gboolean is_colour)
{
  float slope = (x1 - x0) / (y1 - y0);
  float x = x0, last = (float) sweep->width;
  gsize pitch = (gsize) sweep->stride * (is_colour ? 4 : 1);
  int row = (int) y0;
  float *cells = sweep->cells + row * pitch;

  for (; row < (int) sweep->rows && (float) row < y1; row++, cells += pitch)
    {
      float from = MAX (y0, (float) row), to = MIN (y1, (float) row + 1.0f);
      float next = to == y1 ? x1 : x + slope * (to - from);
      float xa = MIN (x, next), xb = MAX (x, next);

      xa = CLAMP (xa, 0.0f, last);
      xb = CLAMP (xb, 0.0f, last);
      wg_sweep_row (cells, xa, xb, sign * (to - from), delta, is_colour);
      x = next;
    }
}

/* Any edge; (0, 0) is the corner of the first cell. What is west of the cells counts for the
 * first column, what is elsewhere outside for nothing. */
WG_SWEEP_INLINE void
wg_sweep_edge (WgSweep *sweep, double x0, double y0, double x1, double y1, __m128 delta,
               gboolean is_colour)
{
  float sign = 1.0f;
  double width = sweep->width, rows = sweep->rows;
  double slope = 0, y = 0;

  if (y0 > y1)
    {
      double t = y0;
      y0 = y1;
      y1 = t;
      t = x0;
      x0 = x1;
      x1 = t;
      sign = -1.0f;
    }
  if (y1 <= 0 || y0 >= rows || y0 == y1 || (x0 >= width && x1 >= width))
    return;
  slope = (x1 - x0) / (y1 - y0);
  if (y0 < 0)
    {
      x0 -= y0 * slope;
      y0 = 0;
    }
  if (y1 > rows)
    {
      x1 -= (y1 - rows) * slope;
      y1 = rows;
    }
  if (x0 <= 0 && x1 <= 0)
    x0 = x1 = 0;
  else if (x0 < 0)
    {
      y = CLAMP (y0 - x0 / slope, y0, y1);
      wg_sweep_inside (sweep, 0, (float) y0, 0, (float) y, sign, delta, is_colour);
      x0 = 0;
      y0 = y;
    }
  else if (x1 < 0)
    {
      y = CLAMP (y1 - x1 / slope, y0, y1);
      wg_sweep_inside (sweep, 0, (float) y, 0, (float) y1, sign, delta, is_colour);
      x1 = 0;
      y1 = y;
    }
  if (x0 > width && slope != 0)
    {
      y0 = CLAMP (y0 + (width - x0) / slope, y0, y1);
      x0 = width;
    }
  else if (x1 > width && slope != 0)
    {
      y1 = CLAMP (y1 + (width - x1) / slope, y0, y1);
      x1 = width;
    }
  wg_sweep_inside (sweep, (float) x0, (float) y0, (float) x1, (float) y1, sign, delta, is_colour);
}

G_END_DECLS
