/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-screen"

#include "wg-screen.h"

#include <math.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Project millimetres to pixels: x * scale + dx, dy - y * scale. */
typedef struct
{
  double scale;
  double dx;
  double dy;
} Transform;

static Transform
make_transform (const WgViewport *viewport)
{
  return (Transform){
    viewport->scale,
    viewport->width / 2 - viewport->center_x * viewport->scale,
    viewport->height / 2 + viewport->center_y * viewport->scale,
  };
}

static void
transform_points (const Transform *t, const WgPoint *from, guint n, WgScreenPoint *to)
{
#ifdef __SSE2__
  __m128d scale = _mm_set_pd (-t->scale, t->scale);
  __m128d offset = _mm_set_pd (t->dy, t->dx);

  for (guint i = 0; i < n; i++)
    {
      __m128i p = _mm_loadl_epi64 ((const __m128i *) &from[i]);
      _mm_storeu_pd (&to[i].x, _mm_add_pd (_mm_mul_pd (_mm_cvtepi32_pd (p), scale), offset));
    }
#else
  for (guint i = 0; i < n; i++)
    to[i] = (WgScreenPoint){ from[i].x * t->scale + t->dx, t->dy - from[i].y * t->scale };
#endif
}

static guint8
fill_of (const WgSceneTable *table, guint32 owner)
{
  if (owner == WG_OWNER_OUTSIDE)
    return WG_FILL_OUTSIDE;
  return owner < table->limit ? table->fills[owner] : WG_FILL_UNOWNED;
}

/* Appends room for @n points and the arc that has them. */
static WgScreenPoint *
add_arc (WgScreen *screen, const WgSceneTable *table, const WgSceneArc *arc, guint n)
{
  WgScreenArc added = {
    .first = screen->points->len,
    .n_points = n,
    .left = arc->left,
    .right = arc->right,
    .fill_left = fill_of (table, arc->left),
    .fill_right = fill_of (table, arc->right),
    .rank = (guint8) arc->rank,
  };

  g_array_append_val (screen->arcs, added);
  g_array_set_size (screen->points, screen->points->len + n);
  return &g_array_index (screen->points, WgScreenPoint, added.first);
}

static void
add_block (WgScreen *screen, WgSceneBlock *block, const WgSceneTable *table,
           const WgEnvelope *window, const Transform *t, const WgSceneLod *lod)
{
  for (guint i = 0; i < block->n_arcs; i++)
    {
      const WgSceneArc *arc = &block->arcs[i];
      const WgPoint *from = NULL;
      guint n = 0;

      if (arc->envelope.max_y < window->min_y || arc->envelope.min_y > window->max_y
          || arc->envelope.min_x > window->max_x)
        continue;
      if (arc->envelope.max_x < window->min_x)
        {
          WgPoint ends[2] = { { window->min_x, arc->start_y }, { window->min_x, arc->end_y } };
          if (arc->left == arc->right || arc->start_y == arc->end_y)
            continue;
          transform_points (t, ends, 2, add_arc (screen, table, arc, 2));
          g_array_index (screen->arcs, WgScreenArc, screen->arcs->len - 1).rank = 0;
          continue;
        }
      from = lod != NULL ? lod->points + lod->first[i] : arc->line->points;
      n = lod != NULL ? lod->first[i + 1] - lod->first[i] : arc->line->n_points;
      transform_points (t, from, n, add_arc (screen, table, arc, n));
    }
}

static guint8
parts_of (const WgScreenArc *arc)
{
  guint8 parts = 0;

  if (arc->fill_left != arc->fill_right)
    parts |= WG_SCREEN_FILL;
  if ((arc->fill_left == WG_FILL_UNOWNED) != (arc->fill_right == WG_FILL_UNOWNED))
    parts |= WG_SCREEN_HATCH;
  if (arc->rank > 0)
    parts |= WG_SCREEN_BORDER;
  return parts;
}

static void
measure_arcs (WgScreen *screen)
{
  for (guint i = 0; i < screen->arcs->len; i++)
    {
      WgScreenArc *arc = &g_array_index (screen->arcs, WgScreenArc, i);
      const WgScreenPoint *points = wg_screen_points (screen, arc);
      double min_y = points[0].y, max_y = points[0].y;

      for (guint j = 1; j < arc->n_points; j++)
        {
          min_y = MIN (min_y, points[j].y);
          max_y = MAX (max_y, points[j].y);
        }
      arc->min_y = (float) min_y;
      arc->max_y = (float) max_y;
      arc->parts = parts_of (arc);
      screen->parts |= arc->parts;
    }
}

void
wg_screen_init (WgScreen *screen, WgSceneSnapshot *snapshot, const WgViewport *viewport,
                double margin, WgScreenDetail detail)
{
  Transform t = make_transform (viewport);
  const WgSceneTable *table
    = snapshot->tables[wg_scene_snapshot_depth (snapshot, viewport->scale)];
  WgViewport wide = *viewport;
  WgEnvelope window;

  wide.width += 2 * margin;
  wide.height += 2 * margin;
  window = wg_viewport_envelope (&wide);
  screen->points = g_array_sized_new (FALSE, FALSE, sizeof (WgScreenPoint), 65536);
  screen->arcs = g_array_sized_new (FALSE, FALSE, sizeof (WgScreenArc), 16384);
  screen->width = (guint) ceil (viewport->width);
  screen->height = (guint) ceil (viewport->height);
  screen->parts = 0;
  for (guint i = 0; i < snapshot->n_blocks; i++)
    {
      WgSceneBlock *block = snapshot->blocks[i];
      const WgEnvelope *e = &block->envelope;
      const WgSceneLod *lod = NULL;

      if (e->max_y < window.min_y || e->min_y > window.max_y || e->min_x > window.max_x)
        continue;
      if (detail == WG_SCREEN_SIMPLIFIED && e->max_x >= window.min_x)
        lod = wg_scene_block_lod (block, viewport->scale);
      add_block (screen, block, table, &window, &t, lod);
    }
  measure_arcs (screen);
}

void
wg_screen_clear (WgScreen *screen)
{
  g_clear_pointer (&screen->points, g_array_unref);
  g_clear_pointer (&screen->arcs, g_array_unref);
}

static inline gboolean
bands_of (const WgScreenBands *bands, const WgScreenArc *arc, float margin, guint *from_out,
          guint *to_out)
{
  float from = (arc->min_y - margin) / (float) bands->band_rows;
  float to = (arc->max_y + margin) / (float) bands->band_rows;

  if (to < 0 || from >= (float) bands->n_bands)
    return FALSE;
  *from_out = (guint) MAX (from, 0.0f);
  *to_out = MIN ((guint) MIN (to, 1e6f), bands->n_bands - 1);
  return TRUE;
}

void
wg_screen_bands_init (WgScreenBands *bands, const WgScreen *screen, WgScreenParts part,
                      guint band_rows, double margin)
{
  const WgScreenArc *arcs = (const WgScreenArc *) screen->arcs->data;
  g_autofree guint *next = NULL;
  guint from = 0, to = 0;

  bands->band_rows = band_rows;
  bands->n_bands = (screen->height + band_rows - 1) / band_rows;
  bands->first = g_new0 (guint, bands->n_bands + 1);
  for (guint i = 0; i < screen->arcs->len; i++)
    if ((arcs[i].parts & part) && bands_of (bands, &arcs[i], (float) margin, &from, &to))
      for (guint b = from; b <= to; b++)
        bands->first[b + 1]++;
  for (guint b = 0; b < bands->n_bands; b++)
    bands->first[b + 1] += bands->first[b];
  bands->items = g_new (guint, bands->first[bands->n_bands] + 1);
  next = g_memdup2 (bands->first, (bands->n_bands + 1) * sizeof (guint));
  for (guint i = 0; i < screen->arcs->len; i++)
    if ((arcs[i].parts & part) && bands_of (bands, &arcs[i], (float) margin, &from, &to))
      for (guint b = from; b <= to; b++)
        bands->items[next[b]++] = i;
}

void
wg_screen_bands_clear (WgScreenBands *bands)
{
  g_clear_pointer (&bands->first, g_free);
  g_clear_pointer (&bands->items, g_free);
}
