/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-mask"

#include "wg-mask.h"

#include <math.h>
#include <string.h>
#include <emmintrin.h>

/* One segment of a stroke, ready for its distance to be asked for. */
typedef struct
{
  float ax, ay;
  float dx, dy;   /* to its other end */
  float inverse2; /* 1 / length squared; 0 for a point */
  float reach;    /* half of the width and half a pixel */
  float peak;     /* the most that a thin line covers */
} Capsule;

void
wg_mask_init (WgMask *mask, guint width, guint rows)
{
  mask->width = width;
  mask->rows = rows;
  mask->stride = (width + 15) & ~15u;
  mask->cover = g_aligned_alloc0 (rows, mask->stride, 16);
  mask->is_empty = TRUE;
}

void
wg_mask_clear (WgMask *mask)
{
  g_aligned_free (mask->cover);
  mask->cover = NULL;
}

/* Raises four pixels of a row to how much the capsule covers of them. */
static inline void
cover_four (guint8 *pixels, const Capsule *c, __m128 px, float py)
{
  const __m128 zero = _mm_setzero_ps ();
  __m128 vx = _mm_sub_ps (px, _mm_set1_ps (c->ax));
  __m128 vy = _mm_set1_ps (py - c->ay);
  __m128 t = _mm_add_ps (_mm_mul_ps (vx, _mm_set1_ps (c->dx)),
                         _mm_mul_ps (vy, _mm_set1_ps (c->dy)));
  __m128 cover;
  __m128i bytes;
  gint32 packed = 0, there = 0;

  t = _mm_mul_ps (t, _mm_set1_ps (c->inverse2));
  t = _mm_min_ps (_mm_max_ps (t, zero), _mm_set1_ps (1.0f));
  vx = _mm_sub_ps (vx, _mm_mul_ps (t, _mm_set1_ps (c->dx)));
  vy = _mm_sub_ps (vy, _mm_mul_ps (t, _mm_set1_ps (c->dy)));
  cover = _mm_sqrt_ps (_mm_add_ps (_mm_mul_ps (vx, vx), _mm_mul_ps (vy, vy)));
  cover = _mm_sub_ps (_mm_set1_ps (c->reach), cover);
  cover = _mm_min_ps (_mm_max_ps (cover, zero), _mm_set1_ps (c->peak));
  bytes = _mm_cvtps_epi32 (_mm_mul_ps (cover, _mm_set1_ps (255.0f)));
  bytes = _mm_packs_epi32 (bytes, bytes);
  bytes = _mm_packus_epi16 (bytes, bytes);
  memcpy (&there, pixels, 4);
  bytes = _mm_max_epu8 (bytes, _mm_cvtsi32_si128 (there));
  packed = _mm_cvtsi128_si32 (bytes);
  memcpy (pixels, &packed, 4);
}

static void
stroke_segment (WgMask *mask, const Capsule *c)
{
  float bx = c->ax + c->dx, by = c->ay + c->dy;
  float west = MIN (c->ax, bx) - c->reach, east = MAX (c->ax, bx) + c->reach;
  int from_row = (int) floorf (MAX (MIN (c->ay, by) - c->reach, 0.0f));
  int to_row = (int) MIN (ceilf (MAX (c->ay, by) + c->reach), (float) mask->rows);
  gboolean is_steep = fabsf (c->dy) > 0.01f;
  float slope = is_steep ? c->dx / c->dy : 0;
  float half = is_steep ? c->reach * sqrtf (1 + slope * slope) : 0;
  const __m128 steps = _mm_setr_ps (0.5f, 1.5f, 2.5f, 3.5f);

  west = MAX (west, 0.0f);
  east = MIN (east, (float) mask->width);
  for (int row = from_row; row < to_row; row++)
    {
      float y = (float) row + 0.5f;
      float from = west, to = east;
      guint8 *cover = mask->cover + (gsize) row * mask->stride;

      if (is_steep)
        {
          float x = c->ax + (y - c->ay) * slope;
          from = MAX (west, x - half - 0.5f);
          to = MIN (east, x + half + 0.5f);
        }
      for (int x = (int) from & ~3; (float) x < to; x += 4)
        cover_four (cover + x, c, _mm_add_ps (_mm_set1_ps ((float) x), steps), y);
    }
  mask->is_empty = FALSE;
}

/* Cuts the segment to a box a little larger than the mask, so that what is far outside neither
 * costs time nor precision (Liang and Barsky 1984). */
static gboolean
clip_segment (WgScreenPoint *a, WgScreenPoint *b, double width, double rows, double reach)
{
  double dx = b->x - a->x, dy = b->y - a->y;
  double from = 0, to = 1;
  double p[4] = { -dx, dx, -dy, dy };
  double q[4] = { a->x + reach, width + reach - a->x, a->y + reach, rows + reach - a->y };
  WgScreenPoint start = *a;

  for (guint i = 0; i < 4; i++)
    {
      if (p[i] == 0 && q[i] < 0)
        return FALSE;
      if (p[i] < 0)
        from = MAX (from, q[i] / p[i]);
      else if (p[i] > 0)
        to = MIN (to, q[i] / p[i]);
    }
  if (from > to)
    return FALSE;
  if (from > 0)
    *a = (WgScreenPoint){ start.x + from * dx, start.y + from * dy };
  if (to < 1)
    *b = (WgScreenPoint){ start.x + to * dx, start.y + to * dy };
  return TRUE;
}

void
wg_mask_stroke (WgMask *mask, const WgScreenPoint *points, guint n_points, double top,
                double width)
{
  double reach = width / 2 + 0.5;

  for (guint i = 1; i < n_points; i++)
    {
      WgScreenPoint a = { points[i - 1].x, points[i - 1].y - top };
      WgScreenPoint b = { points[i].x, points[i].y - top };
      Capsule c;
      double length2 = 0;

      /* Four pixels more than needed: the cut ends have caps of their own. */
      if (!clip_segment (&a, &b, mask->width, mask->rows, reach + 4))
        continue;
      c.ax = (float) a.x;
      c.ay = (float) a.y;
      c.dx = (float) (b.x - a.x);
      c.dy = (float) (b.y - a.y);
      length2 = (double) c.dx * c.dx + (double) c.dy * c.dy;
      c.inverse2 = length2 > 1e-12 ? (float) (1 / length2) : 0;
      c.reach = (float) reach;
      c.peak = (float) MIN (width, 1);
      stroke_segment (mask, &c);
    }
}

static void
compose_row (guint8 *cover, guint32 *pixels, guint width, guint32 above)
{
  const __m128i zero = _mm_setzero_si128 ();

  for (guint x = 0; x < width; x += 16)
    {
      __m128i all = _mm_load_si128 ((const __m128i *) (cover + x));
      guint end = MIN (x + 16, width);

      if (_mm_movemask_epi8 (_mm_cmpeq_epi8 (all, zero)) == 0xffff)
        continue;
      for (guint i = x; i < end; i++)
        if (cover[i] != 0)
          pixels[i] = wg_blend (pixels[i], above, cover[i]);
      _mm_store_si128 ((__m128i *) (cover + x), zero);
    }
}

void
wg_mask_compose (WgMask *mask, const WgTarget *target, guint top, guint32 rgb, double opacity)
{
  guint32 above = wg_premultiply (rgb, (guint32) lrint (CLAMP (opacity, 0, 1) * 255));

  if (mask->is_empty)
    return;
  for (guint row = 0; row < mask->rows && top + row < target->height; row++)
    compose_row (mask->cover + (gsize) row * mask->stride,
                 (guint32 *) (target->argb + (top + row) * target->stride), target->width, above);
  mask->is_empty = TRUE;
}
