/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "wg-linework"

#include "wg-linework-index.h"

#include "wg-hilbert.h"
#include "wg-linework-look.h"
#include "wg-sweep.h"

#include <math.h>
#include <string.h>

#define ITEMS_PER_BLOCK 128
#define DROP_PIXELS 0.5 /* nearer points of a line are left out */

/* An item with what its painter asks for first. */
typedef struct
{
  const WgLineworkItem *item;
  WgEnvelope envelope; /* copies: the lines themselves lie all over the memory */
  float area;          /* of an area, mm²; holes negative */
  gint8 sign; /* of an area's ring: +1 when what is inside of it is on its left, -1 on its right;
                 the other way round for a hole */
} IndexedItem;

typedef struct
{
  WgEnvelope envelope;
  guint first; /* into Group.items */
  guint n_items;
} Block;

/* All items that are drawn alike. */
typedef struct
{
  GArray *items;  /* of IndexedItem */
  GArray *blocks; /* of Block */
} Group;

struct _WgLineworkIndex
{
  gint ref_count;
  WgLinework *linework;
  gsize is_built;
  gboolean is_mixed;
  Group lines[WG_LINEWORK_N_CLASSES];
  Group areas[WG_LINEWORK_N_CLASSES];
};

/* What one paint call carries about. */
typedef struct
{
  const WgViewport *viewport;
  WgEnvelope window;
  const WgTarget *target;
  GCancellable *cancellable;
  double opacity;
  GArray *points; /* of WgScreenPoint: the line at hand */
  WgMask mask;
  WgSweep sweep;
} Painting;

static gboolean
ring_contains (const WgLine *ring, WgPoint p)
{
  gboolean is_inside = FALSE;

  for (guint i = 1; i < ring->n_points; i++)
    {
      WgPoint a = ring->points[i - 1], b = ring->points[i];
      if ((a.y > p.y) != (b.y > p.y)
          && (wg_point_cross (a, b, p) > 0) == (b.y > a.y))
        is_inside = !is_inside;
    }
  return is_inside;
}

static double
ring_area2 (const WgLine *ring)
{
  double sum = 0;

  for (guint i = 1; i < ring->n_points; i++)
    {
      WgPoint a = ring->points[i - 1], b = ring->points[i], o = ring->points[0];
      sum += ((double) a.x - o.x) * ((double) b.y - o.y)
             - ((double) b.x - o.x) * ((double) a.y - o.y);
    }
  return sum;
}

/* Rings of a file run as they came: whether one is a hole is told by the rings of its feature
 * that it lies in. */
static gint8
ring_sign (const WgLinework *linework, guint i)
{
  const WgLineworkItem *items = (const WgLineworkItem *) linework->items->data;
  guint first = i, end = i + 1, depth = 0;

  while (first > 0 && i - first < 200 && items[first - 1].feature == items[i].feature)
    first--;
  while (end < linework->items->len && end - i < 200 && items[end].feature == items[i].feature)
    end++;
  for (guint j = first; j < end; j++)
    if (j != i && items[j].is_area && ring_contains (items[j].line, items[i].line->points[0]))
      depth++;
  return (gint8) ((ring_area2 (items[i].line) > 0) == (depth % 2 == 0) ? 1 : -1);
}

static void
pack_group (Group *group, const WgEnvelope *whole)
{
  guint n = group->items->len;
  g_autofree guint64 *keys = g_new (guint64, (gsize) n + 1);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (IndexedItem), n);
  double size
    = MAX ((double) whole->max_x - whole->min_x, (double) whole->max_y - whole->min_y) + 1;

  for (guint i = 0; i < n; i++)
    {
      const WgEnvelope *e = &g_array_index (group->items, IndexedItem, i).envelope;
      double x = ((double) e->min_x + e->max_x) / 2 - whole->min_x;
      double y = ((double) e->min_y + e->max_y) / 2 - whole->min_y;
      guint32 place = wg_hilbert ((guint32) (x / size * 65536), (guint32) (y / size * 65536));
      keys[i] = (guint64) place << 32 | i;
    }
  wg_colouring_sort (keys, n);
  for (guint i = 0; i < n; i++)
    g_array_append_val (sorted, g_array_index (group->items, IndexedItem, (guint32) keys[i]));
  g_array_unref (group->items);
  group->items = sorted;
  for (guint from = 0; from < n; from += ITEMS_PER_BLOCK)
    {
      Block block = { WG_ENVELOPE_EMPTY, from, MIN (ITEMS_PER_BLOCK, n - from) };
      for (guint i = from; i < from + block.n_items; i++)
        wg_envelope_add (&block.envelope,
                         &g_array_index (sorted, IndexedItem, i).envelope);
      g_array_append_val (group->blocks, block);
    }
}

static void
build (WgLineworkIndex *index)
{
  for (guint i = 0; i < index->linework->items->len; i++)
    {
      const WgLineworkItem *item = &g_array_index (index->linework->items, WgLineworkItem, i);
      guint class = MIN (item->class, WG_LINEWORK_N_CLASSES - 1);
      Group *group = item->is_area ? &index->areas[class] : &index->lines[class];
      IndexedItem indexed = { item, item->line->envelope, 0,
                              item->is_area ? ring_sign (index->linework, i) : 1 };

      if (item->is_area)
        indexed.area = (float) (ring_area2 (item->line) / 2 * indexed.sign);

      g_array_append_val (group->items, indexed);
    }
  index->is_mixed = wg_linework_is_mixed (index->linework);
  for (guint class = 0; class < WG_LINEWORK_N_CLASSES; class++)
    {
      pack_group (&index->lines[class], &index->linework->envelope);
      pack_group (&index->areas[class], &index->linework->envelope);
    }
}

static void
ensure_built (WgLineworkIndex *index)
{
  if (g_once_init_enter (&index->is_built))
    {
      build (index);
      g_once_init_leave (&index->is_built, 1);
    }
}

/* The item in pixels, without points that would not be seen. */
static const WgScreenPoint *
to_pixels (Painting *p, const WgLine *line, guint *n_out)
{
  const WgViewport *v = p->viewport;
  double dx = v->width / 2 - v->center_x * v->scale, dy = v->height / 2 + v->center_y * v->scale;
  WgScreenPoint *out = NULL;
  guint n = 0;

  if (p->points->len < line->n_points)
    g_array_set_size (p->points, line->n_points);
  out = (WgScreenPoint *) p->points->data;
  for (guint i = 0; i < line->n_points; i++)
    {
      WgScreenPoint at = { line->points[i].x * v->scale + dx, dy - line->points[i].y * v->scale };
      if (n == 0 || i == line->n_points - 1
          || fabs (at.x - out[n - 1].x) + fabs (at.y - out[n - 1].y) >= DROP_PIXELS)
        out[n++] = at;
    }
  *n_out = n;
  return out;
}

/* An area too small for its outline to matter: its whole size goes to one pixel. */
static void
sweep_dot (Painting *p, const IndexedItem *indexed)
{
  const WgEnvelope *e = &indexed->envelope;
  double x = wg_viewport_to_pixel_x (p->viewport, ((double) e->min_x + e->max_x) / 2);
  double y = wg_viewport_to_pixel_y (p->viewport, ((double) e->min_y + e->max_y) / 2);
  double area = indexed->area * p->viewport->scale * p->viewport->scale;
  float *cell = NULL;

  if (x < 0 || y < 0 || x >= p->sweep.width || y >= p->sweep.rows)
    return;
  cell = p->sweep.cells + (gsize) y * p->sweep.stride + (gsize) x;
  cell[0] += (float) area;
  cell[1] -= (float) area;
}

static void
sweep_item (Painting *p, const IndexedItem *indexed)
{
  const WgEnvelope *e = &indexed->envelope;
  double widest = MAX ((double) e->max_x - e->min_x, (double) e->max_y - e->min_y);
  const WgScreenPoint *points = NULL;
  guint n = 0;

  if (widest * p->viewport->scale < 0.7)
    {
      sweep_dot (p, indexed);
      return;
    }
  points = to_pixels (p, indexed->item->line, &n);
  for (guint i = 1; i < n; i++)
    {
      const WgScreenPoint *a = indexed->sign > 0 ? &points[i - 1] : &points[i];
      const WgScreenPoint *b = indexed->sign > 0 ? &points[i] : &points[i - 1];
      wg_sweep_edge (&p->sweep, a->x, a->y, b->x, b->y, _mm_setzero_ps (), FALSE);
    }
}

/* The sums of the sweep become the mask. */
static void
resolve_sweep (Painting *p)
{
  for (guint row = 0; row < p->sweep.rows; row++)
    {
      float *cells = p->sweep.cells + (gsize) row * p->sweep.stride;
      guint8 *cover = p->mask.cover + (gsize) row * p->mask.stride;
      float sum = 0;

      for (guint x = 0; x < p->sweep.width; x++)
        {
          sum += cells[x];
          cover[x] = (guint8) (CLAMP (sum, 0.0f, 1.0f) * 255.0f + 0.5f);
        }
      memset (cells, 0, p->sweep.stride * sizeof (float));
    }
  p->mask.is_empty = FALSE;
}

/* @width 0: areas. Areas west of the picture still count: their rings sum up to nothing there, so
 * they can be left out as a whole. */
static void
paint_group (Painting *p, const Group *group, double width, guint32 rgb, double opacity)
{
  gboolean has_any = FALSE;

  for (guint b = 0; b < group->blocks->len && !g_cancellable_is_cancelled (p->cancellable); b++)
    {
      const Block *block = &g_array_index (group->blocks, Block, b);

      if (!wg_envelope_intersects (&block->envelope, &p->window))
        continue;
      for (guint i = block->first; i < block->first + block->n_items; i++)
        {
          const IndexedItem *indexed = &g_array_index (group->items, IndexedItem, i);
          guint n = 0;

          if (!wg_envelope_intersects (&indexed->envelope, &p->window))
            continue;
          has_any = TRUE;
          if (width <= 0)
            sweep_item (p, indexed);
          else
            {
              const WgScreenPoint *points = to_pixels (p, indexed->item->line, &n);
              wg_mask_stroke (&p->mask, points, n, 0, width);
            }
        }
    }
  if (!has_any)
    return;
  if (width <= 0)
    resolve_sweep (p);
  wg_mask_compose (&p->mask, p->target, 0, rgb, opacity * p->opacity);
}

WgLineworkIndex *
wg_linework_index_new (WgLinework *linework)
{
  WgLineworkIndex *index = g_new0 (WgLineworkIndex, 1);

  index->ref_count = 1;
  index->linework = wg_linework_ref (linework);
  for (guint class = 0; class < WG_LINEWORK_N_CLASSES; class++)
    for (guint i = 0; i < 2; i++)
      {
        Group *group = i == 0 ? &index->lines[class] : &index->areas[class];
        group->items = g_array_new (FALSE, FALSE, sizeof (IndexedItem));
        group->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
      }
  return index;
}

WgLineworkIndex *
wg_linework_index_ref (WgLineworkIndex *index)
{
  g_atomic_int_inc (&index->ref_count);
  return index;
}

void
wg_linework_index_unref (WgLineworkIndex *index)
{
  if (!g_atomic_int_dec_and_test (&index->ref_count))
    return;
  for (guint class = 0; class < WG_LINEWORK_N_CLASSES; class++)
    {
      g_array_unref (index->lines[class].items);
      g_array_unref (index->lines[class].blocks);
      g_array_unref (index->areas[class].items);
      g_array_unref (index->areas[class].blocks);
    }
  wg_linework_unref (index->linework);
  g_free (index);
}

WgLinework *
wg_linework_index_get (WgLineworkIndex *index)
{
  return index->linework;
}

void
wg_linework_index_paint (WgLineworkIndex *index, const WgViewport *viewport, const WgStyle *style,
                         double opacity, const WgTarget *target, GCancellable *cancellable)
{
  Painting p = { .viewport = viewport, .target = target, .cancellable = cancellable,
                 .opacity = opacity };
  WgLineworkStep steps[WG_LINEWORK_MAX_STEPS];
  WgViewport wide = *viewport;
  guint n_steps = 0;

  ensure_built (index);
  n_steps = wg_linework_steps (viewport->scale, index->is_mixed, style, steps);
  wide.width += 2 * WG_LINEWORK_REACH;
  wide.height += 2 * WG_LINEWORK_REACH;
  p.window = wg_viewport_envelope (&wide);
  if (!wg_envelope_intersects (&p.window, &index->linework->envelope))
    return;
  p.points = g_array_new (FALSE, FALSE, sizeof (WgScreenPoint));
  wg_mask_init (&p.mask, target->width, target->height);
  wg_sweep_init (&p.sweep, target->width, target->height, 1);
  for (guint i = 0; i < n_steps; i++)
    {
      const Group *groups = steps[i].is_area ? index->areas : index->lines;
      paint_group (&p, &groups[steps[i].class], steps[i].width, steps[i].rgb, steps[i].opacity);
    }
  wg_sweep_clear (&p.sweep);
  wg_mask_clear (&p.mask);
  g_array_unref (p.points);
}
